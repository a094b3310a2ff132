
-- Who is present where, and what is covered
--
-- Two periods meet here if neither lies before the other. That is what && says
-- of periods that are not empty, as these are not; but of && the planner thinks
-- that next to nothing passes it, and takes a loop for a join of whole tables. So it
-- does of @>, for periods that a view has computed; of IS NOT NULL it thinks that next
-- to everything passes, which is how it is with the periods of missions.

CREATE FUNCTION period_has_day(during daterange, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(during @> day, false) IS NOT NULL;
COMMENT ON FUNCTION period_has_day(daterange, date) IS 'is a day in a period? For conditions on periods that a view has computed, which most are expected to pass; false if one is NULL';

CREATE FUNCTION periods_meet(during daterange, within daterange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(days_meet(during, within), false) IS NOT NULL;
COMMENT ON FUNCTION periods_meet(daterange, daterange) IS 'have two periods a day in common? For conditions on whole tables that next to all rows pass';

-- Those under way today are few of all that ever were. So the day after the last comes
-- first in the index that this reads.
CREATE FUNCTION tenure_has_day(tenure daterange, day date) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(upper(tenure), 'infinity') > day AND lower(tenure) <= day;
COMMENT ON FUNCTION tenure_has_day(daterange, date) IS 'is a day in the tenure of an assignment? For conditions on all of them: it costs what is found, not what there is; not true if one is NULL';

-- Of two bounds the planner thinks that few tenures lie between them, and reads the index;
-- of one, that a third does, and reads the table.
CREATE FUNCTION tenure_meets(tenure daterange, within daterange) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(upper(tenure), 'infinity') > coalesce(lower(within), '-infinity') AND coalesce(upper(tenure), 'infinity') <= 'infinity'
	   AND lower(tenure) < coalesce(upper(within), 'infinity');
COMMENT ON FUNCTION tenure_meets(daterange, daterange) IS 'part of accountable() and goal_remedies(): has the tenure of an assignment a day of a period? For conditions on all of them: it costs what ends after the period begins, not what there is';

CREATE VIEW posting_status_period WITH (security_invoker = true) AS
	SELECT posting_id,
		   status,
		   daterange(effective_day, lead(effective_day) OVER (PARTITION BY posting_id ORDER BY effective_day)) AS during
	FROM posting_status_change;
COMMENT ON VIEW posting_status_period IS 'every status of every posting with the days on which it holds';
COMMENT ON COLUMN posting_status_period.posting_id IS 'the posting';
COMMENT ON COLUMN posting_status_period.status IS 'its status';
COMMENT ON COLUMN posting_status_period.during IS 'the days on which it has that status';

CREATE VIEW posting_seats_period WITH (security_invoker = true) AS
	SELECT posting_id,
		   seats,
		   daterange(effective_day, lead(effective_day) OVER (PARTITION BY posting_id ORDER BY effective_day NULLS FIRST)) AS during
	FROM (SELECT posting_id, NULL::date AS effective_day, seats FROM posting
		  UNION ALL
		  SELECT posting_id, effective_day, seats FROM posting_seats_change) change;
COMMENT ON VIEW posting_seats_period IS 'how many seats every posting has, with the days on which it does';
COMMENT ON COLUMN posting_seats_period.posting_id IS 'the posting';
COMMENT ON COLUMN posting_seats_period.seats IS 'its seats';
COMMENT ON COLUMN posting_seats_period.during IS 'the days on which it has so many';

CREATE VIEW posting_held WITH (security_invoker = true) AS
	SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind, a.tenure * s.during AS during
	FROM assignment a
	JOIN posting_status_period s ON s.posting_id = a.posting_id AND NOT (a.tenure << s.during OR a.tenure >> s.during) AND posting_status_counts(s.status);
COMMENT ON VIEW posting_held IS 'which assignment holds its posting in a status that counts as presence, and when';
COMMENT ON COLUMN posting_held.assignment_id IS 'the assignment';
COMMENT ON COLUMN posting_held.posting_id IS 'its posting';
COMMENT ON COLUMN posting_held.representative_id IS 'its person';
COMMENT ON COLUMN posting_held.kind IS 'tour, tdy or acting';
COMMENT ON COLUMN posting_held.during IS 'its days in one status that counts';

CREATE VIEW mission_period WITH (security_invoker = true) AS
	SELECT m.mission_id, m.kind, m.country, m.city, m.name, m.code, m.covers_host, daterange(NULL, changed.first_day) AS during
	FROM mission m
	LEFT JOIN (SELECT c.mission_id, min(c.effective_day) AS first_day
			   FROM mission_change c GROUP BY c.mission_id) changed ON changed.mission_id = m.mission_id
	UNION ALL
	-- Of each of these what the latest change says that says anything of it.
	SELECT m.mission_id, coalesce(said.kind, m.kind), coalesce(said.country, m.country), coalesce(said.city, m.city),
		   coalesce(said.name, m.name), m.code, coalesce(said.covers_host, m.covers_host), said.during
	FROM mission m
	JOIN (SELECT c.mission_id,
				 (array_agg(c.kind) FILTER (WHERE c.kind IS NOT NULL) OVER since)[1] AS kind,
				 (array_agg(c.country) FILTER (WHERE c.country IS NOT NULL) OVER since)[1] AS country,
				 (array_agg(c.city) FILTER (WHERE c.city IS NOT NULL) OVER since)[1] AS city,
				 (array_agg(c.name) FILTER (WHERE c.name IS NOT NULL) OVER since)[1] AS name,
				 (array_agg(c.covers_host) FILTER (WHERE c.covers_host IS NOT NULL) OVER since)[1] AS covers_host,
				 daterange(c.effective_day, lag(c.effective_day) OVER since) AS during
		  FROM mission_change c
		  WINDOW since AS (PARTITION BY c.mission_id ORDER BY c.effective_day DESC ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)) said
		ON said.mission_id = m.mission_id;
COMMENT ON VIEW mission_period IS 'what every mission is, with the days on which it is so';
COMMENT ON COLUMN mission_period.mission_id IS 'the mission';
COMMENT ON COLUMN mission_period.kind IS 'embassy, consulate or organization';
COMMENT ON COLUMN mission_period.country IS 'the country in which it stands';
COMMENT ON COLUMN mission_period.city IS 'the city in which it stands';
COMMENT ON COLUMN mission_period.name IS 'its name';
COMMENT ON COLUMN mission_period.code IS 'its code; NULL for none';
COMMENT ON COLUMN mission_period.covers_host IS 'do its postings cover the country in which it stands?';
COMMENT ON COLUMN mission_period.during IS 'the days on which it is so';

CREATE VIEW posting_place WITH (security_invoker = true) AS
	SELECT p.posting_id, p.role, m.country, true AS resident, NULL::program_code AS program, m.during, m.mission_id
	FROM posting p
	JOIN mission_period m ON m.mission_id = p.mission_id AND m.kind <> 'organization' AND m.covers_host
	UNION ALL
	SELECT p.posting_id, p.role, area.country, false, area.program, area.during * m.during, m.mission_id
	FROM posting p
	JOIN posting_area area ON area.posting_id = p.posting_id
	JOIN mission_period m ON m.mission_id = p.mission_id AND m.kind <> 'organization' AND NOT (area.during << m.during OR area.during >> m.during);
COMMENT ON VIEW posting_place IS 'which country a posting covers while it is held, and when; one at a mission to an organization covers none';
COMMENT ON COLUMN posting_place.posting_id IS 'the posting';
COMMENT ON COLUMN posting_place.role IS 'its role';
COMMENT ON COLUMN posting_place.country IS 'the country that it covers';
COMMENT ON COLUMN posting_place.resident IS 'true for the country in which it stands, false for one of its area';
COMMENT ON COLUMN posting_place.program IS 'the only program for which it does; NULL for any';
COMMENT ON COLUMN posting_place.during IS 'the days on which it does, if it is held';
COMMENT ON COLUMN posting_place.mission_id IS 'its mission';

CREATE FUNCTION place_is_for(place program_code, program program_code) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN place IS NULL OR place = program;
COMMENT ON FUNCTION place_is_for(program_code, program_code) IS 'does a posting cover a place for a program that it runs? By the program of the place, NULL for any';

CREATE VIEW posting_program_place WITH (security_invoker = true) AS
	SELECT pp.program, place.posting_id, place.role, place.country, place.resident, place.during * pp.during AS during, place.mission_id
	FROM posting_place place
	JOIN posting_program pp ON pp.posting_id = place.posting_id AND place_is_for(place.program, pp.program)
		AND NOT (place.during << pp.during OR place.during >> pp.during);
COMMENT ON VIEW posting_program_place IS 'which country a posting covers for which program while it is held, and when';
COMMENT ON COLUMN posting_program_place.program IS 'the program';
COMMENT ON COLUMN posting_program_place.posting_id IS 'the posting';
COMMENT ON COLUMN posting_program_place.role IS 'its role';
COMMENT ON COLUMN posting_program_place.country IS 'the country that it covers';
COMMENT ON COLUMN posting_program_place.resident IS 'true for the country in which it stands, false for one of its area';
COMMENT ON COLUMN posting_program_place.during IS 'the days on which it does, if it is held';
COMMENT ON COLUMN posting_program_place.mission_id IS 'its mission';

CREATE VIEW presence WITH (security_invoker = true) AS
	SELECT h.assignment_id, h.posting_id, place.mission_id, h.representative_id, h.kind, place.role,
		   place.country, place.resident, place.program, h.during * place.during AS during
	FROM posting_held h
	JOIN posting_place place ON place.posting_id = h.posting_id AND NOT (h.during << place.during OR h.during >> place.during);
COMMENT ON VIEW presence IS 'which assignment covers which country when: its days in a status of the posting that counts';
COMMENT ON COLUMN presence.assignment_id IS 'the assignment';
COMMENT ON COLUMN presence.posting_id IS 'its posting';
COMMENT ON COLUMN presence.mission_id IS 'the mission of the posting';
COMMENT ON COLUMN presence.representative_id IS 'its person';
COMMENT ON COLUMN presence.kind IS 'tour, tdy or acting';
COMMENT ON COLUMN presence.role IS 'the role of the posting';
COMMENT ON COLUMN presence.country IS 'the country that it covers';
COMMENT ON COLUMN presence.resident IS 'true for the country in which the posting stands, false for one of its area';
COMMENT ON COLUMN presence.program IS 'the only program for which it does; NULL for any';
COMMENT ON COLUMN presence.during IS 'the days on which it does';

-- For one mission what is of its postings alone is read, by index, where "at_mission" is a
-- constant or a parameter when the question is planned.
CREATE FUNCTION posting_status_on(day date DEFAULT today(), at_mission bigint DEFAULT NULL) RETURNS TABLE (
	posting_id bigint,
	status posting_status,
	since date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT DISTINCT ON (c.posting_id) c.posting_id, c.status, c.effective_day
	FROM posting_status_change c
	WHERE c.effective_day <= posting_status_on.day AND check_day(posting_status_on.day)
	  AND (posting_status_on.at_mission IS NULL OR check_mission(posting_status_on.at_mission))
	  AND (posting_status_on.at_mission IS NULL OR c.posting_id = ANY (ARRAY(SELECT p.posting_id FROM posting p WHERE p.mission_id = posting_status_on.at_mission)))
	ORDER BY c.posting_id, c.effective_day DESC;
END;
COMMENT ON FUNCTION posting_status_on(date, bigint) IS 'the status on a day of each posting, or of those of one mission unless that is NULL, and since when; a posting that has none yet has no row';

CREATE FUNCTION posting_status_of(posting_id bigint, day date) RETURNS TABLE (
	status posting_status,
	since date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT c.status, c.effective_day
	FROM posting_status_change c
	WHERE c.posting_id = posting_status_of.posting_id AND c.effective_day <= posting_status_of.day AND check_day(posting_status_of.day)
	ORDER BY c.effective_day DESC LIMIT 1;
END;
COMMENT ON FUNCTION posting_status_of(bigint, date) IS 'the status of one posting on a day, and since when; no row if it has none yet, and for NULL';

CREATE FUNCTION posting_programs_on(day date DEFAULT today(), at_mission bigint DEFAULT NULL) RETURNS TABLE (
	posting_id bigint,
	programs text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT pp.posting_id, string_agg(pp.program::text, ', ' ORDER BY program_code_ordinal(pp.program))
	FROM posting_program pp
	WHERE pp.during @> posting_programs_on.day AND check_day(posting_programs_on.day)
	  AND (posting_programs_on.at_mission IS NULL OR check_mission(posting_programs_on.at_mission))
	  AND (posting_programs_on.at_mission IS NULL OR pp.posting_id = ANY (ARRAY(SELECT p.posting_id FROM posting p WHERE p.mission_id = posting_programs_on.at_mission)))
	GROUP BY pp.posting_id;
END;
COMMENT ON FUNCTION posting_programs_on(date, bigint) IS 'which programs each posting runs on a day, or each of one mission unless that is NULL, in the order of their codes; a posting that runs none has no row';

CREATE FUNCTION presence_on(day date DEFAULT today()) RETURNS TABLE (
	assignment_id bigint,
	posting_id bigint,
	representative_id bigint,
	kind text,
	role text,
	country country_code,
	resident boolean,
	program program_code
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind, place.role, place.country, place.resident, place.program
	FROM assignment a
	JOIN posting_status_on(presence_on.day) s ON s.posting_id = a.posting_id AND posting_status_counts(s.status)
	JOIN posting_place place ON place.posting_id = a.posting_id AND period_has_day(place.during, presence_on.day)
	WHERE tenure_has_day(a.tenure, presence_on.day) AND check_day(presence_on.day);
END;
COMMENT ON FUNCTION presence_on(date) IS 'which assignment covers which country on a day: the rows of presence with that day, found from the assignments under way';

CREATE VIEW program_presence WITH (security_invoker = true) AS
	SELECT place.program, h.assignment_id, h.posting_id, h.representative_id, h.kind, place.role,
		   place.country, place.resident, h.during * place.during AS during
	FROM posting_held h
	JOIN posting_program_place place ON place.posting_id = h.posting_id AND NOT (h.during << place.during OR h.during >> place.during);
COMMENT ON VIEW program_presence IS 'which assignment covers which country for which program, and when';
COMMENT ON COLUMN program_presence.program IS 'the program';
COMMENT ON COLUMN program_presence.assignment_id IS 'the assignment';
COMMENT ON COLUMN program_presence.posting_id IS 'its posting';
COMMENT ON COLUMN program_presence.representative_id IS 'its person';
COMMENT ON COLUMN program_presence.kind IS 'tour, tdy or acting';
COMMENT ON COLUMN program_presence.role IS 'the role of the posting';
COMMENT ON COLUMN program_presence.country IS 'the country that it covers';
COMMENT ON COLUMN program_presence.resident IS 'true for the country in which the posting stands, false for one of its area';
COMMENT ON COLUMN program_presence.during IS 'the days on which it does';

CREATE VIEW site_presence WITH (security_invoker = true) AS
	SELECT ps.program, ps.site_id, h.assignment_id, h.posting_id, h.representative_id, h.kind, p.role,
		   h.during * ps.during AS during
	FROM posting_held h
	JOIN posting p ON p.posting_id = h.posting_id
	JOIN posting_site ps ON ps.posting_id = h.posting_id AND NOT (h.during << ps.during OR h.during >> ps.during);
COMMENT ON VIEW site_presence IS 'which assignment covers which site for which program, and when';
COMMENT ON COLUMN site_presence.program IS 'the program for which the posting serves the site';
COMMENT ON COLUMN site_presence.site_id IS 'the site';
COMMENT ON COLUMN site_presence.assignment_id IS 'the assignment';
COMMENT ON COLUMN site_presence.posting_id IS 'its posting';
COMMENT ON COLUMN site_presence.representative_id IS 'its person';
COMMENT ON COLUMN site_presence.kind IS 'tour, tdy or acting';
COMMENT ON COLUMN site_presence.role IS 'the role of the posting';
COMMENT ON COLUMN site_presence.during IS 'the days on which it does';

CREATE FUNCTION assignment_if(hypothesis hypothesis DEFAULT NULL) RETURNS TABLE (
	assignment_id bigint,
	posting_id bigint,
	representative_id bigint,
	kind text,
	tenure daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind,
		   -- For no hypothesis the planner sees that this is the tenure as it is.
		   CASE WHEN (assignment_if.hypothesis).end_assignments IS NOT NULL AND a.assignment_id = ANY ((assignment_if.hypothesis).end_assignments)
				THEN a.tenure * daterange(NULL, (assignment_if.hypothesis).last_day, '[]')
				WHEN (assignment_if.hypothesis).extend_assignments IS NOT NULL AND a.assignment_id = ANY ((assignment_if.hypothesis).extend_assignments)
					 AND ((assignment_if.hypothesis).new_last_day >= lower(a.tenure)) IS NOT FALSE
				THEN a.tenure + daterange(lower(a.tenure), (assignment_if.hypothesis).new_last_day, '[]')
				ELSE a.tenure END
	FROM assignment a;
END;
COMMENT ON FUNCTION assignment_if(hypothesis) IS 'every assignment as it would be by a hypothesis, with an empty tenure if it would never begin; as it is for NULL';
