-- Lines of every kind: in any order, by a clerk who may not
-- do everything; out of one registry and into another, and nothing differs.
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
GRANT USAGE ON SCHEMA :"schema" TO attache_clerk; -- whoever loads files needs it
SET ROLE attache_clerk;
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206'; -- the tours of the example have overrun

-- Everything in one batch, and what a line needs stands on later ones, or in a kind that
-- goes in later: a posting that reopens one which another line closes.
INSERT INTO posting_status_change_entry (posting, effective_day, status, reference, reason, taken_over_from) VALUES
	('osl-1', '2026-01-01', 'closed', NULL, 'moved', NULL),
	('OSL-1', '2020-01-01', 'ACTIVE', NULL, NULL, 'a file'),
	('OSL-2', '2026-02-01', 'requested', NULL, NULL, NULL),
	('OSL-2', '2026-03-01', 'approved', 'cable 7', NULL, NULL),
	('OSL-2', '2026-04-01', 'active', NULL, NULL, NULL);
INSERT INTO posting_entry (number, mission, role, seats, reopens, programs, status, effective_day) VALUES
	('OSL-2', 'osl', 'Attache', '2', 'OSL-1', 'csi; IAP', 'Proposed', '2026-01-15'),
	('osl-1', 'Embassy Oslo', 'attache', NULL, NULL, NULL, NULL, NULL);
INSERT INTO mission_entry (country, city, name, code, covers_host) VALUES ('Norway', 'Oslo', 'Embassy Oslo', 'osl', 'Yes');
INSERT INTO mission_change_entry (mission, effective_day, name, reason) VALUES ('OSL', '2026-06-01', 'Royal Embassy Oslo', 'it says so');
INSERT INTO assignment_entry (posting, representative, first_day, last_day, ended_as) VALUES
	('OSL-2', 'N-1', '2026-04-01', NULL, NULL),
	('OSL-1', 'N-1', '2024-01-01', '2025-12-31', 'transferred');
INSERT INTO assignment_end_entry (representative, last_day, ended_as) VALUES ('n-1', '2027-03-31', NULL);
INSERT INTO absence_entry (representative, kind, first_day, last_day) VALUES ('N-1', 'Leave', '2026-05-01', '2026-05-14');
INSERT INTO representative_entry (number, name) VALUES ('n-1', 'Nora Nilsen');
INSERT INTO posting_seats_change_entry (posting, effective_day, seats) VALUES ('OSL-2', '2026-12-01', '1');
INSERT INTO site_entry (kind, code, country, name) VALUES ('seaport', 'nosvg', 'NOR', 'Stavanger');
INSERT INTO posting_site_entry (posting, site, program, first_day) VALUES ('OSL-2', 'NOSVG', 'CSI', '2026-04-01');
INSERT INTO posting_area_entry (posting, country, program) VALUES ('OSL-2', 'Iceland', 'iap');
INSERT INTO posting_program_entry (posting, program, first_day, last_day) VALUES ('OSL-1', 'CB', '2020-01-01', '2024-12-31');
SELECT is_empty($$SELECT kind, line, message, hint FROM check_entries() WHERE severity = 'error'$$, 'lines of every kind, in any order');
SELECT results_eq('SELECT * FROM accept_entries()', $$VALUES (19::bigint, 0::bigint)$$, '... all go in');
SELECT results_eq($$SELECT p.number, p.seats, r.number, m.code, array(SELECT pp.program::text FROM posting_program pp WHERE pp.posting_id = p.posting_id ORDER BY 1)
	FROM posting p JOIN posting r ON r.posting_id = p.reopens JOIN mission m ON m.mission_id = p.mission_id$$,
	$$VALUES ('OSL-2', 2, 'OSL-1', 'OSL', '{CSI,IAP}'::text[])$$, 'a posting, with what it reopens and runs');
SELECT results_eq($$SELECT tenure, ended_as FROM assignment a JOIN representative r ON r.representative_id = a.representative_id WHERE r.number = 'N-1' ORDER BY tenure$$,
	$$VALUES ('[2024-01-01,2026-01-01)'::daterange, 'transferred'), ('[2026-04-01,2027-04-01)', NULL)$$, 'assignments, and the end of one');

-- Two people swap posts.
INSERT INTO assignment_end_entry (batch, representative, last_day) VALUES ('swap', 'Representative 3', '2026-12-31'), ('swap', 'Representative 4', '2026-12-31');
INSERT INTO assignment_entry (batch, posting, representative, first_day) VALUES ('swap', 'Embassy Singapore', 'Representative 3', '2027-01-01'), ('swap', 'Embassy Mexico City', 'Representative 4', '2027-01-01');
SELECT results_eq($$SELECT * FROM accept_entries('swap')$$, $$VALUES (4::bigint, 0::bigint)$$, 'two people swap posts');

-- A line that breaks a rule which is a warning goes in, and a check says so.
INSERT INTO representative (name, number) VALUES ('Lars', 'L-1'), ('Liv', 'L-2');
INSERT INTO assignment_entry (batch, posting, representative, first_day, last_day) VALUES ('long', 'OSL-2', 'L-1', '2031-01-01', '2035-12-31');
UPDATE rule SET severity = 'error' WHERE rule_id = 'AT-206';
SELECT is((SELECT array_agg(severity || ' ' || rule_id) FROM check_entries('long')), '{error AT-206}', 'a tour too long');
UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-206';
SELECT is((SELECT array_agg(severity || ' ' || rule_id || ' ' || line) FROM check_entries('long')), '{warning AT-206 2}', '... is a warning if its rule is');
SELECT results_eq($$SELECT * FROM accept_entries('long')$$, $$VALUES (1::bigint, 0::bigint)$$, '... and goes in');
UPDATE rule SET severity = 'error' WHERE rule_id = 'AT-206';

-- A column of the user's own goes from the lines into the table.
RESET ROLE;
ALTER TABLE assignment ADD COLUMN "Grade %s" integer, ADD COLUMN cost numeric;
ALTER TABLE assignment_entry ADD COLUMN "Grade %s" text, ADD COLUMN cost text;
SET ROLE attache_clerk;
INSERT INTO assignment_entry (batch, posting, representative, first_day, last_day, "Grade %s", cost) VALUES
	('own', 'OSL-2', 'L-2', '2036-01-01', '2036-12-31', 'fifteen', '1e9'), ('own', 'OSL-1', 'L-2', '2023-01-01', '2023-12-31', '14', 'a lot');
SELECT results_eq($$SELECT line, sqlstate, column_name, message FROM check_entries('own') ORDER BY line$$,
	$$VALUES (2, '22P02', 'Grade %s', '"fifteen" is no whole number'), (3, '22P02', NULL, 'invalid input syntax for type numeric: "a lot"')$$, 'a column that users add is read by its type');
UPDATE assignment_entry SET "Grade %s" = '15' WHERE batch = 'own' AND line = 2;
UPDATE assignment_entry SET cost = '3.5' WHERE batch = 'own' AND line = 3;
SELECT results_eq($$SELECT * FROM accept_entries('own')$$, $$VALUES (2::bigint, 0::bigint)$$, '... and goes in');
SELECT is((SELECT array_agg("Grade %s" || ' ' || cost ORDER BY "Grade %s") FROM assignment WHERE cost IS NOT NULL), '{14 3.5,"15 1000000000"}', '... as it stands there');

-- What other constraints say is a sentence as well.
INSERT INTO mission_entry (batch, country, city, name) VALUES ('again', 'NO', 'Oslo', 'Embassy Oslo');
INSERT INTO site_entry (batch, kind, code, country, name) VALUES ('again', 'seaport', 'OSLO', 'NO', 'Oslo');
INSERT INTO absence_entry (batch, representative, first_day) VALUES ('again', 'N-1', '2026-05-07');
INSERT INTO posting_entry (batch, mission, role, status) VALUES ('again', 'OSL', 'boss', 'open'), ('again', 'OSL', 'attache', 'proposed');
INSERT INTO mission_entry (batch, country, city, name, covers_host, kind) VALUES ('again', 'Germnay', 'Bonn', NULL, 'perhaps', 'legation');
SELECT results_eq($$SELECT kind, line, sqlstate, column_name, message, hint FROM check_entries('again') ORDER BY kind, line, column_name, sqlstate$$,
	$$VALUES ('absence', 2, '23P01', NULL, 'not so: absences of one person do not overlap', NULL),
	('mission', 2, '23505', NULL, 'the registry, or an earlier line, has this mission already', NULL),
	('mission', 3, '22023', 'country', 'there is no country "Germnay"', 'Did you mean Germany?'),
	('mission', 3, '22P02', 'covers_host', '"perhaps" is neither yes nor no', 'Write yes or no.'),
	('mission', 3, '23514', 'kind', '"kind" cannot be "legation"', 'It is one of embassy, consulate, organization.'),
	('mission', 3, '23502', 'name', '"name" is blank', 'Every line needs it.'),
	('posting', 2, '22023', 'number', 'a posting of a mission that has others needs a number', 'Its status and its programs are told apart by it.'),
	('posting', 2, '22023', 'role', 'there is no role "boss"', 'The view "called" lists what each role may be called.'),
	('posting', 2, '22P02', 'status', 'there is no status "open"', 'Statuses are proposed, requested, approved, active, suspended, closing, closed, denied, withdrawn.'),
	('posting', 2, '23502', 'status', 'the status has no first day', 'Give it as "effective_day".'),
	('posting', 3, '22023', 'number', 'a posting of a mission that has others needs a number', 'Its status and its programs are told apart by it.'),
	('posting', 3, '23502', 'status', 'the status has no first day', 'Give it as "effective_day".'),
	('site', 2, '23514', NULL, 'not so: a UN/LOCODE and an IATA code have their shape', NULL)$$, 'constraints speak');

INSERT INTO posting_seats_change_entry (batch, posting, effective_day, seats) VALUES ('more', 'OSL-1', '2021-01-01', 'two');
INSERT INTO assignment_end_entry (batch, representative, last_day) VALUES ('more', 'N-1', NULL), ('more', 'N-1', '2020-01-01'), ('more', 'Representative 9', '2027-01-01');
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (2, 9, 'tdy', '[2026-12-20,2027-01-15)');
INSERT INTO assignment_entry (batch, posting, representative, first_day, ended_as) VALUES ('more', 'OSL-1', 'Nobody', '2021-01-01', 'completed');
INSERT INTO posting_entry (batch, mission, role, effective_day) VALUES ('more', 'OSLO', 'attache', '2021-01-01');
INSERT INTO mission_entry (batch, country, city, name, code) VALUES ('more', 'Norway', 'Oslo', ' ', 'OSLO');
INSERT INTO posting_program_entry (batch, posting, program, first_day) VALUES ('more', 'OSL-2', 'CSI', '2026-01-01');
SELECT results_eq($$SELECT kind, line, sqlstate, column_name, message, hint FROM check_entries('more') ORDER BY kind, line, column_name, sqlstate$$,
	$$VALUES ('assignment', 2, '23514', 'ended_as', 'what has ended has a last day', 'Give the last day, or leave "ended_as" blank.'),
	('assignment', 2, '22023', 'representative', 'there is no representative "Nobody"', 'The view "called" lists what each representative may be called.'),
	('assignment_end', 2, '23502', 'last_day', '"last_day" is blank', 'Every line needs it.'),
	('assignment_end', 3, '22023', NULL, 'the person holds no such posting on that day, nor before it', 'The assignment has to be in the registry, or on a line of its own.'),
	('assignment_end', 4, '22023', NULL, 'the person holds more than one posting on that day', 'Name the posting as well.'),
	('mission', 2, '23502', 'name', '"name" is blank', 'Every line needs it.'),
	('posting', 2, '23502', 'effective_day', 'the day is the first of no status', 'Give the status, or leave the day blank.'),
	('posting', 2, '22023', 'mission', 'there is no mission "OSLO"', 'Line 2 of "mission_entry" has it, and is not in.'),
	('posting_program', 2, '23P01', NULL, 'the registry, or an earlier line, has such a posting program on some of these days already', NULL),
	('posting_seats_change', 2, '22P02', 'seats', '"two" is no whole number', 'Write it in digits: 2.')$$, 'what else a line may lack');

-- A right that is missing is no fault of a line.
RESET ROLE;
REVOKE INSERT ON assignment FROM attache_clerk;
SET ROLE attache_clerk;
SELECT is((pg_temp.error_of($$SELECT * FROM check_entries('again')$$))[1], NULL, 'a clerk who may not write what no line of the batch is for');
INSERT INTO assignment_entry (batch, posting, representative, first_day) VALUES ('right', 'OSL-1', 'L-2', '2024-01-01');
SELECT is((pg_temp.error_of($$SELECT * FROM accept_entries('right', false)$$))[2], 'permission denied for table assignment', '... and one who may not write what one is for');
RESET ROLE;
GRANT INSERT ON assignment TO attache_clerk;

SELECT is((pg_temp.error_of($$SELECT * FROM check_entries('nothing')$$))[4],
	'Tables such as "assignment_entry" have them; lines that name no batch are in the one of the setting attache.batch, or else in "entries".', 'a batch without lines');

-- Out and in again.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE assignment DROP COLUMN "Grade %s", DROP COLUMN cost;
ALTER TABLE assignment_entry DROP COLUMN "Grade %s", DROP COLUMN cost;
DELETE FROM goal;
SELECT format('SELECT %I.attache_create_registry(''again'', ''UTC'')', :'schema') \gexec
INSERT INTO again.program SELECT * FROM program;
INSERT INTO again.measure SELECT * FROM measure;
UPDATE again.rule a SET severity = 'off' WHERE rule_id = 'AT-206';
SELECT set_config('search_path', 'overseas, tap, ' || :'schema', true) \g /dev/null
SELECT format('INSERT INTO again.%1$I (%2$s) SELECT %2$s FROM attache_entries(NULL::overseas.%1$I)', c.relname,
			  string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum))
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 1 AND NOT a.attisdropped AND a.attname NOT IN ('batch', 'state', 'fault')
WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE '%\_entry' AND c.relkind = 'r'
GROUP BY c.relname \gexec
SELECT is(refused, 0::bigint, 'what comes out goes in again') FROM again.accept_entries();
SELECT is_empty($$SELECT kind, line, message, hint FROM again.check_entries() WHERE severity = 'error'$$, '... without a fault');
CREATE FUNCTION pg_temp.content(home text) RETURNS SETOF text LANGUAGE plpgsql AS $content$
BEGIN
	PERFORM set_config('search_path', home || ', tap', true);
	RETURN QUERY
	SELECT concat_ws('|', 'mission', to_jsonb(m) - 'mission_id') FROM mission m
	UNION ALL SELECT concat_ws('|', 'mission_change', m.name, to_jsonb(c) - '{mission_id,mission_change_id}'::text[]) FROM mission_change c JOIN mission m USING (mission_id)
	UNION ALL SELECT concat_ws('|', 'representative', to_jsonb(r) - 'representative_id') FROM representative r
	UNION ALL SELECT concat_ws('|', 'site', to_jsonb(s) - 'site_id') FROM site s
	UNION ALL SELECT concat_ws('|', 'posting', m.name, o.number, to_jsonb(p) - '{mission_id,posting_id,reopens}'::text[]) FROM posting p JOIN mission m USING (mission_id) LEFT JOIN posting o ON o.posting_id = p.reopens
	UNION ALL SELECT concat_ws('|', 'status', m.name, p.number, to_jsonb(c) - '{posting_id,posting_status_change_id}'::text[]) FROM posting_status_change c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
	UNION ALL SELECT concat_ws('|', 'seats', m.name, p.number, to_jsonb(c) - '{posting_id,posting_seats_change_id}'::text[]) FROM posting_seats_change c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
	UNION ALL SELECT concat_ws('|', 'program', m.name, p.number, to_jsonb(c) - '{posting_id,posting_program_id}'::text[]) FROM posting_program c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
	UNION ALL SELECT concat_ws('|', 'area', m.name, p.number, to_jsonb(c) - '{posting_id,posting_area_id}'::text[]) FROM posting_area c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
	UNION ALL SELECT concat_ws('|', 'site', s.code, m.name, p.number, to_jsonb(c) - '{posting_id,site_id,posting_site_id}'::text[]) FROM posting_site c JOIN site s USING (site_id) JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
	UNION ALL SELECT concat_ws('|', 'assignment', m.name, p.number, r.name, r.number, to_jsonb(c) - '{posting_id,representative_id,assignment_id}'::text[]) FROM assignment c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id) JOIN representative r USING (representative_id)
	UNION ALL SELECT concat_ws('|', 'absence', r.name, r.number, to_jsonb(c) - '{representative_id,absence_id}'::text[]) FROM absence c JOIN representative r USING (representative_id)
	UNION ALL SELECT concat_ws('|', 'matter', m.name, p.number, to_jsonb(c) - '{mission_id,posting_id,matter_id}'::text[]) FROM matter c LEFT JOIN posting p USING (posting_id) LEFT JOIN mission m ON m.mission_id = coalesce(c.mission_id, p.mission_id)
	UNION ALL SELECT concat_ws('|', 'measurement', s.code, to_jsonb(c) - '{site_id,measurement_id}'::text[]) FROM measurement c LEFT JOIN site s USING (site_id);
END $content$;
CREATE TEMPORARY TABLE before_it AS SELECT * FROM pg_temp.content('overseas') AS c (row);
CREATE TEMPORARY TABLE after_it AS SELECT * FROM pg_temp.content('again') AS c (row);
SET LOCAL search_path = overseas, tap;
SELECT cmp_ok((SELECT count(*)::integer FROM before_it), '>', 180, 'a registry of some size');
SELECT is_empty('(TABLE before_it EXCEPT ALL TABLE after_it) UNION ALL (TABLE after_it EXCEPT ALL TABLE before_it)', '... and nothing differs');

SELECT is((pg_temp.error_of(format('SELECT %I.attache_entries(%s)', :'schema', what)))[1:3], ARRAY['22023  ', 'integer is no table of lines', NULL], 'no table of lines: ' || what)
FROM unnest('{1}'::text[]) what;
SELECT is((pg_temp.error_of(format('SELECT %I.attache_entries(%s)', :'schema', what)))[4], 'Give a NULL of its type: NULL::overseas.assignment_entry.', 'no table of lines: ' || what)
FROM unnest('{1,NULL::overseas.assignment,NULL::overseas.assignment_entry[]}'::text[]) what;

SELECT * FROM finish();
ROLLBACK;
