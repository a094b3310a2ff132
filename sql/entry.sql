
-- Lines of files into a registry -------------------------------------------------------
--
-- What a line says is read by what the catalogs say of the table that it is for:
-- a key by what has it, a code by the table that it refers to, a word by the CHECK
-- constraint of its column, anything else by its type. The rules are those of the tables
-- themselves: lines go in by INSERT, in pieces, and in tenths of a piece where one fails.
--
-- All of this runs with the rights of the caller.

CREATE FUNCTION attache_entry_text(cell text) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_entry_text(text) IS 'what a cell of a file says, without blanks, no-break spaces and byte-order marks around it; NULL if that is nothing';
CREATE FUNCTION attache_entry_day(cell text) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_entry_day(text) IS 'the day that is written as 2006-07-01; NULL for anything else, whatever DateStyle is';
CREATE FUNCTION attache_name_distance(name text, other text, most integer) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_name_distance(text, text, integer) IS 'how many characters to insert, remove or replace to make one name the other, as far as the first 64 characters go; NULL if that is more than "most"';

CREATE FUNCTION attache_spellings(name text) RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ARRAY[name, pg_catalog.upper(name COLLATE pg_catalog."C") COLLATE pg_catalog."default"];
COMMENT ON FUNCTION attache_spellings(text) IS 'part of attache_accept_entries: as what a name is looked up: as it is, and as numbers and codes are kept';

CREATE TYPE attache_entry_fault AS (
	kind text,
	line integer,
	severity text,
	rule_id text,
	sqlstate text,
	column_name text,
	message text,
	detail text,
	hint text,
	collides_with integer[],
	entry_id bigint
);
COMMENT ON TYPE attache_entry_fault IS 'what is wrong with a line of a file';
COMMENT ON COLUMN attache_entry_fault.kind IS 'the table that the line is for; its line is in the table of that name with _entry';
COMMENT ON COLUMN attache_entry_fault.line IS 'the number of the line';
COMMENT ON COLUMN attache_entry_fault.severity IS 'error, or warning: a rule that the registry has as a warning';
COMMENT ON COLUMN attache_entry_fault.rule_id IS 'the rule; NULL for what is no rule''s';
COMMENT ON COLUMN attache_entry_fault.sqlstate IS 'the SQLSTATE of the error; NULL for a warning';
COMMENT ON COLUMN attache_entry_fault.column_name IS 'the column of the file; NULL if it is the line as a whole';
COMMENT ON COLUMN attache_entry_fault.message IS 'what is wrong';
COMMENT ON COLUMN attache_entry_fault.detail IS 'with what it collides; NULL if there is nothing to say';
COMMENT ON COLUMN attache_entry_fault.hint IS 'what to do; NULL if nobody knows';
COMMENT ON COLUMN attache_entry_fault.collides_with IS 'other lines of the batch and kind that are about the same person or posting on the same days, or that say the same; NULL for none';
COMMENT ON COLUMN attache_entry_fault.entry_id IS 'the key of the line';

CREATE FUNCTION attache_entry_kinds() RETURNS text[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN '{mission,mission_change,representative,site,posting,posting_status_change,posting_seats_change,posting_program,posting_area,posting_site,assignment_end,assignment,absence,matter,measurement}'::text[];
COMMENT ON FUNCTION attache_entry_kinds() IS 'the kinds of lines, in the order in which they go in';

-- The tables that a line of a kind fills.
CREATE FUNCTION attache_entry_targets(kind text) RETURNS text[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN CASE kind WHEN 'assignment_end' THEN '{assignment}'::text[]
		WHEN 'posting' THEN '{posting,posting_status_change,posting_program}'::text[]
		ELSE ARRAY[kind] END;
COMMENT ON FUNCTION attache_entry_targets(text) IS 'part of attache_accept_entries: the tables that a line of a kind fills';

-- How a cell is read: as an expression over the lines, whose alias is e; what is so when
-- it cannot be read, and what is said then. In the templates 1 is what the cell says,
-- 2 the registry, 3 and 4 the table that it names something of, and the key of that.
CREATE FUNCTION attache_entry_reader(
	registry name, cell text, source text, type oid, typmod integer, refers_to text, key text, words text[],
	OUT expression text, OUT is_wrong text, OUT sqlstate text, OUT message text, OUT hint text
)
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $reader$
BEGIN
	IF type = 'date'::regtype THEN
		expression := '@extschema@.attache_entry_day(%1$s)';
		is_wrong := '@extschema@.attache_entry_day(%1$s) IS NULL';
		sqlstate := '22007';
		message := $$format('there is no day "%%s"', %1$s)$$;
		hint := $$'Write days as 2027-07-01: the year, the month and the day.'$$;
	ELSIF refers_to IS NOT NULL AND type = 'bigint'::regtype THEN
		expression := 'e.%6$I'; -- attache_read_lines() has looked it up
		is_wrong := 'e.%6$I IS NULL';
		sqlstate := '22023';
		message := $$format(CASE WHEN EXISTS (SELECT FROM %2$I.called c WHERE c.subject = %3$L AND c.name = ANY (@extschema@.attache_spellings(%1$s)))
			THEN '"%%s" is the name of more than one %3$s' ELSE 'there is no %3$s "%%s"' END, %1$s)$$;
		-- It may stand on a line of the same batch that cannot go in.
		hint := $$coalesce((SELECT format('Line %%s of "%3$s_entry" has it, and is not in.', min(x.line)) FROM %2$I."%3$s_entry" x
			WHERE x.batch = e.batch AND x.state <> 'accepted' AND upper(%1$s) IN ($$
			|| CASE refers_to WHEN 'posting' THEN 'upper(@extschema@.attache_entry_text(x.number))'
							  WHEN 'representative' THEN 'upper(@extschema@.attache_entry_text(x.number)), upper(@extschema@.attache_entry_text(x.name))'
							  ELSE 'upper(@extschema@.attache_entry_text(x.code)), upper(@extschema@.attache_entry_text(x.name))' END
			|| $$) HAVING count(*) > 0), %2$I.near(%3$L, %1$s))$$;
	ELSIF refers_to IS NOT NULL THEN
		expression := '(SELECT x.%4$I FROM %2$I.%3$I x WHERE upper(x.%4$I::text) = upper(%1$s) ORDER BY x.%4$I::text = %1$s DESC LIMIT 1)';
		is_wrong := 'NOT EXISTS ' || expression;
		sqlstate := '22023';
		message := $$format('there is no %3$s "%%s"', %1$s)$$;
		hint := '%2$I.near(%3$L, %1$s)';
	ELSIF type = '@extschema@.country_code'::regtype THEN
		is_wrong := '(NOT @extschema@.country_name_is_known(%1$s) AND NOT EXISTS (SELECT FROM @extschema@.countries() c WHERE upper(%1$s) IN (c.country::text, c.alpha3)))';
		expression := 'CASE WHEN @extschema@.country_name_is_known(%1$s) THEN @extschema@.country_from_name(%1$s) ELSE (%1$s)::@extschema@.country_code END';
		sqlstate := '22023';
		message := $$format('there is no country "%%s"', %1$s)$$;
		hint := $$%2$I.near('country', %1$s)$$;
	ELSIF type = '@extschema@.posting_status'::regtype THEN
		expression := '(%1$s)::@extschema@.posting_status';
		is_wrong := 'NOT EXISTS (SELECT FROM @extschema@.posting_statuses() p WHERE p.status::text = lower(%1$s))';
		sqlstate := '22P02';
		message := $$format('there is no status "%%s"', %1$s)$$;
		hint := $$(SELECT format('Statuses are %%s.', string_agg(p.status::text, ', ')) FROM @extschema@.posting_statuses() p)$$;
	ELSIF words IS NOT NULL THEN
		expression := 'lower(%1$s)';
		is_wrong := format('lower(%%1$s) <> ALL (%L::text[])', words);
		sqlstate := '23514';
		message := $$format('"%%s" cannot be "%%s"', %5$L, %1$s)$$;
		hint := replace(quote_literal(format('It is one of %s.', array_to_string(words, ', '))), '%', '%%');
	ELSIF type = 'integer'::regtype THEN
		expression := '(%1$s)::integer';
		is_wrong := $$%1$s !~ '^[0-9]{1,9}$'$$;
		sqlstate := '22P02';
		message := $$format('"%%s" is no whole number', %1$s)$$;
		hint := $$'Write it in digits: 2.'$$;
	ELSIF type = 'boolean'::regtype THEN
		expression := '(%1$s)::boolean';
		is_wrong := $$lower(%1$s) NOT IN ('yes', 'no', 'true', 'false', 'y', 'n', 't', 'f')$$;
		sqlstate := '22P02';
		message := $$format('"%%s" is neither yes nor no', %1$s)$$;
		hint := $$'Write yes or no.'$$;
	ELSE
		-- Its input says what is wrong; text that is too long for its column does not pass.
		expression := CASE WHEN (SELECT t.typcategory = 'S' AND t.typnamespace = 'pg_catalog'::regnamespace FROM pg_type t WHERE t.oid = type) THEN '%1$s'
						   ELSE format('(%%1$s)::%s', replace(format_type(type, typmod), '%', '%%')) END;
	END IF;
	expression := format(expression, cell, registry, refers_to, key, source, source || ' key');
	is_wrong := format(is_wrong, cell, registry, refers_to, key, source, source || ' key');
	message := format(message, cell, registry, refers_to, key, source);
	hint := format(hint, cell, registry, refers_to, key, source);
END
$reader$;
COMMENT ON FUNCTION attache_entry_reader(name, text, text, oid, integer, text, text, text[]) IS 'part of attache_accept_entries: how a cell of a file is read: as SQL';

-- How the columns of the lines of a kind are read for a table that they fill.
CREATE FUNCTION attache_entry_columns(registry name, kind text, target text) RETURNS TABLE (
	source text, -- the column of the lines
	target_column text,
	is_period boolean,
	is_required boolean,
	subject text, -- what is looked up by its name
	cell text,
	expression text,
	is_wrong text,
	sqlstate text,
	message text,
	hint text
)
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $columns$
DECLARE
	entries CONSTANT oid := to_regclass(format('%I.%I', registry, kind || '_entry'));
	filled CONSTANT oid := to_regclass(format('%I.%I', registry, target));
BEGIN
	RETURN QUERY
	WITH own AS (
		SELECT a.attname::text AS name FROM pg_attribute a
		WHERE a.attrelid = entries AND a.attnum > 0 AND NOT a.attisdropped
		  AND a.attname NOT IN (kind || '_entry_id', 'batch', 'line', 'state', 'fault', 'id', 'is_empty', 'same_as')
	), reference AS (
		-- To tables of the registry, by a name or a code.
		SELECT k.conkey[1] AS attnum, c.relname::text AS name, a.attname::text AS key
		FROM pg_constraint k
		JOIN pg_class c ON c.oid = k.confrelid
		JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = k.confkey[1]
		WHERE k.conrelid = filled AND k.contype = 'f' AND cardinality(k.conkey) = 1
		  AND c.relnamespace = (SELECT n.oid FROM pg_namespace n WHERE n.nspname = registry)
		  AND (a.atttypid <> 'bigint'::regtype OR c.relname IN ('mission', 'posting', 'representative', 'site'))
	), word AS (
		-- What a CHECK constraint on one column allows, if that is words in lower case.
		SELECT DISTINCT ON (c.attnum) c.attnum, c.words
		FROM (SELECT k.conkey[1] AS attnum, k.oid, array_agg(w[1]) AS words, bool_and(w[1] ~ '^[a-z]+$') AS are_plain
			  FROM pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''((?:[^'']|'''')*)''::text', 'g') w
			  WHERE k.conrelid = filled AND k.contype = 'c' AND cardinality(k.conkey) = 1 AND pg_get_constraintdef(k.oid) ~ '= ANY \(\(?ARRAY\['
			  GROUP BY k.oid, k.conkey) c
		WHERE c.are_plain
		ORDER BY c.attnum, cardinality(c.words)
	), field AS (
		SELECT a.attnum, a.attname::text AS name, a.atttypid AS type, a.atttypmod AS typmod, a.attnotnull AND NOT a.atthasdef AS is_required,
			   CASE WHEN kind <> 'assignment_end' THEN pg_get_expr(d.adbin, d.adrelid) END AS fallback, r.name AS refers_to, r.key, w.words, o.name AS source,
			   CASE WHEN o.name = 'programs' THEN '@extschema@.attache_entry_text(one.program)' ELSE format('e.%I', o.name) END AS cell
		FROM pg_attribute a
		JOIN own o ON CASE
			WHEN kind = 'posting' AND target <> kind AND a.attname = 'posting_id' THEN o.name = 'number'
			WHEN kind = 'posting' AND target <> kind AND a.attname = 'program' THEN o.name = 'programs'
			WHEN kind = 'posting' AND target <> kind AND a.attname = 'note' THEN false
			WHEN a.atttypid = 'daterange'::regtype AND a.attname IN ('during', 'tenure') THEN o.name IN ('first_day', 'last_day')
			WHEN a.attname IN ('mission_id', 'posting_id', 'representative_id', 'site_id') THEN o.name || '_id' = a.attname
			ELSE o.name = a.attname END
		LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		LEFT JOIN (SELECT DISTINCT ON (f.attnum) f.* FROM reference f ORDER BY f.attnum, f.name) r ON r.attnum = a.attnum
		LEFT JOIN word w ON w.attnum = a.attnum
		WHERE a.attrelid = filled AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND a.attgenerated = ''
	)
	SELECT f.source, f.name, f.name IN ('during', 'tenure'), f.is_required AND f.name NOT IN ('during', 'tenure'),
		   CASE WHEN f.type = 'bigint'::regtype AND NOT (f.name = 'posting_id' AND f.source = 'number') THEN f.refers_to END, f.cell,
		   -- A posting's own line names it by its number, or else by its mission.
		   CASE WHEN f.name = 'posting_id' AND f.source = 'number' THEN format(
					$$(SELECT p.posting_id FROM %I.posting p WHERE CASE WHEN e.number IS NULL THEN p.mission_id = e."mission key" ELSE p.number = upper(e.number COLLATE "C") COLLATE "default" END)$$, registry)
				WHEN f.fallback IS NULL OR f.name IN ('during', 'tenure') THEN r.expression ELSE format('coalesce(%s, %s)', r.expression, f.fallback) END,
		   r.is_wrong, r.sqlstate, r.message, r.hint
	FROM field f
	CROSS JOIN LATERAL @extschema@.attache_entry_reader(registry, f.cell, f.source, CASE WHEN f.type = 'daterange'::regtype AND f.source IN ('first_day', 'last_day') THEN 'date'::regtype ELSE f.type END, f.typmod, f.refers_to, f.key, f.words) r
	ORDER BY f.attnum, f.source;
END
$columns$;
COMMENT ON FUNCTION attache_entry_columns(name, text, text) IS 'part of attache_accept_entries: how the columns of the lines of a kind are read for a table that they fill: as SQL over the alias e';

-- What is wrong with the lines of a batch, as far as can be seen before they go in:
-- conditions over the alias e, with what is said then.
CREATE FUNCTION attache_entry_conditions(registry name, kind text) RETURNS TABLE (
	source text,
	sqlstate text,
	message text,
	hint text,
	is_wrong text
)
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $conditions$
DECLARE
	first_day CONSTANT text := '@extschema@.attache_entry_day(e.first_day)';
	last_day CONSTANT text := '@extschema@.attache_entry_day(e.last_day)';
BEGIN
	RETURN QUERY
	WITH field AS (
		SELECT t.place, c.* FROM unnest(@extschema@.attache_entry_targets(kind)) WITH ORDINALITY AS t (target, place)
		CROSS JOIN LATERAL @extschema@.attache_entry_columns(registry, kind, t.target) c
		-- A posting's own line is not there yet.
		WHERE t.place = 1 OR c.target_column <> 'posting_id'
	)
	SELECT DISTINCT f.source, f.sqlstate, f.message, f.hint, format('%s IS NOT NULL AND %s', f.cell, f.is_wrong) FROM field f WHERE f.is_wrong IS NOT NULL
	UNION ALL
	SELECT f.source, '23502', quote_literal(format('"%s" is blank', f.source)), $$'Every line needs it.'$$, f.cell || ' IS NULL'
	FROM field f WHERE f.place = 1 AND f.is_required AND NOT (kind = 'assignment_end' AND f.source = 'posting')
	UNION ALL
	SELECT DISTINCT f.source, '22008', format($$format('%%s is more than 25 years ahead', %s)$$, f.cell),
		   $$'Is the year right? A day that is meant goes into the table itself.'$$,
		   format($$@extschema@.attache_entry_day(%s) > (%I.today() + interval '25 years')::date$$, f.cell, registry)
	FROM field f WHERE f.sqlstate = '22007'
	UNION ALL
	SELECT f.source, '22000', format($$format('the last day, %%s, comes before the first, %%s', %s, %s)$$, last_day, first_day),
		   $$'Are the two the wrong way round?'$$, format('%s < %s', last_day, first_day)
	FROM field f WHERE f.is_period AND f.source = 'last_day' AND kind <> 'assignment_end'
	UNION ALL
	SELECT 'last_day', '23502', $$'"last_day" is blank'$$, $$'Every line needs it.'$$, 'e.last_day IS NULL'
	WHERE kind = 'assignment_end'
	UNION ALL
	SELECT NULL, '22023',
		   $$CASE WHEN e.assignments > 1 THEN 'the person holds more than one posting on that day' ELSE 'the person holds no such posting on that day, nor before it' END$$,
		   $$CASE WHEN e.assignments > 1 THEN 'Name the posting as well.' ELSE 'The assignment has to be in the registry, or on a line of its own.' END$$,
		   format('e."representative key" IS NOT NULL AND %s IS NOT NULL AND (e.posting IS NULL OR e."posting key" IS NOT NULL) AND e.assignments <> 1', last_day)
	WHERE kind = 'assignment_end'
	UNION ALL
	SELECT NULL, '23505', $$format('line %s ends this assignment as well', e.ends_with)$$, $$'An assignment ends once.'$$, 'e.ends_with < e.line'
	WHERE kind = 'assignment_end'
	UNION ALL
	-- What is not under way on the day may be on a line that is not in yet.
	SELECT NULL, '22023', $$'the assignment that it may end is on a line that is not in'$$, $$'Its line in "assignment_entry" says why.'$$,
		   format($$NOT EXISTS (SELECT FROM %1$I.assignment a WHERE a.assignment_id = e."assignment key" AND a.tenure @> %2$s)
			AND EXISTS (SELECT FROM %1$I.assignment_entry x JOIN %1$I.called c ON c.subject = 'representative' AND c.id = e."representative key"
						AND c.name = ANY (@extschema@.attache_spellings(@extschema@.attache_entry_text(x.representative)))
						WHERE x.batch = e.batch AND x.state <> 'accepted' AND @extschema@.attache_entry_day(@extschema@.attache_entry_text(x.first_day)) <= %2$s
						  AND NOT EXISTS (SELECT FROM pg_temp.attache_taken t WHERE t.kind = 'assignment' AND t.id = x.assignment_entry_id))$$, registry, last_day)
	WHERE kind = 'assignment_end'
	UNION ALL
	SELECT 'ended_as', '23514', $$'what has ended has a last day'$$, $$'Give the last day, or leave "ended_as" blank.'$$, 'e.ended_as IS NOT NULL AND e.last_day IS NULL'
	WHERE kind = 'assignment'
	UNION ALL
	SELECT 'status', '23502', $$'the status has no first day'$$, $$'Give it as "effective_day".'$$,
		   'e.status IS NOT NULL AND e.effective_day IS NULL'
	WHERE kind = 'posting'
	UNION ALL
	SELECT 'effective_day', '23502', $$'the day is the first of no status'$$, $$'Give the status, or leave the day blank.'$$,
		   'e.status IS NULL AND e.effective_day IS NOT NULL'
	WHERE kind = 'posting'
	UNION ALL
	SELECT 'number', '22023', $$'a posting of a mission that has others needs a number'$$, $$'Its status and its programs are told apart by it.'$$,
		   format($$e.number IS NULL AND num_nonnulls(e.status, e.programs) > 0
		   	AND EXISTS (SELECT FROM %I.posting p WHERE p.mission_id = %s)$$, registry, f.expression)
	FROM field f WHERE kind = 'posting' AND f.source = 'mission';
END
$conditions$;
COMMENT ON FUNCTION attache_entry_conditions(name, text) IS 'part of attache_accept_entries: when a line of a kind is wrong before it goes in, and what is said then: as SQL over the alias e';

-- The lines of a batch with what their cells say, the keys that these name, and what
-- other line says the same, as pg_temp.attache_line: all that are not in yet, nor in
-- pg_temp.attache_taken, but for those that are left out.
CREATE FUNCTION attache_read_lines(registry name, kind text, batch text, left_out bigint[], also_accepted boolean, chosen bigint[]) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $read$
DECLARE
	key CONSTANT text := kind || '_entry_id';
	said text; -- what each cell says
	cells text;
	meant text; -- the same, with keys in the place of names
	keys text;
	joins text;
BEGIN
	SELECT string_agg(format('@extschema@.attache_entry_text(e.%1$I) AS %1$I', f.name), ', '),
		   string_agg(format('s.%I', f.name), ', '),
		   string_agg(CASE WHEN f.subject IS NULL THEN format('s.%I', f.name) ELSE format('coalesce(''key '' || k%s.id, ''text '' || s.%I)', f.attnum, f.name) END, ', '),
		   string_agg(format(', k%s.id AS %I', f.attnum, f.name || ' key'), '') FILTER (WHERE f.subject IS NOT NULL),
		   string_agg(format(
			$$ LEFT JOIN (SELECT n.cell, CASE WHEN min(c.id) = max(c.id) THEN min(c.id) END AS id
				FROM (SELECT DISTINCT s.%1$I AS cell, unnest(@extschema@.attache_spellings(s.%1$I)) AS name FROM pg_temp.attache_said s) n
				JOIN %2$I.called c ON c.subject = %3$L AND c.name = n.name
				GROUP BY n.cell) k%4$s ON k%4$s.cell = s.%1$I$$, f.name, registry, f.subject, f.attnum), '') FILTER (WHERE f.subject IS NOT NULL)
	INTO said, cells, meant, keys, joins
	FROM (SELECT a.attnum, a.attname::text AS name, c.subject
		  FROM pg_attribute a
		  LEFT JOIN @extschema@.attache_entry_columns(registry, kind, (@extschema@.attache_entry_targets(kind))[1]) c ON c.source = a.attname AND c.subject IS NOT NULL
		  WHERE a.attrelid = to_regclass(format('%I.%I', registry, kind || '_entry')) AND a.attnum > 0 AND NOT a.attisdropped
			AND a.attname NOT IN (key, 'batch', 'line', 'state', 'fault')
		  ORDER BY a.attnum) f;
	DROP TABLE IF EXISTS pg_temp.attache_line, pg_temp.attache_said;
	EXECUTE format(
		$$CREATE TEMPORARY TABLE attache_said AS
		SELECT e.%2$I AS id, e.batch, e.line, e.state, %3$s FROM %1$I.%4$I e WHERE e.batch = %5$L AND (e.%2$I = ANY (%6$L::bigint[])) IS NOT FALSE$$,
		registry, key, said, kind || '_entry', batch, chosen);
	ANALYZE pg_temp.attache_said; -- how keys are best looked up depends on how many there are
	EXECUTE format(
		$$CREATE TEMPORARY TABLE attache_line AS
		SELECT l.* FROM (
			SELECT l.*%8$s FROM (
				SELECT s.*, num_nonnulls(%1$s) = 0 AS is_empty, first_value(s.line) OVER (PARTITION BY ROW(%4$s)::text COLLATE "C" ORDER BY s.line) AS same_as%2$s
				FROM pg_temp.attache_said s%3$s) l%9$s) l
		WHERE %5$L OR l.state <> 'accepted' AND l.id <> ALL (%6$L::bigint[])
			AND NOT EXISTS (SELECT FROM pg_temp.attache_taken t WHERE t.kind = %7$L AND t.id = l.id)$$, cells, keys, joins, meant, also_accepted, left_out, kind,
		-- Which assignment a line ends, and the first line that does.
		CASE WHEN kind = 'assignment_end' THEN ', a.id AS "assignment key", a.assignments, CASE WHEN a.id IS NOT NULL THEN min(l.line) OVER (PARTITION BY a.id) END AS ends_with' END,
		CASE WHEN kind = 'assignment_end' THEN format($q$ CROSS JOIN LATERAL (
			SELECT CASE WHEN count(*) = 1 THEN min(o) END AS id, count(*) AS assignments
			FROM %I.assignments_of(l."representative key", l."posting key", @extschema@.attache_entry_day(l.last_day)) o) a$q$, registry) END);
	CREATE INDEX ON pg_temp.attache_line (id);
	ANALYZE pg_temp.attache_line;
	DROP TABLE pg_temp.attache_said;
END
$read$;
COMMENT ON FUNCTION attache_read_lines(name, text, text, bigint[], boolean, bigint[]) IS 'part of attache_accept_entries: makes pg_temp.attache_line of the lines of a batch: with what their cells say, and the keys that these name';

-- What is wrong with them.
CREATE FUNCTION attache_entry_faults(registry name, kind text) RETURNS @extschema@.attache_entry_fault[]
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $faults$
DECLARE
	branches text;
	faults @extschema@.attache_entry_fault[];
BEGIN
	SELECT string_agg(format(
		$$ UNION ALL SELECT e.id, %L::text, %L::text, %s, CASE WHEN row_number() OVER (ORDER BY e.line) <= 20 THEN %s END, NULL::integer
		FROM pg_temp.attache_line e%s WHERE e.same_as IS NOT DISTINCT FROM e.line AND NOT e.is_empty AND %s$$,
		c.source, c.sqlstate, c.message, c.hint,
		CASE WHEN c.source = 'programs' THEN $$, string_to_table(translate(e.programs, ';', ','), ',') AS one (program)$$ END,
		c.is_wrong), '') INTO branches
	FROM @extschema@.attache_entry_conditions(registry, kind) c;
	EXECUTE format(
		$$WITH fault (id, source, sqlstate, message, hint, same_as) AS (
			SELECT e.id, NULL, '22023', 'the line is empty', 'Delete it.', NULL FROM pg_temp.attache_line e WHERE e.is_empty
			UNION ALL
			SELECT e.id, NULL, '23505', format('the line says the same as line %%s', e.same_as), 'Delete one of them.', e.same_as
			FROM pg_temp.attache_line e WHERE e.same_as <> e.line AND NOT e.is_empty%s)
		SELECT array_agg(ROW(%L, e.line, 'error', NULL, f.sqlstate, f.source, f.message, NULL, f.hint,
			CASE WHEN f.same_as IS NOT NULL THEN ARRAY[f.same_as] END, f.id)::@extschema@.attache_entry_fault ORDER BY e.line, f.source COLLATE "C")
		FROM fault f JOIN pg_temp.attache_line e USING (id)$$, branches, kind) INTO faults;
	RETURN coalesce(faults, '{}');
END
$faults$;
COMMENT ON FUNCTION attache_entry_faults(name, text) IS 'part of attache_accept_entries: what is wrong with the lines of pg_temp.attache_line before they go in';

-- The statements that let lines in, and note that they are: each takes an array of their
-- keys.
CREATE FUNCTION attache_entry_statements(registry name, kind text) RETURNS text[]
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $statements$
DECLARE
	entries CONSTANT text := 'pg_temp.attache_line e';
	chosen CONSTANT text := 'e.id = ANY ($1)';
	inserts text[];
BEGIN
	SELECT array_agg(i.statement ORDER BY i.place) INTO inserts
	FROM (SELECT t.place, format('INSERT INTO %I.%I (%s) SELECT %s FROM %s%s WHERE %s%s ORDER BY e.line', registry, t.target,
					string_agg(format('%I', c.target_column), ', ' ORDER BY c.target_column),
					string_agg(CASE WHEN c.is_period THEN format($$daterange(%s, @extschema@.attache_entry_day(e.last_day), '[]')$$, c.expression)
									ELSE c.expression END, ', ' ORDER BY c.target_column),
					entries, CASE WHEN bool_or(c.source = 'programs') THEN $$, string_to_table(translate(e.programs, ';', ','), ',') AS one (program)$$ END,
					chosen, CASE WHEN t.place = 1 THEN '' WHEN t.target = 'posting_status_change' THEN ' AND e.status IS NOT NULL'
								 ELSE ' AND @extschema@.attache_entry_text(one.program) IS NOT NULL' END) AS statement
		  FROM unnest(@extschema@.attache_entry_targets(kind)) WITH ORDINALITY AS t (target, place)
		  CROSS JOIN LATERAL @extschema@.attache_entry_columns(registry, kind, t.target) c
		  WHERE NOT c.is_period OR c.source = 'first_day'
		  GROUP BY t.place, t.target) i
	WHERE kind <> 'assignment_end';
	IF kind = 'assignment_end' THEN
		SELECT ARRAY[format(
			$$UPDATE %1$I.assignment a SET tenure = daterange(lower(a.tenure), n.last_day, '[]'), %2$s
			FROM (SELECT e."assignment key" AS assignment_id, %3$s AS last_day, %4$s FROM %5$s WHERE %6$s) n
			WHERE a.assignment_id = n.assignment_id$$,
			registry,
			string_agg(format('%1$I = coalesce(n.%1$I, a.%1$I)', c.target_column), ', ') FILTER (WHERE c.source NOT IN ('posting', 'representative', 'last_day')),
			max(c.expression) FILTER (WHERE c.source = 'last_day'),
			string_agg(format('%s AS %I', c.expression, c.target_column), ', ') FILTER (WHERE c.source NOT IN ('posting', 'representative', 'last_day')),
			entries, chosen)] INTO inserts
		FROM @extschema@.attache_entry_columns(registry, kind, 'assignment') c;
	END IF;
	RETURN inserts || format('INSERT INTO pg_temp.attache_taken (kind, id) SELECT %L, unnest($1)', kind);
END
$statements$;
COMMENT ON FUNCTION attache_entry_statements(name, text) IS 'part of attache_accept_entries: the statements that let lines of a kind into the registry, each of an array of their keys';

-- Lets lines in, in tenths where that fails; returns the faults of those that stay out.
CREATE FUNCTION attache_let_in(kind text, statements text[], ids bigint[]) RETURNS @extschema@.attache_entry_fault[]
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $let$
DECLARE
	statement text;
	code text;
	rule text;
	message text;
	detail text;
	hint text;
	home text;
	name text;
	words text; -- what the constraint's comment says
	part CONSTANT integer := (cardinality(ids) + 9) / 10;
	faults @extschema@.attache_entry_fault[] := '{}';
	rows bigint;
	is_first boolean := true;
BEGIN
	FOREACH statement IN ARRAY statements LOOP
		EXECUTE statement USING ids;
		GET DIAGNOSTICS rows = ROW_COUNT;
		IF is_first AND rows <> cardinality(ids) THEN
			RAISE object_not_in_prerequisite_state USING
				MESSAGE = 'the row was not written', HINT = 'A trigger or a policy of the table keeps it out.';
		END IF;
		is_first := false;
	END LOOP;
	RETURN '{}';
EXCEPTION
	-- What rules and triggers refuse, and what cannot be read or counted. Anything else,
	-- such as a right that is missing or a lock that is not to be had, is no line's fault.
	WHEN integrity_constraint_violation OR data_exception OR cardinality_violation OR raise_exception OR program_limit_exceeded OR object_not_in_prerequisite_state THEN
		GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, rule = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT,
			home = SCHEMA_NAME, name = TABLE_NAME;
		IF cardinality(ids) > 1 THEN
			FOR at IN 1 .. cardinality(ids) BY part LOOP
				faults := faults || @extschema@.attache_let_in(kind, statements, ids[at:at + part - 1]);
			END LOOP;
			RETURN faults;
		END IF;
		hint := regexp_replace(hint, '; SET CONSTRAINTS [^;]*$', '.'); -- which is no way for a line
		IF rule <> '' AND rule NOT LIKE 'AT-%' THEN
			words := (SELECT obj_description(k.oid, 'pg_constraint') FROM pg_constraint k
					  WHERE k.conname = rule AND k.conrelid = to_regclass(format('%I.%I', home, name)));
			message := CASE WHEN words IS NOT NULL THEN format('not so: %s', words)
							WHEN code = '23505' THEN format('the registry, or an earlier line, has this %s already', replace(name, '_', ' '))
							WHEN code = '23P01' THEN format('the registry, or an earlier line, has such a %s on some of these days already', replace(name, '_', ' '))
							ELSE message END;
		END IF;
		RETURN ARRAY[ROW(kind, NULL, 'error', CASE WHEN rule LIKE 'AT-%' THEN rule END, code, NULL, message, nullif(detail, ''), nullif(hint, ''), NULL, ids[1])::@extschema@.attache_entry_fault];
END
$let$;
COMMENT ON FUNCTION attache_let_in(text, text[], bigint[]) IS 'part of attache_accept_entries: lets lines into a registry, as many as can go; returns the faults of the others';

-- The constraints of a registry that are checked at the end of a transaction unless it
-- says otherwise, or those that are checked at once.
CREATE FUNCTION attache_set_constraints(registry name, deferred boolean, mode text) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	EXECUTE (SELECT format('SET CONSTRAINTS %s %s', string_agg(format('%I.%I', registry, c.conname), ', '), mode)
			 FROM (SELECT k.conname
				   FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
				   WHERE n.nspname = registry
				   -- Constraints of one name are set together.
				   GROUP BY k.conname HAVING bool_and(k.condeferrable) AND bool_or(k.condeferred) = deferred) c);
END
$$;
COMMENT ON FUNCTION attache_set_constraints(name, boolean, text) IS 'part of attache_accept_entries: sets when the constraints of a registry are checked that a new transaction defers, or those that it does not';

CREATE FUNCTION attache_check_at_once(registry name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.attache_set_constraints(registry, true, 'DEFERRED');
	PERFORM @extschema@.attache_set_constraints(registry, false, 'IMMEDIATE');
END
$$;
COMMENT ON FUNCTION attache_check_at_once(name) IS 'part of attache_accept_entries: lets the constraints of a registry be checked when a new transaction checks them';

-- What a registry would refuse at the end of the transaction, as its rows are now; NULL
-- for nothing.
CREATE FUNCTION attache_limit_fault(registry name) RETURNS @extschema@.attache_entry_fault
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $limit$
DECLARE
	code text;
	rule text;
	message text;
	detail text;
	hint text;
BEGIN
	PERFORM @extschema@.attache_set_constraints(registry, true, 'IMMEDIATE');
	PERFORM @extschema@.attache_set_constraints(registry, true, 'DEFERRED');
	RETURN NULL;
EXCEPTION WHEN integrity_constraint_violation OR raise_exception THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, rule = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN ROW(NULL, NULL, 'error', CASE WHEN rule LIKE 'AT-%' THEN rule END, code, NULL, message, nullif(detail, ''), nullif(hint, ''), NULL, NULL)::@extschema@.attache_entry_fault;
END
$limit$;
COMMENT ON FUNCTION attache_limit_fault(name) IS 'part of attache_accept_entries: what a registry would refuse at the end of the transaction, as the rows are now; NULL if nothing';

-- Which lines are about what, on which days: for what faults collide with, and for
-- warnings, which verify() finds. NULL for kinds that are about no posting or person.
CREATE FUNCTION attache_entry_subjects(registry name, kind text) RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $subjects$
DECLARE
	posting text;
	person text;
	days text;
BEGIN
	SELECT max(c.expression) FILTER (WHERE c.target_column = 'posting_id'), max(c.expression) FILTER (WHERE c.target_column = 'representative_id'),
		   max(CASE WHEN c.is_period AND kind <> 'assignment_end' THEN
					format($$CASE WHEN %1$s <= coalesce(%2$s, 'infinity') THEN daterange(%1$s, %2$s, '[]') END$$,
						   '@extschema@.attache_entry_day(e.first_day)',
						   '@extschema@.attache_entry_day(e.last_day)')
					WHEN c.source IN ('effective_day', 'last_day') THEN format($$daterange(%1$s, %1$s, '[]')$$, c.expression) END)
	INTO posting, person, days
	FROM @extschema@.attache_entry_columns(registry, kind, (@extschema@.attache_entry_targets(kind))[1]) c;
	IF days IS NULL OR coalesce(posting, person) IS NULL THEN
		RETURN NULL;
	END IF;
	RETURN format('SELECT e.id, e.line, %s AS posting_id, %s AS representative_id, %s AS during FROM pg_temp.attache_line e',
				  coalesce(posting, 'NULL::bigint'), coalesce(person, 'NULL::bigint'), days);
END
$subjects$;
COMMENT ON FUNCTION attache_entry_subjects(name, text) IS 'part of attache_accept_entries: the query that says which lines of a batch are about which posting and person, on which days';

-- Gives faults the numbers of their lines, and those of the lines that they collide
-- with, which pg_temp.attache_line has.
CREATE FUNCTION attache_place_faults(registry name, kind text, INOUT faults @extschema@.attache_entry_fault[])
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $place$
BEGIN
	EXECUTE format(
		$$WITH subject AS MATERIALIZED (%s), whole AS (
			SELECT s.* FROM unnest($1) f JOIN subject s ON s.id = f.entry_id WHERE f.column_name IS NULL AND f.collides_with IS NULL
		), beside AS (
			SELECT s.id, o.line FROM whole s JOIN subject o ON o.posting_id = s.posting_id AND o.id <> s.id AND o.during && s.during
			UNION
			SELECT s.id, o.line FROM whole s JOIN subject o ON o.representative_id = s.representative_id AND o.id <> s.id AND o.during && s.during
		)
		SELECT array_agg(ROW(f.kind, e.line, f.severity, f.rule_id, f.sqlstate, f.column_name, f.message, f.detail, f.hint,
			coalesce(f.collides_with, b.lines), f.entry_id)::@extschema@.attache_entry_fault)
		FROM unnest($1) f
		JOIN pg_temp.attache_line e ON e.id = f.entry_id
		LEFT JOIN (SELECT b.id, array_agg(b.line ORDER BY b.line) AS lines FROM beside b GROUP BY b.id) b ON b.id = f.entry_id AND f.column_name IS NULL$$,
		coalesce(@extschema@.attache_entry_subjects(registry, kind),
				 'SELECT NULL::bigint AS id, NULL::integer AS line, NULL::bigint AS posting_id, NULL::bigint AS representative_id, NULL::daterange AS during'))
	INTO faults USING faults;
	faults := coalesce(faults, '{}');
END
$place$;
COMMENT ON FUNCTION attache_place_faults(name, text, @extschema@.attache_entry_fault[]) IS 'part of attache_accept_entries: faults with the numbers of their lines, and of the lines that they collide with';

-- What rules that are warnings say of lines that went in: of those that
-- pg_temp.attache_warning has, verify() being dear.
CREATE FUNCTION attache_entry_warnings(registry name, kind text) RETURNS @extschema@.attache_entry_fault[]
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $warnings$
DECLARE
	subjects CONSTANT text := @extschema@.attache_entry_subjects(registry, kind);
	warnings @extschema@.attache_entry_fault[];
BEGIN
	IF subjects IS NULL THEN
		RETURN '{}';
	END IF;
	EXECUTE format(
		$$WITH subject AS MATERIALIZED (%1$s)
		SELECT array_agg(DISTINCT ROW(%2$L, s.line, 'warning', v.rule_id, NULL, NULL, v.detail, NULL, v.rule, NULL, s.id)::@extschema@.attache_entry_fault)
		FROM pg_temp.attache_warning v
		JOIN subject s ON (s.posting_id = v.posting_id OR v.posting_id IS NULL) AND (s.representative_id = v.representative_id OR s.representative_id IS NULL OR v.representative_id IS NULL)
			AND s.during && daterange(v.first_day, v.last_day, '[]')
		WHERE EXISTS (SELECT FROM pg_temp.attache_taken t WHERE t.kind = %2$L AND t.id = s.id)$$,
		subjects, kind) INTO warnings;
	RETURN coalesce(warnings, '{}');
END
$warnings$;
COMMENT ON FUNCTION attache_entry_warnings(name, text) IS 'part of attache_accept_entries: what rules of a registry that are warnings say of lines of a batch that went in';

CREATE FUNCTION attache_show_progress(batch text, done bigint, lines bigint) RETURNS void
	LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	SELECT pg_catalog.set_config('application_name', pg_catalog.format('attache: %s of %s lines of %s', done, lines, batch), true);
END;
COMMENT ON FUNCTION attache_show_progress(text, bigint, bigint) IS 'part of attache_accept_entries: shows other sessions, as application_name in pg_stat_activity, how far a batch is';

-- The order in which lines of a kind go in: those about one posting together, as rules
-- look at each of them once a statement, and these in the order of their days.
CREATE FUNCTION attache_entry_order(registry name, kind text, has_keys boolean) RETURNS text
	LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT coalesce(string_agg(format(CASE WHEN has_keys AND a.attname IN ('posting', 'mission') AND kind <> 'representative' THEN 'e."%s key" NULLS FIRST, ' ELSE 'e.%I COLLATE "C" NULLS FIRST, ' END, a.attname), '' ORDER BY array_position(o.names, a.attname)), '') || 'e.line'
			FROM (SELECT CASE kind WHEN 'posting' THEN '{}' ELSE '{posting,mission,effective_day,first_day,last_day}' END::name[] AS names) o
			JOIN pg_attribute a ON a.attname = ANY (o.names)
			WHERE a.attrelid = to_regclass(format('%I.%I', registry, kind || '_entry')) AND NOT a.attisdropped);
END
$$;
COMMENT ON FUNCTION attache_entry_order(name, text, boolean) IS 'part of attache_accept_entries: the order in which lines of a kind go in: as SQL over the alias e';

-- What has gone in, as pg_temp.attache_taken: nothing yet.
CREATE FUNCTION attache_take_none() RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = warning
AS $$
BEGIN
	DROP TABLE IF EXISTS pg_temp.attache_taken;
	CREATE TEMPORARY TABLE attache_taken (kind text NOT NULL, id bigint NOT NULL);
END
$$;
COMMENT ON FUNCTION attache_take_none() IS 'part of attache_accept_entries: makes the table of the lines that have gone in';

CREATE FUNCTION attache_mark_taken(registry name, kind text) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	lines bigint;
BEGIN
	EXECUTE format($q$UPDATE %I.%I e SET state = 'accepted', fault = NULL FROM pg_temp.attache_taken t WHERE t.kind = %L AND t.id = e.%I$q$,
				   registry, kind || '_entry', kind, kind || '_entry_id');
	GET DIAGNOSTICS lines = ROW_COUNT;
	IF lines <> (SELECT count(*) FROM pg_temp.attache_taken t WHERE t.kind = attache_mark_taken.kind) THEN
		RAISE insufficient_privilege USING
			MESSAGE = 'some lines cannot be marked as accepted',
			HINT = format('Whoever accepts lines needs the right to update them, past the policies of "%s_entry".', kind);
	END IF;
END
$$;
COMMENT ON FUNCTION attache_mark_taken(name, text) IS 'part of attache_accept_entries: marks the lines that have gone in as accepted';

-- Lets the lines of a batch in, kind by kind, and once more those that stayed out, as
-- long as any goes in: what one line needs may stand on a later one.
CREATE FUNCTION attache_run_entries(registry name, batch text, left_out text[], warn boolean) RETURNS @extschema@.attache_entry_fault[]
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $run$
DECLARE
	piece CONSTANT integer := 2000;
	each text; -- kind
	kinds text[] := '{}';
	statements text[];
	outside bigint[];
	faults @extschema@.attache_entry_fault[];
	found @extschema@.attache_entry_fault[];
	placed @extschema@.attache_entry_fault[] := '{}';
	own @extschema@.attache_entry_fault[];
	warned bigint := 0; -- how many warnings the registry has
	ids bigint[];
	lines bigint := 0;
	waiting bigint;
	went_in bigint;
	done bigint := 0;
BEGIN
	PERFORM @extschema@.attache_take_none();
	FOREACH each IN ARRAY @extschema@.attache_entry_kinds() LOOP
		EXECUTE format($$SELECT count(*) FROM %I.%I e WHERE e.batch = $1 AND e.state <> 'accepted'$$, registry, each || '_entry') INTO waiting USING batch;
		IF waiting > 0 THEN
			lines := lines + waiting;
			kinds := kinds || each;
		END IF;
	END LOOP;
	LOOP
		faults := '{}';
		went_in := 0;
		FOREACH each IN ARRAY kinds LOOP
			outside := ARRAY(SELECT split_part(l, ':', 2)::bigint FROM unnest(left_out) l WHERE split_part(l, ':', 1) = each);
			PERFORM @extschema@.attache_read_lines(registry, each, batch, outside, false, NULL::bigint[]);
			found := @extschema@.attache_entry_faults(registry, each);
			faults := faults || found;
			outside := ARRAY(SELECT DISTINCT f.entry_id FROM unnest(found) f);
			statements := @extschema@.attache_entry_statements(registry, each);
			FOR ids IN EXECUTE format(
				$$SELECT array_agg(p.id ORDER BY p.place) FROM (SELECT e.id, row_number() OVER (ORDER BY %s) AS place FROM pg_temp.attache_line e WHERE e.id <> ALL ($1)) p
				GROUP BY (p.place - 1) / $2 ORDER BY min(p.place)$$, @extschema@.attache_entry_order(registry, each, true)) USING outside, piece
			LOOP
				PERFORM @extschema@.attache_show_progress(batch, done, lines);
				found := @extschema@.attache_let_in(each, statements, ids);
				faults := faults || found;
				went_in := went_in + cardinality(ids) - cardinality(found);
				done := done + cardinality(ids) - cardinality(found);
			END LOOP;
		END LOOP;
		EXIT WHEN went_in = 0 OR faults = '{}';
	END LOOP;
	IF warn THEN
		EXECUTE format($$CREATE TEMPORARY TABLE attache_warning ON COMMIT DROP AS
			SELECT v.rule_id, r.rule, v.posting_id, v.representative_id, v.first_day, v.last_day, v.detail
			FROM %1$I.verify() v JOIN %1$I.rule r ON r.rule_id = v.rule_id
			WHERE r.severity = 'warning' AND v.waiver_id IS NULL AND num_nonnulls(v.posting_id, v.representative_id) > 0$$, registry);
		GET DIAGNOSTICS warned = ROW_COUNT;
	END IF;
	FOREACH each IN ARRAY kinds LOOP
		own := ARRAY(SELECT f FROM unnest(faults) f WHERE f.kind = each);
		IF warned > 0 OR EXISTS (SELECT FROM unnest(own) f WHERE f.line IS NULL) THEN
			PERFORM @extschema@.attache_read_lines(registry, each, batch, '{}'::bigint[], true, NULL::bigint[]);
			own := @extschema@.attache_place_faults(registry, each, own);
		END IF;
		placed := placed || own;
		IF warned > 0 THEN
			placed := placed || @extschema@.attache_entry_warnings(registry, each);
		END IF;
	END LOOP;
	DROP TABLE IF EXISTS pg_temp.attache_warning;
	RETURN placed;
END
$run$;
COMMENT ON FUNCTION attache_run_entries(name, text, text[], boolean) IS 'part of attache_accept_entries: lets the lines of a batch into a registry, but for some, and returns what is wrong with the others';

-- A run that leaves nothing: does the registry hold its limits after it?
CREATE FUNCTION attache_limits_hold_without(registry name, batch text, left_out text[]) RETURNS boolean
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $hold$
DECLARE
	holds boolean;
BEGIN
	BEGIN
		PERFORM @extschema@.attache_run_entries(registry, batch, left_out, false);
		holds := @extschema@.attache_limit_fault(registry) IS NULL;
		RAISE SQLSTATE 'AT000';
	EXCEPTION WHEN SQLSTATE 'AT000' THEN
		RETURN holds;
	END;
END
$hold$;
COMMENT ON FUNCTION attache_limits_hold_without(name, text, text[]) IS 'part of attache_accept_entries: would a registry keep its floors and ceilings if a batch went in but for some lines?';

-- Of lines that went in and left a floor or a ceiling broken: the last that has to stay
-- out. NULL if the limit is broken without any of them.
CREATE FUNCTION attache_limit_culprit(registry name, batch text, left_out text[], taken text[]) RETURNS text
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $culprit$
DECLARE
	below integer := 0; -- to leave out so many of the first is not enough
	enough integer := cardinality(taken);
	middle integer;
BEGIN
	IF NOT @extschema@.attache_limits_hold_without(registry, batch, left_out || taken) THEN
		RETURN NULL;
	END IF;
	WHILE enough - below > 1 LOOP
		middle := (below + enough) / 2;
		IF @extschema@.attache_limits_hold_without(registry, batch, left_out || taken[:middle]) THEN
			enough := middle;
		ELSE
			below := middle;
		END IF;
	END LOOP;
	RETURN taken[enough];
END
$culprit$;
COMMENT ON FUNCTION attache_limit_culprit(name, text, text[], text[]) IS 'part of attache_accept_entries: the line of a batch that breaks a floor or a ceiling';

CREATE FUNCTION attache_try_entries(registry name, batch text, keep boolean, complete boolean) RETURNS @extschema@.attache_entry_fault[]
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = error
	SET application_name = 'attache'
AS $try$
DECLARE
	kind text;
	faults @extschema@.attache_entry_fault[];
	limit_faults @extschema@.attache_entry_fault[] := '{}';
	limit_fault @extschema@.attache_entry_fault;
	taken text[];
	left_out text[] := '{}';
	culprit text;
BEGIN
	LOOP
		BEGIN
			PERFORM @extschema@.attache_check_at_once(registry);
			faults := @extschema@.attache_run_entries(registry, batch, left_out, NOT keep);
			limit_fault := @extschema@.attache_limit_fault(registry);
			IF NOT (limit_fault IS NULL) THEN -- some of its fields are NULL
				-- What others stand on, such as a mission, breaks no limit by itself.
				taken := ARRAY(SELECT t.kind || ':' || t.id FROM pg_temp.attache_taken t
							   WHERE t.kind NOT IN ('mission', 'representative', 'site', 'posting', 'absence', 'matter', 'measurement') ORDER BY t.ctid);
			END IF;
			IF keep AND limit_fault IS NULL
				AND NOT (complete AND EXISTS (SELECT FROM unnest(faults || limit_faults) f WHERE f.severity = 'error')) THEN
				FOREACH kind IN ARRAY @extschema@.attache_entry_kinds() LOOP
					PERFORM @extschema@.attache_mark_taken(registry, kind);
				END LOOP;
				EXIT;
			END IF;
			RAISE SQLSTATE 'AT000'; -- what went in goes out again
		EXCEPTION WHEN SQLSTATE 'AT000' THEN
			NULL;
		END;
		EXIT WHEN limit_fault IS NULL;
		culprit := @extschema@.attache_limit_culprit(registry, batch, left_out, taken);
		IF culprit IS NULL THEN
			RAISE check_violation USING
				MESSAGE = limit_fault.message, DETAIL = coalesce(limit_fault.detail, ''), HINT = coalesce(limit_fault.hint, ''), CONSTRAINT = coalesce(limit_fault.rule_id, '');
		END IF;
		left_out := left_out || culprit;
		kind := split_part(culprit, ':', 1);
		limit_fault.kind := kind;
		limit_fault.entry_id := split_part(culprit, ':', 2);
		PERFORM @extschema@.attache_take_none();
		PERFORM @extschema@.attache_read_lines(registry, kind, batch, '{}'::bigint[], true, NULL::bigint[]);
		limit_faults := limit_faults || @extschema@.attache_place_faults(registry, kind, ARRAY[limit_fault]);
	END LOOP;
	DROP TABLE IF EXISTS pg_temp.attache_line, pg_temp.attache_taken;
	RETURN faults || limit_faults;
END
$try$;
COMMENT ON FUNCTION attache_try_entries(name, text, boolean, boolean) IS 'part of attache_accept_entries: lets the lines of a batch into a registry, and out again unless they are to be kept; complete: only if all can go in';

-- Of two who work on one batch, the second waits, and finds what the first has left.
CREATE FUNCTION attache_lock_batch(registry name, batch text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM pg_advisory_xact_lock(hashtextextended(coalesce(batch, ''), to_regclass(format('%I.assignment_entry', registry))::bigint));
END
$$;
COMMENT ON FUNCTION attache_lock_batch(name, text) IS 'part of attache_accept_entries: waits for whoever works on a batch';

CREATE FUNCTION attache_check_batch(registry name, batch text) RETURNS void
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	kind text;
	found boolean;
BEGIN
	IF to_regclass(format('%I.assignment_entry', coalesce(registry, ''))) IS NULL THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry', registry),
			HINT = 'attache_create_registry makes one.';
	END IF;
	PERFORM @extschema@.attache_lock_batch(registry, batch);
	FOREACH kind IN ARRAY @extschema@.attache_entry_kinds() LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I e WHERE e.batch = $1)', registry, kind || '_entry') INTO found USING batch;
		IF found THEN
			RETURN;
		END IF;
	END LOOP;
	RAISE invalid_parameter_value USING
		MESSAGE = format('there are no lines in batch "%s"', batch),
		HINT = 'Tables such as "assignment_entry" have them; lines that name no batch are in the one of the setting attache.batch, or else in "entries".';
END
$$;
COMMENT ON FUNCTION attache_check_batch(name, text) IS 'part of attache_accept_entries: fails if a batch has no lines, with SQLSTATE 22023';

CREATE FUNCTION attache_check_entries(registry name, batch text) RETURNS SETOF @extschema@.attache_entry_fault
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM @extschema@.attache_check_batch(registry, batch);
	RETURN QUERY SELECT f.* FROM unnest(@extschema@.attache_try_entries(registry, batch, false, false)) f
		ORDER BY array_position(@extschema@.attache_entry_kinds(), f.kind), f.line, f.severity, f.column_name, f.rule_id;
END
$$;
COMMENT ON FUNCTION attache_check_entries(name, text) IS 'what is wrong with the lines of a batch that are not in the registry yet; tries them and leaves nothing; an error of SQLSTATE 22023 for a batch without lines, of 42704 if the schema holds no registry';

CREATE FUNCTION attache_accept_entries(registry name, batch text, complete boolean, OUT accepted bigint, OUT refused bigint)
	LANGUAGE plpgsql VOLATILE PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $accept$
DECLARE
	kind text;
	faults @extschema@.attache_entry_fault[];
	bad bigint;
	counted bigint;
	waiting bigint;
BEGIN
	PERFORM @extschema@.attache_check_batch(registry, batch);
	-- What is accepted is what the lines say then.
	FOREACH kind IN ARRAY @extschema@.attache_entry_kinds() LOOP
		EXECUTE format($$SELECT count(*) FROM (SELECT FROM %I.%I e WHERE e.batch = $1 AND e.state <> 'accepted' FOR UPDATE) e$$, registry, kind || '_entry') USING batch;
	END LOOP;
	faults := ARRAY(SELECT f FROM unnest(@extschema@.attache_try_entries(registry, batch, true, coalesce(complete, true))) f WHERE f.severity = 'error');
	bad := (SELECT count(DISTINCT (f.kind, f.entry_id)) FROM unnest(faults) f);
	accepted := 0;
	refused := 0;
	FOREACH kind IN ARRAY @extschema@.attache_entry_kinds() LOOP
		EXECUTE format(
			$$UPDATE %1$I.%2$I e SET state = 'refused', fault = f.fault
			FROM (SELECT e.%3$I AS id, coalesce(string_agg(concat_ws(' ', concat_ws(': ', CASE WHEN f.message NOT LIKE '"%%' THEN f.column_name END, f.message) || '.', f.hint), ' ' ORDER BY f.column_name, f.rule_id) FILTER (WHERE f.message IS NOT NULL), format('Nothing went in, as %%s of the lines cannot.', $3)) AS fault,
					bool_or(f.message IS NOT NULL) AS is_bad
				  FROM %1$I.%2$I e LEFT JOIN unnest($2) f ON f.kind = %4$L AND f.entry_id = e.%3$I
				  WHERE e.batch = $1 AND e.state <> 'accepted' GROUP BY e.%3$I) f
			WHERE e.%3$I = f.id AND (f.is_bad OR $4)$$, registry, kind || '_entry', kind || '_entry_id', kind) USING batch, faults, bad, bad > 0 AND coalesce(complete, true);
		EXECUTE format($$SELECT count(*) FILTER (WHERE e.state = 'accepted'), count(*) FILTER (WHERE e.state <> 'accepted') FROM %I.%I e WHERE e.batch = $1$$,
					   registry, kind || '_entry') INTO counted, waiting USING batch;
		accepted := accepted + counted;
		refused := refused + waiting;
	END LOOP;
END
$accept$;
COMMENT ON FUNCTION attache_accept_entries(name, text, boolean) IS 'lets the lines of a batch into a registry: all or none, or as many as can go; how many of the batch are in and how many are not, which say why in their "fault"; errors as those of attache_check_entries';

-- In transactions of their own
CREATE FUNCTION attache_refuse_entries(registry name, kind text, batch text) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	faults @extschema@.attache_entry_fault[];
BEGIN
	PERFORM @extschema@.attache_check_batch(registry, batch);
	PERFORM @extschema@.attache_take_none();
	PERFORM @extschema@.attache_read_lines(registry, kind, batch, '{}'::bigint[], false, NULL::bigint[]);
	faults := @extschema@.attache_entry_faults(registry, kind);
	DROP TABLE pg_temp.attache_line, pg_temp.attache_taken;
	EXECUTE format($q$UPDATE %1$I.%2$I e SET state = CASE WHEN e.%3$I = ANY ($2) THEN 'refused' ELSE 'waiting' END
				   WHERE e.batch = $1 AND e.state <> 'accepted' AND e.state <> CASE WHEN e.%3$I = ANY ($2) THEN 'refused' ELSE 'waiting' END$q$,
				   registry, kind || '_entry', kind || '_entry_id') USING batch, ARRAY(SELECT f.entry_id FROM unnest(faults) f);
END
$$;
COMMENT ON FUNCTION attache_refuse_entries(name, text, text) IS 'part of attache_accept_entries: marks the lines of a batch that cannot go in as refused, and the others as waiting';

CREATE FUNCTION attache_accept_piece(registry name, kind text, batch text, piece integer) RETURNS integer
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
	SET client_min_messages = error
AS $$
DECLARE
	ids bigint[];
	faults @extschema@.attache_entry_fault[];
BEGIN
	PERFORM @extschema@.attache_lock_batch(registry, batch);
	PERFORM @extschema@.attache_check_at_once(registry);
	EXECUTE format($q$SELECT array_agg(p.id) FROM (SELECT e.%I AS id FROM %I.%I e WHERE e.batch = $1 AND e.state = 'waiting' ORDER BY %s LIMIT $2) p$q$,
				   kind || '_entry_id', registry, kind || '_entry', @extschema@.attache_entry_order(registry, kind, false)) INTO ids USING batch, piece;
	IF ids IS NULL THEN
		RETURN 0;
	END IF;
	PERFORM @extschema@.attache_take_none();
	PERFORM @extschema@.attache_read_lines(registry, kind, batch, '{}'::bigint[], false, ids);
	faults := @extschema@.attache_let_in(kind, @extschema@.attache_entry_statements(registry, kind), ids);
	EXECUTE format($q$UPDATE %I.%I e SET state = 'refused' WHERE e.%I = ANY ($1)$q$, registry, kind || '_entry', kind || '_entry_id')
		USING ARRAY(SELECT f.entry_id FROM unnest(faults) f);
	PERFORM @extschema@.attache_mark_taken(registry, kind);
	DROP TABLE pg_temp.attache_line, pg_temp.attache_taken;
	RETURN cardinality(ids);
END
$$;
COMMENT ON FUNCTION attache_accept_piece(name, text, text, integer) IS 'part of attache_accept_entries: lets the next lines of a batch into a registry; returns how many it tried';

CREATE PROCEDURE attache_accept_in_pieces(registry name, batch text, piece integer DEFAULT 1000, INOUT accepted bigint DEFAULT NULL, INOUT refused bigint DEFAULT NULL)
	LANGUAGE plpgsql
AS $procedure$
DECLARE
	kind pg_catalog.text;
	tried pg_catalog.int4;
	done pg_catalog.int8 := 0;
	application CONSTANT pg_catalog.text := pg_catalog.current_setting('application_name');
BEGIN
	PERFORM @extschema@.attache_check_argument(registry IS NOT NULL AND batch IS NOT NULL, 'no registry or no batch is named'::pg_catalog.text, NULL::pg_catalog.text);
	PERFORM @extschema@.attache_check_argument((piece OPERATOR(pg_catalog.>) 0) IS TRUE, 'a piece has at least one line'::pg_catalog.text, NULL::pg_catalog.text);
	FOREACH kind IN ARRAY @extschema@.attache_entry_kinds() LOOP
		PERFORM @extschema@.attache_refuse_entries(registry, kind, batch);
		LOOP
			tried := @extschema@.attache_accept_piece(registry, kind, batch, piece);
			EXIT WHEN tried OPERATOR(pg_catalog.=) 0;
			done := done OPERATOR(pg_catalog.+) tried::pg_catalog.int8;
			PERFORM pg_catalog.set_config('application_name', pg_catalog.format('attache: %s lines of %s', done, batch), false);
			-- Where a floor waits for a later line, so does the end of the transaction.
			IF @extschema@.attache_limit_fault(registry) IS NULL THEN
				COMMIT;
			END IF;
		END LOOP;
	END LOOP;
	IF NOT (@extschema@.attache_limit_fault(registry) IS NULL) THEN -- some of its fields are NULL
		ROLLBACK;
	END IF;
	SELECT a.accepted, a.refused INTO accepted, refused FROM @extschema@.attache_accept_entries(registry, batch, false) a;
	PERFORM pg_catalog.set_config('application_name', application, false);
END
$procedure$;
COMMENT ON PROCEDURE attache_accept_in_pieces(name, text, integer, bigint, bigint) IS 'lets as many lines of a batch into a registry as can go, and commits after each piece of so many lines, 1000 by default, that leaves its floors and ceilings kept; then counts as attache_accept_entries does';

-- The way out
CREATE FUNCTION attache_entries(kind anyelement) RETURNS SETOF anyelement
	LANGUAGE plpgsql STABLE PARALLEL SAFE
	SET search_path = pg_catalog, pg_temp
AS $entries$
DECLARE
	registry name;
	name text;
	target text;
	columns text;
BEGIN
	SELECT n.nspname, c.relname INTO registry, name
	FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE t.oid = pg_typeof(kind);
	target := (@extschema@.attache_entry_targets(regexp_replace(name, '_entry$', '')))[1];
	IF name IS NULL OR name !~ '_entry$' OR to_regclass(format('%I.%I', coalesce(registry, ''), coalesce(target, ''))) IS NULL
		OR regexp_replace(name, '_entry$', '') <> ALL (@extschema@.attache_entry_kinds()) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('%s is no table of lines', coalesce(name, format_type(pg_typeof(kind), NULL))),
			HINT = 'Give a NULL of its type: NULL::overseas.assignment_entry.';
	END IF;
	IF name = 'assignment_end_entry' THEN
		RETURN; -- assignments have their ends
	END IF;
	SELECT string_agg(coalesce(v.value, 'NULL::' || format_type(a.atttypid, NULL)), ', ' ORDER BY a.attnum) INTO columns
	FROM pg_attribute a
	LEFT JOIN LATERAL (
		SELECT CASE
			WHEN a.attname = 'line' THEN format('(row_number() OVER (ORDER BY x.%I) + 1)::integer', k.attname)
			WHEN c.source IS NULL THEN NULL
			WHEN c.is_period AND c.source = 'first_day' THEN format('to_char(lower(x.%I), ''YYYY-MM-DD'')', c.target_column)
			WHEN c.is_period THEN format('to_char(upper(x.%I) - 1, ''YYYY-MM-DD'')', c.target_column)
			WHEN c.sqlstate = '22007' THEN format('to_char(x.%I, ''YYYY-MM-DD'')', c.target_column)
			WHEN c.subject IS NOT NULL THEN format('%I.name_of(%L, x.%I)', registry, c.subject, c.target_column)
			ELSE format('x.%I::text', c.target_column) END AS value
		FROM pg_attribute k
		LEFT JOIN @extschema@.attache_entry_columns(registry, target, target) c ON c.source = a.attname
		WHERE k.attrelid = to_regclass(format('%I.%I', registry, target)) AND k.attnum = 1
		LIMIT 1) v ON true
	WHERE a.attrelid = to_regclass(format('%I.%I', registry, name)) AND a.attnum > 0 AND NOT a.attisdropped;
	RETURN QUERY EXECUTE format('SELECT %s FROM %I.%I x', columns, registry, target);
END
$entries$;
COMMENT ON FUNCTION attache_entries(anyelement) IS 'the rows of a registry as lines, for a NULL of the type of a table of lines, such as NULL::overseas.assignment_entry; they go in again as they come out; an error of SQLSTATE 22023 for any other type, and if something has no name of its own';
