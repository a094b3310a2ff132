/*
 * rule_goal.c
 *		AT-305, AT-306: a goal is frozen after its due day, and its milestones
 *		do not step back.
 *
 * Key: the goal.  Guard: its row.  Check of AT-305: what the goal asked for
 * before this transaction and asks for now.  Check of AT-306: its milestones in
 * the order of days.
 */
#include "rule/rule.h"

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rel.h"

#include "rule/settings.h"

static const RuleQuery guard = {
	"SELECT 1 FROM @.goal WHERE goal_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

/* Whether it is past its due day; that day; and all that it asks for, as text. */
#define FROZEN_DAY \
	"coalesce(g.due_day, pg_catalog.upper(g.during) OPERATOR(pg_catalog.-) 1)"

static const RuleQuery asked_query = {
	"SELECT " FROZEN_DAY " OPERATOR(pg_catalog.<) CURRENT_DATE, " FROZEN_DAY ","
	" ROW(g.kind, g.counts, g.program, g.role, g.accredited, g.tdy, pg_catalog.trim_scale(g.target), g.due_day,"
	"  g.during, g.enforced, pg_catalog.trim_scale(g.baseline), g.baseline_day,"
	"  ARRAY(SELECT ROW(m.day, pg_catalog.trim_scale(m.target))::pg_catalog.text FROM @.goal_milestone m"
	"   WHERE m.goal_id OPERATOR(pg_catalog.=) g.goal_id ORDER BY m.day),"
	"  ARRAY(SELECT c.country::pg_catalog.text FROM @.goal_country c"
	"   WHERE c.goal_id OPERATOR(pg_catalog.=) g.goal_id ORDER BY c.country),"
	"  ARRAY(SELECT s.site_id FROM @.goal_site s"
	"   WHERE s.goal_id OPERATOR(pg_catalog.=) g.goal_id ORDER BY s.site_id))::pg_catalog.text"
	" FROM @.goal g WHERE g.goal_id OPERATOR(pg_catalog.=) $1"
};

/* The first milestone that is out of place. */
static const RuleQuery misplaced_query = {
	"SELECT m.day FROM @.goal g JOIN ("
	" SELECT goal_id, day, target, pg_catalog.lag(target) OVER (ORDER BY day) AS before"
	" FROM @.goal_milestone WHERE goal_id OPERATOR(pg_catalog.=) $1) m"
	" ON m.goal_id OPERATOR(pg_catalog.=) g.goal_id"
	" WHERE g.due_day IS NULL OR m.day OPERATOR(pg_catalog.>=) g.due_day OR m.day OPERATOR(pg_catalog.<=) g.baseline_day"
	"  OR m.target OPERATOR(pg_catalog.>) g.target OR m.target OPERATOR(pg_catalog.<) coalesce(m.before, g.baseline, 0)"
	" ORDER BY m.day LIMIT 1"
};

/* What a check has found. */
typedef struct GoalFaults
{
	bool		is_changed;		/* though it is frozen since .due_day */
	Day			due_day;
	bool		is_misplaced;	/* this milestone */
	Day			milestone;
} GoalFaults;

static const char *
value_of(SPITupleTable *rows, int column)
{
	return SPI_getvalue(rows->vals[0], rows->tupdesc, column);
}

static Day
day_of(SPITupleTable *rows, int column)
{
	bool		is_null;
	Datum		day = SPI_getbinval(rows->vals[0], rows->tupdesc, column, &is_null);

	return is_null ? DAY_INFINITY : DatumGetDateADT(day);
}

static void
read_asked(const RuleEvent *event, int64 goal, GoalFaults *faults)
{
	SPITupleTable *before = rule_select_before(&asked_query, event, goal);
	SPITupleTable *now;
	const char *frozen;

	if (before->numvals == 0)
		return;
	frozen = value_of(before, 1);
	if (frozen == NULL || frozen[0] != 't')
		return;
	now = rule_select(&asked_query, event, goal);
	faults->is_changed = now->numvals == 0 || strcmp(value_of(before, 3), value_of(now, 3)) != 0;
	faults->due_day = day_of(before, 2);
}

static GoalFaults *
read_faults(const RuleEvent *event, int64 goal)
{
	GoalFaults *faults = MemoryContextAllocZero(rule_memory(), sizeof(GoalFaults));
	SPITupleTable *rows;

	rule_begin(&guard, event, goal);
	read_asked(event, goal, faults);
	rows = rule_select(&misplaced_query, event, goal);
	faults->is_misplaced = rows->numvals > 0;
	if (faults->is_misplaced)
		faults->milestone = day_of(rows, 1);
	rule_end(&asked_query, event, goal, faults);
	return faults;
}

static const RuleBlind blind_frozen = {
	.tables = {"goal"},
	.message = "goal " INT64_FORMAT " can no longer change",
	.hint = "What a goal asked for is frozen after its due day; a new goal can ask for more."
};

static const RuleBlind blind_misplaced = {
	.tables = {"goal", "goal_milestone"},
	.message = "a milestone of goal " INT64_FORMAT " is out of place",
	.detail = "Milestones lie between the baseline and the due day, do not step back, and do not exceed the target; a floor or ceiling has none."
};

static void
report(const RuleEvent *event, int64 goal, const GoalFaults *faults)
{
	if (faults->is_changed)
		rule_report_quoting(event, AT_305, &blind_frozen, goal,
							errmsg(blind_frozen.message, goal),
							errdetail("It was due on %s.", rule_day(faults->due_day)),
							errhint("%s", blind_frozen.hint));
	if (faults->is_misplaced)
		rule_report_quoting(event, AT_306, &blind_misplaced, goal,
							errmsg("the milestone of goal " INT64_FORMAT " on %s is out of place",
								   goal, rule_day(faults->milestone)),
							errdetail("%s", blind_misplaced.detail));
}

/* What a check has found is said once, also if it is a warning. */
static void
check_goal(const RuleEvent *event, HeapTuple row)
{
	int64		goal = DatumGetInt64(rule_column(event, row, "goal_id"));

	if (rule_recall(&asked_query, event, goal) == NULL)
		report(event, goal, read_faults(event, goal));
}

/* After a change of a goal, its milestones, its countries or its sites. */
PG_FUNCTION_INFO_V1(attache_rule_goal);
Datum
attache_rule_goal(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);

	if (event.old != NULL)
		check_goal(&event, event.old);
	if (event.new != NULL)
		check_goal(&event, event.new);
	PG_RETURN_POINTER(NULL);
}
