/* attache: who is posted abroad, and whether the promised coverage is met */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION attache" to load this file. \quit

-- The version of the library --------------------------------------------------------

CREATE FUNCTION attache_version() RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_version() IS 'version of the library that this session has loaded';

CREATE FUNCTION attache_check_version() RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION attache_check_version() IS 'fails if the library and the extension of this database are of different versions, with SQLSTATE 55000';

-- What a newer server knows, after pg_upgrade

CREATE FUNCTION attache_adopt_server() RETURNS integer
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $$
DECLARE
	version text;
	before bigint; -- how many functions the extension has
	now bigint;
BEGIN
	PERFORM @extschema@.attache_check_version();
	SELECT regexp_replace(e.extversion, '-server$', ''), count(d.objid) INTO version, before
	FROM pg_extension e JOIN pg_depend d ON d.refobjid = e.oid
	WHERE e.extname = 'attache' AND d.refclassid = 'pg_extension'::regclass AND d.classid = 'pg_proc'::regclass
	GROUP BY e.oid;
	-- An update to the same version has to go by way of another.
	EXECUTE format('ALTER EXTENSION attache UPDATE TO %L', version || '-server');
	EXECUTE format('ALTER EXTENSION attache UPDATE TO %L', version);
	SELECT count(*) INTO now
	FROM pg_extension e JOIN pg_depend d ON d.refobjid = e.oid
	WHERE e.extname = 'attache' AND d.refclassid = 'pg_extension'::regclass AND d.classid = 'pg_proc'::regclass;
	RETURN now - before;
END
$$;
COMMENT ON FUNCTION attache_adopt_server() IS 'adds to the extension what this server knows and the one that it was made on did not, and the arrays of its types, which pg_upgrade leaves out; returns how many functions came with it; for the extension''s owner; an error of SQLSTATE 42501 for anybody else';
