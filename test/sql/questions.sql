-- What analysts ask about periods. Each question is answered twice: as one would with
-- attache, and by plain SQL that takes nothing of it. Both have to give the same rows.
-- What one writes with attache has to be short: at most twice the shorter of the two
-- answers that there were when the questions were collected.
SET datestyle = 'ISO';
SET timezone = 'America/New_York'; -- where nothing of it happens

CREATE FUNCTION draw(seed integer, n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN (hashint4(seed) & 2147483647) % n;

-- Subscriptions, three to each customer: several at once, without an end, ending on the
-- day they start, and one following another without a gap
CREATE TABLE subscription AS
	SELECT id, customer, country, plan, cents, first_day, end_day, daterange(first_day, end_day) AS during
	FROM (SELECT id, customer, (ARRAY['DE', 'US', 'GB', 'FR', 'JP', 'BR'])[1 + customer % 7] AS country, (ARRAY['basic', 'team', 'pro plus'])[1 + draw(id, 3)] AS plan,
				 900 + draw(-id, 50) * 100 AS cents, first_day,
				 CASE WHEN id % 40 = 0 OR customer % 100 = 0 THEN first_day WHEN customer % 5 = 0 THEN first_day + 90 WHEN id % 9 > 0 THEN first_day + 1 + draw(id + 10000, 250) END AS end_day
		  FROM (SELECT customer * 3 + n AS id, customer,
					   '2022-07-01'::date + draw(customer, 850) + n * CASE WHEN customer % 5 = 0 THEN 90 ELSE draw(customer * 3 + n, 200) END AS first_day
				FROM generate_series(1, 400) AS customer, generate_series(0, 2) AS n) AS start) AS period;

-- Contracts of nurses, with text for days and the last day included: some have no end,
-- some nurses have two at once, or one in another ward. The first six wards are tiny.
CREATE TABLE staffing AS
	SELECT ward, (ward + CASE WHEN i % 12 = 0 THEN 1 ELSE 0 END) * 1000 + draw(i, CASE WHEN ward > 6 THEN 95 ELSE 4 END) AS nurse, (ARRAY[0.5, 0.75, 1])[1 + draw(-i, 3)] AS fte,
		   to_char(first_day, 'DD.MM.YYYY') AS first_day,
		   CASE WHEN draw(i + 10000, 12) > 0 OR ward < 7 THEN to_char(first_day + draw(i + 20000, CASE WHEN ward > 6 THEN 600 ELSE 200 END), 'DD.MM.YYYY') END AS last_day
	FROM (SELECT i, CASE WHEN i % 25 > 0 THEN 7 + i % 18 ELSE 1 + i / 25 % 6 END AS ward, '2022-01-01'::date + draw(i + 30000, 1000) AS first_day
		  FROM generate_series(1, 1800) AS i) AS start;
CREATE VIEW contract AS
	SELECT ward, nurse, fte, daterange(to_date(first_day, 'DD.MM.YYYY'), to_date(last_day, 'DD.MM.YYYY'), '[]') AS during FROM staffing;
CREATE TABLE capacity AS
	SELECT ward, '2023-12-01'::date + n * 37 + ward AS since, ward + 10 + draw(ward * 100 + n, 20) AS beds FROM generate_series(1, 24) AS ward, generate_series(-1, 9) AS n;
CREATE TABLE target AS
	SELECT ward, '2024-01-15'::date + n * 50 AS since, n + CASE WHEN ward > 6 THEN 25 ELSE 0 END AS staff FROM generate_series(1, 24) AS ward, generate_series(0, 6) AS n;
CREATE TABLE holiday AS SELECT unnest('{2024-01-01,2024-03-29,2024-04-01,2024-05-01,2024-05-09,2024-05-20,2024-10-03,2024-12-25,2024-12-26}'::date[]) AS day;

-- Shifts in Berlin, also in the night when clocks go forward: some end at midnight, some
-- have no end. There are fewer of them at weekends and in the first wards.
CREATE TABLE shift AS
	SELECT ward, ward * 100 + draw(seed, 15) AS nurse, starts AT TIME ZONE 'Europe/Berlin' AS starts,
		   CASE WHEN seed % 500 = 0 THEN NULL WHEN part = 2 AND seed % 5 = 0 THEN date_trunc('day', starts + interval '1 day')
				ELSE starts + (420 + draw(-seed, 120)) * interval '1 minute' END AT TIME ZONE 'Europe/Berlin' AS ends
	FROM (SELECT ward, day, part, seed, day + part * interval '8 hours' + draw(seed + 1, 40) * interval '1 minute' AS starts
		  FROM (SELECT ward, part, '2024-03-01'::timestamp + d * interval '1 day' AS day, ward * 1000 + d * 9 + part * 3 + k AS seed
				FROM generate_series(1, 24) AS ward, generate_series(0, 60) AS d, generate_series(0, 2) AS part, generate_series(0, 2) AS k) AS place) AS start
	WHERE draw(seed + 50000, 32) < ward + CASE WHEN extract(isodow FROM day) > 5 THEN 0 ELSE 6 END;

-- Two lines serve each port, some until a day before they begin
CREATE TABLE service AS
	SELECT port, line, CASE WHEN first_day <= last_day THEN daterange(first_day, last_day, '[]') END AS during
	FROM (SELECT port, line, first_day, first_day + draw(seed, 150) - CASE WHEN seed % 225 = 0 THEN 200 ELSE 0 END AS last_day
		  FROM (SELECT port, line, port * 100 + n * 10 + ascii(line) AS seed, '2023-01-01'::date + draw(port * 100 + n * 10 + ascii(line) + 10000, 700) AS first_day
				FROM generate_series(1, 80) AS port, unnest('{A,B}'::text[]) AS line, generate_series(1, 5) AS n) AS start) AS period;

-- Sensors, each of which is up for 90 minutes after it was heard of
CREATE TABLE heartbeat AS
	SELECT sensor, '2024-03-01 00:00+00'::timestamptz + (n * 2700 + draw(sensor * 1000 + n, 1800)) * interval '1 second' AS heard
	FROM generate_series(1, 60) AS sensor, generate_series(0, 95) AS n WHERE draw(sensor * 1000 + n / 2, 4) > 0;

-- A coverage is of days, so what is asked by the minute takes a minute for a day.
CREATE FUNCTION minutes(since timestamptz, until timestamptz) RETURNS daterange LANGUAGE sql IMMUTABLE
	RETURN daterange('2000-01-01'::date + floor(extract(epoch FROM since - '2024-01-01 00:00+00'::timestamptz) / 60)::integer,
					 '2000-01-01'::date + floor(extract(epoch FROM until - '2024-01-01 00:00+00'::timestamptz) / 60)::integer);
CREATE FUNCTION minute_of(day date) RETURNS timestamptz LANGUAGE sql STABLE
	RETURN '2024-01-01 00:00+00'::timestamptz + (day - '2000-01-01'::date) * interval '1 minute';

-- What most of the plain answers count: who was there, on each day of two years
CREATE TABLE day AS SELECT '2023-01-01'::date + i AS day FROM generate_series(0, 730) AS i;
CREATE TABLE paid AS SELECT day, customer, country, plan, cents FROM day JOIN subscription ON first_day <= day AND (end_day > day OR end_day IS NULL);
CREATE TABLE active AS SELECT DISTINCT day, customer, country FROM paid;
CREATE TABLE staffed AS
	SELECT w.ward, day, count(DISTINCT nurse) AS nurses, coalesce(sum(fte), 0) AS fte
	FROM generate_series(1, 24) AS w (ward) CROSS JOIN day
	LEFT JOIN (SELECT ward, nurse, fte, to_date(first_day, 'DD.MM.YYYY') AS first_day, coalesce(to_date(last_day, 'DD.MM.YYYY'), 'infinity') AS last_day FROM staffing) AS s
		ON s.ward = w.ward AND day BETWEEN first_day AND last_day
	GROUP BY w.ward, day;
CREATE TABLE on_shift AS
	SELECT w.ward, day, count(DISTINCT nurse) AS nurses
	FROM generate_series(1, 24) AS w (ward) CROSS JOIN day
	LEFT JOIN shift s ON s.ward = w.ward AND starts < (day + 1)::timestamp AT TIME ZONE 'Europe/Berlin' AND (ends > day::timestamp AT TIME ZONE 'Europe/Berlin' OR ends IS NULL)
	WHERE day BETWEEN '2024-03-01' AND '2024-04-30'
	GROUP BY w.ward, day;
-- ... and how many nurses at any moment, by the whole minutes of their shifts
CREATE TABLE moment AS
	WITH period AS (
		SELECT ward, nurse, unnest(range_agg(tstzrange(date_trunc('minute', starts), date_trunc('minute', ends)))) AS period FROM shift GROUP BY ward, nurse
	), change AS (
		SELECT ward, lower(period) AS since, 1 AS change FROM period
		UNION ALL SELECT ward, upper(period), -1 FROM period WHERE NOT upper_inf(period)
		UNION ALL SELECT DISTINCT ward, timestamptz '-infinity', 0 FROM period
	)
	SELECT ward, since, lead(since) OVER (PARTITION BY ward ORDER BY since) AS until, nurses
	FROM (SELECT ward, since, sum(sum(change)) OVER (PARTITION BY ward ORDER BY since) AS nurses FROM change GROUP BY ward, since) AS level;
ANALYZE subscription, staffing, shift, service, heartbeat, day, paid, active, staffed, on_shift, moment;
SELECT count(*) AS subscriptions, count(*) FILTER (WHERE isempty(during)) AS "of no day", count(*) FILTER (WHERE upper_inf(during)) AS "without an end",
	   (SELECT count(*) FROM contract) AS contracts, (SELECT count(*) FROM contract WHERE upper_inf(during)) AS "without an end",
	   (SELECT count(*) FROM shift) AS shifts, (SELECT count(*) FROM shift WHERE ends IS NULL) AS "without an end",
	   (SELECT count(*) FROM shift WHERE ends = date_trunc('day', ends, 'Europe/Berlin')) AS "until midnight",
	   (SELECT count(*) FROM service) AS services, (SELECT count(*) FROM service WHERE during IS NULL) AS "of no period", (SELECT count(*) FROM heartbeat) AS heartbeats
FROM subscription;

-- The questions have the numbers that they were collected under, of which 25 was none.
-- Those of 21, 26, 29 and 33 had no answers whose length was known.
CREATE TABLE question (place integer GENERATED ALWAYS AS IDENTITY, number text, question text, at_most integer, attache text, plain text);

INSERT INTO question (number, question, at_most, attache, plain) VALUES
('1', 'customers on each day', 2 * 170, $$
	SELECT b.first_day, b.total
	FROM (SELECT coverage_agg(customer, during) AS c FROM subscription) AS s, coverage_by(c, '[2023-01-01,2025-01-01)') AS b
$$, $$
	SELECT day, count(customer) FROM day LEFT JOIN active USING (day) GROUP BY day
$$),
('2', 'peak and when', 2 * 131, $$
	SELECT country, plan, coverage_max(c) AS peak, coverage_periods(c, coverage_max(c)) AS days
	FROM (SELECT country, plan, coverage_within(coverage_agg(customer, during), '[2023-01-01,2025-01-01)') AS c
		  FROM subscription GROUP BY country, plan) AS s
$$, $$
	SELECT country, plan, peak, range_agg(daterange(day, day + 1))
	FROM (SELECT country, plan, day, count(DISTINCT customer) AS customers, max(count(DISTINCT customer)) OVER (PARTITION BY country, plan) AS peak
		  FROM paid GROUP BY country, plan, day) AS d
	WHERE customers = peak
	GROUP BY country, plan, peak
$$),
('3', 'days without cover', 2 * 105, $$
	SELECT ward, coverage_gaps(coverage_agg(nurse, during), 1, '[2023-01-01,2025-01-01)') AS gaps
	FROM contract GROUP BY ward
$$, $$
	SELECT ward, coalesce(range_agg(daterange(day, day + 1)) FILTER (WHERE nurses = 0), '{}') FROM staffed GROUP BY ward
$$),
('4', 'overlaps merged', 2 * 62, $$
	SELECT customer, coverage_periods(coverage_agg(during), 1) AS periods FROM subscription GROUP BY customer
$$, $$
	SELECT customer, range_agg(during) FROM subscription GROUP BY customer
$$),
('5', 'islands', 2 * 67, $$
	SELECT customer, unnest(coverage_periods(coverage_agg(during), 1)) AS island FROM subscription GROUP BY customer
$$, $$
	SELECT customer, daterange(min(first_day), nullif(max(until), 'infinity'))
	FROM (SELECT customer, first_day, until, count(*) FILTER (WHERE begins) OVER (PARTITION BY customer ORDER BY first_day, until) AS island
		  FROM (SELECT customer, first_day, until, (first_day > max(until) OVER before) IS NOT FALSE AS begins
				FROM (SELECT customer, first_day, coalesce(end_day, 'infinity') AS until FROM subscription) AS s WHERE first_day < until
				WINDOW before AS (PARTITION BY customer ORDER BY first_day, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS s) AS s
	GROUP BY customer, island
$$),
('6', 'active in each month', 2 * 193, $$
	SELECT b.first_day, b.greatest AS customers
	FROM (SELECT coverage_agg(customer, daterange(date_trunc('month', lower(during))::date, upper(during))) AS c
		  FROM subscription WHERE NOT isempty(during)) AS s,
		 coverage_by(c, '[2023-01-01,2025-01-01)', 'month') AS b
$$, $$
	SELECT date_trunc('month', day)::date, count(DISTINCT customer) FROM active GROUP BY 1
$$),
('6b', 'active in the last 28 days', 2 * 232, $$
	SELECT b.first_day, b.total AS customers
	FROM (SELECT coverage_agg(customer, daterange(lower(during), upper(during) + 27)) AS c
		  FROM subscription WHERE NOT isempty(during)) AS s,
		 coverage_by(c, '[2023-01-01,2025-01-01)') AS b
$$, $$
	SELECT day, count(DISTINCT customer)
	FROM day LEFT JOIN subscription ON first_day <= day AND coalesce(end_day > day - 27 AND end_day > first_day, true)
	GROUP BY day
$$),
('7', 'utilisation of what changes', 2 * 262, $$
	SELECT ward, n.first_day, round(n.total / b.total, 6) AS nurses_per_bed
	FROM (SELECT ward, coverage_agg(nurse, during) AS nurses FROM contract GROUP BY ward) AS w
	JOIN (SELECT ward, coverage_make(array_agg(since ORDER BY since), array_agg(beds ORDER BY since)) AS beds
		  FROM capacity GROUP BY ward) AS c USING (ward),
		 coverage_by(nurses, '[2024-01-01,2025-01-01)', 'month') AS n
	JOIN coverage_by(beds, '[2024-01-01,2025-01-01)', 'month') AS b USING (first_day)
$$, $$
	SELECT ward, date_trunc('month', day)::date, round(sum(nurses) / sum((SELECT beds FROM capacity WHERE ward = s.ward AND since <= day ORDER BY since DESC LIMIT 1)), 6)
	FROM staffed s WHERE day >= '2024-01-01' GROUP BY 1, 2
$$),
('8', 'share of days on the target path', 2 * 271, $$
	SELECT ward, round(coverage_share(c, path, '[2024-01-01,2025-01-01)'), 6) AS share
	FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w
	JOIN (SELECT ward, coverage_make(array_agg(since ORDER BY since), array_agg(staff ORDER BY since)) AS path
		  FROM target GROUP BY ward) AS t USING (ward)
$$, $$
	SELECT ward, round(avg((nurses >= coalesce((SELECT staff FROM target WHERE ward = s.ward AND since <= day ORDER BY since DESC LIMIT 1), 0))::integer), 6)
	FROM staffed s WHERE day >= '2024-01-01' GROUP BY ward
$$),
('9', 'reached and kept for 30 days', 2 * 164, $$
	SELECT ward, target, coverage_first_reached(c, target, '[2023-01-01,2025-01-01)', 30) AS since
	FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w, (VALUES (20), (23), (25), (30), (31), (32), (33)) AS t (target)
$$, $$
	SELECT ward, target, min(day) FILTER (WHERE least >= target)
	FROM (SELECT ward, day, CASE WHEN count(*) OVER later = 30 THEN min(nurses) OVER later END AS least
		  FROM staffed WINDOW later AS (PARTITION BY ward ORDER BY day ROWS BETWEEN CURRENT ROW AND 29 FOLLOWING)) AS s, (VALUES (20), (23), (25), (30), (31), (32), (33)) AS t (target)
	GROUP BY ward, target
$$),
('10', 'average of each month', 2 * 215, $$
	SELECT ward, b.first_day, round(b.average / 100, 6) AS fte
	FROM (SELECT ward, headcount_agg(during, (fte * 100)::bigint) AS c FROM contract GROUP BY ward) AS w,
		 coverage_by(c, '[2024-01-01,2025-01-01)', 'month') AS b
$$, $$
	SELECT ward, date_trunc('month', day)::date, round(avg(fte), 6) FROM staffed WHERE day >= '2024-01-01' GROUP BY 1, 2
$$),
('11', 'against last year', 2 * 291, $$
	SELECT b.first_day, b.total AS more
	FROM (SELECT coverage_agg(customer, during) AS c FROM subscription) AS s,
		 coverage_by(c - coverage_shift(c, 364), '[2024-01-01,2025-01-01)') AS b
$$, $$
	SELECT day, now.count - before.count
	FROM (SELECT day, count(*) FROM active GROUP BY day) AS now JOIN (SELECT day + 364 AS day, count(*) FROM active GROUP BY day) AS before USING (day)
	WHERE day >= '2024-01-01'
$$),
('12', 'by weekday', 2 * 202, $$
	SELECT ward, extract(isodow FROM b.first_day) AS weekday, round(avg(b.total), 6) AS nurses
	FROM (SELECT ward, coverage_agg(nurse, days_touched(tstzrange(starts, ends), 'Europe/Berlin')) AS c
		  FROM shift GROUP BY ward) AS w,
		 coverage_by(c, '[2024-03-01,2024-05-01)') AS b
	GROUP BY 1, 2
$$, $$
	SELECT ward, extract(isodow FROM day), round(avg(nurses), 6) FROM on_shift GROUP BY 1, 2
$$),
('13', 'average of the last 28 days', 2 * 205, $$
	SELECT first_day, round(avg(total) OVER (ORDER BY first_day ROWS 27 PRECEDING), 6) AS average
	FROM (SELECT coverage_agg(customer, during) AS c FROM subscription) AS s, coverage_by(c, '[2023-01-01,2025-01-01)')
$$, $$
	SELECT d.day, round(avg(customers), 6)
	FROM day d JOIN (SELECT day, count(*) AS customers FROM active GROUP BY day) AS a ON a.day BETWEEN d.day - 27 AND d.day
	GROUP BY d.day
$$),
('14', 'working days below 30', 2 * 449, $$
	SELECT ward, count(*) AS days
	FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w,
		 coverage_by(c, '[2024-01-01,2025-01-01)')
	WHERE extract(isodow FROM first_day) < 6 AND total < 30
	GROUP BY ward
$$, $$
	SELECT ward, sum((nurses < 30)::integer) FROM staffed WHERE day >= '2024-01-01' AND extract(isodow FROM day) < 6 GROUP BY ward HAVING min(nurses) < 30
$$),
('15', '... but for holidays', 2 * 449, $$
	WITH working AS (
		SELECT range_agg(daterange(first_day, last_day, '[]')) AS days FROM coverage_by('{}', '[2024-01-01,2025-01-01)')
		WHERE extract(isodow FROM first_day) < 6 AND first_day NOT IN (SELECT day FROM holiday)
	)
	SELECT ward, round(1 - coverage_share(c, 30, days), 6) AS share, coverage_gaps(c, 30, days) AS days_below
	FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w, working
$$, $$
	SELECT ward, round(avg((nurses < 30)::integer), 6), coalesce(range_agg(daterange(day, day + 1)) FILTER (WHERE nurses < 30), '{}')
	FROM staffed WHERE day >= '2024-01-01' AND extract(isodow FROM day) < 6 AND NOT EXISTS (SELECT FROM holiday WHERE holiday.day = staffed.day) GROUP BY ward
$$),
('16', 'monthly recurring revenue', 2 * 187, $$
	SELECT plan, b.last_day, b.closing / 100.0 AS mrr
	FROM (SELECT plan, headcount_agg(during, cents) AS c FROM subscription GROUP BY plan) AS s,
		 coverage_by(c, '[2023-01-01,2025-01-01)', 'month') AS b
$$, $$
	SELECT plan, day, sum(cents) / 100.0 FROM paid WHERE extract(day FROM day + 1) = 1 GROUP BY plan, day
$$),
('17', 'left within 90 days', 2 * 165, $$
	SELECT customer, min(lower(during)) AS since
	FROM subscription WHERE NOT isempty(during) GROUP BY customer
	HAVING coverage_min(coverage_agg(during), daterange(min(lower(during)), min(lower(during)) + 90)) = 0
$$, $$
	SELECT customer, since
	FROM (SELECT customer, min(first_day) AS since FROM subscription WHERE coalesce(first_day < end_day, true) GROUP BY customer) AS s
	CROSS JOIN generate_series(0, 89) AS i JOIN subscription USING (customer)
	WHERE first_day <= since + i AND coalesce(end_day > since + i, true)
	GROUP BY customer, since HAVING count(DISTINCT i) < 90
$$),
('18', 'what stays of each cohort', 2 * 286, $$
	SELECT cohort, b.last_day, b.closing AS customers
	FROM (SELECT cohort, coverage_agg(customer, during) AS c
		  FROM (SELECT customer, during, date_trunc('month', min(lower(during)) OVER (PARTITION BY customer))::date AS cohort
				FROM subscription WHERE NOT isempty(during)) AS s
		  GROUP BY cohort) AS s,
		 coverage_by(c, daterange(cohort, (cohort + interval '1 year')::date), 'month') AS b
$$, $$
	WITH cohort AS (
		SELECT customer, date_trunc('month', min(first_day))::date AS cohort FROM subscription WHERE coalesce(first_day < end_day, true) GROUP BY customer
	), month AS (
		SELECT cohort, (cohort + n * interval '1 month')::date - 1 AS day FROM (SELECT DISTINCT cohort FROM cohort) AS c, generate_series(1, 12) AS n
	)
	SELECT cohort, day, count(DISTINCT s.customer)
	FROM month JOIN cohort c USING (cohort) LEFT JOIN subscription s ON s.customer = c.customer AND first_day <= day AND coalesce(end_day > day, true)
	GROUP BY cohort, day
$$),
('19', 'peak by the minute', 2 * 95, $$
	SELECT ward, coverage_max(c) AS peak, minute_of(coverage_first_reached(c, coverage_max(c)))
	FROM (SELECT ward, coverage_agg(nurse, minutes(starts, ends)) AS c FROM shift GROUP BY ward) AS w
$$, $$
	SELECT DISTINCT ON (ward) ward, nurses, since FROM moment ORDER BY ward, nurses DESC, since
$$),
('19', 'minutes below two', 2 * 135, $$
	SELECT ward, l.value AS nurses, l.days AS minutes
	FROM (SELECT ward, coverage_agg(nurse, minutes(starts, ends)) AS c FROM shift GROUP BY ward) AS w,
		 coverage_levels(c, minutes('2024-03-02 06:00+01', '2024-05-01 00:00+02')) AS l
	WHERE l.value < 2
$$, $$
	SELECT ward, nurses, sum(extract(epoch FROM least(until, '2024-05-01 00:00+02') - greatest(since, '2024-03-02 06:00+01')) / 60)::bigint
	FROM moment WHERE coalesce(until, 'infinity') > '2024-03-02 06:00+01' AND since < '2024-05-01 00:00+02' AND nurses < 2 GROUP BY ward, nurses
$$),
('20', 'two on every day', 2 * 126, $$
	SELECT ward, fewest
	FROM (SELECT ward, coverage_min(coverage_agg(nurse, days_touched(tstzrange(starts, ends), 'Europe/Berlin')),
									'[2024-03-01,2024-05-01)') AS fewest
		  FROM shift GROUP BY ward) AS w
	WHERE fewest >= 2
$$, $$
	SELECT ward, min(nurses) FROM on_shift GROUP BY ward HAVING min(nurses) >= 2
$$),
('21', 'who left when the gap began', 400, $$
	SELECT ward, lower(gap) AS day, nurse
	FROM (SELECT ward, unnest(coverage_gaps(coverage_agg(nurse, during), 30)) AS gap FROM contract GROUP BY ward) AS g
	JOIN (SELECT ward, nurse, range_agg(during) AS periods FROM contract GROUP BY ward, nurse) AS n USING (ward)
	WHERE lower(gap) BETWEEN '2023-01-02' AND '2024-12-31' AND periods @> lower(gap) - 1 AND NOT periods @> lower(gap)
$$, $$
	SELECT ward, day, nurse
	FROM (SELECT ward, day, nurses, lag(nurses) OVER (PARTITION BY ward ORDER BY day) AS before FROM staffed) AS s
	JOIN (SELECT DISTINCT ward, nurse FROM contract) AS n USING (ward)
	WHERE nurses < 30 AND before >= 30 AND EXISTS (SELECT FROM contract c WHERE c.ward = n.ward AND c.nurse = n.nurse AND during @> day - 1)
		AND NOT EXISTS (SELECT FROM contract c WHERE c.ward = n.ward AND c.nurse = n.nurse AND during @> day)
$$),
('22', 'top five days', 2 * 196, $$
	SELECT country, top.*
	FROM (SELECT country, coverage_agg(customer, during) AS c FROM subscription GROUP BY country) AS s,
		 LATERAL (SELECT first_day, total FROM coverage_by(c, '[2023-01-01,2025-01-01)')
				  ORDER BY total DESC, first_day LIMIT 5) AS top
$$, $$
	SELECT country, day, customers
	FROM (SELECT country, day, count(*) AS customers, row_number() OVER (PARTITION BY country ORDER BY count(*) DESC, day) AS place FROM active GROUP BY country, day) AS a
	WHERE place <= 5
$$),
('23', 'both lines at once', 2 * 166, $$
	SELECT port, coverage_periods(coverage_agg(line, during), 2) AS both FROM service GROUP BY port
$$, $$
	SELECT port, coalesce(range_agg(during) FILTER (WHERE line = 'A') * range_agg(during) FILTER (WHERE line = 'B'), '{}') FROM service GROUP BY port
$$),
('24', 'person-days', 2 * 133, $$
	SELECT ward, coverage_total(coverage_agg(nurse, during), '[2024-01-01,2025-01-01)') AS days FROM contract GROUP BY ward
$$, $$
	SELECT ward, sum(nurses) FROM staffed WHERE day >= '2024-01-01' GROUP BY ward
$$),
('26', 'a chart', 300, $$
	SELECT ward, jsonb_agg(s ORDER BY s.first_day) AS chart
	FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w,
		 coverage_steps(c, '[2024-01-01,2025-01-01)') AS s
	GROUP BY ward
$$, $$
	SELECT ward, jsonb_agg(jsonb_build_object('first_day', first_day, 'last_day', last_day, 'value', nurses) ORDER BY first_day)
	FROM (SELECT ward, nurses, min(day) AS first_day, max(day) AS last_day
		  FROM (SELECT ward, day, nurses, day - row_number() OVER (PARTITION BY ward, nurses ORDER BY day)::integer AS run FROM staffed WHERE day >= '2024-01-01') AS s
		  GROUP BY ward, nurses, run) AS s
	GROUP BY ward
$$),
('27', 'median over the days', 2 * 203, $$
	SELECT ward, min(value) AS median
	FROM (SELECT ward, l.value, sum(l.days) OVER (PARTITION BY ward ORDER BY l.value) AS days
		  FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w,
			   coverage_levels(c, '[2024-01-01,2025-01-01)') AS l) AS l
	WHERE 2 * days >= 366
	GROUP BY ward
$$, $$
	SELECT ward, percentile_disc(0.5) WITHIN GROUP (ORDER BY nurses) FROM staffed WHERE day >= '2024-01-01' GROUP BY ward
$$),
('27', '... through the days', 2 * 203, $$
	SELECT ward, percentile_disc(0.5) WITHIN GROUP (ORDER BY total) AS median
	FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w,
		 coverage_by(c, '[2024-01-01,2025-01-01)')
	GROUP BY ward
$$, $$
	SELECT ward, percentile_disc(0.5) WITHIN GROUP (ORDER BY nurses) FROM staffed WHERE day >= '2024-01-01' GROUP BY ward
$$),
('28', 'uptime by heartbeats', 2 * 401, $$
	SELECT sensor, round(coverage_share(c, 1, watched), 6) AS up, coverage_days(c, 1, watched) AS minutes_up,
		   minute_of(lower(coverage_longest_gap(c, 1, watched))) AS longest_outage
	FROM (SELECT sensor, coverage_agg(minutes(heard, heard + interval '90 minutes')) AS c FROM heartbeat GROUP BY sensor) AS s,
		 minutes('2024-03-01 12:00+00', '2024-03-03 12:00+00') AS watched
$$, $$
	WITH up AS (
		SELECT sensor, range_agg(tstzrange(date_trunc('minute', heard), date_trunc('minute', heard) + interval '90 minutes')) * '{[2024-03-01 12:00+00,2024-03-03 12:00+00)}' AS up
		FROM heartbeat GROUP BY sensor
	)
	SELECT sensor, round(minutes / 2880, 6), minutes::bigint,
		   (SELECT lower(gap) FROM unnest('{[2024-03-01 12:00+00,2024-03-03 12:00+00)}' - up) AS gap ORDER BY upper(gap) - lower(gap) DESC, lower(gap) LIMIT 1)
	FROM up, LATERAL (SELECT extract(epoch FROM sum(upper(p) - lower(p))) / 60 AS minutes FROM unnest(up) AS p) AS m
$$),
('29', 'new and lost in each month', 600, $$
	WITH customer AS (
		SELECT coverage_agg(during) AS c, coverage_shift(coverage_agg(during), 1) AS before FROM subscription GROUP BY customer
	), day AS (
		SELECT sum(coverage_greatest(c - before, '{}')) AS won, sum(coverage_greatest(before - c, '{}')) AS lost FROM customer
	)
	SELECT w.first_day, w.total AS won, l.total AS lost
	FROM day, coverage_by(won, '[2023-01-01,2025-01-01)', 'month') AS w
	JOIN coverage_by(lost, '[2023-01-01,2025-01-01)', 'month') AS l USING (first_day)
$$, $$
	WITH period AS (
		SELECT unnest(range_agg(during)) AS period FROM subscription GROUP BY customer
	)
	SELECT day, (SELECT count(*) FROM period WHERE date_trunc('month', lower(period)) = day), (SELECT count(*) FROM period WHERE date_trunc('month', upper(period)) = day)
	FROM day WHERE extract(day FROM day) = 1
$$),
('30', 'longest streak', 2 * 150, $$
	SELECT ward, streak, upper(streak) - lower(streak) AS days
	FROM (SELECT ward, coverage_longest_run(coverage_agg(nurse, during), 30, '[2023-01-01,2025-01-01)') AS streak
		  FROM contract GROUP BY ward) AS w
$$, $$
	SELECT DISTINCT ON (ward) ward, CASE WHEN days > 0 THEN daterange(first_day, first_day + days) END, days
	FROM (SELECT DISTINCT ward FROM staffed) AS w
	LEFT JOIN (SELECT ward, min(day) AS first_day, count(*)::integer AS days
			   FROM (SELECT ward, day, day - row_number() OVER (PARTITION BY ward ORDER BY day)::integer AS run FROM staffed WHERE nurses >= 30) AS s GROUP BY ward, run) AS s USING (ward)
	ORDER BY ward, days DESC, first_day
$$),
('31', 'in two wards on a day', 2 * 90, $$
	SELECT nurse, coverage_periods(coverage_agg(ward, during), 2) AS days FROM contract
	GROUP BY nurse HAVING coverage_max(coverage_agg(ward, during)) >= 2
$$, $$
	SELECT nurse, range_agg(a.during * b.during) FROM contract a JOIN contract b USING (nurse) WHERE a.ward < b.ward AND a.during && b.during GROUP BY nurse
$$),
('32', 'how many wards have 30', 2 * 210, $$
	SELECT b.first_day, b.total AS wards
	FROM (SELECT coverage_agg(ward, coverage_periods(c, 30)) AS c
		  FROM (SELECT ward, coverage_agg(nurse, during) AS c FROM contract GROUP BY ward) AS w) AS w,
		 coverage_by(c, '[2023-01-01,2025-01-01)') AS b
$$, $$
	SELECT day, count(*) FILTER (WHERE nurses >= 30) FROM staffed GROUP BY day
$$),
('33', 'least and greatest of wards', 400, $$
	SELECT l.first_day, l.total AS lowest, h.total AS highest
	FROM (SELECT coverage_least_agg(c) AS lowest, coverage_greatest_agg(c) AS highest
		  FROM (SELECT coverage_agg(nurse, during) AS c FROM contract WHERE ward > 6 GROUP BY ward) AS w) AS w,
		 coverage_by(lowest, '[2023-01-01,2025-01-01)') AS l
	JOIN coverage_by(highest, '[2023-01-01,2025-01-01)') AS h USING (first_day)
$$, $$
	SELECT day, min(nurses), max(nurses) FROM staffed WHERE ward > 6 GROUP BY day
$$);

-- How often each row is in the answers, whatever its columns are called
CREATE FUNCTION answer(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT answer::text FROM (%s) AS answer', query);
END $$;
CREATE TABLE plain_answer AS SELECT place, answer, count(*) FROM question, answer(plain) GROUP BY place, answer;
CREATE VIEW compared AS
	SELECT place, coalesce(sum(a.count), 0) AS rows, sum(abs(coalesce(a.count, 0) - coalesce(p.count, 0))) AS differ
	FROM plain_answer p FULL JOIN (SELECT place, answer, count(*) FROM question, answer(attache) GROUP BY place, answer) AS a USING (place, answer)
	GROUP BY place;

-- Each has rows, none of which differ, is short, and takes no detour.
SELECT number, question, rows, differ, length(btrim(regexp_replace(attache, '\s+', ' ', 'g'))) <= at_most AS short,
	   attache !~* '\m(offset|materialized|generate_series)\M' AS straight, plain !~* 'coverage|headcount|days_touched|day_set|minutes\(' AS apart
FROM question LEFT JOIN compared USING (place) ORDER BY place;

-- A day more of everything, and none of the answers is right any longer.
UPDATE subscription SET during = daterange(lower(during), upper(during) + 1) WHERE NOT isempty(during);
UPDATE staffing SET last_day = to_char(to_date(last_day, 'DD.MM.YYYY') + 1, 'DD.MM.YYYY');
UPDATE shift SET starts = starts + interval '1 day', ends = ends + interval '1 day';
UPDATE service SET during = daterange(lower(during), upper(during) + 1) WHERE during IS NOT NULL;
DELETE FROM heartbeat WHERE sensor % 2 = 0 AND extract(minute FROM heard) < 10;
SELECT count(*) AS questions, count(*) FILTER (WHERE differ > 0) AS differ FROM compared;

DROP VIEW compared, contract;
DROP TABLE question, plain_answer, subscription, staffing, capacity, target, holiday, shift, service, heartbeat, day, paid, active, staffed, on_shift, moment;
DROP FUNCTION draw(integer, integer), minutes(timestamptz, timestamptz), minute_of(date), answer(text);
