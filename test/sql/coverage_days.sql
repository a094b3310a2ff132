-- Coverages on some days, which are one period or several: each reading is what the
-- definition, day by day, says. 300 coverages, 14 sets of days, 5 targets.
SET datestyle = 'ISO';

CREATE TABLE covered AS
	SELECT n, coverage_make(array_agg(day ORDER BY day), array_agg(value ORDER BY day)) AS c
	FROM (SELECT n, '2005-01-01'::date + d AS day, (abs(hashint4(n * 1000 + d)) % 5 - 1)::bigint AS value
		  FROM generate_series(1, 300) AS n, generate_series(0, 89) AS d WHERE abs(hashint4(n * 777 + d)) % 4 = 0) AS steps
	GROUP BY n;
CREATE TABLE asked AS
	SELECT k, range_agg(daterange(first_day, first_day + 1 + abs(hashint4(k * 31 + i)) % 20)) AS days
	FROM (SELECT k, i, '2004-12-20'::date + abs(hashint4(k * 17 + i)) % 100 AS first_day FROM generate_series(1, 14) AS k, generate_series(1, 1 + k % 5) AS i) AS period
	GROUP BY k;
CREATE TABLE day AS SELECT k, days, '2004-12-01'::date + i AS day FROM asked, generate_series(0, 160) AS i WHERE days @> '2004-12-01'::date + i;
CREATE TABLE value AS SELECT n, c, k, days, day, coverage_on(c, day) AS v FROM covered, day;
ANALYZE value;

-- Values and sums
SELECT count(*) AS asked, count(*) FILTER (WHERE coverage_max(c, days) <> max) AS max, count(*) FILTER (WHERE coverage_min(c, days) <> min) AS min,
	   count(*) FILTER (WHERE coverage_avg(c, days) <> avg) AS avg, count(*) FILTER (WHERE coverage_total(c, days) <> sum) AS total,
	   count(*) FILTER (WHERE coverage_within(c, days) <> within) AS within,
	   count(*) FILTER (WHERE (SELECT sum(value * (last_day - first_day + 1)) FROM coverage_steps(c, days)) <> sum) AS steps
FROM (SELECT n, k, c, days, max(v), min(v), avg(v), sum(v) FROM value GROUP BY n, k, c, days) AS defined
CROSS JOIN LATERAL (SELECT c - coverage_within(c, '{(,)}'::datemultirange - days) AS within) AS rest;

-- The days at each value
SELECT count(*) AS asked, count(*) FILTER (WHERE l.days IS DISTINCT FROM defined.count) AS wrong
FROM (SELECT n, k, v, count(*) FROM value GROUP BY n, k, v) AS defined
FULL JOIN (SELECT n, k, l.value AS v, l.days FROM covered, asked, coverage_levels(c, asked.days) AS l) AS l USING (n, k, v);
SELECT bool_and(percentile = median) AS median FROM (
	SELECT n, k, percentile_disc(0.5) WITHIN GROUP (ORDER BY v) AS percentile FROM value GROUP BY n, k) AS defined
JOIN (SELECT n, k, min(value) FILTER (WHERE 2 * until >= of) AS median
	  FROM (SELECT n, k, l.value, sum(l.days) OVER (PARTITION BY n, k ORDER BY l.value) AS until, sum(l.days) OVER (PARTITION BY n, k) AS of
			FROM covered, asked, coverage_levels(c, asked.days) AS l) AS level GROUP BY n, k) AS read USING (n, k);

-- By bucket
SELECT bucket, count(*) AS asked, count(*) FILTER (WHERE (b.last_day, b.average, b.least, b.greatest, b.total, b.closing) IS DISTINCT FROM (defined.last_day, defined.avg, defined.min, defined.max, defined.sum, defined.closing)) AS wrong
FROM (SELECT bucket, n, k, min(day) AS first_day, max(day) AS last_day, avg(v), min(v), max(v), sum(v), (array_agg(v ORDER BY day DESC))[1] AS closing
	  FROM value CROSS JOIN (VALUES ('day', 'day', '0'), ('week', 'week', '0'), ('month', 'month', '0'), ('quarter', 'quarter', '0'), ('year', 'year', '0'), ('fiscal year', 'year', '3 months')) AS b (bucket, part, later)
	  GROUP BY bucket, n, k, date_trunc(part, day + later::interval)) AS defined
FULL JOIN (SELECT bucket, n, k, b.* FROM covered, asked, unnest('{day,week,month,quarter,year,fiscal year}'::text[]) AS bucket, coverage_by(c, asked.days, bucket) AS b) AS b
	USING (bucket, n, k, first_day)
GROUP BY bucket ORDER BY bucket;
SELECT month, count(*) AS asked, count(*) FILTER (WHERE b.total IS DISTINCT FROM defined.sum) AS wrong
FROM (SELECT month, n, k, min(day) AS first_day, sum(v)
	  FROM value, generate_series(1, 12) AS month GROUP BY month, n, k, date_trunc('year', day + (13 - month) % 12 * interval '1 month')) AS defined
FULL JOIN (SELECT month, n, k, b.* FROM covered, asked, generate_series(1, 12) AS month, coverage_by(c, asked.days, 'Fiscal Year', month) AS b) AS b
	USING (month, n, k, first_day)
GROUP BY month ORDER BY month;
SELECT * FROM coverage_by('{-infinity:9223372036854775807,2024-01-01:-1}', '[2023-12-15,2024-01-16)', 'month');
SELECT * FROM coverage_by('{2000-01-01:1}', '[5874897-12-25,5874897-12-31)', 'fiscal year', 12);
SELECT * FROM coverage_by('{2000-01-01:1}', '(4714-11-24 BC,4714-11-26 BC)', 'week');
SELECT count(*) AS "no days, no rows" FROM coverage_by('{}', 'empty'), coverage_levels('{}', 'empty');

-- Against a number, and against a coverage
CREATE TABLE target AS
	SELECT n, k, t, day, v, CASE WHEN t < 5 THEN t - 1 ELSE coverage_on(other.c, day) END AS target
	FROM value JOIN (SELECT n % 300 + 1 AS n, c FROM covered) AS other USING (n), generate_series(0, 5) AS t;
CREATE TABLE run AS
	SELECT n, k, t, reached, min(day) AS first_day, max(day) AS last_day, count(*) AS length
	FROM (SELECT n, k, t, v >= target AS reached, day, day - (row_number() OVER (PARTITION BY n, k, t, v >= target ORDER BY day))::integer AS run FROM target) AS day
	GROUP BY n, k, t, reached, run;
ANALYZE run;
CREATE TABLE defined AS
	SELECT n, k, t, coalesce(sum(length) FILTER (WHERE reached), 0) AS days,
		   coalesce(range_agg(daterange(first_day, last_day, '[]')) FILTER (WHERE reached), '{}') AS periods,
		   coalesce(range_agg(daterange(first_day, last_day, '[]')) FILTER (WHERE NOT reached), '{}') AS gaps,
		   (array_agg(daterange(first_day, last_day, '[]') ORDER BY length DESC, first_day) FILTER (WHERE reached))[1] AS longest_run,
		   (array_agg(daterange(first_day, last_day, '[]') ORDER BY length DESC, first_day) FILTER (WHERE NOT reached))[1] AS longest_gap,
		   min(first_day) FILTER (WHERE reached) AS first_reached, min(first_day) FILTER (WHERE reached AND length >= 4) AS kept
	FROM run GROUP BY n, k, t;
SELECT count(*) AS asked, count(*) FILTER (WHERE coverage_days(c, t - 1, asked.days) <> d.days) AS days,
	   count(*) FILTER (WHERE abs(coverage_share(c, t - 1, asked.days) * all_days - d.days) > 1e-9) AS share,
	   count(*) FILTER (WHERE coverage_periods(c, t - 1, asked.days) <> periods) AS periods, count(*) FILTER (WHERE coverage_gaps(c, t - 1, asked.days) <> gaps) AS gaps,
	   count(*) FILTER (WHERE coverage_longest_run(c, t - 1, asked.days) IS DISTINCT FROM longest_run) AS longest_run,
	   count(*) FILTER (WHERE coverage_longest_gap(c, t - 1, asked.days) IS DISTINCT FROM longest_gap) AS longest_gap,
	   count(*) FILTER (WHERE coverage_first_reached(c, t - 1, asked.days) IS DISTINCT FROM first_reached) AS first_reached,
	   count(*) FILTER (WHERE coverage_first_reached(c, t - 1, asked.days, 4) IS DISTINCT FROM kept) AS kept
FROM defined d JOIN covered USING (n) JOIN asked USING (k) JOIN (SELECT k, count(*) AS all_days FROM day GROUP BY k) AS of USING (k)
WHERE t < 5;
SELECT count(*) AS asked, count(*) FILTER (WHERE coverage_days(a.c, b.c, asked.days) <> d.days) AS days,
	   count(*) FILTER (WHERE abs(coverage_share(a.c, b.c, asked.days) * all_days - d.days) > 1e-9) AS share,
	   count(*) FILTER (WHERE coverage_periods(a.c, b.c, asked.days) <> periods) AS periods, count(*) FILTER (WHERE coverage_gaps(a.c, b.c, asked.days) <> gaps) AS gaps,
	   count(*) FILTER (WHERE coverage_longest_run(a.c, b.c, asked.days) IS DISTINCT FROM longest_run) AS longest_run,
	   count(*) FILTER (WHERE coverage_longest_gap(a.c, b.c, asked.days) IS DISTINCT FROM longest_gap) AS longest_gap,
	   count(*) FILTER (WHERE coverage_first_reached(a.c, b.c, asked.days) IS DISTINCT FROM first_reached) AS first_reached,
	   count(*) FILTER (WHERE coverage_first_reached(a.c, b.c, asked.days, 4) IS DISTINCT FROM kept) AS kept
FROM defined d JOIN covered a USING (n) JOIN (SELECT n % 300 + 1 AS n, c FROM covered) b USING (n) JOIN asked USING (k) JOIN (SELECT k, count(*) AS all_days FROM day GROUP BY k) AS of USING (k)
WHERE t = 5;
SELECT coverage_days('{2005-01-01:9223372036854775807}'::coverage, '{2005-01-01:-9223372036854775808}'::coverage, '[2005-01-01,2005-01-11)') AS far_apart,
	   coverage_days('{}'::coverage, '{}'::coverage, '[2005-01-01,2005-01-11)') AS nothing_reaches_nothing, coverage_periods('{2005-01-01:1}'::coverage, '{2006-01-01:2}'::coverage);

-- Moved and multiplied
SELECT count(*) AS asked, count(*) FILTER (WHERE coverage_on(coverage_shift(c, k - 7), day + k - 7) <> v) AS shift, count(*) FILTER (WHERE coverage_on((k - 7) * c, day) <> (k - 7) * v) AS times,
	   count(*) FILTER (WHERE c * k::bigint <> k * c) AS commute, count(*) FILTER (WHERE coverage_on(- c, day) <> -v) AS minus
FROM value WHERE n <= 100;
SELECT count(*) AS asked, count(*) FILTER (WHERE coverage_shift(coverage_shift(c, 364), -364) <> c) AS shift, count(*) FILTER (WHERE - (- c) <> c) AS minus, count(*) FILTER (WHERE 0 * c <> '{}') AS nothing FROM covered;
SELECT coverage_shift('{-infinity:1,2005-01-01:2}', 364), coverage_shift('{4714-11-24 BC:1}', 0), - '{2005-01-01:9223372036854775807}'::coverage;

-- Whatever says the days: a daterange, a datemultirange, a literal of either, a parameter
SELECT coverage_total('{2005-01-01:1}', '[2005-01-01,2005-01-11)') AS literal, coverage_total('{2005-01-01:1}', ' {[2005-01-01,2005-01-03),[2005-01-05,2005-01-06)}') AS literals,
	   coverage_total('{2005-01-01:1}', daterange('2005-01-01', '2005-01-03', '[]')) AS daterange, coverage_total('{2005-01-01:1}', datemultirange(daterange('2005-01-01', '2005-01-03'))) AS datemultirange,
	   coverage_total('{2005-01-01:1,2005-02-01:0}') AS "of all time";
PREPARE asks AS SELECT coverage_total('{2005-01-01:1}', $1);
EXECUTE asks ('[2005-01-01,2005-01-11)');
EXECUTE asks (datemultirange(daterange('2005-01-01', '2005-01-03')));
DEALLOCATE asks;
SELECT days::text, days::datemultirange, day_set_periods(days) = datemultirange FROM (VALUES
	('empty'::day_set, '{}'::datemultirange), ('{}', '{}'), ('(,)', '{(,)}'), ('[2005-01-01,2005-01-02]', '{[2005-01-01,2005-01-03)}'), ('{(,2005-01-01),[2005-01-02,infinity)}', '{(,2005-01-01),[2005-01-02,)}')) AS v (days, datemultirange);

-- It travels as two days for each period
SELECT encode(day_set_send('{(,2005-01-01),[2005-01-02,)}'), 'hex');
CREATE TABLE travelling (days day_set);
INSERT INTO travelling SELECT days FROM asked;
INSERT INTO travelling VALUES ('{}'), ('(,)');
\getenv outputdir PG_ABS_BUILDDIR
\cd :outputdir
\copy travelling to 'day_set.bin' (format binary)
CREATE TABLE arrived (days day_set);
\copy arrived from 'day_set.bin' (format binary)
SELECT count(*), bool_and(a.days::text = b.days::text) FROM (SELECT *, row_number() OVER () FROM travelling) a FULL JOIN (SELECT *, row_number() OVER () FROM arrived) b USING (row_number);

-- A value that is stored out of line is fetched once, as are several of them in turns
CREATE TABLE stored AS SELECT k, coverage_agg(i, daterange('2000-01-01'::date + i * 2, '2000-01-02'::date + i * 2 + (i * 7 + k) % 50)) AS c FROM generate_series(1, 5000) AS i, generate_series(1, 5) AS k GROUP BY k;
SELECT bool_and(pg_column_size(c) > 8000) AS out_of_line, count(*) FROM stored;
SELECT sum(coverage_on(c, day)) = (SELECT sum(total) FROM stored, coverage_by(c, '[2000-01-01,2010-01-01)', 'year')) AS days_outside
FROM (SELECT '2000-01-01'::date + i AS day FROM generate_series(0, 3652) AS i OFFSET 0) AS day CROSS JOIN LATERAL (SELECT c FROM stored OFFSET 0) AS value;
SET work_mem = '64kB'; -- of which one is more
SELECT sum(coverage_on(c, day)) = (SELECT sum(total) FROM stored, coverage_by(c, '[2000-01-01,2000-03-01)')) AS few_fit
FROM (SELECT '2000-01-01'::date + i AS day FROM generate_series(0, 59) AS i OFFSET 0) AS day CROSS JOIN LATERAL (SELECT c FROM stored OFFSET 0) AS value;
RESET work_mem;

-- From timestamps: in Brazil clocks went forward at midnight, in Samoa a day was left out
SELECT what, days_touched(during, zone) FROM (VALUES
	('until midnight', tstzrange('2024-01-01 16:00+00', '2024-01-02 00:00+00'), 'UTC'), ('and including it', tstzrange('2024-01-01 16:00+00', '2024-01-02 00:00+00', '[]'), 'UTC'),
	('elsewhere', tstzrange('2024-01-01 16:00+00', '2024-01-02 00:00+00'), 'Europe/Berlin'), ('a moment', tstzrange('2024-01-01 16:00+00', '2024-01-01 16:00+00', '[]'), 'Asia/Tokyo'),
	('after the last moment of a day', tstzrange('2024-01-01 23:59:59.999999+00', '2024-01-03 00:00+00', '()'), 'UTC'), ('no moment', 'empty', 'UTC'),
	('without an end', tstzrange('2024-01-01 16:00+00', NULL), 'UTC'), ('without a start', tstzrange('-infinity', '2024-01-01 16:00+00'), 'UTC'), ('always', '(,)', 'UTC'),
	('clocks go over midnight', tstzrange('2018-11-03 12:00-03', '2018-11-04 03:00+00'), 'America/Sao_Paulo'), ('a day that was not', tstzrange('2011-12-29 12:00-10', '2011-12-31 12:00+14'), 'Pacific/Apia'),
	('nobody knows', NULL, 'UTC')) AS v (what, during, zone);
SELECT count(*) AS asked, count(*) FILTER (WHERE days_touched(during, 'Europe/Berlin') <> touched) AS wrong
FROM (SELECT during, daterange(min(moment AT TIME ZONE 'Europe/Berlin')::date, max(moment AT TIME ZONE 'Europe/Berlin')::date, '[]') AS touched
	  FROM (SELECT i, tstzrange(since, since + abs(hashint4(-i)) % 300 * interval '15 minutes') AS during
			FROM (SELECT i, '2024-03-20 00:00+00'::timestamptz + abs(hashint4(i)) % 2000 * interval '15 minutes' AS since FROM generate_series(1, 1000) AS i) AS v) AS shift,
		   generate_series(lower(during), upper(during) - interval '15 minutes', '15 minutes') AS moment
	  GROUP BY i, during) AS defined;

-- Two periods with a day in common, as && says it
SELECT count(*) AS asked, count(*) FILTER (WHERE days_meet(a, b) IS DISTINCT FROM (a && b)) AS wrong, count(*) FILTER (WHERE days_meet(a, b)) AS met
FROM (VALUES ('(,)'::daterange), ('empty'), (NULL), ('(,2004-01-01)'), ('[2004-01-01,)'), ('[2004-01-01,2004-01-02)'), ('[2003-12-31,2004-01-01)'), ('[2003-01-01,2005-01-01)'),
			 ('[4714-11-24 BC,4714-11-25 BC)'), ('[5874897-12-30,5874897-12-31)'), ('(-infinity,infinity)')) AS v (a),
	 (VALUES ('(,)'::daterange), ('empty'), (NULL), ('(,2004-01-01)'), ('[2004-01-01,)'), ('[2004-01-01,2004-01-02)'), ('[2003-12-31,2004-01-01)'), ('[2003-01-01,2005-01-01)'),
			 ('[4714-11-24 BC,4714-11-25 BC)'), ('[5874897-12-30,5874897-12-31)'), ('(-infinity,infinity)')) AS w (b);

-- What cannot be
CREATE FUNCTION error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	message text; detail text; hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(': ', SQLSTATE, message, nullif(detail, ''), nullif(hint, ''));
END $$;
SELECT what, error_of('SELECT ' || what) FROM (VALUES
	($$coverage_avg('{}', '(,)')$$), ($$coverage_total('{2005-01-01:1}')$$), ($$coverage_days('{2005-01-01:1}', 1)$$), ($$coverage_days('{2005-01-01:1}', 2)$$), ($$coverage_share('{}', 1, '[2005-01-01,)')$$),
	($$coverage_by('{}', '(,2005-01-01)')$$), ($$coverage_levels('{}', '{[2005-01-01,2005-01-02),[2005-01-04,)}')$$),
	($$coverage_by('{}', '[2005-01-01,2006-01-01)', 'decade')$$), ($$coverage_by('{}', '[2005-01-01,2006-01-01)', 'fiscal year', 13)$$), ($$coverage_by('{}', '[2005-01-01,2006-01-01)', 'year', 10)$$),
	($$coverage_first_reached('{}', 1, '(,)', 0)$$), ($$coverage_shift('{5874897-12-31:1}', 1)$$), ($$coverage_shift('{2005-01-01:1}', -2147483648)$$),
	($$2 * '{2005-01-01:9223372036854775807}'::coverage$$), ($$- '{2005-01-01:-9223372036854775808}'::coverage$$),
	($$days_touched('(,)', 'Mars')$$), ($$days_touched('[2024-01-01,)', 'Mars')$$), ($$days_touched('[4714-11-24 00:00+00 BC,)', 'America/New_York')$$),
	($$'[2005-01-01'::day_set$$), ($$'{[2005-01-01}'::day_set$$), ($$''::day_set$$)) AS v (what);
SELECT error_of(format($$COPY arrived FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010%s\377\377"' (FORMAT binary)$$, bytes)), what
FROM (VALUES ('\000\000\000\002\000\000\000\001', 'a period that ends before it begins'), ('\200\000\000\001\000\000\000\001', 'a day before the first'), ('\000\000\000\001\177\377\377\376', 'a day after the last')) AS v (bytes, what);
SELECT coverage_by(NULL, '[2005-01-01,2006-01-01)') IS NULL AS none;

DROP TABLE covered, asked, day, value, target, run, defined, travelling, arrived, stored;
DROP FUNCTION error_of;
