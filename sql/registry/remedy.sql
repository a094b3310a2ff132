
-- What would mend a goal
--
-- Somebody stays longer; somebody comes to a seat that is vacant; or a posting that is
-- approved opens, and somebody comes. Each is a way of having a posting held on some days
-- on which nobody holds it as the goal counts. The list is made day by day: for the first
-- day that misses something the way is taken that adds most on it, and of these the one
-- that needs no other for longest. Then those are dropped that what came later made needless.

-- STRICT, so that it is planned by itself: of its conditions the planner would think that
-- one row passes them, and would take loops for joins of whole tables.
CREATE FUNCTION goal_reach(goals bigint[]) RETURNS TABLE (
	goal_id bigint,
	posting_id bigint,
	unit text,
	name text,
	days datemultirange
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT u.goal_id, u.posting_id, u.unit, coalesce(min(s.name), min(u.country)::text), range_agg(u.during)
	FROM goal_unit u
	LEFT JOIN site s ON s.site_id = u.site_id
	WHERE u.goal_id = ANY (goal_reach.goals)
	GROUP BY u.goal_id, u.posting_id, u.unit;
END;
COMMENT ON FUNCTION goal_reach(bigint[]) IS 'part of goal_remedies(): what each posting covers, while it is held, of what some goals are about: a country, by its code, or a site, by its key; its name; and the days on which it does';

CREATE FUNCTION goal_weight(goal bigint) RETURNS TABLE (
	unit text,
	during daterange,
	weight bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT coalesce(w.site_id::text, w.country::text), w.during, w.weight
	FROM goal_question q
	JOIN weight w ON (w.program = q.program OR w.program IS NULL AND q.program IS NULL) AND (w.site_id IS NOT NULL) = (q.counts = 'site')
	LEFT JOIN site s ON s.site_id = w.site_id
	WHERE q.goal_id = goal_weight.goal AND q.weighs
	  AND (q.countries IS NULL OR country_code_ordinal(coalesce(w.country, s.country)) = ANY (q.countries))
	  AND (q.sites IS NULL OR w.site_id = ANY (q.sites));
END;
COMMENT ON FUNCTION goal_weight(bigint) IS 'part of goal_remedies(): what each country or site that a goal of a share is about weighs for it, as goal_reach() calls them, and when';

CREATE FUNCTION posting_room(within daterange, postings bigint[]) RETURNS TABLE (
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
		  WHERE periods_meet(o.during, posting_room.within) AND o.posting_id IN (SELECT unnest(posting_room.postings))
		  GROUP BY o.posting_id) s
	JOIN posting_seats p ON p.posting_id = s.posting_id
	LEFT JOIN (SELECT a.posting_id + 0 AS posting_id, coverage_agg(a.representative_id, a.tenure) AS people
			   FROM assignment a
			   WHERE a.kind <> 'acting' AND tenure_meets(a.tenure, posting_room.within)
				 AND a.posting_id + 0 IN (SELECT unnest(posting_room.postings))
			   GROUP BY a.posting_id + 0) held ON held.posting_id = s.posting_id
	CROSS JOIN LATERAL unnest(s.open * coverage_periods(p.seats - coalesce(held.people, '{}'), 1::bigint, posting_room.within)) run (during);
END;
COMMENT ON FUNCTION posting_room(daterange, bigint[]) IS 'part of goal_remedies(): the runs of days in a period on which one of some postings is or could be open and has a free seat, which who acts takes none of: with the days on which a tour can begin, those on which it is approved and could open, and those on which whoever holds it counts';

CREATE FUNCTION tour_extensions(within daterange, postings bigint[]) RETURNS TABLE (
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
	WHERE a.posting_id = ANY (tour_extensions.postings) AND a.kind = 'tour' AND a.ended_as IS NULL
	  AND coalesce(upper(a.tenure), '-infinity') > coalesce(lower(tour_extensions.within), '-infinity')
	  AND (upper(a.tenure) > upper(tour_extensions.within)) IS NOT TRUE
	  AND (longest.day_after > upper(a.tenure)) IS NOT FALSE;
END;
COMMENT ON FUNCTION tour_extensions(daterange, bigint[]) IS 'part of goal_remedies(): the tours at some postings whose last day lies in a period, or on the day before its end, and which could be extended: on which days after that; up to the limit of a stay (AT-206) and the person''s next tour. Who has left for a cause is not asked back';

CREATE FUNCTION stays_present(assignment_id bigint, representative_id bigint, during daterange) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT NOT EXISTS (SELECT FROM absence w WHERE w.representative_id = stays_present.representative_id AND w.during && stays_present.during)
		   AND NOT EXISTS (SELECT FROM assignment o
						   WHERE o.representative_id = stays_present.representative_id AND o.assignment_id <> stays_present.assignment_id
							 AND o.tenure && stays_present.during);
END;
COMMENT ON FUNCTION stays_present(bigint, bigint, daterange) IS 'part of goal_remedies(): would a person be present on all days of a period, if an assignment lasted so long: neither absent nor on another?';

CREATE FUNCTION remedy_goals(goal bigint, day date) RETURNS TABLE (
	goal_id bigint,
	is_ceiling boolean,
	needed daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS (
		SELECT g.goal_id, ahead.during, daterange(remedy_goals.day, upper(ahead.during)) AS until
		FROM goal g
		CROSS JOIN LATERAL (SELECT coalesce(g.during, daterange(g.due_day, CASE WHEN g.due_day < '5874897-12-31' THEN g.due_day + 1 END)) * daterange(remedy_goals.day, NULL) AS during) ahead
		WHERE g.goal_id = remedy_goals.goal AND g.kind NOT IN ('ceiling', 'measure') AND NOT isempty(ahead.during)
	)
	SELECT a.goal_id, false, a.during FROM asked a
	UNION ALL
	SELECT c.goal_id, true, c.during * a.until
	FROM asked a
	JOIN goal c ON c.kind = 'ceiling' AND c.enforced AND c.during && a.until
	JOIN rule_in_force r ON r.rule_id = 'AT-303' AND r.severity = 'error';
END;
COMMENT ON FUNCTION remedy_goals(bigint, date) IS 'part of goal_remedies(): a goal to mend, with the days from a day on on which it is to be met, and the ceilings that nothing may break for it, with theirs; no rows for a goal that is over, is a ceiling itself, or is about a measure';

CREATE FUNCTION remedy_units(goal bigint, day date) RETURNS TABLE (
	goal_id bigint,
	unit text,
	days datemultirange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH bound AS MATERIALIZED (
		-- How a floor stands depends on the days since it began.
		SELECT b.goal_id, b.is_ceiling, g.tdy, g.acting, g.present,
			   range_merge(coalesce(g.during, b.needed), daterange(remedy_units.day, upper(b.needed))) AS during
		FROM remedy_goals(remedy_units.goal, remedy_units.day) b
		JOIN goal g ON g.goal_id = b.goal_id
	), held AS MATERIALIZED (
		SELECT a.posting_id + 0 AS posting_id, a.kind = 'tdy' AS tdy, a.kind = 'acting' AS acting, false AS present, coverage_agg(a.tenure) AS during
		FROM bound b
		JOIN assignment a ON tenure_meets(a.tenure, b.during)
		WHERE NOT b.is_ceiling
		GROUP BY a.posting_id + 0, a.kind
		UNION ALL
		SELECT h.posting_id, h.tdy, h.acting, true, h.during FROM posting_present() h WHERE EXISTS (SELECT FROM bound b WHERE b.present)
	), counting AS MATERIALIZED (
		SELECT s.posting_id, range_agg(s.during) AS days FROM posting_status_period s WHERE posting_status_counts(s.status) GROUP BY s.posting_id
	), reach_held AS MATERIALIZED (
		-- By itself: joined with what is asked first, the planner would take it for a few rows.
		SELECT r.goal_id, r.unit, h.tdy, h.acting, h.present, coverage_within(h.during, c.days * r.days) AS during
		FROM goal_reach(ARRAY(SELECT b.goal_id FROM bound b)) r
		JOIN held h ON h.posting_id = r.posting_id
		JOIN counting c ON c.posting_id = r.posting_id
	)
	SELECT r.goal_id, r.unit, coverage_periods(coverage_agg(r.during), 1::bigint)
	FROM reach_held r
	JOIN bound b ON b.goal_id = r.goal_id AND r.present = b.present AND (b.tdy OR NOT r.tdy) AND (b.acting OR NOT r.acting)
	GROUP BY r.goal_id, r.unit;
END;
COMMENT ON FUNCTION remedy_units(bigint, date) IS 'part of goal_remedies(): what is covered for a goal to mend and the ceilings that nothing may break for it: each country or site, and the days on which it is; of a floor since it began, else from a day on';

CREATE FUNCTION remedy_ways(goal bigint, day date, covered text[] DEFAULT '{}') RETURNS TABLE (
	way bigint,
	remedy text,
	posting_id bigint,
	assignment_id bigint,
	representative_id bigint,
	during daterange,
	starts datemultirange,
	goal_id bigint,
	unit text,
	name text,
	days datemultirange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH bound AS MATERIALIZED (
		SELECT b.goal_id, b.is_ceiling, b.needed, g.present, daterange(remedy_ways.day, upper(b.needed)) AS ahead
		FROM remedy_goals(remedy_ways.goal, remedy_ways.day) b
		JOIN goal g ON g.goal_id = b.goal_id
	), reach AS MATERIALIZED (
		SELECT r.* FROM goal_reach(ARRAY(SELECT b.goal_id FROM bound b)) r
	), room AS MATERIALIZED (
		-- Where nobody can come any more, who came last stays no longer than a stay may last.
		SELECT r.posting_id, r.during * daterange(NULL, CASE WHEN upper(came.days) < upper(r.during) OR upper_inf(r.during)
															 THEN (upper(came.days) - 1 + longest.longest)::date END) AS during,
			   r.admits, r.approved, r.counting, b.present
		FROM bound b
		CROSS JOIN posting_room(b.ahead, ARRAY(SELECT r.posting_id FROM reach r WHERE r.goal_id = remedy_ways.goal AND r.unit <> ALL (remedy_ways.covered))) r
		CROSS JOIN LATERAL (SELECT r.admits + r.approved AS days) came
		LEFT JOIN (SELECT f.longest_extended AS longest FROM rule_in_force f WHERE f.rule_id = 'AT-206' AND f.severity <> 'off') longest
			ON upper(came.days) <= '250000-01-01'
		WHERE NOT b.is_ceiling
	), way AS (
		-- In the order in which one is taken before another that does as much: where
		-- somebody leaves, who may stay, before where nobody is.
		SELECT row_number() OVER (ORDER BY w.place, w.posting_id, w.during, w.assignment_id) AS way, w.*
		FROM (
			SELECT CASE WHEN lower(r.during) > remedy_ways.day THEN 2 ELSE 3 END AS place, 'fill' AS remedy, r.posting_id,
				   NULL::bigint AS assignment_id, NULL::bigint AS representative_id,
				   r.during * daterange(lower(r.admits), NULL) AS during, r.counting, r.admits AS starts
			FROM room r WHERE NOT isempty(r.admits)
			UNION ALL
			SELECT 4 AS place, 'open' AS remedy, r.posting_id, NULL AS assignment_id, NULL AS representative_id,
				   r.during * daterange(lower(r.approved), NULL) AS during, r.counting + r.approved AS counting, r.approved AS starts
			FROM room r WHERE NOT isempty(r.approved)
			UNION ALL
			-- Where nobody can begin a tour, as at a posting that closes, one can only be extended.
			SELECT 1 AS place, 'extend' AS remedy, r.posting_id, e.assignment_id, e.representative_id, r.during * daterange(lower(e.during), NULL) AS during, r.counting,
				   datemultirange(daterange(lower(e.during) - 1, lower(e.during))) AS starts
			FROM tour_extensions((SELECT b.ahead FROM bound b WHERE NOT b.is_ceiling),
								 ARRAY(SELECT r.posting_id FROM room r WHERE (lower(r.admits) = lower(r.during)) IS NOT TRUE AND (lower(r.approved) = lower(r.during)) IS NOT TRUE)) e
			JOIN room r ON r.posting_id = e.posting_id AND r.during @> lower(e.during)
			WHERE e.during @> (r.during * daterange(lower(e.during), NULL))
			  AND (NOT r.present OR stays_present(e.assignment_id, e.representative_id, r.during * e.during))
		) w
	)
	SELECT w.way, w.remedy, w.posting_id, w.assignment_id, w.representative_id, w.during, w.starts, r.goal_id, r.unit, r.name, w.counting * datemultirange(w.during * b.needed) * r.days
	FROM way w
	JOIN reach r ON r.posting_id = w.posting_id
	JOIN bound b ON b.goal_id = r.goal_id;
END;
COMMENT ON FUNCTION remedy_ways(bigint, date, text[]) IS 'part of goal_remedies(): what somebody could do for a goal from a day on, at postings that cover not only some countries or sites, once for each country or site that it would cover for the goal, or for a ceiling that it must not break: fill a seat, open a posting, or extend a tour where nobody else could come; the days on which the posting would be held, the days on which that can begin, and those on which it covers';

CREATE FUNCTION remedy_choice(goal bigint, day date) RETURNS TABLE (
	line integer,
	remedy text,
	posting_id bigint,
	assignment_id bigint,
	representative_id bigint,
	by_day date,
	during daterange,
	covers text,
	covered coverage,
	whole coverage,
	needed daterange,
	shortest boolean
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE bound AS MATERIALIZED (
		SELECT b.* FROM remedy_goals(remedy_choice.goal, remedy_choice.day) b
	), held AS MATERIALIZED (
		SELECT u.* FROM remedy_units(remedy_choice.goal, remedy_choice.day) u
	), weight AS MATERIALIZED (
		SELECT w.* FROM goal_weight(remedy_choice.goal) w
	), counted AS (
		SELECT b.goal_id, b.is_ceiling, b.needed, g.target, g.present,
			   CASE WHEN g.kind = 'share'
					THEN (SELECT coverage_agg(h.unit, h.days * datemultirange(w.during), w.weight) FROM held h JOIN weight w ON w.unit = h.unit WHERE h.goal_id = b.goal_id)
					ELSE (SELECT coverage_agg(h.unit, h.days) FROM held h WHERE h.goal_id = b.goal_id) END AS covered,
			   CASE WHEN g.kind = 'share' THEN (SELECT coverage_agg(w.unit, w.during, w.weight) FROM weight w) END AS whole
		FROM bound b
		JOIN goal g ON g.goal_id = b.goal_id
	), measured AS MATERIALIZED (
		-- What a share asks for on its due day is a sum of weights.
		SELECT c.goal_id, c.is_ceiling, c.needed, c.present, c.covered, c.whole, level.target, coverage_make('{-infinity}'::date[], ARRAY[level.target]) AS level
		FROM counted c
		CROSS JOIN LATERAL (SELECT ceil(c.target * coalesce(coverage_on(c.whole, lower(c.needed)), 1))::bigint AS target) level
	), asked AS MATERIALIZED (
		SELECT m.* FROM measured m WHERE NOT m.is_ceiling
	), missing AS MATERIALIZED (
		SELECT coverage_gaps(a.covered, a.target, a.needed) AS days FROM asked a
	), possible AS MATERIALIZED (
		-- What each way would add.
		SELECT w.way, w.remedy, w.posting_id, w.assignment_id, w.representative_id, w.during, w.starts, w.goal_id, w.unit, w.name, new.days, new.weight
		FROM remedy_ways(remedy_choice.goal, remedy_choice.day,
						 ARRAY(SELECT h.unit FROM held h JOIN missing m ON m.days <@ h.days WHERE h.goal_id = remedy_choice.goal)) w
		CROSS JOIN asked a
		LEFT JOIN held h ON h.goal_id = w.goal_id AND h.unit = w.unit
		LEFT JOIN weight ON a.whole IS NOT NULL AND w.goal_id = a.goal_id AND weight.unit = w.unit AND weight.during @> lower(a.needed)
		CROSS JOIN LATERAL (SELECT w.days - coalesce(h.days, '{}') AS days,
								   CASE WHEN a.whole IS NULL OR w.goal_id <> a.goal_id THEN 1 ELSE coalesce(weight.weight, 0) END AS weight) new
		WHERE NOT isempty(new.days) AND new.weight > 0
	), first_way AS (
		-- Of the ways that add the same.
		SELECT min(w.way) AS way
		FROM (SELECT o.way, array_agg((o.goal_id, o.unit, o.days)::text ORDER BY o.goal_id, o.unit) AS adds FROM possible o GROUP BY o.way) w
		GROUP BY w.adds
	), adds AS MATERIALIZED (
		-- And of those that add one country or site in the same way, those that lie within no other.
		SELECT o.*
		FROM (SELECT d.*, d.alone AND max(coalesce(upper(d.days), 'infinity')) OVER (
						 PARTITION BY d.goal_id, d.unit, d.remedy, d.alone ORDER BY lower(d.days), coalesce(upper(d.days), 'infinity') DESC, d.way
						 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= coalesce(upper(d.days), 'infinity') AS lies_within
			  FROM (SELECT p.*, count(*) OVER (PARTITION BY p.way) = 1 AND p.days = datemultirange(range_merge(p.days)) AS alone
					FROM possible p WHERE p.way IN (SELECT f.way FROM first_way f)) d) o
		WHERE o.lies_within IS NOT TRUE
	), step AS (
		SELECT 0 AS step, '{}'::bigint[] AS ways, '{}'::text[] AS units, NULL::bigint AS way, NULL::date AS day, m.days AS missing
		FROM missing m
		UNION ALL
		SELECT s.step + 1, s.ways || next.way, more.units, next.way, next.day, coverage_gaps(m.covered + more.covered, m.target, m.needed)
		FROM step s
		CROSS JOIN asked m
		CROSS JOIN LATERAL (
			SELECT h.way, h.day
			FROM (SELECT f.way, f.weight, f.first_day AS day, s.missing * datemultirange(daterange(f.first_day, NULL)) - f.days AS left_out
				  FROM (SELECT a.way, a.weight, free.days, min(lower(free.days)) OVER () AS first_day
						FROM adds a
						CROSS JOIN LATERAL (
							SELECT CASE WHEN a.unit <> ALL (s.units) THEN a.days * s.missing
										-- Not what is taken already.
										ELSE a.days * s.missing - (SELECT coverage_periods(coverage_agg(t.days), 1::bigint) FROM adds t
																   WHERE t.goal_id = m.goal_id AND t.unit = a.unit AND t.way = ANY (s.ways)) END AS days
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
								AND coverage_periods(c.covered + more.together, c.target + 1, c.needed) && coverage_periods(more.alone, 1::bigint))) f
				  WHERE f.days @> f.first_day) h
			GROUP BY h.way, h.day
			ORDER BY sum(h.weight) DESC, coalesce(min(lower(h.left_out)), 'infinity') DESC, h.way
			LIMIT 1
		) next
		CROSS JOIN LATERAL (SELECT coverage_agg(t.unit, t.days, t.weight) AS covered, array_agg(t.unit) AS units FROM adds t WHERE t.goal_id = m.goal_id AND t.way = ANY (s.ways || next.way)) more
		WHERE NOT isempty(s.missing)
	), taken AS MATERIALIZED (
		-- By when it must begin. Where somebody leaves who may stay, nobody need come.
		SELECT s.step, a.way, CASE WHEN e.assignment_id IS NULL THEN a.remedy ELSE 'extend' END AS remedy, a.posting_id,
			   coalesce(e.assignment_id, a.assignment_id) AS assignment_id, coalesce(e.representative_id, a.representative_id) AS representative_id,
			   coalesce(lower(e.during) - 1, start.day) AS by_day,
			   a.during * daterange(coalesce(lower(e.during), start.day + (a.remedy = 'extend')::integer), NULL) AS during
		FROM step s
		CROSS JOIN LATERAL (
			SELECT a.way, a.remedy, a.posting_id, a.assignment_id, a.representative_id, a.starts, a.during * daterange(NULL, upper(range_merge(d.days))) AS during
			FROM (SELECT o.way, coverage_periods(coverage_agg(o.days), 1::bigint) AS days FROM adds o WHERE o.way = s.way AND o.goal_id = remedy_choice.goal GROUP BY o.way) d
			JOIN adds a ON a.way = d.way
			LIMIT 1
		) a
		CROSS JOIN LATERAL (SELECT upper(a.starts * datemultirange(daterange(NULL, s.day, '[]'))) - 1 AS day) start
		CROSS JOIN asked m
		LEFT JOIN LATERAL (
			SELECT x.*
			FROM tour_extensions(daterange(remedy_choice.day, upper(m.needed)), ARRAY[a.posting_id]) x
			WHERE a.remedy = 'fill' AND a.during @> lower(x.during) AND lower(x.during) <= s.day
			  AND x.during @> (a.during * daterange(lower(x.during), NULL))
			  AND (NOT m.present OR stays_present(x.assignment_id, x.representative_id, a.during * x.during))
			ORDER BY x.assignment_id
			LIMIT 1
		) e ON true
	), gained AS MATERIALIZED (
		SELECT t.step, a.unit, a.name, a.weight, a.days * datemultirange(t.during) AS days
		FROM taken t
		JOIN adds a ON a.way = t.way AND a.goal_id = remedy_choice.goal
	), reached AS MATERIALIZED (
		-- As far as it is asked for.
		SELECT coverage_least(m.level, m.covered + (SELECT coverage_agg(g.unit, g.days, g.weight) FROM gained g)) AS covered FROM asked m
	), kept AS (
		SELECT 0 AS step, array_agg(t.step ORDER BY t.step) AS steps FROM taken t
		UNION ALL
		SELECT k.step + 1, CASE WHEN coverage_least(m.level, m.covered + fewer.covered) = reached.covered
								THEN array_remove(k.steps, k.step + 1) ELSE k.steps END
		FROM kept k
		CROSS JOIN asked m
		CROSS JOIN reached
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
	SELECT t.line::integer, t.remedy, t.posting_id, t.assignment_id, t.representative_id, t.by_day, t.during,
		   (SELECT string_agg(g.name, ', ' ORDER BY g.name COLLATE "C") FROM gained g WHERE g.step = t.step),
		   m.covered + (SELECT coverage_agg(g.unit, g.days, g.weight) FROM gained g WHERE g.step = ANY (t.steps)),
		   m.whole, m.needed,
		   CASE WHEN isempty((SELECT s.missing FROM step s ORDER BY s.step DESC LIMIT 1))
				THEN cardinality(t.kept) <= fewest.lines OR plain.is END
	-- In the order in which somebody has to act.
	FROM (SELECT t.*, k.steps AS kept, row_number() OVER urgent AS line, array_agg(t.step) OVER urgent AS steps
		  FROM (SELECT k.steps FROM kept k ORDER BY k.step DESC LIMIT 1) k
		  JOIN taken t ON t.step = ANY (k.steps)
		  WINDOW urgent AS (ORDER BY t.by_day, t.step)) t
	CROSS JOIN asked m
	CROSS JOIN fewest
	CROSS JOIN plain;
END;
COMMENT ON FUNCTION remedy_choice(bigint, date) IS 'part of goal_remedies(): what goal_remedies() says, by keys: which ways are taken, from when on and for which days the posting is held then; what is covered with this line and those before it, of what whole; and whether no list is shorter, NULL if the goal is out of reach';

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
	SELECT c.line, c.remedy, m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.role, p.number, c.covers,
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
	JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, lower(c.during))
	WHERE g.goal_id = goal_remedies.goal_id AND check_day(goal_remedies.day)
	ORDER BY c.line;
END;
COMMENT ON FUNCTION goal_remedies(bigint, date) IS 'what would bring a goal to its target from a day on: which tours to extend, which vacant seats to fill and which approved postings to open, and by when at the latest; a line counts with those before it. The list is the shortest that is allowed, or says that this is not known (shortest is false), or how near one can come (NULL). No rows for a goal that needs nothing, is over, is a ceiling, or does not exist';
