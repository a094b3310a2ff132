-- group: past
-- name: one UPDATE of 20,000 assignments
-- yardstick: without its past
-- aim: with its past <= 1.25 * without its past

-- competitor: without its past
-- before: VACUUM without_past.assignment
UPDATE without_past.assignment SET tenure = daterange(lower(tenure), lower(tenure) + 680);

-- competitor: with its past
-- before: VACUUM with_past.assignment, with_past.assignment_past
UPDATE with_past.assignment SET tenure = daterange(lower(tenure), lower(tenure) + 680);
