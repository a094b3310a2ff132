-- A floor as it is kept: the source's 14 countries, from June 2006 on. Corrections of
-- the past are taken and shown; plans for the days to come are refused.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- What a transaction changes is held against what was before it; so this is
-- committed, and taken away in the end.
RESET ROLE;
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206';
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (100, 'the source''s 14', 'floor', 14, '[2006-06-01,)');
INSERT INTO goal_country (goal_id, country) SELECT 100, country FROM mission WHERE mission_id <= 14;
-- The same of one program in one country.
INSERT INTO goal (goal_id, name, kind, program, target, during) VALUES (101, 'CB in Belgium', 'floor', 'CB', 1, '[2006-06-01,)');
INSERT INTO goal_country (goal_id, country) VALUES (101, 'BE');
COMMIT;
-- And a ceiling that has been broken all along.
BEGIN;
SET LOCAL search_path = overseas, tap;
INSERT INTO goal (goal_id, name, kind, program, target, during) VALUES (102, 'no CB in Belgium', 'ceiling', 'CB', 0, '[2006-06-01,)');
INSERT INTO goal_country (goal_id, country) VALUES (102, 'BE');
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL ROLE attache_clerk;
CREATE FUNCTION pg_temp.floor_on(day date) RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', actual, target, state, breached_days) FROM goal_progress(day) WHERE goal_id = 100
$$;
SELECT is(pg_temp.floor_on(today()), '14 14 on track 0', 'a floor of 14 that was never broken');

UPDATE assignment SET tenure = daterange(lower(tenure), '2006-12-01') WHERE assignment_id = 3;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
	SELECT 1000, posting_id, representative_id, '[2007-02-01,)' FROM assignment WHERE assignment_id = 3;
SELECT lives_ok('SET CONSTRAINTS ALL IMMEDIATE', 'a correction in the past takes it to 13 for 2006-12-01 to 2007-01-31');
SET CONSTRAINTS ALL DEFERRED;
SELECT is(pg_temp.floor_on(day), expected, 'as of ' || day)
FROM (VALUES
	('2006-11-30'::date, '14 14 at risk 0'),
	('2006-12-01', '13 14 breached 1'),
	('2006-12-31', '13 14 breached 31'),
	('2007-01-31', '13 14 breached 62'),
	(today(), '14 14 breached 62')
) AS asked (day, expected);

-- Then two leave, on a day to come.
SELECT is(pg_temp.error_of(statement), ARRAY['23514 AT-302 assignment',
		  'coverage would be 12 on 2090-07-01, below the floor of 14 of goal "the source''s 14"',
		  'The goal is enforced from today on. No longer covered on that day: HK, SG.',
		  'Plans that belong together go into one transaction: goals are checked at its end. What has happened goes into another, and says how or why in "ended_as", "reason" or "note".'], what)
FROM (VALUES
	('a plan that takes it to 12 from a day to come', $$UPDATE assignment SET tenure = daterange(lower(tenure), '2090-07-01') WHERE assignment_id IN (4, 5)$$),
	('... in two statements', $$UPDATE assignment SET tenure = daterange(lower(tenure), '2090-07-01') WHERE assignment_id = 4;
		UPDATE assignment SET tenure = daterange(lower(tenure), '2090-07-01') WHERE assignment_id = 5$$)
) AS tried (what, statement);
SELECT is((SELECT upper(tenure) FROM assignment WHERE assignment_id = 4), NULL, 'nothing of it is left');

-- Who goes while somebody else holds the posting takes nothing away; nor does
-- who goes while another posting stands in the country. Whoever is the last does.
INSERT INTO representative (representative_id, name) VALUES (100, 'A'), (101, 'B');
UPDATE posting SET seats = 3 WHERE posting_id = 4;
INSERT INTO posting (posting_id, mission_id, role) VALUES (100, 5, 'representative');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (100, '2000-01-01', 'active', 'test');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(1001, 4, 100, 'tour', daterange(today(), NULL)), (1002, 100, 101, 'tour', daterange(today(), NULL));
-- And a country of two postings where nobody is yet, above a ceiling.
INSERT INTO mission (mission_id, country, city, name) VALUES (100, 'LU', 'Luxembourg', 'Embassy Luxembourg');
INSERT INTO posting (posting_id, mission_id, role) VALUES (101, 100, 'attache'), (102, 100, 'representative');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (101, '2000-01-01', 'active', 'test'), (102, '2000-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(102, 220) i;
-- One of eighteen, all of them filled.
INSERT INTO mission (mission_id, country, city, name) VALUES (101, 'MT', 'Valletta', 'Embassy Valletta');
INSERT INTO posting (posting_id, mission_id, role) SELECT i, 101, 'attache' FROM generate_series(201, 218) i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, '2000-01-01', 'active', 'test' FROM generate_series(201, 218) i;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) SELECT 1000 + i, i, i, daterange(today(), NULL) FROM generate_series(201, 218) i;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
RESET ROLE;
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (103, 'no more', 'ceiling', 23, daterange(today(), NULL));
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of(statement))[2], expected, what)
FROM (VALUES
	('somebody else holds the posting', $$DELETE FROM assignment WHERE assignment_id = 1001$$, NULL),
	('... or another posting there', $$DELETE FROM assignment WHERE assignment_id = 1002$$, NULL),
	('both of them go', $$DELETE FROM assignment WHERE assignment_id IN (4, 1001)$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('... of both postings', $$DELETE FROM assignment WHERE assignment_id = 5; DELETE FROM assignment WHERE assignment_id = 1002$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('one goes and the other is suspended', $$DELETE FROM assignment WHERE assignment_id = 5; INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2090-07-01', 'suspended')$$,
	 'coverage would be 13 on 2090-07-01, below the floor of 14 of goal "the source''s 14"'),
	('one goes to the other posting', $$DELETE FROM assignment WHERE assignment_id = 5; UPDATE assignment SET posting_id = 4 WHERE assignment_id = 1002$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('only people on tours count, and one becomes temporary', $$UPDATE goal SET tdy = false WHERE goal_id = 100;
		UPDATE assignment SET kind = 'tdy', tenure = daterange(lower(tenure), today() + 90) WHERE assignment_id = 1002;
		DELETE FROM assignment WHERE assignment_id = 5$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('people who act do not count, and one begins to', $$UPDATE goal SET acting = false WHERE goal_id = 100;
		UPDATE assignment SET kind = 'acting', representative_id = 100 WHERE assignment_id = 1002;
		DELETE FROM assignment WHERE assignment_id = 5$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('one begins to act where nobody else is, and people who act do not count', $$UPDATE goal SET acting = false WHERE goal_id = 100; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
		UPDATE assignment SET kind = 'acting', representative_id = 100, tenure = daterange(today(), NULL) WHERE assignment_id = 7$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('a program gets another code', $$UPDATE program SET program = 'CBX' WHERE program = 'CB'$$, NULL),
	('... and is no longer run', $$UPDATE program SET program = 'CBX' WHERE program = 'CB'; DELETE FROM posting_program WHERE posting_id = 1 AND program::text = 'CBX'$$,
	 'coverage would be 0 on ' || today() || ', below the floor of 1 of goal "CB in Belgium"'),
	('one is absent, and is held to nothing', $$INSERT INTO absence (representative_id, during) SELECT representative_id, daterange(today(), NULL) FROM assignment WHERE assignment_id = 7$$, NULL),
	('what ends today', $$UPDATE assignment SET tenure = daterange(lower(tenure), today()) WHERE assignment_id = 7$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('... or tomorrow', $$UPDATE assignment SET tenure = daterange(lower(tenure), today() + 1) WHERE assignment_id = 7$$,
	 'coverage would be 13 on ' || today() + 1 || ', below the floor of 14 of goal "the source''s 14"'),
	('the next comes before the one goes', $$UPDATE assignment SET tenure = daterange(lower(tenure), today() + 10) WHERE assignment_id = 6;
		DELETE FROM assignment WHERE assignment_id = 1001;
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (6, 100, daterange(today() + 10, NULL))$$, NULL),
	-- What one gives up others cover: one after the other, and people whom the transaction sends.
	('two cover one after the other what one gives up', $$UPDATE assignment SET tenure = daterange(today(), today() + 400) WHERE assignment_id = 1002;
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 102, daterange(today() + 400, NULL)); DELETE FROM assignment WHERE assignment_id = 5$$, NULL),
	('... but for a day', $$UPDATE assignment SET tenure = daterange(today(), today() + 400) WHERE assignment_id = 1002;
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 102, daterange(today() + 401, NULL)); DELETE FROM assignment WHERE assignment_id = 5$$,
	 'coverage would be 13 on ' || today() + 400 || ', below the floor of 14 of goal "the source''s 14"'),
	('who covers it is suspended', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, today() + 5, 'suspended'); DELETE FROM assignment WHERE assignment_id = 5$$,
	 'coverage would be 13 on ' || today() + 5 || ', below the floor of 14 of goal "the source''s 14"'),
	('who has come goes again', $$SET CONSTRAINTS ALL IMMEDIATE; UPDATE assignment SET posting_id = 4 WHERE assignment_id = 1002; INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (1003, 100, 102, daterange(today(), NULL));
		DELETE FROM assignment WHERE assignment_id = 5; DELETE FROM assignment WHERE assignment_id = 1003$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('two come at once to where nobody was', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (101, 102, daterange(today(), NULL)), (102, 103, daterange(today(), NULL))$$,
	 'coverage would be 24 on ' || today() || ', above the ceiling of 23 of goal "no more"'),
	('one comes to where somebody is', $$INSERT INTO posting (posting_id, mission_id, role) VALUES (103, 7, 'representative'); INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (103, '2000-01-01', 'active', 'test');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (103, 102, daterange(today(), NULL))$$, NULL),
	('... and the one who was there leaves', $$INSERT INTO posting (posting_id, mission_id, role) VALUES (103, 7, 'representative'); INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (103, '2000-01-01', 'active', 'test');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (103, 102, daterange(today(), NULL)); DELETE FROM assignment WHERE assignment_id = 7$$, NULL),
	('many go whose countries others cover', $$DELETE FROM assignment WHERE assignment_id BETWEEN 1201 AND 1217$$, NULL),
	('... and some more in a country of which they are the last', $$DELETE FROM assignment WHERE assignment_id BETWEEN 1201 AND 1217; DELETE FROM assignment WHERE assignment_id IN (5, 1002)$$,
	 'coverage would be 13 on ' || today() || ', below the floor of 14 of goal "the source''s 14"'),
	('all go at once', $$DELETE FROM assignment WHERE upper(tenure) IS NULL$$,
	 'coverage would be 0 on ' || today() || ', below the floor of 14 of goal "the source''s 14"')
) AS tried (what, statement, expected);

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
