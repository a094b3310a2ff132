
-- What postings cover for floors and ceilings, for the rules: found by index, whatever
-- else the registry has.

-- The postings that the rules look at first. posting_cover() then says which of them do
-- cover the same; so where missions have moved to, or what runs which program, does not
-- matter here.
CREATE FUNCTION posting_neighbors(posting bigint) RETURNS TABLE (posting_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH place AS (
		SELECT m.country
		FROM posting p
		JOIN mission m ON m.mission_id = p.mission_id
		WHERE p.posting_id = posting_neighbors.posting
		UNION ALL
		SELECT a.country FROM posting_area a WHERE a.posting_id = posting_neighbors.posting
	)
	SELECT p.posting_id
	FROM posting p
	JOIN mission m ON m.mission_id = p.mission_id
	WHERE m.country IN (SELECT place.country FROM place)
	UNION ALL
	SELECT a.posting_id FROM posting_area a WHERE a.country IN (SELECT place.country FROM place)
	UNION ALL
	SELECT s.posting_id
	FROM posting_site s
	WHERE s.site_id IN (SELECT own.site_id FROM posting_site own WHERE own.posting_id = posting_neighbors.posting);
END;
COMMENT ON FUNCTION posting_neighbors(bigint) IS 'part of the rules: the postings that may cover something that a posting covers: at a mission in the same country, with the same country in their area, or at the same site; itself and others more than once';

-- What posting_presence() says, of one posting.
CREATE FUNCTION posting_presence_of(posting bigint, since date) RETURNS TABLE (
	tdy boolean,
	acting boolean,
	during coverage
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT held.tdy, held.acting, coalesce(coverage_least(held.during, counting.during), '{}')
	FROM posting p
	JOIN (
		SELECT a.posting_id, a.kind = 'tdy' AS tdy, a.kind = 'acting' AS acting, coverage_agg(a.tenure) AS during
		FROM assignment a
		WHERE NOT a.tenure << daterange(posting_presence_of.since, NULL)
		GROUP BY a.posting_id, a.kind
	) held ON held.posting_id = p.posting_id
	LEFT JOIN posting_counting counting ON counting.posting_id = p.posting_id
	WHERE p.posting_id = posting_presence_of.posting;
END;
COMMENT ON FUNCTION posting_presence_of(bigint, date) IS 'part of the rules: the days, from a day on, on which a posting is held in a status that counts, as posting_presence() says it of all postings; NULL for all days';

CREATE FUNCTION posting_cover(scope text, posting bigint, others bigint[], since date) RETURNS TABLE (
	goal_id bigint,
	is_floor boolean,
	counts_tdy boolean,
	counts_acting boolean,
	reach coverage,
	held coverage
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT g.goal_id, g.kind = 'floor', g.tdy, g.acting,
		   coverage_agg(u.during * g.during) FILTER (WHERE p.posting_id = posting_cover.posting),
		   coalesce(coverage_agg(coverage_within(h.during, u.during * g.during)), '{}')
	FROM posting p
	-- For each posting by itself: OFFSET keeps the planner from joining whole tables.
	CROSS JOIN LATERAL (
		SELECT u.goal_id, u.unit, u.during
		FROM goal_unit u
		WHERE u.scope = posting_cover.scope AND u.posting_id = p.posting_id AND u.mission_id = p.mission_id
		OFFSET 0
	) u
	JOIN goal g ON g.goal_id = u.goal_id
	LEFT JOIN LATERAL (
		SELECT h.tdy, h.acting, h.during
		FROM posting_presence_of(p.posting_id, posting_cover.since) h
		OFFSET 0
	) h ON (g.tdy OR NOT h.tdy) AND (g.acting OR NOT h.acting)
	WHERE p.posting_id = ANY (posting_cover.posting || posting_cover.others)
	  AND g.enforced AND g.kind IN ('floor', 'ceiling') AND NOT g.during << daterange(posting_cover.since, NULL)
	GROUP BY g.goal_id, u.unit
	HAVING bool_or(p.posting_id = posting_cover.posting)
	ORDER BY g.goal_id;
END;
COMMENT ON FUNCTION posting_cover(text, bigint, bigint[], date) IS 'part of the rules: each country or site that a posting covers for the floors and ceilings that are enforced on a day or later, in one scope of posting_reach: on which of their days it does if somebody is there, and on which somebody is, from that day on, there or at others';

-- Found from the assignments under way: the days that count are computed, and no index
-- has them.
CREATE FUNCTION goal_places(goal bigint, day date) RETURNS TABLE (place text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT DISTINCT coalesce(s.code, p.country::text)
	FROM goal_presence p
	LEFT JOIN site s ON s.site_id = p.site_id
	WHERE p.goal_id = goal_places.goal AND p.during @> goal_places.day
	  AND p.assignment_id = ANY (ARRAY(SELECT a.assignment_id FROM assignment a WHERE tenure_has_day(a.tenure, goal_places.day)));
END;
COMMENT ON FUNCTION goal_places(bigint, date) IS 'part of the rules: the codes of the countries, or of the sites, that count for a goal on a day';
