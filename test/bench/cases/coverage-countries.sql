-- group: coverage
-- name: distinct countries, day by day
-- each: posting_small posting_large
-- yardstick: scan
-- aim: coverage_agg <= 0.8 * scan, at most 1.0

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: floor
SELECT floor_agg(tenure) FROM :each;
-- competitor: coverage_agg
SELECT coverage_agg(country, tenure) FROM :each;
-- competitor: plain SQL, range_agg
WITH merged AS (
	SELECT unnest(range_agg(tenure)) AS period FROM :each GROUP BY country
)
SELECT day, sum(sum(by)) OVER (ORDER BY day) AS value
FROM merged, LATERAL (VALUES (lower(period), 1), (upper(period), -1)) AS change (day, by)
GROUP BY day HAVING sum(by) <> 0;

-- answer: coverage_agg
SELECT first_day, value FROM coverage_steps((SELECT coverage_agg(country, tenure) FROM :each)) ORDER BY first_day;
-- answer: plain SQL, range_agg
WITH merged AS (
	SELECT unnest(range_agg(tenure)) AS period FROM :each GROUP BY country
)
SELECT day, sum(sum(by)) OVER (ORDER BY day) AS value
FROM merged, LATERAL (VALUES (lower(period), 1), (upper(period), -1)) AS change (day, by)
GROUP BY day HAVING sum(by) <> 0 ORDER BY day;
