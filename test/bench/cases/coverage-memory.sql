-- group: coverage
-- name: peak memory
-- each: posting_small posting_large
-- measure: memory
-- yardstick: scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM :each;
-- competitor: countries, coverage_agg
SELECT coverage_agg(country, tenure) FROM :each;
-- competitor: countries, range_agg
SELECT range_agg(tenure) FROM :each GROUP BY country;
-- competitor: sites per program, coverage_agg
SELECT program, coverage_agg(site, tenure) FROM :each GROUP BY program;
-- competitor: sites per program, range_agg
SELECT range_agg(tenure) FROM :each GROUP BY program, site;
