
-- How the goals stand

CREATE VIEW goal_line WITH (security_invoker = true) AS
	SELECT goal_id, day AS first_day, expected,
		   lead(day) OVER along AS next_day,
		   coalesce(lead(expected) OVER along - expected, 0) AS rise,
		   coalesce(lead(day) OVER along - day, 1) AS run
	FROM (
		SELECT goal_id, baseline_day, baseline FROM goal WHERE due_day IS NOT NULL AND baseline_day IS NOT NULL
		UNION ALL
		SELECT m.goal_id, m.day, m.target
		FROM goal_milestone m
		JOIN goal g ON g.goal_id = m.goal_id AND m.day > g.baseline_day AND m.day < g.due_day
		UNION ALL
		SELECT goal_id, due_day, target FROM goal WHERE due_day IS NOT NULL AND baseline_day IS NOT NULL
	) point (goal_id, day, expected)
	WINDOW along AS (PARTITION BY goal_id ORDER BY day);
COMMENT ON VIEW goal_line IS 'what a goal expects: straight lines from its baseline by its milestones to its target on the due day';
COMMENT ON COLUMN goal_line.goal_id IS 'the goal';
COMMENT ON COLUMN goal_line.first_day IS 'the day on which a line begins: of the baseline, of a milestone, or the due day';
COMMENT ON COLUMN goal_line.expected IS 'what is expected on that day';
COMMENT ON COLUMN goal_line.next_day IS 'the day on which the next line begins; NULL for the due day';
COMMENT ON COLUMN goal_line.rise IS 'how much more is expected on that day';
COMMENT ON COLUMN goal_line.run IS 'within how many days';

CREATE FUNCTION goal_progress(day date DEFAULT today(), goals bigint[] DEFAULT NULL, hypothesis hypothesis DEFAULT NULL) RETURNS SETOF goal_standing
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH measured AS MATERIALIZED (
		SELECT g.goal_id, g.name, g.kind, g.program, g.target, g.baseline, g.baseline_day, g.during, m.meets, m.at_least,
			   coalesce(g.due_day, upper(g.during) - 1) AS due_day,
			   coverage_on(m.covered, d.day)::numeric AS covered,
			   coverage_on(m.whole, d.day)::numeric AS whole,
			   CASE g.kind
				   WHEN 'floor' THEN coalesce(coverage_min(m.covered, g.during * daterange(d.day, NULL)), coverage_min(m.covered, g.during))
				   WHEN 'ceiling' THEN coalesce(coverage_max(m.covered, g.during * daterange(d.day, NULL)), coverage_max(m.covered, g.during))
				   ELSE coverage_on(m.covered, g.due_day) END::numeric AS covered_then,
			   coalesce(coverage_on(m.whole, g.due_day), 1)::numeric AS whole_then,
			   line.expected AS line_from, line.rise, line.run,
			   least(d.day, g.due_day) - line.first_day AS along
		FROM (SELECT goal_progress.day) d
		CROSS JOIN goal g
		JOIN goal_measure(goal_progress.goals, goal_progress.hypothesis) m ON m.goal_id = g.goal_id
		LEFT JOIN goal_line line ON line.goal_id = g.goal_id
			AND line.first_day <= least(greatest(d.day, g.baseline_day), g.due_day)
			AND (line.next_day IS NULL OR line.next_day > least(greatest(d.day, g.baseline_day), g.due_day))
	), compared AS (
		-- Exact numbers, and no division: both sides are multiplied by the whole.
		SELECT m.*,
			   m.covered >= m.target * m.whole AS is_met,
			   (m.covered - m.line_from * m.whole) * m.run >= m.rise * greatest(m.along, 0) * m.whole AS on_line,
			   m.whole_then > 0 AND m.covered_then >= m.target * m.whole_then AS then_met,
			   m.whole_then > 0 AND m.covered_then < m.target * m.whole_then
				   AND m.covered_then * m.whole < m.covered * m.whole_then AS then_less,
			   coverage_gaps(m.meets, m.at_least, m.during * daterange(NULL, goal_progress.day, '[]')) AS breaches,
			   coverage_min(m.meets, m.during * daterange(goal_progress.day, NULL)) < m.at_least AS will_breach,
			   CASE WHEN m.during IS NULL AND goal_progress.day >= coalesce(m.baseline_day, goal_progress.day)
					THEN coverage_first_reached(m.meets, m.at_least, daterange(m.baseline_day, goal_progress.day, '[]'))
			   END AS first_reached,
			   CASE WHEN m.during IS NULL AND goal_progress.day >= m.due_day
					THEN coverage_max(m.meets, daterange(m.due_day, goal_progress.day, '[]')) >= m.at_least
			   END AS met_by_now,
			   m.covered / nullif(m.whole, 0) AS actual,
			   m.covered_then / nullif(m.whole_then, 0) AS planned,
			   m.line_from + m.rise * greatest(m.along, 0) / m.run AS expected
		FROM measured m
	)
	SELECT c.goal_id,
		   c.name,
		   c.kind,
		   c.program::text,
		   c.actual::double precision,
		   c.target::double precision,
		   CASE WHEN c.actual IS NOT NULL -- greatest() skips NULL
				THEN greatest(0, CASE c.kind WHEN 'ceiling' THEN c.actual - c.target ELSE c.target - c.actual END)::double precision END,
		   CASE c.kind WHEN 'share' THEN round(100 * c.actual, 2) ELSE round(100 * c.actual / nullif(c.target, 0), 2) END,
		   c.baseline::double precision,
		   c.baseline_day,
		   CASE WHEN c.during IS NOT NULL THEN c.target
				WHEN c.kind = 'share' THEN round(c.expected, 4) ELSE round(c.expected, 2) END::double precision,
		   c.due_day,
		   c.due_day - goal_progress.day,
		   c.planned::double precision,
		   c.first_reached,
		   CASE
			   WHEN c.during IS NOT NULL THEN CASE
				   WHEN goal_progress.day < lower(c.during) THEN 'not started'
				   WHEN NOT isempty(c.breaches) THEN 'breached'
				   WHEN goal_progress.day > c.due_day THEN 'met'
				   WHEN c.will_breach THEN 'at risk'
				   ELSE 'on track' END
			   WHEN c.baseline IS NULL THEN 'unknown'
			   WHEN goal_progress.day < c.baseline_day THEN 'not started'
			   WHEN goal_progress.day >= c.due_day THEN CASE
				   WHEN c.whole_then = 0 THEN 'unknown'
				   WHEN c.then_met THEN 'met'
				   WHEN c.met_by_now THEN 'met late'
				   ELSE 'missed' END
			   WHEN c.whole = 0 THEN 'unknown'
			   WHEN c.on_line AND c.then_less THEN 'at risk'
			   WHEN c.is_met THEN 'reached'
			   WHEN c.on_line THEN 'on track'
			   WHEN c.then_met THEN 'planned'
			   ELSE 'behind'
		   END,
		   CASE WHEN c.during IS NULL AND goal_progress.day < c.due_day
				THEN round(CASE WHEN c.is_met THEN 0 ELSE (c.target - c.actual) * 365 / (c.due_day - goal_progress.day) END, 4)::double precision END,
		   CASE WHEN c.during IS NOT NULL AND NOT lower_inf(c.breaches)
				THEN (SELECT coalesce(sum(upper(b) - lower(b)), 0)::integer FROM unnest(c.breaches) b) END
	FROM compared c
	WHERE check_day(goal_progress.day)
	ORDER BY c.due_day, c.goal_id;
END;
COMMENT ON FUNCTION goal_progress(date, bigint[], hypothesis) IS 'every goal, or some of them, as it stands on a day: what is covered, what is missing, the line from baseline to target, what is planned for the due day, when the target was first reached up to that day, and the state; as the registry is, or as it would be';
