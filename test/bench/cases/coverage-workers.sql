-- The scan beside it says how well this machine runs two workers at all.
-- group: coverage
-- name: parallel workers
-- measure: elapsed
-- yardstick: one worker
-- aim: two workers <= 0.59 * one worker
-- aim: scan, two workers <= 0.59 * scan, one worker

-- competitor: no worker
SELECT coverage_agg(country, tenure) FROM posting_large;
-- competitor: one worker
-- with: max_parallel_workers_per_gather = 1
-- with: parallel_leader_participation = off
-- with: parallel_setup_cost = 0
-- with: min_parallel_table_scan_size = 0
SELECT coverage_agg(country, tenure) FROM posting_large;
-- competitor: two workers
-- with: max_parallel_workers_per_gather = 2
-- with: parallel_leader_participation = off
-- with: parallel_setup_cost = 0
-- with: min_parallel_table_scan_size = 0
SELECT coverage_agg(country, tenure) FROM posting_large;

-- competitor: scan, one worker
-- with: max_parallel_workers_per_gather = 1
-- with: parallel_leader_participation = off
-- with: parallel_setup_cost = 0
-- with: min_parallel_table_scan_size = 0
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM posting_large;
-- competitor: scan, two workers
-- with: max_parallel_workers_per_gather = 2
-- with: parallel_leader_participation = off
-- with: parallel_setup_cost = 0
-- with: min_parallel_table_scan_size = 0
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM posting_large;

-- answer: no worker
SELECT md5(coverage_agg(country, tenure)::text) FROM posting_large;
-- answer: two workers
SET max_parallel_workers_per_gather = 2;
SET parallel_leader_participation = off;
SET parallel_setup_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT md5(coverage_agg(country, tenure)::text) FROM posting_large;
