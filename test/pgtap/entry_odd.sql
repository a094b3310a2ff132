-- Lines that are odd, and tables that users have changed.
\ir ../lib/begin.sql
SELECT * FROM no_plan();
RESET ROLE;
GRANT USAGE ON SCHEMA :"schema" TO attache_clerk; -- whoever loads files needs it
SET ROLE attache_clerk;
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206'; -- the tours of the example have overrun
RESET ROLE;
SELECT set_config('search_path', current_setting('search_path') || ', ' || :'schema', true) \g /dev/null

-- Of an assignment
INSERT INTO assignment_end_entry (batch, representative, posting, last_day, ended_as) VALUES
	('twice', 'Representative 4', NULL, '2007-06-30', 'completed'), ('twice', 'Representative 4', 'Embassy Singapore', '2006-01-31', 'died');
SELECT results_eq($$SELECT line, message, hint FROM check_entries('twice') WHERE severity = 'error'$$, $$VALUES (3, 'line 2 ends this assignment as well', 'An assignment ends once.')$$, 'an assignment ends once');
SELECT results_eq($$SELECT * FROM accept_entries('twice', false)$$, $$VALUES (1::bigint, 1::bigint)$$, '... in a batch');
SELECT is((SELECT ended_as FROM assignment WHERE representative_id = 4), 'completed', '... as the first line says');
UPDATE assignment SET tenure = '[2004-12-01,2006-07-01)', ended_as = 'transferred' WHERE representative_id = 4;
UPDATE assignment SET tenure = '[2005-09-01,2006-08-01)' WHERE representative_id = 10;
INSERT INTO assignment_entry (batch, posting, representative, first_day, last_day, kind) VALUES ('own', 'Embassy Rome', 'Representative 4', '2006-08-01', '2006-12-31', 'tdy');
INSERT INTO assignment_end_entry (batch, representative, last_day, ended_as) VALUES ('own', 'Representative 4', '2006-12-20', 'curtailed');
SELECT results_eq($$SELECT * FROM accept_entries('own')$$, $$VALUES (2::bigint, 0::bigint)$$, 'an assignment and its end in one batch');
SELECT results_eq($$SELECT kind, tenure, ended_as FROM assignment WHERE representative_id = 4 ORDER BY tenure$$,
	$$VALUES ('tour', '[2004-12-01,2006-07-01)'::daterange, 'transferred'), ('tdy', '[2006-08-01,2006-12-21)', 'curtailed')$$, '... and no other ends');
INSERT INTO assignment_entry (batch, posting, representative, first_day, kind) VALUES ('bad own', 'Embassy Rome', 'Representative 4', '2007-02-30', 'tdy');
INSERT INTO assignment_end_entry (batch, representative, last_day) VALUES ('bad own', 'Representative 4', '2007-03-31');
UPDATE assignment_entry SET first_day = '2007-02-28', posting = 'Embassy Nowhere' WHERE batch = 'bad own';
SELECT results_eq($$SELECT message, hint FROM check_entries('bad own') WHERE kind = 'assignment_end' AND severity = 'error'$$, $$VALUES ('the assignment that it may end is on a line that is not in', 'Its line in "assignment_entry" says why.')$$, '... nor is another taken for one that is not in');

-- What a trigger or a policy keeps out is not in.
CREATE FUNCTION pg_temp.keep_out() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER keep_out BEFORE INSERT ON representative FOR EACH ROW WHEN (NEW.name = 'Nobody') EXECUTE FUNCTION pg_temp.keep_out();
INSERT INTO representative_entry (batch, name) VALUES ('kept', 'Nobody'), ('kept', 'Somebody');
SELECT results_eq($$SELECT line, message, hint FROM check_entries('kept')$$, $$VALUES (2, 'the row was not written', 'A trigger or a policy of the table keeps it out.')$$, 'a row that a trigger keeps out');
SELECT results_eq($$SELECT * FROM accept_entries('kept', false)$$, $$VALUES (1::bigint, 1::bigint)$$, '... is refused');
DROP TRIGGER keep_out ON representative;
SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS rule_limit DEFERRED;
ALTER TABLE representative_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON representative_entry FOR SELECT USING (true);
CREATE POLICY written ON representative_entry FOR INSERT WITH CHECK (true);
CREATE POLICY changed ON representative_entry FOR UPDATE USING (note = 'clerk' OR line IS NULL);
INSERT INTO representative_entry (batch, name, note) VALUES ('policy', 'Mine', 'clerk'), ('policy', 'Theirs', 'boss');
SET ROLE attache_clerk;
SELECT is((pg_temp.error_of($$SELECT * FROM accept_entries('policy', false)$$))[2:4],
	ARRAY['some lines cannot be marked as accepted', NULL, 'Whoever accepts lines needs the right to update them, past the policies of "representative_entry".'], 'lines that the clerk may not change');
RESET ROLE;
ALTER TABLE representative_entry DISABLE ROW LEVEL SECURITY;

-- How far it is
CREATE FUNCTION pg_temp.note_progress() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := current_setting(''application_name''); RETURN NEW; END';
CREATE TRIGGER note_progress BEFORE INSERT ON representative FOR EACH ROW EXECUTE FUNCTION pg_temp.note_progress();
SELECT set_config('application_name', 'a test', true) \g /dev/null
INSERT INTO representative_entry (batch, name) SELECT 'progress', 'Progress ' || i FROM generate_series(1, 2001) i;
SELECT results_eq($$SELECT * FROM accept_entries('progress')$$, $$VALUES (2001::bigint, 0::bigint)$$, 'a file in two pieces');
SELECT is((SELECT array_agg(DISTINCT note ORDER BY note) FROM representative WHERE name LIKE 'Progress %'), '{attache: 0 of 2001 lines of progress,attache: 2000 of 2001 lines of progress}', '... shows how far it is');
SELECT is(current_setting('application_name'), 'a test', '... and afterwards what was there before');
DROP TRIGGER note_progress ON representative;

-- What names a thing and what is only written alike
INSERT INTO assignment_entry (batch, posting, representative, first_day) VALUES ('alike', 'Embassy Tokyo', 'Representative 6', '2004-08-01'), ('alike', '6', '6', '2004-08-01');
SELECT results_eq($$SELECT line, column_name, message FROM check_entries('alike') WHERE line = 3$$,
	$$VALUES (3, 'posting', 'there is no posting "6"'), (3, 'representative', 'there is no representative "6"')$$, 'keys are no names');
INSERT INTO mission_entry (batch, country, city, name, code) VALUES ('code', 'Norway', 'Oslo', 'Embassy Oslo', 'OSL');
INSERT INTO posting_entry (batch, number, mission, role, status, effective_day) VALUES ('code', 'OSL-2', 'OSL', 'attache', 'proposed', '2026-01-01'), ('code', 'OSL', 'OSL', 'attache', 'proposed', '2026-01-01');
SELECT results_eq($$SELECT * FROM accept_entries('code')$$, $$VALUES (3::bigint, 0::bigint)$$, 'a number that is also the code of a mission');
UPDATE assignment_entry SET line = NULL WHERE batch = 'alike';
SELECT is((SELECT count(*)::integer FROM check_entries('alike') WHERE message = 'there is no posting "6"'), 1, 'a line without a number');

-- What the transaction has set, and the session's own tables
INSERT INTO assignment_end_entry (batch, representative, last_day) VALUES ('swap', 'Representative 7', '2026-12-31'), ('swap', 'Representative 8', '2026-12-31');
INSERT INTO assignment_entry (batch, posting, representative, first_day) VALUES ('swap', 'Embassy Berlin', 'Representative 7', '2027-01-01'), ('swap', 'Embassy The Hague', 'Representative 8', '2027-01-01');
SET CONSTRAINTS ALL DEFERRED;
SELECT is_empty($$SELECT * FROM check_entries('swap') WHERE severity = 'error'$$, 'constraints all deferred');
SET CONSTRAINTS ALL IMMEDIATE;
SELECT is_empty($$SELECT * FROM check_entries('swap') WHERE severity = 'error'$$, 'constraints all immediate');
SELECT is(to_regclass('pg_temp.attache_line'), NULL, 'nothing is left in the session');

-- Columns of users
ALTER TABLE representative ADD grade char(3) CHECK (grade IN ('GS9', 'fs1')), ADD badge_id text, ADD visa daterange, ADD line integer, ADD "doctor's paper" text NOT NULL DEFAULT 'none', ADD unit_id bigint, ADD since timestamptz;
ALTER TABLE representative_entry ADD grade text, ADD badge_id text, ADD visa text, ADD "doctor's paper" text, ADD unit_id text, ADD since text;
ALTER TABLE representative ALTER "doctor's paper" DROP DEFAULT;
CREATE TABLE unit (unit_id bigint PRIMARY KEY);
INSERT INTO unit VALUES (7);
ALTER TABLE representative ADD FOREIGN KEY (unit_id) REFERENCES unit;
INSERT INTO representative_entry (batch, name, number, grade, badge_id, visa, "doctor's paper", unit_id) VALUES
	('columns', 'A', 'C-1', 'GS9', 'b', '[2026-01-01,2027-01-01)', 'x', '7'), ('columns', 'B', 'C-2', 'GS9x', NULL, NULL, NULL, '8');
SELECT results_eq($$SELECT line, column_name, message FROM check_entries('columns')$$, $$VALUES (3, 'doctor''s paper', '"doctor''s paper" is blank')$$, 'columns of users');
UPDATE representative_entry SET "doctor's paper" = 'y' WHERE batch = 'columns' AND line = 3;
SELECT is((SELECT sqlstate FROM check_entries('columns')), '22001', 'what is too long for a column is not cut');
UPDATE representative_entry SET grade = 'fs1', unit_id = '7' WHERE batch = 'columns' AND line = 3;
SELECT results_eq($$SELECT * FROM accept_entries('columns')$$, $$VALUES (2::bigint, 0::bigint)$$, '... go in');
SELECT is((SELECT array_agg(concat_ws(' ', grade, badge_id, visa, line, "doctor's paper", unit_id) ORDER BY number) FROM representative WHERE number LIKE 'C-%'),
	'{"GS9 b [2026-01-01,2027-01-01) x 7","fs1 y 7"}', '... as they are');

-- Values of all lengths
INSERT INTO mission_entry (batch, country, city, name) VALUES ('long', 'BE', repeat('x', 1000), repeat('é', 500)), ('long', repeat('Bel', 1000), E'\\N%s$1', 'a "name" with ''all'' of it, %s $1 \');
SELECT is((SELECT array_agg(line || ' ' || left(message, 30) ORDER BY line) FROM check_entries('long')), '{"3 there is no country \"BelBelBel"}', 'long values, and odd ones');
SELECT is((pg_temp.error_of(format($$CALL %I.attache_accept_in_pieces('overseas', NULL)$$, :'schema')))[2], 'no registry or no batch is named', 'pieces of no batch');

SELECT * FROM finish();
ROLLBACK;
