
-- What all goals measure, in one pass over the assignments
--
-- Countries and programs are grouped and sorted by their ordinals, here and in all
-- that is asked of a registry: pg_upgrade restores functions, which are parsed
-- then, before the operator classes of the types, and no function may need one.
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
	-- posting joins the other two, though they would meet without it: of their
	-- keys the planner knows nothing, of its key that it is unique.
	SELECT p.posting_id, held.tdy,
		   CASE WHEN held.opened THEN held.during
				ELSE coalesce(coverage_least(held.during, counting.during), '{}') END
	FROM posting p
	JOIN (
		SELECT t.posting_id, t.kind = 'tdy' AS tdy, false AS opened, coverage_agg(t.tenure) AS during
		FROM (
			SELECT a.posting_id, a.kind,
				   CASE WHEN posting_presence_if.end_assignments IS NOT NULL AND a.assignment_id = ANY (posting_presence_if.end_assignments)
						THEN a.tenure * daterange(NULL, posting_presence_if.last_day, '[]')
						ELSE a.tenure END AS tenure
			FROM assignment a
			WHERE since IS NULL OR a.tenure && daterange(since, NULL)
		) t
		GROUP BY t.posting_id, t.kind = 'tdy'
		UNION ALL
		SELECT opened.posting_id, false, true, coverage_make(ARRAY[coalesce(posting_presence_if.first_day, '-infinity')], '{1}')
		FROM unnest(posting_presence_if.open_postings) opened (posting_id)
	) held ON held.posting_id = p.posting_id
	LEFT JOIN (
		SELECT s.posting_id, coverage_agg(s.during) AS during
		FROM posting_status_period s
		WHERE posting_status_counts(s.status)
		GROUP BY s.posting_id
	) counting ON counting.posting_id = p.posting_id;
END;
COMMENT ON FUNCTION posting_presence_if(bigint[], date, bigint[], date, date) IS 'when each posting with assignments is held in a status that counts, 1 on these days ({} if on none), if assignments ended after a last day and postings were active and held from a first day on; people on temporary duty by themselves; NULL for no such change; only the days since a day, NULL for all';

CREATE FUNCTION goal_measure_if(goals bigint[], end_assignments bigint[], last_day date, open_postings bigint[], first_day date, since date) RETURNS TABLE (
	goal_id bigint,
	covered coverage,
	whole coverage,
	meets coverage,
	at_least bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH question AS MATERIALIZED (
		-- Goals that measure the same by different days or targets ask the same.
		SELECT row_number() OVER () AS question, array_agg(a.goal_id) AS goals,
			   a.weighs, a.counts, min(a.program) AS program, a.role, a.accredited, a.tdy, a.countries, a.sites
		FROM (
			SELECT g.goal_id, g.kind = 'share' AS weighs, g.counts, g.program, g.role, g.accredited, g.tdy,
				   (SELECT array_agg(country_code_ordinal(gc.country) ORDER BY country_code_ordinal(gc.country))
					FROM goal_country gc WHERE gc.goal_id = g.goal_id) AS countries,
				   (SELECT array_agg(gs.site_id ORDER BY gs.site_id) FROM goal_site gs WHERE gs.goal_id = g.goal_id AND g.counts = 'site') AS sites
			FROM goal g
			WHERE goal_measure_if.goals IS NULL OR g.goal_id = ANY (goal_measure_if.goals)
		) a
		GROUP BY a.weighs, a.counts, program_code_ordinal(a.program), a.role, a.accredited, a.tdy, a.countries, a.sites
	), reach AS NOT MATERIALIZED (
		-- What a posting covers while it is held: countries for any program, and
		-- for each; sites.
		SELECT 'country' AS counts, NULL::program_code AS program, place.country, NULL::bigint AS site_id,
			   place.posting_id, place.role, place.resident, place.during
		FROM posting_place place
		WHERE EXISTS (SELECT FROM question q WHERE q.counts = 'country' AND q.program IS NULL)
		UNION ALL
		SELECT 'country', pp.program, place.country, NULL::bigint AS site_id,
			   place.posting_id, place.role, place.resident, place.during * pp.during
		FROM posting_place place
		JOIN posting_program pp ON pp.posting_id = place.posting_id
		WHERE EXISTS (SELECT FROM question q WHERE q.counts = 'country' AND q.program IS NOT NULL)
		UNION ALL
		SELECT 'site', ps.program, s.country, s.site_id, p.posting_id, p.role, true, ps.during
		FROM posting_site ps
		JOIN posting p ON p.posting_id = ps.posting_id
		JOIN site s ON s.site_id = ps.site_id
		WHERE EXISTS (SELECT FROM question q WHERE q.counts = 'site')
	), unit AS MATERIALIZED (
		-- Each country or site once for each answer that a goal can ask for, so
		-- that questions read few rows however many assignments there are.
		SELECT r.counts, min(r.program) AS program, min(r.country) AS country, r.site_id, r.role, r.resident, held.tdy,
			   coverage_agg(coverage_within(held.during, r.during)) AS during
		FROM posting_presence_if(end_assignments, last_day, open_postings, first_day, since) held
		JOIN reach r ON r.posting_id = held.posting_id
		GROUP BY r.counts, program_code_ordinal(r.program), country_code_ordinal(r.country), r.site_id, r.role, r.resident, held.tdy
	), counted AS NOT MATERIALIZED (
		SELECT q.question, u.country, u.site_id, u.during
		FROM question q
		JOIN unit u ON u.counts = q.counts
			AND (q.program IS NULL AND q.counts = 'site' OR u.program = q.program OR u.program IS NULL AND q.program IS NULL)
			AND (q.role IS NULL OR u.role = q.role)
			AND (q.accredited OR u.resident)
			AND (q.tdy OR NOT u.tdy)
			AND (q.countries IS NULL OR country_code_ordinal(u.country) = ANY (q.countries))
			AND (q.sites IS NULL OR u.site_id = ANY (q.sites))
	), weighed AS (
		SELECT q.question, w.country, w.site_id, w.during, w.weight::bigint AS weight
		FROM question q
		JOIN weight w ON (w.program = q.program OR w.program IS NULL AND q.program IS NULL) AND (w.site_id IS NOT NULL) = (q.counts = 'site')
		LEFT JOIN site s ON s.site_id = w.site_id
		WHERE q.weighs
		  AND (q.countries IS NULL OR country_code_ordinal(coalesce(w.country, s.country)) = ANY (q.countries))
		  AND (q.sites IS NULL OR w.site_id = ANY (q.sites))
	), answer AS MATERIALIZED (
		SELECT q.goals,
			   CASE WHEN q.weighs THEN (
				   SELECT coverage_agg((c.country, c.site_id), coverage_within(c.during, w.during), w.weight)
				   FROM counted c
				   JOIN weighed w ON w.question = c.question AND (w.site_id = c.site_id OR w.site_id IS NULL AND w.country = c.country)
				   WHERE c.question = q.question
			   ) ELSE (
				   SELECT coverage_agg(c.site_id, c.during)
						  + coverage_agg(c.country, c.during) FILTER (WHERE c.site_id IS NULL)
				   FROM counted c
				   WHERE c.question = q.question
			   ) END AS covered,
			   CASE WHEN q.weighs THEN (
				   SELECT coverage_agg((w.country, w.site_id), w.during, w.weight)
				   FROM weighed w
				   WHERE w.question = q.question
			   ) ELSE '{-infinity:1}' END AS whole
		FROM question q
	)
	SELECT g.goal_id, a.covered, a.whole,
		   CASE g.kind
			   WHEN 'share' THEN (
				   SELECT coalesce(coverage_make(array_agg(d.day ORDER BY d.day),
												 array_agg((w.whole > 0 AND coverage_on(a.covered, d.day) >= g.target * w.whole)::integer::bigint ORDER BY d.day)),
								   '{}')
				   FROM (SELECT coalesce(s.first_day, '-infinity') FROM coverage_steps(a.covered) s
						 UNION
						 SELECT coalesce(s.first_day, '-infinity') FROM coverage_steps(a.whole) s) d (day)
				   CROSS JOIN LATERAL (SELECT coverage_on(a.whole, d.day) AS whole) w)
			   WHEN 'ceiling' THEN coverage_make(ARRAY['-infinity'::date], ARRAY[g.target::bigint]) - a.covered
			   ELSE a.covered END,
		   CASE g.kind WHEN 'share' THEN 1 WHEN 'ceiling' THEN 0 ELSE g.target::bigint END
	FROM answer a
	JOIN goal g ON g.goal_id = ANY (a.goals);
END;
COMMENT ON FUNCTION goal_measure_if(bigint[], bigint[], date, bigint[], date, date) IS 'for the goals given (NULL for all), if the registry changed as posting_presence_if says: what is covered, and of what whole (the weight of a share; 1 otherwise); a goal is met on a day on which "meets" is at least "at_least"';

CREATE FUNCTION goal_coverage(goal_id bigint) RETURNS coverage
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.covered FROM goal_measure_if(ARRAY[goal_coverage.goal_id], NULL, NULL, NULL, NULL, NULL) m;
END;
COMMENT ON FUNCTION goal_coverage(bigint) IS 'how many countries or sites count for a goal, day by day, or what they weigh for a goal of a share; NULL if there is no such goal';
