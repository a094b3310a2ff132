
-- Arguments ------------------------------------------------------------------------

CREATE FUNCTION attache_check_argument(valid boolean, message text, hint text DEFAULT NULL) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION attache_check_argument(boolean, text, text) IS 'true or NULL, as "valid" is; an error of SQLSTATE 22023 with the message and the hint if it is false';

-- Not immutable: the planner would call what is and has constants for arguments.
CREATE FUNCTION attache_refuse_row(rule_id text, relation oid, message text, hint text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_refuse_row(text, oid, text, text) IS 'for a CHECK constraint that enforces a rule: always an error of SQLSTATE 23514 with the message and the hint, and with the names of the rule and of the table, tableoid, as those of constraint and table';

CREATE FUNCTION attache_schema_of(of_table regclass) RETURNS name
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
		WHERE c.oid OPERATOR(pg_catalog.=) of_table);
COMMENT ON FUNCTION attache_schema_of(regclass) IS 'part of the functions of a registry that attache does for it by its name: the schema that a table is in';
