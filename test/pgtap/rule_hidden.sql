-- The rules hold for a writer whom row security shows the Netherlands and
-- Luxembourg alone, and what they say gives nothing of Belgium away
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- All that is hidden has a number from 7700 to 7709 or 7731, or a day that the
-- writer below does not name. Nobody else is posted anywhere. What goals are held
-- against has to be committed; it is taken away in the end.
RESET ROLE;
UPDATE rule SET severity = 'error' WHERE enforced_by = 'trigger' AND rule_id <> 'AT-211';
UPDATE rule SET severity = 'off' WHERE rule_id IN ('AT-206', 'AT-207');
DELETE FROM assignment;
INSERT INTO mission (mission_id, country, city, name) VALUES (7700, 'BE', 'Ghent', 'Hidden'), (7710, 'NL', 'Delft', 'Seen'), (7720, 'LU', 'Luxembourg', 'Seen, too');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (7701, 7700, 'attache', 1), (7731, 7700, 'attache', 5), (7711, 7710, 'attache', 1), (7721, 7720, 'attache', 1);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
	SELECT posting_id, '2000-01-01', 'active', 'test' FROM posting WHERE posting_id >= 7700;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (7701, '2071-03-05', 'suspended'), (7731, '2066-07-08', 'closed');
INSERT INTO representative (representative_id, name) VALUES (7706, 'A'), (7707, 'B'), (7708, 'C'), (7716, 'D'), (7717, 'E');
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES
	(7702, 7701, 7706, '[2061-02-03,)'), (7705, 7701, 7707, '[2062-01-01,2062-01-05)'), (7704, 7731, 7708, '[2061-02-03,2061-05-06)'),
	(7712, 7711, 7716, '[2006-01-01,)');
INSERT INTO goal (goal_id, name, kind, target, due_day, during, baseline, baseline_day) VALUES
	(7703, 'a secret', 'floor', 1, NULL, '[2006-01-01,)', NULL, NULL), (7704, 'another secret', 'ceiling', 1, NULL, '[2006-01-01,)', NULL, NULL),
	(7708, 'a secret of the past', 'reach', 1, '2005-03-04', NULL, NULL, NULL), (7709, 'a secret to come', 'reach', 30, '2099-01-01', NULL, NULL, NULL);
INSERT INTO goal_milestone (goal_id, day, target) VALUES (7709, '2062-03-04', 20);
INSERT INTO goal_country (goal_id, country) VALUES (7703, 'BE'), (7703, 'NL'), (7704, 'BE'), (7704, 'LU');
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL datestyle = 'ISO';

-- All that is said when a statement fails.
CREATE FUNCTION pg_temp.said(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text; hint text; context text;
BEGIN
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
	RAISE EXCEPTION 'nothing failed';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
	RETURN regexp_replace(concat_ws(' ', message, detail, hint, context), 'pg_temp_\d+', 'pg_temp', 'g');
END $$;

-- secret: what of it must not be said.
CREATE TEMPORARY TABLE tried (rule text, statement text, secret text, message text, detail text, hint text);
INSERT INTO tried VALUES
	('AT-103 posting_status_change', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (7701, '2072-01-01', 'suspended')$$, '2071|is suspended',
	 'the status of posting 7701 cannot change like this', NULL, 'posting_status_transitions() lists the changes that are allowed.'),
	('AT-106 posting_status_change', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (7731, '2070-01-01', 'active')$$, '2066|closed',
	 'the status of posting 7731 cannot change like this', NULL, 'posting_status_transitions() lists the changes that are allowed.'),
	('AT-105 assignment', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7731, 7717, '[2066-01-01,2066-12-01)')$$, '2066-07|closed',
	 'posting 7731 cannot be held for this tenure', NULL, 'An assignment starts while its posting is active and ends before it closes.'),
	('AT-201 assignment', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7701, 7717, '[2072-01-01,2072-01-10)')$$, '2071|suspended',
	 'posting 7701 cannot be held for this tenure', NULL, 'An assignment starts while its posting is active and ends before it closes.'),
	('AT-106 posting', $$INSERT INTO posting (posting_id, mission_id, role, reopens) VALUES (7722, 7720, 'attache', 7701)$$, '2071|suspended',
	 'posting 7701 is reopened and has not closed', NULL, 'A posting reopens one whose last status is closed, denied or withdrawn.'),
	('AT-107 mission_change', $$INSERT INTO mission_change (mission_id, effective_day, kind) VALUES (7700, '2060-01-01', 'consulate')$$, '7701|7731|attache',
	 'a posting is at a mission where its role does not belong', NULL, 'Give the posting another role, or close it before that day; mission_kinds in table "role" says where a role belongs.'),
	('AT-304 posting_area', $$INSERT INTO posting_area (posting_id, country) VALUES (7701, 'SU')$$, '2061|7702|1992',
	 'posting 7701 covers a country after its last day', NULL, 'Let mission_change say in which country the mission stands from then on, or end the area of the posting.'),
	('AT-202 assignment', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7711, 7706, '[2063-01-01,2063-01-10)')$$, '2061|7701|7702',
	 'representative 7706 cannot have two tours at a time', NULL, 'End one of them sooner, or begin the other later; SET CONSTRAINTS ... DEFERRED lets both change first.'),
	('AT-203 assignment', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7701, 7717, '[2061-12-30,2062-01-10)')$$, '2062-01-01|770[25]|3 people|seats? ',
	 'posting 7701 cannot have so many people', NULL, 'A posting may have one more person than seats, for the days of a handover.'),
	('AT-204 assignment', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7701, 7717, '[2061-01-01,2061-04-01)')$$, '2061-02|7702',
	 'posting 7701 cannot have so many people', NULL, 'A posting may have one more person than seats, for the days of a handover.'),
	('AT-205 assignment', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (7711, 7708, 'acting', '[2061-05-01,2061-05-11)')$$, '2061-05-0[67]|7704|7731',
	 'representative 7708 cannot act without an assignment elsewhere', NULL, 'A person who acts at a posting needs a tour or TDY at another on each of the days.'),
	('AT-209 absence', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (1, 7708, '[2061-05-01,2061-05-11)')$$, '2061-05-0[67]',
	 'representative 7708 is not posted on all days of an absence', NULL, 'An absence is from postings that the person holds; leave its end open while nobody knows it, and enter one for each tenure.'),
	('AT-302 assignment', $$UPDATE assignment SET tenure = '[2006-01-01,2070-01-01)' WHERE assignment_id = 7712$$, '2071|secret|770|be 0|of 1',
	 'a goal does not allow this change', NULL, 'It would take coverage below a floor.'),
	('AT-303 assignment', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7721, 7717, '[2050-01-01,2075-01-01)')$$, '2061|secret|770|be 2|of 1',
	 'a goal does not allow this change', NULL, 'It would take coverage above a ceiling.'),
	('AT-305 goal_country', $$INSERT INTO goal_country (goal_id, country) VALUES (7708, 'NL')$$, '2005|secret',
	 'goal 7708 can no longer change', NULL, 'What a goal asked for is frozen after its due day; a new goal can ask for more.'),
	('AT-306 goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (7709, '2050-01-01', 25)$$, '2062|secret|20,|30',
	 'a milestone of goal 7709 is out of place',
	 'Milestones lie between the baseline and the due day, do not step back, and do not pass the target; a floor or ceiling has none.', NULL);

SELECT ok(pg_temp.said(statement) ~ secret, rule || ' says it to whoever may read it')
FROM tried ORDER BY rule COLLATE "C";

SELECT format('CREATE POLICY seen ON %I USING (%s) WITH CHECK (true); ALTER TABLE %1$I ENABLE ROW LEVEL SECURITY', name, seen)
FROM (VALUES
	('mission', 'mission_id IN (7710, 7720)'), ('posting', 'posting_id IN (7711, 7721)'),
	('posting_status_change', 'posting_id IN (7711, 7721)'), ('assignment', 'posting_id IN (7711, 7721)'),
	('representative', 'representative_id IN (7716, 7717)'),
	('goal', 'false'), ('goal_milestone', 'false'), ('goal_country', 'false')
) AS policies (name, seen) \gexec
GRANT SELECT ON tried TO attache_clerk;
SET LOCAL ROLE attache_clerk;
SELECT is((SELECT string_agg(assignment_id::text, ' ') FROM assignment), '7712', 'the writer sees one assignment');
SELECT is(pg_temp.error_of(statement),
		  ARRAY['23514 ' || rule, message, detail, hint], rule || ' in words')
FROM tried ORDER BY rule COLLATE "C";
SELECT ok(pg_temp.said(statement) !~ secret, rule || ' gives nothing away')
FROM tried ORDER BY rule COLLATE "C";

-- As a warning each says the same, and the statement passes.
RESET ROLE;
UPDATE rule SET severity = 'warning' WHERE enforced_by = 'trigger';
SET LOCAL client_min_messages = error;
SET LOCAL ROLE attache_clerk;
SELECT is(pg_temp.error_of(statement), NULL, rule || ' as a warning') FROM tried ORDER BY rule COLLATE "C";
RESET ROLE;
RESET client_min_messages;
UPDATE rule SET severity = 'error' WHERE rule_id <> 'AT-211';
UPDATE rule SET severity = 'off' WHERE rule_id IN ('AT-206', 'AT-207');
SET LOCAL ROLE attache_clerk;

-- What is not seen counts for the writer, too.
SELECT is(pg_temp.error_of(statement), NULL, what)
FROM (VALUES
	('AT-205: acting with an assignment elsewhere that is not seen', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (7711, 7708, 'acting', '[2061-05-01,2061-05-06)')$$),
	('AT-204: a handover with somebody who is not seen', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7701, 7717, '[2061-01-01,2061-03-05)')$$),
	('AT-302: while a country that is not seen keeps the floor', $$UPDATE assignment SET tenure = '[2006-01-01,2070-01-01)' WHERE assignment_id = 7712;
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7711, 7717, '[2071-03-05,)')$$)
) AS tried (what, statement);

-- Of a goal and its coverage nothing is said, whichever of the tables from which
-- they follow is not read in full.
RESET ROLE;
SELECT format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', relname) FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relrowsecurity \gexec
CREATE FUNCTION pg_temp.error_without(hidden text, statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	error text[];
BEGIN
	EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', hidden);
	EXECUTE format('CREATE POLICY all_of_it ON %I USING (true)', hidden);
	SET LOCAL ROLE attache_clerk;
	error := pg_temp.error_of(statement);
	RESET ROLE;
	EXECUTE format('DROP POLICY all_of_it ON %I', hidden);
	EXECUTE format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', hidden);
	RETURN error;
END $$;
SELECT is(pg_temp.error_without(hidden, statement), ARRAY['23514 ' || rule, message, detail, hint], rule || ' without all of ' || hidden)
FROM tried, unnest('{goal,goal_country,goal_site,assignment,posting_status_change,posting,mission,mission_change,posting_program,posting_area,posting_site,site}'::text[]) AS tables (hidden)
WHERE rule ~ '^AT-30[23]' ORDER BY rule COLLATE "C", hidden;

-- Nor does the owner of the tables see more where row security is forced; the
-- rules do.
CREATE ROLE attache_owner;
GRANT USAGE ON SCHEMA overseas, tap TO attache_owner;
GRANT SELECT ON tried TO attache_owner;
SELECT format('ALTER TABLE %I OWNER TO attache_owner', relname) FROM pg_class
WHERE relnamespace = 'overseas'::regnamespace AND relkind IN ('r', 'v') \gexec
ALTER TABLE assignment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE posting_status_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SET LOCAL ROLE attache_owner;
SELECT is((SELECT string_agg(assignment_id::text, ' ') FROM assignment), '7712', 'the owner sees one assignment');
SELECT is((pg_temp.error_of(statement))[1:2],
		  ARRAY['23514 ' || rule, regexp_replace(replace(message, 'representative 7708', 'C'), 'posting \d+', 'the attache posting at Hidden')], rule || ' for the owner')
FROM tried WHERE rule ~ '^AT-(10[1-6]|20[1345]|302)' ORDER BY rule COLLATE "C";

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
