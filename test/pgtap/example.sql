-- The example: the source's coverage against its goal
\ir ../lib/begin.sql
SELECT * FROM no_plan();

SELECT is(countries, 14, '14 countries are covered on 2006-06-01')
FROM coverage_summary('2006-06-01') WHERE program IS NULL;
SELECT is(country_codes, 'BE BS CA DE GB HK IT JP MX NL PA PH SG ZA', 'the 14 are those of the source')
FROM coverage_summary('2006-06-01') WHERE program IS NULL;
SELECT ok(country_codes LIKE '%HK%', 'Hong Kong counts by itself')
FROM coverage_summary('2006-06-01') WHERE program IS NULL;
SELECT is(countries, 14, 'a handover in Belgium leaves 14 on ' || day)
FROM (VALUES ('2006-06-30'::date), ('2006-07-01')) AS handover (day),
	 LATERAL coverage_summary(day) WHERE program IS NULL;
SELECT is(array_agg(representative ORDER BY day), '{Representative 1,Representative 23}', 'Brussels changes hands')
FROM (VALUES ('2006-06-30'::date), ('2006-07-01')) AS handover (day), LATERAL roster(day) WHERE country = 'BE';

SELECT is(ROW(actual, target, gap, share_percent, expected, planned, state)::text,
		  ROW(14, 22, 8, 63.64, 12.73, 22, 'on track')::text, 'the goal on 2006-06-01')
FROM goal_progress('2006-06-01');
SELECT is(count(*)::integer, 22, '22 countries are planned for the due day')
FROM (SELECT DISTINCT country FROM presence WHERE during @> '2007-10-01'::date) AS planned;

SELECT is(count(*)::integer, 0, 'an activation in the future is not coverage yet')
FROM roster('2006-06-01') WHERE status <> 'active';
SELECT is(count(*)::integer, 8, 'eight postings are approved on 2006-06-01')
FROM posting_status_period WHERE during @> '2006-06-01'::date AND status::text = 'approved';

-- What is not from the source says so.
SELECT is(count(*)::integer, 0, 'every date that is not from the source is marked as illustrative')
FROM (SELECT reason FROM posting_status_change
	  UNION ALL SELECT note FROM assignment
	  UNION ALL SELECT note FROM matter
	  UNION ALL SELECT note FROM measure
	  UNION ALL SELECT source FROM measurement) AS dated (mark)
WHERE mark IS NULL OR mark NOT LIKE '%illustrative%' AND mark <> 'opened on this day: CBP press release';
SELECT is(array_agg(m.city ORDER BY m.city), '{"Mexico City",Ottawa}', 'two opening days are from press releases')
FROM posting_status_change c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
WHERE c.reason = 'opened on this day: CBP press release' AND c.effective_day = '2004-10-20';

SELECT is(string_agg(DISTINCT working_days || ' ' || note, ''), '10 illustrative: the source gives no term', 'nor from it is within how many days a matter is to be answered') FROM matter_kind WHERE working_days IS NOT NULL;

SELECT lives_ok($$INSERT INTO mission (country, city, name) VALUES ('AT', 'Vienna', 'Embassy Vienna')$$,
				'keys go on after the example''s');
SELECT is(pg_temp.error_of(format('SELECT %I.attache_load_example(%L)', :'schema', 'overseas')),
		  ARRAY['55000  ', 'registry overseas is not empty', NULL, 'The example is loaded into a new registry.'],
		  'the example is not loaded twice')
WHERE has_schema_privilege('attache_clerk', :'schema', 'USAGE');

SELECT * FROM finish();
ROLLBACK;
