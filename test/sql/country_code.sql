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
SELECT 'DX'::country_code;
SELECT 'GZ'::country_code;
-- ... and what is one is the country of ISO 3166.
SELECT input, country_name(input::country_code) AS in_iso, country_name(country_from_fips(input)) AS in_fips
FROM unnest(ARRAY['BF', 'GM', 'PM', 'SN']) AS input
ORDER BY input COLLATE "C";

-- Two bytes on disk; the letters on the wire; NULL is NULL.
SELECT pg_column_size('BE'::country_code) AS bytes, country_code_send('BE') AS wire;
SELECT NULL::country_code IS NULL AS cast, country_code_from_text(NULL) IS NULL AS from_text,
	(NULL::country_code)::text IS NULL AS to_text, country_name(NULL) IS NULL AS name,
	country_alpha3(NULL) IS NULL AS alpha3, country_numeric(NULL) IS NULL AS "numeric",
	country_from_fips(NULL) IS NULL AS from_fips, country_successors(NULL) IS NULL AS successors,
	country_from_numeric(NULL::text) IS NULL AS from_numeric, country_from_numeric(NULL::integer) IS NULL AS from_integer,
	country_from_name(NULL) IS NULL AS from_name, country_name_is_known(NULL) IS NULL AS is_known;

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
SELECT proname, prorows = CASE proname
		WHEN 'countries' THEN (SELECT count(*) FROM countries())
		WHEN 'country_names' THEN (SELECT count(*) FROM country_names())
		ELSE (SELECT count(*) FROM fips_codes()) END AS estimate_is_right
FROM pg_proc WHERE oid IN ('countries'::regproc, 'country_names'::regproc, 'fips_codes'::regproc)
ORDER BY proname COLLATE "C";

-- They are in order, and well formed.
SELECT array_agg(country) = array_agg(country ORDER BY country) AS in_order FROM countries();
SELECT count(*) AS checked, count(*) FILTER (WHERE country::text !~ '^[A-Z]{2}$') AS alpha2,
	count(*) FILTER (WHERE alpha3 !~ '^[A-Z]{3}$') AS alpha3,
	count(*) FILTER (WHERE "numeric" !~ '^[0-9]{3}$' OR "numeric" = '000') AS "numeric",
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
	count(*) FILTER (WHERE withdrawn IS NULL
		AND pg_temp.hint_of(name) IS DISTINCT FROM 'The code of ' || name || ' is ' || country || '.') AS without_hint,
	count(*) FILTER (WHERE withdrawn IS NOT NULL
		AND pg_temp.hint_of(name) NOT LIKE 'The code of ' || name || ' is % was withdrawn on ' || withdrawn || '%') AS without_day
FROM countries();
-- The code in use today comes first.
SELECT input, pg_temp.hint_of(input) AS hint
FROM regexp_split_to_table('Burma|Zaire|Republic of Zaire|East Timor|Midway Islands|Soviet Union|East Germany|Serbia & Montenegro', '\|') AS input;
-- What may be several countries has the hint that says so.
SELECT input, pg_temp.hint_of(input) AS hint
FROM regexp_split_to_table('Czechoslovakia|Gilbert and Ellice Islands|Korea|the Virgin Islands|Wonderland', '\|') AS input;

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
SELECT country_from_fips('DEU');
-- What ISO 3166 has no country for says why.
SELECT country_from_fips(' pf ');
\echo SQLSTATE :SQLSTATE
SELECT country_from_fips('CZ');
SELECT fips, country, name, remark FROM fips_codes() WHERE remark IS NOT NULL ORDER BY fips COLLATE "C";
-- The other codes have a country in use, and its name; which countries have several, and which current ones have none?
SELECT count(*) AS checked, count(DISTINCT fips) AS different, count(*) FILTER (WHERE fips !~ '^[A-Z]{2}$') AS malformed,
	count(*) FILTER (WHERE country IS NOT NULL AND country_from_fips(fips) IS DISTINCT FROM country) AS differ,
	count(country) FILTER (WHERE NOT EXISTS (SELECT FROM countries() c WHERE c.country = f.country)) AS no_country,
	count(*) FILTER (WHERE remark IS NULL
		AND NOT EXISTS (SELECT FROM countries() c WHERE c.country = f.country AND c.name = f.name AND withdrawn IS NULL)) AS without_remark,
	count(*) FILTER (WHERE name IS NULL) AS name
FROM fips_codes() f;
SELECT array_agg(fips) = array_agg(fips ORDER BY fips COLLATE "C") AS in_order FROM fips_codes();
SELECT country, string_agg(fips, ' ' ORDER BY fips COLLATE "C") AS fips
FROM fips_codes() WHERE country IS NOT NULL GROUP BY country HAVING count(*) > 1 ORDER BY country;
SELECT string_agg(country::text, ' ' ORDER BY country) AS current_without_fips
FROM countries() WHERE withdrawn IS NULL AND country NOT IN (SELECT country FROM fips_codes() WHERE country IS NOT NULL);

-- Numeric codes have three digits, and are read back from any spelling; a withdrawn one that another country holds is that one's.
SELECT input, country_from_numeric(input) AS country
FROM regexp_split_to_table('056|56|  056 |4|04|004|180|891', '\|') AS input;
SELECT country_from_numeric(56) AS "56", country_from_numeric(004) AS "4", pg_typeof(country_numeric('BE')) AS type;
SELECT count(*) AS checked, count(*) FILTER (WHERE country_from_numeric("numeric") <> country AND withdrawn IS NULL) AS current_differ,
	count(*) FILTER (WHERE country_from_numeric("numeric") <> country_from_numeric("numeric"::integer)
		OR country_from_numeric("numeric") <> country_from_numeric("numeric"::integer::text)) AS spellings_differ
FROM countries() WHERE "numeric" IS NOT NULL;
SELECT country, "numeric", country_from_numeric("numeric") AS reads_as
FROM countries() WHERE country_from_numeric("numeric") <> country ORDER BY country;
SELECT country_from_numeric('890');
\echo SQLSTATE :SQLSTATE
SELECT country_from_numeric('0056');
SELECT country_from_numeric('');
SELECT country_from_numeric('5 6');
SELECT country_from_numeric('-4');
SELECT country_from_numeric(0);
\echo SQLSTATE :SQLSTATE
SELECT country_from_numeric(-56);
SELECT country_from_numeric(2147483647);

-- What took the place of a withdrawn country is in use, and is not empty.
SELECT country_successors('SU') AS su, country_successors('YU') AS yu, country_successors('BE') AS be;
SELECT country_withdrawn('CS') AS cs, country_withdrawn('BE') AS be, country_withdrawn(NULL) AS none,
	count(*) FILTER (WHERE withdrawn IS DISTINCT FROM country_withdrawn(country)) AS wrong FROM countries();
SELECT count(*) AS checked,
	count(*) FILTER (WHERE (withdrawn IS NULL) <> (country_successors(country) = '{}')) AS wrong,
	count(*) FILTER (WHERE EXISTS (SELECT FROM unnest(country_successors(c.country)) s JOIN countries() n ON n.country = s
		WHERE n.withdrawn IS NOT NULL)) AS withdrawn_too,
	count(*) FILTER (WHERE country_successors(country) <> ARRAY(SELECT s FROM unnest(country_successors(country)) s ORDER BY s)) AS not_in_order
FROM countries() c;

-- Names, as official lists and people write them.
CREATE TEMP TABLE written (name text, country country_code);
INSERT INTO written VALUES
	('Turkey', 'TR'), ('TÜRKİYE', 'TR'), (U&'Tu\0308rkiye', 'TR'), ('Republic of Turkey', 'TR'), ('Swaziland', 'SZ'), ('Holland', 'NL'),
	('The Netherlands', 'NL'), ('Netherlands (the)', 'NL'), ('Netherlands, The', 'NL'), ('Kingdom of the Netherlands', 'NL'),
	('England', 'GB'), ('Scotland', 'GB'), ('WALES', 'GB'), ('Northern Ireland', 'GB'), ('Great Britain', 'GB'), ('UK', 'GB'), ('U.K.', 'GB'),
	('Ivory Coast', 'CI'), ('Côte d''Ivoire', 'CI'), ('Cote d’Ivoire', 'CI'), ('COTE D`IVOIRE', 'CI'), ('cote-divoire', 'CI'),
	('Burma', 'MM'), ('Myanmar', 'MM'), ('Burma (Myanmar)', 'MM'), ('Burma, Socialist Republic of the Union of', 'MM'),
	('Czech Republic', 'CZ'), ('Czechia', 'CZ'), ('Cape Verde', 'CV'), ('Cabo Verde', 'CV'), ('East Timor', 'TL'), ('Timor-Leste', 'TL'),
	('Macedonia', 'MK'), ('Macedonia, the former Yugoslav Republic of', 'MK'), ('FYROM', 'MK'), ('Zaire', 'CD'), ('Zaïre', 'CD'),
	('Congo, The Democratic Republic of the', 'CD'), ('Congo, Dem. Rep.', 'CD'), ('Congo (Kinshasa)', 'CD'), ('DR Congo', 'CD'),
	('Congo', 'CG'), ('Congo, Republic of the', 'CG'), ('Congo (Brazzaville)', 'CG'), ('Viet Nam', 'VN'), ('Vietnam', 'VN'), ('Viet-Nam', 'VN'),
	('Bahamas, The', 'BS'), ('The Bahamas', 'BS'), ('Bahamas', 'BS'), ('Gambia', 'GM'), ('Gambia (The)', 'GM'), ('The  Gambia', 'GM'),
	('São Tomé and Príncipe', 'ST'), ('Sao Tome & Principe', 'ST'), ('Curaçao', 'CW'), ('curacao', 'CW'), ('Réunion', 'RE'), ('Reunion', 'RE'),
	('Åland Islands', 'AX'), ('St. Kitts & Nevis', 'KN'), ('St Kitts and Nevis', 'KN'), ('St.Lucia', 'LC'), ('Saint Lucia', 'LC'),
	('St. Vincent and the Grenadines', 'VC'), ('Antigua & Barbuda', 'AG'), ('Antigua/Barbuda', 'AG'), ('Trinidad–Tobago', 'TT'),
	('Bosnia-Herzegovina', 'BA'), ('Korea, South', 'KR'), ('Korea, Republic of', 'KR'), ('Korea, North', 'KP'),
	('Korea, Democratic People''s Republic of', 'KP'), ('Korea, Dem. People’s Rep.', 'KP'), ('Iran (Islamic Republic of)', 'IR'),
	('Russia', 'RU'), ('Russian Federation', 'RU'), ('Syria', 'SY'), ('Syrian Arab Republic', 'SY'), ('Laos', 'LA'), ('Macau', 'MO'),
	('Taiwan, Province of China', 'TW'), ('Hong Kong SAR, China', 'HK'), ('Kosovo', 'XK'), ('Vatican City', 'VA'), ('Holy See (Vatican City)', 'VA'),
	('Micronesia, Federated States of', 'FM'), ('Virgin Islands, U.S.', 'VI'), ('Virgin Islands (British)', 'VG'), ('Cayman Is.', 'KY'),
	('Guinea-Bissau', 'GW'), ('Guinea', 'GN'), ('Papua New Guinea', 'PG'), ('Equatorial Guinea', 'GQ'), ('Niger', 'NE'), ('Nigeria', 'NG'),
	('Dominica', 'DM'), ('Dominican Republic', 'DO'), ('Samoa', 'WS'), ('American Samoa', 'AS'), ('Western Samoa', 'WS'),
	('Ireland', 'IE'), ('U.S.A.', 'US'), ('United States of America (the)', 'US'), (E'\tunited states\n', 'US'), ('Hawaii', 'US'),
	('West Bank and Gaza', 'PS'), ('Upper Volta', 'BF'), ('Dahomey', 'BJ'), ('Southern Rhodesia', 'ZW'), ('New Hebrides', 'VU'),
	('Ceylon', 'LK'), ('Persia', 'IR'), ('Siam', 'TH'), ('South Vietnam', 'VN'), ('German Democratic Republic', 'DD'), ('USSR', 'SU'),
	('Yugoslavia', 'YU'), ('Serbia and Montenegro', 'CS'), ('Netherlands Antilles', 'AN');
SELECT name, country, country_from_name(name) AS reads_as FROM written WHERE country_from_name(name) IS DISTINCT FROM country;
SELECT count(*) > 100 AS enough, bool_and(country_name_is_known(name)) AS known, bool_and(country_name_is_known(upper(name))) AS in_capitals
FROM written;
-- A name with one word more or less is another name, and a code is no name.
SELECT name FROM unnest(ARRAY['', ' ', 'the', 'Republic', 'Belgium Belgium', 'Belgium and France', 'Belgiu', 'Belgiumm', 'New Belgium',
	'Korea', 'Virgin Islands', 'Czechoslovakia', 'BE', 'BEL', '056', 'Беларусь', 'Belgium€', repeat('Belgium ', 40),
	'a b c d e f g h i j k l m n o p q r', repeat('dem ', 14)]) AS name
WHERE country_name_is_known(name);
SELECT country_from_name('Belgium and France');
\echo SQLSTATE :SQLSTATE
SELECT country_from_name('bel');
SELECT country_from_name('Czechoslovakia');
SELECT country_from_name('GER');
SELECT country_from_name('JA');
SELECT country_from_name('');
-- Each name of the list is found; its former code is a withdrawn one, and what took the place of that alone is its country.
SELECT count(*) AS checked, count(*) FILTER (WHERE country_from_name(name) <> country) AS differ,
	count(*) FILTER (WHERE pg_temp.hint_of(name) NOT LIKE '%' || country || '%' AND pg_temp.hint_of(name) NOT LIKE 'taken as%') AS hint_differs
FROM country_names();
SELECT count(former) AS checked, count(former) FILTER (WHERE country_successors(former) <> ARRAY[country]) AS differ FROM country_names();
-- So is each country's name. Of withdrawn ones, places and countries that have another name now are read as today's.
SELECT count(*) AS checked, count(*) FILTER (WHERE withdrawn IS NULL AND country_from_name(name) <> country) AS current_differ,
	count(*) FILTER (WHERE country_from_name(name) NOT IN (country, (country_successors(country))[1])) AS withdrawn_differ
FROM countries();
SELECT string_agg(country || ' ' || country_from_name(name), ', ' ORDER BY country) AS read_as_today
FROM countries() WHERE country_from_name(name) <> country;

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
