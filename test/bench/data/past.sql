-- Two registries of the same 2,000 postings in 100 countries and 20,000 assignments: one
-- keeps its past, one does not. And one with 200,000 assignments, 50 goals and a past
-- as large: each assignment has been changed once, in 200 edits of 1,000. It is asked as
-- known before the last 20 edits, as last year's report is after ten years, and before all.
CREATE TABLE assignment_to_come AS
SELECT posting_id, posting_id + 2000 * (i % 2) AS representative_id, daterange(first_day, first_day + 60) AS tenure
FROM generate_series(1, 2000) AS posting_id,
	(SELECT i, '2010-01-01'::date + 60 * i AS first_day FROM generate_series(0, 99) AS i) AS days
ORDER BY first_day, posting_id;

CREATE FUNCTION make_pair(registry name, keep_past boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM attache_create_registry(registry, 'UTC', keep_past);
	PERFORM set_config('search_path', format('%I, bench, public', registry), true);
	INSERT INTO mission (mission_id, country, city, name)
	SELECT i, country, 'City', 'Embassy ' || i
	FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM countries() WHERE withdrawn IS NULL) AS country WHERE i <= 100;
	INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 4000) AS i;
	INSERT INTO posting (posting_id, mission_id, role) SELECT i, 1 + i % 100, 'attache' FROM generate_series(1, 2000) AS i;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
	SELECT posting_id, '1990-01-01', 'active', 'elsewhere' FROM posting;
	INSERT INTO assignment (posting_id, representative_id, tenure)
	SELECT posting_id, posting_id + 2000 * (i % 2), daterange(first_day, first_day + 700)
	FROM posting, (SELECT i, '1990-01-01'::date + 700 * i AS first_day FROM generate_series(0, 9) AS i) AS days;
END $$;
SELECT make_pair('with_past', true) \g /dev/null
SELECT make_pair('without_past', false) \g /dev/null

-- The rules hold, and are not what is measured.
SELECT attache_create_registry('changed') \g /dev/null
SELECT attache_show_known('changed') \g /dev/null
SET session_replication_role = replica;
SET search_path = changed, bench, public;
INSERT INTO program (program, name) VALUES ('CSI', 'A'), ('IAP', 'B'), ('C-TPAT', 'C'), ('CB', 'D');
INSERT INTO mission (mission_id, country, city, name)
SELECT i, country, 'City', 'Embassy ' || i
FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM countries() WHERE withdrawn IS NULL) AS country WHERE i <= 200;
INSERT INTO posting (posting_id, mission_id, role, seats)
SELECT i, 1 + i % 200, CASE i % 3 WHEN 0 THEN 'representative' ELSE 'attache' END, 5 FROM generate_series(1, 2000) AS i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT posting_id, '1990-01-01'::date + (posting_id % 365)::integer, 'active', 'elsewhere' FROM posting;
INSERT INTO posting_program (posting_id, program)
SELECT posting_id, (ARRAY['CSI', 'IAP', 'C-TPAT', 'CB'])[1 + posting_id % 4]::program_code FROM posting;
INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 20000) AS i;
SELECT setseed(0.44) \g /dev/null
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
SELECT row_number() OVER (ORDER BY random()), 1 + seat % 2000, 1 + (2 * seat + turn) % 20000, daterange(first_day, first_day + 600 + (7 * seat + 11 * turn) % 120)
FROM generate_series(0, 9999) AS seat,
	 (SELECT turn, '1991-01-01'::date + 720 * turn AS first_day FROM generate_series(0, 19) AS turn) AS turns;
INSERT INTO goal (name, program, role, accredited, tdy, target, due_day, baseline, baseline_day)
SELECT 'Goal ' || i, CASE WHEN i % 3 > 0 THEN (ARRAY['CSI', 'IAP', 'C-TPAT', 'CB'])[1 + i % 4]::program_code END,
	   CASE WHEN i % 5 = 0 THEN 'attache' END, i % 2 = 0, i % 7 > 0, 50 + i, '2020-01-01'::date + i, 1, '2005-01-01'
FROM generate_series(1, 50) AS i;
RESET session_replication_role;
ALTER TABLE assignment DISABLE TRIGGER rule_assignment, DISABLE TRIGGER rule_limit;
SELECT format('UPDATE assignment SET tenure = daterange(lower(tenure), upper(tenure) - 1) WHERE assignment_id BETWEEN %s AND %s', 1000 * i + 1, 1000 * (i + 1))
FROM generate_series(0, 199) AS i \gexec
RESET search_path;
INSERT INTO changed.publication (name, known_at)
SELECT n.name, e.known_from FROM (VALUES ('the beginning', 200), ('last year', 20)) AS n (name, back), LATERAL (SELECT known_from FROM changed.edit ORDER BY edit_id DESC OFFSET n.back LIMIT 1) AS e;
