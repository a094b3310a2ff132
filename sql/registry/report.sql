-- Who is where, and what is covered, on a day
--
-- What is asked of a day has no row for NULL. STRICT would say so, too, but keep
-- the planner from looking into a function that a query or a report calls.

CREATE FUNCTION roster(day date DEFAULT today()) RETURNS TABLE (
	country text,
	country_name text,
	mission text,
	role text,
	representative text,
	kind text,
	first_day date,
	last_day date,
	status text,
	programs text,
	assignment_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.country::text,
		   country_name(m.country),
		   m.name,
		   p.role,
		   r.name,
		   a.kind,
		   lower(a.tenure),
		   upper(a.tenure) - 1,
		   s.status::text,
		   run.programs,
		   a.assignment_id
	FROM assignment a
	JOIN representative r ON r.representative_id = a.representative_id
	JOIN posting p ON p.posting_id = a.posting_id
	JOIN mission m ON m.mission_id = p.mission_id
	LEFT JOIN posting_status_period s ON s.posting_id = a.posting_id AND s.during @> roster.day
	LEFT JOIN (SELECT pp.posting_id, string_agg(pp.program::text, ', ' ORDER BY program_code_ordinal(pp.program)) AS programs
			   FROM posting_program pp
			   WHERE pp.during @> roster.day
			   GROUP BY pp.posting_id) run ON run.posting_id = a.posting_id
	WHERE a.tenure @> roster.day
	ORDER BY country_code_ordinal(m.country), m.name COLLATE "C", a.assignment_id;
END;
COMMENT ON FUNCTION roster(date) IS 'every assignment under way on a day; last_day is inclusive, NULL while none is known';

CREATE FUNCTION coverage_summary(day date DEFAULT today()) RETURNS TABLE (
	program text,
	program_name text,
	countries integer,
	people integer,
	country_codes text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH present AS (
		SELECT p.posting_id, p.country, p.representative_id
		FROM presence_on(coverage_summary.day) p
		WHERE p.resident
	), line AS (
		SELECT pp.program, p.country, p.representative_id
		FROM present p
		JOIN posting_program pp ON pp.posting_id = p.posting_id AND pp.during @> coverage_summary.day
		UNION ALL
		SELECT NULL AS program, p.country, p.representative_id
		FROM present p
	), counted AS (
		SELECT min(l.program) AS program,
			   count(DISTINCT country_code_ordinal(l.country))::integer AS countries,
			   count(DISTINCT l.representative_id)::integer AS people,
			   string_agg(DISTINCT l.country::text COLLATE "C", ' ' ORDER BY l.country::text COLLATE "C") AS country_codes
		FROM line l
		GROUP BY program_code_ordinal(l.program)
	), named AS (
		SELECT p.program, p.name FROM program p
		UNION ALL
		SELECT NULL AS program, NULL AS name
	)
	SELECT n.program::text, n.name, coalesce(c.countries, 0), coalesce(c.people, 0), coalesce(c.country_codes, '')
	FROM named n
	LEFT JOIN counted c ON c.program = n.program OR c.program IS NULL AND n.program IS NULL
	WHERE coverage_summary.day IS NOT NULL
	ORDER BY program_code_ordinal(n.program) NULLS LAST;
END;
COMMENT ON FUNCTION coverage_summary(date) IS 'for each program on a day: how many countries are covered, by how many people, and which; the last row, without a program, is for any posting';

