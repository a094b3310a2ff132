-- Three registries, each ten times as large as the one before: 200, 2,000 and 20,000
-- postings in 200 countries, at 200, 200 and 1,000 missions, with five seats each, and in
-- each seat twenty people one after the other in forty years: 20,000, 200,000 and 2,000,000
-- assignments. Every tenth posting lacks somebody now, every twentieth covers a country
-- beside its own, and each runs one program of four.
CREATE FUNCTION make_registry(registry name, postings integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	missions CONSTANT integer := greatest(200, postings / 20);
BEGIN
	PERFORM attache_create_registry(registry);
	PERFORM set_config('search_path', format('%I, public', registry), true), set_config('session_replication_role', 'replica', true);
	INSERT INTO mission (mission_id, country, city, name)
	SELECT i, c.country, 'City', 'Embassy ' || i
	FROM generate_series(1, missions) AS i
	JOIN (SELECT row_number() OVER (ORDER BY country_name(country) COLLATE "C") AS n, country FROM countries() WHERE withdrawn IS NULL) AS c ON c.n = 1 + i % 200;
	INSERT INTO program (program, name) SELECT code::program_code, code FROM unnest('{CSI,IAP,C-TPAT,CB}'::text[]) AS code;
	INSERT INTO posting (posting_id, mission_id, role, seats) SELECT i, 1 + i % missions, CASE i % 3 WHEN 0 THEN 'representative' ELSE 'attache' END, 5 FROM generate_series(1, postings) AS i;
	INSERT INTO posting_program (posting_id, program) SELECT posting_id, ('{CSI,IAP,C-TPAT,CB}'::text[])[1 + posting_id / 7 % 4]::program_code FROM posting;
	INSERT INTO posting_area (posting_id, country) SELECT p.posting_id, o.country FROM posting p JOIN mission m ON m.mission_id = p.mission_id JOIN mission o ON o.mission_id = 1 + m.mission_id % 200 AND o.country <> m.country WHERE p.posting_id % 20 = 0;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT posting_id, today() - 14700 + (posting_id % 200)::integer, 'active', 'elsewhere' FROM posting;
	INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 10 * postings) AS i;
	INSERT INTO assignment (posting_id, representative_id, tenure)
	SELECT p.posting_id, 1 + (2 * (p.posting_id + postings * seat) + turn) % (10 * postings), daterange(first_day, first_day + CASE WHEN turn = 19 AND seat = 4 AND p.posting_id % 10 = 0 THEN 300 ELSE 690 END)
	FROM posting p, generate_series(0, 4) AS seat, generate_series(0, 19) AS turn,
		 LATERAL (SELECT today() - 13800 + 700 * turn + ((p.posting_id + 30 * seat) % 150)::integer AS first_day) AS begins
	ORDER BY hashint8(100 * p.posting_id + 20 * seat + turn);
	INSERT INTO goal (name, target, due_day, baseline, baseline_day) VALUES ('all', 200, today() + 365, 0, today() - 3650);
	INSERT INTO goal (name, kind, program, target, during) VALUES ('CSI', 'floor', 'CSI', 10, daterange(today() - 1000, NULL));
	PERFORM set_config('session_replication_role', 'origin', true);
END $$;
SELECT make_registry('small', 200) \g /dev/null
SELECT make_registry('middle', 2000) \g /dev/null
SELECT make_registry('large', 20000) \g /dev/null

-- What is asked; % stands for the registry.
CREATE TABLE question (name text PRIMARY KEY, statement text);
INSERT INTO question VALUES
	('scan', 'SELECT count(*), min(lower(tenure)), max(upper(tenure)) FROM %.assignment'),
	('goal_progress', 'SELECT * FROM %.goal_progress()'),
	('goal_series', 'SELECT * FROM %.goal_series(1, %.today(), %.today() + 365)'),
	('goal_chart', 'SELECT %.goal_chart(1)'),
	('goal_remedies', 'SELECT * FROM %.goal_remedies(1)'),
	('coverage_of', 'SELECT %.coverage_of()'),
	('coverage_of_program', 'SELECT %.coverage_of(''CSI'')'),
	('coverage_summary', 'SELECT * FROM %.coverage_summary()'),
	('coverage_matrix', 'SELECT * FROM %.coverage_matrix()'),
	('coverage_by_program', 'SELECT * FROM %.coverage_by_program'),
	('coverage_map', 'SELECT %.coverage_map()'),
	('days_uncovered', 'SELECT * FROM %.days_uncovered(daterange(%.today() - 365, %.today()))'),
	('explain_coverage', 'SELECT * FROM %.explain_coverage(''CA'')'),
	('presence_on', 'SELECT * FROM %.presence_on()'),
	('roster', 'SELECT * FROM %.roster()'),
	('roster_of_mission', 'SELECT * FROM %.roster(%.today(), 7)'),
	('vacancies', 'SELECT * FROM %.vacancies()'),
	('vacancies_of_mission', 'SELECT * FROM %.vacancies(%.today(), 90, 7)'),
	('rotation', 'SELECT * FROM %.rotation()'),
	('single_points', 'SELECT * FROM %.single_points()'),
	('staffing', 'SELECT * FROM %.staffing(daterange(%.today() - 365, %.today()))'),
	('what_if', 'SELECT * FROM %.what_if(''{1}'')'),
	('verify', 'SELECT * FROM %.verify()'),
	('report_roster', 'SELECT * FROM %.report_roster'),
	('report_coverage_today', 'SELECT * FROM %.report_coverage_today'),
	('report_coverage_monthly', 'SELECT * FROM %.report_coverage_monthly'),
	('report_goals', 'SELECT * FROM %.report_goals'),
	('report_matrix', 'SELECT * FROM %.report_matrix'),
	('report_vacancies', 'SELECT * FROM %.report_vacancies'),
	('report_rotation', 'SELECT * FROM %.report_rotation'),
	('report_staffing', 'SELECT * FROM %.report_staffing');

-- All columns of all rows of an answer.
CREATE FUNCTION ask(question text, registry name) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	rows bigint;
BEGIN
	EXECUTE format('SELECT count(q) FROM (%s) q', (SELECT replace(q.statement, '%', quote_ident(registry)) FROM question q WHERE q.name = ask.question)) INTO STRICT rows;
	RETURN rows;
END $$;
