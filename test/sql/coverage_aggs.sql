-- The other aggregates: coverage_agg with weights, headcount_agg, sum(coverage),
-- and those of multiranges
SET datestyle = 'ISO';

SELECT coverage_agg(unit, during, weight) FROM (VALUES
	(1, '[2004-01-01,2004-02-01)'::daterange, 10::bigint), (1, '[2004-01-10,2004-01-20)', 15), (1, '[2004-01-15,)', 7),
	(2, '(,2004-01-15)', 100), (2, '[2004-01-01,2004-01-05)', 3), (3, '[2004-01-01,)', 0), (3, 'empty', 5), (NULL, '(,)', 5), (4, NULL, 5), (4, '(,)', NULL))
	AS v (unit, during, weight);
SELECT coverage_agg(unit, during), coverage_agg(unit, during, 2), headcount_agg(during) FROM (VALUES
	(1, '{[2004-01-01,2004-02-01),[2005-01-01,)}'::datemultirange), (1, '{[2004-01-10,2004-03-01)}'), (2, '{}'), (2, NULL), (NULL, '{(,2004-01-01)}')) AS v (unit, during);
SELECT headcount_agg(during) FROM (VALUES ('[2004-01-01,2004-02-01)'::daterange), ('[2004-01-01,2004-02-01)'), ('(,2004-01-15)'), ('empty'), (NULL)) AS v (during);
SELECT sum(c), sum(c) FILTER (WHERE n > 1), sum(c) FILTER (WHERE n = 3) AS only_null, sum(c) FILTER (WHERE false) AS no_rows
FROM (VALUES (1, '{2004-01-01:1}'::coverage), (2, '{2004-01-01:-1,2005-01-01:4}'), (3, NULL), (4, '{-infinity:2}')) AS v (n, c);
SELECT coverage_agg(1, during, 1), headcount_agg(during) FROM (SELECT '(,)'::daterange WHERE false) AS no_rows (during);
SELECT coverage_agg(during), coverage_agg(datemultirange(during)) FROM (VALUES
	('[2004-01-01,2004-02-01)'::daterange), ('[2004-02-01,2004-03-01)'), ('(,2003-01-01)'), ('[2004-01-10,2004-01-20)'), ('[2005-01-01,)'), ('empty'), (NULL)) AS v (during);
SELECT coverage_agg(c), coverage_agg(unit, c), coverage_agg(unit, c, 10) FROM (VALUES
	(1, '{2004-01-01:1,2005-01-01:-1,2006-01-01:3}'::coverage), (1, '{2004-06-01:2,2005-06-01:0}'), (2, '{-infinity:5,2004-02-01:0}'), (3, '{}'), (4, NULL), (NULL, '{2000-01-01:1}')) AS v (unit, c);
SELECT coverage_agg(during) AS always FROM (VALUES ('(,)'::daterange)) AS v (during);
SELECT coverage_agg(during) AS no_rows, coverage_agg(1, NULL::coverage) AS only_null FROM (SELECT '(,)'::daterange WHERE false) AS v (during);
SELECT unit, coverage_agg(c) OVER (ORDER BY unit) AS running FROM (VALUES (1, '{2004-01-01:1,2004-02-01:0}'::coverage), (2, '{2004-06-01:1}')) AS v (unit, c);
SELECT unit, sum(c) OVER (ORDER BY unit) AS running FROM (VALUES (1, '{2004-01-01:1}'::coverage), (2, '{2004-06-01:1}'), (3, '{2004-01-01:-1}')) AS v (unit, c);

-- What is refused; a bare literal may be a range or a multirange
\set VERBOSITY terse
SELECT coverage_agg(1, '(,)');
\set VERBOSITY default
SELECT coverage_agg(1, '(,)'::daterange, -1);
SELECT sum(c) FROM (VALUES ('{2004-01-01:9223372036854775807}'::coverage), ('{2004-01-01:1}')) AS v (c);
SELECT coverage_agg(unit, '[2004-01-01,)'::daterange, 9223372036854775807) FROM (VALUES (1), (2)) AS v (unit);
SELECT coverage_agg(1, '[2004-01-01,)'::daterange, 9223372036854775807), sum('{2004-01-01:-9223372036854775808}'::coverage) AS in_range;

-- A sum is exact in whatever order the rows come, if the result is in range
\set most 9223372036854775807
SELECT sum(c) AS steps_apart FROM (VALUES ('{2020-01-01:9223372036854775807,2020-01-02:-9223372036854775807}'::coverage), (NULL), ('{}')) AS v (c);
SELECT sum(format('{2020-01-01:%s}', v)::coverage ORDER BY n) AS a, sum(format('{2020-01-01:%s}', v)::coverage ORDER BY -n) AS b, sum(format('{2020-01-01:%s}', v)::coverage ORDER BY n % 3) AS c
FROM unnest(ARRAY[:most, :most, :most, -:most, -:most, -:most - 1]) WITH ORDINALITY AS u (v, n);
SELECT n, sum(c) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) AS running
FROM (VALUES (1, '{-infinity:-9223372036854775808,2020-01-01:9223372036854775807}'::coverage), (2, '{-infinity:1,2020-01-01:-1}'), (3, '{2020-01-01:1}')) AS v (n, c);
SELECT sum(c) FROM (VALUES ('{2004-01-01:-9223372036854775808}'::coverage), ('{2004-01-01:-1}')) AS v (c);

-- Against the definitions, day by day
CREATE TABLE weighed AS
	SELECT i % 20 AS grp, nullif(i % 13, 0) AS unit, (i % 7)::text AS name, (hashint4(i) & 7)::bigint AS weight,
		   CASE WHEN i % 29 = 0 THEN NULL
				WHEN i % 31 = 0 THEN 'empty'::daterange
				WHEN i % 37 = 0 THEN daterange(NULL, '2020-01-01'::date + i % 90)
				WHEN i % 41 = 0 THEN daterange('2020-01-01'::date + i % 90, NULL)
				ELSE daterange('2020-01-01'::date + (hashint4(i) & 63), '2020-01-01'::date + (hashint4(i) & 63) + (hashint4(i + 7777) & 31)) END AS during
	FROM generate_series(1, 2000) AS i;
CREATE TABLE answered AS
	SELECT grp, coverage_agg(unit, during, weight) AS weights, coverage_agg(name, during, weight) AS named, headcount_agg(during) AS heads,
		   coverage_agg(unit, datemultirange(during)) AS multi, coverage_agg(unit, during) AS single,
		   headcount_agg(datemultirange(during)) AS multi_heads, coverage_agg(unit, datemultirange(during), weight) AS multi_weights,
		   coverage_agg(during) AS anybody, coverage_agg(datemultirange(during)) AS multi_anybody
	FROM weighed GROUP BY grp;
CREATE VIEW days AS SELECT '2020-01-01'::date + d AS day FROM generate_series(-10, 130) AS d;
SELECT count(*) AS days,
	   count(*) FILTER (WHERE coverage_on(weights, day) <> (SELECT coalesce(sum(m), 0) FROM (SELECT max(weight) AS m FROM weighed w WHERE w.grp = a.grp AND unit IS NOT NULL AND w.during @> day GROUP BY unit) AS u)) AS weights,
	   count(*) FILTER (WHERE coverage_on(named, day) <> (SELECT coalesce(sum(m), 0) FROM (SELECT max(weight) AS m FROM weighed w WHERE w.grp = a.grp AND w.during @> day GROUP BY name) AS u)) AS named,
	   count(*) FILTER (WHERE coverage_on(heads, day) <> (SELECT count(*) FROM weighed w WHERE w.grp = a.grp AND w.during @> day)) AS heads,
	   count(*) FILTER (WHERE coverage_on(anybody, day) <> (SELECT count(*) FROM weighed w WHERE w.grp = a.grp AND w.during @> day)::integer::boolean::integer) AS anybody
FROM answered a, days;
-- A coverage covers its unit as the rows that it was made from do.
SELECT count(*) AS groups, count(*) FILTER (WHERE units <> single) AS units, count(*) FILTER (WHERE anybody <> any_unit) AS anybody
FROM answered JOIN (
	SELECT grp, coverage_agg(unit, held) AS units, coverage_agg(held) AS any_unit
	FROM (SELECT grp, unit, headcount_agg(during) AS held FROM weighed GROUP BY grp, unit) AS h GROUP BY grp) AS u USING (grp);
SELECT count(*) AS groups, count(*) FILTER (WHERE multi <> single) AS multi, count(*) FILTER (WHERE multi_heads <> heads) AS multi_heads,
	   count(*) FILTER (WHERE multi_weights <> weights) AS multi_weights,
	   count(*) FILTER (WHERE multi_anybody <> anybody) AS multi_anybody FROM answered;
SELECT count(*) AS days, count(*) FILTER (WHERE coverage_on(total, day) <> (SELECT sum(coverage_on(weights, day)) FROM answered)) AS sum
FROM (SELECT sum(weights) AS total FROM answered) AS t, days;

-- More units than a state has room for at first
CREATE TABLE heavy AS
	SELECT i % 300 AS unit, 'unit ' || i % 300 AS name, 1 + hashint4(i) % 1000 + 1000::bigint AS weight, daterange('2020-01-01'::date + i % 50, '2020-01-01'::date + i % 50 + 1 + i % 17) AS during
	FROM generate_series(1, 3000) AS i;
SELECT count(*) AS days, count(*) FILTER (WHERE coverage_on(weights, day) <> defined) AS weights, count(*) FILTER (WHERE coverage_on(named, day) <> defined) AS named
FROM (SELECT coverage_agg(unit, during, weight) AS weights, coverage_agg(name, during, weight) AS named FROM heavy) AS a, days,
	LATERAL (SELECT coalesce(sum(m), 0) AS defined FROM (SELECT max(weight) AS m FROM heavy WHERE during @> day GROUP BY unit) AS u) AS d;
SELECT count(*) AS days, count(*) FILTER (WHERE coverage_on(weights, day) <> (SELECT coalesce(max(weight), 0) FROM heavy WHERE during @> day)) AS one_unit
FROM (SELECT coverage_agg(1, during, weight) AS weights FROM heavy) AS a, days;
DROP TABLE heavy;

-- Partial states give the same, with 0, 1 and 2 workers
CREATE TABLE many AS SELECT w.*, coverage_make(ARRAY['2020-01-01'::date + weight::integer, '2020-03-01'], ARRAY[weight, -weight]) AS c FROM weighed w, generate_series(1, 30);
ANALYZE many;
SET max_parallel_workers_per_gather = 0;
SELECT coverage_agg(unit, during, weight)::text || coverage_agg(name, during, weight) || headcount_agg(during) || sum(c) || coverage_agg(name, datemultirange(during)) || coverage_agg(during) || coverage_agg(unit, c) || coverage_agg(name, c, weight) AS answer_0 FROM many \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 1;
SELECT coverage_agg(unit, during, weight)::text || coverage_agg(name, during, weight) || headcount_agg(during) || sum(c) || coverage_agg(name, datemultirange(during)) || coverage_agg(during) || coverage_agg(unit, c) || coverage_agg(name, c, weight) AS answer_1 FROM many \gset
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT coverage_agg(unit, during, weight), headcount_agg(during), sum(c), coverage_agg(during) FROM many;
SELECT coverage_agg(unit, during, weight)::text || coverage_agg(name, during, weight) || headcount_agg(during) || sum(c) || coverage_agg(name, datemultirange(during)) || coverage_agg(during) || coverage_agg(unit, c) || coverage_agg(name, c, weight) AS answer_2 FROM many \gset
SELECT length(:'answer_0') > 1000 AS says_something, :'answer_0' = :'answer_1' AS one_worker, :'answer_0' = :'answer_2' AS two_workers;

-- Partitionwise as well, with partitions that have no rows and give no state
CREATE TABLE parted (LIKE many) PARTITION BY LIST (grp);
CREATE TABLE parted_none PARTITION OF parted FOR VALUES IN (-2);
CREATE TABLE parted_nothing PARTITION OF parted FOR VALUES IN (-1);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
CREATE TABLE parted_2 PARTITION OF parted DEFAULT;
INSERT INTO parted SELECT * FROM many;
ANALYZE parted;
SET max_parallel_workers_per_gather = 0;
SET enable_partitionwise_aggregate = on;
EXPLAIN (COSTS OFF) SELECT coverage_agg(unit, during), coverage_agg(unit, during, weight), sum(c), coverage_agg(during), coverage_agg(c) FROM parted;
SELECT p.a = m.a AS distinct_units, p.b = m.b AS weights, p.c = m.c AS sum, p.d = m.d AS anybody
FROM (SELECT coverage_agg(unit, during) AS a, coverage_agg(unit, during, weight) AS b, sum(c) AS c, coverage_agg(during) AS d FROM parted) AS p,
	 (SELECT coverage_agg(unit, during) AS a, coverage_agg(unit, during, weight) AS b, sum(c) AS c, coverage_agg(during) AS d FROM many) AS m;

-- ... even if only the first, only the last, or none of them has rows that count
SELECT t.grp, p.answer = m.answer AS same
FROM (VALUES (-2), (-1), (0), (99), (NULL)) AS t (grp)
CROSS JOIN LATERAL (SELECT ROW(coverage_agg(unit, during) FILTER (WHERE grp = t.grp), coverage_agg(unit, during, weight) FILTER (WHERE grp = t.grp),
							   sum(c) FILTER (WHERE grp = t.grp), coverage_agg(during) FILTER (WHERE grp = t.grp), headcount_agg(during) FILTER (WHERE grp = t.grp))::text AS answer FROM parted) AS p
CROSS JOIN LATERAL (SELECT ROW(coverage_agg(unit, during) FILTER (WHERE grp = t.grp), coverage_agg(unit, during, weight) FILTER (WHERE grp = t.grp),
							   sum(c) FILTER (WHERE grp = t.grp), coverage_agg(during) FILTER (WHERE grp = t.grp), headcount_agg(during) FILTER (WHERE grp = t.grp))::text AS answer FROM many) AS m;

DROP VIEW days;
DROP TABLE weighed, answered, many, parted;

-- The sum of weights over rows: by plain SQL, whole and by group, whatever the plan
CREATE TABLE moved AS
	SELECT i, i % 7 AS place, (hashint4(i) % 1000)::bigint AS weight, daterange(first_day, CASE WHEN i % 11 > 0 THEN first_day + 1 + abs(hashint4(i + 2)) % 400 END) AS during
	FROM (SELECT i, CASE WHEN i % 13 > 0 THEN '2000-01-01'::date + abs(hashint4(i + 1)) % 3000 END AS first_day FROM generate_series(1, 20000) AS i) AS row;
INSERT INTO moved VALUES (0, 1, NULL, '[2000-01-01,)'), (0, 1, 5, NULL), (0, 1, 5, 'empty'), (0, 1, 9223372036854775807, '[2001-01-01,2002-01-01)'), (0, 1, -9223372036854775808, '[2001-01-01,2002-01-01)'),
	(0, 2, 7, '[5874000-01-01,)'), (0, 2, -7, '(,4000-01-01 BC)');
CREATE FUNCTION pg_temp.differs() RETURNS TABLE (places bigint, steps bigint, wrong bigint) LANGUAGE sql AS $$
	WITH change AS (
		SELECT place, coalesce(lower(during), '-infinity') AS day, weight::numeric AS by FROM moved WHERE NOT isempty(during) AND weight IS NOT NULL
		UNION ALL SELECT place, upper(during), -weight::numeric FROM moved WHERE NOT upper_inf(during) AND NOT isempty(during) AND weight IS NOT NULL
	), plain AS (
		SELECT coalesce(place, -1) AS place, day, sum(sum(by)) OVER (PARTITION BY grouping(place), place ORDER BY day) AS value
		FROM change GROUP BY GROUPING SETS ((place, day), (day)) HAVING sum(by) <> 0
	), read AS (
		SELECT place, coalesce(first_day, '-infinity') AS day, value
		FROM (SELECT coalesce(place, -1) AS place, headcount_agg(during, weight) AS c FROM moved GROUP BY GROUPING SETS ((place), ())) AS agg, coverage_steps(c)
	)
	SELECT count(DISTINCT place), count(*), count(*) FILTER (WHERE plain.value IS DISTINCT FROM read.value) FROM plain FULL JOIN read USING (place, day)
$$;
ANALYZE moved;
SELECT * FROM pg_temp.differs();
SELECT headcount_agg(during, weight) = headcount_agg(datemultirange(during), weight) AS multirange, headcount_agg(during, 1) = headcount_agg(during) AS ones,
	   headcount_agg(during, weight ORDER BY i DESC) = headcount_agg(during, weight) AS order_of_rows, headcount_agg(during, weight) + headcount_agg(during, -weight) = '{}' AS minus
FROM moved WHERE i > 0;
SELECT bool_and(c = alone) AS frames FROM (
	SELECT i, headcount_agg(during, weight) OVER (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS c FROM moved WHERE i BETWEEN 1 AND 300) AS running
CROSS JOIN LATERAL (SELECT headcount_agg(m.during, m.weight) AS alone FROM moved m WHERE m.i BETWEEN 1 AND running.i) AS a;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET parallel_leader_participation = off; SET max_parallel_workers_per_gather = 2;
SELECT headcount_agg(during, weight) = (SELECT headcount_agg(during, weight) FROM (SELECT * FROM moved OFFSET 0) m) AS parallel, count(*) FROM moved;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET parallel_leader_participation; RESET max_parallel_workers_per_gather;
SELECT headcount_agg('[2001-01-01,)'::daterange, 1) AS one, headcount_agg(NULL::daterange, 1) AS none;
SELECT headcount_agg(during, weight) FROM (VALUES ('[2001-01-01,)'::daterange, 9223372036854775807), ('[2002-01-01,)', 1)) AS v (during, weight);
DROP TABLE moved;

-- The least and the greatest of the rows, day by day
SELECT coverage_least_agg(c), coverage_greatest_agg(c), coverage_least_agg(c) FILTER (WHERE n = 3) AS only_null, coverage_greatest_agg(c) FILTER (WHERE false) AS no_rows, coverage_least_agg(c) FILTER (WHERE n > 3) AS with_0
FROM (VALUES (1, '{2004-01-01:1,2006-01-01:3}'::coverage), (2, '{2004-06-01:2,2005-01-01:0,2005-02-01:9223372036854775807}'), (3, NULL), (4, '{-infinity:-2,2007-01-01:5}'), (5, '{}')) AS v (n, c);
CREATE TABLE levels AS
	SELECT n, n % 9 AS grp, CASE WHEN n % 17 > 0 THEN coverage_make(array_agg(day ORDER BY day), array_agg(value ORDER BY day)) END AS c
	FROM (SELECT n, CASE WHEN d = 0 AND n % 5 = 0 THEN '-infinity' ELSE '2005-01-01'::date + d END AS day, (hashint4(n * 1000 + d) % 8)::bigint AS value
		  FROM generate_series(1, 600) AS n, generate_series(0, 79) AS d WHERE abs(hashint4(n * 777 + d)) % 6 = 0 OR (d = 0 AND n % 5 = 0)) AS steps
	GROUP BY n;
CREATE VIEW envelope AS
	SELECT coalesce(grp, -1) AS grp, coverage_least_agg(c) AS least, coverage_greatest_agg(c) AS greatest FROM levels GROUP BY GROUPING SETS ((grp), ());
CREATE TABLE envelopes AS SELECT * FROM envelope;
SELECT count(*) AS days, count(DISTINCT grp) AS groups, count(*) FILTER (WHERE coverage_on(least, day) <> l) AS least, count(*) FILTER (WHERE coverage_on(greatest, day) <> g) AS greatest
FROM envelopes e, generate_series('2004-12-30'::timestamp, '2005-03-25', '1 day') AS t, LATERAL (SELECT t::date AS day) AS d,
	 LATERAL (SELECT min(coverage_on(c, day)) AS l, max(coverage_on(c, day)) AS g FROM levels v WHERE v.grp = e.grp OR e.grp = -1) AS defined;
-- ... in any order, as running values, with workers, and partitionwise
SELECT coverage_least_agg(c ORDER BY n DESC) = coverage_least_agg(c) AS order_of_rows, coverage_greatest_agg(-c) = -coverage_least_agg(c) AS mirror FROM levels;
SELECT count(*) AS rows, bool_and(c = alone) AS frames FROM (
	SELECT n, coverage_greatest_agg(c) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS c FROM levels WHERE n <= 100) AS running
CROSS JOIN LATERAL (SELECT coverage_greatest_agg(v.c) AS alone FROM levels v WHERE v.n BETWEEN 1 AND running.n) AS a;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET parallel_leader_participation = off; SET max_parallel_workers_per_gather = 2;
ANALYZE levels;
EXPLAIN (COSTS OFF) SELECT coverage_least_agg(c), coverage_greatest_agg(c) FROM levels;
SELECT least = l AND greatest = g AS parallel FROM envelopes, (SELECT coverage_least_agg(c) AS l, coverage_greatest_agg(c) AS g FROM levels) AS p WHERE grp = -1;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET parallel_leader_participation; RESET max_parallel_workers_per_gather;
CREATE TABLE levels_parted (LIKE levels) PARTITION BY LIST (grp);
CREATE TABLE levels_none PARTITION OF levels_parted FOR VALUES IN (-1);
CREATE TABLE levels_null PARTITION OF levels_parted FOR VALUES IN (-2);
CREATE TABLE levels_1 PARTITION OF levels_parted FOR VALUES IN (0, 1, 2, 3, 4);
CREATE TABLE levels_2 PARTITION OF levels_parted DEFAULT;
INSERT INTO levels_parted SELECT * FROM levels UNION ALL SELECT 0, -2, NULL;
ANALYZE levels_parted;
SELECT least = l AND greatest = g AS partitionwise FROM envelopes, (SELECT coverage_least_agg(c) AS l, coverage_greatest_agg(c) AS g FROM levels_parted) AS p WHERE grp = -1;
SELECT coverage_least_agg(c) FROM levels_parted WHERE grp < 0;
-- ... and 20,000 groups of one to five of them, on each day in which they differ
CREATE TABLE small_levels AS
	SELECT grp, n, coverage_make(ARRAY[day, day + 1 + hashint4(grp + n) % 3 + 2, day + 9], ARRAY[value, value - 3, value % 2 + 7]) AS c
	FROM (SELECT grp, n, '2005-01-01'::date + abs(hashint4(grp * 7 + n)) % 9 AS day, (hashint4(grp * 31 + n) % 5)::bigint AS value
		  FROM generate_series(1, 20000) AS grp, generate_series(1, 5) AS n WHERE n <= 1 + grp % 5) AS r;
SELECT count(*) AS days, count(DISTINCT grp) AS groups, count(*) FILTER (WHERE coverage_on(least, day) <> l) AS least, count(*) FILTER (WHERE coverage_on(greatest, day) <> g) AS greatest
FROM (SELECT grp, coverage_least_agg(c) AS least, coverage_greatest_agg(c) AS greatest FROM small_levels GROUP BY grp) AS e
JOIN (SELECT grp, '2005-01-01'::date + d AS day, min(coverage_on(c, '2005-01-01'::date + d)) AS l, max(coverage_on(c, '2005-01-01'::date + d)) AS g
	  FROM small_levels, generate_series(-1, 18) AS d GROUP BY grp, d) AS defined USING (grp);
DROP VIEW envelope;
DROP TABLE levels, levels_parted, envelopes, small_levels;
