-- country_code: input, output, casts, the list of countries, and FIPS 10-4.
SET datestyle = 'ISO';

-- Good input: alpha-2 and alpha-3 in any case, blanks around it.
SELECT to_json(input) AS input, input::country_code AS code, country_name(input::country_code) AS name
FROM (VALUES
	(1, 'BE'), (2, 'be'), (3, 'BEL'), (4, 'bEl'), (5, ' de '), (6, E'\tdeu\n'),
	(7, 'XK'), (8, 'XKS'), (9, 'XKX'), (10, 'SU'), (11, 'YUG'), (12, 'ATF'), (13, 'FQ')
) v(n, input)
ORDER BY n;

-- Bad input; a hint where it can be told what was meant.
SELECT ''::country_code;
\echo SQLSTATE :SQLSTATE
SELECT 'B'::country_code;
SELECT 'QQ'::country_code;
SELECT 'QQQ'::country_code;
SELECT 'BELG'::country_code;
SELECT '056'::country_code;
SELECT 'B E'::country_code;
SELECT 'Å'::country_code;
SELECT 'belgium'::country_code;
SELECT 'Türkiye'::country_code;
SELECT 'GER'::country_code;
SELECT 'EU'::country_code;
SELECT 'EL'::country_code;
SELECT 'CSK'::country_code;
SELECT 'BYS'::country_code;
SELECT country_code_from_text('Atlantis');
\echo SQLSTATE :SQLSTATE
SELECT 'Atlantis'::text::country_code;

-- FIPS 10-4 is never guessed: what is no code of ISO 3166 is refused ...
SELECT 'JA'::country_code;
SELECT 'RP'::country_code;
SELECT 'SF'::country_code;
SELECT 'UK'::country_code;
-- ... and what is one is the country of ISO 3166.
SELECT input, country_name(input::country_code) AS in_iso, country_name(country_from_fips(input)) AS in_fips
FROM unnest(ARRAY['BF', 'GM', 'PM', 'SN']) AS input
ORDER BY input COLLATE "C";

-- Two bytes on disk; the letters on the wire; NULL is NULL.
SELECT pg_column_size('BE'::country_code) AS bytes, country_code_send('BE') AS wire;
SELECT NULL::country_code IS NULL AS cast, country_code_from_text(NULL) IS NULL AS from_text,
	(NULL::country_code)::text IS NULL AS to_text, country_name(NULL) IS NULL AS name,
	country_alpha3(NULL) IS NULL AS alpha3, country_numeric(NULL) IS NULL AS "numeric",
	country_from_fips(NULL) IS NULL AS from_fips;

-- in(out(c)) = c, in(alpha3) = c; the exception is a withdrawn alpha-3 that a current country holds.
SELECT count(*) AS checked, count(*) FILTER (WHERE country::text::country_code <> country) AS alpha2_differs,
	count(*) FILTER (WHERE lower(country)::country_code <> country) AS case_matters,
	count(*) FILTER (WHERE convert_from(country_code_send(country), 'SQL_ASCII') <> country::text) AS wire_differs
FROM countries();
SELECT country, name, withdrawn, alpha3, alpha3::country_code AS reads_as
FROM countries() WHERE alpha3::country_code <> country ORDER BY country;
SELECT count(*) AS checked, count(*) FILTER (WHERE lower(alpha3)::country_code <> alpha3::country_code) AS case_matters
FROM countries();

-- The functions say what the list says.
SELECT count(*) AS checked, count(*) FILTER (WHERE country_name(country) IS DISTINCT FROM name) AS name,
	count(*) FILTER (WHERE country_alpha3(country) IS DISTINCT FROM alpha3) AS alpha3,
	count(*) FILTER (WHERE country_numeric(country) IS DISTINCT FROM "numeric") AS "numeric"
FROM countries();
SELECT country, country_name(country) AS name, country_alpha3(country) AS alpha3, country_numeric(country) AS "numeric"
FROM unnest('{BS,BE,CA,CD,CI,CW,DE,GB,HK,IT,JP,KR,MX,NL,PA,PH,RE,SG,TR,TW,US,XK,ZA,SU,DD}'::country_code[])
	WITH ORDINALITY AS u(country, n) ORDER BY n;

-- How many there are: 249 in ISO 3166-1, and XK; the withdrawn ones; and the planner's estimate.
SELECT count(*) FILTER (WHERE withdrawn IS NULL AND country <> 'XK') AS iso_3166_1,
	count(*) FILTER (WHERE withdrawn IS NULL AND "numeric" IS NULL) AS current_without_numeric,
	count(*) FILTER (WHERE withdrawn IS NOT NULL) AS withdrawn
FROM countries();
SELECT proname, abs(prorows - CASE proname
		WHEN 'countries' THEN (SELECT count(*) FROM countries())
		ELSE (SELECT count(*) FROM fips_codes()) END) <= 5 AS estimate_is_near
FROM pg_proc WHERE oid IN ('countries'::regproc, 'fips_codes'::regproc)
ORDER BY proname COLLATE "C";

-- They are in order, and well formed.
SELECT array_agg(country) = array_agg(country ORDER BY country) AS in_order FROM countries();
SELECT count(*) AS checked, count(*) FILTER (WHERE country::text !~ '^[A-Z]{2}$') AS alpha2,
	count(*) FILTER (WHERE alpha3 !~ '^[A-Z]{3}$') AS alpha3,
	count(*) FILTER (WHERE "numeric" NOT BETWEEN 1 AND 899) AS "numeric",
	count(*) FILTER (WHERE name IS NULL OR name <> btrim(name) OR name = '') AS name,
	count(*) FILTER (WHERE withdrawn NOT BETWEEN '1974-01-01' AND '2010-12-31') AS withdrawn
FROM countries();

-- Unique: alpha-2 over all; alpha-3, numeric and name over current ones.
SELECT count(*) - count(DISTINCT country) AS alpha2_twice,
	count(*) FILTER (WHERE withdrawn IS NULL) - count(DISTINCT alpha3) FILTER (WHERE withdrawn IS NULL) AS alpha3_twice,
	count("numeric") FILTER (WHERE withdrawn IS NULL) - count(DISTINCT "numeric") FILTER (WHERE withdrawn IS NULL) AS numeric_twice,
	count(*) - count(DISTINCT name) AS name_twice
FROM countries();
SELECT country, alpha3, "numeric", name, withdrawn FROM countries() WHERE withdrawn IS NOT NULL ORDER BY country;

-- Every name is found, and the hint gives the code; two letters or three would be a code.
CREATE FUNCTION pg_temp.hint_of(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	RETURN 'taken as ' || input::country_code;
EXCEPTION WHEN invalid_text_representation THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END $$;
SELECT count(*) AS checked,
	count(*) FILTER (WHERE pg_temp.hint_of(name) IS DISTINCT FROM 'The code of ' || name || ' is ' || country || '.') AS without_hint
FROM countries();

-- No two letters give anything but a code or an error; how many of each, and the hints.
WITH pair AS (
	SELECT chr(a) || chr(b) AS input, pg_temp.hint_of(chr(a) || chr(b)) AS hint
	FROM generate_series(65, 90) a, generate_series(65, 90) b
)
SELECT count(*) AS checked, count(*) FILTER (WHERE hint = 'taken as ' || input) AS taken,
	count(*) FILTER (WHERE hint LIKE 'taken%' AND hint <> 'taken as ' || input) AS taken_for_another,
	count(*) FILTER (WHERE hint LIKE 'In FIPS 10-4%') AS hint_of_fips,
	count(*) FILTER (WHERE hint LIKE '__ is %') AS hint_of_mistake,
	count(*) FILTER (WHERE hint = '') AS no_hint
FROM pair;
SELECT input, pg_temp.hint_of(input) AS hint
FROM regexp_split_to_table('AFI ATB DEN DRC GEL HOL KSA NED PRC ROC ROK RSA SKM SUI UAE UN', ' ') AS input;

-- FIPS 10-4: the countries of the first attaches as that standard writes them.
SELECT fips, country_from_fips(fips) AS country, country_name(country_from_fips(fips)) AS name
FROM regexp_split_to_table('BF BE CA GM HK IT JA MX NL PM RP SN SF UK', ' ') WITH ORDINALITY AS s(fips, n)
ORDER BY n;
SELECT country_from_fips(' gm ') AS trimmed_and_folded, country_from_fips('EZ'::varchar) AS varchar;
SELECT country_from_fips('XX');
\echo SQLSTATE :SQLSTATE
SELECT country_from_fips('');
SELECT country_from_fips('GER');
-- Every code gives a country; which countries have several, and which current ones have none?
SELECT count(*) AS checked, count(DISTINCT fips) AS different, count(*) FILTER (WHERE fips !~ '^[A-Z]{2}$') AS malformed,
	count(*) FILTER (WHERE country_from_fips(fips) IS DISTINCT FROM country) AS differ,
	count(*) FILTER (WHERE NOT EXISTS (SELECT FROM countries() c WHERE c.country = f.country)) AS no_country
FROM fips_codes() f;
SELECT array_agg(fips) = array_agg(fips ORDER BY fips COLLATE "C") AS in_order FROM fips_codes();
SELECT country, string_agg(fips, ' ' ORDER BY fips COLLATE "C") AS fips
FROM fips_codes() GROUP BY country HAVING count(*) > 1 ORDER BY country;
SELECT string_agg(country::text, ' ' ORDER BY country) AS current_without_fips
FROM countries() WHERE withdrawn IS NULL AND country NOT IN (SELECT country FROM fips_codes());
SELECT f.fips, f.country, c.withdrawn FROM fips_codes() f JOIN countries() c USING (country)
WHERE c.withdrawn IS NOT NULL ORDER BY f.fips COLLATE "C";

-- Assignment takes text of every kind.
CREATE TEMP TABLE taken (n integer PRIMARY KEY, country country_code DEFAULT 'us');
INSERT INTO taken VALUES (1, 'be');
INSERT INTO taken SELECT 2, 'b' || 'hs';
INSERT INTO taken SELECT 3, 'ca'::varchar(3);
INSERT INTO taken SELECT 4, 'de'::char(3);
INSERT INTO taken VALUES (5);
PREPARE add_varchar(integer, varchar) AS INSERT INTO taken VALUES ($1, $2);
EXECUTE add_varchar(6, 'sgp');
INSERT INTO taken SELECT 7, 'uk'::text;
SELECT * FROM taken ORDER BY n;

-- As text where text is asked for; beside a literal it stays a country.
SELECT lower(country), country || '!' AS "country||'!'", '!' || country AS "'!'||country", country LIKE 'B%' AS "like",
	pg_typeof(coalesce(country, 'nld')) AS coalesce_literal, pg_typeof(coalesce(country, ''::text)) AS coalesce_text
FROM taken WHERE n = 1;
SELECT coalesce(country, '') FROM taken;
SELECT array_agg(n ORDER BY n) FILTER (WHERE country IN ('bel', 'bs')) AS in_literals,
	array_agg(n ORDER BY n) FILTER (WHERE country = ANY ('{bel,bs}')) AS any_literal,
	array_agg(n ORDER BY n) FILTER (WHERE country < 'ca') AS before_ca
FROM taken;
-- Beside text, that text is read as a country, as a literal is; one that is none equals no country
-- and comes after all of them.
SELECT country = 'BE'::text AS alpha2, country = 'BE'::varchar AS varchar, country = 'be'::text AS lower_case,
	country = 'BEL'::text AS alpha3, ' bel '::char(8) = country AS char, country = 'bel' AS literal,
	country = 'GER'::text AS mistake, country = 'Belgium'::text AS name, 'ZW'::country_code < 'Belgium'::text AS last_before_name
FROM taken WHERE n = 1;
SELECT array_agg(n ORDER BY n) FILTER (WHERE country = ANY ('{bel,BS,uk,NULL}'::text[])) AS any_texts,
	array_agg(n ORDER BY n) FILTER (WHERE country IN ('bel'::varchar, 'bs'::varchar)) AS in_varchars,
	array_agg(n ORDER BY n) FILTER (WHERE country <> ALL ('{bel,bs,uk}'::text[])) AS all_texts
FROM taken;
SELECT to_json(t) AS json, '{be,USA,NULL}'::country_code[] AS countries FROM taken t WHERE n = 1;
-- A function of countries takes a literal, not text.
SELECT country_name('bel'), country_name('bel'::text::country_code);
\set VERBOSITY terse
SELECT country_name('bel'::text);

-- A name is no code, and the hint says which it has; with diacritics or without
\set VERBOSITY default
SELECT 'Türkiye'::country_code;
SELECT 'turkiye'::country_code;
