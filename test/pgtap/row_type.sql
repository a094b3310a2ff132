-- A type of rows takes one more column under what stands on it: the registry's own
-- views and functions, which an upgrade replaces one by one, and those of users.
\ir ../lib/begin.sql
SELECT plan(8);
SET CONSTRAINTS ALL IMMEDIATE;
RESET ROLE;
SET LOCAL search_path = overseas, :"schema", tap;

CREATE VIEW own_view AS SELECT goal, state, due_day FROM goal_progress('2006-06-01');
CREATE FUNCTION own_actual(day date) RETURNS double precision LANGUAGE sql STABLE BEGIN ATOMIC
	SELECT g.actual FROM goal_progress(own_actual.day, hypothesis => ROW('{2,3}', '2006-05-31', NULL, NULL, NULL, NULL)::hypothesis) g;
END;
CREATE FUNCTION own_state(day date) RETURNS text LANGUAGE sql STABLE BEGIN ATOMIC
	SELECT g.state FROM goal_progress(own_state.day) g;
END;
CREATE TEMPORARY TABLE asked (what text, question text, before text) ON COMMIT DROP;
INSERT INTO asked (what, question) VALUES
	('a view of a user''s', 'SELECT string_agg(v::text, '';'') FROM own_view v'),
	('a function of a user''s', 'SELECT own_state(''2006-06-01'')'),
	('a function of a user''s with a hypothesis', 'SELECT own_actual(''2006-06-01'')'),
	('goal_progress', 'SELECT string_agg((g.actual, g.planned, g.breached_days)::text, '';'') FROM goal_progress(''2006-06-01'') g'),
	('report_goals', 'SELECT string_agg((g.goal, g.target, g.goal_id)::text, '';'') FROM report_goals g'),
	('what_if', 'SELECT string_agg(w::text, '';'') FROM what_if(''{2,3}'', ''2006-05-31'', ''{15}'', ''2006-06-01'', ''2006-06-01'') w');
CREATE FUNCTION pg_temp.answer(question text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE question INTO answer;
	RETURN answer;
END $$;
UPDATE asked SET before = pg_temp.answer(question);

ALTER TYPE hypothesis ADD ATTRIBUTE closed_postings bigint[];
ALTER TYPE goal_standing ADD ATTRIBUTE remark text;
SELECT regexp_replace(pg_get_functiondef('goal_standings'::regproc), 'known\.measured_day', 'known.measured_day, ''new''::text AS remark') AS replaced \gset
:replaced;
SELECT replace(pg_get_functiondef('goal_progress'::regproc), 's.measured_day', 's.measured_day, s.remark') AS replaced \gset
:replaced;

SELECT is(pg_temp.answer(question), before, what || ' answers as before') FROM asked ORDER BY what;
SELECT is(remark, 'new', 'goal_progress has the new column') FROM goal_progress('2006-06-01');
SELECT is((SELECT actual::integer FROM goal_progress('2006-06-01', hypothesis => ROW('{2,3}', '2006-05-31', NULL, NULL, NULL, NULL, '{}'))), 12,
		  'a hypothesis has the new column');

SELECT * FROM finish();
ROLLBACK;
