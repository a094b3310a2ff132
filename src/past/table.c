/*
 * table.c
 *		A table, and the table that keeps its past: names, keys and what they may have.
 */
#include "past/past.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

char *
past_name_beside(Relation table, const char *name)
{
	return quote_qualified_identifier(get_namespace_name(RelationGetNamespace(table)), name);
}

char *
past_name(Relation table)
{
	return past_name_beside(table, RelationGetRelationName(table));
}

char *
past_table_name(Relation table)
{
	return psprintf("%s_past", RelationGetRelationName(table));
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

/* The server's own, for foreign keys, or the guard. */
static bool
is_of_the_house(Trigger *trigger)
{
	return trigger->tgisinternal || (trigger->tgqual == NULL && past_is_trigger_function(trigger->tgfoid));
}

/*
 * Whoever may make a trigger may use anybody's function in it, one in C as well, and in its
 * condition.
 */
static bool
is_of_owner(Trigger *trigger, Oid owner)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(trigger->tgfoid));
	Form_pg_proc function;
	bool		result;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", trigger->tgfoid);
	function = (Form_pg_proc) GETSTRUCT(tuple);
	result = trigger->tgqual == NULL && function->prolang != ClanguageId && function->prolang != INTERNALlanguageId &&
		has_privs_of_role(function->proowner, owner);
	ReleaseSysCache(tuple);
	return result;
}

/* The rows are written by no statement that could fire it. */
static bool
waits_for_statement(Trigger *trigger)
{
	return !TRIGGER_FOR_ROW(trigger->tgtype) && TRIGGER_FOR_INSERT(trigger->tgtype);
}

void
past_check_triggers(Relation where, bool owners_may)
{
	int			i;

	for (i = 0; where->trigdesc != NULL && i < where->trigdesc->numtriggers; i++)
	{
		Trigger    *trigger = &where->trigdesc->triggers[i];

		if (is_of_the_house(trigger))
			continue;
		if (!owners_may || !is_of_owner(trigger, where->rd_rel->relowner))
			ereport(ERROR,
					(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
					 errmsg("table \"%s\" cannot have the trigger \"%s\"", RelationGetRelationName(where), trigger->tgname),
					 errdetail("It is part of what the registry keeps of its past, and is written as its owner."),
					 errhint("Drop the trigger, and grant no TRIGGER on the table.")));
		if (waits_for_statement(trigger))
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("table \"%s\" cannot have the trigger \"%s\"", RelationGetRelationName(where), trigger->tgname),
					 errdetail("Its rows are written one by one, and not by statements."),
					 errhint("Make it a trigger FOR EACH ROW.")));
	}
}

/* The table that keeps the past of another. */
Relation
past_open(Relation table, LOCKMODE lock)
{
	Oid			past = get_relname_relid(past_table_name(table), RelationGetNamespace(table));

	if (!OidIsValid(past) || get_rel_relkind(past) != RELKIND_RELATION)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"%s\" has no table for its past", RelationGetRelationName(table)),
				 errhint("attache_keep_past makes \"%s\".", past_table_name(table))));
	return table_open(past, lock);
}

/* The one column of the primary key. */
AttrNumber
past_key_column(Relation table)
{
	Oid			index_oid;
	Relation	index;
	AttrNumber	key = 0;

	list_free(RelationGetIndexList(table));
	index_oid = table->rd_pkindex;
	if (OidIsValid(index_oid))
	{
		index = index_open(index_oid, AccessShareLock);
		if (IndexRelationGetNumberOfKeyAttributes(index) == 1)
			key = index->rd_index->indkey.values[0];
		index_close(index, AccessShareLock);
	}
	if (key <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("table \"%s\" has no primary key of one column", RelationGetRelationName(table)),
				 errdetail("Its past is kept by that key.")));
	return key;
}

const char *
past_key_name(Relation table)
{
	return quote_identifier(NameStr(TupleDescAttr(RelationGetDescr(table), past_key_column(table) - 1)->attname));
}
