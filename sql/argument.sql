
-- Arguments ------------------------------------------------------------------------

CREATE FUNCTION attache_check_argument(valid boolean, message text, hint text DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION attache_check_argument(boolean, text, text) IS 'true or NULL, as "valid" is; an error of SQLSTATE 22023 with the message and the hint if it is false';
