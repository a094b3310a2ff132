-- Presences of 44 programs that are stored already, united and counted: countries, of
-- which there are few against the rows.
-- group: coverage
-- name: 44 stored presences, distinct countries, day by day
-- yardstick: scan
-- aim: stored <= 0.05 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM posting_small;
-- competitor: stored
SELECT coverage(presence_union_agg(countries)) FROM stored_presence;
-- competitor: coverage_agg
SELECT coverage_agg(country, tenure) FROM posting_small;

-- answer: stored
SELECT coverage(presence_union_agg(countries)) FROM stored_presence;
-- answer: coverage_agg
SELECT coverage_agg(country, tenure) FROM posting_small;
