/*
 * rule.c
 *		The mechanism of the registry's rules.
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
#include "rule.h"

#include "access/htup_details.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"

#include "module.h"

typedef struct PlanKey
{
	const RuleQuery *query;
	uint64		schema;			/* OID, widened so that the key has no padding */
} PlanKey;

typedef struct PlanEntry
{
	PlanKey		key;
	SPIPlanPtr	plan;
} PlanEntry;

typedef struct CheckKey
{
	const void *rule;
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

static HTAB *plans = NULL;
static HTAB *checks = NULL;
static MemoryContext checks_context = NULL;

static HTAB *
create_table(const char *name, Size key_size, Size entry_size, MemoryContext context)
{
	HASHCTL		control = {
		.keysize = key_size,
		.entrysize = entry_size,
		.hcxt = context,
	};

	return hash_create(name, 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* --- The event ------------------------------------------------------------ */

/* A deferred trigger may find that its row has been replaced since. */
static bool
row_is_gone(Relation table, TupleTableSlot *slot)
{
	return !table_tuple_satisfies_snapshot(table, slot, SnapshotSelf);
}

/*
 * The command that wrote a row.  A row of COPY ... FREEZE has no xmin any more,
 * which the server's function would miss, but it has its command.
 */
static CommandId
command_of_new(HeapTuple row)
{
	HeapTupleHeader header = row->t_data;

	return header->t_infomask & HEAP_COMBOCID
		? HeapTupleHeaderGetCmin(header)
		: HeapTupleHeaderGetRawCommandId(header);
}

/*
 * The round of triggers that a call belongs to.  The server looks a trigger's
 * function up once for each, and here is where the function may leave a mark.
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

RuleEvent
rule_event(FunctionCallInfo fcinfo)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
	RuleEvent	event = {0};

	if (!CALLED_AS_TRIGGER(fcinfo) ||
		!TRIGGER_FIRED_AFTER(data->tg_event) || !TRIGGER_FIRED_FOR_ROW(data->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("a rule of a registry must be called as AFTER ROW trigger")));

	event.table = data->tg_relation;
	event.round = round_of(fcinfo);
	GetUserIdAndSecContext(&event.writer, &event.writer_context);
	if (TRIGGER_FIRED_BY_INSERT(data->tg_event))
		event.new = data->tg_trigtuple;
	else
		event.old = data->tg_trigtuple;
	if (TRIGGER_FIRED_BY_UPDATE(data->tg_event))
		event.new = data->tg_newtuple;

	event.command = event.new != NULL
		? command_of_new(event.new)
		: HeapTupleHeaderGetCmax(event.old->t_data);
	if (event.new != NULL &&
		row_is_gone(event.table, event.old == NULL ? data->tg_trigslot : data->tg_newslot))
		event.new = NULL;
	return event;
}

RuleEvent
rule_truncate_event(FunctionCallInfo fcinfo)
{
	TriggerData *data = (TriggerData *) fcinfo->context;
	RuleEvent	event = {0};

	if (!CALLED_AS_TRIGGER(fcinfo) || !TRIGGER_FIRED_BY_TRUNCATE(data->tg_event))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("this rule of a registry must be called as trigger of TRUNCATE")));
	event.table = data->tg_relation;
	event.is_truncate = true;
	event.command = GetCurrentCommandId(false);
	event.round = round_of(fcinfo);
	GetUserIdAndSecContext(&event.writer, &event.writer_context);
	return event;
}

bool
rule_old_is_own(const RuleEvent *event)
{
	return event->old != NULL &&
		TransactionIdIsCurrentTransactionId(HeapTupleHeaderGetXmin(event->old->t_data));
}

bool
rule_column_is_null(const RuleEvent *event, HeapTuple row, const char *column)
{
	TupleDesc	columns = RelationGetDescr(event->table);
	int			number = SPI_fnumber(columns, column);

	return number <= 0 || heap_attisnull(row, number, columns);
}

Datum
rule_column(const RuleEvent *event, HeapTuple row, const char *column)
{
	TupleDesc	columns = RelationGetDescr(event->table);
	int			number = SPI_fnumber(columns, column);
	bool		is_null;
	Datum		value;

	if (number <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of table \"%s\" does not exist",
						column, RelationGetRelationName(event->table)),
				 errdetail("A rule of the registry reads it.")));
	value = SPI_getbinval(row, columns, number, &is_null);
	if (is_null)
		ereport(ERROR,
				(errcode(ERRCODE_NOT_NULL_VIOLATION),
				 errmsg("null value in column \"%s\" of table \"%s\"",
						column, RelationGetRelationName(event->table)),
				 errdetail("A rule of the registry reads it.")));
	return value;
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
	MemoryContextCallback *callback;

	if (checks != NULL)
		return;
	checks_context = AllocSetContextCreate(TopTransactionContext, "attache rule checks",
										   ALLOCSET_DEFAULT_SIZES);
	callback = MemoryContextAllocZero(checks_context, sizeof(MemoryContextCallback));
	callback->func = forget_checks_with_context;
	MemoryContextRegisterResetCallback(checks_context, callback);
	checks = create_table("attache rule checks", sizeof(CheckKey), sizeof(CheckEntry),
						  checks_context);
}

MemoryContext
rule_memory(void)
{
	prepare_checks();
	return checks_context;
}

static CheckKey
check_key(const void *rule, const RuleEvent *event, int64 key)
{
	CheckKey	result = {rule, key, RelationGetRelid(event->table)};

	return result;
}

void *
rule_recall(const void *rule, const RuleEvent *event, int64 key)
{
	CheckKey	wanted = check_key(rule, event, key);
	CheckEntry *entry;

	prepare_checks();
	entry = hash_search(checks, &wanted, HASH_FIND, NULL);
	return entry != NULL && event->round == entry->round && event->command < entry->seen
		? entry->found : NULL;
}

/* --- Queries -------------------------------------------------------------- */

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

static SPIPlanPtr
prepare(const RuleQuery *query, Oid schema)
{
	Oid			key_type = INT8OID;
	SPIPlanPtr	plan = SPI_prepare(query_text(query, schema), 1, &key_type);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare returned %s for %s",
			 SPI_result_code_string(SPI_result), query->sql);
	SPI_keepplan(plan);
	return plan;
}

/*
 * A plan that is no longer valid is made anew from the text, since the schema
 * may have been renamed.
 */
static SPIPlanPtr
find_plan(const RuleQuery *query, Oid schema)
{
	PlanKey		key = {query, schema};
	PlanEntry  *entry;
	bool		found;

	if (plans == NULL)
		plans = create_table("attache rule plans", sizeof(PlanKey), sizeof(PlanEntry),
							 TopMemoryContext);
	entry = hash_search(plans, &key, HASH_ENTER, &found);
	if (!found)
		entry->plan = NULL;
	if (entry->plan != NULL && !SPI_plan_is_valid(entry->plan))
	{
		SPI_freeplan(entry->plan);
		entry->plan = NULL;
	}
	if (entry->plan == NULL)
		entry->plan = prepare(query, schema);
	return entry->plan;
}

static SPITupleTable *
select_with(const RuleQuery *query, const RuleEvent *event, int64 key, Snapshot snapshot, bool read_only)
{
	SPIPlanPtr	plan = find_plan(query, RelationGetNamespace(event->table));
	Datum		value = Int64GetDatum(key);
	int			result = SPI_execute_snapshot(plan, &value, NULL, snapshot, InvalidSnapshot,
											  read_only, false, 0);

	if (result != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_snapshot returned %s", SPI_result_code_string(result));
	return SPI_tuptable;
}

SPITupleTable *
rule_select(const RuleQuery *query, const RuleEvent *event, int64 key)
{
	return select_with(query, event, key, GetLatestSnapshot(), false);
}

SPITupleTable *
rule_select_before(const RuleQuery *query, const RuleEvent *event, int64 key)
{
	Snapshot	before = RegisterSnapshot(GetLatestSnapshot());
	SPITupleTable *rows;

	before->curcid = FirstCommandId;
	rows = select_with(query, event, key, before, true);
	UnregisterSnapshot(before);
	return rows;
}

void
rule_enter(const RuleEvent *event)
{
	SPI_connect();
	SetUserIdAndSecContext(event->table->rd_rel->relowner,
						   event->writer_context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
}

void
rule_leave(const RuleEvent *event)
{
	SetUserIdAndSecContext(event->writer, event->writer_context);
	SPI_finish();
}

SPITupleTable *
rule_begin(const RuleQuery *guard, const RuleEvent *event, int64 key)
{
	rule_enter(event);
	return rule_select(guard, event, key);
}

void
rule_remember(const void *rule, const RuleEvent *event, int64 key, CommandId seen, void *found)
{
	CheckKey	checked = check_key(rule, event, key);
	CheckEntry *entry;
	bool		is_known;

	prepare_checks();
	entry = hash_search(checks, &checked, HASH_ENTER, &is_known);
	if (is_known)
		pfree(entry->found);
	entry->seen = seen;
	entry->round = event->round;
	entry->found = found;
}

void
rule_end(const void *rule, const RuleEvent *event, int64 key, void *found)
{
	rule_leave(event);
	rule_remember(rule, event, key, GetCurrentCommandId(false), found);
}

/* --- Messages ------------------------------------------------------------- */

bool
rule_writer_may_read(const RuleEvent *event, const char *table)
{
	Oid			relation = get_relname_relid(table, RelationGetNamespace(event->table));

	return OidIsValid(relation) &&
		pg_class_aclcheck(relation, event->writer, ACL_SELECT) == ACLCHECK_OK &&
		check_enable_rls(relation, event->writer, true) != RLS_ENABLED;
}

const char *
rule_day(Day day)
{
	char	   *text = palloc(DAY_TEXT_LENGTH + 1);

	day_format(day, text);
	return text;
}
