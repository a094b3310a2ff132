-- What managers ask, and what tools read
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- A posting that is open in 2006 and held from February to August.
INSERT INTO mission (mission_id, country, city, name) VALUES (100, 'AT', 'Vienna', 'Embassy Vienna');
INSERT INTO posting (posting_id, mission_id, role) VALUES (100, 100, 'attache');
INSERT INTO posting_program (posting_id, program) VALUES (100, 'CSI');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (100, '2006-01-01', 'active', 'test'), (100, '2007-01-01', 'closed', NULL);
INSERT INTO representative (representative_id, name) VALUES (100, 'Anna'), (101, 'Bert');
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (100, 100, '[2006-02-01,2006-03-01)'), (100, 101, '[2006-03-01,2006-09-01)');

SELECT is(string_agg(format('%s..%s %s, next %s', first_day, last_day, cause, next_arrival), '; ' ORDER BY first_day),
		  '2006-01-01..2006-01-31 nobody assigned since the posting opened, next Anna; 2006-09-01..2006-12-31 departure of Bert, next ',
		  'the gaps of a posting') FROM vacancies('2006-01-01', 365);
SELECT is((SELECT count(*) FROM vacancies(v.day, v.horizon))::integer, v.rows, format('vacancies within %s days from %s on', v.horizon, v.day))
FROM (VALUES ('2006-06-01'::date, 90, 0), ('2006-06-01', 92, 0), ('2006-06-01', 93, 1), ('2006-01-31', 0, 1), ('2006-02-01', 0, 0),
			 ('2006-12-31', 90, 1), ('2007-01-01', 90, 0)) v (day, horizon, rows);
UPDATE assignment SET tenure = '[2006-03-01,2006-08-29)' WHERE representative_id = 101;
SELECT is(first_day, '2006-08-29', 'the 90 days from 2006-06-01 on end on 2006-08-29') FROM vacancies('2006-06-01', 90);
UPDATE assignment SET tenure = '[2006-03-01,2006-08-30)' WHERE representative_id = 101;
SELECT is(count(*)::integer, 0, '... and not a day later') FROM vacancies('2006-06-01', 90);
UPDATE assignment SET tenure = '[2006-03-01,2006-09-01)' WHERE representative_id = 101;
UPDATE posting SET seats = 2 WHERE posting_id = 100;
SELECT is(string_agg(format('%s..%s %s of %s', first_day, last_day, vacant, seats), '; '), '2006-01-01..2006-12-31 2 of 2', 'two seats, one person at most')
FROM vacancies('2006-06-01', 90);
UPDATE posting SET seats = 1 WHERE posting_id = 100;

SELECT is(string_agg(format('%s %s %s..%s %s>%s %s', country, event, first_day, last_day, representative, successor, cause), '; ' ORDER BY first_day, event),
		  'AT departure 2006-02-28..2006-02-28 Anna> tour ends; AT arrival 2006-03-01..2006-03-01 Bert> tour begins; AT handover 2006-03-01..2006-03-01 Anna>Bert on the day',
		  'a handover on the day') FROM rotation('2006-02-15', 30) WHERE country = 'AT';
UPDATE assignment SET tenure = '[2006-02-01,2006-03-11)' WHERE representative_id = 100;
SELECT is(string_agg(format('%s %s..%s %s', event, first_day, last_day, cause), '; ' ORDER BY first_day, event),
		  'arrival 2006-03-01..2006-03-01 tour begins; handover 2006-03-01..2006-03-10 10 days together; departure 2006-03-10..2006-03-10 tour ends',
		  'a handover of ten days') FROM rotation('2006-03-01', 10) WHERE country = 'AT';
UPDATE assignment SET tenure = '[2006-02-01,2006-03-01)' WHERE representative_id = 100;
SELECT is(string_agg(format('%s %s..%s %s', event, first_day, last_day, cause), '; ' ORDER BY first_day),
		  'departure 2006-08-31..2006-08-31 tour ends; gap 2006-09-01..2006-12-31 departure of Bert', 'a gap') FROM rotation('2006-08-15', 30) WHERE country = 'AT';

-- Coverage, as one asks.
SELECT is(coverage_of('csi', within => '[2006-01-01,)')::text, coverage_of('CSI', within => '[2006-01-01,)')::text, 'a program in any case');
SELECT is((SELECT string_agg(format('%s', coverage_of(program.program::text)::text = c.countries::text), ' ') FROM program JOIN coverage_by_program c USING (program)),
		  't t t t', 'coverage_of a program is that of coverage_by_program');
-- The clerk has no right to the extension's schema.
RESET ROLE;
SELECT is(c.countries::text || c.accredited::text,
		  (SELECT :"schema".coverage_agg(p.country, p.during) FILTER (WHERE p.resident)::text || :"schema".coverage_agg(p.country, p.during)::text
		   FROM program_presence p WHERE p.program = c.program),
		  'coverage_by_program is that of program_presence: ' || c.program::text)
FROM coverage_by_program c WHERE c.program IS NOT NULL;
SELECT is(c.countries::text || c.accredited::text,
		  (SELECT :"schema".coverage_agg(p.country, p.during) FILTER (WHERE p.resident)::text || :"schema".coverage_agg(p.country, p.during)::text FROM presence p),
		  'coverage_by_program is that of presence')
FROM coverage_by_program c WHERE c.program IS NULL;
SET LOCAL ROLE attache_clerk;
SELECT is(coverage_of('NONE')::text, '{}', 'nobody covers for a program that is none');
SELECT is(coverage_of(role => 'representative')::text, '{2005-01-15:1}', 'by role: Hong Kong');
SELECT is(string_agg(format('%s %s %s', program, covered, people), ', ' ORDER BY program), 'C-TPAT f 0, CB f 0, CSI t 1, IAP f 0', 'the matrix')
FROM coverage_matrix('2006-06-01') WHERE country = 'AT';
SELECT is(count(*)::integer, 15, 'countries that rest on one assignment') FROM single_points('2006-06-01');
SELECT is(ROW(representative, last_day)::text, '(Bert,2006-08-31)', '... and its last day') FROM single_points('2006-06-01') WHERE country = 'AT';
SELECT is(ROW(days, uncovered, longest)::text, '(365,153,122)', 'days uncovered') FROM days_uncovered('[2006-01-01,2007-01-01)', 'CSI') WHERE country = 'AT';
SELECT is(count(*)::integer, 23, 'days uncovered, by any program') FROM days_uncovered('[2006-01-01,2007-01-01)');

-- Why it counts, or not.
INSERT INTO mission (mission_id, kind, country, city, name) VALUES (101, 'organization', 'AT', 'Vienna', 'Mission to the UN');
INSERT INTO posting (posting_id, mission_id, role) VALUES (101, 101, 'representative');
SELECT is((SELECT string_agg(format('%s: %s', counts, reason), '; ' ORDER BY posting_id) FROM explain_coverage(e.country, e.program, e.day)), e.reasons,
		  format('why %s, for %s, on %s', e.country, e.program, e.day))
FROM (VALUES
	('AT', NULL, '2006-06-01'::date, 't: the posting is active since 2006-01-01, and held by Bert (tour); f: a mission to an organization covers no country'),
	('AT', 'IAP', '2006-06-01', 'f: the posting does not run IAP on this day; f: a mission to an organization covers no country'),
	('AT', 'CSI', '2006-01-15', 'f: nobody holds the posting, the next one from 2006-02-01; f: a mission to an organization covers no country'),
	('AT', 'CSI', '2006-10-01', 'f: nobody holds the posting, the last one until 2006-08-31; f: a mission to an organization covers no country'),
	('AT', 'CSI', '2005-10-01', 'f: the posting has no status yet; f: a mission to an organization covers no country'),
	('FR', NULL, '2006-06-01', 'f: the posting is approved since 2006-04-03, which does not count'),
	('fra', NULL, '2006-06-01', 'f: the posting is approved since 2006-04-03, which does not count'),
	('ZZ', NULL, '2006-06-01', 'f: no posting stands there, and none has it in its area')
) e (country, program, day, reasons);

-- What a change would do is what it does.
SELECT is(string_agg(format('%s %s>%s %s>%s %s>%s', name, actual_now, actual_then, planned_now, planned_then, state_now, state_then), '; ') FILTER (WHERE program IS NULL),
		  'any program 15>14 > >; 22 countries 15>14 22>20 on track>on track', 'what if two go and one comes')
FROM what_if('{2,3}', '2006-05-31', '{15}', '2006-06-01', '2006-06-01');
CREATE TEMPORARY TABLE foretold ON COMMIT DROP AS SELECT * FROM goal_progress_if('2006-06-01', NULL, '{2,3}', '2006-05-31', NULL, NULL);
SELECT is(count(*)::integer, 0, 'nothing is written') FROM assignment WHERE upper(tenure) = '2006-06-01';
SELECT isnt(f::text, p::text, 'it would differ') FROM foretold f JOIN goal_progress('2006-06-01') p USING (goal_id);
UPDATE assignment SET tenure = daterange(lower(tenure), '2006-06-01') WHERE assignment_id IN (2, 3);
SELECT is(f::text, p::text, 'what was foretold is what comes') FROM foretold f JOIN goal_progress('2006-06-01') p USING (goal_id);

-- What a day shows is what the days of all time say.
SELECT set_eq(format('SELECT * FROM presence_on(%L)', day),
			  format('SELECT assignment_id, posting_id, representative_id, kind, role, country, resident FROM presence WHERE during @> %L::date', day),
			  'presence on ' || day)
FROM unnest('{2004-07-31,2004-08-01,2006-06-01,2006-09-01,2030-01-01}'::date[]) AS day;
SELECT is((SELECT countries FROM coverage_summary(day) WHERE program IS NULL), (SELECT count(DISTINCT country)::integer FROM presence WHERE resident AND during @> day), 'the summary of ' || day)
FROM unnest('{2004-07-31,2004-08-01,2006-06-01,2006-09-01,2030-01-01}'::date[]) AS day;
SELECT is_empty(format('SELECT * FROM %s', call), call || ' is empty')
FROM unnest('{presence_on(NULL),roster(NULL),coverage_summary(NULL),coverage_matrix(NULL),single_points(NULL)}'::text[]
			|| '{"vacancies(NULL)","vacancies(''2006-06-01'', NULL)","rotation(NULL)","rotation(''2006-06-01'', NULL)"}'::text[]) AS call;
SELECT is_empty($$SELECT * FROM days_uncovered('[2006-01-01,2007-01-01)', '!')$$, 'no country is there for what is no program');

-- Flat views for tools.
SELECT is(string_agg(format('%s.%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)), ', '), NULL, 'reports have the types that every tool knows')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%'
  AND NOT (a.atttypid IN ('varchar'::regtype, 'text'::regtype, 'date'::regtype, 'integer'::regtype, 'double precision'::regtype, 'boolean'::regtype)
		   OR a.atttypid = 'numeric'::regtype AND a.attname LIKE '%\_percent');
SELECT is(string_agg(c.relname, ' ' ORDER BY c.relname COLLATE "C"),
		  'report_coverage_daily report_coverage_monthly report_coverage_today report_goals report_matrix report_roster report_rotation report_vacancies', 'the reports')
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%';
SELECT lives_ok(format('SELECT * FROM %I', c.relname), c.relname || ' can be read')
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%' ORDER BY c.relname;
SELECT is_empty(format('SELECT * FROM %I r WHERE r::text ~ ''infinity''', c.relname), c.relname || ' has NULL, not infinity, for what is open')
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%' ORDER BY c.relname;
SELECT isnt_empty('SELECT FROM report_roster WHERE last_day IS NULL', 'there is something open');
SELECT is_empty('SELECT FROM report_goals WHERE share_percent <> round(share_percent, 2)', 'percentages are rounded');
SELECT is((SELECT max(countries) FROM report_coverage_daily d WHERE d.day = '2007-10-01' AND program IS NULL), 20, 'coverage of a day');
SELECT is(ROW(last_day, fiscal_year, countries, least, greatest, round(average::numeric, 2))::text, '(2007-09-30,2007,20,19,20,19.93)', 'coverage of a month')
FROM report_coverage_monthly WHERE first_day = '2007-09-01' AND program IS NULL;

SELECT * FROM finish();
ROLLBACK;
