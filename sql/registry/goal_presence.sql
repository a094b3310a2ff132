
-- What a goal measures

CREATE VIEW goal_presence WITH (security_invoker = true) AS
	WITH counted AS (
		SELECT g.goal_id, p.country, NULL::bigint AS site_id, p.assignment_id, p.posting_id, p.during
		FROM goal g
		JOIN presence p ON (g.accredited OR p.resident) AND (g.tdy OR p.kind <> 'tdy') AND (g.acting OR p.kind <> 'acting') AND p.role = coalesce(g.role, p.role)
		WHERE g.counts = 'country' AND g.program IS NULL
		  AND (NOT EXISTS (SELECT FROM goal_country gc WHERE gc.goal_id = g.goal_id)
			   OR EXISTS (SELECT FROM goal_country gc WHERE gc.goal_id = g.goal_id AND gc.country = p.country))
		UNION ALL
		SELECT g.goal_id, p.country, NULL AS site_id, p.assignment_id, p.posting_id, p.during
		FROM goal g
		JOIN program_presence p ON p.program = g.program
			AND (g.accredited OR p.resident) AND (g.tdy OR p.kind <> 'tdy') AND (g.acting OR p.kind <> 'acting') AND p.role = coalesce(g.role, p.role)
		WHERE g.counts = 'country' AND g.program IS NOT NULL
		  AND (NOT EXISTS (SELECT FROM goal_country gc WHERE gc.goal_id = g.goal_id)
			   OR EXISTS (SELECT FROM goal_country gc WHERE gc.goal_id = g.goal_id AND gc.country = p.country))
		UNION ALL
		SELECT g.goal_id, s.country, s.site_id, p.assignment_id, p.posting_id, p.during
		FROM goal g
		JOIN site_presence p ON (g.tdy OR p.kind <> 'tdy') AND (g.acting OR p.kind <> 'acting') AND p.role = coalesce(g.role, p.role)
		JOIN site s ON s.site_id = p.site_id
		WHERE g.counts = 'site'
		  AND (g.program IS NULL OR p.program = g.program)
		  AND (NOT EXISTS (SELECT FROM goal_country gc WHERE gc.goal_id = g.goal_id)
			   OR EXISTS (SELECT FROM goal_country gc WHERE gc.goal_id = g.goal_id AND gc.country = s.country))
		  AND (NOT EXISTS (SELECT FROM goal_site gs WHERE gs.goal_id = g.goal_id)
			   OR EXISTS (SELECT FROM goal_site gs WHERE gs.goal_id = g.goal_id AND gs.site_id = s.site_id))
	)
	SELECT c.goal_id, c.country, c.site_id, c.assignment_id, c.posting_id, counted_days.during
	FROM counted c
	JOIN goal g ON g.goal_id = c.goal_id
	CROSS JOIN LATERAL unnest(CASE WHEN g.present THEN datemultirange(c.during) - days_away(c.assignment_id)
								   ELSE datemultirange(c.during) END) AS counted_days (during);
COMMENT ON VIEW goal_presence IS 'which assignment counts for which goal, and when';
COMMENT ON COLUMN goal_presence.goal_id IS 'the goal';
COMMENT ON COLUMN goal_presence.country IS 'the country that is covered, or in which the site is';
COMMENT ON COLUMN goal_presence.site_id IS 'the site that is covered, for a goal that counts sites';
COMMENT ON COLUMN goal_presence.assignment_id IS 'the assignment that covers it';
COMMENT ON COLUMN goal_presence.posting_id IS 'its posting';
COMMENT ON COLUMN goal_presence.during IS 'the days on which it does';
