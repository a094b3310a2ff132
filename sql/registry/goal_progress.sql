
-- How the goals stand

CREATE FUNCTION goal_progress(day date DEFAULT current_date) RETURNS TABLE (
	goal_id bigint,
	goal text,
	program text,
	actual integer,
	target integer,
	gap integer,
	share_percent numeric,
	baseline integer,
	baseline_day date,
	expected numeric,
	due_day date,
	days_left integer,
	planned integer,
	first_reached date,
	state text
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH measured AS (
		SELECT g.goal_id, g.name, g.program, g.target::integer, g.baseline::integer, g.baseline_day, g.due_day,
			   coverage_on(covered.countries, goal_progress.day)::integer AS actual,
			   coverage_on(covered.countries, g.due_day)::integer AS planned,
			   -- The line from the baseline to the target on the due day.
			   g.baseline + (g.target - g.baseline) * least(1, greatest(0,
				   (goal_progress.day - g.baseline_day)::numeric / (g.due_day - g.baseline_day))) AS expected,
			   CASE WHEN goal_progress.day >= coalesce(g.baseline_day, goal_progress.day)
					THEN coverage_first_reached(covered.countries, g.target::bigint, daterange(g.baseline_day, goal_progress.day, '[]'))
			   END AS first_reached,
			   CASE WHEN goal_progress.day >= g.due_day
					THEN coverage_max(covered.countries, daterange(g.due_day, goal_progress.day, '[]')) >= g.target
			   END AS met_by_now
		FROM goal g
		CROSS JOIN LATERAL (SELECT goal_coverage(g.goal_id) AS countries) covered
		WHERE g.kind = 'reach'
	)
	SELECT m.goal_id,
		   m.name,
		   m.program::text,
		   m.actual,
		   m.target,
		   greatest(0, m.target - m.actual),
		   round(100.0 * m.actual / m.target, 2),
		   m.baseline,
		   m.baseline_day,
		   round(m.expected, 2),
		   m.due_day,
		   m.due_day - goal_progress.day,
		   m.planned,
		   m.first_reached,
		   CASE
			   WHEN m.baseline IS NULL THEN 'unknown'
			   WHEN goal_progress.day < m.baseline_day THEN 'not started'
			   WHEN goal_progress.day >= m.due_day AND m.planned >= m.target THEN 'met'
			   WHEN m.met_by_now THEN 'met late'
			   WHEN goal_progress.day >= m.due_day THEN 'missed'
			   WHEN m.actual >= m.expected AND m.planned < least(m.actual, m.target) THEN 'at risk'
			   WHEN m.actual >= m.target THEN 'reached'
			   WHEN m.actual >= m.expected THEN 'on track'
			   WHEN m.planned >= m.target THEN 'planned'
			   ELSE 'behind'
		   END
	FROM measured m
	ORDER BY m.due_day, m.goal_id;
END;
COMMENT ON FUNCTION goal_progress(date) IS 'every goal as it stands on a day: countries covered, what is missing, the line from baseline to target, what is planned for the due day, when the target was first reached up to that day, and the state';

