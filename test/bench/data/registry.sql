-- Two registries of 200 countries, 200,000 assignments from 1991 to 2030 in no
-- order, and 50 goals: with five seats to a posting, and with one.
SET session_replication_role = replica; -- The rules hold, and are not what is measured.

CREATE PROCEDURE bench.fill(registry text, seats integer) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM attache_create_registry(registry), set_config('search_path', registry || ', public', true), setseed(0.44);
	INSERT INTO program (program, name) VALUES ('CSI', 'A'), ('IAP', 'B'), ('C-TPAT', 'C'), ('CB', 'D');
	INSERT INTO mission (mission_id, country, city, name)
	SELECT i, country, 'City', 'Embassy ' || i
	FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM countries() WHERE withdrawn IS NULL) AS country
	WHERE i <= 200;
	INSERT INTO posting (posting_id, mission_id, role, seats)
	SELECT i, 1 + i % 200, CASE i % 3 WHEN 0 THEN 'representative' ELSE 'attache' END, seats FROM generate_series(1, 10000 / seats) AS i;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
	SELECT posting_id, '1990-01-01'::date + (posting_id % 365)::integer, 'active', 'elsewhere' FROM posting;
	INSERT INTO posting_program (posting_id, program)
	SELECT posting_id, (ARRAY['CSI', 'IAP', 'C-TPAT', 'CB'])[1 + posting_id % 4]::program_code FROM posting;
	INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 20000) AS i;
	-- Twenty people in turn in each of the 10,000 seats, each for 600 to 719 of 720 days.
	INSERT INTO assignment (posting_id, representative_id, tenure)
	SELECT 1 + seat % (10000 / seats), 1 + (2 * seat + turn) % 20000, daterange(first_day, first_day + 600 + (7 * seat + 11 * turn) % 120)
	FROM generate_series(0, 9999) AS seat,
		 (SELECT turn, '1991-01-01'::date + 720 * turn AS first_day FROM generate_series(0, 19) AS turn) AS turns
	ORDER BY random();
	INSERT INTO goal (name, program, role, accredited, tdy, target, due_day, baseline, baseline_day)
	SELECT 'Goal ' || i, CASE WHEN i % 3 > 0 THEN (ARRAY['CSI', 'IAP', 'C-TPAT', 'CB'])[1 + i % 4]::program_code END,
		   CASE WHEN i % 5 = 0 THEN 'attache' END, i % 2 = 0, i % 7 > 0, 50 + i, '2020-01-01'::date + i, 1, '2005-01-01'
	FROM generate_series(1, 50) AS i;
END $$;
CALL bench.fill('registry', 5);
CALL bench.fill('registry_of_one', 1);
