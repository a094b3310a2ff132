
-- Pictures of people: who held which seat when, and how many seats were filled

CREATE FUNCTION roster_chart(within daterange DEFAULT daterange(today() - 365, today() + 366)) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH run AS MATERIALIZED (
		SELECT s.* FROM seat_runs(roster_chart.within) s
		WHERE attache_check_argument(NOT (lower_inf(roster_chart.within) OR upper_inf(roster_chart.within)), 'the period has no first or no last day',
									 'A picture has both, as in [2006-01-01,2007-01-01).')
	), post AS MATERIALIZED (
		-- A line for each seat; two that would be called the same also have their keys.
		SELECT l.posting_id, l.seat, l.country_name, l.mission, l.called || CASE WHEN count(*) OVER (PARTITION BY l.called) > 1 THEN ' #' || l.posting_id ELSE '' END AS line
		FROM (SELECT s.posting_id, s.seat, m.country_name, m.mission, coalesce(p.number, p.role) || ', ' || m.mission || CASE WHEN s.seat > 1 THEN ' (seat ' || s.seat || ')' ELSE '' END AS called
			  FROM (SELECT r.posting_id, r.seat, max(upper(r.during)) - 1 AS day FROM run r GROUP BY r.posting_id, r.seat) s
			  JOIN posting p ON p.posting_id = s.posting_id
			  JOIN mission_shown m ON m.mission_id = p.mission_id AND period_has_day(m.during, s.day)) l
	), shown AS (
		SELECT p.line, r.kind, r.during, h.name, h.number,
			   -- How many letters a bar has room for, up to where the next begins.
			   (least(upper(r.during), lead(lower(r.during)) OVER (PARTITION BY r.posting_id, r.seat ORDER BY lower(r.during), r.assignment_id)) - lower(r.during)) * 120
			   / (upper(roster_chart.within) - lower(roster_chart.within)) - 1 AS room
		FROM run r
		JOIN post p ON p.posting_id = r.posting_id AND p.seat = r.seat
		LEFT JOIN representative h ON h.representative_id = r.representative_id
	), handover AS (
		SELECT p.line, a.during * b.during AS during, ha.name || ', ' || hb.name AS names
		FROM run a
		JOIN run b ON b.posting_id = a.posting_id AND b.seat = a.seat AND b.representative_id <> a.representative_id
			AND (lower(b.during), b.assignment_id) > (lower(a.during), a.assignment_id) AND b.during && a.during
		JOIN post p ON p.posting_id = a.posting_id AND p.seat = a.seat
		JOIN representative ha ON ha.representative_id = a.representative_id
		JOIN representative hb ON hb.representative_id = b.representative_id
	), point AS (
		SELECT s.line, s.kind, lower(s.during) AS first_day, upper(s.during) AS upto, coalesce(person_label(s.name, s.number), 'nobody') AS who,
			   CASE WHEN length(s.name) <= s.room THEN s.name WHEN s.room > 4 THEN left(s.name, s.room - 2) || '..' END AS label
		FROM shown s
		UNION ALL
		SELECT h.line, 'handover' AS kind, lower(h.during), upper(h.during), h.names, NULL AS label FROM handover h
	), part AS (
		SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('line', p.line, 'kind', p.kind, 'first_day', p.first_day, 'last_day', p.upto - 1, 'upto', p.upto,
															 'who', p.who, 'days', p.upto - p.first_day, 'label', p.label)
										  ORDER BY p.kind = 'handover', p.line COLLATE "C", p.first_day, p.upto, p.kind COLLATE "C", p.who COLLATE "C"), '[]') FROM point p) AS points,
			   (SELECT coalesce(jsonb_agg(p.line ORDER BY p.country_name COLLATE "C", p.mission COLLATE "C", p.posting_id, p.seat), '[]') FROM post p) AS lines,
			   (SELECT jsonb_build_object('domain', jsonb_agg(l.kind ORDER BY l.place), 'range', jsonb_agg(l.color ORDER BY l.place))
				FROM (VALUES (1, 'tour', '#2f7fc4'), (2, 'tdy', '#1b8a78'), (3, 'acting', '#8263b5'), (4, 'handover', '#0a3766'),
							 (5, 'vacant', '#e08a4b'), (6, 'suspended', '#9aa3b0')) l (place, kind, color)
				WHERE EXISTS (SELECT FROM point p WHERE p.kind = l.kind)) AS scale,
			   (SELECT format('%s %s, %s %s, %s %s', c.seats, CASE c.seats WHEN 1 THEN 'seat' ELSE 'seats' END,
							  c.people, CASE c.people WHEN 1 THEN 'person' ELSE 'people' END, c.vacancies, CASE c.vacancies WHEN 1 THEN 'vacancy' ELSE 'vacancies' END)
				FROM (SELECT (SELECT count(*) FROM post) AS seats, count(DISTINCT r.representative_id) AS people, count(*) FILTER (WHERE r.kind = 'vacant') AS vacancies
					  FROM run r) c) AS sentence,
			   '{"field": "line", "type": "nominal", "title": null, "sort": null}'::jsonb AS y,
			   format('from %s to %s', to_char(lower(roster_chart.within), 'YYYY-MM-DD'), to_char(upper(roster_chart.within) - 1, 'YYYY-MM-DD')) AS period
	)
	SELECT jsonb_build_object(
		'$schema', 'https://vega.github.io/schema/vega-lite/v6.json',
		'title', jsonb_build_object('text', 'Who holds which post ' || p.period, 'subtitle', p.sentence, 'anchor', 'start'),
		'description', format('Who holds which post %s: %s', p.period, p.sentence),
		'width', 760,
		-- Without a line there are no steps.
		'height', CASE WHEN jsonb_array_length(p.points) = 0 THEN '22' ELSE '{"step": 22}' END::jsonb,
		-- A day is midnight in the reader's time zone.
		'data', jsonb_build_object('values', p.points, 'format', '{"parse": {"first_day": "date:''%Y-%m-%d''", "last_day": "date:''%Y-%m-%d''", "upto": "date:''%Y-%m-%d''"}}'::jsonb),
		-- A layer without data would cause a warning.
		'layer', (SELECT jsonb_agg(l.layer ORDER BY l.place) FROM (VALUES
			(1, jsonb_array_length(p.points) > 0, jsonb_build_object('name', 'runs',
				'mark', '{"type": "bar", "height": {"band": 0.8}, "cornerRadius": 2}'::jsonb,
				'encoding', jsonb_build_object(
					'y', p.y || jsonb_build_object('scale', jsonb_build_object('domain', p.lines),
						'axis', '{"grid": true, "tickBand": "extent", "gridOpacity": 0.4, "domain": false, "ticks": false, "labelLimit": 260}'::jsonb),
					'x', jsonb_build_object('field', 'first_day', 'type', 'temporal', 'title', NULL,
						'scale', '{"nice": false}'::jsonb,
						'axis', '{"orient": "top", "grid": true, "gridOpacity": 0.4, "labelOverlap": "greedy", "labelSeparation": 12}'::jsonb ||
							jsonb_build_object('labelExpr', format('timeFormat(datum.value, ''%s'')',
								CASE WHEN upper(roster_chart.within) - lower(roster_chart.within) > 7300 THEN '%Y'
									 WHEN upper(roster_chart.within) - lower(roster_chart.within) > 120 THEN '%b %Y' ELSE '%Y-%m-%d' END))),
					'x2', '{"field": "upto"}'::jsonb,
					'color', jsonb_build_object('field', 'kind', 'type', 'nominal', 'scale', p.scale, 'legend', '{"title": null, "orient": "top", "symbolType": "square"}'::jsonb),
					'opacity', '{"condition": {"test": "datum.kind === ''vacant'' || datum.kind === ''suspended''", "value": 0.6}, "value": 1}'::jsonb,
					'stroke', '{"condition": {"test": "datum.kind === ''tour'' || datum.kind === ''tdy'' || datum.kind === ''acting''", "value": "white"}, "value": null}'::jsonb,
					'tooltip', '[{"field": "line", "type": "nominal", "title": "post"}, {"field": "who", "type": "nominal", "title": "who"}, {"field": "kind", "type": "nominal", "title": "kind"},
								 {"field": "first_day", "type": "temporal", "title": "from", "format": "%Y-%m-%d"}, {"field": "last_day", "type": "temporal", "title": "to", "format": "%Y-%m-%d"},
								 {"field": "days", "type": "quantitative", "title": "days"}]'::jsonb))),
			(2, EXISTS (SELECT FROM point t WHERE t.label IS NOT NULL), jsonb_build_object('name', 'names',
				'transform', '[{"filter": "datum.label !== null"}]'::jsonb,
				'mark', '{"type": "text", "align": "left", "dx": 5, "fontSize": 11, "color": "white", "aria": false}'::jsonb,
				'encoding', jsonb_build_object('y', p.y) || '{"x": {"field": "first_day", "type": "temporal"}, "text": {"field": "label", "type": "nominal"}}'::jsonb)),
			-- So that the days across are those of the period.
			(3, true, jsonb_build_object('name', 'period',
				'data', jsonb_build_object('values', jsonb_build_array(jsonb_build_object('day', lower(roster_chart.within)), jsonb_build_object('day', upper(roster_chart.within))),
										   'format', '{"parse": {"day": "date:''%Y-%m-%d''"}}'::jsonb),
				'mark', '{"type": "rule", "opacity": 0, "tooltip": null, "aria": false}'::jsonb,
				'encoding', '{"x": {"field": "day", "type": "temporal"}}'::jsonb)),
			(4, roster_chart.within @> today(), jsonb_build_object('name', 'today',
				'data', jsonb_build_object('values', jsonb_build_array(jsonb_build_object('day', today())), 'format', '{"parse": {"day": "date:''%Y-%m-%d''"}}'::jsonb),
				'mark', '{"type": "rule", "color": "#d9722b", "strokeDash": [4, 3], "tooltip": null}'::jsonb,
				'encoding', '{"x": {"field": "day", "type": "temporal"}}'::jsonb))
			) AS l (place, has_data, layer) WHERE l.has_data),
		'config', '{"view": {"stroke": null}}'::jsonb)
	FROM part p;
END;
COMMENT ON FUNCTION roster_chart(daterange) IS 'a picture of who held which post within a period with a first and a last day, by default the year before today and the year after: a line for each seat, months across, names in bars, handovers and vacancies marked; as a specification of Vega-Lite with its data';

CREATE FUNCTION staffing_chart(within daterange DEFAULT daterange(NULL, today(), '[]')) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH year AS MATERIALIZED (
		SELECT s.* FROM staffing(staffing_chart.within) s
	), kind AS (
		SELECT l.* FROM (VALUES (1, 'tour', '#2f7fc4'), (2, 'tdy', '#1b8a78'), (3, 'acting', '#8263b5'), (4, 'vacant', '#e08a4b'), (5, 'suspended', '#9aa3b0')) l (place, kind, color)
	), point AS (
		SELECT y.line, y.first_day, k.kind, k.place, n.days, y.authorized, y.vacant_percent
		FROM year y
		CROSS JOIN kind k
		CROSS JOIN LATERAL (SELECT CASE k.kind WHEN 'tour' THEN y.tour WHEN 'tdy' THEN y.tdy WHEN 'acting' THEN y.acting WHEN 'vacant' THEN y.vacant ELSE y.suspended END AS days) n
		WHERE n.days > 0
	), part AS (
		SELECT coalesce(jsonb_agg(jsonb_build_object('year', p.line, 'kind', p.kind, 'place', p.place, 'days', p.days, 'authorized', p.authorized,
													 'vacant', p.vacant_percent || ' % vacant') ORDER BY p.first_day, p.place), '[]') AS points,
			   (SELECT jsonb_build_object('domain', jsonb_agg(k.kind ORDER BY k.place), 'range', jsonb_agg(k.color ORDER BY k.place))
				FROM kind k WHERE k.kind IN (SELECT o.kind FROM point o)) AS scale,
			   (SELECT coalesce(string_agg(format('%s: %s %% vacant', y.line, y.vacant_percent), ', ' ORDER BY y.first_day DESC), 'no posting was open')
				FROM (SELECT * FROM year ORDER BY first_day DESC LIMIT 3) y) AS sentence
		FROM point p
	)
	SELECT jsonb_build_object(
		'$schema', 'https://vega.github.io/schema/vega-lite/v6.json',
		'title', jsonb_build_object('text', 'Seat-days by fiscal year', 'subtitle', p.sentence, 'anchor', 'start'),
		'description', 'Seat-days by fiscal year: ' || p.sentence,
		-- Without a year there are no steps.
		'width', CASE WHEN jsonb_array_length(p.points) = 0 THEN '76' ELSE '{"step": 76}' END::jsonb,
		'height', 320,
		'data', jsonb_build_object('values', p.points),
		'encoding', '{"x": {"field": "year", "type": "nominal", "title": null, "sort": null, "axis": {"labelAngle": 0, "labelOverlap": "greedy"}}}'::jsonb,
		'layer', CASE WHEN jsonb_array_length(p.points) = 0 THEN '[{"name": "nothing", "mark": "bar"}]'::jsonb ELSE jsonb_build_array(
			jsonb_build_object('name', 'seat-days', 'mark', '{"type": "bar", "width": {"band": 0.8}}'::jsonb,
				'encoding', jsonb_build_object(
					'y', '{"field": "days", "type": "quantitative", "title": "seat-days", "axis": {"format": "~s"}}'::jsonb,
					'color', jsonb_build_object('field', 'kind', 'type', 'nominal', 'scale', p.scale, 'legend', '{"title": null, "orient": "top", "symbolType": "square"}'::jsonb),
					'order', '{"field": "place", "type": "quantitative"}'::jsonb,
					'tooltip', '[{"field": "year", "type": "nominal", "title": "fiscal year"}, {"field": "kind", "type": "nominal", "title": "kind"},
								 {"field": "days", "type": "quantitative", "title": "seat-days", "format": ","},
								 {"field": "authorized", "type": "quantitative", "title": "of", "format": ","}, {"field": "vacant", "type": "nominal", "title": "rate"}]'::jsonb)),
			jsonb_build_object('name', 'rate',
				'transform', '[{"aggregate": [{"op": "max", "field": "authorized", "as": "authorized"}, {"op": "max", "field": "vacant", "as": "vacant"}], "groupby": ["year"]}]'::jsonb,
				'mark', '{"type": "text", "dy": -7, "color": "#8a94a3", "fontSize": 11}'::jsonb,
				'encoding', '{"y": {"field": "authorized", "type": "quantitative"}, "text": {"field": "vacant", "type": "nominal"}}'::jsonb)) END,
		'config', '{"view": {"stroke": null}}'::jsonb)
	FROM part p;
END;
COMMENT ON FUNCTION staffing_chart(daterange) IS 'a picture of the seat-days of each fiscal year within a period with an end, by default up to today: filled by tours, temporary duty (tdy) and acting, vacant and suspended, and how many percent were vacant; as a specification of Vega-Lite with its data';
