-- A registry of 2,000 postings at 200 missions with twenty people in turn in each, and
-- 1,000,000 matters in twenty years, of which one in fifty is closed without an answer and
-- those of the last month are open.
SET session_replication_role = replica; -- The rules hold, and are not what is measured.
SELECT attache_create_registry('asked'), set_config('search_path', 'asked, public', true) \g /dev/null
SET search_path = asked, public;
INSERT INTO program (program, name) SELECT code::program_code, code FROM unnest('{CSI,IAP,C-TPAT,CB}'::text[]) AS code;
INSERT INTO mission (mission_id, country, city, name)
SELECT i, country, 'City', 'Embassy ' || i
FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM countries() WHERE withdrawn IS NULL) AS country
WHERE i <= 200;
INSERT INTO posting (posting_id, mission_id, role, seats) SELECT i, 1 + i % 200, 'attache', 1 FROM generate_series(1, 2000) AS i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT posting_id, today() - 8000, 'active', 'elsewhere' FROM posting;
INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 8000) AS i;
INSERT INTO assignment (posting_id, representative_id, tenure)
SELECT p.posting_id, 1 + (4 * p.posting_id + turn) % 8000, daterange(today() - 7500 + 400 * turn, today() - 7500 + 400 * turn + 390)
FROM posting p, generate_series(0, 19) AS turn
ORDER BY hashint8(20 * p.posting_id + turn);
INSERT INTO matter (kind, asked_by, mission_id, posting_id, program, received_day, due_day, answered_day, closed_day, outcome)
SELECT (ARRAY['transportation', 'carrier', 'liaison', 'inter-agency', 'negotiation', 'legislation', 'training'])[1 + i % 7], (ARRAY['public', 'carrier', 'government', 'agency'])[1 + i % 4],
	   CASE WHEN i % 5 = 0 THEN 1 + i % 200 END, CASE WHEN i % 5 > 0 THEN 1 + (7 * i) % 2000 END, (ARRAY['CSI', 'IAP', 'C-TPAT', 'CB', NULL])[1 + i % 5]::program_code,
	   r.day, r.day + 14, CASE WHEN r.is_over AND i % 50 > 0 THEN r.day + r.takes END, CASE WHEN r.is_over AND i % 50 = 0 THEN r.day + r.takes END, CASE WHEN r.is_over AND i % 50 = 0 THEN 'withdrawn' END
FROM generate_series(1, 1000000) AS i
CROSS JOIN LATERAL (SELECT today() - (7919::bigint * i % 7300)::integer AS day, abs(hashint4(i) % 30) AS takes) d
CROSS JOIN LATERAL (SELECT d.day, d.takes, d.day + d.takes <= today() AS is_over) r;

CREATE TABLE bench.asked (name text PRIMARY KEY, statement text);
INSERT INTO bench.asked VALUES
	('matters', 'SELECT * FROM asked.open_matters()'), ('by-kind', 'SELECT * FROM asked.matter_summary()'), ('by-mission', 'SELECT * FROM asked.matter_summary(by => ''mission'')'),
	('by-program', 'SELECT * FROM asked.matter_summary(by => ''program'')'), ('by-year', 'SELECT * FROM asked.matter_summary(by => ''fiscal year'')'),
	('by-person', 'SELECT * FROM asked.matter_summary(by => ''person'')'), ('backlog', 'SELECT asked.matter_backlog()'), ('chart', 'SELECT asked.matter_chart()');
CREATE FUNCTION bench.ask_matters(question text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	rows bigint;
BEGIN
	EXECUTE format('SELECT count(q) FROM (%s) q', (SELECT q.statement FROM bench.asked q WHERE q.name = question)) INTO STRICT rows;
	RETURN rows;
END $$;
