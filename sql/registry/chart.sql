
-- Pictures: specifications of Vega-Lite, with their data in them

CREATE FUNCTION goal_chart(goal_id bigint, day date DEFAULT today()) RETURNS jsonb
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED (
		SELECT g.goal_id, g.name, g.kind,
			   least(coalesce(g.baseline_day, lower(g.during), least(g.due_day, upper(g.during) - 1, goal_chart.day) - 365), goal_chart.day) AS first_day,
			   greatest(coalesce(g.due_day, upper(g.during) - 1, greatest(lower(g.during), goal_chart.day) + 365), goal_chart.day) AS last_day,
			   p.actual,
			   CASE WHEN g.kind = 'share' THEN 'share of the weight' WHEN g.kind = 'measure' THEN p.unit WHEN g.counts = 'site' THEN 'sites' ELSE 'countries' END AS unit,
			   format('%s%s on %s (%s): %s',
					  CASE WHEN p.actual IS NULL THEN 'unknown'
						   WHEN g.kind = 'share' THEN trim_scale(round(100 * p.actual::numeric, 2)) || ' %'
						   WHEN g.kind = 'measure' THEN trim_scale(round(p.actual::numeric, 2)) || ' ' || p.unit
						   WHEN p.actual = 1 THEN '1 ' || g.counts
						   ELSE p.actual || CASE g.counts WHEN 'site' THEN ' sites' ELSE ' countries' END END,
					  ' for ' || p.program,
					  to_char(goal_chart.day, 'YYYY-MM-DD'),
					  CASE g.kind WHEN 'floor' THEN 'at least ' || g.target WHEN 'ceiling' THEN 'at most ' || g.target
						   WHEN 'share' THEN 'target ' || trim_scale(100 * g.target) || ' %' ELSE 'target ' || g.target END,
					  p.state) AS sentence
		FROM goal g
		JOIN goal_progress(goal_chart.day, ARRAY[goal_chart.goal_id]) p ON p.goal_id = g.goal_id
		WHERE g.goal_id = goal_chart.goal_id
	), series AS MATERIALIZED (
		SELECT s.day, s.measure, s.value, lag(s.day) OVER along AS day_before, lag(s.value) OVER along AS value_before, lead(s.day) OVER along AS day_after
		FROM asked a
		CROSS JOIN goal_series(a.goal_id, a.first_day, a.last_day, goal_chart.day) s
		WINDOW along AS (PARTITION BY s.measure ORDER BY s.day)
	), point AS (
		-- The corners of a line, and the days on which steps change. A run of days ends
		-- with a last point, and one without a value separates it from the next run.
		SELECT s.day, s.measure, s.value
		FROM series s
		WHERE CASE WHEN s.measure = 'expected'
				   THEN EXISTS (SELECT FROM goal_line l WHERE l.goal_id = goal_chart.goal_id AND l.first_day = s.day)
				   ELSE NOT coalesce(s.value = s.value_before AND s.day_before = s.day - 1 AND s.day_after = s.day + 1, false) END
		UNION ALL
		SELECT s.day + 1, s.measure, NULL::double precision AS value
		FROM series s
		WHERE s.day_after > s.day + 1
		UNION ALL
		SELECT m.day, 'milestone', m.target::double precision
		FROM goal_milestone m
		JOIN asked a ON m.goal_id = a.goal_id AND m.day BETWEEN a.first_day AND a.last_day
		UNION ALL
		SELECT goal_chart.day, 'today', round(a.actual::numeric, 4)::double precision
		FROM asked a
	), look AS (
		SELECT jsonb_agg(l.measure ORDER BY l.place) AS domain, jsonb_agg(l.color ORDER BY l.place) AS color, jsonb_agg(l.dash ORDER BY l.place) AS dash
		FROM (VALUES (1, 'actual', '#2f7fc4', '[1, 0]'::jsonb), (2, 'planned', '#2f7fc4', '[6, 4]'),
					 (3, 'expected', '#8a94a3', '[2, 3]'), (4, 'target', '#d9722b', '[1, 0]')) AS l (place, measure, color, dash)
		WHERE EXISTS (SELECT FROM point p WHERE p.measure = l.measure)
	), part AS (
		SELECT a.*, points.points, points.measures,
			   jsonb_build_object('field', 'value', 'type', 'quantitative', 'title', a.unit, 'scale', '{"zero": true, "nice": true}'::jsonb,
								  'axis', CASE a.kind WHEN 'share' THEN '{"format": "~%"}' WHEN 'measure' THEN '{"format": ",~r"}' ELSE '{"format": "d", "tickMinStep": 1}' END::jsonb) AS y,
			   jsonb_build_object(
				   'color', jsonb_build_object('field', 'measure', 'type', 'nominal',
											   'scale', jsonb_build_object('domain', look.domain, 'range', look.color),
											   'legend', jsonb_build_object('title', NULL, 'orient', 'top', 'symbolType', 'stroke', 'symbolSize', 400,
												   'labelExpr', CASE WHEN a.kind IN ('floor', 'ceiling') THEN format('datum.label === ''target'' ? ''%s'' : datum.label', a.kind) ELSE 'datum.label' END)),
				   'strokeDash', jsonb_build_object('field', 'measure', 'type', 'nominal',
													'scale', jsonb_build_object('domain', look.domain, 'range', look.dash))) AS line,
			   jsonb_build_array('{"field": "day", "type": "temporal", "title": "day", "format": "%Y-%m-%d"}'::jsonb,
								 '{"field": "measure", "type": "nominal", "title": "measure"}'::jsonb,
								 jsonb_build_object('field', 'value', 'type', 'quantitative', 'title', a.unit,
													'format', CASE a.kind WHEN 'share' THEN '.2~%' WHEN 'measure' THEN ',.2~f' ELSE '.2~f' END)) AS tooltip,
			   jsonb_build_object('field', 'value', 'type', 'quantitative', 'format', CASE a.kind WHEN 'share' THEN '.2~%' WHEN 'measure' THEN ',.2~f' ELSE 'd' END) AS text
		FROM asked a
		CROSS JOIN look
		CROSS JOIN (SELECT jsonb_agg(jsonb_build_object('day', p.day, 'measure', p.measure, 'value', p.value)
									 ORDER BY p.day, p.measure COLLATE "C") AS points,
						   array_agg(DISTINCT p.measure) AS measures
					FROM point p) points
	)
	SELECT jsonb_build_object(
		'$schema', 'https://vega.github.io/schema/vega-lite/v6.json',
		'title', jsonb_build_object('text', p.name, 'subtitle', p.sentence, 'anchor', 'start'),
		'description', format('Chart of the goal %s: %s', p.name, p.sentence),
		'width', 640,
		'height', 320,
		-- A day is midnight in the reader's time zone.
		'data', jsonb_build_object('values', p.points, 'format', '{"parse": {"day": "date:''%Y-%m-%d''"}}'::jsonb),
		'encoding', jsonb_build_object('x', jsonb_build_object('field', 'day', 'type', 'temporal', 'title', NULL,
			-- What a screen reader reads out keeps the whole day.
			'axis', '{"grid": false, "labelOverlap": "greedy", "labelSeparation": 12}'::jsonb || jsonb_build_object('labelExpr', format('timeFormat(datum.value, ''%s'')',
				CASE WHEN p.last_day - p.first_day > 7300 THEN '%Y' WHEN p.last_day - p.first_day > 120 THEN '%b %Y' ELSE '%Y-%m-%d' END)))),
		-- A layer without data would cause a warning.
		'layer', (SELECT jsonb_agg(l.layer ORDER BY l.place) FROM (VALUES
			(1, true, jsonb_build_object('name', 'today',
				'transform', '[{"filter": "datum.measure === ''today''"}]'::jsonb,
				'mark', '{"type": "rule", "color": "#8a94a3"}'::jsonb)),
			(2, true, jsonb_build_object('name', 'lines',
				'transform', '[{"filter": {"field": "measure", "oneOf": ["expected", "target"]}}]'::jsonb,
				'mark', '{"type": "line", "strokeWidth": 1.5}'::jsonb,
				'encoding', p.line || jsonb_build_object('y', p.y))),
			(3, p.measures && '{actual,planned}', jsonb_build_object('name', 'steps',
				'transform', '[{"filter": {"field": "measure", "oneOf": ["actual", "planned"]}}]'::jsonb,
				'mark', '{"type": "line", "interpolate": "step-after", "strokeWidth": 2.5}'::jsonb,
				'encoding', p.line || jsonb_build_object('y', p.y))),
			(4, p.measures && '{milestone}', jsonb_build_object('name', 'milestones',
				'transform', '[{"filter": "datum.measure === ''milestone''"}]'::jsonb,
				'mark', '{"type": "point", "shape": "diamond", "filled": true, "size": 90, "opacity": 1, "color": "#8a94a3"}'::jsonb,
				'encoding', jsonb_build_object('y', p.y, 'tooltip', p.tooltip))),
			-- Invisible, but a target for the pointer.
			(5, p.measures && '{actual,planned}', jsonb_build_object('name', 'points',
				'transform', '[{"filter": {"field": "measure", "oneOf": ["actual", "planned"]}}]'::jsonb,
				'mark', '{"type": "point", "size": 120, "opacity": 0}'::jsonb,
				'encoding', jsonb_build_object('y', p.y, 'tooltip', p.tooltip))),
			(6, p.actual IS NOT NULL, jsonb_build_object('name', 'now',
				'transform', '[{"filter": "datum.measure === ''today''"}]'::jsonb,
				'mark', '{"type": "point", "filled": true, "size": 70, "opacity": 1, "color": "#2f7fc4"}'::jsonb,
				'encoding', jsonb_build_object('y', p.y, 'tooltip', p.tooltip))),
			(7, p.actual IS NOT NULL, jsonb_build_object('name', 'number',
				'transform', '[{"filter": "datum.measure === ''today''"}]'::jsonb,
				'mark', '{"type": "text", "align": "right", "baseline": "bottom", "dx": -8, "dy": -6, "fontSize": 15, "fontWeight": "bold", "color": "#2f7fc4"}'::jsonb,
				'encoding', jsonb_build_object('y', p.y, 'text', p.text))),
			-- The day's line says which it is, at the foot, on the side that has room.
			(8, true, jsonb_build_object('name', 'day',
				'transform', '[{"filter": "datum.measure === ''today''"}]'::jsonb,
				'mark', jsonb_build_object('type', 'text', 'baseline', 'bottom', 'dy', -5, 'color', '#6b7583') ||
					CASE WHEN goal_chart.day - p.first_day > p.last_day - goal_chart.day THEN '{"align": "right", "dx": -6}' ELSE '{"align": "left", "dx": 6}' END::jsonb,
				'encoding', '{"y": {"value": {"expr": "height"}}, "text": {"field": "day", "type": "temporal", "format": "on %Y-%m-%d"}}'::jsonb))
			) AS l (place, has_data, layer) WHERE l.has_data),
		'config', '{"view": {"stroke": null}}'::jsonb)
	FROM part p
	WHERE check_day(goal_chart.day);
END;
COMMENT ON FUNCTION goal_chart(bigint, date) IS 'a picture of a goal as it stands on a day, as a specification of Vega-Lite with its data: actual as steps up to the day, planned from it on, the line from baseline to target, the milestones; NULL if there is no such goal';

CREATE FUNCTION coverage_map(day date DEFAULT today(), program text DEFAULT NULL, atlas text DEFAULT 'countries-50m.json') RETURNS jsonb
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH posted AS MATERIALIZED (
		-- There is a posting that is not closed, denied or withdrawn.
		SELECT place.posting_id, place.country, posting_status_is_open(s.status) AS is_open
		FROM posting_place place
		JOIN posting_status_on(coverage_map.day) s ON s.posting_id = place.posting_id AND NOT posting_status_is_final(s.status)
		WHERE place.resident AND period_has_day(place.during, coverage_map.day)
		  AND (coverage_map.program IS NULL
			   OR EXISTS (SELECT FROM posting_program pp
						  WHERE pp.posting_id = place.posting_id AND pp.program = coverage_map.program::program_code AND pp.during @> coverage_map.day))
	), present AS MATERIALIZED (
		SELECT p.posting_id, p.representative_id
		FROM presence_on(coverage_map.day) p
		WHERE p.resident
	), country AS (
		SELECT min(posted.country) AS country,
			   count(DISTINCT p.representative_id)::integer AS people,
			   bool_or(posted.is_open) AS is_open,
			   string_agg(DISTINCT pp.program::text COLLATE "C", ', ' ORDER BY pp.program::text COLLATE "C") FILTER (WHERE p.posting_id IS NOT NULL) AS programs
		FROM posted
		LEFT JOIN present p ON p.posting_id = posted.posting_id
		LEFT JOIN posting_program pp ON pp.posting_id = posted.posting_id AND pp.during @> coverage_map.day
		GROUP BY country_code_ordinal(posted.country)
	), class AS (
		SELECT * FROM (VALUES
			(1, 0, 0, false, 'a posting, not open yet', 'rgba(59, 139, 208, 0.4)'),
			(2, 0, 0, true, 'a posting, nobody there', 'rgba(138, 148, 163, 0.75)'),
			(3, 1, 1, NULL, '1 person', '#3b8bd0'),
			(4, 2, 3, NULL, '2 or 3 people', '#236cb0'),
			(5, 4, 9, NULL, '4 to 9 people', '#14508a'),
			(6, 10, 2147483647, NULL, '10 people or more', '#0a3766')) AS c (place, least, most, is_open, name, color)
	), part AS (
		SELECT coalesce(jsonb_agg(jsonb_build_object(
				   -- The atlas has an id for whatever has a numeric code, and a name for Kosovo.
				   'id', coalesce(country_numeric(c.country), country_name(c.country)),
				   'country', c.country::text, 'name', country_name(c.country),
				   'people', c.people, 'programs', c.programs, 'presence', class.name) ORDER BY country_name(c.country) COLLATE "C"), '[]') AS points,
			   count(*) FILTER (WHERE c.people > 0) AS covered,
			   count(*) FILTER (WHERE c.people = 0) AS vacant,
			   string_agg(country_name(c.country), ', ' ORDER BY country_name(c.country) COLLATE "C") FILTER (WHERE c.people > 0) AS names
		FROM country c
		JOIN class ON c.people >= class.least AND c.people <= class.most AND (class.is_open IS NULL OR class.is_open = c.is_open)
	), look AS (
		SELECT jsonb_build_object(
			'color', jsonb_build_object('field', 'presence', 'type', 'nominal',
				'scale', jsonb_build_object('domain', coalesce(jsonb_agg(class.name ORDER BY class.place), '[]'),
											'range', coalesce(jsonb_agg(class.color ORDER BY class.place), '[]')),
				'legend', '{"title": null, "orient": "top", "symbolType": "square", "symbolOpacity": 1, "symbolStrokeWidth": 0}'::jsonb),
			'tooltip', '[{"field": "name", "type": "nominal", "title": "country"},
						 {"field": "people", "type": "quantitative", "title": "people"},
						 {"field": "programs", "type": "nominal", "title": "programs"}]'::jsonb) AS encoding
		FROM class
		WHERE EXISTS (SELECT FROM country c WHERE c.people >= class.least AND c.people <= class.most AND (class.is_open IS NULL OR class.is_open = c.is_open))
	), asked AS (
		SELECT format('%s %s covered%s on %s', part.covered, CASE part.covered WHEN 1 THEN 'country' ELSE 'countries' END,
					  ' for ' || coverage_map.program::program_code::text,
					  to_char(coverage_map.day, 'YYYY-MM-DD')) AS title
		FROM part
	)
	SELECT jsonb_build_object(
		'$schema', 'https://vega.github.io/schema/vega-lite/v6.json',
		'title', jsonb_build_object('text', asked.title, 'anchor', 'start'),
		'description', 'World map: ' || asked.title || coalesce(': ' || part.names, ''),
		'width', 800,
		'height', 360,
		'projection', '{"type": "equalEarth"}'::jsonb,
		'datasets', jsonb_build_object('coverage', part.points),
		'data', jsonb_build_object('url', coverage_map.atlas, 'format', '{"type": "topojson", "feature": "countries"}'::jsonb),
		'transform', '[{"filter": "datum.id !== ''010''"},
					   {"calculate": "datum.id || datum.properties.name", "as": "id"},
					   {"lookup": "id", "from": {"data": {"name": "coverage"}, "key": "id", "fields": ["name", "people", "programs", "presence"]}}]'::jsonb,
		'layer', (SELECT jsonb_agg(l.layer ORDER BY l.place) FROM (VALUES
			(1, true, '{"name": "land", "transform": [{"filter": "!isValid(datum.people)"}], "mark": {"type": "geoshape", "fill": "#8a94a3", "fillOpacity": 0.3, "aria": false}}'::jsonb),
			(2, part.vacant > 0, jsonb_build_object('name', 'vacant', 'transform', '[{"filter": "datum.people === 0"}]'::jsonb,
				'mark', '{"type": "geoshape"}'::jsonb, 'encoding', look.encoding)),
			(3, part.covered > 0, jsonb_build_object('name', 'covered', 'transform', '[{"filter": "datum.people > 0"}]'::jsonb,
				'mark', '{"type": "geoshape"}'::jsonb, 'encoding', look.encoding)),
			-- A country too small to be seen, below some 100,000 square kilometers, also gets a dot.
			(4, part.covered > 0, jsonb_build_object('name', 'small',
				'transform', '[{"filter": "datum.people > 0 && geoArea(null, datum) < 0.0025"},
							   {"calculate": "geoCentroid(null, datum)[0]", "as": "longitude"},
							   {"calculate": "geoCentroid(null, datum)[1]", "as": "latitude"}]'::jsonb,
				'mark', '{"type": "circle", "size": 50, "opacity": 1, "strokeWidth": 1}'::jsonb,
				'encoding', look.encoding || '{"longitude": {"field": "longitude", "type": "quantitative"}, "latitude": {"field": "latitude", "type": "quantitative"}}'::jsonb))
			) AS l (place, has_data, layer) WHERE l.has_data),
		'config', '{"view": {"stroke": null}, "geoshape": {"stroke": "white", "strokeWidth": 0.4}, "circle": {"stroke": "white"}}'::jsonb)
	FROM part, look, asked
	WHERE check_day(coverage_map.day) AND check_program(coverage_map.program) AND coverage_map.atlas IS NOT NULL;
END;
COMMENT ON FUNCTION coverage_map(date, text, text) IS 'a world map of the countries covered on a day, for a program (NULL for any), as a specification of Vega-Lite with its data; the shapes of the countries are read from the address "atlas", in the TopoJSON of world-atlas';
