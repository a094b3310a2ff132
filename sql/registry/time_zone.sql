
-- The time zone of the registry
--
-- A function, not a row: its text becomes part of each plan that asks for today, and
-- a change of it makes the server plan again.

CREATE FUNCTION registry_time_zone() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'UTC'::text;
COMMENT ON FUNCTION registry_time_zone() IS 'the time zone in which a day of this registry begins and ends; attache_set_time_zone changes it';
