
-- The calendar
--
-- Today is the registry's, in its own time zone, whatever a session's is.

CREATE FUNCTION today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN pg_catalog.timezone(registry_time_zone(), pg_catalog.now())::pg_catalog.date;
COMMENT ON FUNCTION today() IS 'the day on which the transaction began, in the registry''s time zone';

CREATE FUNCTION fiscal_year(day date, start_month integer DEFAULT 10) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT extract(year FROM day)::integer + (start_month > 1 AND extract(month FROM day) >= start_month)::integer;
END;
COMMENT ON FUNCTION fiscal_year(date, integer) IS 'the fiscal year of a day, named after the year in which it ends; by default the U.S. government''s, which starts on October 1';
