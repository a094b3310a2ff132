-- Every report whole: what each view and each function of a registry that gives rows
-- shows of a small registry. The catalogs say which there are, so a new one shows here,
-- and so does a new column. At the end: whether each column shows anything.
\pset null NULL
\pset columns 240
\x auto
SET client_min_messages = warning;
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
BEGIN;
SELECT attache_create_registry('shown', 'UTC') \g /dev/null
SELECT set_config('search_path', 'shown, ' || current_setting('search_path'), true) \g /dev/null
-- The day of every report.
CREATE OR REPLACE FUNCTION today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE RETURN '2006-06-15'::date;

-- A small registry, loaded past the rules, which some rows break.
ALTER TABLE weight DROP CONSTRAINT "AT-307";
SET LOCAL session_replication_role = replica;
INSERT INTO program (program, name) VALUES ('CSI', 'Container Security Initiative'), ('IAP', 'Immigration Advisory Program');
INSERT INTO mission (mission_id, kind, country, city, name, code) VALUES
	(1, 'embassy', 'BE', 'Brussels', 'Embassy Brussels', 'BRU'),
	(2, 'embassy', 'AT', 'Vienna', 'Embassy Vienna', 'VIE'),
	(3, 'organization', 'AT', 'Vienna', 'Mission to the UN', 'UNV'),
	(4, 'consulate', 'HK', 'Hong Kong', 'Consulate General Hong Kong', 'HKG'),
	(5, 'embassy', 'XK', 'Pristina', 'Embassy Pristina', NULL);
INSERT INTO posting (posting_id, mission_id, role, seats, number) VALUES
	(11, 1, 'attache', 2, 'BRU-1'), (12, 2, 'attache', 1, 'VIE-1'), (13, 3, 'representative', 1, 'UNV-1'), (14, 4, 'representative', 1, 'HKG-1'), (15, 5, 'representative', 2, NULL);
UPDATE posting SET reopens = CASE posting_id WHEN 12 THEN 11 ELSE 15 END WHERE posting_id IN (12, 14);
INSERT INTO mission_change (mission_id, effective_day, kind, country, city, name, covers_host) VALUES
	(2, '2006-12-30', 'consulate', NULL, NULL, NULL, NULL), (3, '2006-04-01', NULL, NULL, NULL, NULL, false), (5, '2006-07-01', 'consulate', NULL, NULL, 'Consulate Pristina', NULL), (5, '2006-10-01', NULL, 'AL', 'Tirana', NULL, NULL);
INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (12, '2006-08-01', 2);
INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES
	(11, '2006-01-01', 'active', NULL, 'a list'), (12, '2006-02-01', 'active', NULL, 'a list'), (12, '2006-11-01', 'closing', NULL, NULL),
	(14, '2006-03-01', 'proposed', NULL, NULL), (14, '2006-04-01', 'requested', NULL, NULL), (14, '2006-05-01', 'approved', 'cable 14', NULL),
	(14, '2006-09-01', 'active', NULL, NULL), (15, '2006-01-01', 'active', NULL, NULL), (15, '2006-06-01', 'closing', NULL, NULL);
INSERT INTO posting_program (posting_id, program, during) VALUES (11, 'CSI', '(,)'), (11, 'IAP', '(,)'), (12, 'CSI', '(,)'), (14, 'IAP', '[2006-09-01,)');
INSERT INTO posting_area (posting_id, country, program, during) VALUES (11, 'LU', NULL, '[2006-04-01,)'), (11, 'NL', 'CSI', '(,)'), (11, 'FR', 'IAP', '[2006-05-01,2007-01-01)'),
	(11, 'CS', NULL, '[2006-12-01,)'), (12, 'YU', NULL, '[2006-08-01,2006-08-11)');
INSERT INTO site (site_id, kind, code, country, name) VALUES (1, 'seaport', 'BEANR', 'BE', 'Antwerp'), (2, 'airport', 'VIE', 'AT', 'Vienna'), (3, 'airport', 'PRN', 'XK', 'Pristina');
INSERT INTO posting_site (posting_id, site_id, program, during) VALUES (11, 1, 'CSI', '[2006-03-01,)'), (12, 2, 'IAP', '(,)'), (12, 2, 'CSI', '(,)'), (15, 3, 'IAP', '(,)');
INSERT INTO representative (representative_id, name, number) VALUES (21, 'Anna', 'E21'), (22, 'Bert', 'E22'), (23, 'Cora', NULL), (24, 'Dora', 'E24'), (25, 'Emil', 'E25'), (26, 'Fred', 'E26');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(31, 11, 21, 'tour', '[2006-01-01,2006-07-11)'), (32, 11, 22, 'tour', '[2006-07-01,2007-01-01)'), (33, 11, 23, 'tdy', '[2006-06-01,2006-08-01)'),
	(34, 12, 24, 'tour', '[2006-02-01,2006-09-01)'), (35, 14, 25, 'tour', '[2006-09-15,)'), (36, 15, 26, 'tdy', '[2006-01-01,)'),
	(37, 12, 22, 'acting', '[2006-10-01,2006-12-01)'), (38, 13, 24, 'tdy', '[2006-06-14,2006-06-25)');
INSERT INTO absence (absence_id, representative_id, kind, during) VALUES (71, 21, 'leave', '[2006-06-10,2006-06-20)'), (72, 25, 'training', '[2006-09-01,2006-09-20)');
UPDATE matter_kind SET working_days = 5 WHERE matter_kind = 'carrier';
INSERT INTO holiday (holiday_id, country, day, name) VALUES (1, NULL, '2006-05-29', 'Memorial Day'), (2, 'BE', '2006-05-25', 'Ascension');
INSERT INTO weekend (weekend_id, country, weekday, during) VALUES (1, 'HK', 6, '[2006-07-01,)'), (2, 'HK', 7, '(,)');
INSERT INTO matter (matter_id, number, kind, asked_by, mission_id, posting_id, program, received_day, due_day, answered_day, closed_day, outcome, subject, reference) VALUES
	(81, 'M-81', 'carrier', 'carrier', NULL, 11, 'CSI', '2006-05-24', '2006-06-02', '2006-06-01', NULL, NULL, 'a late ship', 'cable 81'),
	(82, 'M-82', 'carrier', 'public', NULL, 11, 'CSI', '2006-06-01', '2006-06-08', NULL, NULL, NULL, 'a lost crate', 'cable 82'),
	(83, NULL, 'liaison', 'government', NULL, 14, 'IAP', '2006-06-09', NULL, NULL, NULL, NULL, NULL, NULL),
	(84, 'M-84', 'legislation', NULL, 2, NULL, NULL, '2005-09-01', NULL, NULL, '2006-06-10', 'a draft', 'a law', NULL),
	(85, 'M-85', 'inter-agency', 'agency', 2, NULL, NULL, '2006-05-02', '2006-05-16', '2006-05-20', NULL, NULL, 'seals', NULL);
INSERT INTO measure (measure, name, unit, direction, per, adds_up) VALUES ('boxes', 'Boxes examined', 'boxes', 'more', 'country', true), ('wait', 'Average wait', 'days', 'less', 'site', false), ('trained', 'Officials trained', 'officials', 'more', 'program', true);
INSERT INTO measurement (measurement_id, measure, country, site_id, program, during, value, source) VALUES
	(91, 'boxes', 'BE', NULL, 'CSI', '[2005-10-01,2006-04-01)', 182, 'a letter'), (92, 'boxes', 'AT', NULL, 'CSI', '[2006-01-01,2006-07-01)', 362, 'a letter'), (93, 'wait', NULL, 1, NULL, '[2006-01-01,2006-04-01)', 9, 'a list'),
	(94, 'wait', NULL, 1, NULL, '[2006-04-01,2007-01-01)', 6.5, 'a list'), (95, 'trained', NULL, NULL, 'IAP', '[2006-01-01,2006-06-01)', 40, NULL);
INSERT INTO weight (weight_id, country, site_id, program, during, weight) VALUES
	(41, 'BE', NULL, 'CSI', '(,)', 60), (42, 'AT', NULL, 'CSI', '(,)', 30), (43, 'HK', NULL, 'CSI', '[2006-04-01,)', 10), (44, 'HK', NULL, 'CSI', '[2007-01-01,)', 20),
	(45, 'FR', NULL, NULL, '(,)', 5);
INSERT INTO goal (goal_id, name, kind, counts, program, role, accredited, tdy, acting, present, target, due_day, during, enforced, baseline, baseline_day) VALUES
	(51, '4 countries', 'reach', 'country', NULL, NULL, false, true, true, false, 4, '2006-12-31', NULL, true, 1, '2006-01-01'),
	(52, 'most of the trade', 'share', 'country', 'CSI', NULL, false, true, true, false, 0.9, '2006-09-30', NULL, true, 0.6, '2006-01-15'),
	(53, 'no fewer than 3', 'floor', 'country', NULL, 'attache', true, false, true, false, 3, NULL, '[2006-03-01,2007-01-01)', true, NULL, NULL),
	(54, 'no more than 1', 'ceiling', 'country', 'IAP', NULL, false, true, true, true, 1, NULL, '[2006-01-01,)', false, NULL, NULL),
	(55, '2 sites', 'reach', 'site', 'CSI', NULL, false, true, false, false, 2, '2006-10-01', NULL, true, 0, '2006-02-01'),
	(56, 'both', 'floor', 'country', NULL, NULL, false, true, true, false, 2, NULL, '[2006-07-01,)', false, NULL, NULL),
	(57, '11 countries', 'reach', 'country', NULL, NULL, true, true, true, false, 11, '2006-12-01', NULL, true, NULL, NULL);
INSERT INTO goal (goal_id, name, kind, measure, target, due_day, baseline, baseline_day) VALUES (58, 'a shorter wait', 'measure', 'wait', 5, '2006-12-31', 10, '2006-01-01');
INSERT INTO goal_milestone (goal_id, day, target) VALUES (51, '2006-07-01', 3), (55, '2006-05-01', 1), (55, '2006-11-01', 2);
INSERT INTO goal_country (goal_id, country) VALUES (53, 'BE'), (53, 'AT'), (53, 'LU'), (56, 'HK'), (56, 'AT');
INSERT INTO goal_site (goal_id, site_id) VALUES (55, 1), (55, 2);
INSERT INTO waiver (waiver_id, rule_id, posting_id, goal_id, during, reference, granted_by, granted_on) VALUES
	(61, 'AT-101', 15, NULL, '[2006-01-01,2006-02-01)', 'cable 61', 'the director', '2005-12-01'),
	(62, 'AT-302', NULL, 53, '[2006-03-11,2006-03-21)', 'cable 62', 'the director', '2006-03-01'),
	(63, 'AT-306', NULL, 55, '[2006-11-01,2006-11-02)', 'cable 63', 'the director', '2006-03-01');
-- What was before: two postings that covered no country, of which one was suspended for a month.
INSERT INTO posting (posting_id, mission_id, role, number) VALUES (16, 3, 'representative', 'UNV-2'), (17, 3, 'representative', 'UNV-3');
INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES
	(16, '2005-01-01', 'approved', 'cable 16', 'a list'), (16, '2005-02-01', 'active', NULL, NULL), (16, '2005-06-01', 'suspended', NULL, NULL),
	(16, '2005-07-01', 'active', NULL, NULL), (16, '2005-12-01', 'closed', NULL, NULL), (17, '2005-01-01', 'active', NULL, 'a list'), (17, '2005-12-01', 'closed', NULL, NULL);
INSERT INTO representative (representative_id, name, number) VALUES (27, 'Gina', 'E27'), (28, 'Hugo', 'E28');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure, planned_last_day, ended_as, extension) VALUES
	(39, 16, 27, 'tour', '[2005-02-11,2005-05-01)', '2005-07-31', 'curtailed', NULL), (40, 17, 28, 'tour', '[2005-01-01,2005-10-01)', '2005-08-31', 'completed', 'cable 40'),
	(41, 16, 28, 'acting', '[2005-05-11,2005-05-21)', NULL, NULL, NULL), (42, 17, 27, 'tour', '[2005-10-05,2005-11-20)', NULL, NULL, NULL);
SET LOCAL session_replication_role = origin;

-- Edits, which get their moments by hand, as this transaction does not commit.
SET LOCAL attache.reason = 'cable 99';
INSERT INTO role (role, name) VALUES ('consul', 'Consul');
UPDATE role SET name = 'Consul general' WHERE role = 'consul';
DELETE FROM role WHERE role = 'consul';
UPDATE assignment SET note = 'from the cable' WHERE assignment_id = 33;
UPDATE assignment SET tenure = '[2006-09-20,)' WHERE assignment_id = 35;
UPDATE assignment SET tenure = '[2006-09-15,2008-01-01)' WHERE assignment_id = 35;
UPDATE assignment SET tenure = '[2006-09-15,)' WHERE assignment_id = 35;
UPDATE assignment SET planned_last_day = NULL WHERE assignment_id = 35;
UPDATE posting_status_change SET effective_day = '2006-11-08' WHERE posting_id = 12 AND status = 'closing';
UPDATE posting_status_change SET effective_day = '2006-11-01' WHERE posting_id = 12 AND status = 'closing';
INSERT INTO edit (edit_id, known_from, session_role, role, application, reason) VALUES (2, '2006-06-01 12:00Z', 'attache_anna', 'attache_registrar', 'psql', 'cable 99'),
	(3, '2006-06-02 08:15Z', 'attache_bert', 'attache_bert', NULL, NULL);
UPDATE role_past SET edit_id = 3 WHERE event = 'delete';
UPDATE posting_status_change_past SET edit_id = 3, step = posting_status_change_past_id;
UPDATE role_past SET step = role_past_id;
UPDATE assignment_past SET step = assignment_past_id;

-- What a function is called with, if not with what it takes by itself.
CREATE TEMP TABLE call (name name, arguments text);
INSERT INTO call VALUES
	('action_on', $$'assigned', 11, 21, 31, '[2006-01-01,2007-01-01)'$$),
	('action_on', $$'opened', 15, NULL, NULL, '[2006-03-01,)'$$),
	('coverage_path', $$4, '2006-12-31', 1, '2006-01-01', '{2006-07-01}', '{3}'$$),
	('coverage_standing', $$'{2006-01-01:2,2006-03-01:3,2006-10-01:5}', '2006-06-15', 4, '2006-12-31', 1, '2006-01-01', '{2006-07-01}', '{3}'$$),
	('coverage_standing', $$'{2006-01-01:2,2006-03-01:4}', '2006-06-15', 4, '2006-09-30', 1, '2006-01-15'$$),
	('coverage_standing', $$'{2006-01-01:2,2006-03-11:3,2006-09-01:2}', '2006-06-15', 3, kind => 'floor', during => '[2006-03-01,2007-01-01)'$$),
	('coverage_by', $$'{2006-01-01:2,2006-03-01:3}', '[2006-02-01,2006-04-01)', 'month'$$),
	('coverage_levels', $$'{2006-01-01:2,2006-03-01:3}', '[2006-02-01,2006-04-01)'$$),
	('coverage_steps', $$'{2006-01-01:2,2006-03-01:3}'$$),
	('presence_rows', $$(SELECT presence_agg(1, '[2006-01-01,2006-03-01)'::daterange))$$),
	('presence_coverages', $$(SELECT presence_agg(1, '[2006-01-01,2006-03-01)'::daterange))$$),
	('coverage_steps', $$'{2006-01-01:2,2006-03-01:3}', '[2006-02-01,2006-04-01)'$$),
	('days_uncovered', $$'[2006-01-01,2007-01-01)'$$),
	('days_uncovered', $$'[2006-01-01,2007-01-01)', 'CSI', accredited => true$$),
	('edits_after', $$'2006-05-01'$$),
	('explain_coverage', $$'AT'$$),
	('explain_coverage', $$'LU', 'CSI'$$),
	('explain_coverage', $$'HK'$$),
	('goal_remedies', $$51, '2006-06-15'$$),
	('goal_remedies', $$56, '2006-06-15'$$),
	('goal_remedies', $$57, '2006-06-15'$$),
	('goal_series', $$51, '2006-06-14', '2006-06-16'$$),
	('is_working_day', $$'2006-05-25', 'BE'$$),
	('matter_due', $$'carrier', NULL, 11, '2006-05-24'$$),
	('matter_summary', $$'[2006-05-01,2006-06-11)', 'person', '2006-06-12'$$),
	('measured', $$'boxes', '[2005-10-01,2006-07-01)', 'quarter'$$),
	('measured_beside', $$'boxes', '(,2007-01-01)'$$),
	('measurement_part', $$7, '[2006-01-01,2006-01-08)', '[2006-01-03,2006-01-05)'$$),
	('weekend_of', $$'HK'$$),
	('working_day_after', $$'2006-05-24', 3, 'BE'$$),
	('working_days', $$'2006-05-24', '2006-06-01', 'BE'$$),
	('posting_status_of', $$1, '2006-06-15'$$),
	('posting_vacancy_within', $$'[2006-06-15,2006-10-01)'$$),
	('question_measure', 'ARRAY(SELECT q FROM goal_question q ORDER BY goal_id)'),
	('reach_present', $$'{country,program,site}'$$),
	('seat_runs', $$'[2006-01-01,2007-01-01)'$$),
	('time_to_fill', $$'[2004-10-01,2005-10-01)'$$),
	('time_to_fill', $$'(,2006-06-15]'$$),
	('what_if', $$'{34}', '2006-06-20', '{14}', '2006-07-01', '2006-07-01'$$),
	('what_if_named', $$'{e21}', '2006-06-20', '{HKG-1}', '2006-07-01', '2006-07-01'$$);
-- Of what has too many rows, some.
CREATE TEMP TABLE part (name name, condition text);
INSERT INTO part VALUES
	('called', $$subject <> 'country'$$),
	('edits_after', 'edit_id > 1'), -- the first is of now
	('report_coverage_daily', $$day IN ('2006-01-01', '2006-06-15', '2006-06-16', '2006-10-01')$$),
	('report_coverage_monthly', $$first_day IN ('2006-05-01', '2006-06-01', '2006-09-01', '2006-10-01')$$);
-- Columns that rightly say the same in each row, and why.
CREATE TEMP TABLE excepted (name name, attname name, reason text);
INSERT INTO excepted VALUES
	('report_coverage_today', 'day', 'today is one day');

-- Views, and functions with rows of columns. Of the extension's functions those with an
-- argument: the others are lists that are everywhere the same.
CREATE TEMP TABLE relation AS
SELECT c.relname AS name, format('%I', c.relname) AS source
FROM pg_class c
WHERE c.relnamespace = 'shown'::regnamespace AND c.relkind = 'v'
UNION ALL
SELECT p.name, CASE WHEN call.name IS NOT NULL OR p.needed = 0 THEN format('%I(%s)', p.name, call.arguments) END
FROM (SELECT p.proname AS name, min(p.pronargs - p.pronargdefaults) AS needed
	  FROM pg_proc p
	  JOIN pg_type t ON t.oid = p.prorettype
	  WHERE p.proretset AND p.provolatile <> 'v' AND obj_description(p.oid, 'pg_proc') NOT LIKE 'part of %' AND (t.typtype = 'c' OR p.proargmodes IS NOT NULL)
		AND (p.pronamespace = 'shown'::regnamespace
			 OR p.pronargs > 0 AND EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'attache'
										   WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'))
	  GROUP BY p.proname) p
LEFT JOIN call ON call.name = p.name;

-- What this test does not call, though it is there; or has a line for, though it is not.
SELECT name AS "call is missing" FROM relation WHERE source IS NULL ORDER BY name COLLATE "C";
SELECT name AS "nothing of this name" FROM (TABLE call UNION ALL TABLE part) line WHERE name NOT IN (SELECT name FROM relation) ORDER BY name COLLATE "C";

-- The rows of all calls of each.
SELECT format('CREATE TEMP VIEW %I AS %s', 'all_' || r.name, string_agg(format('SELECT * FROM %s AS r%s', r.source, ' WHERE ' || p.condition), ' UNION ALL '))
FROM relation r LEFT JOIN part p ON p.name = r.name
WHERE r.source IS NOT NULL
GROUP BY r.name
\set ECHO none
\gexec
\set ECHO all
CREATE TEMP VIEW shown_column AS
SELECT substr(c.relname, 5)::name AS name, a.attname
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = pg_my_temp_schema() AND c.relname LIKE 'all\_%';
SELECT name, attname AS "no such column" FROM excepted EXCEPT TABLE shown_column ORDER BY 1, 2;

-- What a report reads for today, and has all columns of, shows itself there.
CREATE TEMP VIEW in_a_report AS
SELECT p.proname AS name
FROM pg_rewrite w
JOIN pg_class c ON c.oid = w.ev_class AND c.relname LIKE 'report\_%'
JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND d.refclassid = 'pg_proc'::regclass
JOIN pg_proc p ON p.oid = d.refobjid AND p.pronamespace = 'shown'::regnamespace
WHERE NOT EXISTS (SELECT attname FROM shown_column WHERE name = p.proname EXCEPT SELECT attname FROM shown_column WHERE name = c.relname);

-- Reports come in their own order.
SELECT format('SELECT * FROM %s AS r%s%s', r.source, ' WHERE ' || p.condition, CASE WHEN r.name NOT LIKE 'report\_%' THEN ' ORDER BY r::text COLLATE "C"' END)
FROM relation r LEFT JOIN part p ON p.name = r.name
WHERE r.source IS NOT NULL AND r.name NOT IN (SELECT name FROM in_a_report)
ORDER BY r.name NOT LIKE 'report\_%', r.name COLLATE "C", r.source COLLATE "C" \gexec

-- A column that is always NULL, or the same in all rows, shows nothing.
CREATE TEMP TABLE seen (name name, attname name, rows bigint, filled bigint, different bigint);
SELECT format('INSERT INTO seen SELECT %L, %L, count(*), count(%3$I), count(DISTINCT coalesce(%3$I::text, ''NULL'')) FROM %4$I', c.name, c.attname, c.attname, 'all_' || c.name)
FROM shown_column c
\set ECHO none
\gexec
\set ECHO all
SELECT count(*) > 100 AS "looked at each column" FROM seen HAVING count(*) = (SELECT count(*) FROM shown_column);
SELECT s.name, s.attname AS "column",
	   CASE WHEN s.filled = 0 THEN 'has no value in any row' WHEN e.name IS NULL THEN 'has the same value in all rows' ELSE 'is excepted, but differs' END AS fault
FROM seen s LEFT JOIN excepted e ON e.name = s.name AND e.attname = s.attname
WHERE s.filled = 0 OR (s.different = 1 AND s.rows > 1) <> (e.name IS NOT NULL)
ORDER BY s.name COLLATE "C", s.attname COLLATE "C";

-- What words say depends on no setting of the session: not on how it writes days and
-- lengths of time.
CREATE FUNCTION pg_temp.words(name name, datestyle text, intervalstyle text) RETURNS text LANGUAGE plpgsql AS $words$
DECLARE
	columns text := (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
					 WHERE a.attrelid = format('%I', 'all_' || name)::regclass AND a.attnum > 0 AND a.atttypid IN ('text'::regtype, 'jsonb'::regtype));
	words text;
BEGIN
	PERFORM set_config('datestyle', datestyle, true), set_config('intervalstyle', intervalstyle, true);
	EXECUTE format('SELECT string_agg(line.words, ''; '' ORDER BY line.words COLLATE "C") FROM (SELECT concat_ws('', '', %s) AS words FROM %I) line',
				   coalesce(columns, 'NULL'), 'all_' || name) INTO words;
	RETURN words;
END $words$;
CREATE TEMP TABLE said AS
SELECT c.name, date.style AS datestyle, span.style AS intervalstyle, pg_temp.words(c.name, date.style, span.style) AS words
FROM (SELECT DISTINCT name FROM shown_column) c
CROSS JOIN unnest('{postgres,postgres_verbose,sql_standard,iso_8601}'::text[]) span (style)
CROSS JOIN (SELECT format('%s, %s', output, input) AS style
			FROM unnest('{ISO,Postgres,SQL,German}'::text[]) output CROSS JOIN unnest('{MDY,DMY,YMD}'::text[]) input) date;
SET LOCAL datestyle = 'ISO';
SET LOCAL intervalstyle = 'postgres';
SELECT count(*) > 1000 AS "said something in each style" FROM said WHERE words <> '';
SELECT s.name, s.datestyle, s.intervalstyle, s.words AS "other words"
FROM said s JOIN said first ON first.name = s.name AND first.datestyle = 'ISO, MDY' AND first.intervalstyle = 'postgres' AND first.words <> s.words
ORDER BY s.name COLLATE "C", s.datestyle COLLATE "C", s.intervalstyle COLLATE "C";
ROLLBACK;
