-- The trigger function of the rules on tables of anyone's: whatever their
-- columns, their kind, and what is beside them, there is an error and no crash.
\set QUIET 1
\getenv schema ATTACHE_SCHEMA
\getenv host PGHOST
\getenv port PGPORT
\set discard 0
\getenv discard DISCARD_CACHES
SET client_min_messages = error;
DROP ROLE IF EXISTS attache_maker, attache_nobody; -- of a run that broke off
CREATE ROLE attache_maker;
CREATE ROLE attache_nobody;
SELECT format('GRANT CREATE, TEMPORARY ON DATABASE %I TO attache_maker, attache_nobody', current_database()) \gexec
GRANT USAGE ON SCHEMA tap TO attache_maker, attache_nobody;
GRANT USAGE ON SCHEMA :"schema" TO attache_maker, attache_nobody;
GRANT EXECUTE ON FUNCTION :"schema".attache_rule() TO attache_maker;

-- What looks like a registry: tables with what the rules read of them, a row in
-- each, and no constraint. It is committed, so that there is something before a
-- transaction, and taken away in the end.
BEGIN;
SET LOCAL ROLE attache_maker;
CREATE SCHEMA fake;
SELECT set_config('search_path', 'fake, ' || :'schema', true) \g /dev/null
CREATE TABLE assignment (assignment_id bigint, posting_id bigint, representative_id bigint, kind text, tenure daterange, extension text, ended_as text, note text);
CREATE TABLE posting (posting_id bigint, seats integer, mission_id bigint, role text, reopens bigint, number text);
CREATE TABLE posting_reopened (posting_id bigint, during daterange, reopened_by bigint);
CREATE TABLE role (role text, mission_kinds text[]);
CREATE TABLE posting_misplaced (posting_id bigint, during daterange, kind text, role text, mission_id bigint);
CREATE TABLE presence_ended (posting_id bigint, during daterange, country country_code, assignment_id bigint, mission_id bigint);
CREATE TABLE posting_status_change (posting_id bigint, effective_day date, status posting_status, taken_over_from text, reason text);
CREATE TABLE posting_seats_change (posting_id bigint, effective_day date, seats integer);
CREATE TABLE representative (representative_id bigint, name text, number text);
CREATE TABLE absence (absence_id bigint, representative_id bigint, during daterange, note text);
CREATE TABLE mission (mission_id bigint, kind text, country country_code, name text);
CREATE TABLE mission_change (mission_id bigint, effective_day date, reason text, kind text, country country_code, name text);
CREATE TABLE posting_program (posting_id bigint, during daterange, note text);
CREATE TABLE posting_area (posting_id bigint, during daterange, note text, country country_code);
CREATE TABLE posting_site (posting_id bigint, during daterange, note text, site_id bigint);
CREATE TABLE site (site_id bigint, code text);
CREATE TABLE weight (weight_id bigint, country country_code, during daterange);
INSERT INTO weight VALUES (1, 'NL', '(,)');
INSERT INTO site VALUES (1, 'NLRTM');
INSERT INTO posting_program VALUES (1, '(,)');
INSERT INTO posting_site VALUES (1, '(,)');
CREATE TABLE program (program program_code);
CREATE TABLE goal (goal_id bigint, name text, kind text, counts text, program program_code, role text, accredited boolean, tdy boolean, acting boolean, present boolean, target numeric,
	due_day date, during daterange, enforced boolean, baseline numeric, baseline_day date, measure text);
CREATE TABLE measure (measure text, unit text, direction text, per text, adds_up boolean);
CREATE TABLE goal_milestone (goal_id bigint, day date, target numeric);
CREATE TABLE goal_country (goal_id bigint, country country_code);
CREATE TABLE goal_site (goal_id bigint, site_id bigint);
CREATE TABLE goal_presence (goal_id bigint, assignment_id bigint, country country_code, site_id bigint, during daterange);
CREATE TABLE goal_question (goal_id bigint, countries integer[]);
CREATE TABLE waiver (rule_id text, assignment_id bigint, posting_id bigint, representative_id bigint, goal_id bigint, during daterange);
CREATE TABLE rule (rule_id text, severity text, longest interval, longest_extended interval);
CREATE TYPE hypothesis AS (last_day date);
CREATE FUNCTION posting_presence_of(bigint, date) RETURNS TABLE (tdy boolean, acting boolean, during coverage)
	LANGUAGE sql STABLE AS $$ SELECT false, false, coverage_agg(1, a.tenure) FROM fake.assignment a WHERE a.posting_id = $1 GROUP BY a.posting_id $$;
CREATE FUNCTION question_coverage(goal_question, date) RETURNS coverage
	LANGUAGE sql STABLE AS $$ SELECT coverage_agg(a.posting_id, a.tenure) FROM fake.assignment a $$;
CREATE FUNCTION goal_places(bigint, date) RETURNS TABLE (place text) LANGUAGE sql STABLE AS $$ SELECT p.country::text FROM fake.goal_presence p WHERE p.goal_id = $1 $$;
CREATE FUNCTION posting_neighbors(bigint) RETURNS TABLE (posting_id bigint)
	LANGUAGE sql STABLE AS $$ SELECT p.posting_id FROM fake.posting p $$;
CREATE FUNCTION posting_cover(text, bigint, bigint[], date)
	RETURNS TABLE (goal_id bigint, is_floor boolean, counts_tdy boolean, counts_acting boolean, reach coverage, held coverage)
	LANGUAGE sql STABLE AS $$ SELECT g.goal_id, g.kind = 'floor', true, true, '{-infinity:1}'::coverage, coalesce((SELECT coverage_agg(a.posting_id, a.tenure) FROM fake.assignment a), '{}')
		FROM fake.goal g WHERE g.kind IN ('floor', 'ceiling') AND NOT isempty(g.during) $$;
CREATE FUNCTION goal_scope(text, program_code) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'country' $$;
CREATE FUNCTION tenure_has_day(daterange, date) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 @> $2 $$;
CREATE FUNCTION registry_time_zone() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'UTC'::text $$;
ALTER FUNCTION posting_presence_of(bigint, date) SET search_path FROM CURRENT;
ALTER FUNCTION question_coverage(goal_question, date) SET search_path FROM CURRENT;
ALTER FUNCTION posting_cover(text, bigint, bigint[], date) SET search_path FROM CURRENT;
INSERT INTO posting VALUES (1, 1, 1, 'attache', 1, 'P-1');
INSERT INTO posting_reopened VALUES (1, '[2020-01-01,)', 2);
INSERT INTO role VALUES ('attache', '{embassy}');
INSERT INTO mission VALUES (1, 'consulate', 'CS', 'Consulate');
INSERT INTO posting_area VALUES (1, '(,)', NULL, 'SU');
INSERT INTO posting_misplaced VALUES (1, '[2020-01-01,2021-01-01)', 'consulate', 'attache', 1);
INSERT INTO presence_ended VALUES (1, '[2020-01-01,2021-01-01)', 'CS', 1, 1);
INSERT INTO posting_status_change VALUES (1, '2000-01-01', 'active', 'test');
INSERT INTO posting_seats_change VALUES (1, '2021-01-01', 2);
INSERT INTO mission_change VALUES (1, '2021-01-01', NULL, NULL, 'RS');
INSERT INTO representative VALUES (1, 'Somebody', NULL);
INSERT INTO assignment VALUES (1, 1, 1, 'tour', '[2020-01-01,)', NULL);
INSERT INTO absence VALUES (1, 1, '[2020-06-01,2020-07-01)');
INSERT INTO goal VALUES (1, 'floor', 'floor', 'country', NULL, NULL, false, true, true, false, 1, NULL, '[2020-01-01,)', true, NULL, NULL, NULL),
	(2, 'ceiling', 'ceiling', 'country', NULL, NULL, false, true, true, false, 1, NULL, '[2020-01-01,)', true, NULL, NULL, NULL),
	(3, 'past', 'reach', 'country', 'CSI', NULL, false, true, true, false, 9, '2020-01-01', NULL, true, 1, '2019-01-01', 'trained');
INSERT INTO measure VALUES ('trained', 'people', 'more', 'country', true);
INSERT INTO goal_milestone VALUES (3, '2019-06-01', 5);
INSERT INTO goal_country VALUES (3, 'NL');
INSERT INTO goal_site VALUES (3, 1);
INSERT INTO goal_question VALUES (1, '{1}'), (2, NULL);
INSERT INTO rule VALUES ('AT-204', 'error', '30 days', NULL), ('AT-206', 'warning', '36 months', '60 months');
CREATE DOMAIN own_bigint AS bigint;
CREATE DOMAIN own_integer AS integer;
CREATE DOMAIN own_text AS text;
CREATE DOMAIN own_daterange AS daterange;
CREATE TYPE pair AS (a bigint, b daterange);
CREATE TYPE word AS ENUM ('tour');
COMMIT;

\ir ../lib/discard.sql
BEGIN;
SELECT set_config('search_path', 'fake, tap, ' || :'schema', true) \g /dev/null
SELECT * FROM no_plan();

SELECT pg_backend_pid() AS pid \gset

-- What a statement fails with, and 'none' if it does not; it leaves nothing behind.
CREATE FUNCTION pg_temp.code_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	code text;
BEGIN
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN 'none';
WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE;
	RETURN code;
END $$;
-- The same of several statements, each by itself after the same one.
CREATE FUNCTION pg_temp.codes_of(before text, statements text[]) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	codes text[] := '{}'; statement text;
BEGIN
	EXECUTE before;
	FOREACH statement IN ARRAY statements LOOP
		codes := codes || pg_temp.code_of(statement);
	END LOOP;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN codes;
END $$;
CREATE FUNCTION pg_temp.error_of(statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	code text; message text; detail text; hint text;
BEGIN
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN NULL;
WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN ARRAY[code, message, nullif(detail, ''), nullif(hint, '')];
END $$;

-- Without the right to it, on no table.
SET LOCAL ROLE attache_nobody;
SELECT is(pg_temp.error_of('CREATE TEMPORARY TABLE t (a integer); CREATE TRIGGER x AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION attache_rule(''status'')'),
		  ARRAY['42501', 'permission denied for function attache_rule', NULL, NULL], 'nobody can attach it without the right to');
SELECT is(pg_temp.error_of('SELECT attache_rule()'), ARRAY['42501', 'permission denied for function attache_rule', NULL, NULL], '... nor call it');
SET LOCAL ROLE attache_maker;
SELECT is(pg_temp.error_of('SELECT attache_rule()'),
		  ARRAY['39P01', 'attache_rule() must be called by an AFTER ROW, a BEFORE STATEMENT or a TRUNCATE trigger', NULL, NULL], 'it is no function to call');

-- Every argument of a trigger, each table that it is for, and writes of that: of
-- one row, of none that was there, of all.
CREATE TEMPORARY TABLE topic (topic text, name text, truncates boolean);
INSERT INTO topic SELECT t.topic, name, t.truncates FROM (VALUES
	('status', 'posting_status_change', false), ('assignment', 'assignment', false), ('posting', 'posting', false), ('seats', 'posting_seats_change', false), ('truncate seats', 'posting_seats_change', true),
	('goal', 'goal goal_milestone goal_country goal_site', false), ('measure', 'measure', false), ('goal limit', 'goal goal_country goal_site', false),
	('assignment limit', 'assignment', false), ('status limit', 'posting_status_change', false),
	('absence', 'absence', false), ('area', 'posting_area', false), ('mission', 'mission mission_change', false), ('truncate mission', 'mission_change', true),
	('reach limit', 'posting mission posting_program posting_area posting_site site', false),
	('hold', 'assignment posting_status_change posting_program posting_area posting_site mission mission_change site', false),
	('ask', 'goal goal_country goal_site', false), ('mission limit', 'mission_change', false), ('truncate mission limit', 'mission_change', true),
	('truncate limit', 'assignment posting_status_change posting_program posting_area posting_site', true),
	('truncate goal limit', 'goal_country goal_site', true), ('truncate status', 'posting_status_change', true), ('truncate goal', 'goal goal_milestone goal_country goal_site', true),
	('reason', 'posting_program posting_site site weight', false), ('truncate reason', 'assignment absence posting_program posting_area posting_site weight', true),
	('settings', 'rule goal', false), ('places', 'mission mission_change posting_area', false)
) AS t (topic, names, truncates), unnest(string_to_array(t.names, ' ')) AS name;
SELECT set_eq($$SELECT DISTINCT topic FROM topic$$,
	format($$SELECT DISTINCT convert_from(substring(t.tgargs FROM 1 FOR length(t.tgargs) - 1), 'UTF8') FROM pg_trigger t
		JOIN pg_class c ON c.oid = t.tgrelid AND c.relnamespace = 'overseas'::regnamespace
		WHERE t.tgfoid = '%I.attache_rule()'::regprocedure$$, :'schema'), 'all arguments that the triggers of a registry have');
CREATE TEMPORARY TABLE way (verb text, statement text);
INSERT INTO way VALUES
	('INSERT', 'INSERT INTO %1$s SELECT * FROM %1$s LIMIT 1'),
	('UPDATE', 'UPDATE %1$s SET %2$s = %2$s'),
	('DELETE', 'DELETE FROM %1$s'),
	('MERGE', 'MERGE INTO %1$s t USING (VALUES (1)) s ON true WHEN MATCHED THEN DELETE'),
	('TRUNCATE', 'TRUNCATE %1$s');
CREATE FUNCTION pg_temp.trigger_of(topic text, name text, truncates boolean) RETURNS text LANGUAGE sql AS $$
	SELECT format('CREATE TRIGGER hostile %s %s ON %s EXECUTE FUNCTION attache_rule(%L); ', CASE topic WHEN 'ask' THEN 'BEFORE' ELSE 'AFTER' END,
				  CASE WHEN truncates THEN 'TRUNCATE' ELSE 'INSERT OR UPDATE OR DELETE' END, name || CASE WHEN truncates OR topic = 'ask' THEN '' ELSE ' FOR EACH ROW' END, topic)
$$;
CREATE FUNCTION pg_temp.first_column(name text) RETURNS text LANGUAGE sql AS $$
	SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = name::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT 1
$$;
-- Attaches the function, having done something else before, and writes.
CREATE FUNCTION pg_temp.tries(before text, t topic) RETURNS TABLE (verb text, code text) LANGUAGE sql AS $$
	SELECT tried.* FROM (SELECT array_agg(w.verb) AS verbs, array_agg(format(w.statement, t.name, pg_temp.first_column(t.name))) AS statements
						 FROM way w WHERE (w.verb = 'TRUNCATE') = t.truncates) w
	CROSS JOIN LATERAL unnest(w.verbs, pg_temp.codes_of(before || pg_temp.trigger_of(t.topic, t.name, t.truncates), w.statements)) AS tried
$$;

-- Where all is as it should be the function has nothing against it, but for what
-- the rules refuse: without this the rest would show nothing.
SELECT is(string_agg(format('%s on %s: %s %s', t.topic, t.name, r.verb, r.code), ', ' ORDER BY t.topic, t.name, r.verb),
	'assignment on assignment: INSERT 23514, assignment limit on assignment: DELETE 23514, assignment limit on assignment: MERGE 23514, '
	'goal on goal: DELETE 23514, goal on goal: MERGE 23514, '
	'goal on goal_country: DELETE 23514, goal on goal_country: INSERT 23514, goal on goal_country: MERGE 23514, '
	'goal on goal_milestone: DELETE 23514, goal on goal_milestone: INSERT 23514, goal on goal_milestone: MERGE 23514, '
	'goal on goal_site: DELETE 23514, goal on goal_site: INSERT 23514, goal on goal_site: MERGE 23514, '
	'status on posting_status_change: DELETE 23514, status on posting_status_change: INSERT 23514, status on posting_status_change: MERGE 23514, '
	'truncate goal on goal_country: TRUNCATE 23514, truncate goal on goal_milestone: TRUNCATE 23514, truncate goal on goal_site: TRUNCATE 23514, '
	'truncate limit on assignment: TRUNCATE 23514, truncate status on posting_status_change: TRUNCATE 23514',
	'what is refused with the tables of a registry')
FROM topic t, pg_temp.tries('', t) r WHERE r.code <> 'none';


-- Each column that a rule reads of the row, in turn of each of other types.
CREATE TEMPORARY TABLE other (type text, value text);
INSERT INTO other VALUES
	('bigint', '1'), ('text', 'tour'), ('varchar', 'tour'), ('integer', '1'), ('date', '2020-01-01'), ('daterange', '[2020-01-01,)'),
	('tsrange', '[2020-01-01,)'), ('bytea', '\xffffffffffffffffffff'), ('jsonb', '{"a": 1}'), ('bigint[]', '{1,2}'),
	('own_bigint', '1'), ('own_integer', '1'), ('own_text', 'tour'), ('own_daterange', '[2020-01-01,)'), ('pair', '(1,"[2020-01-01,)")'), ('word', 'tour');
CREATE TEMPORARY TABLE read (topic text, name text, col text);
INSERT INTO read SELECT t.topic, t.name, c FROM (VALUES
	('status', 'posting_status_change', 'posting_id'), ('status limit', 'posting_status_change', 'posting_id'),
	('assignment', 'assignment', 'assignment_id posting_id representative_id kind tenure extension'),
	('assignment limit', 'assignment', 'assignment_id posting_id representative_id kind tenure extension'),
	('posting', 'posting', 'posting_id seats reopens'), ('area', 'posting_area', 'posting_id'), ('mission', 'mission', 'mission_id'), ('mission', 'mission_change', 'mission_id'), ('seats', 'posting_seats_change', 'posting_id'),
	('goal', 'goal', 'goal_id'), ('goal', 'goal_milestone', 'goal_id'), ('goal', 'goal_country', 'goal_id'), ('goal', 'goal_site', 'goal_id'),
	('hold', 'assignment', 'posting_id'), ('hold', 'posting_status_change', 'posting_id'), ('hold', 'posting_program', 'posting_id'),
	('hold', 'posting_area', 'posting_id'), ('hold', 'posting_site', 'posting_id'), ('hold', 'mission', 'mission_id'), ('hold', 'mission_change', 'mission_id'), ('hold', 'site', 'site_id'),
	('goal limit', 'goal', 'goal_id'), ('goal limit', 'goal_country', 'goal_id'), ('goal limit', 'goal_site', 'goal_id')
) AS t (topic, name, columns), unnest(string_to_array(t.columns, ' ')) AS c;
CREATE FUNCTION pg_temp.read_with(change text) RETURNS TABLE (topic text, name text, col text, verb text, code text) LANGUAGE sql AS $$
	SELECT r.topic, r.name, r.col, t.verb, t.code FROM read r
	CROSS JOIN LATERAL pg_temp.tries(format(change, r.name, r.col), (r.topic, r.name, false)::topic) t
$$;
CREATE TEMPORARY TABLE found AS
SELECT f.*, o.type FROM other o, pg_temp.read_with(format('ALTER TABLE %%1$s ALTER %%2$s TYPE %s USING %L; ', o.type, o.value)) f
WHERE o.type <> CASE f.col WHEN 'seats' THEN 'integer' WHEN 'tenure' THEN 'daterange' WHEN 'kind' THEN 'text' WHEN 'extension' THEN 'text' ELSE 'bigint' END;
SELECT is(count(*)::integer, (SELECT count(*) FROM read)::integer * 4 * 15, 'each column of each other type, in each way') FROM found;
SELECT is(string_agg(DISTINCT format('%s %s %s', topic, verb, code), ', '), 'area DELETE none, area MERGE none, posting DELETE none, posting MERGE none', 'none is read as what it is not')
FROM found WHERE code <> '42804';

SELECT is(pg_temp.error_of('ALTER TABLE assignment ALTER tenure TYPE bigint USING 140530328322072; CREATE TRIGGER x AFTER UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION attache_rule(''assignment''); UPDATE assignment SET kind = kind'),
		  ARRAY['42804', 'table "assignment" has no column "tenure" of type daterange', 'A rule of the registry reads it.', NULL], 'in words');
SELECT is(string_agg(DISTINCT code, ', '), '42804', 'a column of another name')
FROM pg_temp.read_with('ALTER TABLE %1$s RENAME %2$s TO elsewhere; ') WHERE topic || verb !~ '^(posting|area)(DELETE|MERGE)$' AND verb <> 'UPDATE' AND col <> 'seats';
SELECT is(string_agg(DISTINCT code, ', '), '42804', 'a column that is dropped')
FROM pg_temp.read_with('ALTER TABLE %1$s DROP %2$s; ') WHERE topic || verb !~ '^(posting|area)(DELETE|MERGE)$' AND verb <> 'UPDATE' AND col <> 'seats';
SELECT is(string_agg(DISTINCT format('%s.%s %s', name, col, code), ', '), 'assignment.extension 23514, assignment.extension none, posting.posting_id none, posting.reopens none, posting.seats 39004, posting.seats none, posting_area.posting_id none',
		  'a NULL, other than where one may be')
FROM pg_temp.read_with('UPDATE %1$s SET %2$s = NULL; ') WHERE NOT (code = '39004' AND col NOT IN ('seats'));
SELECT is(string_agg(DISTINCT code, ', '), '42804', 'generated columns of another type')
FROM pg_temp.read_with('ALTER TABLE %1$s DROP %2$s, ADD %2$s varchar GENERATED ALWAYS AS (''[2020-01-01,)'') STORED; ')
WHERE topic NOT IN ('posting', 'area') AND verb IN ('DELETE', 'MERGE');

-- What was looked up once is looked up again when the table has changed.
CREATE TRIGGER remembered AFTER INSERT ON assignment FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment');
PREPARE again(daterange) AS INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (2, 1, 1, 'tour', $1);
EXECUTE again('[2010-01-01,2010-02-01)');
SAVEPOINT before_change;
ALTER TABLE assignment DROP tenure;
ALTER TABLE assignment ADD tenure bigint;
SELECT throws_ok($$INSERT INTO assignment VALUES (3, 1, 1, 'tour', NULL, 140530328322072)$$, '42804', 'table "assignment" has no column "tenure" of type daterange', 'a column that is of another type now');
ALTER TABLE assignment DROP tenure;
ALTER TABLE assignment ADD tenure daterange DEFAULT '[2020-01-01,2020-02-01)';
SELECT lives_ok('EXECUTE again(''[2011-01-01,2011-02-01)'')', '... and of its own again, elsewhere in the row');
ROLLBACK TO before_change;
SELECT lives_ok('EXECUTE again(''[2012-01-01,2012-02-01)'')', '... and where it was');
ALTER TABLE assignment RENAME TO other_name;
SELECT throws_ok($$INSERT INTO other_name VALUES (3, 1, 1, 'tour', '[2020-01-01,2020-02-01)')$$, '39P01',
				 'attache_rule() has no rules "assignment" for this event of table "other_name"', 'a table of another name');
ALTER TABLE other_name RENAME TO assignment;
DROP TRIGGER remembered ON assignment;

-- What the queries of the rules read, in turn of each of other types.
CREATE TEMPORARY TABLE queried AS
WITH written (topic, name, statement, tables) AS (VALUES
	('status', 'posting_status_change', $$INSERT INTO posting_status_change VALUES (1, '2021-01-01', 'suspended')$$, '{rule,posting,posting_seats_change,assignment}'::name[]),
	('assignment', 'assignment', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (2, 1, 1, 'acting', '[2020-01-01,2020-02-01)')$$, '{rule,posting_status_change,representative}'),
	('mission', 'mission', $$INSERT INTO mission VALUES (1, 'embassy', 'SU')$$, '{posting,role,mission,mission_change,posting_area,posting_misplaced,presence_ended,waiver}'),
	('posting', 'posting', 'UPDATE posting SET seats = 2', '{posting_reopened}'),
	('absence', 'absence', $$INSERT INTO absence VALUES (2, 1, '[2019-01-01,2019-02-01)')$$, '{rule,assignment}'),
	('assignment limit', 'assignment', 'DELETE FROM assignment', '{rule,goal,goal_question,posting}'),
	('goal', 'goal_site', 'UPDATE goal_site SET site_id = 2', '{goal,goal_milestone,goal_country}'),
	('goal', 'goal', 'UPDATE goal SET target = 8, due_day = ''2099-01-01'' WHERE goal_id = 3', '{goal_site}'),
	('measure', 'measure', $$UPDATE measure SET unit = 'boxes'$$, '{measure,goal}'),
	('truncate goal', 'goal_site', 'TRUNCATE goal_site', '{goal}'),
	('truncate status', 'posting_status_change', 'TRUNCATE posting_status_change', '{assignment}')
), changed AS MATERIALIZED (
	SELECT c.relname AS name, a.attname AS col, o.type, pg_temp.codes_of(
		format('ALTER TABLE %s ALTER %s TYPE %s USING %L; ', c.relname, quote_ident(a.attname), o.type, o.value),
		ARRAY(SELECT pg_temp.trigger_of(w.topic, w.name, w.topic ~ 'truncate') || w.statement FROM written w WHERE c.relname = ANY (w.tables))) AS codes
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	CROSS JOIN other o
	WHERE c.relnamespace = 'fake'::regnamespace AND c.relkind = 'r' AND EXISTS (SELECT FROM written w WHERE c.relname = ANY (w.tables))
	  AND o.type IN ('bigint', 'text', 'varchar', 'daterange', 'bytea', 'own_text', 'bigint[]', 'pair')
)
SELECT c.name, c.col, c.type, unnest(c.codes) AS code FROM changed c;
SELECT cmp_ok(count(*), '>', 500::bigint, 'what queries read, of other types') FROM queried;
SELECT is(string_agg(DISTINCT format('%s.%s %s: %s', name, col, type, code), ', '), NULL, 'none is read as what it is not')
FROM queried WHERE code NOT IN ('none', '23514', '39004', '42804', '42883', '42846', '42P18', '42725', '0A000', '22P02', '22023', '22008', '22007', '22003', '42P13');
-- The functions that the rules call, with other results; the view that they read,
-- with other rows; and what they read in words that mean nothing.
CREATE TRIGGER settings AFTER INSERT OR UPDATE ON rule FOR EACH ROW EXECUTE FUNCTION attache_rule('settings');
CREATE FUNCTION pg_temp.writes_after(before text) RETURNS text LANGUAGE sql AS $body$
	SELECT array_to_string(pg_temp.codes_of(before || $t$;
		CREATE TRIGGER x AFTER INSERT OR UPDATE OR DELETE ON assignment FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment limit');
		CREATE TRIGGER y AFTER INSERT OR UPDATE OR DELETE ON goal FOR EACH ROW EXECUTE FUNCTION attache_rule('goal limit');
		CREATE TRIGGER z AFTER INSERT OR UPDATE OR DELETE ON assignment FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment');$t$,
		ARRAY['UPDATE assignment SET kind = $$tdy$$', 'DELETE FROM assignment', 'UPDATE goal SET target = target + 1 WHERE goal_id = 1']), ' ')
$body$;
CREATE FUNCTION pg_temp.replaced(name text, arguments text, result text, body text) RETURNS text LANGUAGE sql AS $$
	SELECT format('DROP FUNCTION %1$s(%2$s); CREATE FUNCTION %1$s(%2$s) RETURNS %3$s LANGUAGE plpgsql AS %4$L', name, arguments, result, format('BEGIN %s END', body))
$$;
SELECT is(pg_temp.writes_after(''), '23514 23514 none', 'a TDY without an end is refused, and what breaks a floor');
SELECT is(pg_temp.writes_after(pg_temp.replaced('registry_time_zone', '', result, body)), codes, format('a time zone that %s', what))
FROM (VALUES
	('is of another type', 'integer', 'RETURN 1;', '42804 42804 42804'),
	('is of a domain', 'own_text', 'RETURN ''UTC'';', '42804 42804 42804'),
	('is a varchar', 'varchar', 'RETURN ''UTC'';', '42804 42804 42804'),
	('is bytea', 'bytea', 'RETURN ''\xffffffffffffffff'';', '42804 42804 42804'),
	('is a row', 'pair', 'RETURN (1, NULL)::fake.pair;', '42804 42804 42804'),
	('is any row', 'record', 'RETURN (1, 2);', '42804 42804 42804'),
	('is nothing', 'void', 'RETURN;', '42804 42804 42804'),
	('is null', 'text', 'RETURN NULL;', '39004 39004 39004'),
	('has no rows', 'SETOF text', 'RETURN;', '39004 39004 39004'),
	('has many rows', 'SETOF text', 'RETURN QUERY SELECT ''UTC''::text FROM generate_series(1, 1000);', '23514 23514 none'),
	('fails', 'text', 'RETURN 1 / 0;', '22012 22012 22012'),
	('says what it likes', 'text', 'RAISE SQLSTATE ''23514'';', '23514 23514 23514'),
	('there is not', 'text', 'RETURN ''no/where'';', '22023 22023 22023'),
	('is long', 'text', 'RETURN repeat(''x'', 1000000);', '22023 22023 22023'),
	('is empty', 'text', 'RETURN '''';', '22023 22023 22023')
) AS tried (what, result, body, codes);
SELECT is(pg_temp.writes_after(pg_temp.replaced('posting_presence_of', 'bigint, date', result, body)), codes, format('presence that %s', what))
FROM (VALUES
	('is of other types', 'TABLE (tdy bytea, acting boolean, during coverage)', 'RETURN QUERY SELECT ''\xff''::bytea, false, ''{}''::coverage;', '42804 42804 none'),
	('is a number', 'TABLE (tdy boolean, acting boolean, during bigint)', 'RETURN QUERY SELECT true, false, 140530328322072;', '42804 42804 none'),
	('has no such column', 'TABLE (tdy boolean, acting boolean)', 'RETURN QUERY SELECT true, false;', '42703 42703 none'),
	('is null', 'TABLE (tdy boolean, acting boolean, during coverage)', 'RETURN QUERY SELECT NULL::boolean, false, ''{}''::coverage;', '39004 39004 none'),
	('has no coverage', 'TABLE (tdy boolean, acting boolean, during coverage)', 'RETURN QUERY SELECT false, false, NULL::coverage;', '39004 39004 none'),
	('has no rows', 'TABLE (tdy boolean, acting boolean, during coverage)', 'RETURN;', '23514 none none'),
	('has many rows', 'TABLE (tdy boolean, acting boolean, during coverage)', 'RETURN QUERY SELECT i % 2 = 0, false, ''{}''::coverage FROM generate_series(1, 1000) i;', '23514 none none'),
	('is one value', 'coverage', 'RETURN ''{}'';', '42703 42703 none'),
	('fails', 'TABLE (tdy boolean, acting boolean, during coverage)', 'PERFORM 1 / 0;', '22012 22012 none')
) AS tried (what, result, body, codes);
SELECT is(pg_temp.writes_after(pg_temp.replaced('question_coverage', 'goal_question, date', result, body)), codes, format('coverage that %s', what))
FROM (VALUES
	('is a number', 'bigint', 'RETURN 140530328322072;', '23514 42804 42804'),
	('is bytea', 'bytea', 'RETURN ''\xffffffffffffffff'';', '23514 42804 42804'),
	('is text', 'text', 'RETURN ''{}'';', '23514 42804 42804'),
	('is null', 'coverage', 'RETURN NULL;', '23514 39004 39004'),
	('has no rows', 'SETOF coverage', 'RETURN;', '23514 39004 39004'),
	('has many rows', 'SETOF coverage', 'RETURN QUERY SELECT ''{-infinity:1}''::coverage FROM generate_series(1, 1000);', '23514 none none'),
	('fails', 'coverage', 'RETURN ''{'';', '23514 22P02 22P02')
) AS tried (what, result, body, codes);
SELECT is(pg_temp.writes_after(pg_temp.replaced('goal_places', 'bigint, date', result, body)), codes, format('places that %s', what))
FROM (VALUES
	('is of another type', 'TABLE (place integer)', 'RETURN QUERY SELECT 1;', '23514 42804 none'),
	('is a country', 'TABLE (place country_code)', 'RETURN QUERY SELECT ''BE''::country_code;', '23514 42804 none'),
	('has no such column', 'TABLE (town text)', 'RETURN QUERY SELECT ''Bonn''::text;', '23514 42703 none'),
	('is null', 'TABLE (place text)', 'RETURN QUERY SELECT NULL::text;', '23514 39004 none'),
	('has no rows', 'TABLE (place text)', 'RETURN;', '23514 23514 none'),
	('has many rows', 'TABLE (place text)', 'RETURN QUERY SELECT ''BE''::text FROM generate_series(1, 1000);', '23514 23514 none'),
	('is long', 'TABLE (place text)', 'RETURN QUERY SELECT repeat(''x'', 1000000);', '23514 23514 none'),
	('fails', 'TABLE (place text)', 'PERFORM 1 / 0;', '23514 22012 none')
) AS tried (what, result, body, codes);
SELECT is(pg_temp.writes_after(before), codes, what)
FROM (VALUES
	('a question that there is not', 'DELETE FROM goal_question', '23514 39004 39004'),
	('many questions', 'INSERT INTO goal_question SELECT q.* FROM goal_question q, generate_series(1, 100)', '23514 23514 none'),
	('many goals of one key', 'INSERT INTO goal SELECT g.* FROM goal g, generate_series(1, 10)', '23514 23514 none'),
	('many postings of one key', 'INSERT INTO posting SELECT p.* FROM posting p, generate_series(1, 10)', '23514 23514 none'),
	('no posting', 'DELETE FROM posting', '23514 23514 none'),
	('no table of postings', 'DROP TABLE posting', '42P01 42P01 none'),
	('no table of questions', 'DROP TABLE goal_question CASCADE', '23514 42P01 42P01'),
	('no table of rules', 'DROP TABLE rule', '55000 55000 none'),
	('no severity', 'UPDATE rule SET severity = NULL', '39004 39004 none'),
	('no rule', 'UPDATE rule SET rule_id = NULL', '39004 39004 none'),
	('an unknown severity', 'UPDATE rule SET severity = ''fatal''', '22023 22023 none'),
	('an empty severity', 'UPDATE rule SET severity = ''''', '22023 22023 none'),
	('an unknown kind', 'UPDATE assignment SET kind = ''else''', '22023 22023 none'),
	('a rule twice', 'INSERT INTO rule SELECT r.* FROM rule r, generate_series(1, 10)', '23514 23514 none'),
	('a limit of ages', 'INSERT INTO rule VALUES (''AT-207'', ''error'', ''170000000 years'', NULL)', '22008 23514 none'),
	('a limit that goes back', 'INSERT INTO rule VALUES (''AT-207'', ''error'', ''-6700 years'', ''-6700 years'')', '23514 23514 none'),
	('a limit that goes back for ages', 'INSERT INTO rule VALUES (''AT-207'', ''error'', ''-170000000 years'', NULL)', '22008 23514 none'),
	('a limit of hours', 'INSERT INTO rule VALUES (''AT-207'', ''error'', ''1 hour'', NULL)', '23514 23514 none'),
	('a target beyond numbers', 'UPDATE goal SET target = 1e30', '23514 22003 22003'),
	('a target that is none', 'UPDATE goal SET target = ''NaN''', '23514 0A000 0A000'),
	('a goal without a target', 'UPDATE goal SET target = NULL', '23514 39004 39004'),
	('a goal without a name', 'UPDATE goal SET name = NULL', '23514 39004 39004'),
	('a goal for ever', 'UPDATE goal SET during = ''[-infinity,infinity]''', '23514 23514 none'),
	('a goal for no day', 'UPDATE goal SET during = ''empty''', '23514 none none'),
	('days without end', 'UPDATE assignment SET tenure = ''[-infinity,infinity]''', '23514 23514 none'),
	('no day', 'UPDATE assignment SET tenure = ''empty''', 'none none 23514')
) AS tried (what, before, codes);
-- In words
SELECT is(pg_temp.error_of(before || $$; CREATE TRIGGER z AFTER UPDATE ON assignment FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment');
	CREATE TRIGGER y AFTER DELETE ON assignment FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment limit'); $$ || statement), error, what)
FROM (VALUES
	('a NULL', 'UPDATE assignment SET posting_id = NULL', 'UPDATE assignment SET kind = ''tdy''',
	 ARRAY['39004', 'null value in column "posting_id" of table "assignment"', 'A rule of the registry reads it.', NULL]),
	('an unknown kind', '', 'UPDATE assignment SET kind = ''else''',
	 ARRAY['22023', 'unknown kind "else" of assignment', NULL, 'An assignment is a tour, tdy, or acting.']),
	('an unknown severity', 'UPDATE rule SET severity = ''fatal'' WHERE rule_id = ''AT-204''', 'UPDATE assignment SET kind = ''tdy''',
	 ARRAY['22023', 'unknown severity "fatal" of rule AT-204', NULL, 'A severity is error, warning, or off.']),
	('no severity', 'UPDATE rule SET severity = NULL', 'UPDATE assignment SET kind = ''tdy''',
	 ARRAY['39004', 'a rule''s query found a null in "severity"', NULL, 'A constraint of the registry that forbids it is missing.']),
	('no table of rules', 'DROP TABLE rule', 'UPDATE assignment SET kind = ''tdy''',
	 ARRAY['55000', 'registry "fake" has no table "rule"', NULL, 'If an older version of attache made the registry, upgrade it with attache_upgrade_registry.']),
	('days of another type, of which a reason is wanted', $$INSERT INTO rule (rule_id, severity) VALUES ('AT-211', 'error'); ALTER TABLE weight ALTER during TYPE text; $$ || pg_temp.trigger_of('reason', 'weight', false), 'DELETE FROM weight',
	 ARRAY['42804', 'table "weight" has no column "during" of type daterange', 'A rule of the registry reads it.', NULL]),
	('no such time zone', pg_temp.replaced('registry_time_zone', '', 'text', 'RETURN ''no/where'';'), 'DELETE FROM assignment',
	 ARRAY['22023', 'registry "fake" has no time zone named "no/where"', NULL, 'attache_set_time_zone sets one.']),
	('a time zone of another type', pg_temp.replaced('registry_time_zone', '', 'integer', 'RETURN 1;'), 'DELETE FROM assignment',
	 ARRAY['42804', 'schema "fake" is not a registry as attache makes it', 'Column 1 of a rule''s query has another type: SELECT fake.registry_time_zone()', NULL])
) AS tried (what, before, statement, error);

-- What a message names: without a number, nobody, a NULL where none may be, and what is
-- no text.
SELECT is((pg_temp.error_of(before || $$; DELETE FROM posting_status_change;
	CREATE TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION attache_rule('status');
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (1, '2000-01-01', 'active')$$))[1:2], error, before)
FROM (VALUES
	('UPDATE posting SET number = NULL', ARRAY['23514', 'the attache posting at Consulate cannot start as active on 2000-01-01']),
	('DELETE FROM mission', ARRAY['23514', 'posting 1 cannot start as active on 2000-01-01']),
	('UPDATE mission SET name = NULL', ARRAY['39004', 'a rule''s query found a null in "name"']),
	('ALTER TABLE mission ALTER name TYPE bigint USING 7', ARRAY['42804', 'COALESCE types text and bigint cannot be matched'])
) AS tried (before, error);

-- Other kinds of tables. A partition and an inheritance child are plain tables,
-- and are no table of a registry unless their name is.
SELECT is((pg_temp.error_of(before || $$;
	CREATE TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION attache_rule('status');
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (1, '2000-01-01', 'active')$$))[1:2], error, what)
FROM (VALUES
	('a partitioned table', 'ALTER TABLE posting_status_change RENAME TO plain; CREATE TABLE posting_status_change (LIKE plain) PARTITION BY LIST (posting_id);
		CREATE TABLE leaf PARTITION OF posting_status_change DEFAULT',
	 ARRAY['39P01', 'attache_rule() has no rules "status" for this event of table "leaf"']),
	('... whose partition has the name of a table of a registry', 'ALTER TABLE posting_status_change RENAME TO plain; CREATE TABLE posting_status_change (LIKE plain) PARTITION BY LIST (posting_id);
		CREATE SCHEMA leaves; CREATE TABLE leaves.posting_status_change PARTITION OF posting_status_change DEFAULT', ARRAY['55000', 'registry "leaves" has no table "rule"']),
	('an unlogged table', 'ALTER TABLE posting_status_change SET UNLOGGED; DELETE FROM posting_status_change WHERE posting_id = 1',
	 ARRAY['23514', 'posting P-1 at Consulate cannot start as active on 2000-01-01']),
	('an inheritance child', 'ALTER TABLE posting_status_change RENAME TO parent; CREATE TABLE posting_status_change () INHERITS (parent); DELETE FROM parent',
	 ARRAY['23514', 'posting P-1 at Consulate cannot start as active on 2000-01-01']),
	('a typed table', 'ALTER TABLE posting_status_change RENAME TO plain; CREATE TYPE kind_of_change AS (posting_id bigint, effective_day date, status posting_status, taken_over_from text, reason text);
		CREATE TABLE posting_status_change OF kind_of_change', ARRAY['23514', 'posting P-1 at Consulate cannot start as active on 2000-01-01'])
) AS tried (what, before, error);
SELECT is(pg_temp.code_of($$CREATE TEMPORARY TABLE posting_status_change (posting_id bigint); CREATE TRIGGER x AFTER INSERT ON pg_temp.posting_status_change
	FOR EACH ROW EXECUTE FUNCTION attache_rule('status'); INSERT INTO pg_temp.posting_status_change VALUES (1)$$), '55000', 'a temporary table');
SELECT is((pg_temp.error_of($$ALTER TABLE posting_status_change RENAME TO plain; CREATE TABLE posting_status_change (LIKE plain) PARTITION BY LIST (posting_id);
	CREATE TRIGGER x AFTER TRUNCATE ON posting_status_change EXECUTE FUNCTION attache_rule('truncate status'); TRUNCATE posting_status_change$$))[1:2],
		  ARRAY['42809', '"posting_status_change" is not a table of a registry'], 'TRUNCATE of a partitioned table');
SELECT is((pg_temp.error_of($$CREATE VIEW v AS SELECT * FROM posting_status_change; CREATE TRIGGER x INSTEAD OF INSERT ON v
	FOR EACH ROW EXECUTE FUNCTION attache_rule('status'); INSERT INTO v (posting_id) VALUES (1)$$))[1], '39P01', 'a view');
RESET ROLE;
CREATE ACCESS METHOD attache_other TYPE TABLE HANDLER heap_tableam_handler;
SELECT is(pg_temp.error_of($$ALTER TABLE posting_status_change RENAME TO plain; CREATE TABLE posting_status_change (LIKE plain) USING attache_other;
	CREATE TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION attache_rule('status'); INSERT INTO posting_status_change (posting_id) VALUES (1)$$),
		  ARRAY['42809', '"posting_status_change" is not a table of a registry', 'Rules need a plain table with the access method heap.', NULL], 'a table of another access method');
SELECT count(*) = 0 AS no_foreign FROM pg_available_extensions WHERE name = 'postgres_fdw' \gset
\if :no_foreign
	SELECT skip('no postgres_fdw here', 1);
\else
	CREATE EXTENSION postgres_fdw;
	SELECT format('CREATE SERVER loop FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host %L, port %L, dbname %L)', :'host', :'port', current_database()) \gexec
	SELECT format('CREATE USER MAPPING FOR CURRENT_USER SERVER loop OPTIONS (user %L)', current_user) \gexec
	SELECT is((pg_temp.error_of($$ALTER TABLE posting_status_change RENAME TO plain;
		CREATE FOREIGN TABLE posting_status_change (posting_id bigint OPTIONS (column_name 'representative_id')) SERVER loop OPTIONS (schema_name 'fake', table_name 'representative');
		CREATE TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION attache_rule('status'); INSERT INTO posting_status_change VALUES (1)$$))[1:2],
			  ARRAY['42809', '"posting_status_change" is not a table of a registry'], 'a foreign table');
\endif
SET LOCAL ROLE attache_maker;

-- Other forms of triggers.
SELECT is(pg_temp.error_of(format('CREATE %s attache_rule(%s); %s', form, arguments, coalesce(statement, 'INSERT INTO posting_status_change (posting_id) VALUES (1)'))),
		  error || CASE WHEN error[2] ~ 'has no rules' THEN 'attache_create_registry makes the triggers of a registry.' END
				|| CASE WHEN error[2] ~ 'found a null' THEN 'A constraint of the registry that forbids it is missing.' END, what)
FROM (VALUES
	('before a row', 'TRIGGER x BEFORE INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION', '''status''', NULL, ARRAY['39P01', 'attache_rule() must be called by an AFTER ROW, a BEFORE STATEMENT or a TRUNCATE trigger']),
	('of a statement', 'TRIGGER x AFTER INSERT ON posting_status_change EXECUTE FUNCTION', '''status''', NULL, ARRAY['39P01', 'attache_rule() must be called by an AFTER ROW, a BEFORE STATEMENT or a TRUNCATE trigger']),
	('before a statement', 'TRIGGER x BEFORE DELETE ON posting_status_change EXECUTE FUNCTION', '''status''', 'DELETE FROM posting_status_change', ARRAY['39P01', 'attache_rule() has no rules "status" for this event of table "posting_status_change"']),
	('of rows, for a statement', 'TRIGGER x AFTER INSERT ON goal_site FOR EACH ROW EXECUTE FUNCTION', '''ask''', 'INSERT INTO goal_site (goal_id) VALUES (1)', ARRAY['39P01', 'attache_rule() has no rules "ask" for this event of table "goal_site"']),
	('with transition tables', 'TRIGGER x AFTER INSERT ON posting_status_change REFERENCING NEW TABLE AS written FOR EACH ROW EXECUTE FUNCTION', '''nothing''', NULL, ARRAY['39P01', 'attache_rule() has no rules "nothing" for this event of table "posting_status_change"']),
	('of TRUNCATE, for rows', 'TRIGGER x AFTER TRUNCATE ON posting_status_change EXECUTE FUNCTION', '''status''', 'TRUNCATE posting_status_change', ARRAY['39P01', 'attache_rule() has no rules "status" for this event of table "posting_status_change"']),
	('of rows, for TRUNCATE', 'TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION', '''truncate status''', NULL, ARRAY['39P01', 'attache_rule() has no rules "truncate status" for this event of table "posting_status_change"']),
	('without an argument', 'TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION', '', NULL, ARRAY['39P01', 'attache_rule() has no rules "" for this event of table "posting_status_change"']),
	('with two', 'TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION', '''status'', ''status''', NULL, ARRAY['39P01', 'attache_rule() has no rules "" for this event of table "posting_status_change"']),
	('with one that is of another table', 'TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION', '''goal''', NULL, ARRAY['39P01', 'attache_rule() has no rules "goal" for this event of table "posting_status_change"']),
	('with a format', 'TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION', quote_literal(repeat('%s%n', 3)), NULL, ARRAY['39P01', 'attache_rule() has no rules "%s%n%s%n%s%n" for this event of table "posting_status_change"']),
	('deferred', 'CONSTRAINT TRIGGER x AFTER INSERT ON posting_status_change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION', '''status''', NULL, ARRAY['39004', 'a rule''s query found a null in "effective_day"']),
	('of a table with two names in one', 'TABLE "goal goal_milestone" (goal_id bigint); CREATE TRIGGER x AFTER INSERT ON "goal goal_milestone" FOR EACH ROW EXECUTE FUNCTION', '''goal''', 'INSERT INTO "goal goal_milestone" VALUES (1)',
	 ARRAY['39P01', 'attache_rule() has no rules "goal" for this event of table "goal goal_milestone"'])
) AS tried (what, form, arguments, statement, error);

-- What a rule reads writes into a registry itself, and makes the settings be read
-- again and again.
CREATE TABLE depth AS SELECT 0 AS n;
CREATE FUNCTION deeper(text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	UPDATE fake.depth SET n = n + 1;
	IF (SELECT n FROM fake.depth) < 5 THEN
		CREATE OR REPLACE FUNCTION fake.nothing() RETURNS integer LANGUAGE sql AS 'SELECT 1';
		INSERT INTO fake.posting_status_change VALUES (1, '2010-01-01'::date + (SELECT n FROM fake.depth), 'active');
	END IF;
	RETURN 'warning';
END $$;
INSERT INTO assignment SELECT i, 1, i, 'tour', '[2020-01-01,2021-01-01)' FROM generate_series(100, 20000) i;
SELECT is(pg_temp.error_of($$ALTER TABLE rule RENAME TO other_rule; CREATE VIEW rule AS SELECT rule_id, deeper(rule_id) AS severity, longest, longest_extended FROM other_rule;
	CREATE TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION attache_rule('status');
	INSERT INTO posting_status_change VALUES (1, '2021-01-01', 'active', NULL)$$),
		  ARRAY['39P01', 'attache_rule() cannot run while a rule is reading', 'A view or function that rules read has written to a registry.', NULL], 'a rule within a rule');
SELECT is(pg_temp.code_of($$CREATE TRIGGER x AFTER INSERT ON posting_status_change FOR EACH ROW EXECUTE FUNCTION attache_rule('status');
	INSERT INTO posting_status_change VALUES (1, '2021-01-01', 'suspended', NULL)$$), 'none', '... and a rule by itself after it');

SELECT is(pg_backend_pid(), :pid, 'the server has not crashed');
SELECT * FROM finish();
ROLLBACK;
DROP OWNED BY attache_maker, attache_nobody;
DROP ROLE attache_maker, attache_nobody;
