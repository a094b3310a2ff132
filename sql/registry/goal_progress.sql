
-- How the goals stand

CREATE VIEW goal_line WITH (security_invoker = true) AS
	SELECT g.goal_id, line.*
	FROM goal g
	LEFT JOIN LATERAL (
		SELECT array_agg(m.day ORDER BY m.day) AS days, array_agg(m.target ORDER BY m.day) AS targets
		FROM goal_milestone m WHERE m.goal_id = g.goal_id
	) milestone ON true
	CROSS JOIN LATERAL coverage_path(g.target, g.due_day, g.baseline, g.baseline_day, milestone.days, milestone.targets) line;
COMMENT ON VIEW goal_line IS 'what a goal expects: straight lines from its baseline by its milestones to its target on the due day';
COMMENT ON COLUMN goal_line.goal_id IS 'the goal';
COMMENT ON COLUMN goal_line.first_day IS 'the day on which the line begins: of the baseline, of a milestone, or the due day';
COMMENT ON COLUMN goal_line.expected IS 'what is expected on that day';
COMMENT ON COLUMN goal_line.next_day IS 'the day on which the next line begins; NULL for the due day';
COMMENT ON COLUMN goal_line.rise IS 'how much more is expected on that day';
COMMENT ON COLUMN goal_line.run IS 'within how many days';

CREATE FUNCTION goal_progress(day date DEFAULT today(), goals bigint[] DEFAULT NULL, hypothesis hypothesis DEFAULT NULL) RETURNS SETOF goal_standing
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT g.goal_id, g.name, g.kind, g.program::text, standing.*
	FROM goal g
	JOIN goal_measure(goal_progress.goals, goal_progress.hypothesis) m ON m.goal_id = g.goal_id
	LEFT JOIN LATERAL (
		SELECT array_agg(m.day ORDER BY m.day) AS days, array_agg(m.target ORDER BY m.day) AS targets
		FROM goal_milestone m WHERE m.goal_id = g.goal_id
	) milestone ON true
	CROSS JOIN LATERAL coverage_standing(m.covered, goal_progress.day, g.target, g.due_day, g.baseline, g.baseline_day,
										 milestone.days, milestone.targets, g.kind, g.during, m.whole) standing
	WHERE check_day(goal_progress.day)
	ORDER BY standing.due_day, g.goal_id;
END;
COMMENT ON FUNCTION goal_progress(date, bigint[], hypothesis) IS 'every goal, or some of them, as it stands on a day: what is covered, what is missing, the line from baseline to target, what is planned for the due day, when the target was first reached up to that day, and the state; as the registry is, or as it would be';
