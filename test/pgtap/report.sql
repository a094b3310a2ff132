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
FROM (VALUES ('2006-06-01'::date, 90, 0), ('2006-06-01', 92, 0), ('2006-06-01', 93, 1), ('2006-01-31', 1, 1), ('2006-02-01', 1, 0),
			 ('2006-12-31', 90, 1), ('2007-01-01', 90, 0)) v (day, horizon, rows);
UPDATE assignment SET tenure = '[2006-03-01,2006-08-29)' WHERE representative_id = 101;
SELECT is(first_day, '2006-08-29', 'the 90 days from 2006-06-01 on end on 2006-08-29') FROM vacancies('2006-06-01', 90);
UPDATE assignment SET tenure = '[2006-03-01,2006-08-30)' WHERE representative_id = 101;
SELECT is(count(*)::integer, 0, '... and not a day later') FROM vacancies('2006-06-01', 90);
UPDATE assignment SET tenure = '[2006-03-01,2006-09-01)' WHERE representative_id = 101;
UPDATE posting SET seats = 2 WHERE posting_id = 100;
SELECT is(string_agg(format('seat %s of %s: %s..%s', seat, seats, first_day, last_day), '; '), 'seat 2 of 2: 2006-01-01..2006-12-31', 'two seats, one person at most')
FROM vacancies('2006-06-01', 90);
SELECT is(string_agg(format('%s %s', seat, during), '; ' ORDER BY seat, during), '1 [2006-01-01,2006-02-01); 1 [2006-09-01,2007-01-01); 2 [2006-01-01,2007-01-01)',
		  '... and at times nobody') FROM posting_vacancy WHERE posting_id = 100;
UPDATE posting SET seats = 1 WHERE posting_id = 100;

-- Each vacant seat by itself: two seats, which P and Q leave, and R and S take.
INSERT INTO mission (mission_id, country, city, name) VALUES (110, 'CH', 'Bern', 'Embassy Bern');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (110, 110, 'attache', 2);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (110, '2010-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) VALUES (110, 'P'), (111, 'Q'), (112, 'R'), (113, 'S');
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES
	(110, 110, '[2010-01-01,2011-01-01)'), (110, 111, '[2010-01-01,2011-06-01)'), (110, 112, '[2011-10-01,2012-01-01)'), (110, 113, '[2011-12-01,)');
CREATE FUNCTION pg_temp.vacant_seats(day date, horizon integer) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('seat %s of %s: %s..%s %s, next %s', seat, seats, first_day, last_day, cause, next_arrival), '; ')
	FROM vacancies(day, horizon) WHERE posting_id = 110
$$;
SELECT is(pg_temp.vacant_seats(v.day, v.horizon), v.seats, format('two seats, from %s on for %s days', v.day, v.horizon))
FROM (VALUES ('2010-12-01'::date, 31, NULL),
			 ('2010-12-01', 32, 'seat 2 of 2: 2011-01-01..2011-11-30 departure of P, next S'),
			 ('2011-03-01', 90, 'seat 2 of 2: 2011-01-01..2011-11-30 departure of P, next S'),
			 ('2011-03-01', 93, 'seat 2 of 2: 2011-01-01..2011-11-30 departure of P, next S; seat 1 of 2: 2011-06-01..2011-09-30 departure of Q, next R'),
			 ('2011-11-01', 90, 'seat 2 of 2: 2011-01-01..2011-11-30 departure of P, next S; seat 2 of 2: 2012-01-01.. departure of R, next ')) v (day, horizon, seats);
SELECT is((SELECT coalesce(sum(upper(during * y.year) - lower(during * y.year)), 0) FROM posting_vacancy WHERE posting_id = 110 AND during && y.year)::integer,
		  (SELECT sum(2 - (SELECT count(*) FROM assignment a WHERE a.posting_id = 110 AND a.tenure @> lower(y.year) + i))
		   FROM generate_series(0, upper(y.year) - lower(y.year) - 1) i)::integer, 'the days of vacant seats add up in ' || to_char(lower(y.year), 'YYYY'))
FROM (VALUES ('[2010-01-01,2011-01-01)'::daterange), ('[2011-01-01,2012-01-01)'), ('[2012-01-01,2013-01-01)')) y (year);
DELETE FROM assignment WHERE posting_id = 110;
DELETE FROM posting_status_change WHERE posting_id = 110;
SELECT is(ROW(status, since, seats, people, programs)::text, '(,,2,0,)', 'a posting without a status is in the list of postings') FROM posting_roster('2011-01-01') WHERE posting_id = 110;
DELETE FROM posting WHERE posting_id = 110;
SELECT is(ROW(country, country_alpha3, country_name, status, since, seats, people, programs)::text, '(AT,AUT,Austria,active,2006-01-01,1,1,CSI)', 'one with a status, that somebody holds')
FROM posting_roster('2006-06-01') WHERE posting_id = 100;
SELECT is(count(*)::integer, (SELECT count(*)::integer FROM posting), '... which has every posting') FROM posting_roster('2006-06-01');

-- One mission by itself.
CREATE FUNCTION pg_temp.of_missions(answer text, day date) RETURNS TABLE (all_rows bigint, differ bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE TEMPORARY TABLE asked ON COMMIT DROP AS SELECT r::text FROM %s r', replace(answer, ', mission', ''));
	EXECUTE format('CREATE TEMPORARY TABLE each ON COMMIT DROP AS SELECT r::text FROM mission m CROSS JOIN LATERAL %s r', replace(answer, 'mission', 'm.mission_id'));
	RETURN QUERY SELECT (SELECT count(*) FROM asked),
		(SELECT count(*) FROM (SELECT * FROM asked EXCEPT ALL SELECT * FROM each) a) + (SELECT count(*) FROM (SELECT * FROM each EXCEPT ALL SELECT * FROM asked) b);
	DROP TABLE asked, each;
END $$;
SELECT is(ROW(o.all_rows > 0, o.differ)::text, '(t,0)', format('%s of %s, mission by mission', a.answer, day::date))
FROM (VALUES ('roster(%L, mission)'), ('posting_roster(%L, mission)'), ('vacancies(%L, 365, mission)'), ('posting_vacancy_within(daterange(%L, NULL), mission)')) a (answer)
CROSS JOIN unnest('{2005-03-01,2006-06-01,2006-11-15}'::date[]) day
CROSS JOIN LATERAL pg_temp.of_missions(format(a.answer, day), day) o;
SELECT is(pg_temp.error_of('SELECT * FROM ' || a.answer), ARRAY['22023  ', 'there is no mission 9999', NULL, 'key_of(''mission'', name) is the key of a mission that has a name or a code.'], a.answer)
FROM unnest('{"roster(today(), 9999)","posting_roster(today(), 9999)","vacancies(today(), 1, 9999)"}'::text[]) a (answer);
-- They are found by the mission's postings, however many assignments there are.
CREATE FUNCTION pg_temp.reads_of(answer text) RETURNS TABLE (line text) LANGUAGE plpgsql AS $$
BEGIN
	SET LOCAL enable_seqscan = off;
	RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) SELECT * FROM ' || answer;
	RESET enable_seqscan;
END $$;
-- Of so few assignments as here those under way today are found as well, from 18 on also
-- by an index whose first column nothing is said of.
RESET ROLE;
DROP INDEX assignment_days, assignment_representative_days;
SELECT is(bool_or(i[1] = 'posting_days') AND NOT bool_or(i[1] = 'days'), true, a.answer || ' reads the assignments of few postings')
FROM (VALUES ('roster(''2006-06-01'', 1)'), ('posting_roster(''2006-06-01'', 1)'), ('vacancies(''2006-06-01'', 90, 1)'), ('explain_coverage(''BE'', day => ''2006-06-01'')')) a (answer)
CROSS JOIN LATERAL pg_temp.reads_of(a.answer) r
CROSS JOIN LATERAL regexp_matches(r.line, '(?:using|on) assignment_(\w+)') i
GROUP BY a.answer;
SET LOCAL ROLE attache_clerk;

SELECT is(string_agg(format('%s %s %s..%s %s>%s %s', country, event, first_day, last_day, representative, successor, cause), '; ' ORDER BY first_day, event),
		  'AT departure 2006-02-28..2006-02-28 Anna> tour ends; AT arrival 2006-03-01..2006-03-01 Bert> tour begins; AT handover 2006-03-01..2006-03-01 Anna>Bert on the day',
		  'a handover on the day') FROM rotation('2006-02-15', 30) WHERE country = 'AT';
UPDATE assignment SET tenure = '[2006-02-01,2006-03-11)' WHERE representative_id = 100;
SELECT is(string_agg(format('%s %s..%s %s', event, first_day, last_day, cause), '; ' ORDER BY first_day, event),
		  'arrival 2006-03-01..2006-03-01 tour begins; handover 2006-03-01..2006-03-10 10 days together; departure 2006-03-10..2006-03-10 tour ends',
		  'a handover of ten days') FROM rotation('2006-03-01', 10) WHERE country = 'AT';
UPDATE assignment SET tenure = '[2006-02-01,2006-03-02)', kind = 'tdy' WHERE representative_id = 100;
SELECT is(string_agg(format('%s %s..%s %s', event, first_day, last_day, cause), '; ' ORDER BY first_day, event),
		  'arrival 2006-03-01..2006-03-01 tour begins; departure 2006-03-01..2006-03-01 TDY ends; handover 2006-03-01..2006-03-01 1 day together',
		  'a handover of one day') FROM rotation('2006-03-01', 10) WHERE country = 'AT';
UPDATE assignment SET tenure = '[2006-02-01,2006-03-01)', kind = 'tour' WHERE representative_id = 100;
SELECT is(string_agg(format('%s %s..%s %s', event, first_day, last_day, cause), '; ' ORDER BY first_day),
		  'departure 2006-08-31..2006-08-31 tour ends; gap 2006-09-01..2006-12-31 departure of Bert', 'a gap') FROM rotation('2006-08-15', 30) WHERE country = 'AT';
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (100, 101, 'tdy', '[2006-08-31,2006-09-11)');
SELECT is(string_agg(format('%s %s..%s %s %s', event, first_day, last_day, representative, cause), '; ' ORDER BY first_day, event),
		  'arrival 2006-08-31..2006-08-31 Bert TDY begins; departure 2006-08-31..2006-08-31 Bert tour ends; departure 2006-09-10..2006-09-10 Bert TDY ends; gap 2006-09-11..2006-12-31  departure of Bert',
		  'who stays on hands over to nobody') FROM rotation('2006-08-15', 30) WHERE country = 'AT';
DELETE FROM assignment WHERE posting_id = 100 AND kind = 'tdy';

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
SELECT is(coverage_of(role => 'representative')::text, '{2005-01-15:1}', 'by role: Hong Kong');
SELECT is(string_agg(format('%s %s %s %s', program, posted, covered, people), ', '), 'C-TPAT f f 0, CB f f 0, CSI t t 1, IAP f f 0', 'the matrix')
FROM coverage_matrix('2006-06-01') WHERE country = 'AT';
SELECT is(ROW(posted, covered, people)::text, '(t,f,0)', '... of an open posting that nobody holds') FROM coverage_matrix('2006-10-01') WHERE country = 'AT' AND program = 'CSI';
SELECT is_empty($$SELECT FROM coverage_matrix('2005-12-31') WHERE country = 'AT'$$, '... not before it opens');
SELECT is_empty($$SELECT FROM coverage_matrix('2007-01-01') WHERE country = 'AT'$$, '... nor when it is closed');
SELECT is(ROW(country_alpha3, country_numeric, country_name)::text, '(BEL,056,Belgium)', 'codes as ISO writes them') FROM coverage_matrix('2006-06-01') WHERE country = 'BE' AND program = 'CSI';
SELECT is(count(*)::integer, 15, 'countries that rest on one assignment') FROM single_points('2006-06-01');
SELECT is(ROW(representative, last_day)::text, '(Bert,2006-08-31)', '... and its last day') FROM single_points('2006-06-01') WHERE country = 'AT';
SELECT is(ROW(program, days, uncovered, longest)::text, '(CSI,365,153,122)', 'days uncovered') FROM days_uncovered('[2006-01-01,2007-01-01)', 'csi') WHERE country = 'AT';
SELECT is(count(*)::integer, (SELECT count(DISTINCT m.country)::integer FROM mission m JOIN posting p USING (mission_id) JOIN posting_status_period s USING (posting_id)
							  WHERE s.during && '[2006-01-01,2007-01-01)' AND s.status::text = 'active'), 'days uncovered, by any program')
FROM days_uncovered('[2006-01-01,2007-01-01)');

-- Days on which nothing was authorized are not uncovered.
INSERT INTO mission (mission_id, country, city, name) VALUES (111, 'DD', 'Berlin', 'Embassy East Berlin'), (112, 'CY', 'Nicosia', 'Embassy Nicosia');
INSERT INTO posting (posting_id, mission_id, role) VALUES (111, 111, 'attache'), (112, 112, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES
	(111, '2005-01-01', 'proposed', NULL, NULL), (111, '2005-02-01', 'requested', NULL, NULL), (111, '2005-03-01', 'denied', NULL, NULL),
	(112, '2006-03-01', 'active', NULL, 'test'), (112, '2006-05-01', 'suspended', NULL, NULL), (112, '2006-06-01', 'active', NULL, NULL), (112, '2006-11-01', 'closed', NULL, NULL);
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (112, 101, 'tdy', '[2006-03-11,2006-04-01)'), (112, 101, 'tdy', '[2006-04-11,2006-05-11)');
INSERT INTO posting_program (posting_id, program, during) VALUES (112, 'CB', '[2006-06-01,)');
INSERT INTO posting_area (posting_id, country, during) VALUES (112, 'MT', '[2006-04-01,2006-04-21)');
SELECT is((SELECT string_agg(format('%s %s/%s/%s', country, days, uncovered, longest), ', ') FROM days_uncovered(u.within, u.program, u.accredited, u.tdy)
		   WHERE country IN ('DD', 'CY', 'MT')), u.days, format('days uncovered in %s for %s, %s, %s', u.within, u.program, u.accredited, u.tdy))
FROM (VALUES ('[2006-01-01,2007-01-01)'::daterange, NULL, false, true, 'CY 245/204/184'),
			 ('[2006-01-01,2006-04-11)', NULL, false, true, 'CY 41/20/10'),
			 ('[2006-01-01,2007-01-01)', NULL, false, false, 'CY 245/245/245'),
			 ('[2006-01-01,2007-01-01)', NULL, true, true, 'CY 245/204/184, MT 20/10/10'),
			 ('[2006-01-01,2007-01-01)', 'CB', false, true, 'CY 153/153/153'),
			 ('[2006-01-01,2007-01-01)', 'CSI', true, true, NULL),
			 ('[2007-01-01,2008-01-01)', NULL, true, true, NULL)) u (within, program, accredited, tdy, days);
SELECT is((SELECT string_agg(format('%s %s', country, people), ', ') FROM coverage_matrix(m.day, m.accredited, m.tdy) WHERE program = 'CSI' AND country IN ('DD', 'CY', 'MT')),
		  m.people, format('the matrix of %s, %s, %s', m.day, m.accredited, m.tdy))
FROM (VALUES ('2006-04-15'::date, false, true, 'CY 0'), ('2006-04-15', true, true, 'CY 0, MT 0'), ('2006-12-01', true, true, NULL)) m (day, accredited, tdy, people);
INSERT INTO posting_program (posting_id, program, during) VALUES (112, 'CSI', '(,2006-06-01)');
SELECT is((SELECT string_agg(format('%s %s %s', country, posted, people), ', ') FROM coverage_matrix(m.day, m.accredited, m.tdy) WHERE program = 'CSI' AND country IN ('CY', 'MT')),
		  m.people, format('... for a program: %s, %s, %s', m.day, m.accredited, m.tdy))
FROM (VALUES ('2006-04-15'::date, false, true, 'CY t 1'), ('2006-04-15', true, true, 'CY t 1, MT t 1'), ('2006-04-15', true, false, 'CY t 0, MT t 0')) m (day, accredited, tdy, people);
DELETE FROM posting_area WHERE posting_id = 112;
DELETE FROM posting_program WHERE posting_id = 112;
DELETE FROM assignment WHERE posting_id = 112;
DELETE FROM posting_status_change WHERE posting_id IN (111, 112);
DELETE FROM posting WHERE posting_id IN (111, 112);
DELETE FROM mission WHERE mission_id IN (110, 111, 112);

-- Why it counts, or not.
INSERT INTO mission (mission_id, kind, country, city, name) VALUES (101, 'organization', 'AT', 'Vienna', 'Mission to the UN');
INSERT INTO posting (posting_id, mission_id, role) VALUES (101, 101, 'representative');
INSERT INTO posting_area (posting_id, country, during) SELECT posting_id, 'MT', '[2006-06-01,2006-07-01)' FROM posting JOIN mission USING (mission_id) WHERE country = 'AT' AND kind = 'embassy';
SELECT is((SELECT string_agg(format('%s: %s', counts, reason), '; ' ORDER BY posting_id) FROM explain_coverage(e.country, e.program, e.day)), e.reasons,
		  format('why %s, for %s, on %s', e.country, e.program, e.day))
FROM (VALUES
	('AT', NULL, '2006-06-01'::date, 't: the posting has been active since 2006-01-01 and is held by Bert (tour); f: a mission to an organization covers no country'),
	('AT', 'IAP', '2006-06-01', 'f: the posting does not run IAP on this day; f: a mission to an organization covers no country'),
	('AT', 'CSI', '2006-01-15', 'f: nobody holds the posting; the next holder arrives on 2006-02-01; f: a mission to an organization covers no country'),
	('AT', 'CSI', '2006-10-01', 'f: nobody holds the posting; the last holder stayed until 2006-08-31; f: a mission to an organization covers no country'),
	('AT', 'CSI', '2005-10-01', 'f: the posting has no status yet; f: a mission to an organization covers no country'),
	('FR', NULL, '2006-06-01', 'f: the posting has been approved since 2006-04-03, a status that does not count'),
	('MT', NULL, '2006-06-01', 't: the posting has been active since 2006-01-01 and is held by Bert (tour); it stands in another country, so this is accredited coverage only'),
	('MT', NULL, '2006-07-01', 'f: the country is not in the posting''s area on this day'),
	('fra', NULL, '2006-06-01', 'f: the posting has been approved since 2006-04-03, a status that does not count'),
	('ISL', NULL, '2006-06-01', 'f: no posting stands in the country, and none has it in its area')
) e (country, program, day, reasons);

-- What a change would do is what it does.
SELECT is(string_agg(format('%s %s>%s %s>%s %s>%s', name, actual_now, actual_then, planned_now, planned_then, state_now, state_then), '; ') FILTER (WHERE program IS NULL),
		  'any program 15>14 > >; 22 countries 15>14 22>20 on track>on track', 'what if two go and one comes')
FROM what_if('{2,3}', '2006-05-31', '{15}', '2006-06-01', '2006-06-01');
SELECT results_eq($$SELECT * FROM what_if_named(ARRAY(SELECT name FROM representative JOIN assignment USING (representative_id) WHERE assignment_id IN (2, 3)), '2006-05-31',
						(SELECT ARRAY[m.name] FROM posting p JOIN mission m USING (mission_id) WHERE p.posting_id = 15), '2006-06-01', '2006-06-01')$$,
				  $$SELECT * FROM what_if('{2,3}', '2006-05-31', '{15}', '2006-06-01', '2006-06-01')$$, 'the same by names');
SELECT results_eq($$SELECT * FROM what_if_named('{Bert}', '2006-05-31', day => '2006-06-01')$$,
				  $$SELECT * FROM what_if(ARRAY(SELECT a.assignment_id FROM assignment a JOIN representative r USING (representative_id) WHERE r.name = 'Bert'), '2006-05-31', day => '2006-06-01')$$,
				  'who leaves holds nothing any more');
SELECT results_eq($$SELECT * FROM what_if_named('{Bert}', '2006-08-31', day => '2006-08-31')$$, $$SELECT * FROM what_if(day => '2006-08-31')$$, 'who ends anyway changes nothing');
CREATE TEMPORARY TABLE foretold ON COMMIT DROP AS SELECT * FROM goal_progress('2006-06-01', hypothesis => ROW('{2,3}', '2006-05-31', NULL, NULL, NULL, NULL));
SELECT is(count(*)::integer, 0, 'nothing is written') FROM assignment WHERE upper(tenure) = '2006-06-01';
SELECT isnt(f::text, p::text, 'it would differ') FROM foretold f JOIN goal_progress('2006-06-01') p USING (goal_id);
UPDATE assignment SET tenure = daterange(lower(tenure), '2006-06-01') WHERE assignment_id IN (2, 3);
SELECT is(f::text, p::text, 'what was foretold is what comes') FROM foretold f JOIN goal_progress('2006-06-01') p USING (goal_id);

-- What a day shows is what the days of all time say.
SELECT set_eq(format('SELECT * FROM presence_on(%L)', day),
			  format('SELECT assignment_id, posting_id, representative_id, kind, role, country, resident, program FROM presence WHERE during @> %L::date', day),
			  'presence on ' || day)
FROM unnest('{2004-07-31,2004-08-01,2006-06-01,2006-09-01,2030-01-01}'::date[]) AS day;
SELECT is((SELECT countries FROM coverage_summary(day) WHERE program IS NULL), (SELECT count(DISTINCT country)::integer FROM presence WHERE resident AND during @> day), 'the summary of ' || day)
FROM unnest('{2004-07-31,2004-08-01,2006-06-01,2006-09-01,2030-01-01}'::date[]) AS day;
SELECT is_empty(format('SELECT * FROM %s', call), call || ' is empty')
FROM unnest('{presence_on(NULL),roster(NULL),coverage_summary(NULL),coverage_matrix(NULL),single_points(NULL)}'::text[]
			|| '{"vacancies(NULL)","vacancies(''2006-06-01'', NULL)","rotation(NULL)","rotation(''2006-06-01'', NULL)"}'::text[]
			|| '{posting_roster(NULL),posting_status_on(NULL),explain_coverage(NULL),days_uncovered(NULL),goal_progress(NULL),what_if(day => NULL),what_if_named(day => NULL),goal_remedies(NULL),seat_runs(NULL)}'::text[]
			|| '{"explain_coverage(''BE'', day => NULL)"}'::text[]) AS call;
SELECT is(coverage_of(within => NULL)::text || coverage_of(tdy => NULL)::text || coverage_of(accredited => NULL)::text, NULL, 'coverage of NULL is NULL');
SELECT is(fiscal_year(NULL) + fiscal_year('2006-01-01', NULL), NULL, 'the fiscal year of NULL is NULL');

-- What is no program, country, role, day or period is an error, and no zero.
SELECT is(pg_temp.error_of('SELECT * FROM ' || c.call), ARRAY[c.code || '  ', c.message, NULL, c.hint], c.call)
FROM (VALUES
	('22023', 'there is no program CTPAT', 'Programs are C-TPAT, CB, CSI, IAP.', '{"coverage_of(''CTPAT'')","coverage_map(program => ''ctpat'')"}'::text[]
		|| '{"days_uncovered(''[2006-01-01,2007-01-01)'', ''CTPAT'')","explain_coverage(''BE'', ''ctpat'')"}'::text[]),
	('22023', 'there is no role Attache', 'Roles are attache, representative.', '{"coverage_of(role => ''Attache'')"}'),
	('22023', 'infinity is not a day', 'Give a day of the calendar.',
		ARRAY(SELECT format(f, d) FROM unnest('{infinity,-infinity}'::text[]) d, unnest('{presence_on(%L),posting_status_on(%L),roster(%L),posting_roster(%L),coverage_summary(%L)}'::text[]
			|| '{coverage_matrix(%L),single_points(%L),vacancies(%L),rotation(%L),goal_progress(%L),coverage_map(%L),what_if(day => %L),what_if_named(day => %L)}'::text[]
			|| '{"explain_coverage(''BE'', day => %L)","goal_chart(1, %L)","goal_remedies(1, %L)","goal_series(1, %L, ''2006-01-01'')","goal_series(1, ''2006-01-01'', %L)"}'::text[]) f)),
	('22023', 'infinity has no fiscal year', NULL, '{fiscal_year(''infinity'')}'),
	('22023', 'there is no month 13', 'A fiscal year starts in a month from 1 to 12.', '{"fiscal_year(''2007-10-01'', 13)"}'),
	('22023', 'there is no month 0', 'A fiscal year starts in a month from 1 to 12.', '{"fiscal_year(''2007-10-01'', 0)"}'),
	('22023', 'a horizon has at least one day', 'It counts the day itself: 1 is that day alone.',
		'{"vacancies(''2006-06-01'', 0)","vacancies(''2006-06-01'', -7)","rotation(''2006-06-01'', 0)"}'),
	('22023', 'the period is empty', 'Its first day comes before its end; [2006-01-01,2007-01-01) is the year 2006.',
		'{days_uncovered(''empty''),coverage_of(within => ''empty''),roster_chart(''empty''),staffing_chart(''empty'')}'),
	('22023', 'a period cannot have infinity as a bound', 'A period without a first or a last day has no bound there: [2006-01-01,).',
		'{"days_uncovered(''[2006-01-01,infinity)'')","coverage_of(within => ''[-infinity,2006-01-01)'')"}'),
	('22023', 'the period has no first or no last day', 'Days can be counted in a period with both, as [2006-01-01,2007-01-01).',
		'{"days_uncovered(''[2006-01-01,)'')","days_uncovered(''(,2006-01-01)'')"}'),
	('22023', 'the period has no first or no last day', 'A picture has both, as in [2006-01-01,2007-01-01).', '{"roster_chart(''[2006-01-01,)'')","roster_chart(''(,2006-01-01)'')"}'),
	('22023', 'infinity is not a day', 'Give the new last day of the assignments that are extended, or NULL for none.', '{"what_if(extend_assignments => ''{2}'', new_last_day => ''infinity'')"}'),
	('22023', 'there is no assignment 99', NULL, '{"what_if(extend_assignments => ''{2,99}'')"}'),
	('22023', 'the first day comes after the last', NULL, '{"goal_series(1, ''2006-06-02'', ''2006-06-01'')"}'),
	('22023', 'there is no assignment 98', NULL, '{"what_if(''{2,99,98}'')"}'),
	('22023', 'there is no posting 999', NULL, '{"what_if(open_postings => ''{15,999}'')"}'),
	('22023', 'the assignments end on no day', 'Give the last day of the assignments that end.', '{"what_if(''{2}'', NULL)","what_if(''{2}'', ''infinity'')"}'),
	('22023', 'there is no representative "Nobody at all"', 'The view "called" lists what each representative may be called.', '{"what_if_named(''{Nobody at all}'')"}'),
	('22023', 'no posting is named', 'Give its number, its code or its name.', '{"what_if_named(opening => ''{NULL}'')"}'),
	('22023', 'the postings open on no day', 'Give the first day of the postings that open.', '{"what_if(open_postings => ''{15}'', first_day => NULL)"}')
) k (code, message, hint, calls), LATERAL (SELECT k.code, k.message, k.hint, call FROM unnest(k.calls) call) c;
RESET ROLE;
SELECT is(pg_temp.error_of(format('SELECT %I.attache_check_argument(false, NULL)', :'schema')), ARRAY['22023  ', 'an argument is out of its domain', NULL, NULL], 'a check without words');
SELECT is(pg_temp.error_of($$INSERT INTO program (program, name) SELECT 'P' || i, 'x' FROM generate_series(1, 30) i; SELECT coverage_of('none')$$),
		  ARRAY['22023  ', 'there is no program NONE', NULL, 'The table "program" has them.'], 'a program among many');
SELECT is(pg_temp.error_of($$INSERT INTO role (role, name) SELECT 'r' || i, 'x' FROM generate_series(1, 30) i; SELECT coverage_of(role => 'none')$$),
		  ARRAY['22023  ', 'there is no role none', NULL, 'The table "role" has them.'], 'a role among many');
SELECT is((pg_temp.error_of($$INSERT INTO posting (mission_id, role) VALUES (1, 'consul')$$))[1], '23503 posting_role_fkey posting', 'a posting has a role of the list');
SELECT is(pg_temp.error_of($$INSERT INTO role (role, name) VALUES ('consul', 'Consul'); INSERT INTO posting (mission_id, role) VALUES (1, 'consul'); SELECT coverage_of(role => 'consul');
	UPDATE role SET role = 'consul general' WHERE role = 'consul'; SELECT coverage_of(role => 'consul general')$$), NULL, '... to which the agency adds its own, under the name that it likes');
SET LOCAL ROLE attache_clerk;
-- Each function refuses what is wrong for its type and name, in place of what
-- calls.json calls it with. From when on to look (since) may be infinite, and what is
-- within an empty period is nothing. A period that has a day may be any.
\set calls `cat test/drivers/calls.json`
CREATE TEMPORARY VIEW argument AS
SELECT p.proname, a.n, a.type, p.proargnames[a.n] AS name,
	   (SELECT call FROM json_array_elements(:'calls'::json -> p.proname::text) AS call WHERE json_array_length(call) = p.pronargs LIMIT 1) AS call
FROM pg_proc p CROSS JOIN LATERAL unnest(p.proargtypes) WITH ORDINALITY AS a (type, n)
WHERE p.pronamespace = 'overseas'::regnamespace AND p.prorettype NOT IN ('trigger'::regtype, 'datemultirange'::regtype) AND p.proname NOT LIKE 'question\_%' AND p.provolatile <> 'v'
  AND coalesce(obj_description(p.oid, 'pg_proc') NOT LIKE 'part of %', true)
  AND p.proargnames[a.n] <> 'since' AND p.proname NOT IN ('posting_vacancy_within', 'accountable', 'measurement_part', 'period_has_day', 'periods_meet', 'posting_staffing', 'assignment_away', 'tenure_has_day', 'posting_label', 'person_label', 'action_on');
CREATE TEMPORARY TABLE wrong (type regtype, name text, value text, code text) ON COMMIT DROP;
INSERT INTO wrong VALUES
	('date', NULL, 'infinity', '22023'), ('date', NULL, '-infinity', '22023'),
	('daterange', NULL, 'empty', '22023'), ('daterange', NULL, '[2006-01-01,infinity)', '22023'), ('daterange', NULL, '[-infinity,2006-01-01)', '22023'),
	('integer', 'horizon', '0', '22023'), ('integer', 'start_month', '13', '22023'),
	('text', 'program', 'NONE', '22023'), ('text', 'role', 'nobody', '22023'), ('text', 'country', 'QQ', '22P02'), ('text', 'by', 'color', '22023'), ('bigint', 'at_mission', '9999', '22023'), ('text', 'kind', 'gossip', '22023'), ('text', 'measure', 'none', '22023'), ('integer', 'working_days', '-1', '22023');
SELECT is((pg_temp.error_of(format('SELECT * FROM %I(%s)', a.proname, with_it.arguments)))[1], w.code || '  ', format('%s refuses %s as "%s"', a.proname, w.value, a.name))
FROM argument a
JOIN wrong w ON w.type = a.type AND a.name = coalesce(w.name, a.name)
CROSS JOIN LATERAL (SELECT string_agg(quote_nullable(CASE WHEN i = a.n THEN w.value ELSE argument END), ', ' ORDER BY i) AS arguments
					FROM json_array_elements_text(a.call) WITH ORDINALITY AS c (argument, i)) with_it
ORDER BY a.proname, a.n, w.value;
SELECT is(string_agg(format('%s %s', proname, name), ', ' ORDER BY proname, n), 'assignment_of representative, assignment_of posting, changes about, coverage_map atlas, key_of subject, key_of name, moment_of name, name_of subject, near subject, near name', 'any other text or number will do for these arguments alone')
FROM argument a WHERE type IN ('text'::regtype, 'integer'::regtype) AND NOT EXISTS (SELECT FROM wrong w WHERE w.type = a.type AND a.name = coalesce(w.name, a.name));
SELECT is((pg_temp.error_of('SELECT coverage_of(''no code'')'))[1:2], ARRAY['22P02  ', 'invalid input syntax for type program_code: "no code"'], 'what is no code is not looked for');
SELECT is(e[1] || (e[4] <> ''), '22P02  true', format('explain_coverage(%L), with a hint: %s', country, e[4]))
FROM unnest('{UK,Germany}'::text[]) country, LATERAL pg_temp.error_of(format('SELECT * FROM explain_coverage(%L)', country)) e;
-- Also where there is nothing to be found, and for a statement that was prepared.
PREPARE asked (text, text, date) AS SELECT * FROM explain_coverage($1, $2, $3);
SET LOCAL plan_cache_mode = force_generic_plan;
SELECT is((pg_temp.error_of(format('EXECUTE asked(%s)', e.arguments)))[1:2], ARRAY[e.code || '  ', e.message], 'prepared: ' || e.arguments)
FROM (VALUES ($$'IS', 'NONE', '2006-06-01'$$, '22023', 'there is no program NONE'), ($$'QQ', 'NONE', '2006-06-01'$$, '22P02', 'invalid input syntax for type country_code: "QQ"'),
			 ($$'IS', NULL, 'infinity'$$, '22023', 'infinity is not a day')) e (arguments, code, message);
RESET plan_cache_mode;

-- In the order of what is shown.
CREATE FUNCTION pg_temp.names_of(call text, ordering text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	names text;
BEGIN
	EXECUTE format('SELECT string_agg(country_name, '';'' %s) FROM %I(''2006-06-01'')', ordering, call) INTO names;
	RETURN names;
END $$;
SELECT is(pg_temp.names_of(call, ''), pg_temp.names_of(call, 'ORDER BY country_name COLLATE "C"'), call || ' is in the order of names')
FROM unnest('{roster,posting_roster,single_points}'::text[]) AS call;
SELECT is(string_agg(program || ' ' || country_name, ';'), string_agg(program || ' ' || country_name, ';' ORDER BY program COLLATE "C", country_name COLLATE "C"),
		  'the matrix is in the order of programs and names') FROM coverage_matrix('2006-06-01');
SELECT is(string_agg(DISTINCT r.program, ' ') || ' ' || bool_and(r.n = r.sorted), 'C-TPAT CB CSI IAP true', 'coverage is in the order of programs and days')
FROM (SELECT program, row_number() OVER () AS n, row_number() OVER (ORDER BY program COLLATE "C" NULLS LAST, day) AS sorted FROM report_coverage_daily) r;
SELECT is(string_agg(coalesce(program, program_name), ' '), 'C-TPAT CB CSI IAP any program', 'the summary closes with any program') FROM coverage_summary('2006-06-01');
CREATE TEMPORARY TABLE german ON COMMIT DROP AS SELECT a.* FROM roster('2006-06-01') r JOIN assignment a USING (assignment_id) WHERE country = 'DE';
UPDATE assignment SET tenure = daterange(lower(tenure), '2006-05-11') WHERE assignment_id IN (SELECT assignment_id FROM german);
SELECT is(string_agg(format('%s %s %s', event, first_day, country), ', '),
		  'departure 2006-08-31 AT, gap 2006-09-01 AT, gap 2006-05-11 DE', 'what is to come, and then what has begun') FROM rotation('2006-08-15', 30) WHERE country IN ('AT', 'DE');
SELECT is(string_agg(format('%s %s', event, first_day), ', '), 'gap 2006-09-01, gap 2006-05-11', '... the latest first') FROM rotation('2006-10-01', 1) WHERE country IN ('AT', 'DE');
SELECT is(ROW(seat, posting_id, mission_id, assignment_id)::text, '(1,100,100,)', 'a gap has its keys') FROM rotation('2006-10-01', 1) WHERE country = 'AT';
SELECT is(a.representative_id, 101::bigint, 'a departure has its own') FROM rotation('2006-08-15', 30) r JOIN assignment a USING (assignment_id) WHERE country = 'AT';
UPDATE assignment a SET tenure = g.tenure FROM german g WHERE g.assignment_id = a.assignment_id;

-- Flat views for tools.
SELECT is(string_agg(format('%s.%s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod)), ', '), NULL, 'reports have the types that every tool knows')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%'
  AND NOT (a.atttypid IN ('varchar'::regtype, 'text'::regtype, 'date'::regtype, 'integer'::regtype, 'bigint'::regtype, 'double precision'::regtype, 'boolean'::regtype)
		   OR a.atttypid = 'numeric'::regtype AND a.attname LIKE '%\_percent');
SELECT is(string_agg(c.relname, ' ' ORDER BY c.relname COLLATE "C"),
		  'report_changes report_coverage_daily report_coverage_monthly report_coverage_today report_goals report_matrix report_matter_kinds report_matter_missions report_matter_people report_matter_programs report_matter_years report_matters report_postings report_remedies report_roster report_rotation report_seat_days report_seats report_slips report_staffing report_time_to_fill report_tours report_vacancies report_violations', 'the reports')
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%';
SELECT lives_ok(format('SELECT * FROM %I', c.relname), c.relname || ' can be read')
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%' ORDER BY c.relname;
SELECT is_empty(format('SELECT * FROM %I r WHERE r::text ~ ''infinity''', c.relname), c.relname || ' has NULL, not infinity, for what is open')
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%' ORDER BY c.relname;
SELECT isnt_empty('SELECT FROM report_roster WHERE last_day IS NULL', 'there is something open');
SELECT is((SELECT string_agg(concat_ws(' ', v.rule_id, v.mission, v.representative, v.first_day, v.last_day), ', ') FROM report_violations v WHERE v.posting_id = 4),
		  'AT-206 Embassy Singapore Representative 4 2007-12-01', 'a tour without an end that has run past its limit');
SELECT is_empty('SELECT FROM report_goals WHERE share_percent <> round(share_percent, 2)', 'percentages are rounded');
SELECT is((SELECT max(countries) FROM report_coverage_daily d WHERE d.day = '2007-10-01' AND program IS NULL), 20, 'coverage of a day');
SELECT is(ROW(last_day, fiscal_year, countries, least, greatest, average)::text, '(2007-09-30,2007,20,19,20,19.93)', 'coverage of a month')
FROM report_coverage_monthly WHERE first_day = '2007-09-01' AND program IS NULL;
RESET ROLE;
SELECT is(round(:"schema".coverage_avg(countries, '[2007-09-01,2007-10-01)'::daterange), 10), 19.9333333333, '... whose average is rounded there alone') FROM coverage_by_program WHERE program IS NULL;

SELECT * FROM finish();
ROLLBACK;
