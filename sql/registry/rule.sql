
-- The rules

CREATE TABLE rule (
	rule_id text PRIMARY KEY,
	rule text NOT NULL,
	kept_by text NOT NULL CHECK (kept_by IN ('constraint', 'trigger')),
	severity text NOT NULL DEFAULT 'error' CHECK (severity IN ('error', 'warning', 'off')),
	most integer CHECK (most > 0),
	most_extended integer CHECK (most_extended >= most),
	unit text CHECK (unit IN ('days', 'months')),
	note text,
	CONSTRAINT rule_constraint CHECK (kept_by = 'trigger' OR severity = 'error'),
	CONSTRAINT rule_limit CHECK ((most IS NULL) = (unit IS NULL) AND (most IS NOT NULL OR most_extended IS NULL))
);
COMMENT ON TABLE rule IS 'the rules of this registry: how severe each is, and its limit';
COMMENT ON COLUMN rule.rule_id IS 'the rule''s id, which an error has as the name of its constraint';
COMMENT ON COLUMN rule.rule IS 'the rule, in words';
COMMENT ON COLUMN rule.kept_by IS 'constraint, which holds in any case; or trigger';
COMMENT ON COLUMN rule.severity IS 'error: what violates it is refused; warning: it passes with a WARNING; off: it is not looked at';
COMMENT ON COLUMN rule.most IS 'the limit that the rule sets, if it sets one';
COMMENT ON COLUMN rule.most_extended IS 'the limit with an extension, if the rule knows extensions';
COMMENT ON COLUMN rule.unit IS 'what the limits count: days or months';
COMMENT ON COLUMN rule.note IS 'remarks, such as who decided on a limit';
COMMENT ON CONSTRAINT rule_constraint ON rule IS 'what a constraint keeps cannot be a warning or off';

INSERT INTO rule (rule_id, kept_by, most, most_extended, unit, rule) VALUES
	('AT-101', 'trigger', NULL, NULL, NULL, 'a posting''s first status is proposed, or any for history that is taken over, which then says from what'),
	('AT-103', 'trigger', NULL, NULL, NULL, 'each change of status is one that the table of statuses allows, in the order of days'),
	('AT-104', 'constraint', NULL, NULL, NULL, 'an approval names its reference'),
	('AT-105', 'trigger', NULL, NULL, NULL, 'no assignment runs past the day on which its posting closes'),
	('AT-106', 'trigger', NULL, NULL, NULL, 'nothing follows a final status'),
	('AT-201', 'trigger', NULL, NULL, NULL, 'an assignment starts on a day on which its posting is active'),
	('AT-202', 'constraint', NULL, NULL, NULL, 'a person holds one tour at a time, and is on one TDY at a time'),
	('AT-203', 'trigger', NULL, NULL, NULL, 'on no day has a posting more than one person above its seats'),
	('AT-204', 'trigger', 30, NULL, 'days', 'a posting has more people than seats, as in a handover, for so many days on end at most'),
	('AT-205', 'trigger', NULL, NULL, NULL, 'who acts at a posting has an assignment elsewhere on each of the days'),
	('AT-206', 'trigger', 36, 60, 'months', 'a tour lasts so long at most, and with an extension longer; it may be open-ended'),
	('AT-207', 'trigger', 180, NULL, 'days', 'a TDY lasts so long at most'),
	('AT-208', 'constraint', NULL, NULL, NULL, 'a tenure has a first day, is not empty, and has no infinity in it'),
	('AT-301', 'constraint', NULL, NULL, NULL, 'a goal is well formed'),
	('AT-302', 'trigger', NULL, NULL, NULL, 'no change takes coverage below an enforced floor on a day from today on'),
	('AT-303', 'trigger', NULL, NULL, NULL, 'no change takes coverage above an enforced ceiling on a day from today on'),
	('AT-305', 'trigger', NULL, NULL, NULL, 'what a goal asks for no longer changes after its due day'),
	('AT-306', 'trigger', NULL, NULL, NULL, 'the milestones of a goal lie between its baseline and its target, and do not step back'),
	('AT-307', 'constraint', NULL, NULL, NULL, 'weights are not negative, and there is one a day for a unit and a program');
