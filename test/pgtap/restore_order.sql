-- pg_upgrade restores functions before the operator classes of the types, and the
-- views that functions read with them. Bodies are parsed then; so none may group,
-- sort or be distinct by what needs an operator class of the extension's.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

SET CONSTRAINTS ALL IMMEDIATE;
RESET ROLE;
CREATE TEMPORARY TABLE object (name text, definition text) ON COMMIT DROP;
SET LOCAL search_path = '';
INSERT INTO pg_temp.object (name, definition)
SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid)
FROM pg_proc p WHERE p.pronamespace = 'overseas'::regnamespace
UNION ALL
SELECT c.oid::regclass::text, format('CREATE OR REPLACE VIEW %s AS %s', c.oid::regclass, pg_get_viewdef(c.oid))
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relkind = 'v';
SET LOCAL search_path = tap;
SET LOCAL client_min_messages = warning;

DO $$
DECLARE
	family text;
BEGIN
	FOR family IN
		SELECT format('%I.%I USING %I', n.nspname, f.opfname, a.amname)
		FROM pg_opfamily f
		JOIN pg_namespace n ON n.oid = f.opfnamespace
		JOIN pg_am a ON a.oid = f.opfmethod
		JOIN pg_depend d ON d.classid = 'pg_opfamily'::regclass AND d.objid = f.oid AND d.deptype = 'e'
		JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'attache'
	LOOP
		EXECUTE 'ALTER EXTENSION attache DROP OPERATOR CLASS ' || family;
		EXECUTE 'ALTER EXTENSION attache DROP OPERATOR FAMILY ' || family;
		EXECUTE format('DROP OPERATOR FAMILY %s CASCADE', family);
	END LOOP;
END $$;

SELECT is(pg_temp.error_of('SELECT DISTINCT country FROM overseas.mission'),
			  ARRAY['42883  ', 'could not identify an equality operator for type ' || :'schema' || '.country_code', NULL, NULL],
			  'there is no operator class');
SELECT is(pg_temp.error_of(o.definition), NULL, o.name || ' needs none') FROM pg_temp.object o ORDER BY o.name COLLATE "C";

SELECT * FROM finish();
ROLLBACK;
