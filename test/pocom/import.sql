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

CREATE TABLE refused (line integer, what text, sqlstate text, rule text, message text, detail text);

-- Missions, people, and one posting of a chief at each mission.
INSERT INTO overseas.mission (country, city, name, covers_host, note)
	SELECT coalesce(r.former, s.country), '(not in the source)', 'Mission: ' || s.seat, s.country = s.accredited, s.territory
	FROM seat s LEFT JOIN renamed r USING (territory)
	WHERE s.country IS NOT NULL ORDER BY s.seat;
INSERT INTO overseas.mission_change (mission_id, effective_day, country, covers_host, reason)
	SELECT m.mission_id, c.first_day, c.country, c.covers_host, c.reason
	FROM (SELECT * FROM moved
		  UNION ALL
		  SELECT territory, country_withdrawn(former) + 1, (country_successors(former))[1], NULL, 'the country has another code' FROM renamed) c
	JOIN overseas.mission m ON m.name = 'Mission: ' || c.seat
	ORDER BY m.mission_id, c.first_day;
INSERT INTO overseas.representative (name, note)
	SELECT initcap(replace(person, '-', ' ')), person FROM (SELECT DISTINCT person FROM entry) people ORDER BY person;
INSERT INTO overseas.posting (mission_id, role, note)
	SELECT mission_id, 'chief', 'chief of mission' FROM overseas.mission ORDER BY mission_id;

CREATE VIEW held AS
	SELECT seat, tenure FROM entry
	WHERE NOT nominee AND from_day IS NOT NULL AND line NOT IN (SELECT line FROM accredited)
	UNION ALL
	SELECT seat, tenure FROM resident;
CREATE TABLE chief_posting AS
	SELECT s.seat, p.posting_id
	FROM seat s
	JOIN overseas.mission m ON m.name = 'Mission: ' || s.seat
	JOIN overseas.posting p ON p.mission_id = m.mission_id;

INSERT INTO overseas.posting_status_change (posting_id, effective_day, status, reason, taken_over_from)
	SELECT c.posting_id, min(lower(h.tenure)), 'active', 'the first day of a chief of mission',
		   'Office of the Historian, Principal Officers and Chiefs of Mission'
	FROM chief_posting c JOIN held h USING (seat)
	GROUP BY c.posting_id ORDER BY c.posting_id;
INSERT INTO overseas.posting_status_change (posting_id, effective_day, status, reason)
	SELECT c.posting_id, max(upper(h.tenure)), 'closed', 'after the last day of the last chief of mission'
	FROM chief_posting c JOIN held h USING (seat) JOIN seat s USING (seat)
	WHERE s.has_ended
	GROUP BY c.posting_id HAVING bool_and(NOT upper_inf(h.tenure)) ORDER BY c.posting_id;

-- Where two headed a mission side by side, it had two seats: a personal representative
-- of the President beside a charge d'affaires, an acting principal officer beside another.
INSERT INTO overseas.posting_seats_change (posting_id, effective_day, seats, reason)
	SELECT c.posting_id, e.day, e.seats, e.id
	FROM (SELECT seat, id, lower(tenure) AS day, 2 AS seats FROM entry WHERE id IN ('va-1941-titt-01', 'mk-1994-comr-01')
		  UNION ALL
		  SELECT seat, id, upper(tenure), 1 FROM entry WHERE id IN ('va-1941-titt-01', 'mk-1994-comr-01')) e
	JOIN chief_posting c USING (seat)
	ORDER BY c.posting_id, e.day;

-- Who was accredited at two courts at once, each with a mission: his paper says so.
INSERT INTO overseas.waiver (rule_id, representative_id, during, reference, granted_by, note)
	SELECT 'AT-202', r.representative_id, e.tenure, 'commission of ' || e.appointed, 'the President', e.note
	FROM entry e JOIN overseas.representative r ON r.note = e.person
	WHERE e.id = 'de-1848-done-01';

-- Who was nominated and never sent: a posting that was withdrawn, on the day of
-- the appointment, or else the first day that the note names, or else in the year
-- that the id names. Without any of these the posting has no status.
CREATE TABLE withdrawn AS
	SELECT e.line, m.mission_id, e.id, e.note, nextval(pg_get_serial_sequence('overseas.posting', 'posting_id')) AS posting_id,
		   coalesce(first_day(e.appointed),
					substring(e.note from '((January|February|March|April|May|June|July|August|September|October|November|December) [0-9]{1,2}, [0-9]{4})')::date,
					first_day(substring(e.id from '-(1[789][0-9]{2}|20[0-9]{2})-'))) AS day
	FROM entry e JOIN overseas.mission m ON m.name = 'Mission: ' || e.seat
	WHERE e.nominee;
INSERT INTO overseas.posting (posting_id, mission_id, role, note)
	SELECT posting_id, mission_id, 'chief', 'nomination ' || id FROM withdrawn ORDER BY posting_id;
INSERT INTO overseas.posting_status_change (posting_id, effective_day, status, reason, taken_over_from)
	SELECT posting_id, day, 'withdrawn', note, 'Office of the Historian, Principal Officers and Chiefs of Mission'
	FROM withdrawn WHERE day IS NOT NULL ORDER BY posting_id;

-- What a rule or a constraint refuses is of class 23; anything else ends the import.
CREATE PROCEDURE attempt(line integer, what text, statement text) LANGUAGE plpgsql AS $$
DECLARE
	code text; rule text; message text; detail text;
BEGIN
	EXECUTE statement;
EXCEPTION WHEN integrity_constraint_violation THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, rule = CONSTRAINT_NAME, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	INSERT INTO refused VALUES (line, what, code, rule, message, detail);
END $$;

-- Charges d'affaires ad interim are tours: each headed the mission in his own
-- right, and the source has no assignment elsewhere, as acting would need.
DO $$
DECLARE
	row record;
BEGIN
	FOR row IN
		SELECT e.line, format('%s: %s', e.id, e.tenure) AS what,
			   format('INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure, note) VALUES (%s, %s, %L, %L, %L)',
					  c.posting_id, r.representative_id, 'tour', e.tenure, concat_ws(': ', e.id, e.role)) AS statement
		FROM (SELECT line, id, role, person, seat, tenure FROM entry
			  WHERE NOT nominee AND line NOT IN (SELECT line FROM accredited)
			  UNION ALL
			  SELECT NULL, 'resident, not in the source', NULL, person, seat, tenure FROM resident) e
		JOIN chief_posting c USING (seat)
		JOIN overseas.representative r ON r.note = e.person
		ORDER BY e.tenure, e.line
	LOOP
		CALL pocom.attempt(row.line, row.what, row.statement);
	END LOOP;

	FOR row IN
		SELECT format('area of %s: %s, %s', a.seat, a.country::text, a.during) AS what,
			   format('INSERT INTO overseas.posting_area (posting_id, country, during) VALUES (%s, %L, %L)',
					  c.posting_id, a.country, a.during) AS statement
		FROM (SELECT resident_seat AS seat, country, unnest(range_agg(tenure)) AS during
			  FROM accredited WHERE country IS NOT NULL AND NOT lower_inf(tenure)
			  GROUP BY resident_seat, country
			  UNION ALL
			  SELECT seat, accredited, daterange(NULL, NULL) FROM seat WHERE country <> accredited
			  UNION ALL
			  SELECT s.seat, s.accredited, daterange(min(m.first_day), max(m.first_day)) FROM moved m JOIN seat s USING (seat) GROUP BY s.seat, s.accredited) a
		JOIN chief_posting c USING (seat)
		ORDER BY a.seat, a.country, a.during
	LOOP
		CALL pocom.attempt(NULL, row.what, row.statement);
	END LOOP;
END $$;

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
	LEFT JOIN refused r USING (line)
	LEFT JOIN withdrawn w USING (line)
	LEFT JOIN (SELECT DISTINCT line FROM accredited) a USING (line)
	LEFT JOIN overseas.assignment o ON o.note = concat_ws(': ', e.id, e.role);
RESET client_min_messages;
