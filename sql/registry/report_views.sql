
-- Flat views for reporting tools

CREATE VIEW report_roster WITH (security_invoker = true) AS
	SELECT country, country_alpha3, country_name, mission, mission_code, role, posting_number, representative, representative_number,
		   kind, first_day, last_day, status, programs, away, away_until, stand_in, assignment_id, posting_id, mission_id, representative_id
	FROM roster(today());
COMMENT ON VIEW report_roster IS 'every assignment under way today';
COMMENT ON COLUMN report_roster.country IS 'code of the country in which the mission stands';
COMMENT ON COLUMN report_roster.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_roster.country_name IS 'its name';
COMMENT ON COLUMN report_roster.mission IS 'the mission';
COMMENT ON COLUMN report_roster.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_roster.role IS 'role of the posting';
COMMENT ON COLUMN report_roster.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_roster.representative IS 'the person';
COMMENT ON COLUMN report_roster.representative_number IS 'their number; NULL for none';
COMMENT ON COLUMN report_roster.kind IS 'tour, tdy or acting';
COMMENT ON COLUMN report_roster.first_day IS 'first day of the assignment';
COMMENT ON COLUMN report_roster.last_day IS 'its last day, inclusive; NULL while none is known';
COMMENT ON COLUMN report_roster.status IS 'status of the posting today';
COMMENT ON COLUMN report_roster.programs IS 'programs that the posting runs today';
COMMENT ON COLUMN report_roster.away IS 'absent, or where the person is today instead, on temporary duty or acting; NULL if present';
COMMENT ON COLUMN report_roster.away_until IS 'last day of that, inclusive; NULL while none is known';
COMMENT ON COLUMN report_roster.stand_in IS 'who is at the posting in their place, on temporary duty or acting; NULL if nobody is';
COMMENT ON COLUMN report_roster.assignment_id IS 'key of the assignment, and of the row';
COMMENT ON COLUMN report_roster.posting_id IS 'key of the posting';
COMMENT ON COLUMN report_roster.mission_id IS 'key of the mission';
COMMENT ON COLUMN report_roster.representative_id IS 'key of the person';

CREATE VIEW report_postings WITH (security_invoker = true) AS
	SELECT country, country_alpha3, country_name, mission, mission_code, role, posting_number, status, since, seats, people, present,
		   programs, posting_id, mission_id
	FROM posting_roster(today());
COMMENT ON VIEW report_postings IS 'every posting as it is today';
COMMENT ON COLUMN report_postings.country IS 'code of the country in which the mission stands';
COMMENT ON COLUMN report_postings.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_postings.country_name IS 'its name';
COMMENT ON COLUMN report_postings.mission IS 'the mission';
COMMENT ON COLUMN report_postings.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_postings.role IS 'role of the posting';
COMMENT ON COLUMN report_postings.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_postings.status IS 'its status; NULL while it has none';
COMMENT ON COLUMN report_postings.since IS 'since which day';
COMMENT ON COLUMN report_postings.seats IS 'its seats';
COMMENT ON COLUMN report_postings.people IS 'how many people hold it';
COMMENT ON COLUMN report_postings.present IS 'how many of them are present today, and not away';
COMMENT ON COLUMN report_postings.programs IS 'programs that it runs';
COMMENT ON COLUMN report_postings.posting_id IS 'key of the posting, and of the row';
COMMENT ON COLUMN report_postings.mission_id IS 'key of the mission';

CREATE VIEW report_coverage_today WITH (security_invoker = true) AS
	SELECT today() AS day, program, program_name, countries, people, country_codes
	FROM coverage_summary(today());
COMMENT ON VIEW report_coverage_today IS 'what is covered today, for each program; the row without a code of a program is for any posting';
COMMENT ON COLUMN report_coverage_today.day IS 'today';
COMMENT ON COLUMN report_coverage_today.program IS 'code of the program; NULL for any';
COMMENT ON COLUMN report_coverage_today.program_name IS 'its name; any program';
COMMENT ON COLUMN report_coverage_today.countries IS 'countries covered';
COMMENT ON COLUMN report_coverage_today.people IS 'people who cover them';
COMMENT ON COLUMN report_coverage_today.country_codes IS 'codes of the countries';

CREATE VIEW report_coverage_daily WITH (security_invoker = true) AS
	SELECT span.first_day + i AS day, c.program::text AS program, coalesce(p.name, 'any program') AS program_name,
		   fiscal_year(span.first_day + i) AS fiscal_year,
		   coverage_on(c.countries, span.first_day + i)::integer AS countries,
		   coverage_on(c.accredited, span.first_day + i)::integer AS accredited,
		   span.first_day + i > today() AS planned
	FROM coverage_by_program c
	LEFT JOIN program p ON p.program = c.program
	CROSS JOIN LATERAL (SELECT min(s.first_day) AS first_day, greatest(max(s.first_day), today()) AS last_day
						FROM coverage_steps(c.accredited) s) span
	CROSS JOIN LATERAL generate_series(0, span.last_day - span.first_day) i
	ORDER BY program_code_ordinal(c.program) NULLS LAST, i;
COMMENT ON VIEW report_coverage_daily IS 'what is covered, day by day, from the first day on which anything was to today, or to the last change that is planned';
COMMENT ON COLUMN report_coverage_daily.day IS 'the day';
COMMENT ON COLUMN report_coverage_daily.program IS 'code of the program; NULL for any posting';
COMMENT ON COLUMN report_coverage_daily.program_name IS 'its name; any program';
COMMENT ON COLUMN report_coverage_daily.fiscal_year IS 'the U.S. fiscal year of the day';
COMMENT ON COLUMN report_coverage_daily.countries IS 'countries covered in which a posting stands';
COMMENT ON COLUMN report_coverage_daily.accredited IS 'the same with the countries of the postings'' areas';
COMMENT ON COLUMN report_coverage_daily.planned IS 'true for a day to come';

CREATE VIEW report_coverage_monthly WITH (security_invoker = true) AS
	SELECT month.first_day, month.last_day, fiscal_year(month.first_day) AS fiscal_year, c.program::text AS program,
		   coalesce(p.name, 'any program') AS program_name,
		   coverage_on(c.countries, month.last_day)::integer AS countries,
		   coverage_min(c.countries, month.during)::integer AS least,
		   coverage_max(c.countries, month.during)::integer AS greatest,
		   round(coverage_avg(c.countries, month.during), 2)::double precision AS average,
		   month.last_day > today() AS planned
	FROM coverage_by_program c
	LEFT JOIN program p ON p.program = c.program
	CROSS JOIN LATERAL (SELECT min(s.first_day) AS first_day, greatest(max(s.first_day), today()) AS last_day
						FROM coverage_steps(c.accredited) s) span
	CROSS JOIN LATERAL generate_series(date_trunc('month', span.first_day::timestamp), span.last_day::timestamp, interval '1 month') start
	CROSS JOIN LATERAL (SELECT start::date AS first_day, (start + interval '1 month')::date - 1 AS last_day,
							   daterange(start::date, (start + interval '1 month')::date) AS during) month
	ORDER BY program_code_ordinal(c.program) NULLS LAST, month.first_day;
COMMENT ON VIEW report_coverage_monthly IS 'what is covered, month by month, over the time of report_coverage_daily';
COMMENT ON COLUMN report_coverage_monthly.first_day IS 'first day of the month';
COMMENT ON COLUMN report_coverage_monthly.last_day IS 'its last day';
COMMENT ON COLUMN report_coverage_monthly.fiscal_year IS 'the U.S. fiscal year of the month';
COMMENT ON COLUMN report_coverage_monthly.program IS 'code of the program; NULL for any posting';
COMMENT ON COLUMN report_coverage_monthly.program_name IS 'its name; any program';
COMMENT ON COLUMN report_coverage_monthly.countries IS 'countries covered on the last day';
COMMENT ON COLUMN report_coverage_monthly.least IS 'the least on any day';
COMMENT ON COLUMN report_coverage_monthly.greatest IS 'the greatest on any day';
COMMENT ON COLUMN report_coverage_monthly.average IS 'the average of the days, rounded to two decimals';
COMMENT ON COLUMN report_coverage_monthly.planned IS 'true for a month that is not over: its days to come are as planned';

CREATE VIEW report_goals WITH (security_invoker = true) AS
	SELECT goal, kind, program, round(actual::numeric, 4)::double precision AS actual, target, round(gap::numeric, 4)::double precision AS gap,
		   share_percent, baseline, baseline_day, expected, due_day, days_left, round(planned::numeric, 4)::double precision AS planned, first_reached, state, pace_needed, breached_days, waived_days, waiver_reference,
		   measure, unit, measured_day, goal_id
	FROM goal_progress(today());
COMMENT ON VIEW report_goals IS 'every goal as it stands today';
COMMENT ON COLUMN report_goals.goal IS 'the goal';
COMMENT ON COLUMN report_goals.kind IS 'reach, share, floor, ceiling or measure';
COMMENT ON COLUMN report_goals.program IS 'code of its program; NULL for any';
COMMENT ON COLUMN report_goals.actual IS 'what is covered today, in the unit of the target; a share rounded to four decimals';
COMMENT ON COLUMN report_goals.target IS 'the target';
COMMENT ON COLUMN report_goals.gap IS 'what is missing, rounded likewise; for a ceiling, what is too much';
COMMENT ON COLUMN report_goals.share_percent IS 'of a share goal the share, else how much of the target is covered; in percent, rounded';
COMMENT ON COLUMN report_goals.baseline IS 'what was covered when the goal was set';
COMMENT ON COLUMN report_goals.baseline_day IS 'the day of the baseline';
COMMENT ON COLUMN report_goals.expected IS 'what the line from the baseline to the target expects today: a share rounded to four decimals, a number to two';
COMMENT ON COLUMN report_goals.due_day IS 'the due day; of a floor or ceiling the last day, NULL if it has none';
COMMENT ON COLUMN report_goals.days_left IS 'days until then; negative after it';
COMMENT ON COLUMN report_goals.planned IS 'what is covered on the due day as planned, rounded as actual is; for a floor or ceiling the worst value still to come';
COMMENT ON COLUMN report_goals.first_reached IS 'first day on which the target was met, up to today';
COMMENT ON COLUMN report_goals.state IS 'the state';
COMMENT ON COLUMN report_goals.pace_needed IS 'what has to come in 365 days to meet the target on the due day, rounded to four decimals';
COMMENT ON COLUMN report_goals.breached_days IS 'of a floor or ceiling: on how many days it was breached, up to today';
COMMENT ON COLUMN report_goals.waived_days IS 'of these days: how many are waived; NULL for none';
COMMENT ON COLUMN report_goals.waiver_reference IS 'the papers of the waivers';
COMMENT ON COLUMN report_goals.measure IS 'what is measured; NULL for coverage';
COMMENT ON COLUMN report_goals.unit IS 'in what unit; NULL for coverage';
COMMENT ON COLUMN report_goals.measured_day IS 'of a measure: up to which day it is known, of which actual, gap, expected and state are until the due day';
COMMENT ON COLUMN report_goals.goal_id IS 'key of the goal, and of the row';

CREATE VIEW report_vacancies WITH (security_invoker = true) AS
	SELECT country, country_alpha3, country_name, mission, mission_code, role, posting_number, programs, status, seats, seat,
		   first_day, last_day,
		   first_day <= today() AS now, first_day < today() + 90 AS within_90_days, cause, next_arrival, posting_id, mission_id
	FROM vacancies(today(), 180);
COMMENT ON VIEW report_vacancies IS 'vacant seats of open postings, today or within 180 days';
COMMENT ON COLUMN report_vacancies.country IS 'code of the country in which the mission stands';
COMMENT ON COLUMN report_vacancies.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_vacancies.country_name IS 'its name';
COMMENT ON COLUMN report_vacancies.mission IS 'the mission';
COMMENT ON COLUMN report_vacancies.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_vacancies.role IS 'role of the posting';
COMMENT ON COLUMN report_vacancies.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_vacancies.programs IS 'programs that the posting runs on the first day shown: today, or the first day of the vacancy if that is later';
COMMENT ON COLUMN report_vacancies.status IS 'status of the posting on the same day';
COMMENT ON COLUMN report_vacancies.seats IS 'its seats on the same day';
COMMENT ON COLUMN report_vacancies.seat IS 'which of them is vacant: the second if fewer than two people hold the posting, and so on';
COMMENT ON COLUMN report_vacancies.first_day IS 'first day of the vacancy';
COMMENT ON COLUMN report_vacancies.last_day IS 'its last day, inclusive; NULL while none is known';
COMMENT ON COLUMN report_vacancies.now IS 'true if it is vacant today';
COMMENT ON COLUMN report_vacancies.within_90_days IS 'true if it is vacant today or on one of the 90 days from today on';
COMMENT ON COLUMN report_vacancies.cause IS 'why it is vacant: the posting opened, a seat was added, or who left';
COMMENT ON COLUMN report_vacancies.next_arrival IS 'who arrives after it';
COMMENT ON COLUMN report_vacancies.posting_id IS 'key of the posting; of the row, with its seat and first day';
COMMENT ON COLUMN report_vacancies.mission_id IS 'key of the mission';

CREATE VIEW report_matrix WITH (security_invoker = true) AS
	SELECT program, country, country_alpha3, country_numeric, country_name, posted, covered, people
	FROM coverage_matrix(today());
COMMENT ON VIEW report_matrix IS 'each program and each country in which a posting is open, today';
COMMENT ON COLUMN report_matrix.program IS 'code of the program';
COMMENT ON COLUMN report_matrix.country IS 'code of the country';
COMMENT ON COLUMN report_matrix.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_matrix.country_numeric IS 'its numeric code in ISO 3166-1, three digits; NULL if it has none';
COMMENT ON COLUMN report_matrix.country_name IS 'its name';
COMMENT ON COLUMN report_matrix.posted IS 'is a posting open there that runs the program?';
COMMENT ON COLUMN report_matrix.covered IS 'is it covered?';
COMMENT ON COLUMN report_matrix.people IS 'by how many people';

CREATE VIEW report_rotation WITH (security_invoker = true) AS
	SELECT event, first_day, last_day, country, country_alpha3, country_name, mission, mission_code, posting_number,
		   representative, representative_number, successor, successor_number, cause,
		   seat, posting_id, mission_id, assignment_id, successor_assignment_id
	FROM rotation(today(), 180);
COMMENT ON VIEW report_rotation IS 'who comes and goes within 180 days from today on';
COMMENT ON COLUMN report_rotation.event IS 'arrival, departure, handover or gap';
COMMENT ON COLUMN report_rotation.first_day IS 'first day of the event';
COMMENT ON COLUMN report_rotation.last_day IS 'its last day, inclusive; NULL while none is known';
COMMENT ON COLUMN report_rotation.country IS 'code of the country in which the mission stands';
COMMENT ON COLUMN report_rotation.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_rotation.country_name IS 'its name';
COMMENT ON COLUMN report_rotation.mission IS 'the mission';
COMMENT ON COLUMN report_rotation.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_rotation.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_rotation.representative IS 'who arrives, departs or hands over';
COMMENT ON COLUMN report_rotation.representative_number IS 'their number; NULL for none';
COMMENT ON COLUMN report_rotation.successor IS 'who takes over';
COMMENT ON COLUMN report_rotation.successor_number IS 'their number; NULL for none';
COMMENT ON COLUMN report_rotation.cause IS 'what the event comes from';
COMMENT ON COLUMN report_rotation.seat IS 'the seat of a gap, as in report_vacancies';
COMMENT ON COLUMN report_rotation.posting_id IS 'key of the posting';
COMMENT ON COLUMN report_rotation.mission_id IS 'key of the mission';
COMMENT ON COLUMN report_rotation.assignment_id IS 'key of the assignment that begins, ends or is handed over; NULL for a gap';
COMMENT ON COLUMN report_rotation.successor_assignment_id IS 'key of the assignment that takes over';

CREATE VIEW report_violations WITH (security_invoker = true) AS
	SELECT v.rule_id, r.rule, m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.number AS posting_number,
		   person.name AS representative, person.number AS representative_number, g.name AS goal,
		   v.first_day, v.last_day, v.detail, v.waiver_reference,
		   v.assignment_id, v.posting_id, p.mission_id, v.representative_id, v.goal_id, v.weight_id, v.absence_id, v.matter_id, v.measurement_id, v.waiver_id
	FROM verify() v
	JOIN attache_rules() r ON r.rule_id = v.rule_id
	LEFT JOIN posting p ON p.posting_id = v.posting_id
	LEFT JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, coalesce(v.first_day, v.last_day, today()))
	LEFT JOIN representative person ON person.representative_id = v.representative_id
	LEFT JOIN goal g ON g.goal_id = v.goal_id
	ORDER BY v.rule_id, m.country_name COLLATE "C", m.mission COLLATE "C", v.posting_id, v.assignment_id, v.goal_id, v.weight_id, v.absence_id, v.matter_id, v.measurement_id, v.first_day;
COMMENT ON VIEW report_violations IS 'every day that breaks a rule: tours that have run past their limit, and what came by a bulk load or while a rule was off; what is waived comes with its paper';
COMMENT ON COLUMN report_violations.rule_id IS 'the rule';
COMMENT ON COLUMN report_violations.rule IS 'the rule, in words';
COMMENT ON COLUMN report_violations.country IS 'code of the country in which the mission stands; NULL if the rule is about no posting';
COMMENT ON COLUMN report_violations.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_violations.country_name IS 'its name';
COMMENT ON COLUMN report_violations.mission IS 'the mission';
COMMENT ON COLUMN report_violations.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_violations.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_violations.representative IS 'the person; NULL if the rule is about none';
COMMENT ON COLUMN report_violations.representative_number IS 'their number; NULL for none';
COMMENT ON COLUMN report_violations.goal IS 'the goal; NULL if the rule is about none';
COMMENT ON COLUMN report_violations.first_day IS 'the first day that breaks the rule; NULL if it has always been so';
COMMENT ON COLUMN report_violations.last_day IS 'the last such day, inclusive; NULL while open';
COMMENT ON COLUMN report_violations.detail IS 'how';
COMMENT ON COLUMN report_violations.waiver_reference IS 'the papers that waive all of these days; NULL if none does';
COMMENT ON COLUMN report_violations.assignment_id IS 'key of the assignment, of several the last';
COMMENT ON COLUMN report_violations.posting_id IS 'key of the posting';
COMMENT ON COLUMN report_violations.mission_id IS 'key of the mission';
COMMENT ON COLUMN report_violations.representative_id IS 'key of the person';
COMMENT ON COLUMN report_violations.goal_id IS 'key of the goal';
COMMENT ON COLUMN report_violations.weight_id IS 'key of the weight';
COMMENT ON COLUMN report_violations.absence_id IS 'key of the absence';
COMMENT ON COLUMN report_violations.matter_id IS 'key of the matter';
COMMENT ON COLUMN report_violations.measurement_id IS 'key of the measurement';
COMMENT ON COLUMN report_violations.waiver_id IS 'key of the waiver, of several the first';

CREATE VIEW report_seat_days WITH (security_invoker = true) AS
	SELECT first_day, last_day, fiscal_year, country, country_alpha3, country_name, mission, mission_code, role, posting_number,
		   authorized::integer, filled::integer, tour::integer, tdy::integer, acting::integer, away::integer, vacant::integer, suspended::integer,
		   posting_id, mission_id
	FROM seat_days();
COMMENT ON VIEW report_seat_days IS 'the seat-days of each posting by month, up to today: a seat of an open posting on one day is filled, vacant or suspended';
COMMENT ON COLUMN report_seat_days.first_day IS 'the first day of the month, or from which on the mission is what the row says';
COMMENT ON COLUMN report_seat_days.last_day IS 'the last of these days, inclusive';
COMMENT ON COLUMN report_seat_days.fiscal_year IS 'the fiscal year of the month';
COMMENT ON COLUMN report_seat_days.country IS 'where the mission stands on these days';
COMMENT ON COLUMN report_seat_days.country_alpha3 IS 'the country''s code of three letters';
COMMENT ON COLUMN report_seat_days.country_name IS 'the country''s name';
COMMENT ON COLUMN report_seat_days.mission IS 'the mission';
COMMENT ON COLUMN report_seat_days.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_seat_days.role IS 'the posting''s role';
COMMENT ON COLUMN report_seat_days.posting_number IS 'the posting''s number; NULL for none';
COMMENT ON COLUMN report_seat_days.authorized IS 'seat-days in all: those filled, vacant and suspended';
COMMENT ON COLUMN report_seat_days.filled IS 'seat-days on which somebody fills the seat: those of tour, tdy and acting';
COMMENT ON COLUMN report_seat_days.tour IS 'those filled by somebody on a tour';
COMMENT ON COLUMN report_seat_days.tdy IS 'those filled by somebody on temporary duty alone';
COMMENT ON COLUMN report_seat_days.acting IS 'those filled by somebody who acts alone';
COMMENT ON COLUMN report_seat_days.away IS 'of those filled, the ones on which whoever fills the seat is away';
COMMENT ON COLUMN report_seat_days.vacant IS 'seat-days on which nobody fills the seat';
COMMENT ON COLUMN report_seat_days.suspended IS 'seat-days on which the posting is suspended';
COMMENT ON COLUMN report_seat_days.posting_id IS 'the posting''s key';
COMMENT ON COLUMN report_seat_days.mission_id IS 'the mission''s key';

CREATE VIEW report_staffing WITH (security_invoker = true) AS
	SELECT code::integer AS fiscal_year, first_day, last_day, authorized::integer, filled::integer, tour::integer, tdy::integer, acting::integer,
		   vacant::integer, suspended::integer, vacant_percent, vacancies::integer, average_days, longest_days::integer, never_filled::integer
	FROM staffing();
COMMENT ON VIEW report_staffing IS 'seat-days by fiscal year, up to today';
COMMENT ON COLUMN report_staffing.fiscal_year IS 'the fiscal year';
COMMENT ON COLUMN report_staffing.first_day IS 'its first day on which any posting was open';
COMMENT ON COLUMN report_staffing.last_day IS 'its last day, or today, inclusive';
COMMENT ON COLUMN report_staffing.authorized IS 'seat-days in all: those filled, vacant and suspended';
COMMENT ON COLUMN report_staffing.filled IS 'seat-days on which somebody fills the seat: those of tour, tdy and acting';
COMMENT ON COLUMN report_staffing.tour IS 'those filled by somebody on a tour';
COMMENT ON COLUMN report_staffing.tdy IS 'those filled by somebody on temporary duty alone';
COMMENT ON COLUMN report_staffing.acting IS 'those filled by somebody who acts alone';
COMMENT ON COLUMN report_staffing.vacant IS 'seat-days on which nobody fills the seat';
COMMENT ON COLUMN report_staffing.suspended IS 'seat-days on which the posting is suspended';
COMMENT ON COLUMN report_staffing.vacant_percent IS 'how many percent of the seat-days that are not suspended are vacant; NULL if all are';
COMMENT ON COLUMN report_staffing.vacancies IS 'how many vacancies there were; a seat that fell vacant twice counts twice';
COMMENT ON COLUMN report_staffing.average_days IS 'how many days of the year each was vacant, on average; NULL for no vacancy';
COMMENT ON COLUMN report_staffing.longest_days IS 'the most days of the year on which a posting had a vacant seat without a break';
COMMENT ON COLUMN report_staffing.never_filled IS 'seats that nobody filled on any day of the year';

CREATE VIEW report_time_to_fill WITH (security_invoker = true) AS
	SELECT fiscal_year(year.first_day) AS fiscal_year, f.measured_from, f.cases::integer, f.filled::integer, f.dropped::integer, f.still_open::integer,
		   f.median_days, f.percentile_90_days, f.longest_open_days
	FROM coverage_by('{}'::coverage, staffing_period(daterange(NULL, today(), '[]')), 'fiscal year') year
	CROSS JOIN LATERAL time_to_fill(daterange(year.first_day, year.last_day, '[]')) f
	ORDER BY year.first_day, f.measured_from COLLATE "C" DESC;
COMMENT ON VIEW report_time_to_fill IS 'how long it took to fill what fell vacant, or was approved, in each fiscal year';
COMMENT ON COLUMN report_time_to_fill.fiscal_year IS 'the fiscal year in which it fell vacant, or was approved';
COMMENT ON COLUMN report_time_to_fill.measured_from IS 'vacancy: from the first day on which a seat is vacant; approval: from that of the posting';
COMMENT ON COLUMN report_time_to_fill.cases IS 'how many there were: filled, dropped and still open';
COMMENT ON COLUMN report_time_to_fill.filled IS 'those that somebody has come to by today';
COMMENT ON COLUMN report_time_to_fill.dropped IS 'those whose posting closed before, or lost the seat';
COMMENT ON COLUMN report_time_to_fill.still_open IS 'those that are open today';
COMMENT ON COLUMN report_time_to_fill.median_days IS 'half of those filled or open were filled within so many days; NULL if fewer were';
COMMENT ON COLUMN report_time_to_fill.percentile_90_days IS 'nine in ten of them were; NULL if fewer were';
COMMENT ON COLUMN report_time_to_fill.longest_open_days IS 'since when the oldest that is open today is, in days, with today; NULL for none';

CREATE VIEW report_tours WITH (security_invoker = true) AS
	SELECT fiscal_year(year.first_day) AS fiscal_year, t.outcome, t.tours::integer, t.planned_days, t.actual_days, t.median_days,
		   t.shorter::integer, t.longer::integer, t.extended::integer
	FROM coverage_by('{}'::coverage, staffing_period(daterange(NULL, today(), '[]')), 'fiscal year') year
	CROSS JOIN LATERAL tours(daterange(year.first_day, year.last_day, '[]')) t
	WHERE t.tours > 0
	ORDER BY year.first_day, t.outcome <> 'all', array_position('{completed,curtailed,transferred,medical,died,evacuated}', t.outcome) NULLS LAST;
COMMENT ON VIEW report_tours IS 'the tours that ended in each fiscal year, by how they ended';
COMMENT ON COLUMN report_tours.fiscal_year IS 'the fiscal year of the last day';
COMMENT ON COLUMN report_tours.outcome IS 'how they ended; all for all of them, not said for those that do not say it';
COMMENT ON COLUMN report_tours.tours IS 'how many';
COMMENT ON COLUMN report_tours.planned_days IS 'how long they were planned at first, on average, in days';
COMMENT ON COLUMN report_tours.actual_days IS 'how long they lasted, on average, in days';
COMMENT ON COLUMN report_tours.median_days IS 'the median of that';
COMMENT ON COLUMN report_tours.shorter IS 'how many were shorter than planned';
COMMENT ON COLUMN report_tours.longer IS 'how many were longer than planned';
COMMENT ON COLUMN report_tours.extended IS 'how many have an extension';

CREATE VIEW report_seats WITH (security_invoker = true) AS
	SELECT m.country, m.country_alpha3, m.country_name, m.mission, m.mission_code, p.role, p.number AS posting_number, s.seat, s.kind,
		   h.name AS representative, h.number AS representative_number, lower(s.during) AS first_day, upper(s.during) - 1 AS last_day,
		   upper(s.during) - lower(s.during) AS days, s.during @> today() AS now, s.assignment_id, s.posting_id, p.mission_id, s.representative_id
	FROM seat_runs(daterange(today() - 365, today() + 366)) s
	JOIN posting p ON p.posting_id = s.posting_id
	JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, lower(s.during))
	LEFT JOIN representative h ON h.representative_id = s.representative_id
	ORDER BY m.country_name COLLATE "C", m.mission COLLATE "C", s.posting_id, s.seat, lower(s.during), s.assignment_id;
COMMENT ON VIEW report_seats IS 'who holds which seat of which posting, and when it is vacant or suspended: the 365 days before today, today, and the 365 after it';
COMMENT ON COLUMN report_seats.country IS 'code of the country in which the mission stands on the first of these days';
COMMENT ON COLUMN report_seats.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_seats.country_name IS 'its name';
COMMENT ON COLUMN report_seats.mission IS 'the mission';
COMMENT ON COLUMN report_seats.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_seats.role IS 'role of the posting';
COMMENT ON COLUMN report_seats.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_seats.seat IS 'which of its seats';
COMMENT ON COLUMN report_seats.kind IS 'tour, tdy, acting, vacant or suspended';
COMMENT ON COLUMN report_seats.representative IS 'who is in it; NULL for nobody';
COMMENT ON COLUMN report_seats.representative_number IS 'their number; NULL for none';
COMMENT ON COLUMN report_seats.first_day IS 'the first day on which it is so, or the first shown';
COMMENT ON COLUMN report_seats.last_day IS 'the last such day, inclusive, or the last shown';
COMMENT ON COLUMN report_seats.days IS 'how many days these are';
COMMENT ON COLUMN report_seats.now IS 'true if today is one of them';
COMMENT ON COLUMN report_seats.assignment_id IS 'key of the assignment; NULL for nobody';
COMMENT ON COLUMN report_seats.posting_id IS 'key of the posting';
COMMENT ON COLUMN report_seats.mission_id IS 'key of the mission';
COMMENT ON COLUMN report_seats.representative_id IS 'key of the person; NULL for nobody';

CREATE VIEW report_remedies WITH (security_invoker = true) AS
	SELECT g.name AS goal, g.kind, g.target::double precision AS target, coalesce(g.due_day, upper(g.during) - 1) AS due_day,
		   r.line, r.remedy, r.country, r.country_alpha3, r.country_name, r.mission, r.mission_code, r.role, r.posting_number, r.covers,
		   r.representative, r.representative_number, r.by_day, r.first_day, r.last_day, r.planned, r.state, r.shortest,
		   r.open_posting_id, r.extend_assignment_id, r.posting_id, r.mission_id, r.representative_id, g.goal_id
	FROM goal g
	CROSS JOIN LATERAL goal_remedies(g.goal_id) r
	ORDER BY coalesce(g.due_day, upper(g.during) - 1), g.goal_id, r.line;
COMMENT ON VIEW report_remedies IS 'what would bring each goal that is not planned to be met to its target, from today on; a line counts with those before it';
COMMENT ON COLUMN report_remedies.goal IS 'the goal';
COMMENT ON COLUMN report_remedies.kind IS 'reach, share or floor';
COMMENT ON COLUMN report_remedies.target IS 'its target';
COMMENT ON COLUMN report_remedies.due_day IS 'its due day; of a floor the last day, NULL if it has none';
COMMENT ON COLUMN report_remedies.line IS 'number of the line within the goal';
COMMENT ON COLUMN report_remedies.remedy IS 'extend (a tour), fill (a vacant seat) or open (an approved posting, and fill its seat)';
COMMENT ON COLUMN report_remedies.country IS 'code of the country in which the mission stands';
COMMENT ON COLUMN report_remedies.country_alpha3 IS 'its alpha-3 code';
COMMENT ON COLUMN report_remedies.country_name IS 'its name';
COMMENT ON COLUMN report_remedies.mission IS 'the mission';
COMMENT ON COLUMN report_remedies.mission_code IS 'its code; NULL for none';
COMMENT ON COLUMN report_remedies.role IS 'role of the posting';
COMMENT ON COLUMN report_remedies.posting_number IS 'number of the posting; NULL for none';
COMMENT ON COLUMN report_remedies.covers IS 'the countries, by their codes, or the sites, by their names, that it adds for the goal';
COMMENT ON COLUMN report_remedies.representative IS 'whose tour is extended; NULL if somebody has to come';
COMMENT ON COLUMN report_remedies.representative_number IS 'their number; NULL for none';
COMMENT ON COLUMN report_remedies.by_day IS 'by when at the latest: the last day of the tour as planned, or the day on which somebody has to be there';
COMMENT ON COLUMN report_remedies.first_day IS 'the first day on which the posting is held by it';
COMMENT ON COLUMN report_remedies.last_day IS 'until when it has to be, inclusive; NULL for no end';
COMMENT ON COLUMN report_remedies.planned IS 'what is planned then, as in report_goals: with this line and those before it';
COMMENT ON COLUMN report_remedies.state IS 'the state of the goal today then';
COMMENT ON COLUMN report_remedies.shortest IS 'true if no list of fewer lines does; false if that is not known; NULL if the lines do not reach the target';
COMMENT ON COLUMN report_remedies.open_posting_id IS 'key of the posting to fill or open, for what_if(); NULL for a tour to extend';
COMMENT ON COLUMN report_remedies.extend_assignment_id IS 'key of the assignment to extend, for what_if(); NULL for a posting to fill or open';
COMMENT ON COLUMN report_remedies.posting_id IS 'key of the posting';
COMMENT ON COLUMN report_remedies.mission_id IS 'key of the mission';
COMMENT ON COLUMN report_remedies.representative_id IS 'key of the person; NULL if somebody has to come';
COMMENT ON COLUMN report_remedies.goal_id IS 'key of the goal';
