-- Takes the source over into the registry overseas, row by row, and keeps what a
-- rule refuses.
SET search_path = pocom, :"schema";
SET client_min_messages = error; -- AT-206 warns

-- What the agency would set: in three centuries many a chief of mission has
-- stayed longer than an attache may, and has left one post on the day of arriving at
-- the next. Chiefs of mission are a role of their own, at missions of any kind.
UPDATE overseas.rule SET severity = 'warning', note = 'history: chiefs of mission stayed longer' WHERE rule_id = 'AT-206';
UPDATE overseas.rule SET longest = '1 day', note = 'a handover between two posts on the day of arrival' WHERE rule_id = 'AT-202';
INSERT INTO overseas.role (role, name) VALUES ('chief', 'Chief of mission');

-- What the source says, as lines: people and postings have their names in it as numbers.
SELECT set_config('attache.batch', 'pocom', false) \g /dev/null
INSERT INTO overseas.mission_entry (country, city, name, covers_host, note)
	SELECT coalesce(r.former, s.country), '(not in the source)', 'Mission: ' || s.seat, s.country = s.accredited, s.territory
	FROM seat s LEFT JOIN renamed r USING (territory)
	WHERE s.country IS NOT NULL ORDER BY s.seat;
INSERT INTO overseas.mission_change_entry (mission, effective_day, country, covers_host, reason)
	SELECT 'Mission: ' || c.seat, c.first_day, c.country, c.covers_host, c.reason
	FROM (SELECT * FROM moved
		  UNION ALL
		  SELECT territory, country_withdrawn(former) + 1, (country_successors(former))[1], NULL, 'the country has another code' FROM renamed) c
	ORDER BY c.seat, c.first_day;
INSERT INTO overseas.representative_entry (number, name)
	SELECT person, initcap(replace(person, '-', ' ')) FROM (SELECT DISTINCT person FROM entry) people ORDER BY person;

CREATE VIEW held AS
	SELECT seat, tenure FROM entry
	WHERE NOT nominee AND from_day IS NOT NULL AND line NOT IN (SELECT line FROM accredited)
	UNION ALL
	SELECT seat, tenure FROM resident;
-- One posting of a chief at each mission, from the first day that is known.
INSERT INTO overseas.posting_entry (number, mission, role, status, effective_day, reason, taken_over_from, note)
	SELECT s.seat, 'Mission: ' || s.seat, 'chief', CASE WHEN h.first_day IS NOT NULL THEN 'active' END, h.first_day,
		   CASE WHEN h.first_day IS NOT NULL THEN 'the first day of a chief of mission' END,
		   CASE WHEN h.first_day IS NOT NULL THEN 'Office of the Historian, Principal Officers and Chiefs of Mission' END, 'chief of mission'
	FROM seat s LEFT JOIN (SELECT seat, min(lower(tenure)) AS first_day FROM held GROUP BY seat) h USING (seat)
	WHERE s.country IS NOT NULL ORDER BY s.seat;
INSERT INTO overseas.posting_status_change_entry (posting, effective_day, status, reason)
	SELECT seat, max(upper(h.tenure)), 'closed', 'after the last day of the last chief of mission'
	FROM held h JOIN seat s USING (seat)
	WHERE s.has_ended AND s.country IS NOT NULL
	GROUP BY seat HAVING bool_and(NOT upper_inf(h.tenure)) ORDER BY seat;

-- Where two headed a mission side by side, it had two seats: a personal representative
-- of the President beside a charge d'affaires, an acting principal officer beside another.
INSERT INTO overseas.posting_seats_change_entry (posting, effective_day, seats, reason)
	SELECT seat, lower(tenure), 2, id FROM entry WHERE id IN ('va-1941-titt-01', 'mk-1994-comr-01')
	UNION ALL
	SELECT seat, upper(tenure), 1, id FROM entry WHERE id IN ('va-1941-titt-01', 'mk-1994-comr-01');

-- Who was nominated and never sent: a posting that was withdrawn, on the day of
-- the appointment, or else the first day that the note names, or else in the year
-- that the id names. Without any of these the posting has no status.
CREATE TABLE withdrawn AS
	SELECT e.line, e.seat, e.id, e.note,
		   coalesce(first_day(e.appointed),
					substring(e.note from '((January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{1,2}, [0-9]{4})')::date,
					first_day(substring(e.id from '-(1[789][0-9]{2}|20[0-9]{2})-'))) AS day
	FROM entry e JOIN seat s USING (seat)
	WHERE e.nominee AND s.country IS NOT NULL;
INSERT INTO overseas.posting_entry (number, mission, role, status, effective_day, reason, taken_over_from, note)
	SELECT id, 'Mission: ' || seat, 'chief', CASE WHEN day IS NOT NULL THEN 'withdrawn' END, day, CASE WHEN day IS NOT NULL THEN note END,
		   CASE WHEN day IS NOT NULL THEN 'Office of the Historian, Principal Officers and Chiefs of Mission' END, 'nomination ' || id
	FROM withdrawn ORDER BY line;

-- Charges d'affaires ad interim are tours: each headed the mission in his own
-- right, and the source has no assignment elsewhere, as acting would need. The number of
-- the line is that of the source; the residents that it has no line for come after them.
INSERT INTO overseas.assignment_entry (line, posting, representative, first_day, last_day, note)
	SELECT coalesce(e.line, 100000 + row_number() OVER (PARTITION BY e.line ORDER BY e.person, e.tenure)), e.seat, e.person, lower(e.tenure), upper(e.tenure) - 1, concat_ws(': ', e.id, e.role)
	FROM (SELECT line, id, role, person, seat, tenure FROM entry
		  WHERE NOT nominee AND line NOT IN (SELECT line FROM accredited)
		  UNION ALL
		  SELECT NULL, 'resident, not in the source', NULL, person, seat, tenure FROM resident) e
	JOIN seat s USING (seat)
	WHERE s.country IS NOT NULL;

INSERT INTO overseas.posting_area_entry (posting, country, first_day, last_day)
	SELECT a.seat, a.country, lower(a.during), upper(a.during) - 1
	FROM (SELECT resident_seat AS seat, country, unnest(range_agg(tenure)) AS during
		  FROM accredited WHERE country IS NOT NULL AND NOT lower_inf(tenure)
		  GROUP BY resident_seat, country
		  UNION ALL
		  SELECT seat, accredited, daterange(NULL, NULL) FROM seat WHERE country <> accredited
		  UNION ALL
		  SELECT s.seat, s.accredited, daterange(min(m.first_day), max(m.first_day)) FROM moved m JOIN seat s USING (seat) GROUP BY s.seat, s.accredited) a
	JOIN seat s USING (seat)
	WHERE s.country IS NOT NULL
	ORDER BY a.seat, a.country, a.during;

-- Postings and people first, as a waiver names one of them: who was accredited at two
-- courts at once, each with a mission. His paper says so.
UPDATE overseas.assignment_entry SET batch = 'pocom assignments';
SELECT * FROM overseas.accept_entries('pocom', complete => false) \gset
INSERT INTO overseas.waiver (rule_id, representative_id, during, reference, granted_by, note)
	SELECT 'AT-202', overseas.key_of('representative', e.person), e.tenure, 'commission of ' || e.appointed, 'the President', e.note
	FROM entry e WHERE e.id = 'de-1848-done-01';

-- What a check says is what is refused.
CREATE TABLE refused AS
	SELECT f.line, f.kind, f.sqlstate, f.rule_id AS rule, f.message, f.detail
	FROM overseas.check_entries('pocom assignments') f WHERE f.severity = 'error';
SELECT * FROM overseas.accept_entries('pocom assignments', complete => false) \gset

-- Where each line of the source has gone.
CREATE VIEW outcome AS
	SELECT e.line, e.id, e.territory,
		   CASE WHEN e.country IS NULL THEN 'territory without a country'
				WHEN r.line IS NOT NULL THEN 'refused: ' || r.rule
				WHEN w.line IS NOT NULL THEN CASE WHEN w.day IS NULL THEN 'posting, withdrawn on no known day' ELSE 'posting, withdrawn' END
				WHEN a.line IS NOT NULL AND lower_inf(e.tenure) THEN 'area without a first day'
				WHEN a.line IS NOT NULL THEN 'area of a resident''s posting'
				WHEN o.assignment_id IS NOT NULL THEN 'assignment'
				ELSE 'lost' END AS outcome
	FROM entry e
	LEFT JOIN refused r ON r.line = e.line
	LEFT JOIN withdrawn w ON w.line = e.line
	LEFT JOIN (SELECT DISTINCT line FROM accredited) a ON a.line = e.line
	LEFT JOIN overseas.assignment o ON o.note = concat_ws(': ', e.id, e.role);
RESET client_min_messages;
