-- Who is where, and what is covered, on a day

CREATE FUNCTION roster(day date DEFAULT current_date) RETURNS TABLE (
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
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
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
		   (SELECT string_agg(pp.program::text, ', ' ORDER BY pp.program)
			FROM posting_program pp
			WHERE pp.posting_id = a.posting_id AND pp.during @> roster.day),
		   a.assignment_id
	FROM assignment a
	JOIN representative r ON r.representative_id = a.representative_id
	JOIN posting p ON p.posting_id = a.posting_id
	JOIN mission m ON m.mission_id = p.mission_id
	LEFT JOIN posting_status_period s ON s.posting_id = a.posting_id AND s.during @> roster.day
	WHERE a.tenure @> roster.day
	ORDER BY m.country, m.name COLLATE "C", a.assignment_id;
END;
COMMENT ON FUNCTION roster(date) IS 'every assignment under way on a day; last_day is inclusive, NULL while none is known';

CREATE FUNCTION coverage_summary(day date DEFAULT current_date) RETURNS TABLE (
	program text,
	program_name text,
	countries integer,
	people integer,
	country_codes text
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH covered AS (
		SELECT p.program, p.country, p.representative_id
		FROM program_presence p
		WHERE p.resident AND p.during @> coverage_summary.day
		UNION ALL
		SELECT NULL, p.country, p.representative_id
		FROM presence p
		WHERE p.resident AND p.during @> coverage_summary.day
	), line AS (
		SELECT p.program, p.name FROM program p
		UNION ALL
		SELECT NULL, NULL
	)
	SELECT l.program::text,
		   l.name,
		   count(DISTINCT c.country)::integer,
		   count(DISTINCT c.representative_id)::integer,
		   coalesce(string_agg(DISTINCT c.country::text COLLATE "C", ' ' ORDER BY c.country::text COLLATE "C"), '')
	FROM line l
	LEFT JOIN covered c ON c.program = l.program OR c.program IS NULL AND l.program IS NULL
	GROUP BY l.program, l.name
	ORDER BY l.program NULLS LAST;
END;
COMMENT ON FUNCTION coverage_summary(date) IS 'for each program on a day: how many countries are covered, by how many people, and which; the last row, without a program, is for any posting';

