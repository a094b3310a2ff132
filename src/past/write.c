/*
 * write.c
 *		Rows that go straight into the tables that keep the past.
 *
 * No statement writes them, so there is no name to look up, no rule to rewrite it and no
 * plan that was made when the table was empty. They go in as rows do that a subscriber
 * receives: checks, indexes, defaults and triggers of rows are those of the table.
 */
#include "past/past.h"

#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/dependency.h"
#include "commands/sequence.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "optimizer/optimizer.h"
#include "rewrite/rewriteHandler.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "compat.h"

struct PastWriter
{
	EState	   *estate;
	ResultRelInfo *result;
	TupleTableSlot *slot;
	bool	   *is_given;		/* by column: is its value set for each row? */
	Oid		   *sequences;		/* by column: what numbers it otherwise */
	ExprState **defaults;		/* by column: what else it gets, NULL for NULL */
	PastRole	before;
};

/* --- Sequences ------------------------------------------------------------------------ */

/* The sequences of identity columns, which take the catalogs longer to find than a row to write. */
typedef struct SequenceKey
{
	Oid			table;
	uint32		column;			/* widened so that the key has no padding */
} SequenceKey;

typedef struct SequenceEntry
{
	SequenceKey key;
	Oid			sequence;		/* 0 if the column is no such column */
} SequenceEntry;

static HTAB *sequences = NULL;

static void
forget_sequence(Datum arg pg_attribute_unused(), Oid table)
{
	HASH_SEQ_STATUS status;
	SequenceEntry *entry;

	hash_seq_init(&status, sequences);
	while ((entry = hash_seq_search(&status)) != NULL)
		if (!OidIsValid(table) || entry->key.table == table)
			(void) hash_search(sequences, &entry->key, HASH_REMOVE, NULL);
}

static void
create_sequences(void)
{
	HASHCTL		control = {.keysize = sizeof(SequenceKey), .entrysize = sizeof(SequenceEntry), .hcxt = TopMemoryContext};

	sequences = hash_create("attache past sequences", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	CacheRegisterRelcacheCallback(forget_sequence, (Datum) 0);
}

Oid
past_sequence(Relation table, AttrNumber column)
{
	SequenceKey key = {RelationGetRelid(table), column};
	SequenceEntry *entry;
	Oid			sequence;

	if (sequences == NULL)
		create_sequences();
	entry = hash_search(sequences, &key, HASH_FIND, NULL);
	if (entry != NULL)
		return entry->sequence;
	sequence = getIdentitySequence(table, column, true);
	entry = hash_search(sequences, &key, HASH_ENTER, NULL);
	entry->sequence = sequence;
	return sequence;
}

/* --- Rows ------------------------------------------------------------------------------ */

/* Begin to write rows as the owner of the table. All that it takes goes with the executor's state. */
PastWriter *
past_begin_rows(Relation table)
{
	EState	   *estate = CreateExecutorState();
	MemoryContext before = MemoryContextSwitchTo(estate->es_query_cxt);
	PastWriter *writer = palloc0(sizeof(PastWriter));

	writer->before = past_enter(table->rd_rel->relowner);
	writer->estate = estate;
	estate->es_output_cid = GetCurrentCommandId(true);
	writer->result = makeNode(ResultRelInfo);
	InitResultRelInfo(writer->result, table, 0, NULL, 0);
	ExecOpenIndices(writer->result, false);
	writer->slot = table_slot_create(table, &estate->es_tupleTable);
	writer->is_given = palloc0(RelationGetDescr(table)->natts * sizeof(bool));
	AfterTriggerBeginQuery();
	MemoryContextSwitchTo(before);
	return writer;
}

/* The place of a column of a type, whose value each row sets; 0 if there is none. */
AttrNumber
past_column_or_none(PastWriter *writer, const char *name, Oid type)
{
	Relation	table = writer->result->ri_RelationDesc;
	AttrNumber	column = get_attnum(RelationGetRelid(table), name);

	if (column <= 0 || TupleDescAttr(RelationGetDescr(table), column - 1)->atttypid != type)
		return 0;
	writer->is_given[column - 1] = true;
	return column;
}

AttrNumber
past_column(PastWriter *writer, const char *name, Oid type)
{
	AttrNumber	column = past_column_or_none(writer, name, type);

	if (column == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("table \"%s\" has no column \"%s\" of type %s", RelationGetRelationName(writer->result->ri_RelationDesc), name, format_type_be(type)),
				 errhint("It is part of what the registry keeps of its past. Give it back its column.")));
	return column;
}

static ExprState *
default_of(PastWriter *writer, AttrNumber column)
{
	Relation	table = writer->result->ri_RelationDesc;
	Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(table), column - 1);
	Node	   *expression;

	if (attribute->attisdropped || attribute->attgenerated != '\0' || attribute->attidentity != '\0' || writer->is_given[column - 1])
		return NULL;
	expression = build_column_default(table, column);
	return expression == NULL ? NULL : ExecPrepareExpr((Expr *) expression, writer->estate);
}

static Oid
sequence_of(PastWriter *writer, AttrNumber column)
{
	Relation	table = writer->result->ri_RelationDesc;
	Form_pg_attribute attribute = TupleDescAttr(RelationGetDescr(table), column - 1);

	return attribute->attidentity == '\0' || writer->is_given[column - 1] ? InvalidOid : past_sequence(table, column);
}

static void
find_defaults(PastWriter *writer)
{
	int			natts = RelationGetDescr(writer->result->ri_RelationDesc)->natts;
	MemoryContext context = writer->estate->es_query_cxt;
	int			column;

	writer->sequences = MemoryContextAlloc(context, natts * sizeof(Oid));
	writer->defaults = MemoryContextAlloc(context, natts * sizeof(ExprState *));
	for (column = 1; column <= natts; column++)
	{
		writer->sequences[column - 1] = sequence_of(writer, column);
		writer->defaults[column - 1] = default_of(writer, column);
	}
}

/* Begin a row, in which nothing is set yet; once all columns have been asked for. */
void
past_begin_row(PastWriter *writer)
{
	int			natts = RelationGetDescr(writer->result->ri_RelationDesc)->natts;

	if (writer->defaults == NULL)
		find_defaults(writer);
	ResetPerTupleExprContext(writer->estate);
	ExecClearTuple(writer->slot);
	memset(writer->slot->tts_isnull, true, natts * sizeof(bool));
}

void
past_set(PastWriter *writer, AttrNumber column, Datum value)
{
	writer->slot->tts_values[column - 1] = value;
	writer->slot->tts_isnull[column - 1] = false;
}

static void
set_defaults(PastWriter *writer)
{
	int			natts = RelationGetDescr(writer->result->ri_RelationDesc)->natts;
	ExprContext *context = GetPerTupleExprContext(writer->estate);
	int			i;

	for (i = 0; i < natts; i++)
	{
		if (OidIsValid(writer->sequences[i]))
			past_set(writer, i + 1, Int64GetDatum(nextval_internal(writer->sequences[i], false)));
		if (writer->defaults[i] != NULL)
			writer->slot->tts_values[i] = ExecEvalExprSwitchContext(writer->defaults[i], context, &writer->slot->tts_isnull[i]);
	}
}

void
past_end_row(PastWriter *writer)
{
	set_defaults(writer);
	ExecStoreVirtualTuple(writer->slot);
	ExecSimpleRelationInsert(writer->result, writer->estate, writer->slot);
}

PastRole
past_as_before(PastWriter *writer)
{
	PastRole	owner;

	GetUserIdAndSecContext(&owner.user, &owner.context);
	past_leave(writer->before);
	return owner;
}

MemoryContext
past_row_memory(PastWriter *writer)
{
	return GetPerTupleMemoryContext(writer->estate);
}

void
past_end_rows(PastWriter *writer)
{
	PastRole	before = writer->before;

	AfterTriggerEndQuery(writer->estate);
	ExecCloseResultRelations(writer->estate);	/* those that triggers were
												 * run for */
	ExecResetTupleTable(writer->estate->es_tupleTable, false);
	ExecCloseIndices(writer->result);
	FreeExecutorState(writer->estate);
	past_leave(before);
}
