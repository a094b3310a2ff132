-- Soft input errors, which servers have since 16: they say what hard ones say.
SELECT current_setting('server_version_num')::int < 160000 AS skip \gset
\if :skip
\echo skipped: this server has no soft errors, so there is nothing to compare
\quit
\endif
\getenv srcdir PG_ABS_SRCDIR
\set inputs :srcdir '/sql/include/inputs.sql'
\i :inputs
SELECT type, count(*) AS checked, count(*) FILTER (WHERE NOT is_valid) AS invalid,
	count(*) FILTER (WHERE is_valid <> (hard.state IS NULL)) AS validity_differs,
	count(*) FILTER (WHERE (soft.message, coalesce(soft.detail, ''), coalesce(soft.hint, ''), soft.sql_error_code)
		IS DISTINCT FROM (hard.message, coalesce(hard.detail, ''), coalesce(hard.hint, ''), hard.state)) AS error_differs
FROM input, LATERAL pg_temp.input_error(type, input) hard, LATERAL pg_input_error_info(input, type) soft,
	LATERAL pg_input_is_valid(input, type) is_valid
GROUP BY type ORDER BY min(n);
-- One of each, to be seen.
SELECT type, e.* FROM (
	VALUES ('program_code', 'A--B'), ('posting_status', 'open'), ('country_code', 'UK'), ('coverage', '{2004-02-30:1}'), ('presence', 'AQEF'), ('presence', '*'), ('presence', 'AQIqAAHkAQE=')
) v(type, input), LATERAL pg_input_error_info(input, type) e;
