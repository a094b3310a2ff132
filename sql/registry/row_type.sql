
-- Rows that functions take and return
--
-- A step of an upgrade can ALTER TYPE ... ADD ATTRIBUTE: what users have built on
-- the functions stays. A RETURNS TABLE with one more column is another function.

CREATE TYPE hypothesis AS (
	end_assignments bigint[],
	last_day date,
	open_postings bigint[],
	first_day date,
	extend_assignments bigint[],
	new_last_day date
);
COMMENT ON TYPE hypothesis IS 'a change of the registry that is only supposed; NULL for none';
COMMENT ON COLUMN hypothesis.end_assignments IS 'the keys of assignments that end; NULL for none';
COMMENT ON COLUMN hypothesis.last_day IS 'their last day';
COMMENT ON COLUMN hypothesis.open_postings IS 'the keys of postings that are active and held; NULL for none';
COMMENT ON COLUMN hypothesis.first_day IS 'from which day on they are; NULL for always';
COMMENT ON COLUMN hypothesis.extend_assignments IS 'the keys of assignments that last longer; NULL for none';
COMMENT ON COLUMN hypothesis.new_last_day IS 'their last day, if it comes after the one that they have; NULL for no end';

CREATE TYPE goal_measurement AS (
	goal_id bigint,
	covered coverage,
	whole coverage
);
COMMENT ON TYPE goal_measurement IS 'what a goal measures';
COMMENT ON COLUMN goal_measurement.goal_id IS 'key of the goal';
COMMENT ON COLUMN goal_measurement.covered IS 'what is covered of what it is about, day by day: how many countries or sites, or for a share what they weigh; of a measure its value in ten-thousandths';
COMMENT ON COLUMN goal_measurement.whole IS 'for a share: what all of it weighs; for a measure ten thousand on the days on which it is known, and 0 on others; NULL otherwise';

CREATE TYPE goal_standing AS (
	goal_id bigint,
	goal text,
	kind text,
	program text,
	actual double precision,
	target double precision,
	gap double precision,
	share_percent numeric,
	baseline double precision,
	baseline_day date,
	expected double precision,
	due_day date,
	days_left integer,
	planned double precision,
	first_reached date,
	state text,
	pace_needed double precision,
	breached_days integer,
	waived_days integer,
	waiver_reference text,
	measure text,
	unit text,
	measured_day date
);
COMMENT ON TYPE goal_standing IS 'a goal as it stands on a day';
COMMENT ON COLUMN goal_standing.goal_id IS 'key of the goal';
COMMENT ON COLUMN goal_standing.goal IS 'the goal';
COMMENT ON COLUMN goal_standing.kind IS 'reach, share, floor, ceiling or measure';
COMMENT ON COLUMN goal_standing.program IS 'code of its program; NULL for any';
COMMENT ON COLUMN goal_standing.actual IS 'what is covered or measured on the day, in the unit of the target';
COMMENT ON COLUMN goal_standing.target IS 'the target';
COMMENT ON COLUMN goal_standing.gap IS 'what is missing; for a ceiling, what is too much';
COMMENT ON COLUMN goal_standing.share_percent IS 'of a share the share, else how much of the target is covered; in percent, rounded';
COMMENT ON COLUMN goal_standing.baseline IS 'what was covered when the target was set';
COMMENT ON COLUMN goal_standing.baseline_day IS 'the day of the baseline';
COMMENT ON COLUMN goal_standing.expected IS 'what the line from the baseline to the target expects on the day, rounded';
COMMENT ON COLUMN goal_standing.due_day IS 'the due day; of a floor or ceiling the last day, NULL if it has none';
COMMENT ON COLUMN goal_standing.days_left IS 'days until then; negative after it';
COMMENT ON COLUMN goal_standing.planned IS 'what is covered on the due day as planned; for a floor or ceiling the worst value still to come';
COMMENT ON COLUMN goal_standing.first_reached IS 'first day on which the target was met, up to the day';
COMMENT ON COLUMN goal_standing.state IS 'the state';
COMMENT ON COLUMN goal_standing.pace_needed IS 'what has to come in 365 days to meet the target on the due day';
COMMENT ON COLUMN goal_standing.breached_days IS 'of a floor or ceiling: on how many days it was breached, up to the day';
COMMENT ON COLUMN goal_standing.waived_days IS 'of these days: how many are waived; NULL for none';
COMMENT ON COLUMN goal_standing.waiver_reference IS 'the papers of the waivers';
COMMENT ON COLUMN goal_standing.measure IS 'what is measured; NULL for coverage';
COMMENT ON COLUMN goal_standing.unit IS 'in what unit; NULL for coverage';
COMMENT ON COLUMN goal_standing.measured_day IS 'of a measure: up to which day it is known, of which actual, gap, expected and state are until the due day; NULL if nothing is, and for coverage';

CREATE TYPE violation AS (
	rule_id text,
	table_name text,
	assignment_id bigint,
	posting_id bigint,
	representative_id bigint,
	goal_id bigint,
	weight_id bigint,
	absence_id bigint,
	matter_id bigint,
	measurement_id bigint,
	first_day date,
	last_day date,
	detail text,
	waiver_id bigint,
	waiver_reference text
);
COMMENT ON TYPE violation IS 'days on which the data break a rule';
COMMENT ON COLUMN violation.rule_id IS 'the rule';
COMMENT ON COLUMN violation.table_name IS 'the table whose rows break it';
COMMENT ON COLUMN violation.assignment_id IS 'the assignment, of several the last; NULL if the rule is about none';
COMMENT ON COLUMN violation.posting_id IS 'the posting; NULL if the rule is about none';
COMMENT ON COLUMN violation.representative_id IS 'the person; NULL if the rule is about none';
COMMENT ON COLUMN violation.goal_id IS 'the goal; NULL if the rule is about none';
COMMENT ON COLUMN violation.weight_id IS 'the weight; NULL if the rule is about none';
COMMENT ON COLUMN violation.absence_id IS 'the absence; NULL if the rule is about none';
COMMENT ON COLUMN violation.matter_id IS 'the matter; NULL if the rule is about none';
COMMENT ON COLUMN violation.measurement_id IS 'the measurement; NULL if the rule is about none';
COMMENT ON COLUMN violation.first_day IS 'the first day that breaks it; NULL if it has always been so';
COMMENT ON COLUMN violation.last_day IS 'the last such day, inclusive; NULL while open';
COMMENT ON COLUMN violation.detail IS 'how';
COMMENT ON COLUMN violation.waiver_id IS 'a waiver that lets all of these days pass, the first if it takes several; NULL if none does';
COMMENT ON COLUMN violation.waiver_reference IS 'the papers of these waivers';

CREATE TYPE action AS (
	done text,
	posting text,
	mission text,
	representative text,
	first_day date,
	last_day date,
	posting_id bigint,
	assignment_id bigint
);
COMMENT ON TYPE action IS 'what a function that acts by name has done';
COMMENT ON COLUMN action.done IS 'proposed, requested, approved, opened, suspended, closed, assigned, extended, ended';
COMMENT ON COLUMN action.posting IS 'the posting: its number, or else its role and mission';
COMMENT ON COLUMN action.mission IS 'its mission';
COMMENT ON COLUMN action.representative IS 'the person, with their number; NULL for what is done to a posting';
COMMENT ON COLUMN action.first_day IS 'from when on it is so';
COMMENT ON COLUMN action.last_day IS 'until when, inclusive; NULL while open';
COMMENT ON COLUMN action.posting_id IS 'the key of the posting';
COMMENT ON COLUMN action.assignment_id IS 'the key of the assignment; NULL for what is done to a posting';

CREATE TYPE outlook AS (
	subject text,
	name text,
	program text,
	actual_now double precision,
	actual_then double precision,
	planned_now double precision,
	planned_then double precision,
	state_now text,
	state_then text,
	goal_id bigint
);
COMMENT ON TYPE outlook IS 'coverage or a goal on a day, now and if a hypothesis came true';
COMMENT ON COLUMN outlook.subject IS 'coverage or goal';
COMMENT ON COLUMN outlook.name IS 'the program, any program, or the goal';
COMMENT ON COLUMN outlook.program IS 'the program''s code; NULL for any';
COMMENT ON COLUMN outlook.actual_now IS 'countries that are covered, or what the goal counts, on the day';
COMMENT ON COLUMN outlook.actual_then IS 'the same if the hypothesis came true';
COMMENT ON COLUMN outlook.planned_now IS 'what the goal counts on its due day as planned; NULL for coverage';
COMMENT ON COLUMN outlook.planned_then IS 'the same if the hypothesis came true';
COMMENT ON COLUMN outlook.state_now IS 'the goal''s state; NULL for coverage';
COMMENT ON COLUMN outlook.state_then IS 'the same if the hypothesis came true';
COMMENT ON COLUMN outlook.goal_id IS 'key of the goal; NULL for coverage';
