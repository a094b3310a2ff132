
-- Every rule against all data
--
-- Says in plain SQL what the constraints and triggers keep, and shares nothing
-- with them. Rules about changes (AT-302, AT-303, AT-305) leave nothing to see.

CREATE FUNCTION verify() RETURNS TABLE (
	rule_id text,
	table_name text,
	row_key text,
	first_day date,
	last_day date,
	detail text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH change AS (
		SELECT c.posting_id, c.effective_day, c.status, c.reference, c.taken_over_from, lag(c.status) OVER w AS before
		FROM posting_status_change c
		WINDOW w AS (PARTITION BY c.posting_id ORDER BY c.effective_day)
	), open_period AS (
		SELECT s.posting_id, range_agg(s.during) AS during
		FROM posting_status_period s
		WHERE posting_status_is_open(s.status)
		GROUP BY s.posting_id
	), boundary AS (
		-- Distinct people: each person's tenures at a posting merged first.
		SELECT m.posting_id, x.day, sum(x.by) AS by
		FROM (SELECT a.posting_id, unnest(range_agg(a.tenure)) AS during
			  FROM assignment a GROUP BY a.posting_id, a.representative_id) m
		CROSS JOIN LATERAL (VALUES (lower(m.during), 1), (upper(m.during), -1)) AS x (day, by)
		WHERE x.day IS NOT NULL
		GROUP BY m.posting_id, x.day
	), headcount AS (
		SELECT b.posting_id, sum(b.by) OVER w AS people,
			   daterange(b.day, lead(b.day) OVER w) AS during
		FROM boundary b
		WINDOW w AS (PARTITION BY b.posting_id ORDER BY b.day)
	), run AS (
		SELECT h.posting_id, unnest(range_agg(h.during)) AS during
		FROM headcount h JOIN posting p ON p.posting_id = h.posting_id AND h.people > p.seats
		GROUP BY h.posting_id
	), milestone AS (
		SELECT m.goal_id, m.day, m.target, lag(m.target) OVER (PARTITION BY m.goal_id ORDER BY m.day) AS before
		FROM goal_milestone m
	), violation AS (
		SELECT 'AT-101' AS rule_id, 'posting_status_change' AS table_name, format('posting %s', c.posting_id) AS row_key,
			   daterange(c.effective_day, NULL) AS during, format('starts as %s', c.status) AS detail
		FROM change c WHERE c.before IS NULL AND c.taken_over_from IS NULL AND c.status <> 'proposed'
		UNION ALL
		SELECT CASE WHEN posting_status_is_final(c.before) THEN 'AT-106' ELSE 'AT-103' END, 'posting_status_change',
			   format('posting %s', c.posting_id), daterange(c.effective_day, NULL), format('%s becomes %s', c.before, c.status)
		FROM change c WHERE c.before IS NOT NULL AND NOT posting_status_can_become(c.before, c.status)
		UNION ALL
		SELECT 'AT-104', 'posting_status_change', format('posting %s', c.posting_id), daterange(c.effective_day, NULL),
			   'approved without a reference'
		FROM change c WHERE c.status = 'approved' AND c.reference IS NULL
		UNION ALL
		SELECT 'AT-201', 'assignment', format('assignment %s', a.assignment_id), a.tenure,
			   format('posting %s does not admit anybody on its first day', a.posting_id)
		FROM assignment a
		WHERE NOT EXISTS (SELECT FROM posting_status_period s
						  WHERE s.posting_id = a.posting_id AND s.during @> lower(a.tenure) AND posting_status_admits(s.status))
		UNION ALL
		SELECT 'AT-105', 'assignment', format('assignment %s', a.assignment_id), a.tenure,
			   format('posting %s is not open on all of its days', a.posting_id)
		FROM assignment a
		WHERE EXISTS (SELECT FROM posting_status_period s
					  WHERE s.posting_id = a.posting_id AND s.during && a.tenure AND lower(s.during) > lower(a.tenure)
						AND NOT posting_status_is_open(s.status))
		UNION ALL
		SELECT 'AT-202', 'assignment', format('assignments %s and %s', a.assignment_id, b.assignment_id), a.tenure * b.tenure,
			   format('representative %s has two of kind %s', a.representative_id, a.kind)
		FROM assignment a
		JOIN assignment b ON b.representative_id = a.representative_id AND b.kind = a.kind
			AND b.assignment_id > a.assignment_id AND b.tenure && a.tenure
		WHERE a.kind IN ('tour', 'tdy')
		UNION ALL
		SELECT 'AT-203', 'posting', format('posting %s', h.posting_id), h.during, format('%s people, %s seats', h.people, p.seats)
		FROM headcount h JOIN posting p ON p.posting_id = h.posting_id
		WHERE h.people > p.seats + 1
		UNION ALL
		SELECT 'AT-204', 'posting', format('posting %s', r.posting_id), r.during,
			   format('more people than seats for more than %s days on end', l.most)
		FROM run r JOIN rule l ON l.rule_id = 'AT-204'
		WHERE upper_inf(r.during) OR upper(r.during) - lower(r.during) > l.most
		UNION ALL
		SELECT 'AT-205', 'assignment', format('assignment %s', a.assignment_id), gap.during,
			   format('representative %s acts without an assignment elsewhere', a.representative_id)
		FROM assignment a
		CROSS JOIN LATERAL (
			SELECT unnest(datemultirange(a.tenure) - coalesce(range_agg(own.tenure), '{}')) AS during
			FROM assignment own
			WHERE own.representative_id = a.representative_id AND own.posting_id <> a.posting_id AND own.kind <> 'acting') gap
		WHERE a.kind = 'acting'
		UNION ALL
		SELECT l.rule_id, 'assignment', format('assignment %s', a.assignment_id), a.tenure,
			   format('a %s of more than %s %s', a.kind, limits.most, l.unit)
		FROM assignment a
		JOIN rule l ON l.rule_id = CASE a.kind WHEN 'tour' THEN 'AT-206' WHEN 'tdy' THEN 'AT-207' END
		CROSS JOIN LATERAL (SELECT CASE WHEN a.extension IS NULL THEN l.most ELSE coalesce(l.most_extended, l.most) END AS most) limits
		WHERE NOT (a.kind = 'tour' AND upper_inf(a.tenure))
		  AND upper(a.tenure) > lower(a.tenure) + make_interval(months => CASE l.unit WHEN 'months' THEN limits.most ELSE 0 END,
															   days => CASE l.unit WHEN 'days' THEN limits.most ELSE 0 END)
			  IS NOT FALSE
		UNION ALL
		SELECT 'AT-208', 'assignment', format('assignment %s', a.assignment_id), a.tenure, 'a tenure without a first day, or empty'
		FROM assignment a WHERE isempty(a.tenure) OR lower_inf(a.tenure)
		UNION ALL
		SELECT 'AT-301', 'goal', format('goal %s', g.goal_id), daterange(g.baseline_day, g.due_day, '[]'), 'target not above baseline'
		FROM goal g WHERE g.kind IN ('reach', 'share') AND g.target <= coalesce(g.baseline, 0)
		UNION ALL
		SELECT 'AT-306', 'goal_milestone', format('goal %s, %s', m.goal_id, m.day), daterange(m.day, m.day, '[]'), 'a milestone out of place'
		FROM milestone m JOIN goal g ON g.goal_id = m.goal_id
		WHERE g.due_day IS NULL OR m.day >= g.due_day OR m.day <= g.baseline_day
		   OR m.target > g.target OR m.target < coalesce(m.before, g.baseline, 0)
		UNION ALL
		SELECT 'AT-307', 'weight', format('%s, %s', coalesce('country ' || a.country::text, 'site ' || a.site_id), coalesce(a.program::text, 'any program')),
			   a.during, 'a negative weight'
		FROM weight a WHERE a.weight < 0
	)
	SELECT v.rule_id, v.table_name, v.row_key, lower(v.during), upper(v.during) - 1, v.detail
	FROM violation v
	ORDER BY v.rule_id, v.row_key COLLATE "C", lower(v.during);
END;
COMMENT ON FUNCTION verify() IS 'every violation of every rule over all data that the caller sees, whatever its severity; days are inclusive, NULL for open';
