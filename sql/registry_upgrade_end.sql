
	EXCEPTION WHEN dependent_objects_still_exist OR feature_not_supported THEN
		-- PostgreSQL's own hint is CASCADE.
		GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, explanation = PG_EXCEPTION_DETAIL;
		RAISE dependent_objects_still_exist USING
			MESSAGE = pg_catalog.format('registry %I cannot be upgraded: %s', registry, message),
			DETAIL = explanation,
			HINT = 'Drop what depends on it, upgrade the registry, and create it again.';
	END;
	PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true);
	PERFORM @extschema@.attache_trust_names(registry, older, '{registry_time_zone,@code@}'::pg_catalog.name[], registry);

	-- New rules, and the words of all rules; what the owner has set stays.
	EXECUTE format('INSERT INTO %1$I.rule (rule_id, rule, enforced_by, severity, longest, longest_extended)'
				   ' SELECT r.rule_id, r.rule, r.enforced_by, r.severity, r.longest, r.longest_extended FROM @extschema@.attache_rules() r'
				   ' WHERE NOT EXISTS (SELECT FROM %1$I.rule own WHERE own.rule_id = r.rule_id)', registry);
	EXECUTE format('UPDATE %I.rule own SET rule = r.rule, enforced_by = r.enforced_by FROM @extschema@.attache_rules() r'
				   ' WHERE own.rule_id = r.rule_id AND (own.rule, own.enforced_by) IS DISTINCT FROM (r.rule, r.enforced_by)', registry);

	-- What keeps the past, and each schema that shows it.
	IF to_regclass(format('%I.edit', registry)) IS NOT NULL THEN
		PERFORM @extschema@.attache_keep_past(registry);
		PERFORM @extschema@.attache_show_known(registry, k.known) FROM @extschema@.attache_known_schemas(registry) k (known);
	END IF;

	-- Disable triggers, or enable them for replicas, as users had done. One that fires
	-- always has lost that to a restore with triggers disabled, and gets it back.
	FOR statement IN
		SELECT format('ALTER TABLE %I.%I %s TRIGGER %I', registry, before.relname,
					  CASE before.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
						  WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, t.tgname)
		FROM jsonb_to_recordset(triggers) AS before (oid oid, relname name, tgname name, tgenabled "char")
		JOIN pg_trigger t ON t.tgrelid = before.oid AND t.tgname = before.tgname
		WHERE t.tgenabled <> before.tgenabled AND (t.tgenabled, before.tgenabled) <> ('A', 'O')
	LOOP
		EXECUTE statement;
	END LOOP;

	-- What had to be dropped and created again gets back the rights that it had.
	FOR item IN
		SELECT now.object, now.rights AS rights_now, nullif(before.rights, '{}')::aclitem[] AS rights,
			   CASE before.kind WHEN 'column' THEN format(' (%I)', before.detail) END AS columns
		FROM jsonb_to_recordset(rights) AS before (kind text, oid oid, name name, detail text, rights text[])
		CROSS JOIN LATERAL (
			SELECT c.oid, format('%I.%I', registry, c.relname) AS object, coalesce(c.relacl, acldefault('r', c.relowner)) AS rights
			FROM pg_class c
			WHERE before.kind = 'view' AND c.relnamespace = home AND c.relname = before.name
			UNION ALL
			SELECT c.oid, format('%I.%I', registry, c.relname), NULL
			FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
			WHERE before.kind = 'column' AND c.relnamespace = home AND c.relname = before.name AND a.attname = before.detail
			UNION ALL
			(SELECT p.oid, 'FUNCTION ' || p.oid::regprocedure, coalesce(p.proacl, acldefault('f', p.proowner))
			 FROM pg_proc p
			 WHERE before.kind = 'function' AND p.pronamespace = home AND p.proname = before.name
			   AND NOT EXISTS (SELECT FROM pg_proc old WHERE old.oid = before.oid)
			 ORDER BY pg_get_function_identity_arguments(p.oid) <> before.detail, p.oid
			 LIMIT 1)) now
		WHERE now.oid <> before.oid
		ORDER BY before.kind DESC -- rights to a view before those to its columns, which they would take away
	LOOP
		FOR statement IN
			SELECT DISTINCT format('REVOKE ALL ON %s FROM %s', item.object,
								   CASE r.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.grantee)) END)
			FROM aclexplode(item.rights_now) r
		LOOP
			EXECUTE statement;
		END LOOP;
		FOR statement IN
			SELECT format('GRANT %s%s ON %s TO %s%s', r.privilege_type, item.columns, item.object,
						  CASE r.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.grantee)) END,
						  CASE WHEN r.is_grantable THEN ' WITH GRANT OPTION' END)
			FROM aclexplode(item.rights) r
		LOOP
			EXECUTE statement;
		END LOOP;
	END LOOP;
END
$registry$;
COMMENT ON FUNCTION attache_upgrade_registry(name) IS 'upgrades a registry that an older version made to what attache_create_registry makes now; keeps all rows and whatever users have added; for the registry''s owner; an error of SQLSTATE 42704 if the schema holds no registry, and others that the manual lists';
