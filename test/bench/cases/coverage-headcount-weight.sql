-- group: coverage
-- name: the sum of a weight over rows, day by day
-- each: posting_small posting_large
-- yardstick: scan
-- aim: headcount_agg <= 1.0 * scan

-- competitor: scan
SELECT sum(site), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: floor
SELECT floor_agg(tenure) FROM :each;
-- competitor: headcount_agg
SELECT headcount_agg(tenure, site::bigint - 50000) FROM :each;
-- competitor: plain SQL
SELECT day, sum(sum(by)) OVER (ORDER BY day) AS value
FROM :each, LATERAL (VALUES (lower(tenure), site::bigint - 50000), (upper(tenure), 50000 - site::bigint)) AS change (day, by)
GROUP BY day HAVING sum(by) <> 0;

-- answer: headcount_agg
SELECT first_day, value FROM (SELECT headcount_agg(tenure, site::bigint - 50000) AS c FROM :each) AS agg, coverage_steps(c) ORDER BY first_day;
-- answer: plain SQL
SELECT day, sum(sum(by)) OVER (ORDER BY day) AS value
FROM :each, LATERAL (VALUES (lower(tenure), site::bigint - 50000), (upper(tenure), 50000 - site::bigint)) AS change (day, by)
GROUP BY day HAVING sum(by) <> 0
ORDER BY day;
