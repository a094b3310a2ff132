-- attache_call(): the rows of a function by a plan that the session keeps, as if the
-- function was called; and whatever becomes of the function, its schema or its tables.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
CREATE SCHEMA tried;
CREATE ROLE attache_nobody;
SET LOCAL search_path = tried, overseas, tap, :"schema";
CREATE TYPE pair AS (a bigint, b text);
CREATE TABLE kept (a bigint, b text);
INSERT INTO kept VALUES (1, 'one'), (2, 'two'), (3, NULL);
CREATE FUNCTION pairs(lowest bigint, word text) RETURNS SETOF pair LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT k.a, coalesce(pairs.word, k.b) FROM kept k WHERE k.a >= pairs.lowest OR pairs.lowest IS NULL ORDER BY k.a;
END;
CREATE FUNCTION called(lowest bigint, word text) RETURNS text LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT string_agg(concat_ws(' ', c.a, c.b), ', ' ORDER BY c.a) FROM attache_call(NULL::pair, 'pairs(bigint,text)'::regprocedure, called.lowest, called.word) c;
END;
SELECT is(called(2, 'x'), '2 x, 3 x', 'rows with what is given');
SELECT is(called(2, NULL), '2 two, 3', 'with a NULL');
SELECT is(called(NULL, NULL), '1 one, 2 two, 3', 'with NULLs alone');
SELECT is(called(3, 'y'), '3 y', 'again with others');
SELECT is(called(9, 'y'), NULL, 'no rows');
SELECT is(string_agg(called(i, 'z'), '; ' ORDER BY i), '1 z, 2 z, 3 z; 2 z, 3 z; 3 z', 'many times in one statement') FROM generate_series(1, 3) i;
INSERT INTO kept VALUES (4, 'four');
SELECT is(called(4, NULL), '4 four', 'it sees what the transaction has written');
SELECT is((SELECT count(*) FROM attache_call(NULL::pair, 'pairs(bigint,text)'::regprocedure, NULL::bigint, NULL::text) c, attache_call(NULL::pair, 'pairs(bigint,text)'::regprocedure, c.a, NULL::text)), 10::bigint, 'one in another');

-- What becomes of it.
SAVEPOINT before;
ALTER SCHEMA tried RENAME TO renamed;
SELECT is(renamed.called(4, NULL), '4 four', 'a schema with another name');
ROLLBACK TO before;
SELECT is(called(4, NULL), '4 four', '... and its own again');
ALTER FUNCTION pairs(bigint, text) RENAME TO couples;
SELECT is(called(4, NULL), '4 four', 'a function with another name');
ROLLBACK TO before;
CREATE OR REPLACE FUNCTION pairs(lowest bigint, word text) RETURNS SETOF pair LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT 0::bigint, 'new'::text;
END;
SELECT is(called(4, NULL), '0 new', 'another body');
ROLLBACK TO before;
DROP FUNCTION called(bigint, text), pairs(bigint, text);
CREATE FUNCTION pairs(lowest bigint, word text) RETURNS SETOF pair LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT 7::bigint, 'another'::text;
END;
SELECT is((SELECT b FROM attache_call(NULL::pair, 'pairs(bigint,text)'::regprocedure, 1::bigint, NULL::text)), 'another', 'another function of that name');
ROLLBACK TO before;

-- A function that changes itself while it runs: the call within sees what it is now.
CREATE FUNCTION change() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CREATE OR REPLACE FUNCTION changing(n bigint) RETURNS SETOF pair LANGUAGE sql STABLE AS 'SELECT 77::bigint, $x$new$x$';
END $$;
CREATE FUNCTION changing(n bigint) RETURNS SETOF pair LANGUAGE plpgsql STABLE AS $$
BEGIN
	IF n > 0 THEN
		PERFORM change();
		RETURN QUERY SELECT * FROM attache_call(NULL::pair, 'changing(bigint)'::regprocedure, 0::bigint);
	END IF;
	RETURN QUERY SELECT n, 'old';
END $$;
SELECT is((SELECT string_agg(c.a || ' ' || c.b, ', ') FROM attache_call(NULL::pair, 'changing(bigint)'::regprocedure, 3::bigint) c), '77 new, 3 old', 'a function that changes while it runs');
SELECT is((SELECT string_agg(c.a || ' ' || c.b, ', ') FROM attache_call(NULL::pair, 'changing(bigint)'::regprocedure, 3::bigint) c), '77 new', '... and after it');
ROLLBACK TO before;

-- A type that has lost an attribute, and got another.
CREATE TYPE lost AS (a bigint, b text, c bigint);
ALTER TYPE lost DROP ATTRIBUTE b, ADD ATTRIBUTE d text;
CREATE FUNCTION changed(n bigint) RETURNS SETOF lost LANGUAGE sql STABLE AS $$ SELECT g, 10 * g, 'd' || g FROM generate_series(1, n) g $$;
SELECT is((SELECT string_agg(concat_ws(' ', c.a, c.c, c.d), ', ') FROM attache_call(NULL::lost, 'changed(bigint)'::regprocedure, 2::bigint) c), '1 10 d1, 2 20 d2', 'a type that has lost an attribute');
ROLLBACK TO before;

-- Plans of functions that are gone are gone.
DO $$
BEGIN
	FOR i IN 1..200 LOOP
		CREATE FUNCTION gone(n bigint) RETURNS SETOF pair LANGUAGE sql STABLE AS 'SELECT 1::bigint, $x$x$x$';
		EXECUTE 'SELECT * FROM attache_call(NULL::pair, ''gone(bigint)''::regprocedure, 1::bigint)';
		DROP FUNCTION gone(bigint);
	END LOOP;
END $$;
SELECT cmp_ok(count(*), '<', 50::bigint, 'no plan is kept of what is gone')
FROM pg_backend_memory_contexts WHERE name = 'CachedPlanSource' AND ident ~ 'gone';

-- Row security and rights are the caller's, each time.
GRANT USAGE ON SCHEMA tried TO attache_clerk, attache_nobody;
GRANT SELECT ON kept TO attache_clerk;
ALTER TABLE kept ENABLE ROW LEVEL SECURITY;
CREATE POLICY odd ON kept TO attache_clerk USING (a % 2 = 1);
SELECT is(called(NULL, NULL), '1 one, 2 two, 3, 4 four', 'the owner sees all');
SET LOCAL ROLE attache_clerk;
SELECT is(tried.called(NULL, NULL), '1 one, 3', 'who is held to row security sees their own');
RESET ROLE;
SELECT is((pg_temp.error_of('SET LOCAL ROLE attache_nobody; SELECT tried.called(NULL, NULL)'))[2], 'permission denied for table kept', 'who may not read it sees nothing');
REVOKE EXECUTE ON FUNCTION pairs(bigint, text) FROM PUBLIC;
SELECT is((pg_temp.error_of('SET LOCAL ROLE attache_clerk; SELECT tried.called(NULL, NULL)'))[2], 'permission denied for function pairs', 'who may not call the function does not do so by this one');

-- What cannot be called so.
CREATE FUNCTION many(VARIADIC of bigint[]) RETURNS SETOF pair LANGUAGE sql STABLE BEGIN ATOMIC SELECT 1::bigint, 'x'::text; END;
CREATE FUNCTION written(lowest bigint) RETURNS SETOF pair LANGUAGE sql BEGIN ATOMIC SELECT 1::bigint, 'x'::text; END;
CREATE FUNCTION one_pair(lowest bigint) RETURNS pair LANGUAGE sql STABLE BEGIN ATOMIC SELECT 1::bigint, 'x'::text; END;
CREATE FUNCTION numbers(lowest bigint) RETURNS SETOF bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT 1::bigint; END;
CREATE FUNCTION failing(lowest bigint) RETURNS SETOF pair LANGUAGE sql STABLE BEGIN ATOMIC SELECT 1 / failing.lowest, 'x'::text; END;
SELECT is(pg_temp.error_of('SELECT * FROM attache_call(' || arguments || ')'),
		  ARRAY['22023  ', 'attache_call() cannot call this function: ' || message, NULL, 'It is for the functions of a registry.'], message)
FROM (VALUES
	('NULL::pair, NULL::regprocedure, 1', 'there is none'),
	('NULL::pair, ''written(bigint)''::regprocedure, 1::bigint', 'it is volatile'),
	('NULL::pair, ''one_pair(bigint)''::regprocedure, 1::bigint', 'it does not return rows of the type of the first argument'),
	('NULL::bigint, ''numbers(bigint)''::regprocedure, 1::bigint', 'it does not return rows of the type of the first argument'),
	('NULL::bigint, 0::regprocedure, 1::bigint', 'there is none'),
	('NULL::pair, ''many(bigint[])''::regprocedure, ARRAY[1::bigint]', 'it is variadic'),
	('NULL::pair, ''pairs(bigint,text)''::regprocedure, 1::bigint', 'it has another number of arguments'),
	('NULL::pair, ''pairs(bigint,text)''::regprocedure, VARIADIC ARRAY[1::bigint, 2]', 'it has another number of arguments'),
	('NULL::pair, ''pairs(bigint,text)''::regprocedure, 1::integer, ''x''::text', 'its argument 1 is of another type'),
	('NULL::pair, ''pairs(bigint,text)''::regprocedure, 1::bigint, 2::bigint', 'its argument 2 is of another type')
) AS tried (arguments, message);
SELECT is((pg_temp.error_of('SELECT * FROM attache_call(NULL::pair, ''failing(bigint)''::regprocedure, 0::bigint)'))[2], 'division by zero', 'what fails, fails');
SELECT is(pg_temp.error_of('SELECT attache_call(NULL::pair, ''pairs(bigint,text)''::regprocedure, 1::bigint, NULL::text)'), NULL, 'in the list of a SELECT');

SELECT * FROM finish();
ROLLBACK;
