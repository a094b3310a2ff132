
	PERFORM @extschema@.attache_trust_names(registry, older, '{}'::pg_catalog.name[], registry);
	INSERT INTO rule (rule_id, rule, enforced_by, severity, longest, longest_extended)
	SELECT r.rule_id, r.rule, r.enforced_by, r.severity, r.longest, r.longest_extended FROM @extschema@.attache_rules() r;
	INSERT INTO role (role, name, mission_kinds) VALUES ('attache', 'Attache', '{embassy}'), ('representative', 'Representative', '{consulate,organization}');
	INSERT INTO matter_kind (matter_kind, name) VALUES
		('transportation', 'Inquiry about transportation'), ('carrier', 'Inquiry about or from a carrier'), ('liaison', 'Liaison'), ('inter-agency', 'Inquiry between agencies'),
		('negotiation', 'Negotiation'), ('legislation', 'Help with legislation'), ('training', 'Training');
	PERFORM @extschema@.attache_set_time_zone(registry, time_zone);
	IF keep_past THEN
		PERFORM @extschema@.attache_keep_past(registry);
	END IF;
END
$registry$;
COMMENT ON FUNCTION attache_create_registry(name, text, boolean) IS 'makes a registry of postings in a schema, which is created if it is missing: ordinary tables, rules, functions and views that the caller owns; keep_past says whether it keeps what it held before, as attache_keep_past lets it do later; an error of SQLSTATE 42710 if it holds a registry, of 42501 if others may create in it, of 22023 for an unknown time zone, of 22004 for a NULL';
