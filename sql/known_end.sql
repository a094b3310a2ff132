	PERFORM @extschema@.attache_trust_names(home, older, '{registry_time_zone,@tables@,@code@,@past@,@shown@}'::pg_catalog.name[], registry);
	RETURN home;
END
$registry$;
COMMENT ON FUNCTION attache_show_known(name, name) IS 'makes the schema in which a registry answers as known at a moment, or brings it up to date; by default the schema has the registry''s name and _known; for the registry''s owner; an error of SQLSTATE 42704 if the registry keeps no past, of 42501 for others or where others may create in one of the two schemas, of 42710 if the schema holds a registry';
