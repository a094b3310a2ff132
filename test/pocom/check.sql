-- Coverage over what was taken over, against a count in plain SQL that uses neither
-- the extension's aggregates nor the registry's views. Prints one line per question,
-- its answer and the answer expected.
SET search_path = pocom, :"schema";

CREATE TABLE day AS
	SELECT lower(tenure) AS day FROM overseas.assignment
	UNION SELECT upper(tenure) FROM overseas.assignment WHERE NOT upper_inf(tenure)
	UNION SELECT lower(during) FROM overseas.posting_area WHERE NOT lower_inf(during)
	UNION SELECT upper(during) FROM overseas.posting_area WHERE NOT upper_inf(during)
	UNION SELECT effective_day FROM overseas.posting_status_change
	UNION SELECT effective_day FROM overseas.mission_change;
CREATE TABLE present AS
	SELECT d.day, a.posting_id,
		   coalesce((SELECT c.country FROM overseas.mission_change c
					 WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.country IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.country)::text AS country,
		   coalesce((SELECT c.covers_host FROM overseas.mission_change c
					 WHERE c.mission_id = m.mission_id AND c.effective_day <= d.day AND c.covers_host IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1), m.covers_host) AS covers_host
	FROM day d
	JOIN overseas.assignment a ON lower(a.tenure) <= d.day AND (upper_inf(a.tenure) OR d.day < upper(a.tenure))
	JOIN overseas.posting p ON p.posting_id = a.posting_id
	JOIN overseas.mission m ON m.mission_id = p.mission_id
	WHERE (SELECT s.status::text FROM overseas.posting_status_change s
		   WHERE s.posting_id = a.posting_id AND s.effective_day <= d.day
		   ORDER BY s.effective_day DESC LIMIT 1) IN ('active', 'closing');
CREATE TABLE covered AS
	SELECT day, country, true AS resident FROM present WHERE covers_host
	UNION
	SELECT p.day, a.country::text, false
	FROM present p
	JOIN overseas.posting_area a ON a.posting_id = p.posting_id
		AND (lower_inf(a.during) OR lower(a.during) <= p.day) AND (upper_inf(a.during) OR p.day < upper(a.during));
CREATE TABLE counted AS
	SELECT d.day, count(DISTINCT c.country) FILTER (WHERE c.resident) AS countries, count(DISTINCT c.country) AS accredited
	FROM day d LEFT JOIN covered c USING (day)
	GROUP BY d.day;

-- Every step of the coverage is on one of the days, and on each the numbers agree.
CREATE TABLE measured AS
	SELECT coverage_agg(country, during) FILTER (WHERE resident) AS countries, coverage_agg(country, during) AS accredited
	FROM overseas.presence;
SELECT 'days on which the count of countries differs', count(*), 0
FROM counted c, measured m
WHERE coverage_on(m.countries, c.day) <> c.countries OR coverage_on(m.accredited, c.day) <> c.accredited;
SELECT 'steps on other days', count(*), 0
FROM measured m
CROSS JOIN LATERAL (SELECT first_day FROM coverage_steps(m.countries) UNION ALL SELECT first_day FROM coverage_steps(m.accredited)) s
WHERE s.first_day NOT IN (SELECT day FROM day);

-- For each country alone: on how many days it was covered.
WITH stretch AS (
	SELECT day, coalesce(lead(day) OVER (ORDER BY day), '2021-01-21') - day AS days FROM day
), oracle AS (
	SELECT c.country, sum(s.days) AS days
	FROM (SELECT DISTINCT day, country FROM covered) c JOIN stretch s USING (day)
	WHERE c.day <= '2021-01-20'
	GROUP BY c.country
), answer AS (
	SELECT country::text AS country, coverage_days(coverage_agg(country, during), 1, '[1700-01-01,2021-01-20]') AS days
	FROM overseas.presence
	GROUP BY country
)
SELECT 'countries whose days differ, of ' || count(*), count(*) FILTER (WHERE a.days IS DISTINCT FROM o.days), 0
FROM oracle o FULL JOIN answer a USING (country);
SELECT 'lines of the source that are nowhere', count(*), 0 FROM outcome WHERE outcome = 'lost';
SELECT 'lines that a check names and that went in, or the other way round', count(*), 0
FROM overseas.assignment_entry e WHERE (e.state = 'refused') <> EXISTS (SELECT FROM refused r WHERE r.line = e.line);
SELECT 'other lines that stayed out', count(*), 0
FROM (SELECT state FROM overseas.mission_entry UNION ALL SELECT state FROM overseas.posting_entry UNION ALL SELECT state FROM overseas.representative_entry
	  UNION ALL SELECT state FROM overseas.posting_status_change_entry UNION ALL SELECT state FROM overseas.posting_area_entry) e
WHERE state <> 'accepted';
SELECT 'lines with more than one outcome', count(*) - count(DISTINCT line), 0 FROM outcome;

SELECT 'violations that verify() finds, without those of AT-206', count(*) FILTER (WHERE v.rule_id <> 'AT-206' AND v.waiver_id IS NULL), 0 FROM overseas.verify() v;

-- Seat-days and vacancies of ten fiscal years, day by day, as GAO counts them. Each of
-- these postings has one seat.
SELECT 'seats of postings', max(seats), 1 FROM overseas.posting;
CREATE TABLE seat_day AS
	SELECT d.day, p.posting_id, extract(year FROM d.day + interval '3 months')::integer AS year,
		   CASE WHEN s.status = 'suspended' THEN 'suspended'
				WHEN EXISTS (SELECT FROM overseas.assignment a WHERE a.posting_id = p.posting_id AND lower(a.tenure) <= d.day AND (upper_inf(a.tenure) OR d.day < upper(a.tenure))) THEN 'filled'
				ELSE 'vacant' END AS is
	FROM (SELECT '2008-10-01'::date + i AS day FROM generate_series(0, 4382) i) d
	CROSS JOIN overseas.posting p
	CROSS JOIN LATERAL (SELECT c.status::text FROM overseas.posting_status_change c
						WHERE c.posting_id = p.posting_id AND c.effective_day <= d.day ORDER BY c.effective_day DESC LIMIT 1) s
	WHERE s.status IN ('active', 'suspended', 'closing');
SELECT 'seat-days of FY ' || year || ' that are ' || counted.is, CASE counted.is WHEN 'filled' THEN s.filled WHEN 'vacant' THEN s.vacant ELSE s.suspended END, counted.days
FROM (SELECT year, seat_day.is, count(*) AS days FROM seat_day WHERE day BETWEEN '2009-10-01' AND '2019-09-30' GROUP BY year, seat_day.is) counted
JOIN overseas.staffing('[2009-10-01,2019-10-01)') s ON s.code = year::text
ORDER BY year, counted.is;
SELECT 'hundredths of a percent vacant in FY ' || year, round(s.vacant_percent * 100), round(10000.0 * count(*) FILTER (WHERE seat_day.is = 'vacant') / count(*) FILTER (WHERE seat_day.is <> 'suspended'))
FROM seat_day JOIN overseas.staffing('[2009-10-01,2019-10-01)') s ON s.code = year::text
WHERE day BETWEEN '2009-10-01' AND '2019-09-30' GROUP BY year, s.vacant_percent ORDER BY year;
-- A vacancy goes on while nobody holds the posting, suspended or not.
CREATE TABLE run AS
	SELECT posting_id, min(day) AS since, max(day) + 1 AS until
	FROM (SELECT *, day - row_number() OVER (PARTITION BY posting_id ORDER BY day)::integer AS run
		  FROM seat_day s
		  WHERE NOT EXISTS (SELECT FROM overseas.assignment a WHERE a.posting_id = s.posting_id AND lower(a.tenure) <= s.day AND (upper_inf(a.tenure) OR s.day < upper(a.tenure)))) v
	GROUP BY posting_id, run;
WITH told AS (
	SELECT r.until - r.since AS days, EXISTS (SELECT FROM overseas.assignment a WHERE a.posting_id = r.posting_id AND lower(a.tenure) = r.until) AS filled
	FROM run r WHERE r.since BETWEEN '2009-10-01' AND '2015-09-30'
), answer AS (
	SELECT * FROM overseas.time_to_fill('[2009-10-01,2015-10-01)') WHERE measured_from = 'vacancy'
)
SELECT 'vacancies', answer.cases, (SELECT count(*) FROM told) FROM answer
UNION ALL SELECT 'vacancies that were filled', answer.filled, (SELECT count(*) FROM told WHERE filled) FROM answer
UNION ALL SELECT 'median of days to fill', answer.median_days, (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FROM told WHERE filled) FROM answer WHERE answer.still_open = 0;

\pset footer off
\pset format aligned
\pset tuples_only off
SELECT s.day, coverage_on(m.countries, s.day) AS countries, coverage_on(m.accredited, s.day) AS "with areas"
FROM measured m, unnest('{1800-01-01,1850-01-01,1900-01-01,1950-01-01,2000-01-01,2020-01-01}'::date[]) AS s (day);
SELECT coverage_sparkline(countries, '[1778-01-01,2021-01-01)') AS "1778 to 2020" FROM measured;
