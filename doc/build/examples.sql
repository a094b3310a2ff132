-- An example for each function and aggregate of the reference, after a line with
-- its name; doc/build/reference runs it beside the example registry and shows what
-- it gives.

-- program_code_ordinal
SELECT program_code_ordinal('CSI') < program_code_ordinal('IAP') AS before;

-- posting_status_can_become
SELECT posting_status_can_become('active', 'closing'), posting_status_can_become('closed', 'active');

-- posting_status_admits
SELECT posting_status_admits('active'), posting_status_admits('closing');

-- posting_status_admits_tdy
SELECT posting_status_admits_tdy('suspended');

-- posting_status_is_open
SELECT posting_status_is_open('suspended'), posting_status_is_open('approved');

-- posting_status_counts
SELECT posting_status_counts('closing'), posting_status_counts('suspended');

-- posting_status_is_final
SELECT posting_status_is_final('withdrawn');

-- posting_status_ordinal
SELECT posting_status_ordinal('proposed') < posting_status_ordinal('active') AS before;

-- posting_statuses
SELECT * FROM posting_statuses() WHERE counts;

-- posting_status_transitions
SELECT string_agg(next::text, ', ' ORDER BY next) AS next FROM posting_status_transitions() WHERE status = 'approved';

-- countries
SELECT * FROM countries() WHERE country IN ('BE', 'YU', 'XK');

-- country_name
SELECT country_name('BE');

-- country_alpha3
SELECT country_alpha3('BE');

-- country_numeric
SELECT country_numeric('BE');

-- country_withdrawn
SELECT country_withdrawn('YU'), country_withdrawn('BE');

-- country_successors
SELECT country_successors('YU');

-- country_code_ordinal
SELECT country_code_ordinal('BE') < country_code_ordinal('CA') AS before;

-- country_from_name
SELECT country_from_name('Burma');
SELECT country_from_name('Korea');

-- country_name_is_known
SELECT country_name_is_known('Bahamas, The'), country_name_is_known('Atlantis');

-- country_names
SELECT * FROM country_names() WHERE country = 'MM' ORDER BY name COLLATE "C" LIMIT 3;

-- country_from_numeric
SELECT country_from_numeric('056'), country_from_numeric(56);

-- country_from_fips
SELECT country_from_fips('GM');

-- fips_codes
SELECT * FROM fips_codes() WHERE fips IN ('GM', 'PG');

-- min
SELECT min(country), max(country) FROM (VALUES ('CA'::country_code), ('BE')) AS v (country);

-- max
SELECT max(program) FROM (VALUES ('CSI'::program_code), ('IAP')) AS v (program);

-- coverage_agg
SELECT coverage_agg(country, during)
FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-07-01)'::daterange), ('BE', '[2006-01-01,)'), ('CA', '[2004-10-20,)')) AS posted (country, during);

-- headcount_agg
SELECT headcount_agg(during)
FROM (VALUES ('[2004-08-01,2006-07-01)'::daterange), ('[2006-01-01,)')) AS hired (during);

-- sum
SELECT sum(covered) FROM (VALUES ('{2004-08-01:2}'::coverage), ('{2005-01-01:1}')) AS v (covered);

-- coverage_least_agg
SELECT coverage_least_agg(covered) FROM (VALUES ('{2004-08-01:2}'::coverage), ('{2005-01-01:1}')) AS v (covered);

-- coverage_greatest_agg
SELECT coverage_greatest_agg(covered) FROM (VALUES ('{2004-08-01:2}'::coverage), ('{2005-01-01:3}')) AS v (covered);

-- coverage_on
SELECT coverage_on('{2004-08-01:1,2004-10-20:2}', '2006-06-01');

-- coverage_by
SELECT * FROM coverage_by('{2004-08-01:1,2004-10-20:2}', '[2004-08-01,2005-01-01)'::daterange, 'month');

-- coverage_steps
SELECT * FROM coverage_steps('{2004-08-01:1,2004-10-20:2}');

-- coverage_levels
SELECT * FROM coverage_levels('{2004-08-01:1,2004-10-20:2}', '[2004-01-01,2005-01-01)'::daterange);

-- coverage_min
SELECT coverage_min('{2004-08-01:1,2004-10-20:2}', '[2004-09-01,2005-01-01)'::daterange);

-- coverage_max
SELECT coverage_max('{2004-08-01:1,2004-10-20:2}', '[2004-01-01,2004-10-20)'::daterange);

-- coverage_avg
SELECT round(coverage_avg('{2004-08-01:1,2004-10-20:2}', '[2004-10-01,2004-11-01)'::daterange), 2) AS average;

-- coverage_total
SELECT coverage_total('{2004-08-01:1,2004-10-20:2}', '[2004-10-01,2004-11-01)'::daterange);

-- coverage_within
SELECT coverage_within('{2004-08-01:1,2004-10-20:2}', '[2004-09-01,2005-01-01)'::daterange);

-- coverage_days
SELECT coverage_days('{2004-08-01:1,2004-10-20:2}', 2, '[2004-01-01,2005-01-01)'::daterange);

-- coverage_share
SELECT round(coverage_share('{2004-08-01:1,2004-10-20:2}', 2, '[2004-10-01,2004-11-01)'::daterange), 3) AS share;

-- coverage_periods
SELECT coverage_periods('{2004-08-01:1,2004-10-20:2,2005-01-01:0}', 2);

-- coverage_gaps
SELECT coverage_gaps('{2004-08-01:1,2004-10-20:2,2005-01-01:0}', 2, '[2004-01-01,2006-01-01)'::daterange);

-- coverage_longest_gap
SELECT coverage_longest_gap('{2004-08-01:1,2004-10-20:2,2005-01-01:0}', 2, '[2004-01-01,2006-01-01)'::daterange);

-- coverage_longest_run
SELECT coverage_longest_run('{2004-08-01:1,2004-10-20:2,2005-01-01:0}', 1);

-- coverage_first_reached
SELECT coverage_first_reached('{2004-08-01:2,2004-08-05:1,2004-10-20:2}', 2),
    coverage_first_reached('{2004-08-01:2,2004-08-05:1,2004-10-20:2}', 2, kept => 30);

-- coverage_make
SELECT coverage_make('{2004-08-01,2004-10-20}', '{1,2}');

-- coverage_shift
SELECT coverage_shift('{2004-08-01:1,2004-10-20:2}', 30);

-- coverage_least
SELECT coverage_least('{2004-08-01:2}', '{2005-01-01:1}');

-- coverage_greatest
SELECT coverage_greatest('{2004-08-01:2}', '{2005-01-01:3}');

-- coverage_sparkline
SELECT coverage_sparkline('{2004-08-01:1,2004-10-20:2}', '[2004-07-01,2005-01-01)', 12);

-- coverage_path
SELECT * FROM coverage_path(22, '2007-10-01', 0, '2004-08-01');

-- coverage_standing
SELECT actual, target, gap, expected, state
FROM coverage_standing('{2004-08-01:1,2004-10-20:2}', '2006-06-01', 4, '2007-10-01', 0, '2004-08-01');

-- coverage_check_target
SELECT coverage_check_target('reach', 22, '2007-10-01', NULL, NULL, NULL, NULL, NULL, NULL);

-- presence_agg
SELECT r.* FROM (SELECT presence_agg(country, during) AS p FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)')) AS v (country, during)) AS made, presence_rows(p) AS r;

-- presence_union_agg
SELECT coverage(presence_union_agg(p)) FROM (SELECT presence_agg(country, during) AS p FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)'), ('BE', '[2005-07-01,2007-01-01)')) AS v (country, during) GROUP BY country) AS made;

-- presence_within
SELECT coverage(presence_within(presence_agg(1, '[2004-01-01,2004-02-01)'::daterange), '[2004-01-20,2004-03-01)'::daterange));

-- coverage
SELECT coverage(p), coverage(p, '{"BE": 12, "FR": 60}') FROM (SELECT presence_agg(country, during) AS p FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)')) AS v (country, during)) AS made;

-- presence_kind
SELECT presence_kind(presence_agg(7, '[2004-01-01,2004-02-01)'::daterange)), presence_kind(presence_agg('seven', '[2004-01-01,2004-02-01)'::daterange));

-- presence_count
SELECT presence_count(presence_agg(i % 3, '[2004-01-01,2004-02-01)'::daterange)) FROM generate_series(1, 10) AS i;

-- presence_units
SELECT presence_units(presence_agg(country, during), '2006-01-01') FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)')) AS v (country, during);

-- presence_periods
SELECT presence_periods(presence_agg(country, during), 'be') FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)')) AS v (country, during);

-- presence_rows
SELECT * FROM presence_rows((SELECT presence_agg(country, during) FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)')) AS v (country, during)));

-- presence_coverages
SELECT * FROM presence_coverages((SELECT presence_agg(country, during) FROM (VALUES ('BE'::country_code, '[2004-08-01,2006-01-01)'::daterange), ('FR', '[2004-10-20,)')) AS v (country, during)));

-- days_meet
SELECT days_meet('[2006-01-01,2006-02-01)', '[2006-01-31,)'), days_meet('[2006-01-01,2006-02-01)', '[2006-02-01,)');
-- days_touched
SELECT days_touched('[2006-06-01 22:00-04,2006-06-02 00:00-04)', 'America/New_York');

-- attache_version
SELECT attache_version() = extversion AS "fits" FROM pg_extension WHERE extname = 'attache';

-- attache_check_version
SELECT attache_check_version();

-- attache_adopt_server
SELECT attache_adopt_server();

-- attache_create_registry
BEGIN;
SELECT attache_create_registry('stations', 'America/New_York');
ROLLBACK;

-- attache_load_example
SELECT attache_load_example('overseas');

-- attache_set_time_zone
BEGIN;
SELECT attache_set_time_zone('overseas', 'America/New_York');
ROLLBACK;

-- attache_upgrade_registry
SELECT * FROM attache_upgrade_registry('overseas');

-- attache_rules
SELECT rule_id, enforced_by, longest, about FROM attache_rules() WHERE rule_id IN ('AT-105', 'AT-204');

-- attache_rule_is_about
SELECT attache_rule_is_about('AT-204', 'posting'), attache_rule_is_about('AT-204', 'goal');

-- attache_limit_text
SELECT attache_limit_text('3 years 2 days');

-- attache_check_argument
SELECT attache_check_argument(1 > 2, 'one is not more than two', 'Take another number.');

-- attache_refuse_row
SELECT attache_refuse_row('AT-208', 'overseas.assignment'::regclass, 'the tenure has no day in it', 'Give it one.');

-- attache_trust_schema
SELECT attache_trust_schema('overseas');

-- attache_check_rights
SELECT attache_check_rights();

-- attache_objects_in
SELECT cardinality(attache_objects_in('overseas')) > 100 AS "many";

-- attache_trust_names
SELECT attache_trust_names('overseas', attache_objects_in('overseas'), '{}', 'overseas');

-- registry_time_zone
SELECT overseas.registry_time_zone() = current_setting('TimeZone') AS "that of the session that made it";

-- today
SELECT overseas.today() = (now() AT TIME ZONE overseas.registry_time_zone())::date AS "the registry's";

-- registry_level
SELECT overseas.registry_level();

-- fiscal_year
SELECT overseas.fiscal_year('2006-10-01'), overseas.fiscal_year('2006-10-01', 1);

-- check_day
SELECT overseas.check_day('2006-06-01');

-- check_horizon
SELECT overseas.check_horizon(0);

-- check_period
SELECT overseas.check_period('[2006-06-01,2006-07-01)');

-- check_program
SELECT overseas.check_program('NOP');

-- check_mission
SELECT overseas.check_mission(overseas.key_of('mission', 'Embassy Brussels'));

-- check_role
SELECT overseas.check_role('attache');

-- period_has_day
SELECT overseas.period_has_day('[2006-06-01,2006-07-01)', '2006-06-30');

-- tenure_has_day
SELECT count(*) FROM overseas.assignment WHERE overseas.tenure_has_day(tenure, '2006-06-01');

-- place_is_for
SELECT overseas.place_is_for(NULL, 'CSI'), overseas.place_is_for('CB', 'CSI');

-- roster
SELECT country, mission, representative, first_day, last_day, programs FROM overseas.roster('2006-06-01') LIMIT 3;

-- posting_roster
SELECT country, mission, status, since, seats, people, present FROM overseas.posting_roster('2006-06-01') LIMIT 3;

-- coverage_summary
SELECT * FROM overseas.coverage_summary('2006-06-01');

-- coverage_of
SELECT overseas.coverage_of('IAP');

-- coverage_matrix
SELECT program, country, posted, covered, people FROM overseas.coverage_matrix('2006-06-01') WHERE program = 'IAP';

-- days_uncovered
BEGIN;
UPDATE overseas.assignment SET tenure = '[2004-10-20,2006-07-01)' WHERE assignment_id = 2;
SELECT country, days, uncovered, longest FROM overseas.days_uncovered('[2005-01-01,2007-01-01)') ORDER BY uncovered DESC, country LIMIT 3;
ROLLBACK;

-- single_points
SELECT country, mission, representative, last_day FROM overseas.single_points('2006-06-01') LIMIT 3;

-- vacancies
BEGIN;
UPDATE overseas.assignment SET tenure = '[2004-10-20,2006-07-01)' WHERE assignment_id = 2;
SELECT country, mission, first_day, last_day, cause FROM overseas.vacancies('2006-06-01', 365) LIMIT 3;
ROLLBACK;

-- rotation
SELECT event, first_day, country, representative FROM overseas.rotation('2004-10-01', 60);

-- explain_coverage
SELECT counts, mission, status, people, reason FROM overseas.explain_coverage('BE', 'CSI', '2006-06-01');

-- what_if
SELECT subject, name, actual_now, actual_then, state_now, state_then
FROM overseas.what_if('{1}', '2006-05-31', day => '2006-06-01') WHERE actual_now <> actual_then;

-- what_if_named
SELECT subject, name, actual_now, actual_then, state_now, state_then
FROM overseas.what_if_named('{Representative 1}', '2006-05-31', day => '2006-06-01') WHERE actual_now <> actual_then;

-- goal_remedies
BEGIN;
UPDATE overseas.assignment SET tenure = daterange(lower(tenure), '2007-03-01') WHERE assignment_id IN (2, 5);
SELECT remedy, covers, representative, by_day, last_day, planned, state, shortest FROM overseas.goal_remedies(1, '2006-06-01');
ROLLBACK;

-- goal_progress
SELECT goal, actual, target, gap, expected, planned, state FROM overseas.goal_progress('2006-06-01');

-- goal_series
SELECT * FROM overseas.goal_series(1, '2006-06-01', '2006-06-02', '2006-06-01') ORDER BY day, measure;

-- goal_chart
SELECT overseas.goal_chart(1, '2006-06-01') #>> '{title,subtitle}' AS subtitle;

-- coverage_map
SELECT overseas.coverage_map('2006-06-01') #>> '{title,text}' AS title;

-- goal_coverage
SELECT coverage_on(overseas.goal_coverage(1), '2006-06-01');

-- goal_measure
SELECT goal_id, coverage_on(covered, '2006-06-01') AS covered, whole FROM overseas.goal_measure();

-- goal_breaches
SELECT overseas.goal_breaches('floor', 3, '[2006-01-01,2007-01-01)', '{2005-01-01:3,2006-06-01:2,2006-07-01:3}');

-- question_measure
SELECT goals, coverage_on(covered, '2006-06-01') AS covered, whole
FROM overseas.question_measure(ARRAY(SELECT q FROM overseas.goal_question q));

-- question_coverage
SELECT coverage_on(overseas.question_coverage(q, NULL), '2006-06-01') FROM overseas.goal_question q;

-- posting_programs_on
SELECT * FROM overseas.posting_programs_on('2006-06-01') ORDER BY posting_id LIMIT 3;

-- posting_status_of
SELECT * FROM overseas.posting_status_of(1, '2006-06-01');

-- posting_status_on
SELECT * FROM overseas.posting_status_on('2006-06-01') ORDER BY posting_id LIMIT 3;

-- presence_on
SELECT assignment_id, posting_id, country, program FROM overseas.presence_on('2006-06-01') ORDER BY assignment_id, program LIMIT 3;

-- assignments_on
SELECT assignment_id, posting_id, tenure, present FROM overseas.assignments_on('2006-06-01') ORDER BY assignment_id LIMIT 3;

-- assignment_if
SELECT assignment_id, tenure FROM overseas.assignment_if(ROW('{1}', '2006-05-31', NULL, NULL, NULL, NULL)::overseas.hypothesis) WHERE assignment_id = 1;

-- assignment_away
BEGIN;
INSERT INTO overseas.absence (representative_id, kind, during) VALUES (1, 'leave', '[2006-03-06,2006-03-11)');
SELECT * FROM overseas.assignment_away();
ROLLBACK;

-- days_away
BEGIN;
INSERT INTO overseas.absence (representative_id, kind, during) VALUES (1, 'leave', '[2006-03-06,2006-03-11)');
SELECT overseas.days_away(1);
ROLLBACK;

-- assignments_away_on
BEGIN;
INSERT INTO overseas.absence (representative_id, kind, during) VALUES (1, 'leave', '[2006-03-06,2006-03-11)');
SELECT overseas.assignments_away_on('2006-03-08');
ROLLBACK;

-- posting_presence
SELECT * FROM overseas.posting_presence() ORDER BY posting_id LIMIT 3;

-- posting_present
SELECT * FROM overseas.posting_present() ORDER BY posting_id LIMIT 3;

-- posting_staffing
SELECT posting_id, authorized, tour, vacant FROM overseas.posting_staffing('[2006-01-01,2007-01-01)') ORDER BY posting_id LIMIT 3;

-- staffing
SELECT line, authorized, filled, vacant, suspended, vacant_percent, vacancies FROM overseas.staffing('[2004-08-01,2007-10-01)');
SELECT line, authorized, filled, vacant FROM overseas.staffing('[2006-10-01,2007-10-01)', 'program');

-- staffing_period
SELECT overseas.staffing_period('(,2006-01-01)');

-- seat_days
SELECT first_day, last_day, mission, authorized, filled, tour, vacant FROM overseas.seat_days('[2006-01-01,2006-03-01)') WHERE country = 'NL';

-- time_to_fill
SELECT measured_from, cases, filled, median_days, percentile_90_days FROM overseas.time_to_fill('[2004-08-01,2007-10-01)');

-- tours
SELECT outcome, tours, actual_days FROM overseas.tours('[2004-08-01,2007-10-01)');

-- seat_runs
SELECT posting_id, seat, kind, during, representative_id FROM overseas.seat_runs('[2006-01-01,2007-01-01)') ORDER BY posting_id, during LIMIT 3;

-- roster_chart
SELECT c #>> '{title,text}' AS title, c #>> '{title,subtitle}' AS subtitle, jsonb_array_length(c #> '{data,values}') AS bars FROM overseas.roster_chart('[2006-01-01,2007-01-01)') c;

-- staffing_chart
SELECT c #>> '{title,subtitle}' AS subtitle, jsonb_array_length(c #> '{data,values}') AS bars FROM overseas.staffing_chart('[2004-08-01,2007-10-01)') c;

-- periods_meet
SELECT overseas.periods_meet('[2006-01-01,2006-02-01)', '[2006-01-31,)'), overseas.periods_meet('[2006-01-01,2006-02-01)', '[2006-02-01,)');

-- reach_present
SELECT scope, program, country, site_id, during FROM overseas.reach_present('{program,site}') WHERE country = 'NL' ORDER BY 1, 2::text;

-- posting_vacancy_within
BEGIN;
UPDATE overseas.assignment SET tenure = '[2004-10-20,2006-07-01)' WHERE assignment_id = 2;
SELECT * FROM overseas.posting_vacancy_within('[2006-01-01,2007-01-01)');
ROLLBACK;

-- verify
SELECT rule_id, assignment_id, first_day FROM overseas.verify() ORDER BY assignment_id LIMIT 3;

-- attache_entry_text
SELECT attache_entry_text(E'  BRU-1\r') AS says, attache_entry_text(' ') IS NULL AS nothing;

-- attache_entry_day
SELECT attache_entry_day('2026-02-28'), attache_entry_day('2026-02-30') IS NULL AS no_day;

-- attache_name_distance
SELECT attache_name_distance('Embasy', 'Embassy', 2), attache_name_distance('Embassy', 'Consulate', 2) IS NULL AS far;

-- attache_entry_kinds
SELECT unnest(attache_entry_kinds()) AS kind LIMIT 3;

-- attache_check_entries
BEGIN;
INSERT INTO overseas.representative_entry (number, name) VALUES ('E-1', '');
SELECT kind, line, column_name, message FROM attache_check_entries('overseas', 'entries');
ROLLBACK;

-- attache_accept_entries
BEGIN;
INSERT INTO overseas.representative_entry (number, name) VALUES ('E-1', ''), ('E-2', 'Ann Adams');
SELECT * FROM attache_accept_entries('overseas', 'entries', false);
ROLLBACK;

-- attache_accept_in_pieces
INSERT INTO overseas.representative_entry (number, name) VALUES ('E-1', ''), ('E-2', 'Ann Adams');
CALL attache_accept_in_pieces('overseas', 'entries');
DELETE FROM overseas.representative_entry;
DELETE FROM overseas.representative WHERE number = 'E-2';

-- attache_entries
SELECT code, name, country FROM attache_entries(NULL::overseas.mission_entry) ORDER BY name LIMIT 2;

-- near
SELECT overseas.near('mission', 'Embasy Brussels');

-- key_of
SELECT overseas.key_of('mission', 'Embassy Brussels');

-- name_of
SELECT overseas.name_of('mission', 1);

-- person_label
SELECT overseas.person_label('Ann Adams', 'E-17'), overseas.person_label('Bo Berg', NULL);

-- posting_label
SELECT overseas.posting_label('BRU-1', 'attache', 'Embassy Brussels'), overseas.posting_label(NULL, 'attache', 'Embassy Brussels');

-- assignment_of
SELECT overseas.assignment_of('Representative 2', NULL, '2006-06-01');

-- assignments_of
SELECT overseas.assignments_of(2, NULL, '2006-06-01');

-- check_entries
BEGIN;
INSERT INTO overseas.assignment_entry (posting, representative, first_day, last_day)
VALUES ('Embasy Rome', 'Representative 10', '07/01/2027', '2027-02-30');
SELECT line, column_name, message, hint FROM overseas.check_entries();
ROLLBACK;

-- accept_entries
BEGIN;
INSERT INTO overseas.representative_entry (number, name) VALUES ('E-1', ''), ('E-2', 'Ann Adams');
SELECT * FROM overseas.accept_entries();
SELECT * FROM overseas.accept_entries(complete => false);
SELECT line, state, fault FROM overseas.representative_entry ORDER BY line;
ROLLBACK;

-- propose
BEGIN;
SELECT * FROM overseas.propose('Embassy Brussels', 'attache', 'BRU-2', '2006-06-01', '{CSI}');
ROLLBACK;

-- request
BEGIN;
SELECT * FROM overseas.propose('Embassy Brussels', 'attache', 'BRU-2', '2006-06-01') \g /dev/null
SELECT done, posting, first_day FROM overseas.request('BRU-2', '2006-07-01');
ROLLBACK;

-- approve
BEGIN;
SELECT * FROM overseas.propose('Embassy Brussels', 'attache', 'BRU-2', '2006-06-01') \g /dev/null
SELECT * FROM overseas.request('BRU-2', '2006-07-01') \g /dev/null
SELECT done, posting, first_day FROM overseas.approve('BRU-2', '2006-08-01', 'cable 17');
ROLLBACK;

-- open
BEGIN;
SELECT * FROM overseas.propose('Embassy Brussels', 'attache', 'BRU-2', '2006-06-01') \g /dev/null
SELECT * FROM overseas.request('BRU-2', '2006-07-01') \g /dev/null
SELECT * FROM overseas.approve('BRU-2', '2006-08-01', 'cable 17') \g /dev/null
SELECT done, posting, first_day FROM overseas.open('BRU-2', '2006-09-01');
ROLLBACK;

-- change_status
BEGIN;
SELECT done, posting, first_day FROM overseas.change_status('Embassy Rome', 'closing', '2027-01-01');
ROLLBACK;

-- action_on
SELECT done, posting, first_day, last_day FROM overseas.action_on('opened', 1, NULL, NULL, '[2006-01-01,2007-01-01)');

-- check_given_day
SELECT overseas.check_given_day(NULL);

-- suspend
BEGIN;
SELECT done, posting, first_day FROM overseas.suspend('Embassy Rome', '2027-01-01', reason => 'flood');
ROLLBACK;

-- end_assignment
BEGIN;
SELECT done, posting, representative, last_day FROM overseas.end_assignment('Representative 1', '2006-05-31', 'curtailed');
ROLLBACK;

-- extend
BEGIN;
SELECT done, posting, representative, last_day FROM overseas.extend('Representative 1', '2006-07-15');
ROLLBACK;

-- assign
BEGIN;
SELECT done, posting, representative, first_day, last_day FROM overseas.assign('Representative 1', 'Embassy Ottawa', '2006-09-01', '2006-09-14', 'tdy');
ROLLBACK;

-- close
BEGIN;
UPDATE overseas.rule SET severity = 'off' WHERE rule_id = 'AT-206';
SELECT * FROM overseas.end_assignment('Representative 22', '2026-11-30') \g /dev/null
SELECT done, posting, first_day FROM overseas.close('Embassy Nairobi', '2026-12-01');
ROLLBACK;

-- swap
BEGIN;
UPDATE overseas.rule SET severity = 'off' WHERE rule_id = 'AT-206'; -- their tours have overrun
SELECT done, posting, representative, first_day, last_day FROM overseas.swap('Representative 3', 'Representative 4', '2027-01-01');
ROLLBACK;

-- known_at
SELECT overseas.known_at() IS NULL AS now;

-- moment_of
SELECT overseas.moment_of(to_char(now(), 'YYYY-MM-DD HH24:MI:SS.USOF')) = now() AS the_same;

-- edits_after
SELECT count(*) AS edits FROM overseas.edits_after('infinity');

-- publish
BEGIN;
SELECT overseas.publish('first report') <= clock_timestamp() AS published;
ROLLBACK;

-- subject_of
SELECT overseas.subject_of('{"posting_id": 1, "representative_id": 1}');

-- row_in_words
SELECT overseas.row_in_words('{"city": "Rangoon", "country": "MM"}', '{"city": "Yangon", "country": "MM"}') AS old;

-- changes
SELECT event, table_name, subject, new FROM overseas.changes(about => 'Embassy Tokyo') WHERE table_name = 'mission';

-- undo
BEGIN;
SELECT overseas.undo(2) > 200 AS rows;
ROLLBACK;

-- forget
BEGIN;
SELECT overseas.forget(now(), 'order 5') AS rows;
ROLLBACK;

-- attache_keep_past
BEGIN;
SELECT attache_create_registry('stations', keep_past => false);
SELECT attache_keep_past('stations');
SELECT count(*) AS edits FROM stations.edit;
ROLLBACK;

-- attache_show_known
BEGIN;
SELECT attache_show_known('overseas', 'overseas_then');
SELECT overseas_then.today() = overseas.today() AS the_same;
ROLLBACK;

-- attache_known_schemas
BEGIN;
SELECT attache_show_known('overseas', 'overseas_then');
SELECT * FROM attache_known_schemas('overseas');
ROLLBACK;

-- attache_empty_registry
BEGIN;
SELECT attache_create_registry('stations');
SELECT attache_empty_registry('stations');
SELECT count(*) AS rules FROM stations.rule;
ROLLBACK;

-- attache_moment
SELECT attache_moment('2007-01-15', 'America/New_York') = '2007-01-15 05:00Z' AS the_same;

-- attache_check_moment
SELECT attache_check_moment('overseas.edit', now()) = now() AS the_same;

-- attache_edit_under_way
SELECT attache_edit_under_way('overseas.edit') IS NULL AS none;

-- attache_mark
BEGIN;
SELECT attache_mark('overseas.edit', 'before the audit') <= clock_timestamp() AS marked;
ROLLBACK;

-- attache_reads_past
SELECT attache_reads_past('overseas.role');

-- answers_on
BEGIN;
SELECT attache_show_known('overseas', 'overseas_then');
SELECT subject, name, answer, postings FROM overseas_then.answers_on('2006-12-15') WHERE program IS NULL ORDER BY 1, 2 LIMIT 3;
ROLLBACK;

-- compare
BEGIN;
SELECT attache_show_known('overseas', 'overseas_then');
UPDATE overseas.edit SET known_from = '2006-01-01'::timestamptz + edit_id * interval '1 day';
UPDATE overseas.assignment SET tenure = '[2004-10-20,2006-12-01)', ended_as = 'curtailed' WHERE assignment_id = 3;
SELECT subject, name, answer_then, answer_now FROM overseas_then.compare('2006-12-15', '2006-07-01') WHERE program IS NULL;
ROLLBACK;

-- slips
SELECT what, planned, now_planned, days FROM overseas.slips();

-- attache_known_at
SELECT attache_known_at('overseas.edit') IS NULL AS now;

-- accountable
SELECT posting_id, during, representative_id FROM overseas.accountable('[2006-01-01,2007-01-01)') WHERE mission_id = 1 ORDER BY posting_id, during;

-- open_matters
SELECT number, kind, mission, received_day, due_day, state, accountable FROM overseas.open_matters('2006-06-01');

-- matter_summary
SELECT line, received, answered, in_time, late, unanswered, still_open, median_days FROM overseas.matter_summary('[2006-01-01,2007-01-01)', 'kind', '2007-12-31');

-- matter_backlog
SELECT overseas.matter_backlog();

-- matter_chart
SELECT c #>> '{title,text}' AS title, c #>> '{title,subtitle}' AS subtitle FROM overseas.matter_chart('[2006-05-01,2006-07-01)') c;

-- check_matter_kind
SELECT overseas.check_matter_kind('carrier');

-- working_days
SELECT overseas.working_days('2006-06-26', '2006-07-10', 'BE');

-- working_day_after
SELECT overseas.working_day_after('2006-06-26', 10, 'BE');

-- is_working_day
SELECT overseas.is_working_day('2006-07-04', 'BE');

-- weekend_of
SELECT * FROM overseas.weekend_of('BE');

-- measured
SELECT first_day, last_day, program, value, missing_days FROM overseas.measured('trained', '[2005-10-01,2006-10-01)');

-- measured_beside
SELECT country, covered_days, covered_value, uncovered_days, uncovered_value FROM overseas.measured_beside('wait', '[2005-01-01,2006-01-01)');

-- measurement_part
SELECT overseas.measurement_part(7, '[2006-01-01,2006-01-08)', '[2006-01-03,2006-01-05)');

-- check_measure
SELECT overseas.check_measure('trained');
