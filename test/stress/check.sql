-- The rules as plain SQL, day by day where they speak of days: a row for each
-- violation (rule, and the key of what violates it) on days for which no waiver lets
-- it pass. No rule's code is shared, and none of the registry's views or functions but
-- the table of statuses. The registry is the first schema of the search_path.

WITH horizon AS (
	-- A year after the last day on which anything changes.
	SELECT max(d) + 366 AS last_day
	FROM (SELECT upper(tenure) FROM assignment UNION ALL SELECT lower(tenure) FROM assignment
		  UNION ALL SELECT effective_day FROM posting_status_change UNION ALL SELECT effective_day FROM posting_seats_change) AS days (d)
),
-- How many people hold a posting on a day on which they are more than its seats; who acts takes none.
crowded AS (
	SELECT a.posting_id, day::date, count(DISTINCT a.representative_id) - s.seats AS above
	FROM assignment a
	JOIN posting p USING (posting_id)
	CROSS JOIN horizon
	CROSS JOIN generate_series(lower(a.tenure), coalesce(upper(a.tenure) - 1, last_day), interval '1 day') AS day
	CROSS JOIN LATERAL (
		SELECT coalesce((SELECT c.seats FROM posting_seats_change c
						 WHERE c.posting_id = a.posting_id AND c.effective_day <= day ORDER BY c.effective_day DESC LIMIT 1), p.seats) AS seats
	) AS s
	WHERE a.kind <> 'acting'
	GROUP BY a.posting_id, s.seats, day
	HAVING count(DISTINCT a.representative_id) > s.seats
),
-- Days in a row share their distance from their number.
crowded_run AS (
	SELECT posting_id, min(day) AS first_day, count(*) AS days
	FROM (SELECT posting_id, day, day - row_number() OVER (PARTITION BY posting_id ORDER BY day)::integer AS run FROM crowded) AS numbered
	GROUP BY posting_id, run
),
changed AS (
	SELECT posting_id, effective_day, status, taken_over_from,
		lag(status) OVER (PARTITION BY posting_id ORDER BY effective_day) AS before
	FROM posting_status_change
),
-- What no client changes is kept to whatever the order of transactions.
fixed AS (
	SELECT g.goal_id, g.kind, g.role, g.target, day::date
	FROM goal g, generate_series(greatest(lower(g.during), current_date), upper(g.during) - 1, interval '1 day') AS day
	WHERE g.name LIKE 'Fixed %'
),
covered AS (
	SELECT f.goal_id, f.kind, f.target, f.day,
		(SELECT count(DISTINCT coalesce(moved.country[1], m.country))
		 FROM assignment a JOIN posting p USING (posting_id) JOIN mission m USING (mission_id)
		 CROSS JOIN LATERAL (
			SELECT array_agg(c.country ORDER BY c.effective_day DESC) FILTER (WHERE c.country IS NOT NULL) AS country,
				array_agg(c.kind ORDER BY c.effective_day DESC) FILTER (WHERE c.kind IS NOT NULL) AS kind,
				array_agg(c.covers_host ORDER BY c.effective_day DESC) FILTER (WHERE c.covers_host IS NOT NULL) AS covers_host
			FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= f.day) AS moved
		 WHERE a.tenure @> f.day AND coalesce(moved.kind[1], m.kind) <> 'organization' AND coalesce(moved.covers_host[1], m.covers_host) AND p.role = f.role
		   AND (SELECT c.status FROM posting_status_change c
				WHERE c.posting_id = a.posting_id AND c.effective_day <= f.day
				ORDER BY c.effective_day DESC LIMIT 1) IN ('active', 'closing')) AS actual
	FROM fixed f
),
-- The assignments of one person and kind at one posting that touch or overlap.
stay AS (
	SELECT array_agg(assignment_id) AS assignments, posting_id, representative_id, kind, min(lower(tenure)) AS first_day, CASE WHEN bool_and(NOT upper_inf(tenure)) THEN max(upper(tenure)) END AS upto,
		bool_or(extension IS NOT NULL) AS extended
	FROM (SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY posting_id, representative_id, kind ORDER BY lower(tenure), assignment_id) AS number
		  FROM (SELECT *, (lower(tenure) <= max(coalesce(upper(tenure), 'infinity')) OVER (PARTITION BY posting_id, representative_id, kind
						   ORDER BY lower(tenure), assignment_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) IS NOT TRUE AS begins
				FROM assignment) AS beginning) AS numbered
	GROUP BY posting_id, representative_id, kind, number
),
milestone AS (
	SELECT goal_id, day, target, lag(target, 1, 0) OVER (PARTITION BY goal_id ORDER BY day) AS before FROM goal_milestone
),
-- What each mission is from the day of each change on.
standing AS (
	SELECT mission_id, first_day, lead(first_day) OVER (PARTITION BY mission_id ORDER BY first_day NULLS FIRST) AS upto,
		(SELECT c.kind FROM mission_change c WHERE c.mission_id = s.mission_id AND c.effective_day <= s.first_day AND c.kind IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1) AS kind,
		(SELECT c.country FROM mission_change c WHERE c.mission_id = s.mission_id AND c.effective_day <= s.first_day AND c.country IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1) AS country,
		(SELECT c.covers_host FROM mission_change c WHERE c.mission_id = s.mission_id AND c.effective_day <= s.first_day AND c.covers_host IS NOT NULL ORDER BY c.effective_day DESC LIMIT 1) AS covers_host
	FROM (SELECT mission_id, NULL::date AS first_day FROM mission UNION ALL SELECT mission_id, effective_day FROM mission_change) AS s
),
stands AS (
	SELECT s.mission_id, coalesce(s.kind, m.kind) AS kind, coalesce(s.country, m.country) AS country, coalesce(s.covers_host, m.covers_host) AS covers_host,
		daterange(s.first_day, s.upto) AS during
	FROM standing s JOIN mission m USING (mission_id)
),
lasting AS (
	SELECT posting_id, status, daterange(effective_day, lead(effective_day) OVER (PARTITION BY posting_id ORDER BY effective_day)) AS during
	FROM posting_status_change
),
reach AS (
	SELECT p.posting_id, s.country, s.during FROM posting p JOIN stands s USING (mission_id) WHERE s.kind <> 'organization' AND s.covers_host
	UNION ALL
	SELECT p.posting_id, a.country, a.during * s.during
	FROM posting p JOIN posting_area a USING (posting_id) JOIN stands s ON s.mission_id = p.mission_id AND s.kind <> 'organization'
),
violation (rule, what, days, assignments, postings, person, goal) AS (
	SELECT 'AT-101', format('posting %s on %s', posting_id, effective_day), daterange(effective_day, effective_day, '[]'), NULL::bigint[], ARRAY[posting_id], NULL::bigint, NULL::bigint
	FROM changed WHERE before IS NULL AND status <> 'proposed' AND taken_over_from IS NULL
	UNION ALL
	SELECT CASE WHEN before IN ('denied', 'withdrawn', 'closed') THEN 'AT-106' ELSE 'AT-103' END, format('posting %s on %s', posting_id, effective_day),
		daterange(effective_day, effective_day, '[]'), NULL, ARRAY[posting_id], NULL, NULL
	FROM changed
	WHERE before IS NOT NULL
	  AND NOT EXISTS (SELECT FROM posting_status_transitions() AS t WHERE t.status = changed.before AND t.next = changed.status)
	UNION ALL
	SELECT 'AT-105', format('assignment %s', assignment_id), daterange(min(c.effective_day), upper(a.tenure)), ARRAY[assignment_id], ARRAY[posting_id], representative_id, NULL
	FROM assignment a
	JOIN posting_status_change c USING (posting_id)
	WHERE a.tenure @> c.effective_day AND c.effective_day > lower(a.tenure) AND c.status NOT IN ('active', 'suspended', 'closing')
	GROUP BY a.assignment_id
	UNION ALL
	SELECT 'AT-107', format('posting %s', posting_id), l.during * s.during, NULL, ARRAY[posting_id], NULL, NULL
	FROM posting p JOIN role r USING (role) JOIN stands s USING (mission_id) JOIN lasting l USING (posting_id)
	WHERE l.status IN ('active', 'suspended', 'closing') AND array_position(r.mission_kinds, s.kind) IS NULL AND r.mission_kinds IS NOT NULL AND l.during && s.during
	UNION ALL
	SELECT 'AT-304', format('assignment %s', assignment_id), a.tenure * l.during * h.during * '[2006-09-27,)', ARRAY[assignment_id], ARRAY[posting_id], a.representative_id, NULL
	FROM assignment a JOIN lasting l USING (posting_id) JOIN reach h USING (posting_id)
	WHERE l.status IN ('active', 'closing') AND h.country = 'CS' AND NOT isempty(a.tenure * l.during * h.during * '[2006-09-27,)')
	UNION ALL
	SELECT 'AT-201', format('assignment %s', assignment_id), daterange(lower(tenure), lower(tenure), '[]'), ARRAY[assignment_id], ARRAY[posting_id], representative_id, NULL
	FROM assignment a
	WHERE ((SELECT status FROM posting_status_change c
			WHERE c.posting_id = a.posting_id AND c.effective_day <= lower(a.tenure)
			ORDER BY c.effective_day DESC LIMIT 1) IN ('active', CASE a.kind WHEN 'tdy' THEN 'suspended' ELSE 'active' END)) IS NOT TRUE
	UNION ALL
	SELECT 'AT-202', format('assignments %s and %s', a.assignment_id, b.assignment_id), a.tenure * b.tenure,
		ARRAY[a.assignment_id, b.assignment_id], ARRAY[a.posting_id, b.posting_id], a.representative_id, NULL
	FROM assignment a
	JOIN assignment b ON a.representative_id = b.representative_id AND a.kind = b.kind
		AND a.tenure && b.tenure AND a.assignment_id < b.assignment_id
	WHERE a.kind IN ('tour', 'tdy')
	UNION ALL
	SELECT 'AT-203', format('posting %s on %s', posting_id, day), daterange(day, day, '[]'), NULL, ARRAY[posting_id], NULL, NULL FROM crowded WHERE above > 1
	UNION ALL
	SELECT 'AT-204', format('posting %s, %s days from %s on', posting_id, days, first_day), daterange(first_day + 30, first_day + days::integer), NULL, ARRAY[posting_id], NULL, NULL
	FROM crowded_run WHERE days > 30
	UNION ALL
	SELECT 'AT-205', format('assignment %s', assignment_id), missing, ARRAY[assignment_id], ARRAY[posting_id], representative_id, NULL
	FROM assignment a
	CROSS JOIN LATERAL (
		SELECT unnest(a.tenure::datemultirange - coalesce(range_agg(own.tenure), '{}'))
		FROM assignment own
		WHERE own.representative_id = a.representative_id AND own.kind <> 'acting' AND own.posting_id <> a.posting_id) AS without (missing)
	WHERE a.kind = 'acting'
	UNION ALL
	SELECT 'AT-206', format('person %s at posting %s from %s on', representative_id, posting_id, first_day),
		daterange((first_day + CASE WHEN extended THEN interval '60 months' ELSE '36 months' END)::date, upto), assignments, ARRAY[posting_id], representative_id, NULL
	FROM stay WHERE kind = 'tour' AND upto > first_day + CASE WHEN extended THEN interval '60 months' ELSE '36 months' END
	UNION ALL
	SELECT 'AT-207', format('person %s at posting %s from %s on', representative_id, posting_id, first_day), daterange(first_day + 180, upto),
		assignments, ARRAY[posting_id], representative_id, NULL
	FROM stay WHERE kind = 'tdy' AND (upto IS NULL OR upto - first_day > 180)
	UNION ALL
	SELECT CASE kind WHEN 'floor' THEN 'AT-302' ELSE 'AT-303' END, format('goal %s on %s: %s', goal_id, day, actual), daterange(day, day, '[]'), NULL, NULL, NULL, goal_id
	FROM covered
	WHERE CASE kind WHEN 'floor' THEN actual < target ELSE actual > target END
	UNION ALL
	SELECT 'AT-305', 'the goal that was due', daterange(current_date, current_date, '[]'), NULL, NULL, NULL, 3
	WHERE NOT EXISTS (SELECT FROM goal WHERE goal_id = 3 AND name = 'Due' AND kind = 'reach' AND target = 5
					  AND NOT EXISTS (SELECT FROM goal_country c WHERE c.goal_id = 3)
					  AND NOT EXISTS (SELECT FROM goal_milestone m WHERE m.goal_id = 3))
	UNION ALL
	SELECT 'AT-306', format('goal %s, %s', goal_id, m.day), daterange(m.day, m.day, '[]'), NULL, NULL, NULL, goal_id
	FROM milestone m JOIN goal g USING (goal_id)
	WHERE g.due_day IS NULL OR m.day >= g.due_day OR m.day <= g.baseline_day
	   OR m.target > g.target OR m.target < greatest(m.before, g.baseline)
),
-- What was waived once, and is no longer: what it let pass may have changed hands since,
-- if the rule is about tenures, and stays excused.
ever AS (
	SELECT rule_id, posting_id, goal_id, during FROM waiver
	WHERE rule_id IN (SELECT rule_id FROM once_waived)
	UNION ALL
	SELECT rule_id, posting_id, goal_id, during FROM once_waived
)
SELECT v.rule, v.what || ', ' || v.days AS what
FROM violation v
WHERE NOT coalesce((SELECT range_agg(w.during) @> v.days
					FROM waiver w
					WHERE w.rule_id = v.rule
					  AND (w.assignment_id = ANY (v.assignments) OR w.posting_id = ANY (v.postings) OR w.representative_id = v.person OR w.goal_id = v.goal)), false)
  AND NOT coalesce((SELECT range_agg(e.during) @> v.days
					FROM ever e
					WHERE e.rule_id = v.rule AND (v.goal IS NULL OR e.goal_id = v.goal)
					  AND (v.rule NOT IN ('AT-101', 'AT-103', 'AT-106', 'AT-107', 'AT-203', 'AT-204', 'AT-304') OR e.posting_id = ANY (v.postings))), false)
ORDER BY rule, what;
