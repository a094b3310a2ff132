-- AT-203 to AT-207: how many people a posting has, who may act, and how long
\ir ../lib/begin.sql
SELECT * FROM no_plan();

INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (200, 1, 'attache', 1), (201, 2, 'attache', 1), (202, 3, 'attache', 2);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT posting_id, '2000-01-01', 'active', 'test' FROM posting WHERE posting_id >= 200;
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(200, 209) i;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES
	(200, 200, 200, '[2006-01-01,2007-01-01)'),
	(201, 201, 201, '[2006-01-01,2007-01-01)');

PREPARE assign(bigint, bigint, text, daterange) AS
	INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (300, $1, $2, $3, $4);
SELECT is((pg_temp.error_of(format('EXECUTE assign(%s, %s, %L, %L)', posting, person, kind, tenure)))[1],
		  '23514 ' || rule || ' assignment', what)
FROM (VALUES
	(200, 202, 'tour', '[2006-12-02,2008-01-01)', NULL, 'a handover of 30 days'),
	(200, 202, 'tour', '[2006-12-01,2008-01-01)', 'AT-204', 'a handover of 31 days'),
	(200, 202, 'tour', '[2007-01-01,2008-01-01)', NULL, 'a handover on one day'),
	(202, 202, 'tour', '[2006-01-01,2007-01-01)', NULL, 'a seat that is free'),
	(200, 201, 'acting', '[2006-06-01,2006-07-01)', NULL, 'acting within one''s own tour elsewhere'),
	(200, 201, 'acting', '[2006-12-20,2007-01-02)', 'AT-205', 'acting a day beyond it'),
	(202, 203, 'acting', '[2006-06-01,2006-07-01)', 'AT-205', 'acting without any'),
	(202, 203, 'tour', '[2001-01-01,2004-01-01)', NULL, 'a tour of 36 months'),
	(202, 203, 'tour', '[2001-01-01,2004-01-02)', 'AT-206', 'a tour of a day more'),
	(202, 203, 'tour', '[2001-01-01,)', NULL, 'a tour without an end'),
	(202, 203, 'tdy', '[2006-01-01,2006-06-30)', NULL, 'a TDY of 180 days'),
	(202, 203, 'tdy', '[2006-01-01,2006-07-01)', 'AT-207', 'a TDY of 181 days'),
	(202, 203, 'tdy', '[2006-01-01,)', 'AT-207', 'a TDY without an end')
) AS tried (posting, person, kind, tenure, rule, what);

-- A row that is written twice before anything is checked: what was left to the
-- second event, which changes nothing that a rule reads, is not forgotten.
SELECT is((pg_temp.error_of('SET CONSTRAINTS ALL DEFERRED; ' || statement))[1], expected, what)
FROM (VALUES
	('a handover made too long, and then a note', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (301, 200, 202, '[2006-12-10,2007-12-01)');
		SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
		UPDATE assignment SET tenure = '[2006-06-01,2007-12-01)' WHERE assignment_id = 301; UPDATE assignment SET note = 'x' WHERE assignment_id = 301$$,
	 '23514 AT-204 assignment'),
	('somebody assigned, and then a note', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (301, 200, 202, '[2006-06-01,2007-12-01)');
		UPDATE assignment SET note = 'x' WHERE assignment_id = 301$$,
	 '23514 AT-204 assignment'),
	('a seat taken away, and then a note', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
			VALUES (301, 202, 202, '[2006-06-01,2007-12-01)'), (302, 202, 203, '[2006-06-01,2007-12-01)');
		SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
		UPDATE posting SET seats = 1 WHERE posting_id = 202; UPDATE posting SET note = 'x' WHERE posting_id = 202$$,
	 '23514 AT-204 posting'),
	('... and a note alone', $$UPDATE posting SET note = 'x' WHERE posting_id = 202; UPDATE assignment SET note = 'x' WHERE assignment_id = 200$$, NULL)
) AS tried (what, statement, expected);

SELECT is(pg_temp.error_of(statement), expected, what)
FROM (VALUES
	('AT-203 in words', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
		VALUES (301, 200, 202, '[2006-12-10,2007-12-01)'), (302, 200, 203, '[2006-12-20,2007-12-01)')$$,
	 ARRAY['23514 AT-203 assignment', 'the attache posting at Embassy Brussels has 3 people on 2006-12-20 and 1 seat',
		   'On that day: R200 from 2006-01-01 to 2006-12-31; R202 from 2006-12-10 to 2007-11-30; R203 from 2006-12-20 to 2007-11-30.', 'A posting may have one more person than seats, for the days of a handover.']),
	('AT-204 in words', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (301, 200, 202, '[2006-06-01,2007-06-01)')$$,
	 ARRAY['23514 AT-204 assignment', 'the attache posting at Embassy Brussels has more people than seats from 2006-06-01 to 2006-12-31',
		   'These are 214 consecutive days, and a handover may last 30 days. In it: R200 from 2006-01-01 to 2006-12-31; R202 from 2006-06-01 to 2007-05-31.',
		   'End an assignment of the handover sooner, or begin the next later.']),
	('AT-205 in words', $$EXECUTE assign(202, 203, 'acting', '[2006-06-01,2006-07-01)')$$,
	 ARRAY['23514 AT-205 assignment', 'R203 acts at the attache posting at Embassy Mexico City on 2006-06-01 without an assignment elsewhere',
		   'The acting assignment runs from 2006-06-01 to 2006-06-30.', 'A person who acts at a posting needs a tour or TDY at another on each of the days.']),
	('AT-206 in words', $$EXECUTE assign(202, 203, 'tour', '[2001-01-01,2005-01-01)')$$,
	 ARRAY['23514 AT-206 assignment', 'R203 holds the attache posting at Embassy Mexico City too long for a tour', 'The stay starts on 2001-01-01, and its limit of 36 months ends on 2003-12-31.',
		   'A tour may last longer if "extension" names the paper that extends it.']),
	('AT-206 with an extension', $$INSERT INTO assignment (posting_id, representative_id, tenure, extension) VALUES (202, 203, '[2001-01-01,2006-01-01)', 'memo')$$, NULL),
	('one person twice is one', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (200, 200, 'tdy', '[2006-03-01,2006-06-01)')$$, NULL)
) AS tried (what, statement, expected);

SELECT is((pg_temp.error_of(statement))[1], '23514 ' || rule, what)
FROM (VALUES
	('fewer seats than people', 'AT-204 posting', $$UPDATE assignment SET tenure = '[2006-01-01,2006-12-01)', posting_id = 202 WHERE assignment_id IN (200, 201); UPDATE posting SET seats = 1 WHERE posting_id = 202$$),
	('the own tour goes', 'AT-205 assignment', $$EXECUTE assign(200, 201, 'acting', '[2006-06-01,2006-07-01)'); DELETE FROM assignment WHERE assignment_id = 201$$),
	('the own tour becomes shorter', 'AT-205 assignment', $$EXECUTE assign(200, 201, 'acting', '[2006-06-01,2006-07-01)'); UPDATE assignment SET tenure = '[2006-01-01,2006-06-30)' WHERE assignment_id = 201$$),
	('the own tour moves to where one acts', 'AT-205 assignment', $$EXECUTE assign(202, 201, 'acting', '[2006-06-01,2006-07-01)'); UPDATE assignment SET posting_id = 202 WHERE assignment_id = 201$$),
	('the extension goes', 'AT-206 assignment', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, extension) VALUES (300, 202, 203, '[2001-01-01,2006-01-01)', 'memo'); UPDATE assignment SET extension = NULL WHERE assignment_id = 300$$),
	('a tour becomes a TDY', 'AT-207 assignment', $$UPDATE assignment SET kind = 'tdy' WHERE assignment_id = 200$$),
	('deferred, the handover becomes short', NULL, $$SET CONSTRAINTS ALL DEFERRED; EXECUTE assign(200, 202, 'tour', '[2006-06-01,2007-06-01)'); UPDATE assignment SET tenure = '[2006-01-01,2006-06-30)' WHERE assignment_id = 200$$),
	('deferred, the other order', NULL, $$SET CONSTRAINTS ALL DEFERRED; UPDATE assignment SET tenure = '[2006-01-01,2006-06-30)' WHERE assignment_id = 200; EXECUTE assign(200, 202, 'tour', '[2006-06-01,2007-06-01)')$$),
	('deferred, acting first', NULL, $$SET CONSTRAINTS ALL DEFERRED; EXECUTE assign(202, 204, 'acting', '[2006-06-01,2006-07-01)'); INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (201, 204, '[2006-06-01,2006-07-01)')$$)
) AS tried (what, rule, statement);

-- A posting that is new, or has another key, may be one that people hold already.
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES
	(320, 202, 205, '[2006-01-01,2007-01-01)'), (321, 202, 206, '[2006-01-01,2007-01-01)');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (204, 3, 'attache', 1), (205, 3, 'attache', 2);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT is((pg_temp.error_of(statement))[1:2], CASE WHEN code IS NOT NULL THEN ARRAY[code, 'the attache posting at Embassy Mexico City has more people than seats from 2006-01-01 to 2006-12-31'] END, what)
FROM (VALUES
	('replaced by one with a seat less', $$WITH gone AS (DELETE FROM posting WHERE posting_id = 202 RETURNING *) INSERT INTO posting (posting_id, mission_id, role, seats) SELECT posting_id, mission_id, role, 1 FROM gone$$, '23514 AT-204 posting'),
	('... with as many', $$WITH gone AS (DELETE FROM posting WHERE posting_id = 202 RETURNING *) INSERT INTO posting (posting_id, mission_id, role, seats) SELECT posting_id, mission_id, role, seats FROM gone$$, NULL),
	('keys that change places', $$UPDATE posting SET posting_id = CASE posting_id WHEN 202 THEN 206 ELSE 202 END WHERE posting_id IN (202, 204)$$, '23514 AT-204 posting'),
	('... with one of as many seats', $$UPDATE posting SET posting_id = CASE posting_id WHEN 202 THEN 206 ELSE 202 END WHERE posting_id IN (202, 205)$$, NULL),
	('MERGE', $$MERGE INTO posting p USING (VALUES (202)) v (id) ON p.posting_id = v.id WHEN MATCHED THEN UPDATE SET seats = 1$$, '23514 AT-204 posting'),
	('ON CONFLICT', $$INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (202, 3, 'attache', 1) ON CONFLICT (posting_id) DO UPDATE SET seats = excluded.seats$$, '23514 AT-204 posting')
) AS tried (what, statement, code);
DELETE FROM assignment WHERE assignment_id IN (320, 321);
SET CONSTRAINTS ALL IMMEDIATE;

-- A function that a statement calls writes about the same posting; what the
-- statement writes after that is checked, too.
CREATE FUNCTION pg_temp.send_ahead(person bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO assignment (posting_id, representative_id, kind, tenure)
	VALUES (200, 202, 'tdy', daterange('2006-03-01'::date + person::integer, '2006-03-02'::date + person::integer));
	RETURN person;
END $$;
SELECT is((pg_temp.error_of($$INSERT INTO assignment (posting_id, representative_id, tenure)
	SELECT 200, pg_temp.send_ahead(i), '[2006-12-20,2007-12-01)' FROM generate_series(203, 204) i$$))[1],
	'23514 AT-203 assignment', 'after a function that wrote, too');
SELECT is(pg_temp.error_of($$INSERT INTO assignment (posting_id, representative_id, tenure)
	SELECT 200, pg_temp.send_ahead(i), '[2006-12-20,2007-12-01)' FROM generate_series(203, 203) i$$),
	NULL, '... and what the rules allow passes');

-- The table of rules
RESET ROLE;
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('a limit of the agency''s', NULL, $$UPDATE rule SET longest = '31 days' WHERE rule_id = 'AT-204'; EXECUTE assign(200, 202, 'tour', '[2006-12-01,2008-01-01)')$$),
	('... and not of anybody else''s', '23514 AT-204 assignment', $$EXECUTE assign(200, 202, 'tour', '[2006-12-01,2008-01-01)')$$),
	('a warning passes', NULL, $$SET LOCAL client_min_messages = error; UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-207'; EXECUTE assign(202, 203, 'tdy', '[2006-01-01,2006-07-01)')$$),
	('... at a posting without any status, too', NULL, $$SET LOCAL client_min_messages = error; UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-201';
		INSERT INTO posting (posting_id, mission_id, role) VALUES (203, 1, 'attache'); EXECUTE assign(203, 203, 'tour', '[2006-01-01,2006-07-01)')$$),
	('off passes', NULL, $$UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-205'; EXECUTE assign(202, 203, 'acting', '[2006-06-01,2006-07-01)')$$),
	('off is one rule', '23514 AT-204 assignment', $$UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-203'; EXECUTE assign(200, 202, 'tour', '[2006-12-01,2008-01-01)')$$),
	('what a constraint keeps is an error', '23514 rule_constraint rule', $$UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-208'$$)
) AS tried (what, code, statement);

-- verify() says the same of data that no trigger has seen.
-- The tours of the example have no end, and began more than 36 months ago.
SELECT is((SELECT string_agg(DISTINCT rule_id || ' ' || detail, ', ') FROM verify() WHERE posting_id >= 200 OR rule_id <> 'AT-206'), NULL, 'nothing to report');
SET CONSTRAINTS ALL IMMEDIATE;

-- A foreign key of the agency's own takes an assignment away after the rule has
-- looked at the person on account of another row of the same statement.
ALTER TABLE assignment ADD COLUMN follows bigint REFERENCES assignment ON DELETE CASCADE;
SELECT is((pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure, follows) VALUES
	(310, 202, 204, 'tdy', '[2007-01-01,2007-01-05)', NULL), (311, 202, 204, 'tdy', '[2007-02-01,2007-02-05)', NULL),
	(312, 202, 204, 'tour', '[2008-01-01,2008-06-01)', 311), (313, 200, 204, 'acting', '[2008-02-01,2008-02-05)', NULL);
	DELETE FROM assignment WHERE assignment_id IN (310, 311)$$))[1], '23514 AT-205 assignment', 'the own tour goes by a foreign key');
ALTER TABLE assignment DROP COLUMN follows;

-- However often a transaction writes, its checks keep what they found last.
CREATE FUNCTION pg_temp.memory_of_checks() RETURNS numeric LANGUAGE sql AS
	$$SELECT sum(total_bytes) FROM pg_backend_memory_contexts WHERE name = 'attache rule checks'$$;
SELECT cmp_ok(pg_temp.memory_of_checks(), '>', 0::numeric, 'what checks found takes memory');
SELECT pg_temp.memory_of_checks() AS memory_before \gset
-- Where caches are dropped all the time, a thousand would take a day.
\set times 1000
\if :discard
	\set times 4
\endif
SELECT format($$UPDATE assignment SET tenure = daterange('2006-01-01', '2007-01-01'::date - %s) WHERE assignment_id IN (200, 201)$$, i % 2) FROM generate_series(1, :times) i \gexec
SELECT cmp_ok(pg_temp.memory_of_checks(), '<', 65536::numeric + :memory_before, '... which does not grow with the statements');

ALTER TABLE assignment DISABLE TRIGGER USER;
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(400, 200, 205, 'tour', '[2006-06-01,2006-09-01)'), (401, 200, 206, 'tour', '[2006-06-01,2006-06-02)'),
	(402, 202, 207, 'acting', '[2006-06-01,2006-06-05)'), (403, 202, 208, 'tour', '[2001-01-01,2005-01-01)'),
	(404, 202, 208, 'tdy', '[2001-01-01,2002-01-01)'), (405, 202, 209, 'tour', '[1999-01-01,2000-01-01)');
SELECT results_eq('SELECT rule_id, posting_id, assignment_id, first_day, last_day FROM verify() WHERE posting_id >= 200', $$VALUES
	('AT-201', 202::bigint, 405::bigint, '1999-01-01'::date, '1999-01-01'::date),
	('AT-203', 200, NULL, '2006-06-01', '2006-06-01'),
	('AT-204', 200, NULL, '2006-07-01', '2006-08-31'),
	('AT-205', 202, 402, '2006-06-01', '2006-06-04'),
	('AT-206', 202, 403, '2004-01-01', '2004-12-31'),
	('AT-207', 202, 404, '2001-06-30', '2001-12-31')$$, 'verify() finds each');

SELECT * FROM finish();
ROLLBACK;
