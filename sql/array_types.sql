
-- Arrays of the types -----------------------------------------------------------------
--
-- postgres_fdw sends a condition such as country IN ('BE', 'FR') to another server only if
-- all types in it are the extension's, and arrays are not by themselves.

DO $arrays$
DECLARE
	array_type regtype;
BEGIN
	FOR array_type IN
		SELECT t.typarray
		FROM pg_catalog.pg_type t
		JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
		JOIN pg_catalog.pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid
		WHERE e.extname = 'attache' AND t.typtype = 'b' AND t.typelem = 0 AND t.typarray <> 0
		  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend a WHERE a.classid = 'pg_catalog.pg_type'::regclass AND a.objid = t.typarray AND a.deptype = 'e')
		ORDER BY t.oid
	LOOP
		EXECUTE pg_catalog.format('ALTER EXTENSION attache ADD TYPE %s', array_type);
	END LOOP;
END $arrays$;
