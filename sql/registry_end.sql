END
$registry$;
COMMENT ON FUNCTION attache_create_registry(name) IS 'makes a registry of postings in a schema, which is created if it is missing: ordinary tables, rules, functions and views that the caller owns';
