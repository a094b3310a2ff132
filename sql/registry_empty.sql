
-- A registry for rows that come with their own rules, roles, kinds and past --------------------

CREATE FUNCTION attache_empty_registry(registry name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	item name;
	begun_with CONSTANT name[] := '{rule,role,matter_kind}';
	has_rows boolean;
	keeps_past CONSTANT boolean := to_regclass(format('%I.edit', registry)) IS NOT NULL;
BEGIN
	IF to_regclass(format('%I.posting_status_change', registry)) IS NULL THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry', registry),
			HINT = 'attache_create_registry makes one.';
	END IF;
	FOREACH item IN ARRAY '{@tables@}'::name[] LOOP
		CONTINUE WHEN item = ANY (begun_with);
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', registry, item) INTO has_rows;
		IF has_rows THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('registry %I has rows of its own, in %s', registry, item),
				HINT = 'Make a new registry for rows that come from elsewhere.';
		END IF;
	END LOOP;
	FOREACH item IN ARRAY begun_with LOOP
		IF keeps_past THEN
			EXECUTE format('ALTER TABLE %I.%I DISABLE TRIGGER past_deleted', registry, item);
		END IF;
		EXECUTE format('DELETE FROM %I.%I', registry, item);
		IF keeps_past THEN
			EXECUTE format('ALTER TABLE %I.%I ENABLE TRIGGER past_deleted', registry, item);
		END IF;
	END LOOP;
	IF keeps_past THEN
		FOREACH item IN ARRAY '{@tables@}'::name[] LOOP
			EXECUTE format('DELETE FROM %I.%I', registry, item || '_past');
		END LOOP;
		EXECUTE format('DELETE FROM %I.edit', registry);
		EXECUTE format('DELETE FROM %I.publication', registry);
	END IF;
END
$$;
COMMENT ON FUNCTION attache_empty_registry(name) IS 'takes away the rules, the roles, the kinds of matters and the past with which a new registry begins, so that those of another can come in their place with its rows: from a dump of rows, or by logical replication; for the registry''s owner; an error of SQLSTATE 42704 if the schema holds no registry, of 55000 if it has rows of its own';
