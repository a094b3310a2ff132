-- Postings: a program of 44, a country of 249, a site of 100,000, and a tenure of
-- 30 to 1,500 days between 1990 and 2030. The small table has a fifth of the rows.

SELECT setseed(0.249);

CREATE TABLE some_program AS
SELECT i, format('%s%s', chr(65 + i % 26), i)::program_code AS program FROM generate_series(0, 43) AS i;

-- Of the two-letter codes those that the type takes, up to 249.
CREATE FUNCTION country_or_null(code text) RETURNS country_code LANGUAGE plpgsql AS $$
BEGIN
	RETURN code::country_code;
EXCEPTION WHEN invalid_text_representation THEN
	RETURN NULL;
END $$;
CREATE TABLE some_country AS
SELECT row_number() OVER () - 1 AS i, country
FROM (
	SELECT DISTINCT country_or_null(chr(a) || chr(b)) AS country
	FROM generate_series(65, 90) AS a, generate_series(65, 90) AS b
) AS taken
WHERE country IS NOT NULL
ORDER BY country LIMIT 249;

CREATE TABLE posting_large (program program_code, country country_code, site integer, tenure daterange);
INSERT INTO posting_large
SELECT programs.list[1 + floor(44 * random())],
	countries.list[1 + floor(249 * random())],
	floor(100000 * random())::integer,
	daterange(first_day, first_day + 30 + floor(1471 * random())::integer)
FROM (SELECT array_agg(program ORDER BY i) AS list FROM some_program) AS programs,
	(SELECT array_agg(country ORDER BY i) AS list FROM some_country) AS countries,
	(SELECT '1990-01-01'::date + floor(13110 * random())::integer AS first_day
	 FROM generate_series(1, :rows)) AS days;
CREATE TABLE posting_small AS SELECT * FROM posting_large LIMIT :rows / 5;

-- As many units as a case needs, whatever the number of rows elsewhere.
CREATE TABLE halved (unit bigint, during daterange, half integer) PARTITION BY LIST (half);
CREATE TABLE halved_0 PARTITION OF halved FOR VALUES IN (0);
CREATE TABLE halved_1 PARTITION OF halved FOR VALUES IN (1);
INSERT INTO halved SELECT i, '[2000-01-01,2000-02-01)', i % 2 FROM generate_series(1, 600000) AS i;

-- What one keeps of each program: who was where when.
CREATE TABLE stored_presence AS
SELECT program, presence_agg(country, tenure) AS countries, presence_agg(site, tenure) AS sites FROM posting_small GROUP BY program;
