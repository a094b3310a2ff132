-- AT-301 to AT-307, however a row is written: each statement that a rule refuses
-- beside the nearest one that it accepts
\ir ../lib/begin.sql
\ir ../lib/one_goal.sql
SELECT * FROM no_plan();

-- What a transaction changes is held against what was before it; so this is
-- committed, and taken away in the end. The example covers 22 countries for
-- ever, and posting 7 stands in the Netherlands. Posting 100 in Vienna has
-- nobody, and posting 103 there is suspended. Site 1 and Austria are posting 7's, too. In 2099 it will close, be
-- suspended for a month, and go on. Missions 3 and 10 swap their countries, Mexico and
-- Italy, in 2099. Mission 102 in Bratislava has stood there for others alone since 2001,
-- mission 103 in Ljubljana always.
RESET ROLE;
UPDATE rule SET severity = 'off' WHERE rule_id IN ('AT-206', 'AT-207');
INSERT INTO mission (mission_id, kind, country, city, name) VALUES (100, 'embassy', 'AT', 'Vienna', 'Embassy Vienna'), (101, 'organization', 'CH', 'Geneva', 'Mission Geneva'), (102, 'embassy', 'SK', 'Bratislava', 'Embassy Bratislava');
INSERT INTO mission (mission_id, country, city, name, covers_host) VALUES (103, 'SI', 'Ljubljana', 'Embassy Ljubljana', false);
INSERT INTO mission_change (mission_id, effective_day, country, name, covers_host) VALUES
	(3, '2099-01-01', 'IT', NULL, NULL), (10, '2099-01-01', 'MX', NULL, NULL), (100, '2099-01-01', NULL, 'Embassy in Vienna', NULL), (102, '2001-01-01', NULL, NULL, false);
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (100, 100, 'attache', 3), (101, 101, 'representative', 3), (103, 100, 'attache', 1), (104, 102, 'attache', 1), (105, 103, 'attache', 1);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (100, '2000-01-01', 'active', 'test'), (101, '2000-01-01', 'active', 'test'), (103, '2000-01-01', 'active', 'test'), (104, '2000-01-01', 'active', 'test'), (105, '2000-01-01', 'active', 'test');
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES
	(7, '2099-01-01', 'closing'), (7, '2099-06-01', 'suspended'), (7, '2099-07-01', 'active'), (103, '2010-01-02', 'suspended');
INSERT INTO representative (representative_id, name) VALUES (100, 'A'), (101, 'B'), (103, 'C'), (104, 'D'), (105, 'E');
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (100, 100, 100, '[2006-01-01,2006-07-01)'), (101, 101, 101, '[2006-01-01,)'), (103, 103, 103, '[2010-01-01,)'), (104, 104, 104, '[2006-01-01,)'), (105, 105, 105, '[2006-01-01,)');
INSERT INTO posting_area (posting_id, country, program) VALUES (7, 'AT', NULL), (2, 'LI', 'CSI');
INSERT INTO site (site_id, kind, code, country, name) VALUES (1, 'seaport', 'NLRTM', 'NL', 'Rotterdam'), (2, 'seaport', 'BEANR', 'BE', 'Antwerp');
INSERT INTO posting_site (posting_id, site_id, program) VALUES (7, 1, 'CSI');
INSERT INTO goal (goal_id, name, kind, counts, program, role, accredited, tdy, target, during) VALUES
	(100, 'all', 'floor', 'country', NULL, NULL, false, true, 22, '[2006-01-01,)'),
	(101, 'program', 'floor', 'country', 'CSI', NULL, false, true, 1, '[2006-01-01,)'),
	(102, 'role', 'floor', 'country', NULL, 'attache', false, true, 1, '[2006-01-01,)'),
	(103, 'tours', 'floor', 'country', NULL, NULL, false, false, 1, '[2006-01-01,)'),
	(104, 'area', 'floor', 'country', NULL, NULL, true, true, 1, '[2006-01-01,)'),
	(105, 'site', 'floor', 'site', 'CSI', NULL, false, true, 1, '[2006-01-01,)'),
	(106, 'area of a program', 'floor', 'country', 'CSI', NULL, true, true, 1, '[2006-01-01,)'),
	(107, 'after the swap', 'floor', 'country', 'CSI', NULL, false, true, 1, '[2099-06-01,)'),
	(110, 'no more', 'ceiling', 'country', NULL, NULL, false, true, 22, '[2006-01-01,)'),
	(111, 'no more programs', 'ceiling', 'country', 'IAP', NULL, false, true, 1, '[2006-01-01,)'),
	(112, 'no more areas', 'ceiling', 'country', NULL, NULL, true, true, 1, '[2006-01-01,)'),
	(113, 'no more sites', 'ceiling', 'site', 'CSI', NULL, false, true, 1, '[2006-01-01,)'),
	(114, 'no areas of a program', 'ceiling', 'country', 'CB', NULL, true, true, 0, '[2006-01-01,)');
INSERT INTO goal_country (goal_id, country) VALUES (101, 'NL'), (102, 'NL'), (103, 'NL'), (104, 'AT'), (105, 'NL'), (106, 'AT'), (107, 'MX'), (111, 'NL'), (111, 'BE'), (112, 'AT'), (112, 'CH'), (114, 'LI');
-- Goals 120 and 121 are past, 122 and 123 are to come.
INSERT INTO goal (goal_id, name, target, due_day, baseline, baseline_day) VALUES
	(120, 'past', 5, '2005-01-01', 1, '2004-01-01'), (122, 'to come', 30, '2099-01-01', 10, '2020-01-01'), (123, 'later', 40, '2099-01-01', 10, '2020-01-01');
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (121, 'past floor', 'floor', 5, '[2004-01-01,2005-01-01)');
INSERT INTO goal (goal_id, name, kind, measure, target, due_day, baseline, baseline_day) VALUES (124, 'measured', 'measure', 'trained', 5, '2005-01-01', 1, '2004-01-01'), (125, 'to be measured', 'measure', 'trained', 5, '2099-01-01', 1, '2004-01-01');
INSERT INTO measure (measure, name, unit) VALUES ('bare', 'Bare', 'each'), ('as bare', 'As bare', 'each');
INSERT INTO goal (goal_id, name, kind, measure, target, due_day) VALUES (126, 'never measured', 'measure', 'bare', 5, '2005-01-01'), (127, 'to be bare', 'measure', 'bare', 5, '2099-01-01'), (128, 'as bare', 'measure', 'as bare', 5, '2099-01-01');
INSERT INTO goal_milestone (goal_id, day, target) VALUES (120, '2004-06-01', 3), (122, '2050-01-01', 20), (122, '2060-01-01', 25), (123, '2050-01-01', 12);
INSERT INTO goal_country (goal_id, country) VALUES (120, 'NL'), (122, 'NL');
INSERT INTO goal_site (goal_id, site_id) VALUES (120, 1), (122, 1);
INSERT INTO weight (country, site_id, program, during, weight) VALUES
	('NL', NULL, 'CSI', '[2006-10-01,2007-10-01)', 5), ('NL', NULL, 'CSI', '[2007-10-01,2008-10-01)', 6), ('BE', NULL, 'CSI', '[2006-10-01,2007-10-01)', 7),
	('NL', NULL, NULL, '[2006-10-01,2007-10-01)', 8), (NULL, 1, 'CSI', '[2006-10-01,2007-10-01)', 9), (NULL, 2, 'CSI', '[2006-10-01,2007-10-01)', 9);
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL datestyle = 'ISO';
\ir ../lib/writes.sql

INSERT INTO tried VALUES
	('AT-301 goal', 'INSERT', $$INSERT INTO goal (name, target, due_day) VALUES ('x', 0, '2099-01-01')$$, $$INSERT INTO goal (name, target, due_day) VALUES ('x', 1, '2099-01-01')$$),
	('AT-301 goal', 'INSERT of a share', $$INSERT INTO goal (name, kind, target, due_day) VALUES ('x', 'share', 1.01, '2099-01-01')$$, $$INSERT INTO goal (name, kind, target, due_day) VALUES ('x', 'share', 1, '2099-01-01')$$),
	('AT-301 goal', 'INSERT of a floor', $$INSERT INTO goal (name, kind, target, due_day) VALUES ('x', 'floor', 1, '2099-01-01')$$, $$INSERT INTO goal (name, kind, target, during) VALUES ('x', 'floor', 1, '[2099-01-01,)')$$),
	('AT-301 goal', 'UPDATE kind', $$UPDATE goal SET kind = 'ceiling' WHERE goal_id = 123$$, $$UPDATE goal SET kind = 'ceiling' WHERE goal_id = 105$$),
	('AT-301 goal', 'UPDATE target', $$UPDATE goal SET target = 10 WHERE goal_id = 123$$, $$UPDATE goal SET target = 13 WHERE goal_id = 123$$),
	('AT-301 goal', 'UPDATE target, not whole', $$UPDATE goal SET target = 22.5 WHERE goal_id = 100$$, $$UPDATE goal SET target = 22.0 WHERE goal_id = 100$$),
	('AT-301 goal', 'UPDATE due_day', $$UPDATE goal SET due_day = '2020-01-01' WHERE goal_id = 123$$, $$UPDATE goal SET due_day = '2098-01-01' WHERE goal_id = 123$$),
	('AT-301 goal', 'UPDATE due_day, infinity', $$UPDATE goal SET due_day = 'infinity' WHERE goal_id = 123$$, $$UPDATE goal SET due_day = '9999-01-01' WHERE goal_id = 123$$),
	('AT-301 goal', 'UPDATE baseline', $$UPDATE goal SET baseline = 40 WHERE goal_id = 123$$, $$UPDATE goal SET baseline = 12 WHERE goal_id = 123$$),
	('AT-301 goal', 'UPDATE baseline_day', $$UPDATE goal SET baseline_day = '2099-01-01' WHERE goal_id = 123$$, $$UPDATE goal SET baseline_day = '2021-01-01' WHERE goal_id = 123$$),
	('AT-301 goal', 'UPDATE during', $$UPDATE goal SET during = 'empty' WHERE goal_id = 100$$, $$UPDATE goal SET during = '[2006-01-01,2099-01-01)' WHERE goal_id = 100$$),
	('AT-301 goal', 'UPDATE during, infinity', $$UPDATE goal SET during = '[2006-01-01,infinity)' WHERE goal_id = 100$$, $$UPDATE goal SET during = '(,)' WHERE goal_id = 100$$),
	('AT-301 goal', 'ON CONFLICT', $$INSERT INTO goal (goal_id, name, target, due_day) VALUES (123, 'x', 10, '2099-01-01') ON CONFLICT (goal_id) DO UPDATE SET target = excluded.target$$,
		$$INSERT INTO goal (goal_id, name, target, due_day) VALUES (123, 'x', 10, '2099-01-01') ON CONFLICT DO NOTHING$$),
	('AT-301 goal', 'MERGE', pg_temp.merge_into('goal', 't.goal_id = 123', 'MATCHED THEN UPDATE SET target = 10'), pg_temp.merge_into('goal', 't.goal_id = 123', 'MATCHED THEN UPDATE SET target = 13')),
	('AT-301 goal', 'COPY', pg_temp.copy_into('goal (name, target, due_day)', 'x|0|2099-01-01'), pg_temp.copy_into('goal (name, target, due_day)', 'x|1|2099-01-01')),

	('AT-302 assignment', 'UPDATE tenure', $$UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE posting_id = 7$$, $$UPDATE assignment SET tenure = daterange('2006-08-01', NULL) WHERE posting_id = 7$$),
	('AT-302 assignment', 'UPDATE posting_id', $$UPDATE assignment SET posting_id = 100 WHERE posting_id = 7$$, $$UPDATE assignment SET posting_id = 101 WHERE assignment_id = 100$$),
	('AT-302 assignment', 'UPDATE kind', $$UPDATE assignment SET kind = 'tdy' WHERE posting_id = 7$$, $$UPDATE assignment SET kind = 'tdy' WHERE posting_id = 2$$),
	('AT-302 assignment', 'DELETE', $$DELETE FROM assignment WHERE posting_id = 7$$, $$DELETE FROM assignment WHERE posting_id = 101$$),
	('AT-302 assignment', 'ON CONFLICT', $$INSERT INTO assignment SELECT assignment_id, posting_id, representative_id, kind, '[2006-08-01,2006-09-01)' FROM assignment WHERE posting_id = 7 ON CONFLICT (assignment_id) DO UPDATE SET tenure = excluded.tenure$$,
		$$INSERT INTO assignment SELECT assignment_id, posting_id, representative_id, kind, '[2006-08-01,2006-09-01)' FROM assignment WHERE posting_id = 7 ON CONFLICT DO NOTHING$$),
	('AT-302 assignment', 'MERGE', pg_temp.merge_into('assignment', 't.posting_id = 7', 'MATCHED THEN DELETE'), pg_temp.merge_into('assignment', 't.posting_id = 101', 'MATCHED THEN DELETE')),
	('AT-302 posting_status_change', 'INSERT of a status', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (7, '2098-01-01', 'suspended'), (7, '2098-01-02', 'active')$$, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (7, '2006-01-01', 'suspended'), (7, '2006-01-02', 'active')$$),
	('AT-302 posting_status_change', 'UPDATE of a status', $$UPDATE posting_status_change SET status = CASE effective_day WHEN '2099-01-01' THEN 'suspended'::text ELSE 'closing' END WHERE posting_id = 7 AND effective_day IN ('2099-01-01', '2099-06-01')$$,
		$$DELETE FROM posting_status_change WHERE posting_id = 7 AND effective_day = '2099-01-01'$$),
	('AT-302 posting_status_change', 'UPDATE effective_day of a status', $$UPDATE posting_status_change SET effective_day = '2099-05-31' WHERE posting_id = 7 AND effective_day = '2099-06-01'$$,
		$$UPDATE posting_status_change SET effective_day = '2099-06-02' WHERE posting_id = 7 AND effective_day = '2099-06-01'$$),
	('AT-302 posting_status_change', 'UPDATE posting_id of a status', $$UPDATE posting_status_change SET posting_id = 100, status = 'closing' WHERE posting_id = 7 AND effective_day = '2099-07-01'$$,
		$$UPDATE posting_status_change SET posting_id = 100 WHERE posting_id = 7 AND effective_day = '2099-01-01'$$),
	('AT-302 posting_status_change', 'DELETE of a status', $$DELETE FROM posting_status_change WHERE posting_id = 7 AND effective_day = '2099-07-01'$$, $$DELETE FROM posting_status_change WHERE posting_id = 7 AND effective_day >= '2099-06-01'$$),
	('AT-302 posting_status_change', 'COPY of a status', pg_temp.copy_into('posting_status_change (posting_id, effective_day, status)', '3|2098-01-01|suspended'), pg_temp.copy_into('posting_status_change (posting_id, effective_day, status)', '3|2098-01-01|closing')),
	('AT-302 posting', 'UPDATE mission_id', $$UPDATE posting SET mission_id = 100 WHERE posting_id = 7$$, $$UPDATE posting SET mission_id = 101 WHERE posting_id = 100$$),
	('AT-302 posting', 'UPDATE role', $$UPDATE posting SET role = 'representative' WHERE posting_id = 7$$, $$UPDATE posting SET role = 'representative' WHERE posting_id = 2$$),
	('AT-302 mission', 'UPDATE kind of a mission', $$UPDATE mission SET kind = 'organization' WHERE mission_id = 3$$, $$UPDATE mission SET kind = 'consulate' WHERE mission_id = 3$$),
	('AT-302 mission', 'UPDATE country of a mission', $$UPDATE mission SET country = 'CA' WHERE mission_id = 3$$, $$UPDATE mission SET country = 'GT' WHERE mission_id = 3$$),
	('AT-302 mission', 'UPDATE covers_host', $$UPDATE mission SET covers_host = false WHERE mission_id = 4$$, $$UPDATE mission SET covers_host = false WHERE mission_id = 100$$),
	('AT-302 mission_change', 'INSERT of a kind', $$INSERT INTO mission_change (mission_id, effective_day, kind) VALUES (4, '2098-01-01', 'organization')$$, $$INSERT INTO mission_change (mission_id, effective_day, kind) VALUES (4, '2098-01-01', 'consulate')$$),
	('AT-302 mission_change', 'INSERT of a country', $$INSERT INTO mission_change (mission_id, effective_day, country) VALUES (4, '2098-01-01', 'CA')$$, $$INSERT INTO mission_change (mission_id, effective_day, country) VALUES (4, '2098-01-01', 'MY')$$),
	('AT-302 mission_change', 'INSERT of covers_host', $$INSERT INTO mission_change (mission_id, effective_day, covers_host) VALUES (4, '2098-01-01', false)$$, $$INSERT INTO mission_change (mission_id, effective_day, covers_host) VALUES (4, '2098-01-01', true)$$),
	('AT-302 mission_change', 'UPDATE mission_id', $$UPDATE mission_change SET mission_id = 4 WHERE mission_id = 3$$, $$UPDATE mission_change SET mission_id = 101 WHERE mission_id = 100$$),
	('AT-302 mission_change', 'UPDATE effective_day', $$UPDATE mission_change SET effective_day = '2099-02-01' WHERE mission_id = 3$$, $$UPDATE mission_change SET effective_day = '2099-02-01' WHERE mission_id IN (3, 10)$$),
	('AT-302 mission_change', 'UPDATE kind', $$UPDATE mission_change SET kind = 'organization' WHERE mission_id = 3$$, $$UPDATE mission_change SET kind = 'consulate' WHERE mission_id = 3$$),
	('AT-302 mission_change', 'UPDATE country', $$UPDATE mission_change SET country = 'CA' WHERE mission_id = 3$$, $$UPDATE mission_change SET country = 'SM' WHERE mission_id = 3$$),
	('AT-302 mission_change', 'UPDATE covers_host', $$UPDATE mission_change SET covers_host = false WHERE mission_id = 3$$, $$UPDATE mission_change SET covers_host = true WHERE mission_id = 3$$),
	('AT-302 mission_change', 'DELETE', $$DELETE FROM mission_change WHERE mission_id = 3$$, $$DELETE FROM mission_change WHERE mission_id = 100$$),
	('AT-302 mission_change', 'ON CONFLICT', $$INSERT INTO mission_change (mission_id, effective_day, country) VALUES (3, '2099-01-01', 'CA') ON CONFLICT (mission_id, effective_day) DO UPDATE SET country = excluded.country$$,
		$$INSERT INTO mission_change (mission_id, effective_day, country) VALUES (3, '2099-01-01', 'CA') ON CONFLICT DO NOTHING$$),
	('AT-302 mission_change', 'MERGE', pg_temp.merge_into('mission_change', 't.mission_id = 3', 'MATCHED THEN DELETE'), pg_temp.merge_into('mission_change', 't.mission_id = 100', 'MATCHED THEN DELETE')),
	('AT-302 mission_change', 'COPY', pg_temp.copy_into('mission_change (mission_id, effective_day, country)', '4|2098-01-01|CA'), pg_temp.copy_into('mission_change (mission_id, effective_day, country)', '4|2098-01-01|MY')),
	('AT-302 mission_change', 'deferred', $$SET CONSTRAINTS ALL DEFERRED; INSERT INTO mission_change (mission_id, effective_day, country) VALUES (4, '2098-01-01', 'CA'); DELETE FROM mission_change WHERE mission_id = 100$$,
		$$SET CONSTRAINTS ALL DEFERRED; INSERT INTO mission_change (mission_id, effective_day, country) VALUES (4, '2098-01-01', 'CA'); INSERT INTO mission_change (mission_id, effective_day, country) VALUES (2, '2098-01-01', 'SG')$$),
	('AT-302 posting_program', 'DELETE of a program', $$DELETE FROM posting_program WHERE posting_id = 7$$, $$DELETE FROM posting_program WHERE posting_id = 2$$),
	('AT-302 posting_program', 'UPDATE program', $$UPDATE posting_program SET program = 'CB' WHERE posting_id = 7 AND program = 'CSI'::text$$, $$UPDATE posting_program SET note = 'x' WHERE posting_id = 7$$),
	('AT-302 posting_program', 'UPDATE during of a program', $$UPDATE posting_program SET during = '[2000-01-01,2050-01-01)' WHERE posting_id = 7$$, $$UPDATE posting_program SET during = '[2006-02-01,)' WHERE posting_id = 7$$),
	('AT-302 posting_program', 'UPDATE posting_id of a program', $$UPDATE posting_program SET posting_id = 100 WHERE posting_id = 7$$, $$UPDATE posting_program SET posting_id = 100 WHERE posting_id = 2$$),
	('AT-302 posting_area', 'DELETE of an area', $$DELETE FROM posting_area WHERE posting_id = 7$$, $$DELETE FROM posting_area WHERE posting_id = 2$$),
	('AT-302 posting_area', 'UPDATE country of an area', $$UPDATE posting_area SET country = 'LU'$$, $$UPDATE posting_area SET note = 'x'$$),
	('AT-302 posting_area', 'UPDATE during of an area', $$UPDATE posting_area SET during = '[2000-01-01,2050-01-01)'$$, $$UPDATE posting_area SET during = '[2006-02-01,)'$$),
	('AT-302 posting_area', 'UPDATE posting_id of an area', $$UPDATE posting_area SET posting_id = 100$$, $$UPDATE posting_area SET posting_id = 2$$),
	('AT-302 posting_area', 'UPDATE program of an area', $$UPDATE posting_area SET program = 'IAP' WHERE posting_id = 7$$, $$UPDATE posting_area SET program = 'CSI' WHERE posting_id = 7$$),
	('AT-302 posting_site', 'DELETE of a site', $$DELETE FROM posting_site WHERE posting_id = 7$$, $$DELETE FROM posting_site WHERE posting_id = 2$$),
	('AT-302 posting_site', 'UPDATE site_id', $$UPDATE posting_site SET site_id = 2$$, $$UPDATE posting_site SET note = 'x'$$),
	('AT-302 posting_site', 'UPDATE program of a site', $$UPDATE posting_site SET program = 'IAP'$$, $$UPDATE posting_site SET program = 'CSI'$$),
	('AT-302 posting_site', 'UPDATE during of a site', $$UPDATE posting_site SET during = '[2000-01-01,2050-01-01)'$$, $$UPDATE posting_site SET during = '[2006-02-01,)'$$),
	('AT-302 posting_site', 'UPDATE posting_id of a site', $$UPDATE posting_site SET posting_id = 100$$, $$UPDATE posting_site SET posting_id = 2$$),
	('AT-302 site', 'UPDATE country of a site', $$UPDATE site SET country = 'BE', code = 'BEZEE' WHERE site_id = 1$$, $$UPDATE site SET country = 'NL', code = 'NLAMS' WHERE site_id = 2$$),
	('AT-302 assignment', 'deferred', $$SET CONSTRAINTS ALL DEFERRED; DELETE FROM assignment WHERE posting_id = 3; DELETE FROM assignment WHERE posting_id = 101$$,
		$$SET CONSTRAINTS ALL DEFERRED; DELETE FROM assignment WHERE posting_id = 3; INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, '[2006-07-01,)')$$),

	('AT-303 assignment', 'INSERT', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, daterange(today() + 10, NULL))$$, $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, '[2006-07-01,2006-08-01)')$$),
	('AT-303 assignment', 'INSERT, temporary duty', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (100, 100, 'tdy', '[2098-01-01,2098-02-01)')$$,
		$$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (100, 100, 'tdy', '[2006-07-01,2006-08-01)')$$),
	('AT-303 assignment', 'UPDATE tenure', $$UPDATE assignment SET tenure = '[2006-01-01,)' WHERE assignment_id = 100$$, $$UPDATE assignment SET tenure = '[2006-01-01,2006-08-01)' WHERE assignment_id = 100$$),
	('AT-303 assignment', 'UPDATE posting_id', $$UPDATE assignment SET posting_id = 100 WHERE assignment_id = 101$$, $$UPDATE assignment SET posting_id = 100, tenure = '[2006-08-01,2006-09-01)' WHERE assignment_id = 101$$),
	('AT-303 assignment', 'ON CONFLICT', $$INSERT INTO assignment VALUES (100, 100, 100, 'tour', '[2006-01-01,)') ON CONFLICT (assignment_id) DO UPDATE SET tenure = excluded.tenure$$,
		$$INSERT INTO assignment VALUES (100, 100, 100, 'tour', '[2006-01-01,)') ON CONFLICT DO NOTHING$$),
	('AT-303 assignment', 'MERGE', pg_temp.merge_into('assignment', 't.assignment_id = 100', $$MATCHED THEN UPDATE SET tenure = '[2006-01-01,)'$$), pg_temp.merge_into('assignment', 't.assignment_id = 100', 'MATCHED THEN DELETE')),
	('AT-303 assignment', 'COPY', pg_temp.copy_into('assignment (posting_id, representative_id, tenure)', '100|100|[2006-07-01,)'), pg_temp.copy_into('assignment (posting_id, representative_id, tenure)', '100|100|[2006-07-01,2006-08-01)')),
	('AT-303 posting_status_change', 'INSERT of a status', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (103, '2098-01-01', 'active')$$, $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (103, '2010-01-03', 'active'), (103, '2010-01-05', 'suspended')$$),
	('AT-303 posting_status_change', 'UPDATE effective_day of a status', $$UPDATE posting_status_change SET effective_day = '2098-01-01' WHERE posting_id = 103 AND effective_day = '2010-01-02'$$,
		$$UPDATE posting_status_change SET effective_day = '2010-01-03' WHERE posting_id = 103 AND effective_day = '2010-01-02'$$),
	('AT-303 posting_status_change', 'DELETE of a status', $$DELETE FROM posting_status_change WHERE posting_id = 103 AND effective_day = '2010-01-02'$$,
		$$DELETE FROM posting_status_change WHERE posting_id = 7 AND effective_day >= '2099-06-01'$$),
	('AT-303 mission', 'UPDATE kind of a mission', $$UPDATE mission SET kind = 'embassy' WHERE mission_id = 101$$, $$UPDATE mission SET city = 'Bern' WHERE mission_id = 101$$),
	('AT-303 mission', 'UPDATE covers_host', $$UPDATE mission SET covers_host = true WHERE mission_id = 103$$, $$UPDATE mission SET covers_host = false WHERE mission_id = 102$$),
	('AT-303 mission_change', 'INSERT of a kind', $$INSERT INTO mission_change (mission_id, effective_day, kind) VALUES (101, '2098-01-01', 'embassy')$$, $$INSERT INTO mission_change (mission_id, effective_day, city) VALUES (101, '2098-01-01', 'Bern')$$),
	('AT-303 mission_change', 'INSERT of a country', $$INSERT INTO mission_change (mission_id, effective_day, country) VALUES (8, '2098-01-01', 'BE'), (1, '2098-01-01', 'DE')$$,
		$$INSERT INTO mission_change (mission_id, effective_day, country) VALUES (8, '2098-01-01', 'GB'), (9, '2098-01-01', 'DE')$$),
	('AT-303 mission_change', 'INSERT of covers_host', $$INSERT INTO mission_change (mission_id, effective_day, covers_host) VALUES (102, '2098-01-01', true)$$, $$INSERT INTO mission_change (mission_id, effective_day, covers_host) VALUES (102, '2000-01-01', true)$$),
	('AT-303 mission_change', 'UPDATE covers_host', $$UPDATE mission_change SET covers_host = true WHERE mission_id = 102$$, $$UPDATE mission_change SET city = 'Trnava' WHERE mission_id = 102$$),
	('AT-303 mission_change', 'UPDATE effective_day', $$UPDATE mission_change SET effective_day = '2098-01-01' WHERE mission_id = 102$$, $$UPDATE mission_change SET effective_day = '2005-01-01' WHERE mission_id = 102$$),
	('AT-303 mission_change', 'UPDATE mission_id', $$UPDATE mission_change SET mission_id = 100 WHERE mission_id = 102$$, $$UPDATE mission_change SET mission_id = 101 WHERE mission_id = 100$$),
	('AT-303 mission_change', 'DELETE', $$DELETE FROM mission_change WHERE mission_id = 102$$, $$DELETE FROM mission_change WHERE mission_id = 100$$),
	('AT-303 posting', 'UPDATE mission_id', $$UPDATE posting SET mission_id = 100 WHERE posting_id = 101$$, $$UPDATE posting SET mission_id = 101 WHERE posting_id = 100$$),
	('AT-303 posting_program', 'INSERT of a program', $$INSERT INTO posting_program (posting_id, program) VALUES (1, 'IAP')$$, $$INSERT INTO posting_program (posting_id, program) VALUES (2, 'IAP')$$),
	('AT-303 posting_area', 'INSERT of an area', $$INSERT INTO posting_area (posting_id, country) VALUES (2, 'CH')$$, $$INSERT INTO posting_area (posting_id, country) VALUES (2, 'LU')$$),
	('AT-303 posting_area', 'INSERT of an area for a program', $$INSERT INTO posting_area (posting_id, country, program) VALUES (2, 'CH', 'CB')$$, $$INSERT INTO posting_area (posting_id, country, program) VALUES (2, 'LU', 'CB')$$),
	('AT-303 posting_area', 'UPDATE program of an area', $$UPDATE posting_area SET program = 'CB' WHERE posting_id = 2$$, $$UPDATE posting_area SET program = 'C-TPAT' WHERE posting_id = 2$$),
	('AT-303 posting_area', 'UPDATE program of an area, to any', $$UPDATE posting_area SET program = NULL WHERE posting_id = 2$$, $$UPDATE posting_area SET program = 'IAP' WHERE posting_id = 2$$),
	('AT-303 posting_site', 'INSERT of a site', $$INSERT INTO posting_site (posting_id, site_id, program) VALUES (1, 2, 'CSI')$$, $$INSERT INTO posting_site (posting_id, site_id, program) VALUES (1, 2, 'CB')$$),
	('AT-303 assignment', 'deferred', $$SET CONSTRAINTS ALL DEFERRED; INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, '[2006-07-01,)'); DELETE FROM assignment WHERE posting_id = 101$$,
		$$SET CONSTRAINTS ALL DEFERRED; INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, '[2006-07-01,)'); DELETE FROM assignment WHERE posting_id = 3$$),

	('AT-305 goal', 'UPDATE goal_id', $$UPDATE goal SET goal_id = 130 WHERE goal_id = 121$$, $$UPDATE goal SET goal_id = 130 WHERE goal_id = 100$$),
	('AT-305 goal', 'UPDATE kind', $$UPDATE goal SET kind = 'ceiling' WHERE goal_id = 121$$, $$UPDATE goal SET kind = 'ceiling' WHERE goal_id = 100$$),
	('AT-305 goal', 'UPDATE measure', $$UPDATE goal SET measure = 'as bare' WHERE goal_id = 126$$, $$UPDATE goal SET measure = 'as bare' WHERE goal_id = 127$$),
	('AT-305 measure', 'UPDATE unit', $$UPDATE measure SET unit = 'boxes' WHERE measure = 'bare'$$, $$UPDATE measure SET unit = 'boxes' WHERE measure = 'as bare'$$),
	('AT-305 measure', 'UPDATE direction', $$UPDATE measure SET direction = 'less' WHERE measure = 'bare'$$, $$UPDATE measure SET direction = 'less' WHERE measure = 'as bare'$$),
	('AT-305 measure', 'UPDATE per', $$UPDATE measure SET per = 'site' WHERE measure = 'bare'$$, $$UPDATE measure SET per = 'site' WHERE measure = 'as bare'$$),
	('AT-305 measure', 'UPDATE adds_up', $$UPDATE measure SET adds_up = false WHERE measure = 'bare'$$, $$UPDATE measure SET adds_up = false WHERE measure = 'as bare'$$),
	('AT-305 measure', 'UPDATE unit and then the note', $$SET CONSTRAINTS ALL DEFERRED; UPDATE measure SET unit = 'boxes' WHERE measure = 'bare'; UPDATE measure SET note = 'x' WHERE measure = 'bare'$$,
		$$SET CONSTRAINTS ALL DEFERRED; UPDATE measure SET unit = 'boxes' WHERE measure = 'bare'; UPDATE measure SET name = 'x', note = 'x', unit = 'each' WHERE measure = 'bare'$$),
	('AT-305 goal', 'UPDATE counts', $$UPDATE goal SET counts = 'site' WHERE goal_id = 120$$, $$UPDATE goal SET counts = 'site' WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE program', $$UPDATE goal SET program = 'CSI' WHERE goal_id = 120$$, $$UPDATE goal SET program = 'CSI' WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE role', $$UPDATE goal SET role = 'attache' WHERE goal_id = 120$$, $$UPDATE goal SET role = 'attache' WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE accredited', $$UPDATE goal SET accredited = true WHERE goal_id = 120$$, $$UPDATE goal SET accredited = true WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE tdy', $$UPDATE goal SET tdy = false WHERE goal_id = 120$$, $$UPDATE goal SET tdy = false WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE acting', $$UPDATE goal SET acting = false WHERE goal_id = 120$$, $$UPDATE goal SET acting = false WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE present', $$UPDATE goal SET present = true WHERE goal_id = 120$$, $$UPDATE goal SET present = true WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE target', $$UPDATE goal SET target = 6 WHERE goal_id = 120$$, $$UPDATE goal SET target = 5.0 WHERE goal_id = 120$$),
	('AT-305 goal', 'UPDATE due_day', $$UPDATE goal SET due_day = '2099-01-01' WHERE goal_id = 120$$, $$UPDATE goal SET due_day = '2098-01-01' WHERE goal_id = 123$$),
	('AT-305 goal', 'UPDATE during', $$UPDATE goal SET during = '[2004-01-01,)' WHERE goal_id = 121$$, $$UPDATE goal SET during = '[2004-01-01,2005-01-01)' WHERE goal_id = 100$$),
	('AT-305 goal', 'UPDATE enforced', $$UPDATE goal SET enforced = false WHERE goal_id = 121$$, $$UPDATE goal SET enforced = false WHERE goal_id = 100$$),
	('AT-305 goal', 'UPDATE baseline', $$UPDATE goal SET baseline = 2 WHERE goal_id = 120$$, $$UPDATE goal SET baseline = 2 WHERE goal_id = 122$$),
	('AT-305 goal', 'UPDATE baseline_day', $$UPDATE goal SET baseline_day = '2004-02-01' WHERE goal_id = 120$$, $$UPDATE goal SET baseline_day = '2004-02-01' WHERE goal_id = 122$$),
	('AT-305 goal', 'DELETE', $$DELETE FROM goal WHERE goal_id = 120$$, $$DELETE FROM goal WHERE goal_id = 122$$),
	('AT-305 goal', 'ON CONFLICT', $$INSERT INTO goal (goal_id, name, target, due_day) VALUES (120, 'x', 6, '2005-01-01') ON CONFLICT (goal_id) DO UPDATE SET target = excluded.target$$,
		$$INSERT INTO goal (goal_id, name, target, due_day) VALUES (120, 'x', 6, '2005-01-01') ON CONFLICT (goal_id) DO UPDATE SET name = excluded.name, note = 'x'$$),
	('AT-305 goal', 'MERGE', pg_temp.merge_into('goal', 't.goal_id = 120', 'MATCHED THEN DELETE'), pg_temp.merge_into('goal', 't.goal_id = 120', $$MATCHED THEN UPDATE SET name = 'x'$$)),
	('AT-305 goal_milestone', 'INSERT of a milestone', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (120, '2004-07-01', 4)$$, $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2070-07-01', 26)$$),
	('AT-305 goal_milestone', 'UPDATE goal_id of a milestone', $$UPDATE goal_milestone SET goal_id = 123, day = '2060-01-01', target = 20 WHERE goal_id = 120$$, $$UPDATE goal_milestone SET goal_id = 123 WHERE goal_id = 122 AND day = '2060-01-01'$$),
	('AT-305 goal_milestone', 'UPDATE goal_id of a milestone, to a goal that is past', $$UPDATE goal_milestone SET goal_id = 120, day = '2004-07-01', target = 4 WHERE goal_id = 123$$, $$UPDATE goal_milestone SET goal_id = 122, day = '2070-01-01', target = 26 WHERE goal_id = 123$$),
	('AT-305 goal_milestone', 'UPDATE day of a milestone', $$UPDATE goal_milestone SET day = '2004-06-02' WHERE goal_id = 120$$, $$UPDATE goal_milestone SET day = '2040-06-02' WHERE goal_id = 123$$),
	('AT-305 goal_milestone', 'UPDATE target of a milestone', $$UPDATE goal_milestone SET target = 4 WHERE goal_id = 120$$, $$UPDATE goal_milestone SET note = 'x' WHERE goal_id = 120$$),
	('AT-305 goal_milestone', 'DELETE of a milestone', $$DELETE FROM goal_milestone WHERE goal_id = 120$$, $$DELETE FROM goal_milestone WHERE goal_id = 122$$),
	('AT-305 goal_milestone', 'COPY of a milestone', pg_temp.copy_into('goal_milestone (goal_id, day, target)', '120|2004-07-01|4'), pg_temp.copy_into('goal_milestone (goal_id, day, target)', '122|2070-07-01|26')),
	('AT-305 goal_country', 'INSERT of a country', $$INSERT INTO goal_country (goal_id, country) VALUES (120, 'BE')$$, $$INSERT INTO goal_country (goal_id, country) VALUES (122, 'BE')$$),
	('AT-305 goal_country', 'UPDATE country', $$UPDATE goal_country SET country = 'BE' WHERE goal_id = 120$$, $$UPDATE goal_country SET country = 'BE' WHERE goal_id = 122$$),
	('AT-305 goal_country', 'UPDATE goal_id of a country', $$UPDATE goal_country SET goal_id = 123 WHERE goal_id = 120$$, $$UPDATE goal_country SET goal_id = 123 WHERE goal_id = 122$$),
	('AT-305 goal_country', 'DELETE of a country', $$DELETE FROM goal_country WHERE goal_id = 120$$, $$DELETE FROM goal_country WHERE goal_id = 122$$),
	('AT-305 goal_site', 'INSERT of a site', $$INSERT INTO goal_site (goal_id, site_id) VALUES (120, 2)$$, $$INSERT INTO goal_site (goal_id, site_id) VALUES (122, 2)$$),
	('AT-305 goal_site', 'UPDATE site_id', $$UPDATE goal_site SET site_id = 2 WHERE goal_id = 120$$, $$UPDATE goal_site SET site_id = 2 WHERE goal_id = 122$$),
	('AT-305 goal_site', 'UPDATE goal_id of a site', $$UPDATE goal_site SET goal_id = 123 WHERE goal_id = 120$$, $$UPDATE goal_site SET goal_id = 123 WHERE goal_id = 122$$),
	('AT-305 goal_site', 'DELETE of a site', $$DELETE FROM goal_site WHERE goal_id = 120$$, $$DELETE FROM goal_site WHERE goal_id = 122$$),
	('AT-305 goal', 'deferred', $$SET CONSTRAINTS ALL DEFERRED; UPDATE goal SET target = target + 1 WHERE goal_id = 120; UPDATE goal SET target = target + 1 WHERE goal_id = 123$$,
		$$SET CONSTRAINTS ALL DEFERRED; UPDATE goal SET target = target + 1 WHERE goal_id = 120; UPDATE goal SET target = target - 1 WHERE goal_id = 120$$),

	('AT-306 goal_milestone', 'INSERT', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2070-01-01', 24)$$, $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2070-01-01', 25)$$),
	('AT-306 goal_milestone', 'UPDATE goal_id', $$UPDATE goal_milestone SET goal_id = 122, day = '2055-01-01' WHERE goal_id = 123$$, $$UPDATE goal_milestone SET goal_id = 122, day = '2045-01-01' WHERE goal_id = 123$$),
	('AT-306 goal_milestone', 'UPDATE day', $$UPDATE goal_milestone SET day = '2049-01-01' WHERE goal_id = 122 AND target = 25$$, $$UPDATE goal_milestone SET day = '2051-01-01' WHERE goal_id = 122 AND target = 25$$),
	('AT-306 goal_milestone', 'UPDATE target', $$UPDATE goal_milestone SET target = 26 WHERE goal_id = 122 AND day = '2050-01-01'$$, $$UPDATE goal_milestone SET target = 25 WHERE goal_id = 122 AND day = '2050-01-01'$$),
	('AT-306 goal', 'UPDATE target of the goal', $$UPDATE goal SET target = 24 WHERE goal_id = 122$$, $$UPDATE goal SET target = 25 WHERE goal_id = 122$$),
	('AT-306 goal', 'UPDATE due_day of the goal', $$UPDATE goal SET due_day = '2060-01-01' WHERE goal_id = 122$$, $$UPDATE goal SET due_day = '2060-01-02' WHERE goal_id = 122$$),
	('AT-306 goal', 'UPDATE baseline of the goal', $$UPDATE goal SET baseline = 21 WHERE goal_id = 122$$, $$UPDATE goal SET baseline = 20 WHERE goal_id = 122$$),
	('AT-306 goal', 'UPDATE baseline_day of the goal', $$UPDATE goal SET baseline_day = '2050-01-01' WHERE goal_id = 122$$, $$UPDATE goal SET baseline_day = '2049-12-31' WHERE goal_id = 122$$),
	('AT-306 goal', 'UPDATE kind of the goal', $$UPDATE goal SET kind = 'floor', due_day = NULL, baseline = NULL, baseline_day = NULL, during = '[2090-01-01,)' WHERE goal_id = 122$$,
		$$DELETE FROM goal_milestone WHERE goal_id = 122; UPDATE goal SET kind = 'floor', due_day = NULL, baseline = NULL, baseline_day = NULL, during = '[2090-01-01,)' WHERE goal_id = 122$$),
	('AT-306 goal_milestone', 'ON CONFLICT', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2050-01-01', 26) ON CONFLICT (goal_id, day) DO UPDATE SET target = excluded.target$$, $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2050-01-01', 26) ON CONFLICT DO NOTHING$$),
	('AT-306 goal_milestone', 'MERGE', pg_temp.merge_into('goal_milestone', $$t.goal_id = 122 AND t.day = '2050-01-01'$$, 'MATCHED THEN UPDATE SET target = 26'), pg_temp.merge_into('goal_milestone', $$t.goal_id = 122 AND t.day = '2050-01-01'$$, 'MATCHED THEN DELETE')),
	('AT-306 goal_milestone', 'COPY', pg_temp.copy_into('goal_milestone (goal_id, day, target)', '122|2070-01-01|24'), pg_temp.copy_into('goal_milestone (goal_id, day, target)', '122|2070-01-01|25')),
	('AT-306 goal_milestone', 'deferred', $$SET CONSTRAINTS ALL DEFERRED; INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2070-01-01', 31)$$,
		$$SET CONSTRAINTS ALL DEFERRED; INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2070-01-01', 31); UPDATE goal SET target = 31 WHERE goal_id = 122$$),

	('23P01 AT-307 weight', 'INSERT', $$INSERT INTO weight (country, program, during, weight) VALUES ('NL', 'CSI', '[2008-09-30,2009-10-01)', 5)$$, $$INSERT INTO weight (country, program, during, weight) VALUES ('NL', 'CSI', '[2008-10-01,2009-10-01)', 5)$$),
	('23P01 AT-307 weight', 'UPDATE country', $$UPDATE weight SET country = 'NL' WHERE country = 'BE'::text$$, $$UPDATE weight SET country = 'DE' WHERE country = 'BE'::text$$),
	('23P01 AT-307 weight', 'UPDATE site_id', $$UPDATE weight SET site_id = 1 WHERE site_id = 2$$, $$UPDATE weight SET site_id = 2, program = 'IAP' WHERE site_id = 1$$),
	('23P01 AT-307 weight', 'UPDATE program', $$UPDATE weight SET program = 'CSI' WHERE program IS NULL$$, $$UPDATE weight SET program = 'IAP' WHERE program IS NULL$$),
	('23P01 AT-307 weight', 'UPDATE during', $$UPDATE weight SET during = '[2007-09-30,2008-10-01)' WHERE weight = 6$$, $$UPDATE weight SET during = '[2007-10-02,2008-10-01)' WHERE weight = 6$$),
	('AT-307 ', 'UPDATE weight', $$UPDATE weight SET weight = -1$$, $$UPDATE weight SET weight = 0$$),
	('AT-307 ', 'INSERT of a weight', $$INSERT INTO weight (country, weight) VALUES ('BE', -1)$$, $$INSERT INTO weight (country, weight) VALUES ('BE', 0)$$),
	('23P01 AT-307 weight', 'ON CONFLICT', $$INSERT INTO weight (country, program, during, weight) VALUES ('NL', 'CSI', '[2008-09-30,2009-10-01)', 5)$$, $$INSERT INTO weight (country, program, during, weight) VALUES ('NL', 'CSI', '[2008-09-30,2009-10-01)', 5) ON CONFLICT DO NOTHING$$),
	('23P01 AT-307 weight', 'MERGE', pg_temp.merge_into('weight', $$t.country = 'BE'::text$$, $$MATCHED THEN UPDATE SET country = 'NL'$$), pg_temp.merge_into('weight', $$t.country = 'BE'::text$$, 'MATCHED THEN DELETE')),
	('23P01 AT-307 weight', 'COPY', pg_temp.copy_into('weight (country, program, during, weight)', 'NL|CSI|[2008-09-30,2009-10-01)|5'), pg_temp.copy_into('weight (country, program, during, weight)', 'NL|CSI|[2008-10-01,2009-10-01)|5'));
\ir ../lib/try_writes.sql

-- In words
SELECT is(pg_temp.error_of(statement), expected, what)
FROM (VALUES
	('AT-301', $$UPDATE goal SET target = 10 WHERE goal_id = 123$$,
	 ARRAY['23514 AT-301 goal', 'the target of 10 is not above the baseline of 10, which is at least 0', NULL, 'A goal asks for more than there was when it was set.']),
	('AT-301, a floor', $$INSERT INTO goal (name, kind, target, due_day) VALUES ('x', 'floor', 1, '2099-01-01')$$,
	 ARRAY['23514 AT-301 goal', 'a floor has a period, and no due day', NULL, 'Give the days on which it is to be kept as "during", and leave "due_day" out.']),
	('AT-301, a period', $$INSERT INTO goal (name, target, during) VALUES ('x', 1, '[2099-01-01,)')$$,
	 ARRAY['23514 AT-301 goal', 'a goal of kind reach has a due day, and no period', NULL, 'Give the day by which it is to be met as "due_day", and leave "during" out.']),
	('AT-301, an empty period', $$UPDATE goal SET during = 'empty' WHERE goal_id = 100$$,
	 ARRAY['23514 AT-301 goal', 'the period of the goal has no day in it', NULL, 'The end of a range is the day after its last: [2006-01-01,2007-01-01) is the year 2006.']),
	('AT-301, infinity', $$UPDATE goal SET due_day = 'infinity' WHERE goal_id = 123$$,
	 ARRAY['23514 AT-301 goal', 'infinity is not a day of a goal', NULL, 'A period without a first or a last day has no bound there: [2006-01-01,).']),
	('AT-301, the baseline''s day', $$UPDATE goal SET baseline_day = '2099-01-01' WHERE goal_id = 123$$,
	 ARRAY['23514 AT-301 goal', 'the baseline is of 2099-01-01, and the goal due on 2099-01-01', NULL, 'Give as "baseline_day" the day on which the goal was set.']),
	('AT-301, a share', $$INSERT INTO goal (name, kind, target, due_day) VALUES ('x', 'share', 86, '2099-01-01')$$,
	 ARRAY['23514 AT-301 goal', 'a share of 86 is more than all', NULL, 'Write 86 percent as 0.86.']),
	('AT-301, not whole', $$UPDATE goal SET target = 22.5 WHERE goal_id = 100$$,
	 ARRAY['23514 AT-301 goal', 'a target of 22.5 is no number of countries or sites', NULL, 'Give a whole number, for a floor at least 1, and likewise for the baseline.']),
	('AT-302', $$DELETE FROM posting_status_change WHERE posting_id = 7 AND effective_day = '2099-07-01'$$,
	 ARRAY['23514 AT-302 posting_status_change', 'coverage would be 21 on 2099-07-01, below the floor of 22 of goal "all"', 'The goal is enforced from today on. No longer covered on that day: NL.',
		   'Plans that belong together go into one transaction: goals are checked at its end. What has happened goes into another, and says how or why in "ended_as", "reason" or "note".']),
	('AT-303', $$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, '[2098-01-01,)')$$,
	 ARRAY['23514 AT-303 assignment', 'coverage would be 23 on 2098-01-01, above the ceiling of 22 of goal "no more"', 'The goal is enforced from today on. Newly covered on that day: AT.',
		   'Plans that belong together go into one transaction: goals are checked at its end. What has happened goes into another, and says how or why in "ended_as", "reason" or "note".']),
	('AT-305', $$UPDATE goal SET target = 6 WHERE goal_id = 120$$,
	 ARRAY['23514 AT-305 goal', 'goal "past" can no longer change', 'It was due on 2005-01-01.',
		   'What a goal asked for is frozen after its due day; a new goal can ask for more.']),
	('AT-305, a floor', $$UPDATE goal SET target = 6 WHERE goal_id = 121$$,
	 ARRAY['23514 AT-305 goal', 'goal "past floor" can no longer change', 'It was due on 2004-12-31.',
		   'What a goal asked for is frozen after its due day; a new goal can ask for more.']),
	('AT-306', $$INSERT INTO goal_milestone (goal_id, day, target) VALUES (122, '2070-01-01', 24)$$,
	 ARRAY['23514 AT-306 goal_milestone', 'the milestone of goal "to come" on 2070-01-01 is out of place',
		   'Milestones lie between the baseline and the due day, do not step back, and do not pass the target; a floor or ceiling has none.', NULL]),
	('AT-307', $$UPDATE weight SET country = 'NL' WHERE country = 'BE'::text$$,
	 ARRAY['23P01 AT-307 weight', 'conflicting key value violates exclusion constraint "AT-307"',
		   'Key (COALESCE(country::text, site_id::text), COALESCE(program::text, ''''::text), during)=(NL, CSI, [2006-10-01,2007-10-01)) conflicts with existing key (COALESCE(country::text, site_id::text), COALESCE(program::text, ''''::text), during)=(NL, CSI, [2006-10-01,2007-10-01)).', NULL]),
	('AT-307, negative', $$UPDATE weight SET weight = -1$$,
	 ARRAY['23514 AT-307 ', 'value for domain weight_number violates check constraint "AT-307"', NULL, NULL])
) AS said (what, statement, expected);

-- TRUNCATE
RESET ROLE;
SET LOCAL client_min_messages = warning;
SELECT is((pg_temp.error_of(statement))[1], expected, statement)
FROM (VALUES
	('TRUNCATE assignment, waiver', '23514 AT-302 assignment'),
	('TRUNCATE posting_status_change, assignment, waiver', '23514 AT-302 posting_status_change'),
	('TRUNCATE posting_program', '23514 AT-302 posting_program'),
	('TRUNCATE posting_area', '23514 AT-302 posting_area'),
	('TRUNCATE mission_change', '23514 AT-302 mission_change'),
	('UPDATE goal SET enforced = false WHERE lower(during) >= ''2006-01-01'' AND goal_id <> 107; TRUNCATE mission_change', '23514 AT-302 mission_change'),
	('UPDATE goal SET enforced = false WHERE lower(during) >= ''2006-01-01'' AND goal_id <> 110; TRUNCATE mission_change', '23514 AT-303 mission_change'),
	('UPDATE goal SET enforced = false WHERE lower(during) >= ''2006-01-01''; TRUNCATE mission_change', NULL),
	('TRUNCATE posting_site', '23514 AT-302 posting_site'),
	('TRUNCATE site CASCADE', '23514 AT-305 goal_site'),
	('TRUNCATE goal CASCADE', '23514 AT-305 goal'),
	('TRUNCATE goal_milestone', '23514 AT-305 goal_milestone'),
	('TRUNCATE goal_country', '23514 AT-305 goal_country'),
	('TRUNCATE goal_site', '23514 AT-305 goal_site'),
	('TRUNCATE weight', NULL)
) AS tried (statement, expected);
SELECT is(pg_temp.error_of(statement), expected, 'in words: ' || statement)
FROM (VALUES
	('TRUNCATE posting_program', ARRAY['23514 AT-302 posting_program', 'coverage would be 21 on 2099-06-01, below the floor of 22 of goal "all"', 'The goal is enforced from today on.',
		'TRUNCATE is checked at once; DELETE is checked at the end of the transaction.']),
	($$SET LOCAL session_replication_role = replica; DELETE FROM goal WHERE name = '22 countries'; SET LOCAL session_replication_role = origin; TRUNCATE goal_milestone$$, ARRAY['23514 AT-305 goal_milestone', 'goals can no longer change after their due day', 'Goal "past" is past its due day.',
		'Use DELETE for goals that are not past their due day.'])
) AS said (statement, expected);

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
