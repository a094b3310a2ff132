-- group: coverage
-- name: rows, day by day
-- each: posting_small posting_large
-- yardstick: scan
-- aim: headcount_agg <= 0.65 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: floor
SELECT floor_agg(tenure) FROM :each;
-- competitor: headcount_agg
SELECT headcount_agg(tenure) FROM :each;
-- competitor: plain SQL
SELECT day, sum(sum(by)) OVER (ORDER BY day) AS value
FROM :each, LATERAL (VALUES (lower(tenure), 1), (upper(tenure), -1)) AS change (day, by)
GROUP BY day HAVING sum(by) <> 0;

-- answer: headcount_agg
SELECT first_day, value FROM (SELECT headcount_agg(tenure) AS c FROM :each) AS agg, coverage_steps(c) ORDER BY first_day;
-- answer: plain SQL
SELECT day, sum(sum(by)) OVER (ORDER BY day) AS value
FROM :each, LATERAL (VALUES (lower(tenure), 1), (upper(tenure), -1)) AS change (day, by)
GROUP BY day HAVING sum(by) <> 0
ORDER BY day;
