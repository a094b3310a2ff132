
-- The rules ---------------------------------------------------------------------
--
-- One function serves all triggers that attache_create_registry() makes. A role needs
-- the right to execute it only to make a registry.

CREATE FUNCTION attache_rules(
	OUT rule_id text,
	OUT rule text,
	OUT enforced_by text,
	OUT severity text,
	OUT longest interval,
	OUT longest_extended interval,
	OUT about text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 20;
COMMENT ON FUNCTION attache_rules() IS 'every rule of a registry: its id, its words, whether a constraint or a trigger enforces it, the severity and the limits that a new registry has (NULL for no limit), and what it is about: a posting, a tenure (which is an assignment, its posting or its person), a representative or a goal, for which it can be waived; NULL for a rule that cannot';
CREATE FUNCTION attache_rule_is_about(rule_id text, subject text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_rule_is_about(text, text) IS 'may the rule be waived for an assignment, a posting, a representative or a goal? False for what is no rule or none of these';
CREATE FUNCTION attache_limit_text("limit" interval) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION attache_limit_text(interval) IS 'a limit of a rule in words, in months and days, whatever the session''s IntervalStyle';
CREATE FUNCTION attache_rule() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION attache_rule() IS 'trigger of the tables of a registry; its argument says which rules it checks';
REVOKE EXECUTE ON FUNCTION attache_rule() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION attache_rule() TO @extowner@ WITH GRANT OPTION;
