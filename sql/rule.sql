
-- The rules' triggers ---------------------------------------------------------
--
-- attache_create_registry() puts them on its tables; a trigger function is of
-- no use elsewhere.

CREATE FUNCTION attache_rule_status() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_assignment() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_posting() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_goal() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_limit() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_presence_limit() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_truncate_status() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_truncate_goal() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_truncate_limit() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_settings_changed() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION attache_rule_status() IS 'after a change of a posting''s status: AT-101, AT-103, AT-106; AT-105 and AT-201 for its assignments';
COMMENT ON FUNCTION attache_rule_assignment() IS 'after a change of an assignment: AT-105, AT-201, AT-203, AT-204, AT-205, AT-206, AT-207';
COMMENT ON FUNCTION attache_rule_posting() IS 'after a change of a posting: AT-203, AT-204';
COMMENT ON FUNCTION attache_rule_goal() IS 'after a change of a goal or what belongs to it: AT-305, AT-306';
COMMENT ON FUNCTION attache_rule_limit() IS 'after a change of what a posting counts for: AT-302, AT-303';
COMMENT ON FUNCTION attache_rule_presence_limit() IS 'after a change of an assignment or of a status: AT-302, AT-303';
COMMENT ON FUNCTION attache_rule_truncate_status() IS 'after TRUNCATE of the statuses: AT-201';
COMMENT ON FUNCTION attache_rule_truncate_goal() IS 'before TRUNCATE of goals or what belongs to them: AT-305';
COMMENT ON FUNCTION attache_rule_truncate_limit() IS 'after TRUNCATE of what coverage follows from: AT-302, AT-303';
COMMENT ON FUNCTION attache_rule_settings_changed() IS 'after a change of rules or goals: backends read them anew';
