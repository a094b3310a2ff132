-- Reading coverages and calculating with them
SET datestyle = 'ISO';

-- The worked numbers: open [2006-01-01,2007-01-01), two assignments that meet
CREATE TABLE worked AS
	SELECT coverage_agg(1, tenure) AS c, '[2006-01-01,2007-01-01)'::daterange AS open
	FROM (VALUES ('[2006-02-01,2006-03-01)'::daterange), ('[2006-03-01,2006-09-01)')) AS assignment (tenure);
SELECT coverage_gaps(c, 1, open), upper(open) - lower(open) - coverage_days(c, 1, open) AS uncovered, coverage_longest_gap(c, 1, open) FROM worked;
SELECT coverage_gaps(c, 1, open), upper(open) - lower(open) - coverage_days(c, 1, open) AS uncovered, coverage_longest_gap(c, 1, open)
FROM (SELECT coverage_agg(1, tenure) AS c, '[2006-01-01,2007-01-01)'::daterange AS open
	  FROM (SELECT NULL::daterange WHERE false) AS assignment (tenure)) AS no_assignment;
SELECT coverage_avg(c, open), coverage_avg(c, open) = 212 / 365.0 AS exact, pg_typeof(coverage_avg(c, open)) FROM worked;
DROP TABLE worked;

-- Empty, unbounded and out-of-range input
CREATE TABLE covered (id integer, c coverage);
INSERT INTO covered VALUES
	(1, '{}'), (2, '{2004-10-20:2,2006-01-01:0}'), (3, '{-infinity:3,2005-01-01:5}'), (4, '{2005-01-01:-1,2005-01-02:4,2005-01-03:1}');
CREATE TABLE period (n integer, during daterange);
INSERT INTO period VALUES
	(1, 'empty'), (2, '(,)'), (3, '[2005-01-01,2005-01-02)'), (4, '[2004-12-30,2005-01-05)'), (5, '(,2004-10-20)'), (6, '[2006-01-01,)'),
	(7, '[2005-01-03,infinity]'), (8, '(-infinity,2005-01-01)'), (9, '[infinity,)'), (10, '(,-infinity)');
SELECT id, during, coverage_min(c, during), coverage_max(c, during), coverage_within(c, during), coverage_gaps(c, 2, during),
	   coverage_first_reached(c, 2, during)
FROM covered, period ORDER BY id, n;
SELECT id, during, coverage_avg(c, during), coverage_days(c, 2, during), coverage_longest_gap(c, 2, during), coverage_sparkline(c, during, 6)
FROM covered, period WHERE n IN (1, 3, 4, 9, 10) ORDER BY id, n;
SELECT id, coverage_min(c), coverage_max(c), coverage_periods(c, 2), coverage_periods(c, 0), coverage_periods(c, 6), coverage_first_reached(c, 3), coverage_first_reached(c, 6)
FROM covered ORDER BY id;
SELECT id, n, s.* FROM covered, period, coverage_steps(c, during) AS s WHERE id IN (1, 4) ORDER BY id, n, first_day NULLS FIRST;
CREATE FUNCTION error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(': ', SQLSTATE, message, nullif(detail, ''));
END $$;
SELECT what, error_of(format('SELECT %s', what)) FROM (VALUES
	($$coverage_avg('{}', '(,)')$$), ($$coverage_days('{}', 1, '[2005-01-01,)')$$), ($$coverage_longest_gap('{}', 1, '(,2005-01-01]')$$),
	($$coverage_sparkline('{}', '(,)')$$), ($$coverage_sparkline('{}', '[2005-01-01,2006-01-01)', 0)$$),
	($$coverage_sparkline('{}', '[2005-01-01,2006-01-01)', 1001)$$), ($$coverage_avg('{}', '[2005-01-01,infinity)')$$)) AS v (what);

-- There is no day before the first date, so nothing is read there
SELECT s.* FROM coverage_steps('{-infinity:1,4714-11-24 BC:2}') AS s;
SELECT count(*) AS rows, count(*) FILTER (WHERE last_day::text::date <> last_day) AS wrong
FROM (VALUES ('{-infinity:1,4714-11-24 BC:2}'::coverage), ('{4714-11-24 BC:1,4714-11-25 BC:0}'), ('{5874897-12-31:1}')) AS v (c), coverage_steps(c, '(,)') AS s;
SELECT coverage_max(c, '(,4714-11-24 BC)'), coverage_min(c), coverage_max(c), coverage_on(c, '-infinity'), coverage_periods(c, 3), coverage_gaps(c, 3, '(,)'),
	   coverage_first_reached(c, 4), coverage_within(c, '(,)') = c AS whole, coverage_within(c, '(,4714-11-24 BC)') AS of_no_day
FROM (VALUES ('{-infinity:5,4714-11-24 BC:1,2000-01-01:3}'::coverage)) AS v (c);
SELECT coverage_agg(1, during) AS unit, coverage_agg(during) AS anybody, headcount_agg(during) AS heads, coverage_agg(1, datemultirange(during)) AS multi, coverage_agg(1, c)
FROM (VALUES ('(,4714-11-24 BC)'::daterange, '{-infinity:1,4714-11-24 BC:0}'::coverage)) AS v (during, c);

-- Averages are those of avg(), however large the sum
SELECT coverage_avg(c, '[2000-01-01,2000-01-06)'), (SELECT avg(coverage_on(c, '2000-01-01'::date + i)) FROM generate_series(0, 4) AS i) AS avg
FROM (VALUES ('{2000-01-01:9223372036854775807,2000-01-02:0}'::coverage), ('{2000-01-01:-9223372036854775808}'), ('{2000-01-01:9223372036854775807}'),
			 ('{2000-01-01:-1,2000-01-02:4294967295,2000-01-03:-4294967297}')) AS v (c);
SELECT coverage_avg('{-infinity:9223372036854775807}', '[4714-11-24 BC,5874897-12-31)') AS longest;

-- What is above 0 at all is seen
SELECT translate(coverage_sparkline('{2000-01-01:1,2000-01-11:1000000000,2000-01-21:0}', '[2000-01-01,2000-01-31)', 3), '·▁█', '.18') AS sparkline;

-- Arithmetic
SELECT a.id, b.id, a.c + b.c AS sum, a.c - b.c AS difference, coverage_least(a.c, b.c), coverage_greatest(a.c, b.c)
FROM covered a, covered b WHERE a.id <= b.id ORDER BY a.id, b.id;
SELECT count(*) AS pairs,
	   count(*) FILTER (WHERE a.c + b.c <> b.c + a.c) AS add_does_not_commute,
	   count(*) FILTER (WHERE a.c + b.c - b.c <> a.c) AS subtract_does_not_undo,
	   count(*) FILTER (WHERE coverage_least(a.c, b.c) + coverage_greatest(a.c, b.c) <> a.c + b.c) AS least_and_greatest_differ
FROM covered a, covered b;
SELECT what, error_of(format('SELECT %s', what)) FROM (VALUES
	($$'{2005-01-01:9223372036854775807}'::coverage + '{2005-01-01:1}'$$), ($$'{2005-01-01:-9223372036854775808}'::coverage - '{2005-01-01:1}'$$)) AS v (what);

-- A target path is a coverage, and a shortfall a subtraction
SELECT coverage_make('{2005-01-01,2006-01-01,2007-01-01}', '{5,10,22}') - '{2004-08-01:14}' AS shortfall;
SELECT coverage_make('{}', '{}'), coverage_make('{-infinity,2005-01-01}', '{1,1}'), coverage_make(NULL, '{}');
SELECT what, error_of(format('SELECT %s', what)) FROM (VALUES
	($$coverage_make('{2005-01-01}', '{1,2}')$$), ($$coverage_make('{2005-01-01,NULL}', '{1,2}')$$), ($$coverage_make('{2005-01-01}', '{NULL}')$$),
	($$coverage_make('{2006-01-01,2005-01-01}', '{1,2}')$$), ($$coverage_make('{2006-01-01,2006-01-01}', '{1,1}')$$), ($$coverage_make('{infinity}', '{1}')$$),
	($$coverage_make('{{2005-01-01},{2006-01-01}}', '{1,2}')$$)) AS v (what);

-- Each reading is what the definition, day by day, says
CREATE TABLE random_covered AS
	SELECT n, coverage_make(array_agg(day ORDER BY day), array_agg(value ORDER BY day)) AS c
	FROM (SELECT n, '2005-01-01'::date + d AS day, (abs(hashint4(n * 1000 + d)) % 5 - 1)::bigint AS value
		  FROM generate_series(1, 200) AS n, generate_series(0, 59) AS d WHERE abs(hashint4(n * 777 + d)) % 4 = 0) AS steps
	GROUP BY n;
CREATE TABLE asked AS
	SELECT n, c, target, daterange('2005-01-01'::date + abs(hashint4(n)) % 50 - 10, '2005-01-01'::date + abs(hashint4(n)) % 50 - 10 + 1 + abs(hashint4(n + 5)) % 40) AS during
	FROM random_covered, generate_series(-1, 4) AS target;
CREATE TABLE defined AS
	SELECT n, target, max(v) AS max, min(v) AS min, avg(v) AS avg, count(*) FILTER (WHERE v >= target) AS days,
		   min(day) FILTER (WHERE v >= target) AS first_reached,
		   coalesce(range_agg(daterange(day, day + 1)) FILTER (WHERE v < target), '{}') AS gaps,
		   (SELECT coalesce(max(upper(r) - lower(r)), 0) FROM unnest(range_agg(daterange(day, day + 1)) FILTER (WHERE v < target)) AS r) AS longest_gap,
		   coalesce(range_agg(daterange(day, day + 1)) FILTER (WHERE v >= target), '{}') AS periods
	FROM asked, generate_series(lower(during), upper(during) - 1, interval '1 day') AS t, LATERAL (SELECT t::date AS day, coverage_on(c, t::date) AS v) AS days
	GROUP BY n, target;
SELECT count(*) AS asked,
	   count(*) FILTER (WHERE coverage_max(c, during) <> max) AS max, count(*) FILTER (WHERE coverage_min(c, during) <> min) AS min,
	   count(*) FILTER (WHERE coverage_avg(c, during) <> avg) AS avg, count(*) FILTER (WHERE coverage_days(c, target, during) <> days) AS days,
	   count(*) FILTER (WHERE coverage_first_reached(c, target, during) IS DISTINCT FROM first_reached) AS first_reached,
	   count(*) FILTER (WHERE coverage_gaps(c, target, during) <> gaps) AS gaps,
	   count(*) FILTER (WHERE coalesce(upper(gap) - lower(gap), 0) <> longest_gap) AS longest_gap,
	   count(*) FILTER (WHERE coverage_periods(c, target) * datemultirange(during) <> periods) AS periods,
	   count(*) FILTER (WHERE (SELECT range_agg(daterange(first_day, last_day, '[]')) FROM coverage_steps(c, during)) <> datemultirange(during)) AS steps
FROM asked JOIN defined USING (n, target), coverage_longest_gap(c, target, during) AS gap;

-- Order laws, hashing, grouping, joins
CREATE TABLE grid AS SELECT c FROM covered UNION ALL SELECT c FROM random_covered WHERE n <= 40;
SELECT count(*) AS pairs,
	   count(*) FILTER (WHERE (a.c = b.c) <> (coverage_cmp(a.c, b.c) = 0) OR (a.c #<# b.c) <> (coverage_cmp(a.c, b.c) < 0) OR (a.c #># b.c) <> (coverage_cmp(a.c, b.c) > 0)
							  OR (a.c #<=# b.c) <> (coverage_cmp(a.c, b.c) <= 0) OR (a.c #>=# b.c) <> (coverage_cmp(a.c, b.c) >= 0) OR (a.c <> b.c) <> (coverage_cmp(a.c, b.c) <> 0)) AS operators,
	   count(*) FILTER (WHERE coverage_cmp(a.c, b.c) <> -coverage_cmp(b.c, a.c)) AS antisymmetry,
	   count(*) FILTER (WHERE (a.c = b.c) <> (a.c::text = b.c::text)) AS equality,
	   count(*) FILTER (WHERE a.c = b.c AND (coverage_hash(a.c) <> coverage_hash(b.c) OR coverage_hash_extended(a.c, 7) <> coverage_hash_extended(b.c, 7))) AS hashes,
	   count(*) FILTER (WHERE a.c <> b.c AND coverage_hash(a.c) = coverage_hash(b.c)) AS collisions
FROM grid a, grid b;
SELECT count(*) AS triples, count(*) FILTER (WHERE a.c #<=# b.c AND b.c #<=# d.c AND NOT a.c #<=# d.c) AS transitivity FROM grid a, grid b, grid d;
SELECT count(DISTINCT c) AS distinct_values, (SELECT count(*) FROM (SELECT c FROM grid UNION SELECT c FROM grid) AS u) AS united,
	   (SELECT count(*) FROM grid a JOIN grid b ON a.c = b.c) >= count(*) AS joined FROM grid;

-- Which of two is greater has an answer for each day alone, so whoever asks is told
-- what compares them; what needs equality, a sort, or an index needs no more than that.
CREATE FUNCTION refusal(statement text) RETURNS TABLE (state text, message text, hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
	RETURN NEXT;
END $$;
SELECT ask, state, message, left(hint, 40) AS hint
FROM unnest(ARRAY['a.c < b.c', 'a.c <= b.c', 'a.c > b.c', 'a.c >= b.c', 'GREATEST(a.c, b.c)', 'LEAST(a.c, b.c)', 'a.c BETWEEN b.c AND b.c', 'a.c > ALL (ARRAY[b.c])',
	'LEAST(a.c, ''{2004-01-01:1}'')', 'ROW(a.c, 1) < ROW(b.c, 1)', '''{}''::coverage < ''{}''', 'coverage_compare_refused(a.c, b.c)', 'GREATEST(a.c, NULL)']) AS ask,
	 refusal(format('SELECT %s FROM grid AS a, grid AS b', ask));
SELECT * FROM refusal($$SELECT * FROM grid ORDER BY c USING <$$);
SELECT GREATEST(c, c) FROM grid;
SELECT GREATEST(c, NULL) = c AS alone FROM grid LIMIT 1;
SELECT count(DISTINCT c) = count(DISTINCT c::text) AS counted, count(DISTINCT ROW(c, 1)) = count(DISTINCT c::text) AS rows, count(DISTINCT ARRAY[c]) = count(DISTINCT c::text) AS arrays,
	   bool_and(c IN (SELECT c FROM grid)) AS "in", bool_and(c IS NOT DISTINCT FROM c) AS same, bool_and(ROW(c, 1) = ROW(c, 1) AND ARRAY[c] = ARRAY[c]) AS composed FROM grid;
SET enable_hashagg = off;
SELECT count(*) = (SELECT count(DISTINCT c::text) FROM grid) AS sorted_groups FROM (SELECT c, string_agg('x', '' ORDER BY c DESC) FROM grid GROUP BY c) AS g;
RESET enable_hashagg;
SET enable_hashjoin = off; SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM grid a FULL JOIN grid b ON a.c = b.c;
SELECT count(*) = (SELECT count(*) FROM grid a JOIN grid b ON a.c::text = b.c::text) AS merged FROM grid a FULL JOIN grid b ON a.c = b.c;
RESET enable_hashjoin; RESET enable_nestloop;
CREATE TABLE kept (c coverage PRIMARY KEY);
INSERT INTO kept SELECT DISTINCT c FROM grid;
INSERT INTO kept SELECT c FROM grid ON CONFLICT DO NOTHING;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM kept WHERE c = '{2004-01-01:1}';
SELECT count(*) = (SELECT count(DISTINCT c::text) FROM grid) AS kept, count(*) FILTER (WHERE c = (SELECT c FROM grid LIMIT 1)) AS found FROM kept;
RESET enable_seqscan;

DROP TABLE covered, period, random_covered, asked, defined, grid, kept;
DROP FUNCTION error_of;
DROP FUNCTION refusal;
