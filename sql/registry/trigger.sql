
-- The rules that no constraint can express
--
-- No trigger names columns: a BEFORE trigger may change one that the statement does
-- not name.

CREATE CONSTRAINT TRIGGER rule_status
	AFTER INSERT OR UPDATE OR DELETE ON posting_status_change
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('status');
COMMENT ON TRIGGER rule_status ON posting_status_change IS 'AT-101, AT-103, AT-106: status changes as the table of statuses allows; AT-105, AT-201: and leaves the posting''s assignments in order; AT-107, AT-304: and is open where it may be; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_assignment
	AFTER INSERT OR UPDATE OR DELETE ON assignment
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment');
COMMENT ON TRIGGER rule_assignment ON assignment IS 'AT-105, AT-201, AT-202, AT-203, AT-204, AT-205, AT-206, AT-207: when, by whom, by how many and how long a posting may be held; AT-304: and what it covers; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_absence
	AFTER INSERT OR UPDATE OR DELETE ON absence
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('absence');
COMMENT ON TRIGGER rule_absence ON absence IS 'AT-209: a person who is absent is posted somewhere; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_posting
	AFTER INSERT OR UPDATE OR DELETE ON posting
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('posting');
COMMENT ON TRIGGER rule_posting ON posting IS 'AT-203, AT-204: a posting has enough seats for the people who hold it; AT-107, AT-304: and is where it may be; AT-106: and reopens what has closed; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_area
	AFTER INSERT OR UPDATE OR DELETE ON posting_area
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('area');
COMMENT ON TRIGGER rule_area ON posting_area IS 'AT-304: no country is covered after its last day; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_mission
	AFTER INSERT OR UPDATE OR DELETE ON mission
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('mission');
COMMENT ON TRIGGER rule_mission ON mission IS 'AT-107, AT-304: its postings belong there, and cover no country after its last day; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_mission
	AFTER INSERT OR UPDATE OR DELETE ON mission_change
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('mission');
COMMENT ON TRIGGER rule_mission ON mission_change IS 'AT-107, AT-304: its postings belong there, and cover no country after its last day; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_seats
	AFTER INSERT OR UPDATE OR DELETE ON posting_seats_change
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('seats');
COMMENT ON TRIGGER rule_seats ON posting_seats_change IS 'AT-203, AT-204: a posting has enough seats for the people who hold it; AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_goal
	AFTER INSERT OR UPDATE OR DELETE ON goal
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('goal');
COMMENT ON TRIGGER rule_goal ON goal IS 'AT-305, AT-306: a goal is frozen after its due day, and its milestones do not step back';
CREATE CONSTRAINT TRIGGER rule_goal
	AFTER INSERT OR UPDATE OR DELETE ON goal_milestone
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('goal');
COMMENT ON TRIGGER rule_goal ON goal_milestone IS 'AT-305, AT-306: a goal is frozen after its due day, and its milestones do not step back';
CREATE CONSTRAINT TRIGGER rule_goal
	AFTER INSERT OR UPDATE OR DELETE ON goal_country
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('goal');
COMMENT ON TRIGGER rule_goal ON goal_country IS 'AT-305, AT-306: a goal is frozen after its due day, and its milestones do not step back';
CREATE CONSTRAINT TRIGGER rule_goal
	AFTER INSERT OR UPDATE OR DELETE ON goal_site
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('goal');
COMMENT ON TRIGGER rule_goal ON goal_site IS 'AT-305, AT-306: a goal is frozen after its due day, and its milestones do not step back';
CREATE CONSTRAINT TRIGGER rule_measure
	AFTER INSERT OR UPDATE OR DELETE ON measure
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('measure');
COMMENT ON TRIGGER rule_measure ON measure IS 'AT-305, AT-306: what is measured, and how, is frozen with a goal of it, and its milestones do not step back';

-- What no other rule is about also says something of days that are over.

CREATE CONSTRAINT TRIGGER rule_reason
	AFTER INSERT OR UPDATE OR DELETE ON posting_program
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('reason');
COMMENT ON TRIGGER rule_reason ON posting_program IS 'AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_reason
	AFTER INSERT OR UPDATE OR DELETE ON posting_site
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('reason');
COMMENT ON TRIGGER rule_reason ON posting_site IS 'AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_reason
	AFTER INSERT OR UPDATE OR DELETE ON site
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('reason');
COMMENT ON TRIGGER rule_reason ON site IS 'AT-211: a change to days before today names its reason';
CREATE CONSTRAINT TRIGGER rule_reason
	AFTER INSERT OR UPDATE OR DELETE ON weight
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION attache_rule('reason');
COMMENT ON TRIGGER rule_reason ON weight IS 'AT-211: a change to days before today names its reason';

-- Floors and ceilings are checked against what a transaction leaves, so that one
-- person can go and the next come.

CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON assignment
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('assignment limit');
COMMENT ON TRIGGER rule_limit ON assignment IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON posting_status_change
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('status limit');
COMMENT ON TRIGGER rule_limit ON posting_status_change IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON posting
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('reach limit');
COMMENT ON TRIGGER rule_limit ON posting IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON mission
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('reach limit');
COMMENT ON TRIGGER rule_limit ON mission IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON mission_change
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('mission limit');
COMMENT ON TRIGGER rule_limit ON mission_change IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON posting_program
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('reach limit');
COMMENT ON TRIGGER rule_limit ON posting_program IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON posting_area
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('reach limit');
COMMENT ON TRIGGER rule_limit ON posting_area IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON posting_site
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('reach limit');
COMMENT ON TRIGGER rule_limit ON posting_site IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON site
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('reach limit');
COMMENT ON TRIGGER rule_limit ON site IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON goal
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('goal limit');
COMMENT ON TRIGGER rule_limit ON goal IS 'AT-302, AT-303: a goal that a transaction sets aside and sets again is checked all the same';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON goal_country
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('goal limit');
COMMENT ON TRIGGER rule_limit ON goal_country IS 'AT-302, AT-303: a goal that a transaction sets aside and sets again is checked all the same';
CREATE CONSTRAINT TRIGGER rule_limit
	AFTER INSERT OR UPDATE OR DELETE ON goal_site
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION attache_rule('goal limit');
COMMENT ON TRIGGER rule_limit ON goal_site IS 'AT-302, AT-303: a goal that a transaction sets aside and sets again is checked all the same';

-- Whoever changes what a posting covers holds the posting from then on, so that none who
-- needs that cover for a floor or ceiling can commit without them. Not deferrable, as
-- what is checked at COMMIT relies on it.

CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON assignment
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON assignment IS 'AT-302, AT-303: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON posting_status_change
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON posting_status_change IS 'AT-302, AT-303: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON posting_program
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON posting_program IS 'AT-302, AT-303: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON posting_area
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON posting_area IS 'AT-302, AT-303: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON posting_site
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON posting_site IS 'AT-302, AT-303: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON posting
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON posting IS 'AT-107, AT-302, AT-303, AT-304: keeps others from moving the mission to which it comes';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON mission
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON mission IS 'AT-107, AT-302, AT-303, AT-304: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON mission_change
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON mission_change IS 'AT-107, AT-302, AT-303, AT-304: keeps others from relying on what has changed';
CREATE TRIGGER rule_hold
	AFTER INSERT OR UPDATE OR DELETE ON site
	FOR EACH ROW EXECUTE FUNCTION attache_rule('hold');
COMMENT ON TRIGGER rule_hold ON site IS 'AT-302, AT-303: keeps others from relying on what has changed';

-- Whoever changes a goal has the goals to themselves from then on, before they lock one:
-- whoever waits for a goal at COMMIT is one for whom they would have to wait.

CREATE TRIGGER rule_ask
	BEFORE UPDATE OR DELETE ON goal
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('ask');
COMMENT ON TRIGGER rule_ask ON goal IS 'AT-302, AT-303: keeps others from relying on what the goal asked';
CREATE TRIGGER rule_ask
	BEFORE INSERT OR UPDATE OR DELETE ON goal_country
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('ask');
COMMENT ON TRIGGER rule_ask ON goal_country IS 'AT-302, AT-303: keeps others from relying on what the goal asked';
CREATE TRIGGER rule_ask
	BEFORE INSERT OR UPDATE OR DELETE ON goal_site
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('ask');
COMMENT ON TRIGGER rule_ask ON goal_site IS 'AT-302, AT-303: keeps others from relying on what the goal asked';

-- TRUNCATE

CREATE TRIGGER rule_truncate_status
	AFTER TRUNCATE ON posting_status_change
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate status');
COMMENT ON TRIGGER rule_truncate_status ON posting_status_change IS 'AT-201: statuses do not go while there are assignments; AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_seats
	AFTER TRUNCATE ON posting_seats_change
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate seats');
COMMENT ON TRIGGER rule_truncate_seats ON posting_seats_change IS 'AT-203, AT-204: a posting has enough seats for the people who hold it; AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_mission
	AFTER TRUNCATE ON mission_change
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate mission');
COMMENT ON TRIGGER rule_truncate_mission ON mission_change IS 'AT-107, AT-304: postings belong where they are, and cover no country after its last day; AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_goal
	BEFORE TRUNCATE ON goal
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate goal');
COMMENT ON TRIGGER rule_truncate_goal ON goal IS 'AT-305: a goal is frozen after its due day';
CREATE TRIGGER rule_truncate_goal
	BEFORE TRUNCATE ON goal_milestone
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate goal');
COMMENT ON TRIGGER rule_truncate_goal ON goal_milestone IS 'AT-305: a goal is frozen after its due day';
CREATE TRIGGER rule_truncate_goal
	BEFORE TRUNCATE ON goal_country
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate goal');
COMMENT ON TRIGGER rule_truncate_goal ON goal_country IS 'AT-305: a goal is frozen after its due day';
CREATE TRIGGER rule_truncate_goal
	BEFORE TRUNCATE ON goal_site
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate goal');
COMMENT ON TRIGGER rule_truncate_goal ON goal_site IS 'AT-305: a goal is frozen after its due day';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON assignment
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate limit');
COMMENT ON TRIGGER rule_truncate_limit ON assignment IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON posting_status_change
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate limit');
COMMENT ON TRIGGER rule_truncate_limit ON posting_status_change IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON mission_change
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate mission limit');
COMMENT ON TRIGGER rule_truncate_limit ON mission_change IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON posting_program
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate limit');
COMMENT ON TRIGGER rule_truncate_limit ON posting_program IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON posting_area
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate limit');
COMMENT ON TRIGGER rule_truncate_limit ON posting_area IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON posting_site
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate limit');
COMMENT ON TRIGGER rule_truncate_limit ON posting_site IS 'AT-302, AT-303: coverage keeps to enforced floors and ceilings';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON goal_country
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate goal limit');
COMMENT ON TRIGGER rule_truncate_limit ON goal_country IS 'AT-302, AT-303: a goal that a transaction sets aside and sets again is checked all the same';
CREATE TRIGGER rule_truncate_limit
	AFTER TRUNCATE ON goal_site
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate goal limit');
COMMENT ON TRIGGER rule_truncate_limit ON goal_site IS 'AT-302, AT-303: a goal that a transaction sets aside and sets again is checked all the same';
CREATE TRIGGER rule_truncate_reason
	AFTER TRUNCATE ON assignment
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate reason');
COMMENT ON TRIGGER rule_truncate_reason ON assignment IS 'AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_reason
	AFTER TRUNCATE ON absence
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate reason');
COMMENT ON TRIGGER rule_truncate_reason ON absence IS 'AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_reason
	AFTER TRUNCATE ON posting_program
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate reason');
COMMENT ON TRIGGER rule_truncate_reason ON posting_program IS 'AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_reason
	AFTER TRUNCATE ON posting_area
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate reason');
COMMENT ON TRIGGER rule_truncate_reason ON posting_area IS 'AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_reason
	AFTER TRUNCATE ON posting_site
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate reason');
COMMENT ON TRIGGER rule_truncate_reason ON posting_site IS 'AT-211: a change to days before today names its reason';
CREATE TRIGGER rule_truncate_reason
	AFTER TRUNCATE ON weight
	FOR EACH STATEMENT EXECUTE FUNCTION attache_rule('truncate reason');
COMMENT ON TRIGGER rule_truncate_reason ON weight IS 'AT-211: a change to days before today names its reason';

-- What backends remember, also on a subscriber.

CREATE TRIGGER rule_settings_changed
	AFTER INSERT OR UPDATE OR DELETE ON rule
	FOR EACH ROW EXECUTE FUNCTION attache_rule('settings');
COMMENT ON TRIGGER rule_settings_changed ON rule IS 'rules re-read it after a change';
ALTER TABLE rule ENABLE ALWAYS TRIGGER rule_settings_changed;
CREATE TRIGGER rule_settings_changed
	AFTER INSERT OR UPDATE OR DELETE ON goal
	FOR EACH ROW EXECUTE FUNCTION attache_rule('settings');
COMMENT ON TRIGGER rule_settings_changed ON goal IS 'rules re-read it after a change';
ALTER TABLE goal ENABLE ALWAYS TRIGGER rule_settings_changed;
CREATE TRIGGER rule_places_changed
	AFTER INSERT OR UPDATE OR DELETE ON mission
	FOR EACH ROW EXECUTE FUNCTION attache_rule('places');
COMMENT ON TRIGGER rule_places_changed ON mission IS 'AT-304: rules look again for countries that have ended';
ALTER TABLE mission ENABLE ALWAYS TRIGGER rule_places_changed;
CREATE TRIGGER rule_places_changed
	AFTER INSERT OR UPDATE OR DELETE ON mission_change
	FOR EACH ROW EXECUTE FUNCTION attache_rule('places');
COMMENT ON TRIGGER rule_places_changed ON mission_change IS 'AT-304: rules look again for countries that have ended';
ALTER TABLE mission_change ENABLE ALWAYS TRIGGER rule_places_changed;
CREATE TRIGGER rule_places_changed
	AFTER INSERT OR UPDATE OR DELETE ON posting_area
	FOR EACH ROW EXECUTE FUNCTION attache_rule('places');
COMMENT ON TRIGGER rule_places_changed ON posting_area IS 'AT-304: rules look again for countries that have ended';
ALTER TABLE posting_area ENABLE ALWAYS TRIGGER rule_places_changed;
