-- AT-302 and AT-303 of a program that gets another code: it is the same program, whatever
-- becomes of the goal, of its name or of other programs in the same transaction.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- What a transaction changes is held against what was before it; so this is committed,
-- and taken away in the end. A ceiling that is broken when it is set allows what is no worse.
RESET ROLE;
INSERT INTO goal (goal_id, name, kind, program, target, during) SELECT 8909, 'CSI', 'floor', 'CSI', countries, '[2006-01-01,)' FROM coverage_summary() WHERE program = 'CSI';
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (8911, 'few', 'floor', 5, '[2006-01-01,)');
COMMIT;
INSERT INTO overseas.goal (goal_id, name, kind, program, target, during) VALUES (8910, 'less CSI', 'ceiling', 'CSI', 3, '[2006-01-01,)');
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL client_min_messages = error;
SELECT is((SELECT target FROM goal WHERE goal_id = 8909), 16::numeric, 'the floor is what is covered');

-- A program that gets another code is the same, whatever becomes of the goal.
\set recode 'UPDATE program SET program = ''CSZ'' WHERE program = ''CSI''; '
\set swap 'UPDATE program SET program = ''TMP'' WHERE program = ''CSI''; UPDATE program SET program = ''CSI'' WHERE program = ''IAP''; UPDATE program SET program = ''IAP'' WHERE program = ''TMP''; '
\set lose 'DELETE FROM assignment WHERE posting_id = 7'
SELECT is(left((pg_temp.error_of(statement))[1], 12), code, what)
FROM (VALUES
	('a program has another code, and loses a country', :'recode' || :'lose', '23514 AT-302'),
	('... the goal has another key', 'UPDATE goal SET goal_id = 8990 WHERE goal_id = 8909; ' || :'recode' || :'lose', '23514 AT-302'),
	('... the goal is rewritten', 'ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); ' || :'recode' || :'lose', '23514 AT-302'),
	('... another goal is in its place', 'DELETE FROM goal WHERE goal_id = 8909; ' || :'recode' || $$INSERT INTO goal (name, kind, program, target, during) VALUES ('again', 'floor', 'CSZ', 16, '[2006-01-01,)'); $$ || :'lose', '23514 AT-302'),
	('... the goal was of all programs', 'DELETE FROM goal WHERE goal_id = 8909; UPDATE goal SET program = ''CSI'', target = 16 WHERE goal_id = 8911; ' || :'recode' || :'lose', '23514 AT-302'),
	('... the programs are rewritten', 'ALTER TABLE program ADD COLUMN token uuid DEFAULT gen_random_uuid(); ' || :'recode' || :'lose', '23514 AT-302'),
	('... two programs change places', :'swap' || :'lose', '23514 AT-302'),
	('... and names', :'swap' || 'UPDATE program SET name = CASE program::text WHEN ''CSI'' THEN (SELECT name FROM program WHERE program = ''IAP'') ELSE (SELECT name FROM program WHERE program = ''CSI'') END WHERE program IN (''CSI'', ''IAP''); ' || :'lose', '23514 AT-302'),
	('... the code goes to one that is new', :'recode' || 'INSERT INTO program (program, name) SELECT ''CSI'', name FROM program WHERE program = ''CSZ''; ' || :'lose', '23514 AT-302'),
	('... every program is written', 'UPDATE program SET note = ''x''; ' || :'recode' || :'lose', '23514 AT-302'),
	('... in a subtransaction that is rolled back, and again', 'DO $d$BEGIN BEGIN UPDATE program SET program = ''CSY'' WHERE program = ''CSI''; RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END; END$d$; ' || :'recode' || :'lose', '23514 AT-302'),
	('... a program has another name', 'UPDATE program SET name = ''another'' WHERE program = ''CSI''; ' || :'lose', '23514 AT-302'),
	('a program has another code, and loses nothing', :'recode' || 'UPDATE assignment SET note = ''x''', NULL),
	('... the goals have other keys', 'UPDATE goal SET goal_id = goal_id + 90 WHERE goal_id IN (8909, 8910); ' || :'recode', NULL),
	('... the goals are rewritten', 'ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); ' || :'recode' || 'UPDATE assignment SET note = ''x''', NULL),
	('... two programs have', :'swap' || 'UPDATE assignment SET note = ''x''', NULL),
	('... every program is written', 'UPDATE program SET note = ''x''; UPDATE assignment SET note = ''x''', NULL),
	('a floor for a program that is new, while another goes', 'INSERT INTO program (program, name) VALUES (''OLD'', ''old''); DELETE FROM program WHERE program = ''OLD''; INSERT INTO program (program, name) VALUES (''N1'', ''n1''), (''N2'', ''n2''); INSERT INTO goal (name, kind, program, target, during) VALUES (''g'', ''floor'', ''N1'', 10, ''[2026-01-01,)'')', NULL),
	('... a program is new', 'INSERT INTO program (program, name) VALUES (''NEW'', ''new''); UPDATE goal SET goal_id = goal_id + 90 WHERE goal_id = 8910', NULL)
) AS tried (what, statement, code);
SELECT is((pg_temp.error_of(:'swap' || :'lose'))[2:3], ARRAY['coverage would be 15 on ' || today() || ', below the floor of 16 of goal "CSI"', 'The goal is enforced from today on. No longer covered on that day: NL.'], '... in words');

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
