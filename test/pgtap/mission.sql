-- What a mission is has dates: an embassy whose country changes, a consulate whose city is
-- renamed and one that becomes an embassy, an office that stands in one country for
-- another alone; and areas for one program. What each function says on days around each
-- change, and on all days of registries that are made at random.
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
SELECT format('SET LOCAL search_path = overseas, tap, %I', :'schema') \gexec
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206';

-- Nobody has named a country that has ended. Who does is known at once.
SELECT is((pg_temp.error_of(format($$
	UPDATE rule SET severity = 'error' WHERE rule_id = 'AT-304';
	INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (8100, 1, 'attache', 5);
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (8100, '2000-01-01', 'active', 'test');
	INSERT INTO representative (representative_id, name) VALUES (8100, 'R');
	INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8100, 8100, '[2005-01-01,2006-01-01)');
	%s;
	INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8100, 8100, '[2007-01-01,2008-01-01)')$$, named)))[1], '23514 AT-304 assignment', named)
FROM (VALUES
	($$INSERT INTO posting_area (posting_id, country, during) VALUES (8100, 'CS', '[2007-01-01,2008-01-01)')$$),
	($$DELETE FROM assignment WHERE posting_id <> 8100; INSERT INTO mission_change (mission_id, effective_day, country) VALUES (1, '2007-01-01', 'CS'), (1, '2008-01-01', 'BE')$$)
) AS tried (named);

INSERT INTO mission (mission_id, kind, country, city, name, covers_host) VALUES
	(8101, 'embassy', 'YU', 'Belgrade', 'Embassy Belgrade', true),
	(8102, 'consulate', 'IN', 'Bombay', 'Consulate General Bombay', true),
	(8103, 'consulate', 'XK', 'Pristina', 'Office Pristina', true),
	(8104, 'embassy', 'KE', 'Nairobi', 'Somalia Office', false),
	(8105, 'embassy', 'ZW', 'Harare', 'Embassy Harare', true),
	(8106, 'organization', 'CH', 'Geneva', 'Mission Geneva', true);
INSERT INTO mission_change (mission_id, effective_day, kind, country, city, name, covers_host, reference, reason) VALUES
	(8101, '2003-02-04', NULL, 'CS', NULL, NULL, NULL, 'ISO 3166-3', 'the country has another name'),
	(8101, '2006-06-05', NULL, 'RS', NULL, NULL, NULL, 'ISO 3166-3', 'the country ended'),
	(8102, '1995-11-01', NULL, NULL, 'Mumbai', 'Consulate General Mumbai', NULL, NULL, 'the city has another name'),
	(8103, '2008-04-08', 'embassy', NULL, NULL, 'Embassy Pristina', NULL, NULL, 'recognized'),
	(8104, '2018-12-05', NULL, 'SO', 'Mogadishu', 'Embassy Mogadishu', true, NULL, 'back again'),
	(8106, '2001-01-01', 'consulate', NULL, NULL, NULL, NULL, NULL, NULL),
	(8106, '2002-01-01', 'organization', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO posting (posting_id, mission_id, role) SELECT i, i, CASE WHEN i IN (8102, 8103) THEN 'representative' ELSE 'attache' END FROM generate_series(8101, 8106) i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, '1990-01-01', 'active', 'test' FROM generate_series(8101, 8106) i;
INSERT INTO posting_program (posting_id, program) VALUES (8101, 'CSI'), (8104, 'CB'), (8105, 'CSI'), (8105, 'CB');
-- CB in Botswana, both programs in Zambia in turn, whatever runs in Malawi.
INSERT INTO posting_area (posting_id, country, program, during) VALUES
	(8101, 'ME', NULL, '[2005-01-01,2006-06-05)'), (8104, 'SO', NULL, '(,)'),
	(8105, 'BW', 'CB', '(,)'), (8105, 'ZM', 'CB', '[1995-01-01,2005-01-01)'), (8105, 'ZM', 'CSI', '[2000-01-01,)'), (8105, 'MW', NULL, '(,)'),
	(8106, 'LI', NULL, '(,)');
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(8101, 8106) i;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) SELECT i, i, i, '[1990-01-01,)' FROM generate_series(8101, 8106) i;

SELECT results_eq($$SELECT mission_id, kind, country::text, city, name, covers_host, lower(during), upper(during) - 1 FROM mission_period WHERE mission_id > 8100 ORDER BY mission_id, during$$, $$VALUES
	(8101::bigint, 'embassy', 'YU', 'Belgrade', 'Embassy Belgrade', true, NULL::date, '2003-02-03'::date),
	(8101, 'embassy', 'CS', 'Belgrade', 'Embassy Belgrade', true, '2003-02-04', '2006-06-04'), (8101, 'embassy', 'RS', 'Belgrade', 'Embassy Belgrade', true, '2006-06-05', NULL),
	(8102, 'consulate', 'IN', 'Bombay', 'Consulate General Bombay', true, NULL, '1995-10-31'), (8102, 'consulate', 'IN', 'Mumbai', 'Consulate General Mumbai', true, '1995-11-01', NULL),
	(8103, 'consulate', 'XK', 'Pristina', 'Office Pristina', true, NULL, '2008-04-07'), (8103, 'embassy', 'XK', 'Pristina', 'Embassy Pristina', true, '2008-04-08', NULL),
	(8104, 'embassy', 'KE', 'Nairobi', 'Somalia Office', false, NULL, '2018-12-04'), (8104, 'embassy', 'SO', 'Mogadishu', 'Embassy Mogadishu', true, '2018-12-05', NULL),
	(8105, 'embassy', 'ZW', 'Harare', 'Embassy Harare', true, NULL, NULL),
	(8106, 'organization', 'CH', 'Geneva', 'Mission Geneva', true, NULL, '2000-12-31'), (8106, 'consulate', 'CH', 'Geneva', 'Mission Geneva', true, '2001-01-01', '2001-12-31'),
	(8106, 'organization', 'CH', 'Geneva', 'Mission Geneva', true, '2002-01-01', NULL)$$, 'what a mission is when');

-- The names of each day, and what is covered: countries of areas in brackets, with their program.
CREATE TEMPORARY TABLE told (posting_id bigint, day date, place text, covers text);
INSERT INTO told VALUES
	(8101, '2003-02-03', 'Yugoslavia: Embassy Belgrade', 'YU'), (8101, '2003-02-04', 'Serbia and Montenegro: Embassy Belgrade', 'CS'),
	(8101, '2003-02-05', 'Serbia and Montenegro: Embassy Belgrade', 'CS'), (8101, '2006-06-04', 'Serbia and Montenegro: Embassy Belgrade', '(ME) CS'),
	(8101, '2006-06-05', 'Serbia: Embassy Belgrade', 'RS'), (8101, '2006-06-06', 'Serbia: Embassy Belgrade', 'RS'),
	(8102, '1995-10-31', 'India: Consulate General Bombay', 'IN'), (8102, '1995-11-01', 'India: Consulate General Mumbai', 'IN'), (8102, '1995-11-02', 'India: Consulate General Mumbai', 'IN'),
	(8103, '2008-04-07', 'Kosovo: Office Pristina', 'XK'), (8103, '2008-04-08', 'Kosovo: Embassy Pristina', 'XK'), (8103, '2008-04-09', 'Kosovo: Embassy Pristina', 'XK'),
	(8104, '2018-12-04', 'Kenya: Somalia Office', '(SO)'), (8104, '2018-12-05', 'Somalia: Embassy Mogadishu', '(SO) SO'), (8104, '2018-12-06', 'Somalia: Embassy Mogadishu', '(SO) SO'),
	(8105, '1994-12-31', 'Zimbabwe: Embassy Harare', '(BW for CB) (MW) ZW'), (8105, '1995-01-01', 'Zimbabwe: Embassy Harare', '(BW for CB) (MW) (ZM for CB) ZW'),
	(8105, '2000-01-01', 'Zimbabwe: Embassy Harare', '(BW for CB) (MW) (ZM for CB) (ZM for CSI) ZW'), (8105, '2005-01-01', 'Zimbabwe: Embassy Harare', '(BW for CB) (MW) (ZM for CSI) ZW'),
	(8106, '2000-12-31', 'Switzerland: Mission Geneva', NULL), (8106, '2001-01-01', 'Switzerland: Mission Geneva', '(LI) CH'), (8106, '2001-12-31', 'Switzerland: Mission Geneva', '(LI) CH'),
	(8106, '2002-01-01', 'Switzerland: Mission Geneva', NULL);
SELECT is((SELECT format('%s: %s', r.country_name, r.mission) FROM roster(t.day) r WHERE r.posting_id = t.posting_id), t.place, format('the roster of %s, posting %s', t.day, t.posting_id)) FROM told t;
SELECT is((SELECT format('%s: %s', r.country_name, r.mission) FROM posting_roster(t.day) r WHERE r.posting_id = t.posting_id), t.place, '... of postings') FROM told t;
CREATE FUNCTION pg_temp.shown(country text, resident boolean, program text) RETURNS text LANGUAGE sql AS $$ SELECT CASE WHEN resident THEN country ELSE format('(%s%s)', country, ' for ' || program) END $$;
SELECT is((SELECT string_agg(shown, ' ' ORDER BY shown COLLATE "C") FROM presence_on(t.day) p CROSS JOIN LATERAL pg_temp.shown(p.country::text, p.resident, p.program::text) shown WHERE p.posting_id = t.posting_id),
		  t.covers, format('who covers what on %s, posting %s', t.day, t.posting_id)) FROM told t;
SELECT is((SELECT string_agg(shown, ' ' ORDER BY shown COLLATE "C") FROM presence p CROSS JOIN LATERAL pg_temp.shown(p.country::text, p.resident, p.program::text) shown WHERE p.posting_id = t.posting_id AND p.during @> t.day),
		  t.covers, '... of all time') FROM told t;
SELECT is((SELECT format('%s: %s', s.country_name, s.mission) FROM single_points(t.day) s WHERE s.posting_id = t.posting_id), t.place, format('the only one, on %s, posting %s', t.day, t.posting_id))
FROM told t WHERE posting_id IN (8101, 8103);

-- Before 2004 all that is covered is of these.
SELECT is((SELECT format('%s %s', coverage_on(c.countries, t.day), coverage_on(c.accredited, t.day)) FROM coverage_by_program c WHERE c.program IS NULL), t.counts, 'coverage on ' || t.day)
FROM (VALUES ('1989-12-31'::date, '0 0'), ('1990-01-01', '4 7'), ('1995-01-01', '4 8'), ('2000-12-31', '4 8'), ('2001-01-01', '5 10'), ('2002-01-01', '4 8'), ('2003-02-03', '4 8'), ('2003-02-04', '4 8')) AS t (day, counts);
-- Botswana counts for CB alone; Zambia for CB until 2004, for CSI from 2000 on.
SELECT is((SELECT string_agg(format('%s>%s', d.day, coverage_on(coverage_of(t.program, NULL, true), d.day)), ' ' ORDER BY d.day)
		   FROM unnest('{1994-12-31,1995-01-01,1999-12-31,2000-01-01,2004-07-31}'::date[]) AS d (day)), t.counts, 'with areas, for ' || t.program)
FROM (VALUES ('CB', '1994-12-31>4 1995-01-01>5 1999-12-31>5 2000-01-01>5 2004-07-31>5'), ('CSI', '1994-12-31>3 1995-01-01>3 1999-12-31>3 2000-01-01>4 2004-07-31>4'),
	('IAP', '1994-12-31>0 1995-01-01>0 1999-12-31>0 2000-01-01>0 2004-07-31>0')) AS t (program, counts);
SELECT is((SELECT string_agg(format('%s %s', p.program, p.country), ', ' ORDER BY p.program::text COLLATE "C", p.country::text COLLATE "C") FROM program_presence p WHERE p.posting_id = 8105 AND p.during @> '1999-12-31'::date),
		  'CB BW, CB MW, CB ZM, CB ZW, CSI MW, CSI ZW', 'who covers what for which program');
SELECT is((SELECT string_agg(format('%s %s %s %s', m.program, m.country, m.posted, m.covered), ', ' ORDER BY m.program COLLATE "C", m.country COLLATE "C")
		   FROM coverage_matrix('1999-12-31', true) m WHERE m.country IN ('BW', 'ZM', 'MW', 'ZW', 'KE') AND m.program IN ('CB', 'CSI')),
		  'CB BW t t, CB MW t t, CB ZM t t, CB ZW t t, CSI BW f f, CSI MW t t, CSI ZM f f, CSI ZW t t', 'the matrix');
SELECT is((SELECT string_agg(format('%s %s/%s', u.country, u.uncovered, u.days), ', ' ORDER BY u.country COLLATE "C") FROM days_uncovered('[1999-12-01,2000-02-01)', program, true) u), days, 'days uncovered for ' || coalesce(program, 'any'))
FROM (VALUES ('CB', 'BW 0/62, MW 0/62, SO 0/62, ZM 0/62, ZW 0/62'), ('CSI', 'MW 0/62, YU 0/62, ZM 0/31, ZW 0/62'), (NULL, 'BW 0/62, IN 0/62, MW 0/62, SO 0/62, XK 0/62, YU 0/62, ZM 0/62, ZW 0/62')) AS t (program, days);
SELECT is((SELECT string_agg(format('%s %s/%s', u.country, u.uncovered, u.days), ', ' ORDER BY u.country COLLATE "C") FROM days_uncovered('[2003-02-01,2003-02-11)') u),
		  'CS 0/7, IN 0/10, XK 0/10, YU 0/3, ZW 0/10', '... around a change of country, without areas');
SELECT is((SELECT array_agg(p ->> 'country' ORDER BY p ->> 'country') FROM jsonb_array_elements(coverage_map(t.day) #> '{datasets,coverage}') p), t.countries, 'the map of ' || t.day)
FROM (VALUES ('2003-02-03'::date, '{IN,XK,YU,ZW}'::text[]), ('2003-02-04', '{CS,IN,XK,ZW}')) AS t (day, countries);
SELECT is((SELECT array_agg(w.actual_now || '>' || w.actual_then ORDER BY w.program COLLATE "C") FROM what_if('{8101}', '2003-01-31', day => t.day) w WHERE w.subject = 'coverage' AND (w.program IN ('CB', 'CSI') OR w.program IS NULL)),
		  '{1>1,2>1,4>3}', 'what if Belgrade closed, on ' || t.day)
FROM unnest('{2003-02-03,2003-02-04}'::date[]) AS t (day);

-- Why, in words.
SELECT is((SELECT string_agg(format('%s %s: %s', e.counts, e.mission, e.reason), '; ' ORDER BY e.counts DESC, e.reason COLLATE "C") FROM explain_coverage(t.country, t.program, t.day) e WHERE e.posting_id > 8100), t.reasons,
		  format('why %s counts %s on %s', t.country, coalesce('for ' || t.program, 'for any program'), t.day))
FROM (VALUES
	('YU', NULL, '2003-02-03'::date, 't Embassy Belgrade: the posting has been active since 1990-01-01 and is held by R8101 (tour)'),
	('YU', NULL, '2003-02-04', 'f Embassy Belgrade: the mission stands in CS on this day'),
	('CS', NULL, '2003-02-03', 'f Embassy Belgrade: the mission stands in YU on this day'),
	('RS', 'CSI', '2006-06-05', 't Embassy Belgrade: the posting has been active since 1990-01-01 and is held by R8101 (tour)'),
	('RS', 'CB', '2006-06-05', 'f Embassy Belgrade: the posting does not run CB on this day'),
	('KE', NULL, '2018-12-04', 'f Somalia Office: the mission stands there for other countries alone'),
	('KE', NULL, '2018-12-05', 'f Embassy Mogadishu: the mission stands in SO on this day'),
	('SO', NULL, '2018-12-04', 't Somalia Office: the posting has been active since 1990-01-01 and is held by R8104 (tour); it stands in another country, so this is accredited coverage only; f Somalia Office: the mission stands in KE on this day'),
	('IN', NULL, '1995-10-31', 't Consulate General Bombay: the posting has been active since 1990-01-01 and is held by R8102 (tour)'),
	('BW', NULL, '2000-06-01', 't Embassy Harare: the posting has been active since 1990-01-01 and is held by R8105 (tour); it stands in another country, so this is accredited coverage only, for CB alone'),
	('BW', 'CB', '2000-06-01', 't Embassy Harare: the posting has been active since 1990-01-01 and is held by R8105 (tour); it stands in another country, so this is accredited coverage only, for CB alone'),
	('BW', 'CSI', '2000-06-01', 'f Embassy Harare: the posting covers the country for CB alone'),
	('BW', 'IAP', '2000-06-01', 'f Embassy Harare: the posting does not run IAP on this day'),
	('ZM', NULL, '2000-06-01', 't Embassy Harare: the posting has been active since 1990-01-01 and is held by R8105 (tour); it stands in another country, so this is accredited coverage only, for CB and CSI alone'),
	('ZM', 'CB', '2005-01-01', 'f Embassy Harare: the posting covers the country for CSI alone'),
	('CH', NULL, '2000-12-31', 'f Mission Geneva: a mission to an organization covers no country'),
	('CH', NULL, '2001-01-01', 't Mission Geneva: the posting has been active since 1990-01-01 and is held by R8106 (tour)')
) AS t (country, program, day, reasons);

-- What is vacant, and who comes and goes, under the name of the first day that is shown.
UPDATE assignment SET tenure = '[2000-01-01,2006-06-01)' WHERE posting_id = 8101;
SELECT is((SELECT string_agg(format('%s %s %s', v.country, v.first_day, v.last_day), ', ' ORDER BY v.first_day) FROM vacancies(t.day, 10) v WHERE v.posting_id = 8101), t.rows, 'vacancies from ' || t.day)
FROM (VALUES ('1999-12-31'::date, 'YU 1990-01-01 1999-12-31'), ('2006-05-30', 'CS 2006-06-01 '), ('2006-06-04', 'CS 2006-06-01 '), ('2006-06-05', 'RS 2006-06-01 ')) AS t (day, rows);
SELECT is((SELECT string_agg(format('%s %s', r.event, r.country_name), ', ' ORDER BY r.event COLLATE "C") FROM rotation(t.day, 10) r WHERE r.posting_id = 8101), t.rows, 'rotation from ' || t.day)
FROM (VALUES ('1999-12-31'::date, 'arrival Yugoslavia, gap Yugoslavia'), ('2006-05-30', 'departure Serbia and Montenegro, gap Serbia and Montenegro'), ('2006-06-05', 'gap Serbia')) AS t (day, rows);
SET LOCAL session_replication_role = replica;
UPDATE posting_status_change SET taken_over_from = NULL WHERE posting_id IN (8101, 8103);
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (8101, '2004-01-01', 'proposed'), (8101, '2007-01-01', 'closing');
SELECT is((SELECT string_agg(concat_ws(' ', v.rule_id, v.first_day, v.country, v.mission), ', ' ORDER BY v.posting_id, v.first_day, v.rule_id) FROM report_violations v WHERE v.posting_id > 8100 AND v.rule_id ~ 'AT-10[13]'),
		  'AT-101 1990-01-01 YU Embassy Belgrade, AT-103 2004-01-01 CS Embassy Belgrade, AT-103 2007-01-01 RS Embassy Belgrade, AT-101 1990-01-01 XK Office Pristina', 'violations, under the name of their first day');
SET LOCAL session_replication_role = origin;

-- What can be written
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('a change of nothing', '23514 mission_change_something mission_change', $$INSERT INTO mission_change (mission_id, effective_day, reason) VALUES (8105, '2000-01-01', 'why not')$$),
	('two changes on a day', '23505 mission_change_once mission_change', $$INSERT INTO mission_change (mission_id, effective_day, city) VALUES (8101, '2003-02-04', 'Novi Sad')$$),
	('... which are one', NULL, $$UPDATE mission_change SET city = 'Novi Sad', name = 'Embassy Novi Sad' WHERE mission_id = 8101 AND effective_day = '2003-02-04'$$),
	('never', '23514 mission_change_effective_day_check mission_change', $$INSERT INTO mission_change (mission_id, effective_day, city) VALUES (8105, '-infinity', 'Gweru')$$),
	('no kind', '23514 mission_change_kind_check mission_change', $$INSERT INTO mission_change (mission_id, effective_day, kind) VALUES (8105, '2000-01-01', 'legation')$$),
	('no name', '23514 mission_change_name_check mission_change', $$INSERT INTO mission_change (mission_id, effective_day, name) VALUES (8105, '2000-01-01', '')$$),
	('the former name of another mission', NULL, $$INSERT INTO mission_change (mission_id, effective_day, name) VALUES (8105, '2000-01-01', 'Consulate General Bombay')$$),
	('... and its name as it stands in mission', '23505 mission_name_key mission', $$UPDATE mission SET name = 'Consulate General Bombay' WHERE mission_id = 8105$$),
	('a mission that has changes', '23503 mission_change_mission_id_fkey mission_change', $$DELETE FROM assignment WHERE posting_id = 8102; DELETE FROM posting_status_change WHERE posting_id = 8102; DELETE FROM posting WHERE posting_id = 8102; DELETE FROM mission WHERE mission_id = 8102$$),
	('an area twice for a program', '23P01 posting_area_once posting_area', $$INSERT INTO posting_area (posting_id, country, program, during) VALUES (8105, 'BW', 'CB', '[2000-01-01,2001-01-01)')$$),
	('... and for another', NULL, $$INSERT INTO posting_area (posting_id, country, program) VALUES (8105, 'BW', 'CSI')$$),
	('... and for whatever it runs', '23P01 posting_area_once posting_area', $$INSERT INTO posting_area (posting_id, country) VALUES (8105, 'BW')$$),
	('... on other days', NULL, $$UPDATE posting_area SET during = '(,2000-01-01)' WHERE country = 'BW'::text; INSERT INTO posting_area (posting_id, country, during) VALUES (8105, 'BW', '[2000-01-01,)')$$),
	('an area for a program beside one for whatever it runs', '23P01 posting_area_once posting_area', $$INSERT INTO posting_area (posting_id, country, program) VALUES (8105, 'MW', 'CB')$$),
	('two for whatever it runs', '23P01 posting_area_once posting_area', $$INSERT INTO posting_area (posting_id, country) VALUES (8105, 'MW')$$),
	('an area for a program that is none', '23503 posting_area_program_fkey posting_area', $$INSERT INTO posting_area (posting_id, country, program) VALUES (8105, 'MZ', 'NONE')$$),
	('a new code of a program, which areas follow', NULL, $$UPDATE program SET program = 'CBT' WHERE program = 'CB'::text; SELECT 1 / count(*) FROM posting_area WHERE program = 'CBT'::text$$)
) AS tried (what, code, statement);

-- Registries at random: few missions, few days, and much that changes on them.
CREATE FUNCTION pg_temp.day(first integer DEFAULT 1, last integer DEFAULT 28) RETURNS date LANGUAGE sql AS $$ SELECT '2000-01-01'::date + first + floor(random() * (last - first + 1))::integer $$;
CREATE FUNCTION pg_temp.period() RETURNS daterange LANGUAGE sql AS $$
	SELECT daterange(CASE WHEN random() < 0.7 THEN least(a, b) END, CASE WHEN random() < 0.7 THEN greatest(a, b) + 1 END) FROM (SELECT pg_temp.day() AS a, pg_temp.day() AS b) d
$$;
CREATE FUNCTION pg_temp.country() RETURNS text LANGUAGE sql AS $$ SELECT ('{BE,NL,DE,FR,AT,CZ,PL}'::text[])[1 + floor(random() * 7)::integer] $$;
CREATE FUNCTION pg_temp.sometimes(share double precision, value text) RETURNS text LANGUAGE sql AS $$ SELECT CASE WHEN random() < share THEN value END $$;
CREATE FUNCTION pg_temp.kind() RETURNS text LANGUAGE sql AS $$ SELECT ('{embassy,consulate,organization}'::text[])[1 + floor(random() * 2.4)::integer] $$;
CREATE TEMPORARY TABLE plain (day date, program text, accredited boolean, tdy boolean, country text, people bigint);
CREATE TEMPORARY TABLE plain_mission (day date, mission_id bigint, kind text, country text, city text, name text, covers_host boolean);
CREATE TEMPORARY TABLE plain_place (day date, posting_id bigint, country text, resident boolean, only_for text, status text);
CREATE TEMPORARY TABLE plain_open (day date, program text, accredited boolean, country text);

CREATE FUNCTION pg_temp.fill(seed double precision) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	TRUNCATE mission, representative, goal, program CASCADE;
	PERFORM setseed(seed);
	INSERT INTO program (program, name) VALUES ('CSI', 'A'), ('CB', 'B');
	INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(1, 12) i;
	INSERT INTO mission (mission_id, kind, country, city, name, covers_host)
	SELECT i, pg_temp.kind(), pg_temp.country(), 'C' || i, 'M' || i, random() < 0.8 FROM generate_series(1, 5) i;
	INSERT INTO mission_change (mission_id, effective_day, kind, country, city, name, covers_host)
	SELECT * FROM (
		SELECT i, pg_temp.day(), pg_temp.sometimes(0.3, pg_temp.kind()) AS kind, pg_temp.sometimes(0.4, pg_temp.country())::country_code AS country,
			   pg_temp.sometimes(0.3, 'D' || j) AS city, pg_temp.sometimes(0.3, 'N' || j) AS name, pg_temp.sometimes(0.3, (random() < 0.6)::text)::boolean AS covers_host
		FROM generate_series(1, 4) i, generate_series(1, 5) j) c
	WHERE num_nonnulls(kind, country, city, name, covers_host) > 0
	ON CONFLICT DO NOTHING;
	INSERT INTO posting (posting_id, mission_id, role) SELECT i, 1 + i % 5, 'attache' FROM generate_series(1, 9) i;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, pg_temp.day(0, 5), 'active', 'test' FROM generate_series(1, 9) i;
	INSERT INTO posting_status_change (posting_id, effective_day, status) SELECT i, pg_temp.day(6, 20), 'suspended' FROM generate_series(1, 9) i WHERE random() < 0.4;
	INSERT INTO posting_status_change (posting_id, effective_day, status)
	SELECT i, pg_temp.day(21, 28), CASE WHEN random() < 0.3 THEN 'closed' ELSE 'closing' END::posting_status FROM generate_series(1, 9) i WHERE random() < 0.6;
	INSERT INTO posting_program (posting_id, program, during)
	SELECT i, p::program_code, pg_temp.period() FROM generate_series(1, 9) i, unnest('{CSI,CB}'::text[]) p WHERE random() < 0.7;
	INSERT INTO posting_area (posting_id, country, program, during)
	SELECT i, pg_temp.country(), pg_temp.sometimes(0.7, CASE WHEN random() < 0.5 THEN 'CSI' ELSE 'CB' END)::program_code, pg_temp.period()
	FROM generate_series(1, 9) i, generate_series(1, 4) j
	ON CONFLICT DO NOTHING;
	INSERT INTO assignment (posting_id, representative_id, kind, tenure)
	SELECT 1 + floor(random() * 9)::integer, 1 + i % 12, CASE WHEN random() < 0.3 THEN 'tdy' ELSE 'tour' END, daterange(least(a, b), CASE WHEN random() < 0.8 THEN greatest(a, b) + 1 END)
	FROM (SELECT i, pg_temp.day(0, 28) AS a, pg_temp.day() AS b FROM generate_series(1, 14) i) t;
	INSERT INTO goal (name, program, accredited, tdy, target, due_day)
	SELECT concat_ws(' ', p, a, t), p::program_code, a, t, 5, '2000-02-01' FROM unnest('{NULL,CSI,CB}'::text[]) p, unnest('{true,false}'::boolean[]) a, unnest('{true,false}'::boolean[]) t;
END $$;

-- What is so on each day, from the tables alone.
CREATE FUNCTION pg_temp.look() RETURNS void LANGUAGE sql AS $$
	TRUNCATE plain, plain_mission, plain_place, plain_open;
	INSERT INTO plain_mission
	SELECT d.day, m.mission_id,
		   coalesce((SELECT c.kind FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.kind IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.kind),
		   coalesce((SELECT c.country FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.country IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.country)::text,
		   coalesce((SELECT c.city FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.city IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.city),
		   coalesce((SELECT c.name FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.name IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.name),
		   coalesce((SELECT c.covers_host FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.covers_host IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.covers_host)
	FROM mission m, (SELECT '2000-01-01'::date + i AS day FROM generate_series(-1, 31) i) d;
	INSERT INTO plain_place
	SELECT m.day, p.posting_id, m.country, true, NULL,
		   (SELECT c.status::text FROM posting_status_change c WHERE c.posting_id = p.posting_id AND c.effective_day <= m.day ORDER BY c.effective_day DESC LIMIT 1)
	FROM posting p JOIN plain_mission m USING (mission_id) WHERE m.kind <> 'organization' AND m.covers_host
	UNION ALL
	SELECT m.day, p.posting_id, a.country::text, false, a.program::text,
		   (SELECT c.status::text FROM posting_status_change c WHERE c.posting_id = p.posting_id AND c.effective_day <= m.day ORDER BY c.effective_day DESC LIMIT 1)
	FROM posting p JOIN plain_mission m USING (mission_id) JOIN posting_area a USING (posting_id) WHERE m.kind <> 'organization' AND a.during @> m.day;
	INSERT INTO plain
	SELECT l.day, p.program, acc.accredited, t.tdy, l.country, count(DISTINCT a.representative_id)
	FROM plain_place l
	JOIN assignment a ON a.posting_id = l.posting_id AND a.tenure @> l.day
	CROSS JOIN unnest('{NULL,CSI,CB}'::text[]) AS p (program)
	CROSS JOIN unnest('{true,false}'::boolean[]) AS acc (accredited)
	CROSS JOIN unnest('{true,false}'::boolean[]) AS t (tdy)
	WHERE l.status IN ('active', 'closing') AND (acc.accredited OR l.resident) AND (t.tdy OR a.kind <> 'tdy')
	  AND (p.program IS NULL OR coalesce(l.only_for, p.program) = p.program
		   AND EXISTS (SELECT FROM posting_program pp WHERE pp.posting_id = l.posting_id AND pp.program::text = p.program AND pp.during @> l.day))
	GROUP BY l.day, p.program, acc.accredited, t.tdy, l.country;
	INSERT INTO plain_open
	SELECT DISTINCT l.day, p.program, acc.accredited, l.country
	FROM plain_place l
	CROSS JOIN unnest('{NULL,CSI,CB}'::text[]) AS p (program)
	CROSS JOIN unnest('{true,false}'::boolean[]) AS acc (accredited)
	WHERE l.status IN ('active', 'suspended', 'closing') AND (acc.accredited OR l.resident)
	  AND (p.program IS NULL OR coalesce(l.only_for, p.program) = p.program
		   AND EXISTS (SELECT FROM posting_program pp WHERE pp.posting_id = l.posting_id AND pp.program::text = p.program AND pp.during @> l.day));
$$;
-- The rows of one query that another lacks, either way.
CREATE FUNCTION pg_temp.differs(one text, other text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	found boolean;
BEGIN
	EXECUTE format('SELECT EXISTS (((%1$s) EXCEPT (%2$s)) UNION ALL ((%2$s) EXCEPT (%1$s)))', one, other) INTO found;
	RETURN found;
END $$;
CREATE TEMPORARY TABLE days AS SELECT '2000-01-01'::date + i AS day FROM generate_series(-1, 31) i;
CREATE TEMPORARY TABLE few (day date); -- of these: one in five, and others in the next registry
CREATE TEMPORARY TABLE asked AS SELECT * FROM unnest('{NULL,CSI,CB}'::text[]) AS p (program), unnest('{true,false}'::boolean[]) AS a (accredited), unnest('{true,false}'::boolean[]) AS t (tdy);
CREATE TEMPORARY TABLE pair (name text, one text, other text);
INSERT INTO pair VALUES
	('mission_period', 'SELECT d.day, m.mission_id, m.kind, m.country::text, m.city, m.name, m.covers_host FROM mission_period m, days d WHERE m.during @> d.day', 'SELECT * FROM plain_mission'),
	('coverage_of', 'SELECT a.*, d.day, coverage_on(c.covered, d.day)::bigint FROM asked a CROSS JOIN LATERAL (SELECT coverage_of(a.program, NULL, a.accredited, a.tdy) AS covered OFFSET 0) c, days d',
		'SELECT a.*, d.day, (SELECT count(*) FROM plain p WHERE p.day = d.day AND p.program IS NOT DISTINCT FROM a.program AND p.accredited = a.accredited AND p.tdy = a.tdy) FROM asked a, days d'),
	('goal_coverage', 'SELECT g.program::text, g.accredited, g.tdy, d.day, coverage_on(m.covered, d.day)::bigint FROM goal g JOIN goal_measure() m USING (goal_id), days d',
		'SELECT a.*, d.day, (SELECT count(*) FROM plain p WHERE p.day = d.day AND p.program IS NOT DISTINCT FROM a.program AND p.accredited = a.accredited AND p.tdy = a.tdy) FROM asked a, days d'),
	('goal_presence', 'SELECT DISTINCT g.program::text, g.accredited, g.tdy, d.day, p.country::text FROM goal g JOIN goal_presence p USING (goal_id) JOIN days d ON p.during @> d.day', 'SELECT program, accredited, tdy, day, country FROM plain'),
	('coverage_by_program', 'SELECT a.program, a.accredited, d.day, coalesce((SELECT coverage_on(CASE WHEN a.accredited THEN c.accredited ELSE c.countries END, d.day)::bigint FROM coverage_by_program c WHERE c.program::text IS NOT DISTINCT FROM a.program), 0) FROM asked a, days d',
		'SELECT a.program, a.accredited, d.day, (SELECT count(*) FROM plain p WHERE p.day = d.day AND p.program IS NOT DISTINCT FROM a.program AND p.accredited = a.accredited AND p.tdy) FROM asked a, days d'),
	('presence', 'SELECT d.day, p.country::text, count(DISTINCT p.representative_id) FROM presence p JOIN days d ON p.during @> d.day GROUP BY d.day, p.country', 'SELECT day, country, people FROM plain WHERE program IS NULL AND accredited AND tdy'),
	('presence_on', 'SELECT d.day, p.country::text, count(DISTINCT p.representative_id) FROM few d, presence_on(d.day) p GROUP BY d.day, p.country', 'SELECT day, country, people FROM plain JOIN few USING (day) WHERE program IS NULL AND accredited AND tdy'),
	('program_presence', 'SELECT d.day, p.program::text, p.country::text, count(DISTINCT p.representative_id) FROM program_presence p JOIN days d ON p.during @> d.day GROUP BY d.day, p.program, p.country', 'SELECT day, program, country, people FROM plain WHERE program IS NOT NULL AND accredited AND tdy'),
	('coverage_summary', 'SELECT d.day, s.program, s.countries, s.country_codes FROM few d, coverage_summary(d.day) s',
		$$SELECT d.day, a.program, count(p.country)::integer, coalesce(string_agg(p.country, ' ' ORDER BY p.country COLLATE "C"), '') FROM few d CROSS JOIN (SELECT program FROM asked WHERE accredited AND tdy) a
		  LEFT JOIN plain p ON p.day = d.day AND p.program IS NOT DISTINCT FROM a.program AND NOT p.accredited AND p.tdy GROUP BY d.day, a.program$$),
	('coverage_matrix, posted', 'SELECT d.day, a.accredited, m.program, m.country FROM few d CROSS JOIN (SELECT DISTINCT accredited FROM asked) a, coverage_matrix(d.day, a.accredited) m WHERE m.posted', 'SELECT day, accredited, program, country FROM plain_open JOIN few USING (day) WHERE program IS NOT NULL'),
	('coverage_matrix', 'SELECT d.day, a.accredited, a.tdy, m.program, m.country, m.people::bigint FROM few d CROSS JOIN (SELECT DISTINCT accredited, tdy FROM asked) a, coverage_matrix(d.day, a.accredited, a.tdy) m WHERE m.covered', 'SELECT day, accredited, tdy, program, country, people FROM plain JOIN few USING (day) WHERE program IS NOT NULL'),
	('days_uncovered', $$SELECT a.*, u.country, u.days, u.uncovered FROM asked a, days_uncovered('[1999-12-31,2000-02-02)', a.program, a.accredited, a.tdy) u$$,
		'SELECT o.program, o.accredited, t.tdy, o.country, count(*)::integer, count(*) FILTER (WHERE p.day IS NULL)::integer FROM plain_open o CROSS JOIN (SELECT DISTINCT tdy FROM asked) t
		 LEFT JOIN plain p ON p.day = o.day AND p.program IS NOT DISTINCT FROM o.program AND p.accredited = o.accredited AND p.tdy = t.tdy AND p.country = o.country GROUP BY o.program, o.accredited, t.tdy, o.country'),
	('explain_coverage', $$SELECT d.day, a.program, c.country FROM few d CROSS JOIN (SELECT DISTINCT program FROM asked) a CROSS JOIN unnest('{BE,NL,DE,FR,AT,CZ,PL}'::text[]) AS c (country), explain_coverage(c.country, a.program, d.day) e WHERE e.counts AND d.day > '2000-01-20' GROUP BY d.day, a.program, c.country$$,
		$$SELECT day, program, country FROM plain JOIN few USING (day) WHERE accredited AND tdy AND day > '2000-01-20'$$),
	('coverage_map', $$SELECT d.day, a.program, p ->> 'country', (p ->> 'people')::bigint FROM few d CROSS JOIN (SELECT DISTINCT program FROM asked) a, jsonb_array_elements(coverage_map(d.day, a.program) #> '{datasets,coverage}') p WHERE p ->> 'people' <> '0'$$,
		'SELECT day, program, country, people FROM plain JOIN few USING (day) WHERE NOT accredited AND tdy'),
	('what_if', $$SELECT d.day, w.program, w.actual_now, w.actual_then FROM few d, what_if(day => d.day) w WHERE w.subject = 'coverage'$$,
		'SELECT d.day, a.program, count(p.country)::double precision, count(p.country)::double precision FROM few d CROSS JOIN (SELECT program FROM asked WHERE accredited AND tdy) a LEFT JOIN plain p ON p.day = d.day AND p.program IS NOT DISTINCT FROM a.program AND NOT p.accredited AND p.tdy GROUP BY d.day, a.program'),
	('roster', 'SELECT d.day, r.posting_id, r.country, r.mission FROM few d, roster(d.day) r', 'SELECT day, p.posting_id, m.country, m.name FROM plain_mission m JOIN few USING (day) JOIN posting p USING (mission_id) JOIN assignment a USING (posting_id) WHERE a.tenure @> day'),
	('posting_roster', 'SELECT d.day, r.posting_id, r.country, r.mission FROM few d, posting_roster(d.day) r', 'SELECT day, p.posting_id, m.country, m.name FROM plain_mission m JOIN few USING (day) JOIN posting p USING (mission_id)');

SET CONSTRAINTS ALL IMMEDIATE;
SET LOCAL session_replication_role = replica;
SET LOCAL client_min_messages = warning;
CREATE TEMPORARY TABLE made AS SELECT 0 AS seed, 0::bigint AS covered, 0::bigint AS moved, 0::bigint AS alone WHERE false;
CREATE FUNCTION pg_temp.different(seed integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.fill(seed / 100.0);
	PERFORM pg_temp.look();
	TRUNCATE few;
	INSERT INTO few SELECT day FROM days WHERE (day - '2000-01-01'::date) % 5 = seed % 5;
	INSERT INTO made SELECT different.seed, (SELECT count(*) FROM plain), (SELECT count(*) FROM mission_change),
							(SELECT count(*) FROM plain p WHERE p.program = 'CSI' AND p.accredited AND p.tdy
							 AND NOT EXISTS (SELECT FROM plain q WHERE (q.day, q.country) = (p.day, p.country) AND q.program = 'CB' AND q.accredited AND q.tdy));
	RETURN (SELECT string_agg(p.name, ', ' ORDER BY p.name) FROM pair p WHERE pg_temp.differs(p.one, p.other));
END $$;
SELECT is(pg_temp.different(seed), NULL, 'a registry at random, ' || seed) FROM generate_series(1, 30) AS seed;
SELECT cmp_ok(min(covered), '>', 200::bigint, 'something is covered in each') FROM made;
SELECT cmp_ok(min(moved), '>', 5::bigint, '... missions change') FROM made;
SELECT cmp_ok(sum(alone), '>', 500::numeric, '... and a country is covered for one program alone') FROM made;

SELECT * FROM finish();
ROLLBACK;
