-- Input errors: the same SQLSTATE, message, detail and hint on every server.
-- soft_errors_16 compares these with what a server says softly, if it can.
\getenv srcdir PG_ABS_SRCDIR
\set inputs :srcdir '/sql/include/inputs.sql'
\i :inputs
-- What is taken.
SELECT type, to_json(input) AS input, output
FROM input, LATERAL pg_temp.input_error(type, input) WHERE state IS NULL ORDER BY n;
-- What is not.
SELECT type, state, message, nullif(detail, '') AS detail, nullif(hint, '') AS hint
FROM input, LATERAL pg_temp.input_error(type, input) WHERE state IS NOT NULL ORDER BY n;
SELECT type, count(*) AS inputs, count(*) FILTER (WHERE state IS NOT NULL) AS refused
FROM input, LATERAL pg_temp.input_error(type, input) GROUP BY type ORDER BY min(n);
-- The cast from text raises what input raises.
CREATE FUNCTION pg_temp.cast_error(type text, input text, OUT output text, OUT state text, OUT message text, OUT detail text, OUT hint text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT ($1::%s)::text', type) INTO output USING input;
EXCEPTION WHEN others THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END $$;
SELECT type, count(*) AS checked, count(*) FILTER (WHERE i IS DISTINCT FROM c) AS differ
FROM input, LATERAL pg_temp.input_error(type, input) i, LATERAL pg_temp.cast_error(type, input) c
GROUP BY type ORDER BY min(n);
