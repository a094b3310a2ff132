-- The demo; run calls it with the day to look at in the variable day.
\pset linestyle unicode
\pset border 1
SET datestyle = 'ISO';

CREATE EXTENSION attache;
SELECT attache_create_registry('overseas') \g /dev/null
SELECT attache_load_example('overseas') \g /dev/null

\echo
\echo 'CBP''s attachés and representatives at U.S. embassies, as of' :day
\echo
\echo 'The source (U.S. Customs and Border Protection) names the four programs, the 14'
\echo 'countries, the start in August 2004 and the goal. Ottawa and Mexico City opened on'
\echo '2004-10-20. Every other date, the further countries, the people, who runs what, the'
\echo 'matters and the measurements are illustrative, and marked so in the rows.'

\echo
\echo 'Roster'
SELECT country_name AS country, mission, role, representative, kind,
	   first_day AS "first day", last_day AS "last day", programs
FROM overseas.roster(:'day');

\echo 'Coverage by program'
SELECT coalesce(program, 'any') AS program, countries, people, country_codes AS "covered countries"
FROM overseas.coverage_summary(:'day');

\echo 'Coverage by program and country'
SELECT country_name(country) AS country, program::text, '●' AS covered,
	   dense_rank() OVER (ORDER BY program) AS place
FROM overseas.program_presence
WHERE during @> :'day'::date
ORDER BY 1
\crosstabview country program covered place

\echo 'Coverage of countries over time (any program)'
SELECT first_day AS "from", last_day AS "to", value AS countries,
	   repeat('■', value::integer) AS "covered"
FROM coverage_steps((SELECT countries FROM overseas.coverage_by_program WHERE program IS NULL));

\echo 'Coverage by program over time, as planned after' :day
SELECT coalesce(program, 'any') AS program, least, greatest, countries AS "now", line AS "2004-08-01 to 2007-10-01"
FROM overseas.coverage_summary(:'day') s
CROSS JOIN LATERAL (SELECT overseas.coverage_of(s.program) AS covered, '[2004-08-01,2007-10-01]'::daterange AS during) c
CROSS JOIN LATERAL (SELECT coverage_min(covered, during) AS least, coverage_max(covered, during) AS greatest,
						   coverage_sparkline(covered, during, 38) AS line) l
ORDER BY s.program COLLATE "C" NULLS LAST;

\echo 'The goal: 22 countries by October 1, 2007'
\pset format unaligned
\pset tuples_only on
SELECT format('  covered    %s of %s countries on %s', actual, target, :'day'),
	   format('  missing    %s', gap),
	   format('  share      %s %%', round(share_percent)),
	   format('  the line   expects about %s, from %s on %s to %s on %s', round(expected), baseline, baseline_day, target, due_day),
	   format('  planned    %s on %s, in %s days', planned, due_day, days_left),
	   format('  state      %s', state)
FROM overseas.goal_progress(:'day')
\g (fieldsep='\n')
\pset tuples_only off
\pset format aligned

\echo
\echo 'Matters that are open, and who answers for them'
SELECT kind, subject, mission, received_day AS received, due_day AS due, state, accountable
FROM overseas.open_matters(:'day');

\echo 'What was measured, by fiscal year'
SELECT measure.name AS measured, first_day AS "from", last_day AS "to", coalesce(m.country_name, m.program) AS "where", m.value, m.unit,
	   CASE WHEN m.missing_days > 0 THEN m.missing_days || ' of ' || m.days || ' days are missing' END AS missing
FROM overseas.measure
CROSS JOIN LATERAL (SELECT * FROM overseas.measured(measure.measure, '[2004-10-01,2006-10-01)')) m
ORDER BY measure.measure COLLATE "C", m.country_name COLLATE "C", m.first_day;

\echo 'A goal that is measured: 500 officials trained by October 1, 2007 (illustrative)'
INSERT INTO overseas.goal (name, kind, measure, target, due_day, baseline, baseline_day, note)
VALUES ('500 officials trained', 'measure', 'trained', 500, '2007-10-01', 0, '2004-09-30', 'illustrative');
SELECT goal, trim_scale(round(actual::numeric)) AS actual, unit, target, trim_scale(round(expected::numeric)) AS expected, measured_day AS "known up to", due_day AS due, state
FROM overseas.goal_progress(:'day') WHERE kind = 'measure';

\echo
\echo 'A refused change: the office in Nassau may not close while somebody is posted there.'
\echo
\set ON_ERROR_STOP 0
\set VERBOSITY verbose
\set SHOW_CONTEXT never
\echo 'INSERT INTO overseas.posting_status_change (posting_id, effective_day, status)'
\echo '    VALUES (14, ''2006-09-01'', ''closed'');'
INSERT INTO overseas.posting_status_change (posting_id, effective_day, status)
	VALUES (14, '2006-09-01', 'closed');
