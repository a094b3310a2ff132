-- Pictures: what their specifications show is what the registry says
\ir ../lib/begin.sql
SELECT * FROM no_plan();
UPDATE goal SET goal_id = 1; -- the example's, whatever tests have run before

-- A goal of every kind, with milestones, without a baseline, and a share whose
-- whole weighs nothing for half a year.
INSERT INTO weight (country, during, weight) VALUES
	('BE', '[2004-01-01,2005-07-01)', 30), ('BE', '[2006-01-01,)', 30), ('FR', '[2006-01-01,)', 10), ('CA', '[2004-01-01,2005-07-01)', 25);
INSERT INTO goal (goal_id, name, kind, program, role, target, due_day, during, baseline, baseline_day, enforced) VALUES
	(11, 'steps', 'reach', NULL, NULL, 20, '2030-10-01', NULL, 2, '2004-09-01', false),
	(12, 'share', 'share', NULL, NULL, 0.86, '2030-10-01', NULL, 0.3, '2004-08-15', false),
	(13, 'floor', 'floor', NULL, NULL, 15, NULL, '[2006-05-01,2007-07-01)', NULL, NULL, false),
	(14, 'ceiling', 'ceiling', 'IAP', NULL, 4, NULL, '[2006-01-01,)', NULL, NULL, false),
	(15, 'always', 'floor', NULL, NULL, 1, NULL, '(,)', NULL, NULL, false),
	(16, 'no baseline', 'reach', 'CB', NULL, 9, '2030-10-01', NULL, NULL, NULL, false),
	(17, 'sites', 'reach', NULL, 'representative', 1, '2030-10-01', NULL, NULL, NULL, false);
UPDATE goal SET counts = 'site' WHERE goal_id = 17;
INSERT INTO goal_milestone (goal_id, day, target) VALUES (11, '2005-10-01', 8), (11, '2008-10-01', 16);

CREATE TEMPORARY TABLE chart ON COMMIT DROP AS
SELECT g.goal_id, g.name, d.day, goal_chart(g.goal_id, d.day) AS spec
FROM goal g CROSS JOIN (VALUES ('2006-06-01'::date), ('2003-01-01'), ('2009-01-01')) d (day);
CREATE TEMPORARY VIEW shown AS
SELECT c.goal_id, c.day AS today, r.* FROM chart c CROSS JOIN jsonb_to_recordset(c.spec #> '{data,values}') r (day date, measure text, value double precision);
CREATE TEMPORARY VIEW span AS
SELECT goal_id, today, min(day) AS first_day, max(day) AS last_day FROM shown GROUP BY goal_id, today;

SELECT is(count(*)::integer, 24, 'a specification of each goal on each day') FROM chart WHERE jsonb_typeof(spec) = 'object';
SELECT is(string_agg(DISTINCT (SELECT string_agg(k, ' ' ORDER BY k COLLATE "C") FROM jsonb_object_keys(spec) k), '; '),
		  '$schema config data description encoding height layer title width', 'its keys') FROM chart;
SELECT is(string_agg(DISTINCT spec ->> '$schema', ' '), 'https://vega.github.io/schema/vega-lite/v6.json', 'its schema') FROM chart;

-- The data are those of goal_series.
SELECT is(count(*)::integer, 0, 'what is shown of a day is what goal_series says')
FROM shown s LEFT JOIN span p USING (goal_id, today)
WHERE s.measure IN ('actual', 'planned', 'expected', 'target') AND s.value IS NOT NULL
  AND NOT EXISTS (SELECT FROM goal_series(s.goal_id, s.day, s.day, s.today) g WHERE g.measure = s.measure AND g.value = s.value);
SELECT is(count(*)::integer, 0, 'each day of goal_series is what the last step before it says')
FROM span p
CROSS JOIN generate_series(0, 1200, 7) i
CROSS JOIN goal_series(p.goal_id, p.first_day + i, p.first_day + i, p.today) g
WHERE g.measure IN ('actual', 'planned', 'target') AND g.day <= p.last_day
  AND g.value IS DISTINCT FROM (SELECT s.value FROM shown s
								WHERE s.goal_id = p.goal_id AND s.today = p.today AND s.measure = g.measure AND s.day <= g.day ORDER BY s.day DESC LIMIT 1);
SELECT is(count(*)::integer, 0, '... and where goal_series has none, there is none')
FROM span p
CROSS JOIN generate_series(0, 1200, 7) i
CROSS JOIN LATERAL (SELECT s.value, s.measure FROM shown s
					WHERE s.goal_id = p.goal_id AND s.today = p.today AND s.measure = 'actual' AND s.day <= p.first_day + i ORDER BY s.day DESC LIMIT 1) s
WHERE p.first_day + i <= p.today AND s.value IS NOT NULL
  AND NOT EXISTS (SELECT FROM goal_series(p.goal_id, p.first_day + i, p.first_day + i, p.today) g WHERE g.measure = 'actual');
SELECT is((SELECT string_agg(format('%s %s', s.day, s.value), ', ' ORDER BY s.day) FROM shown s WHERE s.goal_id = g.goal_id AND s.today = '2006-06-01' AND s.measure = g.measure),
		  g.points, format('%s of goal %s', g.measure, g.goal_id))
FROM (VALUES
	(1, 'actual', '2004-08-01 1, 2004-10-20 3, 2004-12-01 4, 2005-01-15 5, 2005-02-01 6, 2005-04-01 7, 2005-05-01 8, 2005-06-01 9, 2005-09-01 10, '
				  '2005-11-01 11, 2006-01-15 12, 2006-03-01 13, 2006-05-01 14, 2006-06-01 14'),
	(1, 'planned', '2006-06-01 14, 2006-09-01 15, 2006-10-01 16, 2007-01-08 17, 2007-03-01 18, 2007-04-02 19, 2007-06-01 20, 2007-07-02 21, 2007-09-03 22, 2007-10-01 22'),
	(1, 'expected', '2004-08-01 0, 2007-10-01 22'),
	(1, 'target', '2004-08-01 22, 2007-10-01 22'),
	(1, 'milestone', NULL),
	(1, 'today', '2006-06-01 14'),
	(11, 'expected', '2004-09-01 2, 2005-10-01 8, 2008-10-01 16, 2030-10-01 20'),
	(11, 'milestone', '2005-10-01 8, 2008-10-01 16'),
	(12, 'actual', '2004-08-15 0.5455, 2004-10-20 1, 2005-06-30 1, 2005-07-01 , 2006-01-01 0.75, 2006-06-01 0.75'),
	(12, 'planned', '2006-06-01 0.75, 2006-10-01 1, 2030-10-01 1'),
	(13, 'target', '2006-05-01 15, 2007-06-30 15'),
	(13, 'expected', NULL),
	(14, 'target', '2006-01-01 4, 2007-06-01 4'),
	(14, 'actual', '2006-01-01 4, 2006-06-01 4'),
	(15, 'target', '2005-06-01 1, 2007-06-01 1'),
	(16, 'actual', '2005-06-01 3, 2005-11-01 4, 2006-01-15 5, 2006-03-01 6, 2006-05-01 7, 2006-06-01 7'),
	(17, 'today', '2006-06-01 0')
) g (goal_id, measure, points);
SELECT is(string_agg(format('%s %s..%s', today, first_day, last_day), ', ' ORDER BY today),
		  '2003-01-01 2003-01-01..2007-10-01, 2006-06-01 2004-08-01..2007-10-01, 2009-01-01 2004-08-01..2009-01-01', 'the days shown have the day asked for among them')
FROM span WHERE goal_id = 1;

-- What is drawn of it.
SELECT is((SELECT string_agg(l ->> 'name', ' ') FROM jsonb_array_elements(spec -> 'layer') l), g.layers, 'what is drawn of ' || c.name)
FROM (VALUES (1, 'today lines steps points now number day'), (11, 'today lines steps milestones points now number day'), (13, 'today lines steps points now number day')) g (goal_id, layers)
JOIN chart c ON c.goal_id = g.goal_id AND c.day = '2006-06-01';
SELECT is((SELECT string_agg(l ->> 'name', ' ') FROM jsonb_array_elements(goal_chart(12, '2005-08-01') -> 'layer') l), 'today lines steps points day', 'of a day without a value');
SELECT is(spec #>> '{layer,2,encoding,color,scale,domain}', g.measures, 'the lines of ' || c.name)
FROM (VALUES (1, '["actual", "planned", "expected", "target"]'), (13, '["actual", "planned", "target"]')) g (goal_id, measures)
JOIN chart c ON c.goal_id = g.goal_id AND c.day = '2006-06-01';
SELECT is(spec #>> '{layer,2,encoding,strokeDash,scale,range}', '[[1, 0], [6, 4], [2, 3], [1, 0]]', 'planned is dashed') FROM chart WHERE goal_id = 1 AND day = '2006-06-01';
SELECT is(spec #>> '{layer,2,mark,interpolate}', 'step-after', 'actual and planned are steps') FROM chart WHERE goal_id = 1 AND day = '2006-06-01';
SELECT is(c.spec #>> '{title,subtitle}', g.sentence, 'what is said of ' || c.name)
FROM (VALUES
	(1, '14 countries on 2006-06-01 (target 22): on track'),
	(12, '75 % on 2006-06-01 (target 86 %): on track'),
	(13, '14 countries on 2006-06-01 (at least 15): breached'),
	(14, '4 countries for IAP on 2006-06-01 (at most 4): at risk'),
	(16, '7 countries for CB on 2006-06-01 (target 9): unknown'),
	(17, '0 sites on 2006-06-01 (target 1): unknown')) g (goal_id, sentence)
JOIN chart c ON c.goal_id = g.goal_id AND c.day = '2006-06-01';
SELECT is(c.spec ->> 'description', d.description, 'the chart of ' || c.name || ' for those who cannot see it')
FROM (VALUES (1, 'Chart of the goal 22 countries: 14 countries on 2006-06-01 (target 22): on track'), (12, 'Chart of the goal share: 75 % on 2006-06-01 (target 86 %): on track')) d (goal_id, description)
JOIN chart c ON c.goal_id = d.goal_id AND c.day = '2006-06-01';
SELECT is(string_agg(DISTINCT goal_id || ' ' || (spec #>> '{layer,2,encoding,y,title}'), ', '), '1 countries, 12 share of the weight, 17 sites', 'what the charts count') FROM chart WHERE goal_id IN (1, 12, 17);
SELECT is(goal_chart(1, '2004-08-15') #>> '{title,subtitle}', '1 country on 2004-08-15 (target 22): on track', 'one country');
SELECT is(goal_chart(12, '2005-08-01') #>> '{title,subtitle}', 'unknown on 2005-08-01 (target 86 %): unknown', 'a share of nothing');

-- The map.
CREATE TEMPORARY VIEW map AS
SELECT d.day, d.program, coverage_map(d.day, d.program) AS spec
FROM (VALUES ('2006-06-01'::date, NULL), ('2006-06-01', 'CSI'), ('2007-10-01', NULL), ('2005-01-01', 'iap'), ('2000-01-01', NULL)) d (day, program);
SELECT is((SELECT string_agg(p ->> 'country', ' ' ORDER BY p ->> 'country' COLLATE "C") FROM jsonb_array_elements(spec #> '{datasets,coverage}') p WHERE (p ->> 'people')::integer > 0),
		  nullif(s.country_codes, ''), format('the map of %s on %s has the countries of coverage_summary', m.program, m.day))
FROM map m JOIN coverage_summary(m.day) s ON s.program = upper(m.program) OR s.program IS NULL AND m.program IS NULL;
SELECT is((SELECT sum((p ->> 'people')::integer) FROM jsonb_array_elements(spec #> '{datasets,coverage}') p), s.people::bigint,
		  format('... and its people: %s on %s', m.program, m.day))
FROM map m JOIN coverage_summary(m.day) s ON s.program = upper(m.program) OR s.program IS NULL AND m.program IS NULL WHERE s.people > 0;
SELECT is(spec #>> '{title,text}', m.title, m.title)
FROM (VALUES ('2006-06-01'::date, NULL, '14 countries covered on 2006-06-01'), ('2006-06-01', 'CSI', '11 countries covered for CSI on 2006-06-01'),
			 ('2005-01-01', 'iap', '0 countries covered for IAP on 2005-01-01')) m (day, program, title)
JOIN map ON map.day = m.day AND map.program IS NOT DISTINCT FROM m.program;
SELECT is(p, m.point::jsonb, 'a point of the map')
FROM (VALUES
	('{"id": "344", "country": "HK", "name": "Hong Kong", "people": 1, "programs": "C-TPAT, CSI", "presence": "1 person"}'),
	('{"id": "056", "country": "BE", "name": "Belgium", "people": 1, "programs": "C-TPAT, CB, CSI", "presence": "1 person"}'),
	('{"id": "250", "country": "FR", "name": "France", "people": 0, "programs": null, "presence": "a posting, not open yet"}')) m (point)
LEFT JOIN LATERAL jsonb_array_elements(coverage_map('2006-06-01') #> '{datasets,coverage}') p ON p -> 'id' = m.point::jsonb -> 'id';
SELECT is((SELECT string_agg(l ->> 'name', ' ') FROM jsonb_array_elements(spec -> 'layer') l), m.layers, format('what is drawn on %s', m.day))
FROM (VALUES ('2006-06-01'::date, 'land vacant covered small'), ('2007-10-01', 'land covered small'), ('2000-01-01', 'land')) m (day, layers)
JOIN map ON map.day = m.day AND map.program IS NULL;
SELECT is(coverage_map('2006-06-01') #>> '{data,url}', 'countries-50m.json', 'where the shapes are');
SELECT is(coverage_map('2006-06-01', atlas => '/maps/world.json') #>> '{data,url}', '/maps/world.json', '... and elsewhere');

-- Kosovo has no number, but a name in the atlas.
UPDATE mission SET country = 'XK' WHERE city = 'Rome';
SELECT is(p ->> 'id', 'Kosovo', 'Kosovo') FROM jsonb_array_elements(coverage_map('2006-06-01') #> '{datasets,coverage}') p WHERE p ->> 'country' = 'XK';
UPDATE mission SET country = 'IT' WHERE city = 'Rome';

-- Who counts: four people in one country, none at an organization, none whose posting is suspended or closed.
INSERT INTO representative (representative_id, name) SELECT 100 + n, 'Person ' || n FROM generate_series(1, 3) n;
UPDATE posting SET seats = 4 WHERE posting_id = 3;
INSERT INTO assignment (posting_id, representative_id, tenure) SELECT 3, 100 + n, '[2006-01-01,2007-01-01)' FROM generate_series(1, 3) n;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2006-05-01', 'suspended');
INSERT INTO mission (mission_id, kind, country, city, name) VALUES (100, 'organization', 'AT', 'Vienna', 'Mission to the UN');
INSERT INTO posting (posting_id, mission_id, role) VALUES (100, 100, 'representative');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (100, '2006-01-01', 'active', 'test');
DELETE FROM assignment WHERE posting_id = 22;
DELETE FROM posting_status_change WHERE posting_id = 22 AND effective_day > '2006-05-01';
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (22, '2006-05-01', 'withdrawn');
SELECT is((SELECT string_agg(p ->> 'presence', ' ') FROM jsonb_array_elements(coverage_map('2006-06-01') #> '{datasets,coverage}') p WHERE p ->> 'country' = e.country),
		  e.presence, e.country || ' on the map')
FROM (VALUES ('MX', '4 to 9 people'), ('CA', 'a posting, nobody there'), ('AT', NULL), ('KE', NULL), ('BR', 'a posting, not open yet')) e (country, presence);
SELECT is(coverage_map('2006-06-01') #>> '{layer,2,encoding,color,scale,domain}', '["a posting, not open yet", "a posting, nobody there", "1 person", "4 to 9 people"]', 'what the map''s colors mean');
INSERT INTO representative (representative_id, name) SELECT 100 + n, 'Person ' || n FROM generate_series(4, 10) n;
UPDATE posting SET seats = 10 WHERE posting_id = 3;
INSERT INTO assignment (posting_id, representative_id, tenure) SELECT 3, 100 + n, '[2006-01-01,2007-01-01)' FROM generate_series(4, 9) n;
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (1, 110, '[2006-06-01,2006-06-02)');
SELECT is(coverage_map('2006-06-01') #>> '{layer,2,encoding,color,scale,domain}', '["a posting, not open yet", "a posting, nobody there", "1 person", "2 or 3 people", "10 people or more"]', '... of many people');

-- Nothing asked for, nothing given.
SELECT is(goal_chart(999, '2006-06-01'), NULL, 'no such goal');
SELECT is(goal_chart(NULL, '2006-06-01'), NULL, 'no goal');
SELECT is(goal_chart(1, NULL), NULL, 'no day');
SELECT is(coverage_map(NULL), NULL, 'a map of no day');
SELECT is(coverage_map('2006-06-01', atlas => NULL), NULL, 'a map without shapes');

-- As drivers ask, whatever the session is set to.
CREATE TEMPORARY TABLE typed ON COMMIT DROP AS
SELECT goal_chart(13::bigint, '2006-06-01'::date) AS chart, coverage_map('2006-06-01'::date, 'CSI'::text) AS map;
PREPARE untyped_chart AS SELECT is(goal_chart($1, $2), chart, 'parameters without a type') FROM typed;
EXECUTE untyped_chart (13, '2006-06-01');
PREPARE untyped_map AS SELECT is(coverage_map($1, $2), map, '... of a map') FROM typed;
EXECUTE untyped_map ('2006-06-01', 'CSI');
SET LOCAL datestyle = 'German';
SELECT is(goal_chart(13, '2006-06-01'), chart, 'whatever the style of dates') FROM typed;
SELECT is(coverage_map('2006-06-01', 'CSI'), map, '... of a map') FROM typed;

SET LOCAL datestyle = 'ISO';
-- Who held which seat: a line for each, a bar for each run of seat_runs(), and the days together in a handover.
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206';
UPDATE assignment SET tenure = daterange(lower(tenure), '2006-03-11') WHERE assignment_id = 2;
INSERT INTO representative (representative_id, name, number) VALUES (801, 'A "quoted" name of very many letters indeed', 'E-801');
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (801, 2, 801, '[2006-03-01,2006-04-01)');
CREATE TEMPORARY TABLE roster ON COMMIT DROP AS SELECT roster_chart('[2006-01-01,2007-01-01)') AS spec;
SELECT is(spec #>> '{title,text}', 'Who holds which post from 2006-01-01 to 2006-12-31', 'the title of a roster') FROM roster;
SELECT is(spec #>> '{title,subtitle}', '26 seats, 28 people, 2 vacancies', '... what is in it') FROM roster;
SELECT is(spec ->> 'description', 'Who holds which post from 2006-01-01 to 2006-12-31: 26 seats, 28 people, 2 vacancies', '... and what a screen reader says') FROM roster;
SELECT results_eq(
	$$SELECT r.kind, r.first_day, r.last_day, r.upto, r.days, count(*) FROM roster CROSS JOIN jsonb_to_recordset(spec #> '{data,values}') r (kind text, first_day date, last_day date, upto date, days integer)
	  WHERE r.kind <> 'handover' GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3$$,
	$$SELECT s.kind, lower(s.during), upper(s.during) - 1, upper(s.during), upper(s.during) - lower(s.during), count(*) FROM seat_runs('[2006-01-01,2007-01-01)') s GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3$$,
	'a bar for each run');
SELECT is(string_agg(format('%s %s %s %s %s %s', r.line, r.kind, r.first_day, r.last_day, r.who, coalesce(r.label, '-')), '; ' ORDER BY r.first_day, r.kind),
	'attache, Embassy Ottawa tour 2006-01-01 2006-03-10 Representative 2 Representative 2; attache, Embassy Ottawa handover 2006-03-01 2006-03-10 Representative 2, A "quoted" name of very many letters indeed -; '
	'attache, Embassy Ottawa tour 2006-03-01 2006-03-31 A "quoted" name of very many letters indeed (E-801) A "quot..; attache, Embassy Ottawa vacant 2006-04-01 2006-04-30 nobody -; attache, Embassy Ottawa suspended 2006-05-01 2006-12-31 nobody -', 'a line with a handover and a vacancy')
FROM roster CROSS JOIN jsonb_to_recordset(spec #> '{data,values}') r (line text, kind text, first_day date, last_day date, who text, label text) WHERE r.line LIKE '%Ottawa';
SELECT is(jsonb_array_length(spec #> '{layer,0,encoding,y,scale,domain}')::bigint, (SELECT count(DISTINCT (s.posting_id, s.seat)) FROM seat_runs('[2006-01-01,2007-01-01)') s), '... of which there is one for each seat') FROM roster;
SELECT is(roster_chart('[1900-01-01,1901-01-01)') #>> '{title,subtitle}', '0 seats, 0 people, 0 vacancies', 'a roster of nobody');
SELECT is(roster_chart(NULL), NULL, 'a roster of NULL');
INSERT INTO posting (posting_id, mission_id, role) VALUES (802, 2, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (802, '2006-01-01', 'active', 'test');
SELECT is(string_agg(l, '; ' ORDER BY l), 'attache, Embassy Ottawa #2; attache, Embassy Ottawa #802', 'two lines that would be called the same have their keys')
FROM jsonb_array_elements_text(roster_chart('[2006-01-01,2007-01-01)') #> '{layer,0,encoding,y,scale,domain}') l WHERE l LIKE '%Ottawa%';

-- Seat-days by fiscal year are those of staffing().
CREATE TEMPORARY TABLE years ON COMMIT DROP AS SELECT staffing_chart('(,2007-10-01)') AS spec;
SELECT is(spec #>> '{title,text}', 'Seat-days by fiscal year', 'the title of the years') FROM years;
SELECT is(spec ->> 'description', 'Seat-days by fiscal year: ' || (spec #>> '{title,subtitle}'), '... and what a screen reader says') FROM years;
SELECT is(spec #>> '{title,subtitle}', (SELECT string_agg(format('%s: %s %% vacant', s.line, s.vacant_percent), ', ' ORDER BY s.line DESC) FROM staffing('(,2007-10-01)') s WHERE s.code > '2004'), '... with the last three years') FROM years;
SELECT results_eq(
	$$SELECT y.year, y.kind, y.days FROM years CROSS JOIN jsonb_to_recordset(spec #> '{data,values}') y (year text, kind text, days bigint) ORDER BY 1, 2$$,
	$$SELECT s.line, k.kind, k.days FROM staffing('(,2007-10-01)') s CROSS JOIN LATERAL (VALUES ('tour', s.tour), ('tdy', s.tdy), ('acting', s.acting), ('vacant', s.vacant), ('suspended', s.suspended)) k (kind, days)
	  WHERE k.days > 0 ORDER BY 1, 2$$, 'what it shows');
SELECT is(staffing_chart('[1900-01-01,1901-01-01)') #>> '{title,subtitle}', 'no posting was open', 'years without a posting');

SELECT * FROM finish();
ROLLBACK;
