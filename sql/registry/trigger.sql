
-- What keeps the rules that constraints cannot say
--
-- No trigger names columns: one that a BEFORE trigger changes need not be among
-- those of the statement.

CREATE CONSTRAINT TRIGGER rule_status_history
	AFTER INSERT OR UPDATE OR DELETE ON posting_status_change
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule_status_history();
COMMENT ON TRIGGER rule_status_history ON posting_status_change IS 'AT-101, AT-103, AT-106: status changes as the table of statuses allows';
CREATE CONSTRAINT TRIGGER rule_status_tenures
	AFTER INSERT OR UPDATE OR DELETE ON posting_status_change
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule_status_tenures();
COMMENT ON TRIGGER rule_status_tenures ON posting_status_change IS 'AT-105, AT-201: a change of a posting''s status leaves its assignments in order';

CREATE CONSTRAINT TRIGGER rule_assignment_open
	AFTER INSERT OR UPDATE ON assignment
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule_assignment_open();
COMMENT ON TRIGGER rule_assignment_open ON assignment IS 'AT-105, AT-201: a posting is held while it is open, from a day on which it is active';
