
-- The reports of a past moment are those of its day.

CREATE FUNCTION today() RETURNS date
LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN pg_catalog.timezone(registry_time_zone(), coalesce(known_at(), pg_catalog.now()))::pg_catalog.date;
COMMENT ON FUNCTION today() IS 'the day of the moment that attache.known_at names, or else that on which the transaction began, in the registry''s time zone';
