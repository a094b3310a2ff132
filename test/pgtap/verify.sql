-- What verify() says of each rule, in words: rows that no rule has looked at
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
SET CONSTRAINTS ALL IMMEDIATE;
SET LOCAL session_replication_role = replica;
SET LOCAL client_min_messages = warning;
ALTER TABLE posting_status_change DROP CONSTRAINT "AT-104";
ALTER TABLE assignment DROP CONSTRAINT "AT-208";
ALTER TABLE goal DROP CONSTRAINT "AT-301";
ALTER TABLE weight DROP CONSTRAINT "AT-307";
ALTER TABLE matter DROP CONSTRAINT "AT-401";
ALTER TABLE measurement DROP CONSTRAINT "AT-402";
ALTER DOMAIN weight_number DROP CONSTRAINT "AT-307";
TRUNCATE mission, representative, goal CASCADE;

INSERT INTO posting (posting_id, mission_id, role, seats) SELECT i, 1, 'attache', CASE i WHEN 9 THEN 2 ELSE 1 END FROM generate_series(1, 15) i;
INSERT INTO mission (mission_id, kind, country, city, name) VALUES (2, 'consulate', 'NL', 'Delft', 'Consulate Delft'), (3, 'embassy', 'CS', 'Belgrade', 'Embassy Belgrade');
INSERT INTO mission_change (mission_id, effective_day, kind, country) VALUES (2, '2001-01-01', 'embassy', NULL), (3, '2006-12-01', NULL, 'RS');
INSERT INTO posting (posting_id, mission_id, role, reopens) VALUES (16, 2, 'attache', 5), (17, 3, 'attache', 14);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT i, '2000-01-01', 'active', CASE WHEN i > 1 THEN 'test' END FROM generate_series(1, 17) i WHERE i <> 4;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES
	(2, '2001-01-01', 'proposed'), (3, '2001-01-01', 'closed'), (3, '2002-01-01', 'active'),
	(4, '2001-01-01', 'proposed'), (4, '2001-02-01', 'requested'), (4, '2001-03-01', 'approved'), (5, '2006-01-01', 'suspended'), (5, '2006-02-01', 'closed');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(1, 4, 1, 'tour', '[2001-04-01,2001-05-01)'), (2, 5, 2, 'tour', '[2005-06-01,2006-02-11)'),
	(3, 6, 3, 'tour', '[2006-01-01,2006-07-01)'), (4, 7, 3, 'tour', '[2006-06-01,2007-01-01)'),
	(5, 6, 4, 'tdy', '[2003-01-01,2003-02-01)'), (6, 7, 4, 'tdy', '[2003-01-31,2003-03-01)'),
	(7, 8, 5, 'tdy', '[2006-01-01,2006-01-11)'), (8, 8, 6, 'tdy', '[2006-01-01,2006-01-11)'), (9, 8, 7, 'tdy', '[2006-01-10,2006-01-11)'),
	(10, 9, 8, 'tdy', '[2006-01-01,2006-01-02)'), (11, 9, 9, 'tdy', '[2006-01-01,2006-01-02)'), (12, 9, 10, 'tdy', '[2006-01-01,2006-01-02)'), (13, 9, 11, 'tdy', '[2006-01-01,2006-01-02)'),
	(14, 10, 12, 'tour', '[2006-01-01,2006-07-01)'), (15, 10, 13, 'tour', '[2006-01-01,2006-07-01)'),
	(16, 11, 14, 'acting', '[2006-01-01,2006-01-11)'),
	(17, 12, 15, 'tour', '[2001-01-01,2005-01-01)'), (18, 13, 16, 'tdy', '[2001-01-01,2002-01-01)'),
	(19, 14, 17, 'tour', '[2001-01-01,infinity)'), (20, 17, 20, 'tour', '[2006-01-01,2007-01-01)');
INSERT INTO absence (absence_id, representative_id, during) VALUES (1, 18, '[2006-01-01,2006-01-11)'), (2, 18, '[2006-02-01,)');
INSERT INTO goal (goal_id, name, kind, target, due_day, during, baseline, baseline_day) VALUES
	(1, 'a reach of a period', 'reach', 5, NULL, '[2006-01-01,2007-01-01)', NULL, NULL),
	(2, 'a floor with a due day', 'floor', 5, '2006-01-01', NULL, NULL, NULL),
	(3, 'at the end of time', 'reach', 5, 'infinity', NULL, NULL, NULL),
	(4, 'never', 'floor', 5, NULL, 'empty', NULL, NULL),
	(5, 'less', 'reach', 5, '2006-01-01', NULL, 5, '2005-01-01'),
	(6, 'less than nothing', 'reach', 5, '2006-01-01', NULL, -1, '2005-01-01'),
	(7, 'backwards', 'reach', 5, '2006-01-01', NULL, 1, '2006-01-01'),
	(8, 'more than all', 'share', 1.5, '2006-01-01', NULL, NULL, NULL),
	(9, 'half a country', 'reach', 5.5, '2006-01-01', NULL, NULL, NULL),
	(10, 'no floor', 'floor', 0, NULL, '[2006-01-01,2007-01-01)', NULL, NULL),
	(11, 'a milestone', 'reach', 5, '2006-01-01', NULL, NULL, NULL);
INSERT INTO goal_milestone (goal_id, day, target) VALUES (11, '2006-01-01', 3);
INSERT INTO weight (weight_id, country, site_id, program, during, weight) VALUES
	(1, 'NL', NULL, NULL, '[2006-01-01,2007-01-01)', 5), (2, 'NL', NULL, NULL, '[2006-12-31,2008-01-01)', 5),
	(3, NULL, 7, 'CSI', '[2006-01-01,2007-01-01)', 5), (4, NULL, 7, 'CSI', '[2006-01-01,2007-01-01)', 5),
	(5, 'BE', NULL, NULL, '[2006-01-01,2007-01-01)', -1);
DELETE FROM measurement;
INSERT INTO measure (measure, name, unit) VALUES ('boxes', 'Boxes', 'boxes');
INSERT INTO measurement (measurement_id, measure, country, program, during, value) VALUES
	(1, 'boxes', 'NL', 'CSI', '[2005-10-01,2006-10-01)', 1), (2, 'boxes', 'NL', 'CSI', '[2006-09-30,2007-10-01)', 2), (3, 'boxes', 'NL', NULL, '[2006-09-30,2007-10-01)', 2), (4, 'boxes', 'BE', 'CSI', '[2006-09-30,2007-10-01)', 2);
INSERT INTO goal (goal_id, name, kind, measure, target, due_day, baseline, baseline_day) VALUES (12, 'its baseline', 'measure', 'boxes', 5, '2006-01-01', 5, '2005-01-01');
INSERT INTO goal (goal_id, name, target, due_day, baseline, baseline_day) VALUES (13, 'too late', 5, '2006-01-01', 0, '2006-12-31');
INSERT INTO matter (matter_id, kind, posting_id, received_day, due_day, answered_day, closed_day, outcome) VALUES
	(1, 'liaison', 1, '2006-07-01', '2006-06-30', NULL, NULL, NULL), (2, 'liaison', 2, '2006-07-01', NULL, '2006-07-03', '2006-07-02', 'x'), (3, 'liaison', 3, '2006-07-01', NULL, NULL, '2006-07-02', NULL),
	(4, 'liaison', 4, '2006-07-01', NULL, NULL, NULL, 'x'), (5, 'liaison', 5, '2006-07-01', 'infinity', NULL, NULL, NULL), (6, 'liaison', 6, '2006-07-01', '2006-07-01', '2006-07-01', '2006-07-01', 'x');

SELECT results_eq('SELECT rule_id, coalesce(assignment_id, measurement_id, matter_id, posting_id, goal_id, weight_id, absence_id), first_day, last_day, detail FROM verify()', $$VALUES
	('AT-101', 1::bigint, '2000-01-01'::date, '2000-01-01'::date, 'starts as active'),
	('AT-103', 2, '2001-01-01', '2001-01-01', 'active becomes proposed'),
	('AT-104', 4, '2001-03-01', '2001-03-01', 'approved without a reference'),
	('AT-105', 2, '2006-02-01', '2006-02-10', 'the posting is not open on these days'),
	('AT-106', 3, '2002-01-01', '2002-01-01', 'closed becomes active'),
	('AT-106', 14, '2000-01-01', NULL, 'reopened by posting 17, and not closed'),
	('AT-107', 16, '2000-01-01', '2000-12-31', 'open with role attache at a mission of kind consulate'),
	('AT-201', 1, '2001-04-01', '2001-04-01', 'the posting does not admit anybody on its first day'),
	('AT-202', 4, '2006-06-01', '2006-06-30', 'another tour of the person at the same time: assignment 3 at posting 6'),
	('AT-202', 6, '2003-01-31', '2003-01-31', 'another TDY of the person at the same time: assignment 5 at posting 6'),
	('AT-203', 8, '2006-01-10', '2006-01-10', '3 people, 1 seat'),
	('AT-203', 9, '2006-01-01', '2006-01-01', '4 people, 2 seats'),
	('AT-204', 10, '2006-01-31', '2006-06-30', 'more people than seats for longer than 30 days, since 2006-01-01'),
	('AT-205', 16, '2006-01-01', '2006-01-10', 'acts without an assignment elsewhere'),
	('AT-206', 17, '2004-01-01', '2004-12-31', 'a tour of more than 36 months, since 2001-01-01'),
	('AT-206', 19, '2004-01-01', 'infinity', 'a tour of more than 36 months, since 2001-01-01'),
	('AT-207', 18, '2001-06-30', '2001-12-31', 'a TDY of more than 180 days, since 2001-01-01'),
	('AT-208', 19, '2001-01-01', 'infinity', 'a tenure without a first day, empty, or with an infinity in it'),
	('AT-209', 1, '2006-01-01', '2006-01-10', 'absent, and holds no posting'),
	('AT-209', 2, '2006-02-01', '2006-02-01', 'absent, and holds no posting'),
	('AT-301', 1, '2006-01-01', '2006-12-31', 'a due day is missing, or there is a period in its place'),
	('AT-301', 2, NULL, '2006-01-01', 'a period is missing, or there is a due day in its place'),
	('AT-301', 3, NULL, 'infinity', 'an infinite day'),
	('AT-301', 4, NULL, NULL, 'an empty period'),
	('AT-301', 5, '2005-01-01', '2006-01-01', 'target not above baseline'),
	('AT-301', 6, '2005-01-01', '2006-01-01', 'a negative baseline'),
	('AT-301', 7, '2006-01-01', '2006-01-01', 'due day not after baseline day'),
	('AT-301', 8, NULL, '2006-01-01', 'a share above 1'),
	('AT-301', 9, NULL, '2006-01-01', 'a count that is not whole'),
	('AT-301', 10, '2006-01-01', '2006-12-31', 'a target out of range'),
	('AT-301', 12, '2005-01-01', '2006-01-01', 'a target that cannot be measured, or is the baseline'),
	('AT-301', 13, '2006-01-01', '2006-12-31', 'due day not after baseline day'),
	('AT-304', 20, '2006-09-27', '2006-11-30', 'covers CS, which was withdrawn on 2006-09-26'),
	('AT-306', 11, '2006-01-01', '2006-01-01', 'a milestone out of place'),
	('AT-307', 1, '2006-12-31', '2006-12-31', 'two weights of country NL, any program: also weight 2'),
	('AT-307', 3, '2006-01-01', '2006-12-31', 'two weights of site 7, CSI: also weight 4'),
	('AT-307', 5, '2006-01-01', '2006-12-31', 'a negative weight'),
	('AT-401', 1, '2006-06-30', '2006-07-01', 'received after it is due, answered or closed'),
	('AT-401', 2, '2006-07-01', '2006-07-03', 'answered after it is closed'),
	('AT-401', 3, '2006-07-01', '2006-07-02', 'closed without an outcome'),
	('AT-401', 4, '2006-07-01', '2006-07-01', 'an outcome of what is not closed'),
	('AT-401', 5, '2006-07-01', 'infinity', 'a day that is infinity'),
	('AT-402', 1, '2006-09-30', '2006-09-30', 'two values of boxes: also measurement 2')
$$, 'every violation, in words');

-- A rule that is missing here has no words.
SELECT is(string_agg(rule_id, ' ' ORDER BY rule_id), 'AT-211 AT-302 AT-303 AT-305', 'each rule, but for those about changes')
FROM rule WHERE rule_id NOT IN (SELECT rule_id FROM verify());

-- A limit is said in the words of the rules' errors.
RESET search_path;
SELECT set_config('search_path', format('overseas, tap, %I', :'schema'), true) \g /dev/null
SELECT is(attache_limit_text(l), words, format('the limit %s', l))
FROM (VALUES ('0'::interval, '0 days'), ('1 day', '1 day'), ('180 days', '180 days'), ('1 month', '1 month'), ('3 years', '36 months'), ('1 year 1 month 10 days', '13 months and 10 days'), ('1 month 1 day', '1 month and 1 day'),
			 ('40 days -1 month', '-1 months and 40 days')) AS limits (l, words);
SELECT is(attache_limit_text(NULL), NULL, 'no limit');
SET LOCAL search_path = overseas, tap;

SELECT * FROM finish();
ROLLBACK;
