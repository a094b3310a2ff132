/*
 * keep.c
 *		The triggers that keep the past.
 *
 * Each row that a statement replaces or deletes is kept whole; of one that it inserts,
 * the key.  So what a table held at a moment is what it holds now, but for the keys
 * with an event after the moment, of which the first says what was there.
 */
#include "past/past.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "module.h"

/* The names by which the triggers know the rows of their statement. */
#define ROWS_BEFORE "before"
#define ROWS_AFTER "after"

/* --- The table and its past ------------------------------------------------------- */

static char *
past_table_name(Relation table)
{
	return psprintf("%s_past", RelationGetRelationName(table));
}

static Relation
open_past(Relation table)
{
	Oid			past = get_relname_relid(past_table_name(table), RelationGetNamespace(table));
	Relation	result;

	if (!OidIsValid(past) || get_rel_relkind(past) != RELKIND_RELATION)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table \"%s\" has no table for its past", RelationGetRelationName(table)),
				 errhint("attache_keep_past makes \"%s\".", past_table_name(table))));
	result = table_open(past, RowExclusiveLock);
	past_check_owner(table, result);
	past_check_triggers(result, true);
	return result;
}

/* The one column of the primary key. */
static AttrNumber
key_column(Relation table)
{
	Oid			index_oid;
	Relation	index;
	AttrNumber	key = 0;

	(void) RelationGetIndexList(table);
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

static const char *
key_name(Relation table)
{
	return quote_identifier(NameStr(TupleDescAttr(RelationGetDescr(table), key_column(table) - 1)->attname));
}

/* Does a column have a place of its own in the past? A domain's values are of its base type. */
static bool
has_place(Relation table, Form_pg_attribute column)
{
	Oid			past = get_relname_relid(past_table_name(table), RelationGetNamespace(table));
	const char *name = NameStr(column->attname);
	AttrNumber	number;

	if (strcmp(name, "edit_id") == 0 || strcmp(name, "event") == 0 || strcmp(name, "others") == 0 || strcmp(name, "step") == 0 ||
		strcmp(name, psprintf("%s_id", past_table_name(table))) == 0)
		return false;			/* the past has such a column of its own */
	number = get_attnum(past, name);
	return number > 0 && get_atttype(past, number) == getBaseType(column->atttypid);
}

/*
 * The columns of the table that have a place in the past, each after a prefix; or those
 * that have none, each as a name and a value of JSON.
 */
static char *
list_columns(Relation table, bool with_place, const char *prefix)
{
	TupleDesc	row = RelationGetDescr(table);
	StringInfoData list;
	int			i;

	initStringInfo(&list);
	for (i = 0; i < row->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(row, i);
		const char *name = NameStr(column->attname);

		if (column->attisdropped || has_place(table, column) != with_place)
			continue;
		if (list.len > 0)
			appendStringInfoString(&list, ", ");
		if (with_place)
			appendStringInfo(&list, "%s%s", prefix, quote_identifier(name));
		else
			appendStringInfo(&list, "%s::pg_catalog.text, pg_catalog.to_jsonb(%s%s)", quote_literal_cstr(name), prefix, quote_identifier(name));
	}
	return list.data;
}

/* The others, together, until attache_keep_past makes a place for them. */
static char *
others_of(Relation table, const char *prefix)
{
	const char *others = list_columns(table, false, prefix);

	return others[0] == '\0' ? pstrdup("NULL::pg_catalog.jsonb") : psprintf("pg_catalog.jsonb_build_object(%s)", others);
}

/* --- What is kept ------------------------------------------------------------------ */

static char *
past_of(Relation table)
{
	return quote_qualified_identifier(get_namespace_name(RelationGetNamespace(table)), past_table_name(table));
}

static char *
whole_rows(Relation table, const char *event, const char *source)
{
	return psprintf("INSERT INTO %s (edit_id, step, event, %s, others) SELECT $1, $2, '%s'::pg_catalog.text, %s, %s FROM %s r",
					past_of(table), list_columns(table, true, ""), event, list_columns(table, true, "r."), others_of(table, "r."), source);
}

static char *
deleted_text(Relation table)
{
	return whole_rows(table, "delete", ROWS_BEFORE);
}

static char *
replaced_text(Relation table)
{
	return whole_rows(table, "update", ROWS_BEFORE);
}

static char *
truncated_text(Relation table)
{
	return whole_rows(table, "delete", psprintf("ONLY %s", past_name(table)));
}

static char *
inserted_text(Relation table)
{
	const char *key = key_name(table);

	return psprintf("INSERT INTO %s (edit_id, step, event, %s) SELECT $1, $2, 'insert'::pg_catalog.text, r.%s FROM %s r",
					past_of(table), key, key, ROWS_AFTER);
}

/* The keys that an update has made: hashed, as there may be as many as rows. */
static char *
renamed_text(Relation table)
{
	const char *key = key_name(table);

	return psprintf("INSERT INTO %1$s (edit_id, step, event, %2$s) SELECT $1, $2, 'insert'::pg_catalog.text, n.%2$s"
					" FROM (SELECT r.%2$s FROM %3$s r EXCEPT SELECT r.%2$s FROM %4$s r) n",
					past_of(table), key, ROWS_AFTER, ROWS_BEFORE);
}

static const PastQuery keep_deleted = {deleted_text, SPI_OK_INSERT, 2, {INT8OID, INT8OID}};
static const PastQuery keep_replaced = {replaced_text, SPI_OK_INSERT, 2, {INT8OID, INT8OID}};
static const PastQuery keep_truncated = {truncated_text, SPI_OK_INSERT, 2, {INT8OID, INT8OID}};
static const PastQuery keep_inserted = {inserted_text, SPI_OK_INSERT, 2, {INT8OID, INT8OID}};
static const PastQuery keep_renamed = {renamed_text, SPI_OK_INSERT, 2, {INT8OID, INT8OID}};

/* Both have the rows in the same order. */
static bool
keys_differ(TriggerData *data)
{
	Relation	table = data->tg_relation;
	AttrNumber	key = key_column(table);
	Form_pg_attribute column = TupleDescAttr(RelationGetDescr(table), key - 1);
	TupleTableSlot *old = MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsMinimalTuple);
	TupleTableSlot *new = MakeSingleTupleTableSlot(RelationGetDescr(table), &TTSOpsMinimalTuple);
	bool		differ = false;

	tuplestore_rescan(data->tg_oldtable);
	tuplestore_rescan(data->tg_newtable);
	while (!differ && tuplestore_gettupleslot(data->tg_oldtable, true, false, old) &&
		   tuplestore_gettupleslot(data->tg_newtable, true, false, new))
	{
		bool		nulls[2];
		Datum		before = slot_getattr(old, key, &nulls[0]);
		Datum		after = slot_getattr(new, key, &nulls[1]);

		differ = nulls[0] != nulls[1] || (!nulls[0] && !datum_image_eq(before, after, column->attbyval, column->attlen));
	}
	tuplestore_rescan(data->tg_oldtable);
	tuplestore_rescan(data->tg_newtable);
	ExecDropSingleTupleTableSlot(old);
	ExecDropSingleTupleTableSlot(new);
	return differ;
}

static bool
is_empty(Tuplestorestate *rows)
{
	return tuplestore_tuple_count(rows) == 0;
}

/* --- The triggers -------------------------------------------------------------------- */

static void
refuse_call(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
			 errmsg("attache_past() must be called by the triggers that attache_keep_past makes"),
			 errdetail_internal("%s", detail)));
}

static void
check_past_call(FunctionCallInfo fcinfo)
{
	TriggerData *data = (TriggerData *) fcinfo->context;

	if (TRIGGER_FIRED_FOR_ROW(data->tg_event))
		refuse_call("It keeps the rows of a statement.");
	if (data->tg_relation->rd_rel->relkind != RELKIND_RELATION)
		refuse_call("It keeps the rows of a plain table.");
	if (!TRIGGER_FIRED_BY_TRUNCATE(data->tg_event) && !TRIGGER_FIRED_AFTER(data->tg_event))
		refuse_call("What is inserted, updated or deleted is kept after it is.");
	if (TRIGGER_FIRED_BY_TRUNCATE(data->tg_event) && !TRIGGER_FIRED_BEFORE(data->tg_event))
		refuse_call("What is truncated is kept before it is.");
}

/* A transition table must have the name by which the statements know it. */
static void
check_rows(const char *name, const char *wanted)
{
	if (name == NULL || strcmp(name, wanted) != 0)
		refuse_call(psprintf("Its transition table is called \"%s\".", wanted));
}

static void
keep_rows(const PastQuery *query, TriggerData *data, CommandId step)
{
	Relation	table = data->tg_relation;
	Relation	past = open_past(table);
	Datum		values[] = {Int64GetDatum(past_edit(table)), Int64GetDatum((int64) step)};
	PastRole	before = past_enter(past->rd_rel->relowner);

	if (SPI_register_trigger_data(data) != SPI_OK_TD_REGISTER)
		elog(ERROR, "SPI_register_trigger_data failed");
	past_run(query, table, values, "  ", InvalidSnapshot);
	past_leave(before);
	table_close(past, NoLock);
}

static void
keep_all(TriggerData *data)
{
	Trigger    *trigger = data->tg_trigger;
	CommandId	step;

	if (TRIGGER_FIRED_BY_TRUNCATE(data->tg_event))
	{
		keep_rows(&keep_truncated, data, GetCurrentCommandId(false));
		return;
	}
	step = past_end_statement(RelationGetRelid(data->tg_relation), data->tg_event);
	if (!TRIGGER_FIRED_BY_INSERT(data->tg_event))
	{
		check_rows(trigger->tgoldtable, ROWS_BEFORE);
		if (!is_empty(data->tg_oldtable))
			keep_rows(TRIGGER_FIRED_BY_DELETE(data->tg_event) ? &keep_deleted : &keep_replaced, data, step);
	}
	if (!TRIGGER_FIRED_BY_DELETE(data->tg_event))
	{
		check_rows(trigger->tgnewtable, ROWS_AFTER);
		if (TRIGGER_FIRED_BY_INSERT(data->tg_event) ? !is_empty(data->tg_newtable) : keys_differ(data))
			keep_rows(TRIGGER_FIRED_BY_INSERT(data->tg_event) ? &keep_inserted : &keep_renamed, data, step);
	}
}

/*
 * A right that was granted on all tables of a schema is no right to rewrite the past.
 */
static void
guard(Relation past)
{
	if (has_privs_of_role(GetUserId(), past->rd_rel->relowner))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("table \"%s\" is written by the registry alone", RelationGetRelationName(past)),
			 errdetail("It is part of what the registry keeps of its past."),
			 errhint("Only its owner can change that.")));
}

/*
 * A publication by who is not the owner has the moment that was marked for it, and the
 * name of who makes it.
 */
static void
check_publication(TriggerData *data)
{
	Relation	table = data->tg_relation;
	TupleDesc	row = RelationGetDescr(table);
	int			known_at = SPI_fnumber(row, "known_at");
	int			published_by = SPI_fnumber(row, "published_by");
	bool		nulls[2];
	Datum		values[2];

	if (has_privs_of_role(GetUserId(), table->rd_rel->relowner))
		return;
	if (known_at <= 0 || SPI_gettypeid(row, known_at) != TIMESTAMPTZOID || published_by <= 0 || SPI_gettypeid(row, published_by) != TEXTOID)
		refuse_call("A publication has a moment and somebody who made it.");
	values[0] = heap_getattr(data->tg_trigtuple, known_at, row, &nulls[0]);
	values[1] = heap_getattr(data->tg_trigtuple, published_by, row, &nulls[1]);
	if (nulls[0] || nulls[1] || !past_is_marked(RelationGetNamespace(table), DatumGetTimestampTz(values[0])) ||
		strcmp(TextDatumGetCString(values[1]), GetUserNameFromId(GetSessionUserId(), false)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("only the owner of a registry can publish for another moment or another role"),
				 errhint("The function publish() makes a publication.")));
}

/*
 * By the trigger's argument: "guard" and "publication" are of what is kept, "begin" and
 * none of what it is kept of.
 */
PG_FUNCTION_INFO_V1(attache_past);
Datum
attache_past(PG_FUNCTION_ARGS)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
	const char *what;

	attache_check_library();
	if (!CALLED_AS_TRIGGER(fcinfo))
		refuse_call("It is no function to call.");
	what = data->tg_trigger->tgnargs == 1 ? data->tg_trigger->tgargs[0] : "";
	if (strcmp(what, "guard") == 0 && !TRIGGER_FIRED_FOR_ROW(data->tg_event))
		guard(data->tg_relation);
	else if (strcmp(what, "publication") == 0 && TRIGGER_FIRED_FOR_ROW(data->tg_event) && TRIGGER_FIRED_BY_INSERT(data->tg_event))
		check_publication(data);
	else if (strcmp(what, "begin") == 0 && TRIGGER_FIRED_BEFORE(data->tg_event) && !TRIGGER_FIRED_FOR_ROW(data->tg_event))
		past_begin_statement(RelationGetRelid(data->tg_relation), data->tg_event);
	else
	{
		check_past_call(fcinfo);
		keep_all(data);
	}
	PG_RETURN_POINTER(TRIGGER_FIRED_FOR_ROW(data->tg_event) ? data->tg_trigtuple : NULL);
}
