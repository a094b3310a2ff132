
-- Between here and the function's end stand the registry's views and functions of what
-- was known, with OR REPLACE.

CREATE FUNCTION attache_keep_past(registry name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $registry$
DECLARE
	older oid[]; -- what is in the schema before
	item name;
BEGIN
	PERFORM @extschema@.attache_check_version();
	PERFORM @extschema@.attache_check_owner(registry, 'Do this');
	PERFORM @extschema@.attache_check_rights();
	PERFORM @extschema@.attache_trust_schema(registry);
	PERFORM @extschema@.attache_trust_owners(registry, '{registry_time_zone,edit,publication,change,@tables@,@code@,@past@}'::name[]);
	PERFORM @extschema@.attache_trust_owners(registry, ARRAY(SELECT (t.name || '_past')::name FROM unnest('{@tables@}'::name[]) AS t (name)));
	older := @extschema@.attache_objects_in(registry);
	PERFORM set_config('search_path', format('%I, @extschema@, pg_temp', registry), true);
	IF pg_catalog.to_regclass(pg_catalog.format('%I.edit', registry)) IS NULL THEN
