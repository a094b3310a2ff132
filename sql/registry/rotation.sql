
-- Who comes and goes

CREATE FUNCTION rotation(day date DEFAULT today(), horizon integer DEFAULT 90) RETURNS TABLE (
	event text,
	first_day date,
	last_day date,
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	posting_number text,
	representative text,
	representative_number text,
	successor text,
	successor_number text,
	cause text,
	seat integer,
	posting_id bigint,
	mission_id bigint,
	assignment_id bigint,
	successor_assignment_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS (
		SELECT daterange(rotation.day, rotation.day + greatest(rotation.horizon, 1)) AS during
		WHERE check_day(rotation.day) AND check_horizon(rotation.horizon)
	), event AS (
		SELECT 'arrival' AS event, a.posting_id, lower(a.tenure) AS first_day, lower(a.tenure) AS last_day,
			   a.representative_id, NULL::bigint AS successor_id, replace(a.kind, 'tdy', 'TDY') || ' begins' AS cause,
			   NULL::integer AS seat, a.assignment_id, NULL::bigint AS successor_assignment_id
		FROM assignment a JOIN asked ON asked.during @> lower(a.tenure)
		UNION ALL
		SELECT 'departure', a.posting_id, upper(a.tenure) - 1, upper(a.tenure) - 1, a.representative_id, NULL::bigint AS successor_id, replace(a.kind, 'tdy', 'TDY') || ' ends',
			   NULL::integer AS seat, a.assignment_id, NULL::bigint AS successor_assignment_id
		FROM assignment a JOIN asked ON asked.during @> (upper(a.tenure) - 1)
		UNION ALL
		-- One person arrives on the day after another's last, or earlier and is then
		-- above the posting's seats, of which who acts takes none. Who stays on under a
		-- next assignment hands over to nobody.
		SELECT 'handover', a.posting_id, lower(b.tenure), greatest(lower(b.tenure), upper(a.tenure) - 1),
			   a.representative_id, b.representative_id,
			   CASE WHEN lower(b.tenure) = upper(a.tenure) THEN 'on the day'
					WHEN lower(b.tenure) = upper(a.tenure) - 1 THEN '1 day together'
					ELSE format('%s days together', upper(a.tenure) - lower(b.tenure)) END,
			   NULL::integer AS seat, a.assignment_id, b.assignment_id
		FROM assignment b
		JOIN asked ON asked.during @> lower(b.tenure)
		JOIN assignment a ON a.posting_id = b.posting_id AND a.representative_id <> b.representative_id
			AND lower(a.tenure) < lower(b.tenure) AND upper(a.tenure) >= lower(b.tenure)
		WHERE lower(b.tenure) = upper(a.tenure)
		   OR (SELECT count(DISTINCT o.representative_id) FROM assignment o
			   WHERE o.posting_id = a.posting_id AND o.kind <> 'acting' AND o.tenure @> (upper(a.tenure) - 1))
			  > (SELECT s.seats FROM posting_seats_period s WHERE s.posting_id = a.posting_id AND s.during @> (upper(a.tenure) - 1))
		UNION ALL
		SELECT 'gap', v.posting_id, v.first_day, v.last_day, NULL::bigint AS representative_id, NULL::bigint AS successor_id, v.cause,
			   v.seat, NULL::bigint AS assignment_id, NULL::bigint AS successor_assignment_id
		FROM vacancies(rotation.day, rotation.horizon) v
	)
	SELECT e.event, e.first_day, e.last_day, m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.number,
		   r.name, r.number, s.name, s.number, e.cause,
		   e.seat, e.posting_id, p.mission_id, e.assignment_id, e.successor_assignment_id
	FROM event e
	JOIN posting p ON p.posting_id = e.posting_id
	JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, greatest(e.first_day, rotation.day))
	LEFT JOIN representative r ON r.representative_id = e.representative_id
	LEFT JOIN representative s ON s.representative_id = e.successor_id
	WHERE check_day(rotation.day) AND check_horizon(rotation.horizon)
	-- Events to come, then those that have begun: the latest first.
	ORDER BY greatest(rotation.day - e.first_day, 0), e.first_day, m.country_name COLLATE "C", m.mission COLLATE "C", e.posting_id, e.event COLLATE "C", e.seat, e.assignment_id;
END;
COMMENT ON FUNCTION rotation(date, integer) IS 'who comes and goes within so many days from a day on (the first of them): arrivals, departures and handovers on these days, and the gaps that vacancies shows, with their cause, those that have begun before last; days are inclusive';
