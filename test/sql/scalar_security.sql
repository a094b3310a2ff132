-- Under row security an index still serves a parameter that a driver has bound as
-- text: comparing tells nobody anything, so the server may compare before it asks
-- the policy.
CREATE ROLE attache_reader;
DO $$
BEGIN
	EXECUTE (SELECT format('GRANT USAGE ON SCHEMA %I TO attache_reader', nspname)
			 FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'attache');
END $$;
CREATE TABLE secured AS
	SELECT i, ('P' || i % 500)::program_code AS program, country, status, CASE i % 2 WHEN 0 THEN 'attache_reader' ELSE 'postgres' END AS owner
	FROM generate_series(1, 3) AS i, countries(), posting_statuses();
-- Scalar types of which it has no column:
SELECT left(proname, -length('_texts_eq')) AS missing FROM pg_proc WHERE proname LIKE '%\_texts\_eq'
EXCEPT SELECT atttypid::regtype::text FROM pg_attribute WHERE attrelid = 'secured'::regclass;
CREATE INDEX secured_program ON secured (program);
CREATE INDEX secured_country ON secured (country);
CREATE INDEX secured_status ON secured (status);
CREATE INDEX secured_hash ON secured USING hash (country);
ANALYZE secured;
ALTER TABLE secured ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON secured USING (owner = current_user);
GRANT SELECT ON secured TO attache_reader;

SET ROLE attache_reader;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SET plan_cache_mode = force_generic_plan;
EXPLAIN (COSTS OFF) SELECT * FROM secured WHERE program = 'p1'::text;
PREPARE by_text(text) AS SELECT count(*) FROM secured WHERE country = $1;
PREPARE by_varchar(varchar) AS SELECT count(*) FROM secured WHERE status >= $1;
PREPARE by_texts(text[]) AS SELECT count(*) FROM secured WHERE country = ANY ($1);
EXPLAIN (COSTS OFF) EXECUTE by_text('bel');
EXPLAIN (COSTS OFF) EXECUTE by_varchar('Closed');
EXPLAIN (COSTS OFF) EXECUTE by_texts('{bel,nld}');
EXECUTE by_text('bel');
EXECUTE by_texts('{bel,nld,nowhere}');

-- Each operator with text, on either side
CREATE FUNCTION pg_temp.serves_index(condition text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) SELECT FROM secured WHERE ' || condition LOOP
		IF line ~ 'Index Cond:' THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END $$;
SELECT x AS column, count(*) AS conditions, count(*) FILTER (WHERE pg_temp.serves_index(format('%s %s (SELECT %L::text)', x, o, 'x'))) AS column_first,
	count(*) FILTER (WHERE pg_temp.serves_index(format('(SELECT %L::text) %s %s', 'x', o, x))) AS text_first
FROM (SELECT attname::text FROM pg_attribute WHERE attrelid = 'secured'::regclass AND attnum > 0 AND attname NOT IN ('i', 'owner')) AS c (x), unnest('{<,<=,=,>=,>}'::text[]) AS o
GROUP BY x ORDER BY x COLLATE "C";

RESET ROLE;
DROP TABLE secured;
DROP OWNED BY attache_reader;
DROP ROLE attache_reader;

-- What sorts, joins and finds coverages tells nobody anything either; but what fails
-- for whatever it is given would tell of rows that row security hides.
SELECT oprname, proname, proleakproof FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
WHERE o.oprleft = 'coverage'::regtype AND o.oprresult = 'boolean'::regtype ORDER BY proname COLLATE "C", oprname COLLATE "C";
SELECT proname, proleakproof
FROM pg_amproc a JOIN pg_opfamily f ON f.oid = a.amprocfamily JOIN pg_proc p ON p.oid = a.amproc
WHERE f.opfname = 'coverage_ops' ORDER BY proname COLLATE "C";
CREATE FUNCTION is_mine(owner text) RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 AS $$ BEGIN RETURN owner = current_user; END $$;
CREATE TABLE hidden AS SELECT i, '{2004-01-01:1}'::coverage AS c, 'somebody'::text AS owner FROM generate_series(1, 3) AS i;
ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON hidden USING (is_mine(owner));
CREATE ROLE attache_reader;
GRANT SELECT ON hidden TO attache_reader;
SET ROLE attache_reader;
SELECT count(*) FROM hidden WHERE CASE WHEN i = 2 THEN GREATEST(c, c) END IS NOT NULL;
RESET ROLE;
DROP TABLE hidden;
DROP FUNCTION is_mine;
DROP OWNED BY attache_reader;
DROP ROLE attache_reader;

-- Keys of GiST indexes are nobody's to write.
SELECT '[1,2]'::attache_gist_key;
