-- Seat-days, vacancies and tours of random registries, against a count of every day that
-- shares nothing with them.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
SET LOCAL search_path = overseas, tap, :"schema";
SET LOCAL session_replication_role = replica; -- Counting asks for no rules.
CREATE TEMPORARY TABLE counted (day date, posting_id bigint, seats integer, suspended boolean, tour integer, tdy integer, acting integer, present integer);

-- Forty postings at ten missions, which change; people who come, act and are away in a year
-- and a half, some at two places at once, some twice at one.
CREATE FUNCTION pg_temp.draw(seed double precision) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	first CONSTANT date := '2005-11-15';
BEGIN
	PERFORM setseed(seed);
	TRUNCATE posting, assignment, absence, posting_status_change, posting_seats_change, posting_program, mission_change CASCADE;
	INSERT INTO posting (posting_id, mission_id, role, seats)
	SELECT i, (SELECT m.mission_id FROM mission m ORDER BY m.mission_id OFFSET i % 10 LIMIT 1),
		   (ARRAY['attache', 'representative'])[1 + i % 2], 1 + floor(random() * 3)
	FROM generate_series(1, 40) i;
	INSERT INTO posting_seats_change (posting_id, effective_day, seats)
	SELECT 1 + i % 40, first + floor(random() * 540)::integer, 1 + floor(random() * 4) FROM generate_series(1, 40) i ON CONFLICT DO NOTHING;
	INSERT INTO posting_status_change (posting_id, effective_day, reference, status)
	SELECT p.posting_id, first + floor(random() * 500)::integer * (i > 1)::integer - 30 * (i = 1)::integer, 'memo',
		   (ARRAY['active', 'suspended', 'active', 'closing', 'closed', 'approved'])[CASE WHEN i = 1 THEN 1 + 5 * (p.posting_id % 7 = 0)::integer ELSE 1 + floor(random() * 6) END]::posting_status
	FROM posting p, generate_series(1, 4) i ON CONFLICT DO NOTHING;
	INSERT INTO mission_change (mission_id, effective_day, country)
	SELECT m.mission_id, first + floor(random() * 500)::integer, 'XK' FROM mission m WHERE m.mission_id % 3 = 0;
	INSERT INTO posting_program (posting_id, program, during)
	SELECT p.posting_id, q.program, daterange(first + floor(random() * 200)::integer, first + 200 + floor(random() * 400)::integer)
	FROM posting p, program q WHERE random() < 0.5;
	INSERT INTO representative (representative_id, name) SELECT i, 'Drawn ' || i FROM generate_series(1000, 1099) i ON CONFLICT DO NOTHING;
	INSERT INTO assignment (posting_id, representative_id, kind, tenure, planned_last_day, ended_as, extension)
	SELECT a.posting_id, a.representative_id, a.kind, a.tenure, CASE WHEN random() < 0.3 THEN upper(a.tenure) + floor(random() * 100 - 50)::integer END,
		   CASE WHEN random() < 0.5 THEN (ARRAY['completed', 'curtailed', 'medical'])[1 + floor(random() * 3)] END, CASE WHEN random() < 0.2 THEN 'memo' END
	FROM (SELECT 1 + floor(random() * 40) AS posting_id, 1000 + floor(random() * 100) AS representative_id,
				 (ARRAY['tour', 'tour', 'tour', 'tdy', 'acting'])[1 + floor(random() * 5)] AS kind, daterange(d, d + 1 + floor(random() * 150)::integer) AS tenure
		  FROM generate_series(1, 250) i, LATERAL (SELECT first + floor(random() * 540 + 0 * i)::integer AS d) start) a;
	UPDATE assignment SET tenure = daterange(lower(tenure), NULL), ended_as = NULL, planned_last_day = NULL WHERE assignment_id % 40 = 0;
	INSERT INTO absence (representative_id, during)
	SELECT 1000 + i, daterange(d, d + 1 + floor(random() * 30)::integer) FROM generate_series(0, 99, 2) i, LATERAL (SELECT first + floor(random() * 540 + 0 * i)::integer AS d) start;

	-- Day by day.
	ANALYZE posting, assignment, absence, posting_status_change, posting_seats_change;
	TRUNCATE counted;
	INSERT INTO counted
	WITH day AS (
		SELECT first - 40 + i AS day FROM generate_series(0, 620) i
	), held AS (
		SELECT d.day, a.*, p.mission_id, array_position('{tour,acting,tdy}', a.kind) AS rank
		FROM day d JOIN assignment a ON a.tenure @> d.day JOIN posting p ON p.posting_id = a.posting_id
	), place AS (
		SELECT DISTINCT ON (h.day, h.representative_id) h.day, h.representative_id, h.mission_id
		FROM held h ORDER BY h.day, h.representative_id, h.rank DESC, lower(h.tenure) DESC, h.assignment_id DESC
	), people AS (
		SELECT h.day, h.posting_id, h.representative_id, min(CASE h.kind WHEN 'tour' THEN 1 WHEN 'tdy' THEN 2 ELSE 3 END) AS kind,
			   bool_or(h.mission_id = p.mission_id AND NOT EXISTS (SELECT FROM absence a WHERE a.representative_id = h.representative_id AND a.during @> h.day)) AS present
		FROM held h JOIN place p ON p.day = h.day AND p.representative_id = h.representative_id
		GROUP BY h.day, h.posting_id, h.representative_id
	), holders AS (
		SELECT day, posting_id, count(*) FILTER (WHERE kind = 1) AS tour, count(*) FILTER (WHERE kind = 2) AS tdy, count(*) FILTER (WHERE kind = 3) AS acting,
			   count(*) FILTER (WHERE present) AS present
		FROM people GROUP BY day, posting_id
	), open AS (
		SELECT d.day, p.posting_id,
			   coalesce((SELECT c.seats FROM posting_seats_change c WHERE c.posting_id = p.posting_id AND c.effective_day <= d.day ORDER BY c.effective_day DESC LIMIT 1), p.seats) AS seats,
			   (SELECT c.status::text FROM posting_status_change c WHERE c.posting_id = p.posting_id AND c.effective_day <= d.day ORDER BY c.effective_day DESC LIMIT 1) AS status
		FROM day d, posting p
	)
	SELECT o.day, o.posting_id, o.seats, o.status = 'suspended', least(o.seats, coalesce(h.tour, 0)),
		   least(o.seats, coalesce(h.tour + h.tdy, 0)) - least(o.seats, coalesce(h.tour, 0)),
		   least(o.seats, coalesce(h.tour + h.tdy + h.acting, 0)) - least(o.seats, coalesce(h.tour + h.tdy, 0)), coalesce(h.present, 0)
	FROM open o LEFT JOIN holders h ON h.day = o.day AND h.posting_id = o.posting_id
	WHERE o.status IN ('active', 'suspended', 'closing');
	UPDATE counted SET tour = 0, tdy = 0, acting = 0 WHERE suspended;
	ANALYZE counted;
END $$;

-- What staffing() is to say: of days, by what each day of a posting belongs to.
CREATE FUNCTION pg_temp.belongs(by text) RETURNS TABLE (line text, day date, posting_id bigint) LANGUAGE sql AS $$
	SELECT 'FY ' || extract(year FROM c.day + interval '3 months'), c.day, c.posting_id FROM counted c WHERE belongs.by = 'fiscal year'
	UNION ALL
	SELECT m.name, c.day, c.posting_id FROM counted c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id) WHERE belongs.by = 'mission'
	UNION ALL
	SELECT r.name, c.day, c.posting_id FROM counted c JOIN posting p USING (posting_id) JOIN role r USING (role) WHERE belongs.by = 'role'
	UNION ALL
	SELECT country_name(coalesce(n.country, m.country)), c.day, c.posting_id
	FROM counted c JOIN posting p USING (posting_id) JOIN mission m USING (mission_id) LEFT JOIN mission_change n ON n.mission_id = m.mission_id AND n.effective_day <= c.day
	WHERE belongs.by = 'country'
	UNION ALL
	SELECT DISTINCT r.name, c.day, c.posting_id FROM counted c JOIN posting_program q ON q.posting_id = c.posting_id AND q.during @> c.day JOIN program r USING (program)
	WHERE belongs.by = 'program'
$$;
CREATE FUNCTION pg_temp.expected(by text) RETURNS TABLE (line text, authorized bigint, filled bigint, tour bigint, tdy bigint, acting bigint, vacant bigint, suspended bigint,
														  vacancies bigint, longest bigint, never_filled bigint) LANGUAGE sql AS $$
	WITH day AS (
		SELECT l.line, c.*, c.tour + c.tdy + c.acting AS filled, CASE WHEN c.suspended THEN 0 ELSE c.seats - c.tour - c.tdy - c.acting END AS vacant
		FROM counted c JOIN pg_temp.belongs(expected.by) l ON l.day = c.day AND l.posting_id = c.posting_id
		WHERE c.day BETWEEN '2006-01-01' AND '2007-03-31'
	), before AS (
		SELECT d.*, CASE WHEN lag(d.day) OVER posting = d.day - 1 THEN lag(d.vacant) OVER posting ELSE 0 END AS was
		FROM day d WINDOW posting AS (PARTITION BY d.line, d.posting_id ORDER BY d.day)
	), run AS (
		SELECT b.line, max(b.days) AS days
		FROM (SELECT b.line, count(*) AS days
			  FROM (SELECT b.*, b.day - row_number() OVER (PARTITION BY b.line, b.posting_id ORDER BY b.day)::integer AS run FROM before b WHERE b.vacant > 0) b
			  GROUP BY b.line, b.posting_id, b.run) b
		GROUP BY b.line
	), never AS (
		SELECT n.line, sum(n.seats) AS seats
		FROM (SELECT b.line, max(b.seats) FILTER (WHERE NOT b.suspended) - max(b.filled) AS seats FROM before b GROUP BY b.line, b.posting_id) n
		GROUP BY n.line
	)
	SELECT b.line, sum(b.seats), sum(b.filled), sum(b.tour), sum(b.tdy), sum(b.acting), sum(b.vacant), sum(b.seats) FILTER (WHERE b.suspended),
		   sum(greatest(b.vacant - b.was, 0)), coalesce(min(r.days), 0), min(n.seats)
	FROM before b LEFT JOIN run r ON r.line = b.line LEFT JOIN never n ON n.line = b.line
	GROUP BY b.line
$$;

CREATE FUNCTION pg_temp.try(seed double precision) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	part text;
BEGIN
	PERFORM pg_temp.draw(seed);
	FOREACH part IN ARRAY '{fiscal year,mission,role,country,program}'::text[] LOOP
		RETURN NEXT is(
			(SELECT jsonb_agg(to_jsonb(s) ORDER BY line COLLATE "C") FROM (
				SELECT line, authorized, filled, tour, tdy, acting, vacant, suspended, vacancies, longest_days, never_filled FROM staffing('[2006-01-01,2007-04-01)', part)) s),
			(SELECT jsonb_agg(to_jsonb(e) ORDER BY line COLLATE "C") FROM (
				SELECT line, authorized, filled, tour, tdy, acting, vacant, coalesce(suspended, 0) AS suspended, vacancies, longest AS longest_days, coalesce(never_filled, 0) AS never_filled
				FROM pg_temp.expected(part)) e), format('seat-days by %s, drawn by %s', part, seed));
	END LOOP;
	RETURN NEXT is((SELECT count(*) FROM staffing('[2006-01-01,2007-04-01)', 'mission') WHERE authorized <> filled + vacant + suspended OR filled <> tour + tdy + acting), 0::bigint, '... add up');
	RETURN NEXT is(
		(SELECT jsonb_agg(to_jsonb(s) ORDER BY posting_id, month) FROM (
			SELECT posting_id, to_char(first_day, 'YYYY-MM') AS month, sum(authorized) AS authorized, sum(filled) AS filled, sum(tour) AS tour, sum(tdy) AS tdy, sum(acting) AS acting,
				   sum(away) AS away, sum(vacant) AS vacant, sum(suspended) AS suspended
			FROM seat_days('[2006-01-01,2007-04-01)') GROUP BY 1, 2) s),
		(SELECT jsonb_agg(to_jsonb(c) ORDER BY posting_id, month) FROM (
			SELECT posting_id, to_char(day, 'YYYY-MM') AS month, sum(seats) AS authorized, sum(tour + tdy + acting) AS filled, sum(tour) AS tour, sum(tdy) AS tdy, sum(acting) AS acting,
				   sum(greatest(tour + tdy + acting - present, 0)) AS away, sum(CASE WHEN suspended THEN 0 ELSE seats - tour - tdy - acting END) AS vacant,
				   sum(CASE WHEN suspended THEN seats ELSE 0 END) AS suspended
			FROM counted WHERE day BETWEEN '2006-01-01' AND '2007-03-31' GROUP BY 1, 2) c), '... and by posting and month');
	RETURN NEXT is((SELECT count(*) FROM posting_staffing('[2006-01-01,2007-04-01)') s
		LEFT JOIN (SELECT r.posting_id, sum(coverage_within('{-infinity:1}', r.during)) AS vacant
				   FROM seat_runs('[2006-01-01,2007-04-01)') r WHERE r.kind = 'vacant' GROUP BY r.posting_id) r ON r.posting_id = s.posting_id
		WHERE s.vacant <> coalesce(r.vacant, '{}')), 0::bigint, '... and as many seats are vacant in a picture of them');
	-- Who is away is away from where the mission stood, so a month may have two rows, of different countries.
	RETURN NEXT is((SELECT count(*) FROM seat_days('[2006-01-01,2007-04-01)') s JOIN mission m ON m.mission_id = s.mission_id
		WHERE s.country <> coalesce((SELECT c.country FROM mission_change c WHERE c.mission_id = m.mission_id AND c.effective_day <= s.first_day), m.country)::text), 0::bigint,
		'... in the country of the day');
	RETURN NEXT is((SELECT count(*) FROM (SELECT fiscal.* FROM staffing('[2006-01-01,2006-10-02)') fiscal OFFSET 0) s), 2::bigint, '... also of one day of a year');
	RETURN NEXT is((SELECT sum(total) FROM (SELECT coverage_total(vacant, '[2006-01-01,2007-04-01)'::daterange) AS total FROM posting_staffing()) s),
		(SELECT sum(vacant)::numeric FROM seat_days('[2006-01-01,2007-04-01)')), '... whatever period is asked for');
	-- A vacancy is the same seat-days, but for those of a suspended posting, which it goes on through.
	RETURN NEXT is((SELECT sum(coverage_total('{-infinity:1}', datemultirange(v.during * '[2006-01-01,2007-04-01)') - coalesce(s.days, '{}')))
		FROM posting_vacancy v LEFT JOIN (SELECT posting_id, range_agg(during) AS days FROM posting_status_period WHERE status = 'suspended' GROUP BY posting_id) s USING (posting_id)),
		(SELECT sum(vacant)::numeric FROM seat_days('[2006-01-01,2007-04-01)')), '... as of posting_vacancy');
END $$;
SELECT pg_temp.try(i / 10.0) FROM generate_series(1, 2) i;

-- How long it takes to fill a seat: each run of days of each seat, by its days.
SELECT results_eq($$SELECT * FROM time_to_fill('[2006-01-01,2007-04-01)') WHERE measured_from = 'vacancy'$$, $$
	WITH seat AS (
		SELECT d.day, d.posting_id, k AS seat, d.seats >= k AND d.tour + d.tdy + d.acting < k AND (NOT d.suspended OR h.people < k) AS is_vacant
		FROM counted d
		CROSS JOIN generate_series(1, 9) k
		CROSS JOIN LATERAL (SELECT count(DISTINCT a.representative_id) AS people FROM assignment a WHERE a.posting_id = d.posting_id AND a.tenure @> d.day) h
	), run AS (
		SELECT posting_id, seat, min(day) AS since, max(day) + 1 AS until
		FROM (SELECT *, day - row_number() OVER (PARTITION BY posting_id, seat ORDER BY day)::integer AS run FROM seat WHERE is_vacant) s
		GROUP BY posting_id, seat, run
	), told AS (
		SELECT r.until - r.since AS days, CASE WHEN r.until > (SELECT max(day) FROM counted) THEN 'open'
			WHEN EXISTS (SELECT FROM assignment a WHERE a.posting_id = r.posting_id AND lower(a.tenure) = r.until) THEN 'filled' ELSE 'dropped' END AS outcome, r.since
		FROM run r WHERE r.since BETWEEN '2006-01-01' AND '2007-03-31'
	), ranked AS (
		SELECT *, row_number() OVER (ORDER BY outcome = 'open', days) AS place, count(*) OVER () AS cases FROM told WHERE outcome <> 'dropped'
	)
	SELECT 'vacancy', (SELECT count(*) FROM told), (SELECT count(*) FROM told WHERE outcome = 'filled'), (SELECT count(*) FROM told WHERE outcome = 'dropped'),
		   (SELECT count(*) FROM told WHERE outcome = 'open'), (SELECT days FROM ranked WHERE place = ceil(cases * 0.5) AND outcome = 'filled'),
		   (SELECT days FROM ranked WHERE place = ceil(cases * 0.9) AND outcome = 'filled'), (SELECT max(today() - since + 1) FROM told WHERE outcome = 'open')
$$, 'time_to_fill(), from the day on which a seat falls vacant');
SELECT results_eq($$SELECT cases, filled, dropped, still_open FROM time_to_fill('[2005-01-01,2007-04-01)') WHERE measured_from = 'approval'$$, $$
	WITH told AS (
		SELECT s.posting_id, s.effective_day,
			   (SELECT min(c.day) FROM counted c JOIN assignment a ON a.posting_id = c.posting_id AND a.tenure @> c.day
				WHERE c.posting_id = s.posting_id AND c.day >= s.effective_day AND NOT c.suspended) AS filled,
			   (SELECT min(e.effective_day) FROM posting_status_change e WHERE e.posting_id = s.posting_id AND e.status = 'closed' AND e.effective_day > s.effective_day) AS closed
		FROM posting_status_change s WHERE s.status = 'approved' AND s.effective_day BETWEEN '2005-01-01' AND '2007-03-31'
	)
	SELECT count(*), count(filled), count(*) FILTER (WHERE filled IS NULL AND closed IS NOT NULL), count(*) FILTER (WHERE filled IS NULL AND closed IS NULL) FROM told
$$, '... and from the approval');

-- Tours
SELECT results_eq($$SELECT outcome, tours, planned_days, actual_days, median_days, shorter, longer, extended FROM tours('[2006-01-01,2007-04-01)')$$, $$
	SELECT * FROM (
		SELECT o.outcome, count(*), round(avg(a.planned - lower(a.tenure) + 1), 1)::double precision, round(avg(a.last_day - lower(a.tenure) + 1), 1)::double precision,
			   percentile_disc(0.5) WITHIN GROUP (ORDER BY a.last_day - lower(a.tenure) + 1),
			   count(*) FILTER (WHERE a.last_day < a.planned), count(*) FILTER (WHERE a.last_day > a.planned), count(*) FILTER (WHERE a.extension <> '')
		FROM (SELECT *, upper(tenure) - 1 AS last_day, coalesce(planned_last_day, upper(tenure) - 1) AS planned FROM assignment WHERE kind = 'tour') a
		CROSS JOIN LATERAL (VALUES ('all'), (coalesce(a.ended_as, 'not said'))) o (outcome)
		WHERE a.last_day BETWEEN '2006-01-01' AND '2007-03-31'
		GROUP BY o.outcome) t
	ORDER BY array_position('{all,completed,curtailed,medical,not said}', outcome)
$$, 'tours()');

-- Nothing changes in the past when seats change from a day on.
CREATE TEMPORARY TABLE was AS SELECT * FROM seat_days('[2006-01-01,2007-01-01)');
INSERT INTO posting_seats_change (posting_id, effective_day, seats) SELECT posting_id, '2007-01-01', 9 FROM posting ON CONFLICT DO NOTHING;
SELECT is_empty($$(TABLE was EXCEPT SELECT * FROM seat_days('[2006-01-01,2007-01-01)')) UNION ALL (SELECT * FROM seat_days('[2006-01-01,2007-01-01)') EXCEPT TABLE was)$$, 'seats from a day on change nothing before it');

-- Arguments
SELECT is(pg_temp.error_of(statement), expected, statement)
FROM (VALUES
	($$SELECT * FROM staffing('[2006-01-01,2007-01-01)', 'color')$$,
	 ARRAY['22023  ', 'seat-days cannot be added up by "color"', NULL, 'They can by fiscal year, mission, role, country and program.']),
	($$SELECT * FROM staffing('[2006-01-01,)')$$, ARRAY['22023  ', 'the period has no end', NULL, 'Give its last day: seat-days are counted up to it.']),
	($$SELECT * FROM seat_days('[2006-01-01,)')$$, ARRAY['22023  ', 'the period has no end', NULL, 'Give its last day: seat-days are counted up to it.']),
	($$SELECT * FROM seat_days('empty')$$, ARRAY['22023  ', 'the period is empty', NULL, 'Its first day comes before its end; [2006-01-01,2007-01-01) is the year 2006.']),
	($$SELECT * FROM time_to_fill('empty')$$, ARRAY['22023  ', 'the period is empty', NULL, 'Its first day comes before its end; [2006-01-01,2007-01-01) is the year 2006.']),
	($$SELECT * FROM tours('[2006-01-01,infinity]')$$, ARRAY['22023  ', 'a period cannot have infinity as a bound', NULL, 'A period without a first or a last day has no bound there: [2006-01-01,).'])
) AS said (statement, expected);
SELECT is_empty($$SELECT FROM staffing(NULL) UNION ALL SELECT FROM staffing(by => NULL) UNION ALL SELECT FROM seat_days(NULL) UNION ALL SELECT FROM time_to_fill(NULL)
	UNION ALL SELECT FROM tours(NULL) UNION ALL SELECT FROM posting_staffing(NULL) UNION ALL SELECT FROM posting_staffing('empty')$$, 'NULL gives no rows');
SELECT is((SELECT count(*) FROM staffing('[1990-01-01,1991-01-01)')) + (SELECT count(*) FROM seat_days('(,1991-01-01)')), 0::bigint, 'nor does a time before anything was open');

SELECT * FROM finish();
ROLLBACK;
