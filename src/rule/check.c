/*
 * check.c
 *		Checks of keys, and the queries that they run.
 *
 * Two tables of the backend serve it.  Plans of queries last as long as the
 * backend; each is prepared again when the catalogs have changed under it.
 * Checks last as long as the transaction: a check that saw the writes of every
 * command before number N covers each event of such a command in the same round
 * of triggers, so that a bulk statement costs a check per key and not one per
 * row.  A round is that of a statement, or of SET CONSTRAINTS, or of COMMIT.  A
 * check in another round may have been made while the statement was under way,
 * by a function that it called, and have missed rows; or in a subtransaction
 * that has aborted and given up its locks.
 */
#include "rule/rule.h"

#include "access/relation.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/guc.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "kept_plan.h"

typedef struct PlanKey
{
	const RuleQuery *query;
	uint64		schema;			/* OID, widened so that the key has no padding */
} PlanKey;

typedef struct CheckKey
{
	const RuleCheck *check;
	int64		key;
	uint64		table;			/* OID, widened likewise */
} CheckKey;

typedef struct CheckEntry
{
	CheckKey	key;
	CommandId	seen;			/* the check saw every command before this */
	uintptr_t	round;			/* it was made in this round of triggers */
	void	   *found;
} CheckEntry;

static KeptPlans plans = {
	.name = "attache rule plans",
	.key_size = sizeof(PlanKey),
};
static HTAB *checks = NULL;
static MemoryContext checks_context = NULL;

/* --- Plans ---------------------------------------------------------------- */

/* The text of a query with the registry's schema in place of each "@". */
static char *
query_text(const RuleQuery *query, Oid schema)
{
	const char *quoted = quote_identifier(get_namespace_name(schema));
	StringInfoData text;
	const char *at;

	initStringInfo(&text);
	for (at = query->sql; *at != '\0'; at++)
		if (at[0] == '@' && at[1] == '.')
			appendStringInfoString(&text, quoted);
		else
			appendStringInfoChar(&text, *at);
	return text.data;
}

/* One plan for all keys: to make one for a key takes longer than to run it. */
static SPIPlanPtr
prepare(const RuleQuery *query, Oid schema)
{
	Oid			types[] = {INT8OID, DATEOID, TEXTOID};

	return kept_plan_prepare(query_text(query, schema), lengthof(types), types, CURSOR_OPT_GENERIC_PLAN);
}

/*
 * One session may fill a registry that was empty when it planned its queries, and no
 * statistics tell it so.  So a plan is made anew at its 64th use, its 512th, and so on:
 * never often, and soon enough that no table is read as a whole for long.
 */
static bool
is_outgrown(uint64 uses)
{
	uint64		limit;

	for (limit = 64; limit < uses; limit *= 8)
		;
	return limit == uses;
}

/*
 * A plan that is no longer valid is prepared again from the text, as the schema may
 * have been renamed.
 */
static SPIPlanPtr
find_plan(const RuleQuery *query, Oid schema)
{
	PlanKey		key = {query, schema};
	KeptPlan   *kept = kept_plan_find(&plans, &key);

	if (kept->plan == NULL || !SPI_plan_is_valid(kept->plan))
		kept->uses = 0;
	if (kept->plan != NULL && (kept->uses == 0 || is_outgrown(kept->uses)))
	{
		SPI_freeplan(kept->plan);
		kept->plan = NULL;
	}
	if (kept->plan == NULL)
		kept->plan = prepare(query, schema);
	kept->uses++;
	return kept->plan;
}

/* --- Results -------------------------------------------------------------- */

static Oid
own_type(const RuleEvent *event, const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
						   CStringGetDatum(name), ObjectIdGetDatum(event->home));
}

static Oid
result_type(const RuleEvent *event, Oid type)
{
	return type == RULE_COVERAGE ? own_type(event, "coverage") :
		type == RULE_POSTING_STATUS ? own_type(event, "posting_status") : type;
}

/* The tables and functions that a query reads may be anybody's. */
static void
check_results(const RuleQuery *query, const RuleEvent *event, TupleDesc columns)
{
	int			i;

	for (i = 0; i < RULE_MOST_RESULTS && query->results[i] != InvalidOid; i++)
		if (i >= columns->natts || TupleDescAttr(columns, i)->atttypid != result_type(event, query->results[i]))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("schema \"%s\" is not a registry as attache makes it",
							get_namespace_name(RelationGetNamespace(event->table))),
					 errdetail("Column %d of a rule's query has another type: %s", i + 1,
							   query_text(query, RelationGetNamespace(event->table)))));
}

/* A function that returns a set may give no row where one returns a value. */
Datum
rule_result_or_null(SPITupleTable *rows, uint64 row, int column, bool *is_null)
{
	*is_null = true;
	if (row >= rows->numvals)
		return (Datum) 0;
	return SPI_getbinval(rows->vals[row], rows->tupdesc, column, is_null);
}

Datum
rule_result(SPITupleTable *rows, uint64 row, int column)
{
	bool		is_null;
	Datum		value = rule_result_or_null(rows, row, column, &is_null);

	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_NULL_VALUE_NOT_ALLOWED),
				 errmsg("a rule's query found a null in \"%s\"", SPI_fname(rows->tupdesc, column)),
				 errhint("A constraint of the registry that forbids it is missing.")));
	return value;
}

/* --- Queries -------------------------------------------------------------- */

/*
 * The plan of a query, its tables locked before a snapshot is taken: one that
 * another transaction rewrites meanwhile would look empty to a snapshot that is
 * older.
 */
static SPIPlanPtr
lock_plan(const RuleQuery *query, const RuleEvent *event)
{
	SPIPlanPtr	plan = find_plan(query, RelationGetNamespace(event->table));
	CachedPlan *cached = SPI_plan_get_cached_plan(plan);

	if (cached != NULL)
		ReleaseCachedPlan(cached, CurrentResourceOwner);
	return plan;
}

static SPITupleTable *
select_with(const RuleQuery *query, SPIPlanPtr plan, const RuleEvent *event, int64 key, const char *text,
			Snapshot snapshot, bool read_only)
{
	Datum		values[] = {Int64GetDatum(key), DateADTGetDatum(event->today), (Datum) 0};
	char		nulls[] = {' ', ' ', text == NULL ? 'n' : ' '};
	int			result;

	if (text != NULL)
		values[2] = CStringGetTextDatum(text);
	result = SPI_execute_snapshot(plan, values, nulls, snapshot, InvalidSnapshot, read_only, false, 0);
	if (result != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_snapshot returned %s", SPI_result_code_string(result));
	check_results(query, event, SPI_tuptable->tupdesc);
	return SPI_tuptable;
}

SPITupleTable *
rule_select(const RuleQuery *query, const RuleEvent *event, int64 key, const char *text)
{
	SPIPlanPtr	plan = lock_plan(query, event);

	return select_with(query, plan, event, key, text, GetLatestSnapshot(), false);
}

SPITupleTable *
rule_select_before(const RuleQuery *query, const RuleEvent *event, int64 key, const char *text)
{
	SPIPlanPtr	plan = lock_plan(query, event);
	Snapshot	before = RegisterSnapshot(GetLatestSnapshot());
	SPITupleTable *rows;

	before->curcid = FirstCommandId;
	rows = select_with(query, plan, event, key, text, before, true);
	UnregisterSnapshot(before);
	return rows;
}

/*
 * As the table's owner, who need not own the other tables: with row security off
 * a row that is hidden from that role is an error, not a silent pass.
 */
int
rule_enter(const RuleEvent *event)
{
	int			level;

	rule_check_owners(event);
	SPI_connect();
	SetUserIdAndSecContext(event->table->rd_rel->relowner,
						   event->writer_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	level = NewGUCNestLevel();
	(void) set_config_option("row_security", "off", PGC_USERSET, PGC_S_SESSION,
							 GUC_ACTION_SAVE, true, 0, false);
	return level;
}

void
rule_leave(const RuleEvent *event, int level)
{
	AtEOXact_GUC(true, level);
	SetUserIdAndSecContext(event->writer, event->writer_context);
	SPI_finish();
}

static RuleKeys *
copy_keys(SPITupleTable *rows, MemoryContext context)
{
	RuleKeys   *keys = MemoryContextAllocHuge(context, offsetof(RuleKeys, keys) + rows->numvals * sizeof(int64));

	for (keys->count = 0; keys->count < rows->numvals; keys->count++)
		keys->keys[keys->count] = DatumGetInt64(rule_result(rows, keys->count, 1));
	return keys;
}

RuleKeys *
rule_find_keys(const RuleEvent *event, const RuleQuery *query, int64 key)
{
	return copy_keys(rule_select(query, event, key, NULL), rule_memory());
}

RuleKeys *
rule_list_keys(const RuleEvent *event, const RuleQuery *query, const char *text)
{
	MemoryContext context = CurrentMemoryContext;
	int			level = rule_enter(event);
	RuleKeys   *keys = copy_keys(rule_select(query, event, 0, text), context);

	rule_leave(event, level);
	return keys;
}

void
rule_lock_tables(const RuleEvent *event, const char *const *tables)
{
	Oid			schema = RelationGetNamespace(event->table);

	for (; *tables != NULL; tables++)
	{
		Oid			oid = get_relname_relid(*tables, schema);

		if (OidIsValid(oid))
			LockRelationOid(oid, AccessShareLock);
	}
}

/* --- Before this transaction ---------------------------------------------- */

static RuleBefore
before_of(Oid oid)
{
	Relation	relation = relation_open(oid, AccessShareLock);
	RuleBefore	before = BEFORE_IS_SEEN;

	if (relation->rd_createSubid != InvalidSubTransactionId)
		before = BEFORE_IS_NOTHING;
	else if (relation->rd_firstRelfilelocatorSubid != InvalidSubTransactionId)
		before = BEFORE_IS_HIDDEN;
	relation_close(relation, AccessShareLock);
	return before;
}

/* A new table among older ones may have replaced one that was there. */
RuleBefore
rule_before(const RuleEvent *event, const char *const *tables, const char **name)
{
	Oid			schema = RelationGetNamespace(event->table);
	bool		all_new = true;
	const char *hidden = NULL;

	for (; *tables != NULL; tables++)
	{
		Oid			oid = get_relname_relid(*tables, schema);
		RuleBefore	before;

		if (!OidIsValid(oid))
			continue;
		before = before_of(oid);
		all_new &= before == BEFORE_IS_NOTHING;
		if (before != BEFORE_IS_SEEN && hidden == NULL)
			hidden = *tables;
	}
	if (hidden == NULL)
		return BEFORE_IS_SEEN;
	if (name != NULL)
		*name = hidden;
	return all_new ? BEFORE_IS_NOTHING : BEFORE_IS_HIDDEN;
}

/* --- Checks made in this transaction -------------------------------------- */

static void
forget_checks_with_context(void *arg pg_attribute_unused())
{
	checks = NULL;
	checks_context = NULL;
}

static void
prepare_checks(void)
{
	HASHCTL		control = {.keysize = sizeof(CheckKey), .entrysize = sizeof(CheckEntry)};
	MemoryContextCallback *callback;

	if (checks != NULL)
		return;
	checks_context = AllocSetContextCreate(TopTransactionContext, "attache rule checks",
										   ALLOCSET_DEFAULT_SIZES);
	callback = MemoryContextAllocZero(checks_context, sizeof(MemoryContextCallback));
	callback->func = forget_checks_with_context;
	MemoryContextRegisterResetCallback(checks_context, callback);
	control.hcxt = checks_context;
	checks = hash_create("attache rule checks", 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

MemoryContext
rule_memory(void)
{
	prepare_checks();
	return checks_context;
}

static void *
recall(const CheckKey *wanted, const RuleEvent *event)
{
	CheckEntry *entry;

	prepare_checks();
	entry = hash_search(checks, wanted, HASH_FIND, NULL);
	return entry != NULL && event->round == entry->round && event->command < entry->seen
		? entry->found : NULL;
}

/* Frees what the previous check of the key found. */
static void
remember(const CheckKey *checked, const RuleEvent *event, void *found)
{
	CheckEntry *entry;
	bool		is_known;

	entry = hash_search(checks, checked, HASH_ENTER, &is_known);
	if (is_known)
		pfree(entry->found);
	entry->seen = GetCurrentCommandId(false);
	entry->round = event->round;
	entry->found = found;
}

static CheckKey
check_key(const RuleCheck *check, const RuleEvent *event, int64 key)
{
	CheckKey	result = {check, key, RelationGetRelid(event->table)};

	return result;
}

/*
 * The row may have been replaced by another of its key while this waited for it,
 * and then there is none to be found: so it is asked for again.
 */
static SPITupleTable *
lock_row(const RuleCheck *check, const RuleEvent *event, int64 key)
{
	SPITupleTable *locked;
	int			tries = 3;

	if (check->lock.sql == NULL)
		return NULL;
	do
	{
		locked = rule_select(&check->lock, event, key, NULL);
	} while (locked->numvals == 0 && --tries > 0);
	return locked;
}

bool
rule_is_open(const RuleCheck *check, const RuleEvent *event, int64 key)
{
	CheckKey	wanted = check_key(check, event, key);

	return recall(&wanted, event) == NULL;
}

void *
rule_find(const RuleCheck *check, const RuleEvent *event, int64 key, bool *is_new)
{
	CheckKey	wanted = check_key(check, event, key);
	void	   *found = recall(&wanted, event);
	SPITupleTable *locked;
	int			level;

	if (is_new != NULL)
		*is_new = found == NULL;
	if (found != NULL)
		return found;
	level = rule_enter(event);
	locked = lock_row(check, event, key);
	found = check->find != NULL ? check->find(event, key, locked) : MemoryContextAllocZero(rule_memory(), 1);
	rule_leave(event, level);
	remember(&wanted, event, found);
	return found;
}
