/*
 * words.c
 *		Columns in the words of JSON, which are the same in every session.
 */
#include "past/past.h"

#include "catalog/pg_type.h"
#include "executor/tuptable.h"
#include "lib/stringinfo.h"
#include "nodes/makefuncs.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/json.h"

static void
set_locally(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

int
past_begin_words(void)
{
	int			level = NewGUCNestLevel();

	set_locally("datestyle", "ISO");
	set_locally("intervalstyle", "postgres");
	set_locally("extra_float_digits", "1");
	set_locally("timezone", "UTC");
	set_locally("bytea_output", "hex");
	return level;
}

void
past_end_words(int level)
{
	AtEOXact_GUC(true, level);
}

/* The function takes any type, and learns which from the call that it is part of. */
static char *
json_of(Form_pg_attribute column, Datum value)
{
	Const	   *argument = makeNullConst(column->atttypid, column->atttypmod, column->attcollation);
	FmgrInfo	function;

	fmgr_info(F_TO_JSON, &function);
	fmgr_info_set_expr((Node *) makeFuncExpr(F_TO_JSON, JSONOID, list_make1(argument), InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL), &function);
	return TextDatumGetCString(FunctionCall1(&function, value));
}

/* The columns of a row that have no number, as a jsonb. */
Datum
past_words(TupleTableSlot *row, const AttrNumber *numbers)
{
	TupleDesc	columns = row->tts_tupleDescriptor;
	StringInfoData words;
	int			i;

	initStringInfo(&words);
	slot_getallattrs(row);
	for (i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);

		if (column->attisdropped || numbers[i] > 0)
			continue;
		appendStringInfoChar(&words, words.len == 0 ? '{' : ',');
		escape_json(&words, NameStr(column->attname));
		appendStringInfo(&words, ":%s", row->tts_isnull[i] ? "null" : json_of(column, row->tts_values[i]));
	}
	appendStringInfoChar(&words, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(words.data));
}
