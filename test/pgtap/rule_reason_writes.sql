-- AT-211, however a row is written: each change to days before today that the rule refuses
-- for want of a reason, beside the nearest one that it accepts
\ir ../lib/begin.sql
SELECT * FROM no_plan();

\ir ../lib/writes.sql

-- Posting 400 has been open since 2000, and somebody has held it since 2006, with a
-- program, an area and a site; 401 is a proposal to come, 402 was denied.
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (400, 1, 'attache', 2), (401, 2, 'attache', 1), (402, 3, 'attache', 1);
INSERT INTO posting_status_change (posting_status_change_id, posting_id, effective_day, status, taken_over_from) VALUES
	(400, 400, '2000-01-01', 'active', 'test'), (401, 401, '2090-01-01', 'proposed', NULL), (402, 402, '2021-01-01', 'denied', 'test');
INSERT INTO posting_seats_change (posting_seats_change_id, posting_id, effective_day, seats) VALUES (400, 400, '2001-01-01', 3), (401, 400, '2090-01-01', 4);
INSERT INTO mission_change (mission_change_id, mission_id, effective_day, city) VALUES (400, 1, '2001-01-01', 'Antwerp'), (401, 1, '2090-01-01', 'Ghent');
INSERT INTO representative (representative_id, name) VALUES (400, 'R400'), (401, 'R401');
INSERT INTO site (site_id, kind, code, country, name) VALUES (400, 'airport', 'AAA', 'BE', 'A'), (401, 'airport', 'BBB', 'BE', 'B');
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, extension) VALUES
	(400, 400, 400, '[2006-01-01,2008-01-01)', NULL), (401, 400, 401, '[2090-01-01,2091-01-01)', NULL);
INSERT INTO absence (absence_id, representative_id, during) VALUES (400, 400, '[2006-08-01,2006-08-11)'), (401, 401, '[2090-08-01,2090-08-11)');
INSERT INTO posting_program (posting_program_id, posting_id, program, during) VALUES (400, 400, 'CSI', '[2006-01-01,)'), (401, 400, 'IAP', '[2090-01-01,)');
INSERT INTO posting_area (posting_area_id, posting_id, country, during) VALUES (400, 400, 'LU', '[2006-01-01,)'), (401, 400, 'FR', '[2090-01-01,)');
INSERT INTO posting_site (posting_site_id, posting_id, site_id, program, during) VALUES (400, 400, 400, 'CSI', '[2006-01-01,)'), (401, 400, 401, 'CSI', '[2090-01-01,)');
INSERT INTO weight (weight_id, country, program, during, weight) VALUES (400, 'LU', 'CSI', '[2006-01-01,)', 1), (401, 'FR', 'CSI', '[2090-01-01,)', 1);
SET CONSTRAINTS ALL IMMEDIATE;

RESET ROLE;
SELECT is((SELECT severity FROM rule WHERE rule_id = 'AT-211'), 'off', 'a new registry asks for no reason');
UPDATE rule SET severity = 'error' WHERE rule_id = 'AT-211';
GRANT TRUNCATE ON ALL TABLES IN SCHEMA overseas TO attache_clerk;
SET LOCAL ROLE attache_clerk;

INSERT INTO tried VALUES
	('AT-211 assignment', 'INSERT', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (400, 401, '[2006-06-01,2006-07-01)')$$,
		$$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (400, 400, '[2091-06-01,2091-07-01)')$$),
	('AT-211 assignment', 'UPDATE first day', $$UPDATE assignment SET tenure = '[2006-01-02,2008-01-01)' WHERE assignment_id = 400$$,
		$$UPDATE assignment SET tenure = '[2090-01-02,2091-01-01)' WHERE assignment_id = 401$$),
	('AT-211 assignment', 'UPDATE last day', $$UPDATE assignment SET tenure = '[2006-01-01,2007-12-31)' WHERE assignment_id = 400$$,
		$$UPDATE assignment SET tenure = '[2090-01-01,2090-12-31)' WHERE assignment_id = 401$$),
	('AT-211 assignment', 'UPDATE into the past', $$UPDATE assignment SET tenure = '[2008-06-01,2008-07-01)' WHERE assignment_id = 401$$,
		$$UPDATE assignment SET tenure = '[2092-06-01,2092-07-01)' WHERE assignment_id = 401$$),
	('AT-211 assignment', 'UPDATE out of the past', $$UPDATE assignment SET tenure = '[2092-06-01,2092-07-01)' WHERE assignment_id = 400$$,
		$$UPDATE assignment SET note = 'x', extension = 'y', ended_as = 'completed' WHERE assignment_id = 400$$),
	('AT-211 assignment', 'UPDATE kind', $$UPDATE assignment SET kind = 'tdy', tenure = '[2006-01-01,2006-02-01)' WHERE assignment_id = 400$$,
		$$UPDATE assignment SET kind = 'tdy', tenure = '[2090-01-01,2090-02-01)' WHERE assignment_id = 401$$),
	('AT-211 assignment', 'UPDATE representative_id', $$UPDATE assignment SET representative_id = 401 WHERE assignment_id = 400$$,
		$$UPDATE assignment SET representative_id = 400 WHERE assignment_id = 401$$),
	('AT-211 assignment', 'DELETE', $$DELETE FROM assignment WHERE assignment_id = 400$$, $$DELETE FROM assignment WHERE assignment_id = 401$$),
	('AT-211 assignment', 'TRUNCATE', 'TRUNCATE assignment CASCADE', 'TRUNCATE waiver'),
	('AT-211 assignment', 'ON CONFLICT', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 400, 400, '[2006-01-01,2007-01-01)') ON CONFLICT (assignment_id) DO UPDATE SET tenure = excluded.tenure$$,
		$$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (400, 400, 400, '[2006-01-01,2007-01-01)') ON CONFLICT (assignment_id) DO NOTHING$$),
	('AT-211 assignment', 'MERGE', pg_temp.merge_into('assignment', 't.assignment_id = 400', $$MATCHED THEN UPDATE SET tenure = '[2006-01-01,2007-01-01)'$$),
		pg_temp.merge_into('assignment', 't.assignment_id = 401', $$MATCHED THEN UPDATE SET tenure = '[2090-01-01,2090-06-01)'$$)),
	('AT-211 assignment', 'COPY', pg_temp.copy_into('assignment (posting_id, representative_id, tenure)', '400|401|[2006-06-01,2006-07-01)'),
		pg_temp.copy_into('assignment (posting_id, representative_id, tenure)', '400|400|[2091-06-01,2091-07-01)')),
	('AT-211 assignment', 'deferred', $$SET CONSTRAINTS ALL DEFERRED; INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (402, 400, 401, '[2006-06-01,2006-07-01)'); UPDATE assignment SET note = 'x' WHERE assignment_id = 402$$,
		$$SET CONSTRAINTS ALL DEFERRED; INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (400, 401, '[2093-06-01,2093-07-01)'); UPDATE assignment SET note = 'x' WHERE assignment_id = 401$$),
	('AT-211 absence', 'INSERT', $$INSERT INTO absence (representative_id, during) VALUES (400, '[2007-01-01,2007-01-02)')$$, $$INSERT INTO absence (representative_id, during) VALUES (401, '[2090-09-01,2090-09-02)')$$),
	('AT-211 absence', 'UPDATE kind', $$UPDATE absence SET kind = 'training' WHERE absence_id = 400$$, $$UPDATE absence SET kind = 'training' WHERE absence_id = 401$$),
	('AT-211 absence', 'DELETE', 'DELETE FROM absence WHERE absence_id = 400', 'DELETE FROM absence WHERE absence_id = 401'),
	('AT-211 absence', 'TRUNCATE', 'TRUNCATE absence', 'DELETE FROM absence WHERE absence_id = 401'),
	('AT-211 posting_program', 'INSERT', $$INSERT INTO posting_program (posting_id, program) VALUES (401, 'CSI')$$, $$INSERT INTO posting_program (posting_id, program, during) VALUES (401, 'CSI', '[2090-01-01,)')$$),
	('AT-211 posting_program', 'UPDATE program', $$UPDATE posting_program SET program = 'C-TPAT' WHERE posting_program_id = 400$$, $$UPDATE posting_program SET program = 'C-TPAT' WHERE posting_program_id = 401$$),
	('AT-211 posting_program', 'DELETE', 'DELETE FROM posting_program WHERE posting_program_id = 400', 'DELETE FROM posting_program WHERE posting_program_id = 401'),
	('AT-211 posting_program', 'TRUNCATE', 'TRUNCATE posting_program', 'DELETE FROM posting_program WHERE posting_program_id = 401'),
	('AT-211 posting_area', 'INSERT', $$INSERT INTO posting_area (posting_id, country) VALUES (400, 'NL')$$, $$INSERT INTO posting_area (posting_id, country, during) VALUES (400, 'NL', '[2090-01-01,)')$$),
	('AT-211 posting_area', 'UPDATE country', $$UPDATE posting_area SET country = 'NL' WHERE posting_area_id = 400$$, $$UPDATE posting_area SET country = 'NL' WHERE posting_area_id = 401$$),
	('AT-211 posting_area', 'DELETE', 'DELETE FROM posting_area WHERE posting_area_id = 400', 'DELETE FROM posting_area WHERE posting_area_id = 401'),
	('AT-211 posting_area', 'TRUNCATE', 'TRUNCATE posting_area', 'DELETE FROM posting_area WHERE posting_area_id = 401'),
	('AT-211 posting_site', 'INSERT', $$INSERT INTO posting_site (posting_id, site_id, program) VALUES (401, 400, 'CSI')$$, $$INSERT INTO posting_site (posting_id, site_id, program, during) VALUES (401, 400, 'CSI', '[2090-01-01,)')$$),
	('AT-211 posting_site', 'UPDATE site_id', $$UPDATE posting_site SET site_id = 401, program = 'IAP' WHERE posting_site_id = 400$$, $$UPDATE posting_site SET site_id = 400, program = 'IAP' WHERE posting_site_id = 401$$),
	('AT-211 posting_site', 'DELETE', 'DELETE FROM posting_site WHERE posting_site_id = 400', 'DELETE FROM posting_site WHERE posting_site_id = 401'),
	('AT-211 posting_site', 'TRUNCATE', 'TRUNCATE posting_site', 'DELETE FROM posting_site WHERE posting_site_id = 401'),
	('AT-211 weight', 'INSERT', $$INSERT INTO weight (country, weight) VALUES ('LU', 1)$$, $$INSERT INTO weight (country, during, weight) VALUES ('LU', '[2090-01-01,)', 1)$$),
	('AT-211 weight', 'UPDATE weight', 'UPDATE weight SET weight = 2 WHERE weight_id = 400', 'UPDATE weight SET weight = 2 WHERE weight_id = 401'),
	('AT-211 weight', 'DELETE', 'DELETE FROM weight WHERE weight_id = 400', 'DELETE FROM weight WHERE weight_id = 401'),
	('AT-211 weight', 'TRUNCATE', 'TRUNCATE weight', 'DELETE FROM weight WHERE weight_id = 401'),
	('AT-211 posting_status_change', 'INSERT', $$INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (402, '2020-01-01', 'requested', 'test')$$, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (400, '2092-01-01', 'suspended')$$),
	('AT-211 posting_status_change', 'UPDATE status', $$UPDATE posting_status_change SET status = 'withdrawn' WHERE posting_status_change_id = 402$$, $$UPDATE posting_status_change SET reason = 'x', taken_over_from = 'y', reference = 'z' WHERE posting_status_change_id = 400$$),
	('AT-211 posting_status_change', 'UPDATE effective_day', $$UPDATE posting_status_change SET effective_day = '2001-01-01' WHERE posting_status_change_id = 400$$, $$UPDATE posting_status_change SET effective_day = '2091-01-01' WHERE posting_status_change_id = 401$$),
	('AT-211 posting_status_change', 'DELETE', $$DELETE FROM absence WHERE absence_id = 401; DELETE FROM assignment WHERE assignment_id = 401; SET CONSTRAINTS ALL DEFERRED; DELETE FROM posting_status_change WHERE posting_status_change_id = 400; UPDATE posting_status_change SET posting_id = 400, effective_day = '2000-01-01', status = 'active', taken_over_from = 'x' WHERE posting_status_change_id = 401$$, 'DELETE FROM posting_status_change WHERE posting_status_change_id = 401'),
	('AT-211 posting_seats_change', 'INSERT', $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (400, '2002-01-01', 5)$$, $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (400, '2091-01-01', 5)$$),
	('AT-211 posting_seats_change', 'UPDATE seats', 'UPDATE posting_seats_change SET seats = 5 WHERE posting_seats_change_id = 400', 'UPDATE posting_seats_change SET seats = 5 WHERE posting_seats_change_id = 401'),
	('AT-211 posting_seats_change', 'DELETE', 'DELETE FROM posting_seats_change WHERE posting_seats_change_id = 400', 'DELETE FROM posting_seats_change WHERE posting_seats_change_id = 401'),
	('AT-211 posting_seats_change', 'TRUNCATE', 'TRUNCATE posting_seats_change', 'DELETE FROM posting_seats_change WHERE posting_seats_change_id = 401'),
	('AT-211 mission_change', 'INSERT', $$INSERT INTO mission_change (mission_id, effective_day, city) VALUES (1, '2002-01-01', 'Liege')$$, $$INSERT INTO mission_change (mission_id, effective_day, city) VALUES (1, '2091-01-01', 'Liege')$$),
	('AT-211 mission_change', 'UPDATE city', $$UPDATE mission_change SET city = 'Liege' WHERE mission_change_id = 400$$, $$UPDATE mission_change SET city = 'Liege' WHERE mission_change_id = 401$$),
	('AT-211 mission_change', 'DELETE', 'DELETE FROM mission_change WHERE mission_change_id = 400', 'DELETE FROM mission_change WHERE mission_change_id = 401'),
	('AT-211 mission_change', 'TRUNCATE', 'TRUNCATE mission_change', 'DELETE FROM mission_change WHERE mission_change_id = 401'),
	('AT-211 posting', 'UPDATE seats', 'UPDATE posting SET seats = 3 WHERE posting_id = 400', $$UPDATE posting SET number = 'P-400', note = 'x' WHERE posting_id = 400$$),
	('AT-211 posting', 'UPDATE mission_id', 'UPDATE posting SET mission_id = 3 WHERE posting_id = 400', $$INSERT INTO posting (mission_id, role) VALUES (3, 'attache')$$),
	('AT-211 mission', 'UPDATE country', $$UPDATE mission SET country = 'LU' WHERE mission_id = 1$$, $$UPDATE mission SET code = 'M-1', note = 'x' WHERE mission_id = 1$$),
	('AT-211 mission', 'UPDATE name', $$UPDATE mission SET name = 'x' WHERE mission_id = 1$$, $$INSERT INTO mission (country, city, name) VALUES ('LU', 'Luxembourg', 'Embassy Luxembourg')$$),
	('AT-211 site', 'UPDATE country', $$UPDATE site SET country = 'LU' WHERE site_id = 400$$, $$UPDATE site SET note = 'x' WHERE site_id = 400$$),
	('AT-211 site', 'UPDATE name', $$UPDATE site SET name = 'x' WHERE site_id = 400$$, $$INSERT INTO site (kind, code, country, name) VALUES ('airport', 'CCC', 'LU', 'C')$$);

\ir ../lib/try_writes.sql
-- Only a reason is wanting, and blanks are none.
SELECT is(pg_temp.error_of($$SET LOCAL attache.reason = 'cable 17'; $$ || refused), NULL, rule || ': ' || how || ', accepted with a reason')
FROM tried ORDER BY rule COLLATE "C", how COLLATE "C";
SELECT is((pg_temp.error_of(format('SET LOCAL attache.reason = %L; DELETE FROM weight', blank)))[1], '23514 AT-211 weight', 'blanks are no reason')
FROM (VALUES (''), (' '), (E' \t\n\r ')) AS said (blank);

-- Today is no day before today: the registry's, when it is asked.
CREATE FUNCTION pg_temp.today(days integer) RETURNS text LANGUAGE sql AS $$
	SELECT format('((clock_timestamp() AT TIME ZONE registry_time_zone())::date + (%s))', days)
$$;
SELECT is((pg_temp.error_of(format(statement, pg_temp.today(days))))[1], CASE WHEN days < 0 THEN '23514 AT-211 ' || of_table END, format('%s to %s', what, day))
FROM (VALUES (-1, 'yesterday'), (0, 'today')) AS asked (days, day),
(VALUES
	('weight', 'an end moves from the past', $$UPDATE weight SET during = daterange('2006-01-01', %s) WHERE weight_id = 400$$),
	('weight', 'a start moves', $$UPDATE weight SET during = daterange(%s, NULL) WHERE weight_id = 401$$),
	('posting_seats_change', 'a change', $$UPDATE posting_seats_change SET effective_day = %s WHERE posting_seats_change_id = 401$$),
	('posting_seats_change', 'a new change', $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (401, %s, 5)$$)
) AS tried (of_table, what, statement);

-- In words
SELECT is(pg_temp.error_of(statement), expected, what)
FROM (VALUES
	('AT-211', 'UPDATE weight SET weight = 2 WHERE weight_id = 400',
	 ARRAY['23514 AT-211 weight', 'a change to days before today names its reason', 'It changes what table "weight" says from 2006-01-01 on.',
		   'Say why in the setting attache.reason, as in SET LOCAL attache.reason = ''cable 17''.']),
	('AT-211, of all days', 'UPDATE posting SET seats = 3 WHERE posting_id = 400',
	 ARRAY['23514 AT-211 posting', 'a change to days before today names its reason', 'It changes what table "posting" says of all days before today.',
		   'Say why in the setting attache.reason, as in SET LOCAL attache.reason = ''cable 17''.']),
	('AT-211, TRUNCATE', 'TRUNCATE weight',
	 ARRAY['23514 AT-211 weight', 'a change to days before today names its reason', 'TRUNCATE leaves nothing of what table "weight" says of them.',
		   'Say why in the setting attache.reason, as in SET LOCAL attache.reason = ''cable 17''.'])
) AS said (what, statement, expected);

-- A new code of a program, or of a role, is a change of every row that has it.
SELECT is((pg_temp.error_of($$UPDATE program SET program = 'CSI2' WHERE program = 'CSI'$$))[1], '23514 AT-211 posting_program', 'a program gets a new code');

-- What a writer may not read is not told.
RESET ROLE;
CREATE ROLE attache_blind;
GRANT USAGE ON SCHEMA overseas TO attache_blind;
GRANT INSERT, DELETE ON weight TO attache_blind;
SET LOCAL ROLE attache_blind;
SELECT pg_temp.error_of('DELETE FROM weight') AS said \gset
RESET ROLE;
SELECT is(:'said', ARRAY['23514 AT-211 weight', 'a change to days before today names its reason', NULL,
						 'Say why in the setting attache.reason, as in SET LOCAL attache.reason = ''cable 17''.']::text, 'a writer who may not read is told no day');
SELECT * FROM finish();
ROLLBACK;
