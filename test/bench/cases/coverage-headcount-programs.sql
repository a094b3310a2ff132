-- group: coverage
-- name: per program, rows, day by day
-- each: posting_small posting_large
-- yardstick: scan
-- aim: headcount_agg <= 1.4 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: floor
SELECT program, floor_agg(tenure) FROM :each GROUP BY program;
-- competitor: headcount_agg
SELECT program, headcount_agg(tenure) FROM :each GROUP BY program;
-- competitor: plain SQL
SELECT program, day, sum(sum(by)) OVER (PARTITION BY program ORDER BY day) AS value
FROM :each, LATERAL (VALUES (lower(tenure), 1), (upper(tenure), -1)) AS change (day, by)
GROUP BY program, day HAVING sum(by) <> 0;

-- answer: headcount_agg
SELECT program, first_day, value
FROM (SELECT program, headcount_agg(tenure) AS c FROM :each GROUP BY program) AS agg, coverage_steps(c)
ORDER BY program, first_day;
-- answer: plain SQL
SELECT program, day, sum(sum(by)) OVER (PARTITION BY program ORDER BY day) AS value
FROM :each, LATERAL (VALUES (lower(tenure), 1), (upper(tenure), -1)) AS change (day, by)
GROUP BY program, day HAVING sum(by) <> 0
ORDER BY program, day;
