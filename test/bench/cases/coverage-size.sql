-- group: coverage
-- name: five times the rows
-- yardstick: small table
-- aim: large table <= 5.5 * small table
-- aim: large table, sites per program <= 5.5 * small table, sites per program

-- competitor: small table
SELECT coverage_agg(country, tenure) FROM posting_small;
-- competitor: large table
SELECT coverage_agg(country, tenure) FROM posting_large;
-- competitor: small table, sites per program
SELECT program, coverage_agg(site, tenure) FROM posting_small GROUP BY program;
-- competitor: large table, sites per program
SELECT program, coverage_agg(site, tenure) FROM posting_large GROUP BY program;
