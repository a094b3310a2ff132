-- What attache calls matches one function alone. Beside each function of the extension and
-- of a registry stand others that differ in the type of one argument; whatever an owner
-- then asks, none of them ever runs.
\ir ../lib/begin.sql
RESET ROLE;
COMMIT;
-- An edit that can be undone, as it is committed.
BEGIN;
SET LOCAL attache.reason = 'to be undone';
UPDATE overseas.mission SET city = city || ', again' WHERE mission_id = 1;
COMMIT;
SELECT overseas.publish('first') \g /dev/null
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL client_min_messages = error;
SELECT * FROM no_plan();
\set calls `cat test/drivers/calls.json`

-- Neither an error nor a rollback takes back what a sequence has counted.
CREATE SCHEMA planted;
CREATE SEQUENCE planted.calls MINVALUE 0;
SELECT nextval('planted.calls') \g /dev/null

-- A function of the same name, with these arguments, that says that it runs.
CREATE FUNCTION planted.plant(of_function oid, types text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	f record;
BEGIN
	SELECT p.pronamespace::regnamespace, p.proname, p.prokind, p.proretset,
		   (SELECT string_agg(format(', OUT %I %s', p.proargnames[k], format_type(p.proallargtypes[k], NULL)), '' ORDER BY k)
			FROM generate_subscripts(p.proargmodes, 1) k WHERE p.proargmodes[k] = 'o') AS results
	INTO f FROM pg_proc p WHERE p.oid = of_function;
	EXECUTE format('CREATE %s %s.%I(%s%s) %s LANGUAGE plpgsql AS %L', CASE f.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, f.pronamespace, f.proname, types, f.results,
		CASE WHEN f.prokind = 'p' OR f.results IS NOT NULL AND NOT f.proretset THEN '' WHEN f.results IS NOT NULL THEN 'RETURNS SETOF record' ELSE 'RETURNS ' || pg_get_function_result(of_function) END,
		format('BEGIN PERFORM nextval(''planted.calls''); RAISE EXCEPTION ''%s(%s) runs''; END', f.proname, types));
	RETURN 1;
EXCEPTION WHEN duplicate_function THEN
	RETURN 0;
END $$;

CREATE TABLE planted.function AS
SELECT p.oid, p.prokind, p.proname, p.pronamespace, p.pronargs, p.pronargdefaults,
	   ARRAY(SELECT format_type(a.type, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY a (type, n) ORDER BY a.n) AS types
FROM pg_proc p
WHERE p.pronamespace IN ('overseas'::regnamespace, :'schema'::regnamespace) AND p.prokind IN ('f', 'p')
AND NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = ANY (p.proargtypes) AND t.typtype = 'p') AND p.prorettype <> 'cstring'::regtype
AND (p.pronamespace = 'overseas'::regnamespace
	 OR EXISTS (SELECT FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
				WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e' AND e.extname = 'attache'));
SELECT cmp_ok(sum(planted.plant(f.oid, array_to_string(f.types[1 : n - 1] || other.type || f.types[n + 1 : f.pronargs], ', '))), '>', 5000::numeric, 'thousands of functions are planted')
FROM planted.function f, generate_series(1, f.pronargs) AS n, unnest('{text,name,integer,bigint,boolean,oid,regclass,date,text[],name[]}'::text[]) AS other (type)
WHERE other.type <> f.types[n];
-- What was asked, and whether that ran.
CREATE TABLE planted.answer (asked text, refused text[]);
CREATE FUNCTION planted.asked(statement text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	result CONSTANT text[] := pg_temp.error_of(statement);
BEGIN
	INSERT INTO planted.answer VALUES (statement, result);
	RETURN result;
END $$;

-- Each function of the registry that reads, as test/drivers/calls.json calls it.
SELECT cmp_ok(sum(1 + coalesce(cardinality(planted.asked(format('SELECT count(*) FROM overseas.%I(%s)', f.proname, (
	SELECT coalesce(string_agg(format('%L::%s', a.value, f.types[a.n]), ', ' ORDER BY a.n), '')
	FROM jsonb_array_elements_text(c.arguments) WITH ORDINALITY AS a (value, n))))), 0)), '>', 150::bigint, 'each function of a registry that reads is asked')
FROM jsonb_each(:'calls') AS called (name, variants), jsonb_array_elements(called.variants) AS c (arguments)
JOIN planted.function f ON f.pronamespace = 'overseas'::regnamespace AND f.prokind = 'f'
WHERE f.proname = called.name AND jsonb_array_length(c.arguments) BETWEEN f.pronargs - f.pronargdefaults AND f.pronargs;
SELECT cmp_ok(sum(1 + coalesce(cardinality(planted.asked(format('SELECT count(*) FROM overseas.%I', relname))), 0)), '>', 25::bigint, 'and each view')
FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'v';

-- Those that write, and those of the extension that an owner asks.
SELECT is(planted.asked(replace(statement, '@', format('%I.attache_', :'schema'))), NULL, left(statement, 60))
FROM (VALUES
	($$SELECT @create_registry('made'::name, 'UTC'::text, true)$$),
	($$SELECT @create_registry('made'::name, 'UTC'::text, false); SELECT @load_example('made'::name); SET CONSTRAINTS ALL IMMEDIATE; SELECT @keep_past('made'::name);
	   SELECT @show_known('made'::name, 'shown'::name); SELECT @upgrade_registry('made'::name); SELECT @known_schemas('made'::name);
	   SELECT @set_time_zone('made'::name, 'UTC'::text)$$),
	($$SELECT @create_registry('made'::name, 'UTC'::text, true); SELECT @empty_registry('made'::name)$$),
	($$SELECT @upgrade_registry('overseas'::name)$$),
	($$SELECT @adopt_server(), @check_rights(), @version(), @check_version()$$),
	($$SELECT propose('Embassy Brussels'::text, 'attache'::text, 'BRU-2'::text, '2026-01-01'::date, '{csi}'::text[], 2::integer); SELECT request('BRU-2'::text, '2026-02-01'::date, NULL::text, NULL::text);
	   SELECT approve('BRU-2'::text, '2026-03-01'::date, 'cable 7'::text, NULL::text); SELECT open('BRU-2'::text, '2026-04-01'::date, NULL::text, NULL::text);
	   INSERT INTO representative (name, number) VALUES ('Ann Adams', 'E-1'); SELECT assign('E-1'::text, 'BRU-2'::text, '2026-05-01'::date, '2027-04-30'::date, 'tour'::text, NULL::text);
	   SELECT extend('E-1'::text, '2027-12-31'::date, 'memo 3'::text, NULL::text); SELECT end_assignment('E-1'::text, '2026-12-31'::date, 'curtailed'::text, NULL::text);
	   SELECT suspend('BRU-2'::text, '2028-01-01'::date, NULL::text, 'flood'::text); SELECT close('BRU-2'::text, '2028-02-01'::date, NULL::text, NULL::text)$$),
	($$UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206'; SELECT swap('Representative 3'::text, 'Representative 4'::text, '2027-01-01'::date)$$),
	($$SELECT publish('a moment'::text, NULL::text)$$),
	($$SELECT forget(now() - interval '1 day', 'order 5'::text, NULL::bigint)$$),
	($$SELECT forget(now() - interval '1 day', 'order 5'::text, 3::bigint)$$),
	($$INSERT INTO representative_entry (number, name) VALUES ('n-1', 'Nora Nilsen'); SELECT check_entries('entries'::text); SELECT accept_entries('entries'::text, true)$$),
	($$INSERT INTO representative_entry (batch, number, name) VALUES ('one', 'n-1', 'Nora Nilsen'), ('one', 'n-1', 'Nora Nilsen');
	   INSERT INTO absence_entry (batch, representative, kind, first_day, last_day) VALUES ('one', 'Representative 3', 'leave', '2006-05-01', '2006-05-14'); SELECT accept_entries('one'::text, false)$$)
) AS written (statement);
SELECT matches((planted.asked(format($$INSERT INTO overseas.representative_entry (number, name) VALUES ('n-1', 'Nora Nilsen'); CALL %I.attache_accept_in_pieces('overseas'::name, 'entries'::text, 10, NULL::bigint, NULL::bigint)$$, :'schema')))[1],
	'^2D000 ', 'a procedure gets as far as its first COMMIT');

-- For the rows of any table there is one function; beside it stands one for those of a table.
SELECT is(planted.plant(to_regprocedure(format('%I.attache_row(anyelement)', :'schema')), 'overseas.mission'), 1::bigint, 'a function for the rows of a table is planted');
SELECT is(planted.asked($$SELECT undo((SELECT max(edit_id) FROM edit WHERE reason = 'to be undone')); SELECT count(old), count(new) FROM change$$), NULL, '... and not called');
SELECT is((pg_temp.error_of(format('SELECT %I.attache_upgrade_registry(%L::name)', :'schema', 'overseas')))[1:2], ARRAY['42501  ', 'schema overseas would use objects that are not attache''s'], '... nor used');

SELECT is_empty($$SELECT asked, refused[2] FROM planted.answer WHERE refused[2] LIKE '% runs'$$, 'none of what was planted says that it runs');
SELECT is(last_value, 0::bigint, '... nor does it') FROM planted.calls;
SELECT is_empty($$SELECT asked, refused FROM planted.answer WHERE refused[1] !~ '^2D000 '$$, 'nothing else is refused');

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
