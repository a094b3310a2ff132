/*
 * later.c
 *		The rows of a table that have changed since the moment that a session asks about.
 *
 * A view of what was known at a moment shows the rows of the table whose keys no later
 * edit has touched, and in the place of the others what the first later edit replaced.
 * Both are found in a hash of the keys that later edits have touched, which is made once
 * for all views that ask in one statement.  It has no rows, but where each is.
 */
#include "past/past.h"

#include "access/relscan.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/supportnodes.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

#include "compat.h"

/* What the first later edit did to the row of a key, and where that is kept. */
typedef struct LaterRow
{
	Datum		key;
	TimestampTz known_from;
	int64		edit;
	int64		number;			/* in the order in which rows were kept */
	uint32		step;
	ItemPointerData place;
	bool		is_new;			/* there was no such row at the moment */
	char		status;
} LaterRow;

/* How keys are compared; whole numbers are as they are. */
typedef struct KeyType
{
	Oid			type;
	bool		is_number;
	bool		by_value;
	int16		length;
	Oid			collation;
	FmgrInfo   *hash;
	FmgrInfo   *equal;
} KeyType;

static uint32
hash_key(const KeyType *type, Datum key)
{
	if (type->is_number)
		return hash_bytes_uint32((uint32) DatumGetInt64(key) ^ (uint32) ((uint64) DatumGetInt64(key) >> 32));
	return DatumGetUInt32(FunctionCall1Coll(type->hash, type->collation, key));
}

static bool
same_key(const KeyType *type, Datum a, Datum b)
{
	if (type->is_number)
		return DatumGetInt64(a) == DatumGetInt64(b);
	return DatumGetBool(FunctionCall2Coll(type->equal, type->collation, a, b));
}

#define SH_PREFIX later
#define SH_ELEMENT_TYPE LaterRow
#define SH_KEY_TYPE Datum
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_key((table)->private_data, key)
#define SH_EQUAL(table, a, b) same_key((table)->private_data, a, b)
#define SH_SCOPE static inline
#define SH_DEFINE
#define SH_DECLARE
#include "lib/simplehash.h"

/*
 * Keys that are numbers, and close together, as a bit each: most rows are asked about,
 * and few have changed.
 */
typedef struct Numbers
{
	int64		first;
	uint64		count;			/* of bits, 0 for none */
	uint8	   *bits;
} Numbers;

#define MAX_NUMBERS ((uint64) 1 << 24)	/* bits, 2 MB */

/*
 * The later rows of one table.  Whoever finds them in a query keeps them until it ends;
 * others find them as long as they see the same.
 */
typedef struct Later
{
	Oid			table;
	Oid			edits;			/* of its registry */
	TimestampTz moment;
	PastSight	sight;
	bool		is_current;
	int			users;
	MemoryContext context;		/* of all of it */
	KeyType		key;
	later_hash *rows;
	Numbers		numbers;
} Later;

static List *current = NIL;		/* in TopMemoryContext */

/* --- Found once, and forgotten --------------------------------------------------------- */

static void
forget_if_unused(Later *later)
{
	if (!later->is_current && later->users == 0)
		MemoryContextDelete(later->context);
}

static void
forget_current(void)
{
	ListCell   *cell;

	foreach(cell, current)
	{
		Later	   *later = lfirst(cell);

		later->is_current = false;
		forget_if_unused(later);
	}
	list_free(current);
	current = NIL;
}

static void
later_transaction_ends(XactEvent event, void *arg pg_attribute_unused())
{
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE)
		forget_current();
}

static void
watch_ends(void)
{
	static bool is_watching = false;

	if (is_watching)
		return;
	RegisterXactCallback(later_transaction_ends, NULL);
	is_watching = true;
}

/* A session that asks about many moments keeps the rows of one. */
static bool
is_outdated(const Later *later, Oid edits, TimestampTz moment, PastSight sight)
{
	return !past_same_sight(later->sight, sight) || (later->edits == edits && later->moment != moment);
}

static Later *
find_current(Oid table, Oid edits, TimestampTz moment, PastSight sight)
{
	ListCell   *cell;

	foreach(cell, current)
	{
		Later	   *later = lfirst(cell);

		if (is_outdated(later, edits, moment, sight))
		{
			forget_current();
			return NULL;
		}
		if (later->table == table)
			return later;
	}
	return NULL;
}

static void
keep_current(Later *later)
{
	MemoryContext before = MemoryContextSwitchTo(TopMemoryContext);

	watch_ends();
	current = lappend(current, later);
	later->is_current = true;
	MemoryContextSwitchTo(before);
}

/* --- In use by a query --------------------------------------------------------------- */

/*
 * What a query has found, by the memory that ends with it.  It asks about one moment of a
 * registry, also if the session's changes while it runs: the two sides of a view would
 * each give half of an answer otherwise.
 */
typedef struct Use
{
	MemoryContext query;
	Oid			edits;
	Later	   *later;			/* NULL if it asks about now */
} Use;

static List *uses = NIL;		/* in TopMemoryContext */

static void
end_use(void *arg)
{
	Use		   *use = arg;
	Later	   *later = use->later;

	uses = list_delete_ptr(uses, use);
	pfree(use);
	if (later == NULL)
		return;
	later->users--;
	forget_if_unused(later);
}

static void
use_until_reset(MemoryContext query, Oid edits, Later *later)
{
	MemoryContextCallback *callback = MemoryContextAlloc(query, sizeof(MemoryContextCallback));
	MemoryContext before = MemoryContextSwitchTo(TopMemoryContext);
	Use		   *use = palloc(sizeof(Use));

	use->query = query;
	use->edits = edits;
	use->later = later;
	uses = lappend(uses, use);
	MemoryContextSwitchTo(before);
	callback->func = end_use;
	callback->arg = use;
	MemoryContextRegisterResetCallback(query, callback);
	if (later != NULL)
		later->users++;
}

/* What a query uses of a registry: of a table, or of any for 0; all that ask about now use the same. */
static const Use *
find_use(MemoryContext query, Oid edits, Oid table)
{
	ListCell   *cell;

	foreach(cell, uses)
	{
		const Use  *use = lfirst(cell);

		if (use->query == query && use->edits == edits &&
			(use->later == NULL || !OidIsValid(table) || use->later->table == table))
			return use;
	}
	return NULL;
}

/* --- Read from what was kept --------------------------------------------------------------- */

static char *
later_text(Relation table)
{
	return psprintf("SELECT p.ctid, p.%1$s, e.known_from, p.step, p.event, p.%2$s, p.edit_id"
					" FROM %3$s($1) e JOIN %4$s p ON p.edit_id OPERATOR(pg_catalog.=) e.edit_id",
					past_key_name(table),
					quote_identifier(psprintf("%s_id", past_table_name(table))),
					past_name_beside(table, "edits_after"),
					past_name_beside(table, past_table_name(table)));
}

static const PastQuery read_later = {later_text, SPI_OK_SELECT, 1, {TIMESTAMPTZOID}};

/*
 * Edits that were prepared may have one moment, and of those the one that kept its row of
 * a key first was committed first: nobody else could write it before.
 */
static bool
is_earlier(const LaterRow *row, const LaterRow *than)
{
	if (row->known_from != than->known_from)
		return row->known_from < than->known_from;
	if (row->edit != than->edit)
		return row->number < than->number;
	if (row->step != than->step)
		return row->step < than->step;
	if (row->is_new != than->is_new)
		return than->is_new;
	return row->number < than->number;
}

static bool
is_insert(Datum event)
{
	text	   *word = DatumGetTextPP(event);

	return VARSIZE_ANY_EXHDR(word) == strlen("insert") && memcmp(VARDATA_ANY(word), "insert", strlen("insert")) == 0;
}

static void
note_row(Later *later, TupleTableSlot *slot)
{
	LaterRow	row = {
		.known_from = DatumGetTimestampTz(slot->tts_values[2]),
		.step = (uint32) DatumGetInt64(slot->tts_values[3]),
		.is_new = !slot->tts_isnull[4] && is_insert(slot->tts_values[4]),
		.number = DatumGetInt64(slot->tts_values[5]),
		.edit = DatumGetInt64(slot->tts_values[6]),
	};
	LaterRow   *entry;
	bool		found;

	if (slot->tts_isnull[1])
		return;
	entry = later_insert(later->rows, slot->tts_values[1], &found);
	if (found && !is_earlier(&row, entry))
		return;
	row.key = found ? entry->key : datumCopy(slot->tts_values[1], later->key.by_value, later->key.length);
	row.status = entry->status;
	row.place = *(ItemPointer) DatumGetPointer(slot->tts_values[0]);
	*entry = row;
}

/* Where the rows of the query go: the hash. */
typedef struct LaterReceiver
{
	DestReceiver receiver;
	Later	   *later;
} LaterReceiver;

static bool
receive_row(TupleTableSlot *slot, DestReceiver *self)
{
	Later	   *later = ((LaterReceiver *) self)->later;
	MemoryContext before = MemoryContextSwitchTo(later->context);

	slot_getallattrs(slot);
	note_row(later, slot);
	MemoryContextSwitchTo(before);
	return true;
}

static void
check_columns(DestReceiver *self, int operation pg_attribute_unused(), TupleDesc columns)
{
	const Oid	types[] = {TIDOID, ((LaterReceiver *) self)->later->key.type, TIMESTAMPTZOID, INT8OID, TEXTOID, INT8OID, INT8OID};
	int			i;

	for (i = 0; i < columns->natts; i++)
		if (TupleDescAttr(columns, i)->atttypid != types[i])
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("\"%s\" is not of type %s", NameStr(TupleDescAttr(columns, i)->attname), format_type_be(types[i]))));
}

static void
end_receiving(DestReceiver *self pg_attribute_unused())
{
}

static void
read_later_rows(Later *later, Relation table)
{
	LaterReceiver receiver = {{receive_row, check_columns, end_receiving, end_receiving, DestNone}, later};
	Datum		values[] = {TimestampTzGetDatum(later->moment)};

	SPI_connect();
	past_read(&read_later, table, values, &receiver.receiver);
	SPI_finish();
}

static KeyType
key_type_of(Relation table)
{
	Form_pg_attribute column = TupleDescAttr(RelationGetDescr(table), past_key_column(table) - 1);
	Oid			type = getBaseType(column->atttypid);
	TypeCacheEntry *cache = lookup_type_cache(type, TYPECACHE_HASH_PROC_FINFO | TYPECACHE_EQ_OPR_FINFO);
	KeyType		key = {
		.type = type,
		.is_number = type == INT8OID,
		.by_value = cache->typbyval,
		.length = cache->typlen,
		.collation = column->attcollation,
		.hash = &cache->hash_proc_finfo,
		.equal = &cache->eq_opr_finfo,
	};

	if (!OidIsValid(key.hash->fn_oid) || !OidIsValid(key.equal->fn_oid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("keys of type %s cannot be hashed", format_type_be(type)),
				 errdetail("What was known of table \"%s\" is found by them.", RelationGetRelationName(table))));
	return key;
}

static void
mark_number(Numbers *numbers, int64 key)
{
	uint64		number = (uint64) key - (uint64) numbers->first;

	numbers->bits[number / 8] |= 1 << (number % 8);
}

static void
mark_numbers(Later *later)
{
	Numbers    *numbers = &later->numbers;
	int64		first = PG_INT64_MAX;
	int64		last = PG_INT64_MIN;
	later_iterator iterator;
	LaterRow   *row;

	later_start_iterate(later->rows, &iterator);
	while ((row = later_iterate(later->rows, &iterator)) != NULL)
	{
		first = Min(first, DatumGetInt64(row->key));
		last = Max(last, DatumGetInt64(row->key));
	}
	if ((uint64) last - (uint64) first >= MAX_NUMBERS)
		return;
	numbers->first = first;
	numbers->count = (uint64) last - (uint64) first + 1;
	numbers->bits = MemoryContextAllocZero(later->context, numbers->count / 8 + 1);
	later_start_iterate(later->rows, &iterator);
	while ((row = later_iterate(later->rows, &iterator)) != NULL)
		mark_number(numbers, DatumGetInt64(row->key));
}

static inline bool
has_changed(const Later *later, Datum key)
{
	const Numbers *numbers = &later->numbers;
	uint64		number = (uint64) DatumGetInt64(key) - (uint64) numbers->first;

	if (numbers->count == 0)
		return later_lookup(later->rows, key) != NULL;
	return number < numbers->count && (numbers->bits[number / 8] & (1 << (number % 8))) != 0;
}

static bool
has_row_security(Relation table)
{
	return check_enable_rls(RelationGetRelid(table), InvalidOid, true) == RLS_ENABLED;
}

/* What hides rows of the table is to hide their past as well. */
static void
check_row_security(Relation table, Relation past)
{
	if (!has_row_security(table) || has_row_security(past))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("row security hides rows of %s from role %s, and cannot say which of the past it would hide",
					past_name(table), quote_identifier(GetUserNameFromId(GetUserId(), false))),
			 errhint("Ask about now, or let the owner give %s policies of its own.", past_name(past))));
}

/*
 * Rows that a statement writes while it runs others are kept when it ends: until then
 * those others see what is new, and not that it is.
 */
static void
check_is_kept(Relation table)
{
	CommandId	command;

	if (!past_is_written(RelationGetRelid(table), &command) || GetActiveSnapshot()->curcid <= command)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("what was known of table \"%s\" cannot be asked while a statement changes it", RelationGetRelationName(table)),
			 errdetail("A trigger, or a function that the statement calls, asks before what it replaces has been kept."),
			 errhint("Ask before the statement, or after it.")));
}

static Later *
read_all(Relation table, Relation edits, TimestampTz moment, PastSight sight)
{
	Relation	past = past_open(table, AccessShareLock);
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "attache past rows", ALLOCSET_DEFAULT_SIZES);
	Later	   *later = MemoryContextAllocZero(context, sizeof(Later));

	later->table = RelationGetRelid(table);
	later->edits = RelationGetRelid(edits);
	later->moment = moment;
	later->sight = sight;
	later->context = context;
	later->key = key_type_of(table);
	later->rows = later_create(context, 64, &later->key);
	read_later_rows(later, table);
	if (later->rows->members > 0)
	{
		check_row_security(table, past);
		if (later->key.is_number)
			mark_numbers(later);
	}
	/* Policies may read what changes within one sight, such as a setting. */
	if (!has_row_security(edits) && !has_row_security(past))
		keep_current(later);
	table_close(past, NoLock);
	MemoryContextSetParent(later->context, TopMemoryContext);
	return later;
}

/* The moment that a query asks about: the session's, as it was when the query asked first. */
static TimestampTz
moment_of_query(MemoryContext query, Relation edits, bool *is_now)
{
	const Use  *used = find_use(query, RelationGetRelid(edits), InvalidOid);

	*is_now = false;
	return used != NULL ? used->later->moment : past_moment(RelationGetRelid(edits), is_now);
}

static Later *
find_or_read(Relation table, Relation edits, TimestampTz moment)
{
	PastSight	sight = past_sight();
	Later	   *later = find_current(RelationGetRelid(table), RelationGetRelid(edits), moment, sight);

	check_is_kept(table);
	return later != NULL ? later : read_all(table, edits, moment, sight);
}

/*
 * What has changed in a table since the moment that a query asks about, which ends with
 * its memory.  NULL if it asks about now.
 */
static Later *
find_later(Oid table_oid, MemoryContext query)
{
	Relation	table = table_open(table_oid, AccessShareLock);
	Relation	edits = past_open_edits(table, AccessShareLock);
	const Use  *use = find_use(query, RelationGetRelid(edits), table_oid);
	Later	   *later = use != NULL ? use->later : NULL;

	if (use == NULL)
	{
		bool		is_now;
		TimestampTz moment = moment_of_query(query, edits, &is_now);

		if (!is_now)
			later = find_or_read(table, edits, moment);
		use_until_reset(query, RelationGetRelid(edits), later);
	}
	table_close(edits, NoLock);
	table_close(table, NoLock);
	return later;
}

/* --- The two sides of a view ------------------------------------------------------------------ */

static void
check_key_type(const Later *later, Oid type)
{
	if (OidIsValid(type) && getBaseType(type) == later->key.type)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("keys of %s are not of type %s", get_rel_name(later->table), format_type_be(type))));
}

/* Where nothing has changed. */
static Later unchanged;

static Later *
begin_unchanged(FunctionCallInfo fcinfo)
{
	Later	   *later = find_later(PG_GETARG_OID(0), fcinfo->flinfo->fn_mcxt);

	if (later == NULL || later->rows->members == 0)
		return &unchanged;
	check_key_type(later, get_fn_expr_argtype(fcinfo->flinfo, 1));
	return later;
}

/*
 * attache_unchanged(of_table regclass, key anyelement, is_replaced boolean) returns boolean
 *
 * NULL for the key of a row that has changed since the moment that the session asks
 * about, so that the planner expects next to all rows to pass IS NOT NULL.  What was
 * replaced comes from attache_replaced(), and passes.
 */
PG_FUNCTION_INFO_V1(attache_unchanged);
Datum
attache_unchanged(PG_FUNCTION_ARGS)
{
	if (PG_GETARG_BOOL(2))
		PG_RETURN_BOOL(true);
	if (fcinfo->flinfo->fn_extra == NULL)
		fcinfo->flinfo->fn_extra = begin_unchanged(fcinfo);
	if (fcinfo->flinfo->fn_extra != &unchanged && has_changed(fcinfo->flinfo->fn_extra, PG_GETARG_DATUM(1)))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(true);
}

/* A place as a number, in the order of pages. */
static uint64
place_number(const ItemPointerData *place)
{
	return ((uint64) ItemPointerGetBlockNumber(place) << 16) | ItemPointerGetOffsetNumber(place);
}

static ItemPointerData
place_of_number(uint64 number)
{
	ItemPointerData place;

	ItemPointerSet(&place, (BlockNumber) (number >> 16), (OffsetNumber) (number & 0xffff));
	return place;
}

#define ST_SORT sort_places
#define ST_ELEMENT_TYPE uint64
#define ST_COMPARE(a, b) (*(a) < *(b) ? -1 : *(a) > *(b))
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Where the rows are that were there, page by page. */
static uint64 *
places_of(const Later *later, size_t *count)
{
	uint64	   *places = MemoryContextAllocHuge(CurrentMemoryContext, later->rows->members * sizeof(uint64));
	later_iterator iterator;
	LaterRow   *row;

	*count = 0;
	later_start_iterate(later->rows, &iterator);
	while ((row = later_iterate(later->rows, &iterator)) != NULL)
		if (!row->is_new)
			places[(*count)++] = place_number(&row->place);
	sort_places(places, *count);
	return places;
}

/* As a scan of an index does, which holds the page for the next row; but for a later version on its page. */
static bool
fetch_row(struct IndexFetchTableData *fetch, ItemPointerData place, TupleTableSlot *slot)
{
	ItemPointerData found = place;
	bool		again = false;

	return table_index_fetch_tuple(fetch, &found, GetActiveSnapshot(), slot, &again, NULL) ||
		table_tuple_fetch_row_version(fetch->rel, &place, GetActiveSnapshot(), slot);
}

static void
put_rows(const Later *later, Relation past, Tuplestorestate *rows)
{
	TupleTableSlot *slot = table_slot_create(past, NULL);
	size_t		count;
	uint64	   *places = places_of(later, &count);
	struct IndexFetchTableData *fetch = table_index_fetch_begin(past, 0);
	size_t		i;

	for (i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!fetch_row(fetch, place_of_number(places[i]), slot))
			elog(ERROR, "a row of \"%s\" is gone", RelationGetRelationName(past));
		tuplestore_puttupleslot(rows, slot);
	}
	table_index_fetch_end(fetch);
	ExecDropSingleTupleTableSlot(slot);
	pfree(places);
}

/* Rows are given whole. */
static void
check_may_read(Relation past)
{
	Oid			table = RelationGetRelid(past);

	if (pg_class_aclcheck(table, GetUserId(), ACL_SELECT) != ACLCHECK_OK &&
		pg_attribute_aclcheck_all(table, GetUserId(), ACL_SELECT, ACLMASK_ALL) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, RelationGetRelationName(past));
}

/*
 * attache_replaced(of_table regclass, past_row anyelement) returns setof anyelement
 *
 * The rows that the table had at the moment that the session asks about and that have
 * been changed since, as they are kept.
 */
PG_FUNCTION_INFO_V1(attache_replaced);
Datum
attache_replaced(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Later	   *later;
	Relation	table;
	Relation	past;

	InitMaterializedSRF(fcinfo, 0);
	later = PG_ARGISNULL(0) ? NULL : find_later(PG_GETARG_OID(0), fcinfo->flinfo->fn_mcxt);
	if (later == NULL || later->rows->members == 0)
		return (Datum) 0;
	table = table_open(PG_GETARG_OID(0), AccessShareLock);
	past = past_open(table, AccessShareLock);
	check_may_read(past);
	if (result->setDesc->tdtypeid != past->rd_rel->reltype)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("rows of %s are not of type %s", past_name(past), format_type_be(result->setDesc->tdtypeid))));
	put_rows(later, past, result->setResult);
	table_close(past, NoLock);
	table_close(table, NoLock);
	return (Datum) 0;
}

/*
 * How many rows attache_replaced() gives is known by finding them, which is to be done
 * anyway, and then they are found.
 */
static double
expected_rows(Oid table)
{
	Later	   *later;

	if (!ActiveSnapshotSet() || get_rel_relkind(table) != RELKIND_RELATION)
		return 1;
	later = find_later(table, CurrentMemoryContext);
	return later == NULL ? 1 : Max(later->rows->members, 1);
}

PG_FUNCTION_INFO_V1(attache_replaced_support);
Datum
attache_replaced_support(PG_FUNCTION_ARGS)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	Node	   *table;

	if (!IsA(request, SupportRequestRows) || !IsA(request->node, FuncExpr))
		PG_RETURN_POINTER(NULL);
	table = linitial(((FuncExpr *) request->node)->args);
	if (!IsA(table, Const) || ((Const *) table)->constisnull)
		PG_RETURN_POINTER(NULL);
	request->rows = expected_rows(DatumGetObjectId(((Const *) table)->constvalue));
	PG_RETURN_POINTER(request);
}

/*
 * attache_reads_past(of_table regclass) returns boolean
 */
PG_FUNCTION_INFO_V1(attache_reads_past);
Datum
attache_reads_past(PG_FUNCTION_ARGS)
{
	Relation	table = table_open(PG_GETARG_OID(0), AccessShareLock);
	Relation	past = past_open(table, AccessShareLock);

	check_row_security(table, past);
	table_close(past, AccessShareLock);
	table_close(table, AccessShareLock);
	PG_RETURN_BOOL(true);
}
