
-- Seats that nobody holds

CREATE VIEW posting_vacancy WITH (security_invoker = true) AS
	SELECT s.posting_id, p.seats, vacancy.during,
		   (p.seats - coverage_min(people.people, vacancy.during))::integer AS vacant
	FROM (SELECT posting_id, range_agg(during) AS open
		  FROM posting_status_period WHERE posting_status_is_open(status) GROUP BY posting_id) s
	JOIN posting p ON p.posting_id = s.posting_id
	LEFT JOIN (SELECT posting_id, headcount_agg(tenure) AS people FROM assignment GROUP BY posting_id) a ON a.posting_id = s.posting_id
	CROSS JOIN LATERAL (SELECT coalesce(a.people, '{}') AS people) people
	CROSS JOIN LATERAL unnest(coverage_gaps(people.people, p.seats, range_merge(s.open)) * s.open) vacancy (during);
COMMENT ON VIEW posting_vacancy IS 'the runs of days on which a posting is open (active, suspended or closing) and has fewer people than seats';
COMMENT ON COLUMN posting_vacancy.posting_id IS 'the posting';
COMMENT ON COLUMN posting_vacancy.seats IS 'its seats';
COMMENT ON COLUMN posting_vacancy.during IS 'the days';
COMMENT ON COLUMN posting_vacancy.vacant IS 'how many seats are vacant, at most, on one of the days';

CREATE FUNCTION vacancies(day date DEFAULT today(), horizon integer DEFAULT 90) RETURNS TABLE (
	posting_id bigint,
	country text,
	country_name text,
	mission text,
	role text,
	programs text,
	status text,
	seats integer,
	vacant integer,
	first_day date,
	last_day date,
	cause text,
	next_arrival text
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT v.posting_id, m.country::text, country_name(m.country), m.name, p.role,
		   (SELECT string_agg(pp.program::text, ', ' ORDER BY program_code_ordinal(pp.program))
			FROM posting_program pp WHERE pp.posting_id = v.posting_id AND pp.during @> shown.day),
		   s.status::text, v.seats, v.vacant, lower(v.during), upper(v.during) - 1,
		   coalesce(
			   (SELECT 'departure of ' || string_agg(r.name, ', ' ORDER BY a.assignment_id)
				FROM assignment a JOIN representative r ON r.representative_id = a.representative_id
				WHERE a.posting_id = v.posting_id AND upper(a.tenure) = lower(v.during)),
			   'nobody assigned since the posting opened'),
		   (SELECT string_agg(r.name, ', ' ORDER BY a.assignment_id)
			FROM assignment a JOIN representative r ON r.representative_id = a.representative_id
			WHERE a.posting_id = v.posting_id AND lower(a.tenure) = upper(v.during))
	FROM posting_vacancy v
	JOIN posting p ON p.posting_id = v.posting_id
	JOIN mission m ON m.mission_id = p.mission_id
	CROSS JOIN LATERAL (SELECT greatest(lower(v.during), vacancies.day) AS day) shown
	LEFT JOIN posting_status_period s ON s.posting_id = v.posting_id AND s.during @> shown.day
	WHERE v.during && daterange(vacancies.day, vacancies.day + greatest(vacancies.horizon, 1))
	  AND vacancies.day IS NOT NULL AND vacancies.horizon IS NOT NULL
	ORDER BY lower(v.during), country_code_ordinal(m.country), v.posting_id;
END;
COMMENT ON FUNCTION vacancies(date, integer) IS 'open postings with fewer people than seats on a day or within so many days from it on (the day is the first of them): each run of such days from its first to its last, inclusive, NULL while no end is known; its cause, and who arrives after it; programs and status are those of the first day shown';
