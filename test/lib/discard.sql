-- With DISCARD_CACHES the server drops its caches as often as it can from here on,
-- in the transactions that follow as well; but not while the server plans what the rules
-- ask of the registry's functions, which would take minutes for each statement that is tried.
\if :discard
	SELECT format('ALTER FUNCTION %s SET debug_discard_caches = 0', p.oid::regprocedure)
	FROM pg_proc p WHERE p.pronamespace = 'overseas'::regnamespace AND p.proname IN ('question_coverage', 'posting_cover', 'posting_neighbors', 'goal_places') \gexec
	SET debug_discard_caches = 1;
\endif
