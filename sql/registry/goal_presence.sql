
-- What a goal measures

CREATE VIEW goal_presence WITH (security_invoker = true) AS
	SELECT u.goal_id, u.country, u.site_id, h.assignment_id, h.posting_id, counted_days.during
	FROM goal g
	JOIN goal_unit u ON u.goal_id = g.goal_id
	JOIN posting_held h ON h.posting_id = u.posting_id AND NOT (h.during << u.during OR h.during >> u.during)
		AND (g.tdy OR h.kind <> 'tdy') AND (g.acting OR h.kind <> 'acting')
	CROSS JOIN LATERAL unnest(CASE WHEN g.present THEN datemultirange(h.during * u.during) - days_away(h.assignment_id)
								   ELSE datemultirange(h.during * u.during) END) AS counted_days (during);
COMMENT ON VIEW goal_presence IS 'which assignment counts for which goal, and when';
COMMENT ON COLUMN goal_presence.goal_id IS 'the goal';
COMMENT ON COLUMN goal_presence.country IS 'the country that is covered, or in which the site is';
COMMENT ON COLUMN goal_presence.site_id IS 'the site that is covered, for a goal that counts sites';
COMMENT ON COLUMN goal_presence.assignment_id IS 'the assignment that covers it';
COMMENT ON COLUMN goal_presence.posting_id IS 'its posting';
COMMENT ON COLUMN goal_presence.during IS 'the days on which it does';
