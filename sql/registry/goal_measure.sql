
-- What all goals measure, in one pass over the assignments
--
-- The functions *_if answer for the registry as it is or, for what_if, as it
-- would be: with some assignments ended after a last day, and some postings
-- active and held from a first day on. NULL for the arrays is: as it is. What
-- is asked only about the days from one on (since) costs less; of the days
-- before it nothing can be said then.

CREATE FUNCTION posting_presence_if(end_assignments bigint[], last_day date, open_postings bigint[], first_day date, since date) RETURNS TABLE (
	posting_id bigint,
	tdy boolean,
	during coverage
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT held.posting_id, kind.tdy, coverage_least(kind.during, counting.during)
	FROM (
		SELECT t.posting_id,
			   coverage_agg(t.tenure) FILTER (WHERE t.kind <> 'tdy') AS others,
			   coverage_agg(t.tenure) FILTER (WHERE t.kind = 'tdy') AS tdys
		FROM (
			SELECT a.posting_id, a.kind,
				   CASE WHEN posting_presence_if.end_assignments IS NOT NULL AND a.assignment_id = ANY (posting_presence_if.end_assignments)
						THEN a.tenure * daterange(NULL, posting_presence_if.last_day, '[]')
						ELSE a.tenure END AS tenure
			FROM assignment a
			WHERE since IS NULL OR a.tenure && daterange(since, NULL)
		) t
		GROUP BY t.posting_id
	) held
	JOIN (
		SELECT s.posting_id, coverage_agg(s.during) AS during
		FROM posting_status_period s
		WHERE posting_status_counts(s.status)
		GROUP BY s.posting_id
	) counting ON counting.posting_id = held.posting_id
	CROSS JOIN LATERAL (VALUES (false, held.others), (true, held.tdys)) kind (tdy, during)
	WHERE kind.during <> '{}'
	UNION ALL
	SELECT p.posting_id, false, coverage_make(ARRAY[coalesce(posting_presence_if.first_day, '-infinity')], '{1}')
	FROM posting p
	WHERE posting_presence_if.open_postings IS NOT NULL AND p.posting_id = ANY (posting_presence_if.open_postings);
END;
COMMENT ON FUNCTION posting_presence_if(bigint[], date, bigint[], date, date) IS 'when each posting is held in a status that counts, 1 on these days, if assignments ended after a last day and postings were active and held from a first day on; people on temporary duty by themselves; NULL for no such change; only the days since a day, NULL for all';

CREATE FUNCTION goal_measure_if(goals bigint[], end_assignments bigint[], last_day date, open_postings bigint[], first_day date, since date) RETURNS TABLE (
	goal_id bigint,
	covered coverage,
	whole coverage,
	meets coverage,
	at_least bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT g.goal_id, g.kind, g.counts, g.program, g.role, g.accredited, g.tdy, g.target,
			   (SELECT array_agg(gc.country) FROM goal_country gc WHERE gc.goal_id = g.goal_id) AS countries,
			   (SELECT array_agg(gs.site_id) FROM goal_site gs WHERE gs.goal_id = g.goal_id AND g.counts = 'site') AS sites
		FROM goal g
		WHERE goals IS NULL OR g.goal_id = ANY (goals)
	), held AS MATERIALIZED (
		SELECT h.posting_id, h.tdy, h.during
		FROM posting_presence_if(end_assignments, last_day, open_postings, first_day, since) h
	), unit AS MATERIALIZED (
		-- Each country or site once for each answer that a goal can ask for, so
		-- that goals read few rows however many assignments there are.
		SELECT 'country' AS counts, NULL::program_code AS program, place.country, NULL::bigint AS site_id,
			   place.role, place.resident, held.tdy, coverage_agg(coverage_within(held.during, place.during)) AS during
		FROM held
		JOIN posting_place place ON place.posting_id = held.posting_id
		WHERE EXISTS (SELECT FROM asked a WHERE a.counts = 'country' AND a.program IS NULL)
		GROUP BY place.country, place.role, place.resident, held.tdy
		UNION ALL
		SELECT 'country', pp.program, place.country, NULL::bigint AS site_id,
			   place.role, place.resident, held.tdy, coverage_agg(coverage_within(held.during, place.during * pp.during))
		FROM held
		JOIN posting_place place ON place.posting_id = held.posting_id
		JOIN posting_program pp ON pp.posting_id = held.posting_id
		WHERE EXISTS (SELECT FROM asked a WHERE a.counts = 'country' AND a.program IS NOT NULL)
		GROUP BY pp.program, place.country, place.role, place.resident, held.tdy
		UNION ALL
		SELECT 'site', ps.program, s.country, s.site_id,
			   p.role, true, held.tdy, coverage_agg(coverage_within(held.during, ps.during))
		FROM held
		JOIN posting p ON p.posting_id = held.posting_id
		JOIN posting_site ps ON ps.posting_id = held.posting_id
		JOIN site s ON s.site_id = ps.site_id
		WHERE EXISTS (SELECT FROM asked a WHERE a.counts = 'site')
		GROUP BY ps.program, s.country, s.site_id, p.role, held.tdy
	), counted AS NOT MATERIALIZED (
		SELECT a.goal_id, a.kind, u.country, u.site_id, u.during
		FROM asked a
		JOIN unit u ON u.counts = a.counts
			AND (a.program IS NULL AND a.counts = 'site' OR u.program = a.program OR u.program IS NULL AND a.program IS NULL)
			AND (a.role IS NULL OR u.role = a.role)
			AND (a.accredited OR u.resident)
			AND (a.tdy OR NOT u.tdy)
			AND (a.countries IS NULL OR u.country = ANY (a.countries))
			AND (a.sites IS NULL OR u.site_id = ANY (a.sites))
	), weighed AS (
		SELECT a.goal_id, w.country, w.site_id, w.during, w.weight
		FROM asked a
		JOIN weight w ON (w.program = a.program OR w.program IS NULL AND a.program IS NULL) AND (w.site_id IS NOT NULL) = (a.counts = 'site')
		LEFT JOIN site s ON s.site_id = w.site_id
		WHERE a.kind = 'share'
		  AND (a.countries IS NULL OR coalesce(w.country, s.country) = ANY (a.countries))
		  AND (a.sites IS NULL OR w.site_id = ANY (a.sites))
	), number AS (
		SELECT c.goal_id,
			   coverage_agg(c.site_id, c.during)
				   + coverage_agg(c.country, c.during) FILTER (WHERE c.site_id IS NULL) AS covered
		FROM counted c
		WHERE c.kind <> 'share'
		GROUP BY c.goal_id
	), share AS (
		SELECT c.goal_id, coverage_agg((c.country, c.site_id), coverage_within(c.during, w.during), w.weight::bigint) AS covered
		FROM counted c
		JOIN weighed w ON w.goal_id = c.goal_id AND (w.site_id = c.site_id OR w.site_id IS NULL AND w.country = c.country)
		GROUP BY c.goal_id
	), whole AS (
		SELECT w.goal_id, coverage_agg((w.country, w.site_id), w.during, w.weight::bigint) AS whole
		FROM weighed w
		GROUP BY w.goal_id
	), measured AS (
		SELECT a.goal_id, a.kind, a.target,
			   coalesce(number.covered, share.covered, '{}') AS covered,
			   CASE a.kind WHEN 'share' THEN coalesce(whole.whole, '{}') ELSE '{-infinity:1}' END AS whole
		FROM asked a
		LEFT JOIN number ON number.goal_id = a.goal_id
		LEFT JOIN share ON share.goal_id = a.goal_id
		LEFT JOIN whole ON whole.goal_id = a.goal_id
	)
	SELECT m.goal_id, m.covered, m.whole,
		   CASE m.kind
			   WHEN 'share' THEN (
				   SELECT coalesce(coverage_make(array_agg(d.day ORDER BY d.day),
												 array_agg((w.whole > 0 AND coverage_on(m.covered, d.day) >= m.target * w.whole)::integer::bigint ORDER BY d.day)),
								   '{}')
				   FROM (SELECT coalesce(s.first_day, '-infinity') FROM coverage_steps(m.covered) s
						 UNION
						 SELECT coalesce(s.first_day, '-infinity') FROM coverage_steps(m.whole) s) d (day)
				   CROSS JOIN LATERAL (SELECT coverage_on(m.whole, d.day) AS whole) w)
			   WHEN 'ceiling' THEN coverage_make(ARRAY['-infinity'::date], ARRAY[m.target::bigint]) - m.covered
			   ELSE m.covered END,
		   CASE m.kind WHEN 'share' THEN 1 WHEN 'ceiling' THEN 0 ELSE m.target::bigint END
	FROM measured m;
END;
COMMENT ON FUNCTION goal_measure_if(bigint[], bigint[], date, bigint[], date, date) IS 'for the goals given (NULL for all), if the registry changed as posting_presence_if says: what is covered, and of what whole (the weight of a share; 1 otherwise); a goal is met on a day on which "meets" is at least "at_least"';

CREATE FUNCTION goal_coverage(goal_id bigint) RETURNS coverage
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.covered FROM goal_measure_if(ARRAY[goal_coverage.goal_id], NULL, NULL, NULL, NULL, NULL) m;
END;
COMMENT ON FUNCTION goal_coverage(bigint) IS 'how many countries or sites count for a goal, day by day, or what they weigh for a goal of a share; NULL if there is no such goal';
