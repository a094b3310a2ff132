
-- Who is present where, and what is covered
--
-- Two periods meet here if neither lies before the other. That is what && says
-- of periods that are not empty, as these are not; but of && the planner thinks
-- that next to nothing passes it, and takes a loop for a join of whole tables.

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

CREATE VIEW posting_place WITH (security_invoker = true) AS
	SELECT p.posting_id, p.role, m.country, true AS resident, daterange(NULL, NULL) AS during
	FROM posting p
	JOIN mission m ON m.mission_id = p.mission_id AND m.kind <> 'organization'
	UNION ALL
	SELECT p.posting_id, p.role, area.country, false, area.during
	FROM posting p
	JOIN mission m ON m.mission_id = p.mission_id AND m.kind <> 'organization'
	JOIN posting_area area ON area.posting_id = p.posting_id;
COMMENT ON VIEW posting_place IS 'which country a posting covers while it is held, and when; a mission to an organization covers none';
COMMENT ON COLUMN posting_place.posting_id IS 'the posting';
COMMENT ON COLUMN posting_place.role IS 'its role';
COMMENT ON COLUMN posting_place.country IS 'the country that it covers';
COMMENT ON COLUMN posting_place.resident IS 'true for the country in which it stands, false for one of its area';
COMMENT ON COLUMN posting_place.during IS 'the days on which it does, if it is held';

CREATE VIEW presence WITH (security_invoker = true) AS
	SELECT h.assignment_id, h.posting_id, h.representative_id, h.kind, place.role,
		   place.country, place.resident, h.during * place.during AS during
	FROM posting_held h
	JOIN posting_place place ON place.posting_id = h.posting_id AND NOT (h.during << place.during OR h.during >> place.during);
COMMENT ON VIEW presence IS 'which assignment covers which country when: its days in a status of the posting that counts';
COMMENT ON COLUMN presence.assignment_id IS 'the assignment';
COMMENT ON COLUMN presence.posting_id IS 'its posting';
COMMENT ON COLUMN presence.representative_id IS 'its person';
COMMENT ON COLUMN presence.kind IS 'tour, tdy or acting';
COMMENT ON COLUMN presence.role IS 'the role of the posting';
COMMENT ON COLUMN presence.country IS 'the country that it covers';
COMMENT ON COLUMN presence.resident IS 'true for the country in which the posting stands, false for one of its area';
COMMENT ON COLUMN presence.during IS 'the days on which it does';

CREATE FUNCTION posting_status_on(day date DEFAULT today()) RETURNS TABLE (
	posting_id bigint,
	status posting_status,
	since date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT DISTINCT ON (c.posting_id) c.posting_id, c.status, c.effective_day
	FROM posting_status_change c
	WHERE c.effective_day <= posting_status_on.day AND check_day(posting_status_on.day)
	ORDER BY c.posting_id, c.effective_day DESC;
END;
COMMENT ON FUNCTION posting_status_on(date) IS 'the status of each posting on a day, and since when; a posting that has none yet has no row';

CREATE FUNCTION presence_on(day date DEFAULT today()) RETURNS TABLE (
	assignment_id bigint,
	posting_id bigint,
	representative_id bigint,
	kind text,
	role text,
	country country_code,
	resident boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind, place.role, place.country, place.resident
	FROM assignment a
	JOIN posting_status_on(presence_on.day) s ON s.posting_id = a.posting_id AND posting_status_counts(s.status)
	JOIN posting_place place ON place.posting_id = a.posting_id AND place.during @> presence_on.day
	WHERE a.tenure @> presence_on.day AND check_day(presence_on.day);
END;
COMMENT ON FUNCTION presence_on(date) IS 'which assignment covers which country on a day: the rows of presence with that day, found from the assignments under way';

CREATE VIEW program_presence WITH (security_invoker = true) AS
	SELECT pp.program, p.assignment_id, p.posting_id, p.representative_id, p.kind, p.role,
		   p.country, p.resident, p.during * pp.during AS during
	FROM presence p
	JOIN posting_program pp ON pp.posting_id = p.posting_id AND NOT (p.during << pp.during OR p.during >> pp.during);
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
