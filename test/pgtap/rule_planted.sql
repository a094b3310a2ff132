-- Whoever may create objects in the registry's schema, in the extension's or in
-- public plants there what the registry could call: none of it ever runs, neither
-- in a rule nor in what the owner of the registry asks of it.
\set QUIET 1
\getenv schema ATTACHE_SCHEMA
SET client_min_messages = error;
BEGIN;
SELECT :"schema".attache_load_example('overseas') \g /dev/null
SELECT :"schema".attache_create_registry('unloaded') \g /dev/null
SELECT :"schema".attache_create_registry('bare', 'UTC', false) \g /dev/null
INSERT INTO overseas.goal (goal_id, name, kind, target, during) VALUES
	(8801, 'at least', 'floor', 22, '[2006-01-01,)'), (8802, 'at most', 'ceiling', 22, '[2006-01-01,)');
COMMIT;
-- With caches dropped each plan that the session has made before makes all that it does slower.
\connect
\set discard 0
\getenv discard DISCARD_CACHES
SET client_min_messages = error;
BEGIN;
SELECT set_config('search_path', 'tap', true) \g /dev/null
SELECT * FROM no_plan();

CREATE ROLE attache_mallory;
GRANT USAGE, CREATE ON SCHEMA overseas, unloaded, :"schema", public TO attache_mallory;
GRANT USAGE ON SCHEMA tap TO attache_mallory;
SELECT format('GRANT TEMPORARY ON DATABASE %I TO attache_mallory', current_database()) \gexec
CREATE SCHEMA planted AUTHORIZATION attache_mallory;
SET LOCAL ROLE attache_mallory;

-- Neither an error nor a rollback takes back what a sequence has counted.
CREATE SEQUENCE planted.calls MINVALUE 0;
SELECT nextval('planted.calls') \g /dev/null
GRANT ALL ON SCHEMA planted TO PUBLIC;
GRANT ALL ON SEQUENCE planted.calls TO PUBLIC;
CREATE FUNCTION planted.calls() RETURNS bigint LANGUAGE sql AS $$ SELECT last_value FROM planted.calls $$;

CREATE FUNCTION planted.step() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM nextval('planted.calls');
	RAISE EXCEPTION 'what was planted runs as %', current_user;
END $$;
CREATE FUNCTION pg_temp.error_of(statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	code text; message text; detail text; hint text;
BEGIN
	EXECUTE statement;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN NULL;
WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN ARRAY[code, message, nullif(detail, ''), nullif(hint, '')];
END $$;

\if :discard
\else

-- One function that fits better than PostgreSQL's own, in the words of the error.
SAVEPOINT one;
CREATE FUNCTION overseas.upper(daterange) RETURNS date LANGUAGE plpgsql AS 'BEGIN PERFORM planted.step(); RETURN NULL; END';
CREATE FUNCTION public.lower(daterange) RETURNS date LANGUAGE plpgsql AS 'BEGIN PERFORM planted.step(); RETURN NULL; END';
SELECT format('CREATE FUNCTION %I.isempty(daterange) RETURNS boolean LANGUAGE plpgsql AS $p$BEGIN PERFORM planted.step(); RETURN NULL; END$p$', :'schema') \gexec
RESET ROLE;
REVOKE CREATE ON SCHEMA overseas, unloaded, :"schema" FROM attache_mallory;
SELECT CASE :'schema' WHEN 'public' THEN 'function public.isempty(daterange), function public.lower(daterange)' ELSE format('function %I.isempty(daterange)', :'schema') END AS found,
	   CASE :'schema' WHEN 'public' THEN 'function overseas.upper(daterange), function public.isempty(daterange), function public.lower(daterange)'
			ELSE format('function %I.isempty(daterange), function overseas.upper(daterange)', :'schema') END AS found_there \gset
SELECT is(pg_temp.error_of(format('SELECT %I.attache_upgrade_registry(%L)', :'schema', 'overseas')), ARRAY['42501', 'schema overseas would use objects that are not attache''s', 'These objects have names that the registry uses: ' || :'found_there' || '.',
	'Drop them, or move them to a schema that holds neither a registry nor the extension.'], 'no upgrade that would use one');
SELECT is(pg_temp.error_of(format('SELECT %I.attache_create_registry(%L)', :'schema', 'another')), ARRAY['42501', 'schema another would use objects that are not attache''s', 'These objects have names that the registry uses: ' || :'found' || '.',
	'Drop them, or move them to a schema that holds neither a registry nor the extension.'], 'no registry that would use one');
SELECT is(planted.calls(), 0::bigint, '... nor is it called');
-- A table of somebody's own with the name of the example's.
CREATE TABLE unloaded.attache_example_office (office bigint, mine text);
INSERT INTO unloaded.attache_example_office VALUES (1, 'valuable');
SELECT is(pg_temp.error_of(format('SELECT %I.attache_load_example(%L)', :'schema', 'unloaded')), NULL, 'the example is loaded beside a table of that name');
SELECT is((SELECT mine FROM unloaded.attache_example_office), 'valuable', '... which is still there');
ROLLBACK TO one;

-- What was left behind may have a name of the registry's own; and it may stand in the
-- schema that shows what was known.
SAVEPOINT left_behind;
RESET ROLE;
REVOKE CREATE ON SCHEMA overseas, unloaded, :"schema", public FROM attache_mallory;
SELECT :"schema".attache_show_known('overseas') \g /dev/null
CREATE FUNCTION pg_temp.left_behind(place text, declaration text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	result text[];
BEGIN
	EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO attache_mallory', place);
	SET LOCAL ROLE attache_mallory;
	EXECUTE format('CREATE FUNCTION %I.%s LANGUAGE plpgsql AS ''BEGIN PERFORM planted.step(); END''', place, declaration);
	RESET ROLE;
	EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM attache_mallory', place);
	result := pg_temp.error_of(format('SELECT %I.attache_upgrade_registry(%L)', current_setting('mine.schema'), 'overseas'));
	RAISE SQLSTATE 'ZZ998';
EXCEPTION WHEN SQLSTATE 'ZZ998' THEN
	RETURN result;
END $$;
SELECT set_config('mine.schema', :'schema', true) \g /dev/null
SELECT is((pg_temp.left_behind(place, declaration))[1:3], ARRAY['42501', format('schema %s would use objects that are not attache''s', place), format('These objects have names that the registry uses: function %s.%s.', place, name)],
		  format('no upgrade that would use %s, left behind in %s', name, place))
FROM (VALUES
	('overseas_known', 'country_name(' || :'schema' || '.country_code)', 'country_name(' || quote_ident(:'schema') || '.country_code) RETURNS text'),
	('overseas_known', 'registry_time_zone()', 'registry_time_zone() RETURNS text')
) AS left_behind (place, name, declaration);
SELECT is((pg_temp.left_behind('overseas', 'matter_summary("by" text) RETURNS SETOF overseas.report_matter_kinds'))[1], '42501', 'nor where which is meant could no longer be told');
SELECT is(pg_temp.left_behind('overseas_known', 'nobody_asks(text) RETURNS void'), NULL, '... but one that would use nothing of it');
SELECT is(planted.calls(), 0::bigint, 'what was left behind is not called');
-- What triggers call has no arguments by which to tell it from another.
CREATE FUNCTION overseas.attache_rule() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM planted.step(); END';
CREATE FUNCTION overseas.attache_past() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM planted.step(); END';
SELECT :"schema".attache_upgrade_registry('overseas') \g /dev/null
SELECT is(count(*), 0::bigint, 'no trigger calls what was left behind') FROM pg_trigger WHERE tgfoid IN ('overseas.attache_rule()'::regprocedure, 'overseas.attache_past()'::regprocedure);
ROLLBACK TO left_behind;
\endif

-- What may be called: functions and operators whose names stand in the registry,
-- in the rules' queries, or in what makes a registry; each of its own types, or,
-- where it takes any, of each that a registry has.
CREATE TEMPORARY TABLE source AS
SELECT lower(string_agg(text, E'\n')) AS text FROM (
	SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'overseas'::regnamespace
	UNION ALL SELECT pg_get_viewdef(oid) FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'v'
	UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'overseas'::regnamespace
	UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = quote_ident(:'schema')::regnamespace AND proname ~ '^attache_' AND prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
	UNION ALL SELECT 'bool_or( datemultirange( int8( isempty( lag( lower( range_agg( trim_scale( upper( upper_inf( coalesce( text( varchar( date( timezone( now(')
AS s (text);
CREATE TEMPORARY TABLE any_type (type regtype, of regtype[]);
SELECT format($$INSERT INTO any_type VALUES
	('anyrange', '{daterange}'), ('anymultirange', '{datemultirange}'), ('anycompatiblerange', '{daterange}'), ('anycompatiblemultirange', '{datemultirange}'),
	('anyarray', '{bigint[],text[],date[],integer[],name[],oid[]}'), ('anycompatiblearray', '{bigint[],text[]}'),
	('anyelement', '{date,bigint,text,integer,name,%1$I.country_code,%1$I.program_code,%1$I.posting_status}'), ('anynonarray', '{date,bigint,text,integer,%1$I.country_code,%1$I.program_code}'),
	('anycompatible', '{bigint,text,date}'), ('anyenum', '{text}'), ('"any"', '{bigint,text,date,%1$I.coverage,%1$I.country_code}')$$, :'schema') \gexec
-- The types of the arguments, where any stands for one type throughout.
CREATE FUNCTION pg_temp.types_of(arguments oidvector) RETURNS SETOF regtype[] LANGUAGE sql AS $$
	SELECT DISTINCT ARRAY(SELECT coalesce(a.of[least(n, cardinality(a.of))], t::regtype) FROM unnest(arguments) WITH ORDINALITY AS u (t, i) LEFT JOIN any_type a ON a.type = t ORDER BY i)
	FROM generate_series(1, 8) n
$$;
CREATE TEMPORARY TABLE place (name text, few boolean DEFAULT false);
INSERT INTO place VALUES ('overseas'), ('unloaded'), (quote_ident(:'schema')), ('public'), ('pg_temp');
SELECT format('overseas, %I, public, pg_catalog', :'schema') AS hostile \gset
CREATE TEMPORARY TABLE path (path text);
INSERT INTO path VALUES (:'hostile'), ('');
-- With caches dropped every lookup of a name reads all that is planted by that name: it
-- is planted in the schema that a hostile path has first, and that path is tried; beside
-- the extension stand but a few, and what has the names of the registry's own functions.
-- And of each table one row is written.
\if :discard
	DELETE FROM place WHERE name NOT IN ('overseas', quote_ident(:'schema'));
	UPDATE place SET few = true WHERE name <> 'overseas';
	DELETE FROM path WHERE path = '';
\endif
CREATE FUNCTION pg_temp.plants(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	RETURN true;
EXCEPTION WHEN duplicate_function OR feature_not_supported OR invalid_function_definition OR undefined_function OR duplicate_object OR syntax_error THEN
	RETURN false;
END $$;
CREATE TEMPORARY TABLE callable AS
WITH named AS MATERIALIZED (
	SELECT p.* FROM pg_proc p, source s
	WHERE p.pronamespace IN ('pg_catalog'::regnamespace, quote_ident(:'schema')::regnamespace, 'overseas'::regnamespace)
	  AND p.prokind IN ('f', 'a', 'w') AND NOT 'internal'::regtype = ANY (p.proargtypes) AND p.proname !~ '^attache_(rule|create|upgrade)'
	  AND strpos(s.text, lower(p.proname || '(')) > 0 AND s.text ~ ('\m' || lower(p.proname) || '\(')
)
SELECT DISTINCT p.proname AS name, p.prokind AS kind, types, p.proretset AS is_set,
	   CASE WHEN p.prorettype = 'anyelement'::regtype AND types[1] IN ('daterange'::regtype, 'datemultirange'::regtype) THEN 'date'::regtype
		WHEN p.prorettype = 'anyrange'::regtype THEN 'daterange'::regtype WHEN a.of IS NOT NULL THEN types[1] WHEN p.prorettype IN ('internal'::regtype, 'trigger'::regtype) THEN 'boolean'::regtype ELSE p.prorettype::regtype END AS result
FROM named p CROSS JOIN LATERAL pg_temp.types_of(p.proargtypes) types LEFT JOIN any_type a ON a.type = p.prorettype;
CREATE TEMPORARY TABLE planted_function AS
SELECT place.name AS place, c.*, pg_temp.plants(CASE c.kind
	WHEN 'a' THEN format('CREATE FUNCTION %1$s.step_of_%2$s(%3$s) RETURNS boolean LANGUAGE sql AS $s$ SELECT planted.step() $s$; CREATE AGGREGATE %1$s.%5$I(%4$s) (SFUNC = %1$s.step_of_%2$s, STYPE = boolean)',
						 place.name, c.name, array_to_string('boolean'::regtype || c.types, ', '), coalesce(nullif(array_to_string(c.types, ', '), ''), '*'), c.name)
	ELSE format('CREATE FUNCTION %s.%I(%s) RETURNS %s%s LANGUAGE plpgsql AS $p$ BEGIN PERFORM planted.step(); RETURN%s; END $p$',
				place.name, c.name, array_to_string(c.types, ', '), CASE WHEN c.is_set THEN 'SETOF ' ELSE '' END, CASE WHEN c.result = 'record'::regtype AND c.is_set THEN 'bigint' ELSE c.result::text END,
				CASE WHEN c.is_set OR c.result = 'void'::regtype THEN '' ELSE ' NULL' END) END) AS is_planted
FROM callable c JOIN place ON NOT place.few OR c.name = 'lower' OR EXISTS (SELECT FROM pg_proc own WHERE own.pronamespace = 'overseas'::regnamespace AND own.proname = c.name);
CREATE TEMPORARY TABLE planted_operator AS
SELECT place.name AS place, o.name, o.l, o.r, pg_temp.plants(format('CREATE FUNCTION %1$s.operate(%2$s, %3$s) RETURNS %4$s LANGUAGE plpgsql AS $p$ BEGIN PERFORM planted.step(); RETURN NULL; END $p$',
			place.name, o.l, o.r, o.result))::integer >= 0 AND
	   pg_temp.plants(format('CREATE OPERATOR %1$s.%2$s (LEFTARG = %3$s, RIGHTARG = %4$s, FUNCTION = %1$s.operate)', place.name, o.name, o.l, o.r)) AS is_planted
FROM place, (
	SELECT DISTINCT ON (oprname, types) oprname AS name, types[1] AS l, types[2] AS r, CASE WHEN a.of IS NOT NULL THEN types[1] ELSE oprresult::regtype END AS result
	FROM pg_operator o
	CROSS JOIN LATERAL pg_temp.types_of(format('%s %s', oprleft::oid, oprright::oid)::oidvector) types LEFT JOIN any_type a ON a.type = o.oprresult
	WHERE oprkind = 'b' AND oprname IN ('=', '<>', '<', '<=', '>', '>=', '+', '-', '*', '/', '||', '&&', '@>', '<@', '<<', '>>', '-|-', '~', '!~', '~~', '->>')
	  AND types <@ (format('{bigint,integer,text,varchar,name,date,boolean,numeric,interval,daterange,datemultirange,"timestamp with time zone","timestamp without time zone",bigint[],text[],%1$s.coverage,%1$s.country_code,%1$s.program_code,%1$s.posting_status}',
						   (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'attache')))::regtype[]
	ORDER BY oprname, types) o
WHERE NOT place.few OR o.name = '=';
SELECT cmp_ok(count(*), '>', 300::bigint, 'functions are planted') FROM planted_function WHERE is_planted;
SELECT cmp_ok(count(*), '>', 300::bigint, 'operators are planted') FROM planted_operator WHERE is_planted;
SELECT is(string_agg(DISTINCT name, ' ' ORDER BY name), NULL, 'all of them somewhere')
FROM callable c WHERE NOT EXISTS (SELECT FROM planted_function p WHERE p.is_planted AND p.name = c.name);
SELECT throws_ok($$SELECT overseas.lower('[2020-01-01,)'::daterange)$$, 'P0001', 'what was planted runs as attache_mallory', 'a call is noticed');
SELECT is(planted.calls(), 1::bigint, '... and counted');

-- Everything that is not qualified is now somebody else's.
RESET ROLE;
CREATE FUNCTION pg_temp.code_of(statement text, path text) RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	code text; message text;
BEGIN
	PERFORM set_config('search_path', path, true);
	EXECUTE statement;
	SET CONSTRAINTS ALL IMMEDIATE;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN 'none';
WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN pg_catalog.format('%s %s', code, message);
END $$;
CREATE TEMPORARY TABLE written (who text, statement text, code text);
INSERT INTO written VALUES
	('attache_clerk', $$INSERT INTO overseas.posting_status_change (posting_id, effective_day, status) VALUES (6, '2090-01-01', 'suspended')$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.posting_status_change (posting_id, effective_day, status) VALUES (6, '1990-01-01', 'suspended')$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure) VALUES (6, 1, 'tdy', '[2090-01-01,2090-02-01)')$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure) VALUES (6, 1, 'tour', '[2090-01-01,2090-02-10)')$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure) VALUES (6, 7, 'acting', '[2009-01-01,2009-01-10)')$$, 'none'),
	('attache_clerk', $$INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure) VALUES (6, 1, 'acting', '[2009-01-01,2009-01-10)')$$, '23514'),
	('attache_clerk', $$UPDATE overseas.assignment SET tenure = '[2007-10-01,2030-01-01)'$$, '23514'),
	('attache_clerk', $$UPDATE overseas.assignment SET note = 'x', extension = 'x'$$, 'none'),
	('attache_clerk', $$DELETE FROM overseas.assignment$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.posting (mission_id, role) VALUES (1, 'attache')$$, 'none'),
	('attache_clerk', $$UPDATE overseas.posting SET seats = 3$$, 'none'),
	('attache_clerk', $$UPDATE overseas.mission SET kind = 'organization'$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.mission_change (mission_id, effective_day, kind) VALUES (3, '2090-01-01', 'organization')$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.mission_change (mission_id, effective_day, kind) VALUES (3, '2090-01-01', 'consulate')$$, 'none'),
	('attache_clerk', $$DELETE FROM overseas.posting_program$$, 'none'),
	('attache_clerk', $$INSERT INTO overseas.posting_area (posting_id, country) VALUES (1, 'LU')$$, 'none'),
	('attache_clerk', $$UPDATE overseas.goal SET target = 21$$, '23514'),
	('attache_clerk', $$UPDATE overseas.goal SET note = 'x'$$, 'none'),
	('attache_clerk', $$INSERT INTO overseas.goal (name, target, due_day) VALUES ('x', 30, '2099-01-01')$$, 'none'),
	('attache_clerk', $$INSERT INTO overseas.goal (goal_id, name, target, due_day) VALUES (8803, 'x', 30, '2099-01-01'); INSERT INTO overseas.goal_milestone (goal_id, day, target) VALUES (8803, '2098-01-01', 31)$$, '23514'),
	('attache_clerk', $$INSERT INTO overseas.goal_country (goal_id, country) VALUES (8801, 'NL')$$, 'none'),
	('attache_clerk', $$INSERT INTO overseas.site (kind, code, country, name) VALUES ('seaport', 'NLRTM', 'NL', 'Rotterdam')$$, 'none'),
	('attache_clerk', $$INSERT INTO overseas.weight (country, weight) VALUES ('NL', 1)$$, 'none'),
	('attache_clerk', $$UPDATE overseas.rule SET longest = '40 days' WHERE rule_id OPERATOR(pg_catalog.=) 'AT-204'$$, 'none'),
	('postgres', $$TRUNCATE overseas.assignment, overseas.waiver$$, '23514'),
	('postgres', $$TRUNCATE overseas.posting_status_change$$, '23514'),
	('postgres', $$TRUNCATE overseas.goal_country$$, '23514');
\set only ''
\if :discard
	\set only ' WHERE assignment_id OPERATOR(pg_catalog.=) 5'
	UPDATE written SET statement = statement || format(' WHERE %s OPERATOR(pg_catalog.=) %L', col, value)
	FROM (VALUES
		('^DELETE FROM overseas.assignment$', 'assignment_id', '5'), ('overseas.assignment SET note', 'assignment_id', '1'),
		('overseas.posting SET seats|^DELETE FROM overseas.posting_program$', 'posting_id', '1'), ('overseas.mission SET kind', 'mission_id', '1'),
		('overseas.goal SET', 'due_day', '2007-10-01')) AS one (pattern, col, value)
	WHERE statement ~ pattern;
\endif
GRANT SELECT ON written, path TO attache_clerk;
SELECT format('GRANT USAGE ON SCHEMA %I TO attache_clerk', :'schema') \gexec
-- Caches are dropped, if at all, while rules are at work: to plant, to make a registry and
-- to ask all that can be asked would take days.
\ir ../lib/discard.sql
SET LOCAL ROLE attache_clerk;
SELECT is(left(pg_temp.code_of(w.statement, path), 5), w.code::text, w.statement)
FROM written w, path WHERE w.who = 'attache_clerk';
RESET ROLE;
SELECT is(left(pg_temp.code_of(w.statement, path), 5), w.code::text, w.statement)
FROM written w, path WHERE w.who = 'postgres';
RESET debug_discard_caches;
SELECT is(planted.calls(), 1::bigint, 'no rule has called what was planted');

-- What the owner asks: each view, and each function of the registry.
CREATE TEMPORARY TABLE asked AS
SELECT c.relname AS name, format('SELECT * FROM overseas.%I', c.relname) AS statement FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relkind = 'v'
UNION ALL
SELECT p.proname, format('SELECT * FROM overseas.%I(%s)', p.proname, (
	SELECT string_agg(coalesce(v.value, 'NULL') || '::' || format('%I.%I%s', n.nspname, coalesce(e.typname, y.typname), CASE WHEN e.oid IS NULL THEN '' ELSE '[]' END), ', ' ORDER BY i)
	FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, i) JOIN pg_type y ON y.oid = t
	LEFT JOIN (VALUES ('bigint', '1'), ('integer', '3'), ('date', $$'2026-01-01'$$), ('text', $$'month'$$), ('boolean', 'true'), ('interval', $$'1 day'$$), ('bigint[]', $$'{1}'$$),
		('numeric', '1'), ('daterange', $$'[2026-01-01,2026-03-01)'$$)) AS v (type, value) ON v.type = format_type(t, NULL)
	LEFT JOIN pg_type e ON e.oid = y.typelem AND y.typcategory = 'A' JOIN pg_namespace n ON n.oid = y.typnamespace))
FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner AND r.rolname = current_user WHERE p.pronamespace = 'overseas'::regnamespace AND p.prorettype <> 'trigger'::regtype;
SELECT cmp_ok(count(*), '>', 40::bigint, 'views and functions of a registry') FROM asked;
SELECT matches(pg_temp.code_of(statement, path), '^(none|22)', 'the owner asks ' || name)
FROM asked, path ORDER BY name COLLATE "C", path;
SELECT is(planted.calls(), 1::bigint, 'nor does what the owner asks');

-- Of the functions that rules call, one that differs in its parameters. Where which
-- is meant can no longer be told, nothing is written.
\ir ../lib/discard.sql
SELECT is(left(pg_temp.code_of(format('SET LOCAL ROLE attache_mallory; CREATE FUNCTION overseas.%s RETURNS %s LANGUAGE plpgsql AS ''BEGIN PERFORM planted.step(); RETURN NULL; END''; RESET ROLE; DISCARD PLANS; DELETE FROM overseas.assignment%s', name, result, :'only'), ''), 5), code, name)
FROM (VALUES
	('registry_time_zone(text DEFAULT '''')', 'text', '42725'), ('registry_time_zone(VARIADIC text[] DEFAULT ''{}'')', 'text', '42725'), ('registry_time_zone(text)', 'text', '23514'),
	('posting_presence_of(bigint, date, text DEFAULT '''')', 'text', '42725'), ('posting_presence_of(bigint, text)', 'text', '23514'),
	('posting_presence_of(bigint, VARIADIC date[])', 'text', '23514'), ('posting_presence_of(text, date)', 'text', '23514'),
	('goal_measure(bigint[], text, date)', 'text', '23514'),
	('question_coverage(text, date)', 'text', '23514'), ('question_coverage(overseas.goal_question, text)', 'text', '23514'),
	('question_coverage(overseas.goal_question, date, text DEFAULT '''')', 'text', '42725'),
	('posting_neighbors(bigint, text DEFAULT '''')', 'text', '42725'), ('posting_neighbors(text)', 'text', '23514'),
	('posting_cover(text, bigint, bigint[], date, text DEFAULT '''')', 'text', '42725'), ('posting_cover(text, bigint, text, date)', 'text', '23514'),
	('goal_places(bigint, text)', 'text', '23514'), ('goal_places(bigint, date, text DEFAULT '''')', 'text', '42725'),
	('goal_scope(text, text)', 'text', '23514')
) AS tried (name, result, code);
RESET debug_discard_caches;
SELECT is(planted.calls(), 1::bigint, 'nor is one called that differs in its parameters');

-- Making a registry, loading the example and upgrading.
SELECT is(pg_temp.code_of(format('SELECT %I.attache_upgrade_registry(%L)', :'schema', 'overseas'), :'hostile'), '42501 schema overseas is not postgres''s alone', 'no upgrade where others may create objects');
SELECT is(pg_temp.code_of(format('SELECT %I.attache_load_example(%L)', :'schema', 'overseas'), :'hostile'), '42501 schema overseas is not postgres''s alone', 'no example where others may create objects');
SELECT is(pg_temp.code_of(format('SELECT %I.attache_create_registry(%L)', :'schema', 'planted'), :'hostile'), '42501 schema planted is not postgres''s alone', 'no registry in the schema of somebody else');
SELECT is(pg_temp.code_of(format('SELECT %I.attache_show_known(%L)', :'schema', 'overseas'), :'hostile'), '42501 schema overseas is not postgres''s alone', 'nothing that was known is shown where others may create objects');
CREATE SCHEMA fresh;
GRANT CREATE, USAGE ON SCHEMA fresh, bare TO attache_mallory;
SELECT is(pg_temp.code_of(format('SELECT %I.attache_keep_past(%L)', :'schema', 'bare'), :'hostile'), '42501 schema bare is not postgres''s alone', 'no past is kept where others may create objects');
SELECT is(pg_temp.code_of(format('SELECT %I.attache_create_registry(%L)', :'schema', 'fresh'), :'hostile'), '42501 schema fresh is not postgres''s alone', 'no registry where others may create objects');
GRANT CREATE ON SCHEMA fresh TO PUBLIC;
REVOKE CREATE ON SCHEMA fresh FROM attache_mallory;
SELECT is(pg_temp.code_of(format('SELECT %I.attache_create_registry(%L)', :'schema', 'fresh'), :'hostile'), '42501 schema fresh is not postgres''s alone', '... or all may');
SELECT is(pg_temp.error_of(format('SELECT %I.attache_create_registry(%L)', :'schema', 'fresh')), ARRAY['42501', 'schema fresh is not postgres''s alone',
	'It belongs to these roles, or they may create objects in it: PUBLIC.',
	'Whatever they put there would run as the owner of the registry. Choose another schema, own this one, or REVOKE CREATE ON it.'], '... in words');
REVOKE CREATE ON SCHEMA fresh FROM PUBLIC;
SELECT is(pg_temp.code_of(format('SELECT %I.attache_create_registry(%L)', :'schema', name), :'hostile'), format('3F000 a registry cannot be in schema %I', name), 'no registry in ' || name)
FROM unnest('{$user,pg_temp,pg_catalog,pg_toast,information_schema}'::text[]) AS name;
-- What stands in the schema under a name of the past's own, or of what its triggers call.
CREATE FUNCTION pg_temp.kept_beside(declaration text, path text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	SET LOCAL ROLE attache_mallory;
	EXECUTE declaration;
	RESET ROLE;
	REVOKE CREATE ON SCHEMA bare FROM attache_mallory;
	result := pg_temp.code_of(format('SELECT %I.attache_keep_past(%L)', current_setting('mine.schema'), 'bare'), path);
	RAISE SQLSTATE 'ZZ998';
EXCEPTION WHEN SQLSTATE 'ZZ998' THEN
	RETURN result;
END $$;
SELECT set_config('mine.schema', :'schema', true) \g /dev/null
SELECT is(pg_temp.kept_beside(declaration, :'hostile'), result, declaration)
FROM (VALUES
	('CREATE FUNCTION bare.attache_past() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN PERFORM planted.step(); RETURN NULL; END''', '42501 schema bare would use objects that are not attache''s'),
	('CREATE TABLE bare.edit (edit_id bigint)', '42501 schema bare would use objects that are not attache''s'),
	('CREATE TABLE bare.program_past (others jsonb)', '42501 schema bare would use objects that are not attache''s'),
	('CREATE VIEW bare.change AS SELECT 1 AS one', '42501 schema bare would use objects that are not attache''s')
) AS beside (declaration, result);
SELECT is(planted.calls(), 1::bigint, 'none of them is called');

-- What was planted is still there when the right to plant is gone.
SET LOCAL ROLE attache_mallory;
CREATE FUNCTION bare.lower(daterange) RETURNS date LANGUAGE plpgsql AS 'BEGIN PERFORM planted.step(); RETURN NULL; END';
RESET ROLE;
REVOKE CREATE ON SCHEMA overseas, unloaded, bare, :"schema", public FROM attache_mallory;
CREATE SCHEMA home;
GRANT CREATE, USAGE ON SCHEMA home TO attache_mallory;
SELECT is(pg_temp.code_of(format('SELECT %I.attache_show_known(%L, %L)', :'schema', 'overseas', 'home'), :'hostile'), '42501 schema home is not postgres''s alone', 'nothing that was known is shown in a schema where others may create objects');
SELECT is(pg_temp.code_of(format('SELECT %I.attache_keep_past(%L)', :'schema', 'bare'), :'hostile'), '42501 schema bare would use objects that are not attache''s', 'no past is kept that would use what was planted');
SELECT matches(pg_temp.code_of(format('SELECT %I.attache_upgrade_registry(%L)', :'schema', 'overseas'), :'hostile'), '^42', 'no upgrade that would use what was planted');
SELECT matches(pg_temp.code_of(format('SELECT %I.attache_create_registry(%L)', :'schema', 'another'), :'hostile'), '^42', 'no registry that would use what was planted beside the extension');
SELECT is(planted.calls(), 1::bigint, 'none of them calls what was planted');
SELECT is(pg_temp.code_of(format('SELECT %I.attache_load_example(%L)', :'schema', 'unloaded'), :'hostile'), 'none', 'the example is loaded');
SELECT is(planted.calls(), 1::bigint, '... and calls nothing that was planted');

SELECT * FROM finish();
ROLLBACK;
DROP SCHEMA unloaded, bare CASCADE;
\ir ../lib/empty.sql
