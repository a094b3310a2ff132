
-- What would mend a goal
--
-- Somebody stays longer; somebody comes to a seat that is vacant; or a posting that is
-- approved opens, and somebody comes. Each is a way of having a posting held on some days
-- on which nobody holds it as the goal counts. The list is made day by day: for the first
-- day that misses something the way is taken that adds most on it, and of these the one
-- that needs no other for longest. Then those are dropped that what came later made needless.

CREATE VIEW goal_reach WITH (security_invoker = true) AS
	SELECT q.goal_id, r.posting_id, coalesce(r.site_id, country_code_ordinal(r.country)::bigint) AS unit,
		   r.country, r.site_id, r.during
	FROM goal_question q
	JOIN posting_reach r ON r.scope = CASE WHEN q.counts = 'site' THEN 'site' WHEN q.program IS NULL THEN 'country' ELSE 'program' END
		AND (q.program IS NULL OR r.program = q.program)
		AND (q.role IS NULL OR r.role = q.role)
		AND (q.accredited OR r.resident)
		AND (q.countries IS NULL OR country_code_ordinal(r.country) = ANY (q.countries))
		AND (q.sites IS NULL OR r.site_id = ANY (q.sites));
COMMENT ON VIEW goal_reach IS 'what each posting covers, while it is held, of what a goal is about';
COMMENT ON COLUMN goal_reach.goal_id IS 'the goal';
COMMENT ON COLUMN goal_reach.posting_id IS 'the posting';
COMMENT ON COLUMN goal_reach.unit IS 'what the goal counts: the key of the site, or country_code_ordinal() of the country';
COMMENT ON COLUMN goal_reach.country IS 'the country, or that of the site';
COMMENT ON COLUMN goal_reach.site_id IS 'the site; NULL for a goal that counts countries';
COMMENT ON COLUMN goal_reach.during IS 'the days on which it does';

CREATE FUNCTION posting_room(within daterange) RETURNS TABLE (
	posting_id bigint,
	during daterange,
	admits datemultirange,
	approved datemultirange,
	counting datemultirange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.posting_id, run.during, s.admits * datemultirange(run.during), s.approved * datemultirange(run.during), s.counting * datemultirange(run.during)
	FROM (SELECT o.posting_id,
				 range_agg(o.during) AS open,
				 coalesce(range_agg(o.during) FILTER (WHERE posting_status_admits(o.status)), '{}') AS admits,
				 coalesce(range_agg(o.during) FILTER (WHERE o.status = 'approved'), '{}') AS approved,
				 coalesce(range_agg(o.during) FILTER (WHERE posting_status_counts(o.status)), '{}') AS counting
		  -- Approved on one day, a posting can open on the next, if it is not withdrawn.
		  FROM (SELECT p.posting_id, p.status, p.during FROM posting_status_period p WHERE posting_status_is_open(p.status)
				UNION ALL
				SELECT p.posting_id, p.status, p.during * daterange(lower(p.during) + 1, NULL)
				FROM posting_status_period p
				WHERE p.status = 'approved'
				  AND NOT EXISTS (SELECT FROM posting_status_change n
								  WHERE n.posting_id = p.posting_id AND n.effective_day = upper(p.during) AND n.status <> 'active')) o
		  WHERE o.during && posting_room.within
		  GROUP BY o.posting_id) s
	JOIN posting_seats p ON p.posting_id = s.posting_id
	LEFT JOIN (SELECT a.posting_id + 0 AS posting_id, coverage_agg(a.representative_id, a.tenure) AS people
			   FROM assignment a
			   WHERE a.kind <> 'acting' AND coalesce(upper(a.tenure), 'infinity') > coalesce(lower(posting_room.within), '-infinity')
			   GROUP BY a.posting_id + 0) held ON held.posting_id = s.posting_id
	CROSS JOIN LATERAL unnest(s.open * coverage_periods(p.seats - coalesce(held.people, '{}'), 1, posting_room.within)) run (during);
END;
COMMENT ON FUNCTION posting_room(daterange) IS 'the runs of days in a period on which a posting is or could be open and has a free seat, which who acts takes none of: with the days on which a tour can begin, those on which it is approved and could open, and those on which whoever holds it counts';

CREATE FUNCTION tour_extensions(within daterange) RETURNS TABLE (
	assignment_id bigint,
	posting_id bigint,
	representative_id bigint,
	during daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.assignment_id, a.posting_id, a.representative_id, daterange(upper(a.tenure), longest.day_after)
	FROM assignment a
	CROSS JOIN LATERAL (
		SELECT lower(merged.during) AS first_day
		FROM (SELECT unnest(range_agg(t.tenure)) AS during FROM assignment t
			  WHERE t.posting_id = a.posting_id AND t.representative_id = a.representative_id AND t.kind = 'tour') merged
		WHERE merged.during @> (upper(a.tenure) - 1) AND upper(merged.during) = upper(a.tenure)
	) stay
	CROSS JOIN LATERAL (
		-- Up to the person's next tour, and if that is at the same posting without touching it.
		SELECT least((SELECT min(lower(n.tenure) - (n.posting_id = a.posting_id)::integer)
					  FROM assignment n
					  WHERE n.representative_id = a.representative_id AND n.kind = 'tour' AND n.assignment_id <> a.assignment_id
						AND coalesce(upper(n.tenure), 'infinity') > upper(a.tenure)),
					 (SELECT (stay.first_day + r.longest_extended)::date
					  FROM rule_in_force r
					  WHERE r.rule_id = 'AT-206' AND r.severity <> 'off' AND stay.first_day <= '250000-01-01')) AS day_after
	) longest
	WHERE coalesce(upper(a.tenure), 'infinity') > coalesce(lower(tour_extensions.within), '-infinity')
	  AND (upper(a.tenure) > upper(tour_extensions.within)) IS NOT TRUE
	  AND a.kind = 'tour' AND a.ended_as IS NULL AND upper(a.tenure) IS NOT NULL
	  AND (longest.day_after > upper(a.tenure)) IS NOT FALSE;
END;
COMMENT ON FUNCTION tour_extensions(daterange) IS 'the tours whose last day lies in a period, or on the day before it, and which could be extended: on which days after that; up to the limit of a stay (AT-206) and the person''s next tour. Who has left for a cause is not asked back';

CREATE FUNCTION remedy_goals(goal bigint, day date) RETURNS TABLE (
	goal_id bigint,
	is_ceiling boolean,
	needed daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS (
		SELECT g.goal_id, ahead.during, daterange(remedy_goals.day, upper(ahead.during)) AS until
		FROM goal g
		CROSS JOIN LATERAL (SELECT coalesce(g.during, daterange(g.due_day, g.due_day, '[]')) * daterange(remedy_goals.day, NULL) AS during) ahead
		WHERE g.goal_id = remedy_goals.goal AND g.kind <> 'ceiling' AND NOT isempty(ahead.during)
	)
	SELECT a.goal_id, false, a.during FROM asked a
	UNION ALL
	SELECT c.goal_id, true, c.during * a.until
	FROM asked a
	JOIN goal c ON c.kind = 'ceiling' AND c.enforced AND c.during && a.until
	JOIN rule_in_force r ON r.rule_id = 'AT-303' AND r.severity = 'error';
END;
COMMENT ON FUNCTION remedy_goals(bigint, date) IS 'a goal to mend, with the days from a day on on which it is to be met, and the ceilings that nothing may break for it, with theirs; no rows for a goal that is over, or is a ceiling itself';

CREATE FUNCTION remedy_ways(goal bigint, day date) RETURNS TABLE (
	way bigint,
	remedy text,
	posting_id bigint,
	assignment_id bigint,
	representative_id bigint,
	during daterange,
	starts datemultirange,
	goal_id bigint,
	unit bigint,
	country country_code,
	site_id bigint,
	days datemultirange,
	weight bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH bound AS MATERIALIZED (
		SELECT b.goal_id, b.is_ceiling, b.needed, g.tdy, g.acting, g.present, daterange(remedy_ways.day, upper(b.needed)) AS ahead
		FROM remedy_goals(remedy_ways.goal, remedy_ways.day) b
		JOIN goal g ON g.goal_id = b.goal_id
	), reach AS MATERIALIZED (
		SELECT r.goal_id, r.posting_id, r.unit, min(r.country) AS country, min(r.site_id) AS site_id, range_agg(r.during) AS during
		FROM goal_reach r
		WHERE r.goal_id = ANY (ARRAY(SELECT b.goal_id FROM bound b))
		GROUP BY r.goal_id, r.posting_id, r.unit
	), held AS MATERIALIZED (
		SELECT false AS present, h.* FROM posting_presence(NULL, remedy_ways.day) h
		UNION ALL
		SELECT true, h.* FROM posting_present() h WHERE EXISTS (SELECT FROM bound b WHERE b.present)
	), unit_held AS (
		SELECT r.goal_id, r.unit, coverage_periods(coverage_agg(coverage_within(h.during, r.during)), 1) AS days
		FROM bound b
		JOIN held h ON h.present = b.present AND (b.tdy OR NOT h.tdy) AND (b.acting OR NOT h.acting)
		JOIN reach r ON r.goal_id = b.goal_id AND r.posting_id = h.posting_id
		GROUP BY r.goal_id, r.unit
	), room AS MATERIALIZED (
		SELECT r.*, b.present FROM bound b CROSS JOIN posting_room(b.ahead) r WHERE NOT b.is_ceiling
	), way AS (
		-- In the order in which one is taken before another that does as much.
		SELECT row_number() OVER (ORDER BY w.place, w.posting_id, w.during, w.assignment_id) AS way, w.*
		FROM (
			SELECT 1 AS place, 'extend' AS remedy, r.posting_id, e.assignment_id, e.representative_id, staying.during, r.counting,
				   datemultirange(daterange(lower(e.during) - 1, lower(e.during))) AS starts
			FROM tour_extensions((SELECT b.ahead FROM bound b WHERE NOT b.is_ceiling)) e
			JOIN room r ON r.posting_id = e.posting_id AND r.during @> lower(e.during)
			CROSS JOIN LATERAL (SELECT r.during * daterange(lower(e.during), NULL) AS during) staying
			WHERE e.during @> staying.during
			-- Who is away for a part of it is not present.
			  AND (NOT r.present
				   OR NOT EXISTS (SELECT FROM absence w WHERE w.representative_id = e.representative_id AND w.during && staying.during)
				  AND NOT EXISTS (SELECT FROM assignment o
								  WHERE o.representative_id = e.representative_id AND o.assignment_id <> e.assignment_id AND o.tenure && staying.during))
			UNION ALL
			SELECT 2 AS place, 'fill' AS remedy, r.posting_id, NULL AS assignment_id, NULL AS representative_id,
				   r.during * daterange(lower(r.admits), NULL) AS during, r.counting, r.admits AS starts
			FROM room r WHERE NOT isempty(r.admits)
			UNION ALL
			SELECT 3 AS place, 'open' AS remedy, r.posting_id, NULL AS assignment_id, NULL AS representative_id,
				   r.during * daterange(lower(r.approved), NULL) AS during, r.counting + r.approved AS counting, r.approved AS starts
			FROM room r WHERE NOT isempty(r.approved)
		) w
	)
	SELECT w.way, w.remedy, w.posting_id, w.assignment_id, w.representative_id, w.during, w.starts,
		   r.goal_id, r.unit, r.country, r.site_id, new.days, weighed.weight
	FROM way w
	JOIN reach r ON r.posting_id = w.posting_id
	JOIN bound b ON b.goal_id = r.goal_id
	JOIN goal g ON g.goal_id = b.goal_id
	LEFT JOIN unit_held u ON u.goal_id = r.goal_id AND u.unit = r.unit
	CROSS JOIN LATERAL (SELECT r.during * w.counting * datemultirange(w.during * b.needed) - coalesce(u.days, '{}') AS days) new
	CROSS JOIN LATERAL (
		SELECT CASE WHEN g.kind <> 'share' THEN 1
					ELSE (SELECT max(h.weight) FROM weight h
						  WHERE h.during @> g.due_day AND (h.program = g.program OR h.program IS NULL AND g.program IS NULL)
							AND CASE g.counts WHEN 'site' THEN h.site_id = r.site_id ELSE h.site_id IS NULL AND h.country = r.country END) END::bigint AS weight
	) weighed
	WHERE NOT isempty(new.days) AND weighed.weight > 0;
END;
COMMENT ON FUNCTION remedy_ways(bigint, date) IS 'what somebody could do for a goal from a day on, once for each country or site that it would add for the goal, or for a ceiling that it must not break: extend, fill or open; the days on which the posting would be held, the days on which that can begin, the days that it adds, and for a share the weight';

CREATE FUNCTION remedy_choice(goal bigint, day date) RETURNS TABLE (
	line integer,
	remedy text,
	posting_id bigint,
	assignment_id bigint,
	representative_id bigint,
	by_day date,
	during daterange,
	units bigint[],
	covered coverage,
	whole coverage,
	needed daterange,
	shortest boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE measured AS MATERIALIZED (
		-- What a share asks for on its due day is a sum of weights.
		SELECT b.goal_id, b.is_ceiling, b.needed, m.covered, m.whole, level.target, coverage_make('{-infinity}', ARRAY[level.target]) AS level
		FROM remedy_goals(remedy_choice.goal, remedy_choice.day) b
		JOIN goal g ON g.goal_id = b.goal_id
		JOIN goal_measure(ARRAY(SELECT o.goal_id FROM remedy_goals(remedy_choice.goal, remedy_choice.day) o), NULL,
						  (SELECT least(remedy_choice.day, lower(a.during)) FROM goal a WHERE a.goal_id = remedy_choice.goal AND lower_inf(a.during) IS NOT TRUE)) m
			ON m.goal_id = b.goal_id
		CROSS JOIN LATERAL (SELECT ceil(g.target * coalesce(coverage_on(m.whole, lower(b.needed)), 1))::bigint AS target) level
	), asked AS MATERIALIZED (
		SELECT m.* FROM measured m WHERE NOT m.is_ceiling
	), adds AS MATERIALIZED (
		SELECT w.* FROM remedy_ways(remedy_choice.goal, remedy_choice.day) w
	), step AS (
		SELECT 0 AS step, '{}'::bigint[] AS ways, NULL::bigint AS way, NULL::date AS day, coverage_gaps(m.covered, m.target, m.needed) AS missing
		FROM asked m
		UNION ALL
		SELECT s.step + 1, s.ways || next.way, next.way, next.day, coverage_gaps(m.covered + more.covered, m.target, m.needed)
		FROM step s
		CROSS JOIN asked m
		CROSS JOIN LATERAL (
			SELECT h.way, h.day
			FROM (SELECT f.way, f.weight, f.first_day AS day, s.missing * datemultirange(daterange(f.first_day, NULL)) - f.days AS left_out
				  FROM (SELECT a.way, a.weight, free.days, min(lower(free.days)) OVER () AS first_day
						FROM adds a
						CROSS JOIN LATERAL (
							SELECT a.days * s.missing - coalesce(coverage_periods(coverage_agg(t.days), 1), '{}') AS days
							FROM adds t
							WHERE t.goal_id = a.goal_id AND t.unit = a.unit AND t.way = ANY (s.ways)
						) free
						WHERE a.goal_id = m.goal_id AND a.way <> ALL (s.ways) AND NOT isempty(free.days)
						  AND NOT EXISTS (
							  -- A ceiling that would be broken on days on which this adds to what it counts.
							  SELECT
							  FROM measured c
							  CROSS JOIN LATERAL (
								  SELECT coverage_agg(t.unit, t.days) AS together, coverage_agg(t.days) FILTER (WHERE t.way = a.way) AS alone
								  FROM adds t WHERE t.goal_id = c.goal_id AND t.way = ANY (s.ways || a.way)
							  ) more
							  WHERE c.is_ceiling
								AND coverage_periods(c.covered + more.together, c.target + 1, c.needed) && coverage_periods(more.alone, 1))) f
				  WHERE f.days @> f.first_day) h
			GROUP BY h.way, h.day
			ORDER BY sum(h.weight) DESC, coalesce(min(lower(h.left_out)), 'infinity') DESC, h.way
			LIMIT 1
		) next
		CROSS JOIN LATERAL (SELECT coverage_agg(t.unit, t.days, t.weight) AS covered FROM adds t WHERE t.goal_id = m.goal_id AND t.way = ANY (s.ways || next.way)) more
		WHERE NOT isempty(s.missing)
	), taken AS MATERIALIZED (
		-- By when it must begin; who is extended has the day after that as the first.
		SELECT DISTINCT s.step, a.way, a.remedy, a.posting_id, a.assignment_id, a.representative_id, start.day AS by_day,
			   a.during * daterange(start.day + (a.remedy = 'extend')::integer, NULL) AS during
		FROM step s
		JOIN adds a ON a.way = s.way
		CROSS JOIN LATERAL (SELECT upper(a.starts * datemultirange(daterange(NULL, s.day, '[]'))) - 1 AS day) start
	), gained AS MATERIALIZED (
		SELECT t.step, a.unit, a.weight, a.days * datemultirange(t.during) AS days
		FROM taken t
		JOIN adds a ON a.way = t.way AND a.goal_id = remedy_choice.goal
	), kept AS (
		SELECT 0 AS step, array_agg(t.step ORDER BY t.step) AS steps FROM taken t
		UNION ALL
		SELECT k.step + 1, CASE WHEN coverage_least(m.level, m.covered + fewer.covered) = coverage_least(m.level, m.covered + every.covered)
								THEN array_remove(k.steps, k.step + 1) ELSE k.steps END
		FROM kept k
		CROSS JOIN asked m
		CROSS JOIN LATERAL (SELECT coverage_agg(g.unit, g.days, g.weight) AS covered FROM gained g) every
		CROSS JOIN LATERAL (SELECT coverage_agg(g.unit, g.days, g.weight) AS covered FROM gained g WHERE g.step = ANY (array_remove(k.steps, k.step + 1))) fewer
		WHERE k.step < (SELECT max(t.step) FROM taken t)
	), needs AS (
		-- What each way would add on the days that miss something now, whatever else is done.
		SELECT a.way, a.unit, a.weight, a.days * s.missing AS days, s.missing
		FROM adds a
		CROSS JOIN step s
		WHERE a.goal_id = remedy_choice.goal AND s.step = 0 AND a.days && s.missing
	), most AS (
		-- Ways that add the same countries or sites add them once.
		SELECT DISTINCT array_agg(n.unit ORDER BY n.unit) AS units, sum(n.weight) AS weight FROM needs n GROUP BY n.way
	), fewest AS (
		-- No list is shorter than this: on the day that misses most, each adds as much as it ever can.
		SELECT count(*) + 1 AS lines
		FROM (SELECT sum(o.weight) OVER (ORDER BY o.weight DESC, o.units) AS weight FROM most o) o
		CROSS JOIN asked m
		WHERE o.weight < m.target - coverage_min(m.covered, m.needed)
	), plain AS (
		-- Each adds one country or site, on days without a break, which another adds wholly or not
		-- at all, and no ceiling is near: then to take what lasts longest is best.
		SELECT NOT EXISTS (SELECT FROM adds a WHERE a.goal_id <> remedy_choice.goal)
			   AND NOT EXISTS (SELECT FROM needs n GROUP BY n.way HAVING count(*) > 1)
			   AND NOT EXISTS (SELECT FROM needs n WHERE n.missing * datemultirange(range_merge(n.days)) <> n.days OR n.weight <> 1)
			   AND NOT EXISTS (SELECT FROM needs n JOIN needs o ON o.unit = n.unit AND o.way > n.way AND o.days && n.days AND NOT (o.days <@ n.days OR n.days <@ o.days)) AS is
	)
	SELECT (row_number() OVER (ORDER BY t.step))::integer, t.remedy, t.posting_id, t.assignment_id, t.representative_id, t.by_day, t.during,
		   (SELECT array_agg(g.unit) FROM gained g WHERE g.step = t.step),
		   m.covered + (SELECT coverage_agg(g.unit, g.days, g.weight) FROM gained g WHERE g.step <= t.step AND g.step = ANY (k.steps)),
		   m.whole, m.needed,
		   CASE WHEN isempty((SELECT s.missing FROM step s ORDER BY s.step DESC LIMIT 1))
				THEN cardinality(k.steps) <= fewest.lines OR plain.is END
	FROM (SELECT k.steps FROM kept k ORDER BY k.step DESC LIMIT 1) k
	JOIN taken t ON t.step = ANY (k.steps)
	CROSS JOIN asked m
	CROSS JOIN fewest
	CROSS JOIN plain;
END;
COMMENT ON FUNCTION remedy_choice(bigint, date) IS 'what goal_remedies() says, by keys: which ways are taken, from when on and for which days the posting is held then; what is covered with this line and those before it, of what whole; and whether no list is shorter, NULL if the goal is out of reach';

CREATE FUNCTION goal_remedies(goal_id bigint, day date DEFAULT today()) RETURNS TABLE (
	line integer,
	remedy text,
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	role text,
	posting_number text,
	covers text,
	representative text,
	representative_number text,
	by_day date,
	first_day date,
	last_day date,
	planned double precision,
	state text,
	shortest boolean,
	open_posting_id bigint,
	extend_assignment_id bigint,
	posting_id bigint,
	mission_id bigint,
	representative_id bigint
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT c.line, c.remedy, m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.role, p.number,
		   (SELECT string_agg(DISTINCT coalesce(s.name, r.country::text), ', ' ORDER BY coalesce(s.name, r.country::text))
			FROM goal_reach r LEFT JOIN site s ON s.site_id = r.site_id
			WHERE r.goal_id = goal_remedies.goal_id AND r.posting_id = c.posting_id AND r.unit = ANY (c.units)),
		   h.name, h.number, c.by_day, lower(c.during), upper(c.during) - 1, standing.planned, standing.state, c.shortest,
		   CASE WHEN c.assignment_id IS NULL THEN c.posting_id END, c.assignment_id, c.posting_id, p.mission_id, c.representative_id
	FROM goal g
	CROSS JOIN remedy_choice(goal_remedies.goal_id, goal_remedies.day) c
	LEFT JOIN LATERAL (
		SELECT array_agg(m.day ORDER BY m.day) AS days, array_agg(m.target ORDER BY m.day) AS targets
		FROM goal_milestone m WHERE m.goal_id = g.goal_id
	) milestone ON true
	CROSS JOIN LATERAL coverage_standing(c.covered, goal_remedies.day, g.target, g.due_day, g.baseline, g.baseline_day,
										 milestone.days, milestone.targets, g.kind, g.during, c.whole) standing
	JOIN posting p ON p.posting_id = c.posting_id
	LEFT JOIN representative h ON h.representative_id = c.representative_id
	JOIN mission_in_order m ON m.mission_id = p.mission_id AND period_has_day(m.during, lower(c.during))
	WHERE g.goal_id = goal_remedies.goal_id AND check_day(goal_remedies.day)
	ORDER BY c.line;
END;
COMMENT ON FUNCTION goal_remedies(bigint, date) IS 'what would bring a goal to its target from a day on: which tours to extend, which vacant seats to fill and which approved postings to open, and by when at the latest; a line counts with those before it. The list is the shortest that is allowed, or says that this is not known (shortest is false), or how near one can come (NULL). No rows for a goal that needs nothing, is over, is a ceiling, or does not exist';
