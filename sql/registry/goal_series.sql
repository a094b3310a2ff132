
-- A goal over time, for charts

CREATE FUNCTION goal_series(goal_id bigint, from_day date, to_day date, today date DEFAULT today()) RETURNS TABLE (
	day date,
	measure text,
	value double precision
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT g.goal_id, g.target, g.during, CASE WHEN g.kind IN ('share', 'measure') THEN 4 ELSE 2 END AS decimals, m.covered, m.whole
		FROM goal g
		JOIN goal_measure(ARRAY[goal_series.goal_id]) m ON m.goal_id = g.goal_id
	), daily AS (
		SELECT from_day + i AS day
		-- The planner asks how many days these are, before anything is refused.
		FROM generate_series(0, CASE WHEN isfinite(from_day) AND isfinite(to_day) THEN to_day - from_day END) i
	)
	SELECT d.day, v.measure, v.value::double precision
	FROM daily d
	CROSS JOIN asked a
	CROSS JOIN LATERAL (SELECT round(coverage_on(a.covered, d.day)::numeric / nullif(coalesce(coverage_on(a.whole, d.day), 1), 0), a.decimals) AS now) c
	LEFT JOIN goal_line l ON l.goal_id = a.goal_id AND l.first_day <= d.day AND (l.next_day > d.day OR l.next_day IS NULL AND l.first_day = d.day)
	CROSS JOIN LATERAL (VALUES
		('actual', CASE WHEN d.day <= goal_series.today THEN c.now END),
		('expected', round(l.expected + l.rise * (d.day - l.first_day) / l.run, a.decimals)),
		('planned', CASE WHEN d.day >= goal_series.today THEN c.now END),
		('target', CASE WHEN coalesce(a.during @> d.day, true) THEN a.target END)
	) AS v (measure, value)
	WHERE v.value IS NOT NULL
	  AND check_day(goal_series.from_day) AND check_day(goal_series.to_day) AND check_day(goal_series.today)
	  AND attache_check_argument(goal_series.from_day <= goal_series.to_day, 'the first day comes after the last')
	ORDER BY d.day, v.measure COLLATE "C";
END;
COMMENT ON FUNCTION goal_series(bigint, date, date, date) IS 'a goal day by day, in long form: actual up to today, planned from today on, expected from the baseline to the due day, and target; a day without a value has no row. Shares are rounded to four decimals, numbers of countries or sites to two';
