-- Lines of files: what is wrong with each is found at once, nothing stays of a check,
-- all or the good ones go in, and what was mended in place goes in after them.
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
GRANT USAGE ON SCHEMA :"schema" TO attache_clerk; -- whoever loads files needs it
SET ROLE attache_clerk;
SELECT set_config('attache.batch', 'summer', true) \g /dev/null

-- Sixty missions with a posting each, two hundred people, of whom two have one name.
RESET ROLE;
INSERT INTO mission (mission_id, country, city, name, code)
SELECT 1000 + i, 'BE', 'City ' || i, 'Mission ' || i, 'T' || i FROM generate_series(1, 60) i;
INSERT INTO posting (posting_id, mission_id, role, number) SELECT 1000 + i, 1000 + i, 'attache', format('T%s-1', i) FROM generate_series(1, 60) i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT posting_id, '2020-01-01', 'active', 'a test' FROM posting WHERE posting_id > 1000;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (1060, '2028-01-01', 'closed');
INSERT INTO representative (representative_id, name, number) SELECT 1000 + i, CASE WHEN i IN (198, 199) THEN 'Ann Adams' WHEN i = 197 THEN 'Bo "Bob" O''Brien' ELSE 'Person ' || i END, 'E-' || i FROM generate_series(1, 200) i;
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (1051, 1190, '[2027-01-01,2028-01-01)'), (1052, 1191, '[2027-01-01,2028-01-01)'), (1052, 1192, '[2027-12-15,2028-12-15)');
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (50, 'No more than today', 'ceiling', 22, '[2027-01-01,2029-01-01)');
INSERT INTO mission (mission_id, country, city, name, code) VALUES (1061, 'NO', 'Oslo', 'Embassy Oslo', 'OSL');
INSERT INTO posting (posting_id, mission_id, role, number) VALUES (1061, 1061, 'attache', 'OSL-1');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (1061, '2020-01-01', 'active', 'a test');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS rule_limit DEFERRED;
SET ROLE attache_clerk;

-- A file of 200 lines: 50 postings with three or four tours each, one after another.
INSERT INTO assignment_entry (posting, representative, first_day, last_day)
SELECT format('T%s-1', 1 + (i - 1) % 50), 'E-' || i, to_char(date '2027-01-01' + 200 * ((i - 1) / 50), 'YYYY-MM-DD'), to_char(date '2027-01-01' + 200 * ((i - 1) / 50) + 199, 'YYYY-MM-DD')
FROM generate_series(1, 180) i;
SELECT is(array_agg(line ORDER BY assignment_entry_id), ARRAY(SELECT generate_series(2, 181)), 'lines are numbered from 2, as rows after one with names') FROM assignment_entry;
-- What only looks wrong: blanks of all kinds, a byte-order mark, CRLF, quotes, codes in lower case, names.
UPDATE assignment_entry SET posting = E' t1-1\r\n' WHERE line = 2;
UPDATE assignment_entry SET posting = E'\uFEFFT2-1', representative = E'\u00A0E-2\u00A0' WHERE line = 3;
UPDATE assignment_entry SET representative = 'Bo "Bob" O''Brien', posting = 'mission 3' WHERE line = 4;
UPDATE assignment_entry SET kind = 'Tour', extension = ' ', note = '', posting = 'Mission 3', ended_as = '' WHERE line = 4;
-- And twenty that are.
INSERT INTO assignment_entry (posting, representative, kind, first_day, last_day, ended_as) VALUES
	('T60-1', 'E-181', 'tour', '2027-06-01', '2028-05-31', NULL), -- 182
	('T53-1', 'E-182', 'tour', '2019-06-01', '2020-05-31', NULL),
	('T54-1', 'E-190', 'tour', '2027-06-01', '2028-05-31', NULL),
	('T52-1', 'E-183', 'tour', '2027-12-20', '2027-12-31', NULL),
	('T51-1', 'E-184', 'tour', '2027-06-01', '2027-12-31', NULL), -- 186
	('T55-1', 'E-185', 'acting', '2027-06-01', '2027-06-30', NULL),
	('T55-1', 'E-186', 'tour', '2027-01-01', '2030-12-31', NULL),
	('T56-1', 'E-187', 'TDY', '2027-01-01', '2027-12-31', NULL),
	('T57-1', 'E-188', 'tour', '', '2027-12-31', NULL),
	('OSL-1', 'E-189', 'tour', '2027-06-01', '2027-12-31', NULL), -- 191
	('T59-11', 'E-193', 'tour', '2027-06-01', '2027-12-31', NULL),
	('T59-1', 'E-1193', 'tour', '2027-06-01', '2027-12-31', NULL),
	('T59-1', 'Ann Adams', 'tour', '2027-06-01', '2027-12-31', NULL),
	('T59-1', 'E-194', 'tour', '07/01/2027', '2027-12-31', NULL),
	('T58-1', 'E-195', 'tour', '2026-01-01', '2026-02-30', NULL), -- 196
	('T57-1', 'E-196', 'tour', '2027-01-01', '2072-02-01', NULL),
	('T57-1', 'E-196', 'tour', '2028-01-01', '2027-02-01', NULL),
	('T1-1', 'E-1', NULL, '2027-01-01', '2027-07-19', NULL),
	(' ', NULL, '', E'\t', NULL, NULL), -- 200
	('T59-1', 'E-200', 'visit', '2027-06-01', '2027-12-31', 'retired');
SELECT is((SELECT count(*)::integer FROM assignment_entry), 200, 'a file of 200 lines');
CREATE TEMPORARY TABLE fault AS SELECT * FROM check_entries('summer');
SELECT is((SELECT array_agg(DISTINCT line ORDER BY line) FROM fault WHERE severity = 'error'), ARRAY(SELECT generate_series(182, 201)), 'a check names the twenty that are wrong, and no other');
SELECT results_eq($$SELECT line, coalesce(rule_id, sqlstate), column_name, message, hint, collides_with FROM fault WHERE severity = 'error' ORDER BY line, column_name$$,
	$$VALUES
	(182, 'AT-105'::text, NULL::text, 'the tour of Person 181 (E-181) runs past 2028-01-01, when posting T60-1 at Mission 60 is closed', 'End the assignment before that day.', NULL::integer[]),
	(183, 'AT-201', NULL, 'the tour of Person 182 (E-182) cannot start on 2019-06-01', 'An assignment starts while its posting is active.', NULL::integer[]),
	(184, 'AT-202', NULL, 'Person 190 (E-190) has two tours on 2027-06-01', 'End one of them sooner, or begin the other later.', NULL::integer[]),
	(185, 'AT-203', NULL, 'posting T52-1 at Mission 52 has 3 people on 2027-12-20 and 1 seat', 'A posting may have one more person than seats, for the days of a handover.', NULL::integer[]),
	(186, 'AT-204', NULL, 'posting T51-1 at Mission 51 has more people than seats from 2027-06-01 to 2027-12-31', 'End an assignment of the handover sooner, or begin the next later.', NULL::integer[]),
	(187, 'AT-205', NULL, 'Person 185 (E-185) acts at posting T55-1 at Mission 55 on 2027-06-01 without an assignment elsewhere', 'A person who acts at a posting needs a tour or TDY at another on each of the days.', '{188}'::integer[]),
	(188, 'AT-206', NULL, 'Person 186 (E-186) holds posting T55-1 at Mission 55 too long for a tour', 'A tour may last longer if "extension" names the paper that extends it.', '{187}'::integer[]),
	(189, 'AT-207', NULL, 'Person 187 (E-187) holds posting T56-1 at Mission 56 too long for a TDY', 'The agency sets the limit in column "longest" of table "rule".', NULL::integer[]),
	(190, 'AT-208', NULL, 'the tenure has no first day', 'Give the day on which it begins, as in [2006-07-01,).', NULL::integer[]),
	(191, 'AT-303', NULL, 'coverage would be 23 on 2027-06-01, above the ceiling of 22 of goal "No more than today"', 'Plans that belong together go into one transaction: goals are checked at its end. What has happened goes into another, and says how or why in "ended_as", "reason" or "note".', NULL::integer[]),
	(192, '22023', 'posting', 'there is no posting "T59-11"', 'Did you mean T59-1, T19-1 or T29-1?', NULL::integer[]),
	(193, '22023', 'representative', 'there is no representative "E-1193"', 'Did you mean Person 113 (E-113), Person 119 (E-119) or Person 193 (E-193)?', NULL::integer[]),
	(194, '22023', 'representative', '"Ann Adams" is the name of more than one representative', 'It may be Ann Adams (E-198) or Ann Adams (E-199). Give the number.', NULL::integer[]),
	(195, '22007', 'first_day', 'there is no day "07/01/2027"', 'Write days as 2027-07-01: the year, the month and the day.', NULL::integer[]),
	(196, '22007', 'last_day', 'there is no day "2026-02-30"', 'Write days as 2027-07-01: the year, the month and the day.', NULL::integer[]),
	(197, '22008', 'last_day', '2072-02-01 is more than 25 years ahead', 'Is the year right? A day that is meant goes into the table itself.', NULL::integer[]),
	(198, '22000', 'last_day', 'the last day, 2027-02-01, comes before the first, 2028-01-01', 'Are the two the wrong way round?', NULL::integer[]),
	(199, '23505', NULL, 'the line says the same as line 2', 'Delete one of them.', '{2}'::integer[]),
	(200, '22023', NULL, 'the line is empty', 'Delete it.', NULL::integer[]),
	(201, '23514', 'ended_as', '"ended_as" cannot be "retired"', 'It is one of completed, curtailed, transferred, medical, died, evacuated.', NULL::integer[]),
	(201, '23514', 'kind', '"kind" cannot be "visit"', 'It is one of tour, tdy, acting.', NULL::integer[])$$, 'each with a sentence that says what to do');
SELECT is((SELECT count(*)::integer FROM assignment WHERE posting_id > 1000), 3, 'nothing stays of a check');

SELECT results_eq($$SELECT * FROM accept_entries('summer')$$, $$VALUES (0::bigint, 200::bigint)$$, 'all or nothing: nothing');
SELECT is((SELECT count(*)::integer FROM assignment WHERE posting_id > 1000), 3, '... went in');
SELECT is((SELECT fault FROM assignment_entry WHERE line = 195), 'first_day: there is no day "07/01/2027". Write days as 2027-07-01: the year, the month and the day.', 'a line that is wrong says why');
SELECT is((SELECT fault FROM assignment_entry WHERE line = 2), 'Nothing went in, as 20 of the lines cannot.', '... and one that is not, why it stayed out');
SELECT results_eq($$SELECT * FROM accept_entries('summer', complete => false)$$, $$VALUES (180::bigint, 20::bigint)$$, 'the good ones, if asked');
SELECT is((SELECT count(*)::integer FROM assignment WHERE posting_id > 1000), 183, '... are in');
SELECT is((SELECT array_agg(line ORDER BY line) FROM assignment_entry WHERE state = 'refused'), ARRAY(SELECT generate_series(182, 201)), '... and the others are marked');
SELECT is((SELECT array_agg(DISTINCT line ORDER BY line) FROM check_entries('summer') WHERE severity = 'error'), ARRAY(SELECT generate_series(182, 201)), 'a check then looks at those alone');

UPDATE assignment_entry SET last_day = '2027-12-31' WHERE line = 182;
UPDATE assignment_entry SET first_day = '2027-06-01', last_day = '2027-12-31' WHERE line = 183;
UPDATE assignment_entry SET first_day = '2028-01-01' WHERE line = 184;
UPDATE assignment_entry SET first_day = '2028-12-15', last_day = '2029-05-31' WHERE line = 185;
UPDATE assignment_entry SET first_day = '2027-12-10' WHERE line = 186;
UPDATE assignment_entry SET kind = 'tour' WHERE line = 187;
UPDATE assignment_entry SET first_day = '2027-07-01', last_day = '2028-12-31' WHERE line = 188;
UPDATE assignment_entry SET last_day = '2027-05-31' WHERE line = 189;
UPDATE assignment_entry SET first_day = '2027-06-01' WHERE line = 190;
UPDATE assignment_entry SET posting = 'T58-1' WHERE line = 191;
UPDATE assignment_entry SET posting = 'T59-1', last_day = '2027-06-30' WHERE line = 192;
UPDATE assignment_entry SET first_day = '2027-07-01', last_day = '2027-07-31', representative = 'E-193' WHERE line = 193;
UPDATE assignment_entry SET first_day = '2027-08-01', last_day = '2027-08-31', representative = 'E-198' WHERE line = 194;
UPDATE assignment_entry SET first_day = '2027-09-01', last_day = '2027-09-30' WHERE line = 195;
UPDATE assignment_entry SET last_day = '2026-02-28' WHERE line = 196;
UPDATE assignment_entry SET last_day = '2027-02-01' WHERE line = 197;
UPDATE assignment_entry SET first_day = '2028-01-01', last_day = '2028-02-01' WHERE line = 198;
UPDATE assignment_entry SET posting = 'T59-1', first_day = '2027-10-01', last_day = '2027-10-31', representative = 'E-199' WHERE line = 199;
UPDATE assignment_entry SET posting = 'T59-1', first_day = '2027-11-01', last_day = '2027-11-30', representative = 'E-194' WHERE line = 200;
UPDATE assignment_entry SET kind = 'tour', first_day = '2027-12-01', ended_as = 'completed' WHERE line = 201;
SELECT is_empty($$SELECT * FROM check_entries('summer') WHERE severity = 'error'$$, 'mended in place, nothing is wrong any more');
SELECT results_eq($$SELECT * FROM accept_entries('summer')$$, $$VALUES (200::bigint, 0::bigint)$$, 'all 200 are in');
SELECT is((SELECT count(*)::integer FROM assignment WHERE posting_id > 1000), 203, '... once each');
SELECT results_eq($$SELECT * FROM accept_entries('summer')$$, $$VALUES (200::bigint, 0::bigint)$$, 'to accept them again changes nothing');
SELECT is((SELECT count(*)::integer FROM assignment WHERE posting_id > 1000), 203, '... at all');
SELECT is((pg_temp.error_of($$SELECT * FROM check_entries('autumn')$$))[2], 'there are no lines in batch "autumn"', 'a batch without lines');

SELECT * FROM finish();
ROLLBACK;
