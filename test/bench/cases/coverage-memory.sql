-- group: coverage
-- name: peak memory
-- measure: memory
-- yardstick: countries, small table
-- aim: countries, large table <= 1 * countries, small table, at most 1.2

-- competitor: countries, small table
SELECT coverage_agg(country, tenure) FROM posting_small;
-- competitor: countries, large table
SELECT coverage_agg(country, tenure) FROM posting_large;
-- competitor: countries, small table, range_agg
SELECT range_agg(tenure) FROM posting_small GROUP BY country;
-- competitor: countries, large table, range_agg
SELECT range_agg(tenure) FROM posting_large GROUP BY country;
-- competitor: sites per program, small table
SELECT program, coverage_agg(site, tenure) FROM posting_small GROUP BY program;
-- competitor: sites per program, large table
SELECT program, coverage_agg(site, tenure) FROM posting_large GROUP BY program;
-- competitor: sites per program, small table, range_agg
SELECT range_agg(tenure) FROM posting_small GROUP BY program, site;
