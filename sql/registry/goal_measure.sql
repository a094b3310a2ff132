
-- What all goals measure, in one pass over the assignments
--
-- Countries and programs are grouped and sorted by their ordinals, here and in all
-- that is asked of a registry: pg_upgrade restores functions, which are parsed
-- then, before the operator classes of the types, and no function may need one.
--
-- These functions answer for the registry as it is or, if they are given a
-- hypothesis, as it would be. What is asked only about the days from one on
-- (since) costs less; of the days before it nothing can be said then.

CREATE VIEW posting_counting WITH (security_invoker = true) AS
	SELECT s.posting_id, coverage_agg(s.during) AS during
	FROM posting_status_period s
	WHERE posting_status_counts(s.status)
	GROUP BY s.posting_id;
COMMENT ON VIEW posting_counting IS 'when each posting is in a status that counts; one that never is in such a status has no row';
COMMENT ON COLUMN posting_counting.posting_id IS 'the posting';
COMMENT ON COLUMN posting_counting.during IS '1 on the days on which it is, and 0 on others';

-- Assignments are collected in one presence for each kind, whose units are the postings:
-- grouping them by posting takes several times longer, as each row then finds its group
-- somewhere else in memory.
CREATE FUNCTION posting_presence(hypothesis hypothesis DEFAULT NULL, since date DEFAULT NULL) RETURNS TABLE (
	posting_id bigint,
	tdy boolean,
	acting boolean,
	during coverage
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	-- posting joins the other two, though they would meet without it: of their
	-- keys the planner knows nothing, of its key that it is unique.
	SELECT p.posting_id, held.tdy, held.acting,
		   CASE WHEN held.opened THEN held.during
				ELSE coalesce(coverage_least(held.during, counting.during), '{}') END
	FROM posting p
	JOIN (
		SELECT units.unit::bigint AS posting_id, a.kind = 'tdy' AS tdy, a.kind = 'acting' AS acting, false AS opened, units.during
		FROM (
			SELECT a.kind, presence_agg(a.posting_id, a.tenure) AS postings
			FROM assignment_if(posting_presence.hypothesis) a
			-- Not &&, which the planner thinks next to nothing passes.
			WHERE posting_presence.since IS NULL OR NOT a.tenure << daterange(posting_presence.since, NULL)
			GROUP BY a.kind
		) a
		CROSS JOIN LATERAL presence_coverages(a.postings) units
		UNION ALL
		SELECT opened.posting_id, false, false, true, coverage_make(ARRAY[coalesce((posting_presence.hypothesis).first_day, '-infinity')], '{1}'::bigint[])
		FROM unnest((posting_presence.hypothesis).open_postings) opened (posting_id)
	) held ON held.posting_id = p.posting_id
	LEFT JOIN posting_counting counting ON counting.posting_id = p.posting_id;
END;
COMMENT ON FUNCTION posting_presence(hypothesis, date) IS 'when each posting with assignments is held in a status that counts, 1 on these days ({} if on none); people on temporary duty by themselves, and people who act; only the days since a day, NULL for all. An assignment that would never begin by the hypothesis makes no row';

-- STRICT, so that it is planned and run by itself, and only where somebody asks for it:
-- who may not read absences can still ask who holds what.
CREATE FUNCTION posting_present(hypothesis hypothesis DEFAULT ROW(NULL, NULL, NULL, NULL, NULL, NULL)::hypothesis) RETURNS TABLE (
	posting_id bigint,
	tdy boolean,
	acting boolean,
	during coverage
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT held.posting_id, held.tdy, held.acting, coalesce(coverage_least(held.during, here.during), '{}')
	FROM posting_presence(ROW((posting_present.hypothesis).end_assignments, (posting_present.hypothesis).last_day, NULL, NULL,
							  (posting_present.hypothesis).extend_assignments, (posting_present.hypothesis).new_last_day)::hypothesis) held
	LEFT JOIN (
		SELECT units.unit::bigint AS posting_id, a.kind = 'tdy' AS tdy, a.kind = 'acting' AS acting, units.during
		FROM (
			SELECT a.kind, presence_agg(a.posting_id, days.present) AS postings
			FROM assignment_if(posting_present.hypothesis) a
			LEFT JOIN (
				SELECT w.assignment_id, range_agg(w.during) AS during
				FROM assignment_away(posting_present.hypothesis, NULL::daterange, (SELECT people_maybe_away(posting_present.hypothesis))) w
				GROUP BY w.assignment_id
			) away ON away.assignment_id = a.assignment_id
			CROSS JOIN LATERAL (SELECT datemultirange(a.tenure) - coalesce(away.during, '{}') AS present) days
			GROUP BY a.kind
		) a
		CROSS JOIN LATERAL presence_coverages(a.postings) units
	) here ON here.posting_id = held.posting_id AND here.tdy = held.tdy AND here.acting = held.acting
	UNION ALL
	-- Who is only supposed to hold a posting is there.
	SELECT p.posting_id, false, false, coverage_make(ARRAY[coalesce((posting_present.hypothesis).first_day, '-infinity')], '{1}'::bigint[])
	FROM posting p
	WHERE p.posting_id = ANY ((posting_present.hypothesis).open_postings);
END;
COMMENT ON FUNCTION posting_present(hypothesis) IS 'the same of the days on which somebody who holds the posting is present there, and not away; for no hypothesis, one whose attributes are all NULL';

-- STRICT for the same reason.
CREATE FUNCTION reach_present(scopes text[], hypothesis hypothesis DEFAULT ROW(NULL, NULL, NULL, NULL, NULL, NULL)::hypothesis) RETURNS TABLE (
	scope text,
	program program_code,
	country country_code,
	site_id bigint,
	role text,
	resident boolean,
	tdy boolean,
	acting boolean,
	during coverage
) LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT r.scope, min(r.program), min(r.country), r.site_id, r.role, r.resident,
		   here.tdy, here.acting, coverage_agg(coverage_within(here.during, r.during))
	FROM posting_present(reach_present.hypothesis) here
	JOIN posting_reach r ON r.posting_id = here.posting_id AND r.scope = ANY (reach_present.scopes)
	GROUP BY r.scope, program_code_ordinal(r.program), country_code_ordinal(r.country), r.site_id, r.role, r.resident, here.tdy, here.acting;
END;
COMMENT ON FUNCTION reach_present(text[], hypothesis) IS 'each country or site in some scopes of posting_reach, with the days on which somebody is present who covers it; by role, by what counts as temporary duty or acting, and whether they reside there';

CREATE FUNCTION question_measure(questions goal_question[], asked_by bigint[] DEFAULT NULL, hypothesis hypothesis DEFAULT NULL, since date DEFAULT NULL) RETURNS TABLE (
	goals bigint[],
	covered coverage,
	whole coverage
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH question AS MATERIALIZED (
		-- Goals that measure the same by different days or targets ask the same.
		SELECT row_number() OVER () AS question, array_agg(a.goal_id) AS goals,
			   goal_scope(a.counts, min(a.program)) AS scope,
			   a.weighs, a.counts, min(a.program) AS program, a.role, a.accredited, a.tdy, a.acting, a.present, a.countries, a.sites
		FROM (SELECT a.* FROM unnest(question_measure.questions) a
			  UNION ALL
			  SELECT q.* FROM goal_question q
			  WHERE question_measure.questions IS NULL AND (question_measure.asked_by IS NULL OR q.goal_id = ANY (question_measure.asked_by))) a
		GROUP BY a.weighs, a.counts, program_code_ordinal(a.program), a.role, a.accredited, a.tdy, a.acting, a.present, a.countries, a.sites
	), unit_held AS MATERIALIZED (
		-- Each country or site once for each answer that a goal can ask for, so
		-- that questions read few rows however many assignments there are.
		SELECT r.scope, min(r.program) AS program, min(r.country) AS country, r.site_id, r.role, r.resident,
			   held.tdy, held.acting, coverage_agg(coverage_within(held.during, r.during)) AS during
		FROM posting_presence(question_measure.hypothesis, question_measure.since) held
		JOIN posting_reach r ON r.posting_id = held.posting_id AND r.scope = ANY (ARRAY(SELECT q.scope FROM question q WHERE NOT q.present))
		WHERE EXISTS (SELECT FROM question q WHERE NOT q.present)
		GROUP BY r.scope, program_code_ordinal(r.program), country_code_ordinal(r.country), r.site_id, r.role, r.resident, held.tdy, held.acting
	), unit_present AS MATERIALIZED (
		-- The same. Of both together the planner would expect so many that it sorts them.
		SELECT p.*
		FROM reach_present(ARRAY(SELECT q.scope FROM question q WHERE q.present),
						   coalesce(question_measure.hypothesis, ROW(NULL, NULL, NULL, NULL, NULL, NULL)::hypothesis)) p
		WHERE EXISTS (SELECT FROM question q WHERE q.present)
	), unit AS NOT MATERIALIZED (
		SELECT false AS present, u.* FROM unit_held u
		UNION ALL
		SELECT true, u.* FROM unit_present u
	), counted AS NOT MATERIALIZED (
		SELECT q.question, u.country, u.site_id, u.during
		FROM question q
		JOIN unit u ON u.scope = q.scope
			AND (q.program IS NULL OR u.program = q.program)
			AND (q.role IS NULL OR u.role = q.role)
			AND (q.accredited OR u.resident)
			AND (q.tdy OR NOT u.tdy) AND (q.acting OR NOT u.acting) AND q.present = u.present
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
	)
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
		   ) END AS whole
	FROM question q;
END;
COMMENT ON FUNCTION question_measure(goal_question[], bigint[], hypothesis, date) IS 'the answers to some questions, or if they are NULL to those that some goals ask (by their keys, NULL for all): the goals that ask the same, what is covered, and of what whole (the weight of a share; NULL otherwise)';

CREATE FUNCTION question_coverage(question goal_question, since date) RETURNS coverage
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.covered FROM question_measure(ARRAY[question_coverage.question], NULL::bigint[], NULL::hypothesis, question_coverage.since) m;
END;
COMMENT ON FUNCTION question_coverage(goal_question, date) IS 'what is covered of what a goal asks, for the rules; only the days since a day, NULL for all';

-- A value of a measure that adds up is spread evenly over the days of its period. Parts
-- are rounded so that those of one period are the whole, however it is cut.
CREATE FUNCTION measurement_part(value numeric, during daterange, within daterange) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN during && within THEN
		round(value * (upper(during * within) - lower(during)) / (upper(during) - lower(during)), 4)
		- round(value * (lower(during * within) - lower(during)) / (upper(during) - lower(during)), 4)
	ELSE value - value END;
COMMENT ON FUNCTION measurement_part(numeric, daterange, daterange) IS 'what of a value that was measured for some days falls on those of them within a period, rounded to four decimals so that the parts of a value of four decimals are the whole, however its days are cut; 0 for none; NULL if an argument is NULL';

-- What goals of kind measure have: in ten-thousandths, of ten thousand on the days on
-- which it is known, and of nothing on others, so that those are missing.
CREATE FUNCTION goal_measured(goals bigint[]) RETURNS SETOF goal_measurement
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT g.goal_id, g.measure, g.program, k.adds_up, g.baseline, g.baseline_day, names.countries, names.sites,
			   CASE k.per WHEN 'site' THEN cardinality(names.sites) WHEN 'country' THEN cardinality(names.countries) END AS named
		FROM goal g
		JOIN measure k ON k.measure = g.measure
		CROSS JOIN LATERAL (SELECT (SELECT array_agg(country_code_ordinal(c.country)) FROM goal_country c WHERE c.goal_id = g.goal_id) AS countries,
								   (SELECT array_agg(s.site_id) FROM goal_site s WHERE s.goal_id = g.goal_id) AS sites) names
		WHERE g.kind = 'measure' AND g.goal_id = ANY (goal_measured.goals)
	), part AS MATERIALIZED (
		SELECT a.goal_id, m.country, m.site_id, concat_ws(' ', m.country, m.site_id, m.program) AS unit, m.during, m.value
		FROM asked a
		-- Without a program, what is of all programs together goes before what is of one.
		JOIN measurement m ON m.measure = a.measure AND CASE WHEN a.program IS NOT NULL THEN m.program = a.program
			ELSE m.program IS NULL OR NOT EXISTS (SELECT FROM measurement o WHERE o.measure = m.measure AND o.program IS NULL AND o.during && m.during
												  AND (o.country = m.country OR o.site_id = m.site_id)) END
		LEFT JOIN site s ON s.site_id = m.site_id
		WHERE (a.countries IS NULL OR country_code_ordinal(coalesce(m.country, s.country)) = ANY (a.countries))
		  AND (a.sites IS NULL OR m.site_id = ANY (a.sites))
	), known AS MATERIALIZED (
		-- A unit is missing after its first day where it is not measured, and one that the
		-- goal names before that as well.
		SELECT a.goal_id, CASE WHEN a.named IS NULL OR count(DISTINCT u.place) = a.named
							   THEN range_intersect_agg(CASE WHEN a.named IS NULL THEN u.days + datemultirange(daterange(NULL, lower(u.days))) ELSE u.days END)
									* datemultirange(daterange(min(lower(u.days)), NULL)) ELSE '{}' END AS days
		FROM asked a
		JOIN (SELECT p.goal_id, p.unit, min(coalesce(p.site_id::text, p.country::text)) AS place, range_agg(p.during) AS days FROM part p GROUP BY p.goal_id, p.unit) u ON u.goal_id = a.goal_id
		GROUP BY a.goal_id, a.named
	), begun AS MATERIALIZED (
		-- A total is known from its first day on, up to the first that is missing.
		SELECT a.goal_id, a.baseline, since.day AS first_day, run.during * daterange(since.day, NULL) AS during,
			   CASE WHEN a.baseline_day IS NOT NULL THEN daterange(a.baseline_day, a.baseline_day, '[]') END AS baseline_during
		FROM asked a
		LEFT JOIN known n ON n.goal_id = a.goal_id
		CROSS JOIN LATERAL (SELECT coalesce(a.baseline_day + 1, lower(n.days)) AS day) since
		LEFT JOIN LATERAL unnest(n.days) run (during) ON run.during @> since.day
		WHERE a.adds_up
	), daily AS (
		-- As measurement_part() has it, of all units of the same days at once.
		SELECT p.goal_id, lower(p.days) + i AS day, round(p.value * (p.before + i + 1) / p.length) - round(p.value * (p.before + i) / p.length) AS value
		FROM (SELECT p.goal_id, p.during * b.during AS days, lower(p.during * b.during) - lower(p.during) AS before, upper(p.during) - lower(p.during) AS length, 10000 * sum(p.value) AS value
			  FROM part p JOIN begun b ON b.goal_id = p.goal_id AND b.during && p.during
			  GROUP BY p.goal_id, p.during, b.during) p
		CROSS JOIN LATERAL generate_series(0, upper(p.days) - lower(p.days) - 1) i
	)
	SELECT b.goal_id,
		   coalesce((SELECT headcount_agg(daterange(d.day, NULL), d.value::bigint) FROM daily d WHERE d.goal_id = b.goal_id), '{}')
			   + coverage_make(ARRAY['-infinity'::date], ARRAY[round(10000 * coalesce(b.baseline, 0))::bigint]),
		   coverage_within(coverage_make(ARRAY['-infinity'::date], ARRAY[10000::bigint]), coalesce(datemultirange(b.during), '{}') + coalesce(datemultirange(b.baseline_during), '{}'))
	FROM begun b
	UNION ALL
	SELECT a.goal_id, coalesce((SELECT headcount_agg(p.during, (10000 * p.value)::bigint) FROM part p WHERE p.goal_id = a.goal_id), '{}'),
		   coalesce(coverage_within((SELECT headcount_agg(p.during, 10000::bigint) FROM part p WHERE p.goal_id = a.goal_id), n.days), '{}')
	FROM asked a
	LEFT JOIN known n ON n.goal_id = a.goal_id
	WHERE NOT a.adds_up;
END;
COMMENT ON FUNCTION goal_measured(bigint[]) IS 'part of goal_measures(): what some goals of kind measure have, day by day, in ten-thousandths: of a measure that adds up the total since the baseline, which is part of it; else the sum of the values of the day, of a whole that is ten thousand for each of them, which makes their mean; the whole is 0 on the days on which it is not known';

CREATE FUNCTION goal_measures(goals bigint[], hypothesis hypothesis, since date) RETURNS SETOF goal_measurement
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT goal.goal_id, a.covered, a.whole
	-- By its goals, and not by their questions: a function whose argument is a query is
	-- planned by itself, each time that it is called.
	FROM question_measure(NULL::goal_question[], goal_measures.goals, goal_measures.hypothesis, goal_measures.since) a
	CROSS JOIN unnest(a.goals) AS goal (goal_id)
	UNION ALL
	-- Called, so that only where there is such a goal somebody has to read measurements.
	SELECT m.*
	FROM (SELECT array_agg(g.goal_id) AS goals FROM goal g
		  WHERE g.kind = 'measure' AND (goal_measures.goals IS NULL OR g.goal_id = ANY (goal_measures.goals))) measuring
	CROSS JOIN LATERAL attache_call(NULL::goal_measurement, 'goal_measured(bigint[])'::regprocedure, measuring.goals) m
	WHERE measuring.goals IS NOT NULL;
END;
COMMENT ON FUNCTION goal_measures(bigint[], hypothesis, date) IS 'part of goal_measure(): the same, planned anew for each call';

-- To plan all that takes some times longer than to run it for a registry of a hundred postings.
CREATE FUNCTION goal_measure(goals bigint[] DEFAULT NULL, hypothesis hypothesis DEFAULT NULL, since date DEFAULT NULL) RETURNS SETOF goal_measurement
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.*
	FROM attache_call(NULL::goal_measurement, 'goal_measures(bigint[],hypothesis,date)'::regprocedure,
					  goal_measure.goals, goal_measure.hypothesis, goal_measure.since) m;
END;
COMMENT ON FUNCTION goal_measure(bigint[], hypothesis, date) IS 'for the goals given (NULL for all): what is covered, and of what whole (the weight of a share, ten thousand for each value of a measure; NULL otherwise)';

CREATE FUNCTION goal_coverage(goal_id bigint) RETURNS coverage
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.covered FROM goal_measure(ARRAY[goal_coverage.goal_id]) m;
END;
COMMENT ON FUNCTION goal_coverage(bigint) IS 'how many countries or sites count for a goal, day by day, or what they weigh for a goal of a share; for one of a measure, in ten-thousandths, the total since the baseline or the sum of the values of the day; NULL if there is no such goal';
