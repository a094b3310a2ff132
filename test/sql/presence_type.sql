-- The type presence: input and output, what is refused, and what it says
\getenv outputdir PG_ABS_BUILDDIR
\cd :outputdir
SET datestyle = 'ISO';

CREATE TABLE held (name text, number bigint, during daterange);
INSERT INTO held VALUES
	('Ana', 1, '[2004-01-01,2004-02-01)'), ('Ana', 1, '[2004-01-20,2004-03-01)'), ('Ana', 1, '[2006-01-01,)'),
	('Bob', -3, '(,2004-01-15)'), ('Bo', 2, '(,)'), ('Cy', 300, '[2004-02-01,2004-02-02)'), ('No', 4, 'empty'), (NULL, NULL, '(,)'), ('Nil', 5, NULL);
CREATE TABLE p AS SELECT presence_agg(number, during) AS numbers, presence_agg(name, during) AS names,
						 presence_agg(md5(name)::uuid, during) AS uuids, presence_agg('BE'::country_code, during) AS belgium,
						 presence_agg('IAP'::program_code, during) AS iap, presence_agg('active'::posting_status, during) AS active FROM held;

-- Bytes that are the same on every machine, and for ever
SELECT * FROM p;
SELECT r.* FROM p, presence_rows(numbers) AS r;
SELECT r.* FROM p, presence_rows(names) AS r;
SELECT (SELECT string_agg(r.unit, ' ') FROM presence_rows(uuids) AS r) AS uuids, (SELECT string_agg(r.unit, ' ') FROM presence_rows(belgium) AS r) AS belgium,
	   (SELECT string_agg(r.unit, ' ') FROM presence_rows(iap) AS r) AS iap, (SELECT string_agg(r.unit, ' ') FROM presence_rows(active) AS r) AS active FROM p;
SELECT r.* FROM p, presence_coverages(numbers) AS r;
SELECT r.unit, r.during = (SELECT coverage_agg(h.during) FROM held h WHERE h.name = r.unit) AS same FROM p, presence_coverages(names) AS r;
SELECT (SELECT count(*) FROM presence_coverages(belgium - belgium)) AS nobody, (SELECT count(*) FROM presence_coverages(NULL)) AS nothing FROM p;
SELECT presence_kind(numbers) AS numbers, presence_kind(names) AS names, presence_kind(uuids) AS uuids, presence_kind(belgium) AS belgium,
	   presence_kind(iap) AS iap, presence_kind(active) AS active, presence_kind(belgium - belgium) AS nobody FROM p;
SELECT presence_count(numbers), presence_count(belgium), presence_count(belgium - belgium) FROM p;
SELECT coverage(numbers), coverage(names) = coverage(numbers) AS same, coverage(belgium), coverage(belgium - belgium) FROM p;

-- Who is there on a day, and when somebody is
SELECT day, (SELECT array_agg(u) FROM presence_units(names, day) AS u) FROM p, unnest(ARRAY['2003-12-31', '2004-01-15', '2004-02-01', '2007-01-01', 'infinity', '-infinity', '4714-11-24 BC', '5874897-12-31', NULL]::date[]) AS day;
SELECT name, presence_periods(names, name) FROM p, unnest(ARRAY['Ana', 'Bob', 'Bo', 'Cy', 'No', 'A', 'Z', '', NULL]) AS name;
SELECT presence_periods(numbers, ' 1 '), presence_periods(numbers, '-3'), presence_periods(numbers, '7'), presence_periods(belgium, 'bel'), presence_periods(belgium, 'FR'),
	   presence_periods(iap, 'iap'), presence_periods(active, 'Active'), presence_periods(uuids, upper(md5('Bob'))), presence_periods(belgium - belgium, 'any') FROM p;

-- Weights
SELECT coverage(names, '{"Ana": 5, "Bob": 70, "Cy": 1000, "Zoe": 3, "Bo": null}') FROM p;
SELECT coverage(belgium, '{"be": 12}'), coverage(numbers, '{"1": 3, "-3": 9223372036854775804}'), coverage(numbers, '{}'), coverage(belgium - belgium, '[]') FROM p;
SELECT coverage(names, NULL) IS NULL AS nothing FROM p;

-- Together and within
SELECT presence_units(a, '2004-06-01') AS a FROM (SELECT presence_agg(n, d) FROM (VALUES (1, '(,2005-01-01)'::daterange), (2, '[2004-01-01,)')) AS v (n, d)) AS v (a);
CREATE FUNCTION rows_of(presence) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(format('%s %s..%s', unit, first_day, last_day), ', ') FROM presence_rows($1) $$;
WITH v AS (SELECT presence_agg(n, d) FILTER (WHERE i < 3) AS a, presence_agg(n, d) FILTER (WHERE i >= 3) AS b
		   FROM (VALUES (1, 1, '(,2005-01-01)'::daterange), (2, 2, '[2004-01-01,)'), (3, 2, '[2003-01-01,2006-01-01)'), (4, 3, '(,)'), (5, 1, '[2004-01-01,2004-02-01)')) AS v (i, n, d))
SELECT rows_of(a | b) AS either, rows_of(a & b) AS both, rows_of(a - b) AS first_alone, rows_of(b - a) AS second_alone,
	   rows_of(presence_within(a, '[2004-06-01,2004-07-01)')) AS june, rows_of(presence_within(a, '{(,2000-01-01),[2004-12-31,2005-01-02)}')) AS within, rows_of(presence_within(a, 'empty')) AS nobody FROM v;
-- There is no day before the first one
SELECT presence_agg(7, '(,)'::daterange) - presence_agg(7, '[4714-11-24 BC,)'::daterange) = presence_agg(7, 'empty'::daterange) AS nobody,
	   presence_count(presence_within(presence_agg(7, '(,)'::daterange), '(,4714-11-24 BC)')) AS before, presence_count(presence_within(presence_agg(7, '(,)'::daterange), '[4714-11-24 BC,4714-11-25 BC)')) AS on_it,
	   presence_agg(7, '(,4714-11-24 BC)'::daterange) = presence_agg(7, 'empty'::daterange) AS none;
SELECT presence_union(numbers, NULL) IS NULL AND NULL & numbers IS NULL AND presence_within(numbers, NULL) IS NULL AS nulls FROM p;

-- Equal if the same units are there on the same days, however that was said; nobody is nobody
SELECT presence_agg(n, d) FILTER (WHERE i IN (1, 2)) = presence_agg(n, d) FILTER (WHERE i = 3) AS same, presence_agg(n, d) FILTER (WHERE i = 1) <> presence_agg(n, d) FILTER (WHERE i = 3) AS other,
	   presence_agg(n, d) FILTER (WHERE false) = presence_agg(n::text, d) FILTER (WHERE false) AS nobody
FROM (VALUES (1, 7, '[2004-01-01,2004-02-01)'::daterange), (2, 7, '[2004-02-01,2004-03-01)'), (3, 7, '[2004-01-01,2004-03-01)')) AS v (i, n, d);
SELECT count(*) AS groups, sum(n) AS rows FROM (SELECT p, count(*) AS n FROM (SELECT presence_agg(i % 3, '(,)'::daterange) AS p FROM generate_series(1, 30) AS i GROUP BY i % 10) AS v GROUP BY p) AS w;
SELECT count(DISTINCT hash) FROM (SELECT hash_array_extended(ARRAY[presence_agg(i, '(,)'::daterange)], seed) AS hash FROM generate_series(1, 3) AS i, (VALUES (0), (1)) AS s (seed) GROUP BY seed) AS v;
SELECT count(*) AS joined FROM (SELECT presence_agg(i % 3, '(,)'::daterange) AS p FROM generate_series(1, 30) AS i GROUP BY i % 10) AS a JOIN (SELECT DISTINCT presence_agg(i % 3, '(,)'::daterange) AS p FROM generate_series(1, 30) AS i GROUP BY i % 10) AS b USING (p);

-- There and back: text, binary, json, copies
SELECT bool_and(p::text::presence = p AND presence_agg.p IS NOT NULL) AS round FROM (SELECT unnest(ARRAY[numbers, names, uuids, belgium, iap, active]) AS p FROM p) AS presence_agg;
\copy (SELECT numbers, names, uuids FROM p) to 'presence_type.bin' (format binary)
CREATE TEMPORARY TABLE back (numbers presence, names presence, uuids presence);
\copy back from 'presence_type.bin' (format binary)
SELECT b.numbers = p.numbers AND b.names = p.names AND b.uuids = p.uuids AS same FROM back AS b, p;
INSERT INTO back SELECT numbers::text, names::varchar, uuids FROM p;
SELECT count(*) FROM back WHERE numbers IN (SELECT numbers FROM p);

-- What is no presence
CREATE FUNCTION error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'none';
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	-- Of a function that is not there the server speaks, in other words from 19 on.
	IF SQLERRM ~ '^function ' THEN
		RETURN SQLSTATE || ' ' || SQLERRM;
	END IF;
	RETURN concat_ws(' | ', SQLSTATE || ' ' || SQLERRM, nullif(detail, ''), nullif(hint, ''));
END $$;
CREATE FUNCTION error_of_bytes(bytes bytea) RETURNS text LANGUAGE sql AS $$ SELECT error_of(format('SELECT %L::presence', encode(bytes, 'base64'))) $$;
SELECT what, error_of_bytes(bytes) FROM (VALUES
	('no bytes', ''::bytea), ('one', '\x01'), ('another version', '\x0200'), ('another kind', '\x0107'), ('nobody', '\x0100'), ('nobody and more', '\x010001'), ('nobody of a kind', '\x0101'),
	('no encoding', '\x0102'), ('texts of nobody', '\x010200'), ('encoding without need', '\x01020600016101'), ('another encoding', '\x01022a0001e40101'),
	('one text', '\x010200000161020a'), ('cut off in a number', '\x010180'), ('no periods', '\x010105'), ('no day', '\x01010500'), ('for ever from ever', '\x01010501'),
	('one day missing', '\x01010504'), ('longer than need be', '\x0101850001'), ('eleven bytes of number', '\x0101ffffffffffffffffffff7f01'), ('more than 64 bits', '\x0101ffffffffffffffffff0201'),
	('the same number', '\x010105010001'), ('beyond the last number', '\x0106c28a01ffffffffffffffffff0101'), ('no country', '\x0106d8b00101'), ('no status', '\x01050a01'), ('no status at all', '\x01050001'), ('no program', '\x01040001'),
	('a day too early', '\x01010502b9a9ac0201'), ('a day too late', '\x010105029ab7d8fe0f'), ('days that do not increase', '\x010105040a00'), ('ends before time', '\x01010503b1a1ab02'),
	('a UUID of one byte', '\x010300014101'), ('text with a NUL', '\x0102000001000101'), ('the same text', '\x01020000016101010001'), ('a text before', '\x0102000001620100016101'),
	('a text that shares more than said', '\x010200000161010002616201'), ('longer than there are bytes', '\x010200007f6101'), ('shares more than there is', '\x0102000501610101'),
	('no text', '\x010206000180010a'), ('said to be ASCII', '\x0102000002c3a901'), ('more days than bytes', '\x010105ffffffff0f')) AS v (what, bytes);
SELECT error_of($$SELECT 'a'::presence$$), error_of($$SELECT '*'::presence$$);
SELECT error_of(format('SELECT %s', call)) FROM (VALUES
	($$(SELECT numbers | names FROM p)$$), ($$(SELECT numbers & iap FROM p)$$), ($$(SELECT uuids - belgium FROM p)$$), ($$(SELECT presence_union_agg(x) FROM p, unnest(ARRAY[numbers, active]) AS x)$$),
	($$(SELECT presence_periods(numbers, 'one') FROM p)$$), ($$(SELECT presence_periods(belgium, 'XX') FROM p)$$), ($$(SELECT presence_periods(iap, '1') FROM p)$$),
	($$(SELECT presence_periods(active, 'asleep') FROM p)$$), ($$(SELECT presence_periods(uuids, 'x') FROM p)$$),
	($$(SELECT coverage(numbers, '[1]') FROM p)$$), ($$(SELECT coverage(numbers, '7') FROM p)$$), ($$(SELECT coverage(numbers, '{"1": 1.5}') FROM p)$$), ($$(SELECT coverage(numbers, '{"1": -1}') FROM p)$$),
	($$(SELECT coverage(numbers, '{"1": "5"}') FROM p)$$), ($$(SELECT coverage(numbers, '{"1": {"a": 2}}') FROM p)$$), ($$(SELECT coverage(numbers, '{"1": 1, "01": 1}') FROM p)$$), ($$(SELECT coverage(belgium, '{"Belgium": 1}') FROM p)$$),
	($$(SELECT coverage(numbers, '{"1": 9223372036854775808}') FROM p)$$), ($$(SELECT coverage(numbers, '{"1": 9223372036854775807, "2": 1}') FROM p)$$),
	($$presence_agg('2004-01-01'::date, '(,)'::daterange)$$), ($$presence_agg(1, '(,)')$$), ($$(SELECT numbers FROM p ORDER BY numbers)$$)) AS v (call);

-- Where a superuser makes one of any bytes, reading says so
BEGIN;
CREATE CAST (bytea AS presence) WITHOUT FUNCTION;
SELECT error_of(format('SELECT %s', replace(call, '@', $$'\x01010500'::bytea::presence$$))) FROM (VALUES
	('coverage(@)'), ('presence_count(@)'), ('presence_rows(@)'), ('presence_coverages(@)'), ('presence_units(@, current_date)'), ($$presence_periods(@, '5')$$), ($$presence_within(@, '(,)')$$),
	('@ | @'), ('presence_union_agg(@) FROM (VALUES (1), (2)) AS v'), ($$coverage(@, '{"5": 1}')$$), ($$presence_kind('\x07'::bytea::presence)$$)) AS v (call);
ROLLBACK;
DROP TABLE held, p;
DROP FUNCTION rows_of, error_of, error_of_bytes;
