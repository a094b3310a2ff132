-- AT-401 and AT-402, however a row is written: each statement that a rule refuses beside
-- the nearest one that it accepts
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
INSERT INTO matter (matter_id, kind, mission_id, received_day, due_day, answered_day, closed_day, outcome) VALUES
	(90101, 'liaison', 1, '2006-07-01', '2006-07-10', '2006-07-05', '2006-07-06', 'told'), (90102, 'liaison', 1, '2006-07-01', NULL, NULL, NULL, NULL);
INSERT INTO measure (measure, name, unit) VALUES ('boxes', 'Containers', 'containers');
INSERT INTO measurement (measurement_id, measure, country, program, during, value) VALUES
	(90101, 'boxes', 'NL', 'CSI', '[2005-10-01,2006-10-01)', 5), (90102, 'boxes', 'BE', 'CSI', '[2005-10-01,2006-10-01)', 5), (90103, 'boxes', 'NL', NULL, '[2005-10-01,2006-10-01)', 5), (90104, 'boxes', 'NL', 'CSI', '[2006-10-01,2007-10-01)', 5);
SET LOCAL ROLE attache_clerk;
\ir ../lib/writes.sql
INSERT INTO tried VALUES
	('AT-401 matter', 'INSERT', $$INSERT INTO matter (kind, mission_id, received_day, due_day) VALUES ('liaison', 1, '2006-07-02', '2006-07-01')$$, $$INSERT INTO matter (kind, mission_id, received_day, due_day) VALUES ('liaison', 1, '2006-07-01', '2006-07-01')$$),
	('AT-401 matter', 'UPDATE received_day', $$UPDATE matter SET received_day = '2006-07-06' WHERE matter_id = 90101$$, $$UPDATE matter SET received_day = '2006-07-05' WHERE matter_id = 90101$$),
	('AT-401 matter', 'UPDATE due_day', $$UPDATE matter SET due_day = '2006-06-30' WHERE matter_id = 90101$$, $$UPDATE matter SET due_day = '2006-07-01' WHERE matter_id = 90101$$),
	('AT-401 matter', 'UPDATE answered_day', $$UPDATE matter SET answered_day = '2006-07-07' WHERE matter_id = 90101$$, $$UPDATE matter SET answered_day = '2006-07-06' WHERE matter_id = 90101$$),
	('AT-401 matter', 'UPDATE closed_day', $$UPDATE matter SET closed_day = '2006-07-05' WHERE matter_id = 90102$$, $$UPDATE matter SET closed_day = '2006-07-05', outcome = 'none' WHERE matter_id = 90102$$),
	('AT-401 matter', 'UPDATE outcome', $$UPDATE matter SET outcome = NULL WHERE matter_id = 90101$$, $$UPDATE matter SET outcome = NULL, closed_day = NULL WHERE matter_id = 90101$$),
	('AT-401 matter', 'ON CONFLICT', $$INSERT INTO matter (matter_id, kind, mission_id, received_day) VALUES (90101, 'liaison', 1, '2006-07-01') ON CONFLICT (matter_id) DO UPDATE SET received_day = '2006-07-08'$$,
		$$INSERT INTO matter (matter_id, kind, mission_id, received_day) VALUES (90101, 'liaison', 1, '2006-07-01') ON CONFLICT (matter_id) DO UPDATE SET received_day = '2006-07-02'$$),
	('AT-401 matter', 'MERGE', pg_temp.merge_into('matter', 't.matter_id = 90101', $$MATCHED THEN UPDATE SET received_day = '2006-07-08'$$), pg_temp.merge_into('matter', 't.matter_id = 90101', $$MATCHED THEN UPDATE SET received_day = '2006-07-02'$$)),
	('AT-401 matter', 'COPY', pg_temp.copy_into('matter (kind, mission_id, received_day, due_day)', 'liaison|1|2006-07-02|2006-07-01'), pg_temp.copy_into('matter (kind, mission_id, received_day, due_day)', 'liaison|1|2006-07-01|2006-07-01')),

	('23P01 AT-402 measurement', 'INSERT', $$INSERT INTO measurement (measure, country, program, during, value) VALUES ('boxes', 'NL', 'CSI', '[2007-09-30,2008-10-01)', 6)$$, $$INSERT INTO measurement (measure, country, program, during, value) VALUES ('boxes', 'NL', 'CSI', '[2007-10-01,2008-10-01)', 6)$$),
	('23P01 AT-402 measurement', 'UPDATE country', $$UPDATE measurement SET country = 'NL' WHERE measurement_id = 90102$$, $$UPDATE measurement SET country = 'DE' WHERE measurement_id = 90102$$),
	('23P01 AT-402 measurement', 'UPDATE program', $$UPDATE measurement SET program = 'CSI' WHERE measurement_id = 90103$$, $$UPDATE measurement SET program = 'IAP' WHERE measurement_id = 90103$$),
	('23P01 AT-402 measurement', 'UPDATE during', $$UPDATE measurement SET during = '[2006-09-30,2007-10-01)' WHERE measurement_id = 90104$$, $$UPDATE measurement SET during = '[2006-10-02,2007-10-01)' WHERE measurement_id = 90104$$),
	('23P01 AT-402 measurement', 'ON CONFLICT', $$INSERT INTO measurement (measure, country, program, during, value) VALUES ('boxes', 'NL', 'CSI', '[2007-09-30,2008-10-01)', 6)$$, $$INSERT INTO measurement (measure, country, program, during, value) VALUES ('boxes', 'NL', 'CSI', '[2007-09-30,2008-10-01)', 6) ON CONFLICT DO NOTHING$$),
	('23P01 AT-402 measurement', 'MERGE', pg_temp.merge_into('measurement', 't.measurement_id = 90102', $$MATCHED THEN UPDATE SET country = 'NL'$$), pg_temp.merge_into('measurement', 't.measurement_id = 90102', 'MATCHED THEN DELETE')),
	('23P01 AT-402 measurement', 'COPY', pg_temp.copy_into('measurement (measure, country, program, during, value)', 'boxes|NL|CSI|[2007-09-30,2008-10-01)|5'), pg_temp.copy_into('measurement (measure, country, program, during, value)', 'boxes|NL|CSI|[2007-10-01,2008-10-01)|5'));
\ir ../lib/try_writes.sql
SELECT * FROM finish();
ROLLBACK;
