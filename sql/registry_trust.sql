
-- Whom a registry trusts -------------------------------------------------------------
--
-- The DDL of a registry finds what stands in its schema, and what it finds runs as
-- the owner. So only roles that could act as the owner anyway may create anything
-- there: members of the current role, superusers among them, and members of the
-- owner of the database.

CREATE FUNCTION attache_trust_schema(schema name) RETURNS void
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	distrusted text;
BEGIN
	SELECT string_agg(DISTINCT CASE r.role WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r.role)) END, ', ')
	INTO distrusted
	FROM pg_namespace n
	JOIN pg_database d ON d.datname = current_database()
	CROSS JOIN LATERAL (
		SELECT n.nspowner AS role
		UNION ALL
		SELECT a.grantee FROM aclexplode(n.nspacl) a WHERE a.privilege_type = 'CREATE'
	) r
	WHERE n.nspname = schema
	  AND r.role <> 'pg_database_owner'::regrole
	  AND (r.role = 0 OR NOT (pg_has_role(r.role, current_user, 'MEMBER') OR pg_has_role(r.role, d.datdba, 'MEMBER')));
	IF distrusted IS NOT NULL THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('schema %I is not %I''s alone', schema, current_user),
			DETAIL = format('It belongs to these roles, or they may create objects in it: %s.', distrusted),
			HINT = 'Whatever they put there would run as the owner of the registry. Choose another schema, own this one, or REVOKE CREATE ON it.';
	END IF;
END
$$;
COMMENT ON FUNCTION attache_trust_schema(name) IS 'fails if the schema exists and roles other than the current one own it or may create objects in it; members of the current role, superusers, and the owner of the database are trusted; the error is of SQLSTATE 42501';

CREATE FUNCTION attache_check_rights() RETURNS void
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT (has_function_privilege('@extschema@.attache_rule()', 'EXECUTE') AND has_function_privilege('@extschema@.attache_past()', 'EXECUTE')) THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('role %I may not make or upgrade a registry', current_user),
			DETAIL = 'The triggers of a registry call functions that it may not execute.',
			HINT = format('Let the owner of the extension GRANT EXECUTE ON FUNCTION @extschema@.attache_rule(), @extschema@.attache_past() TO %I.', current_user);
	END IF;
END
$$;
COMMENT ON FUNCTION attache_check_rights() IS 'fails if the current role may not make the triggers of a registry, with SQLSTATE 42501';

CREATE FUNCTION attache_check_owner(registry name, act text) RETURNS void
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	owner name;
BEGIN
	SELECT pg_get_userbyid(c.relowner) INTO owner
	FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
	WHERE n.nspname = registry AND c.relname = 'posting_status_change' AND c.relkind = 'r';
	IF owner IS NULL THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry', registry),
			HINT = 'attache_create_registry makes one.';
	END IF;
	-- Even a superuser would own what is new.
	IF owner <> current_user THEN
		RAISE insufficient_privilege USING
			MESSAGE = format('registry %I belongs to %I', registry, owner),
			HINT = format('%s as its owner: SET ROLE %I.', act, owner);
	END IF;
END
$$;
COMMENT ON FUNCTION attache_check_owner(name, text) IS 'part of what only the owner of a registry does: fails for others, with SQLSTATE 42501, and if the schema holds no registry, with 42704';

CREATE FUNCTION attache_distrust(schema name, objects text) RETURNS void
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RAISE insufficient_privilege USING
		MESSAGE = format('schema %I would use objects that are not attache''s', schema),
		DETAIL = format('These objects have names that the registry uses: %s.', objects),
		HINT = 'Drop them, or move them to a schema that holds neither a registry nor the extension.';
END
$$;
COMMENT ON FUNCTION attache_distrust(name, text) IS 'part of what makes and upgrades a registry: the error of SQLSTATE 42501 for objects in a schema that are not attache''s; none for NULL';

-- What is already there under a name that the registry uses is the owner's. Somebody else's
-- would stay theirs also if its definition was replaced.

CREATE FUNCTION attache_trust_owners(schema name, names name[]) RETURNS void
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	others text;
BEGIN
	SELECT string_agg(pg_describe_object(o.classid, o.objid, 0), ', ' ORDER BY pg_describe_object(o.classid, o.objid, 0)) INTO others
	FROM pg_namespace n
	CROSS JOIN LATERAL (
		SELECT 'pg_class'::regclass AS classid, c.oid AS objid
		FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = ANY (names) AND c.relowner <> current_user::regrole
		UNION ALL
		SELECT 'pg_proc'::regclass, p.oid
		FROM pg_proc p WHERE p.pronamespace = n.oid AND p.proname = ANY (names) AND p.proowner <> current_user::regrole) o
	WHERE n.nspname = schema;
	PERFORM @extschema@.attache_distrust(schema, others);
END
$$;
COMMENT ON FUNCTION attache_trust_owners(name, name[]) IS 'part of what makes and upgrades a registry: fails if relations or functions in a schema have one of the names and belong to other roles than the current one, with SQLSTATE 42501';

CREATE FUNCTION attache_objects_in(schema name) RETURNS oid[]
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH home AS (
		SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname OPERATOR(pg_catalog.=) schema
	), relation AS (
		SELECT c.oid FROM pg_catalog.pg_class c JOIN home ON c.relnamespace OPERATOR(pg_catalog.=) home.oid
	)
	SELECT ARRAY(
		SELECT r.oid FROM relation r
		UNION ALL SELECT p.oid FROM pg_catalog.pg_proc p JOIN home ON p.pronamespace OPERATOR(pg_catalog.=) home.oid
		UNION ALL SELECT t.oid FROM pg_catalog.pg_type t JOIN home ON t.typnamespace OPERATOR(pg_catalog.=) home.oid
		UNION ALL SELECT c.oid FROM pg_catalog.pg_constraint c JOIN home ON c.connamespace OPERATOR(pg_catalog.=) home.oid
		UNION ALL SELECT a.oid FROM pg_catalog.pg_attrdef a JOIN relation r ON r.oid OPERATOR(pg_catalog.=) a.adrelid
		UNION ALL SELECT t.oid FROM pg_catalog.pg_trigger t JOIN relation r ON r.oid OPERATOR(pg_catalog.=) t.tgrelid);
END;
COMMENT ON FUNCTION attache_objects_in(name) IS 'what is in a schema: relations, functions, types, constraints, defaults and triggers';

-- The DDL of a registry, or of what shows it as it was known, looks names up. It may have
-- found only objects of the extension, of btree_gist, and of the registry itself. One
-- that somebody else put there while they could is of another owner, whatever its name.

CREATE FUNCTION attache_trust_names(schema name, older oid[], newer name[], registry name) RETURNS void
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	captured text;
BEGIN
	WITH home AS (
		SELECT n.oid FROM pg_namespace n WHERE n.nspname = schema
	), beside AS (
		SELECT n.oid FROM pg_namespace n WHERE n.nspname = registry
	), relation AS (
		SELECT c.oid FROM pg_class c, home
		WHERE c.relnamespace = home.oid AND (c.oid <> ALL (older) OR c.relname = ANY (newer) AND c.relowner = current_user::regrole)
	), ours (classid, objid) AS (
		SELECT 'pg_class'::regclass, r.oid FROM relation r
		UNION ALL SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p, home
			WHERE p.pronamespace = home.oid AND (p.oid <> ALL (older) OR p.proname = ANY (newer) AND p.proowner = current_user::regrole)
		UNION ALL SELECT 'pg_type'::regclass, t.oid FROM pg_type t, home
			WHERE t.typnamespace = home.oid AND (t.oid <> ALL (older) OR t.typrelid IN (SELECT oid FROM relation))
		UNION ALL SELECT 'pg_type'::regclass, t.typarray FROM pg_type t, home
			WHERE t.typnamespace = home.oid AND (t.oid <> ALL (older) OR t.typrelid IN (SELECT oid FROM relation))
		UNION ALL SELECT 'pg_constraint'::regclass, c.oid FROM pg_constraint c, home
			WHERE c.connamespace = home.oid AND c.oid <> ALL (older)
		UNION ALL SELECT 'pg_rewrite'::regclass, r.oid FROM pg_rewrite r WHERE r.ev_class IN (SELECT oid FROM relation)
		UNION ALL SELECT 'pg_attrdef'::regclass, a.oid FROM pg_attrdef a WHERE a.adrelid IN (SELECT oid FROM relation) AND a.oid <> ALL (older)
		UNION ALL SELECT 'pg_trigger'::regclass, t.oid FROM pg_trigger t WHERE t.tgrelid IN (SELECT oid FROM relation) AND t.oid <> ALL (older)
	), known (classid, objid) AS (
		-- Members of attache or btree_gist, and the array types and columns of attache's types.
		SELECT m.classid, m.objid
		FROM pg_depend m JOIN pg_extension e ON e.oid = m.refobjid
		WHERE m.deptype = 'e' AND m.refclassid = 'pg_extension'::regclass AND e.extname IN ('attache', 'btree_gist')
		UNION ALL
		SELECT part.classid, part.objid
		FROM pg_depend m JOIN pg_extension e ON e.oid = m.refobjid JOIN pg_type t ON t.oid = m.objid,
			 LATERAL (VALUES ('pg_type'::regclass, t.typarray), ('pg_class'::regclass, t.typrelid)) AS part (classid, objid)
		WHERE m.deptype = 'e' AND m.refclassid = 'pg_extension'::regclass AND e.extname = 'attache' AND m.classid = 'pg_type'::regclass
		UNION ALL
		SELECT o.classid, o.objid FROM ours o
		UNION ALL
		SELECT 'pg_proc'::regclass, p.oid
		FROM pg_proc p, beside
		WHERE p.pronamespace = beside.oid AND p.proname = ANY (newer) AND p.proowner = current_user::regrole
		UNION ALL
		-- No two relations of a schema have the same name.
		SELECT r.classid, r.objid
		FROM pg_class c, beside, LATERAL (VALUES ('pg_class'::regclass, c.oid), ('pg_type'::regclass, c.reltype)) AS r (classid, objid)
		WHERE c.relnamespace = beside.oid
		UNION ALL
		-- What a column of a table there already is.
		SELECT 'pg_type'::regclass, a.atttypid
		FROM pg_class c JOIN beside ON c.relnamespace = beside.oid JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind = 'r' AND c.oid = ANY (older) AND a.attnum > 0
	)
	SELECT string_agg(DISTINCT pg_describe_object(d.refclassid, d.refobjid, 0), ', ') INTO captured
	FROM ours o
	JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.objid
	WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_operator'::regclass, 'pg_opclass'::regclass,
						 'pg_type'::regclass, 'pg_collation'::regclass)
	  AND NOT EXISTS (SELECT FROM known k WHERE k.classid = d.refclassid AND k.objid = d.refobjid);
	PERFORM @extschema@.attache_distrust(schema, captured);
END
$$;
COMMENT ON FUNCTION attache_trust_names(name, oid[], name[], name) IS 'fails if an object in a schema that is new, or the current role''s and has one of the newer names, uses one that belongs to neither attache, btree_gist nor the registry, with SQLSTATE 42501; the schema is the registry''s or one that shows it as it was known';
