
-- The calendar
--
-- Today is the registry's, in its own time zone, whatever a session's is.

CREATE FUNCTION today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN pg_catalog.timezone(registry_time_zone(), pg_catalog.now())::pg_catalog.date;
COMMENT ON FUNCTION today() IS 'the day on which the transaction began, in the registry''s time zone';

CREATE FUNCTION fiscal_year(day date, start_month integer DEFAULT 10) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN attache_check_argument(isfinite(day), 'infinity has no fiscal year')
				AND attache_check_argument(start_month BETWEEN 1 AND 12, 'there is no month ' || start_month::text,
										   'A fiscal year starts in a month from 1 to 12.')
			THEN extract(year FROM day)::integer + (start_month > 1 AND extract(month FROM day) >= start_month)::integer END;
COMMENT ON FUNCTION fiscal_year(date, integer) IS 'the fiscal year of a day, named after the year in which it ends; by default the U.S. government''s, which starts on October 1; NULL if an argument is NULL';
