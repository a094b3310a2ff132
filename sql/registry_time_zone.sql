
-- The time zone of a registry ------------------------------------------------------

CREATE FUNCTION attache_set_time_zone(registry name, time_zone text) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF to_regprocedure(format('%I.registry_time_zone()', registry)) IS NULL THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry', registry),
			HINT = 'attache_create_registry makes one.';
	END IF;
	PERFORM timezone(time_zone, now()); -- an error if there is no such zone
	-- A session may change what an abbreviation means, but for these two.
	IF upper(time_zone) NOT IN ('UTC', 'GMT') AND EXISTS (SELECT FROM pg_timezone_abbrevs a WHERE a.abbrev = upper(time_zone)) THEN
		RAISE invalid_parameter_value USING
			MESSAGE = format('time zone "%s" is an abbreviation', time_zone),
			HINT = 'Name a place, such as America/New_York.';
	END IF;
	EXECUTE format('CREATE OR REPLACE FUNCTION %I.registry_time_zone() RETURNS text'
				   ' LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN %L::text', registry, time_zone);
END
$$;
COMMENT ON FUNCTION attache_set_time_zone(name, text) IS 'sets the time zone in which the days of a registry begin and end, as America/New_York; for the registry''s owner; an error of SQLSTATE 22023 for an unknown time zone, of 42704 if the schema holds no registry';
