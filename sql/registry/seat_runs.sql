
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
		SELECT p.posting_id, coverage_max(p.seats, o.days)::integer AS seats, p.seats AS authorized, o.days, o.suspended
		FROM posting_seats p
		JOIN (SELECT s.posting_id, range_agg(s.during * seat_runs.within) AS days,
					 range_agg(s.during * seat_runs.within) FILTER (WHERE NOT posting_status_counts(s.status)) AS suspended
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
		-- Who arrives takes the seat that falls vacant first, or has been vacant longest.
		SELECT s.posting_id, 0::bigint AS turn, NULL::bigint AS seat, array_fill('-infinity'::date, ARRAY[s.seats]) AS upto
		FROM seats s
		UNION ALL
		SELECT t.posting_id, a.turn, next.seat, t.upto[:next.seat - 1] || greatest(next.upto, coalesce(upper(a.tenure), 'infinity')) || t.upto[next.seat + 1:]
		FROM taken t
		JOIN arrival a ON a.posting_id = t.posting_id AND a.turn = t.turn + 1
		CROSS JOIN LATERAL (SELECT u.seat::integer AS seat, u.upto FROM unnest(t.upto) WITH ORDINALITY u (upto, seat) ORDER BY u.upto, u.seat LIMIT 1) next
	), held AS MATERIALIZED (
		SELECT t.posting_id, t.seat::integer AS seat, a.kind, a.tenure * seat_runs.within AS during, a.assignment_id, a.representative_id
		FROM taken t
		JOIN arrival a ON a.posting_id = t.posting_id AND a.turn = t.turn
	), seat AS (
		SELECT s.posting_id, n.seat::integer AS seat, s.days * coverage_periods(s.authorized, n.seat) AS days, coalesce(s.suspended, '{}') AS suspended,
			   coalesce((SELECT range_agg(h.during) FROM held h WHERE h.posting_id = s.posting_id AND h.seat = n.seat), '{}') AS held
		FROM seats s
		CROSS JOIN LATERAL unnest(array_fill(0, ARRAY[s.seats])) WITH ORDINALITY n (zero, seat)
	)
	SELECT h.posting_id, h.seat, h.kind, h.during, h.assignment_id, h.representative_id FROM held h
	UNION ALL
	SELECT s.posting_id, s.seat, 'suspended' AS kind, run.during, NULL::bigint AS assignment_id, NULL::bigint AS representative_id
	FROM seat s CROSS JOIN LATERAL unnest(s.days * s.suspended - s.held) run (during)
	UNION ALL
	SELECT s.posting_id, s.seat, 'vacant' AS kind, run.during, NULL::bigint AS assignment_id, NULL::bigint AS representative_id
	FROM seat s CROSS JOIN LATERAL unnest(s.days - s.suspended - s.held) run (during);
END;
COMMENT ON FUNCTION seat_runs(daterange) IS 'each seat of each posting that is open on any of some days: who is in it on which of them, on a tour, on temporary duty (tdy) or acting, and when it is vacant, or suspended with the posting; in a handover two people are in one seat. Who arrives takes the seat that falls vacant first, or has been vacant longest. No rows for NULL; an error of SQLSTATE 22023 for a period that is empty or has infinity for a bound';
