-- What every test of the registry begins with: a transaction, the example, and
-- a role that has nothing but the right to read and write the tables. The
-- extension's schema is not on the search_path. Caches are dropped only once the example
-- has been checked, which would take hours otherwise.
\set QUIET 1
\getenv schema ATTACHE_SCHEMA
\set discard 0
\getenv discard DISCARD_CACHES
\if :discard
	\ir empty.sql
\endif
BEGIN;
SELECT :"schema".attache_load_example('overseas') \g /dev/null
-- With caches dropped each plan that the session has made before makes slower what it does.
\if :discard
	COMMIT;
	\connect
	BEGIN;
\endif
SET LOCAL datestyle = 'ISO';
SET LOCAL search_path = overseas, tap;
SET CONSTRAINTS ALL IMMEDIATE; -- or the first statement of a test answers for the example
SELECT format('SET CONSTRAINTS %s DEFERRED', string_agg(DISTINCT format('%I', conname), ', '))
FROM pg_constraint WHERE connamespace = 'overseas'::regnamespace AND condeferred \gexec
\ir discard.sql
SET LOCAL ROLE attache_clerk;

-- What a statement fails with: SQLSTATE, constraint, table; message; detail;
-- hint. NULL if it does not fail; either way it leaves nothing behind. A schema
-- other than the registry's stands before the table.
CREATE FUNCTION pg_temp.error_of(statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	code text; rule text; schema text; name text; message text; detail text; hint text;
BEGIN
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN NULL;
WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, rule = CONSTRAINT_NAME, schema = SCHEMA_NAME, name = TABLE_NAME,
		message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	IF schema <> 'overseas' AND name <> '' THEN
		name := schema || '.' || name;
	END IF;
	RETURN ARRAY[format('%s %s %s', code, rule, name), message, nullif(detail, ''), nullif(hint, '')];
END $$;
