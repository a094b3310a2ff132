-- group: past
-- name: 50 goals, as known before a tenth of 200,000 changes
-- yardstick: plain
-- aim: as known <= 1.3 * plain

-- competitor: plain
-- asked: before
SELECT * FROM changed.goal_progress('2019-06-01');

-- competitor: without a moment
-- asked: before
SELECT * FROM changed_known.goal_progress('2019-06-01');

-- competitor: as known
-- asked: before
-- with: attache.known_at = 'last year'
SELECT * FROM changed_known.goal_progress('2019-06-01');

-- competitor: as known before all
-- asked: before
-- with: attache.known_at = 'the beginning'
SELECT * FROM changed_known.goal_progress('2019-06-01');

-- competitor: plain, as a session's first question
SELECT * FROM changed.goal_progress('2019-06-01');

-- competitor: as known, as a session's first question
-- with: attache.known_at = 'last year'
SELECT * FROM changed_known.goal_progress('2019-06-01');

-- answer: plain
SELECT goal_id, actual, state FROM changed.goal_progress('2019-06-01') ORDER BY goal_id;

-- answer: without a moment
SELECT goal_id, actual, state FROM changed_known.goal_progress('2019-06-01') ORDER BY goal_id;
