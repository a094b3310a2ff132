-- Beside the example's goal one of every kind, with all that a picture can have,
-- and names that a page must not take for its own.
SET search_path = overseas, public;
-- The example's goal is frozen since its due day.
SET session_replication_role = replica;
INSERT INTO goal_milestone (goal_id, day, target) VALUES (1, '2005-10-01', 8), (1, '2006-10-01', 16);
RESET session_replication_role;
INSERT INTO weight (country, during, weight) VALUES
	('BE', '(,)', 30), ('CA', '(,)', 25), ('MX', '[2005-01-01,)', 20), ('SG', '(,)', 15), ('FR', '(,)', 10);
INSERT INTO goal (name, kind, program, target, due_day, during, baseline, baseline_day, enforced) VALUES
	('86 % of the <b>weight</b> & more', 'share', NULL, 0.86, '2030-10-01', NULL, 0.3, '2004-08-01', false),
	('"never" below 15</script>', 'floor', NULL, 15, NULL, '[2006-05-01,2007-07-01)', NULL, NULL, false),
	('IAP: four at most', 'ceiling', 'IAP', 4, NULL, '[2006-01-01,)', NULL, NULL, false),
	('no baseline', 'reach', 'CB', 9, '2030-10-01', NULL, NULL, NULL, false);
INSERT INTO representative (representative_id, name) VALUES (101, '<img src=x onerror=alert(1)>'), (102, 'O''Neill & Søn'), (103, 'Zoë');
UPDATE posting SET seats = 4 WHERE posting_id = 3;
INSERT INTO assignment (posting_id, representative_id, tenure)
SELECT 3, r, '[2006-01-01,2007-01-01)' FROM generate_series(101, 103) r;
UPDATE mission SET country = 'XK' WHERE mission_id = 12;
