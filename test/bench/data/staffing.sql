-- A registry of 20,000 postings with five seats each, and 2,000,000 assignments from 1991
-- to 2030 in no order: twenty people in turn in each seat.
SET session_replication_role = replica; -- The rules hold, and are not what is measured.
SELECT attache_create_registry('staffed'), set_config('search_path', 'staffed, public', true), setseed(0.88);
SET search_path = staffed, public;
INSERT INTO mission (mission_id, country, city, name)
SELECT i, country, 'City', 'Embassy ' || i
FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM countries() WHERE withdrawn IS NULL) AS country
WHERE i <= 200;
INSERT INTO posting (posting_id, mission_id, role, seats)
SELECT i, 1 + i % 200, CASE i % 3 WHEN 0 THEN 'representative' ELSE 'attache' END, 5 FROM generate_series(1, 20000) AS i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT posting_id, '1990-01-01'::date + (posting_id % 365)::integer, 'active', 'elsewhere' FROM posting;
INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 200000) AS i;
INSERT INTO assignment (posting_id, representative_id, tenure)
SELECT 1 + seat % 20000, 1 + (2 * seat + turn) % 200000, daterange(first_day, first_day + 600 + (7 * seat + 11 * turn) % 120)
FROM generate_series(0, 99999) AS seat,
	 (SELECT turn, '1991-01-01'::date + 720 * turn AS first_day FROM generate_series(0, 19) AS turn) AS turns
ORDER BY random();
-- A goal that sixty countries miss, whose people all leave a year before its due day, and nobody comes.
UPDATE assignment SET tenure = daterange(lower(tenure), '2025-01-01') WHERE posting_id % 200 < 60 AND tenure @> '2025-06-01'::date;
DELETE FROM assignment WHERE posting_id % 200 < 60 AND tenure @> '2026-01-01'::date;
INSERT INTO goal (goal_id, name, target, due_day, baseline, baseline_day) VALUES (1, 'all', 200, '2026-01-01', 0, '2019-01-01');
