
-- Coverage over all time, by any question
--
-- Starts from when each posting is held: one row for all of its assignments.

CREATE VIEW coverage_by_program WITH (security_invoker = true) AS
	WITH present AS (
		SELECT h.posting_id, place.country, place.resident, place.program, coverage_within(h.during, place.during) AS during
		FROM posting_presence() h
		JOIN posting_place place ON place.posting_id = h.posting_id
	)
	SELECT min(pp.program) AS program,
		   coalesce(coverage_agg(p.country, coverage_within(p.during, pp.during)) FILTER (WHERE p.resident), '{}') AS countries,
		   coalesce(coverage_agg(p.country, coverage_within(p.during, pp.during)), '{}') AS accredited
	FROM present p
	JOIN posting_program pp ON pp.posting_id = p.posting_id AND place_is_for(p.program, pp.program)
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
							tdy boolean DEFAULT true, within daterange DEFAULT '(,)', acting boolean DEFAULT true, present boolean DEFAULT false) RETURNS coverage
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH held AS (
		SELECT h.* FROM posting_presence() h WHERE NOT coverage_of.present
		UNION ALL
		SELECT h.* FROM posting_present() h WHERE coverage_of.present
	), present AS (
		SELECT h.posting_id, place.country, place.program, coverage_within(h.during, place.during * coverage_of.within) AS during
		FROM held h
		JOIN posting_place place ON place.posting_id = h.posting_id
		WHERE (coverage_of.role IS NULL OR place.role = coverage_of.role)
		  AND (coverage_of.accredited OR place.resident)
		  AND (coverage_of.tdy OR NOT h.tdy)
		  AND (coverage_of.acting OR NOT h.acting)
	)
	SELECT CASE WHEN coverage_of.program IS NULL THEN
		(SELECT coverage_agg(p.country, p.during) FROM present p)
	ELSE
		(SELECT coverage_agg(p.country, coverage_within(p.during, pp.during))
		 FROM present p
		 JOIN posting_program pp ON pp.posting_id = p.posting_id AND place_is_for(p.program, pp.program) AND pp.program = coverage_of.program::program_code)
	END
	WHERE check_program(coverage_of.program) AND check_role(coverage_of.role) AND check_period(coverage_of.within)
	  AND coverage_of.accredited IS NOT NULL AND coverage_of.tdy IS NOT NULL
	  AND coverage_of.acting IS NOT NULL AND coverage_of.present IS NOT NULL;
END;
COMMENT ON FUNCTION coverage_of(text, text, boolean, boolean, daterange, boolean, boolean) IS 'how many countries are covered, day by day: for a program and by postings of a role (NULL for any), with the countries of areas or without, with people on temporary duty or without, within a period, with people who act or without, on the days on which postings are held or only those on which somebody is present; NULL if one of these five is NULL';

CREATE FUNCTION coverage_matrix(day date DEFAULT today(), accredited boolean DEFAULT false, tdy boolean DEFAULT true,
								acting boolean DEFAULT true, present boolean DEFAULT false) RETURNS TABLE (
	program text,
	country text,
	country_alpha3 text,
	country_numeric text,
	country_name text,
	posted boolean,
	covered boolean,
	people integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH open AS MATERIALIZED (
		SELECT place.posting_id, place.country, place.program
		FROM posting_place place
		JOIN posting_status_on(coverage_matrix.day) s ON s.posting_id = place.posting_id AND posting_status_is_open(s.status)
		WHERE period_has_day(place.during, coverage_matrix.day)
		  AND (coverage_matrix.accredited OR place.resident)
	), present AS MATERIALIZED (
		SELECT p.posting_id, p.country, p.representative_id
		FROM presence_on(coverage_matrix.day) p
		WHERE (coverage_matrix.accredited OR p.resident)
		  AND (coverage_matrix.tdy OR p.kind <> 'tdy')
		  AND (coverage_matrix.acting OR p.kind <> 'acting')
		  AND p.assignment_id <> ALL (coalesce((SELECT assignments_away_on(coverage_matrix.day) WHERE coverage_matrix.present), '{}'))
	), counted AS (
		SELECT min(pp.program) AS program, min(o.country) AS country, count(DISTINCT p.representative_id)::integer AS people
		FROM open o
		JOIN posting_program pp ON pp.posting_id = o.posting_id AND place_is_for(o.program, pp.program) AND pp.during @> coverage_matrix.day
		LEFT JOIN present p ON p.posting_id = o.posting_id AND p.country = o.country
		GROUP BY program_code_ordinal(pp.program), country_code_ordinal(o.country)
	)
	SELECT pr.program::text, c.country::text, country_alpha3(c.country), lpad(country_numeric(c.country)::text, 3, '0'), country_name(c.country),
		   counted.people IS NOT NULL, coalesce(counted.people, 0) > 0, coalesce(counted.people, 0)
	FROM program pr
	CROSS JOIN (SELECT min(o.country) AS country FROM open o GROUP BY country_code_ordinal(o.country)) c
	LEFT JOIN counted ON counted.program = pr.program AND counted.country = c.country
	WHERE check_day(coverage_matrix.day)
	  AND coverage_matrix.accredited IS NOT NULL AND coverage_matrix.tdy IS NOT NULL
	  AND coverage_matrix.acting IS NOT NULL AND coverage_matrix.present IS NOT NULL
	ORDER BY program_code_ordinal(pr.program), country_name(c.country) COLLATE "C";
END;
COMMENT ON FUNCTION coverage_matrix(date, boolean, boolean, boolean, boolean) IS 'each program and each country in which a posting is open on a day (with accredited, also as part of its area): does one that runs the program stand there, is the country covered for it, and by how many people (without tdy, those on temporary duty do not count; without acting, those who act; with present, those who are away)';

CREATE FUNCTION days_uncovered(within daterange, program text DEFAULT NULL, accredited boolean DEFAULT false, tdy boolean DEFAULT true,
							   acting boolean DEFAULT true, present boolean DEFAULT false) RETURNS TABLE (
	program text,
	country text,
	country_alpha3 text,
	country_name text,
	days integer,
	uncovered integer,
	longest integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH reach AS MATERIALIZED (
		SELECT place.posting_id, place.country, place.during
		FROM posting_place place
		WHERE days_uncovered.program IS NULL
		  AND (days_uncovered.accredited OR place.resident)
		UNION ALL
		SELECT place.posting_id, place.country, place.during
		FROM posting_program_place place
		WHERE place.program = days_uncovered.program::program_code
		  AND (days_uncovered.accredited OR place.resident)
	), open AS (
		SELECT min(r.country) AS country, coverage_agg(coverage_within(o.during, r.during)) AS during
		FROM (SELECT s.posting_id, coverage_agg(s.during) AS during
			  FROM posting_status_period s
			  WHERE posting_status_is_open(s.status)
			  GROUP BY s.posting_id) o
		JOIN reach r ON r.posting_id = o.posting_id
		GROUP BY country_code_ordinal(r.country)
	), covered AS (
		SELECT min(r.country) AS country, coverage_agg(coverage_within(h.during, r.during)) AS during
		FROM (SELECT * FROM posting_presence() WHERE NOT days_uncovered.present
			  UNION ALL
			  SELECT * FROM posting_present() WHERE days_uncovered.present) h
		JOIN reach r ON r.posting_id = h.posting_id
		WHERE (days_uncovered.tdy OR NOT h.tdy) AND (days_uncovered.acting OR NOT h.acting)
		GROUP BY country_code_ordinal(r.country)
	)
	SELECT days_uncovered.program::program_code::text, o.country::text, country_alpha3(o.country), country_name(o.country),
		   n.days::integer,
		   coverage_days(uncovered.during, 1::bigint, days_uncovered.within)::integer,
		   coalesce(upper(gap.longest) - lower(gap.longest), 0)
	FROM open o
	LEFT JOIN covered c ON c.country = o.country
	CROSS JOIN LATERAL (SELECT coverage_days(o.during, 1::bigint, days_uncovered.within) AS days) n
	CROSS JOIN LATERAL (SELECT o.during - coalesce(c.during, '{}') AS during) uncovered
	CROSS JOIN LATERAL (SELECT coverage_longest_run(uncovered.during, 1::bigint, days_uncovered.within) AS longest) gap
	WHERE n.days > 0
	  AND check_period(days_uncovered.within) AND check_program(days_uncovered.program)
	  AND days_uncovered.accredited IS NOT NULL AND days_uncovered.tdy IS NOT NULL
	  AND days_uncovered.acting IS NOT NULL AND days_uncovered.present IS NOT NULL
	  AND attache_check_argument(NOT (lower_inf(days_uncovered.within) OR upper_inf(days_uncovered.within)), 'the period has no first or no last day',
								 'Days can be counted in a period with both, as [2006-01-01,2007-01-01).')
	ORDER BY country_name(o.country) COLLATE "C";
END;
COMMENT ON FUNCTION days_uncovered(daterange, text, boolean, boolean, boolean, boolean) IS 'each country in which a posting is open during a bounded period (one that runs the program, if one is given; with accredited, also as part of its area): on how many days one was, on how many of them nobody covered the country (without tdy, people on temporary duty do not count; without acting, those who act; with present, those who are away), and how many the longest run of these has';

CREATE FUNCTION single_points(day date DEFAULT today()) RETURNS TABLE (
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	posting_number text,
	representative text,
	representative_number text,
	kind text,
	last_day date,
	assignment_id bigint,
	posting_id bigint,
	mission_id bigint,
	representative_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH alone AS (
		SELECT min(p.country) AS country, min(p.assignment_id) AS assignment_id
		FROM presence_on(single_points.day) p
		WHERE p.resident
		GROUP BY country_code_ordinal(p.country)
		HAVING count(DISTINCT p.assignment_id) = 1
	)
	SELECT alone.country::text, country_alpha3(alone.country), country_name(alone.country),
		   m.name, m.code, p.number, r.name, r.number, a.kind, upper(a.tenure) - 1,
		   a.assignment_id, a.posting_id, p.mission_id, a.representative_id
	FROM alone
	JOIN assignment a ON a.assignment_id = alone.assignment_id
	JOIN representative r ON r.representative_id = a.representative_id
	JOIN posting p ON p.posting_id = a.posting_id
	JOIN mission_period m ON m.mission_id = p.mission_id AND period_has_day(m.during, single_points.day)
	WHERE check_day(single_points.day)
	ORDER BY country_name(alone.country) COLLATE "C";
END;
COMMENT ON FUNCTION single_points(date) IS 'countries that a single assignment covers on a day, and its last day, NULL while none is known';
