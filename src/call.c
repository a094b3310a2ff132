/*
 * call.c
 *		attache_call(): a function that returns rows, by a plan that the session keeps.
 *
 * What a registry answers is written in SQL, and to plan some of that takes longer
 * than to run it.  A function in SQL is planned each time that it is called.  So
 * functions that people call again and again have their query called from here: it
 * is planned once for all arguments, but for those that are NULL, which the planner
 * knows.  When the catalogs change under a plan it is made again, from the name
 * that the function has then.
 *
 * It runs with the rights of the caller, who could as well call the function itself.
 */
#include "attache.h"

#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "executor/tstoreReceiver.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/params.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "kept_plan.h"
#include "module.h"

#define MOST_ARGUMENTS 32

typedef struct CallKey
{
	Oid			function;
	uint32		nulls;			/* a bit for each argument that is NULL */
} CallKey;

/* A function, and what it is called with. */
typedef struct Call
{
	CallKey		key;
	int			count;
	Oid		   *types;
	Datum		values[MOST_ARGUMENTS];
	char		nulls[MOST_ARGUMENTS];
} Call;

static KeptPlans plans = {
	.name = "attache call plans",
	.key_size = sizeof(CallKey),
};

/* --- The call ------------------------------------------------------------- */

static void
refuse_function(const char *message)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("attache_call() cannot call this function: %s", message),
			 errhint("It is for the functions of a registry.")));
}

/* Does the function return rows of the type that is asked for, and write nothing? */
static void
check_function(Oid function, Oid result)
{
	if (!get_func_retset(function) || get_func_rettype(function) != result || get_typtype(result) != TYPTYPE_COMPOSITE)
		refuse_function("it does not return rows of the type of the first argument");
	if (func_volatile(function) == PROVOLATILE_VOLATILE)
		refuse_function("it is volatile");
	if (OidIsValid(get_func_variadictype(function)))
		refuse_function("it is variadic");
}

/* The arguments from the third on must be those of the function. */
static void
read_arguments(FunctionCallInfo fcinfo, Call *call)
{
	int			i;

	(void) get_func_signature(call->key.function, &call->types, &call->count);
	if (call->count != PG_NARGS() - 2 || call->count > MOST_ARGUMENTS)
		refuse_function("it has another number of arguments");
	for (i = 0; i < call->count; i++)
	{
		if (get_fn_expr_argtype(fcinfo->flinfo, i + 2) != call->types[i])
			refuse_function(psprintf("its argument %d is of another type", i + 1));
		call->values[i] = PG_GETARG_DATUM(i + 2);
		call->nulls[i] = PG_ARGISNULL(i + 2) ? 'n' : ' ';
		if (PG_ARGISNULL(i + 2))
			call->key.nulls |= UINT32_C(1) << i;
	}
}

/* --- The plan ------------------------------------------------------------- */

static char *
call_text(const Call *call)
{
	StringInfoData text;
	int			i;

	initStringInfo(&text);
	appendStringInfo(&text, "SELECT * FROM %s(",
					 quote_qualified_identifier(get_namespace_name(get_func_namespace(call->key.function)),
												get_func_name(call->key.function)));
	for (i = 0; i < call->count; i++)
	{
		appendStringInfoString(&text, i > 0 ? ", " : "");
		if (call->nulls[i] == 'n')
			appendStringInfo(&text, "NULL::%s", format_type_be_qualified(call->types[i]));
		else
			appendStringInfo(&text, "$%d", i + 1);
	}
	appendStringInfoChar(&text, ')');
	return text.data;
}

static SPIPlanPtr
prepare_call(const Call *call)
{
	return kept_plan_prepare(call_text(call), call->count, call->types, CURSOR_OPT_GENERIC_PLAN | CURSOR_OPT_PARALLEL_OK);
}

/* --- The rows ------------------------------------------------------------- */

/* Rows of a type that has a name, as a set that is ready when this returns. */
static ReturnSetInfo *
start_rows(FunctionCallInfo fcinfo, Oid result)
{
	ReturnSetInfo *info = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;

	if (info == NULL || !IsA(info, ReturnSetInfo) || (info->allowedModes & SFRM_Materialize) == 0)
		elog(ERROR, "attache_call() is not called for a set");
	caller = MemoryContextSwitchTo(info->econtext->ecxt_per_query_memory);
	info->returnMode = SFRM_Materialize;
	info->setResult = tuplestore_begin_heap((info->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	info->setDesc = lookup_rowtype_tupdesc_copy(result, -1);
	MemoryContextSwitchTo(caller);
	return info;
}

static ParamListInfo
call_parameters(const Call *call)
{
	ParamListInfo parameters = makeParamList(call->count);
	int			i;

	for (i = 0; i < call->count; i++)
		parameters->params[i] = (ParamExternData)
	{
		.value = call->values[i],
			.isnull = call->nulls[i] == 'n',
			.pflags = PARAM_FLAG_CONST,
			.ptype = call->types[i]
	};
	return parameters;
}

static void
run_call(const Call *call, ReturnSetInfo *info)
{
	SPIExecuteOptions options = {.params = call_parameters(call), .read_only = true, .dest = CreateDestReceiver(DestTuplestore)};
	SPIPlanPtr	plan = kept_plan_take(&plans, &call->key);
	int			result = 0;

	/*
	 * By position, as the type may once have had an attribute that the rows
	 * lack.
	 */
	SetTuplestoreDestReceiverParams(options.dest, info->setResult, info->econtext->ecxt_per_query_memory, false,
									info->setDesc, "rows differ");
	if (plan == NULL)
		plan = prepare_call(call);
	PG_TRY();
	{
		result = SPI_execute_plan_extended(plan, &options);
	}
	PG_FINALLY();
	{
		kept_plan_put_back(&plans, &call->key, plan);
	}
	PG_END_TRY();
	if (result != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_plan_extended returned %s", SPI_result_code_string(result));
}

PG_FUNCTION_INFO_V1(attache_call);
Datum
attache_call(PG_FUNCTION_ARGS)
{
	Oid			result = get_fn_expr_argtype(fcinfo->flinfo, 0);
	Call		call = {0};
	ReturnSetInfo *info;

	attache_check_library();
	if (PG_ARGISNULL(1) || !SearchSysCacheExists1(PROCOID, PG_GETARG_DATUM(1)))
		refuse_function("there is none");
	call.key.function = PG_GETARG_OID(1);
	check_function(call.key.function, result);
	info = start_rows(fcinfo, result);
	SPI_connect();
	read_arguments(fcinfo, &call);
	run_call(&call, info);
	SPI_finish();
	return (Datum) 0;
}
