
-- Seat-days
--
-- A seat of an open posting on one day is a seat-day. It is suspended, if the posting
-- is; else filled, by the first of these that there is: a person on a tour, on temporary
-- duty, acting; else vacant. People above the seats fill none. So on each day the seats
-- are those filled, vacant and suspended, and so it is of any sum of days and postings.

CREATE FUNCTION posting_staffing(within daterange DEFAULT '(,)') RETURNS TABLE (
	posting_id bigint,
	authorized coverage,
	tour coverage,
	tdy coverage,
	acting coverage,
	vacant coverage,
	suspended coverage,
	people coverage
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH held AS MATERIALIZED (
		-- Not by the key alone, whose index has the rows in an order that is slow to read.
		SELECT a.posting_id + 0 AS posting_id, coverage_agg(a.representative_id, a.tenure) AS anybody, bool_and(a.kind = 'tour') AS tours_alone
		FROM assignment a
		WHERE periods_meet(a.tenure, posting_staffing.within)
		GROUP BY a.posting_id + 0
	), mixed AS (
		-- Where somebody was there in another way, which is read only then. Each way with
		-- those before it, so that who is here in two ways is counted once.
		SELECT a.posting_id + 0 AS posting_id,
			   coverage_agg(a.representative_id, a.tenure) FILTER (WHERE a.kind = 'tour') AS tour,
			   coverage_agg(a.representative_id, a.tenure) FILTER (WHERE a.kind <> 'acting') AS own
		FROM assignment a
		WHERE periods_meet(a.tenure, posting_staffing.within) AND a.posting_id + 0 IN (SELECT h.posting_id FROM held h WHERE NOT h.tours_alone)
		GROUP BY a.posting_id + 0
	)
	SELECT s.posting_id, s.serving + s.suspended, filled.tour, filled.own - filled.tour, filled.anybody - filled.own,
		   s.serving - filled.anybody, s.suspended, coverage_within(coalesce(held.anybody, '{}'), posting_staffing.within)
	FROM (SELECT p.posting_id,
				 coverage_within(p.seats, coalesce(st.serving, '{}') * datemultirange(posting_staffing.within)) AS serving,
				 coverage_within(p.seats, coalesce(st.suspended, '{}') * datemultirange(posting_staffing.within)) AS suspended
		  FROM posting_seats p
		  JOIN (SELECT o.posting_id,
					   range_agg(o.during) FILTER (WHERE posting_status_counts(o.status)) AS serving,
					   range_agg(o.during) FILTER (WHERE NOT posting_status_counts(o.status)) AS suspended
				FROM posting_status_period o
				WHERE posting_status_is_open(o.status) AND periods_meet(o.during, posting_staffing.within)
				GROUP BY o.posting_id) st ON st.posting_id = p.posting_id) s
	LEFT JOIN held ON held.posting_id = s.posting_id
	LEFT JOIN mixed ON mixed.posting_id = s.posting_id
	CROSS JOIN LATERAL (SELECT coverage_least(s.serving, coalesce(mixed.tour, held.anybody, '{}')) AS tour,
							   coverage_least(s.serving, coalesce(mixed.own, held.anybody, '{}')) AS own,
							   coverage_least(s.serving, coalesce(held.anybody, '{}')) AS anybody) filled;
END;
COMMENT ON FUNCTION posting_staffing(daterange) IS 'for each posting that is open on any of some days, on each of these days: its authorized seats; how many of them somebody fills on a tour, on temporary duty (tdy), or acting; how many are vacant, or suspended with the posting, which together are all of them; and how many people hold the posting, those above its seats as well; who fills a seat in two ways counts in the first. No rows for NULL or an empty period';

-- A period that begins before anything was open is as good as one that begins then.
CREATE FUNCTION staffing_period(within daterange) RETURNS daterange
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT staffing_period.within * daterange((SELECT min(c.effective_day) FROM posting_status_change c WHERE posting_status_is_open(c.status)), NULL)
	WHERE check_period(staffing_period.within)
	  AND attache_check_argument(NOT upper_inf(staffing_period.within), 'the period has no end', 'Give its last day: seat-days are counted up to it.');
END;
COMMENT ON FUNCTION staffing_period(daterange) IS 'of a period the days since any posting was open first; an error of SQLSTATE 22023 for one that is empty, has infinity for a bound, or has no end; NULL for NULL';

CREATE FUNCTION seat_days(within daterange DEFAULT daterange(NULL, today(), '[]')) RETURNS TABLE (
	first_day date,
	last_day date,
	fiscal_year integer,
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	role text,
	posting_number text,
	authorized bigint,
	filled bigint,
	tour bigint,
	tdy bigint,
	acting bigint,
	away bigint,
	vacant bigint,
	suspended bigint,
	posting_id bigint,
	mission_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT staffing_period(seat_days.within) AS during
	), staffed AS MATERIALIZED (
		-- Away is a seat whose holders are all away.
		SELECT s.posting_id, s.authorized, s.tour, s.tdy, s.acting, seat.filled,
			   seat.filled - coverage_least(seat.filled, s.people - coalesce(gone.people, '{}')) AS away, s.vacant, s.suspended
		FROM asked
		CROSS JOIN LATERAL posting_staffing(asked.during) s
		CROSS JOIN LATERAL (SELECT s.authorized - s.suspended - s.vacant AS filled) seat
		LEFT JOIN (SELECT a.posting_id, coverage_agg(a.representative_id, w.during) AS people
				   FROM asked
				   CROSS JOIN LATERAL assignment_away(NULL::hypothesis, asked.during, (SELECT people_maybe_away(NULL::hypothesis, asked.during))) w
				   JOIN assignment a ON a.assignment_id = w.assignment_id
				   GROUP BY a.posting_id) gone ON gone.posting_id = s.posting_id
	)
	SELECT b.first_day, b.last_day, fiscal_year(b.first_day), m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.role, p.number,
		   b.total::bigint, coverage_total(s.filled, days.during)::bigint, coverage_total(s.tour, days.during)::bigint, coverage_total(s.tdy, days.during)::bigint,
		   coverage_total(s.acting, days.during)::bigint, coverage_total(s.away, days.during)::bigint, coverage_total(s.vacant, days.during)::bigint,
		   coverage_total(s.suspended, days.during)::bigint, p.posting_id, p.mission_id
	FROM staffed s
	JOIN posting p ON p.posting_id = s.posting_id
	CROSS JOIN asked
	JOIN mission_shown m ON m.mission_id = p.mission_id AND periods_meet(m.during, asked.during)
	CROSS JOIN LATERAL coverage_by(s.authorized, m.during * asked.during, 'month') b
	CROSS JOIN LATERAL (SELECT daterange(b.first_day, b.last_day, '[]') AS during) days
	WHERE b.total > 0
	ORDER BY b.first_day, m.country_name COLLATE "C", m.mission COLLATE "C", p.posting_id;
END;
COMMENT ON FUNCTION seat_days(daterange) IS 'the seat-days of each posting by month, and by what its mission was if that changes within one: those authorized, which are those filled, vacant and suspended; those filled by a tour, temporary duty or acting, which together are those filled; and of these the ones on which all who hold the seat are away. By default up to today. Months without a seat-day are left out';

CREATE FUNCTION staffing(within daterange DEFAULT daterange(NULL, today(), '[]'), by text DEFAULT 'fiscal year') RETURNS TABLE (
	line text,
	code text,
	first_day date,
	last_day date,
	authorized bigint,
	filled bigint,
	tour bigint,
	tdy bigint,
	acting bigint,
	vacant bigint,
	suspended bigint,
	vacant_percent double precision,
	vacancies bigint,
	average_days double precision,
	longest_days bigint,
	never_filled bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT staffing_period(staffing.within) AS during
		WHERE attache_check_argument(staffing.by IN ('fiscal year', 'mission', 'role', 'country', 'program'),
									 format('seat-days cannot be added up by "%s"', staffing.by), 'They can by fiscal year, mission, role, country and program.')
	), part AS MATERIALIZED (
		-- Which postings a line is of, and on which days; NULL for all.
		SELECT 0::bigint AS place, NULL AS code, NULL AS line, p.posting_id, NULL::datemultirange AS during FROM posting p WHERE staffing.by = 'fiscal year'
		UNION ALL
		SELECT r.place, r.role, r.name, p.posting_id, NULL AS during
		FROM posting p JOIN (SELECT row_number() OVER () AS place, r.role, r.name FROM role r) r ON r.role = p.role
		WHERE staffing.by = 'role'
		UNION ALL
		SELECT m.mission_id, m.code, m.name, p.posting_id, NULL AS during FROM posting p JOIN mission m ON m.mission_id = p.mission_id WHERE staffing.by = 'mission'
		UNION ALL
		SELECT country_code_ordinal(m.country), m.country::text, country_name(m.country), p.posting_id, range_agg(m.during)
		FROM posting p JOIN mission_period m ON m.mission_id = p.mission_id
		WHERE staffing.by = 'country'
		GROUP BY p.posting_id, country_code_ordinal(m.country), m.country::text, country_name(m.country)
		UNION ALL
		SELECT program_code_ordinal(pr.program), pr.program::text, pr.name, pp.posting_id, range_agg(pp.during)
		FROM posting_program pp JOIN program pr ON pr.program = pp.program
		WHERE staffing.by = 'program'
		GROUP BY pp.posting_id, program_code_ordinal(pr.program), pr.program::text, pr.name
	), staffed AS MATERIALIZED (
		SELECT part.place,
			   CASE WHEN part.during IS NULL THEN s.authorized ELSE coverage_within(s.authorized, part.during) END AS authorized,
			   CASE WHEN part.during IS NULL THEN s.tour ELSE coverage_within(s.tour, part.during) END AS tour,
			   CASE WHEN part.during IS NULL THEN s.tdy ELSE coverage_within(s.tdy, part.during) END AS tdy,
			   CASE WHEN part.during IS NULL THEN s.acting ELSE coverage_within(s.acting, part.during) END AS acting,
			   CASE WHEN part.during IS NULL THEN s.vacant ELSE coverage_within(s.vacant, part.during) END AS vacant,
			   CASE WHEN part.during IS NULL THEN s.suspended ELSE coverage_within(s.suspended, part.during) END AS suspended
		FROM asked
		CROSS JOIN LATERAL posting_staffing(asked.during) s
		JOIN part ON part.posting_id = s.posting_id
	), bucket AS MATERIALIZED (
		SELECT b.first_day, b.last_day, day_set(daterange(b.first_day, b.last_day, '[]')) AS during
		FROM asked CROSS JOIN LATERAL coverage_by('{}'::coverage, asked.during, 'fiscal year') b
		WHERE staffing.by = 'fiscal year'
		UNION ALL
		SELECT lower(asked.during), upper(asked.during) - 1, day_set(asked.during) FROM asked WHERE staffing.by <> 'fiscal year' AND NOT isempty(asked.during)
	), added AS MATERIALIZED (
		-- Of the vacant seats also by how many they rise, on each day on which they do.
		SELECT s.place, sum(s.authorized) AS authorized, sum(s.tour) AS tour, sum(s.tdy) AS tdy, sum(s.acting) AS acting, sum(s.vacant) AS vacant,
			   sum(s.suspended) AS suspended, sum(coverage_greatest(s.vacant - coverage_shift(s.vacant, 1), '{}'::coverage)) AS risen
		FROM staffed s
		GROUP BY s.place
	), extreme AS MATERIALIZED (
		SELECT s.place, b.first_day, max(upper(run.during) - lower(run.during)) AS longest,
			   sum(coverage_max(s.serving, b.during) - coverage_max(s.filled, b.during)) AS never_filled
		-- OFFSET 0, so that these are worked out once for a posting and not for each line.
		FROM (SELECT s.place, s.vacant, s.authorized - s.suspended AS serving, s.authorized - s.suspended - s.vacant AS filled FROM staffed s OFFSET 0) s
		CROSS JOIN bucket b
		CROSS JOIN LATERAL (SELECT coverage_longest_run(s.vacant, 1::bigint, b.during) AS during) run
		GROUP BY s.place, b.first_day
	)
	SELECT CASE WHEN staffing.by = 'fiscal year' THEN format('FY %s', fiscal_year(b.first_day)) ELSE l.line END,
		   CASE WHEN staffing.by = 'fiscal year' THEN fiscal_year(b.first_day)::text ELSE l.code END,
		   b.first_day, b.last_day, total.authorized, total.tour + total.tdy + total.acting, total.tour, total.tdy, total.acting, total.vacant, total.suspended,
		   round(100.0 * total.vacant / nullif(total.authorized - total.suspended, 0), 2)::double precision, total.vacancies,
		   round(total.vacant::numeric / nullif(total.vacancies, 0), 1)::double precision, coalesce(e.longest, 0), e.never_filled::bigint
	FROM added a
	CROSS JOIN bucket b
	JOIN extreme e ON e.first_day = b.first_day AND e.place = a.place
	JOIN (SELECT p.place, min(p.line) AS line, min(p.code) AS code FROM part p GROUP BY p.place) l ON l.place = a.place
	CROSS JOIN LATERAL (
		SELECT coverage_total(a.authorized, b.during)::bigint AS authorized, coverage_total(a.tour, b.during)::bigint AS tour, coverage_total(a.tdy, b.during)::bigint AS tdy,
			   coverage_total(a.acting, b.during)::bigint AS acting, coverage_total(a.vacant, b.during)::bigint AS vacant, coverage_total(a.suspended, b.during)::bigint AS suspended,
			   -- Those vacant on the first day, and those that become vacant later.
			   coverage_on(a.vacant, b.first_day) + coverage_total(a.risen, daterange(b.first_day + 1, b.last_day + 1))::bigint AS vacancies
	) total
	WHERE total.authorized > 0
	ORDER BY b.first_day, l.line COLLATE "C", a.place;
END;
COMMENT ON FUNCTION staffing(daterange, text) IS 'seat-days, added up by fiscal year, mission, role, country or program: those authorized, which are those filled, vacant and suspended; those filled by a tour, temporary duty or acting; how many percent of those not suspended are vacant; how many vacancies there were (a seat that falls vacant twice counts twice), and how many of these days each has on average; the most days on which a posting had a vacant seat without a break; and the seats that nobody filled on any of the days. By default up to today. A posting that runs two programs counts for both';
