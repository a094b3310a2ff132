-- coverage_standing: how a coverage stands against a target. What each state means is
-- tested by the examples of doc/coverage.md.
\pset null NULL
SET datestyle = 'ISO';
\set SHOW_CONTEXT never

-- A line with milestones, on each day that matters
SELECT d.day, s.actual, s.gap, s.share_percent, s.expected, s.days_left, s.first_reached, s.state, s.pace_needed
FROM unnest('{2004-01-01,2004-01-02,2004-12-31,2005-01-01,2005-01-02,2007-12-31,2008-01-01,2010-01-01}'::date[]) AS d (day)
CROSS JOIN coverage_standing('{2005-01-01:9,2007-06-01:20}', d.day, 20, '2008-01-01', 0, '2004-01-01',
							 '{2005-01-01,2006-01-01}', '{10,12}') AS s;
SELECT * FROM coverage_path(20, '2008-01-01', 0, '2004-01-01', '{2006-01-01,2005-01-01}', '{12,10}') ORDER BY first_day;
SELECT * FROM coverage_path(20, '2008-01-01', NULL, NULL);
-- Milestones that are not between are none of the line's.
SELECT first_day, expected FROM coverage_path(20, '2008-01-01', 0, '2004-01-01', '{2003-01-01,2004-01-01,2008-01-01,2009-01-01}', '{1,2,3,4}') ORDER BY 1;

-- A count is on the line if it is less than one below it: 5 are expected on the day.
SELECT c.covered, s.expected, s.state
FROM unnest('{"{}","{2004-01-01:3}","{2004-01-01:4}","{2004-01-01:5}"}'::coverage[]) AS c (covered)
CROSS JOIN coverage_standing(c.covered, '2005-01-01', 20, '2008-01-01', 0, '2004-01-02') AS s;
SELECT d.day, s.actual, s.expected, s.state
FROM unnest('{2005-01-01,2005-01-02,2005-03-14,2005-03-15,2005-03-16}'::date[]) AS d (day)
CROSS JOIN coverage_standing('{2004-01-01:5}', d.day, 20, '2008-01-01', 0, '2004-01-02') AS s;
-- A share is not, however little it is below.
SELECT c.covered, s.expected, s.state
FROM unnest('{"{2004-01-01:249999999}","{2004-01-01:250000000}"}'::coverage[]) AS c (covered)
CROSS JOIN coverage_standing(c.covered, '2005-01-01', 1, '2008-01-01', 0, '2004-01-02', kind => 'share', whole => '{-infinity:1000000000}') AS s;

-- Targets that are no whole numbers
SELECT t.target, s.gap, s.first_reached, s.state
FROM unnest('{13.5,14,14.5}'::numeric[]) AS t (target)
CROSS JOIN coverage_standing('{2005-01-01:13,2006-01-01:14}', '2006-06-01', t.target, '2007-01-01', 0, '2005-01-01') AS s;
SELECT kind, t.target, s.gap, s.breached_days, s.state
FROM unnest('{floor,ceiling}'::text[]) AS kind, unnest('{13.5,14,14.5}'::numeric[]) AS t (target)
CROSS JOIN coverage_standing('{2005-01-01:14}', '2006-06-01', t.target, kind => kind, during => '[2006-01-01,2007-01-01)') AS s;

-- Shares are compared exactly: 1000000007 of 3000000021 is a third.
SELECT c.covered, s.actual, s.gap, s.share_percent, s.first_reached, s.state
FROM unnest('{"{2006-01-01:1000000006}","{2006-01-01:1000000007}","{2006-01-01:1000000008}"}'::coverage[]) AS c (covered)
CROSS JOIN coverage_standing(c.covered, '2006-06-01', 0.333333333333333333, '2007-01-01', 0, '2005-01-01',
							 kind => 'share', whole => '{2005-01-01:3000000021}') AS s;
-- A whole that comes and goes
SELECT d.day, s.actual, s.planned, s.first_reached, s.state
FROM unnest('{2004-06-01,2005-06-01,2006-06-01,2007-06-01}'::date[]) AS d (day)
CROSS JOIN coverage_standing('{2005-01-01:2}', d.day, 0.5, '2007-01-01', 0.1, '2004-01-01', kind => 'share', whole => '{2005-01-01:8,2006-01-01:4,2007-01-01:0}') AS s;

-- A floor without an end, and one without a beginning
SELECT s.due_day, s.days_left, s.planned, s.breached_days, s.state
FROM coverage_standing('{2005-01-01:14}', '2006-06-01', 14, kind => 'floor', during => '[2006-01-01,)') AS s;
SELECT s.due_day, s.days_left, s.planned, s.breached_days, s.state
FROM coverage_standing('{2005-01-01:14}', '2006-06-01', 14, kind => 'floor', during => '(,2007-01-01)') AS s;

-- NULL, and an aggregate of no rows
SELECT count(*) FROM coverage_standing(NULL, '2006-06-01', 14, '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', NULL, 14, '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', NULL, '2007-01-01');
SELECT actual, gap, state FROM coverage_standing((SELECT coverage_agg(1, NULL::daterange)), '2006-06-01', 14, '2007-01-01', 0, '2005-01-01');
-- A table of one's own, with a target for each of its rows
WITH region (name, target, during) AS (
	VALUES ('North', 1, '[2006-01-01,2006-03-01)'::daterange), ('South', 2, '[2005-06-01,)')
)
SELECT r.name, s.actual, s.planned, s.state
FROM (SELECT name, target, coverage_agg(during) AS covered FROM region GROUP BY name, target) r
CROSS JOIN coverage_standing(r.covered, '2006-02-01', r.target, '2007-01-01', 0, '2005-01-01') AS s ORDER BY r.name;

-- What does not go together
SELECT count(*) FROM coverage_standing('{}', 'infinity', 14, '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14);
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, 'infinity');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', during => '[2006-01-01,)');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', kind => 'goal');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', kind => NULL);
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 'NaN', '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', '-Infinity', '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 1e30, '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', kind => 'floor', during => '[2006-01-01,)');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, kind => 'ceiling');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, kind => 'floor', during => 'empty');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, kind => 'floor', during => '[2006-01-01,infinity)');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, kind => 'floor', during => '[2006-01-01,)', baseline => 1, baseline_day => '2006-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', 5);
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', 5, '2007-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', 14, '2006-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', 'NaN', '2006-01-01');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', 5, '2006-01-01', '{2006-06-01}');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', 5, '2006-01-01', '{2006-06-01,NULL}', '{7,8}');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 0.5, '2007-01-01', kind => 'share');
SELECT count(*) FROM coverage_standing('{}', '2006-06-01', 14, '2007-01-01', whole => '{}');
