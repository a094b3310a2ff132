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
#include "access/stratnum.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/tuptable.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/snapmgr.h"
#include "utils/tuplestore.h"

#include "compat.h"
#include "module.h"

/* The names by which the triggers know the rows of their statement. */
#define ROWS_BEFORE "before"
#define ROWS_AFTER "after"

/* --- Places ---------------------------------------------------------------------- */

/* Where the columns of a row go in the past. */
typedef struct Places
{
	AttrNumber	edit;
	AttrNumber	step;
	AttrNumber	event;
	AttrNumber *columns;		/* by column of the table; 0 for none of its
								 * own */
	AttrNumber	others;			/* those that have none; 0 if there are none */
} Places;

/* What the past has for itself: a column of the table that is called so has no place there. */
static bool
is_own_column(const char *name, const char *own_key)
{
	return strcmp(name, "edit_id") == 0 || strcmp(name, "event") == 0 || strcmp(name, "others") == 0 || strcmp(name, "step") == 0 ||
		strcmp(name, own_key) == 0;
}

/* A domain's values are of its base type. */
static AttrNumber
find_place(PastWriter *writer, Form_pg_attribute column, const char *own_key)
{
	const char *name = NameStr(column->attname);

	return is_own_column(name, own_key) ? 0 : past_column_or_none(writer, name, getBaseType(column->atttypid));
}

/* Of all columns, or of one. */
static Places
find_places(Relation table, PastWriter *writer, AttrNumber one)
{
	TupleDesc	row = RelationGetDescr(table);
	const char *own_key = psprintf("%s_id", past_table_name(table));
	Places		places = {
		.edit = past_column(writer, "edit_id", INT8OID),
		.step = past_column(writer, "step", INT8OID),
		.event = past_column(writer, "event", TEXTOID),
		.columns = palloc0(row->natts * sizeof(AttrNumber)),
	};
	int			i;

	for (i = 0; i < row->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(row, i);

		if (column->attisdropped || (one > 0 && column->attnum != one))
			continue;
		places.columns[i] = find_place(writer, column, own_key);
		if (places.columns[i] == 0)
			places.others = past_column(writer, "others", JSONBOID);
	}
	return places;
}

/* --- What is kept ------------------------------------------------------------------ */

static Relation
open_to_write(Relation table)
{
	Relation	past = past_open(table, RowExclusiveLock);

	past_check_owner(table, past);
	past_check_triggers(past, true);
	return past;
}


/* Rows of a table that are being kept. */
typedef struct Keeping
{
	Relation	table;
	Relation	past;
	Places		places;
	PastWriter *writer;
	Datum		edit;
	Datum		step;
	Datum		event;
	bool		is_within;		/* runs within a statement that writes the
								 * table */
	CommandId	within;			/* the command of the first such */
	int			settings;		/* level of those that words are made with, 0
								 * for none */
} Keeping;

static Keeping
begin_keeping(Relation table, const char *event, CommandId step, AttrNumber one)
{
	Keeping		keeping = {.table = table, .past = open_to_write(table)};

	keeping.edit = Int64GetDatum(past_edit(table));
	keeping.step = Int64GetDatum((int64) step);
	keeping.event = CStringGetTextDatum(event);
	keeping.is_within = strcmp(event, "insert") != 0 && past_is_written(RelationGetRelid(table), &keeping.within) && keeping.within < step;
	keeping.writer = past_begin_rows(keeping.past);
	keeping.places = find_places(table, keeping.writer, one);
	if (keeping.places.others > 0)
		keeping.settings = past_begin_words();
	return keeping;
}

static void
end_keeping(Keeping *keeping)
{
	if (keeping->settings > 0)
		past_end_words(keeping->settings);
	past_end_rows(keeping->writer);
	table_close(keeping->past, NoLock);
}

/*
 * The columns without a place, together, until attache_keep_past makes one for them. A
 * type may have anybody's cast to json.
 */
static void
keep_others(Keeping *keeping, TupleTableSlot *row)
{
	MemoryContext before = MemoryContextSwitchTo(past_row_memory(keeping->writer));
	PastRole	owner = past_as_before(keeping->writer);
	Datum		words = past_words(row, keeping->places.columns);

	past_leave(owner);
	past_set(keeping->writer, keeping->places.others, words);
	MemoryContextSwitchTo(before);
}

/* --- Statements within statements -------------------------------------------------- */

static ScanKeyData
key_is(Relation table, Relation index, Datum key)
{
	AttrNumber	column = past_key_column(table);
	Oid			equal = get_opfamily_member(index->rd_opfamily[0], index->rd_opcintype[0], index->rd_opcintype[0], BTEqualStrategyNumber);
	ScanKeyData scan_key;

	ScanKeyEntryInitialize(&scan_key, 0, column, BTEqualStrategyNumber, index->rd_opcintype[0],
						   index->rd_indcollation[0], get_opcode(equal), key);
	return scan_key;
}

static bool
is_same_row(HeapTuple tuple, TupleTableSlot *row)
{
	TupleDesc	columns = row->tts_tupleDescriptor;
	int			i;

	slot_getallattrs(row);
	for (i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);
		bool		is_null;
		Datum		value = heap_getattr(tuple, i + 1, columns, &is_null);

		if (column->attisdropped)
			continue;
		if (is_null != row->tts_isnull[i] || (!is_null && !datum_image_eq(value, row->tts_values[i], column->attbyval, column->attlen)))
			return false;
	}
	return true;
}

/* Did the table have this very row before a command of this transaction? */
static bool
was_there(Relation table, Datum key, TupleTableSlot *row, CommandId command)
{
	Relation	index = index_open(table->rd_pkindex, AccessShareLock);
	Snapshot	before = RegisterSnapshot(GetLatestSnapshot());
	ScanKeyData scan_key = key_is(table, index, key);
	SysScanDesc scan;
	HeapTuple	tuple;
	bool		found;

	before->curcid = command;
	scan = systable_beginscan(table, RelationGetRelid(index), true, before, 1, &scan_key);
	tuple = systable_getnext(scan);
	found = HeapTupleIsValid(tuple) && is_same_row(tuple, row);
	systable_endscan(scan);
	UnregisterSnapshot(before);
	index_close(index, AccessShareLock);
	return found;
}

/*
 * The step of a row that was replaced or deleted, by a statement that another runs, which
 * also writes the table: that of the other, if the row was there before it. So what was
 * there comes before what the other inserts under its key, though it is replaced later.
 */
static Datum
step_of(Keeping *keeping, TupleTableSlot *row)
{
	AttrNumber	column = past_key_column(keeping->table);
	bool		is_null;
	Datum		key = slot_getattr(row, column, &is_null);

	return !is_null && was_there(keeping->table, key, row, keeping->within) ? Int64GetDatum((int64) keeping->within) : keeping->step;
}

static void
keep_row(Keeping *keeping, TupleTableSlot *row)
{
	PastWriter *writer = keeping->writer;
	const Places *places = &keeping->places;
	int			natts = RelationGetDescr(keeping->table)->natts;
	int			i;

	CHECK_FOR_INTERRUPTS();
	past_begin_row(writer);
	past_set(writer, places->edit, keeping->edit);
	past_set(writer, places->step, keeping->is_within ? step_of(keeping, row) : keeping->step);
	past_set(writer, places->event, keeping->event);
	slot_getallattrs(row);
	for (i = 0; i < natts; i++)
		if (places->columns[i] > 0 && !row->tts_isnull[i])
			past_set(writer, places->columns[i], row->tts_values[i]);
	if (places->others > 0)
		keep_others(keeping, row);
	past_end_row(writer);
}

/* The rows of a statement: all of each, or one column. */
static void
keep_rows(TriggerData *data, const char *event, CommandId step, Tuplestorestate *rows, AttrNumber one)
{
	Keeping		keeping = begin_keeping(data->tg_relation, event, step, one);
	TupleTableSlot *row = MakeSingleTupleTableSlot(RelationGetDescr(data->tg_relation), &TTSOpsMinimalTuple);

	tuplestore_rescan(rows);
	while (tuplestore_gettupleslot(rows, true, false, row))
		keep_row(&keeping, row);
	tuplestore_rescan(rows);
	ExecDropSingleTupleTableSlot(row);
	end_keeping(&keeping);
}

static void
keep_truncated(Relation table)
{
	Keeping		keeping = begin_keeping(table, "delete", GetCurrentCommandId(false), 0);
	TupleTableSlot *row = table_slot_create(table, NULL);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TableScanDesc scan = table_beginscan(table, snapshot, 0, NULL, 0);

	while (table_scan_getnextslot(scan, ForwardScanDirection, row))
		keep_row(&keeping, row);
	table_endscan(scan);
	UnregisterSnapshot(snapshot);
	ExecDropSingleTupleTableSlot(row);
	end_keeping(&keeping);
}

/* The keys that an update has made: hashed, as there may be as many as rows. */
static char *
renamed_text(Relation table)
{
	return psprintf("INSERT INTO %1$s (edit_id, step, event, %2$s) SELECT $1, $2, 'insert'::pg_catalog.text, n.%2$s"
					" FROM (SELECT r.%2$s FROM %3$s r EXCEPT SELECT r.%2$s FROM %4$s r) n",
					past_name_beside(table, past_table_name(table)), past_key_name(table), ROWS_AFTER, ROWS_BEFORE);
}

static const PastQuery write_renamed = {renamed_text, SPI_OK_INSERT, 2, {INT8OID, INT8OID}};

static void
keep_renamed(TriggerData *data, CommandId step)
{
	Relation	table = data->tg_relation;
	Relation	past = open_to_write(table);
	Datum		values[] = {Int64GetDatum(past_edit(table)), Int64GetDatum((int64) step)};
	PastRole	before = past_enter(past->rd_rel->relowner);

	SPI_connect();
	if (SPI_register_trigger_data(data) != SPI_OK_TD_REGISTER)
		elog(ERROR, "SPI_register_trigger_data failed");
	past_run(&write_renamed, table, values, "  ", InvalidSnapshot);
	SPI_finish();
	past_leave(before);
	table_close(past, NoLock);
}

/* Both have the rows in the same order. */
static bool
keys_differ(TriggerData *data)
{
	Relation	table = data->tg_relation;
	AttrNumber	key = past_key_column(table);
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

		CHECK_FOR_INTERRUPTS();
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
keep_replaced(TriggerData *data, CommandId step)
{
	check_rows(data->tg_trigger->tgoldtable, ROWS_BEFORE);
	check_rows(data->tg_trigger->tgnewtable, ROWS_AFTER);
	if (is_empty(data->tg_oldtable))
		return;
	keep_rows(data, "update", step, data->tg_oldtable, 0);
	if (keys_differ(data))
		keep_renamed(data, step);
}

static void
keep_all(TriggerData *data)
{
	CommandId	step;

	if (TRIGGER_FIRED_BY_TRUNCATE(data->tg_event))
	{
		keep_truncated(data->tg_relation);
		return;
	}
	step = past_end_statement(RelationGetRelid(data->tg_relation), data->tg_event);
	if (TRIGGER_FIRED_BY_UPDATE(data->tg_event))
		keep_replaced(data, step);
	else if (TRIGGER_FIRED_BY_DELETE(data->tg_event))
	{
		check_rows(data->tg_trigger->tgoldtable, ROWS_BEFORE);
		if (!is_empty(data->tg_oldtable))
			keep_rows(data, "delete", step, data->tg_oldtable, 0);
	}
	else
	{
		check_rows(data->tg_trigger->tgnewtable, ROWS_AFTER);
		if (!is_empty(data->tg_newtable))
			keep_rows(data, "insert", step, data->tg_newtable, past_key_column(data->tg_relation));
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

PG_FUNCTION_INFO_V1(attache_past);

bool
past_is_trigger_function(Oid function)
{
	FmgrInfo	info;

	fmgr_info(function, &info);
	return info.fn_addr == attache_past;
}

/*
 * By the trigger's argument: "guard" and "publication" are of what is kept, "begin" and
 * none of what it is kept of.
 */
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
