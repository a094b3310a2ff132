
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

CREATE FUNCTION goal_breaches(kind text, target numeric, during daterange, covered coverage) RETURNS datemultirange
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE kind
	WHEN 'floor' THEN coverage_gaps(covered, target::bigint, during)
	WHEN 'ceiling' THEN coverage_gaps(coverage_make(ARRAY['-infinity'::date], ARRAY[target::bigint]) - covered, 0::bigint, during) END;
COMMENT ON FUNCTION goal_breaches(text, numeric, daterange, coverage) IS 'the days of a period on which a coverage is below a floor, or above a ceiling; NULL for a goal of another kind';

-- A goal of less is one of more under the other sign. A measure is known up to a day, and
-- stands as it did then.
CREATE FUNCTION goal_standings(day date, goals bigint[], hypothesis hypothesis) RETURNS SETOF goal_standing
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT g.goal_id, g.name, g.kind, g.program::text, told.actual, g.target::double precision, told.gap, told.share_percent,
		   g.baseline::double precision, standing.baseline_day, told.expected, standing.due_day,
		   CASE WHEN g.kind = 'measure' THEN standing.due_day - goal_standings.day ELSE standing.days_left END, told.planned, standing.first_reached, standing.state, told.pace_needed,
		   standing.breached_days, waived.days, waived.reference, g.measure, k.unit, known.measured_day
	FROM goal g
	JOIN goal_measure(goal_standings.goals, goal_standings.hypothesis) m ON m.goal_id = g.goal_id
	LEFT JOIN measure k ON k.measure = g.measure
	CROSS JOIN LATERAL (SELECT CASE WHEN g.kind = 'measure' AND CASE WHEN g.baseline IS NULL THEN k.direction = 'less' ELSE g.target < g.baseline END THEN -1 ELSE 1 END AS sign) asks
	CROSS JOIN LATERAL (SELECT CASE WHEN g.kind = 'measure' THEN nullif(upper(range_merge(coverage_periods(m.whole, 1::bigint, daterange(NULL, goal_standings.day, '[]')))) - 1, CASE WHEN k.adds_up THEN g.baseline_day END) END AS measured_day) known
	LEFT JOIN LATERAL (
		SELECT array_agg(m.day ORDER BY m.day) AS days, array_agg(asks.sign * m.target ORDER BY m.day) AS targets
		FROM goal_milestone m WHERE m.goal_id = g.goal_id
	) milestone ON true
	CROSS JOIN LATERAL coverage_standing(CASE asks.sign WHEN -1 THEN '{}' - m.covered ELSE m.covered END,
										 CASE WHEN goal_standings.day < g.due_day AND known.measured_day >= coalesce(g.baseline_day, known.measured_day) THEN known.measured_day ELSE goal_standings.day END,
										 asks.sign * g.target, g.due_day,
										 asks.sign * g.baseline, g.baseline_day, milestone.days, milestone.targets, g.kind, g.during, m.whole) standing
	-- What is not known after the due day is as it was then. To add 0 makes 0 of -0.
	CROSS JOIN LATERAL (SELECT CASE WHEN standing.actual IS NULL AND g.kind = 'measure' AND goal_standings.day >= g.due_day THEN standing.planned ELSE standing.actual END AS value) last
	CROSS JOIN LATERAL (SELECT asks.sign * last.value + 0 AS actual, asks.sign * standing.expected + 0 AS expected,
							   asks.sign * standing.planned + 0 AS planned, asks.sign * standing.pace_needed + 0 AS pace_needed,
							   CASE WHEN last.value IS NOT NULL AND standing.actual IS NULL THEN greatest(0, standing.target - last.value) ELSE standing.gap END AS gap,
							   CASE WHEN asks.sign = -1 THEN NULL WHEN last.value IS NOT NULL AND standing.actual IS NULL THEN round((100 * last.value / nullif(standing.target, 0))::numeric, 2)
									ELSE standing.share_percent END AS share_percent) told
	LEFT JOIN LATERAL (
		SELECT (SELECT sum(upper(d) - lower(d))::integer FROM unnest(let.during * breached.days) AS d) AS days, let.reference
		FROM (SELECT goal_breaches(g.kind, g.target, g.during * daterange(NULL, goal_standings.day, '[]'), m.covered) AS days) breached
		CROSS JOIN LATERAL (
			SELECT range_agg(w.during) AS during, string_agg(DISTINCT w.reference, ', ' ORDER BY w.reference) AS reference
			FROM waiver w
			WHERE w.goal_id = g.goal_id AND w.rule_id = CASE g.kind WHEN 'floor' THEN 'AT-302' ELSE 'AT-303' END
			  AND datemultirange(w.during) && breached.days
		) let
	) waived ON standing.breached_days > 0
	WHERE check_day(goal_standings.day)
	ORDER BY standing.due_day, g.goal_id;
END;
COMMENT ON FUNCTION goal_standings(date, bigint[], hypothesis) IS 'part of goal_progress(): the same, planned anew for each call';

CREATE FUNCTION goal_progress(day date DEFAULT today(), goals bigint[] DEFAULT NULL, hypothesis hypothesis DEFAULT NULL) RETURNS SETOF goal_standing
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.*
	FROM attache_call(NULL::goal_standing, 'goal_standings(date,bigint[],hypothesis)'::regprocedure,
					  goal_progress.day, goal_progress.goals, goal_progress.hypothesis) s;
END;
COMMENT ON FUNCTION goal_progress(date, bigint[], hypothesis) IS 'every goal, or some of them (NULL for all), as it stands on a day: what is covered, what is missing, the line from baseline to target, what is planned for the due day, when the target was first reached up to that day, and the state; as the registry is, or as it would be';
