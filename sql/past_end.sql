
	PERFORM @extschema@.attache_trust_names(registry, older, '{registry_time_zone,change,@code@,@past@}'::pg_catalog.name[], registry);
END
$registry$;
COMMENT ON FUNCTION attache_keep_past(name) IS 'lets a registry keep its past from now on, or brings up to date what keeps it, as after a column was added to a table; for the registry''s owner; an error of SQLSTATE 42704 if the schema holds no registry, of 42501 for others or where others may create in its schema';
