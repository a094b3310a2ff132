-- Laws of order, equality and hashing, over a grid of values of each scalar type
-- and of texts beside them. A law counts what it checked and what broke it: read 'broken = 0'.
SET datestyle = 'ISO';

-- The types, and the mark of each one's operators for two texts, as the catalog has them.
-- What has to be written for each: a grid of its values, and texts that are made for it.
CREATE TEMP TABLE scalar AS
SELECT left(p.proname, -length('_texts_eq')) COLLATE "C" AS type, left(o.oprname, 1) AS mark
FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode WHERE p.proname LIKE '%\_texts\_eq';
TABLE scalar ORDER BY type;

-- The grids: long, short, with separators, prefixes of each other.
CREATE TEMP TABLE grid_program_code (x program_code);
INSERT INTO grid_program_code SELECT regexp_split_to_table(
	'A A0 A1 A-1 A.1 A/1 A-A AA AB A1B A-1-1 A-1.1 AAAAAAAAAAAA AAAAAAAAAAAB AAAAAAAAAAA B B-1 C CB C-TPAT CSI CSI2 CSI-2 IAP'
	' M N M9 Z Z0 ZZ Z/Z ZZZZZZZZZZZ ZZZZZZZZZZZZ Z9 Z-9', ' ');
CREATE TEMP TABLE grid_posting_status (x posting_status);
INSERT INTO grid_posting_status SELECT status FROM posting_statuses();
CREATE TEMP TABLE grid_country_code (x country_code);
INSERT INTO grid_country_code SELECT country FROM countries() WITH ORDINALITY AS c(country, a, b, d, e, n)
WHERE n % 5 = 1 OR country IN ('AD', 'AE', 'BE', 'BS', 'GB', 'HK', 'ZA', 'ZR', 'ZW');

-- Texts made for each type: values as they are, some in another case, some with blanks around or, for
-- countries, as alpha-3; and texts that are no value, each in several spellings of one folded form.
CREATE TEMP TABLE made (type text, t text, PRIMARY KEY (type, t));
INSERT INTO made
SELECT 'program_code', x::text FROM grid_program_code
UNION
SELECT 'program_code', lower(x) FROM grid_program_code WHERE x < 'B'
UNION
SELECT 'program_code', '  ' || lower(x) || E'\t' FROM grid_program_code WHERE x < 'A1' OR x >= 'Z'
UNION
SELECT 'program_code', * FROM unnest(ARRAY['', ' ', '1A', 'A--B', 'Ä', 'ä', 'AÄ', 'A-', 'A_B', 'A B', 'a b', '[A', '~', '{}',
	'AAAAAAAAAAAAA', 'aaaaaaaaaaaaa', 'ZZZZZZZZZZZZZ', '@', '-', '9', E'A\x01', E' A\x01 ', 'AAAAAAAAAAAA ', repeat('A', 300),
	repeat('z', 20000)])
UNION
SELECT 'posting_status', t FROM posting_statuses() s, unnest(ARRAY[s.status::text, upper(s.status), E'\n ' || initcap(s.status) || ' ']) t(t)
UNION
SELECT 'posting_status', * FROM unnest(ARRAY['', ' ', '4', 'activ', 'ACTIV', 'actives', 'act ive', 'open', ' Open', 'tätig', 'Ä', 'ä',
	E'active\x01', '[', 'activ[', 'zzz', repeat('a', 300), repeat('A', 300)])
UNION
SELECT 'country_code', t FROM countries() c, unnest(ARRAY[c.country::text, lower(c.country), E'\t' || lower(c.alpha3) || ' ']) t(t)
WHERE country IN ('AD', 'AE', 'BE', 'BQ', 'BS', 'GB', 'HK', 'NL', 'SU', 'XK', 'ZA', 'ZR', 'ZW')
UNION
SELECT 'country_code', * FROM unnest(ARRAY['', ' ', 'B', 'UK', ' uk', 'GER', 'ger', 'EU', 'QQ', 'qqq', 'Belgium', ' BELGIUM ', 'Åland', 'åland',
	'056', 'AFI', 'BYS', 'B E', 'B1', 'XKX', E'BE\x01', '{}', 'ZZZ', repeat('be', 300)]);

-- All of them together; and the definition of where a text stands, for each type: a value where its
-- type puts it, by its text or by the place in the life cycle; after all values any other text, by
-- the bytes of its folded form: the six blanks of ASCII trimmed, the letters of ASCII in upper case.
CREATE FUNCTION pg_temp.output_of(type text, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	output text;
BEGIN
	EXECUTE format('SELECT (%L::%I)::text', input, type) INTO output;
	RETURN output;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN NULL;
END $$;
CREATE FUNCTION pg_temp.key_of(type text, output text) RETURNS text LANGUAGE sql AS $$
	SELECT CASE type WHEN 'posting_status' THEN
		array_position('{proposed,requested,approved,active,suspended,closing,closed,denied,withdrawn}', output)::text ELSE output END
$$;
CREATE TEMP TABLE grid_text AS SELECT DISTINCT t FROM made;
CREATE TEMP TABLE defined (type text, t text, is_value boolean, tier integer, key text COLLATE "C", PRIMARY KEY (type, t));
INSERT INTO defined
SELECT type, t, output IS NOT NULL, CASE WHEN output IS NULL THEN 1 ELSE 0 END,
	coalesce(pg_temp.key_of(type, output), translate(btrim(t, E' \t\n\x0b\x0c\r'), 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
FROM scalar, grid_text, LATERAL pg_temp.output_of(type, t) AS output;
DO $$
DECLARE
	scalar text;
BEGIN
	FOR scalar IN SELECT type FROM scalar LOOP
		EXECUTE format('CREATE TEMP TABLE grid_%1$s_text AS SELECT t FROM made WHERE type = %1$L', scalar);
	END LOOP;
END $$;
ANALYZE grid_text, defined;

CREATE FUNCTION pg_temp.rows_of(relation text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	rows bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM %I', relation) INTO rows;
	RETURN rows;
END $$;
SELECT type, pg_temp.rows_of('grid_' || type) AS grid FROM scalar ORDER BY type;
SELECT count(*) AS texts FROM grid_text;
SELECT type, (SELECT count(*) FROM made m WHERE m.type = d.type) AS made_for_it, count(*) AS texts, count(*) FILTER (WHERE is_value) AS "values",
	count(DISTINCT key) FILTER (WHERE is_value) AS different_values, count(DISTINCT key) FILTER (WHERE NOT is_value) AS different_others
FROM defined d GROUP BY type ORDER BY type COLLATE "C";

-- Every law of one type whose operators are given by name, as rows of law, checked, broken.
CREATE FUNCTION pg_temp.order_laws(
	grid text, x text, lt text DEFAULT '<', le text DEFAULT '<=', eq text DEFAULT '=', ge text DEFAULT '>=',
	gt text DEFAULT '>', cmp text DEFAULT NULL
) RETURNS TABLE (law text, checked bigint, broken bigint) LANGUAGE plpgsql AS $$
DECLARE
	compare text := coalesce(cmp, replace(grid, 'grid_', '') || '_cmp');
	pairs text := format('FROM (SELECT %I AS x FROM %I) a, (SELECT %I AS y FROM %I) b', x, grid, x, grid);
	triples text := format('%s, (SELECT %I AS z FROM %I) c', pairs, x, grid);
	laws text[] := ARRAY[
		'reflexive: x = x, x <= x, not x < x', format('%s', replace(pairs, ', (', ' JOIN (') || ' ON a.x::text = b.y::text'),
		format('x %s y AND x %s y AND x %s y AND NOT x %s y AND NOT x %s y AND %s(x, y) = 0', eq, le, ge, lt, gt, compare),
		'trichotomy: exactly one of <, =, >', pairs,
		format('(x %s y)::int + (x %s y)::int + (x %s y)::int = 1', lt, eq, gt),
		'antisymmetric: x <= y and y <= x mean x = y', pairs,
		format('(x %s y AND y %s x) = (x %s y)', le, le, eq),
		'commutators: x < y is y > x, x <= y is y >= x, = is symmetric', pairs,
		format('(x %s y) = (y %s x) AND (x %s y) = (y %s x) AND (x %s y) = (y %s x)', lt, gt, le, ge, eq, eq),
		'negators: x < y is not x >= y, x > y is not x <= y', pairs,
		format('(x %s y) = (NOT x %s y) AND (x %s y) = (NOT x %s y)', lt, ge, gt, le),
		'cmp has the sign that the operators say', pairs,
		format('sign(%s(x, y)) = CASE WHEN x %s y THEN -1 WHEN x %s y THEN 0 WHEN x %s y THEN 1 END', compare, lt, eq, gt),
		'cmp(x, y) = -cmp(y, x)', pairs,
		format('sign(%s(x, y)) = -sign(%s(y, x))', compare, compare),
		'transitive: <', triples,
		format('NOT (x %s y AND y %s z) OR x %s z', lt, lt, lt),
		'transitive: <=', triples,
		format('NOT (x %s y AND y %s z) OR x %s z', le, le, le),
		'transitive: =', triples,
		format('NOT (x %s y AND y %s z) OR x %s z', eq, eq, eq),
		'equal ones compare alike with a third', triples,
		format('NOT x %s y OR %s(x, z) = %s(y, z)', eq, compare, compare)
	];
BEGIN
	FOR i IN 1 .. array_length(laws, 1) BY 3 LOOP
		law := laws[i];
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (%s) IS NOT TRUE) %s', laws[i + 2], laws[i + 1])
		INTO checked, broken;
		RETURN NEXT;
	END LOOP;
END $$;

SELECT type, law, checked, broken
FROM scalar, LATERAL pg_temp.order_laws('grid_' || type, 'x') WITH ORDINALITY AS l (law, checked, broken, n) ORDER BY type, n;
-- text in the order of each type.
SELECT type, law, checked, broken
FROM scalar, LATERAL pg_temp.order_laws('grid_' || type || '_text', 't', mark || '<' || mark, mark || '<=' || mark, mark || '=' || mark,
		mark || '>=' || mark, mark || '>' || mark, type || '_texts_cmp') WITH ORDINALITY AS l (law, checked, broken, n) ORDER BY type, n;

-- Every law of one type's own functions.
CREATE FUNCTION pg_temp.function_laws(type text) RETURNS TABLE (law text, checked bigint, broken bigint) LANGUAGE plpgsql AS $$
DECLARE
	pairs text := format('FROM (SELECT x FROM grid_%1$s) a, (SELECT x AS y FROM grid_%1$s) b', type);
	seeds text := pairs || ', unnest(ARRAY[0, 1, -1]) AS seed';
	all_of_it text := format('FROM (SELECT min(x) AS least, max(x) AS greatest, min(x) FILTER (WHERE x IS NULL) AS least_of_none,'
		' max(x) FILTER (WHERE x IS NULL) AS greatest_of_none FROM grid_%s) m', type);
	laws text[] := ARRAY[
		'<> is the negator of =', pairs, '(x <> y) = (NOT x = y)',
		'ordinals are in the order of the values', pairs, 'sign(@_cmp(x, y)) = sign(@_ordinal(x)::numeric - @_ordinal(y))',
		'equal ones hash equally', pairs, 'x <> y OR @_hash(x) = @_hash(y)',
		'... with every seed', seeds, 'x <> y OR @_hash_extended(x, seed) = @_hash_extended(y, seed)',
		'... and others do not', pairs, 'x = y OR @_hash(x) <> @_hash(y)',
		'the larger', pairs, '@_larger(x, y) = CASE WHEN x > y THEN x ELSE y END AND greatest(x, y) = @_larger(x, y)',
		'the smaller', pairs, '@_smaller(x, y) = CASE WHEN x < y THEN x ELSE y END AND least(x, y) = @_smaller(x, y)',
		'min and max are the first and the last', all_of_it, format('least = (SELECT x FROM grid_%1$s ORDER BY x LIMIT 1)'
			' AND greatest = (SELECT x FROM grid_%1$s ORDER BY x DESC LIMIT 1) AND least_of_none IS NULL AND greatest_of_none IS NULL', type)
	];
BEGIN
	FOR i IN 1 .. array_length(laws, 1) BY 3 LOOP
		law := laws[i];
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (%s) IS NOT TRUE) %s', replace(laws[i + 2], '@', type), laws[i + 1])
		INTO checked, broken;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT type, law, checked, broken
FROM scalar, LATERAL pg_temp.function_laws(type) WITH ORDINALITY AS l (law, checked, broken, n) ORDER BY type, n;

-- The order is the one that the documentation names.
SELECT 'codes: bytes of the text' AS "order", count(*) AS checked,
	count(*) FILTER (WHERE (a.x < b.x) <> (a.x::text COLLATE "C" < b.x::text)) AS broken
FROM grid_program_code a, grid_program_code b
UNION ALL
SELECT 'countries: bytes of the text', count(*),
	count(*) FILTER (WHERE (a.country < b.country) <> (a.country::text COLLATE "C" < b.country::text))
FROM countries() a, countries() b
UNION ALL
SELECT 'statuses: life cycle', count(*), count(*) FILTER (WHERE (a.status < b.status) <> (a.n < b.n))
FROM unnest('{proposed,requested,approved,active,suspended,closing,closed,denied,withdrawn}'::posting_status[])
		WITH ORDINALITY AS a(status, n),
	unnest('{proposed,requested,approved,active,suspended,closing,closed,denied,withdrawn}'::posting_status[])
		WITH ORDINALITY AS b(status, n);

-- Two texts, a value and a text, a text and a value: each operator and the comparison of the B-tree
-- say what the definition of where a text stands says.
CREATE FUNCTION pg_temp.text_laws(type text, mark text)
RETURNS TABLE (law text, texts bigint, texts_broken bigint, value_text bigint, value_text_broken bigint, text_value_broken bigint)
LANGUAGE plpgsql AS $$
DECLARE
	pairs_of_texts text := format('FROM defined a, defined b WHERE a.type = %1$L AND b.type = %1$L', type);
	pairs text := format('FROM (SELECT x, 0 AS tier, pg_temp.key_of(%1$L, x::text) COLLATE "C" AS key FROM grid_%2$s) a, defined b WHERE b.type = %1$L',
		type, type);
BEGIN
	FOREACH law IN ARRAY '{<,<=,=,<>,>=,>}'::text[] LOOP
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (a.t %2$s%1$s%2$s b.t) IS DISTINCT FROM ((a.tier, a.key) %1$s (b.tier, b.key))) %3$s',
			law, mark, pairs_of_texts) INTO texts, texts_broken;
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (a.x %1$s b.t) IS DISTINCT FROM ((a.tier, a.key) %1$s (b.tier, b.key))),'
			' count(*) FILTER (WHERE (b.t %1$s a.x) IS DISTINCT FROM ((b.tier, b.key) %1$s (a.tier, a.key))) %2$s',
			law, pairs) INTO value_text, value_text_broken, text_value_broken;
		RETURN NEXT;
	END LOOP;
	law := 'cmp';
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE %s_texts_cmp(a.t, b.t) IS DISTINCT FROM'
		' ((a.tier, a.key) > (b.tier, b.key))::int - ((a.tier, a.key) < (b.tier, b.key))::int) %s', type, pairs_of_texts)
		INTO texts, texts_broken;
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE %1$s_text_cmp(a.x, b.t) IS DISTINCT FROM'
		' ((a.tier, a.key) > (b.tier, b.key))::int - ((a.tier, a.key) < (b.tier, b.key))::int),'
		' count(*) FILTER (WHERE text_%1$s_cmp(b.t, a.x) IS DISTINCT FROM'
		' ((a.tier, a.key) < (b.tier, b.key))::int - ((a.tier, a.key) > (b.tier, b.key))::int) %2$s', type, pairs)
		INTO value_text, value_text_broken, text_value_broken;
	RETURN NEXT;
END $$;
SELECT type, l.* FROM scalar, LATERAL pg_temp.text_laws(type, mark) AS l ORDER BY type, law COLLATE "C";
-- To be seen: values, in whatever spelling, and then the rest.
SELECT array_agg(t ORDER BY t USING #<#) AS program_codes FROM unnest('{z,"A ",a-1,no code,"",1A,A--B,AB,Ä,~}'::text[]) AS t;
SELECT array_agg(t ORDER BY t USING %<%) AS statuses FROM unnest('{closing,ACTIVE,zzz,open," Proposed ",activ,"",withdrawn,Ä}'::text[]) AS t;
SELECT array_agg(t ORDER BY t USING @<@) AS countries FROM unnest('{zw,UK,"nld ",BE,Belgium,alb,QQ,"",AFI,Ä}'::text[]) AS t;

-- Triples in which a text and a value meet.
CREATE FUNCTION pg_temp.mixed_laws(type text, mark text) RETURNS TABLE (law text, checked bigint, met bigint, broken bigint)
LANGUAGE plpgsql AS $$
DECLARE
	laws text[] := ARRAY[
		'value < text < value', 'xtx', 'a.v < b.v AND b.v < c.v', 'a.v < c.v',
		'value <= text <= value', 'xtx', 'a.v <= b.v AND b.v <= c.v', 'a.v <= c.v',
		'value = text = value', 'xtx', 'a.v = b.v AND b.v = c.v', 'a.v = c.v',
		'text < value < text', 'txt', 'a.v < b.v AND b.v < c.v', 'a.v %<% c.v',
		'text <= value <= text', 'txt', 'a.v <= b.v AND b.v <= c.v', 'a.v %<=% c.v',
		'text = value = text', 'txt', 'a.v = b.v AND b.v = c.v', 'a.v %=% c.v',
		'value < text < text', 'xtt', 'a.v < b.v AND b.v %<% c.v', 'a.v < c.v',
		'value = text = text', 'xtt', 'a.v = b.v AND b.v %=% c.v', 'a.v = c.v',
		'value < value < text', 'xxt', 'a.v < b.v AND b.v < c.v', 'a.v < c.v',
		'value = value = text', 'xxt', 'a.v = b.v AND b.v = c.v', 'a.v = c.v'
	];
	x text := format('(SELECT x AS v FROM grid_%s)', type);
	t text := format('(SELECT t AS v FROM grid_%s_text)', type);
BEGIN
	FOR i IN 1 .. array_length(laws, 1) BY 4 LOOP
		law := laws[i];
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE %1$s), count(*) FILTER (WHERE (%1$s) AND (%2$s) IS NOT TRUE) FROM %3$s a, %4$s b, %5$s c',
			replace(laws[i + 2], '%', mark), replace(laws[i + 3], '%', mark),
			CASE substr(laws[i + 1], 1, 1) WHEN 'x' THEN x ELSE t END, CASE substr(laws[i + 1], 2, 1) WHEN 'x' THEN x ELSE t END,
			CASE substr(laws[i + 1], 3, 1) WHEN 'x' THEN x ELSE t END)
		INTO checked, met, broken;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT type, l.* FROM scalar, LATERAL pg_temp.mixed_laws(type, mark) AS l ORDER BY type, law COLLATE "C";

-- Hashing: equal ones hash equally, with every seed; seed 0 goes on from the plain hash; seeds matter.
-- A text and a text, a value and a text; two values are above.
CREATE FUNCTION pg_temp.text_hash_laws(type text, mark text)
RETURNS TABLE (pairs text, checked bigint, equal bigint, hash bigint, extended bigint, collisions bigint) LANGUAGE plpgsql AS $$
BEGIN
	pairs := 'text and text';
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE equal), count(*) FILTER (WHERE equal AND %1$s_text_hash(a.t) <> %1$s_text_hash(b.t)),'
		' count(*) FILTER (WHERE equal AND %1$s_text_hash_extended(a.t, s) <> %1$s_text_hash_extended(b.t, s)),'
		' count(*) FILTER (WHERE NOT equal AND %1$s_text_hash(a.t) = %1$s_text_hash(b.t))'
		' FROM grid_text a, grid_text b, LATERAL (SELECT a.t %2$s=%2$s b.t AS equal) e, unnest(ARRAY[0, 1, -1]) s', type, mark)
		INTO checked, equal, hash, extended, collisions;
	RETURN NEXT;
	pairs := 'value and text';
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE equal), count(*) FILTER (WHERE equal AND %1$s_hash(x) <> %1$s_text_hash(t)),'
		' count(*) FILTER (WHERE equal AND %1$s_hash_extended(x, s) <> %1$s_text_hash_extended(t, s)),'
		' count(*) FILTER (WHERE NOT equal AND %1$s_hash(x) = %1$s_text_hash(t))'
		' FROM grid_%1$s, grid_text, LATERAL (SELECT x = t AS equal) e, unnest(ARRAY[0, 1, -1]) s', type)
		INTO checked, equal, hash, extended, collisions;
	RETURN NEXT;
END $$;
SELECT type, l.* FROM scalar, LATERAL pg_temp.text_hash_laws(type, mark) AS l ORDER BY type, pairs COLLATE "C";

CREATE TEMP TABLE hashed (type text, hash integer, seed_0 bigint, seed_1 bigint, seed_minus_1 bigint);
DO $$
DECLARE
	scalar text;
BEGIN
	FOR scalar IN SELECT type FROM scalar LOOP
		EXECUTE format('INSERT INTO hashed SELECT %1$L, %1$s_hash(x), %1$s_hash_extended(x, 0), %1$s_hash_extended(x, 1), %1$s_hash_extended(x, -1) FROM grid_%1$s', scalar);
		EXECUTE format('INSERT INTO hashed SELECT %2$L, %1$s_text_hash(t), %1$s_text_hash_extended(t, 0), %1$s_text_hash_extended(t, 1), %1$s_text_hash_extended(t, -1) FROM grid_text',
			scalar, 'text as ' || scalar);
	END LOOP;
END $$;
SELECT type, count(*) AS checked,
	count(*) FILTER (WHERE seed_0 & 4294967295 <> hash::bigint & 4294967295) AS seed_0_is_not_plain,
	count(*) FILTER (WHERE seed_0 IN (seed_1, seed_minus_1) OR seed_1 = seed_minus_1) AS seed_ignored
FROM hashed GROUP BY type ORDER BY type COLLATE "C";

-- Different values mostly hash differently, in the low bits too: of n values into 2^16 buckets
-- about n - n^2/2^17 of them should be used.
CREATE FUNCTION pg_temp.hash_spread(hash text, x text)
RETURNS TABLE ("values" bigint, hashes boolean, extended_hashes boolean, low_bits boolean) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT count(*), count(DISTINCT %1$s(x)) >= 0.999 * count(*), count(DISTINCT %1$s_extended(x, 42)) >= 0.999 * count(*),'
		' count(DISTINCT %1$s(x) & 65535) >= 0.97 * (count(*) - count(*)^2 / 2^17) FROM (%2$s) AS v (x)', hash, x);
END $$;
SELECT type, s.*
FROM scalar
LEFT JOIN (VALUES
	('program_code', $$SELECT DISTINCT (chr(65 + i % 26) || to_hex(i) || CASE WHEN i % 3 = 0 THEN '-1' ELSE '' END)::program_code FROM generate_series(1, 10000) i$$),
	('country_code', 'SELECT country FROM countries()'),
	('posting_status', 'SELECT status FROM posting_statuses()')) AS many (type, x) USING (type)
LEFT JOIN LATERAL pg_temp.hash_spread(type || '_hash', many.x) s ON many.x IS NOT NULL ORDER BY type;
SELECT 'text that is no ' || type AS type, s.*
FROM scalar, LATERAL pg_temp.hash_spread(type || '_text_hash', $$SELECT i || ' is none' FROM generate_series(1, 10000) i$$) s ORDER BY scalar.type;

-- Among NULLs.
SELECT min(x), max(x) FROM (VALUES (NULL::program_code), ('csi'), (NULL), ('iap')) v(x);

-- Sorting, both ways, with nulls on either side; the input is in none of these orders.
CREATE FUNCTION pg_temp.sort_law(grid text, direction text, nulls text)
RETURNS TABLE (type text, sort text, rows bigint, nulls_at bigint[], out_of_order bigint) LANGUAGE plpgsql AS $$
BEGIN
	type := replace(grid, 'grid_', '');
	sort := direction || ' NULLS ' || nulls;
	RETURN QUERY EXECUTE format($q$
		WITH shuffled AS MATERIALIZED (
			SELECT x FROM (SELECT x FROM %1$I UNION ALL SELECT x FROM %1$I UNION ALL VALUES (NULL), (NULL)) u
			ORDER BY reverse(x::text) COLLATE "C" NULLS FIRST
		), sorted AS (
			SELECT row_number() OVER () AS n, x FROM (SELECT x FROM shuffled ORDER BY x %2$s NULLS %3$s) s
		)
		SELECT $1, $2, count(*), array_agg(a.n ORDER BY a.n) FILTER (WHERE a.x IS NULL), count(*) FILTER (WHERE b.x %4$s a.x)
		FROM sorted a LEFT JOIN sorted b ON b.n = a.n + 1
	$q$, grid, direction, nulls, CASE direction WHEN 'ASC' THEN '<' ELSE '>' END) USING type, sort;
END $$;
SELECT s.* FROM scalar, unnest('{ASC,DESC}'::text[]) WITH ORDINALITY AS d(direction, j), unnest('{FIRST,LAST}'::text[]) WITH ORDINALITY AS n(nulls, k),
	LATERAL pg_temp.sort_law('grid_' || scalar.type, direction, nulls) s
ORDER BY scalar.type, j, k;
-- The same for text by its own operators.
CREATE FUNCTION pg_temp.text_sort_law(type text, mark text, direction text)
RETURNS TABLE (operator text, rows bigint, out_of_order bigint) LANGUAGE plpgsql AS $$
BEGIN
	operator := mark || direction || mark;
	EXECUTE format('SELECT count(*), count(*) FILTER (WHERE (next_tier, next_key) %3$s (tier, key)) FROM ('
		' SELECT tier, key, lead(tier) OVER sorted AS next_tier, lead(key) OVER sorted AS next_key'
		' FROM defined WHERE type = %1$L WINDOW sorted AS (ORDER BY t USING %2$s)) s', type, operator, direction)
		INTO rows, out_of_order;
	RETURN NEXT;
END $$;
SELECT type, l.* FROM scalar, unnest('{<,>}'::text[]) WITH ORDINALITY AS d(direction, i), LATERAL pg_temp.text_sort_law(type, mark, direction) l
ORDER BY type, i;
-- A sort of many, and one that goes to disk, give what sorting their texts gives.
SET work_mem = '64kB';
WITH many AS (
	SELECT (chr(65 + i % 26) || to_hex((i * 2654435761) % 4294967296))::program_code AS x FROM generate_series(1, 20000) i
)
SELECT count(*) AS rows, count(*) FILTER (WHERE a.x <> b.x) AS differ
FROM (SELECT x, row_number() OVER (ORDER BY x) AS n FROM many) a
JOIN (SELECT x, row_number() OVER (ORDER BY x::text COLLATE "C") AS n FROM many) b USING (n);
RESET work_mem;

-- The operators as the catalog has them: each has estimators, a comment, and a commutator and a
-- negator.
CREATE TEMP TABLE operator AS
SELECT o.*, format('%s(%s, %s)', o.oprname, o.oprleft::regtype, o.oprright::regtype) AS name
FROM pg_operator o JOIN pg_depend d ON d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'attache'
WHERE o.oprresult = 'boolean'::regtype
	AND (o.oprleft = 'text'::regtype OR o.oprleft IN (SELECT type::regtype FROM scalar));
SELECT oprname AS operator, count(*),
	string_agg(DISTINCT CASE oprrest WHEN 0 THEN 'none' ELSE oprrest::text END, ',') AS restrict,
	string_agg(DISTINCT CASE oprjoin WHEN 0 THEN 'none' ELSE oprjoin::text END, ',') AS join,
	count(*) FILTER (WHERE oprcanhash) AS hashes, count(*) FILTER (WHERE oprcanmerge) AS merges
FROM operator GROUP BY oprname ORDER BY oprname COLLATE "C";
-- What lacks one:
SELECT name, oprcom = 0 AS no_commutator, oprnegate = 0 AS no_negator, obj_description(oid, 'pg_operator') IS NULL AS no_comment
FROM operator WHERE oprcom = 0 OR oprnegate = 0 OR obj_description(oid, 'pg_operator') IS NULL
ORDER BY name COLLATE "C";
-- Commutator of the commutator, negator of the negator: the operator itself; and the arguments fit.
SELECT count(*) AS checked,
	count(*) FILTER (WHERE c.oprcom <> o.oid OR c.oprleft <> o.oprright OR c.oprright <> o.oprleft) AS commutator,
	count(*) FILTER (WHERE n.oprnegate <> o.oid OR n.oprleft <> o.oprleft OR n.oprright <> o.oprright) AS negator
FROM operator o LEFT JOIN operator c ON c.oid = o.oprcom LEFT JOIN operator n ON n.oid = o.oprnegate;

-- And they do what they are declared to do: run every one over its grids, beside its commutator and negator.
CREATE FUNCTION pg_temp.declared_laws() RETURNS TABLE (operator text, commutator text, negator text, checked bigint, true_of bigint, broken bigint)
LANGUAGE plpgsql AS $$
DECLARE
	o record;
BEGIN
	FOR o IN
		SELECT a.oprname, a.name, a.oprleft::regtype AS l, a.oprright::regtype AS r, c.oprname AS com, n.oprname AS neg
		FROM operator a LEFT JOIN operator c ON c.oid = a.oprcom LEFT JOIN operator n ON n.oid = a.oprnegate
		ORDER BY a.oprleft::regtype::text COLLATE "C", a.oprright::regtype::text COLLATE "C", a.oprname COLLATE "C"
	LOOP
		operator := o.name;
		commutator := o.com;
		negator := o.neg;
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE a %s b), count(*) FILTER (WHERE (a %s b) <> (b %s a) OR %s)'
			' FROM (SELECT %s AS a FROM %I) x, (SELECT %s AS b FROM %I) y',
			o.oprname, o.oprname, o.com,
			CASE WHEN o.neg IS NULL THEN 'false' ELSE format('(a %s b) = (a %s b)', o.oprname, o.neg) END,
			CASE o.l WHEN 'text'::regtype THEN 't' ELSE 'x' END, 'grid_' || o.l::text,
			CASE o.r WHEN 'text'::regtype THEN 't' ELSE 'x' END, 'grid_' || o.r::text)
		INTO checked, true_of, broken;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT * FROM pg_temp.declared_laws();

-- Comparison functions are immutable, strict, leakproof, parallel safe.
SELECT count(DISTINCT p.oid) AS checked,
	count(DISTINCT p.oid) FILTER (WHERE provolatile <> 'i' OR NOT proisstrict OR NOT proleakproof OR proparallel <> 's') AS broken
FROM operator o JOIN pg_proc p ON p.oid = o.oprcode;

-- Hashes are stored, in hash indexes and by hash partitions: they never change.
SELECT program_code_hash('CSI'), program_code_hash_extended('CSI', 7), posting_status_hash('active'), posting_status_hash_extended('active', 7),
	   country_code_hash('BE'), country_code_hash_extended('BE', 7);
SELECT program_code_send('CSI'), posting_status_send('active'), country_code_send('BE'), coverage_send('{2004-10-20:2,2006-01-01:0}');
