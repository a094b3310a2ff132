
-- The registry ------------------------------------------------------------------
--
-- What stands between here and the function's end is the registry's own DDL,
-- run with the search_path at the new schema.

CREATE FUNCTION attache_create_registry(registry name, time_zone text DEFAULT pg_catalog.current_setting('TimeZone')) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $registry$
BEGIN
	PERFORM @extschema@.attache_check_version();
	IF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			   WHERE n.nspname = registry AND c.relname = 'posting_status_change') THEN
		RAISE duplicate_object USING
			MESSAGE = format('schema %I already holds a registry', registry);
	END IF;
	-- Its operator classes let bigint and text stand in exclusion constraints.
	CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA @extschema@;
	EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', registry);
	PERFORM set_config('search_path', format('%I, @extschema@, pg_temp', registry), true);

