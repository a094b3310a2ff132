-- Working days; matters, AT-401, who answers for them, and how they are answered
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
SET LOCAL session_replication_role = replica;
DELETE FROM assignment; DELETE FROM goal;
DELETE FROM posting_area; DELETE FROM posting_program; DELETE FROM posting_status_change; DELETE FROM posting; DELETE FROM mission; DELETE FROM representative;
DELETE FROM matter; DELETE FROM holiday; DELETE FROM weekend;
SET LOCAL session_replication_role = origin;

-- 2006-07-04 was a Tuesday, 2006-07-21 a Friday. In the Emirates the weekend was Friday
-- and Saturday until 2022.
INSERT INTO holiday (country, day, name) VALUES (NULL, '2006-07-04', 'Independence Day'), ('BE', '2006-07-21', 'National Day'), ('BE', '2006-07-22', 'a Saturday'), ('BE', '2006-07-04', 'the same day');
INSERT INTO weekend (country, weekday, during) VALUES ('AE', 5, '(,2022-01-01)'), ('AE', 6, '(,)'), ('AE', 7, '[2022-01-01,)'), ('GB', 7, '[2020-01-01,)');
SET LOCAL ROLE attache_clerk;
SELECT is(working_days(d.from_day, d.to_day, d.country), d.days, format('working days of %s after %s up to %s', coalesce(d.country, 'nowhere'), d.from_day, d.to_day))
FROM (VALUES
	('2006-06-30'::date, '2006-06-30'::date, 'BE', 0), ('2006-06-30', '2006-07-02', 'BE', 0), ('2006-06-30', '2006-07-03', 'BE', 1), ('2006-06-30', '2006-07-10', 'BE', 5),
	('2006-07-10', '2006-06-30', 'BE', -5), ('2006-07-20', '2006-07-24', 'BE', 1), ('2006-07-20', '2006-07-24', NULL, 2), ('2006-07-20', '2006-07-24', 'NL', 2),
	('2006-07-01', '2006-07-31', 'AE', 21), ('2021-12-30', '2022-01-03', 'AE', 1), ('2019-12-27', '2020-01-06', 'GB', 7), ('5874890-12-25', '5874897-12-31', NULL, 1831), ('0001-01-01', '0001-01-08', NULL, 5), ('4713-01-01 BC', '4713-01-08 BC', NULL, 5),
	(NULL, '2006-07-01', 'BE', NULL), ('2006-07-01', NULL, 'BE', NULL)
) AS d (from_day, to_day, country, days);
SELECT is(count(*)::integer, 0, 'working days are those that are counted one by one')
FROM unnest('{BE,AE,GB,NL,NULL}'::text[]) AS country, generate_series('2021-12-20'::date, '2022-01-10', '3 days') AS f, generate_series(0, 40) AS n
WHERE working_days(f::date, f::date + n, country) <> (SELECT count(*) FROM generate_series(f::date + 1, f::date + n, '1 day') AS d WHERE is_working_day(d::date, country));
SELECT is(working_day_after(d.day, d.working_days, d.country), d.expected, format('%s working days of %s after %s', d.working_days, coalesce(d.country, 'nowhere'), d.day))
FROM (VALUES
	('2006-06-30'::date, 0, 'BE', '2006-06-30'::date), ('2006-07-01', 0, 'BE', '2006-07-01'), ('2006-06-30', 1, 'BE', '2006-07-03'), ('2006-06-30', 2, 'BE', '2006-07-05'),
	('2006-07-20', 1, 'BE', '2006-07-24'), ('2006-07-20', 1, NULL, '2006-07-21'), ('2006-07-06', 1, 'AE', '2006-07-09'), ('2006-07-04', 5, 'BE', '2006-07-11'),
	(NULL, 1, 'BE', NULL), ('2006-07-04', NULL, 'BE', NULL), ('5874897-12-25', 10, NULL, NULL)
) AS d (day, working_days, country, expected);
RESET ROLE;
INSERT INTO weekend (country, weekday) SELECT 'AQ', i FROM generate_series(1, 7) i;
SET LOCAL ROLE attache_clerk;
SELECT is(working_day_after('2006-07-01', 1, 'AQ'), NULL, 'where nobody ever works no day is found');
SELECT is((pg_temp.error_of(statement))[1:2], ARRAY['22023  ', message], statement)
FROM (VALUES ('SELECT working_day_after(''2006-07-01'', -1)', 'working days are counted from 0 to 10000'), ('SELECT working_day_after(''2006-07-01'', 10001)', 'working days are counted from 0 to 10000'),
			 ('SELECT working_days(''infinity'', ''2006-07-01'')', 'infinity is not a day'), ('SELECT is_working_day(''-infinity'')', 'infinity is not a day')) AS t (statement, message);
SELECT is((pg_temp.error_of(statement))[1], expected, statement)
FROM (VALUES ($$INSERT INTO holiday (country, day, name) VALUES (NULL, '2006-07-04', 'again')$$, '23505 holiday_once holiday'), ($$INSERT INTO holiday (day, name) VALUES ('infinity', 'x')$$, '23514 holiday_day_check holiday'),
			 ($$INSERT INTO weekend (country, weekday) VALUES ('AE', 6)$$, '23P01 weekend_once weekend'), ($$INSERT INTO weekend (country, weekday) VALUES ('QA', 0)$$, '23514 weekend_weekday_check weekend'),
			 ($$INSERT INTO weekend (country, weekday, during) VALUES ('QA', 5, 'empty')$$, '23514 weekend_period weekend')) AS t (statement, expected);

-- Posting 1 in Brussels changes hands on 2006-07-01; Bob is on leave in August, and Cyd
-- acts for him at the end of it. Nobody ever came to posting 2.
RESET ROLE;
INSERT INTO mission (mission_id, country, city, name, code) VALUES (1, 'BE', 'Brussels', 'Embassy Brussels', 'BRU'), (2, 'AE', 'Abu Dhabi', 'Embassy Abu Dhabi', 'ABU');
INSERT INTO posting (posting_id, mission_id, role, seats, number) VALUES (1, 1, 'attache', 1, 'BRU-1'), (2, 2, 'attache', 1, 'ABU-1'), (3, 1, 'attache', 1, 'BRU-2');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, '2005-01-01', 'active', 'test' FROM generate_series(1, 3) i;
INSERT INTO representative (representative_id, name, number) VALUES (1, 'Ann', 'E-1'), (2, 'Bob', 'E-2'), (3, 'Cyd', NULL);
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(1, 1, 1, 'tour', '[2006-01-01,2006-07-01)'), (2, 1, 2, 'tour', '[2006-07-01,2006-12-01)'), (3, 3, 3, 'tour', '[2006-06-01,2007-01-01)'), (4, 1, 3, 'acting', '[2006-08-10,2006-08-15)');
INSERT INTO absence (representative_id, during) VALUES (2, '[2006-08-01,2006-08-15)');
UPDATE matter_kind SET working_days = NULL;
UPDATE matter_kind SET working_days = 5 WHERE matter_kind IN ('carrier', 'transportation');
SELECT is(string_agg(matter_kind, ', ' ORDER BY matter_kind), 'carrier, inter-agency, legislation, liaison, negotiation, training, transportation', 'the kinds with which a registry begins') FROM matter_kind;
SET LOCAL ROLE attache_clerk;
INSERT INTO matter (matter_id, number, kind, asked_by, posting_id, program, received_day, answered_day, closed_day, outcome) VALUES
	(1, ' m-1 ', 'carrier', 'carrier', 1, 'CSI', '2006-06-28', '2006-07-05', NULL, NULL), -- received before a handover, answered after it
	(2, 'M-2', 'carrier', 'public', 1, NULL, '2006-07-04', '2006-07-12', '2006-07-13', 'told'), -- received on a holiday
	(3, 'M-3', 'carrier', 'public', 1, NULL, '2006-08-02', NULL, '2006-08-04', 'withdrawn'), -- closed without an answer
	(4, 'M-4', 'transportation', 'government', 2, NULL, '2006-07-06', NULL, NULL, NULL), -- at an office that is vacant
	(6, 'M-6', 'liaison', 'agency', 1, NULL, '2006-08-01', '2006-08-01', NULL, NULL);
INSERT INTO matter (matter_id, number, kind, mission_id, received_day, due_day) VALUES (5, 'M-5', 'negotiation', 1, '2006-06-15', '2006-08-12');
SELECT results_eq('SELECT number, due_day FROM matter ORDER BY matter_id', $$VALUES
	('M-1', '2006-07-06'::date), ('M-2', '2006-07-11'), ('M-3', '2006-08-09'), ('M-4', '2006-07-13'), ('M-5', '2006-08-12'), ('M-6', NULL)$$, 'what is due, by the working days of each country');
SELECT results_eq($$SELECT number, state, days_open, days_overdue, accountable, accountable_number, present, country, mission_code, posting_number FROM open_matters('2006-06-30')$$,
	$$VALUES ('M-1', 'open', 2, NULL::integer, 'Ann', 'E-1', true, 'BE', 'BRU', 'BRU-1'), ('M-5', 'open', 15, NULL, 'Ann', 'E-1', true, 'BE', 'BRU', NULL)$$, 'before the handover');
SELECT results_eq($$SELECT number, state, days_open, days_overdue, accountable, present FROM open_matters('2006-07-01')$$, $$VALUES ('M-1', 'open', 3, NULL::integer, 'Bob', true), ('M-5', 'open', 16, NULL, 'Cyd', true)$$,
	'after it: Bob answers for the posting, and who came first of those who are still there for the mission');
SELECT results_eq($$SELECT number, state, days_open, days_overdue, accountable, present FROM open_matters('2006-08-02')$$, $$VALUES
	('M-4', 'overdue', 27, 20, NULL, NULL::boolean), ('M-3', 'open', 0, NULL, 'Bob', false), ('M-5', 'open', 48, NULL, 'Cyd', true)$$, 'nobody; and one who is not there');
SELECT is(string_agg(format('%s %s', r.name, a.during), ', ' ORDER BY a.during), 'Ann [2006-01-01,2006-07-01), Bob [2006-07-01,2006-08-10), Cyd [2006-08-10,2006-08-15), Bob [2006-08-15,2006-12-01)', 'who acts goes before who is on a tour')
FROM accountable() a JOIN representative r USING (representative_id) WHERE a.posting_id = 1;
SELECT is(string_agg(format('%s %s', r.name, a.during), ', ' ORDER BY a.during), 'Ann [2006-01-01,2006-07-01), Cyd [2006-07-01,2007-01-01)', '... but not for the mission as a whole')
FROM accountable() a JOIN representative r USING (representative_id) WHERE a.mission_id = 1 AND a.posting_id IS NULL;
SELECT is((SELECT count(*)::integer FROM accountable(NULL)), 0, 'within NULL') UNION ALL SELECT is((SELECT count(*)::integer FROM accountable('empty')), 0, '... and within no day');

SELECT results_eq(format('SELECT line, code, received, answered, in_time, late, unanswered, still_open, overdue, in_time_percent, median_days, percentile_90_days, longest_open_days FROM matter_summary(day => ''2006-08-10'', by => %L)', by), rows, 'by ' || by)
FROM (VALUES
	('kind', $$VALUES ('Inquiry about or from a carrier', 'carrier', 3::bigint, 2::bigint, 1::bigint, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 50::double precision, 7, 8, NULL::integer),
		('Inquiry about transportation', 'transportation', 1, 0, 0, 0, 0, 1, 1, 0, NULL, NULL, 35), ('Liaison', 'liaison', 1, 1, 0, 0, 0, 0, 0, NULL, 0, 0, NULL), ('Negotiation', 'negotiation', 1, 0, 0, 0, 0, 1, 0, NULL, NULL, NULL, 56)$$),
	('person', $$VALUES ('Bob', 'E-2', 4::bigint, 3::bigint, 1::bigint, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 50::double precision, 7, 8, NULL::integer), ('Cyd', NULL, 1, 0, 0, 0, 0, 1, 0, NULL, NULL, NULL, 56), ('nobody', NULL, 1, 0, 0, 0, 0, 1, 1, 0, NULL, NULL, 35)$$),
	('mission', $$VALUES ('Embassy Abu Dhabi', 'ABU', 1::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 1::bigint, 1::bigint, 0::double precision, NULL::integer, NULL::integer, 35), ('Embassy Brussels', 'BRU', 5, 3, 1, 1, 1, 1, 0, 50, 7, NULL, 56)$$),
	('program', $$VALUES ('Container Security Initiative', 'CSI', 1::bigint, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 100::double precision, 7, 7, NULL::integer), ('no program', NULL, 5, 2, 0, 1, 1, 2, 1, 0, 8, NULL, 56)$$),
	('asked by', $$VALUES ('agency', 'agency', 1::bigint, 1::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, NULL::double precision, 0, 0, NULL::integer), ('carrier', 'carrier', 1, 1, 1, 0, 0, 0, 0, 100, 7, 7, NULL),
		('government', 'government', 1, 0, 0, 0, 0, 1, 1, 0, NULL, NULL, 35), ('nobody: set out by the office', NULL, 1, 0, 0, 0, 0, 1, 0, NULL, NULL, NULL, 56), ('public', 'public', 2, 1, 0, 1, 1, 0, 0, 0, 8, 8, NULL)$$),
	('fiscal year', $$VALUES ('FY 2006', '2006', 6::bigint, 3::bigint, 1::bigint, 1::bigint, 1::bigint, 2::bigint, 1::bigint, 33.33::double precision, 8, NULL::integer, 56)$$)
) AS asked (by, rows);
SELECT is((SELECT s::text FROM matter_summary('[2006-07-01,2006-07-05)', 'fiscal year', '2006-07-11') s), '("FY 2006",2006,1,0,0,0,0,1,0,,,,7)', 'received within a period, as it stood on a day: due, and not overdue yet');
SELECT is(pg_temp.error_of('SELECT * FROM matter_summary(by => ''color'')'), ARRAY['22023  ', 'matters cannot be added up by "color"', NULL, 'They can by kind, mission, program, person, asked by and fiscal year.'], 'by what they cannot');
SELECT is(matter_backlog()::text, '{2006-06-15:1,2006-06-28:2,2006-07-04:3,2006-07-05:2,2006-07-06:3,2006-07-12:2,2006-08-02:3,2006-08-04:2}', 'the backlog, day by day');
SELECT is(matter_backlog(true)::text, '{2006-07-14:1,2006-08-13:2}', '... and what is overdue of it: not what was answered on the day after it was due');
SELECT is(matter_backlog(kind => 'carrier')::text, '{2006-06-28:1,2006-07-04:2,2006-07-05:1,2006-07-12:0,2006-08-02:1,2006-08-04:0}', '... of a kind');
SELECT is(matter_backlog(program => 'csi')::text, '{2006-06-28:1,2006-07-05:0}', '... of a program');
SELECT is(matter_backlog(at_mission => 2)::text, '{2006-07-06:1}', '... at a mission and its postings');
SELECT is(matter_backlog(within => '[2006-07-01,2006-07-06)')::text, '{2006-07-01:2,2006-07-04:3,2006-07-05:2,2006-07-06:0}', '... within a period');
SELECT is(matter_backlog(within => NULL)::text, NULL, '... within none');
SELECT is(matter_backlog(NULL)::text, NULL, 'overdue or not: NULL');
SELECT is((pg_temp.error_of(statement))[1:2], ARRAY['22023  ', message], statement)
FROM (VALUES ('SELECT matter_backlog(kind => ''none'')', 'there is no kind of matters none'), ('SELECT matter_backlog(at_mission => 9)', 'there is no mission 9'),
			 ('SELECT matter_chart(''[2006-01-01,)'')', 'the period has no first or no last day')) AS t (statement, message);
SELECT is((pg_temp.error_of('INSERT INTO matter_kind (matter_kind, name) SELECT ''k'' || i, ''K'' FROM generate_series(1, 30) i; SELECT check_matter_kind(''none'')'))[4], 'The table "matter_kind" has them.', 'a kind among many');
SELECT is((pg_temp.error_of('SELECT check_matter_kind(''none'')'))[4], 'Kinds are carrier, inter-agency, legislation, liaison, negotiation, training, transportation.', 'which kinds there are');
SELECT is(c ->> 'description', 'Matters that wait for an answer: 2 open and 1 overdue on 2006-07-31', 'a picture of the backlog') FROM matter_chart('[2006-06-01,2006-08-01)') c;
SELECT results_eq($$SELECT d.kind, d.first_day, d.last_day, d.matters FROM jsonb_to_recordset(matter_chart('[2006-07-10,2006-07-16)') #> '{data,values}') d (kind text, first_day date, last_day date, matters integer)$$,
	$$VALUES ('open', '2006-07-10'::date, '2006-07-11'::date, 3), ('open', '2006-07-12', '2006-07-15', 2), ('overdue', '2006-07-10', '2006-07-13', 0), ('overdue', '2006-07-14', '2006-07-15', 1),
		('open', '2006-07-16', '2006-07-15', 2), ('overdue', '2006-07-16', '2006-07-15', 1)$$, '... in steps, of which the last goes to the end');

-- What is left out is by the kind; what is NULL is none, and stays so.
INSERT INTO matter (matter_id, kind, posting_id, received_day, due_day) VALUES (20, 'carrier', 1, '2006-07-04', NULL), (21, 'carrier', 1, '2006-07-04', DEFAULT), (22, 'carrier', 1, '2006-07-04', '2006-07-04');
UPDATE matter SET received_day = '2006-07-05', due_day = DEFAULT WHERE matter_id IN (21, 22);
UPDATE matter SET subject = 'x' WHERE matter_id = 20;
SELECT is(string_agg(coalesce(due_day::text, 'none'), ', ' ORDER BY matter_id), 'none, 2006-07-12, 2006-07-12', 'no due day, and that of the kind again') FROM matter WHERE matter_id BETWEEN 20 AND 22;
DELETE FROM matter WHERE matter_id BETWEEN 20 AND 22;
-- Who writes need not read what it takes.
RESET ROLE;
CREATE ROLE attache_desk;
GRANT USAGE ON SCHEMA overseas TO attache_desk;
GRANT INSERT ON matter TO attache_desk;
SET LOCAL ROLE attache_desk;
INSERT INTO matter (matter_id, kind, posting_id, received_day) VALUES (20, 'carrier', 1, '2006-07-04');
RESET ROLE;
SELECT is(has_function_privilege('attache_desk', 'set_due_day()', 'EXECUTE'), false, 'nobody but its trigger sets due days');
SET LOCAL ROLE attache_clerk;
SELECT is(due_day, '2006-07-11', 'a desk that may do nothing but write') FROM matter WHERE matter_id = 20;
DELETE FROM matter WHERE matter_id = 20;
SELECT is((SELECT count(*)::integer FROM open_matters('5874897-12-31')), 2, 'on the last day of all') UNION ALL SELECT is((SELECT sum(received)::integer FROM matter_summary(day => '5874897-12-31')), 6, '... added up');

-- AT-401 in words
SELECT is(pg_temp.error_of(format('INSERT INTO matter (kind, posting_id, received_day, due_day, answered_day, closed_day, outcome) VALUES (''liaison'', 1, %s)', days)), ARRAY['23514 AT-401 matter', message, NULL, hint], days)
FROM (VALUES
	('''2006-07-01'', ''2006-06-30'', NULL, NULL, NULL', 'a matter is due on 2006-06-30 and received on 2006-07-01', 'It is received before it is due, or on the same day; due_day = DEFAULT makes it due as its kind says.'),
	('''2006-07-01'', NULL, ''2006-06-30'', NULL, NULL', 'a matter is answered on 2006-06-30 and received on 2006-07-01', 'It is received before it is answered, or on the same day.'),
	('''2006-07-01'', NULL, NULL, ''2006-06-30'', ''x''', 'a matter is closed on 2006-06-30 and received on 2006-07-01', 'It is received before it is closed, or on the same day.'),
	('''2006-07-01'', NULL, ''2006-07-03'', ''2006-07-02'', ''x''', 'a matter is answered on 2006-07-03 and closed on 2006-07-02', 'It is answered before it is closed, or on the same day, or not at all.'),
	('''2006-07-01'', NULL, NULL, ''2006-07-02'', NULL', 'a matter is closed without an outcome', 'Say as "outcome" what came of it.'),
	('''2006-07-01'', NULL, NULL, NULL, ''x''', 'a matter has an outcome and is not closed', 'Give the day on which it was closed as "closed_day".'),
	('''infinity'', NULL, NULL, NULL, NULL', 'infinity is not a day of a matter', 'Leave a day that nobody knows yet out.')
) AS said (days, message, hint);
SELECT is((pg_temp.error_of('INSERT INTO matter (kind, ' || what))[1], expected, what)
FROM (VALUES ('received_day) VALUES (''liaison'', ''2006-07-01'')', '23514 matter_office matter'), ('mission_id, posting_id, received_day) VALUES (''liaison'', 1, 1, ''2006-07-01'')', '23514 matter_office matter'),
			 ('mission_id, received_day) VALUES (''gossip'', 1, ''2006-07-01'')', '23503 matter_kind_fkey matter'), ('mission_id, received_day, asked_by) VALUES (''liaison'', 1, ''2006-07-01'', ''friends'')', '23514 matter_asked_by_check matter'),
			 ('mission_id, received_day, number) VALUES (''liaison'', 1, ''2006-07-01'', ''m-1'')', '23505 matter_number_key matter'), ('mission_id, received_day, number) VALUES (''liaison'', 1, ''2006-07-01'', '' '')', NULL)) AS t (what, expected);
RESET ROLE;

-- From files
INSERT INTO matter_entry (number, kind, asked_by, mission, posting, program, received_day, answered_day, subject) VALUES
	('e-1', 'carrier', 'carrier', NULL, 'bru-1', 'csi', '2006-07-04', NULL, 'a late ship'), ('e-2', 'gossip', NULL, 'BRU', NULL, NULL, '2006-07-04', NULL, NULL), ('e-3', 'liaison', NULL, 'BRU', NULL, NULL, '2006-07-04', '2006-07-03', NULL);
SELECT results_eq('SELECT line, sqlstate, rule_id, column_name, message FROM check_entries() ORDER BY line', $$VALUES (3, '22023', NULL, 'kind', 'there is no matter_kind "gossip"'), (4, '23514', 'AT-401', NULL, 'a matter is answered on 2006-07-03 and received on 2006-07-04')$$, 'what is wrong with the lines of a file');
SELECT is((accept_entries(complete => false))::text, '(1,2)', 'what can go in goes in');
SELECT is(format('%s %s %s %s', kind, program, due_day, subject), 'carrier CSI 2006-07-11 a late ship', '... with its due day') FROM matter WHERE number = 'E-1';
DELETE FROM matter WHERE number = 'E-1';

-- A posting may have any key, and a day may be the last of all.
RESET ROLE;
INSERT INTO posting (posting_id, mission_id, role) VALUES (0, 2, 'attache');
SET LOCAL session_replication_role = replica;
INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (0, 3, '[2006-01-01,2006-02-01)');
SET LOCAL session_replication_role = origin;
SELECT is(string_agg(format('%s %s', posting_id, during), ', ' ORDER BY posting_id), '0 [2006-01-01,2006-02-01),  [2006-01-01,2006-02-01)', 'a posting whose key is 0') FROM accountable() WHERE mission_id = 2;
INSERT INTO matter (matter_id, kind, posting_id, received_day, due_day) VALUES (20, 'liaison', 0, '2006-07-04', '5874897-12-31');
SELECT is(matter_backlog(true, at_mission => 2)::text, '{2006-07-14:1}', 'what is due on the last day of all is never overdue');
DELETE FROM matter WHERE matter_id = 20;
SELECT is((pg_temp.error_of('DELETE FROM matter; SELECT matter_backlog(kind => ''none'')'))[2], 'there is no kind of matters none', 'an error also where there are no matters');

-- Random matters, against plain SQL that counts them one by one.
SET LOCAL session_replication_role = replica;
DELETE FROM matter; DELETE FROM assignment; DELETE FROM absence;
SELECT setseed(0.37) \g /dev/null
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(11, 20) i;
INSERT INTO assignment (posting_id, representative_id, kind, tenure)
SELECT 1 + floor(random() * 3), 11 + floor(random() * 10), (ARRAY['tour', 'tour', 'acting', 'tdy'])[1 + floor(random() * 4)::integer], daterange(first_day, CASE WHEN random() < 0.9 THEN first_day + 1 + (random() * 60)::integer END)
FROM generate_series(1, 40) i, LATERAL (SELECT '2006-01-01'::date + (random() * 300 + 0 * i)::integer AS first_day) x;
INSERT INTO matter (kind, mission_id, posting_id, received_day, due_day, answered_day, closed_day, outcome)
SELECT (ARRAY['carrier', 'liaison'])[1 + i % 2], CASE WHEN i % 3 = 0 THEN 1 + i % 2 END, CASE WHEN i % 3 > 0 THEN 1 + floor(random() * 3) END, day, CASE WHEN random() < 0.7 THEN day + (random() * 20)::integer END,
	   CASE WHEN how < 0.6 THEN day + takes END, CASE WHEN how BETWEEN 0.5 AND 0.75 THEN day + takes + 2 END, CASE WHEN how BETWEEN 0.5 AND 0.75 THEN 'x' END
FROM generate_series(1, 400) i, LATERAL (SELECT '2006-01-01'::date + (random() * 300 + 0 * i)::integer AS day, random() + 0 * i AS how, (random() * 40 + 0 * i)::integer AS takes) x;
CREATE VIEW pg_temp.who_answers AS
	SELECT d.day, o.mission_id, o.posting_id, (
		SELECT a.representative_id FROM assignment a JOIN posting p ON p.posting_id = a.posting_id
		WHERE a.tenure @> d.day AND p.mission_id = o.mission_id AND (o.posting_id IS NULL OR a.posting_id = o.posting_id)
		ORDER BY array_position(CASE WHEN o.posting_id IS NULL THEN '{tour,acting,tdy}'::text[] ELSE '{acting,tour,tdy}' END, a.kind), lower(a.tenure), a.assignment_id LIMIT 1) AS representative_id
	FROM (SELECT '2005-12-30'::date + i AS day FROM generate_series(0, 420) i) d
	CROSS JOIN (SELECT posting.mission_id, posting.posting_id FROM posting UNION ALL SELECT mission.mission_id, NULL FROM mission) o;
CREATE TEMPORARY TABLE answering ON COMMIT DROP AS SELECT * FROM pg_temp.who_answers;
SELECT is(count(*)::integer, 0, 'one person a day answers for an office: the one that is found by looking at all')
FROM answering w
LEFT JOIN accountable() a ON a.mission_id = w.mission_id AND a.posting_id IS NOT DISTINCT FROM w.posting_id AND a.during @> w.day
WHERE a.representative_id IS DISTINCT FROM w.representative_id;
SELECT is(count(*)::integer, (SELECT count(*)::integer FROM answering w WHERE representative_id IS NOT NULL), '... and no other') FROM answering w JOIN accountable() a ON a.mission_id = w.mission_id AND a.posting_id IS NOT DISTINCT FROM w.posting_id AND a.during @> w.day;
SELECT is(count(*)::integer, 0, 'open on a day, whose, overdue or not')
FROM (SELECT d.day, m.matter_id, CASE WHEN m.due_day < d.day THEN 'overdue' ELSE 'open' END AS state, w.representative_id
	  FROM unnest('{2006-02-01,2006-05-05,2006-09-01,2007-01-15}'::date[]) d (day)
	  JOIN matter m ON m.received_day <= d.day AND (m.answered_day <= d.day) IS NOT TRUE AND (m.closed_day <= d.day) IS NOT TRUE
	  LEFT JOIN posting p USING (posting_id)
	  JOIN answering w ON w.day = d.day AND w.mission_id = coalesce(m.mission_id, p.mission_id) AND w.posting_id IS NOT DISTINCT FROM m.posting_id) plain
FULL JOIN (SELECT d.day, m.matter_id, m.state, m.representative_id FROM unnest('{2006-02-01,2006-05-05,2006-09-01,2007-01-15}'::date[]) d (day) CROSS JOIN LATERAL open_matters(d.day) m) asked USING (day, matter_id)
WHERE (plain.state, plain.representative_id) IS DISTINCT FROM (asked.state, asked.representative_id);
CREATE VIEW pg_temp.plain AS
	SELECT d.day, m.kind, r.name,
		   CASE WHEN m.answered_day <= d.day THEN m.answered_day - m.received_day WHEN m.closed_day <= d.day THEN NULL ELSE 100000 END AS days,
		   CASE WHEN m.answered_day <= d.day THEN CASE WHEN m.answered_day <= m.due_day THEN 'in time' WHEN m.due_day IS NOT NULL THEN 'late' ELSE 'answered' END
				WHEN m.closed_day <= d.day THEN 'unanswered' WHEN m.due_day < d.day THEN 'overdue' ELSE 'open' END AS state
	FROM unnest('{2006-05-05,2007-01-15}'::date[]) d (day)
	JOIN matter m ON m.received_day <= d.day
	LEFT JOIN posting p USING (posting_id)
	JOIN answering w ON w.day = CASE WHEN m.answered_day <= d.day THEN m.answered_day WHEN m.closed_day <= d.day THEN m.closed_day ELSE d.day END
		AND w.mission_id = coalesce(m.mission_id, p.mission_id) AND w.posting_id IS NOT DISTINCT FROM m.posting_id
	LEFT JOIN representative r USING (representative_id);
SELECT is(count(*)::integer, 0, 'added up by ' || added.by)
FROM (VALUES ('kind'), ('person')) AS added (by)
CROSS JOIN LATERAL (
	SELECT FROM (SELECT p.day, CASE added.by WHEN 'kind' THEN k.name ELSE coalesce(p.name, 'nobody') END AS line, count(*) AS received, count(*) FILTER (WHERE state IN ('in time', 'late', 'answered')) AS answered,
						count(*) FILTER (WHERE state = 'in time') AS in_time, count(*) FILTER (WHERE state = 'late') AS late, count(*) FILTER (WHERE state = 'unanswered') AS unanswered,
						count(*) FILTER (WHERE state IN ('open', 'overdue')) AS still_open, count(*) FILTER (WHERE state = 'overdue') AS overdue,
						nullif(percentile_disc(0.5) WITHIN GROUP (ORDER BY p.days), 100000) AS median_days, nullif(percentile_disc(0.9) WITHIN GROUP (ORDER BY p.days), 100000) AS percentile_90_days
				 FROM pg_temp.plain p JOIN matter_kind k ON k.matter_kind = p.kind GROUP BY 1, 2) p
	FULL JOIN (SELECT d.day, s.* FROM unnest('{2006-05-05,2007-01-15}'::date[]) d (day) CROSS JOIN LATERAL matter_summary(by => added.by, day => d.day) s) s USING (day, line)
	WHERE (p.received, p.answered, p.in_time, p.late, p.unanswered, p.still_open, p.overdue, p.median_days, p.percentile_90_days)
		IS DISTINCT FROM (s.received, s.answered, s.in_time, s.late, s.unanswered, s.still_open, s.overdue, s.median_days, s.percentile_90_days)
) differ
GROUP BY added.by
UNION ALL
SELECT is((SELECT count(*)::integer > 5 FROM matter_summary(by => 'person', day => '2007-01-15')), true, '... of several people');
SELECT set_config('search_path', 'overseas, tap, ' || :'schema', true) \g /dev/null
SELECT is(count(*)::integer, 0, 'the backlog of each day, counted')
FROM generate_series('2005-12-30'::date, '2007-02-01', '1 day') g (day), LATERAL (SELECT g.day::date) d (day)
WHERE coverage_on(matter_backlog(), d.day) <> (SELECT count(*) FROM matter m WHERE m.received_day <= d.day AND (coalesce(m.answered_day, m.closed_day) <= d.day) IS NOT TRUE)
   OR coverage_on(matter_backlog(true), d.day) <> (SELECT count(*) FROM matter m WHERE m.due_day < d.day AND (coalesce(m.answered_day, m.closed_day) <= d.day) IS NOT TRUE);
SELECT * FROM finish();
ROLLBACK;
