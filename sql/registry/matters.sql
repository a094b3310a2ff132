
-- What offices are asked: who answers for it, what is open, and how it is answered
--
-- A matter is open from the day on which it is received until it is answered or closed,
-- which it no longer is on that day. It is overdue while it is open after its due day.

CREATE FUNCTION matter_due(kind text, mission_id bigint, posting_id bigint, received_day date) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT working_day_after(matter_due.received_day, k.working_days, m.country::text)
	FROM matter_kind k
	LEFT JOIN mission_period m ON m.during @> matter_due.received_day
		AND m.mission_id = coalesce(matter_due.mission_id, (SELECT p.mission_id FROM posting p WHERE p.posting_id = matter_due.posting_id))
	WHERE k.matter_kind = matter_due.kind AND check_day(matter_due.received_day);
END;
COMMENT ON FUNCTION matter_due(text, bigint, bigint, date) IS 'part of set_due_day(): the day by which a matter of a kind is to be answered at a mission, or that of a posting, by the working days of the country in which it stands when it is received; NULL for a kind without any';

-- Of a posting, who acts there goes before who is on a tour, and that one before who is
-- on temporary duty; of a mission as a whole, who is on a tour goes first. Of two of a
-- kind, who came first goes before the other until they leave.
CREATE FUNCTION accountable(within daterange DEFAULT '(,)') RETURNS TABLE (
	mission_id bigint,
	posting_id bigint,
	during daterange,
	assignment_id bigint,
	representative_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH held AS MATERIALIZED (
		SELECT p.mission_id, a.posting_id, a.assignment_id, a.representative_id, a.kind, lower(a.tenure) AS first_day, a.tenure * accountable.within AS during
		FROM assignment a
		JOIN posting p ON p.posting_id = a.posting_id
		WHERE tenure_meets(a.tenure, accountable.within) AND NOT isempty(accountable.within)
	), office AS (
		SELECT h.mission_id, false AS whole, h.posting_id, h.assignment_id, h.representative_id, array_position('{acting,tour,tdy}', h.kind) AS rank, h.first_day, h.during
		FROM held h
		UNION ALL
		SELECT h.mission_id, true, NULL AS posting_id, h.assignment_id, h.representative_id, array_position('{tour,acting,tdy}', h.kind), h.first_day, h.during
		FROM held h
	), turn AS MATERIALIZED (
		-- Without the days of those who came before, which are all up to the last of them.
		SELECT o.mission_id, o.whole, o.posting_id, o.assignment_id, o.representative_id, o.rank,
			   CASE WHEN o.before IS NULL THEN o.during ELSE o.during * daterange(o.before, NULL) END AS during
		FROM (SELECT o.*, max(coalesce(upper(o.during), 'infinity')) OVER (
				  PARTITION BY o.mission_id, o.posting_id, o.rank ORDER BY o.first_day, o.assignment_id
				  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
			  FROM office o) o
		WHERE o.before IS NULL OR o.before < coalesce(upper(o.during), 'infinity')
	), taken AS (
		-- By whom goes before those of each rank.
		SELECT o.mission_id, o.whole, coalesce(o.posting_id, o.mission_id) AS place, after.rank, coverage_agg(o.during) AS days
		FROM turn o
		CROSS JOIN (VALUES (2), (3)) after (rank)
		WHERE o.rank < after.rank
		GROUP BY o.mission_id, o.whole, coalesce(o.posting_id, o.mission_id), after.rank
	)
	SELECT t.mission_id, t.posting_id, t.during, t.assignment_id, t.representative_id
	FROM turn t
	WHERE t.rank = 1
	UNION ALL
	SELECT t.mission_id, t.posting_id, run.during, t.assignment_id, t.representative_id
	FROM turn t
	LEFT JOIN taken k ON k.mission_id = t.mission_id AND k.whole = t.whole AND k.place = coalesce(t.posting_id, t.mission_id) AND k.rank = t.rank
	CROSS JOIN LATERAL unnest(coverage_gaps(coalesce(k.days, '{}'), 1::bigint, t.during)) run (during)
	WHERE t.rank > 1;
END;
COMMENT ON FUNCTION accountable(daterange) IS 'who answers on which of some days for a posting, and for a mission as a whole (posting_id is NULL): one person a day, present or not. Who acts at a posting goes before who is on a tour, and that one before who is on temporary duty; of a mission as a whole who is on a tour goes first; of two of a kind, who came first. No row for days on which nobody holds the posting, or any posting of the mission; nor for NULL or an empty period';

CREATE FUNCTION open_matters(day date DEFAULT today()) RETURNS TABLE (
	number text,
	kind text,
	kind_name text,
	subject text,
	asked_by text,
	program text,
	country text,
	country_alpha3 text,
	country_name text,
	mission text,
	mission_code text,
	role text,
	posting_number text,
	received_day date,
	due_day date,
	state text,
	days_open integer,
	days_overdue integer,
	accountable text,
	accountable_number text,
	present boolean,
	reference text,
	matter_id bigint,
	mission_id bigint,
	posting_id bigint,
	representative_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT m.number, m.kind, k.name, m.subject, m.asked_by, m.program::text, o.country, o.country_alpha3, o.country_name, o.mission, o.mission_code,
		   p.role, p.number, m.received_day, m.due_day,
		   CASE WHEN m.due_day < open_matters.day THEN 'overdue' ELSE 'open' END, open_matters.day - m.received_day,
		   CASE WHEN m.due_day < open_matters.day THEN open_matters.day - m.due_day END,
		   r.name, r.number, held.present, m.reference, m.matter_id, o.mission_id, m.posting_id, who.representative_id
	FROM matter m
	JOIN matter_kind k ON k.matter_kind = m.kind
	LEFT JOIN posting p ON p.posting_id = m.posting_id
	JOIN mission_shown o ON o.mission_id = coalesce(m.mission_id, p.mission_id) AND period_has_day(o.during, open_matters.day)
	LEFT JOIN accountable(daterange(open_matters.day, CASE WHEN open_matters.day < '5874897-12-31' THEN open_matters.day + 1 END)) who ON who.mission_id = o.mission_id AND who.posting_id IS NOT DISTINCT FROM m.posting_id
	LEFT JOIN assignments_on(open_matters.day) held ON held.assignment_id = who.assignment_id
	LEFT JOIN representative r ON r.representative_id = who.representative_id
	WHERE coalesce(m.answered_day, m.closed_day, 'infinity') > open_matters.day AND m.received_day <= open_matters.day AND check_day(open_matters.day)
	ORDER BY m.due_day, m.received_day, m.matter_id;
END;
COMMENT ON FUNCTION open_matters(date) IS 'every matter that is open on a day, those that are due first before the others: since when, in days from the day of receipt, exclusive; overdue or not, and by how many days after the due day; and who answers for it on that day, and is present or not, NULL if nobody holds the posting';

CREATE FUNCTION matter_summary(within daterange DEFAULT daterange(NULL, today(), '[]'), by text DEFAULT 'kind', day date DEFAULT today()) RETURNS TABLE (
	line text,
	code text,
	received bigint,
	answered bigint,
	in_time bigint,
	late bigint,
	unanswered bigint,
	still_open bigint,
	overdue bigint,
	in_time_percent double precision,
	median_days integer,
	percentile_90_days integer,
	longest_open_days integer
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT matter_summary.day AS day, coalesce(lower(matter_summary.within), '-infinity') AS first_day,
			   coalesce(upper(matter_summary.within), 'infinity') AS end_day
	), turn AS MATERIALIZED (
		SELECT a.mission_id, a.posting_id, a.during, a.representative_id
		FROM accountable('(,)'::daterange) a
		WHERE matter_summary.by = 'person'
	), nobody AS MATERIALIZED (
		SELECT min(t.representative_id) - 1 AS number FROM turn t
	), seen AS NOT MATERIALIZED (
		SELECT m.kind, m.mission_id, m.posting_id, m.program, m.asked_by, m.received_day, m.due_day,
			   CASE WHEN m.answered_day <= asked.day THEN m.answered_day END AS answered_day,
			   CASE WHEN m.closed_day <= asked.day THEN m.closed_day END AS closed_day, asked.day
		FROM asked
		JOIN matter m ON m.received_day >= asked.first_day AND m.received_day < asked.end_day AND m.received_day <= asked.day
	), named AS NOT MATERIALIZED (
		SELECT s.*, NULL::bigint AS representative_id FROM seen s WHERE matter_summary.by <> 'person'
		UNION ALL
		SELECT s.*, nullif(coverage_on(coalesce(one.people, whole.people), coalesce(s.answered_day, s.closed_day, s.day)), 0) + nobody.number
		FROM seen s
		CROSS JOIN nobody
		-- Day by day the number of who answers, one person a day, counted from that of nobody.
		LEFT JOIN (SELECT t.posting_id, headcount_agg(t.during, t.representative_id - n.number) AS people FROM turn t CROSS JOIN nobody n WHERE t.posting_id IS NOT NULL GROUP BY t.posting_id) one ON one.posting_id = s.posting_id
		LEFT JOIN (SELECT t.mission_id, headcount_agg(t.during, t.representative_id - n.number) AS people FROM turn t CROSS JOIN nobody n WHERE t.posting_id IS NULL GROUP BY t.mission_id) whole ON whole.mission_id = s.mission_id
		WHERE matter_summary.by = 'person'
	), counted AS MATERIALIZED (
		-- By days to the answer, or up to now; of the unanswered nobody counts days. These are few
		-- rows, however many matters there are. What a line is of is a word or a number.
		SELECT c.word, c.number, c.state, c.days, count(*) AS matters
		FROM (SELECT CASE matter_summary.by WHEN 'kind' THEN s.kind WHEN 'asked by' THEN s.asked_by END AS word,
					 CASE matter_summary.by WHEN 'program' THEN program_code_ordinal(s.program) WHEN 'mission' THEN coalesce(s.mission_id, p.mission_id)
						  WHEN 'person' THEN s.representative_id WHEN 'fiscal year' THEN fiscal_year(s.received_day) END AS number,
					 CASE WHEN s.answered_day <= s.due_day THEN 'in time'
						  WHEN s.answered_day > s.due_day THEN 'late'
						  WHEN s.answered_day IS NOT NULL THEN 'answered'
						  WHEN s.closed_day IS NOT NULL THEN 'unanswered'
						  WHEN s.due_day < s.day THEN 'overdue'
						  ELSE 'open' END AS state,
					 coalesce(s.answered_day, CASE WHEN s.closed_day IS NULL THEN s.day END) - s.received_day AS days
			  FROM named s
			  LEFT JOIN (SELECT p.posting_id, p.mission_id FROM posting p WHERE matter_summary.by = 'mission') p ON p.posting_id = s.posting_id) c
		GROUP BY c.word, c.number, c.state, c.days
	), line AS (
		SELECT c.word, c.number, sum(c.matters) AS received,
			   sum(c.matters) FILTER (WHERE c.state IN ('in time', 'late', 'answered')) AS answered,
			   sum(c.matters) FILTER (WHERE c.state = 'in time') AS in_time, sum(c.matters) FILTER (WHERE c.state = 'late') AS late,
			   sum(c.matters) FILTER (WHERE c.state = 'unanswered') AS unanswered,
			   sum(c.matters) FILTER (WHERE c.state IN ('open', 'overdue')) AS still_open, sum(c.matters) FILTER (WHERE c.state = 'overdue') AS overdue,
			   -- How many were answered within so many days, as if all were received on the first day
			   -- of the calendar; and of how many. One that is open takes longer than all of them.
			   headcount_agg(daterange('4714-11-24 BC'::date + c.days, NULL), c.matters) FILTER (WHERE c.state IN ('in time', 'late', 'answered')) AS answered_by,
			   (sum(c.matters) FILTER (WHERE c.state <> 'unanswered'))::bigint AS timed,
			   max(c.days) FILTER (WHERE c.state IN ('open', 'overdue')) AS longest_open_days
		FROM counted c
		GROUP BY c.word, c.number
	)
	SELECT named.line, named.code, l.received::bigint, coalesce(l.answered, 0)::bigint, coalesce(l.in_time, 0)::bigint, coalesce(l.late, 0)::bigint,
		   coalesce(l.unanswered, 0)::bigint, coalesce(l.still_open, 0)::bigint, coalesce(l.overdue, 0)::bigint,
		   round(100.0 * coalesce(l.in_time, 0) / nullif(coalesce(l.in_time, 0) + coalesce(l.late, 0) + coalesce(l.overdue, 0), 0), 2)::double precision,
		   coverage_first_reached(l.answered_by, (l.timed + 1) / 2) - '4714-11-24 BC'::date,
		   coverage_first_reached(l.answered_by, (9 * l.timed + 9) / 10) - '4714-11-24 BC'::date, l.longest_open_days
	FROM line l
	LEFT JOIN matter_kind k ON k.matter_kind = l.word AND matter_summary.by = 'kind'
	LEFT JOIN program pr ON program_code_ordinal(pr.program) = l.number AND matter_summary.by = 'program'
	LEFT JOIN mission m ON m.mission_id = l.number AND matter_summary.by = 'mission'
	LEFT JOIN representative r ON r.representative_id = l.number AND matter_summary.by = 'person'
	CROSS JOIN LATERAL (
		SELECT CASE matter_summary.by
				   WHEN 'kind' THEN k.name
				   WHEN 'asked by' THEN coalesce(l.word, 'nobody: set out by the office')
				   WHEN 'program' THEN coalesce(pr.name, 'no program')
				   WHEN 'mission' THEN m.name
				   WHEN 'person' THEN coalesce(r.name, 'nobody')
				   ELSE format('FY %s', l.number) END AS line,
			   CASE matter_summary.by
				   WHEN 'program' THEN pr.program::text
				   WHEN 'mission' THEN m.code
				   WHEN 'person' THEN r.number
				   ELSE coalesce(l.word, l.number::text) END AS code
	) named
	WHERE check_day(matter_summary.day) AND check_period(matter_summary.within)
	  AND attache_check_argument(matter_summary.by IN ('kind', 'mission', 'program', 'person', 'asked by', 'fiscal year'),
								 format('matters cannot be added up by "%s"', matter_summary.by), 'They can by kind, mission, program, person, asked by and fiscal year.')
	ORDER BY named.line COLLATE "C", named.code COLLATE "C", l.number;
END;
COMMENT ON FUNCTION matter_summary(daterange, text, date) IS 'what became of the matters that were received within a period, by default up to today, as they stand on a day, by default today, added up by kind, mission, program, person, asked by, or fiscal year: answered, in time or late where there is a due day; closed and unanswered; still open, and of these overdue. The percentage is that of the ones answered in time among those answered in time, answered late and overdue. The median and the 90th percentile are days from the day of receipt to that of the answer; one that is open counts as longer than all that are answered, so that NULL says that too many are open to tell; those closed unanswered do not count. A person has what they answered for on the day of the answer, on that on which it was closed unanswered, or on the day asked for';

CREATE FUNCTION matter_backlog(overdue boolean DEFAULT false, kind text DEFAULT NULL, program text DEFAULT NULL, at_mission bigint DEFAULT NULL,
							   within daterange DEFAULT '(,)') RETURNS coverage
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT backlog.covered
	FROM (SELECT coalesce(headcount_agg(open.during), '{}') AS covered
		  FROM matter m
		  CROSS JOIN LATERAL (SELECT CASE WHEN NOT matter_backlog.overdue THEN m.received_day WHEN m.due_day < '5874897-12-31' THEN m.due_day + 1 END AS first_day,
									 coalesce(m.answered_day, m.closed_day) AS end_day) day
		  CROSS JOIN LATERAL (SELECT CASE WHEN (day.end_day <= day.first_day) IS NOT TRUE THEN daterange(day.first_day, day.end_day) * matter_backlog.within END AS during) open
		  WHERE day.first_day IS NOT NULL
			-- Of those that ever were few are open in a period.
			AND coalesce(m.answered_day, m.closed_day, 'infinity') > coalesce(lower(matter_backlog.within), '-infinity') AND m.received_day < coalesce(upper(matter_backlog.within), 'infinity')
			AND (matter_backlog.kind IS NULL OR m.kind = matter_backlog.kind)
			AND (matter_backlog.program IS NULL OR m.program = matter_backlog.program::program_code)
			AND (matter_backlog.at_mission IS NULL OR m.mission_id = matter_backlog.at_mission
				 OR m.posting_id = ANY (ARRAY(SELECT p.posting_id FROM posting p WHERE p.mission_id = matter_backlog.at_mission)))) backlog
	WHERE matter_backlog.overdue IS NOT NULL
	  AND check_period(matter_backlog.within) AND check_matter_kind(matter_backlog.kind) AND check_program(matter_backlog.program) AND check_mission(matter_backlog.at_mission);
END;
COMMENT ON FUNCTION matter_backlog(boolean, text, text, bigint, daterange) IS 'how many matters are open, day by day, or overdue: of a kind, of a program and of a mission with its postings, NULL for any; on the days within a period, by default all; NULL if "overdue" or the period is NULL';

CREATE FUNCTION matter_chart(within daterange DEFAULT daterange(today() - 365, today() + 1)) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH point AS MATERIALIZED (
		SELECT k.kind, k.place, s.first_day, s.last_day, s.value
		FROM (VALUES (1, 'open', false), (2, 'overdue', true)) k (place, kind, overdue)
		CROSS JOIN LATERAL coverage_steps(matter_backlog(k.overdue, within => matter_chart.within), matter_chart.within) s
		WHERE check_period(matter_chart.within)
		  AND attache_check_argument(NOT (lower_inf(matter_chart.within) OR upper_inf(matter_chart.within)), 'the period has no first or no last day',
									 'A picture has both, as in [2006-01-01,2007-01-01).')
	), part AS (
		SELECT coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'first_day', p.first_day, 'last_day', p.last_day, 'matters', p.value) ORDER BY p.place, p.first_day), '[]')
			   -- The last step is drawn to the end of its day.
			   || coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'first_day', p.last_day + 1, 'last_day', p.last_day, 'matters', p.value) ORDER BY p.place)
						   FILTER (WHERE p.last_day = upper(matter_chart.within) - 1), '[]') AS points,
			   format('%s open and %s overdue on %s', sum(p.value) FILTER (WHERE p.kind = 'open' AND p.last_day = upper(matter_chart.within) - 1),
					  sum(p.value) FILTER (WHERE p.kind = 'overdue' AND p.last_day = upper(matter_chart.within) - 1), to_char(upper(matter_chart.within) - 1, 'YYYY-MM-DD')) AS sentence
		FROM point p
	)
	SELECT jsonb_build_object(
		'$schema', 'https://vega.github.io/schema/vega-lite/v6.json',
		'title', jsonb_build_object('text', 'Matters that wait for an answer', 'subtitle', p.sentence, 'anchor', 'start'),
		'description', 'Matters that wait for an answer: ' || p.sentence,
		'width', 640,
		'height', 240,
		'data', jsonb_build_object('values', p.points),
		'mark', '{"type": "area", "interpolate": "step-after", "line": true, "opacity": 0.35}'::jsonb,
		'encoding', '{
			"x": {"field": "first_day", "type": "temporal", "title": null, "axis": {"format": "%-d %b %Y", "labelOverlap": "greedy", "tickCount": 6}},
			"y": {"field": "matters", "type": "quantitative", "title": "matters", "stack": null, "axis": {"tickMinStep": 1}},
			"color": {"field": "kind", "type": "nominal", "scale": {"domain": ["open", "overdue"], "range": ["#2f7fc4", "#e08a4b"]}, "legend": {"title": null, "orient": "top"}},
			"tooltip": [{"field": "kind", "type": "nominal", "title": "matters"}, {"field": "matters", "type": "quantitative", "title": "how many"},
						{"field": "first_day", "type": "temporal", "title": "from"}, {"field": "last_day", "type": "temporal", "title": "to"}]}'::jsonb,
		'config', '{"view": {"stroke": null}}'::jsonb)
	FROM part p;
END;
COMMENT ON FUNCTION matter_chart(daterange) IS 'a picture of how many matters were open and overdue, day by day, within a period with a first and a last day, by default the year up to today; as a specification of Vega-Lite with its data';
