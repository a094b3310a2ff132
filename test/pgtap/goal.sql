-- AT-301, and the states of a goal
\ir ../lib/begin.sql
SELECT * FROM no_plan();

SELECT is((pg_temp.error_of(format('INSERT INTO goal (name, target, due_day, baseline, baseline_day) VALUES (%s)', goal)))[1],
		  '23514 AT-301 goal', 'AT-301: ' || what)
FROM (VALUES
	('target not above baseline', $$'x', 5, '2007-01-01', 5, '2006-01-01'$$),
	('target of nothing', $$'x', 0, '2007-01-01', NULL, NULL$$),
	('due before baseline', $$'x', 5, '2005-01-01', 1, '2006-01-01'$$),
	('due on the day of the baseline', $$'x', 5, '2006-01-01', 1, '2006-01-01'$$),
	('due never', $$'x', 5, 'infinity', 1, '2006-01-01'$$)
) AS refused (what, goal);

-- The line from 0 on 2004-08-01 to the target on the due day; 14 are covered.
INSERT INTO goal (name, program, target, due_day, baseline, baseline_day) VALUES
	('no baseline', NULL, 22, '2007-10-01', NULL, NULL),
	('low', NULL, 14, '2007-10-01', 0, '2004-08-01'),
	('soon and planned', NULL, 22, '2007-09-03', 0, '2006-05-01'),
	('soon and far', NULL, 30, '2006-07-01', 0, '2004-08-01'),
	('of a program', 'IAP', 6, '2007-04-02', 0, '2004-08-01'),
	('a program nobody runs', NULL, 100, '2007-10-01', 0, '2004-08-01');
INSERT INTO program (program, name) VALUES ('NEW', 'A program that nobody runs');
UPDATE goal SET program = 'NEW' WHERE name = 'a program nobody runs';

SELECT is(p.state, t.state, format('%s on %s', t.goal, t.day))
FROM (VALUES
	('no baseline', '2006-06-01'::date, 'unknown'),
	('22 countries', '2004-07-31', 'not started'),
	('22 countries', '2004-08-01', 'on track'),
	('22 countries', '2006-04-30', 'on track'),
	('22 countries', '2006-08-31', 'on track'),
	('22 countries', '2007-10-01', 'met'),
	('22 countries', '2010-01-01', 'met'),
	('low', '2006-05-01', 'reached'),
	('soon and far', '2006-06-01', 'behind'),
	('soon and far', '2006-07-01', 'missed'),
	('of a program', '2006-06-01', 'on track'),
	('of a program', '2007-04-02', 'met'),
	('a program nobody runs', '2006-06-01', 'behind'),
	('a program nobody runs', '2007-10-01', 'missed')
) AS t (goal, day, state), LATERAL goal_progress(t.day) p
WHERE p.goal = t.goal;

SELECT is(first_reached, '2006-05-01', 'the day on which a target was first reached')
FROM goal_progress('2006-06-01') WHERE goal = 'low';
SELECT is(first_reached, NULL, 'a day to come is not a day on which it was reached')
FROM goal_progress('2006-04-30') WHERE goal = 'low';
SELECT is(ROW(actual, gap, share_percent, planned)::text, ROW(0, 100, 0.00, 0)::text, 'nothing covered is 0, not NULL')
FROM goal_progress('2006-06-01') WHERE goal = 'a program nobody runs';

-- On the line, but known departures take it below the target.
UPDATE assignment SET tenure = daterange(lower(tenure), '2007-01-01') WHERE assignment_id BETWEEN 2 AND 14;
SELECT is(state, 'at risk', 'departures before the due day put a goal that is reached at risk')
FROM goal_progress('2006-06-01') WHERE goal = 'low';

-- Late: the 22nd country comes a day after the due day.
UPDATE assignment SET tenure = daterange(lower(tenure), NULL) WHERE assignment_id BETWEEN 2 AND 14;
SET CONSTRAINTS ALL DEFERRED;
UPDATE posting_status_change SET effective_day = '2007-10-02' WHERE posting_id = 22 AND status::text = 'active';
UPDATE assignment SET tenure = '[2007-10-02,)' WHERE assignment_id = 22;
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is(ROW(p.actual, p.state, p.first_reached)::text, t.expected, 'a day late: ' || t.day)
FROM (VALUES ('2007-10-01'::date, '(21,missed,)'), ('2007-10-02', '(22,"met late",2007-10-02)')) AS t (day, expected),
	 LATERAL goal_progress(t.day) p WHERE p.goal = '22 countries';

SELECT * FROM finish();
ROLLBACK;
