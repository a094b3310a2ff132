
-- The registry ------------------------------------------------------------------
--
-- Between here and the function's end stands the registry's own DDL, which runs with
-- the new schema first on the search_path.

CREATE FUNCTION attache_create_registry(registry name, time_zone text DEFAULT pg_catalog.current_setting('TimeZone'), keep_past boolean DEFAULT true) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $registry$
DECLARE
	older oid[]; -- what is in the schema before
BEGIN
	PERFORM @extschema@.attache_check_version();
	IF registry IS NULL OR time_zone IS NULL THEN
		RAISE null_value_not_allowed USING
			MESSAGE = 'a registry has a name and a time zone';
	END IF;
	IF registry = '$user' OR registry LIKE 'pg\_%' OR registry = 'information_schema' THEN
		RAISE invalid_schema_name USING
			MESSAGE = format('a registry cannot be in schema %I', registry),
			HINT = 'Choose a name that means nothing else to PostgreSQL.';
	END IF;
	IF EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			   WHERE n.nspname = registry AND c.relname = 'posting_status_change') THEN
		RAISE duplicate_object USING
			MESSAGE = format('schema %I already holds a registry', registry);
	END IF;
	PERFORM @extschema@.attache_check_rights();
	-- Its operator classes let bigint and text stand in exclusion constraints.
	CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA @extschema@;
	IF EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = registry) THEN
		PERFORM @extschema@.attache_trust_schema(registry);
	ELSE
		EXECUTE format('CREATE SCHEMA %I', registry);
	END IF;
	older := @extschema@.attache_objects_in(registry);
	PERFORM set_config('search_path', format('%I, @extschema@, pg_temp', registry), true);

