
-- The rules' triggers ---------------------------------------------------------
--
-- attache_create_registry() puts them on its tables; a trigger function is of
-- no use elsewhere.

CREATE FUNCTION attache_rule_status_history() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_status_tenures() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
CREATE FUNCTION attache_rule_assignment_open() RETURNS trigger
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION attache_rule_status_history() IS 'rules AT-101, AT-103, AT-106: a posting''s status changes as the table of statuses allows';
COMMENT ON FUNCTION attache_rule_status_tenures() IS 'rules AT-105, AT-201 after a change of a posting''s status: its assignments still fit';
COMMENT ON FUNCTION attache_rule_assignment_open() IS 'rules AT-105, AT-201 after a change of an assignment: its posting admits it';
