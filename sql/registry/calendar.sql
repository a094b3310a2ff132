
-- The calendar
--
-- Today is the registry's, in its own time zone, whatever a session's is.

CREATE FUNCTION today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN pg_catalog.timezone(registry_time_zone(), pg_catalog.now())::pg_catalog.date;
COMMENT ON FUNCTION today() IS 'the day on which the transaction began, in the registry''s time zone';

CREATE FUNCTION fiscal_year(day date, start_month integer DEFAULT 10) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN isfinite(day) AND start_month BETWEEN 1 AND 12
				THEN date_part('year', day)::integer + (start_month > 1 AND date_part('month', day) >= start_month)::integer
			-- What is wrong, once something is.
			WHEN attache_check_argument(isfinite(day), 'infinity has no fiscal year')
				AND attache_check_argument(start_month BETWEEN 1 AND 12, 'there is no month ' || start_month::text,
										   'A fiscal year starts in a month from 1 to 12.') THEN NULL END;
COMMENT ON FUNCTION fiscal_year(date, integer) IS 'the fiscal year of a day, named after the year in which it ends; by default the U.S. government''s, which starts on October 1; NULL if an argument is NULL';
