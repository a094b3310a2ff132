
-- The schema of what was known: views that have the names of the registry's tables, and
-- then the very text of its views and functions once more.

CREATE FUNCTION attache_show_known(registry name, known name DEFAULT NULL) RETURNS name
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $registry$
DECLARE
	home CONSTANT name := coalesce(known, registry || '_known');
	older oid[]; -- what is in the two schemas before
	item name;
BEGIN
	PERFORM @extschema@.attache_check_version();
	IF to_regclass(format('%I.edit', registry)) IS NULL THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry that keeps its past', registry),
			HINT = 'attache_create_registry makes one, and attache_keep_past lets one keep its past.';
	END IF;
	PERFORM @extschema@.attache_check_owner(registry, 'Do this');
	PERFORM @extschema@.attache_trust_schema(registry);
	IF NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = home) THEN
		EXECUTE format('CREATE SCHEMA %I', home);
		EXECUTE format('COMMENT ON SCHEMA %I IS %L', home, format('registry %I as known at the moment that attache.known_at names', registry));
	ELSIF to_regprocedure(format('%I.posting_status_on(date,bigint)', home)) IS NOT NULL AND to_regclass(format('%I.edit', home)) IS NOT NULL THEN
		RAISE duplicate_object USING
			MESSAGE = format('schema %I holds a registry of its own', home),
			HINT = 'Give the name of another schema.';
	END IF;
	PERFORM @extschema@.attache_trust_schema(home);
	PERFORM @extschema@.attache_trust_owners(home, '{registry_time_zone,@tables@,@code@,@past@,@shown@}'::name[]);
	older := @extschema@.attache_objects_in(registry) || @extschema@.attache_objects_in(home);
	FOREACH item IN ARRAY '{@tables@}'::name[] LOOP
		PERFORM @extschema@.attache_show_table(registry, home, item);
	END LOOP;
	PERFORM set_config('search_path', format('%I, %I, @extschema@, pg_temp', home, registry), true);

