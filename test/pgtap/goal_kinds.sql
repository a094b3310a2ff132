-- Goals of every kind, on the days that decide
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- The 22nd country, Kenya, comes on another day than in the example.
CREATE FUNCTION pg_temp.kenya(during daterange) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	SET CONSTRAINTS ALL DEFERRED;
	UPDATE posting_status_change SET effective_day = lower(during) WHERE posting_id = 22 AND status::text = 'active';
	UPDATE assignment SET tenure = during WHERE assignment_id = 22;
	SET CONSTRAINTS ALL IMMEDIATE;
END $$;

SELECT pg_temp.kenya('[2007-10-01,)') \g /dev/null
SELECT is(ROW(actual, gap, planned, state, first_reached, days_left)::text, '(22,0,22,met,2007-10-01,0)', 'covered on the due day is met')
FROM goal_progress('2007-10-01');
SELECT is(ROW(actual, planned, state, first_reached, days_left)::text, '(21,22,"on track",,1)', '... and on track on the day before, a step below the line')
FROM goal_progress('2007-09-30');
SELECT pg_temp.kenya('[2007-10-02,)') \g /dev/null
SELECT is(p.state, t.state, format('a day late: %s on %s', t.state, t.day))
FROM (VALUES ('2007-09-30'::date, 'on track'), ('2007-10-01', 'missed'), ('2007-10-02', 'met late')) t (day, state), LATERAL goal_progress(t.day) p;
SELECT pg_temp.kenya('[2007-09-15,2007-10-01)') \g /dev/null
SELECT is(ROW(actual, planned, state, first_reached)::text, '(21,21,missed,2007-09-15)', 'reached, but gone on the day before the due day: missed')
FROM goal_progress('2007-10-01');
SELECT is(ROW(actual, planned, state, first_reached)::text, '(22,21,"at risk",2007-09-15)', '... and at risk while it lasted')
FROM goal_progress('2007-09-20');

-- Milestones bend the line; the pace is what a year has to bring.
INSERT INTO goal_milestone (goal_id, day, target) SELECT goal_id, '2006-08-01', 20 FROM goal;
SELECT is(p.expected, t.expected, 'expected on ' || t.day)
FROM (VALUES ('2004-01-01'::date, 0::double precision), ('2005-08-01', 10), ('2006-08-01', 20), ('2007-03-03', 21), ('2007-10-01', 22), ('2009-01-01', 22)) t (day, expected),
	 LATERAL goal_progress(t.day) p;
SELECT is(ROW(actual, gap, pace_needed)::text, '(16,6,6)', 'pace: 6 in the 365 days that are left')
FROM goal_progress('2006-10-01');
SELECT is(string_agg(format('%s %s %s', day, measure, value), ', '),
		  '2006-08-01 actual 14, 2006-08-01 expected 20, 2006-08-01 planned 14, 2006-08-01 target 22', 'a series on the day of a milestone')
FROM goal_series((SELECT goal_id FROM goal), '2006-08-01', '2006-08-01', '2006-08-01');
SELECT is(ROW(count(*) FILTER (WHERE measure = 'actual'), count(*) FILTER (WHERE measure = 'planned'), count(*) FILTER (WHERE measure = 'expected'))::text,
		  '(11,21,26)', 'a series: actual up to today, planned from today on, expected up to the due day')
FROM goal_series((SELECT goal_id FROM goal), '2007-09-06', '2007-10-06', '2007-09-16');

-- A floor and a ceiling over the source's 14 countries. The floor is only
-- watched: a correction of the past is what shows as a breach.
DELETE FROM goal_milestone;
DELETE FROM goal;
INSERT INTO goal (name, kind, target, during, enforced) VALUES
	('floor', 'floor', 14, '[2006-06-01,2007-03-01)', false),
	('open floor', 'floor', 14, '[2006-06-01,)', false),
	('ceiling', 'ceiling', 13, '[2006-06-01,2007-03-01)', false);
INSERT INTO goal_country (goal_id, country) SELECT goal_id, m.country FROM goal, mission m WHERE m.mission_id <= 14;
SELECT is(array_agg(state ORDER BY goal_id), '{on track,on track,breached}', 'a floor that is kept, a ceiling that is not')
FROM goal_progress('2007-02-15');
UPDATE assignment SET tenure = '[2006-05-01,2006-12-01)' WHERE assignment_id = 14;
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (14, 14, '[2007-02-01,)');
SELECT is(ROW(p.state, p.actual, p.gap, p.planned, p.breached_days, p.due_day)::text, t.expected, format('%s on %s', t.goal, t.day))
FROM (VALUES
	('floor', '2006-05-31'::date, '("not started",14,0,13,0,2007-02-28)'),
	('floor', '2006-11-30', '("at risk",14,0,13,0,2007-02-28)'),
	('floor', '2006-12-01', '(breached,13,1,13,1,2007-02-28)'),
	('floor', '2007-01-31', '(breached,13,1,13,62,2007-02-28)'),
	('floor', '2007-02-15', '(breached,14,0,14,62,2007-02-28)'),
	('floor', '2010-01-01', '(breached,14,0,13,62,2007-02-28)'),
	('open floor', '2007-02-15', '(breached,14,0,14,62,)'),
	('ceiling', '2007-01-31', '(breached,13,0,14,183,2007-02-28)')
) t (goal, day, expected), LATERAL goal_progress(t.day) p WHERE p.goal = t.goal;

-- Shares: numbers decide, never rounded ones.
DELETE FROM goal_country;
DELETE FROM goal;
INSERT INTO goal (name, kind, target, due_day, baseline, baseline_day) VALUES ('share', 'share', 0.86, '2006-06-01', 0, '2004-08-01');
SELECT is(ROW(state, actual, gap, share_percent)::text, '(unknown,,,)', 'no weights: unknown') FROM goal_progress('2006-06-01');
INSERT INTO weight (country, weight) VALUES ('BE', 0), ('FR', 0);
SELECT is(ROW(state, actual)::text, '(unknown,)', 'all weights 0: unknown on ' || day)
FROM (VALUES ('2006-05-31'::date), ('2006-06-01')) d (day), LATERAL goal_progress(day);
UPDATE weight SET weight = CASE country::text WHEN 'BE' THEN 8596 ELSE 1404 END;
SELECT is(ROW(actual, share_percent, round(share_percent), state)::text, '(0.8596,85.96,86,missed)', '0.8596 rounds to 86 %, but is not 0.86')
FROM goal_progress('2006-06-01');
SELECT isnt(state, 'reached', '... nor on the day before') FROM goal_progress('2006-05-31');
UPDATE weight SET weight = CASE country::text WHEN 'BE' THEN 8636 ELSE 1364 END;
SELECT is(ROW(actual, share_percent, state)::text, '(0.8636,86.36,met)', '0.8636 is') FROM goal_progress('2006-06-01');
UPDATE weight SET weight = CASE country::text WHEN 'BE' THEN 43 ELSE 7 END;
SELECT is(ROW(actual, gap, state)::text, '(0.86,0,met)', '0.86 exactly is, too') FROM goal_progress('2006-06-01');

-- Weights go by fiscal years.
DELETE FROM weight;
UPDATE goal SET due_day = '2008-06-01';
INSERT INTO weight (country, during, weight) VALUES
	('BE', '[2006-10-01,2007-10-01)', 80), ('AU', '[2006-10-01,2007-10-01)', 20),
	('BE', '[2007-10-01,2008-10-01)', 90), ('AU', '[2007-10-01,2008-10-01)', 10);
SELECT is(p.actual, t.share::double precision, format('share on %s, in FY%s', t.day, fiscal_year(t.day)))
FROM (VALUES ('2007-09-30'::date, 0.8), ('2007-10-01', 0.9)) t (day, share), LATERAL goal_progress(t.day) p;
SELECT is(first_reached, '2007-10-01', 'reached as the weights change') FROM goal_progress('2007-12-01');
SELECT is(ROW(fiscal_year('2007-09-30'), fiscal_year('2007-10-01'), fiscal_year('2007-10-01', 1), fiscal_year('2007-06-30', 7), fiscal_year('2007-07-01', 7))::text,
		  '(2007,2008,2007,2007,2008)', 'fiscal years');

-- 58 ports and 86 % of their containers, from the same postings.
DELETE FROM goal;
INSERT INTO site (site_id, kind, code, country, name)
SELECT i, 'seaport', 'NL' || chr(65 + i / 26) || chr(65 + i % 26) || 'A', 'NL', 'Port ' || i FROM generate_series(1, 60) i;
INSERT INTO posting_site (posting_id, site_id, program) SELECT CASE WHEN i <= 50 THEN 1 ELSE 15 END, i, 'CSI' FROM generate_series(1, 58) i;
INSERT INTO weight (site_id, program, weight) SELECT i, 'CSI', CASE WHEN i <= 50 THEN 17 WHEN i <= 58 THEN 10 ELSE 35 END FROM generate_series(1, 60) i;
INSERT INTO goal (name, kind, counts, program, target, due_day, baseline, baseline_day) VALUES
	('58 ports', 'reach', 'site', 'CSI', 58, '2007-10-01', 0, '2004-08-01'),
	('86 % of containers', 'share', 'site', 'CSI', 0.86, '2007-10-01', 0, '2004-08-01');
SELECT is(string_agg(format('%s %s %s %s', actual, share_percent, planned, state), ', ' ORDER BY goal_id),
		  '50 86.21 58 on track, 0.85 85.00 0.93 on track', '58 ports and 86 % of containers') FROM goal_progress('2006-06-01');
SELECT is(string_agg(format('%s %s %s', actual, state, first_reached), ', ' ORDER BY goal_id),
		  '58 reached 2006-09-01, 0.93 reached 2006-09-01', '... when the second office has opened') FROM goal_progress('2006-09-01');
INSERT INTO goal_site (goal_id, site_id) SELECT goal_id, i FROM goal, generate_series(1, 50) i;
SELECT is(string_agg(format('%s %s', actual, planned), ', ' ORDER BY goal_id), '50 50, 1 1', 'a scope of sites holds for number and weight')
FROM goal_progress('2006-06-01');

-- What people read is rounded: numbers to two decimals, shares to four. What one
-- calculates with is exact.
DELETE FROM goal_site;
INSERT INTO goal_site (goal_id, site_id) SELECT goal_id, i FROM goal, unnest('{1,59}'::integer[]) i;
SELECT is(string_agg(format('%s %s %s %s', actual, gap, planned, expected), ', ' ORDER BY goal_id),
		  '1 57 1 33.57, 0.3269230769230769 0.5330769230769231 0.3269230769230769 0.4977', 'a share is 17 of 52: goal_progress has all of it') FROM goal_progress('2006-06-01');
SELECT is(string_agg(format('%s %s %s', actual, gap, planned), ', ' ORDER BY goal_id), '1 57 1, 0.3269 0.5331 0.3269', '... the report four decimals') FROM report_goals;
SELECT is(string_agg(format('%s %s', measure, value), ', ' ORDER BY s.goal_id, measure COLLATE "C"),
		  'actual 1, expected 33.57, planned 1, target 58, actual 0.3269, expected 0.4977, planned 0.3269, target 0.86', '... and so a series')
FROM (SELECT g.goal_id, series.* FROM goal g, goal_series(g.goal_id, '2006-06-01', '2006-06-01', '2006-06-01') series) s;
SELECT is(string_agg(format('%s', value), ', ' ORDER BY goal_id), '1, 0.3269', '... and the number of a chart')
FROM (SELECT g.goal_id, point ->> 'value' AS value FROM goal g, jsonb_array_elements(goal_chart(g.goal_id, '2006-06-01') #> '{data,values}') point WHERE point ->> 'measure' = 'today') p;

-- The one pass over all goals counts what goal_presence lists, row by row, for each.
DELETE FROM goal_site;
DELETE FROM goal;
INSERT INTO posting_area (posting_id, country, during) VALUES (1, 'LU', '[2005-01-01,)'), (9, 'IE', '[2006-01-01,2007-01-01)'), (9, 'BE', '(,)');
INSERT INTO representative (representative_id, name) VALUES (50, 'On duty');
UPDATE assignment SET tenure = '[2005-06-01,)' WHERE assignment_id = 5;
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (5, 50, 'tdy', '[2005-05-01,2005-07-01)');
INSERT INTO goal (name, counts, program, role, accredited, tdy, target, due_day)
SELECT format('%s %s %s %s %s', c, p, r, a, t), c, p.program, r, a, t, 22, '2007-10-01'
FROM unnest('{country,site}'::text[]) c, (SELECT program FROM program UNION ALL SELECT NULL) p,
	 unnest('{attache,representative,NULL}'::text[]) r, unnest('{true,false}'::boolean[]) a, unnest('{true,false}'::boolean[]) t;
INSERT INTO goal_country (goal_id, country)
SELECT goal_id, country FROM goal, unnest('{BE,NL,HK,LU}'::text[]) c (code), LATERAL (SELECT DISTINCT m.country FROM mission m WHERE m.country::text = c.code) m
WHERE goal_id % 2 = 0;
SELECT is(count(*)::integer, 120, 'as many goals as there are kinds of questions') FROM goal;
CREATE FUNCTION pg_temp.value_on(covered text, day date) RETURNS bigint LANGUAGE sql AS $$
	SELECT coalesce((SELECT step[2]::bigint FROM regexp_matches(covered, '([0-9-]+):([0-9]+)', 'g') step
					 WHERE step[1]::date <= day ORDER BY step[1]::date DESC LIMIT 1), 0)
$$;
CREATE TEMP TABLE listed AS
	SELECT g.goal_id, day, count(DISTINCT coalesce(p.site_id::text, p.country::text)) AS units
	FROM goal g
	CROSS JOIN (SELECT lower(during) FROM goal_presence UNION SELECT upper(during) FROM goal_presence WHERE NOT upper_inf(during)
				UNION SELECT '2005-06-15' UNION SELECT '2100-01-01') days (day)
	LEFT JOIN goal_presence p ON p.goal_id = g.goal_id AND p.during @> day
	GROUP BY g.goal_id, day;
SELECT is((SELECT string_agg(DISTINCT g.name, ', ') FROM goal g JOIN goal_measure() m USING (goal_id)
		   JOIN listed l USING (goal_id) WHERE pg_temp.value_on(m.covered::text, l.day) <> l.units), NULL, 'all goals in one pass count what goal_presence lists');
SELECT is((SELECT string_agg(DISTINCT g.name, ', ') FROM goal g JOIN goal_measure(since => '2005-06-15') m USING (goal_id)
		   JOIN listed l USING (goal_id) WHERE l.day >= '2005-06-15' AND pg_temp.value_on(m.covered::text, l.day) <> l.units), NULL,
		  '... from a day on, too');
SELECT is((SELECT string_agg(g.name, ', ') FROM goal g JOIN goal_measure() m USING (goal_id)
		   WHERE m.covered::text <> goal_coverage(g.goal_id)::text), NULL, '... as does goal_coverage for one');
SELECT cmp_ok(count(DISTINCT day)::integer, '>', 20, '... on many days') FROM listed;
SELECT cmp_ok(count(DISTINCT covered::text)::integer, '>', 20, '... and not all the same') FROM goal_measure();

SELECT * FROM finish();
ROLLBACK;
