
-- Lines of files, checked and accepted

CREATE FUNCTION check_entries(batch text DEFAULT 'entries') RETURNS SETOF attache_entry_fault
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	SELECT f.* FROM attache_check_entries(attache_schema_of('assignment_entry'::pg_catalog.regclass), check_entries.batch) f;
END;
COMMENT ON FUNCTION check_entries(text) IS 'what is wrong with the lines of a batch that are not in the registry yet: each is tried as accept_entries would, together with the others, and nothing stays; warnings too; an error of SQLSTATE 22023 for a batch without lines';

CREATE FUNCTION accept_entries(batch text DEFAULT 'entries', complete boolean DEFAULT true, OUT accepted bigint, OUT refused bigint)
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	SELECT a.accepted, a.refused
	FROM attache_accept_entries(attache_schema_of('assignment_entry'::pg_catalog.regclass), accept_entries.batch, accept_entries.complete) a;
END;
COMMENT ON FUNCTION accept_entries(text, boolean) IS 'lets the lines of a batch into the registry: all of them or none, or, if complete is false, as many as can go. Returns how many of the batch are in by now and how many are not, which are all of it together; a refused line says why in its fault. An error of SQLSTATE 22023 for a batch without lines';

-- The way out, for attache_entries()

CREATE FUNCTION name_of(subject text, id bigint) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT named.name
	FROM (SELECT (SELECT c.name FROM called c
				  WHERE c.subject = name_of.subject AND c.id = name_of.id
					AND NOT EXISTS (SELECT FROM called o WHERE o.subject = name_of.subject AND o.name = c.name AND o.id <> c.id)
				  ORDER BY c.name <> c.label, length(c.name), c.name COLLATE "C" LIMIT 1) AS name,
				 (SELECT min(c.label COLLATE "C") FROM called c WHERE c.subject = name_of.subject AND c.id = name_of.id) AS label) named
	WHERE attache_check_argument(named.name IS NOT NULL, format('%s %s shares its name with another', name_of.subject, named.label),
								 'Give each of them a number.');
END;
COMMENT ON FUNCTION name_of(text, bigint) IS 'a number, code or name that calls the mission, posting, representative or site of a key and nothing else; an error of SQLSTATE 22023 if there is none';
