	PERFORM @extschema@.attache_set_time_zone(registry, time_zone);
END
$registry$;
COMMENT ON FUNCTION attache_create_registry(name, text) IS 'makes a registry of postings in a schema, which is created if it is missing: ordinary tables, rules, functions and views that the caller owns';
