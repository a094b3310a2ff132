/*
 * argument.c
 *		How SQL functions refuse an argument.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

/*
 * Returns "valid"; false is an error with a message and, unless NULL, a hint.
 * It is the condition that is an argument, and not a branch that leads here, so
 * that the planner may call this as early as it likes.
 */
PG_FUNCTION_INFO_V1(attache_check_argument);
Datum
attache_check_argument(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!PG_GETARG_BOOL(0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 PG_ARGISNULL(1) ? errmsg("an argument is out of its domain") :
				 errmsg("%s", text_to_cstring(PG_GETARG_TEXT_PP(1))),
				 PG_ARGISNULL(2) ? 0 : errhint("%s", text_to_cstring(PG_GETARG_TEXT_PP(2)))));
	PG_RETURN_BOOL(true);
}
