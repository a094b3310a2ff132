-- Everything about 50 goals, against one scan of the assignments; and, in plain
-- SQL, no more than how many countries each of them counts on the day.
-- group: registry
-- name: 50 goals over 200,000 assignments, five seats to a posting
-- yardstick: scan
-- aim: goal_progress <= 3 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM registry.assignment;
-- competitor: goal_progress
SELECT * FROM registry.goal_progress('2019-06-01');
-- competitor: plain SQL, one day
SELECT g.goal_id, count(DISTINCT p.country)
FROM registry.goal g LEFT JOIN registry.goal_presence p ON p.goal_id = g.goal_id AND p.during @> '2019-06-01'::date
GROUP BY g.goal_id;

-- answer: goal_progress
SELECT goal_id, actual FROM registry.goal_progress('2019-06-01') ORDER BY goal_id;
-- answer: plain SQL, one day
SELECT g.goal_id, count(DISTINCT p.country)
FROM registry.goal g LEFT JOIN registry.goal_presence p ON p.goal_id = g.goal_id AND p.during @> '2019-06-01'::date
GROUP BY g.goal_id ORDER BY g.goal_id;
