/*
 * edit.c
 *		Edits: the transactions that change a registry, and the moment from which each
 *		is known.
 *
 * What is known at a moment is what was committed by then, and a question about a past
 * moment must have one answer for ever.  So moments are given out in the order of
 * commits: just before a transaction commits, after all that its deferred triggers do,
 * it takes a lock of the registry, reads the clock, and keeps the lock to its end.  A
 * moment is later than every one before it, even if the clock steps back.
 *
 * Then whoever sees an edit sees each one with an earlier moment, and a question about
 * a moment up to that of the last edit that it sees is answered for ever.  A question
 * about a later one waits for whoever is committing: see attache_check_moment().
 *
 * A transaction that is prepared ends at a time that it cannot know.  Its edit gets its
 * moment with the next that is given out after COMMIT PREPARED.
 */
#include "past/past.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_type.h"
#include "commands/sequence.h"
#include "commands/trigger.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/proc.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "compat.h"

/* Why something is changed, as given at a level of subtransactions. */
typedef struct Reason
{
	char	   *words;
	int			depth;
} Reason;

/* What this transaction does to one registry. */
typedef struct Edit
{
	Oid			table;			/* of edits */
	Oid			schema;
	int64		number;
	Oid			writer;			/* who wrote first */
	List	   *reasons;		/* of Reason, the last at the end */
	int			depth;			/* the lowest level of subtransactions that
								 * has a change, 0 for none */
} Edit;

static List *edits = NIL;		/* in TopTransactionContext */

/* A statement that has begun to write, and what number its command has. */
typedef struct Begun
{
	Oid			table;
	TriggerEvent event;
	CommandId	command;
	int			depth;
} Begun;

static List *begun = NIL;		/* likewise, the last at the end */

/* --- Moments ------------------------------------------------------------------ */

/* The index that has the edits in the order of their moments. */
static bool
is_of_moments(Relation index, AttrNumber moment)
{
	return index->rd_rel->relam == BTREE_AM_OID && index->rd_index->indisvalid && index->rd_index->indkey.values[0] == moment &&
		(index->rd_indoption[0] & INDOPTION_DESC) == 0 && RelationGetIndexPredicate(index) == NIL;
}

static Relation
open_moments(Relation table)
{
	AttrNumber	moment = get_attnum(RelationGetRelid(table), "known_from");
	ListCell   *cell;

	foreach(cell, RelationGetIndexList(table))
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);

		if (is_of_moments(index, moment))
			return index;
		index_close(index, AccessShareLock);
	}
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("table \"%s\" has no index of the moments of its edits", RelationGetRelationName(table)),
			 errhint("CREATE INDEX ON %s (known_from).", past_name(table))));
}

/*
 * The last moment that was given out, and whether edits wait for theirs: those that were
 * prepared, and have been committed since. Whoever has the lock needs no snapshot to see
 * all that was committed; and is not taken for a reader whom others' edits would concern.
 */
static TimestampTz
last_moment(Relation table, bool *some_wait)
{
	Relation	index = open_moments(table);
	SysScanDesc scan = systable_beginscan_ordered(table, index, SnapshotSelf, 0, NULL);
	TimestampTz moment = DT_NOBEGIN;
	HeapTuple	row;
	bool		is_null;

	*some_wait = false;
	while ((row = systable_getnext_ordered(scan, BackwardScanDirection)) != NULL)
	{
		moment = DatumGetTimestampTz(heap_getattr(row, index->rd_index->indkey.values[0], RelationGetDescr(table), &is_null));
		if (!TIMESTAMP_IS_NOEND(moment))
			break;
		*some_wait = true;
		moment = DT_NOBEGIN;
	}
	systable_endscan_ordered(scan);
	index_close(index, AccessShareLock);
	return moment;
}

static char *
settle_text(Relation table)
{
	return psprintf("UPDATE %s e SET known_from = $1 WHERE e.known_from OPERATOR(pg_catalog.=) 'infinity'::pg_catalog.timestamptz",
					past_name(table));
}

static const PastQuery settle_prepared = {settle_text, SPI_OK_UPDATE, 1, {TIMESTAMPTZOID}};

/* What was prepared is known from the same moment on as the edit that finds it. */
static void
settle(Relation table, TimestampTz moment)
{
	Datum		values[] = {TimestampTzGetDatum(moment)};
	PastRole	before = past_enter(table->rd_rel->relowner);

	SPI_connect();
	past_run(&settle_prepared, table, values, " ", GetLatestSnapshot());
	SPI_finish();
	past_leave(before);
}

/* It may have been dropped since. */
static const char *
role_name(Oid role)
{
	const char *name = GetUserNameFromId(role, true);

	return name != NULL ? name : psprintf("%u", role);
}

static void
set_text(PastWriter *writer, AttrNumber column, const char *text)
{
	if (text != NULL && text[0] != '\0')
		past_set(writer, column, CStringGetTextDatum(text));
}

static const char *
last_reason(const Edit *edit)
{
	return edit->reasons == NIL ? NULL : ((Reason *) llast(edit->reasons))->words;
}

static void
write_row(Relation table, const Edit *edit, TimestampTz moment)
{
	PastWriter *writer = past_begin_rows(table);
	AttrNumber	number = past_column(writer, "edit_id", INT8OID);
	AttrNumber	known_from = past_column(writer, "known_from", TIMESTAMPTZOID);
	AttrNumber	session_role = past_column(writer, "session_role", TEXTOID);
	AttrNumber	role = past_column(writer, "role", TEXTOID);
	AttrNumber	application = past_column(writer, "application", TEXTOID);
	AttrNumber	reason = past_column(writer, "reason", TEXTOID);

	past_begin_row(writer);
	past_set(writer, number, Int64GetDatum(edit->number));
	past_set(writer, known_from, TimestampTzGetDatum(moment));
	set_text(writer, session_role, role_name(GetSessionUserId()));
	set_text(writer, role, role_name(edit->writer));
	set_text(writer, application, application_name);
	set_text(writer, reason, last_reason(edit));
	past_end_row(writer);
	past_end_rows(writer);
}

static void
write_edit(Relation table, const Edit *edit, TimestampTz moment)
{
	PushActiveSnapshot(GetLatestSnapshot());
	write_row(table, edit, moment);
	PopActiveSnapshot();
}

/* The edit of a transaction that is prepared has no moment yet. */
static void
leave_without_moment(Relation table, const Edit *edit)
{
	past_check_triggers(table, false);
	write_edit(table, edit, DT_NOEND);
}

/* Gives an edit its moment. The lock is kept to the end of the transaction. */
static TimestampTz
stamp(Relation table, const Edit *edit)
{
	TimestampTz moment;
	TimestampTz last;
	bool		some_wait;

	past_check_triggers(table, false);
	LockDatabaseObject(RelationRelationId, RelationGetRelid(table), 0, ExclusiveLock);
	last = last_moment(table, &some_wait);
	moment = Max(GetCurrentTimestamp(), last + 1);
	write_edit(table, edit, moment);
	if (some_wait)
		settle(table, moment);
	return moment;
}

/* --- The edits of this transaction ---------------------------------------------- */

static int
compare_tables(const ListCell *a, const ListCell *b)
{
	Oid			one = ((Edit *) lfirst(a))->table;
	Oid			other = ((Edit *) lfirst(b))->table;

	return one < other ? -1 : one > other;
}

/* In the order of their tables, so that two who edit the same registries do not deadlock. */
static void
write_edits(bool is_prepared)
{
	ListCell   *cell;
	bool		is_read_only = XactReadOnly;

	XactReadOnly = false;		/* it was not when it wrote */
	list_sort(edits, compare_tables);
	foreach(cell, edits)
	{
		Edit	   *edit = lfirst(cell);
		Relation	table;

		if (edit->depth == 0)
			continue;
		table = try_table_open(edit->table, RowExclusiveLock);
		if (table == NULL)		/* dropped, with the registry */
			continue;
		if (is_prepared)
			leave_without_moment(table, edit);
		else
			(void) stamp(table, edit);
		table_close(table, NoLock);
	}
	XactReadOnly = is_read_only;
}

/* The moment that this transaction marked last, which a publication may have. */
static struct
{
	Oid			schema;
	TimestampTz moment;
	LocalTransactionId transaction;
	uint64		rollbacks;		/* which would undo it */
}			marked;

static bool
is_marked_here(void)
{
	return marked.transaction == OWN_TRANSACTION && marked.rollbacks == past_rollbacks();
}

bool
past_is_marked(Oid schema, TimestampTz moment)
{
	return marked.schema == schema && marked.moment == moment && is_marked_here();
}

/* The lock would outlive the session, and nobody could commit meanwhile. */
static void
check_may_prepare(void)
{
	if (!is_marked_here())
		return;
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("a transaction that publishes cannot be prepared"),
			 errdetail("Nobody can commit a change of the registry until it ends."),
			 errhint("Publish in a transaction of its own, and commit it.")));
}

static void
transaction_ends(XactEvent event, void *arg pg_attribute_unused())
{
	switch (event)
	{
		case XACT_EVENT_PRE_COMMIT:
			write_edits(false);
			break;
		case XACT_EVENT_PRE_PREPARE:
			check_may_prepare();
			write_edits(true);
			break;
		case XACT_EVENT_COMMIT:
		case XACT_EVENT_ABORT:
		case XACT_EVENT_PREPARE:
			edits = NIL;
			begun = NIL;
			break;
		default:
			break;
	}
}

static void
forget_begun(int place)
{
	pfree(list_nth(begun, place));
	begun = list_delete_nth_cell(begun, place);
}

/* The last at a level replaces those before; once, as a transaction may have millions of statements. */
static void
add_reason(Edit *edit, const char *words, int depth)
{
	MemoryContext before = MemoryContextSwitchTo(TopTransactionContext);
	Reason	   *reason = edit->reasons != NIL ? llast(edit->reasons) : NULL;

	if (reason == NULL || (reason->depth < depth && strcmp(words, reason->words) != 0))
	{
		reason = palloc0(sizeof(Reason));
		reason->depth = depth;
		edit->reasons = lappend(edit->reasons, reason);
	}
	if (reason->words == NULL || strcmp(words, reason->words) != 0)
		reason->words = pstrdup(words);
	MemoryContextSwitchTo(before);
}

/* What a subtransaction has given stays, as of the level above, or goes with it. */
static void
end_reasons(Edit *edit, int level, bool is_committed)
{
	Reason	   *last = NULL;

	while (edit->reasons != NIL && ((Reason *) llast(edit->reasons))->depth >= level)
	{
		last = llast(edit->reasons);
		edit->reasons = list_delete_last(edit->reasons);
	}
	if (last != NULL && is_committed)
		add_reason(edit, last->words, level - 1);
}

static void
subtransaction_ends(SubXactEvent event, SubTransactionId own pg_attribute_unused(),
					SubTransactionId parent pg_attribute_unused(), void *arg pg_attribute_unused())
{
	int			level = GetCurrentTransactionNestLevel();
	ListCell   *cell;

	if (event != SUBXACT_EVENT_COMMIT_SUB && event != SUBXACT_EVENT_ABORT_SUB)
		return;
	foreach(cell, edits)
	{
		Edit	   *edit = lfirst(cell);

		if (edit->depth >= level)
			edit->depth = event == SUBXACT_EVENT_COMMIT_SUB ? level - 1 : 0;
		end_reasons(edit, level, event == SUBXACT_EVENT_COMMIT_SUB);
	}
	while (event == SUBXACT_EVENT_ABORT_SUB && begun != NIL && ((Begun *) llast(begun))->depth >= level)
		forget_begun(list_length(begun) - 1);
}

static void
watch_transactions(void)
{
	static bool is_watching = false;

	if (is_watching)
		return;
	RegisterXactCallback(transaction_ends, NULL);
	RegisterSubXactCallback(subtransaction_ends, NULL);
	is_watching = true;
}

/*
 * Rows are kept at the end of a statement, and so those of a statement that a trigger
 * runs within another come first.  What tells their order is the number of the
 * command, which is that of its beginning.
 */
void
past_begin_statement(Oid table, TriggerEvent event)
{
	MemoryContext before = MemoryContextSwitchTo(TopTransactionContext);
	Begun	   *statement = palloc(sizeof(Begun));

	watch_transactions();
	statement->table = table;
	statement->event = event & TRIGGER_EVENT_OPMASK;
	statement->command = GetCurrentCommandId(true);
	statement->depth = GetCurrentTransactionNestLevel();
	begun = lappend(begun, statement);
	MemoryContextSwitchTo(before);
}

bool
past_is_written(Oid table, CommandId *command)
{
	ListCell   *cell;

	foreach(cell, begun)
	{
		const Begun *statement = lfirst(cell);

		*command = statement->command;
		if (statement->table == table)
			return true;
	}
	return false;
}

/* The command of the statement that ends now; the current one if none is known. */
CommandId
past_end_statement(Oid table, TriggerEvent event)
{
	int			i;

	for (i = list_length(begun) - 1; i >= 0; i--)
	{
		Begun	   *statement = list_nth(begun, i);
		CommandId	command = statement->command;

		if (statement->table != table || statement->event != (event & TRIGGER_EVENT_OPMASK))
			continue;
		forget_begun(i);
		return command;
	}
	return GetCurrentCommandId(false);
}

static Edit *
find_edit(Oid schema)
{
	ListCell   *cell;

	foreach(cell, edits)
		if (((Edit *) lfirst(cell))->schema == schema)
		return lfirst(cell);
	return NULL;
}

Relation
past_open_edits(Relation table, LOCKMODE lock)
{
	Oid			schema = RelationGetNamespace(table);
	Oid			edits_table = get_relname_relid("edit", schema);

	if (!OidIsValid(edits_table) || get_rel_relkind(edits_table) != RELKIND_RELATION)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("schema \"%s\" has no table \"edit\"", get_namespace_name(schema)),
				 errdetail("A registry that keeps its past numbers its edits there."),
				 errhint("attache_keep_past makes it.")));
	return table_open(edits_table, lock);
}

static int64
next_edit_number(Relation table)
{
	AttrNumber	column = get_attnum(RelationGetRelid(table), "edit_id");
	Oid			sequence = column > 0 ? past_sequence(table, column) : InvalidOid;

	if (!OidIsValid(sequence))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("table \"%s\" has no identity column \"edit_id\"", RelationGetRelationName(table))));
	return nextval_internal(sequence, false);
}

static Edit *
begin_edit(Relation kept)
{
	Relation	table = past_open_edits(kept, RowExclusiveLock);
	MemoryContext before = MemoryContextSwitchTo(TopTransactionContext);
	Edit	   *edit = palloc0(sizeof(Edit));

	past_check_owner(kept, table);
	past_check_triggers(table, false);
	edit->schema = RelationGetNamespace(kept);
	edit->table = RelationGetRelid(table);
	edit->number = next_edit_number(table);
	edit->writer = GetUserId();
	edits = lappend(edits, edit);
	MemoryContextSwitchTo(before);
	table_close(table, NoLock);
	return edit;
}

const char *
past_reason_for(Oid schema)
{
	Edit	   *edit = find_edit(schema);
	const char *reason = past_reason();

	if (edit == NULL)
		return reason;
	if (reason != NULL)
		add_reason(edit, reason, GetCurrentTransactionNestLevel());
	return last_reason(edit);
}

int64
past_edit(Relation kept)
{
	Edit	   *edit;
	int			level = GetCurrentTransactionNestLevel();

	watch_transactions();
	edit = find_edit(RelationGetNamespace(kept));
	if (edit == NULL)
		edit = begin_edit(kept);
	if (edit->depth == 0 || edit->depth > level)
		edit->depth = level;
	(void) past_reason_for(edit->schema);
	return edit->number;
}

/*
 * attache_edit_under_way(edits regclass) returns bigint
 *
 * The number of this transaction's own edit; NULL if it has changed nothing.
 */
PG_FUNCTION_INFO_V1(attache_edit_under_way);
Datum
attache_edit_under_way(PG_FUNCTION_ARGS)
{
	Oid			table = PG_GETARG_OID(0);
	Edit	   *edit = find_edit(get_rel_namespace(table));

	if (edit == NULL || edit->table != table || edit->depth == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(edit->number);
}

/* --- Publications ----------------------------------------------------------------- */

static void
check_may_publish(Relation table)
{
	Oid			schema = RelationGetNamespace(table);
	Oid			publications = get_relname_relid("publication", schema);

	if (strcmp(RelationGetRelationName(table), "edit") != 0 || table->rd_rel->relkind != RELKIND_RELATION || !OidIsValid(publications))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not the table of a registry's edits", RelationGetRelationName(table))));
	if (pg_class_aclcheck(publications, GetUserId(), ACL_INSERT) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, "publication");
}

/* Who may publish may not write what they like into the registry's own table. */
static void
check_may_say(Relation table, const char *reason)
{
	if (has_privs_of_role(GetUserId(), table->rd_rel->relowner) || strncmp(reason, "publication ", strlen("publication ")) == 0)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("only the owner of a registry can mark a moment that is no publication"),
			 errhint("The function publish() makes a publication.")));
}

/*
 * attache_mark(edits regclass, note text) returns timestamptz
 *
 * A moment with nothing under way before it: whoever commits later gets a later one.
 */
PG_FUNCTION_INFO_V1(attache_mark);
Datum
attache_mark(PG_FUNCTION_ARGS)
{
	Relation	table = table_open(PG_GETARG_OID(0), RowExclusiveLock);
	Edit	   *own = find_edit(RelationGetNamespace(table));
	char	   *reason = text_to_cstring(PG_GETARG_TEXT_PP(1));
	Reason		words = {.words = reason};
	Edit		mark = {.writer = GetUserId(), .reasons = list_make1(&words)};
	TimestampTz moment;

	check_may_publish(table);
	check_may_say(table, reason);
	if (own != NULL && own->depth > 0)
		ereport(ERROR,
				(errcode(ERRCODE_ACTIVE_SQL_TRANSACTION),
				 errmsg("this transaction has changed the registry"),
				 errdetail("What it changed would not be in the publication, as it has not been committed."),
				 errhint("Commit, and publish in a transaction of its own.")));
	watch_transactions();
	mark.number = next_edit_number(table);
	moment = stamp(table, &mark);
	marked.schema = RelationGetNamespace(table);
	marked.moment = moment;
	marked.transaction = OWN_TRANSACTION;
	marked.rollbacks = past_rollbacks();
	table_close(table, NoLock);
	PG_RETURN_TIMESTAMPTZ(moment);
}
