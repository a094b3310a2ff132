
-- What is covered, for all time and as one asks
--
-- From when each posting is held, which is one row for all of its assignments.

CREATE VIEW coverage_by_program WITH (security_invoker = true) AS
	WITH present AS (
		SELECT h.posting_id, place.country, place.resident, coverage_within(h.during, place.during) AS during
		FROM posting_presence_if(NULL, NULL, NULL, NULL, NULL) h
		JOIN posting_place place ON place.posting_id = h.posting_id
	)
	SELECT min(pp.program) AS program,
		   coalesce(coverage_agg(p.country, coverage_within(p.during, pp.during)) FILTER (WHERE p.resident), '{}') AS countries,
		   coalesce(coverage_agg(p.country, coverage_within(p.during, pp.during)), '{}') AS accredited
	FROM present p
	JOIN posting_program pp ON pp.posting_id = p.posting_id
	GROUP BY program_code_ordinal(pp.program)
	UNION ALL
	SELECT NULL AS program,
		   coalesce(coverage_agg(p.country, p.during) FILTER (WHERE p.resident), '{}'),
		   coalesce(coverage_agg(p.country, p.during), '{}')
	FROM present p;
COMMENT ON VIEW coverage_by_program IS 'how many countries are covered, day by day, for each program';
COMMENT ON COLUMN coverage_by_program.program IS 'the program; NULL for a country covered by any posting';
COMMENT ON COLUMN coverage_by_program.countries IS 'the number of countries in which a posting stands';
COMMENT ON COLUMN coverage_by_program.accredited IS 'the same with the countries of the postings'' areas';

CREATE FUNCTION coverage_of(program text DEFAULT NULL, role text DEFAULT NULL, accredited boolean DEFAULT false,
							tdy boolean DEFAULT true, within daterange DEFAULT '(,)') RETURNS coverage
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH present AS (
		SELECT h.posting_id, place.country, coverage_within(h.during, place.during * coverage_of.within) AS during
		FROM posting_presence_if(NULL, NULL, NULL, NULL, NULL) h
		JOIN posting_place place ON place.posting_id = h.posting_id
		WHERE (coverage_of.role IS NULL OR place.role = coverage_of.role)
		  AND (coverage_of.accredited OR place.resident)
		  AND (coverage_of.tdy OR NOT h.tdy)
	)
	SELECT CASE WHEN coverage_of.program IS NULL THEN
		(SELECT coverage_agg(p.country, p.during) FROM present p)
	ELSE
		(SELECT coverage_agg(p.country, coverage_within(p.during, pp.during))
		 FROM present p
		 JOIN posting_program pp ON pp.posting_id = p.posting_id AND pp.program = coverage_of.program)
	END;
END;
COMMENT ON FUNCTION coverage_of(text, text, boolean, boolean, daterange) IS 'how many countries are covered, day by day: for a program and by postings of a role (NULL for any), with the countries of areas or without, with people on temporary duty or without, within a period';

CREATE FUNCTION coverage_matrix(day date DEFAULT today()) RETURNS TABLE (
	program text,
	country text,
	country_name text,
	covered boolean,
	people integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH present AS (
		SELECT min(pp.program) AS program, min(p.country) AS country, count(DISTINCT p.representative_id)::integer AS people
		FROM presence_on(coverage_matrix.day) p
		JOIN posting_program pp ON pp.posting_id = p.posting_id AND pp.during @> coverage_matrix.day
		WHERE p.resident
		GROUP BY program_code_ordinal(pp.program), country_code_ordinal(p.country)
	)
	SELECT pr.program::text, c.country::text, country_name(c.country), coalesce(p.people, 0) > 0, coalesce(p.people, 0)
	FROM program pr
	CROSS JOIN (SELECT min(place.country) AS country FROM posting_place place WHERE place.resident GROUP BY country_code_ordinal(place.country)) c
	LEFT JOIN present p ON p.program = pr.program AND p.country = c.country
	WHERE coverage_matrix.day IS NOT NULL
	ORDER BY program_code_ordinal(pr.program), country_code_ordinal(c.country);
END;
COMMENT ON FUNCTION coverage_matrix(date) IS 'each program and each country in which a posting stands: is it covered on a day, and by how many people';

CREATE FUNCTION days_uncovered(within daterange, program text DEFAULT NULL) RETURNS TABLE (
	program text,
	country text,
	country_name text,
	days integer,
	uncovered integer,
	longest integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH place AS (
		SELECT min(place.country) AS country
		FROM posting_place place
		WHERE place.resident
		  AND (days_uncovered.program IS NULL
			   OR place.posting_id IN (SELECT pp.posting_id FROM posting_program pp WHERE pp.program = days_uncovered.program))
		GROUP BY country_code_ordinal(place.country)
	), present AS (
		SELECT h.posting_id, place.country, coverage_within(h.during, place.during) AS during
		FROM posting_presence_if(NULL, NULL, NULL, NULL, NULL) h
		JOIN posting_place place ON place.posting_id = h.posting_id AND place.resident
	), counting AS (
		SELECT p.country, p.during FROM present p WHERE days_uncovered.program IS NULL
		UNION ALL
		SELECT p.country, coverage_within(p.during, pp.during)
		FROM present p
		JOIN posting_program pp ON pp.posting_id = p.posting_id AND pp.program = days_uncovered.program
	), covered AS (
		SELECT min(c.country) AS country, coverage_agg(c.during) AS covered FROM counting c GROUP BY country_code_ordinal(c.country)
	)
	SELECT (SELECT pr.program::text FROM program pr WHERE pr.program = days_uncovered.program), place.country::text, country_name(place.country), n.days,
		   n.days - coverage_days(c.covered, 1, days_uncovered.within)::integer,
		   coverage_longest_gap(c.covered, 1, days_uncovered.within)::integer
	FROM place
	LEFT JOIN covered ON covered.country = place.country
	CROSS JOIN LATERAL (SELECT coalesce(covered.covered, '{}') AS covered) c
	CROSS JOIN LATERAL (SELECT CASE WHEN isempty(days_uncovered.within) THEN 0 ELSE upper(days_uncovered.within) - lower(days_uncovered.within) END AS days) n
	ORDER BY country_code_ordinal(place.country);
END;
COMMENT ON FUNCTION days_uncovered(daterange, text) IS 'each country in which a posting stands (that runs the program, if one is given): how many days a bounded period has, on how many of them nobody covered it, and how many the longest run of these has';

CREATE FUNCTION single_points(day date DEFAULT today()) RETURNS TABLE (
	country text,
	country_name text,
	mission text,
	representative text,
	kind text,
	last_day date,
	posting_id bigint,
	assignment_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH alone AS (
		SELECT min(p.country) AS country, min(p.assignment_id) AS assignment_id
		FROM presence_on(single_points.day) p
		WHERE p.resident
		GROUP BY country_code_ordinal(p.country)
		HAVING count(DISTINCT p.assignment_id) = 1
	)
	SELECT alone.country::text, country_name(alone.country), m.name, r.name, a.kind, upper(a.tenure) - 1, a.posting_id, a.assignment_id
	FROM alone
	JOIN assignment a ON a.assignment_id = alone.assignment_id
	JOIN representative r ON r.representative_id = a.representative_id
	JOIN posting p ON p.posting_id = a.posting_id
	JOIN mission m ON m.mission_id = p.mission_id
	ORDER BY country_code_ordinal(alone.country);
END;
COMMENT ON FUNCTION single_points(date) IS 'countries that rest on one assignment on a day, and the assignment''s last day, NULL while none is known';
