
-- Where a posting stands, and should not; and what it reopens

CREATE VIEW posting_misplaced WITH (security_invoker = true) AS
	SELECT p.posting_id, m.mission_id, p.role, m.kind, s.during * m.during AS during
	FROM posting p
	JOIN role r ON r.role = p.role
	JOIN mission_period m ON m.mission_id = p.mission_id AND m.kind <> ALL (r.mission_kinds)
	JOIN posting_status_period s ON s.posting_id = p.posting_id AND posting_status_is_open(s.status)
		AND NOT (s.during << m.during OR s.during >> m.during);
COMMENT ON VIEW posting_misplaced IS 'which posting is open at a mission of a kind at which its role does not belong, and when';
COMMENT ON COLUMN posting_misplaced.posting_id IS 'the posting';
COMMENT ON COLUMN posting_misplaced.mission_id IS 'its mission';
COMMENT ON COLUMN posting_misplaced.role IS 'its role';
COMMENT ON COLUMN posting_misplaced.kind IS 'the kind of its mission';
COMMENT ON COLUMN posting_misplaced.during IS 'the days on which it is open there';

CREATE VIEW posting_reopened WITH (security_invoker = true) AS
	SELECT old.posting_id, new.posting_id AS reopened_by, s.status, s.during
	FROM posting new
	JOIN posting old ON old.posting_id = new.reopens
	JOIN posting_status_period s ON s.posting_id = old.posting_id AND upper_inf(s.during) AND NOT posting_status_is_final(s.status);
COMMENT ON VIEW posting_reopened IS 'which posting is reopened by another one, although its last status is not final';
COMMENT ON COLUMN posting_reopened.posting_id IS 'the posting';
COMMENT ON COLUMN posting_reopened.reopened_by IS 'the posting that reopens it';
COMMENT ON COLUMN posting_reopened.status IS 'its last status';
COMMENT ON COLUMN posting_reopened.during IS 'the days from that status on';

CREATE VIEW presence_ended WITH (security_invoker = true) AS
	SELECT p.assignment_id, p.posting_id, p.mission_id, p.country, p.during * daterange(country_withdrawn(p.country), NULL, '()') AS during
	FROM presence p
	WHERE country_withdrawn(p.country) IS NOT NULL AND NOT p.during << daterange(country_withdrawn(p.country), NULL, '()');
COMMENT ON VIEW presence_ended IS 'which assignment covers a country after the day on which its code was withdrawn, and when';
COMMENT ON COLUMN presence_ended.assignment_id IS 'the assignment';
COMMENT ON COLUMN presence_ended.posting_id IS 'its posting';
COMMENT ON COLUMN presence_ended.mission_id IS 'its mission';
COMMENT ON COLUMN presence_ended.country IS 'the country that has ended';
COMMENT ON COLUMN presence_ended.during IS 'the days on which it covers it since';
