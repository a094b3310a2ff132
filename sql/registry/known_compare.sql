
-- Why a report is different now

CREATE FUNCTION answers_on(day date) RETURNS TABLE (
	subject text,
	name text,
	program text,
	goal_id bigint,
	answer text,
	postings bigint[]
) LANGUAGE sql STABLE PARALLEL RESTRICTED
BEGIN ATOMIC
	WITH present AS MATERIALIZED (
		SELECT p.posting_id, p.country::text AS country, pp.program::text AS program
		FROM presence_on(answers_on.day) p
		JOIN posting_program pp ON pp.posting_id = p.posting_id AND pp.during @> answers_on.day
		WHERE p.resident
		UNION
		SELECT p.posting_id, p.country::text, NULL FROM presence_on(answers_on.day) p WHERE p.resident
	)
	SELECT 'country' AS subject, p.country AS name, p.program, NULL::bigint AS goal_id, 'covered' AS answer, array_agg(DISTINCT p.posting_id ORDER BY p.posting_id)
	FROM present p
	GROUP BY p.country, p.program
	UNION ALL
	SELECT 'program' AS subject, coalesce(s.program::text, 'any program') AS name, s.program::text AS program, NULL::bigint AS goal_id, s.countries::text AS answer,
		   ARRAY(SELECT p.posting_id FROM present p WHERE p.program IS NOT DISTINCT FROM s.program::text ORDER BY p.posting_id) AS postings
	FROM coverage_summary(answers_on.day) s
	UNION ALL
	SELECT 'goal', g.goal, g.program, g.goal_id, concat_ws(', ', g.actual::text, g.state),
		   ARRAY(SELECT p.posting_id FROM present p WHERE p.program IS NOT DISTINCT FROM g.program ORDER BY p.posting_id)
	FROM goal_progress(answers_on.day) g;
END;
COMMENT ON FUNCTION answers_on(date) IS 'what compare() compares: the countries that are covered on a day, for each program and for any, how many they are, and how each goal stands; and the postings that make it so';

CREATE FUNCTION compare(day date, known_then text, known_now text DEFAULT '') RETURNS TABLE (
	subject text,
	name text,
	program text,
	answer_then text,
	answer_now text,
	edits bigint[],
	changes text
) LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	WITH before AS MATERIALIZED (
		SELECT a.* FROM attache_answers_on(attache_schema_of('posting'::regclass), compare.day, compare.known_then) a
	), after AS MATERIALIZED (
		SELECT a.* FROM attache_answers_on(attache_schema_of('posting'::regclass), compare.day, compare.known_now) a
	), differs AS (
		SELECT coalesce(b.subject, a.subject) AS subject, coalesce(a.name, b.name) AS name, coalesce(b.program, a.program) AS program,
			   coalesce(b.goal_id, a.goal_id) AS goal_id, b.answer AS answer_then, a.answer AS answer_now,
			   ARRAY(SELECT unnest(b.postings) EXCEPT SELECT unnest(a.postings)) || ARRAY(SELECT unnest(a.postings) EXCEPT SELECT unnest(b.postings)) AS postings
		FROM before b
		FULL JOIN after a ON a.subject = b.subject AND coalesce(a.program, '') = coalesce(b.program, '')
			AND CASE WHEN a.goal_id IS NULL THEN a.name ELSE a.goal_id::text END = CASE WHEN b.goal_id IS NULL THEN b.name ELSE b.goal_id::text END
		WHERE a.answer IS DISTINCT FROM b.answer
	), made AS MATERIALIZED (
		SELECT e.edit_id, e.known_from, c.event, c.table_name, subject_of(coalesce(c.new, c.old)) AS subject,
			   row_in_words(c.old, c.new) AS old, row_in_words(c.new, c.old) AS new, e.role, e.reason,
			   -- A change may move something from one posting or mission to another.
			   (SELECT array_agg(DISTINCT i.id) FROM (VALUES (c.old), (c.new)) side (row_of) CROSS JOIN LATERAL (
				   SELECT (side.row_of ->> 'posting_id')::bigint
				   UNION SELECT p.posting_id FROM posting p WHERE p.mission_id = (side.row_of ->> 'mission_id')::bigint) i (id)) AS postings,
			   (coalesce(c.new, c.old) ->> 'goal_id')::bigint AS goal_id
		FROM edit e
		JOIN change c ON c.edit_id = e.edit_id AND c.old IS DISTINCT FROM c.new
		WHERE e.known_from > moment_of(compare.known_then)
		  AND e.known_from <= CASE WHEN compare.known_now <> '' THEN moment_of(compare.known_now) ELSE 'infinity' END
	)
	SELECT d.subject, d.name, d.program, d.answer_then, d.answer_now,
		   ARRAY(SELECT DISTINCT m.edit_id FROM made m WHERE m.postings && d.postings OR m.goal_id = d.goal_id ORDER BY m.edit_id),
		   (SELECT string_agg(format('%s by %s: %s of %s, %s, from %s to %s%s', to_char(m.known_from, 'YYYY-MM-DD'), m.role, m.event, replace(m.table_name, '_', ' '), m.subject,
									 coalesce(m.old, 'nothing'), coalesce(m.new, 'nothing'), '; ' || m.reason), E'\n' ORDER BY m.known_from, m.edit_id, m.table_name, m.subject, m.old, m.new)
			FROM (SELECT DISTINCT m.edit_id, m.known_from, m.role, m.event, m.table_name, m.subject, m.old, m.new, m.reason
				  FROM made m WHERE m.postings && d.postings OR m.goal_id = d.goal_id) m)
	FROM differs d
	ORDER BY d.subject, d.program NULLS FIRST, d.name COLLATE "C";
END;
COMMENT ON FUNCTION compare(date, text, text) IS 'each country, program and goal whose answer for a day, as known at one moment, differs from that as known at another or now (an empty name): both answers, NULL for a country that is not covered, the edits that made it so and their changes in words; a moment is the name of a publication or as ISO writes it';
