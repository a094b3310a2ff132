-- The same for five times as many postings, each of one seat: what is asked of each
-- posting costs more beside one scan.
-- group: registry
-- name: 50 goals over 200,000 assignments, one seat to a posting
-- yardstick: scan
-- aim: goal_progress <= 6 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM registry_of_one.assignment;
-- competitor: goal_progress
SELECT * FROM registry_of_one.goal_progress('2019-06-01');
