-- coverage_agg: how many distinct units are covered, day by day
SET datestyle = 'ISO';

SELECT coverage_agg(unit, during) FROM (VALUES
	(1, '[2004-01-01,2004-02-01)'::daterange), (1, '[2004-02-01,2004-03-01)'), (1, '[2004-01-10,2004-01-20)'),
	(2, '[2004-01-15,2004-01-16)'), (2, NULL), (NULL, '[2004-01-15,2004-01-16)'), (3, 'empty')) AS v (unit, during);
SELECT coverage_agg(unit, during) AS no_rows FROM (SELECT 1, NULL::daterange WHERE false) AS v (unit, during);
SELECT coverage_agg(unit, during) AS only_nulls FROM (VALUES (NULL::int, NULL::daterange)) AS v (unit, during);
SELECT coverage_agg(unit, during) AS unbounded FROM (VALUES
	(1, '(,)'::daterange), (2, '(,2004-01-01)'), (3, '[2005-01-01,)'), (4, '[-infinity,2003-01-01)'), (5, '[2006-01-01,infinity]'),
	(6, '[infinity,)'), (7, '(,-infinity)')) AS v (unit, during);
SELECT coverage_agg(unit, during) AS ends_of_date FROM (VALUES
	(1, '[4714-11-24 BC,0001-01-01 BC)'::daterange), (2, '[0001-01-01,5874897-12-31)'), (3, '[5874897-12-30,)')) AS v (unit, during);

-- Units of every kind; what the type calls equal is one unit
CREATE TYPE pair AS (number integer, name text);
SELECT coverage_agg(unit::smallint, during), coverage_agg(unit::bigint, during), coverage_agg(unit::text, during),
	   coverage_agg(unit::numeric, during), coverage_agg(unit::float8, during), coverage_agg((unit, 'x')::pair, during),
	   coverage_agg(ARRAY[unit], during), coverage_agg(unit::text::varchar, during)
FROM (VALUES (1, '[2004-01-01,2004-02-01)'::daterange), (2, '[2004-01-15,2004-02-15)'), (1, '[2004-01-20,2004-03-01)')) AS v (unit, during);
SELECT coverage_agg(unit, '[2004-01-01,2004-01-02)'::daterange) AS zeros_are_one FROM (VALUES (0::float8), ('-0'), (0)) AS v (unit);
SELECT coverage_agg(unit, '[2004-01-01,2004-01-02)'::daterange) AS numbers_are_one FROM (VALUES (1.0), (1.00), (1)) AS v (unit);
CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT coverage_agg(unit COLLATE no_case, '[2004-01-01,2004-01-02)'::daterange) AS no_case, coverage_agg(unit COLLATE "C", '[2004-01-01,2004-01-02)'::daterange) AS c
FROM (VALUES ('a'), ('A'), ('b')) AS v (unit);
SELECT coverage_agg(p, '[2004-01-01,2004-01-02)'::daterange), coverage_agg(s, '[2004-01-01,2004-01-02)'::daterange), coverage_agg(c, '[2004-01-01,2004-01-02)'::daterange)
FROM (VALUES ('csi'::program_code, 'active'::posting_status, 'NL'::country_code), ('CSI', 'ACTIVE', 'NLD'), ('IAP', 'closed', 'BE')) AS v (p, s, c);
CREATE TYPE rank AS ENUM ('first', 'second');
SELECT coverage_agg(unit::rank, during), coverage_agg(md5(unit)::uuid, during), coverage_agg(length(unit) = 5, during), coverage_agg(during, during), coverage_agg('2004-01-01'::timestamptz + length(unit) * interval '1 day', during)
FROM (VALUES ('first', '[2004-01-01,2004-02-01)'::daterange), ('second', '[2004-01-15,2004-02-15)'), ('first', '[2004-01-20,2004-03-01)')) AS v (unit, during);
-- Anonymous records, in parallel plans, too (below)
SELECT coverage_agg(ROW(unit, 'x'::text), during) FROM (VALUES (1, '[2004-01-01,2004-02-01)'::daterange), (2, '[2004-01-15,2004-02-15)'), (1, '[2004-01-20,2004-03-01)')) AS v (unit, during);
SELECT coverage_agg(ROW(unit), '[2004-01-01,)'::daterange) FROM (VALUES ('1'::json)) AS v (unit);
SELECT coverage_agg((1, (2, 3)), '[2004-01-01,)'::daterange);
-- A unit of a type narrower than a Datum is one unit, whether a function gave it or a table
SELECT coverage_agg(u, '[2004-01-01,)'::daterange), count(DISTINCT u) FROM (SELECT (3000000000 + i * 0)::oid AS u FROM generate_series(1, 3) AS i OFFSET 0) AS v;
CREATE TABLE hashed AS SELECT 'a' || i % 10 AS name, i % 3 AS k, i FROM generate_series(1, 3000) AS i;
CREATE TABLE narrow AS SELECT name, hashtext(name) AS number, 3000000000::oid AS id, (-1 - i % 2)::smallint AS small, chr(65 + i % 2)::"char" AS letter FROM hashed;
SELECT coverage_agg(u, '[2004-01-01,)'::daterange) AS hashes, count(DISTINCT u), count(DISTINCT u) FILTER (WHERE u < 0) AS negative
FROM (SELECT hashtext(name) AS u FROM hashed UNION ALL SELECT number FROM narrow) AS v;
SELECT coverage_agg(u, '[2004-01-01,)'::daterange) AS oids FROM (SELECT id AS u FROM narrow UNION ALL SELECT (3000000000 + i * 0)::oid FROM hashed) AS v;
SELECT coverage_agg(u, '[2004-01-01,)'::daterange) AS small FROM (SELECT small AS u FROM narrow UNION ALL SELECT (-1 - i % 2)::smallint FROM hashed) AS v;
SELECT coverage_agg(u, '[2004-01-01,)'::daterange) AS letters FROM (SELECT letter AS u FROM narrow UNION ALL SELECT chr(65 + i % 2)::"char" FROM hashed) AS v;
-- ... also an enum whose labels have OIDs as in a cluster that has used up half of them
CREATE TYPE kind AS ENUM ('tour', 'tdy');
SET allow_system_table_mods = on;
UPDATE pg_enum SET oid = (3000000000 + 2 * enumsortorder::integer)::oid WHERE enumtypid = 'kind'::regtype;
RESET allow_system_table_mods;
CREATE TABLE kinds AS SELECT CASE WHEN i % 2 = 0 THEN 'tour'::kind END AS k FROM generate_series(1, 100) AS i;
SELECT coverage_agg(coalesce(k, 'tour'), '[2004-01-01,)'::daterange), count(DISTINCT coalesce(k, 'tour')) FROM kinds;
-- ... and in a parallel plan
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
\set units 'SELECT hashtext(name) AS u, (3000000000 + i % 2)::oid AS o FROM hashed UNION ALL SELECT number, id FROM narrow'
EXPLAIN (COSTS OFF) SELECT coverage_agg(u, '[2004-01-01,)'::daterange) FROM (:units) AS v;
SELECT coverage_agg(u, '[2004-01-01,)'::daterange) AS hashes, coverage_agg(o, '[2004-01-01,)'::daterange) AS oids FROM (:units) AS v;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP TABLE hashed, narrow, kinds;
DROP TYPE kind;
-- A type without a hash function has no distinct units
SELECT coverage_agg(unit, '[2004-01-01,)'::daterange) FROM (VALUES ('1'::json)) AS v (unit);

-- FILTER, DISTINCT, ORDER BY, windows
SELECT coverage_agg(unit, during) FILTER (WHERE unit > 1) AS filtered, coverage_agg(DISTINCT unit, during) AS distinct_rows,
	   coverage_agg(unit, during ORDER BY during DESC) AS ordered
FROM (VALUES (1, '[2004-01-01,2004-02-01)'::daterange), (2, '[2004-01-15,2004-02-15)'), (1, '[2004-01-20,2004-03-01)')) AS v (unit, during);
SELECT unit, coverage_agg(unit, during) OVER (ORDER BY unit, during) AS running
FROM (VALUES (1, '[2004-01-01,2004-02-01)'::daterange), (2, '[2004-01-15,2004-02-15)'), (1, '[2004-01-20,2004-03-01)')) AS v (unit, during)
ORDER BY unit, during;

-- Against the definition: on each day the number of distinct units of which a period has that day
CREATE TABLE tenures AS
	SELECT i % 50 AS grp, nullif(i % 17, 0) AS unit, (i % 23)::text AS name,
		   CASE WHEN i % 29 = 0 THEN NULL
				WHEN i % 31 = 0 THEN 'empty'::daterange
				WHEN i % 37 = 0 THEN daterange(NULL, '2020-01-01'::date + i % 90)
				WHEN i % 41 = 0 THEN daterange('2020-01-01'::date + i % 90, NULL)
				WHEN i % 43 = 0 THEN daterange('-infinity', '2020-01-01'::date + i % 90)
				ELSE daterange('2020-01-01'::date + hashint4(i) % 60 + 60, '2020-01-01'::date + hashint4(i) % 60 + 60 + abs(hashint4(i + 7777) % 20)) END AS during
	FROM generate_series(1, 5000) AS i;
CREATE VIEW wrong AS
	WITH covered AS (SELECT grp, coverage_agg(unit, during) AS c, coverage_agg(name, during) AS n FROM tenures GROUP BY grp)
	SELECT grp, day
	FROM covered, generate_series(-20, 200) AS d, LATERAL (SELECT '2020-01-01'::date + d AS day) AS days
	WHERE coverage_on(c, day) <> (SELECT count(DISTINCT unit) FROM tenures t WHERE t.grp = covered.grp AND t.during @> day)
	   OR coverage_on(n, day) <> (SELECT count(DISTINCT name) FROM tenures t WHERE t.grp = covered.grp AND t.during @> day);
SELECT count(*) AS wrong FROM wrong;
SELECT count(DISTINCT coverage_agg::text) > 40 AS they_differ FROM (SELECT coverage_agg(unit, during) FROM tenures GROUP BY grp) AS g;

-- Units of many periods that are apart, in whatever order they come
CREATE TABLE scattered AS
	SELECT i % 7 AS unit, daterange(day, day + 1 + i % 14) AS during, hashint4(i) AS shuffled
	FROM generate_series(1, 6000) AS i, LATERAL (SELECT '2000-01-01'::date + 10 * (i * 7919 % 2003) AS day) AS days;
SELECT count(*) AS units, min(cardinality(ARRAY(SELECT unnest(merged)))) > 300 AS many_periods,
	   count(*) FILTER (WHERE coverage_periods(ascending, 1) <> merged) AS ascending, count(*) FILTER (WHERE coverage_periods(descending, 1) <> merged) AS descending,
	   count(*) FILTER (WHERE coverage_periods(shuffled, 1) <> merged) AS shuffled, count(*) FILTER (WHERE coverage_periods(anybody, 1) <> merged) AS anybody,
	   count(*) FILTER (WHERE ascending <> coverage_least(ascending, '{-infinity:1}')) AS beyond_1
FROM (SELECT unit, range_agg(during) AS merged, coverage_agg(unit, during ORDER BY during) AS ascending, coverage_agg(unit, during ORDER BY during DESC) AS descending,
			 coverage_agg(unit, during ORDER BY shuffled) AS shuffled, coverage_agg(during ORDER BY shuffled) AS anybody
	  FROM scattered GROUP BY unit) AS u;
SELECT coverage_agg(unit, during) = (SELECT sum(c) FROM (SELECT coverage_agg(during) AS c FROM scattered GROUP BY unit) AS u) AS all_units FROM scattered;
-- ... and when the last takes them all in
SELECT coverage_agg(unit, during) AS whole, coverage_agg(during) AS anybody
FROM (SELECT unit, during FROM scattered UNION ALL SELECT unit, '(,2060-01-01)' FROM generate_series(0, 6) AS unit) AS v;
DROP TABLE scattered;

-- Units whose days are far apart
SELECT coverage_agg(i, daterange('0001-01-01'::date + i * 700, '5000000-01-01')) = headcount_agg(daterange('0001-01-01'::date + i * 700, '5000000-01-01')) AS far_apart
FROM generate_series(1, 1000) AS i;

-- Partial states give the same, with 0, 1 and 2 workers
CREATE TABLE many AS SELECT t.* FROM tenures t, generate_series(1, 20);
ANALYZE many;
SET max_parallel_workers_per_gather = 0;
SELECT coverage_agg(unit, during)::text || coverage_agg(name, during)::text || coverage_agg((unit, name)::pair, during)::text || coverage_agg(ROW(name, unit), during)::text AS answer_0 FROM many \gset
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 1;
SELECT coverage_agg(unit, during)::text || coverage_agg(name, during)::text || coverage_agg((unit, name)::pair, during)::text || coverage_agg(ROW(name, unit), during)::text AS answer_1 FROM many \gset
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT coverage_agg(unit, during) FROM many;
SELECT coverage_agg(unit, during)::text || coverage_agg(name, during)::text || coverage_agg((unit, name)::pair, during)::text || coverage_agg(ROW(name, unit), during)::text AS answer_2 FROM many \gset
SELECT length(:'answer_0') > 1000 AS says_something, :'answer_0' = :'answer_1' AS one_worker, :'answer_0' = :'answer_2' AS two_workers;

DROP VIEW wrong;
DROP TABLE tenures, many;
DROP COLLATION no_case;
DROP TYPE pair, rank;
