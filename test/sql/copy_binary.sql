-- The binary formats: out and in again is the same; what is malformed is refused.
\getenv outputdir PG_ABS_BUILDDIR
\cd :outputdir
CREATE TEMP TABLE original (
	n integer PRIMARY KEY, program program_code, status posting_status, country country_code, coverage coverage
);
INSERT INTO original VALUES
	(1, 'csi', 'active', 'be', '{2004-10-20:2,2006-01-01:0}'),
	(2, 'ZZZZZZZZZZZZ', 'withdrawn', 'zw', '{}'),
	(3, 'A', 'proposed', 'ad', '{-infinity:9223372036854775807,5874897-12-31:-9223372036854775808}'),
	(4, NULL, NULL, NULL, NULL);
INSERT INTO original SELECT 100 + row_number() OVER (ORDER BY country), chr(65 + row_number() OVER (ORDER BY country)::int % 26) || '-' || country,
	(SELECT status FROM posting_statuses() ORDER BY posting_status_hash_extended(status, ascii(country)) LIMIT 1), country,
	format('{2004-10-20:%s}', ascii(country))::coverage
FROM countries();

-- Through a file of the client, and back.
\copy original to 'copy_binary.bin' (format binary)
CREATE TEMP TABLE copied (LIKE original);
\copy copied from 'copy_binary.bin' (format binary)
CREATE FUNCTION pg_temp.bytes(o original) RETURNS bytea[] LANGUAGE sql IMMUTABLE AS $$
	SELECT ARRAY[program_code_send(o.program), posting_status_send(o.status), country_code_send(o.country), coverage_send(o.coverage)]
$$;
SELECT (SELECT count(*) FROM original) AS originals, (SELECT count(*) FROM copied) AS copies,
	count(*) FILTER (WHERE o::text IS DISTINCT FROM c::text) AS text_differs,
	count(*) FILTER (WHERE pg_temp.bytes(o) IS DISTINCT FROM pg_temp.bytes(row(c.*)::original)) AS bytes_differ
FROM original o FULL JOIN copied c USING (n);

-- The wire: the same on every machine.
SELECT program_code_send(program), posting_status_send(status), country_code_send(country), coverage_send(coverage)
FROM original WHERE n <= 3 ORDER BY n;

-- Malformed fields, in files that a shell writes: header, one row of one field (its length and its
-- bytes), trailer. First that such a file works at all.
CREATE TEMP TABLE program (x program_code);
CREATE TEMP TABLE status (x posting_status);
CREATE TEMP TABLE country (x country_code);
CREATE TEMP TABLE covered (x coverage);
\setenv HEAD 'PGCOPY\\n\\377\\r\\n\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\001'
\setenv TAIL '\\377\\377'
\copy program from program 'printf "$HEAD\000\000\000\010\121\175\240\054\000\000\000\000$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\001\004$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\002BE$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\004\000\000\000\000$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\020\000\000\000\001\000\000\000\000\000\000\000\007\000\000\000\000$TAIL"' (format binary)
SELECT program.x AS program, status.x AS status, country.x AS country, array_agg(covered.x ORDER BY covered.x::text COLLATE "C") AS coverages
FROM program, status, country, covered GROUP BY 1, 2, 3;

-- presence: one that is; an empty message; cut off; a number that is longer than need be; texts of another
-- encoding; a text that is none.
CREATE TEMP TABLE present (x presence);
\copy present from program 'printf "$HEAD\000\000\000\004\001\001\005\001$TAIL"' (format binary)
SELECT presence_rows(x) FROM present;
\copy present from program 'printf "$HEAD\000\000\000\000$TAIL"' (format binary)
\copy present from program 'printf "$HEAD\000\000\000\004\001\001\005\004$TAIL"' (format binary)
\copy present from program 'printf "$HEAD\000\000\000\005\001\001\205\000\001$TAIL"' (format binary)
\copy present from program 'printf "$HEAD\000\000\000\007\001\002\010\000\001\344\001$TAIL"' (format binary)
\copy present from program 'printf "$HEAD\000\000\000\007\001\002\006\000\001\344\001$TAIL"' (format binary)

-- program_code: 0; no letter first; a separator at the end; a hole; beyond 40^12; a byte less; a byte more.
\copy program from program 'printf "$HEAD\000\000\000\010\000\000\000\000\000\000\000\000$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\010\000\000\000\000\000\000\000\016$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\010\121\175\240\054\000\000\000\001$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\010\121\175\240\054\000\000\000\020$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\010\377\377\377\377\377\377\377\377$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\007\121\175\240\054\000\000\000$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\011\121\175\240\054\000\000\000\000\000$TAIL"' (format binary)

-- posting_status: 0; 10; 255; empty; two bytes.
\copy status from program 'printf "$HEAD\000\000\000\001\000$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\001\012$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\001\377$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\000$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\002\004\004$TAIL"' (format binary)

-- country_code: no country; lower case; zero; one byte; alpha-3.
\copy country from program 'printf "$HEAD\000\000\000\002QQ$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\002be$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\002\000\000$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\001B$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\003BEL$TAIL"' (format binary)

-- coverage: a count that promises too much, -1, too little; a day that is infinity; a day twice; a
-- day before the first of the calendar; no count at all.
\copy covered from program 'printf "$HEAD\000\000\000\004\000\000\000\001$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\004\377\377\377\377$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\020\000\000\000\000\000\000\000\000\000\000\000\007\000\000\000\000$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\020\000\000\000\001\000\000\000\000\000\000\000\007\177\377\377\377$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\034\000\000\000\002\000\000\000\000\000\000\000\007\000\000\000\000\000\000\000\000\000\000\000\010\000\000\000\000$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\020\000\000\000\001\000\000\000\000\000\000\000\007\200\000\000\001$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\002\000\000$TAIL"' (format binary)

-- Steps that are well formed but change nothing are dropped: equal values have equal bytes.
\copy covered from program 'printf "$HEAD\000\000\000\034\000\000\000\002\000\000\000\000\000\000\000\007\000\000\000\000\000\000\000\000\000\000\000\007\000\000\000\001$TAIL"' (format binary)
SELECT x::text, coverage_send(x), count(*) FROM covered GROUP BY x::text, coverage_send(x) ORDER BY x::text COLLATE "C";

-- The SQLSTATEs: 22P03, and 08P01 where the message ends too early, as for the server's own types.
\set VERBOSITY sqlstate
\copy program from program 'printf "$HEAD\000\000\000\010\000\000\000\000\000\000\000\000$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\007\121\175\240\054\000\000\000$TAIL"' (format binary)
\copy program from program 'printf "$HEAD\000\000\000\011\121\175\240\054\000\000\000\000\000$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\001\000$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\000$TAIL"' (format binary)
\copy status from program 'printf "$HEAD\000\000\000\002\004\004$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\002QQ$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\001B$TAIL"' (format binary)
\copy country from program 'printf "$HEAD\000\000\000\003BEL$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\004\000\000\000\001$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\020\000\000\000\001\000\000\000\000\000\000\000\007\177\377\377\377$TAIL"' (format binary)
\copy covered from program 'printf "$HEAD\000\000\000\002\000\000$TAIL"' (format binary)
\set VERBOSITY default

-- Nothing of what was refused came in.
SELECT (SELECT count(*) FROM program) AS programs, (SELECT count(*) FROM status) AS statuses,
	(SELECT count(*) FROM country) AS countries, (SELECT count(*) FROM covered) AS coverages;
