-- Who is where, and what is covered, on a day
--
-- For the day NULL there is no row. STRICT would also say so, but would keep the
-- planner from inlining a function into a query or a report. Who is present is read
-- once, MATERIALIZED: the planner cannot know how many they are, and a guess of a few
-- made it read them once for each posting.
--
-- Rows are sorted by what they show: countries and missions by name, in byte order.

CREATE VIEW mission_shown WITH (security_invoker = true) AS
	SELECT mission_id, country::text AS country, country_alpha3(country) AS country_alpha3, country_name(country) AS country_name,
		   name AS mission, code AS mission_code, during
	FROM mission_period;
COMMENT ON VIEW mission_shown IS 'what reports show of every mission on which days';
COMMENT ON COLUMN mission_shown.mission_id IS 'the mission';
COMMENT ON COLUMN mission_shown.country IS 'code of the country in which it stands';
COMMENT ON COLUMN mission_shown.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN mission_shown.country_name IS 'its name';
COMMENT ON COLUMN mission_shown.mission IS 'name of the mission';
COMMENT ON COLUMN mission_shown.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN mission_shown.during IS 'the days on which it is so';

CREATE FUNCTION roster(day date DEFAULT today(), at_mission bigint DEFAULT NULL) RETURNS TABLE (
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	role text,
	posting_number text,
	representative text,
	representative_number text,
	kind text,
	first_day date,
	last_day date,
	status text,
	programs text,
	away text,
	away_until date,
	stand_in text,
	assignment_id bigint,
	posting_id bigint,
	mission_id bigint,
	representative_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH under_way AS MATERIALIZED (
		SELECT a.* FROM assignments_on(roster.day, roster.at_mission) a
	), mission_on_day AS MATERIALIZED (
		SELECT m.* FROM mission_shown m WHERE period_has_day(m.during, roster.day)
	)
	SELECT m.country,
		   m.country_alpha3,
		   m.country_name,
		   m.mission,
		   m.mission_code,
		   p.role,
		   p.number,
		   r.name,
		   r.number,
		   a.kind,
		   lower(a.tenure),
		   upper(a.tenure) - 1,
		   s.status::text,
		   run.programs,
		   CASE WHEN NOT a.present THEN coalesce((
			   SELECT format('%s at %s', replace(o.kind, 'tdy', 'TDY'), there.mission)
			   FROM assignment o
			   JOIN posting p ON p.posting_id = o.posting_id
			   JOIN mission_on_day there ON there.mission_id = p.mission_id
			   WHERE o.assignment_id = a.elsewhere), 'absent') END,
		   a.away_until,
		   CASE WHEN NOT a.present AND a.kind = 'tour' THEN stand_in.names END,
		   a.assignment_id,
		   a.posting_id,
		   p.mission_id,
		   a.representative_id
	FROM under_way a
	JOIN representative r ON r.representative_id = a.representative_id
	JOIN posting p ON p.posting_id = a.posting_id
	JOIN mission_on_day m ON m.mission_id = p.mission_id
	LEFT JOIN posting_status_on(roster.day, roster.at_mission) s ON s.posting_id = a.posting_id
	LEFT JOIN posting_programs_on(roster.day, roster.at_mission) run ON run.posting_id = a.posting_id
	LEFT JOIN (SELECT o.posting_id, string_agg(r.name, ', ' ORDER BY o.assignment_id) AS names
			   FROM under_way o
			   JOIN representative r ON r.representative_id = o.representative_id
			   WHERE o.kind <> 'tour' AND o.present
			   GROUP BY o.posting_id) stand_in ON stand_in.posting_id = a.posting_id
	ORDER BY m.country_name COLLATE "C", m.mission COLLATE "C", a.assignment_id;
END;
COMMENT ON FUNCTION roster(date, bigint) IS 'every assignment under way on a day, or at one mission unless that is NULL; last_day is inclusive, NULL while none is known; whether its person is away, and until when, and who is at the posting in their place, on temporary duty or acting';

CREATE FUNCTION posting_roster(day date DEFAULT today(), at_mission bigint DEFAULT NULL) RETURNS TABLE (
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	role text,
	posting_number text,
	status text,
	since date,
	seats integer,
	people integer,
	present integer,
	programs text,
	posting_id bigint,
	mission_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.role, p.number,
		   s.status::text, s.since,
		   coalesce(changed.seats, p.seats),
		   coalesce(held.people, 0), coalesce(held.present, 0), run.programs, p.posting_id, p.mission_id
	FROM posting p
	JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, posting_roster.day)
	LEFT JOIN posting_status_on(posting_roster.day, posting_roster.at_mission) s ON s.posting_id = p.posting_id
	LEFT JOIN (SELECT DISTINCT ON (c.posting_id) c.posting_id, c.seats
			   FROM posting_seats_change c
			   WHERE c.effective_day <= posting_roster.day
			   ORDER BY c.posting_id, c.effective_day DESC) changed ON changed.posting_id = p.posting_id
	LEFT JOIN (SELECT a.posting_id, count(*)::integer AS people, (count(*) FILTER (WHERE a.present))::integer AS present
			   FROM (SELECT a.posting_id, a.representative_id, bool_or(a.present) AS present
					 FROM assignments_on(posting_roster.day, posting_roster.at_mission) a
					 GROUP BY a.posting_id, a.representative_id) a
			   GROUP BY a.posting_id) held ON held.posting_id = p.posting_id
	LEFT JOIN posting_programs_on(posting_roster.day, posting_roster.at_mission) run ON run.posting_id = p.posting_id
	WHERE check_day(posting_roster.day)
	  AND (posting_roster.at_mission IS NULL OR check_mission(posting_roster.at_mission))
	  AND (posting_roster.at_mission IS NULL OR p.mission_id = posting_roster.at_mission)
	ORDER BY m.country_name COLLATE "C", m.mission COLLATE "C", p.posting_id;
END;
COMMENT ON FUNCTION posting_roster(date, bigint) IS 'every posting on a day, or of one mission unless that is NULL: its status, NULL while it has none, and since when; its seats, how many people hold it, and how many of them are present';

CREATE FUNCTION coverage_summary(day date DEFAULT today()) RETURNS TABLE (
	program text,
	program_name text,
	countries integer,
	people integer,
	country_codes text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH present AS MATERIALIZED (
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
		SELECT NULL AS program, 'any program' AS name
	)
	SELECT n.program::text, n.name, coalesce(c.countries, 0), coalesce(c.people, 0), coalesce(c.country_codes, '')
	FROM named n
	LEFT JOIN counted c ON c.program = n.program OR c.program IS NULL AND n.program IS NULL
	WHERE check_day(coverage_summary.day)
	ORDER BY program_code_ordinal(n.program) NULLS LAST;
END;
COMMENT ON FUNCTION coverage_summary(date) IS 'for each program on a day: how many countries are covered, which, and by how many people; the last row, without a code and named "any program", is for any posting';

