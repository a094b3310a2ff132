
-- Seats that nobody holds
--
-- Of a posting's seats the second is vacant while fewer than two people hold the
-- posting, the third while fewer than three, and so on. So each vacant seat has
-- runs of days of its own, and their days add up to the days of vacant seats.

CREATE VIEW posting_seats WITH (security_invoker = true) AS
	SELECT p.posting_id, coalesce(changed.seats, coverage_make('{-infinity}'::date[], ARRAY[p.seats::bigint])) AS seats
	FROM posting p
	LEFT JOIN (
		SELECT c.posting_id,
			   coverage_make('-infinity'::date || array_agg(c.effective_day ORDER BY c.effective_day),
							 o.seats::bigint || array_agg(c.seats::bigint ORDER BY c.effective_day)) AS seats
		FROM posting_seats_change c
		JOIN posting o ON o.posting_id = c.posting_id
		GROUP BY c.posting_id, o.seats
	) changed ON changed.posting_id = p.posting_id;
COMMENT ON VIEW posting_seats IS 'how many seats each posting has, day by day';
COMMENT ON COLUMN posting_seats.posting_id IS 'the posting';
COMMENT ON COLUMN posting_seats.seats IS 'its seats, whatever its status';

CREATE FUNCTION posting_vacancy_within(within daterange, at_mission bigint DEFAULT NULL) RETURNS TABLE (
	posting_id bigint,
	seats integer,
	seat integer,
	during daterange
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.posting_id, coverage_on(p.seats, lower(vacancy.during))::integer, seat.seat::integer, vacancy.during
	FROM (SELECT o.posting_id, o.open, held.people
		  FROM (SELECT o.posting_id, range_agg(o.during) AS open
				FROM posting_status_period o WHERE posting_status_is_open(o.status) GROUP BY o.posting_id) o
		  -- Not by the key alone, whose index has the rows in an order that is slow to read.
		  LEFT JOIN (SELECT t.posting_id + 0 AS posting_id, coverage_agg(t.representative_id, t.tenure) AS people
					 FROM assignment t GROUP BY t.posting_id + 0) held ON held.posting_id = o.posting_id
		  WHERE posting_vacancy_within.at_mission IS NULL
		  UNION ALL
		  SELECT p.posting_id,
				 (SELECT range_agg(o.during) FROM posting_status_period o WHERE o.posting_id = p.posting_id AND posting_status_is_open(o.status)),
				 (SELECT coverage_agg(t.representative_id, t.tenure) FROM assignment t WHERE t.posting_id = p.posting_id)
		  FROM posting p
		  WHERE p.mission_id = posting_vacancy_within.at_mission) s
	JOIN posting_seats p ON p.posting_id = s.posting_id
	CROSS JOIN LATERAL (SELECT coalesce(s.people, '{}') AS people, coverage_max(p.seats)::integer AS seats) most
	-- The seats of a posting. From generate_series() the planner would expect thousands.
	CROSS JOIN LATERAL unnest(array_fill(0, ARRAY[most.seats])) WITH ORDINALITY seat (zero, seat)
	CROSS JOIN LATERAL unnest(coverage_gaps(most.people, seat.seat, range_merge(s.open)) * (s.open * coverage_periods(p.seats, seat.seat))) vacancy (during)
	WHERE vacancy.during && posting_vacancy_within.within
	  -- Only the seats that are vacant on some day of the period.
	  AND seat.seat BETWEEN 1 + coverage_min(most.people, range_merge(s.open) * posting_vacancy_within.within) AND most.seats;
END;
COMMENT ON FUNCTION posting_vacancy_within(daterange, bigint) IS 'the rows of posting_vacancy with a day in a period, or those of one mission unless that is NULL; an empty one has none';

CREATE VIEW posting_vacancy WITH (security_invoker = true) AS
	SELECT posting_id, seats, seat, during FROM posting_vacancy_within('(,)'::daterange);
COMMENT ON VIEW posting_vacancy IS 'the runs of days on which a seat of an open posting (active, suspended or closing) is vacant, for each of its seats';
COMMENT ON COLUMN posting_vacancy.posting_id IS 'the posting';
COMMENT ON COLUMN posting_vacancy.seats IS 'its seats on the first of these days';
COMMENT ON COLUMN posting_vacancy.seat IS 'which of them is vacant: the first, 1, if nobody holds the posting; the second if fewer than two people do; and so on';
COMMENT ON COLUMN posting_vacancy.during IS 'the days';

CREATE FUNCTION vacancies(day date DEFAULT today(), horizon integer DEFAULT 90, at_mission bigint DEFAULT NULL) RETURNS TABLE (
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	role text,
	posting_number text,
	programs text,
	status text,
	seats integer,
	seat integer,
	first_day date,
	last_day date,
	cause text,
	next_arrival text,
	posting_id bigint,
	mission_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.role, p.number,
		   (SELECT string_agg(pp.program::text, ', ' ORDER BY program_code_ordinal(pp.program))
			FROM posting_program pp WHERE pp.posting_id = v.posting_id AND pp.during @> shown.day),
		   s.status::text, coalesce((SELECT c.seats FROM posting_seats_change c WHERE c.posting_id = v.posting_id AND c.effective_day <= shown.day
									  ORDER BY c.effective_day DESC LIMIT 1), p.seats),
		   v.seat, lower(v.during), upper(v.during) - 1,
		   CASE
			   WHEN NOT EXISTS (SELECT FROM posting_status_period o
								WHERE o.posting_id = v.posting_id AND o.during @> lower(v.during) - 1 AND posting_status_is_open(o.status))
			   THEN CASE WHEN v.seat > 1 AND lower(v.during) > vacancies.day THEN 'nobody assigned to this seat when the posting opens'
						 WHEN v.seat > 1 THEN 'nobody assigned to this seat since the posting opened'
						 WHEN lower(v.during) > vacancies.day THEN 'nobody assigned when the posting opens'
						 ELSE 'nobody assigned since the posting opened' END
			   WHEN v.seat > (SELECT b.seats FROM posting_seats_period b WHERE b.posting_id = v.posting_id AND b.during @> lower(v.during) - 1)
			   THEN 'seat added on ' || to_char(lower(v.during), 'YYYY-MM-DD')
			   ELSE 'departure' || coalesce(
				   (SELECT ' of ' || string_agg(r.name, ', ' ORDER BY a.assignment_id)
					FROM assignment a JOIN representative r ON r.representative_id = a.representative_id
					WHERE a.posting_id = v.posting_id AND upper(a.tenure) = lower(v.during)
					  AND NOT EXISTS (SELECT FROM assignment b
									  WHERE b.posting_id = a.posting_id AND b.representative_id = a.representative_id AND b.tenure @> lower(v.during))), '')
		   END,
		   (SELECT string_agg(r.name, ', ' ORDER BY a.assignment_id)
			FROM assignment a JOIN representative r ON r.representative_id = a.representative_id
			WHERE a.posting_id = v.posting_id AND lower(a.tenure) = upper(v.during)),
		   v.posting_id, p.mission_id
	FROM posting_vacancy_within(daterange(vacancies.day, vacancies.day + greatest(vacancies.horizon, 1)), vacancies.at_mission) v
	JOIN posting p ON p.posting_id = v.posting_id
	CROSS JOIN LATERAL (SELECT greatest(lower(v.during), vacancies.day) AS day) shown
	JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, shown.day)
	LEFT JOIN LATERAL posting_status_of(v.posting_id, shown.day) s ON true
	WHERE check_day(vacancies.day) AND check_horizon(vacancies.horizon)
	  AND (vacancies.at_mission IS NULL OR check_mission(vacancies.at_mission))
	ORDER BY lower(v.during), m.country_name COLLATE "C", m.mission COLLATE "C", v.posting_id, v.seat;
END;
COMMENT ON FUNCTION vacancies(date, integer, bigint) IS 'vacant seats of open postings, or of those of one mission unless that is NULL, on a day or within so many days from it on (the day is the first of them): the days of each from its first to its last, inclusive, NULL while no end is known; its cause (the posting opened, a seat was added, or who left), and who arrives after it; mission, programs, status and seats are those of the first day shown, which is the day asked for if the vacancy began before';
