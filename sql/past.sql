
-- What was known ---------------------------------------------------------------------
--
-- A registry keeps its past in tables of its own: "edit" has a row for each
-- transaction that changed anything, and T_past, for each table T, a row for each row
-- of T that was inserted (its key), replaced or deleted (all of it). So what T held at
-- a moment is what it holds now, but for the keys with an event in a later edit, of
-- which the first says what was there.

CREATE FUNCTION attache_past() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION attache_past() IS 'trigger of the tables of a registry, which keeps the rows that a statement changes; with an argument, one that says when a statement begins (begin), that lets the owner alone write what is kept (guard), or that lets others publish what is known now, in their own name (publication)';
REVOKE EXECUTE ON FUNCTION attache_past() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION attache_past() TO @extowner@ WITH GRANT OPTION;

CREATE FUNCTION attache_edit_under_way(edits regclass) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION attache_edit_under_way(regclass) IS 'the number of the edit that this transaction makes, which is numbered in a registry''s table of edits; NULL if it has changed nothing there';

CREATE FUNCTION attache_check_moment(edits regclass, moment timestamptz) RETURNS timestamptz
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION attache_check_moment(regclass, timestamptz) IS 'the moment, once all that was committed by then in a registry, whose table of edits this is, can be seen: waits for who is committing; an error of SQLSTATE 22023 for a moment that is still to come or that came before the registry kept its past, of 40001 if this statement or transaction began too early to see all, of 55000 if a standby may not have received all';

CREATE FUNCTION attache_known_at(edits regclass) RETURNS timestamptz
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION attache_known_at(regclass) IS 'the moment that attache.known_at names, by moment_of() of the registry whose table of edits this is; NULL if it is empty';

CREATE FUNCTION attache_mark(edits regclass, reason text) RETURNS timestamptz
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION attache_mark(regclass, text) IS 'a moment that nothing can slip under any more, written down as an edit that changes nothing, with a reason: it comes after all that has been committed, and whoever commits later waits for this transaction to end; for roles with the right to INSERT into the table publication; an error of SQLSTATE 25001 if this transaction has changed the registry itself';

CREATE FUNCTION attache_moment(moment text, time_zone text) RETURNS timestamptz
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE
		WHEN m.parts IS NULL OR m.parts[3] IS NOT NULL THEN attache_moment.moment::pg_catalog.timestamptz
		ELSE pg_catalog.timezone(attache_moment.time_zone, attache_moment.moment::pg_catalog.timestamp) END
	FROM (SELECT pg_catalog.regexp_match(pg_catalog.btrim(attache_moment.moment),
		'^\d{4,6}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(?:\.\d{1,6})?)?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$') AS parts) m
	WHERE @extschema@.attache_check_argument(m.parts IS NOT NULL,
		pg_catalog.format('"%s" is neither a publication nor a moment', attache_moment.moment),
		'Give the name of a publication, or a moment as 2007-01-15, 2007-01-15 18:00 or 2007-01-15 18:00:00+01.');
END;
COMMENT ON FUNCTION attache_moment(text, text) IS 'a moment as ISO writes it; without an offset it is of the time zone, and without a time the first of its day; whatever the session''s DateStyle and TimeZone; an error of SQLSTATE 22023 for anything else';

CREATE FUNCTION attache_reads_past(of_table regclass) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION attache_reads_past(regclass) IS 'true, or an error of SQLSTATE 42501 if row security of the table holds for this role and what is kept of the table has none that does';

CREATE FUNCTION attache_base_type(type oid) RETURNS oid
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE base (oid, typtype, typbasetype) AS (
		SELECT t.oid, t.typtype, t.typbasetype FROM pg_catalog.pg_type t WHERE t.oid OPERATOR(pg_catalog.=) attache_base_type.type
		UNION ALL
		SELECT t.oid, t.typtype, t.typbasetype FROM base b JOIN pg_catalog.pg_type t ON t.oid OPERATOR(pg_catalog.=) b.typbasetype
		WHERE b.typtype OPERATOR(pg_catalog.=) 'd'::"char"
	)
	SELECT b.oid FROM base b WHERE b.typtype OPERATOR(pg_catalog.<>) 'd'::"char";
END;
COMMENT ON FUNCTION attache_base_type(oid) IS 'part of attache_keep_past: the type that a domain is of; the type itself if it is none';

CREATE FUNCTION attache_key_column(of_table regclass) RETURNS name
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	key name;
BEGIN
	SELECT a.attname INTO STRICT key
	FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
	WHERE i.indrelid = of_table AND i.indisprimary;
	RETURN key;
END
$$;
COMMENT ON FUNCTION attache_key_column(regclass) IS 'part of attache_keep_past: the column that is the primary key of a table';

CREATE FUNCTION attache_own_columns(name name) RETURNS name[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY[name::pg_catalog.text OPERATOR(pg_catalog.||) '_past_id', 'edit_id', 'step', 'event', 'others']::pg_catalog.name[];
COMMENT ON FUNCTION attache_own_columns(name) IS 'part of attache_keep_past: the columns that what keeps the past of a table has for itself, its key first; a column of the table that is called so is kept among the others';

-- The triggers and columns of one table.

CREATE FUNCTION attache_keep_table(registry name, name name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $$
DECLARE
	kept CONSTANT regclass := format('%I.%I', registry, name)::regclass;
	past regclass := to_regclass(format('%I.%I', registry, name || '_past'));
	own_columns CONSTANT name[] := @extschema@.attache_own_columns(name);
	own_key CONSTANT name := own_columns[1];
	item record;
BEGIN
	IF past IS NULL THEN
		EXECUTE format('CREATE TABLE %I.%I ('
					   ' %I bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,'
					   ' edit_id bigint NOT NULL,'
					   ' step bigint NOT NULL,'
					   ' event text NOT NULL CHECK (event IN (''insert'', ''update'', ''delete'')),'
					   ' others jsonb)', registry, name || '_past', own_key);
		past := format('%I.%I', registry, name || '_past')::regclass;
		EXECUTE format('CREATE INDEX %I ON %s (edit_id)', name || '_past_edit', past);
		EXECUTE format('COMMENT ON TABLE %s IS %L', past, 'what the table ' || name || ' has held: each row that was inserted, its key alone, and each that was replaced or deleted');
		EXECUTE format('COMMENT ON COLUMN %s.%I IS ''key''', past, own_key);
		EXECUTE format('COMMENT ON COLUMN %s.edit_id IS ''the edit that did it; it has no row in the table edit until it is committed''', past);
		EXECUTE format('COMMENT ON COLUMN %s.step IS ''the order of what an edit did: the number of the command in its transaction''', past);
		EXECUTE format('COMMENT ON COLUMN %s.event IS ''insert, update, delete''', past);
		EXECUTE format('COMMENT ON COLUMN %s.others IS ''columns that have been added to the table, until attache_keep_past adds them here; NULL for none''', past);
		EXECUTE format('CREATE TRIGGER past_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.attache_past(''guard'')', past);
		EXECUTE format('COMMENT ON TRIGGER past_guard ON %s IS ''the owner alone can write it''', past);
	END IF;
	FOR item IN
		-- Of a domain its base type, and no length: what the table may hold, its past can.
		SELECT a.attname, format_type(base.type, NULL) AS type, col_description(kept, a.attnum) AS words, p.attname IS NOT NULL AS is_there
		FROM pg_attribute a
		CROSS JOIN LATERAL @extschema@.attache_base_type(a.atttypid) base (type)
		LEFT JOIN pg_attribute p ON p.attrelid = past AND p.attname = a.attname AND NOT p.attisdropped
		WHERE a.attrelid = kept AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (own_columns)
		  AND p.atttypid IS DISTINCT FROM base.type
		ORDER BY a.attnum
	LOOP
		-- A column that has another type now gets it in the past as well.
		IF item.is_there THEN
			EXECUTE format('ALTER TABLE %1$s ALTER COLUMN %2$I TYPE %3$s USING %2$I::text::%3$s', past, item.attname, item.type);
		ELSE
			EXECUTE format('ALTER TABLE %s ADD COLUMN %I %s', past, item.attname, item.type);
		END IF;
		EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', past, item.attname, item.words);
		-- As what it is of: a domain, or a length, may have been another when it was kept.
		EXECUTE format('UPDATE %1$s SET %2$I = (SELECT r.%2$I FROM jsonb_to_record(others) r (%2$I %3$s)), others = nullif(others - %2$L, ''{}'') WHERE others ? %2$L',
					   past, item.attname, item.type);
	END LOOP;
	IF NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = kept AND t.tgname = 'past_truncated') THEN
		EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %s (%I, %I)', name || '_past_key', past, @extschema@.attache_key_column(kept), own_key);
		EXECUTE format('CREATE TRIGGER past_begins BEFORE INSERT OR UPDATE OR DELETE ON %s FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.attache_past(''begin'')', kept);
		EXECUTE format('COMMENT ON TRIGGER past_begins ON %s IS ''keeps when a statement began, as triggers may run others within it''', kept);
		EXECUTE format('CREATE TRIGGER past_inserted AFTER INSERT ON %s REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.attache_past()', kept);
		EXECUTE format('CREATE TRIGGER past_updated AFTER UPDATE ON %s REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.attache_past()', kept);
		EXECUTE format('CREATE TRIGGER past_deleted AFTER DELETE ON %s REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.attache_past()', kept);
		EXECUTE format('CREATE TRIGGER past_truncated BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION @extschema@.attache_past()', kept);
		FOR item IN SELECT unnest('{inserted,updated,deleted,truncated}'::text[]) AS event LOOP
			EXECUTE format('COMMENT ON TRIGGER %I ON %s IS %L', 'past_' || item.event, kept, 'keeps in ' || name || '_past what was ' || item.event);
		END LOOP;
	END IF;
END
$$;
COMMENT ON FUNCTION attache_keep_table(name, name) IS 'part of attache_keep_past: makes what keeps the past of one table of a registry, or adds what it lacks';

CREATE FUNCTION attache_unchanged(of_table regclass, key anyelement, is_replaced boolean) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED;
COMMENT ON FUNCTION attache_unchanged(regclass, anyelement, boolean) IS 'part of the views of what was known: NULL for the key of a row that has changed since the moment that attache.known_at names, and true for others and for what attache_replaced gives';

CREATE FUNCTION attache_replaced_support(request internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_replaced_support(internal) IS 'part of attache_replaced: tells the planner how many rows it gives';

CREATE FUNCTION attache_replaced(of_table regclass, past_row anyelement) RETURNS SETOF anyelement
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED SUPPORT attache_replaced_support;
COMMENT ON FUNCTION attache_replaced(regclass, anyelement) IS 'part of the views of what was known: the rows that the table had at the moment that attache.known_at names and that have changed since, as they are kept; past_row gives the type of the table that keeps them and is NULL';

-- A view in the place of a table: the rows whose keys no later edit has touched, and of
-- the other keys what the first later edit replaced.

CREATE FUNCTION attache_show_table(registry name, known name, name name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $$
DECLARE
	kept CONSTANT regclass := format('%I.%I', registry, name)::regclass;
	past CONSTANT regclass := format('%I.%I', registry, name || '_past')::regclass;
	own_columns CONSTANT name[] := @extschema@.attache_own_columns(name);
	columns text[];
	item record;
BEGIN
	SELECT array_agg(quote_ident(a.attname) ORDER BY a.attnum) INTO columns
	FROM pg_attribute a
	WHERE a.attrelid = kept AND a.attnum > 0 AND NOT a.attisdropped
	  AND EXISTS (SELECT FROM pg_attribute p WHERE p.attrelid = past AND p.attname = a.attname AND NOT p.attisdropped
				  AND p.atttypid = @extschema@.attache_base_type(a.atttypid) AND a.attname <> ALL (own_columns));
	-- The condition stands outside of the union, whose sides can then be scanned with nothing above them.
	EXECUTE format('CREATE OR REPLACE VIEW %1$I.%2$I WITH (security_invoker = true) AS SELECT k.%3$s FROM ('
				   ' SELECT c.%4$s, false AS is_replaced FROM %5$s c'
				   ' UNION ALL'
				   ' SELECT p.%6$s, true FROM @extschema@.attache_replaced(%5$L::regclass, NULL::%7$s) p) k'
				   ' WHERE @extschema@.attache_unchanged(%5$L::regclass, k.%8$I, k.is_replaced) IS NOT NULL',
				   known, name, array_to_string(columns, ', k.'), array_to_string(columns, ', c.'), kept, array_to_string(columns, ', p.'), past,
				   @extschema@.attache_key_column(kept));
	EXECUTE format('COMMENT ON VIEW %I.%I IS %L', known, name, format('the table %s as it was known', name));
	FOR item IN SELECT a.attname, col_description(kept, a.attnum) AS words FROM pg_attribute a WHERE a.attrelid = kept AND quote_ident(a.attname) = ANY (columns) LOOP
		EXECUTE format('COMMENT ON COLUMN %I.%I.%I IS %L', known, name, item.attname, item.words);
	END LOOP;
END
$$;
COMMENT ON FUNCTION attache_show_table(name, name, name) IS 'part of attache_show_known: makes the view that stands in the place of one table';

-- The words of a row are the same in every session.

CREATE FUNCTION attache_row(row_of anyelement) RETURNS jsonb
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	SET datestyle = 'ISO'
	SET intervalstyle = 'postgres'
	SET timezone = 'UTC'
	SET extra_float_digits = 1
	SET bytea_output = 'hex'
AS $$
BEGIN
	RETURN to_jsonb(row_of);
END
$$;
COMMENT ON FUNCTION attache_row(anyelement) IS 'part of the view change: a row of a table as JSON, which is the same in every session';

-- The same by its key: a call with a row could match a function that somebody made for rows
-- of its table.

CREATE FUNCTION attache_row_of(of_table regclass, key_column name, key text) RETURNS jsonb
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
	SET datestyle = 'ISO'
	SET intervalstyle = 'postgres'
	SET timezone = 'UTC'
	SET extra_float_digits = 1
	SET bytea_output = 'hex'
AS $$
DECLARE
	result jsonb;
BEGIN
	EXECUTE format('SELECT to_jsonb(t.*) FROM %s t WHERE t.%I::text = $1', of_table, key_column) INTO result USING key;
	RETURN result;
END
$$;
COMMENT ON FUNCTION attache_row_of(regclass, name, text) IS 'part of undo: the row of a table with a key, as attache_row shows it; NULL if there is none';

-- One view of what all tables keep. What an event left is what the next one replaced, or
-- what is there now.

CREATE FUNCTION attache_show_changes(registry name, tables name[]) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $$
DECLARE
	branches text;
BEGIN
	SELECT string_agg(format(
		'SELECT past_row.edit_id, %1$L::text AS table_name, %2$s AS place, past_row.step, past_row.%7$I AS past_id, past_row.%3$I::text AS key, past_row.event,'
		' CASE WHEN past_row.event <> ''insert'' THEN (@extschema@.attache_row(past_row.*) - %9$L::text[]) || coalesce(past_row.others, ''{}'') END AS old,'
		' CASE WHEN past_row.event = ''delete'' THEN NULL WHEN next_row.edit_id IS NULL THEN @extschema@.attache_row(kept_row.*)'
		' WHEN next_row.event <> ''insert'' THEN (next_row.row - %9$L::text[]) || coalesce(next_row.others, ''{}'') END AS new,'
		' next_row.edit_id AS next_edit_id'
		' FROM %4$s past_row LEFT JOIN %8$s past_edit ON past_edit.edit_id = past_row.edit_id'
		' LEFT JOIN LATERAL (SELECT @extschema@.attache_row(later.*) AS row, later.edit_id, later.event, later.others'
		'  FROM %4$s later LEFT JOIN %8$s later_edit ON later_edit.edit_id = later.edit_id'
		-- Edits that were prepared may have one moment: the first to keep a row of the key came first.
		'  WHERE later.%3$I OPERATOR(%6$s.=) past_row.%3$I AND CASE WHEN later.edit_id = past_row.edit_id'
		'   THEN (later.step, (later.event = ''insert'')::integer, later.%7$I) > (past_row.step, (past_row.event = ''insert'')::integer, past_row.%7$I)'
		'   ELSE (coalesce(later_edit.known_from, ''infinity''), later.%7$I) > (coalesce(past_edit.known_from, ''infinity''), past_row.%7$I) END'
		'  ORDER BY coalesce(later_edit.known_from, ''infinity''), later.edit_id <> past_row.edit_id, min(later.%7$I) OVER (PARTITION BY later.edit_id),'
		'   later.step, (later.event = ''insert'')::integer, later.%7$I LIMIT 1) next_row ON true'
		' LEFT JOIN %5$s kept_row ON next_row.edit_id IS NULL AND kept_row.%3$I OPERATOR(%6$s.=) past_row.%3$I'
		' WHERE @extschema@.attache_reads_past(%5$L::regclass)',
		x.name, x.place, a.attname, format('%I.%I', registry, x.name || '_past'), format('%I.%I', registry, x.name),
		CASE WHEN a.atttypid IN ('bigint'::regtype, 'text'::regtype) THEN 'pg_catalog' ELSE '@extschema@' END,
		(@extschema@.attache_own_columns(x.name))[1], format('%I.edit', registry), @extschema@.attache_own_columns(x.name)::text[]), ' UNION ALL ' ORDER BY x.place)
	INTO STRICT branches
	FROM unnest(tables) WITH ORDINALITY AS x (name, place)
	JOIN pg_attribute a ON a.attrelid = format('%I.%I', registry, x.name)::regclass AND a.attname = @extschema@.attache_key_column(a.attrelid::regclass);
	EXECUTE format('CREATE OR REPLACE VIEW %I.change WITH (security_invoker = true) AS %s', registry, branches);
	EXECUTE format('COMMENT ON VIEW %I.change IS ''each row of a table that an edit inserted, updated or deleted, with what it was and what it became''', registry);
	EXECUTE format('COMMENT ON COLUMN %1$I.change.edit_id IS ''the edit'';'
				   'COMMENT ON COLUMN %1$I.change.table_name IS ''the table'';'
				   'COMMENT ON COLUMN %1$I.change.place IS ''its place in the order in which tables refer to each other'';'
				   'COMMENT ON COLUMN %1$I.change.step IS ''the order of what the edit did'';'
				   'COMMENT ON COLUMN %1$I.change.past_id IS ''the key in what the table kept'';'
				   'COMMENT ON COLUMN %1$I.change.key IS ''the key of the row'';'
				   'COMMENT ON COLUMN %1$I.change.event IS ''insert, update, delete'';'
				   'COMMENT ON COLUMN %1$I.change.old IS ''the row before; NULL for one that was inserted'';'
				   'COMMENT ON COLUMN %1$I.change.new IS ''the row after; NULL for one that was deleted'';'
				   'COMMENT ON COLUMN %1$I.change.next_edit_id IS ''the edit that changed the row next; NULL if none has''', registry);
END
$$;
COMMENT ON FUNCTION attache_show_changes(name, name[]) IS 'part of attache_keep_past: makes the view of all that the tables of a registry keep';

-- The opposite of an edit, as the SQL that does it.

CREATE FUNCTION attache_undo(registry name, edit_id bigint) RETURNS bigint
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	rows bigint := 0;
	touched bigint;
	undone jsonb;
	item record;
	now jsonb;
	key name;
	columns text;
	settings text;
BEGIN
	-- Of several changes of a row the first says what it was, the last what it became.
	EXECUTE format(
		'SELECT jsonb_agg(u) FROM ('
		' SELECT c.table_name, c.place, c.key, (array_agg(c.old ORDER BY c.step, c.event = ''insert'', c.past_id))[1] AS old,'
		'  (array_agg(c.new ORDER BY c.step DESC, c.event <> ''insert'', c.past_id DESC))[1] AS new'
		' FROM %I.change c WHERE c.edit_id = $1 GROUP BY c.table_name, c.place, c.key) u', registry) INTO undone USING edit_id;
	IF undone IS NULL THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('edit %s changed nothing', edit_id),
			HINT = 'The function changes() lists edits.';
	END IF;
	-- The rules look at what is left at the end.
	PERFORM @extschema@.attache_set_constraints(registry, false, 'DEFERRED');
	-- What refers to something goes before it, and comes back after it.
	FOR item IN
		SELECT u.*, format('%I.%I', registry, u.table_name) AS name
		FROM jsonb_to_recordset(undone) AS u (table_name name, place bigint, key text, old jsonb, new jsonb)
		WHERE u.old IS DISTINCT FROM u.new
		ORDER BY CASE WHEN u.old IS NULL THEN -u.place WHEN u.new IS NULL THEN 1000 + u.place ELSE 0 END, length(u.key), u.key
	LOOP
		key := @extschema@.attache_key_column(item.name::regclass);
		now := @extschema@.attache_row_of(item.name::regclass, key, item.key);
		-- What was added to the table since is no change.
		IF (SELECT jsonb_object_agg(n.key, n.value) FROM jsonb_each(now) n WHERE item.new ? n.key) IS DISTINCT FROM item.new THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = format('edit %s cannot be undone: some of its rows have changed since', edit_id),
				DETAIL = format('Row %s of %s is not as the edit left it.', item.key, item.table_name),
				HINT = 'Undo the later edits first, or change the rows by hand.';
		END IF;
		SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE NOT (a.attnotnull AND item.old ->> a.attname IS NULL)),
			   string_agg(format('%1$I = r.%1$I', a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE item.old -> a.attname IS DISTINCT FROM item.new -> a.attname AND NOT (a.attnotnull AND item.old ->> a.attname IS NULL))
		INTO columns, settings
		FROM pg_attribute a
		WHERE a.attrelid = item.name::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND item.old ? a.attname;
		IF item.old IS NULL THEN
			EXECUTE format('DELETE FROM %s t WHERE t.%I::text = $1', item.name, key) USING item.key;
		ELSIF item.new IS NULL THEN
			EXECUTE format('INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $1)', item.name, columns) USING item.old;
		ELSE
			EXECUTE format('UPDATE %1$s t SET %2$s FROM jsonb_populate_record(NULL::%1$s, $1) r WHERE t.%3$I::text = $2', item.name, settings, key) USING item.old, item.key;
		END IF;
		GET DIAGNOSTICS touched = ROW_COUNT;
		rows := rows + touched;
	END LOOP;
	PERFORM @extschema@.attache_check_at_once(registry);
	RETURN rows;
END
$$;
COMMENT ON FUNCTION attache_undo(name, bigint) IS 'part of undo(): makes the changes that are the opposite of an edit''s';

CREATE FUNCTION attache_known_schemas(registry name) RETURNS SETOF name
	LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT DISTINCT n.nspname
	FROM pg_catalog.pg_class past
	JOIN pg_catalog.pg_namespace home ON home.oid OPERATOR(pg_catalog.=) past.relnamespace
	JOIN pg_catalog.pg_depend d ON d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid OPERATOR(pg_catalog.=) past.oid
	JOIN pg_catalog.pg_rewrite r ON d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid OPERATOR(pg_catalog.=) d.objid
	JOIN pg_catalog.pg_class shown ON shown.oid OPERATOR(pg_catalog.=) r.ev_class AND shown.relname OPERATOR(pg_catalog.=) 'posting'::pg_catalog.name
		AND shown.relowner OPERATOR(pg_catalog.=) past.relowner
	JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) shown.relnamespace
	WHERE home.nspname OPERATOR(pg_catalog.=) attache_known_schemas.registry AND past.relname OPERATOR(pg_catalog.=) 'posting_past'::pg_catalog.name
	  AND n.oid OPERATOR(pg_catalog.<>) home.oid;
END;
COMMENT ON FUNCTION attache_known_schemas(name) IS 'the schemas in which a registry answers as known at a moment; attache_upgrade_registry brings them up to date';

CREATE FUNCTION attache_answers_on(known name, day date, moment text)
	RETURNS TABLE (subject text, name text, program text, goal_id bigint, answer text, postings bigint[])
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	before CONSTANT text := coalesce(current_setting('attache.known_at', true), '');
BEGIN
	PERFORM set_config('attache.known_at', coalesce(moment, ''), true);
	RETURN QUERY EXECUTE format('SELECT * FROM %I.answers_on($1)', known) USING day;
	PERFORM set_config('attache.known_at', before, true);
END
$$;
COMMENT ON FUNCTION attache_answers_on(name, date, text) IS 'part of compare(): what a schema of what was known answers as known at a moment';

CREATE FUNCTION attache_forget(registry name, before timestamptz, person bigint) RETURNS bigint
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	rows bigint;
	settings text;
BEGIN
	SELECT string_agg(format('%I = %s', a.attname, CASE WHEN a.attname = 'name' THEN '''forgotten''' ELSE 'NULL' END), ', ') INTO settings
	FROM pg_attribute a
	WHERE a.attrelid = format('%I.representative_past', registry)::regclass AND a.attnum > 0 AND NOT a.attisdropped
	  AND a.attname <> ALL (array_remove(@extschema@.attache_own_columns('representative'::name), 'others') || 'representative_id'::name);
	EXECUTE format('UPDATE %1$I.representative_past p SET %2$s FROM %1$I.edit e'
				   ' WHERE e.edit_id = p.edit_id AND e.known_from < $1 AND p.event <> ''insert'' AND ($2 IS NULL OR p.representative_id = $2)', registry, settings)
		USING before, person;
	GET DIAGNOSTICS rows = ROW_COUNT;
	RETURN rows;
END
$$;
COMMENT ON FUNCTION attache_forget(name, timestamptz, bigint) IS 'part of forget(): takes what was said of people out of what was kept';
