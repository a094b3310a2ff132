
-- What a change would do, without making it

CREATE FUNCTION what_if(end_assignments bigint[] DEFAULT '{}', last_day date DEFAULT today(),
						open_postings bigint[] DEFAULT '{}', first_day date DEFAULT today(),
						day date DEFAULT today(),
						extend_assignments bigint[] DEFAULT '{}', new_last_day date DEFAULT today()) RETURNS SETOF outlook
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH supposed AS (
		SELECT ROW(what_if.end_assignments, what_if.last_day, array_remove(what_if.open_postings, NULL), what_if.first_day,
				   what_if.extend_assignments, what_if.new_last_day)::hypothesis AS hypothesis
	), asked AS (
		SELECT array_remove(what_if.end_assignments || what_if.extend_assignments, NULL) AS assignments, array_remove(what_if.open_postings, NULL) AS postings
	), now AS MATERIALIZED (
		SELECT DISTINCT p.posting_id FROM presence_on(what_if.day) p WHERE p.resident
	), later AS MATERIALIZED (
		SELECT DISTINCT h.posting_id
		FROM supposed CROSS JOIN posting_presence(supposed.hypothesis) h
		WHERE coverage_on(h.during, what_if.day) > 0
	), place AS (
		SELECT pp.program, place.country, place.posting_id
		FROM posting_place place
		JOIN posting_program pp ON pp.posting_id = place.posting_id AND pp.during @> what_if.day
		WHERE place.resident AND period_has_day(place.during, what_if.day)
		UNION ALL
		SELECT NULL, place.country, place.posting_id FROM posting_place place WHERE place.resident AND period_has_day(place.during, what_if.day)
	), counted AS (
		SELECT min(p.program) AS program,
			   count(DISTINCT country_code_ordinal(p.country)) FILTER (WHERE n.posting_id IS NOT NULL) AS actual_now,
			   count(DISTINCT country_code_ordinal(p.country)) FILTER (WHERE t.posting_id IS NOT NULL) AS actual_then
		FROM place p
		LEFT JOIN now n ON n.posting_id = p.posting_id
		LEFT JOIN later t ON t.posting_id = p.posting_id
		GROUP BY program_code_ordinal(p.program)
	), line AS (
		SELECT p.program, p.name FROM program p
		UNION ALL
		SELECT NULL, 'any program'
	), result AS (
		SELECT 'coverage' AS subject, l.name, l.program::text AS program, NULL::bigint AS goal_id,
			   coalesce(c.actual_now, 0)::double precision AS actual_now, coalesce(c.actual_then, 0)::double precision AS actual_then,
			   NULL::double precision AS planned_now, NULL::double precision AS planned_then, NULL AS state_now, NULL AS state_then
		FROM line l
		LEFT JOIN counted c ON c.program = l.program OR c.program IS NULL AND l.program IS NULL
		UNION ALL
		SELECT 'goal', g.goal, g.program, g.goal_id, g.actual, t.actual, g.planned, t.planned, g.state, t.state
		FROM goal_progress(what_if.day) g
		CROSS JOIN supposed
		JOIN goal_progress(what_if.day, NULL::bigint[], supposed.hypothesis) t ON t.goal_id = g.goal_id
	)
	SELECT r.subject, r.name, r.program, r.actual_now, r.actual_then, r.planned_now, r.planned_then, r.state_now, r.state_then, r.goal_id
	FROM result r
	WHERE check_day(what_if.day)
	  AND attache_check_argument(
		  NOT EXISTS (SELECT FROM unnest((SELECT s.assignments FROM asked s)) e (id) WHERE NOT EXISTS (SELECT FROM assignment a WHERE a.assignment_id = e.id)),
		  'there is no assignment ' || (SELECT min(e.id) FROM unnest((SELECT s.assignments FROM asked s)) e (id)
										WHERE NOT EXISTS (SELECT FROM assignment a WHERE a.assignment_id = e.id))::text)
	  AND attache_check_argument(
		  NOT EXISTS (SELECT FROM unnest((SELECT s.postings FROM asked s)) o (id) WHERE NOT EXISTS (SELECT FROM posting p WHERE p.posting_id = o.id)),
		  'there is no posting ' || (SELECT min(o.id) FROM unnest((SELECT s.postings FROM asked s)) o (id)
									 WHERE NOT EXISTS (SELECT FROM posting p WHERE p.posting_id = o.id))::text)
	  AND attache_check_argument(coalesce(cardinality(array_remove(what_if.end_assignments, NULL)), 0) = 0 OR what_if.last_day IS NOT NULL AND isfinite(what_if.last_day),
								 'the assignments end on no day', 'Give the last day of the assignments that end.')
	  AND attache_check_argument(coalesce(cardinality(array_remove(what_if.open_postings, NULL)), 0) = 0 OR what_if.first_day IS NOT NULL AND isfinite(what_if.first_day),
								 'the postings open on no day', 'Give the first day of the postings that open.')
	  AND attache_check_argument(isfinite(what_if.new_last_day) IS NOT FALSE,
								 'infinity is not a day', 'Give the new last day of the assignments that are extended, or NULL for none.')
	ORDER BY r.subject COLLATE "C", r.goal_id, r.program COLLATE "C" NULLS LAST;
END;
COMMENT ON FUNCTION what_if(bigint[], date, bigint[], date, date, bigint[], date) IS 'coverage of countries and goals on a day, now and if some assignments ended after a last day, some postings were active and held from a first day on, and some assignments were extended to a new last day (NULL for no end); nothing is written; NULL for the assignments or postings, or among them, is none';

CREATE FUNCTION what_if_named(leaving text[] DEFAULT '{}', last_day date DEFAULT today(),
							  opening text[] DEFAULT '{}', first_day date DEFAULT today(),
							  day date DEFAULT today()) RETURNS SETOF outlook
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT w.*
	FROM what_if(
		ARRAY(SELECT a.assignment_id
			  FROM assignment a
			  WHERE a.representative_id = ANY (ARRAY(SELECT key_of('representative', l.name) FROM unnest(what_if_named.leaving) l (name)))
				AND (isfinite(what_if_named.last_day) AND upper(a.tenure) <= what_if_named.last_day + 1) IS NOT TRUE),
		what_if_named.last_day,
		ARRAY(SELECT key_of('posting', o.name) FROM unnest(what_if_named.opening) o (name)),
		what_if_named.first_day,
		what_if_named.day) w;
END;
COMMENT ON FUNCTION what_if_named(text[], date, text[], date, date) IS 'as what_if(), by numbers or names: if some people left after a last day, with all that they hold or would hold after it, and some postings were active and held from a first day on; nothing is written; NULL for the people or the postings is none; an error of SQLSTATE 22023 if a name calls nothing or more than one thing, as in key_of()';
