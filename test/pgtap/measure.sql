-- Measures and measurements, cut and added up, beside presence, and goals about them
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
SET LOCAL session_replication_role = replica;
DELETE FROM assignment; DELETE FROM goal; DELETE FROM measurement; DELETE FROM measure;
DELETE FROM posting_area; DELETE FROM posting_program; DELETE FROM posting_status_change; DELETE FROM posting; DELETE FROM mission; DELETE FROM representative;
SET LOCAL session_replication_role = origin;
-- Brussels is covered for CSI from 2005-10-01 to 2006-03-31, The Hague in fiscal year 2007.
INSERT INTO mission (mission_id, country, city, name) VALUES (1, 'BE', 'Brussels', 'Embassy Brussels'), (2, 'NL', 'The Hague', 'Embassy The Hague');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (1, 1, 'attache', 1), (2, 2, 'attache', 1);
INSERT INTO posting_program (posting_id, program) VALUES (1, 'CSI'), (2, 'CSI');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, '2005-01-01', 'active', 'test' FROM generate_series(1, 2) i;
INSERT INTO representative (representative_id, name) VALUES (1, 'Ann'), (2, 'Bob');
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (1, 1, '[2005-10-01,2006-04-01)'), (2, 2, '[2006-10-01,2007-10-01)');
INSERT INTO site (site_id, kind, code, country, name) VALUES (1, 'seaport', 'BEANR', 'BE', 'Antwerp'), (2, 'seaport', 'NLRTM', 'NL', 'Rotterdam');
INSERT INTO posting_site (posting_id, site_id, program) VALUES (1, 1, 'CSI');
SET LOCAL ROLE attache_clerk;
INSERT INTO measure (measure, name, unit, direction, per, adds_up) VALUES
	('boxes', 'Containers screened', 'containers', 'more', 'country', true), ('wait', 'Average wait', 'days', 'less', 'country', false),
	('trained', 'Officials trained', 'officials', 'more', 'program', true), ('port', 'Containers at a port', 'containers', 'more', 'site', true);
INSERT INTO measurement (measurement_id, measure, country, site_id, program, during, value) VALUES
	(1, 'boxes', 'BE', NULL, 'CSI', '[2005-10-01,2006-10-01)', 1000), (2, 'boxes', 'NL', NULL, 'CSI', '[2005-10-01,2006-10-01)', 500.5), (3, 'boxes', 'BE', NULL, 'CSI', '[2006-10-01,2007-01-01)', 300),
	(4, 'wait', 'BE', NULL, NULL, '[2006-01-01,2006-07-01)', 9), (5, 'wait', 'BE', NULL, NULL, '[2006-08-01,2007-01-01)', 6),
	(6, 'trained', NULL, NULL, 'CB', '[2005-10-01,2006-10-01)', 90), (7, 'trained', NULL, NULL, 'CB', '[2006-10-01,2007-04-01)', 60),
	(8, 'port', NULL, 1, 'CSI', '[2005-10-01,2006-10-01)', 365), (9, 'port', NULL, 2, NULL, '[2005-10-01,2006-10-01)', 730);
SELECT results_eq($$SELECT first_day, last_day, country, program, value, unit, days, missing_days FROM measured('boxes', '[2005-10-01,2007-10-01)')$$, $$VALUES
	('2005-10-01'::date, '2006-09-30'::date, 'BE', 'CSI', 1000.0000, 'containers', 365, 0), ('2005-10-01', '2006-09-30', 'NL', 'CSI', 500.5, 'containers', 365, 0),
	('2006-10-01', '2007-09-30', 'BE', 'CSI', 300, 'containers', 365, 273), ('2006-10-01', '2007-09-30', 'NL', 'CSI', NULL, 'containers', 365, 365)$$, 'by fiscal year: what is missing is NULL');
SELECT results_eq($$SELECT first_day, last_day, value, missing_days FROM measured('wait', '[2006-04-01,2007-04-01)', 'quarter')$$, $$VALUES
	('2006-04-01'::date, '2006-06-30'::date, 9.0000, 0), ('2006-07-01', '2006-09-30', 6, 31), ('2006-10-01', '2006-12-31', 6, 0), ('2007-01-01', '2007-03-31', NULL, 90)$$, 'what does not add up is an average over the days measured');
SELECT results_eq($$SELECT site, program, value FROM measured('port', '[2006-01-01,2006-02-01)', 'month')$$, $$VALUES ('BEANR', 'CSI', 31.0000), ('NLRTM', NULL, 62)$$, 'per site, a month of a year');
SELECT is((SELECT sum(value) FROM measured('boxes', '(,)', by)), 1800.5, 'by ' || by || ': the same whole') FROM unnest('{month,quarter,year,fiscal year}'::text[]) AS by;
SELECT is(count(*)::integer, 0, 'however a period is cut, its parts are the whole')
FROM unnest('{1,0.0001,1000,-7.5,9999999999.9999,0}'::numeric[]) AS v, generate_series(0, 37) AS a, generate_series(0, 37, 5) AS b
CROSS JOIN LATERAL (SELECT '[2006-01-01,2006-02-07)'::daterange AS during) p
WHERE measurement_part(v, p.during, daterange(NULL, '2006-01-01'::date + least(a, b))) + measurement_part(v, p.during, daterange('2006-01-01'::date + least(a, b), '2006-01-01'::date + greatest(a, b)))
	+ measurement_part(v, p.during, daterange('2006-01-01'::date + greatest(a, b), NULL)) <> v;
SELECT is(measurement_part(7, '[2006-01-01,2006-01-08)', '[2006-01-03,2006-01-05)'), 2.0000, 'two days of seven') UNION ALL SELECT is(measurement_part(7, '[2006-01-01,2006-01-08)', '[2007-01-03,)'), 0.0, 'none of them')
UNION ALL SELECT is(measurement_part(NULL, '[2006-01-01,2006-01-08)', '(,)'), NULL, 'of NULL');
SELECT results_eq($$SELECT country, site, program, covered_days, covered_value, covered_rate, uncovered_days, uncovered_value, uncovered_rate, missing_days FROM measured_beside('boxes', '[2005-10-01,2007-10-01)')$$, $$VALUES
	('BE', NULL, 'CSI', 182, 498.6301, 1000::double precision, 275, 801.3699, 1063.6364::double precision, 0), ('NL', NULL, 'CSI', 0, NULL, NULL, 365, 500.5, 500.5, 0)$$, 'while a country was covered, and while it was not');
SELECT results_eq($$SELECT country, covered_days, covered_value, covered_rate, uncovered_days, uncovered_value, missing_days FROM measured_beside('wait', '(,)')$$, $$VALUES ('BE', 90, 9.0000, 9::double precision, 244, 7.1189, 31)$$, '... of an average, and with days that are missing');
SELECT results_eq($$SELECT site, covered_days, covered_value, uncovered_value FROM measured_beside('port', '(,)')$$, $$VALUES ('BEANR', 182, 182.0000, 183.0000), ('NLRTM', 0, NULL, 730)$$, '... of a site');
SELECT results_eq($$SELECT program, covered_days, uncovered_value FROM measured_beside('trained', '(,)')$$, $$VALUES ('CB', 0, 150.0000)$$, '... of a program that nobody ran');
SELECT is((pg_temp.error_of(statement))[1:2], ARRAY['22023  ', message], statement)
FROM (VALUES ('SELECT * FROM measured(''none'')', 'there is no measure none'), ('SELECT * FROM measured_beside(''none'')', 'there is no measure none')) AS t (statement, message);
SELECT is((pg_temp.error_of('SELECT check_measure(''none'')'))[4], 'Measures are boxes, port, trained, wait.', 'which measures there are');
SELECT is((pg_temp.error_of('INSERT INTO measure (measure, name, unit) SELECT ''k'' || i, ''K'', ''x'' FROM generate_series(1, 30) i; SELECT check_measure(''none'')'))[4], 'The table "measure" has them.', 'a measure among many');
SELECT is((pg_temp.error_of('INSERT INTO measurement (measure, country, site_id, program, during, value) VALUES ' || line))[1], expected, line)
FROM (VALUES ('(''boxes'', NULL, 1, ''CSI'', ''[2006-01-01,2006-02-01)'', 1)', '23503 measurement_per measurement'), ('(''boxes'', NULL, NULL, NULL, ''[2006-01-01,2006-02-01)'', 1)', '23514 measurement_unit measurement'),
			 ('(''port'', ''BE'', 1, ''CSI'', ''[2006-01-01,2006-02-01)'', 1)', '23514 measurement_unit measurement'), ('(''boxes'', ''BE'', NULL, NULL, ''[2006-01-01,)'', 1)', '23514 measurement_period measurement'),
			 ('(''boxes'', ''BE'', NULL, NULL, ''(,2006-01-01)'', 1)', '23514 measurement_period measurement'), ('(''boxes'', ''BE'', NULL, NULL, ''[2006-01-01,infinity)'', 1)', '23514 measurement_period measurement'),
			 ('(''boxes'', ''BE'', NULL, NULL, ''empty'', 1)', '23514 measurement_period measurement'), ('(''boxes'', ''BE'', NULL, NULL, ''[2006-01-01,2006-02-01)'', ''NaN'')', '23514 measurement_value_check measurement'),
			 ('(''boxes'', ''BE'', NULL, ''CB'', ''[2006-01-01,2006-02-01)'', 1)', NULL), ('(''boxes'', ''BE'', NULL, ''CB'', ''[2006-01-01,2016-01-09)'', 1)', NULL), ('(''boxes'', ''BE'', NULL, ''CB'', ''[2006-01-01,2016-01-10)'', 1)', '23514 measurement_period measurement'), ('(''nothing'', ''BE'', NULL, ''CB'', ''[2006-01-01,2006-02-01)'', 1)', '23503 measurement_measure_fkey measurement')) AS t (line, expected);

-- Goals: more of what adds up, less of an average, all of named units.
INSERT INTO goal (goal_id, name, kind, measure, program, target, due_day, baseline, baseline_day) VALUES
	(1, 'train 200', 'measure', 'trained', NULL, 200, '2007-10-01', 0, '2005-09-30'), (2, 'wait 5', 'measure', 'wait', NULL, 5, '2007-01-01', 10, '2005-12-31'),
	(3, 'boxes', 'measure', 'boxes', 'CSI', 2000, '2006-12-31', NULL, NULL), (4, 'boxes of Belgium', 'measure', 'boxes', NULL, 1350, '2006-12-31', 100, '2005-09-30'),
	(5, 'boxes of both', 'measure', 'boxes', NULL, 1500, '2006-09-30', 0, '2005-09-30'), (6, 'ports', 'measure', 'port', NULL, 1000, '2006-10-01', 0, '2005-09-30'), (7, 'of nothing', 'measure', 'boxes', 'IAP', 10, '2007-01-01', 0, '2006-01-01');
INSERT INTO goal_country (goal_id, country) VALUES (4, 'BE'), (5, 'BE'), (5, 'NL');
INSERT INTO goal_site (goal_id, site_id) VALUES (6, 2);
INSERT INTO goal_milestone (goal_id, day, target) VALUES (1, '2006-09-30', 80), (2, '2006-07-01', 7);
SELECT results_eq(format('SELECT goal_id, round(actual::numeric, 2), round(expected::numeric, 2), round(planned::numeric, 2), state, round(pace_needed::numeric, 2), measured_day, days_left, measure, unit FROM goal_progress(%L) ORDER BY goal_id', day), rows, 'as of ' || day)
FROM (VALUES
	('2006-06-30', $$VALUES (1::bigint, 67.32, 59.84, NULL::numeric, 'on track', 105.74, '2006-06-30'::date, 458, 'trained', 'officials'),
		(2, 9, 7.02, NULL, 'behind', -7.89, '2006-06-30', 185, 'wait', 'days'), (3, 1122.29, NULL, NULL, 'unknown', 1741.11, '2006-06-30', 184, 'boxes', 'containers'),
		(4, 847.95, 846.72, 1400.00, 'on track', 995.92, '2006-06-30', 184, 'boxes', 'containers'), (5, 1122.29, 1121.92, 1500.50, 'on track', 1498.52, '2006-06-30', 92, 'boxes', 'containers'),
		(6, 546, 745.90, NULL, 'behind', 1781.83, '2006-06-30', 93, 'port', 'containers'), (7, NULL, 4.93, NULL, 'unknown', NULL, NULL, 185, 'boxes', 'containers')$$),
	('2007-06-30', $$VALUES (1::bigint, 150::numeric, 139.67, NULL::numeric, 'on track', 99.18, '2007-03-31'::date, 93, 'trained', 'officials'),
		(2, NULL, 5, NULL, 'unknown', NULL, '2006-12-31', -180, 'wait', 'days'), (3, NULL, NULL, NULL, 'unknown', NULL, '2006-09-30', -181, 'boxes', 'containers'),
		(4, 1400, 1350, 1400, 'met', NULL, '2006-12-31', -181, 'boxes', 'containers'), (5, 1500.5, 1500, 1500.5, 'met', NULL, '2006-09-30', -273, 'boxes', 'containers'),
		(6, NULL, 1000, NULL, 'unknown', NULL, '2006-09-30', -272, 'port', 'containers'), (7, NULL, 10, NULL, 'unknown', NULL, NULL, -180, 'boxes', 'containers')$$)
) AS t (day, rows);
SELECT results_eq($$SELECT measure, value FROM goal_series(2, '2006-06-30', '2006-07-01', '2006-12-31')$$, $$VALUES ('actual', 9::double precision), ('expected', 7.0165), ('target', 5), ('expected', 7), ('target', 5)$$, 'day by day: a day without a value has none');
SELECT is(goal_chart(1, '2007-03-01') #>> '{title,subtitle}', '140.11 officials on 2007-03-01 (target 200): on track', 'a picture of it');
SELECT is(format('%s %s %s', gap, share_percent, goal_chart(5, '2007-06-30') #>> '{title,subtitle}'), '0 100.03 1500.5 containers on 2007-06-30 (target 1500): met', 'after the due day it has what it had then') FROM goal_progress('2007-06-30', '{5}');
SELECT is(format('%s %s', gap, share_percent), '4 ', 'a share says nothing where less is better') FROM goal_progress('2006-06-30', '{2}');
-- Averages of several countries have a mean; a value of all programs together stands for them.
INSERT INTO measurement (measurement_id, measure, country, program, during, value) VALUES (20, 'wait', 'NL', NULL, '[2006-01-01,2007-01-01)', 5), (21, 'boxes', 'NL', NULL, '[2005-10-01,2006-10-01)', 700);
SELECT results_eq('SELECT goal_id, round(actual::numeric, 2), state FROM goal_progress(''2006-06-30'', ''{2,3,5}'') ORDER BY goal_id', $$VALUES (2::bigint, 7.00, 'on track'), (3, 1122.29, 'unknown'), (5, 1271.51, 'on track')$$, 'a mean; all programs, and one');
SELECT results_eq('SELECT goal_id, round(actual::numeric, 2), measured_day FROM goal_progress(''2006-07-15'', ''{2}'')', $$VALUES (2::bigint, 7.00, '2006-06-30'::date)$$, '... which is not known where one of them is not measured');
DELETE FROM measurement WHERE measurement_id IN (20, 21);
-- A baseline of the last day measured, and one after it.
INSERT INTO goal (goal_id, name, kind, measure, target, due_day, baseline, baseline_day) VALUES (9, 'since', 'measure', 'wait', 5, '2007-12-31', 6, '2006-12-31'), (10, 'from then on', 'measure', 'wait', 5, '2007-12-31', 6, '2007-01-15');
SELECT results_eq('SELECT goal_id, actual, state, measured_day FROM goal_progress(''2007-03-01'', ''{9,10}'') ORDER BY goal_id', $$VALUES (9::bigint, 6::double precision, 'on track', '2006-12-31'::date), (10, NULL, 'unknown', '2006-12-31')$$, 'what was measured up to the baseline''s day, and before it');
DELETE FROM goal WHERE goal_id IN (9, 10);
SELECT is((SELECT count(*)::integer FROM measured('boxes', '[2020-01-01,)')), 0, 'after all that was measured') UNION ALL SELECT is((SELECT count(*)::integer FROM measured('boxes', '(,2000-01-01)')), 0, '... and before it');
-- Who may not read measurements can ask about all other goals.
RESET ROLE;
CREATE ROLE attache_reader;
GRANT USAGE ON SCHEMA overseas, tap TO attache_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA overseas TO attache_reader;
REVOKE SELECT ON measurement FROM attache_reader;
INSERT INTO goal (goal_id, name, target, due_day) VALUES (11, 'of coverage', 3, '2007-01-01');
SET LOCAL ROLE attache_reader;
SELECT is((SELECT count(*)::integer FROM overseas.goal_progress('2006-06-30', '{11}')), 1, 'who may not read measurements');
RESET ROLE;
DELETE FROM goal WHERE goal_id = 11;
SET LOCAL ROLE attache_clerk;
SELECT is(count(*)::integer, 0, 'nobody can be assigned so that a measure is met') FROM goal_remedies(1, '2006-06-30');
SELECT is(e[1:2] || e[4:4], expected, line)
FROM (VALUES
	('''x'', ''measure'', ''wait'', 5, ''2007-01-01'', NULL, 5, ''2006-01-01'')', ARRAY['23514 AT-301 goal', 'the target of 5 is the baseline', 'A goal asks for more than there was when it was set, or for less.']),
	('''x'', ''measure'', ''wait'', 5.00001, ''2007-01-01'', NULL, NULL, NULL)', ARRAY['23514 AT-301 goal', 'a target of 5.00001 cannot be measured', 'Measurements have ten digits and four decimals, and so has the baseline.']),
	('''x'', ''measure'', ''wait'', 5, NULL, ''[2006-01-01,2007-01-01)'', NULL, NULL)', ARRAY['23514 AT-301 goal', 'a goal of kind measure has a due day, and no period', 'Give the day by which it is to be met as "due_day", and leave "during" out.']),
	('''x'', ''measure'', NULL, 5, ''2007-01-01'', NULL, NULL, NULL)', ARRAY['23514 goal_measure goal', 'new row for relation "goal" violates check constraint "goal_measure"', NULL]),
	('''x'', ''reach'', ''wait'', 5, ''2007-01-01'', NULL, NULL, NULL)', ARRAY['23514 goal_measure goal', 'new row for relation "goal" violates check constraint "goal_measure"', NULL]),
	('''y'', ''measure'', ''wait'', 5, ''2037-01-01'', NULL, 50000000000, ''2006-01-01'')', ARRAY['23514 AT-301 goal', 'a target of 5 cannot be measured', 'Measurements have ten digits and four decimals, and so has the baseline.']),
	('''x'', ''measure'', ''wait'', -5, ''2037-01-01'', NULL, 3.5, ''2006-01-01'')', NULL)
) AS t (line, expected)
CROSS JOIN LATERAL pg_temp.error_of('INSERT INTO goal (goal_id, name, kind, measure, target, due_day, during, baseline, baseline_day) VALUES (1000, ' || line) e;
INSERT INTO goal (goal_id, name, kind, measure, target, due_day, baseline, baseline_day) VALUES (8, 'less', 'measure', 'wait', 5, '2099-01-01', 10, '2006-01-01');
SELECT is((pg_temp.error_of('INSERT INTO goal_milestone (goal_id, day, target) VALUES (8, ' || line))[1], expected, 'milestones of a goal of less: ' || line)
FROM (VALUES ('''2070-01-01'', 8)', NULL), ('''2070-01-01'', 10)', NULL), ('''2070-01-01'', 11)', '23514 AT-306 goal_milestone'), ('''2070-01-01'', 4)', '23514 AT-306 goal_milestone'), ('''2070-01-01'', ''NaN'')', '23514 goal_milestone_target_check goal_milestone'), ('''2070-01-01'', 6), (8, ''2071-01-01'', 7)', '23514 AT-306 goal_milestone'), ('''2070-01-01'', 7), (8, ''2071-01-01'', 6)', NULL)) AS t (line, expected);
-- Without a baseline the measure says which is better, and nothing begins at 0.
INSERT INTO goal (goal_id, name, kind, measure, target, due_day) VALUES (9, 'less of what nobody measured before', 'measure', 'wait', 5, '2099-01-01'), (11, 'more', 'measure', 'boxes', -5, '2099-01-01');
SELECT is((pg_temp.error_of('INSERT INTO goal_milestone (goal_id, day, target) VALUES (' || line))[1], expected, 'milestones without a baseline: ' || line)
FROM (VALUES ('9, ''2070-01-01'', 8), (9, ''2071-01-01'', 6)', NULL), ('9, ''2070-01-01'', 4)', '23514 AT-306 goal_milestone'), ('9, ''2070-01-01'', 8), (9, ''2071-01-01'', 9)', '23514 AT-306 goal_milestone'),
	('11, ''2070-01-01'', -8), (11, ''2071-01-01'', -6)', NULL), ('11, ''2070-01-01'', -4)', '23514 AT-306 goal_milestone'), ('11, ''2070-01-01'', -6), (11, ''2071-01-01'', -8)', '23514 AT-306 goal_milestone')) AS t (line, expected);
INSERT INTO goal_milestone (goal_id, day, target) VALUES (9, '2070-01-01', 8), (9, '2071-01-01', 6), (11, '2070-01-01', -8);
SELECT is((pg_temp.error_of($$UPDATE measure SET direction = 'more' WHERE measure = 'wait'$$))[1], '23514 AT-306 measure', 'milestones of less, of which more is better now');
SELECT is((SELECT string_agg(DISTINCT rule_id, ' ') FROM verify() WHERE rule_id IN ('AT-301', 'AT-306', 'AT-402')), NULL, 'verify() finds nothing wrong with them');
RESET ROLE;
SET LOCAL session_replication_role = replica;
UPDATE measure SET direction = 'more' WHERE measure = 'wait';
SELECT is((SELECT string_agg(DISTINCT rule_id || ' ' || goal_id, ', ') FROM verify() WHERE rule_id IN ('AT-301', 'AT-306', 'AT-402')), 'AT-306 9', '... and what is, with what no rule watched');
UPDATE measure SET direction = 'less' WHERE measure = 'wait';
SET LOCAL session_replication_role = origin;
SET LOCAL ROLE attache_clerk;

-- From files
RESET ROLE;
INSERT INTO measurement_entry (measure, country, site, program, first_day, last_day, value, source) VALUES ('boxes', 'Netherlands', NULL, 'csi', '2006-10-01', '2006-12-31', '125.5', 'a letter'), ('boxes', 'BE', NULL, 'CSI', '2006-12-01', '2006-12-31', '1', NULL), ('crates', 'BE', NULL, NULL, '2006-12-01', '2006-12-31', '1', NULL), ('boxes', 'FR', NULL, NULL, '2006-12-01', NULL, '1', NULL);
SELECT is(string_agg(format('%s %s %s', line, sqlstate, coalesce(rule_id, column_name)), ', ' ORDER BY line), '3 23P01 AT-402, 4 22023 measure, 5 23514 ', 'what is wrong with the lines of a file') FROM check_entries();
SELECT is((accept_entries(complete => false))::text, '(1,3)', 'what can go in goes in');
SELECT is(format('%s %s %s', country, during, value), 'NL [2006-10-01,2007-01-01) 125.5000', '... as it says') FROM measurement WHERE source = 'a letter';
SELECT is((SELECT round(actual::numeric, 2) FROM goal_progress('2006-12-31', '{3}')), 1926.00, 'what was missing is there, and so is the total');
SELECT * FROM finish();
ROLLBACK;
