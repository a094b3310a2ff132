
-- Who is away
--
-- A person holds a posting while the tenure runs, and is present there on the days on
-- which they are not away. On each day a person is present at one mission: temporary
-- duty goes before acting, acting before a tour, and of two of a kind the one that
-- began last goes before the other. Two postings of one mission are one place.
--
-- Of an absence only its person and its days are read, so that whoever may ask where
-- people are need not be told why they are not.

-- To look for the other assignments of each person takes much longer than to count how
-- many each has at a time, which is seldom more than one. Where it often is, looking at
-- everybody does as well.
CREATE FUNCTION people_maybe_away(hypothesis hypothesis DEFAULT NULL, within daterange DEFAULT NULL) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN count(*) <= 50000 THEN coalesce(array_agg(p.representative_id), '{}') END
	FROM (
		SELECT a.representative_id
		FROM assignment_if(people_maybe_away.hypothesis) a
		WHERE people_maybe_away.within IS NULL OR periods_meet(a.tenure, people_maybe_away.within)
		GROUP BY a.representative_id
		HAVING coverage_max(headcount_agg(a.tenure)) > 1
		UNION
		SELECT absence.representative_id FROM absence
		WHERE people_maybe_away.within IS NULL OR periods_meet(absence.during, people_maybe_away.within)
	) p;
END;
COMMENT ON FUNCTION people_maybe_away(hypothesis, daterange) IS 'part of assignment_away(): the people with two assignments at a time or an absence, of whom alone anybody can be away; of the assignments and absences that meet a period, NULL for all. NULL for more than 50,000';

CREATE FUNCTION assignment_away(hypothesis hypothesis DEFAULT NULL, within daterange DEFAULT NULL, people bigint[] DEFAULT NULL) RETURNS TABLE (
	assignment_id bigint,
	elsewhere bigint,
	during daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH held AS NOT MATERIALIZED (
		SELECT a.assignment_id, a.representative_id, p.mission_id,
			   array_position('{tour,acting,tdy}', a.kind) AS rank, lower(a.tenure) AS first_day,
			   CASE WHEN assignment_away.within IS NULL THEN a.tenure ELSE a.tenure * assignment_away.within END AS tenure
		FROM assignment_if(assignment_away.hypothesis) a
		JOIN posting p ON p.posting_id = a.posting_id
		WHERE (assignment_away.within IS NULL OR periods_meet(a.tenure, assignment_away.within))
		  AND (assignment_away.people IS NULL OR a.representative_id IN (SELECT unnest(assignment_away.people)))
	)
	-- The days of the other on which nothing goes before it: then the person is there.
	SELECT h.assignment_id, other.assignment_id, there.during
	FROM held h
	JOIN held other ON other.representative_id = h.representative_id AND other.mission_id <> h.mission_id
		AND NOT (h.tenure << other.tenure OR h.tenure >> other.tenure)
	CROSS JOIN LATERAL (
		SELECT unnest(datemultirange(h.tenure * other.tenure) - coalesce(range_agg(first.tenure), '{}')) AS during
		FROM held first
		WHERE first.representative_id = other.representative_id
		  AND (first.rank, first.first_day, first.assignment_id) > (other.rank, other.first_day, other.assignment_id)
	) there
	WHERE NOT isempty(h.tenure) AND NOT isempty(other.tenure)
	UNION ALL
	SELECT h.assignment_id, NULL AS elsewhere, h.tenure * a.during
	FROM held h
	JOIN absence a ON a.representative_id = h.representative_id AND NOT (h.tenure << a.during OR h.tenure >> a.during)
	WHERE NOT isempty(h.tenure);
END;
COMMENT ON FUNCTION assignment_away(hypothesis, daterange, bigint[]) IS 'the days of each assignment on which its person is away from it: at another mission, by which other assignment; or absent, NULL. The days of several rows may overlap. Only the days within a period, and only of some people; NULL for all of them';

CREATE FUNCTION days_away(assignment_id bigint) RETURNS datemultirange
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT coalesce(range_agg(w.during), '{}') FROM assignment_away() w WHERE w.assignment_id = days_away.assignment_id;
END;
COMMENT ON FUNCTION days_away(bigint) IS 'the days of an assignment on which its person is away from it; {} for none, and for NULL';

-- Who has one assignment alone on the day, and no absence, is not looked at twice.
CREATE FUNCTION assignments_on(day date DEFAULT today(), at_mission bigint DEFAULT NULL) RETURNS TABLE (
	assignment_id bigint,
	posting_id bigint,
	representative_id bigint,
	kind text,
	tenure daterange,
	present boolean,
	elsewhere bigint,
	away_until date
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH under_way AS MATERIALIZED (
		SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind, a.tenure
		FROM assignment a
		WHERE assignments_on.at_mission IS NULL AND tenure_has_day(a.tenure, assignments_on.day) AND check_day(assignments_on.day)
		UNION ALL
		SELECT a.assignment_id, a.posting_id, a.representative_id, a.kind, a.tenure
		FROM posting p
		JOIN assignment a ON a.posting_id = p.posting_id AND tenure_has_day(a.tenure, assignments_on.day)
		WHERE p.mission_id = assignments_on.at_mission AND check_day(assignments_on.day) AND check_mission(assignments_on.at_mission)
	), may_be_away AS MATERIALIZED (
		SELECT r.representative_id, bool_or(r.absent) AS absent
		FROM (SELECT o.representative_id, false AS absent
			  FROM (SELECT u.representative_id FROM under_way u WHERE assignments_on.at_mission IS NULL
					UNION ALL
					-- Who is at one mission may be away at another.
					SELECT a.representative_id FROM assignment a
					WHERE assignments_on.at_mission IS NOT NULL AND tenure_has_day(a.tenure, assignments_on.day)
					  AND a.representative_id IN (SELECT u.representative_id FROM under_way u)) o
			  GROUP BY o.representative_id HAVING count(*) > 1
			  UNION ALL
			  SELECT absence.representative_id, true
			  FROM absence
			  WHERE absence.during @> assignments_on.day
				AND absence.representative_id IN (SELECT u.representative_id FROM under_way u)) r
		GROUP BY r.representative_id
	)
	SELECT u.assignment_id, u.posting_id, u.representative_id, u.kind, u.tenure, true, NULL::bigint AS elsewhere, NULL::date AS until
	FROM under_way u
	WHERE u.representative_id NOT IN (SELECT m.representative_id FROM may_be_away m)
	UNION ALL
	SELECT u.assignment_id, u.posting_id, u.representative_id, u.kind, u.tenure, run.during IS NULL,
		   CASE WHEN NOT m.absent THEN away.elsewhere END, upper(run.during) - 1
	FROM under_way u
	JOIN may_be_away m ON m.representative_id = u.representative_id
	CROSS JOIN LATERAL (
		SELECT range_agg(w.during) AS days, max(w.elsewhere) FILTER (WHERE w.during @> assignments_on.day) AS elsewhere
		FROM assignment_away() w
		WHERE w.assignment_id = u.assignment_id
	) away
	LEFT JOIN LATERAL unnest(away.days) AS run (during) ON run.during @> assignments_on.day;
END;
COMMENT ON FUNCTION assignments_on(date, bigint) IS 'every assignment under way on a day, or at one mission unless that is NULL: is its person present, or away, and then at which other assignment, NULL for somebody who is absent; and the last of these days without a break, NULL while none is known';

CREATE FUNCTION assignments_away_on(day date DEFAULT today()) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT array_agg(a.assignment_id ORDER BY a.assignment_id) FROM assignments_on(assignments_away_on.day) a WHERE NOT a.present;
END;
COMMENT ON FUNCTION assignments_away_on(date) IS 'the keys of the assignments from which somebody is away on a day; NULL for none';
