
-- Why a country counts, or not

CREATE FUNCTION explain_coverage(country text, program text DEFAULT NULL, day date DEFAULT today()) RETURNS TABLE (
	counts boolean,
	mission text,
	mission_code text,
	posting_number text,
	status text,
	people text,
	reason text,
	posting_id bigint,
	mission_id bigint
) LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH there AS (
		-- Where a mission ever stood, and what an area ever had in it, is worth a line.
		SELECT p.posting_id, p.mission_id, p.number, true AS resident, NULL::boolean AS in_area, true AS for_program, NULL AS programs
		FROM posting p
		WHERE EXISTS (SELECT FROM mission_period m
					  WHERE m.mission_id = p.mission_id AND m.country = explain_coverage.country::country_code)
		UNION ALL
		SELECT p.posting_id, p.mission_id, p.number, false, bool_or(area.during @> explain_coverage.day),
			   bool_or(area.during @> explain_coverage.day
					   AND (explain_coverage.program IS NULL OR place_is_for(area.program, explain_coverage.program::program_code))),
			   string_agg(area.program::text, ' and ' ORDER BY program_code_ordinal(area.program)) FILTER (WHERE area.during @> explain_coverage.day)
		FROM posting_area area
		JOIN posting p ON p.posting_id = area.posting_id
		WHERE area.country = explain_coverage.country::country_code
		GROUP BY p.posting_id, p.mission_id, p.number
	), seen AS MATERIALIZED ( -- or who is there would be asked for each word about them
		SELECT t.*, m.name AS mission, m.code, m.kind, m.country, m.covers_host, s.status, s.since,
			   (SELECT string_agg(format('%s (%s%s)', r.name, replace(a.kind, 'tdy', 'TDY'), CASE WHEN others.may_be_away AND days_away(a.assignment_id) @> explain_coverage.day THEN ', away' END), ', ' ORDER BY a.assignment_id)
				FROM assignment a JOIN representative r ON r.representative_id = a.representative_id
				-- Who has this assignment alone on the day, and no absence, is not looked at twice.
				CROSS JOIN LATERAL (
					SELECT EXISTS (SELECT FROM assignment o WHERE o.representative_id = a.representative_id AND o.assignment_id <> a.assignment_id
									 AND tenure_has_day(o.tenure, explain_coverage.day))
						   OR EXISTS (SELECT FROM absence WHERE absence.representative_id = a.representative_id AND absence.during @> explain_coverage.day) AS may_be_away
				) others
				WHERE a.posting_id = t.posting_id AND tenure_has_day(a.tenure, explain_coverage.day)) AS people,
			   explain_coverage.program IS NULL
				   OR EXISTS (SELECT FROM posting_program pp
							  WHERE pp.posting_id = t.posting_id AND pp.program = explain_coverage.program::program_code
								AND pp.during @> explain_coverage.day) AS runs
		FROM there t
		JOIN mission_period m ON m.mission_id = t.mission_id AND period_has_day(m.during, explain_coverage.day)
		LEFT JOIN LATERAL posting_status_of(t.posting_id, explain_coverage.day) s ON true
	), judged AS (
		SELECT s.*,
			   CASE
				   WHEN s.resident AND s.country <> explain_coverage.country::country_code THEN format('the mission stands in %s on this day', s.country)
				   WHEN s.kind = 'organization' THEN 'a mission to an organization covers no country'
				   WHEN s.resident AND NOT s.covers_host THEN 'the mission stands there for other countries alone'
				   WHEN NOT s.in_area THEN 'the country is not in the posting''s area on this day'
				   WHEN s.status IS NULL THEN 'the posting has no status yet'
				   WHEN NOT posting_status_counts(s.status) THEN format('the posting has been %s since %s, a status that does not count', s.status, to_char(s.since, 'YYYY-MM-DD'))
				   WHEN NOT s.runs THEN format('the posting does not run %s on this day', explain_coverage.program::program_code)
				   WHEN NOT s.for_program THEN format('the posting covers the country for %s alone', s.programs)
				   WHEN s.people IS NULL THEN 'nobody holds the posting'
					   || coalesce('; the last holder stayed until ' || to_char((
						   SELECT max(upper(a.tenure) - 1) FROM assignment a
						   WHERE a.posting_id = s.posting_id AND coalesce(upper(a.tenure), 'infinity') <= explain_coverage.day), 'YYYY-MM-DD'), '')
					   || coalesce('; the next holder arrives on ' || to_char((
						   SELECT min(lower(a.tenure)) FROM assignment a
						   WHERE a.posting_id = s.posting_id AND coalesce(upper(a.tenure), 'infinity') > explain_coverage.day AND lower(a.tenure) > explain_coverage.day), 'YYYY-MM-DD'), '')
			   END AS obstacle
		FROM seen s
	), answer AS (
		SELECT j.obstacle IS NULL AS counts, j.mission, j.code AS mission_code, j.number AS posting_number, j.status::text AS status, j.people,
			   coalesce(j.obstacle, format('the posting has been %s since %s and is held by %s', j.status, to_char(j.since, 'YYYY-MM-DD'), j.people)
				   || CASE WHEN j.resident THEN '' ELSE '; it stands in another country, so this is accredited coverage only' || coalesce(', for ' || j.programs || ' alone', '') END) AS reason,
			   j.posting_id, j.mission_id
		FROM judged j
		UNION ALL
		SELECT false, NULL AS mission, NULL AS mission_code, NULL AS posting_number, NULL AS status, NULL AS people, 'no posting stands in the country, and none has it in its area',
			   NULL::bigint AS posting_id, NULL::bigint AS mission_id
		WHERE NOT EXISTS (SELECT FROM there)
	)
	SELECT a.counts, a.mission, a.mission_code, a.posting_number, a.status, a.people, a.reason, a.posting_id, a.mission_id
	FROM answer a
	WHERE explain_coverage.country::country_code IS NOT NULL
	  AND check_program(explain_coverage.program) AND check_day(explain_coverage.day)
	ORDER BY a.counts DESC, a.mission COLLATE "C", a.posting_id;
END;
COMMENT ON FUNCTION explain_coverage(text, text, date) IS 'why a country counts as covered on a day, or not: each posting that stands there or has it in its area, on that day or another, whether it counts (for a program, or for any if it is NULL), and the reason in words';
