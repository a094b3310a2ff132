-- A comparison with a text that the planner knows is one with the value that the text says
SET datestyle = 'ISO';
CREATE TABLE listed AS
	SELECT country, ('P' || i % 7)::program_code AS program, (SELECT (array_agg(s.status))[1 + i::integer % 9] FROM posting_statuses() AS s) AS status
	FROM (SELECT country, row_number() OVER (ORDER BY country) AS i FROM countries()) AS v
	UNION ALL SELECT NULL, NULL, NULL;
ANALYZE listed;

CREATE FUNCTION condition_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ 'Filter|Cond' THEN
			RETURN NEXT trim(line);
		END IF;
	END LOOP;
END $$;
SELECT c.condition, condition_of('SELECT FROM listed WHERE ' || c.condition) FROM unnest(ARRAY[
	$$country = ' be '::text$$, $$'bel'::varchar <> country$$, $$program < 'p3'::text$$, $$'p3'::text < program$$, $$status >= 'Active'::text$$, $$'Closed'::text <= status$$,
	$$country = 'Belgium'::text$$, $$NOT (country = 'Belgium'::text)$$, $$country < 'Belgium'::text$$, $$'Belgium'::text < country$$, $$country = NULL::text$$,
	$$country::text = 'BE'$$]) AS c (condition);
PREPARE of_text(text) AS SELECT count(*) FROM listed WHERE country = $1;
SET plan_cache_mode = force_custom_plan;
SELECT condition_of($$EXECUTE of_text('be')$$) AS custom;
EXECUTE of_text('be');
EXECUTE of_text('Belgium');
EXECUTE of_text(NULL);
SET plan_cache_mode = force_generic_plan;
SELECT condition_of($$EXECUTE of_text('be')$$) AS generic;
EXECUTE of_text('be');
EXECUTE of_text('Belgium');
RESET plan_cache_mode;

-- Partitions are left out
CREATE TABLE parted (country country_code, n integer) PARTITION BY LIST (country);
CREATE TABLE parted_be PARTITION OF parted FOR VALUES IN ('BE');
CREATE TABLE parted_fr PARTITION OF parted FOR VALUES IN ('FR');
SELECT condition_of($$SELECT FROM parted WHERE country = 'be'::text$$);
SELECT condition_of($$SELECT FROM parted WHERE country >= 'be'::text$$);
SELECT condition_of($$SELECT FROM parted WHERE country = 'Belgium'::text$$);

-- With every operator, on both sides, for values, no values and NULL: the answer is that
-- for a text which is not known
DO $$
DECLARE
	compared bigint := 0;
	wrong bigint;
	c record;
BEGIN
	FOR c IN
		SELECT format(form, col, op, quote_literal(said) || '::text') AS known, format(form, col, op, format('(SELECT %L::text OFFSET 0)', said)) AS unknown
		FROM (VALUES ('country', ARRAY['be', ' FRA', 'XX', 'Belgium', '', 'zw', 'ad']), ('program', ARRAY['p3', ' P5 ', '1', '', 'zzz', 'a']), ('status', ARRAY['active', 'Withdrawn', 'proposed', 'asleep', ''])) AS v (col, texts),
			 unnest(texts) AS said, unnest(ARRAY['=', '<>', '<', '<=', '>', '>=']) AS op, unnest(ARRAY['%1$s %2$s %3$s', '%3$s %2$s %1$s']) AS form
	LOOP
		EXECUTE format('SELECT count(*) FROM listed WHERE (%s) IS DISTINCT FROM (%s)', c.known, c.unknown) INTO wrong;
		IF wrong > 0 THEN
			RAISE WARNING '% is wrong for % rows', c.known, wrong;
		END IF;
		compared := compared + 1;
	END LOOP;
	RAISE NOTICE '% comparisons', compared;
END $$;
DROP TABLE listed, parted;
DROP FUNCTION condition_of;
DEALLOCATE of_text;
