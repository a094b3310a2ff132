-- program_code: input, output, casts, and how it resolves among text.

-- Good input: any case, blanks around it.
SELECT to_json(input) AS input, input::program_code AS code
FROM (VALUES
	(1, 'CSI'), (2, 'csi'), (3, 'C-Tpat'), (4, ' iap '), (5, E'\t\n\x0b\f\rcb\r\n'),
	(6, 'a'), (7, 'Z9'), (8, 'A-1.B/2'), (9, 'abcdefghijkl'), (10, 'ZZZZZZZZZZZZ'),
	(11, '            padded              '), (12, 'a/b-c.d')
) v(n, input)
ORDER BY n;

-- Bad input: each kind of fault says which.
SELECT ''::program_code;
\echo SQLSTATE :SQLSTATE
SELECT ' '::program_code;
SELECT '1A'::program_code;
SELECT '-A'::program_code;
SELECT 'Ä'::program_code;
SELECT 'ABCDEFGHIJKLM'::program_code;
SELECT 'A B'::program_code;
SELECT 'A_B'::program_code;
SELECT 'AÄ'::program_code;
SELECT E'A\u00a0'::program_code;
SELECT 'A--B'::program_code;
SELECT 'A-/B'::program_code;
SELECT 'A.'::program_code;
\echo SQLSTATE :SQLSTATE

-- The cast of a text that is no code says the same.
SELECT program_code_from_text('A-');
\echo SQLSTATE :SQLSTATE
SELECT 'A-'::text::program_code;

-- Eight bytes, by value, in network order on the wire; NULL is NULL.
SELECT pg_column_size('CSI'::program_code) AS bytes, program_code_send('A') AS a,
	program_code_send('ZZZZZZZZZZZZ') AS z, program_code_send('C-TPAT') AS c_tpat;
SELECT NULL::program_code IS NULL AS cast, program_code_from_text(NULL) IS NULL AS from_text,
	(NULL::program_code)::text IS NULL AS to_text, program_code_send(NULL) IS NULL AS send;

-- in(out(x)) = x over every character in every place that may have it.
WITH good(character) AS (
	SELECT regexp_split_to_table('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-./', '')
), input(input) AS (
	SELECT 'A' || repeat('0', place - 2) || character || 'Z'
	FROM good, generate_series(2, 11) AS place
	UNION
	SELECT character || repeat('Z', place - 1)
	FROM good, generate_series(1, 12) AS place WHERE character ~ '[A-Z]'
	UNION
	SELECT repeat('A', place - 1) || character
	FROM good, generate_series(2, 12) AS place WHERE character ~ '[A-Z0-9]'
)
SELECT count(*) AS checked, count(DISTINCT program_code_send(input::program_code)) AS distinct_bytes,
	count(*) FILTER (WHERE input::program_code::text <> input) AS text_differs,
	count(*) FILTER (WHERE lower(input)::program_code <> input::program_code) AS case_matters
FROM input;

-- Which one-byte characters are taken in a code, in front of it, and behind it?
CREATE FUNCTION pg_temp.is_code(input text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM input::program_code;
	RETURN true;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN false;
END $$;
SELECT count(*) AS checked,
	string_agg(chr(n), '' ORDER BY n) FILTER (WHERE pg_temp.is_code('A' || chr(n) || 'B')) AS inside,
	string_agg(chr(n), '' ORDER BY n) FILTER (WHERE n > 32 AND pg_temp.is_code(chr(n) || 'B')) AS in_front,
	array_agg(n ORDER BY n) FILTER (WHERE n <= 32 AND pg_temp.is_code(chr(n) || 'B')) AS trimmed_in_front,
	string_agg(chr(n), '' ORDER BY n) FILTER (WHERE n > 32 AND pg_temp.is_code('B' || chr(n))) AS behind,
	array_agg(n ORDER BY n) FILTER (WHERE n <= 32 AND pg_temp.is_code('B' || chr(n))) AS trimmed_behind
FROM generate_series(1, 127) AS n;

-- Is a text a code? As the definition in one regular expression says.
WITH pieces(piece) AS (
	VALUES ('A'), ('b'), ('7'), ('-'), ('.'), ('/'), (' '), ('_'), ('ABCDE'), ('')
), input(input) AS (
	SELECT DISTINCT a.piece || b.piece || c.piece || d.piece
	FROM pieces a, pieces b, pieces c, pieces d
), judged AS (
	SELECT input, pg_temp.is_code(input) AS is_code,
		btrim(input) ~ '^[A-Za-z][A-Za-z0-9]*([-./][A-Za-z0-9]+)*$' AND length(btrim(input)) <= 12 AS by_definition
	FROM input
)
SELECT count(*) AS checked, count(*) FILTER (WHERE is_code) AS codes,
	count(*) FILTER (WHERE is_code <> by_definition) AS differ
FROM judged;

-- Assignment takes text of every kind; so do a parameter and a default.
CREATE TEMP TABLE taken (n integer PRIMARY KEY, program program_code DEFAULT 'csi');
INSERT INTO taken VALUES (1, 'iap');
INSERT INTO taken SELECT 2, 'c-' || 'tpat';
INSERT INTO taken SELECT 3, 'cb'::varchar(8);
INSERT INTO taken SELECT 4, 'cb'::char(8);
INSERT INTO taken VALUES (5);
PREPARE add_text(integer, text) AS INSERT INTO taken VALUES ($1, $2);
PREPARE add_varchar(integer, varchar) AS INSERT INTO taken VALUES ($1, $2);
EXECUTE add_text(6, 'x.1');
EXECUTE add_varchar(7, 'x.2');
UPDATE taken SET program = program || '/9' WHERE n = 7;
INSERT INTO taken SELECT 8, 'no code'::text;
SELECT * FROM taken ORDER BY n;

-- It goes into columns of text, varchar, char and name.
CREATE TEMP TABLE given (a text, b varchar(12), c char(12), d name);
INSERT INTO given SELECT program, program, program, program FROM taken WHERE n <= 2;
SELECT * FROM given ORDER BY a COLLATE "C";

-- Functions of text take a code as it is.
SELECT length(program), lower(program), left(program, 1), split_part(program, '-', 1) AS part,
	replace(program, 'C', 'K') AS replaced, format('<%s>', program) AS formatted, concat(program, 1) AS concat,
	program ^@ 'C' AS starts, program LIKE '%A%' AS "like", program ILIKE 'c%' AS "ilike",
	program ~ '^[A-C]' AS regex, program SIMILAR TO 'C%' AS similar
FROM taken WHERE n <= 3 ORDER BY n;
-- Inside an aggregate of text, ORDER BY means the argument: cast it to keep the order of codes.
SELECT string_agg(program::text, ',' ORDER BY program) FROM taken;

-- || gives text on either side, with a literal, text, or another code.
SELECT program || 'x' AS "code||'x'", 'x' || program AS "'x'||code", program || 'x'::text AS "code||text",
	program || program AS "code||code", program || 1 AS "code||1", pg_typeof(program || 'x')
FROM taken WHERE n = 1;

-- Beside a literal it stays a code, and the literal becomes one; beside text it becomes text.
SELECT pg_typeof(coalesce(program, 'x')) AS coalesce_literal, pg_typeof(coalesce(program, 'x'::text)) AS coalesce_text,
	pg_typeof(CASE WHEN true THEN program ELSE 'none' END) AS case_literal,
	pg_typeof(CASE WHEN true THEN program ELSE 'none'::text END) AS case_text,
	pg_typeof(greatest(program, 'd')) AS greatest_literal, pg_typeof(greatest(program, 'd'::text)) AS greatest_text
FROM taken WHERE n = 1;
SELECT coalesce(NULL::program_code, 'none') AS folded, coalesce(NULL::program_code, 'none'::text) AS as_written;
-- So a literal that is no code is an error there, as it would be for a number.
SELECT coalesce(program, '') FROM taken;
SELECT nullif(program, 'C TPAT') FROM taken;
SELECT coalesce(program, ''::text) FROM taken WHERE n = 1;

-- UNION with text is text; with a literal it is a code.
SELECT pg_typeof(program) AS type, program FROM (
	SELECT program FROM taken UNION SELECT 'in text'::text
) u ORDER BY program COLLATE "C";
SELECT pg_typeof(program) AS type, program FROM (
	SELECT program FROM taken WHERE n = 1 UNION SELECT 'literal'
) u ORDER BY program;

-- IN and = ANY, whatever the list is made of.
SELECT array_agg(n ORDER BY n) FILTER (WHERE program IN ('csi', 'iap')) AS in_literals,
	array_agg(n ORDER BY n) FILTER (WHERE program IN ('csi'::text, 'iap'::text)) AS in_texts,
	array_agg(n ORDER BY n) FILTER (WHERE program IN ('csi'::varchar, 'iap'::varchar)) AS in_varchars,
	array_agg(n ORDER BY n) FILTER (WHERE program = ANY ('{csi,iap}')) AS any_literal,
	array_agg(n ORDER BY n) FILTER (WHERE program = ANY ('{csi,iap}'::text[])) AS any_texts,
	array_agg(n ORDER BY n) FILTER (WHERE program = ANY ('{csi,iap}'::varchar[])) AS any_varchars,
	array_agg(n ORDER BY n) FILTER (WHERE program = ANY ('{csi,iap}'::program_code[])) AS any_codes,
	array_agg(n ORDER BY n) FILTER (WHERE program <> ALL ('{csi,iap,no code}'::text[])) AS all_texts
FROM taken;
PREPARE any_of(text[]) AS SELECT n FROM taken WHERE program = ANY ($1) ORDER BY n;
EXECUTE any_of('{csi,IAP,no code,NULL}');

-- Comparison with what is text in some way; a text that is no code equals nothing.
SELECT program = 'csi'::text AS text, program = 'csi'::varchar AS varchar, program = 'csi'::char(8) AS char,
	' csi ' = program AS literal, ' csi '::text = program AS from_left, program = 'c s i'::text AS no_code,
	program <> 'c s i'::text AS not_no_code, program = NULL::text AS "null",
	program IS DISTINCT FROM NULL::text AS from_null, program BETWEEN 'a' AND 'd'::text AS "between"
FROM taken WHERE n = 5;
-- A code beside another type of the extension is an error, and should be: each could be read as
-- text for the other, and neither reading wins. Who means to compare their texts says so.
\set VERBOSITY terse
SELECT 'active'::program_code = 'active'::posting_status;
\echo SQLSTATE :SQLSTATE
SELECT 'BE'::country_code = 'BE'::program_code;
SELECT 'BE'::country_code = 'active'::posting_status;
\set VERBOSITY default
SELECT 'BE'::program_code::text = 'BE'::country_code::text AS as_texts;
-- name has its own operators with text, so neither reading wins.
\set VERBOSITY terse
SELECT 'csi'::program_code = 'csi'::name;
\set VERBOSITY default
SELECT 'csi'::program_code = 'csi'::name::text AS with_cast;

-- Rows, JSON and arrays.
SELECT row(program, n) = row('iap', 1) AS row_literal, row(program, n) < row('iap'::text, 2) AS row_text
FROM taken WHERE n = 1;
SELECT to_json(t) AS json, (jsonb_populate_record(NULL::taken, '{"n": 9, "program": "x/y"}')).program
FROM taken t WHERE n = 1;
SELECT '{csi,c-tpat,NULL}'::program_code[] AS codes, '{csi}'::text[]::program_code[] AS from_texts,
	'{csi}'::program_code[]::text[] AS to_texts;
SELECT '{csi,no code}'::program_code[];

-- A code is no number, has no collation, and no modifier.
SELECT 'csi'::program_code::integer;
SELECT 'csi'::program_code COLLATE "C";
SELECT 'csi'::program_code(3);
