-- The type coverage: input, output, reading
SET datestyle = 'ISO';

-- Canonical text: blanks go, and so do steps that change nothing
SELECT c::coverage FROM (VALUES
	('{}'), ('  { } '), ('{2004-10-20:2,2006-01-01:0}'), ('{ 2004-10-20 : 2 , 2006-01-01 : 0 }'),
	('{2004-10-20:2,2005-01-01:2,2006-01-01:0}'), ('{2004-10-20:0}'), ('{2004-10-20:0,2005-01-01:1}'),
	('{-infinity:3,2005-01-01:0}'), ('{-Infinity:0,2005-01-01:+1}'),
	('{0044-03-15 BC:1,0001-01-01:2}'), ('{4714-11-24 BC:1,5874897-12-31:2}'),
	('{2000-02-29:-9223372036854775808,2000-03-01:9223372036854775807}')) AS v (c);

-- What is not a coverage
CREATE FUNCTION input_error(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text;
BEGIN
	EXECUTE format('SELECT %L::coverage', input);
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(E'\n', SQLSTATE || ' ' || message, detail);
END $$;
SELECT input_error(c) FROM (VALUES
	(''), ('{'), ('}'), ('{}x'), ('x'), ('{2004-10-20}'), ('{2004-10-20:}'), ('{:1}'), ('{2004-10-20:1,}'), ('{,}'),
	('{2004-10-20:1 2005-01-01:2}'), ('{2004-10-20:1.5}'), ('{2004-10-20:1e3}'), ('{2004-10-20:--1}'),
	('{2004-10-20:9223372036854775808}'), ('{2004-10-20:-9223372036854775809}'),
	('{2005-01-01:1,2004-01-01:2}'), ('{2005-01-01:1,2005-01-01:2}'), ('{2005-01-01:1,2005-01-01:1}'),
	('{2005-01-01:1,-infinity:2}'), ('{infinity:1}'), ('{2005-02-29:1}'), ('{2005-13-01:1}'), ('{2005-00-01:1}'),
	('{2005-1-1:1}'), ('{10/20/2004:1}'), ('{0000-01-01:1}'), ('{4714-11-23 BC:1}'), ('{5874898-01-01:1}'),
	('{20041-10-20 AD:1}'), ('{today:1}')) AS v (c);

-- What is no coverage asks for no memory, however long
SELECT input_error('{' || repeat('2004-10-20:1,', 3) || repeat(':', 1000000)) ~ 'At byte 15' AS refused;

-- Days are those of the type date, at both ends of it and on either side of every new year
SELECT count(*) AS days, count(*) FILTER (WHERE format('{%s:1}', d) <> format('{%s:1}', d)::coverage::text) AS wrong
FROM (SELECT d::date FROM generate_series('4713-01-01 BC'::date, '3000-01-01', interval '1 month') AS d
	  UNION ALL SELECT make_date(y, 12, 31) FROM generate_series(1, 9999, 7) AS y
	  UNION ALL SELECT make_date(y, 1, 1) FROM generate_series(1, 9999, 7) AS y
	  UNION ALL SELECT '5874897-12-31'::date - n FROM generate_series(0, 800) AS n
	  UNION ALL SELECT '4714-11-24 BC'::date + n FROM generate_series(0, 800) AS n) AS days (d);

-- Reading
CREATE TABLE covered (id integer, c coverage);
INSERT INTO covered VALUES
	(1, '{}'), (2, '{2004-10-20:2,2006-01-01:0}'), (3, '{-infinity:3,2005-01-01:5}'), (4, '{2005-01-01:-1,2005-01-02:4,2005-01-03:1}');
SELECT id, day, coverage_on(c, day)
FROM covered, (VALUES ('-infinity'::date), ('2004-10-19'), ('2004-10-20'), ('2005-01-01'), ('2005-12-31'), ('2006-01-01'), ('infinity')) AS d (day)
ORDER BY id, day;
SELECT id, s.* FROM covered, coverage_steps(c) AS s ORDER BY id, first_day NULLS FIRST;
SELECT id, during, coverage_max(c, during)
FROM covered, (VALUES ('empty'::daterange), ('(,)'), ('[2005-01-01,2005-01-02)'), ('[2005-01-01,2005-01-02]'), ('(,2004-10-20)'),
			   ('[2006-01-01,)'), ('[2005-01-03,infinity]'), ('(-infinity,2005-01-01)')) AS d (during)
ORDER BY id, during;
SELECT id, coverage_max(c) FROM covered ORDER BY id;
SELECT coverage_on(NULL, '2005-01-01'), coverage_on('{}', NULL), coverage_max(NULL), coverage_max('{}', NULL);

-- A value of many steps is stored out of line and reads the same
CREATE TABLE long AS
	SELECT ('{' || string_agg(format('%s:%s', '2000-01-01'::date + i, 1 + i % 7), ',' ORDER BY i) || '}')::coverage AS c
	FROM generate_series(1, 15000) AS i;
SELECT pg_column_size(c) > 8000 AS is_long, (SELECT count(*) FROM coverage_steps(c)) AS steps FROM long;
SELECT count(*) AS days, count(*) FILTER (WHERE coverage_on(c, '2000-01-01'::date + i) <> 1 + i % 7) AS wrong
FROM long, generate_series(1, 15000, 13) AS i;

-- ... also when values take turns, and when one is replaced
INSERT INTO long SELECT c + c FROM long;
SELECT count(*) AS reads, count(*) FILTER (WHERE coverage_on(c, '2000-01-01'::date + i) <> (1 + i % 7) * (CASE WHEN coverage_on(c, '2000-01-02') = 2 THEN 1 ELSE 2 END)) AS wrong
FROM generate_series(1, 15000, 130) AS i, long;
DO $$
BEGIN
	FOR i IN 1 .. 20 LOOP
		UPDATE long SET c = c + '{2000-01-01:1}';
		ASSERT (SELECT min(coverage_on(c, '2000-01-02')) FROM long) = 2 + i;
	END LOOP;
END $$;

DROP TABLE covered, long;
DROP FUNCTION input_error;
