
-- Between here and the function's end stand the registry's views and functions of what
-- was known, with OR REPLACE.

CREATE FUNCTION attache_keep_past(registry name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $registry$
DECLARE
	owner name;
	older oid[]; -- what is in the schema before
	item name;
BEGIN
	PERFORM @extschema@.attache_check_version();
	SELECT pg_get_userbyid(c.relowner) INTO owner
	FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
	WHERE n.nspname = registry AND c.relname = 'posting_status_change' AND c.relkind = 'r';
	IF owner IS NULL THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry', registry),
			HINT = 'attache_create_registry makes one.';
	END IF;
	IF owner <> current_user THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('registry %I belongs to %I', registry, owner),
			HINT = format('Do this as its owner: SET ROLE %I.', owner);
	END IF;
	PERFORM @extschema@.attache_check_rights();
	PERFORM @extschema@.attache_trust_schema(registry);
	older := @extschema@.attache_objects_in(registry);
	PERFORM set_config('search_path', format('%I, @extschema@, pg_temp', registry), true);
	IF to_regclass(format('%I.edit', registry)) IS NULL THEN
