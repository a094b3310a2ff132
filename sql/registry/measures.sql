
-- What was measured, cut and added up, and beside presence
--
-- What was not measured is NULL and never 0.

CREATE FUNCTION measured(measure text, within daterange DEFAULT '(,)', by text DEFAULT 'fiscal year') RETURNS TABLE (
	first_day date,
	last_day date,
	country text,
	country_name text,
	site text,
	program text,
	value numeric,
	unit text,
	days integer,
	missing_days integer,
	site_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH own AS MATERIALIZED (
		SELECT m.country, m.site_id, m.program, concat_ws(' ', m.country, m.site_id, m.program) AS unit, m.during, m.value
		FROM measurement m
		WHERE m.measure = measured.measure
	), whole AS (
		-- A period without a first or a last day has those that were measured.
		SELECT daterange(span.first_day, span.end_day) AS during
		FROM (SELECT coalesce(lower(measured.within), min(lower(o.during))) AS first_day, coalesce(upper(measured.within), max(upper(o.during))) AS end_day FROM own o) span
		WHERE span.first_day < span.end_day
	), bucket AS (
		SELECT daterange(b.first_day, b.last_day, '[]') AS during
		FROM whole w
		CROSS JOIN LATERAL coverage_by('{}'::coverage, w.during, measured.by) b
	), part AS (
		SELECT b.during, min(u.country) AS country, min(u.site_id) AS site_id, min(u.program) AS program,
			   sum(measurement_part(o.value, o.during, b.during)) AS total,
			   sum(upper(o.during * b.during) - lower(o.during * b.during)) AS days, sum(o.value * (upper(o.during * b.during) - lower(o.during * b.during))) AS weighed
		FROM bucket b
		CROSS JOIN (SELECT o.unit, min(o.country) AS country, min(o.site_id) AS site_id, min(o.program) AS program FROM own o GROUP BY o.unit) u
		LEFT JOIN own o ON o.unit = u.unit AND o.during && b.during
		GROUP BY b.during, u.unit
	)
	SELECT lower(p.during), upper(p.during) - 1, p.country::text, country_name(p.country), s.code, p.program::text,
		   CASE WHEN p.days IS NULL THEN NULL WHEN k.adds_up THEN p.total ELSE round(p.weighed / p.days, 4) END,
		   k.unit, (upper(p.during) - lower(p.during))::integer, (upper(p.during) - lower(p.during) - coalesce(p.days, 0))::integer, p.site_id
	FROM part p
	JOIN measure k ON k.measure = measured.measure
	LEFT JOIN site s ON s.site_id = p.site_id
	WHERE check_period(measured.within) AND check_measure(measured.measure)
	ORDER BY p.during, country_name(p.country) COLLATE "C", s.code COLLATE "C", program_code_ordinal(p.program);
END;
COMMENT ON FUNCTION measured(text, daterange, text) IS 'what was measured of a measure within a period, by default from the first day measured to the last, by day, week, month, quarter, year or fiscal year, for each country, site or program that was ever measured: values that add up are cut by days and added, others are averages over the days measured; on how many of the days nothing was measured; the value is NULL if nothing was on any. An error of SQLSTATE 22023 for an unknown measure';

CREATE FUNCTION measured_beside(measure text, within daterange DEFAULT daterange(NULL, today(), '[]')) RETURNS TABLE (
	country text,
	country_name text,
	site text,
	program text,
	unit text,
	covered_days integer,
	covered_value numeric,
	covered_rate double precision,
	uncovered_days integer,
	uncovered_value numeric,
	uncovered_rate double precision,
	missing_days integer,
	site_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH own AS MATERIALIZED (
		SELECT m.country, m.site_id, m.program, concat_ws(' ', m.country, m.site_id, m.program) AS unit, goal_scope(m.per, m.program) AS scope,
			   m.during, m.value, m.during * measured_beside.within AS days
		FROM measurement m
		WHERE m.measure = measured_beside.measure AND m.during && measured_beside.within
	), covered AS MATERIALIZED (
		SELECT u.unit, range_agg(coverage_periods(coverage_within(h.during, r.during), 1::bigint)) AS days
		FROM (SELECT o.unit, o.scope, min(o.country) AS country, min(o.site_id) AS site_id, min(o.program) AS program FROM own o GROUP BY o.unit, o.scope) u
		JOIN posting_reach r ON r.scope = u.scope AND r.resident
			AND (u.program IS NULL OR r.program = u.program) AND (u.country IS NULL OR r.country = u.country) AND (u.site_id IS NULL OR r.site_id = u.site_id)
		JOIN posting_presence() h ON h.posting_id = r.posting_id
		GROUP BY u.unit
	), part AS (
		SELECT min(o.country) AS country, min(o.site_id) AS site_id, min(o.program) AS program,
			   sum(upper(o.days) - lower(o.days)) AS days, sum(n.covered_days) AS covered_days,
			   sum(measurement_part(o.value, o.during, measured_beside.within)) AS total,
			   round(sum(o.value * n.covered_days / (upper(o.during) - lower(o.during))), 4) AS covered_total,
			   sum(o.value * n.covered_days / (upper(o.during) - lower(o.during))) AS covered_exact, sum(o.value * (upper(o.days) - lower(o.days) - n.covered_days) / (upper(o.during) - lower(o.during))) AS uncovered_exact,
			   sum(o.value * n.covered_days) AS covered_weighed, sum(o.value * (upper(o.days) - lower(o.days) - n.covered_days)) AS uncovered_weighed,
			   -- Before the first and after the last measurement nobody meant to measure.
			   (upper(range_merge(range_agg(o.days))) - lower(range_merge(range_agg(o.days)))) AS span
		FROM own o
		LEFT JOIN covered c ON c.unit = o.unit
		CROSS JOIN LATERAL (SELECT coalesce(sum(upper(d) - lower(d)), 0) AS covered_days FROM unnest(datemultirange(o.days) * coalesce(c.days, '{}')) d) n
		GROUP BY o.unit
	)
	SELECT p.country::text, country_name(p.country), s.code, p.program::text, k.unit,
		   p.covered_days::integer, v.covered_value,
		   round(CASE WHEN k.adds_up THEN 365 * p.covered_exact / nullif(p.covered_days, 0) ELSE v.covered_value END, 4)::double precision,
		   (p.days - p.covered_days)::integer, v.uncovered_value,
		   round(CASE WHEN k.adds_up THEN 365 * p.uncovered_exact / nullif(p.days - p.covered_days, 0) ELSE v.uncovered_value END, 4)::double precision,
		   (p.span - p.days)::integer, p.site_id
	FROM part p
	JOIN measure k ON k.measure = measured_beside.measure
	CROSS JOIN LATERAL (
		SELECT CASE WHEN p.covered_days = 0 THEN NULL WHEN k.adds_up THEN p.covered_total ELSE round(p.covered_weighed / p.covered_days, 4) END AS covered_value,
			   CASE WHEN p.days = p.covered_days THEN NULL WHEN k.adds_up THEN p.total - p.covered_total ELSE round(p.uncovered_weighed / (p.days - p.covered_days), 4) END AS uncovered_value
	) v
	LEFT JOIN site s ON s.site_id = p.site_id
	WHERE check_period(measured_beside.within) AND check_measure(measured_beside.measure)
	ORDER BY country_name(p.country) COLLATE "C", s.code COLLATE "C", program_code_ordinal(p.program);
END;
COMMENT ON FUNCTION measured_beside(text, daterange) IS 'a measure beside presence, within a period, by default up to today: for each country, site or program that was measured then, what was measured on the days on which it was covered, by somebody who resides there and for the program if there is one, and on those on which it was not. Values that add up are cut by days; their rates are what would come in 365 such days; of others value and rate are the average. NULL where there are no such days; the days between the first and the last measurement on which nothing was measured are missing. An error of SQLSTATE 22023 for an unknown measure';
