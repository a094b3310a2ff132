
	-- No new name may be that of a user's view or function.
	names_taken := ARRAY(
		SELECT pg_catalog.unnest(names_taken)
		INTERSECT SELECT pg_catalog.unnest('{@code@}'::name[])
		EXCEPT SELECT pg_catalog.unnest(coalesce(names_replaced, '{@code@}')));
	IF pg_catalog.cardinality(names_taken) > 0 THEN
		RAISE duplicate_object USING
			MESSAGE = pg_catalog.format('schema %I has objects whose names the registry needs', registry),
			DETAIL = pg_catalog.format('These are: %s.', pg_catalog.array_to_string(names_taken, ', ')),
			HINT = 'Rename them, or move them to another schema.';
	END IF;

