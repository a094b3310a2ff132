-- What reads the whole registry, against one scan of its assignments.
-- group: answers
-- name: of 2,000,000 assignments
-- each: goal_progress coverage_of coverage_summary
-- yardstick: scan
-- aim: answer <= 3 * scan

-- competitor: scan
SELECT ask('scan', 'large');
-- competitor: answer
SELECT ask(':each', 'large');
