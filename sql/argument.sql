
-- Arguments ------------------------------------------------------------------------

CREATE FUNCTION attache_check_argument(valid boolean, message text, hint text DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION attache_check_argument(boolean, text, text) IS 'true or NULL, as "valid" is; an error of SQLSTATE 22023 with the message and the hint if it is false';

-- Not immutable: the planner would call what is and has constants for arguments.
CREATE FUNCTION attache_refuse_row(rule_id text, relation oid, message text, hint text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_refuse_row(text, oid, text, text) IS 'for a CHECK constraint that enforces a rule: always an error of SQLSTATE 23514 with the message and the hint, and with the names of the rule and of the table, tableoid, as those of constraint and table';
