
-- As known at a moment

CREATE FUNCTION moment_of(name text) RETURNS timestamptz
LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED
BEGIN ATOMIC
	SELECT attache_check_moment('edit'::regclass,
		coalesce((SELECT p.known_at FROM publication p WHERE p.name = moment_of.name), attache_moment(moment_of.name, registry_time_zone())));
END;
COMMENT ON FUNCTION moment_of(text) IS 'the moment of a publication, or one that ISO''s way of writing names, in the time zone of the registry; an error of SQLSTATE 22023 for what is neither, is still to come, or came before the registry kept its past, of 40001 if this statement or transaction began too early to see all that was known then';

CREATE FUNCTION known_at() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN attache_known_at('edit'::regclass);
COMMENT ON FUNCTION known_at() IS 'the moment that attache.known_at names, as moment_of() understands it; NULL if it is empty';

CREATE FUNCTION edits_after(moment timestamptz) RETURNS TABLE (edit_id bigint, known_from timestamptz)
LANGUAGE sql STABLE PARALLEL RESTRICTED ROWS 10
BEGIN ATOMIC -- not STRICT, so that it becomes part of the query that asks
	SELECT e.edit_id, e.known_from FROM edit e WHERE e.known_from > edits_after.moment
	UNION ALL
	SELECT u.edit_id, 'infinity'::timestamptz FROM attache_edit_under_way('edit'::regclass) u (edit_id)
	WHERE u.edit_id IS NOT NULL AND edits_after.moment IS NOT NULL;
END;
COMMENT ON FUNCTION edits_after(timestamptz) IS 'the edits that were not known at a moment, that of this transaction among them; none for NULL';

CREATE FUNCTION publish(name text, note text DEFAULT NULL) RETURNS timestamptz
LANGUAGE sql VOLATILE PARALLEL UNSAFE
BEGIN ATOMIC
	INSERT INTO publication (name, known_at, note)
	VALUES (publish.name, attache_mark('edit'::regclass, 'publication ' || publish.name), publish.note)
	RETURNING known_at;
END;
COMMENT ON FUNCTION publish(text, text) IS 'gives this moment a name, by which what is known now can be asked for ever: it waits for who is committing, and nobody commits until this transaction has; an error of SQLSTATE 25001 if the transaction has changed the registry itself, of 23505 for a name that there is';
