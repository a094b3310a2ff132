/*
 * query.c
 *		Statements that keep the past, their plans, and the role that runs them.
 */
#include "past/past.h"

#include "access/htup_details.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

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

char *
past_name(Relation table)
{
	return quote_qualified_identifier(get_namespace_name(RelationGetNamespace(table)), RelationGetRelationName(table));
}

void
past_check_owner(Relation kept, Relation where)
{
	if (has_privs_of_role(kept->rd_rel->relowner, where->rd_rel->relowner))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("table \"%s\" cannot keep its past in \"%s\"", RelationGetRelationName(kept), RelationGetRelationName(where)),
			 errdetail("The latter belongs to \"%s\", whose rights the owner of the former has not.", GetUserNameFromId(where->rd_rel->relowner, false)),
			 errhint("Give both to the owner of the registry.")));
}

static bool
is_trusted(Trigger *trigger, Relation where, bool owners_may)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(trigger->tgfoid));
	Form_pg_proc function;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		return false;
	function = (Form_pg_proc) GETSTRUCT(tuple);
	/* Only a superuser makes functions in C, such as attache's own. */
	result = function->prolang == ClanguageId || function->prolang == INTERNALlanguageId ||
		(owners_may && has_privs_of_role(function->proowner, where->rd_rel->relowner));
	ReleaseSysCache(tuple);
	return result;
}

void
past_check_triggers(Relation where, bool owners_may)
{
	int			i;

	for (i = 0; where->trigdesc != NULL && i < where->trigdesc->numtriggers; i++)
	{
		Trigger    *trigger = &where->trigdesc->triggers[i];

		if (!is_trusted(trigger, where, owners_may))
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("table \"%s\" cannot have the trigger \"%s\"", RelationGetRelationName(where), trigger->tgname),
					 errdetail("It is part of what the registry keeps of its past, and is written as its owner."),
					 errhint("Drop the trigger, and grant no TRIGGER on the table.")));
	}
}
