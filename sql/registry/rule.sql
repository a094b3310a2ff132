
-- The rules

CREATE TABLE rule (
	rule_id text PRIMARY KEY,
	rule text NOT NULL,
	enforced_by text NOT NULL CHECK (enforced_by IN ('constraint', 'trigger')),
	severity text NOT NULL DEFAULT 'error' CHECK (severity IN ('error', 'warning', 'off')),
	longest interval CHECK (longest <= '10000 years' AND date_trunc('day', longest) = longest),
	longest_extended interval CHECK (longest_extended >= longest AND longest_extended <= '10000 years'
									 AND date_trunc('day', longest_extended) = longest_extended),
	note text,
	CONSTRAINT rule_constraint CHECK (enforced_by = 'trigger' OR severity = 'error'),
	CONSTRAINT rule_constraint_limit CHECK (enforced_by = 'trigger' OR longest IS NULL),
	CONSTRAINT rule_limit_extended CHECK (longest IS NOT NULL OR longest_extended IS NULL),
	CONSTRAINT rule_limit_parts CHECK (0 <= ALL (ARRAY[
		extract(year FROM longest), extract(month FROM longest), extract(day FROM longest),
		extract(year FROM longest_extended), extract(month FROM longest_extended), extract(day FROM longest_extended)]))
);
COMMENT ON TABLE rule IS 'the rules of this registry: how severe each is, and its limit; a rule whose row is missing holds as attache_rules() says';
COMMENT ON COLUMN rule.rule_id IS 'the rule''s id, which is the constraint name of its errors';
COMMENT ON COLUMN rule.rule IS 'the rule, in words';
COMMENT ON COLUMN rule.enforced_by IS 'constraint, which always holds; or trigger';
COMMENT ON COLUMN rule.severity IS 'error: a violation is refused; warning: it passes with a WARNING; off: it is not checked';
COMMENT ON COLUMN rule.longest IS 'how long a handover, a tour or a TDY may last, in days, months and years, 0 for not at all; NULL for no limit';
COMMENT ON COLUMN rule.longest_extended IS 'the same with an extension; NULL for the same limit';
COMMENT ON COLUMN rule.note IS 'remarks, such as who decided on a limit';
COMMENT ON CONSTRAINT rule_constraint ON rule IS 'a rule that a constraint enforces cannot be a warning or off';
COMMENT ON CONSTRAINT rule_constraint_limit ON rule IS 'a rule that a constraint enforces has no limit';
COMMENT ON CONSTRAINT rule_limit_parts ON rule IS 'no part of a limit is taken off another, as days off months';
COMMENT ON CONSTRAINT rule_limit_extended ON rule IS 'an extension raises a limit, so there must be one';
