-- Nobody is refused for what was wrong before: a change is refused for the days that
-- break a rule now and did not before the transaction. And stays count, not rows.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- What no trigger has seen: posting 8501 is too crowded, one tour lasts five years
-- and another has no end; its status began as active, and skips a step, or follows a final one; somebody is
-- there before it was active and after it closed, and somebody acts who is nowhere else, or is absent from nothing.
RESET ROLE;
INSERT INTO mission (mission_id, kind, country, city, name) VALUES (8501, 'consulate', 'NL', 'Delft', 'Consulate Delft'), (8502, 'embassy', 'CS', 'Nis', 'Embassy Nis'), (8503, 'consulate', 'NL', 'Gouda', 'Consulate Gouda');
UPDATE rule SET severity = 'error' WHERE rule_id IN ('AT-107', 'AT-304');
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(8501, 8520) i;
SET LOCAL session_replication_role = replica;
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (8501, 8501, 'representative', 1), (8502, 8501, 'representative', 9), (8503, 8501, 'representative', 9), (8504, 8501, 'representative', 1), (8505, 8503, 'attache', 1), (8506, 8502, 'attache', 1);
UPDATE posting SET reopens = 8503 WHERE posting_id = 8505;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES
	(8501, '2000-01-01', 'active'), (8502, '1999-01-01', 'proposed'), (8502, '2000-01-01', 'active'), (8502, '2020-01-01', 'closed'),
	(8504, '1999-01-01', 'proposed'), (8504, '1999-02-01', 'withdrawn'), (8504, '2010-01-01', 'active');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (8503, '1990-01-01', 'active', 'test'), (8505, '1990-01-01', 'active', 'test'), (8506, '1990-01-01', 'active', 'test');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(8501, 8501, 8501, 'tour', '[2001-01-01,2002-01-01)'), (8502, 8501, 8502, 'tour', '[2001-01-01,2002-01-01)'),
	(8503, 8501, 8503, 'tour', '[2001-06-01,2002-01-01)'), (8504, 8501, 8504, 'tour', '[2001-06-01,2001-09-01)'),
	(8505, 8502, 8505, 'tour', '[2001-01-01,2006-01-01)'), (8506, 8502, 8506, 'tour', '[2004-10-20,)'),
	(8507, 8502, 8507, 'tour', '[1999-06-01,2001-01-01)'), (8508, 8502, 8508, 'tour', '[2018-01-01,2020-06-01)'),
	(8509, 8502, 8509, 'acting', '[2001-01-01,2001-03-01)'), (8510, 8502, 8510, 'tdy', '[2001-01-01,2002-01-01)'),
	(8511, 8506, 8520, 'tour', '[2006-01-01,2007-01-01)');
INSERT INTO absence (absence_id, representative_id, during) VALUES (8501, 8507, '[2000-12-01,2001-02-01)'), (8502, 8509, '[2001-01-01,)');
SET LOCAL session_replication_role = origin;
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL datestyle = 'ISO';
SET LOCAL ROLE attache_clerk;

SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	-- AT-203, AT-204
	('one of four leaves', NULL, $$UPDATE assignment SET tenure = '[2001-06-01,2001-08-01)' WHERE assignment_id = 8504$$),
	('one is replaced', NULL, $$UPDATE assignment SET representative_id = 8511 WHERE assignment_id = 8504$$),
	('one stays longer on crowded days', '23514 AT-203 assignment', $$UPDATE assignment SET tenure = '[2001-06-01,2001-10-01)' WHERE assignment_id = 8504$$),
	('one comes sooner', '23514 AT-203 assignment', $$UPDATE assignment SET tenure = '[2001-05-01,2001-09-01)' WHERE assignment_id = 8504$$),
	('a fifth comes on an older day', '23514 AT-203 assignment', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (8501, 8512, 'tdy', '[2001-07-01,2001-07-02)')$$),
	('one comes on a day with a seat', NULL, $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (8501, 8512, 'tdy', '[2002-01-01,2002-02-01)')$$),
	('a handover that is too long goes on', '23514 AT-204 assignment', $$UPDATE assignment SET tenure = '[2001-01-01,2002-01-02)' WHERE assignment_id IN (8501, 8502)$$),
	('... ends sooner', NULL, $$UPDATE assignment SET tenure = '[2001-01-01,2001-06-01)' WHERE assignment_id = 8501$$),
	('... begins later', NULL, $$UPDATE assignment SET tenure = '[2001-02-01,2002-01-01)' WHERE assignment_id = 8501$$),
	('more seats that are still too few', NULL, $$UPDATE posting SET seats = 2 WHERE posting_id = 8501$$),
	-- AT-107, AT-304
	('a posting where its role does not belong is noted', NULL, $$UPDATE posting SET note = 'x' WHERE posting_id = 8505$$),
	('... is suspended', NULL, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (8505, '2003-01-01', 'suspended')$$),
	('... opens sooner', '23514 AT-107 posting_status_change', $$UPDATE posting_status_change SET effective_day = '1989-12-31' WHERE posting_id = 8505$$),
	('its mission becomes one where it does from a day on', NULL, $$INSERT INTO mission_change (mission_id, effective_day, kind) VALUES (8503, '2003-01-01', 'embassy'); SET CONSTRAINTS ALL IMMEDIATE; UPDATE mission_change SET effective_day = '2002-01-01' WHERE mission_id = 8503$$),
	('... and another where it does not', NULL, $$UPDATE mission SET kind = 'organization' WHERE mission_id = 8503$$),
	('one who covers a country that has ended leaves sooner', NULL, $$UPDATE assignment SET tenure = '[2006-01-01,2006-12-01)' WHERE assignment_id = 8511$$),
	('... leaves later', '23514 AT-304 assignment', $$UPDATE assignment SET tenure = '[2006-01-01,2007-01-02)' WHERE assignment_id = 8511$$),
	('... and another does on the same days', '23514 AT-304 assignment', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (8506, 8512, 'tdy', '[2006-12-01,2006-12-11)')$$),
	-- AT-206, AT-207
	('a tour that is too long is shortened', NULL, $$UPDATE assignment SET tenure = '[2001-01-01,2005-06-01)' WHERE assignment_id = 8505$$),
	('... begins later', NULL, $$UPDATE assignment SET tenure = '[2001-06-01,2006-01-01)' WHERE assignment_id = 8505$$),
	('... is noted', NULL, $$UPDATE assignment SET note = 'x' WHERE assignment_id = 8505$$),
	('... goes on', '23514 AT-206 assignment', $$UPDATE assignment SET tenure = '[2001-01-01,2006-01-02)' WHERE assignment_id = 8505$$),
	('... is shortened and goes on', '23514 AT-206 assignment', $$UPDATE assignment SET tenure = '[2001-06-01,2006-01-02)' WHERE assignment_id = 8505$$),
	('a tour without an end ends long after its limit', NULL, $$UPDATE assignment SET tenure = daterange(lower(tenure), '2019-01-01') WHERE assignment_id = 8506$$),
	('a TDY that is too long is shortened', NULL, $$UPDATE assignment SET tenure = '[2001-01-01,2001-12-01)' WHERE assignment_id = 8510$$),
	('... goes on', '23514 AT-207 assignment', $$UPDATE assignment SET tenure = '[2001-01-01,2002-01-02)' WHERE assignment_id = 8510$$),
	('... becomes a tour', NULL, $$UPDATE assignment SET kind = 'tour' WHERE assignment_id = 8510$$),
	-- AT-201, AT-105
	('one who came too soon leaves sooner', NULL, $$UPDATE assignment SET tenure = '[1999-06-01,2000-06-01)' WHERE assignment_id = 8507$$),
	('... came on another day', '23514 AT-201 assignment', $$UPDATE assignment SET tenure = '[1999-06-02,2001-01-01)' WHERE assignment_id = 8507$$),
	('one who stayed too long leaves sooner', NULL, $$UPDATE assignment SET tenure = '[2018-01-01,2020-05-01)' WHERE assignment_id = 8508$$),
	('... leaves later', '23514 AT-105 assignment', $$UPDATE assignment SET tenure = '[2018-01-01,2020-06-02)' WHERE assignment_id = 8508$$),
	('the posting closes later', NULL, $$UPDATE posting_status_change SET effective_day = '2020-03-01' WHERE posting_id = 8502 AND status::text = 'closed'$$),
	('... sooner', '23514 AT-105 posting_status_change', $$UPDATE posting_status_change SET effective_day = '2019-12-01' WHERE posting_id = 8502 AND status::text = 'closed'$$),
	-- AT-101, AT-103
	('a posting that began as active is suspended', NULL, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (8501, '2003-01-01', 'suspended')$$),
	('... changes as it may not', '23514 AT-103 posting_status_change', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (8501, '2003-01-01', 'proposed')$$),
	('... begins on another day', '23514 AT-101 posting_status_change', $$UPDATE posting_status_change SET effective_day = '2000-02-01' WHERE posting_id = 8501$$),
	('a reference is added', NULL, $$UPDATE posting_status_change SET reference = 'x' WHERE posting_id = 8501$$),
	('a change that was wrong gets a reason', NULL, $$UPDATE posting_status_change SET reason = 'x' WHERE posting_id = 8502 AND effective_day = '2000-01-01'$$),
	-- AT-106
	('what followed a final status gets a reason', NULL, $$UPDATE posting_status_change SET reason = 'x' WHERE posting_id = 8504$$),
	('a posting that was reopened too soon is suspended', NULL, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (8503, '2030-01-01', 'suspended')$$),
	('... begins to be so on another day', NULL, $$UPDATE posting_status_change SET effective_day = '1990-02-01' WHERE posting_id = 8503$$),
	('... and by another posting', '23514 AT-106 posting', $$INSERT INTO posting (mission_id, role, reopens) VALUES (8502, 'attache', 8503)$$),
	('... is reopened by one that is noted', NULL, $$UPDATE posting SET note = 'x' WHERE posting_id = 8505$$),
	('... comes sooner', '23514 AT-106 posting_status_change', $$UPDATE posting_status_change SET effective_day = '2009-01-01' WHERE posting_id = 8504 AND effective_day = '2010-01-01'$$),
	('a fault of another kind on a day that was wrong', '23514 AT-106 posting_status_change', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (8502, '1999-06-01', 'withdrawn')$$),
	-- AT-205
	('one who acts leaves sooner', NULL, $$UPDATE assignment SET tenure = '[2001-01-01,2001-02-01)' WHERE assignment_id = 8509$$),
	('... leaves later', '23514 AT-205 assignment', $$UPDATE assignment SET tenure = '[2001-01-01,2001-03-02)' WHERE assignment_id = 8509$$),
	-- AT-209
	('an absence beyond the tour ends sooner', NULL, $$UPDATE absence SET during = '[2000-12-01,2001-01-15)' WHERE absence_id = 8501$$),
	('... is noted', NULL, $$UPDATE absence SET note = 'x' WHERE absence_id = 8501$$),
	('... goes on', '23514 AT-209 absence', $$UPDATE absence SET during = '[2000-12-01,2001-02-02)' WHERE absence_id = 8501$$),
	('an absence without an end gets one, long after', NULL, $$UPDATE absence SET during = '[2001-01-01,2003-01-01)' WHERE absence_id = 8502$$),
	('... is another''s', '23514 AT-209 absence', $$UPDATE absence SET representative_id = 8513, during = '[2001-01-01,2003-01-01)' WHERE absence_id = 8502$$),
	('... has no end', NULL, $$UPDATE absence SET during = '[2000-12-01,)' WHERE absence_id = 8501$$),
	-- What was wrong is no licence in the same transaction.
	('wrong, right, and wrong again, to the day', NULL, $$UPDATE assignment SET tenure = '[2001-01-01,2003-01-01)' WHERE assignment_id = 8505; UPDATE assignment SET tenure = '[2001-01-01,2006-01-01)' WHERE assignment_id = 8505$$),
	('another who stays as long', '23514 AT-206 assignment', $$DELETE FROM assignment WHERE assignment_id = 8505; INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8502, 8513, '[2001-01-01,2006-01-01)')$$)
) AS tried (what, code, statement);

-- Stays: assignments of one person and kind at one posting that touch or overlap
SELECT is((pg_temp.error_of(statement))[1:2], CASE WHEN message IS NOT NULL THEN ARRAY[code, message] END, what)
FROM (VALUES
	('two tours of 36 months end to end', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2003-01-01)'), (8552, 8503, 8514, '[2003-01-01,2006-01-01)')$$),
	('... with a day between', NULL, NULL,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2003-01-01)'), (8552, 8503, 8514, '[2003-01-02,2006-01-01)')$$),
	('... and a note on one of them that extends both', NULL, NULL,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, extension) VALUES (8551, 8503, 8514, '[2000-01-01,2002-06-01)', NULL), (8552, 8503, 8514, '[2002-06-01,2005-01-01)', 'memo')$$),
	('... which goes', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, extension) VALUES (8551, 8503, 8514, '[2000-01-01,2002-06-01)', NULL), (8552, 8503, 8514, '[2002-06-01,2005-01-01)', 'memo');
		SET CONSTRAINTS ALL IMMEDIATE; UPDATE assignment SET extension = NULL WHERE assignment_id = 8552$$),
	('... with its row, so that the rest is short', NULL, NULL,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, extension) VALUES (8551, 8503, 8514, '[2000-01-01,2002-06-01)', NULL), (8552, 8503, 8514, '[2002-06-01,2005-01-01)', 'memo');
		SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM assignment WHERE assignment_id = 8552$$),
	('three TDYs end to end', '23514 AT-207 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a TDY',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (8551, 8503, 8514, 'tdy', '[2001-01-01,2001-03-01)'), (8553, 8503, 8514, 'tdy', '[2001-05-01,2001-08-01)'),
			(8552, 8503, 8514, 'tdy', '[2001-03-01,2001-05-01)')$$),
	('a TDY and a tour are two stays', NULL, NULL,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (8551, 8503, 8514, 'tdy', '[2000-01-01,2000-06-01)'), (8552, 8503, 8514, 'tour', '[2000-06-01,2003-06-01)')$$),
	('two people are', NULL, NULL,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2003-01-01)'), (8552, 8503, 8515, '[2003-01-01,2006-01-01)')$$),
	('two postings are', NULL, NULL,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2003-01-01)'), (8552, 8502, 8514, '[2003-01-01,2006-01-01)')$$),
	('a neighbor without an end goes', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2010-01-01)'), (8552, 8503, 8514, '[2010-01-01,)'); DELETE FROM assignment WHERE assignment_id = 8552$$),
	('... to another posting', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2010-01-01)'), (8552, 8503, 8514, '[2010-01-01,)'); UPDATE assignment SET posting_id = 8501 WHERE assignment_id = 8552$$),
	('a bridge to an extension goes', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, extension) VALUES (8551, 8503, 8514, '[2000-01-01,2000-02-01)', 'memo'), (8552, 8503, 8514, '[2000-02-01,2000-03-01)', NULL),
			(8553, 8503, 8514, '[2000-03-01,2004-12-01)', NULL); DELETE FROM assignment WHERE assignment_id = 8552$$),
	('one waiver for two stays', NULL, NULL,
		$$RESET ROLE; INSERT INTO waiver (rule_id, posting_id, during, reference) VALUES ('AT-207', 8503, '(,)', 'm'); SET LOCAL ROLE attache_clerk;
		INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (8503, 8514, 'tdy', '[2001-01-01,2002-01-01)'), (8503, 8514, 'tdy', '[2003-01-01,2004-01-01)')$$),
	('a waiver for an assignment of another stay', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2001-01-01)');
		RESET ROLE; INSERT INTO waiver (rule_id, assignment_id, during, reference) VALUES ('AT-206', 8551, '(,)', 'm'); SET LOCAL ROLE attache_clerk;
		INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8552, 8503, 8514, '[2010-01-01,2019-01-01)')$$),
	('a row between them makes two stays one', '23514 AT-206 assignment', 'R8514 holds the representative posting at Consulate Delft too long for a tour',
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8551, 8503, 8514, '[2000-01-01,2002-01-01)'), (8553, 8503, 8514, '[2002-02-01,2004-02-01)');
		SET CONSTRAINTS ALL IMMEDIATE; INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8552, 8503, 8514, '[2002-01-01,2002-02-01)')$$)
) AS tried (what, code, message, statement);

-- The last day that was planned stays, whatever becomes of the tenure.
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8560, 8503, 8516, '[2001-01-01,2003-01-01)'), (8561, 8503, 8517, '[2001-01-01,)');
SELECT is((SELECT planned_last_day FROM assignment WHERE assignment_id = 8560), NULL, 'a tenure is as it was planned');
UPDATE assignment SET tenure = '[2001-01-01,2003-07-01)' WHERE assignment_id = 8560;
UPDATE assignment SET tenure = '[2001-01-01,2002-02-01)', ended_as = 'medical' WHERE assignment_id = 8560;
SELECT is((SELECT planned_last_day FROM assignment WHERE assignment_id = 8560), '2002-12-31', 'extended and then cut short, it keeps what was planned at first');
UPDATE assignment SET planned_last_day = '2002-06-30' WHERE assignment_id = 8560;
SELECT is((SELECT planned_last_day FROM assignment WHERE assignment_id = 8560), '2002-06-30', '... which can be corrected');
UPDATE assignment SET tenure = '[2001-01-01,2003-01-01)', ended_as = 'completed' WHERE assignment_id = 8561;
SELECT is((SELECT planned_last_day FROM assignment WHERE assignment_id = 8561), NULL, 'where no end was planned, none is kept');
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('what has ended has a last day', '23514 assignment_ended assignment', $$UPDATE assignment SET tenure = '[2001-01-01,)' WHERE assignment_id = 8560$$),
	('an end that nobody knows', '23514 assignment_ended_as_check assignment', $$UPDATE assignment SET ended_as = 'left' WHERE assignment_id = 8560$$),
	('a plan has a day', '23514 assignment_planned_last_day_check assignment', $$UPDATE assignment SET planned_last_day = 'infinity' WHERE assignment_id = 8560$$)
) AS tried (what, code, statement);

-- What was waived for one is no excuse for another.
RESET ROLE;
INSERT INTO waiver (rule_id, representative_id, during, reference) VALUES ('AT-201', 8518, '(,)', 'memo'), ('AT-105', 8518, '(,)', 'memo'), ('AT-205', 8518, '(,)', 'memo'), ('AT-202', 8518, '(,)', 'memo'), ('AT-209', 8518, '(,)', 'memo');
INSERT INTO absence (absence_id, representative_id, during) VALUES (8571, 8518, '[1970-01-01,1970-02-01)');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (8571, 8503, 8518, 'tour', '[1980-01-01,1981-01-01)'), (8572, 8502, 8518, 'tour', '[2019-06-01,2020-06-01)'),
	(8573, 8503, 8518, 'acting', '[2011-01-01,2011-02-01)'), (8574, 8503, 8518, 'tdy', '[2012-01-01,2012-02-01)'), (8575, 8502, 8518, 'tdy', '[2012-01-01,2012-02-01)');
SET CONSTRAINTS ALL IMMEDIATE;
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('too soon', '23514 AT-201 assignment', $$UPDATE assignment SET representative_id = 8519 WHERE assignment_id = 8571$$),
	('past the closing', '23514 AT-105 assignment', $$UPDATE assignment SET representative_id = 8519 WHERE assignment_id = 8572$$),
	('acting', '23514 AT-205 assignment', $$UPDATE assignment SET representative_id = 8519 WHERE assignment_id = 8573$$),
	('absent', '23514 AT-209 absence', $$UPDATE absence SET representative_id = 8519 WHERE absence_id = 8571$$),
	('in two places', '23514 AT-202 assignment', $$UPDATE assignment SET representative_id = 8519 WHERE assignment_id IN (8574, 8575)$$),
	('... and noted', NULL, $$UPDATE assignment SET note = 'x' WHERE representative_id = 8518$$)
) AS tried (what, code, statement);
RESET ROLE;
INSERT INTO waiver (rule_id, posting_id, during, reference) VALUES ('AT-105', 8502, '[1990-01-01,1991-01-01)', 'unrelated'), ('AT-105', 8502, '[2020-01-01,2021-01-01)', 'right');
SELECT is((SELECT waiver_reference FROM verify() WHERE rule_id = 'AT-105' AND assignment_id = 8508), 'right', 'verify() names the papers that waive');
DELETE FROM waiver WHERE representative_id = 8518;
SELECT is((pg_temp.error_of($$UPDATE assignment SET representative_id = 8519 WHERE assignment_id = 8571$$))[1], NULL, 'what is wrong without a waiver may be another''s');

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
