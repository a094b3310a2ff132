
-- Who is in which seat

CREATE FUNCTION seat_runs(within daterange) RETURNS TABLE (
	posting_id bigint,
	seat integer,
	kind text,
	during daterange,
	assignment_id bigint,
	representative_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH RECURSIVE seats AS MATERIALIZED (
		SELECT p.posting_id, coverage_max(p.seats, o.days)::integer AS most, p.seats, o.days, o.suspended
		FROM posting_seats p
		JOIN (SELECT s.posting_id, range_agg(s.during * seat_runs.within) AS days,
					 coalesce(range_agg(s.during * seat_runs.within) FILTER (WHERE NOT posting_status_counts(s.status)), '{}') AS suspended
			  FROM posting_status_period s
			  WHERE posting_status_is_open(s.status) AND periods_meet(s.during, seat_runs.within)
			  GROUP BY s.posting_id) o ON o.posting_id = p.posting_id
		WHERE check_period(seat_runs.within)
	), arrival AS MATERIALIZED (
		SELECT a.posting_id, a.assignment_id, a.representative_id, a.kind, a.tenure,
			   row_number() OVER (PARTITION BY a.posting_id ORDER BY lower(a.tenure), a.assignment_id) AS turn
		FROM assignment a
		WHERE periods_meet(a.tenure, seat_runs.within)
	), taken AS (
		-- Of the seats that there are then, who arrives takes the own one, or else the one
		-- that falls vacant first, or has been vacant longest.
		SELECT s.posting_id, 0::bigint AS turn, NULL::integer AS seat, array_fill('-infinity'::date, ARRAY[s.most]) AS upto, array_fill(NULL::bigint, ARRAY[s.most]) AS people
		FROM seats s
		UNION ALL
		SELECT t.posting_id, a.turn, next.seat, t.upto[:next.seat - 1] || greatest(next.upto, coalesce(upper(a.tenure), 'infinity')) || t.upto[next.seat + 1:],
			   t.people[:next.seat - 1] || a.representative_id || t.people[next.seat + 1:]
		FROM taken t
		JOIN arrival a ON a.posting_id = t.posting_id AND a.turn = t.turn + 1
		JOIN seats s ON s.posting_id = t.posting_id
		CROSS JOIN LATERAL (
			SELECT u.seat::integer AS seat, u.upto
			FROM unnest(t.upto, t.people) WITH ORDINALITY u (upto, who, seat)
			ORDER BY u.who IS NOT DISTINCT FROM a.representative_id AND u.upto > lower(a.tenure) DESC, u.seat > coverage_on(s.seats, greatest(lower(a.tenure), lower(seat_runs.within))), u.upto, u.seat
			LIMIT 1
		) next
	), held AS MATERIALIZED (
		SELECT t.posting_id, t.seat, a.kind, a.tenure * seat_runs.within AS during, a.assignment_id, a.representative_id
		FROM taken t
		JOIN arrival a ON a.posting_id = t.posting_id AND a.turn = t.turn
	), free AS (
		-- Of the seats in which nobody is, in their order: on each day how many up to this one.
		SELECT f.posting_id, f.seat, f.days, sum(coverage_within(coverage_make(ARRAY['-infinity'::date], ARRAY[1::bigint]), f.days)) OVER (PARTITION BY f.posting_id ORDER BY f.seat) AS upto
		FROM (SELECT s.posting_id, n.seat::integer AS seat, s.days - coalesce(h.days, '{}') AS days
			  FROM seats s
			  CROSS JOIN LATERAL unnest(array_fill(0, ARRAY[s.most])) WITH ORDINALITY n (zero, seat)
			  LEFT JOIN (SELECT o.posting_id, o.seat, range_agg(o.during) AS days FROM held o GROUP BY o.posting_id, o.seat) h
				  ON h.posting_id = s.posting_id AND h.seat = n.seat) f
	), vacant AS (
		-- No more of them than there are seats for which there is nobody.
		SELECT f.posting_id, f.seat, s.suspended, f.days - coverage_periods(f.upto - (s.seats - coalesce(p.people, '{}')), 1::bigint) AS days
		FROM free f
		JOIN seats s ON s.posting_id = f.posting_id
		LEFT JOIN (SELECT h.posting_id, coverage_agg(h.representative_id, h.during) AS people FROM held h GROUP BY h.posting_id) p ON p.posting_id = f.posting_id
	)
	SELECT h.posting_id, h.seat, h.kind, h.during, h.assignment_id, h.representative_id FROM held h
	UNION ALL
	SELECT v.posting_id, v.seat, 'suspended' AS kind, run.during, NULL::bigint AS assignment_id, NULL::bigint AS representative_id
	FROM vacant v CROSS JOIN LATERAL unnest(v.days * v.suspended) run (during)
	UNION ALL
	SELECT v.posting_id, v.seat, 'vacant' AS kind, run.during, NULL::bigint AS assignment_id, NULL::bigint AS representative_id
	FROM vacant v CROSS JOIN LATERAL unnest(v.days - v.suspended) run (during);
END;
COMMENT ON FUNCTION seat_runs(daterange) IS 'each seat of each posting that is open on any of some days: who is in it on which of them, on a tour, on temporary duty (tdy) or acting, and when it is vacant, or suspended with the posting; in a handover two people are in one seat. Of the seats that there are then, who arrives takes the one that falls vacant first, or has been vacant longest; a person who is there in two ways has one seat. No rows for NULL; an error of SQLSTATE 22023 for a period that is empty or has infinity for a bound';
