-- group: coverage
-- name: per program, distinct sites, day by day
-- each: posting_small
-- yardstick: scan
-- aim: coverage_agg <= 4 * scan, at most 5

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: floor
SELECT program, floor_agg(tenure) FROM :each GROUP BY program;
-- competitor: coverage_agg
SELECT program, coverage_agg(site, tenure) FROM :each GROUP BY program;
-- competitor: plain SQL, range_agg
WITH merged AS (
	SELECT program, unnest(range_agg(tenure)) AS period FROM :each GROUP BY program, site
)
SELECT program, day, sum(sum(by)) OVER (PARTITION BY program ORDER BY day) AS value
FROM merged, LATERAL (VALUES (lower(period), 1), (upper(period), -1)) AS change (day, by)
GROUP BY program, day HAVING sum(by) <> 0;

-- answer: coverage_agg
SELECT program, first_day, value
FROM (SELECT program, coverage_agg(site, tenure) AS c FROM :each GROUP BY program) AS agg, coverage_steps(c)
ORDER BY program, first_day;
-- answer: plain SQL, range_agg
WITH merged AS (
	SELECT program, unnest(range_agg(tenure)) AS period FROM :each GROUP BY program, site
)
SELECT program, day, sum(sum(by)) OVER (PARTITION BY program ORDER BY day) AS value
FROM merged, LATERAL (VALUES (lower(period), 1), (upper(period), -1)) AS change (day, by)
GROUP BY program, day HAVING sum(by) <> 0
ORDER BY program, day;
