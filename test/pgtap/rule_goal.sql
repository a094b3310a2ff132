-- AT-302, AT-303, AT-305, AT-306, AT-307: goals, floors and ceilings; TRUNCATE
\ir ../lib/begin.sql
\ir ../lib/one_goal.sql
SELECT * FROM no_plan();

-- In the example 22 countries are covered from today on, for ever. What a
-- transaction changes is held against what was before it; so this is committed,
-- and taken away in the end.
RESET ROLE;
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206';
INSERT INTO goal (goal_id, name, kind, target, during) VALUES
	(100, 'at least 22', 'floor', 22, '[2006-01-01,)'), (101, 'at most 22', 'ceiling', 22, '[2006-01-01,)');
INSERT INTO mission (mission_id, country, city, name) VALUES (100, 'AT', 'Vienna', 'Embassy Vienna');
INSERT INTO posting (posting_id, mission_id, role) VALUES (100, 100, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (100, '2000-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) VALUES (100, 'A');
INSERT INTO goal (goal_id, name, target, due_day, baseline, baseline_day) VALUES (108, 'to come', 30, '2099-01-01', 10, '2020-01-01');
INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2050-01-01', 20);
INSERT INTO goal (goal_id, name, program, target, due_day) VALUES (109, 'past, of a program', 'C-TPAT', 5, '2005-01-01');
SELECT goal_id AS frozen FROM goal WHERE name = '22 countries' \gset
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of(statement))[1:2], expected, what)
FROM (VALUES
	('AT-302: an end in the future', $$UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE assignment_id = 3$$,
	 ARRAY['23514 AT-302 assignment', 'coverage would be 21 on ' || today() + 30 || ', below the floor of 22 of goal "at least 22"']),
	('AT-302: two ends', $$UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE assignment_id IN (3, 4)$$,
	 ARRAY['23514 AT-302 assignment', 'coverage would be 20 on ' || today() + 30 || ', below the floor of 22 of goal "at least 22"']),
	('AT-302: gone today', $$DELETE FROM assignment WHERE assignment_id = 3$$,
	 ARRAY['23514 AT-302 assignment', 'coverage would be 21 on ' || today() || ', below the floor of 22 of goal "at least 22"']),
	('AT-302: suspended', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (3, today() + 1, 'suspended')$$,
	 ARRAY['23514 AT-302 posting_status_change', 'coverage would be 21 on ' || today() + 1 || ', below the floor of 22 of goal "at least 22"']),
	('AT-302: a mission to an organization', $$UPDATE mission SET kind = 'organization' WHERE mission_id = 3$$,
	 ARRAY['23514 AT-302 mission', 'coverage would be 21 on ' || today() || ', below the floor of 22 of goal "at least 22"']),
	('AT-303: one more country', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, daterange(today() + 10, NULL))$$,
	 ARRAY['23514 AT-303 assignment', 'coverage would be 23 on ' || today() + 10 || ', above the ceiling of 22 of goal "at most 22"']),
	('the past can be corrected', $$UPDATE assignment SET tenure = daterange('2006-08-01', NULL) WHERE assignment_id = 3$$, NULL),
	('one goes and one comes', $$DELETE FROM assignment WHERE assignment_id = 3;
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, daterange(today(), NULL))$$, NULL),
	('watched only', $$UPDATE goal SET enforced = false WHERE during IS NOT NULL; DELETE FROM assignment WHERE assignment_id = 3$$, NULL),
	('a floor above what there is', $$INSERT INTO goal (name, kind, target, during) VALUES ('more', 'floor', 40, '[2006-01-01,)')$$, NULL),
	('... refuses no change that makes nothing worse', $$UPDATE goal SET enforced = false WHERE during IS NOT NULL; INSERT INTO goal (name, kind, target, during) VALUES ('more', 'floor', 40, '[2006-01-01,)');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, daterange(today(), NULL))$$, NULL)
) AS tried (what, statement, expected);

-- AT-305: the example's goal was due on 2007-10-01.
SELECT is((pg_temp.error_of(replace(statement, '%s', :'frozen')))[1], rule, what)
FROM (VALUES
	('the target', '23514 AT-305 goal', $$UPDATE goal SET target = 14 WHERE goal_id = %s$$),
	('the due day', '23514 AT-305 goal', $$UPDATE goal SET due_day = '2099-01-01' WHERE goal_id = %s$$),
	('the baseline', '23514 AT-305 goal', $$UPDATE goal SET baseline = 3 WHERE goal_id = %s$$),
	('the goal itself', '23514 AT-305 goal', $$DELETE FROM goal WHERE goal_id = %s$$),
	('a milestone', '23514 AT-305 goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (%s, '2006-01-01', 10)$$),
	('a country', '23514 AT-305 goal_country', $$INSERT INTO goal_country (goal_id, country) VALUES (%s, 'NL')$$),
	('its name', NULL, $$UPDATE goal SET name = 'x' WHERE goal_id = %s$$),
	('its note', NULL, $$UPDATE goal SET note = 'x' WHERE goal_id = %s$$),
	('there and back, deferred', NULL, $$SET CONSTRAINTS ALL DEFERRED; UPDATE goal SET target = 14 WHERE goal_id = %s; UPDATE goal SET target = 22 WHERE goal_id = %s$$),
	('a past goal with its milestones is taken over', NULL, $$INSERT INTO goal (goal_id, name, target, due_day) VALUES (107, 'past', 5, '2005-01-01'); INSERT INTO goal_milestone (goal_id, day, target) VALUES (107, '2004-01-01', 3)$$),
	('a goal to come', NULL, $$INSERT INTO goal (goal_id, name, target, due_day) VALUES (107, 'today', 5, today()); UPDATE goal SET target = 6 WHERE goal_id = 107; DELETE FROM goal WHERE goal_id = 107$$)
) AS tried (what, rule, statement);

-- A program that gets a new code is the same program.
INSERT INTO goal (goal_id, name, kind, program, target, during) SELECT 110, 'as many of a program', 'floor', 'C-TPAT', countries, '[2006-01-01,)' FROM coverage_summary() WHERE program = 'C-TPAT';
INSERT INTO goal (goal_id, name, kind, program, target, during) SELECT 111, 'no more of a program', 'ceiling', 'C-TPAT', countries, '[2006-01-01,)' FROM coverage_summary() WHERE program = 'C-TPAT';
INSERT INTO weight (country, program, weight) VALUES ('NL', 'C-TPAT', 5);
SET CONSTRAINTS ALL IMMEDIATE;
CREATE FUNCTION pg_temp.after(statement text, code text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
	SELECT concat_ws(', ', (SELECT string_agg(concat_ws(' ', p.goal, p.actual), ', ' ORDER BY p.goal_id) FROM goal_progress() p WHERE p.program = code),
					 (SELECT sum(w.weight) FROM weight w WHERE w.program::text = code), (SELECT count(*) FROM posting_program r WHERE r.program::text = code),
					 (SELECT countries FROM coverage_summary() s WHERE s.program = code)) INTO answer;
	RAISE EXCEPTION USING ERRCODE = 'ZZ999', MESSAGE = answer;
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN SQLERRM;
END $$;
SELECT is(pg_temp.after($$UPDATE program SET program = 'CTPAT' WHERE program = 'C-TPAT'$$, 'CTPAT'), pg_temp.after('SELECT 1', 'C-TPAT'), 'all that names the program has the new code');
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('a frozen goal of a program that gets another code', NULL, $$UPDATE program SET program = 'CTPAT' WHERE program = 'C-TPAT'$$),
	('... and back', NULL, $$SET CONSTRAINTS ALL IMMEDIATE; UPDATE program SET program = 'CTPAT' WHERE program = 'C-TPAT'; UPDATE program SET program = 'C-TPAT' WHERE program = 'CTPAT'$$),
	('... and asks for less', '23514 AT-305 goal', $$UPDATE program SET program = 'CTPAT' WHERE program = 'C-TPAT'; UPDATE goal SET target = 4 WHERE goal_id = 109$$),
	('... for another program', '23514 AT-305 goal', $$UPDATE goal SET program = 'CSI' WHERE goal_id = 109$$),
	('... for one that is new', '23514 AT-305 goal', $$INSERT INTO program (program, name) VALUES ('NEW', 'new'); UPDATE goal SET program = 'NEW' WHERE goal_id = 109$$),
	('... for one whose code was another''s', '23514 AT-305 goal', $$UPDATE program SET program = 'OLD' WHERE program = 'CSI'; UPDATE program SET program = 'CSI' WHERE program = 'C-TPAT'$$),
	('... for any', '23514 AT-305 goal', $$UPDATE goal SET program = NULL WHERE goal_id = 109$$),
	('two programs that become one', '23505 program_pkey program', $$UPDATE program SET program = 'CSI' WHERE program = 'C-TPAT'$$)
) AS tried (what, code, statement);

-- AT-306
SELECT is((pg_temp.error_of(statement))[1], '23514 AT-306 ' || written, what)
FROM (VALUES
	('between', NULL, $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2060-01-01', 20), (108, '2070-01-01', 30)$$),
	('below the one before', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2060-01-01', 19)$$),
	('above the one after', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2040-01-01', 21)$$),
	('below the baseline', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2030-01-01', 9)$$),
	('above the target', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2060-01-01', 31)$$),
	('on the due day', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2099-01-01', 30)$$),
	('on the day of the baseline', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (108, '2020-01-01', 10)$$),
	('moved', 'goal_milestone', $$UPDATE goal_milestone SET day = '2100-01-01' WHERE goal_id = 108$$),
	('a goal that becomes due before it', 'goal', $$UPDATE goal SET due_day = '2049-01-01' WHERE goal_id = 108$$),
	('a goal that asks for less', 'goal', $$UPDATE goal SET target = 15 WHERE goal_id = 108$$),
	('of a floor', 'goal_milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (100, '2060-01-01', 19)$$)
) AS tried (what, written, statement);

-- AT-307
SELECT is((pg_temp.error_of('INSERT INTO weight (country, program, during, weight) VALUES ' || rows))[1], code, what)
FROM (VALUES
	('one', NULL, $$('NL', 'CSI', '[2006-10-01,2007-10-01)', 5), ('NL', 'CSI', '[2007-10-01,2008-10-01)', 6), ('NL', NULL, '[2006-10-01,2007-10-01)', 7)$$),
	('two', '23P01 AT-307 weight', $$('NL', 'CSI', '[2006-10-01,2007-10-01)', 5), ('NL', 'CSI', '[2007-09-30,2008-10-01)', 6)$$),
	('two without a program', '23P01 AT-307 weight', $$('NL', NULL, '[2006-10-01,2007-10-01)', 5), ('NL', NULL, '[2007-09-30,2008-10-01)', 6)$$),
	('negative', '23514 AT-307 ', $$('NL', 'CSI', '[2006-10-01,2007-10-01)', -1)$$)
) AS tried (what, code, rows);

-- TRUNCATE
RESET ROLE;
SET LOCAL client_min_messages = warning;
SELECT is((pg_temp.error_of(statement))[1], code, statement)
FROM (VALUES
	('UPDATE goal SET enforced = false WHERE during IS NOT NULL; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE posting_status_change', '23514 AT-201 posting_status_change'),
	('TRUNCATE posting_status_change', '23514 AT-302 posting_status_change'),
	('TRUNCATE posting_status_change, assignment, waiver', '23514 AT-302 posting_status_change'),
	('TRUNCATE assignment, waiver', '23514 AT-302 assignment'),
	('UPDATE goal SET enforced = false WHERE during IS NOT NULL; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE assignment, waiver', NULL),
	('UPDATE goal SET enforced = false WHERE during IS NOT NULL; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE posting_status_change, assignment, waiver', NULL),
	('TRUNCATE goal CASCADE', '23514 AT-305 goal'),
	('TRUNCATE goal_milestone', '23514 AT-305 goal_milestone')
) AS tried (statement, code);

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
