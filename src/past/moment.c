/*
 * moment.c
 *		The moments that sessions ask about, and whether all is seen that was known then.
 */
#include "past/past.h"

#include "access/table.h"
#include "access/xact.h"
#include "access/xlog.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "storage/proc.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/timestamp.h"

#include "compat.h"

/* --- What edits there are around a moment ------------------------------------------------ */

static char *
bounds_text(Relation table)
{
	return psprintf("SELECT (SELECT e.known_from FROM %1$s e ORDER BY e.known_from LIMIT 1),"
					" (SELECT e.known_from FROM %1$s e WHERE e.known_from OPERATOR(pg_catalog.>=) $1"
					"	AND e.known_from OPERATOR(pg_catalog.<) 'infinity'::pg_catalog.timestamptz ORDER BY e.known_from LIMIT 1),"
					" (SELECT e.known_from FROM %1$s e WHERE e.known_from OPERATOR(pg_catalog.<=) $1 ORDER BY e.known_from DESC LIMIT 1)",
					past_name(table));
}

static const PastQuery find_bounds = {bounds_text, SPI_OK_SELECT, 1, {TIMESTAMPTZOID}};

typedef struct Bounds
{
	TimestampTz first;			/* when the recording began */
	TimestampTz after;			/* the first moment from the one asked for on,
								 * or none */
	TimestampTz before;			/* the last up to it, or none */
} Bounds;

#define NO_MOMENT DT_NOBEGIN

static TimestampTz
moment_in(int column)
{
	bool		is_null;
	Datum		value;

	if (SPI_gettypeid(SPI_tuptable->tupdesc, column) != TIMESTAMPTZOID)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("\"%s\" is not of type timestamp with time zone", SPI_fname(SPI_tuptable->tupdesc, column))));
	value = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, column, &is_null);
	return is_null ? NO_MOMENT : DatumGetTimestampTz(value);
}

static Bounds
bounds_of(Relation table, TimestampTz moment, Snapshot snapshot)
{
	Datum		values[] = {TimestampTzGetDatum(moment)};
	Bounds		bounds;

	SPI_connect();
	past_run(&find_bounds, table, values, " ", snapshot);
	bounds.first = moment_in(1);
	bounds.after = moment_in(2);
	bounds.before = moment_in(3);
	SPI_finish();
	return bounds;
}

static void
check_has_passed(TimestampTz moment)
{
	if (moment <= GetCurrentTimestamp())
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the moment %s is still to come", timestamptz_to_str(moment)),
			 errhint("What is known at a moment can be asked once it has passed.")));
}

static void
check_is_recorded(TimestampTz moment, Bounds bounds)
{
	if (bounds.first != NO_MOMENT && moment >= bounds.first)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("nothing is kept of what was known at %s", timestamptz_to_str(moment)),
			 bounds.first != NO_MOMENT ? errdetail("The registry keeps its past from %s on.", timestamptz_to_str(bounds.first)) : 0,
			 errhint("Ask for a later moment.")));
}

/* Whatever has been committed by now; also beside workers, where the server takes no other. */
static Snapshot
fresh_snapshot(Relation table)
{
	return IsInParallelMode() ? GetNonHistoricCatalogSnapshot(RelationGetRelid(table)) : GetLatestSnapshot();
}

/* Those who have their moment have ended once they give up the lock. */
static void
wait_for_commits(Relation table, TimestampTz moment, Bounds seen)
{
	if (RecoveryInProgress())
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("what was known at %s may not have arrived here yet", timestamptz_to_str(moment)),
				 errdetail("This server is a standby, and the last edit that it has seen is of %s.",
						   seen.before != NO_MOMENT ? timestamptz_to_str(seen.before) : "no moment"),
				 errhint("Ask for a moment up to that, or ask the primary.")));
	LockDatabaseObject(RelationRelationId, RelationGetRelid(table), 0, ShareLock);
	UnlockDatabaseObject(RelationRelationId, RelationGetRelid(table), 0, ShareLock);
	if (bounds_of(table, moment, fresh_snapshot(table)).before == seen.before)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
			 errmsg("could not show what was known at %s, as it was committed only after this statement or transaction began",
					timestamptz_to_str(moment)),
			 errhint("Run it again.")));
}

/* --- What a statement sees ---------------------------------------------------------- */

static void
count_rollback(SubXactEvent event, SubTransactionId own pg_attribute_unused(),
			   SubTransactionId parent pg_attribute_unused(), void *arg)
{
	if (event == SUBXACT_EVENT_ABORT_SUB)
		(*(uint64 *) arg)++;
}

uint64
past_rollbacks(void)
{
	static bool is_watching = false;
	static uint64 rollbacks = 0;

	if (!is_watching)
		RegisterSubXactCallback(count_rollback, &rollbacks);
	is_watching = true;
	return rollbacks;
}

PastSight
past_sight(void)
{
	Snapshot	snapshot = GetActiveSnapshot();
	PastSight	sight = {
		.rollbacks = past_rollbacks(),
		.user = GetUserId(),
		.row_security = row_security,
		.transaction = OWN_TRANSACTION,
		.xmin = snapshot->xmin,
		.xmax = snapshot->xmax,
		/* What a standby counts among the subtransactions. */
		.running = snapshot->takenDuringRecovery ? snapshot->subxcnt : (int64) snapshot->xcnt,
		.curcid = snapshot->curcid,
	};

	return sight;
}

bool
past_same_sight(PastSight a, PastSight b)
{
	return a.rollbacks == b.rollbacks && a.user == b.user && a.row_security == b.row_security && a.transaction == b.transaction &&
		a.xmin == b.xmin && a.xmax == b.xmax && a.running == b.running && a.curcid == b.curcid;
}

/* --- Is all seen that was known? ------------------------------------------------------ */

/* The moment that was checked last, as each view of a question asks anew. */
static struct
{
	Oid			table;
	TimestampTz moment;
	PastSight	sight;
}			checked;

static bool
was_checked(Oid table, TimestampTz moment)
{
	return checked.table == table && checked.moment == moment && past_same_sight(checked.sight, past_sight());
}

static void
keep_checked(Oid table, TimestampTz moment)
{
	checked.table = table;
	checked.moment = moment;
	checked.sight = past_sight();
}

/*
 * attache_check_moment(edits regclass, moment timestamptz) returns timestamptz
 *
 * The moment, if the snapshot of this statement holds all that was known then; an
 * error otherwise.
 */
PG_FUNCTION_INFO_V1(attache_check_moment);
Datum
attache_check_moment(PG_FUNCTION_ARGS)
{
	TimestampTz moment = PG_GETARG_TIMESTAMPTZ(1);
	Relation	table;
	Bounds		seen;

	if (was_checked(PG_GETARG_OID(0), moment))
		PG_RETURN_TIMESTAMPTZ(moment);
	table = table_open(PG_GETARG_OID(0), AccessShareLock);
	check_has_passed(moment);
	seen = bounds_of(table, moment, GetActiveSnapshot());
	check_is_recorded(moment, seen);
	if (seen.after == NO_MOMENT)
		wait_for_commits(table, moment, seen);
	table_close(table, AccessShareLock);
	keep_checked(PG_GETARG_OID(0), moment);
	PG_RETURN_TIMESTAMPTZ(moment);
}

/* --- The moment that a session asks about ------------------------------------------ */

static char *
moment_text(Relation table)
{
	return psprintf("SELECT %s($1)",
					past_name_beside(table, "moment_of"));
}

static const PastQuery find_moment = {moment_text, SPI_OK_SELECT, 1, {TEXTOID}};

static TimestampTz
ask_moment(Oid edit_table, const char *name)
{
	Relation	table = table_open(edit_table, AccessShareLock);
	Datum		values[] = {CStringGetTextDatum(name)};
	TimestampTz moment;

	SPI_connect();
	past_run(&find_moment, table, values, " ", GetActiveSnapshot());
	moment = moment_in(1);
	SPI_finish();
	table_close(table, AccessShareLock);
	return moment;
}

/* The moment that was asked for last, likewise. */
static struct
{
	Oid			table;
	char	   *name;
	TimestampTz moment;
	PastSight	sight;
}			asked;

static bool
was_asked(Oid table, const char *name)
{
	return asked.table == table && asked.name != NULL && strcmp(asked.name, name) == 0 && past_same_sight(asked.sight, past_sight());
}

static void
keep_asked(Oid table, const char *name, TimestampTz moment, PastSight sight)
{
	char	   *copy = MemoryContextStrdup(TopMemoryContext, name);

	if (asked.name != NULL)
		pfree(asked.name);
	asked.name = copy;
	asked.table = table;
	asked.moment = moment;
	asked.sight = sight;
}

/* What is asked may change the setting, and ask again. */
static TimestampTz
ask_and_keep(Oid table, const char *setting)
{
	const char *name = pstrdup(setting);
	PastSight	sight = past_sight();
	TimestampTz moment = ask_moment(table, name);

	keep_asked(table, name, moment, sight);
	return moment;
}

/* The moment that the session asks a registry about, or whether that is now. */
TimestampTz
past_moment(Oid edit_table, bool *is_now)
{
	const char *name = past_known_at();

	*is_now = name == NULL;
	if (name == NULL)
		return NO_MOMENT;
	return was_asked(edit_table, name) ? asked.moment : ask_and_keep(edit_table, name);
}

/*
 * attache_known_at(edits regclass) returns timestamptz
 *
 * In C, as each view of what was known asks: it costs nothing where nothing is asked,
 * and the planner reads no body of it.
 */
PG_FUNCTION_INFO_V1(attache_known_at);
Datum
attache_known_at(PG_FUNCTION_ARGS)
{
	bool		is_now;
	TimestampTz moment = past_moment(PG_GETARG_OID(0), &is_now);

	if (is_now)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(moment);
}
