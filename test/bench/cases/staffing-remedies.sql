-- What would bring a goal of 200 countries to its target, which sixty of them miss: against one
-- scan of the assignments, and what plain SQL takes to find those sixty.
-- group: staffing
-- name: remedies for a goal over 2,000,000 assignments
-- yardstick: scan
-- aim: goal_remedies <= 3 * scan

-- competitor: scan
SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM staffed.assignment;
-- competitor: goal_remedies
SELECT * FROM staffed.goal_remedies(1, '2024-06-01');
-- competitor: plain SQL, countries missed
SELECT m.country
FROM staffed.mission m
WHERE NOT EXISTS (SELECT FROM staffed.posting p JOIN staffed.assignment a ON a.posting_id = p.posting_id AND a.tenure @> '2026-01-01'::date WHERE p.mission_id = m.mission_id);

-- answer: goal_remedies
SELECT country FROM staffed.goal_remedies(1, '2024-06-01') ORDER BY country;
-- answer: plain SQL, countries missed
SELECT m.country::text
FROM staffed.mission m
WHERE NOT EXISTS (SELECT FROM staffed.posting p JOIN staffed.assignment a ON a.posting_id = p.posting_id AND a.tenure @> '2026-01-01'::date WHERE p.mission_id = m.mission_id)
ORDER BY country;
