-- Held and present: who is away from what they hold, on which days, and what says so;
-- and AT-209, which keeps absences within assignments.
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
SET LOCAL session_replication_role = replica;
DELETE FROM assignment; DELETE FROM goal; DELETE FROM waiver;
DELETE FROM posting_area; DELETE FROM posting_program; DELETE FROM posting_status_change; DELETE FROM posting; DELETE FROM mission; DELETE FROM representative;
SET LOCAL session_replication_role = origin;
INSERT INTO mission (mission_id, country, city, name) VALUES (1, 'DE', 'Berlin', 'Embassy Berlin'), (2, 'BE', 'Brussels', 'Embassy Brussels'), (3, 'IT', 'Rome', 'Embassy Rome');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (1, 1, 'attache', 1), (2, 2, 'attache', 2), (3, 3, 'attache', 1), (4, 1, 'attache', 1);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, '2000-01-01', 'active', 'test' FROM generate_series(1, 4) i;
INSERT INTO posting_program (posting_id, program) SELECT i, 'CSI' FROM generate_series(1, 4) i;
INSERT INTO representative (representative_id, name) VALUES (1, 'Ann'), (2, 'Ben'), (3, 'Cleo'), (4, 'Dan');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(1, 1, 1, 'tour', '[2006-01-01,2007-01-01)'), (2, 2, 2, 'tour', '[2006-01-01,2007-01-01)'), (3, 4, 3, 'tour', '[2006-01-01,2007-01-01)'),
	-- Ann goes to Rome, acts in Brussels, and is in Rome again while she still acts there.
	(11, 3, 1, 'tdy', '[2006-02-01,2006-03-01)'), (12, 2, 1, 'acting', '[2006-05-01,2006-07-01)'), (13, 3, 1, 'tdy', '[2006-06-01,2006-06-11)'),
	-- Cleo acts at the other posting of her own mission.
	(14, 1, 3, 'acting', '[2006-05-01,2006-07-01)');
INSERT INTO absence (absence_id, representative_id, kind, during) VALUES (1, 1, 'leave', '[2006-08-01,2006-08-16)'), (2, 1, 'training', '[2006-08-16,2006-09-01)'), (3, 2, 'medical', '[2006-10-01,)');
SET LOCAL ROLE attache_clerk;
SET CONSTRAINTS ALL IMMEDIATE;

-- Days before, at and after each change.
SELECT is(days_away(id)::text, expected, 'away from ' || what)
FROM (VALUES
	(1, '{[2006-02-01,2006-03-01),[2006-05-01,2006-07-01),[2006-08-01,2006-09-01)}', 'her tour: in Rome, acting, on leave, and in training after it'),
	(12, '{[2006-06-01,2006-06-11)}', 'acting: temporary duty goes before it'),
	(11, '{}', 'temporary duty: the tour does not go before it'),
	(3, '{}', 'a tour of the mission at which one acts'),
	(14, '{}', 'acting at the mission of the tour'),
	(2, '{[2006-10-01,2007-01-01)}', 'a tour, until it ends'),
	(99, '{}', 'what there is not')
) AS tried (id, expected, what);
SELECT results_eq($$SELECT day, assignment_id, away, away_until, stand_in FROM unnest('{2006-01-31,2006-02-01,2006-02-28,2006-03-01,2006-05-01,2006-06-05,2006-08-15,2006-08-31,2006-09-01,2006-10-01}'::date[]) AS day
				  CROSS JOIN LATERAL roster(day) WHERE assignment_id IN (1, 2, 12) AND (away IS NOT NULL OR assignment_id = 1) ORDER BY 1, 2$$, $$VALUES
	('2006-01-31'::date, 1::bigint, NULL, NULL::date, NULL), ('2006-02-01', 1, 'TDY at Embassy Rome', '2006-02-28', NULL), ('2006-02-28', 1, 'TDY at Embassy Rome', '2006-02-28', NULL),
	('2006-03-01', 1, NULL, NULL, NULL), ('2006-05-01', 1, 'acting at Embassy Brussels', '2006-06-30', 'Cleo'), ('2006-06-05', 1, 'TDY at Embassy Rome', '2006-06-30', 'Cleo'),
	('2006-06-05', 12, 'TDY at Embassy Rome', '2006-06-10', NULL), ('2006-08-15', 1, 'absent', '2006-08-31', NULL), ('2006-08-31', 1, 'absent', '2006-08-31', NULL),
	('2006-09-01', 1, NULL, NULL, NULL), ('2006-10-01', 2, 'absent', '2006-12-31', NULL), ('2006-10-01', 1, NULL, NULL, NULL)
	ORDER BY 1, 2$$, 'the roster says where they are, until when, and who stands in');
SELECT results_eq($$SELECT day, posting_id, people, present FROM unnest('{2006-02-15,2006-05-15,2006-06-05}'::date[]) AS day CROSS JOIN LATERAL posting_roster(day) ORDER BY 1, 2$$, $$VALUES
	('2006-02-15'::date, 1::bigint, 1, 0), ('2006-02-15', 2, 1, 1), ('2006-02-15', 3, 1, 1), ('2006-02-15', 4, 1, 1),
	('2006-05-15', 1, 2, 1), ('2006-05-15', 2, 2, 2), ('2006-05-15', 3, 0, 0), ('2006-05-15', 4, 1, 1),
	('2006-06-05', 1, 2, 1), ('2006-06-05', 2, 2, 1), ('2006-06-05', 3, 1, 1), ('2006-06-05', 4, 1, 1)$$, 'how many hold a posting, and how many are present');
SELECT is((SELECT people FROM explain_coverage('DE', NULL, '2006-02-15') WHERE posting_id = 1), 'Ann (tour, away)', 'why a country counts: held by somebody who is away');
SELECT is(assignments_away_on('2006-06-05'), '{1,12}', 'who is away, by keys');
SELECT is(assignments_away_on('2006-01-05'), NULL, '... and nobody');
SELECT is((pg_temp.error_of('SELECT * FROM assignments_on(''infinity'')'))[1:2], ARRAY['22023  ', 'infinity is not a day'], 'assignments on no day');

-- Coverage: held, present, without acting, without temporary duty.
DELETE FROM assignment WHERE assignment_id = 3 OR assignment_id = 14;
SELECT is(coverage_of(tdy => tdy, acting => acting, present => present)::text, expected, format('coverage: tdy %s, acting %s, present %s', tdy, acting, present))
FROM (VALUES
	(true, true, false, '{2006-01-01:2,2006-02-01:3,2006-03-01:2,2006-06-01:3,2006-06-11:2,2007-01-01:0}'),
	(true, true, true, '{2006-01-01:2,2006-05-01:1,2006-06-01:2,2006-06-11:1,2006-07-01:2,2006-08-01:1,2006-09-01:2,2006-10-01:1,2007-01-01:0}'),
	(false, true, false, '{2006-01-01:2,2007-01-01:0}'),
	(false, true, true, '{2006-01-01:2,2006-02-01:1,2006-03-01:2,2006-05-01:1,2006-07-01:2,2006-08-01:1,2006-09-01:2,2006-10-01:1,2007-01-01:0}'),
	(true, false, false, '{2006-01-01:2,2006-02-01:3,2006-03-01:2,2006-06-01:3,2006-06-11:2,2007-01-01:0}'),
	(true, NULL, false, NULL), (true, true, NULL, NULL)
) AS asked (tdy, acting, present, expected);
SELECT is(string_agg(format('%s %s', country, people), ', ' ORDER BY country), expected, format('the matrix: acting %s, present %s', acting, present))
FROM (VALUES (true, false, 'BE 2, DE 1, IT 1'), (false, false, 'BE 1, DE 1, IT 1'), (true, true, 'BE 1, DE 0, IT 1')) AS asked (acting, present, expected)
CROSS JOIN LATERAL (SELECT m.country, m.people FROM coverage_matrix('2006-06-05', acting => acting, present => present) m WHERE m.program = 'CSI') m
GROUP BY acting, present, expected;

SELECT results_eq($$SELECT country, uncovered FROM days_uncovered('[2006-01-01,2007-01-01)', acting => false, present => true)$$,
	$$VALUES ('BE', 92), ('DE', 28 + 61 + 31), ('IT', 365 - 28 - 10)$$, 'days on which nobody is present');

-- Goals ask for the one or the other; a hypothesis ends temporary duty, and with it what it takes away.
INSERT INTO goal (goal_id, name, target, due_day, acting, present) VALUES (1, 'held', 9, '2007-01-01', true, false), (2, 'present', 9, '2007-01-01', true, true), (3, 'without acting', 9, '2007-01-01', false, true);
SELECT is(string_agg(format('%s %s', goal, actual), ', ' ORDER BY goal_id), 'held 2, present 1, without acting 1', 'goals on a day') FROM goal_progress('2006-05-15');
SELECT is(string_agg(format('%s %s', goal, actual), ', ' ORDER BY goal_id), 'held 3, present 2, without acting 2', '... on which somebody is on temporary duty') FROM goal_progress('2006-02-15');
SELECT is(string_agg(format('%s %s to %s', name, actual_now, actual_then), ', ' ORDER BY goal_id), 'held 3 to 2, present 2 to 2, without acting 2 to 2', 'who does not go is at home')
FROM what_if('{11}', '2006-01-31', day => '2006-02-15') WHERE subject = 'goal';
SELECT is(string_agg(format('%s %s to %s', name, actual_now, actual_then), ', ' ORDER BY goal_id), 'held 2 to 3, present 1 to 2, without acting 1 to 2', 'who is only supposed to hold a posting is there')
FROM what_if(open_postings => '{3}', first_day => '2006-01-01', day => '2006-08-15') WHERE subject = 'goal';
SELECT is((pg_temp.error_of($$INSERT INTO goal (goal_id, name, kind, target, during, present) VALUES (5, 'x', 'floor', 1, '[2006-01-01,2007-01-01)', true)$$))[1], '23514 goal_present goal', 'no floor of people present is enforced');
SELECT lives_ok($$INSERT INTO goal (goal_id, name, kind, target, during, present, enforced) VALUES (4, 'x', 'floor', 2, '[2006-01-01,2007-01-01)', true, false)$$, '... and one can be watched');
SELECT is(format('%s %s', state, breached_days), 'breached ' || 61 - 10 + 31 + 92, '... which it is') FROM goal_progress('2007-06-01', '{4}');
DELETE FROM goal;
-- One of two who hold a posting ends, and the other is away.
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (15, 2, 4, '[2006-01-01,2007-01-01)');
INSERT INTO goal (goal_id, name, target, due_day, present) VALUES (6, 'in Brussels', 9, '2007-01-01', true);
INSERT INTO goal_country (goal_id, country) VALUES (6, 'BE');
SELECT is(format('%s to %s', actual_now, actual_then), '1 to 0', 'who has ended is not present') FROM what_if('{15}', '2006-09-30', day => '2006-11-15') WHERE goal_id = 6;
DELETE FROM goal; DELETE FROM assignment WHERE assignment_id = 15;
SELECT is(format('%s %s', (SELECT count(*) FROM days_uncovered('[2006-01-01,2007-01-01)', present => NULL)), (SELECT count(*) FROM coverage_matrix('2006-06-05', acting => NULL))), '0 0', 'NULL gives no row');
-- Who acts is absent, and so stands in for nobody.
INSERT INTO absence (absence_id, representative_id, during) VALUES (30, 1, '[2006-05-10,2006-05-20)'), (31, 2, '[2006-05-10,2006-05-20)');
SELECT results_eq($$SELECT assignment_id, away, stand_in FROM roster('2006-05-15') ORDER BY 1$$, $$VALUES (1::bigint, 'absent', NULL), (2, 'absent', NULL), (12, 'absent', NULL)$$, 'absence goes before all else');
DELETE FROM absence WHERE absence_id IN (30, 31);

-- Of many people who may be away nobody makes a list.
RESET ROLE;
SAVEPOINT many;
SELECT md5(coverage_of(present => true)::text) AS before \gset
SELECT cmp_ok(cardinality(people_maybe_away()), '>', 0, 'some may be away');
SET LOCAL session_replication_role = replica;
INSERT INTO representative (representative_id, name) SELECT i, 'N' || i FROM generate_series(100001, 150000) i;
INSERT INTO absence (absence_id, representative_id, kind, during) SELECT i, i, 'leave', '[2006-01-01,2006-01-02)' FROM generate_series(100001, 150000) i;
SELECT is(people_maybe_away(), NULL, 'of more than 50,000 there is no list');
SELECT is(cardinality(people_maybe_away(NULL, '[2006-01-02,2006-01-03)')) < 50000, true, '... but of those on some days');
SELECT is(md5(coverage_of(present => true)::text), :'before', '... and all are looked at');
ROLLBACK TO many;
SET LOCAL ROLE attache_clerk;

-- Who may not read absences can ask who holds what; who may read persons and days, who is away.
RESET ROLE;
REVOKE SELECT ON absence FROM attache_clerk;
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of(statement))[1:2], CASE WHEN refused THEN ARRAY['42501  ', 'permission denied for table absence'] END, 'without the right to read absences: ' || statement)
FROM (VALUES ('SELECT coverage_of()', false), ('SELECT * FROM coverage_matrix(''2006-06-05'')', false), ('SELECT * FROM goal_progress(''2006-06-05'')', false), ('SELECT * FROM vacancies(''2006-06-05'')', false),
			 ('SELECT coverage_of(present => true)', true), ('SELECT * FROM coverage_matrix(''2006-06-05'', present => true)', true), ('SELECT * FROM roster(''2006-06-05'')', true), ('SELECT * FROM seat_days(''[2006-01-01,2007-01-01)'')', true)) AS asked (statement, refused);
RESET ROLE;
GRANT SELECT (representative_id, during) ON absence TO attache_clerk;
SET LOCAL ROLE attache_clerk;
SELECT is(string_agg(name || ' is ' || away, ', '), 'Ann is absent', 'with the right to read whose days they are') FROM roster('2006-08-15') JOIN representative USING (representative_id) WHERE away IS NOT NULL;
SELECT is(pg_temp.error_of(statement), NULL, 'with the right to read whose days they are: ' || statement)
FROM unnest('{SELECT coverage_of(present => true),SELECT * FROM posting_roster(),SELECT * FROM report_roster,"SELECT * FROM explain_coverage(''DE'')"}'::text[]) AS statement;
RESET ROLE;
GRANT SELECT ON absence TO attache_clerk;
SET LOCAL ROLE attache_clerk;

-- AT-209
SELECT is((pg_temp.error_of(statement))[1], expected, what)
FROM (VALUES
	('a day before the tour', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (901, 1, '[2005-12-31,2006-01-05)')$$, '23514 AT-209 absence'),
	('its first day', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (902, 1, '[2006-01-01,2006-01-05)')$$, NULL),
	('a day after it', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (903, 1, '[2006-12-30,2007-01-02)')$$, '23514 AT-209 absence'),
	('its last day', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (904, 1, '[2006-12-30,2007-01-01)')$$, NULL),
	('nobody knows until when', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (905, 1, '[2006-12-30,)')$$, NULL),
	('... from a day on that is no day of the tour', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (906, 1, '[2007-01-01,)')$$, '23514 AT-209 absence'),
	('of somebody who holds nothing', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (907, 4, '[2006-12-30,2007-01-01)')$$, '23514 AT-209 absence'),
	('of another person', 'UPDATE absence SET representative_id = 4 WHERE absence_id = 1', '23514 AT-209 absence'),
	('two at a time', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (908, 1, '[2006-08-31,2006-09-03)')$$, '23P01 absence_once absence'),
	('no day', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (909, 1, 'empty')$$, '23514 absence_period absence'),
	('no first day', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (910, 1, '(,2006-08-01)')$$, '23514 absence_period absence'),
	('an infinity', $$INSERT INTO absence (absence_id, representative_id, during) VALUES (911, 1, '[2006-09-09,infinity)')$$, '23514 absence_period absence'),
	('the assignment ends sooner: nobody is refused', $$UPDATE assignment SET tenure = '[2006-01-01,2006-08-10)' WHERE assignment_id = 1$$, NULL),
	('the assignment goes first, deferred', $$SET CONSTRAINTS ALL DEFERRED; DELETE FROM assignment WHERE assignment_id IN (1, 12); INSERT INTO absence (absence_id, representative_id, during) VALUES (912, 1, '[2006-04-01,2006-04-05)')$$, '23514 AT-209 absence'),
	('the absence comes first, deferred', $$SET CONSTRAINTS ALL DEFERRED; INSERT INTO absence (absence_id, representative_id, during) VALUES (913, 4, '[2006-04-01,2006-04-05)');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (3, 4, '[2006-04-01,2006-05-01)')$$, NULL)
) AS tried (what, statement, expected);
SELECT is(pg_temp.error_of($$INSERT INTO absence (absence_id, representative_id, during) VALUES (9, 4, '[2006-12-30,2007-01-01)')$$),
	ARRAY['23514 AT-209 absence', 'Dan is absent on 2006-12-30 and holds no posting on that day', 'The absence runs from 2006-12-30 to 2006-12-31.',
		  'An absence is from postings that the person holds; leave its end open while nobody knows it, and enter one for each tenure.'], 'AT-209 in words');
DELETE FROM assignment WHERE assignment_id IN (1, 11, 12, 13);
SELECT results_eq($$SELECT rule_id, representative_id, absence_id, first_day, last_day, detail FROM verify()$$, $$VALUES
	('AT-209', 1::bigint, 1::bigint, '2006-08-01'::date, '2006-08-15'::date, 'absent, and holds no posting'), ('AT-209', 1, 2, '2006-08-16', '2006-08-31', 'absent, and holds no posting')$$, 'an assignment that goes leaves absences, which show');

-- Random registries: what is held, present, without acting and without temporary duty,
-- day by day, against plain SQL that shares nothing with the views.
RESET ROLE;
SELECT set_config('search_path', 'overseas, tap, ' || :'schema', true) \g /dev/null
SET LOCAL session_replication_role = replica;
CREATE FUNCTION pg_temp.fill(seed double precision) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM setseed(seed);
	DELETE FROM absence; DELETE FROM assignment; DELETE FROM posting_status_change; DELETE FROM posting_program; DELETE FROM posting; DELETE FROM mission; DELETE FROM goal;
	INSERT INTO mission (mission_id, country, city, name) SELECT i, (ARRAY['DE', 'BE', 'BE', 'IT'])[i], 'x', 'M' || i FROM generate_series(1, 4) i;
	INSERT INTO posting (posting_id, mission_id, role, seats) SELECT i, 1 + i % 4, 'attache', 9 FROM generate_series(1, 7) i;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
	SELECT i, '2006-01-01'::date + (random() * 20)::integer, 'active', 'x' FROM generate_series(1, 7) i
	UNION ALL
	SELECT i, '2006-02-01'::date + (random() * 10)::integer, 'suspended', 'x' FROM generate_series(1, 7) i WHERE random() < 0.4;
	INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure)
	SELECT i, 1 + floor(random() * 7), 1 + floor(random() * 4), (ARRAY['tour', 'tour', 'tdy', 'acting'])[1 + floor(random() * 4)::integer],
		   daterange(first_day, CASE WHEN random() < 0.8 THEN first_day + 1 + (random() * 30)::integer END)
	FROM generate_series(1, 14) i, LATERAL (SELECT '2006-01-01'::date + (random() * 40 + 0 * i)::integer AS first_day) x;
	INSERT INTO absence (representative_id, during)
	SELECT r, daterange('2006-01-01'::date + 18 * k + (random() * 8)::integer, '2006-01-01'::date + 18 * k + 9 + (random() * 8)::integer)
	FROM generate_series(1, 4) r, generate_series(0, 3) k WHERE random() < 0.4;
	INSERT INTO goal (goal_id, name, target, due_day, tdy, acting, present)
	SELECT 4 * t + 2 * a + p, format('%s %s %s', t, a, p), 9, '2007-01-01', t = 1, a = 1, p = 1 FROM generate_series(0, 1) t, generate_series(0, 1) a, generate_series(0, 1) p;
END $$;
CREATE VIEW pg_temp.plain AS
	WITH day AS (SELECT '2005-12-25'::date + i AS day FROM generate_series(0, 100) i), held AS (
		SELECT d.day, a.assignment_id, a.posting_id, a.representative_id, a.kind, p.mission_id, m.country::text AS country,
			   (SELECT c.status::text FROM posting_status_change c WHERE c.posting_id = a.posting_id AND c.effective_day <= d.day ORDER BY c.effective_day DESC LIMIT 1) IN ('active', 'closing') AS counts,
			   row_number() OVER (PARTITION BY d.day, a.representative_id
								  ORDER BY CASE a.kind WHEN 'tdy' THEN 1 WHEN 'acting' THEN 2 ELSE 3 END, lower(a.tenure) DESC, a.assignment_id DESC) AS place,
			   EXISTS (SELECT FROM absence b WHERE b.representative_id = a.representative_id AND b.during @> d.day) AS absent
		FROM day d
		JOIN assignment a ON a.tenure @> d.day
		JOIN posting p ON p.posting_id = a.posting_id
		JOIN mission m ON m.mission_id = p.mission_id
	)
	SELECT h.*, NOT h.absent AND h.mission_id = (SELECT o.mission_id FROM held o WHERE o.day = h.day AND o.representative_id = h.representative_id AND o.place = 1) AS present
	FROM held h;
CREATE FUNCTION pg_temp.faults(seed double precision) RETURNS TABLE (fault text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.fill(seed);
	CREATE TEMPORARY TABLE seen ON COMMIT DROP AS SELECT * FROM pg_temp.plain;
	RETURN QUERY
	SELECT format('%s: present in two places on %s', representative_id, day) FROM seen WHERE present GROUP BY representative_id, day HAVING count(DISTINCT mission_id) > 1
	UNION ALL
	SELECT format('roster: assignment %s on %s, until %s', assignment_id, day, r.away_until)
	FROM (SELECT day, assignment_id, present FROM seen) s
	FULL JOIN (SELECT d.day, r.assignment_id, r.away IS NULL AS present, r.away_until FROM (SELECT DISTINCT day FROM seen) d CROSS JOIN LATERAL roster(d.day) r) r USING (day, assignment_id)
	WHERE s.present IS DISTINCT FROM r.present
	   OR r.away_until IS DISTINCT FROM CASE WHEN NOT s.present THEN
			(SELECT min(n.day) - 1 FROM (SELECT o.day FROM seen o WHERE o.assignment_id = s.assignment_id AND o.present AND o.day > s.day
										 UNION ALL SELECT upper(a.tenure) FROM assignment a WHERE a.assignment_id = s.assignment_id) n) END
	UNION ALL
	SELECT format('posting_roster: posting %s on %s', posting_id, day)
	FROM (SELECT day, posting_id, count(DISTINCT representative_id) AS people, count(DISTINCT representative_id) FILTER (WHERE present) AS present FROM seen GROUP BY day, posting_id) s
	FULL JOIN (SELECT d.day, r.posting_id, r.people, r.present FROM (SELECT DISTINCT day FROM seen) d CROSS JOIN LATERAL posting_roster(d.day) r WHERE r.people > 0) r USING (day, posting_id)
	WHERE (s.people, s.present) IS DISTINCT FROM (r.people, r.present)
	UNION ALL
	SELECT format('of one mission: %s', e)
	FROM (SELECT d.day FROM seen d GROUP BY d.day HAVING extract(day FROM d.day)::integer % 5 = 0) d
	CROSS JOIN LATERAL ((SELECT r::text FROM roster(d.day) r UNION ALL SELECT r::text FROM posting_roster(d.day) r)
						EXCEPT ALL
						(SELECT r::text FROM mission m CROSS JOIN LATERAL roster(d.day, m.mission_id) r
						 UNION ALL SELECT r::text FROM mission m CROSS JOIN LATERAL posting_roster(d.day, m.mission_id) r)) e
	UNION ALL
	SELECT format('coverage of goal %s on %s: %s and %s for %s', asked.name, d.day, coverage_on(asked.covered, d.day), coverage_on(asked.measured, d.day), s.countries)
	FROM (SELECT g.*, coverage_of(tdy => g.tdy, acting => g.acting, present => g.present) AS covered, m.covered AS measured
		  FROM goal g JOIN goal_measure() m ON m.goal_id = g.goal_id OFFSET 0) asked
	CROSS JOIN (SELECT DISTINCT day FROM seen) d
	CROSS JOIN LATERAL (SELECT count(DISTINCT s.country) AS countries FROM seen s
						WHERE s.day = d.day AND s.counts AND (s.present OR NOT asked.present) AND (asked.tdy OR s.kind <> 'tdy') AND (asked.acting OR s.kind <> 'acting')) s
	WHERE coverage_on(asked.covered, d.day) <> s.countries OR coverage_on(asked.measured, d.day) <> s.countries
	UNION ALL
	SELECT format('days uncovered in %s', u.country)
	FROM days_uncovered('[2006-01-01,2006-03-01)', present => true) u
	WHERE u.uncovered <> u.days - (SELECT count(DISTINCT s.day) FROM seen s WHERE s.country = u.country AND s.counts AND s.present AND s.day BETWEEN '2006-01-01' AND '2006-02-28');
	DROP TABLE seen;
END $$;
SELECT is((SELECT string_agg(fault, '; ') FROM pg_temp.faults(i / 100.0)), NULL, 'random registry ' || i) FROM generate_series(1, 12) i;
SELECT cmp_ok(count(*), '>', 0::bigint, 'somebody is away') FROM pg_temp.plain WHERE NOT present;

SELECT * FROM finish();
ROLLBACK;
