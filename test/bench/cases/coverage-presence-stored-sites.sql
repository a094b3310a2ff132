-- The same with sites, of which there are nearly as many in each program as it has rows.
-- group: coverage
-- name: 44 stored presences, distinct sites, day by day
-- yardstick: scan
-- aim: stored <= 1.5 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM posting_small;
-- competitor: stored
SELECT coverage(presence_union_agg(sites)) FROM stored_presence;
-- competitor: coverage_agg
SELECT coverage_agg(site, tenure) FROM posting_small;

-- answer: stored
SELECT coverage(presence_union_agg(sites)) FROM stored_presence;
-- answer: coverage_agg
SELECT coverage_agg(site, tenure) FROM posting_small;
