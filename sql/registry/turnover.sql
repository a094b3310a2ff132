
-- How long it takes to fill a seat, and how tours end

CREATE FUNCTION time_to_fill(within daterange DEFAULT daterange(NULL, today(), '[]')) RETURNS TABLE (
	measured_from text,
	cases bigint,
	filled bigint,
	dropped bigint,
	still_open bigint,
	median_days integer,
	percentile_90_days integer,
	longest_open_days integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH wanted AS (
		-- A run of vacant days ends as somebody comes, or the seat is no more.
		SELECT 'vacancy' AS measured_from, lower(v.during) AS since, upper(v.during) AS until, arrival.posting_id IS NOT NULL AS filled
		FROM posting_vacancy_within(time_to_fill.within) v
		LEFT JOIN (SELECT DISTINCT a.posting_id, lower(a.tenure) AS first_day FROM assignment a) arrival
			ON arrival.posting_id = v.posting_id AND arrival.first_day = upper(v.during)
		WHERE time_to_fill.within @> lower(v.during)
		UNION ALL
		-- A posting that was approved is filled once somebody holds it, and until then may end.
		SELECT 'approval' AS measured_from, s.effective_day, coalesce(held.first_day, ended.first_day), held.first_day IS NOT NULL
		FROM posting_status_change s
		CROSS JOIN LATERAL (SELECT min(greatest(lower(h.during), s.effective_day)) AS first_day
							FROM posting_held h WHERE h.posting_id = s.posting_id AND (upper(h.during) <= s.effective_day) IS NOT TRUE) held
		CROSS JOIN LATERAL (SELECT min(e.effective_day) AS first_day
							FROM posting_status_change e WHERE e.posting_id = s.posting_id AND posting_status_is_final(e.status) AND e.effective_day > s.effective_day) ended
		WHERE s.status = 'approved' AND time_to_fill.within @> s.effective_day
	), known AS (
		-- What is to come is not yet.
		SELECT w.measured_from, w.since,
			   CASE WHEN (w.until <= today()) IS NOT TRUE THEN 'open' WHEN w.filled THEN 'filled' ELSE 'dropped' END AS outcome,
			   w.until - w.since AS days
		FROM wanted w
		WHERE w.since <= today()
	)
	SELECT m.measured_from, count(k.outcome), count(*) FILTER (WHERE k.outcome = 'filled'), count(*) FILTER (WHERE k.outcome = 'dropped'),
		   count(*) FILTER (WHERE k.outcome = 'open'),
		   nullif(percentile_disc(0.5) WITHIN GROUP (ORDER BY CASE k.outcome WHEN 'filled' THEN k.days WHEN 'open' THEN 2147483647 END), 2147483647),
		   nullif(percentile_disc(0.9) WITHIN GROUP (ORDER BY CASE k.outcome WHEN 'filled' THEN k.days WHEN 'open' THEN 2147483647 END), 2147483647),
		   max(today() - k.since + 1) FILTER (WHERE k.outcome = 'open')
	FROM (VALUES ('vacancy', 1), ('approval', 2)) AS m (measured_from, place)
	LEFT JOIN known k ON k.measured_from = m.measured_from
	WHERE check_period(time_to_fill.within)
	GROUP BY m.measured_from, m.place
	ORDER BY m.place;
END;
COMMENT ON FUNCTION time_to_fill(daterange) IS 'how long it took to fill seats: one row for those that fell vacant on some days, from that day on, and one for the postings that were approved then; by default up to today. Filled: somebody came; dropped: the posting closed before, or lost the seat; still open: neither by today. The median and the 90th percentile are days from the first vacant day, or the approval, to the day on which somebody came; one that is still open counts as longer than all that are filled, so that NULL says that too many are open to tell; those dropped do not count. The longest that is open counts today';

CREATE FUNCTION tours(within daterange DEFAULT daterange(NULL, today(), '[]')) RETURNS TABLE (
	outcome text,
	tours bigint,
	planned_days double precision,
	actual_days double precision,
	median_days integer,
	shorter bigint,
	longer bigint,
	extended bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH ended AS (
		SELECT coalesce(a.ended_as, 'not said') AS outcome, upper(a.tenure) - lower(a.tenure) AS days,
			   coalesce(a.planned_last_day + 1, upper(a.tenure)) - lower(a.tenure) AS planned, a.extension IS NOT NULL AS is_extended
		FROM assignment a
		WHERE a.kind = 'tour' AND tours.within @> upper(a.tenure) - 1 AND upper(a.tenure) <= today()
	)
	SELECT coalesce(e.outcome, 'all'), count(*), round(avg(e.planned), 1)::double precision, round(avg(e.days), 1)::double precision,
		   percentile_disc(0.5) WITHIN GROUP (ORDER BY e.days),
		   count(*) FILTER (WHERE e.days < e.planned), count(*) FILTER (WHERE e.days > e.planned), count(*) FILTER (WHERE e.is_extended)
	FROM ended e
	WHERE check_period(tours.within)
	GROUP BY ROLLUP (e.outcome)
	HAVING tours.within IS NOT NULL
	ORDER BY grouping(e.outcome) DESC, array_position('{completed,curtailed,transferred,medical,died,evacuated}', e.outcome) NULLS LAST;
END;
COMMENT ON FUNCTION tours(daterange) IS 'the tours whose last day lies on some days, and is over: all of them, and by how they ended, "not said" for those that do not say it; by default up to today. How long they were planned at first and how long they lasted, on average, and the median of that; how many were shorter and longer than planned, and how many have an extension';
