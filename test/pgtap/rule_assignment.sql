-- AT-105, AT-201, AT-202, AT-208: when a posting may be held
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- Posting 200 is active from March on, is suspended in May, active again in
-- June, closing in August, closed from September 1 on. Posting 201 is approved
-- with an activation to come.
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (200, 1, 'attache', 9), (201, 2, 'attache', 1), (202, 3, 'attache', 1);
INSERT INTO posting_status_change (posting_id, effective_day, status, reference) VALUES
	(200, '2006-01-01', 'proposed', NULL),
	(200, '2006-01-15', 'requested', NULL),
	(200, '2006-02-01', 'approved', 'NSDD-38 200'),
	(200, '2006-03-01', 'active', NULL),
	(200, '2006-05-01', 'suspended', NULL),
	(200, '2006-06-01', 'active', NULL),
	(200, '2006-08-01', 'closing', NULL),
	(200, '2006-09-01', 'closed', NULL),
	(201, '2006-01-01', 'proposed', NULL),
	(201, '2006-01-15', 'requested', NULL),
	(201, '2006-02-01', 'approved', 'NSDD-38 201'),
	(201, '2036-01-01', 'active', NULL);
INSERT INTO representative (representative_id, name) VALUES (200, 'A'), (201, 'B'), (202, 'C');

PREPARE assign(bigint, daterange) AS
	INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (200, $1, 200, $2);

-- AT-201 and AT-105, by the days of the tenure
SELECT is((pg_temp.error_of(format('EXECUTE assign(%s, %L)', posting, tenure)))[1],
		  '23514 ' || rule || ' assignment', what)
FROM (VALUES
	(200, '[2006-03-01,2006-09-01)', NULL, 'from the first active day to the last open day'),
	(200, '[2006-03-01,2006-03-02)', NULL, 'the first active day alone'),
	(200, '[2006-04-30,2006-05-20)', NULL, 'into a suspension'),
	(200, '[2006-04-30,2006-06-20)', NULL, 'across a suspension'),
	(200, '[2006-07-31,2006-09-01)', NULL, 'from the last active day into the closing'),
	(201, '[2036-01-01,)', NULL, 'planned from an activation to come'),
	(200, '[2006-02-28,2006-04-01)', 'AT-201', 'starts while approved'),
	(200, '[2005-01-01,2005-02-01)', 'AT-201', 'before the first status'),
	(200, '[2006-05-01,2006-06-20)', 'AT-201', 'starts while suspended'),
	(200, '[2006-08-01,2006-08-20)', 'AT-201', 'starts while closing'),
	(200, '[2006-09-01,2006-10-01)', 'AT-201', 'closed before it begins'),
	(200, '[2026-01-01,)', 'AT-201', 'long closed before it begins'),
	(201, '[2035-12-31,2036-02-01)', 'AT-201', 'a day before the activation to come'),
	(202, '[2006-03-01,2006-04-01)', 'AT-201', 'a posting without any status'),
	(200, '[2006-03-01,2006-09-02)', 'AT-105', 'a day past the closing'),
	(200, '[2006-03-01,)', 'AT-105', 'open-ended at a posting that closes')
) AS tried (posting, tenure, rule, what);

SELECT is(pg_temp.error_of($$EXECUTE assign(200, '[2006-09-01,2006-10-01)')$$),
		  ARRAY['23514 AT-201 assignment', 'the tour of A cannot start on 2006-09-01',
				'The attache posting at Embassy Brussels is closed on that day, since 2006-09-01.',
				'An assignment starts while its posting is active.'], 'AT-201 in words');
SELECT is(pg_temp.error_of($$EXECUTE assign(202, '[2006-03-01,2006-04-01)')$$),
		  ARRAY['23514 AT-201 assignment', 'the tour of A cannot start on 2006-03-01',
				'The attache posting at Embassy Mexico City has no status on that day.',
				'An assignment starts while its posting is active.'], 'AT-201 without a status');
SELECT is(pg_temp.error_of($$EXECUTE assign(200, '[2006-03-01,2006-09-02)')$$),
		  ARRAY['23514 AT-105 assignment', 'the tour of A runs past 2006-09-01, when the attache posting at Embassy Brussels is closed',
				'It runs from 2006-03-01 to 2006-09-01.',
				'End the assignment before that day.'], 'AT-105 in words');

-- Changes of an assignment
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (201, 200, 201, '[2006-03-01,2006-08-01)');
SELECT is((pg_temp.error_of(statement))[1], '23514 ' || rule || ' assignment', what)
FROM (VALUES
	('AT-201', 'moved to an earlier start', $$UPDATE assignment SET tenure = '[2006-02-01,2006-08-01)' WHERE assignment_id = 201$$),
	('AT-105', 'extended past the closing', $$UPDATE assignment SET tenure = '[2006-03-01,2006-12-01)' WHERE assignment_id = 201$$),
	('AT-201', 'moved to another posting', $$UPDATE assignment SET posting_id = 201 WHERE assignment_id = 201$$),
	(NULL, 'extended to the closing', $$UPDATE assignment SET tenure = '[2006-03-01,2006-09-01)' WHERE assignment_id = 201$$),
	(NULL, 'a note', $$UPDATE assignment SET note = 'x' WHERE assignment_id = 201$$)
) AS changed (rule, what, statement);
SELECT is((pg_temp.error_of(statement))[1], '23514 AT-201 assignment', what)
FROM (VALUES
	('ON CONFLICT', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (201, 200, 201, '[2006-03-01,2006-04-01)')
					  ON CONFLICT (assignment_id) DO UPDATE SET tenure = '[2006-02-01,2006-04-01)'$$),
	('MERGE', $$MERGE INTO assignment a USING (VALUES (201, '[2006-02-01,2006-04-01)'::daterange)) n (id, tenure) ON a.assignment_id = n.id
				WHEN MATCHED THEN UPDATE SET tenure = n.tenure$$)
) AS written (what, statement);

-- Changes of the posting's status under an assignment
SELECT is((pg_temp.error_of(statement))[1], '23514 ' || rule || ' posting_status_change', what)
FROM (VALUES
	('AT-105', 'closed before an assignment ends', $$DELETE FROM posting_status_change WHERE posting_id = 200 AND status::text = 'closing';
		UPDATE posting_status_change SET effective_day = '2006-07-31' WHERE posting_id = 200 AND status::text = 'closed'$$),
	('AT-201', 'activated after an assignment starts', $$UPDATE posting_status_change SET effective_day = '2006-03-02' WHERE posting_id = 200 AND effective_day = '2006-03-01'$$),
	('AT-201', 'suspended when an assignment starts', $$UPDATE posting_status_change SET effective_day = '2006-02-20' WHERE posting_id = 200 AND effective_day = '2006-03-01';
		UPDATE posting_status_change SET effective_day = '2006-02-25' WHERE posting_id = 200 AND effective_day = '2006-05-01'$$),
	('AT-201', 'the whole history removed', $$DELETE FROM posting_status_change WHERE posting_id = 200$$)
) AS changed (rule, what, statement);

-- History stays valid: a posting long closed takes an assignment that lies in
-- the time when it was open.
SELECT lives_ok($$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (200, 202, '[2006-03-05,2006-04-05)')$$,
				'an assignment in the past, when the posting was open');

-- One transaction, both orders, deferred: close a posting and end its assignment.
SELECT is(pg_temp.error_of(format('SET CONSTRAINTS ALL DEFERRED; %s; %s', a, b)), NULL, what)
FROM (VALUES
	('close, then end', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2006-12-01', 'closed')$$, $$UPDATE assignment SET tenure = '[2004-10-20,2006-12-01)' WHERE assignment_id = 2$$),
	('end, then close', $$UPDATE assignment SET tenure = '[2004-10-20,2006-12-01)' WHERE assignment_id = 2$$, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2006-12-01', 'closed')$$)
) AS orders (what, a, b);
SELECT is((pg_temp.error_of($$SET CONSTRAINTS ALL DEFERRED; INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (4, '2006-12-01', 'closed')$$))[1],
		  '23514 AT-105 posting_status_change', 'deferred: refused in the end');
SELECT is(pg_temp.error_of($$SET CONSTRAINTS ALL DEFERRED;
	INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (210, 200, 200, '[2006-01-01,2006-04-01)');
	UPDATE assignment SET tenure = '[2006-03-01,2006-04-01)' WHERE assignment_id = 210$$), NULL, 'deferred: mended in time');

-- A bulk statement is checked row by row, whatever was checked before.
SELECT is((pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
	SELECT 300 + i, 200, 200, daterange(day, day + 1) FROM generate_series(0, 200) i, LATERAL (SELECT '2006-03-05'::date + i) d (day)$$))[1:2],
	ARRAY['23514 AT-201 assignment', 'the tour of A cannot start on 2006-05-01'], 'the first bad row of many');

-- AT-202
SELECT is((pg_temp.error_of(statement))[1], '23514 AT-202 assignment', what)
FROM (VALUES
	('two tours at a time', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (201, 2, '[2036-01-01,2036-06-01)')$$),
	('two TDYs at a time', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (3, 2, 'tdy', '[2006-03-01,2006-04-01)'), (4, 2, 'tdy', '[2006-03-31,2006-04-02)')$$)
) AS refused (what, statement);
SELECT is(pg_temp.error_of(statement), NULL, what)
FROM (VALUES
	('a TDY within a tour elsewhere', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (3, 4, 'tdy', '[2006-03-01,2006-03-31)')$$),
	('one TDY after another', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (3, 5, 'tdy', '[2006-03-01,2006-03-31)'), (4, 5, 'tdy', '[2006-03-31,2006-04-30)')$$),
	('acting beside a tour', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (3, 6, 'acting', '[2006-03-01,2006-03-31)')$$)
) AS accepted (what, statement);

-- AT-208
SELECT is((pg_temp.error_of(format('INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (200, 200, %L)', tenure)))[1],
		  '23514 AT-208 assignment', 'AT-208: ' || tenure)
FROM (VALUES ('empty'), ('(,2006-04-01)'), ('(,)'), ('[-infinity,2006-04-01)'), ('[2006-03-01,infinity)'), ('[2006-03-01,infinity]')) AS refused (tenure);

SELECT * FROM finish();
ROLLBACK;
