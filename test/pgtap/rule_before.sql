-- What was there before a transaction: a rule that compares with it is not misled
-- by what hides it. A table may be rewritten, truncated, or stand in for another;
-- COPY may freeze its rows; a goal may be set aside and set again.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- What a transaction changes is held against what was before it; so this is
-- committed, and taken away in the end.
RESET ROLE;
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (8901, 'at least 22', 'floor', 22, '[2006-01-01,)');
INSERT INTO goal (goal_id, name, target, due_day) VALUES (8902, 'past', 22, '2007-10-01'), (8904, 'past as well', 22, '2007-10-01'), (8903, 'to come', 30, '2099-01-01');
INSERT INTO goal (goal_id, name, kind, measure, target, due_day) VALUES (8907, 'past and measured', 'measure', 'trained', 500, '2007-10-01');
INSERT INTO goal_country (goal_id, country) VALUES (8902, 'NL');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (8911, 1, 'attache', 2), (8912, 1, 'attache', 1);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (8911, '2000-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) VALUES (8911, 'A'), (8912, 'B');
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8911, 8911, '[2006-01-01,2007-01-01)'), (8911, 8912, '[2006-01-01,2007-01-01)');
INSERT INTO site (site_id, kind, code, country, name) VALUES (8921, 'seaport', 'NLRTM', 'NL', 'Rotterdam'), (8922, 'seaport', 'DEHAM', 'DE', 'Hamburg');
INSERT INTO posting_site (posting_id, site_id, program) VALUES (7, 8921, 'CSI'), (8, 8922, 'CSI');
INSERT INTO goal (goal_id, name, kind, counts, target, during, enforced) VALUES (8905, 'Hamburg', 'floor', 'site', 1, '[2006-01-01,)', false), (8906, 'both sites', 'floor', 'site', 2, '[2006-01-01,)', false);
INSERT INTO goal_site (goal_id, site_id) VALUES (8905, 8922);
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL client_min_messages = error;
\set rewrite 'ALTER TABLE assignment ADD COLUMN token uuid DEFAULT gen_random_uuid(); '
\set shrink 'DELETE FROM assignment WHERE posting_id IN (6, 7)'

-- Floors, ceilings and frozen goals after a table was rewritten
SELECT is((pg_temp.error_of(statement))[1:3], ARRAY['23514 AT-302 assignment', message, detail], what)
FROM (VALUES
	('not rewritten', :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"', 'The goal is enforced from today on. No longer covered on that day: JP, NL.'),
	('assignment is rewritten', :'rewrite' || :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"',
	 'The goal is enforced from today on, and table "assignment" was rewritten in this transaction, which hides what was covered before.'),
	('posting_status_change is', 'ALTER TABLE posting_status_change ADD filler double precision DEFAULT random(); ' || :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"',
	 'The goal is enforced from today on, and table "posting_status_change" was rewritten in this transaction, which hides what was covered before.'),
	('site is, which says nothing of countries', 'ALTER TABLE site ADD COLUMN token uuid DEFAULT gen_random_uuid(); ' || :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"',
	 'The goal is enforced from today on, and table "site" was rewritten in this transaction, which hides what was covered before.'),
	('a table that is new stands in for another', 'ALTER TABLE posting_site RENAME TO was_site; CREATE TABLE posting_site (LIKE was_site); ' || :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"',
	 'The goal is enforced from today on, and table "posting_site" was rewritten in this transaction, which hides what was covered before.'),
	('CLUSTER', 'CLUSTER posting USING posting_pkey; ' || :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"',
	 'The goal is enforced from today on, and table "posting" was rewritten in this transaction, which hides what was covered before.'),
	('an ALTER that rewrites nothing', 'ALTER TABLE assignment ADD COLUMN token integer DEFAULT 5; ' || :'shrink', 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"', 'The goal is enforced from today on. No longer covered on that day: JP, NL.')
) AS tried (what, statement, message, detail);
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('rewritten, and nothing is worse', :'rewrite' || $$UPDATE assignment SET note = 'x'$$, NULL),
	('rewritten in a subtransaction', $$DO $d$BEGIN BEGIN ALTER TABLE assignment ADD COLUMN token uuid DEFAULT gen_random_uuid(); EXCEPTION WHEN division_by_zero THEN NULL; END; END$d$; $$ || :'shrink', '23514 AT-302 assignment'),
	('... that is rolled back', $$DO $d$BEGIN BEGIN ALTER TABLE assignment ADD COLUMN token uuid DEFAULT gen_random_uuid(); RAISE division_by_zero; EXCEPTION WHEN division_by_zero THEN NULL; END; END$d$; UPDATE goal SET target = 25 WHERE goal_id = 8901; UPDATE assignment SET note = 'x'$$, NULL),
	('rewritten under a ceiling that is kept', $$INSERT INTO goal (name, kind, target, during) VALUES ('at most', 'ceiling', 22, '[2006-01-01,)'); $$ || :'rewrite' || $$UPDATE assignment SET note = 'y'$$, NULL),
	('... under one that is not, whose breach may be new', $$INSERT INTO goal (name, kind, target, during) VALUES ('at most', 'ceiling', 10, '[2006-01-01,)'); $$ || :'rewrite' || $$UPDATE assignment SET note = 'y'$$, '23514 AT-303 goal'),
	('not rewritten, nothing is worse', $$INSERT INTO goal (name, kind, target, during) VALUES ('at most', 'ceiling', 10, '[2006-01-01,)'); UPDATE assignment SET note = 'y'$$, NULL),
	('AT-305: goal is rewritten', $$ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); UPDATE goal SET target = 21 WHERE goal_id = 8902$$, '23514 AT-305 goal'),
	('... and the goal is due no longer', $$ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); UPDATE goal SET target = 21, due_day = '2099-01-01' WHERE goal_id = 8902$$, '23514 AT-305 goal'),
	('... or goes', $$ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); DELETE FROM goal WHERE goal_id = 8902$$, '23514 AT-305 goal'),
	('... or another key', $$ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); UPDATE goal SET goal_id = 8999 WHERE goal_id = 8904$$, '23514 AT-305 goal'),
	('... a goal to come', $$ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); UPDATE goal SET target = 31 WHERE goal_id = 8903$$, NULL),
	('AT-305: goal_country is rewritten', $$ALTER TABLE goal_country ADD COLUMN token uuid DEFAULT gen_random_uuid(); DELETE FROM goal_country WHERE goal_id = 8902$$, '23514 AT-305 goal_country'),
	('AT-305: measure is rewritten', $$ALTER TABLE measure ADD COLUMN token uuid DEFAULT gen_random_uuid(); UPDATE measure SET unit = 'boxes' WHERE measure = 'trained'$$, '23514 AT-305 measure'),
	('AT-305: a table that is new stands in for another', $$ALTER TABLE goal_site RENAME TO was_site; CREATE TABLE goal_site (LIKE was_site); UPDATE goal SET target = 21 WHERE goal_id = 8902$$, '23514 AT-305 goal')
) AS tried (what, statement, code);
SELECT is(pg_temp.error_of('ALTER TABLE goal ADD COLUMN token uuid DEFAULT gen_random_uuid(); UPDATE goal SET target = 21 WHERE goal_id = 8902'),
		  ARRAY['23514 AT-305 goal', 'goal "past" can no longer change', 'It was due on 2007-10-01, and table "goal" was rewritten in this transaction, which hides what the goal asked for before.',
				'Rewrite the table and change the goal in separate transactions.'], 'AT-305 in words');
SELECT is((pg_temp.error_of(:'rewrite' || :'shrink'))[4], 'Rewrite the table in a transaction of its own.', 'AT-302 has a hint');

-- A goal that is set aside, narrowed or replaced while its transaction breaks it
SELECT is((pg_temp.error_of(statement))[1:2], CASE WHEN code IS NOT NULL THEN ARRAY[code, 'coverage would be 20 on ' || today() || ', below the floor of 22 of goal "at least 22"'] END, what)
FROM (VALUES
	('another key', 'UPDATE goal SET goal_id = 8910 WHERE goal_id = 8901; ' || :'shrink', '23514 AT-302 goal'),
	('not enforced in between', 'UPDATE goal SET enforced = false WHERE goal_id = 8901; ' || :'shrink' || '; UPDATE goal SET enforced = true WHERE goal_id = 8901', '23514 AT-302 goal'),
	('... and checked in between', 'UPDATE goal SET enforced = false WHERE goal_id = 8901; ' || :'shrink' || '; SET CONSTRAINTS ALL IMMEDIATE; UPDATE goal SET enforced = true WHERE goal_id = 8901', '23514 AT-302 goal'),
	('less in between', 'UPDATE goal SET target = 20 WHERE goal_id = 8901; ' || :'shrink' || '; SET CONSTRAINTS ALL IMMEDIATE; UPDATE goal SET target = 22 WHERE goal_id = 8901', '23514 AT-302 goal'),
	('other days in between', $$UPDATE goal SET during = '[2098-01-01,)' WHERE goal_id = 8901; $$ || :'shrink' || $$; UPDATE goal SET during = '[2006-01-01,)' WHERE goal_id = 8901$$, '23514 AT-302 goal'),
	('replaced', 'DELETE FROM goal WHERE goal_id = 8901; ' || :'shrink' || $$; INSERT INTO goal (goal_id, name, kind, target, during) VALUES (8911, 'at least 22', 'floor', 22, '[2006-01-01,)')$$, '23514 AT-302 assignment'),
	('not enforced any more', 'UPDATE goal SET enforced = false WHERE goal_id = 8901; ' || :'shrink', NULL),
	('another kind in between', $$UPDATE goal SET kind = 'ceiling', target = 30 WHERE goal_id = 8901; $$ || :'shrink' || $$; SET CONSTRAINTS ALL IMMEDIATE; UPDATE goal SET kind = 'floor', target = 22 WHERE goal_id = 8901$$, '23514 AT-302 goal')
) AS tried (what, statement, code);
SELECT is((pg_temp.error_of(statement))[1], '23514 AT-302 goal_country', 'other countries in between')
FROM (VALUES ($$INSERT INTO goal_country (goal_id, country) VALUES (8901, 'NL'); UPDATE goal SET target = 1 WHERE goal_id = 8901; DELETE FROM assignment WHERE posting_id IN (6, 8); SET CONSTRAINTS ALL IMMEDIATE;
	SET CONSTRAINTS ALL DEFERRED; DELETE FROM goal_country WHERE goal_id = 8901; UPDATE goal SET target = 22 WHERE goal_id = 8901$$)) AS tried (statement);
-- Nobody serves Hamburg any more, while another goal was about it.
\set leave_hamburg 'UPDATE goal SET enforced = false WHERE goal_id = 8901; DELETE FROM assignment WHERE posting_id = 8; SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; '
SELECT is((pg_temp.error_of($$UPDATE goal SET enforced = true WHERE goal_id = 8905; INSERT INTO goal_site (goal_id, site_id) VALUES (8905, 8921); $$ || :'leave_hamburg'
	|| 'DELETE FROM goal_site WHERE goal_id = 8905 AND site_id = 8921'))[1], '23514 AT-302 goal_site', 'other sites in between');

-- ... also by TRUNCATE, where no goal is frozen
SELECT is((pg_temp.error_of('SET LOCAL session_replication_role = replica; DELETE FROM goal WHERE due_day < today(); SET LOCAL session_replication_role = origin; ' || statement))[1], code, what)
FROM (VALUES
	('a floor for some countries, and then for all', $$UPDATE goal SET target = 1 WHERE goal_id = 8901; INSERT INTO goal_country (goal_id, country) VALUES (8901, 'NL'); DELETE FROM assignment WHERE posting_id IN (6, 8);
		SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED; UPDATE goal SET target = 22 WHERE goal_id = 8901; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE goal_country$$, '23514 AT-302 goal_country'),
	('a ceiling', $$INSERT INTO goal (goal_id, name, kind, target, during) VALUES (8912, 'at most', 'ceiling', 22, '[2006-01-01,)'); INSERT INTO goal_country (goal_id, country) VALUES (8912, 'NL');
		INSERT INTO posting_area (posting_id, country) VALUES (1, 'AT'); UPDATE goal SET accredited = true WHERE goal_id = 8912; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE goal_country$$, '23514 AT-303 goal_country'),
	('a floor for some sites, and then for all', $$UPDATE goal SET enforced = true, target = 1 WHERE goal_id = 8906; INSERT INTO goal_site (goal_id, site_id) VALUES (8906, 8921); $$ || :'leave_hamburg'
		|| 'UPDATE goal SET target = 2 WHERE goal_id = 8906; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE goal_site', '23514 AT-302 goal_site'),
	('a floor for some countries that was kept', $$INSERT INTO goal_country (goal_id, country) VALUES (8901, 'NL'); UPDATE goal SET target = 1 WHERE goal_id = 8901; SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE goal_country$$, NULL)
) AS tried (what, statement, code);

-- Postings whose keys change places, though neither has fewer seats
SELECT is((pg_temp.error_of($$UPDATE posting SET posting_id = CASE posting_id WHEN 8911 THEN 8913 ELSE 8911 END WHERE posting_id IN (8911, 8912)$$))[1:2],
		  ARRAY['23514 AT-204 posting', 'the attache posting at Embassy Brussels has more people than seats from 2006-01-01 to 2006-12-31'], 'another posting takes the key of one that people hold');

-- COPY with FREEZE
CREATE FUNCTION pg_temp.copies(line text) RETURNS text LANGUAGE sql AS $$
	SELECT format('COPY assignment (posting_id, representative_id, tenure) FROM PROGRAM %L WITH (FREEZE, DELIMITER ''|'')', 'echo "' || line || '"')
$$;
SELECT is((pg_temp.error_of('UPDATE goal SET enforced = false WHERE goal_id = 8901; SET CONSTRAINTS ALL IMMEDIATE; ' || before || pg_temp.copies(line) || after))[1], code, what)
FROM (VALUES
	('a row that is frozen', 'TRUNCATE assignment, waiver; ', '1|1|[1990-01-01,1991-01-01)', '', '23514 AT-201 assignment'),
	('a row that is frozen, and then a note', 'TRUNCATE assignment, waiver; SET CONSTRAINTS ALL DEFERRED; ', '1|1|[1990-01-01,1991-01-01)', $$; UPDATE assignment SET note = 'x'$$, '23514 AT-201 assignment'),
	('... of one that the rules allow', 'TRUNCATE assignment, waiver; SET CONSTRAINTS ALL DEFERRED; ', '1|1|[2005-01-01,2006-01-01)', $$; UPDATE assignment SET note = 'x'$$, NULL),
	('a ceiling', $$INSERT INTO goal (name, kind, target, during) VALUES ('at most', 'ceiling', 1, '[2006-01-01,)'); TRUNCATE assignment, waiver; $$, '1|1|[2026-01-01,)\n2|2|[2026-01-01,)', '', '23514 AT-303 assignment'),
	('... that is kept', $$INSERT INTO goal (name, kind, target, during) VALUES ('at most', 'ceiling', 2, '[2006-01-01,)'); TRUNCATE assignment, waiver; $$, '1|1|[2026-01-01,)\n2|2|[2026-01-01,)', '', NULL)
) AS tried (what, before, line, after, code);

-- A column of the user's own that has the name of one of ours
ALTER TABLE posting_status_change ADD COLUMN tenure daterange, ADD COLUMN due_day date;
SELECT is((pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status, tenure) VALUES (6, today(), 'suspended', '[2000-01-01,2000-02-01)')$$))[1:2],
		  ARRAY['23514 AT-302 posting_status_change', 'coverage would be 21 on ' || today() || ', below the floor of 22 of goal "at least 22"'], 'a period beside a status takes no floor out of force');
ALTER TABLE posting_status_change DROP COLUMN tenure;
ALTER TABLE posting_status_change ADD COLUMN tenure bigint;
SELECT is((pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status, tenure) VALUES (6, today(), 'suspended', 36)$$))[1], '23514 AT-302 posting_status_change', '... whatever its type');

-- A registry of this transaction: before it nothing was covered.
RESET ROLE;
CREATE SCHEMA fresh;
SELECT :"schema".attache_create_registry('fresh'), :"schema".attache_load_example('fresh') \g /dev/null
SET LOCAL search_path = fresh, tap;
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206';
INSERT INTO goal (name, kind, target, during) VALUES ('at most', 'ceiling', 22, '[2006-01-01,)'), ('at least', 'floor', 23, '[2006-01-01,)');
INSERT INTO mission (mission_id, country, city, name) VALUES (8990, 'AT', 'Vienna', 'Embassy Vienna');
INSERT INTO posting (posting_id, mission_id, role) VALUES (8990, 8990, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (8990, '2000-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) VALUES (8990, 'A');
SELECT is((pg_temp.error_of('INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8990, 8990, daterange(today(), today() + 9))'))[2],
		  'coverage would be 23 on ' || today() || ', above the ceiling of 22 of goal "at most"', 'a ceiling of a registry that the transaction has made');
SELECT is(pg_temp.error_of('UPDATE assignment SET tenure = daterange(lower(tenure), today()) WHERE posting_id = 6'), NULL, '... and a floor that it never kept');

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
