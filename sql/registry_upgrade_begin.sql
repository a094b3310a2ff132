
-- Upgrading a registry of an older version -----------------------------------------
--
-- The level of a registry is its schema version: it counts the changes of its tables,
-- and of the columns of its views and functions, since the first version, which is
-- level 1. It is a function, registry_level(), and not a row: a row would be
-- replicated to subscribers, whose tables may be of another level, and restored where
-- only rows are. The time zone is also a function; being the owner's choice, it is not
-- replaced.
--
-- Between here and the function's end stand the step from each level to the next,
-- which never changes once it is released; and the triggers, views and functions of
-- attache_create_registry(), with OR REPLACE, so that what users have built on them
-- stays.

CREATE FUNCTION attache_upgrade_registry(registry name, OUT level_before integer, OUT level_now integer)
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $registry$
DECLARE
	home oid; -- the registry's schema
	names_taken name[]; -- of the relations and functions that are in it
	names_replaced name[]; -- of those among them that are the registry's and stay
	triggers jsonb; -- the registry's, with their states
	rights jsonb; -- to its views and functions, where they are not the default
	item record;
	statement text;
	message text;
	explanation text;
	older oid[]; -- what is in the schema before
BEGIN
	PERFORM @extschema@.attache_check_version();
	PERFORM @extschema@.attache_check_owner(registry, 'Upgrade it');
	home := (SELECT n.oid FROM pg_namespace n WHERE n.nspname = registry);
	PERFORM @extschema@.attache_check_rights();
	PERFORM @extschema@.attache_trust_schema(registry);
	PERFORM @extschema@.attache_trust_owners(registry, '{registry_time_zone,@tables@,@code@}'::name[]);

	-- Before reading anything: of two who upgrade it, the second waits.
	EXECUTE format('LOCK TABLE %1$I.program, %1$I.mission, %1$I.representative, %1$I.posting, %1$I.posting_program,'
				   ' %1$I.posting_status_change, %1$I.assignment, %1$I.goal IN ACCESS EXCLUSIVE MODE', registry);
	IF EXISTS (SELECT FROM pg_proc p WHERE p.oid = to_regprocedure(format('%I.registry_level()', registry)) AND p.proowner = current_user::regrole) THEN
		EXECUTE format('SELECT %I.registry_level()', registry) INTO level_before;
	END IF;
	IF (level_before BETWEEN @first@ AND @level@) IS NOT TRUE THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = format('registry %I is of level %s', registry, coalesce(level_before::text, 'NULL')),
			DETAIL = 'This version of attache makes registries of level @level@, and upgrades those from level @first@ on.',
			HINT = 'Install the version of attache that made the registry, or a newer one, and run ALTER EXTENSION attache UPDATE.';
	END IF;

	names_taken := ARRAY(
		SELECT c.relname FROM pg_class c WHERE c.relnamespace = home
		UNION
		SELECT p.proname FROM pg_proc p WHERE p.pronamespace = home);
	SELECT jsonb_agg(to_jsonb(t)) INTO triggers
	FROM (SELECT c.oid, c.relname, t.tgname, t.tgenabled
		  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
		  WHERE c.relnamespace = home AND t.tgname LIKE 'rule\_%' AND NOT t.tgisinternal
			AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
						WHERE d.classid = 'pg_proc'::regclass AND d.objid = t.tgfoid
						  AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'attache')) t;
	SELECT jsonb_agg(to_jsonb(o)) INTO rights
	FROM (SELECT 'view' AS kind, c.oid, c.relname AS name, NULL AS detail, c.relacl::text[] AS rights
		  FROM pg_class c WHERE c.relnamespace = home AND c.relkind = 'v' AND c.relacl IS NOT NULL
		  UNION ALL
		  SELECT 'column', c.oid, c.relname, a.attname, a.attacl::text[]
		  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
		  WHERE c.relnamespace = home AND c.relkind = 'v' AND a.attacl IS NOT NULL
		  UNION ALL
		  SELECT 'function', p.oid, p.proname, pg_get_function_identity_arguments(p.oid), p.proacl::text[]
		  FROM pg_proc p WHERE p.pronamespace = home AND p.proacl IS NOT NULL) o;

	FOR statement IN
		SELECT format('DROP TRIGGER %I ON %I.%I', t.tgname, registry, t.relname)
		FROM jsonb_to_recordset(triggers) AS t (relname name, tgname name)
	LOOP
		EXECUTE statement;
	END LOOP;

	level_now := level_before;
	older := @extschema@.attache_objects_in(registry);
	PERFORM set_config('search_path', format('%I, @extschema@, pg_temp', registry), true);
	BEGIN

