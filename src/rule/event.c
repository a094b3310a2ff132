/*
 * event.c
 *		What a trigger is called for, checked before it is used.
 *
 * The columns of a table are looked up once, and again after an invalidation.
 */
#include "rule/rule.h"

#include "access/htup_details.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

#include "module.h"

static const struct
{
	const char *name;
	Oid			type;
}			columns[COLUMN_COUNT] =
{
	[COLUMN_ASSIGNMENT_ID] = {"assignment_id", INT8OID},
	[COLUMN_DUE_DAY] = {"due_day", DATEOID},
	[COLUMN_DURING] = {"during", DATERANGEOID},
	[COLUMN_EFFECTIVE_DAY] = {"effective_day", DATEOID},
	[COLUMN_ENDED_AS] = {"ended_as", TEXTOID},
	[COLUMN_ENFORCED] = {"enforced", BOOLOID},
	[COLUMN_EXTENSION] = {"extension", TEXTOID},
	[COLUMN_GOAL_ID] = {"goal_id", INT8OID},
	[COLUMN_KIND] = {"kind", TEXTOID},
	[COLUMN_MEASURE] = {"measure", TEXTOID},
	[COLUMN_MISSION_ID] = {"mission_id", INT8OID},
	[COLUMN_NOTE] = {"note", TEXTOID},
	[COLUMN_POSTING_ID] = {"posting_id", INT8OID},
	[COLUMN_REASON] = {"reason", TEXTOID},
	[COLUMN_REOPENS] = {"reopens", INT8OID},
	[COLUMN_REPRESENTATIVE_ID] = {"representative_id", INT8OID},
	[COLUMN_SEATS] = {"seats", INT4OID},
	[COLUMN_SITE_ID] = {"site_id", INT8OID},
	[COLUMN_TENURE] = {"tenure", DATERANGEOID},
};

static HTAB *tables = NULL;

/* --- The table ------------------------------------------------------------ */

static void
forget_table(Datum arg pg_attribute_unused(), Oid relation)
{
	HASH_SEQ_STATUS scan;
	RuleTable  *table;

	hash_seq_init(&scan, tables);
	while ((table = hash_seq_search(&scan)) != NULL)
		if (relation == InvalidOid || relation == table->relation)
			table->valid = false;
}

static void
create_tables(void)
{
	HASHCTL		control = {
		.keysize = sizeof(Oid),
		.entrysize = sizeof(RuleTable),
		.hcxt = TopMemoryContext,
	};

	tables = hash_create("attache rule tables", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	CacheRegisterRelcacheCallback(forget_table, (Datum) 0);
}

/*
 * Rows of a plain table are heap tuples, with the command that wrote them; rows of
 * other relations may be anything.
 */
static void
check_is_heap(Relation relation)
{
	if (relation->rd_rel->relkind != RELKIND_RELATION || relation->rd_rel->relam != HEAP_TABLE_AM_OID)
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a table of a registry", RelationGetRelationName(relation)),
				 errdetail("Rules need a plain table with the access method heap.")));
}

static AttrNumber
find_column(TupleDesc row, RuleColumn column)
{
	int			i;

	for (i = 0; i < row->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(row, i);

		if (!attribute->attisdropped && attribute->atttypid == columns[column].type &&
			strcmp(NameStr(attribute->attname), columns[column].name) == 0)
			return attribute->attnum;
	}
	return 0;
}

static RuleTable
find_table(Relation relation)
{
	Oid			oid = RelationGetRelid(relation);
	RuleTable  *table;
	bool		found;
	int			i;

	if (tables == NULL)
		create_tables();
	table = hash_search(tables, &oid, HASH_ENTER, &found);
	if (!found)
		table->valid = false;
	if (!table->valid)
	{
		check_is_heap(relation);
		for (i = 0; i < COLUMN_COUNT; i++)
			table->columns[i] = find_column(RelationGetDescr(relation), i);
		table->valid = true;
	}
	return *table;
}

/* --- The row -------------------------------------------------------------- */

/* A deferred trigger may find that its row has been replaced since. */
static bool
row_is_gone(Relation table, TupleTableSlot *slot)
{
	return !table_tuple_satisfies_snapshot(table, slot, SnapshotSelf);
}

/*
 * The command that wrote a row.  A row of COPY ... FREEZE has lost its xmin, on which
 * the server's function insists, but still has its command.
 */
static CommandId
command_of_new(HeapTuple row)
{
	HeapTupleHeader header = row->t_data;

	return (header->t_infomask & HEAP_COMBOCID) != 0
		? HeapTupleHeaderGetCmin(header)
		: HeapTupleHeaderGetRawCommandId(header);
}

/*
 * The round of triggers that a call belongs to.  In each round the server looks the
 * trigger's function up once, and lets it keep something there.
 */
static uintptr_t
round_of(FunctionCallInfo fcinfo)
{
	static uintptr_t last = 0;

	if (fcinfo->flinfo->fn_extra == NULL)
	{
		attache_check_library();
		fcinfo->flinfo->fn_extra = (void *) ++last;
	}
	return (uintptr_t) fcinfo->flinfo->fn_extra;
}

static void
read_rows(RuleEvent *event, TriggerData *data)
{
	if (TRIGGER_FIRED_BY_INSERT(data->tg_event))
		event->new = data->tg_trigtuple;
	else
		event->old = data->tg_trigtuple;
	if (TRIGGER_FIRED_BY_UPDATE(data->tg_event))
		event->new = data->tg_newtuple;

	event->written = event->new;
	event->command = event->new != NULL
		? command_of_new(event->new)
		: HeapTupleHeaderGetCmax(event->old->t_data);
	if (event->new != NULL &&
		row_is_gone(event->table, event->old == NULL ? data->tg_trigslot : data->tg_newslot))
		event->new = NULL;
}

static void
check_is_trigger(FunctionCallInfo fcinfo)
{
	TriggerData *data = (TriggerData *) fcinfo->context;

	if (CALLED_AS_TRIGGER(fcinfo) &&
		(TRIGGER_FIRED_BY_TRUNCATE(data->tg_event) ||
		 TRIGGER_FIRED_AFTER(data->tg_event) == (bool) TRIGGER_FIRED_FOR_ROW(data->tg_event)))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
			 errmsg("attache_rule() must be called by an AFTER ROW, a BEFORE STATEMENT or a TRUNCATE trigger")));
}

RuleEvent
rule_event(FunctionCallInfo fcinfo)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
	RuleEvent	event = {0};

	check_is_trigger(fcinfo);
	event.table = data->tg_relation;
	event.columns = find_table(event.table);
	event.round = round_of(fcinfo);
	event.home = get_func_namespace(fcinfo->flinfo->fn_oid);
	GetUserIdAndSecContext(&event.writer, &event.writer_context);
	event.is_truncate = TRIGGER_FIRED_BY_TRUNCATE(data->tg_event);
	event.is_ahead = !event.is_truncate && TRIGGER_FIRED_FOR_STATEMENT(data->tg_event);
	if (event.is_truncate || event.is_ahead)
		event.command = GetCurrentCommandId(false);
	else
		read_rows(&event, data);
	return event;
}

/* The raw xmin: that of a row of COPY ... FREEZE is still there. */
bool
rule_old_is_own(const RuleEvent *event)
{
	return event->old != NULL &&
		TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetRawXmin(event->old->t_data));
}

/* Each version of a row says where the next is; the last points to itself. */
HeapTuple
rule_latest(const RuleEvent *event)
{
	TupleTableSlot *slot;
	HeapTuple	row = NULL;
	ItemPointerData at;
	bool		more;

	if (event->new != NULL || event->written == NULL)
		return event->new;
	slot = table_slot_create(event->table, NULL);
	at = event->written->t_data->t_ctid;
	do
	{
		more = false;
		row = NULL;
		if (!table_tuple_fetch_row_version(event->table, &at, SnapshotAny, slot))
			break;
		row = ExecFetchSlotHeapTuple(slot, false, NULL);
		if (!table_tuple_satisfies_snapshot(event->table, slot, SnapshotSelf))
		{
			more = !ItemPointerEquals(&at, &row->t_data->t_ctid);
			at = row->t_data->t_ctid;
			row = NULL;
		}
	} while (more);
	row = row != NULL ? heap_copytuple(row) : NULL;
	ExecDropSingleTupleTableSlot(slot);
	return row;
}

/* --- Columns -------------------------------------------------------------- */

Datum
rule_column_or_null(const RuleEvent *event, HeapTuple row, RuleColumn column, bool *is_null)
{
	AttrNumber	number = event->columns.columns[column];

	if (number == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("table \"%s\" has no column \"%s\" of type %s", RelationGetRelationName(event->table),
						columns[column].name, format_type_be(columns[column].type)),
				 errdetail("A rule of the registry reads it.")));
	return heap_getattr(row, number, RelationGetDescr(event->table), is_null);
}

Datum
rule_column(const RuleEvent *event, HeapTuple row, RuleColumn column)
{
	bool		is_null;
	Datum		value = rule_column_or_null(event, row, column, &is_null);

	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_NULL_VALUE_NOT_ALLOWED),
				 errmsg("null value in column \"%s\" of table \"%s\"",
						columns[column].name, RelationGetRelationName(event->table)),
				 errdetail("A rule of the registry reads it.")));
	return value;
}

bool
rule_column_is_set(const RuleEvent *event, HeapTuple row, RuleColumn column)
{
	bool		is_null;

	(void) rule_column_or_null(event, row, column, &is_null);
	return !is_null;
}

static bool
is_named(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* Has the row changed in a column of those that are named, or of the others? */
static bool
differs_in(const RuleEvent *event, const char *const *names, bool wanted)
{
	TupleDesc	row = RelationGetDescr(event->table);
	int			i;

	for (i = 0; i < row->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(row, i);
		bool		nulls[2];
		Datum		old;
		Datum		new;

		if (column->attisdropped || is_named(NameStr(column->attname), names) != wanted)
			continue;
		old = heap_getattr(event->old, i + 1, row, &nulls[0]);
		new = heap_getattr(event->written, i + 1, row, &nulls[1]);
		if (nulls[0] != nulls[1] || (!nulls[0] && !datumIsEqual(old, new, column->attbyval, column->attlen)))
			return true;
	}
	return false;
}

bool
rule_row_differs(const RuleEvent *event, const char *const *apart)
{
	return differs_in(event, apart, false);
}

bool
rule_row_differs_in(const RuleEvent *event, const char *const *names)
{
	return differs_in(event, names, true);
}
