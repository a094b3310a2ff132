
-- Standing: a coverage against a target -------------------------------------------

CREATE TYPE coverage_path_line AS (
	first_day date,
	expected numeric,
	next_day date,
	rise numeric,
	run integer
);
COMMENT ON TYPE coverage_path_line IS 'a straight line of the path to a target';
COMMENT ON COLUMN coverage_path_line.first_day IS 'the day on which the line begins: of the baseline, of a milestone, or the due day';
COMMENT ON COLUMN coverage_path_line.expected IS 'what is expected on that day';
COMMENT ON COLUMN coverage_path_line.next_day IS 'the day on which the next line begins; NULL for the due day';
COMMENT ON COLUMN coverage_path_line.rise IS 'how much more is expected on that day';
COMMENT ON COLUMN coverage_path_line.run IS 'within how many days';

CREATE FUNCTION coverage_path(target numeric, due_day date, baseline numeric, baseline_day date,
							  milestone_days date[] DEFAULT NULL, milestones numeric[] DEFAULT NULL) RETURNS SETOF coverage_path_line
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT point.day, point.expected,
		   lead(point.day) OVER along,
		   coalesce(lead(point.expected) OVER along - point.expected, 0),
		   coalesce(lead(point.day) OVER along - point.day, 1)
	FROM (
		SELECT baseline_day, baseline
		UNION ALL
		SELECT m.day, m.target
		FROM unnest(milestone_days, milestones) AS m (day, target)
		WHERE m.day > baseline_day AND m.day < due_day
		UNION ALL
		SELECT due_day, target
	) AS point (day, expected)
	WHERE due_day IS NOT NULL AND baseline_day IS NOT NULL
	WINDOW along AS (ORDER BY point.day);
END;
COMMENT ON FUNCTION coverage_path(numeric, date, numeric, date, date[], numeric[]) IS 'what a target expects: straight lines from its baseline by its milestones to the target on the due day; no rows if the due day or the baseline day is NULL';

CREATE TYPE coverage_standing AS (
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
	breached_days integer
);
COMMENT ON TYPE coverage_standing IS 'how a coverage stands against a target on a day';
COMMENT ON COLUMN coverage_standing.actual IS 'what is covered or measured on the day, in the unit of the target';
COMMENT ON COLUMN coverage_standing.target IS 'the target';
COMMENT ON COLUMN coverage_standing.gap IS 'what is missing; for a ceiling, what is too much';
COMMENT ON COLUMN coverage_standing.share_percent IS 'of a share the share, else how much of the target is covered; in percent, rounded';
COMMENT ON COLUMN coverage_standing.baseline IS 'what was covered when the target was set';
COMMENT ON COLUMN coverage_standing.baseline_day IS 'the day of the baseline';
COMMENT ON COLUMN coverage_standing.expected IS 'what the line from the baseline to the target expects on the day, rounded';
COMMENT ON COLUMN coverage_standing.due_day IS 'the due day; of a floor or ceiling the last day, NULL if it has none';
COMMENT ON COLUMN coverage_standing.days_left IS 'days until then; negative after it';
COMMENT ON COLUMN coverage_standing.planned IS 'what is covered on the due day as planned; for a floor or ceiling the worst value still to come';
COMMENT ON COLUMN coverage_standing.first_reached IS 'first day on which the target was met, up to the day';
COMMENT ON COLUMN coverage_standing.state IS 'the state';
COMMENT ON COLUMN coverage_standing.pace_needed IS 'what has to come in 365 days to meet the target on the due day';
COMMENT ON COLUMN coverage_standing.breached_days IS 'of a floor or ceiling: on how many days it was breached, up to the day';

CREATE FUNCTION coverage_check_target(kind text, target numeric, due_day date, during daterange, baseline numeric, baseline_day date,
									  milestone_days date[], milestones numeric[], whole coverage) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN attache_check_argument(coalesce(kind IN ('reach', 'share', 'floor', 'ceiling', 'measure'), false),
		'there is no target of kind "' || coalesce(kind, '') || '"', 'Kinds are reach, share, floor, ceiling and measure.')
	AND attache_check_argument(coalesce(abs(target) < 1e18, false),
		'a target is a number of at most 18 digits')
	AND attache_check_argument(coalesce(kind IN ('floor', 'ceiling') OR isfinite(due_day) AND during IS NULL, false),
		'a target of kind ' || coalesce(kind, '') || ' has a due day, and no period', 'Give the day by which the target is to be met as "due_day".')
	AND attache_check_argument(coalesce(kind NOT IN ('floor', 'ceiling') OR due_day IS NULL AND during IS NOT NULL, false),
		'a target of kind ' || coalesce(kind, '') || ' has a period, and no due day', 'Give the days on which the target is to be kept as "during".')
	AND attache_check_argument(coalesce(during IS NULL OR NOT isempty(during), false),
		'the period is empty', 'Its first day comes before its end; [2006-01-01,2007-01-01) is the year 2006.')
	AND attache_check_argument(coalesce(isfinite(lower(during)) IS NOT FALSE AND isfinite(upper(during)) IS NOT FALSE, false),
		'a period cannot have infinity as a bound', 'A period without a first or a last day has no bound there: [2006-01-01,).')
	AND attache_check_argument(coalesce((baseline IS NULL) = (baseline_day IS NULL), false),
		'a baseline has both a number and a day')
	AND attache_check_argument(coalesce(baseline IS NULL OR during IS NULL, false),
		'a target of kind ' || coalesce(kind, '') || ' has no baseline')
	AND attache_check_argument(coalesce(baseline IS NULL OR isfinite(baseline_day) AND baseline_day < due_day AND abs(baseline) < 1e18 AND baseline < target, false),
		'a baseline comes before the due day and lies below the target')
	AND attache_check_argument(coalesce(coalesce(cardinality(milestone_days), 0) = coalesce(cardinality(milestones), 0) AND coalesce(array_ndims(milestone_days), 1) = 1 AND coalesce(array_ndims(milestones), 1) = 1 AND coalesce('infinity' <> ALL (milestone_days) AND '-infinity' <> ALL (milestone_days), milestone_days IS NULL) AND coalesce(1e18 > ALL (milestones) AND -1e18 < ALL (milestones), milestones IS NULL), false),
		'each milestone has both a day and a number', 'Give as many "milestones" as "milestone_days".')
	AND attache_check_argument(coalesce(kind NOT IN ('share', 'measure') OR whole IS NOT NULL, false),
		'a target of kind ' || coalesce(kind, '') || ' has a whole', 'Give what all of it weighs, day by day, as "whole".')
	AND attache_check_argument(coalesce(kind IN ('share', 'measure') OR whole IS NULL, false),
		'a target of kind ' || coalesce(kind, '') || ' has no whole', 'Targets of kind share and measure have one.');
COMMENT ON FUNCTION coverage_check_target(text, numeric, date, daterange, numeric, date, date[], numeric[], coverage) IS 'true for a target that coverage_standing() understands; an error of SQLSTATE 22023 for any other, as for a kind or a number that is NULL';

CREATE FUNCTION coverage_standing(
	covered coverage,
	day date,
	target numeric,
	due_day date DEFAULT NULL,
	baseline numeric DEFAULT NULL,
	baseline_day date DEFAULT NULL,
	milestone_days date[] DEFAULT NULL,
	milestones numeric[] DEFAULT NULL,
	kind text DEFAULT 'reach',
	during daterange DEFAULT NULL,
	whole coverage DEFAULT NULL
) RETURNS SETOF coverage_standing
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	-- The target is met on a day on which "meets" is at least "at_least".
	WITH asked AS MATERIALIZED (
		SELECT coalesce(due_day, upper(during) - 1) AS last_day,
			   coalesce(whole, '{-infinity:1}') AS of_whole,
			   CASE WHEN whole IS NOT NULL THEN 1 WHEN kind = 'ceiling' THEN 0 ELSE ceil(a.bound)::bigint END AS at_least,
			   CASE
				   WHEN kind = 'ceiling' THEN coverage_make(ARRAY['-infinity'::date], ARRAY[floor(a.bound)::bigint]) - covered
				   WHEN whole IS NOT NULL THEN (
					   SELECT coalesce(coverage_make(array_agg(step.first_day ORDER BY step.first_day),
													 array_agg((step.weight > 0 AND coverage_on(covered, step.first_day) >= target * step.weight)::integer::bigint
															   ORDER BY step.first_day)),
									   '{}')
					   FROM (SELECT d.first_day, coverage_on(whole, d.first_day) AS weight
							 FROM (SELECT coalesce(s.first_day, '-infinity') FROM coverage_steps(covered) s
								   UNION
								   SELECT coalesce(s.first_day, '-infinity') FROM coverage_steps(whole) s) AS d (first_day)) AS step)
				   ELSE covered END AS meets
		FROM (SELECT CASE WHEN abs(target) < 1e18 THEN target END AS bound) a
		WHERE CASE WHEN covered IS NULL OR day IS NULL OR target IS NULL THEN false
				   ELSE attache_check_argument(isfinite(day), 'infinity is not a day', 'Give a day of the calendar.')
						AND coverage_check_target(kind, target, due_day, during, baseline, baseline_day, milestone_days, milestones, whole) END
	), measured AS MATERIALIZED (
		SELECT a.*,
			   coverage_on(covered, day)::numeric AS now,
			   coverage_on(a.of_whole, day)::numeric AS whole_now,
			   CASE kind
				   WHEN 'floor' THEN coalesce(coverage_min(covered, during * daterange(day, NULL)), coverage_min(covered, during))
				   WHEN 'ceiling' THEN coalesce(coverage_max(covered, during * daterange(day, NULL)), coverage_max(covered, during))
				   ELSE coverage_on(covered, due_day) END::numeric AS later,
			   coalesce(coverage_on(a.of_whole, due_day), 1)::numeric AS whole_later,
			   line.expected AS line_from, line.rise, line.run,
			   CASE WHEN isfinite(day) THEN greatest(least(day, due_day) - line.first_day, 0) END AS along
		FROM asked a
		LEFT JOIN coverage_path(target, due_day, baseline, baseline_day, milestone_days, milestones) line
			ON line.first_day <= least(greatest(day, baseline_day), due_day)
			AND (line.next_day IS NULL OR line.next_day > least(greatest(day, baseline_day), due_day))
	), compared AS (
		-- Exact numbers, and no division: both sides are multiplied by the whole.
		SELECT m.*,
			   m.now >= target * m.whole_now AS is_met,
			   -- A count moves in whole steps, and a line does not.
			   CASE WHEN whole IS NOT NULL THEN (m.now - m.line_from * m.whole_now) * m.run >= m.rise * m.along * m.whole_now
						 ELSE (m.now + 1 - m.line_from) * m.run > m.rise * m.along END AS on_line,
			   m.whole_later > 0 AND m.later >= target * m.whole_later AS later_met,
			   m.whole_later > 0 AND m.later < target * m.whole_later AND m.later * m.whole_now < m.now * m.whole_later AS later_less,
			   coverage_gaps(m.meets, m.at_least, during * daterange(NULL, day, '[]')) AS breaches,
			   coverage_min(m.meets, during * daterange(day, NULL)) < m.at_least AS will_breach,
			   CASE WHEN during IS NULL AND day >= coalesce(baseline_day, day)
					THEN coverage_first_reached(m.meets, m.at_least, daterange(baseline_day, day, '[]')) END AS first_reached,
			   CASE WHEN during IS NULL AND day >= due_day
					THEN coverage_max(m.meets, daterange(due_day, day, '[]')) >= m.at_least END AS met_by_now,
			   m.now / nullif(m.whole_now, 0) AS actual,
			   m.later / nullif(m.whole_later, 0) AS planned,
			   m.line_from + m.rise * m.along / m.run AS expected
		FROM measured m
	)
	SELECT c.actual::double precision,
		   target::double precision,
		   CASE WHEN c.actual IS NOT NULL -- greatest() skips NULL
				THEN greatest(0, CASE kind WHEN 'ceiling' THEN c.actual - target ELSE target - c.actual END)::double precision END,
		   CASE kind WHEN 'share' THEN round(100 * c.actual, 2) ELSE round(100 * c.actual / nullif(target, 0), 2) END,
		   baseline::double precision,
		   baseline_day,
		   CASE WHEN during IS NOT NULL THEN target
				WHEN whole IS NOT NULL THEN round(c.expected, 4) ELSE round(c.expected, 2) END::double precision,
		   c.last_day,
		   CASE WHEN isfinite(day) THEN c.last_day - day END,
		   c.planned::double precision,
		   c.first_reached,
		   CASE
			   WHEN during IS NOT NULL THEN CASE
				   WHEN day < lower(during) THEN 'not started'
				   WHEN NOT isempty(c.breaches) THEN 'breached'
				   WHEN day > c.last_day THEN 'met'
				   WHEN c.will_breach THEN 'at risk'
				   ELSE 'on track' END
			   WHEN baseline IS NULL THEN 'unknown'
			   WHEN day < baseline_day THEN 'not started'
			   WHEN day >= due_day THEN CASE
				   WHEN c.whole_later = 0 THEN 'unknown'
				   WHEN c.later_met THEN 'met'
				   WHEN c.met_by_now THEN 'met late'
				   ELSE 'missed' END
			   WHEN c.whole_now = 0 THEN 'unknown'
			   WHEN c.on_line AND c.later_less THEN 'at risk'
			   WHEN c.is_met THEN 'reached'
			   WHEN c.on_line THEN 'on track'
			   WHEN c.later_met THEN 'planned'
			   ELSE 'behind' END,
		   CASE WHEN during IS NULL AND isfinite(day) AND day < due_day
				THEN round(CASE WHEN c.whole_now = 0 THEN NULL WHEN c.is_met THEN 0 ELSE (target - c.actual) * 365 / (due_day - day) END, 4)::double precision END,
		   CASE WHEN during IS NOT NULL AND NOT lower_inf(c.breaches)
				THEN (SELECT coalesce(sum(upper(b) - lower(b)), 0)::integer FROM unnest(c.breaches) b) END
	FROM compared c;
END;
COMMENT ON FUNCTION coverage_standing(coverage, date, numeric, date, numeric, date, date[], numeric[], text, daterange, coverage) IS 'how a coverage stands on a day against a target: what is covered, what is missing, the line from baseline to target, what is planned for the due day, when the target was first reached up to that day, and the state; no row for a NULL coverage, day or target; an error of SQLSTATE 22023 for a target that is not well formed, or a day that is infinite';
