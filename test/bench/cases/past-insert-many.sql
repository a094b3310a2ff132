-- group: past
-- name: one INSERT ... SELECT of 200,000 assignments
-- yardstick: without its past
-- aim: with its past <= 1.25 * without its past

-- competitor: without its past
-- before: VACUUM without_past.assignment
INSERT INTO without_past.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;

-- competitor: with its past
-- before: VACUUM with_past.assignment, with_past.assignment_past
INSERT INTO with_past.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;
