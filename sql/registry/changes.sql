
-- Who changed what, when and why

CREATE FUNCTION row_in_words(one jsonb, other jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(format('%s: %s', o.key, coalesce(o.value, 'none')), '; ' ORDER BY o.key COLLATE "C")
		FROM jsonb_each_text(one) o
		WHERE CASE WHEN other IS NULL THEN o.value IS NOT NULL ELSE o.value IS DISTINCT FROM other ->> o.key END);
COMMENT ON FUNCTION row_in_words(jsonb, jsonb) IS 'the columns of a row, each with its value, that differ from those of another, or all that are not NULL if that is NULL; NULL for no row';

CREATE FUNCTION subject_of(row_of jsonb) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT nullif(concat_ws(', ',
		CASE WHEN row_of ->> 'representative_id' IS NOT NULL THEN coalesce((SELECT person_label(r.name, r.number) FROM representative r WHERE r.representative_id = (row_of ->> 'representative_id')::bigint), row_of ->> 'name') END,
		(SELECT person_label(r.name, r.number) FROM assignment a JOIN representative r ON r.representative_id = a.representative_id
		 WHERE a.assignment_id = (row_of ->> 'assignment_id')::bigint AND row_of ->> 'representative_id' IS NULL),
		CASE WHEN row_of ->> 'posting_id' IS NOT NULL THEN coalesce((SELECT posting_label(p.number, p.role, m.name) FROM posting p JOIN mission m ON m.mission_id = p.mission_id WHERE p.posting_id = (row_of ->> 'posting_id')::bigint), row_of ->> 'number') END,
		CASE WHEN row_of ->> 'mission_id' IS NOT NULL AND row_of ->> 'posting_id' IS NULL THEN coalesce((SELECT m.name FROM mission m WHERE m.mission_id = (row_of ->> 'mission_id')::bigint), row_of ->> 'name') END,
		CASE WHEN row_of ->> 'site_id' IS NOT NULL THEN coalesce((SELECT s.name FROM site s WHERE s.site_id = (row_of ->> 'site_id')::bigint), row_of ->> 'name') END,
		CASE WHEN row_of ->> 'goal_id' IS NOT NULL THEN coalesce((SELECT g.name FROM goal g WHERE g.goal_id = (row_of ->> 'goal_id')::bigint), row_of ->> 'name') END,
		row_of ->> 'rule_id',
		row_of ->> 'country',
		CASE WHEN row_of ->> 'mission_id' IS NULL THEN row_of ->> 'role' END,
		row_of ->> 'program'), '');
END;
COMMENT ON FUNCTION subject_of(jsonb) IS 'whom and what a row is about, by their names now, or by those in the row if they are gone';

CREATE FUNCTION changes(from_time timestamptz DEFAULT '-infinity', to_time timestamptz DEFAULT 'infinity', about text DEFAULT NULL) RETURNS SETOF registry_change
LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	WITH wanted AS MATERIALIZED (
		SELECT DISTINCT c.subject || '_id' AS column_name, c.id::text AS id
		FROM called c
		WHERE c.name = ANY (attache_spellings(attache_entry_text(changes.about))) AND c.id IS NOT NULL
	)
	SELECT e.known_from, e.session_role, e.role, e.application, e.reason, c.event, c.table_name,
		   subject_of(coalesce(c.new, c.old)), row_in_words(c.old, c.new), row_in_words(c.new, c.old), c.key, e.edit_id
	FROM edit e
	JOIN change c ON c.edit_id = e.edit_id
	WHERE e.known_from > changes.from_time AND e.known_from <= changes.to_time
	  AND c.old IS DISTINCT FROM c.new
	  AND (changes.about IS NULL OR EXISTS (
		  SELECT FROM wanted w CROSS JOIN (VALUES (c.old), (c.new)) side (row_of)
		  WHERE side.row_of ->> w.column_name = w.id
			 -- What an assignment, a posting or a person is part of
			 OR w.column_name = 'mission_id' AND EXISTS (SELECT FROM posting p WHERE p.mission_id = w.id::bigint AND p.posting_id = (side.row_of ->> 'posting_id')::bigint)
			 OR EXISTS (SELECT FROM assignment a WHERE a.assignment_id = (side.row_of ->> 'assignment_id')::bigint
						AND (w.column_name = 'representative_id' AND a.representative_id = w.id::bigint OR w.column_name = 'posting_id' AND a.posting_id = w.id::bigint))))
	  AND attache_check_argument(changes.about IS NULL OR EXISTS (SELECT FROM wanted),
		  format('nothing is called "%s"', changes.about), 'The view "called" lists what has a name.')
	ORDER BY e.known_from, e.edit_id, c.step, c.place, c.past_id;
END;
COMMENT ON FUNCTION changes(timestamptz, timestamptz, text) IS 'what was changed after a moment and up to another, by whom and why, in the order in which it became known; of all, or of what is about the mission, posting, person, site or goal of a number, a code or a name; an error of SQLSTATE 22023 if nothing is called so, of 42501 under row security';

CREATE VIEW report_changes WITH (security_invoker = true) AS
	SELECT timezone(registry_time_zone(), c.known_from)::date AS day, to_char(timezone(registry_time_zone(), c.known_from), 'HH24:MI:SS') AS clock,
		   c.session_role, c.role, c.application, c.reason, c.event, c.table_name, c.subject, c.old, c.new, c.key, c.edit_id
	FROM changes(timezone(registry_time_zone(), (today() - 90)::timestamp)) c;
COMMENT ON VIEW report_changes IS 'what was changed today and in the 90 days before, by whom and why, the oldest first';
COMMENT ON COLUMN report_changes.day IS 'the day on which it became known';
COMMENT ON COLUMN report_changes.clock IS 'and the time of that day, in the registry''s time zone';
COMMENT ON COLUMN report_changes.session_role IS 'the role that had connected';
COMMENT ON COLUMN report_changes.role IS 'the role that wrote';
COMMENT ON COLUMN report_changes.application IS 'the connection''s application_name; NULL for none';
COMMENT ON COLUMN report_changes.reason IS 'why, as attache.reason said; NULL for nothing';
COMMENT ON COLUMN report_changes.event IS 'insert, update, delete';
COMMENT ON COLUMN report_changes.table_name IS 'the table';
COMMENT ON COLUMN report_changes.subject IS 'whom and what it is about';
COMMENT ON COLUMN report_changes.old IS 'what it was; of an update what changed';
COMMENT ON COLUMN report_changes.new IS 'what it became; of an update what changed';
COMMENT ON COLUMN report_changes.key IS 'the key of the row';
COMMENT ON COLUMN report_changes.edit_id IS 'the edit, which undo() takes';

CREATE FUNCTION undo(edit bigint) RETURNS bigint
LANGUAGE sql VOLATILE STRICT PARALLEL UNSAFE
RETURN attache_undo(attache_schema_of('edit'::regclass), edit);
COMMENT ON FUNCTION undo(bigint) IS 'makes the opposite of an edit, as an edit of its own that the rules check as any other; the number of rows that it changed; an error of SQLSTATE 22023 if the edit changed nothing, of 55000 if a row has changed since';

CREATE FUNCTION forget(before timestamptz, reason text, person bigint DEFAULT NULL) RETURNS bigint
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH marked AS MATERIALIZED (
		SELECT attache_mark('edit'::regclass, format('forgot %s known before %s: %s',
			CASE WHEN forget.person IS NULL THEN 'the names of all people' ELSE 'the name of representative ' || forget.person::text END,
			to_char(forget.before, 'YYYY-MM-DD HH24:MI:SSOF'), forget.reason)) AS at
		WHERE attache_check_argument(coalesce(forget.before <= now(), false), 'what is still to come cannot be forgotten', 'Give a moment in the past.')
		  AND attache_check_argument(coalesce(forget.reason, '') <> '', 'no reason is given', 'Say which law or order wants it, as it stays.')
	)
	SELECT attache_forget(attache_schema_of('edit'::regclass), forget.before, forget.person)
	FROM marked;
END;
COMMENT ON FUNCTION forget(timestamptz, text, bigint) IS 'takes names, numbers, notes and columns of your own out of what was replaced or deleted before a moment, of all people or of the one of a key; that there was somebody stays, and an edit says that something was taken out and why; the number of rows; for the registry''s owner; an error of SQLSTATE 22023 without a reason or for a moment that is still to come';

-- Plans that slipped: a day that was known before to come on another day

CREATE FUNCTION slips(from_time timestamptz DEFAULT '-infinity', to_time timestamptz DEFAULT 'infinity') RETURNS TABLE (
	known_from timestamptz,
	what text,
	mission text,
	mission_code text,
	posting_number text,
	representative text,
	representative_number text,
	planned date,
	now_planned date,
	days integer,
	reason text,
	role text,
	posting_id bigint,
	assignment_id bigint,
	edit_id bigint
) LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	WITH moved AS (
		SELECT e.known_from, e.reason, e.role, e.edit_id, c.old, c.new, d.what, d.planned, d.now_planned
		FROM edit e
		JOIN change c ON c.edit_id = e.edit_id AND c.table_name IN ('assignment', 'posting_status_change') AND c.event = 'update'
		CROSS JOIN LATERAL (
			SELECT 'arrival' AS what, lower((c.old ->> 'tenure')::daterange) AS planned, lower((c.new ->> 'tenure')::daterange) AS now_planned WHERE c.table_name = 'assignment'
			UNION ALL
			SELECT 'departure', upper((c.old ->> 'tenure')::daterange) - 1, upper((c.new ->> 'tenure')::daterange) - 1 WHERE c.table_name = 'assignment'
			UNION ALL
			SELECT c.new ->> 'status', (c.old ->> 'effective_day')::date, (c.new ->> 'effective_day')::date WHERE c.table_name = 'posting_status_change') d
		WHERE e.known_from > slips.from_time AND e.known_from <= slips.to_time
		  -- What had happened when it was changed is a correction, and no slip.
		  AND d.planned IS DISTINCT FROM d.now_planned
		  AND (d.planned >= timezone(registry_time_zone(), e.known_from)::date OR d.planned IS NULL)
	)
	SELECT m.known_from, m.what, mission.name, mission.code, p.number, r.name, r.number,
		   m.planned, m.now_planned, m.now_planned - m.planned, m.reason, m.role, p.posting_id, (m.new ->> 'assignment_id')::bigint, m.edit_id
	FROM moved m
	LEFT JOIN posting p ON p.posting_id = (m.new ->> 'posting_id')::bigint
	LEFT JOIN mission ON mission.mission_id = p.mission_id
	LEFT JOIN representative r ON r.representative_id = (m.new ->> 'representative_id')::bigint
	ORDER BY m.known_from, m.edit_id, m.what COLLATE "C", p.posting_id;
END;
COMMENT ON FUNCTION slips(timestamptz, timestamptz) IS 'plans that slipped, by what became known after a moment and up to another: an arrival, a departure or a status of a posting that was to come on one day and now is to come on another; both days, inclusive, NULL for none, and by how many days it is later, negative for earlier, NULL if either is NULL; what had happened already is corrected, and does not slip';

CREATE VIEW report_slips WITH (security_invoker = true) AS
	SELECT timezone(registry_time_zone(), s.known_from)::date AS day, s.what, s.mission, s.mission_code, s.posting_number, s.representative, s.representative_number, s.planned, s.now_planned, s.days, s.reason, s.role,
		   s.posting_id, s.assignment_id, s.edit_id
	FROM slips(timezone(registry_time_zone(), (today() - 365)::timestamp)) s;
COMMENT ON VIEW report_slips IS 'plans that slipped, as it became known today or in the 365 days before, the oldest first';
COMMENT ON COLUMN report_slips.day IS 'the day on which it became known';
COMMENT ON COLUMN report_slips.what IS 'arrival, departure, or the status that the posting was to have';
COMMENT ON COLUMN report_slips.mission IS 'the mission';
COMMENT ON COLUMN report_slips.mission_code IS 'the mission''s code; NULL if it has none';
COMMENT ON COLUMN report_slips.posting_number IS 'the posting''s number; NULL if it has none';
COMMENT ON COLUMN report_slips.representative IS 'the person; NULL for a status';
COMMENT ON COLUMN report_slips.representative_number IS 'the person''s number; NULL if there is none';
COMMENT ON COLUMN report_slips.planned IS 'the day on which it was to come; NULL if it had none';
COMMENT ON COLUMN report_slips.now_planned IS 'the day on which it is to come now; NULL for none';
COMMENT ON COLUMN report_slips.days IS 'by how many days it is later; negative for earlier; NULL if either is not known';
COMMENT ON COLUMN report_slips.reason IS 'why, as attache.reason said; NULL for nothing';
COMMENT ON COLUMN report_slips.role IS 'the role that wrote';
COMMENT ON COLUMN report_slips.posting_id IS 'key of the posting';
COMMENT ON COLUMN report_slips.assignment_id IS 'key of the assignment; NULL for a status';
COMMENT ON COLUMN report_slips.edit_id IS 'the edit, which undo() takes';
