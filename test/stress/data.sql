-- A small registry on which the clients of a stress run collide: few postings,
-- few people. The schema is the first of the search_path; the setting
-- stress.postings says how many postings there are. The days are days from today
-- on, since floors and ceilings hold from then on.

INSERT INTO program (program, name) VALUES ('CSI', 'Container Security Initiative'), ('CB', 'Capacity Building');
UPDATE role SET mission_kinds = CASE role WHEN 'attache' THEN '{embassy,organization}' ELSE '{embassy,consulate}' END::text[];
INSERT INTO mission (mission_id, country, city, name)
SELECT i, country::country_code, 'City', 'Embassy ' || i
FROM unnest('{BE,CA,DE,GB,HK,IT,JP,MX,NL,PA,PH,SG}'::text[]) WITH ORDINALITY AS country (country, i);
INSERT INTO mission_change (mission_id, effective_day, kind, country, covers_host, name) VALUES
	(10, current_date - 400, NULL, NULL, false, 'Office 10'), (11, current_date - 100, 'consulate', 'PT', NULL, NULL), (12, current_date + 120, NULL, 'LU', NULL, 'Embassy Luxembourg');
INSERT INTO representative (representative_id, name)
SELECT i, 'Person ' || i FROM generate_series(1, current_setting('stress.postings')::integer * 3 / 2) AS i;
INSERT INTO posting (posting_id, mission_id, role)
SELECT i, 1 + i % 12, CASE WHEN i <= 12 AND i <> 10 THEN 'attache' ELSE 'representative' END FROM generate_series(1, current_setting('stress.postings')::integer) AS i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT posting_id, current_date - 2000, 'active', 'elsewhere' FROM posting;

-- What else a posting covers than the country in which it stands
INSERT INTO posting_program (posting_id, program) SELECT posting_id, 'CSI' FROM posting WHERE posting_id % 3 > 0;
INSERT INTO posting_program (posting_id, program) SELECT posting_id, 'CB' FROM posting WHERE posting_id % 4 = 0;
INSERT INTO posting_area (posting_id, country, program) VALUES (1, 'PT', NULL), (2, 'LU', 'CSI'), (3, 'AT', NULL), (4, 'IE', 'CSI'), (4, 'AT', 'CB'), (5, 'PT', 'CSI');
INSERT INTO site (site_id, kind, code, country, name)
SELECT i, 'company', 'Company ' || i, country::country_code, 'Company ' || i
FROM unnest('{BE,CA,DE,GB,HK,IT}'::text[]) WITH ORDINALITY AS country (country, i);
INSERT INTO posting_site (posting_id, site_id, program) SELECT posting_id, 1 + posting_id % 6, 'CSI' FROM posting;

-- Nine countries are covered.
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
SELECT posting_id, posting_id, posting_id, daterange(current_date - 300, current_date + 500)
FROM posting WHERE mission_id <= 9;

-- Two that are past their due day, one with milestones, and those that clients change
INSERT INTO goal (goal_id, name, target, due_day, baseline, baseline_day) VALUES
	(3, 'Due', 5, current_date - 40, NULL, NULL), (11, 'Due, and waived at times', 5, current_date - 40, NULL, NULL),
	(10, 'With milestones', 9, current_date + 300, 1, current_date - 300);
INSERT INTO goal (goal_id, name, kind, target, program, counts, accredited, tdy, during, enforced) VALUES
	(4, 'Floor', 'floor', 7, NULL, 'country', false, true, daterange(current_date - 50, current_date + 100), false),
	(5, 'Ceiling', 'ceiling', 9, NULL, 'country', false, true, daterange(current_date - 50, current_date + 300), false),
	(6, 'Floor of some', 'floor', 3, NULL, 'country', false, false, daterange(current_date, current_date + 200), false),
	(7, 'Floor of a program', 'floor', 5, 'CSI', 'country', false, true, daterange(current_date, NULL), false),
	(8, 'Ceiling with areas', 'ceiling', 12, NULL, 'country', true, true, daterange(NULL, current_date + 400), false),
	(9, 'Floor of sites', 'floor', 3, NULL, 'site', false, true, daterange(current_date, current_date + 150), false),
	(12, 'Floor of a program with areas', 'floor', 6, 'CSI', 'country', true, true, daterange(current_date, current_date + 250), false);
INSERT INTO goal_country (goal_id, country) SELECT 6, country::country_code FROM unnest('{BE,CA,DE,GB,HK}'::text[]) AS country;
INSERT INTO goal_milestone (goal_id, day, target) VALUES (10, current_date, 4);
