
-- Every rule against all data
--
-- The rules in plain SQL, which shares nothing with the constraints and triggers
-- that enforce them. Headcounts first pick the few rows that are worth a look.
-- Rules about changes (AT-211, AT-302, AT-303, AT-305) leave nothing to see.

CREATE VIEW rule_in_force WITH (security_invoker = true) AS
	SELECT d.rule_id,
		   CASE WHEN r.rule_id IS NULL THEN d.severity ELSE r.severity END AS severity,
		   CASE WHEN r.rule_id IS NULL THEN d.longest ELSE r.longest END AS longest,
		   CASE WHEN r.rule_id IS NULL THEN coalesce(d.longest_extended, d.longest) ELSE coalesce(r.longest_extended, r.longest) END AS longest_extended
	FROM attache_rules() d
	LEFT JOIN rule r ON r.rule_id = d.rule_id;
COMMENT ON VIEW rule_in_force IS 'every rule as it holds here: as its row in table rule says, or without one as in a new registry';
COMMENT ON COLUMN rule_in_force.rule_id IS 'the rule';
COMMENT ON COLUMN rule_in_force.severity IS 'error, warning or off';
COMMENT ON COLUMN rule_in_force.longest IS 'its limit; NULL for none';
COMMENT ON COLUMN rule_in_force.longest_extended IS 'its limit with an extension, which is the same if no other is set; NULL for none';

CREATE FUNCTION verify() RETURNS SETOF violation LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH limits AS (
		SELECT r.rule_id, r.longest, r.longest_extended FROM rule_in_force r
	), change AS (
		SELECT c.posting_id, c.effective_day, c.status, c.reference, c.taken_over_from, lag(c.status) OVER w AS before
		FROM posting_status_change c
		WINDOW w AS (PARTITION BY c.posting_id ORDER BY c.effective_day)
	), open_period AS (
		SELECT s.posting_id, range_agg(s.during) AS during
		FROM posting_status_period s
		WHERE posting_status_is_open(s.status)
		GROUP BY s.posting_id
	), crowded AS MATERIALIZED (
		-- Postings with more assignments at a time than seats. Not by the key alone, whose
		-- index has the rows in an order that is slow to read.
		SELECT held.posting_id
		FROM (SELECT a.posting_id + 0 AS posting_id, headcount_agg(a.tenure) AS people
			  FROM assignment a WHERE a.kind <> 'acting' GROUP BY a.posting_id + 0) held
		JOIN (SELECT s.posting_id, min(s.seats) AS seats FROM posting_seats_period s GROUP BY s.posting_id) least ON least.posting_id = held.posting_id
		WHERE coverage_max(held.people) > least.seats
	), boundary AS (
		-- Distinct people: each person's tenures at a posting merged first. Who acts takes no seat.
		SELECT m.posting_id, x.day, sum(x.by) AS by
		FROM (SELECT a.posting_id, unnest(range_agg(a.tenure)) AS during
			  FROM crowded c JOIN assignment a ON a.posting_id = c.posting_id
			  WHERE a.kind <> 'acting' GROUP BY a.posting_id, a.representative_id) m
		CROSS JOIN LATERAL (VALUES (lower(m.during), 1), (upper(m.during), -1)) AS x (day, by)
		WHERE x.day IS NOT NULL
		GROUP BY m.posting_id, x.day
	), headcount AS (
		SELECT b.posting_id, sum(b.by) OVER w AS people,
			   daterange(b.day, lead(b.day) OVER w) AS during
		FROM boundary b
		WINDOW w AS (PARTITION BY b.posting_id ORDER BY b.day)
	), seated AS (
		SELECT h.posting_id, h.people, s.seats, h.during * s.during AS during
		FROM headcount h JOIN posting_seats_period s ON s.posting_id = h.posting_id AND h.people > s.seats AND h.during && s.during
	), run AS (
		SELECT h.posting_id, unnest(range_agg(h.during)) AS during
		FROM seated h
		GROUP BY h.posting_id
	), milestone AS (
		SELECT m.goal_id, m.day, m.target, lag(m.target) OVER (PARTITION BY m.goal_id ORDER BY m.day) AS before
		FROM goal_milestone m
	), weighed AS (
		SELECT format('%s, %s', coalesce('country ' || w.country::text, 'site ' || w.site_id), coalesce(w.program::text, 'any program')) AS unit,
			   w.during, w.weight, w.weight_id
		FROM weight w
	), lasting AS MATERIALIZED (
		-- Whose assignments of one kind at one posting begin and end so far apart that they may
		-- be too long together.
		SELECT t.posting_id, t.representative_id, t.kind
		FROM (SELECT t.posting_id, t.representative_id, t.kind, min(lower(t.tenure)) AS first_day, max(coalesce(upper(t.tenure), 'infinity')) AS end_day
			  FROM assignment t WHERE t.kind IN ('tour', 'tdy') GROUP BY t.posting_id, t.representative_id, t.kind) t
		JOIN limits l ON l.rule_id = CASE t.kind WHEN 'tour' THEN 'AT-206' ELSE 'AT-207' END
			AND CASE WHEN t.first_day <= '250000-01-01' THEN t.end_day > t.first_day + l.longest END
	), stay AS (
		-- The assignments of one person and kind at one posting that touch or overlap, if
		-- together they are too long without an extension.
		SELECT a.posting_id, a.representative_id, a.kind, merged.during, array_agg(a.assignment_id ORDER BY a.assignment_id) AS assignments,
			   bool_or(a.extension IS NOT NULL) AS extended
		FROM (SELECT t.posting_id, t.representative_id, t.kind, unnest(range_agg(t.tenure)) AS during
			  FROM lasting l JOIN assignment t ON t.posting_id = l.posting_id AND t.representative_id = l.representative_id AND t.kind = l.kind
			  GROUP BY t.posting_id, t.representative_id, t.kind) merged
		JOIN limits l ON l.rule_id = CASE merged.kind WHEN 'tour' THEN 'AT-206' ELSE 'AT-207' END
			AND CASE WHEN lower(merged.during) <= '250000-01-01' THEN coalesce(upper(merged.during), 'infinity') > lower(merged.during) + l.longest END
		JOIN assignment a ON a.posting_id = merged.posting_id AND a.representative_id = merged.representative_id AND a.kind = merged.kind
			AND a.tenure && merged.during
		GROUP BY a.posting_id, a.representative_id, a.kind, merged.during
	), twice AS (
		-- Who has two assignments at a time, of one kind or both.
		SELECT a.representative_id
		FROM (SELECT a.representative_id, headcount_agg(a.tenure) AS posted
			  FROM assignment a WHERE a.kind IN ('tour', 'tdy') GROUP BY a.representative_id) a
		WHERE coverage_max(a.posted) > 1
	), ended_place AS MATERIALIZED (
		SELECT place.posting_id, ended.country, ended.withdrawn, place.during * daterange(ended.withdrawn + 1, NULL) AS during
		FROM posting_place place
		JOIN countries() ended ON ended.country = place.country AND ended.withdrawn + 1 < coalesce(upper(place.during), 'infinity')
	), limited_stay AS (
		SELECT s.*, l.rule_id, longest.longest,
			   daterange(CASE WHEN lower(s.during) <= '250000-01-01' THEN (lower(s.during) + longest.longest)::date END, NULL) AS past
		FROM stay s
		JOIN limits l ON l.rule_id = CASE s.kind WHEN 'tour' THEN 'AT-206' ELSE 'AT-207' END
		CROSS JOIN LATERAL (SELECT CASE WHEN s.extended THEN l.longest_extended ELSE l.longest END AS longest) longest
		WHERE longest.longest IS NOT NULL
	), found AS (
		SELECT 'AT-101' AS rule_id, 'posting_status_change' AS table_name, NULL::bigint[] AS assignments, c.posting_id,
			   NULL::bigint AS representative_id, NULL::bigint AS goal_id, NULL::bigint AS weight_id, NULL::bigint AS absence_id, NULL::bigint AS matter_id, NULL::bigint AS measurement_id,
			   daterange(c.effective_day, c.effective_day, '[]') AS during, format('starts as %s', c.status) AS detail
		FROM change c WHERE c.before IS NULL AND c.taken_over_from IS NULL AND c.status <> 'proposed'
		UNION ALL
		SELECT CASE WHEN posting_status_is_final(c.before) THEN 'AT-106' ELSE 'AT-103' END, 'posting_status_change', NULL AS assignments, c.posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   daterange(c.effective_day, c.effective_day, '[]'), format('%s becomes %s', c.before, c.status)
		FROM change c WHERE c.before IS NOT NULL AND NOT posting_status_can_become(c.before, c.status)
		UNION ALL
		SELECT 'AT-106', 'posting', NULL AS assignments, p.reopens, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   daterange(last.effective_day, NULL), format('reopened by posting %s, and not closed', p.posting_id)
		FROM posting p
		CROSS JOIN LATERAL (SELECT c.effective_day, c.status FROM posting_status_change c
							WHERE c.posting_id = p.reopens ORDER BY c.effective_day DESC LIMIT 1) last
		WHERE NOT posting_status_is_final(last.status)
		UNION ALL
		SELECT 'AT-104', 'posting_status_change', NULL AS assignments, c.posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   daterange(c.effective_day, c.effective_day, '[]'), 'approved without a reference'
		FROM change c WHERE c.status = 'approved' AND c.reference IS NULL
		UNION ALL
		SELECT 'AT-107', 'posting', NULL AS assignments, p.posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   m.during * o.during, format('open with role %s at a mission of kind %s', p.role, m.kind)
		FROM posting p
		JOIN role r ON r.role = p.role
		JOIN mission_period m ON m.mission_id = p.mission_id AND NOT ARRAY[m.kind] <@ r.mission_kinds
		JOIN (SELECT o.posting_id, unnest(o.during) AS during FROM open_period o) o ON o.posting_id = p.posting_id AND o.during && m.during
		UNION ALL
		SELECT 'AT-201', 'assignment', ARRAY[a.assignment_id], a.posting_id, a.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   daterange(lower(a.tenure), lower(a.tenure), '[]'), 'the posting does not admit anybody on its first day'
		FROM assignment a
		WHERE NOT EXISTS (SELECT FROM posting_status_period s
						  WHERE s.posting_id = a.posting_id AND s.during @> lower(a.tenure)
							AND CASE a.kind WHEN 'tdy' THEN posting_status_admits_tdy(s.status) ELSE posting_status_admits(s.status) END)
		UNION ALL
		SELECT 'AT-105', 'assignment', ARRAY[a.assignment_id], a.posting_id, a.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   a.tenure * daterange(min(lower(s.during)), NULL), 'the posting is not open on these days'
		FROM assignment a
		JOIN posting_status_period s ON s.posting_id = a.posting_id AND s.during && a.tenure AND lower(s.during) > lower(a.tenure)
			AND NOT posting_status_is_open(s.status)
		GROUP BY a.assignment_id, a.posting_id, a.representative_id, a.tenure
		UNION ALL
		-- Two postings may meet for a handover; one and the same may not.
		SELECT 'AT-202', 'assignment', ARRAY[a.assignment_id, b.assignment_id], b.posting_id, a.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   past.during, format('another %s of the person at the same time: assignment %s at posting %s', replace(a.kind, 'tdy', 'TDY'), a.assignment_id, a.posting_id)
		FROM twice t
		JOIN assignment a ON a.representative_id = t.representative_id AND a.kind IN ('tour', 'tdy')
		JOIN assignment b ON b.representative_id = a.representative_id AND b.kind = a.kind
			AND b.assignment_id > a.assignment_id AND b.tenure && a.tenure
		JOIN limits l ON l.rule_id = 'AT-202'
		CROSS JOIN LATERAL (SELECT CASE WHEN a.posting_id = b.posting_id THEN a.tenure * b.tenure
										WHEN l.longest IS NOT NULL AND lower(a.tenure * b.tenure) <= '250000-01-01'
										THEN a.tenure * b.tenure * daterange((lower(a.tenure * b.tenure) + l.longest)::date, NULL) END AS during) past
		WHERE NOT isempty(past.during)
		UNION ALL
		SELECT 'AT-203', 'posting', NULL AS assignments, h.posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, h.during, format('%s people, %s %s', h.people, h.seats, CASE h.seats WHEN 1 THEN 'seat' ELSE 'seats' END)
		FROM seated h
		WHERE h.people > h.seats + 1
		UNION ALL
		SELECT 'AT-204', 'posting', NULL AS assignments, r.posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, r.during * past.during,
			   format('more people than seats for longer than %s, since %s', attache_limit_text(l.longest), to_char(lower(r.during), 'YYYY-MM-DD'))
		FROM run r
		JOIN limits l ON l.rule_id = 'AT-204'
		CROSS JOIN LATERAL (SELECT daterange(CASE WHEN lower(r.during) <= '250000-01-01' THEN (lower(r.during) + l.longest)::date END, NULL) AS during) past
		WHERE NOT isempty(r.during * past.during) AND NOT lower_inf(past.during)
		UNION ALL
		SELECT 'AT-205', 'assignment', ARRAY[a.assignment_id], a.posting_id, a.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, gap.during,
			   'acts without an assignment elsewhere'
		FROM assignment a
		CROSS JOIN LATERAL (
			SELECT unnest(datemultirange(a.tenure) - coalesce(range_agg(own.tenure), '{}')) AS during
			FROM assignment own
			WHERE own.representative_id = a.representative_id AND own.posting_id <> a.posting_id AND own.kind <> 'acting') gap
		WHERE a.kind = 'acting'
		UNION ALL
		-- A tour without an end has run past its limit only if that lies before today.
		SELECT s.rule_id, 'assignment', s.assignments, s.posting_id, s.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, s.during * s.past,
			   format('a %s of more than %s, since %s', replace(s.kind, 'tdy', 'TDY'), attache_limit_text(s.longest), to_char(lower(s.during), 'YYYY-MM-DD'))
		FROM limited_stay s
		WHERE NOT lower_inf(s.past) AND NOT isempty(s.during * s.past)
		  AND (NOT upper_inf(s.during) OR s.kind <> 'tour' OR lower(s.past) <= today())
		UNION ALL
		SELECT 'AT-208', 'assignment', ARRAY[a.assignment_id], a.posting_id, a.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, a.tenure,
			   'a tenure without a first day, empty, or with an infinity in it'
		FROM assignment a
		WHERE isempty(a.tenure) OR lower_inf(a.tenure) OR NOT isfinite(lower(a.tenure)) OR NOT isfinite(upper(a.tenure))
		UNION ALL
		SELECT 'AT-209', 'absence', NULL AS assignments, NULL AS posting_id, a.representative_id, NULL AS goal_id, NULL AS weight_id, a.absence_id, NULL AS matter_id, NULL AS measurement_id, o.outside,
			   'absent, and holds no posting'
		FROM absence a
		CROSS JOIN LATERAL (
			SELECT unnest(datemultirange(CASE WHEN upper_inf(a.during) THEN daterange(lower(a.during), lower(a.during), '[]') ELSE a.during END)
						  - coalesce(range_agg(own.tenure), '{}')) AS outside
			FROM assignment own
			WHERE own.representative_id = a.representative_id) o
		UNION ALL
		SELECT 'AT-301', 'goal', NULL AS assignments, NULL AS posting_id, NULL AS representative_id, g.goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, coalesce(g.during, daterange(least(g.baseline_day, CASE WHEN g.baseline_day IS NOT NULL THEN g.due_day END), greatest(g.baseline_day, g.due_day), '[]')), fault.fault
		FROM goal g
		CROSS JOIN LATERAL (VALUES
			(g.kind NOT IN ('floor', 'ceiling') AND (g.due_day IS NULL OR g.during IS NOT NULL), 'a due day is missing, or there is a period in its place'),
			(g.kind IN ('floor', 'ceiling') AND (g.during IS NULL OR g.due_day IS NOT NULL), 'a period is missing, or there is a due day in its place'),
			(NOT isfinite(g.due_day) OR NOT isfinite(g.baseline_day) OR NOT isfinite(lower(g.during)) OR NOT isfinite(upper(g.during)), 'an infinite day'),
			(isempty(g.during), 'an empty period'),
			(g.kind IN ('reach', 'share') AND g.target <= coalesce(g.baseline, 0), 'target not above baseline'),
			(g.kind IN ('reach', 'share') AND g.baseline < 0, 'a negative baseline'),
			(g.baseline_day >= g.due_day, 'due day not after baseline day'),
			(g.kind = 'share' AND g.target > 1, 'a share above 1'),
			(g.kind NOT IN ('share', 'measure') AND (g.target <> trunc(g.target) OR g.baseline <> trunc(g.baseline)), 'a count that is not whole'),
			(g.kind = 'measure' AND (g.target = g.baseline OR greatest(abs(g.target), abs(g.baseline)) >= 1e10 OR greatest(scale(trim_scale(g.target)), scale(trim_scale(g.baseline))) > 4), 'a target that cannot be measured, or is the baseline'),
			(g.kind NOT IN ('share', 'measure') AND g.target > 2147483647 OR g.kind = 'floor' AND g.target < 1 OR g.kind = 'ceiling' AND g.target < 0, 'a target out of range')
		) AS fault (is_broken, fault)
		WHERE fault.is_broken
		UNION ALL
		SELECT 'AT-304', 'assignment', ARRAY[h.assignment_id], h.posting_id, h.representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id,
			   h.during * p.during, format('covers %s, which was withdrawn on %s', p.country, to_char(p.withdrawn, 'YYYY-MM-DD'))
		FROM ended_place p
		JOIN posting_held h ON h.posting_id = p.posting_id AND h.during && p.during
		UNION ALL
		SELECT 'AT-306', 'goal_milestone', NULL AS assignments, NULL AS posting_id, NULL AS representative_id, m.goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, daterange(m.day, m.day, '[]'), 'a milestone out of place'
		FROM milestone m JOIN goal g ON g.goal_id = m.goal_id LEFT JOIN measure k ON k.measure = g.measure
		WHERE g.due_day IS NULL OR m.day >= g.due_day OR m.day <= g.baseline_day
		   OR CASE WHEN CASE WHEN g.baseline IS NULL THEN k.direction = 'less' ELSE g.target < g.baseline END THEN m.target < g.target OR m.target > coalesce(m.before, g.baseline)
				   ELSE m.target > g.target OR m.target < coalesce(m.before, g.baseline, CASE WHEN g.kind <> 'measure' THEN 0 END) END
		UNION ALL
		SELECT 'AT-307', 'weight', NULL AS assignments, NULL AS posting_id, NULL AS representative_id, NULL AS goal_id, w.weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, w.during, 'a negative weight'
		FROM weighed w WHERE w.weight < 0
		UNION ALL
		SELECT 'AT-307', 'weight', NULL AS assignments, NULL AS posting_id, NULL AS representative_id, NULL AS goal_id, w.weight_id, NULL AS absence_id, NULL AS matter_id, NULL AS measurement_id, w.during * x.during, format('two weights of %s: also weight %s', w.unit, x.weight_id)
		FROM weighed w
		JOIN weighed x ON x.unit = w.unit AND x.during && w.during AND x.weight_id > w.weight_id
		UNION ALL
		SELECT 'AT-401', 'matter', NULL AS assignments, m.posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, m.matter_id, NULL AS measurement_id,
			   daterange(least(m.received_day, m.due_day, m.answered_day, m.closed_day), greatest(m.received_day, m.due_day, m.answered_day, m.closed_day), '[]'),
			   CASE WHEN m.received_day > least(m.due_day, m.answered_day, m.closed_day) THEN 'received after it is due, answered or closed'
					WHEN m.answered_day > m.closed_day THEN 'answered after it is closed'
					WHEN NOT (isfinite(m.received_day) AND isfinite(greatest(m.due_day, m.answered_day, m.closed_day)) IS NOT FALSE) THEN 'a day that is infinity'
					WHEN m.outcome IS NULL THEN 'closed without an outcome'
					ELSE 'an outcome of what is not closed' END
		FROM matter m
		WHERE m.received_day > least(m.due_day, m.answered_day, m.closed_day) OR m.answered_day > m.closed_day OR (m.closed_day IS NULL) <> (m.outcome IS NULL)
		   OR NOT (isfinite(m.received_day) AND isfinite(greatest(m.due_day, m.answered_day, m.closed_day)) IS NOT FALSE)
		UNION ALL
		SELECT 'AT-402', 'measurement', NULL AS assignments, NULL AS posting_id, NULL AS representative_id, NULL AS goal_id, NULL AS weight_id, NULL AS absence_id, NULL AS matter_id, m.measurement_id,
			   m.during * x.during, format('two values of %s: also measurement %s', m.measure, x.measurement_id)
		FROM measurement m
		JOIN measurement x ON x.measure = m.measure AND x.during && m.during AND x.measurement_id > m.measurement_id
			AND coalesce(x.country::text, x.site_id::text, '') = coalesce(m.country::text, m.site_id::text, '') AND coalesce(x.program::text, '') = coalesce(m.program::text, '')
	)
	SELECT v.rule_id, v.table_name, v.assignments[cardinality(v.assignments)], v.posting_id, v.representative_id, v.goal_id, v.weight_id, v.absence_id, v.matter_id, v.measurement_id,
		   lower(v.during), upper(v.during) - 1, v.detail, waived.waiver_id, waived.reference
	FROM found v
	LEFT JOIN LATERAL (
		SELECT min(w.waiver_id) AS waiver_id, string_agg(DISTINCT w.reference, ', ' ORDER BY w.reference) AS reference
		FROM waiver w
		WHERE w.rule_id = v.rule_id AND w.during && v.during
		  AND (w.assignment_id = ANY (v.assignments) OR w.posting_id = v.posting_id
			   OR w.posting_id IN (SELECT a.posting_id FROM assignment a WHERE a.assignment_id = ANY (v.assignments)) OR w.representative_id = v.representative_id OR w.goal_id = v.goal_id)
		HAVING range_agg(w.during) @> v.during
	) waived ON true
	ORDER BY v.rule_id, v.posting_id, v.assignments, v.goal_id, v.weight_id, v.absence_id, v.matter_id, v.measurement_id, lower(v.during);
END;
COMMENT ON FUNCTION verify() IS 'every violation, over all data that the caller sees and whatever its severity, of each rule but AT-211, AT-302, AT-303 and AT-305, which are about changes and leave nothing to be seen; what is waived comes with its paper';
