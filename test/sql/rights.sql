-- What PUBLIC may execute is decided here: a function of the extension that is
-- new shows below, and is to be looked at with care. Each believes nothing that
-- it is called with. Functions of what SQL cannot name (internal) are left out.
SET client_min_messages = warning;
CREATE TEMPORARY VIEW own AS
SELECT p.oid::regprocedure::text AS function, p.*
FROM pg_proc p
JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND e.extname = 'attache';

-- Nobody runs anything as somebody else.
SELECT function FROM own WHERE prosecdef;
-- What runs SQL of its own has a search_path of its own, or a parsed body.
SELECT function FROM own
WHERE prokind = 'f' AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c') AND prosqlbody IS NULL
  AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false);
-- Not for PUBLIC, but for whoever made the extension, who may give it on.
SELECT function FROM own WHERE NOT has_function_privilege('public', oid, 'EXECUTE') ORDER BY function COLLATE "C";
-- For PUBLIC.
SELECT function FROM own
WHERE has_function_privilege('public', oid, 'EXECUTE') AND 'internal'::regtype <> ALL (proargtypes)
ORDER BY function COLLATE "C";
