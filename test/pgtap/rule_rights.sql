-- The rules need no more than the writer's own rights, hold for a writer who does
-- not see all rows, tell that writer nothing, and trust no search_path.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- A posting in Belgium that the writer below must not know of: closed since June.
INSERT INTO posting (posting_id, mission_id, role) VALUES (300, 1, 'attache'), (301, 7, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES
	(300, '2006-01-01', 'active', 'test'), (301, '2006-01-01', 'active', 'test');
INSERT INTO posting_status_change (posting_id, effective_day, status, reason) VALUES (300, '2006-06-01', 'closed', 'a secret');
INSERT INTO representative (representative_id, name) VALUES (300, 'A'), (301, 'B');
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (300, 300, 300, '[2006-02-01,2006-05-01)');

-- Row security: of these tables only what is about posting 301 in the Netherlands.
RESET ROLE;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE posting_status_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY dutch ON posting_status_change USING (posting_id = 301) WITH CHECK (true);
CREATE POLICY dutch ON assignment USING (posting_id = 301) WITH CHECK (true);
SET LOCAL ROLE attache_clerk;
SELECT is((SELECT count(*) FROM posting_status_change)::integer, 1, 'the writer sees one change of status');
SELECT is((SELECT count(*) FROM assignment)::integer, 0, '... and no assignment');

SELECT is(pg_temp.error_of($$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (300, 301, '[2006-07-01,2006-08-01)')$$),
		  ARRAY['23514 AT-201 assignment', 'the attache posting at Embassy Brussels cannot be held for this tenure', NULL,
				'An assignment starts while its posting is active and ends before it closes.'],
		  'AT-201 holds, and says nothing of the status');
SELECT is(pg_temp.error_of($$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (300, 301, '[2006-05-01,2006-08-01)')$$),
		  ARRAY['23514 AT-105 assignment', 'the attache posting at Embassy Brussels cannot be held for this tenure', NULL,
				'An assignment starts while its posting is active and ends before it closes.'],
		  'AT-105 holds, and says nothing of the day');
SELECT is(pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (300, '2006-07-01', 'active')$$),
		  ARRAY['23514 AT-106 posting_status_change', 'the status of the attache posting at Embassy Brussels cannot change like this', NULL,
				'posting_status_transitions() lists the changes that are allowed.'],
		  'AT-106 holds, and says nothing of the history');
SELECT is(pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (300, '2006-03-01', 'closing')$$), NULL,
		  'closing under an assignment that is not seen is fine');
SELECT is((pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (300, '2006-03-01', 'suspended'), (300, '2006-01-15', 'suspended')$$))[1:2],
		  ARRAY['23514 AT-103 posting_status_change', 'the status of the attache posting at Embassy Brussels cannot change like this'], 'AT-103 says nothing either');
SELECT is((pg_temp.error_of($$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (301, 300, '[2006-03-01,2006-04-01)')$$))[1:3],
		  ARRAY['23514 AT-202 assignment', 'A cannot have two tours at a time', NULL],
		  'AT-202: a person who is elsewhere, where the writer does not see, is not told of');
SELECT lives_ok($$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (301, 301, '[2006-03-01,2006-04-01)')$$,
				'what the rules allow passes');
SELECT is(pg_temp.error_of($$UPDATE assignment SET tenure = '[2005-12-01,2006-04-01)' WHERE posting_id = 301$$),
		  ARRAY['23514 AT-201 assignment', 'the attache posting at Embassy The Hague cannot be held for this tenure', NULL,
				'An assignment starts while its posting is active and ends before it closes.'],
		  'a table under row security is not quoted at all, nor its keys');

-- A role that may insert and nothing more.
RESET ROLE;
ALTER TABLE posting_status_change DISABLE ROW LEVEL SECURITY;
ALTER TABLE assignment DISABLE ROW LEVEL SECURITY;
CREATE ROLE attache_writer;
GRANT USAGE ON SCHEMA overseas, tap TO attache_writer;
GRANT INSERT ON assignment, posting_status_change TO attache_writer;
GRANT EXECUTE ON FUNCTION pg_temp.error_of(text) TO attache_writer;
SET LOCAL ROLE attache_writer;
SELECT is((pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 300, 301, '[2006-07-01,2006-08-01)')$$))[1:2],
		  ARRAY['23514 AT-201 assignment', 'posting 300 cannot be held for this tenure'], 'a role with INSERT alone is held to the rules');
SELECT is(pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 300, 301, '[2006-05-01,2006-06-01)')$$), NULL,
		  '... and needs no more');

-- Names are told to those who may read them, each by itself.
RESET ROLE;
GRANT SELECT ON assignment, posting_status_change, posting, mission, rule TO attache_writer;
SET LOCAL ROLE attache_writer;
SELECT is((pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 301, 300, '[2006-03-01,2006-04-01)')$$))[2:3],
		  ARRAY['representative 300 has two tours on 2006-03-01',
				'One is at posting 300, from 2006-02-01 to 2006-04-30; the other at posting 301, from 2006-03-01 to 2006-03-31.'],
		  'keys, where names are hidden, though not all of a posting''s');
RESET ROLE;
GRANT SELECT ON mission_change TO attache_writer;
SET LOCAL ROLE attache_writer;
SELECT is((pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 301, 300, '[2006-03-01,2006-04-01)')$$))[2:3],
		  ARRAY['representative 300 has two tours on 2006-03-01',
				'One is at the attache posting at Embassy Brussels, from 2006-02-01 to 2006-04-30; the other at the attache posting at Embassy The Hague, from 2006-03-01 to 2006-03-31.'],
		  '... the names of postings alone');
RESET ROLE;
UPDATE posting SET number = 'BRU-2' WHERE posting_id = 300;
UPDATE representative SET number = 'E-300' WHERE representative_id = 300;
INSERT INTO mission_change (mission_id, effective_day, name) VALUES (7, '2006-01-01', 'Mission The Hague'), (7, '2006-06-01', 'Embassy Again');
GRANT SELECT ON representative TO attache_writer;
SET LOCAL ROLE attache_writer;
SELECT is((pg_temp.error_of($$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 301, 300, '[2006-03-01,2006-04-01)')$$))[2:3],
		  ARRAY['A (E-300) has two tours on 2006-03-01',
				'One is at posting BRU-2 at Embassy Brussels, from 2006-02-01 to 2006-04-30; the other at the attache posting at Mission The Hague, from 2006-03-01 to 2006-03-31.'],
		  '... and all of them, with numbers, and what the mission was called on that day');

-- Planted operators and a table of the same name, first on the path.
RESET ROLE;
CREATE SCHEMA planted AUTHORIZATION attache_clerk;
SET LOCAL ROLE attache_clerk;
CREATE TABLE planted.posting AS SELECT 0::bigint AS posting_id;
CREATE TABLE planted.posting_status_change AS SELECT * FROM posting_status_change WHERE false;
CREATE FUNCTION planted.never(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the planted operator runs as %', current_user;
END $$;
CREATE OPERATOR planted.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = planted.never);
CREATE FUNCTION planted.never(date, date) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the planted operator runs as %', current_user;
END $$;
CREATE OPERATOR planted.< (LEFTARG = date, RIGHTARG = date, FUNCTION = planted.never);
CREATE FUNCTION planted.never(boolean, boolean) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the planted aggregate runs as %', current_user;
END $$;
CREATE AGGREGATE planted.bool_or(boolean) (SFUNC = planted.never, STYPE = boolean, INITCOND = false);
SET LOCAL search_path = planted, pg_catalog, overseas, tap;
SELECT throws_ok('SELECT 1::bigint = 1::bigint', 'P0001', 'the planted operator runs as attache_clerk', 'the operator is planted');
INSERT INTO overseas.goal (name, kind, target, during) VALUES ('x', 'floor', 1, '[2006-01-01,)');
SELECT throws_ok($$INSERT INTO overseas.posting_status_change (posting_id, effective_day, status) VALUES (301, '2006-01-02', 'proposed')$$, '23514', NULL, 'AT-103 with planted operators');
SELECT throws_ok($$INSERT INTO overseas.assignment (posting_id, representative_id, tenure) VALUES (300, 301, '[2006-07-01,2006-08-01)')$$, '23514', NULL, 'AT-201 with planted operators');
SELECT lives_ok($$INSERT INTO overseas.assignment (posting_id, representative_id, tenure) VALUES (301, 301, '[2006-07-01,2006-08-01)')$$, 'what is allowed passes all the same');
SELECT lives_ok($$SELECT * FROM overseas.goal_progress('2006-06-01')$$, 'the reports run as they were made');

-- A trigger function is of no use elsewhere.
RESET ROLE;
SELECT throws_ok(format('CREATE TABLE posting_2 (posting_id bigint); CREATE TRIGGER misuse BEFORE INSERT ON posting_2 FOR EACH ROW EXECUTE FUNCTION %I.attache_rule(''posting''); INSERT INTO posting_2 VALUES (1)', :'schema'),
				 '39P01', 'attache_rule() must be called by an AFTER ROW, a BEFORE STATEMENT or a TRUNCATE trigger', 'not as BEFORE trigger')
FROM (SELECT set_config('search_path', 'planted, tap', true)) AS path;
SELECT * FROM finish();
ROLLBACK;
