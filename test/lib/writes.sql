-- For tests of each way in which a row is written: a table of statements that a
-- rule refuses, each beside the nearest one that it accepts, and statements of
-- COPY, which reads what a program of the server writes, and of MERGE.
RESET ROLE;
GRANT pg_execute_server_program TO attache_clerk;
SET LOCAL ROLE attache_clerk;
-- rule: the constraint and the table of the refusal.
CREATE TEMPORARY TABLE tried (rule text, how text, refused text, accepted text);
CREATE FUNCTION pg_temp.copy_into(columns text, line text) RETURNS text LANGUAGE sql AS $$
	SELECT format('COPY %s FROM PROGRAM %L WITH (DELIMITER %L, NULL %L)', columns, format('echo ''%s''', line), '|', '')
$$;
CREATE FUNCTION pg_temp.merge_into(target text, condition text, action text) RETURNS text LANGUAGE sql AS $$
	SELECT format('MERGE INTO %s AS t USING (VALUES (1)) AS s (one) ON %s WHEN %s', target, condition, action)
$$;
