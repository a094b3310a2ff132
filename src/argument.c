/*
 * argument.c
 *		How SQL refuses an argument, or a row.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

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

/* Names a table in an error, if there is one. */
static int
name_relation(Oid table)
{
	const char *name = get_rel_name(table);

	if (name == NULL)
		return 0;
	err_generic_string(PG_DIAG_SCHEMA_NAME, get_namespace_name(get_rel_namespace(table)));
	return err_generic_string(PG_DIAG_TABLE_NAME, name);
}

/*
 * Refuses a row for a rule that a CHECK constraint enforces, in the words and with
 * the names that rules have which triggers enforce.
 */
PG_FUNCTION_INFO_V1(attache_refuse_row);
Datum
attache_refuse_row(PG_FUNCTION_ARGS)
{
	char	   *rule = text_to_cstring(PG_GETARG_TEXT_PP(0));
	Oid			table = PG_GETARG_OID(1);
	char	   *message = text_to_cstring(PG_GETARG_TEXT_PP(2));
	char	   *hint = text_to_cstring(PG_GETARG_TEXT_PP(3));

	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg_internal("%s", message),
			 errhint("%s", hint),
			 name_relation(table),
			 err_generic_string(PG_DIAG_CONSTRAINT_NAME, rule)));
	PG_RETURN_NULL();
}
