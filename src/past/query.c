/*
 * query.c
 *		Statements that keep the past, their plans, and the role that runs them.
 */
#include "past/past.h"

#include "miscadmin.h"

#include "kept_plan.h"

typedef struct QueryKey
{
	const PastQuery *query;
	uint64		table;			/* OID, widened so that the key has no padding */
} QueryKey;

static KeptPlans plans = {
	.name = "attache past plans",
	.key_size = sizeof(QueryKey),
};

static QueryKey
query_key(const PastQuery *query, Relation table)
{
	QueryKey	key = {query, RelationGetRelid(table)};

	return key;
}

/*
 * One that is no longer valid is prepared again from a new text.  Where this is inlined,
 * gcc fears that longjmp() might spoil what it returns.
 */
static pg_noinline SPIPlanPtr
take_plan(const PastQuery *query, Relation table)
{
	QueryKey	key = query_key(query, table);
	SPIPlanPtr	plan = kept_plan_take(&plans, &key);

	return plan != NULL ? plan : kept_plan_prepare(query->text(table), query->nargs, query->types, 0);
}

static void
put_plan_back(const PastQuery *query, Relation table, SPIPlanPtr plan)
{
	QueryKey	key = query_key(query, table);

	kept_plan_put_back(&plans, &key, plan);
}

void
past_run(const PastQuery *query, Relation table, Datum *values, const char *nulls, Snapshot snapshot)
{
	SPIPlanPtr	plan = take_plan(query, table);
	int			result = 0;

	PG_TRY();
	{
		result = SPI_execute_snapshot(plan, values, nulls, snapshot, InvalidSnapshot, false, true, 0);
	}
	PG_FINALLY();
	{
		put_plan_back(query, table, plan);
	}
	PG_END_TRY();
	if (result != query->expected)
		elog(ERROR, "SPI_execute_snapshot returned %s", SPI_result_code_string(result));
}

void
past_read(const PastQuery *query, Relation table, Datum *values, DestReceiver *receiver)
{
	ParamListInfo params = makeParamList(query->nargs);
	SPIExecuteOptions options = {.params = params, .read_only = true, .dest = receiver};
	SPIPlanPtr	plan = take_plan(query, table);
	int			result = 0;
	int			i;

	for (i = 0; i < query->nargs; i++)
		params->params[i] = (ParamExternData) {values[i], false, PARAM_FLAG_CONST, query->types[i]};
	PG_TRY();
	{
		result = SPI_execute_plan_extended(plan, &options);
	}
	PG_FINALLY();
	{
		put_plan_back(query, table, plan);
	}
	PG_END_TRY();
	if (result < 0)
		elog(ERROR, "SPI_execute_plan_extended returned %s", SPI_result_code_string(result));
}

/* The owner of a table is free of its row security, also where it is forced. */
PastRole
past_enter(Oid role)
{
	PastRole	before;

	GetUserIdAndSecContext(&before.user, &before.context);
	SetUserIdAndSecContext(role, before.context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	return before;
}

void
past_leave(PastRole before)
{
	SetUserIdAndSecContext(before.user, before.context);
}
