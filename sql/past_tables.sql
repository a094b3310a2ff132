		PERFORM pg_catalog.nextval(pg_catalog.pg_get_serial_sequence('edit', 'edit_id')::pg_catalog.regclass);
		INSERT INTO edit (edit_id, known_from, session_role, role, application, reason)
		VALUES (1, pg_catalog.clock_timestamp(), session_user, current_user, nullif(pg_catalog.current_setting('application_name'), ''), 'the registry keeps its past from here on');
	END IF;
	FOREACH item IN ARRAY '{@tables@}'::pg_catalog.name[] LOOP
		PERFORM @extschema@.attache_keep_table(registry, item);
	END LOOP;
	PERFORM @extschema@.attache_show_changes(registry, '{@tables@}'::pg_catalog.name[]);

