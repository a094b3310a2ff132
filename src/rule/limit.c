/*
 * rule_limit.c
 *		AT-302, AT-303: no change takes coverage below an enforced floor, or
 *		above an enforced ceiling, on a day from today on.
 *
 * Key: the goal.  Guard: its row.  Check: what the goal counts with and without
 * what this transaction has written; so a breach that was there before refuses
 * nothing, and every change that makes it worse is refused.  Whoever sets a
 * goal, or lets time pass, breaks no rule.
 *
 * To count is work for all of the registry, and whoever counts keeps others from
 * it.  So first it is asked what the event can do: who comes breaks no floor, and
 * nor does who goes from a posting that somebody else holds.
 */
#include "rule/rule.h"

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rel.h"

#include "rule/presence.h"
#include "rule/settings.h"

/* In one order for all, so that transactions wait and do not deadlock. */
#define LIMITS_OF(kind) { \
	"SELECT goal_id FROM @.goal WHERE enforced AND kind OPERATOR(pg_catalog.=) '" kind "'" \
	" AND (pg_catalog.upper_inf(during) OR pg_catalog.upper(during) OPERATOR(pg_catalog.>) CURRENT_DATE)" \
	" ORDER BY goal_id" \
}

static const RuleQuery limits_query[] = {
	[LIMIT_FLOOR] = LIMITS_OF("floor"),
	[LIMIT_CEILING] = LIMITS_OF("ceiling")
};

static const RuleQuery guard = {
	"SELECT name, target::pg_catalog.int8, pg_catalog.lower(during), pg_catalog.upper(during)"
	" FROM @.goal WHERE goal_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

static const RuleQuery coverage_query = {
	"SELECT covered FROM @.goal_measure_if(ARRAY[$1], NULL, NULL, NULL, NULL, CURRENT_DATE)"
};

typedef struct GoalLimit
{
	int64		goal;
	char	   *name;
	LimitKind	kind;
	int64		target;
	Day			first;
	Day			last;
} GoalLimit;

static const RuleId rule_of[] = {[LIMIT_FLOOR] = AT_302, [LIMIT_CEILING] = AT_303};

/* A number and a day may follow from a row of any table that says what counts. */
#define ALL_THAT_COUNTS \
	{"goal", "goal_country", "goal_site", "assignment", "posting_status_change", "posting", \
	 "mission", "posting_area", "posting_program", "posting_site", "site"}

static const RuleBlind blind[] = {
	[LIMIT_FLOOR] = {
		.tables = ALL_THAT_COUNTS,
		.message = "a goal does not allow this change",
		.hint = "It would take coverage below a floor."
	},
	[LIMIT_CEILING] = {
		.tables = ALL_THAT_COUNTS,
		.message = "a goal does not allow this change",
		.hint = "It would take coverage above a ceiling."
	}
};

static Steps
read_coverage(SPITupleTable *rows)
{
	bool		is_null;

	/* There is no row if this transaction has made the goal. */
	if (rows->numvals == 0)
		return (Steps) {0};
	return coverage_get_steps(DatumGetCoverageP(SPI_getbinval(rows->vals[0], rows->tupdesc, 1, &is_null)));
}

static GoalLimit
read_limit(SPITupleTable *rows, LimitKind kind, int64 goal)
{
	HeapTuple	row = rows->vals[0];
	char	   *name = SPI_getvalue(row, rows->tupdesc, 1);
	GoalLimit	limit = {.goal = goal, .kind = kind};
	Datum		day;
	bool		is_null;

	limit.name = strcpy(SPI_palloc(strlen(name) + 1), name); /* outlives the check */
	limit.target = DatumGetInt64(SPI_getbinval(row, rows->tupdesc, 2, &is_null));
	limit.first = GetSQLCurrentDate();
	day = SPI_getbinval(row, rows->tupdesc, 3, &is_null);
	if (!is_null)
		limit.first = Max(limit.first, DatumGetDateADT(day));
	day = SPI_getbinval(row, rows->tupdesc, 4, &is_null);
	limit.last = is_null ? DAY_INFINITY : DatumGetDateADT(day) - 1;
	return limit;
}

static void
report(const RuleEvent *event, const GoalLimit *limit, Day day, int64 value)
{
	RuleId		rule = rule_of[limit->kind];
	bool		is_floor = limit->kind == LIMIT_FLOOR;

	rule_report_quoting(event, rule, &blind[limit->kind], limit->goal,
						errmsg("coverage would be " INT64_FORMAT " on %s, %s " INT64_FORMAT " of goal \"%s\"",
							   value, rule_day(day), is_floor ? "below the floor of" : "above the ceiling of",
							   limit->target, limit->name),
						errdetail("Goal " INT64_FORMAT " is enforced from today on.", limit->goal),
						errhint("Changes that belong together can be made in one transaction: the goals are held against its end."));
}

/*
 * What the goal counted before this transaction.  TRUNCATE leaves nothing of
 * that to be seen: then as if the limit had been kept to.
 */
static Steps
read_before(const RuleEvent *event, const GoalLimit *limit)
{
	static const Day always = DAY_MINUS_INFINITY;

	if (event->is_truncate)
		return (Steps) {1, &limit->target, &always};
	return read_coverage(rule_select_before(&coverage_query, event, limit->goal));
}

static void
check_limit(const RuleEvent *event, LimitKind kind, int64 goal)
{
	SPITupleTable *rows = rule_begin(&guard, event, goal);
	GoalLimit	limit;
	Day			day;
	int64		value;
	bool		is_breach = false;

	if (rows->numvals > 0)
	{
		Steps		after;
		Steps		before;

		limit = read_limit(rows, kind, goal);
		after = read_coverage(rule_select(&coverage_query, event, goal));
		before = read_before(event, &limit);
		is_breach = limit.first <= limit.last &&
			breach_find(before, after, limit.kind, limit.target, limit.first, limit.last, &day, &value);
	}
	rule_leave(event);
	if (is_breach)
		report(event, &limit, day, value);
}

static int64 *
list_goals(const RuleEvent *event, LimitKind kind, uint64 *count)
{
	SPITupleTable *rows;
	int64	   *goals;
	bool		is_null;
	uint64		i;

	rule_enter(event);
	rows = rule_select(&limits_query[kind], event, 0);
	*count = rows->numvals;
	goals = MemoryContextAlloc(rule_memory(), Max(*count, 1) * sizeof(int64));
	for (i = 0; i < *count; i++)
		goals[i] = DatumGetInt64(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null));
	rule_leave(event);
	return goals;
}

static void
check_limits(const RuleEvent *event, LimitKind kind)
{
	CommandId	seen = GetCurrentCommandId(false);
	uint64		count;
	int64	   *goals = list_goals(event, kind, &count);
	uint64		i;

	for (i = 0; i < count; i++)
		check_limit(event, kind, goals[i]);
	rule_remember(&limits_query[kind], event, 0, seen, goals);
}

/* Is there something to keep to, and has no check seen yet what the event did? */
static bool
is_open(const RuleEvent *event, LimitKind kind)
{
	return rule_has_limit(event, kind) && rule_recall(&limits_query[kind], event, 0) == NULL;
}

/* After a change of where a posting stands and what it counts for. */
PG_FUNCTION_INFO_V1(attache_rule_limit);
Datum
attache_rule_limit(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);

	if (event.old != NULL && is_open(&event, LIMIT_FLOOR))
		check_limits(&event, LIMIT_FLOOR);
	if (event.new != NULL && is_open(&event, LIMIT_CEILING))
		check_limits(&event, LIMIT_CEILING);
	PG_RETURN_POINTER(NULL);
}

/* After a change of who holds a posting, or of its status. */
PG_FUNCTION_INFO_V1(attache_rule_presence_limit);
Datum
attache_rule_presence_limit(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);

	bool		floor_is_open = is_open(&event, LIMIT_FLOOR);
	bool		ceiling_is_open = is_open(&event, LIMIT_CEILING);
	PresenceChange change;

	if (!floor_is_open && !ceiling_is_open)
		PG_RETURN_POINTER(NULL);
	change = rule_presence_change(&event);
	if (floor_is_open && change.shrinks)
		check_limits(&event, LIMIT_FLOOR);
	if (ceiling_is_open && change.grows)
		check_limits(&event, LIMIT_CEILING);
	PG_RETURN_POINTER(NULL);
}

PG_FUNCTION_INFO_V1(attache_rule_truncate_limit);
Datum
attache_rule_truncate_limit(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_truncate_event(fcinfo);

	if (is_open(&event, LIMIT_FLOOR))
		check_limits(&event, LIMIT_FLOOR);
	PG_RETURN_POINTER(NULL);
}
