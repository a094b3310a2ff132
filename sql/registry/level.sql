
-- The level of the registry

CREATE FUNCTION registry_level() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN @level@;
COMMENT ON FUNCTION registry_level() IS 'the level of this registry, which counts how often registries have changed; attache_upgrade_registry raises it';
