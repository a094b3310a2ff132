
-- Calls by plans that are kept -------------------------------------------------------

-- RESTRICTED, as what it runs may ask what the session itself has changed.
CREATE FUNCTION attache_call(result anyelement, function regprocedure, VARIADIC arguments "any") RETURNS SETOF anyelement
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED ROWS 100;
COMMENT ON FUNCTION attache_call(anyelement, regprocedure, "any") IS 'part of the functions of a registry that are called again and again: the rows of a function that writes nothing and returns rows of the type of the first argument, by a plan that the session keeps; the arguments are those of the function, each of its type';
