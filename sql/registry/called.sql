
-- What things are called
--
-- The one place that says by which names a file, a person at a prompt and a message
-- may call what has a key. Numbers and codes stand in upper case, names as they are.

CREATE FUNCTION person_label(name text, number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN number IS NULL THEN name ELSE name || ' (' || number || ')' END;
COMMENT ON FUNCTION person_label(text, text) IS 'what messages and reports call a person: the name, and the number behind it if there is one';

CREATE FUNCTION posting_label(number text, role text, mission text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(number, 'the ' || role || ' posting at ' || mission);
COMMENT ON FUNCTION posting_label(text, text, text) IS 'what messages and reports call a posting: its number, or else its role and its mission';

CREATE VIEW called WITH (security_invoker = true) AS
	SELECT 'mission' AS subject, m.code AS name, m.name AS label, m.mission_id AS id
	FROM mission m WHERE m.code IS NOT NULL
	UNION ALL
	SELECT 'mission', m.name, m.name, m.mission_id FROM mission m
	UNION ALL
	SELECT 'mission', c.name, m.name, m.mission_id
	FROM mission_change c JOIN mission m ON m.mission_id = c.mission_id
	WHERE c.name IS NOT NULL AND NOT EXISTS (SELECT FROM mission o WHERE o.name = c.name)
	UNION ALL
	SELECT 'posting', p.number, p.number, p.posting_id FROM posting p WHERE p.number IS NOT NULL
	UNION ALL
	SELECT 'posting', m.code, posting_label(p.number, p.role, m.name), p.posting_id
	FROM posting p JOIN mission m ON m.mission_id = p.mission_id WHERE m.code IS NOT NULL
	UNION ALL
	SELECT 'posting', m.name, posting_label(p.number, p.role, m.name), p.posting_id
	FROM posting p JOIN mission m ON m.mission_id = p.mission_id
	UNION ALL
	SELECT 'representative', r.number, person_label(r.name, r.number), r.representative_id
	FROM representative r WHERE r.number IS NOT NULL
	UNION ALL
	SELECT 'representative', r.name, person_label(r.name, r.number), r.representative_id
	FROM representative r
	UNION ALL
	SELECT 'site', s.code, format('%s (%s)', s.code, s.name), s.site_id FROM site s
	UNION ALL
	SELECT 'site', s.name, format('%s (%s)', s.code, s.name), s.site_id FROM site s
	UNION ALL
	SELECT 'program', p.program::text, p.program::text, NULL FROM program p
	UNION ALL
	SELECT 'role', r.role, r.role, NULL FROM role r
	UNION ALL
	SELECT 'matter_kind', k.matter_kind, k.matter_kind, NULL FROM matter_kind k
	UNION ALL
	SELECT 'measure', m.measure, m.measure, NULL FROM measure m
	UNION ALL
	SELECT 'country', n.name, n.name, NULL FROM country_names() n;
COMMENT ON VIEW called IS 'by which names a mission, a posting, a person, a site, a program, a role, a kind of matters, a measure or a country may be called; a posting also by its mission, if it is the only one there';
COMMENT ON COLUMN called.subject IS 'mission, posting, representative, site, program, role, matter_kind, measure or country';
COMMENT ON COLUMN called.name IS 'the number, the code or the name';
COMMENT ON COLUMN called.label IS 'how messages call it';
COMMENT ON COLUMN called.id IS 'its key; NULL for what has a code for one';

CREATE FUNCTION near(subject text, name text) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT coalesce(
		(SELECT format('It may be %s. Give the number.', string_agg(s.label, ' or ' ORDER BY s.label COLLATE "C"))
		 FROM (SELECT c.id, min(c.label COLLATE "C") AS label FROM called c
			   WHERE c.subject = near.subject AND c.name = ANY (attache_spellings(near.name)) AND c.id IS NOT NULL
			   GROUP BY c.id ORDER BY label, c.id LIMIT 5) s
		 HAVING count(*) > 1),
		(SELECT format('Did you mean %s?', regexp_replace(string_agg(n.label, ', ' ORDER BY n.distance, n.label COLLATE "C"), ', ([^,]*)$', ' or \1'))
		 FROM (SELECT l.label, min(l.distance) AS distance
			   FROM (SELECT c.label, attache_name_distance(lower(c.name), lower(near.name), greatest(1, least(length(near.name), 60) / 3)) AS distance
					 FROM called c WHERE c.subject = near.subject) l
			   WHERE l.distance IS NOT NULL
			   GROUP BY l.label
			   ORDER BY min(l.distance), l.label COLLATE "C"
			   LIMIT 3) n
		 HAVING count(*) > 0),
		format('The view "called" lists what each %s may be called.', near.subject));
END;
COMMENT ON FUNCTION near(text, text) IS 'what a name that calls nothing, or more than one thing, may have meant, in a sentence: the things that have it, or else up to three that are called nearly so';

CREATE FUNCTION key_of(subject text, name text) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT found.id
	FROM (SELECT min(c.id) AS id, count(DISTINCT c.id) AS things
		  FROM called c
		  WHERE c.subject = key_of.subject
			AND c.name = ANY (attache_spellings(attache_entry_text(key_of.name)))) found
	WHERE attache_check_argument(key_of.name IS NOT NULL, format('no %s is named', key_of.subject), 'Give its number, its code or its name.')
	  AND attache_check_argument(found.things = 1,
		CASE WHEN found.things = 0 THEN format('there is no %s "%s"', key_of.subject, key_of.name)
			 ELSE format('"%s" is the name of more than one %s', key_of.name, key_of.subject) END,
		CASE WHEN found.things <> 1 THEN near(key_of.subject, attache_entry_text(key_of.name)) END);
END;
COMMENT ON FUNCTION key_of(text, text) IS 'the key of the mission, posting, representative or site of a number, a code or a name; an error of SQLSTATE 22023 if there is none or more than one, whose hint says which may be meant, and for NULL';

CREATE FUNCTION assignments_of(representative_id bigint, posting_id bigint, day date) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.assignment_id
	FROM assignment a
	WHERE check_day(assignments_of.day)
	  AND a.representative_id = assignments_of.representative_id
	  AND (assignments_of.posting_id IS NULL OR a.posting_id = assignments_of.posting_id)
	  AND lower(a.tenure) <= assignments_of.day
	  AND (a.tenure @> assignments_of.day
		   -- Else the one that began last.
		   OR NOT EXISTS (SELECT FROM assignment o
						  WHERE o.representative_id = a.representative_id
							AND (assignments_of.posting_id IS NULL OR o.posting_id = assignments_of.posting_id)
							AND lower(o.tenure) <= assignments_of.day
							AND (o.tenure @> assignments_of.day OR (lower(o.tenure), o.assignment_id) > (lower(a.tenure), a.assignment_id))));
END;
COMMENT ON FUNCTION assignments_of(bigint, bigint, date) IS 'the assignments of a person, at a posting unless that is NULL, that are under way on a day; if none is, the last that began before it';

CREATE FUNCTION assignment_of(representative text, posting text, day date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT found.id
	FROM (SELECT min(a.id) AS id, count(*) AS assignments
		  FROM assignments_of(key_of('representative', assignment_of.representative),
							  CASE WHEN assignment_of.posting IS NOT NULL THEN key_of('posting', assignment_of.posting) END, assignment_of.day) a (id)) found
	WHERE check_given_day(assignment_of.day)
	  AND attache_check_argument(found.assignments > 0,
		format('%s holds %s on %s, nor before', assignment_of.representative, coalesce('no posting ' || assignment_of.posting, 'no posting'), to_char(assignment_of.day, 'YYYY-MM-DD')),
		'The assignment has to have begun by that day.')
	  AND attache_check_argument(found.assignments <= 1,
		format('%s holds more than one posting on %s', assignment_of.representative, to_char(assignment_of.day, 'YYYY-MM-DD')), 'Name the posting as well.');
END;
COMMENT ON FUNCTION assignment_of(text, text, date) IS 'the key of the assignment of a person, by number or name, at a posting unless that is NULL, that is under way on a day, or else was the last to begin before it; an error of SQLSTATE 22023 if there is none or more than one';
