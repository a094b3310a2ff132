-- Doing things by name: each says what it did, under the rules, and what it refuses.
\ir ../lib/begin.sql
SELECT * FROM no_plan();
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206'; -- the tours of the example have overrun
UPDATE mission SET code = 'BRU' WHERE mission_id = 1;
INSERT INTO representative (name, number) VALUES ('Ann Adams', 'E-1'), ('Ann Adams', 'E-2'), ('Bo Berg', NULL);

RESET ROLE;
ANALYZE assignment; -- what a verb checks is of the row that it is about, whatever the plan
SET ROLE attache_clerk;

-- The life of a posting
SELECT results_eq($$SELECT done, posting, mission, representative, first_day, last_day, assignment_id FROM propose('bru', 'attache', 'bru-2', '2026-01-01', '{csi,IAP}', 2)$$,
	$$VALUES ('proposed', 'BRU-2', 'Embassy Brussels', NULL::text, '2026-01-01'::date, NULL::date, NULL::bigint)$$, 'propose');
SELECT results_eq($$SELECT done, posting, first_day FROM request(' BRU-2 ', '2026-02-01')$$, $$VALUES ('requested', 'BRU-2', '2026-02-01'::date)$$, 'request');
SELECT results_eq($$SELECT done, posting, first_day FROM approve('bru-2', '2026-03-01', 'cable 7')$$, $$VALUES ('approved', 'BRU-2', '2026-03-01'::date)$$, 'approve');
SELECT results_eq($$SELECT done, posting, first_day FROM open('BRU-2', '2026-04-01')$$, $$VALUES ('opened', 'BRU-2', '2026-04-01'::date)$$, 'open');
SELECT results_eq($$SELECT done, posting, first_day FROM suspend('BRU-2', '2028-01-01', reason => 'flood')$$, $$VALUES ('suspended', 'BRU-2', '2028-01-01'::date)$$, 'suspend');
SELECT results_eq($$SELECT done, posting, first_day FROM close('BRU-2', '2028-02-01')$$, $$VALUES ('closed', 'BRU-2', '2028-02-01'::date)$$, 'close');
SELECT results_eq($$SELECT status::text, effective_day, reference, reason FROM posting_status_change c JOIN posting p USING (posting_id) WHERE p.number = 'BRU-2' ORDER BY 2$$,
	$$VALUES ('proposed', '2026-01-01'::date, NULL, NULL), ('requested', '2026-02-01', NULL, NULL), ('approved', '2026-03-01', 'cable 7', NULL),
	('active', '2026-04-01', NULL, NULL), ('suspended', '2028-01-01', NULL, 'flood'), ('closed', '2028-02-01', NULL, NULL)$$, '... is all there');
SELECT results_eq($$SELECT p.seats, array(SELECT program::text FROM posting_program pp WHERE pp.posting_id = p.posting_id ORDER BY 1) FROM posting p WHERE number = 'BRU-2'$$,
	$$VALUES (2, '{CSI,IAP}'::text[])$$, '... with its seats and programs');
SELECT is((SELECT first_day FROM suspend('Embassy Tokyo')), today(), 'a day is today unless it is given');

SELECT results_eq($$SELECT done, first_day FROM change_status('Embassy Rome', 'closing', '2029-01-01', reason => 'budget')$$, $$VALUES ('closing', '2029-01-01'::date)$$, 'any other status');

-- People
SELECT results_eq($$SELECT done, posting, representative, first_day, last_day FROM assign('e-1', 'BRU-2', '2026-05-01', '2027-04-30')$$,
	$$VALUES ('assigned', 'BRU-2', 'Ann Adams (E-1)', '2026-05-01'::date, '2027-04-30'::date)$$, 'assign');
SELECT results_eq($$SELECT done, posting, representative, first_day, last_day FROM assign('Bo Berg', 'Embassy Ottawa', '2026-05-01', '2026-05-10', 'tdy', 'audit')$$,
	$$VALUES ('assigned', 'the attache posting at Embassy Ottawa', 'Bo Berg', '2026-05-01'::date, '2026-05-10'::date)$$, 'assign on temporary duty');
SELECT results_eq($$SELECT done, representative, last_day FROM extend('E-1', '2027-12-31', 'memo 3')$$, $$VALUES ('extended', 'Ann Adams (E-1)', '2027-12-31'::date)$$, 'extend');
SELECT results_eq($$SELECT done, representative, last_day FROM end_assignment('E-1', '2026-12-31', 'curtailed')$$, $$VALUES ('ended', 'Ann Adams (E-1)', '2026-12-31'::date)$$, 'end_assignment');
SELECT results_eq($$SELECT tenure, extension, planned_last_day, ended_as FROM assignment JOIN representative USING (representative_id) WHERE number = 'E-1'$$,
	$$VALUES ('[2026-05-01,2027-01-01)'::daterange, 'memo 3', '2027-04-30'::date, 'curtailed')$$, '... is all there');
SELECT results_eq($$SELECT done, posting, representative, first_day, last_day FROM swap('Representative 3', 'Representative 4', '2027-01-01')$$,
	$$VALUES ('ended', 'the attache posting at Embassy Mexico City', 'Representative 3', '2004-10-20'::date, '2026-12-31'::date),
	('ended', 'the attache posting at Embassy Singapore', 'Representative 4', '2004-12-01', '2026-12-31'),
	('assigned', 'the attache posting at Embassy Singapore', 'Representative 3', '2027-01-01', NULL),
	('assigned', 'the attache posting at Embassy Mexico City', 'Representative 4', '2027-01-01', NULL)$$, 'swap');

-- What is refused, and leaves nothing
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (2, 9, 'tdy', '[2027-12-20,2028-01-10)');
SELECT is((pg_temp.error_of(t.statement))[1:2] || (pg_temp.error_of(t.statement))[4], ARRAY[t.code, t.message, t.hint], t.statement)
FROM (VALUES
	($$SELECT open('Embasy Rome')$$, '22023  ', 'there is no posting "Embasy Rome"', 'Did you mean the attache posting at Embassy Rome?'),
	($$SELECT open('BRU')$$, '22023  ', '"BRU" is the name of more than one posting', 'It may be BRU-2 or the attache posting at Embassy Brussels. Give the number.'),
	($$SELECT open(NULL)$$, '22023  ', 'no posting is named', 'Give its number, its code or its name.'),
	($$SELECT propose('BRU', 'boss')$$, '22023  ', 'there is no role boss', 'Roles are attache, representative.'),
	($$SELECT propose('BRU', 'attache', programs => '{XYZ}')$$, '22023  ', 'there is no program XYZ', 'Programs are C-TPAT, CB, CSI, IAP.'),
	($$SELECT propose('BRU', 'attache', 'BRU-2')$$, '23505 posting_number_key posting', 'duplicate key value violates unique constraint "posting_number_key"', NULL),
	($$SELECT approve('Embassy Rome', '2027-01-01')$$, '23514 AT-104 posting_status_change', 'the approval on 2027-01-01 names no paper', 'Give the number or the name of the approval as "reference".'),
	($$SELECT assign('Ann Adams', 'Embassy Rome')$$, '22023  ', '"Ann Adams" is the name of more than one representative', 'It may be Ann Adams (E-1) or Ann Adams (E-2). Give the number.'),
	($$SELECT assign('E-2', 'Embassy Rome', '2027-01-02', '2027-01-01')$$, '22023  ', 'the last day comes before the first', 'Are the two the wrong way round?'),
	($$SELECT assign('E-2', 'Embassy Rome', NULL)$$, '22023  ', 'no day is given', 'Give a day of the calendar.'),
	($$SELECT propose('BRU', NULL)$$, '22023  ', 'no role is given', NULL),
	($$SELECT propose('BRU', 'attache', seats => 0)$$, '22023  ', 'a posting has 1 to 10,000 seats', 'Give how many people may hold it.'),
	($$SELECT propose('BRU', 'attache', seats => 10001)$$, '22023  ', 'a posting has 1 to 10,000 seats', 'Give how many people may hold it.'),
	($$SELECT propose('BRU', 'attache', programs => '{CSI,NULL}')$$, '22023  ', 'no program is given', 'Leave it out.'),
	($$SELECT close('BRU-2', 'infinity')$$, '22023  ', 'infinity is not a day', 'Give a day of the calendar.'),
	($$SELECT extend('Representative 8', '2030-01-01')$$, '22023  ', 'the assignment does not end before that day', 'end_assignment() ends it sooner.'),
	($$SELECT extend('E-2', '2027-01-01')$$, '22023  ', 'E-2 holds no posting on 2027-01-01, nor before', 'The assignment has to have begun by that day.'),
	($$SELECT extend('E-1', '2027-01-01', posting => 'Embassy Rome')$$, '22023  ', 'E-1 holds no posting Embassy Rome on 2027-01-01, nor before', 'The assignment has to have begun by that day.'),
	($$SELECT extend('Representative 9', '2028-01-01')$$, '22023  ', 'Representative 9 holds more than one posting on 2028-01-01', 'Name the posting as well.'),
	($$SELECT extend('E-1', NULL)$$, '22023  ', 'no day is given', 'Give a day of the calendar.'),
	($$SELECT extend('E-1', '2026-12-01')$$, '22023  ', 'the assignment does not end before that day', 'end_assignment() ends it sooner.'),
	($$SELECT end_assignment('E-1', '2027-06-01')$$, '22023  ', 'the assignment has ended before that day', 'extend() lets it last longer.'),
	($$SELECT end_assignment('Bo Berg', '2026-05-05', 'retired')$$, '23514 assignment_ended_as_check assignment', 'new row for relation "assignment" violates check constraint "assignment_ended_as_check"', NULL),
	($$SELECT swap('Representative 5', 'Representative 5')$$, '22023  ', 'one person cannot swap', 'Name two people.'),
	($$SELECT swap('Representative 5', 'E-1', '2027-06-01')$$, '22023  ', 'an assignment does not last until that day', 'Two who swap hold their postings on the day before and on the day.')
) AS t (statement, code, message, hint);
SELECT is((pg_temp.error_of($$SELECT name_of('representative', representative_id) FROM representative WHERE name = 'Bo Berg'$$))[1], NULL, 'a name that nobody else has is one');
UPDATE representative SET number = NULL WHERE number = 'E-2';
INSERT INTO representative (name) VALUES ('Ann Adams');
SELECT is((pg_temp.error_of($$SELECT name_of('representative', representative_id) FROM representative WHERE name = 'Ann Adams' AND number IS NULL$$))[2:4],
	'{representative Ann Adams shares its name with another,NULL,Give each of them a number.}', '... and one that others have is none');

SELECT * FROM finish();
ROLLBACK;
