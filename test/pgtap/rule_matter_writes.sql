-- AT-401, however a row is written: each statement that the rule refuses beside the
-- nearest one that it accepts
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
INSERT INTO matter (matter_id, kind, mission_id, received_day, due_day, answered_day, closed_day, outcome) VALUES
	(1, 'liaison', 1, '2006-07-01', '2006-07-10', '2006-07-05', '2006-07-06', 'told'), (2, 'liaison', 1, '2006-07-01', NULL, NULL, NULL, NULL);
SET LOCAL ROLE attache_clerk;
\ir ../lib/writes.sql
INSERT INTO tried VALUES
	('AT-401 matter', 'INSERT', $$INSERT INTO matter (kind, mission_id, received_day, due_day) VALUES ('liaison', 1, '2006-07-02', '2006-07-01')$$, $$INSERT INTO matter (kind, mission_id, received_day, due_day) VALUES ('liaison', 1, '2006-07-01', '2006-07-01')$$),
	('AT-401 matter', 'UPDATE received_day', $$UPDATE matter SET received_day = '2006-07-06' WHERE matter_id = 1$$, $$UPDATE matter SET received_day = '2006-07-05' WHERE matter_id = 1$$),
	('AT-401 matter', 'UPDATE due_day', $$UPDATE matter SET due_day = '2006-06-30' WHERE matter_id = 1$$, $$UPDATE matter SET due_day = '2006-07-01' WHERE matter_id = 1$$),
	('AT-401 matter', 'UPDATE answered_day', $$UPDATE matter SET answered_day = '2006-07-07' WHERE matter_id = 1$$, $$UPDATE matter SET answered_day = '2006-07-06' WHERE matter_id = 1$$),
	('AT-401 matter', 'UPDATE closed_day', $$UPDATE matter SET closed_day = '2006-07-05' WHERE matter_id = 2$$, $$UPDATE matter SET closed_day = '2006-07-05', outcome = 'none' WHERE matter_id = 2$$),
	('AT-401 matter', 'UPDATE outcome', $$UPDATE matter SET outcome = NULL WHERE matter_id = 1$$, $$UPDATE matter SET outcome = NULL, closed_day = NULL WHERE matter_id = 1$$),
	('AT-401 matter', 'ON CONFLICT', $$INSERT INTO matter (matter_id, kind, mission_id, received_day) VALUES (1, 'liaison', 1, '2006-07-01') ON CONFLICT (matter_id) DO UPDATE SET received_day = '2006-07-08'$$,
		$$INSERT INTO matter (matter_id, kind, mission_id, received_day) VALUES (1, 'liaison', 1, '2006-07-01') ON CONFLICT (matter_id) DO UPDATE SET received_day = '2006-07-02'$$),
	('AT-401 matter', 'MERGE', pg_temp.merge_into('matter', 't.matter_id = 1', $$MATCHED THEN UPDATE SET received_day = '2006-07-08'$$), pg_temp.merge_into('matter', 't.matter_id = 1', $$MATCHED THEN UPDATE SET received_day = '2006-07-02'$$)),
	('AT-401 matter', 'COPY', pg_temp.copy_into('matter (kind, mission_id, received_day, due_day)', 'liaison|1|2006-07-02|2006-07-01'), pg_temp.copy_into('matter (kind, mission_id, received_day, due_day)', 'liaison|1|2006-07-01|2006-07-01'));
\ir ../lib/try_writes.sql
SELECT * FROM finish();
ROLLBACK;
