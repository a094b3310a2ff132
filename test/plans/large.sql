SELECT attache_create_registry('large');
SET search_path = large, public;
SET session_replication_role = replica; -- what is made here keeps the rules; nothing checks it
INSERT INTO program (program, name)
SELECT format('P%s', i), format('Program %s', i) FROM generate_series(1, 4) AS i;
INSERT INTO mission (mission_id, country, city, name)
SELECT row_number() OVER (ORDER BY country), country, name, 'Embassy in ' || name
FROM countries() WHERE withdrawn IS NULL ORDER BY country LIMIT 100;
INSERT INTO posting (posting_id, mission_id, role)
SELECT i, 1 + i % 100, 'attache' FROM generate_series(1, 2000) AS i;
INSERT INTO posting_program (posting_id, program)
SELECT i, format('P%s', 1 + (i + j) % 4) FROM generate_series(1, 2000) AS i, generate_series(0, i % 2) AS j;
INSERT INTO posting_area (posting_id, country)
SELECT p.posting_id, m.country FROM posting p JOIN mission m ON m.mission_id = 1 + p.posting_id / 20 WHERE p.posting_id % 10 = 0;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT i, today() - 8000 + i, 'active', 'another system' FROM generate_series(1, 2000) AS i;
INSERT INTO representative (representative_id, name)
SELECT i, format('Representative %s', i) FROM generate_series(1, 4000) AS i;
INSERT INTO assignment (posting_id, representative_id, tenure)
SELECT i, 1 + (2 * i + j) % 4000, daterange(today() - 6000 + i + 600 * j, today() - 6000 + i + 600 * (j + 1) - i % 7 * j)
FROM generate_series(1, 2000) AS i, generate_series(0, 9) AS j;
INSERT INTO matter (kind, posting_id, program, received_day, due_day, answered_day)
SELECT CASE i % 2 WHEN 0 THEN 'carrier' ELSE 'liaison' END, 1 + i % 2000, format('P%s', 1 + i % 4)::program_code, today() - i / 10, today() - i / 10 + 14, CASE WHEN i > 300 THEN today() - i / 10 + i % 30 END
FROM generate_series(1, 20000) AS i;
INSERT INTO goal (name, target, due_day, baseline, baseline_day)
VALUES ('100 countries', 100, today() + 1000, 20, today() - 1000);
VACUUM ANALYZE;
