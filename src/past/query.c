/*
 * query.c
 *		Statements that keep the past, their plans, and the role that runs them.
 */
#include "past/past.h"

#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

typedef struct QueryKey
{
	const PastQuery *query;
	uint64		table;			/* OID, widened so that the key has no padding */
} QueryKey;

typedef struct QueryEntry
{
	QueryKey	key;
	SPIPlanPtr	plan;
} QueryEntry;

static HTAB *plans = NULL;

static void
create_past_plans(void)
{
	HASHCTL		control = {
		.keysize = sizeof(QueryKey),
		.entrysize = sizeof(QueryEntry),
		.hcxt = TopMemoryContext,
	};

	plans = hash_create("attache past plans", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

static SPIPlanPtr
prepare_query(const PastQuery *query, Relation table)
{
	char	   *text = query->text(table);
	SPIPlanPtr	plan = SPI_prepare(text, query->nargs, (Oid *) query->types);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare returned %s for %s", SPI_result_code_string(SPI_result), text);
	SPI_keepplan(plan);
	return plan;
}

/* A plan that is no longer valid is prepared again from a new text. */
static SPIPlanPtr
past_plan(const PastQuery *query, Relation table)
{
	QueryKey	key = {query, RelationGetRelid(table)};
	QueryEntry *entry;
	bool		found;

	if (plans == NULL)
		create_past_plans();
	entry = hash_search(plans, &key, HASH_ENTER, &found);
	if (!found)
		entry->plan = NULL;
	if (entry->plan != NULL && !SPI_plan_is_valid(entry->plan))
	{
		SPI_freeplan(entry->plan);
		entry->plan = NULL;
	}
	if (entry->plan == NULL)
		entry->plan = prepare_query(query, table);
	return entry->plan;
}

void
past_run(const PastQuery *query, Relation table, Datum *values, const char *nulls, Snapshot snapshot)
{
	int			result = SPI_execute_snapshot(past_plan(query, table), values, nulls, snapshot, InvalidSnapshot, false, true, 0);

	if (result != query->expected)
		elog(ERROR, "SPI_execute_snapshot returned %s", SPI_result_code_string(result));
}

void
past_read(const PastQuery *query, Relation table, Datum *values, DestReceiver *receiver)
{
	ParamListInfo params = makeParamList(query->nargs);
	SPIExecuteOptions options = {.params = params, .read_only = true, .dest = receiver};
	int			i;
	int			result;

	for (i = 0; i < query->nargs; i++)
		params->params[i] = (ParamExternData) {values[i], false, PARAM_FLAG_CONST, query->types[i]};
	result = SPI_execute_plan_extended(past_plan(query, table), &options);
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
