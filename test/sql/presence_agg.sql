-- The aggregates of presence: as coverage_agg(), for every kind of unit, any split and
-- any order; in every plan
SET datestyle = 'ISO';

CREATE TABLE tenure AS
	SELECT i, i % 7 AS part, hashint4(i) % 50 AS n,
		   CASE WHEN i % 29 = 0 THEN NULL
				WHEN i % 31 = 0 THEN 'empty'::daterange
				WHEN i % 37 = 0 THEN daterange(NULL, '2020-01-01'::date + i % 900)
				WHEN i % 41 = 0 THEN daterange('2020-01-01'::date + i % 900, NULL)
				ELSE daterange('2020-01-01'::date + (hashint4(i) & 1023), '2020-01-01'::date + (hashint4(i) & 1023) + (hashint4(i + 7777) & 63)) END AS during
	FROM generate_series(1, 3000) AS i;
ALTER TABLE tenure ADD small smallint, ADD big bigint, ADD name text, ADD id uuid, ADD program program_code, ADD status posting_status, ADD country country_code, ADD periods datemultirange, ADD held coverage;
UPDATE tenure SET small = nullif(n, 0), big = n::bigint << 40, name = repeat('unit ', 3) || n, id = md5(n::text)::uuid, program = 'P' || abs(n),
	status = (SELECT (array_agg(s.status))[1 + abs(n) % 9] FROM posting_statuses() AS s), country = (SELECT (array_agg(c.country))[1 + abs(n)] FROM countries() AS c),
	periods = datemultirange(during), held = coverage_agg_of FROM (SELECT i AS j, coverage_agg(during) AS coverage_agg_of FROM tenure GROUP BY i) AS c WHERE c.j = i;
VACUUM ANALYZE tenure;

-- Every kind of unit and of period; whole, and as the union of parts in two orders; a
-- part of a part; taken apart by days
CREATE FUNCTION laws(unit text) RETURNS TABLE (same boolean, multiranges boolean, coverages boolean, parts boolean, operators boolean, days boolean, units bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH part AS MATERIALIZED (SELECT part, presence_agg(%1$s, during) AS p FROM tenure GROUP BY part),
		whole AS (SELECT presence_agg(%1$s, during) AS p, presence_agg(%1$s, periods) AS multi, presence_agg(%1$s, held) AS held, coverage_agg(%1$s, during) AS expected FROM tenure)
		SELECT coverage(whole.p) = expected, multi = whole.p, whole.held = whole.p,
			   (SELECT presence_union_agg(p ORDER BY part) FROM part) = whole.p AND (SELECT presence_union_agg(p ORDER BY part DESC) FROM part) = whole.p
				   AND (SELECT presence_union_agg(u) FROM (SELECT presence_union_agg(p) AS u FROM part GROUP BY part %% 2) AS v) = whole.p,
			   (SELECT a.p | b.p FROM part a, part b WHERE a.part = 1 AND b.part = 2) = (SELECT presence_agg(%1$s, during) FROM tenure WHERE part IN (1, 2))
				   AND (SELECT (a.p & b.p) | (a.p - b.p) = a.p AND (a.p - b.p) & b.p = b.p - b.p AND (a.p | b.p) - b.p = a.p - b.p AND a.p & b.p = b.p & a.p FROM part a, part b WHERE a.part = 1 AND b.part = 2),
			   presence_within(whole.p, '(,2021-01-01)') | presence_within(whole.p, '[2021-01-01,)') = whole.p
				   AND coverage(presence_within(whole.p, '{[2020-03-01,2020-06-01),[2021-01-01,2021-01-02)}')) = coverage_within(expected, '{[2020-03-01,2020-06-01),[2021-01-01,2021-01-02)}'),
			   presence_count(whole.p)
		FROM whole$q$, unit);
END $$;
SELECT unit, laws.* FROM unnest(ARRAY['small', 'n', 'big', 'name', 'id', 'program', 'status', 'country', 'name::varchar', 'i']) AS unit, laws(unit);

-- The set algebra against its definition, day by day
WITH p AS MATERIALIZED (SELECT presence_agg(n, during) FILTER (WHERE part = 1) AS a, presence_agg(n, during) FILTER (WHERE part = 2) AS b FROM tenure),
	day AS (SELECT '2019-12-01'::date + i AS day FROM generate_series(0, 1300, 13) AS i),
	who AS MATERIALIZED (SELECT day, n, bool_or(part = 1) AS in_a, bool_or(part = 2) AS in_b FROM day JOIN tenure ON during @> day AND part IN (1, 2) GROUP BY day, n)
SELECT count(*) AS days,
	   count(*) FILTER (WHERE ARRAY(SELECT presence_units(a | b, day)::integer) <> ARRAY(SELECT n FROM who WHERE who.day = d.day ORDER BY n)) AS either,
	   count(*) FILTER (WHERE ARRAY(SELECT presence_units(a & b, day)::integer) <> ARRAY(SELECT n FROM who WHERE who.day = d.day AND in_a AND in_b ORDER BY n)) AS both,
	   count(*) FILTER (WHERE ARRAY(SELECT presence_units(a - b, day)::integer) <> ARRAY(SELECT n FROM who WHERE who.day = d.day AND in_a AND NOT in_b ORDER BY n)) AS first_alone
FROM p, day AS d;
-- Weights against those of coverage_agg()
SELECT coverage(presence_agg(n, during), (SELECT jsonb_object_agg(n, abs(n)) FROM (SELECT DISTINCT n FROM tenure) AS v)) = coverage_agg(n, during, abs(n)::bigint) AS integers,
	   coverage(presence_agg(name, during), (SELECT jsonb_object_agg(name, abs(n)) FROM (SELECT DISTINCT name, n FROM tenure) AS v)) = coverage_agg(name, during, abs(n)::bigint) AS texts,
	   coverage(presence_agg(country, during), (SELECT jsonb_object_agg(country, abs(n)) FROM (SELECT DISTINCT country, abs(n) AS n FROM tenure) AS v)) = coverage_agg(country, during, abs(n)::bigint) AS countries
FROM tenure;

-- No rows and NULLs; FILTER, DISTINCT, ORDER BY
SELECT presence_agg(n, during) AS no_rows, coverage(presence_agg(n, during)) AS nobody, presence_union_agg(presence_agg) AS none FROM tenure, (SELECT NULL::presence AS presence_agg) AS v WHERE false GROUP BY ();
SELECT presence_agg(NULL::integer, during) AS null_units, presence_union_agg(NULL) AS null_presences FROM tenure;
SELECT presence_agg(n, during) = presence_agg(DISTINCT n, during) AND presence_agg(n, during) = presence_agg(n, during ORDER BY hashint4(i)) AS same FROM tenure;

-- As a window function the state is read and then goes on
SELECT count(*) AS rows, count(*) FILTER (WHERE coverage(running) <> expected) AS wrong
FROM (SELECT presence_agg(name, during) OVER w AS running, coverage_agg(name, during) OVER w AS expected FROM tenure WHERE i <= 300 WINDOW w AS (ORDER BY i)) AS v;
SELECT count(*) AS rows, count(*) FILTER (WHERE coverage(running) <> expected) AS wrong
FROM (SELECT presence_union_agg(p) OVER w AS running, coverage_agg(n, during) OVER w AS expected FROM (SELECT i, n, during, presence_agg(n, during) AS p FROM tenure WHERE i <= 100 GROUP BY i, n, during) AS v WINDOW w AS (ORDER BY i)) AS v;

-- Many presences, more than are united at once
SELECT presence_union_agg(p) = (SELECT presence_agg(n, during) FROM tenure) AS same FROM (SELECT presence_agg(n, during) AS p FROM tenure GROUP BY i) AS v;
SELECT presence_union_agg(p ORDER BY i) = (SELECT presence_agg(name, during) FROM tenure) AS same FROM (SELECT i, presence_agg(name, during) AS p FROM tenure GROUP BY i) AS v;
-- Rows added to a presence, which is left as it was
SELECT presence_agg_transfn(p, 4711, '[2004-01-01,2004-01-02)'::daterange) - p = presence_agg_transfn(NULL, 4711, '[2004-01-01,2004-01-02)'::daterange) AS added, p - p = presence_union_transfn(NULL, NULL) AS unchanged
FROM (SELECT presence_agg(n, during) AS p FROM tenure) AS v;
DO $$
DECLARE
	p presence;
	before presence;
BEGIN
	FOR i IN 1..40 LOOP
		before := p;
		p := presence_agg_transfn(p, i, '(,)'::daterange);
		IF presence_count(p) <> i OR i > 1 AND presence_count(before) <> i - 1 THEN
			RAISE EXCEPTION '% % %', i, presence_count(p), presence_count(before);
		END IF;
	END LOOP;
END $$;

-- Parallel and partitionwise plans
CREATE FUNCTION plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query;
END $$;
CREATE TABLE parted (LIKE tenure) PARTITION BY LIST (part);
SELECT format('CREATE TABLE parted_%s PARTITION OF parted FOR VALUES IN (%s)', i, i) FROM generate_series(0, 6) AS i \gexec
INSERT INTO parted SELECT * FROM tenure;
ANALYZE parted;
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 0;
SELECT count(*) FILTER (WHERE plan ~ 'Partial') AS partial FROM plan_of('SELECT presence_agg(n, during) FROM parted') AS plan;
SELECT presence_agg(n, during) = (SELECT presence_agg(n, during) FROM tenure) AS integers, presence_agg(name, during) = (SELECT presence_agg(name, during) FROM tenure) AS texts,
	   presence_agg(id, held) = (SELECT presence_agg(id, held) FROM tenure) AS uuids FROM parted;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT count(*) FILTER (WHERE plan ~ 'Gather') AS gathered FROM plan_of('SELECT presence_agg(n, during) FROM tenure') AS plan;
SELECT presence_agg(n, during) = presence_agg(n, during ORDER BY i) AS same FROM tenure;
SELECT coverage(presence_agg(n, during)) = coverage_agg(n, during) AS integers, coverage(presence_agg(name, periods)) = coverage_agg(name, during) AS texts,
	   coverage(presence_agg(country, held)) = coverage_agg(country, during) AS countries FROM tenure;
RESET ALL;
-- In a hash aggregate that spills
SET work_mem = '64kB';
SELECT count(*) AS groups, count(*) FILTER (WHERE coverage(p) <> c) AS wrong FROM (SELECT presence_agg(name, during) AS p, coverage_agg(name, during) AS c FROM tenure GROUP BY i) AS v;
RESET ALL;

-- Texts are the same unit if their bytes are, which not every collation says
CREATE COLLATION attache_any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
SELECT presence_agg(name COLLATE attache_any_case, during) FROM tenure;
SELECT presence_count(presence_agg(name COLLATE "C", during)) FROM (VALUES ('a', '(,)'::daterange), ('A', '(,)'), ('a', '(,)')) AS v (name, during);
DROP COLLATION attache_any_case;
DROP TABLE tenure, parted;
DROP FUNCTION laws, plan_of;
