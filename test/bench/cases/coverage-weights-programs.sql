-- group: coverage
-- name: per program, the greatest weight of each country, day by day
-- each: posting_small posting_large
-- yardstick: scan
-- aim: coverage_agg <= 2.0 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: floor
SELECT program, floor_agg(tenure) FROM :each GROUP BY program;
-- competitor: coverage_agg
SELECT program, coverage_agg(country, tenure, site::bigint) FROM :each GROUP BY program;
