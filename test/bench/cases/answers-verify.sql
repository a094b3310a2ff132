-- Every rule against all data, against one scan of the assignments.
-- group: answers
-- name: verify() of 2,000,000 assignments
-- yardstick: scan
-- aim: verify <= 10 * scan

-- competitor: scan
SELECT ask('scan', 'large');
-- competitor: verify
SELECT ask('verify', 'large');
