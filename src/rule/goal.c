/*
 * goal.c
 *		AT-305, AT-306: a goal is frozen after its due day, and its milestones
 *		do not step back.
 *
 * Key: the goal.  Lock row: its row.  Check of AT-305: what the goal asked for
 * before this transaction and asks for now.  Check of AT-306: its milestones in
 * the order of days.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/rel.h"

#include "period_scan.h"

/* Whether it is past its due day; that day; all that it asks for but its program, as text; and that. */
static const RuleQuery asked_query = {
	"SELECT " FROZEN_DAY " OPERATOR(pg_catalog.<) $2, " FROZEN_DAY ","
	" ROW(g.kind, (SELECT ROW(k.measure, k.unit, k.direction, k.per, k.adds_up) FROM @.measure k"
	"   WHERE k.measure OPERATOR(pg_catalog.=) g.measure), g.counts, g.role, g.accredited, g.tdy, g.acting, g.present, pg_catalog.trim_scale(g.target), g.due_day,"
	"  g.during, g.enforced, pg_catalog.trim_scale(g.baseline), g.baseline_day,"
	"  ARRAY(SELECT ROW(m.day, pg_catalog.trim_scale(m.target))::pg_catalog.text FROM @.goal_milestone m"
	"   WHERE m.goal_id OPERATOR(pg_catalog.=) g.goal_id ORDER BY m.day),"
	"  ARRAY(SELECT c.country::pg_catalog.text FROM @.goal_country c"
	"   WHERE c.goal_id OPERATOR(pg_catalog.=) g.goal_id ORDER BY c.country),"
	"  ARRAY(SELECT s.site_id FROM @.goal_site s"
	"   WHERE s.goal_id OPERATOR(pg_catalog.=) g.goal_id ORDER BY s.site_id))::pg_catalog.text,"
	" coalesce(g.program::pg_catalog.text, '')"
	" FROM @.goal g WHERE g.goal_id OPERATOR(pg_catalog.=) $1",
	{BOOLOID, DATEOID, TEXTOID, TEXTOID}
};

static const RuleQuery program_query = {
	"SELECT true FROM @.program p WHERE p.program::pg_catalog.text OPERATOR(pg_catalog.=) $3",
	{BOOLOID}
};

static const RuleQuery measuring_query = {
	"SELECT g.goal_id FROM @.goal g WHERE g.measure OPERATOR(pg_catalog.=) $3 ORDER BY g.goal_id",
	{INT8OID}
};

/* The milestones that are out of place. */
static const RuleQuery misplaced_query = {
	"SELECT m.day FROM @.goal g JOIN ("
	" SELECT goal_id, day, target, pg_catalog.lag(target) OVER (ORDER BY day) AS before"
	" FROM @.goal_milestone WHERE goal_id OPERATOR(pg_catalog.=) $1) m"
	" ON m.goal_id OPERATOR(pg_catalog.=) g.goal_id"
	" WHERE g.due_day IS NULL OR m.day OPERATOR(pg_catalog.>=) g.due_day OR m.day OPERATOR(pg_catalog.<=) g.baseline_day"
	"  OR CASE WHEN CASE WHEN g.baseline IS NULL"
	"    THEN EXISTS (SELECT FROM @.measure k WHERE k.measure OPERATOR(pg_catalog.=) g.measure AND k.direction OPERATOR(pg_catalog.=) 'less')"
	"    ELSE g.target OPERATOR(pg_catalog.<) g.baseline END"
	"   THEN m.target OPERATOR(pg_catalog.<) g.target OR m.target OPERATOR(pg_catalog.>) coalesce(m.before, g.baseline)"
	"   ELSE m.target OPERATOR(pg_catalog.>) g.target OR m.target OPERATOR(pg_catalog.<)"
	"    coalesce(m.before, g.baseline, CASE WHEN g.kind OPERATOR(pg_catalog.<>) 'measure' THEN 0 END) END"
	" ORDER BY m.day",
	{DATEOID}
};

/* The tables that say what a goal asks for. */
static const char *const asked_tables[] = {"goal", "goal_milestone", "goal_country", "goal_site", "program", "measure", NULL};

/* What a check has found. */
typedef struct GoalFaults
{
	bool		is_changed;		/* though it is frozen since .due_day */
	Day			due_day;
	const char *hidden;			/* what table may hide what was asked; or NULL */
	bool		is_misplaced;	/* this milestone */
	Day			milestone;
} GoalFaults;

static bool
is_frozen(SPITupleTable *rows)
{
	bool		is_null;

	return rows->numvals > 0 && DatumGetBool(rule_result_or_null(rows, 0, 1, &is_null)) && !is_null;
}

/* Is it the same program, under the same code or under a new one?  No code is the empty text. */
static bool
is_same_program(const RuleEvent *event, const char *before, const char *now)
{
	if (strcmp(before, now) == 0)
		return true;
	return before[0] != '\0' && now[0] != '\0' &&
		rule_select(&program_query, event, 0, before)->numvals == 0 &&
		rule_select_before(&program_query, event, 0, now)->numvals == 0;
}

static const char *
asked_text(SPITupleTable *rows, int column)
{
	return TextDatumGetCString(rule_result(rows, 0, column));
}

static void
compare_asked(const RuleEvent *event, int64 goal, GoalFaults *faults)
{
	SPITupleTable *before = rule_select_before(&asked_query, event, goal, NULL);
	SPITupleTable *now;

	if (!is_frozen(before))
		return;
	now = rule_select(&asked_query, event, goal, NULL);
	faults->due_day = DatumGetDateADT(rule_result(before, 0, 2));
	faults->is_changed = now->numvals == 0 || strcmp(asked_text(before, 3), asked_text(now, 3)) != 0 ||
		!is_same_program(event, asked_text(before, 4), asked_text(now, 4));
}

/* The due day of a row of goal that was written; of a floor or ceiling its last day. */
static Day
due_day_of(const RuleEvent *event, HeapTuple row)
{
	bool		is_null;
	Datum		value = rule_column_or_null(event, row, COLUMN_DUE_DAY, &is_null);
	Period		during;

	if (!is_null)
		return DatumGetDateADT(value);
	value = rule_column_or_null(event, row, COLUMN_DURING, &is_null);
	if (is_null || !daterange_read(value, &during))
		return DAY_INFINITY;
	return period_last_day(during);
}

/*
 * What the goal asked before cannot be seen.  So any write to a goal that is frozen
 * now, or was before this event, counts as a change.
 */
static void
assume_changed(const RuleEvent *event, int64 goal, GoalFaults *faults)
{
	SPITupleTable *now = rule_select(&asked_query, event, goal, NULL);
	Day			due_day = DAY_INFINITY;

	if (is_frozen(now))
		due_day = DatumGetDateADT(rule_result(now, 0, 2));
	else if (event->old != NULL && strcmp(RelationGetRelationName(event->table), "goal") == 0)
		due_day = due_day_of(event, event->old);
	faults->is_changed = due_day < event->today;
	faults->due_day = due_day;
}

/* Is a day one of those that are excused, or is the rule waived on it? */
static bool
is_day_waived(const RuleEvent *event, RuleId rule, int64 goal, Day day, Periods *excused)
{
	Periods		broken = {.count = 1,.at.few = {period_of_days(day, day)}};
	Period		rest;

	waiver_read_days(event, rule, WAIVER_GOAL, goal, excused, CurrentMemoryContext);
	return !first_not_excused(&broken, excused, &rest);
}

/* The milestones that were out of place before. */
static Periods
misplaced_before(const RuleEvent *event, int64 goal)
{
	Periods		days = {0};
	SPITupleTable *rows;
	uint64		i;

	if (rule_before(event, asked_tables, NULL) != BEFORE_IS_SEEN)
		return days;
	rows = rule_select_before(&misplaced_query, event, goal, NULL);
	for (i = 0; i < rows->numvals; i++)
	{
		Day			day = DatumGetDateADT(rule_result(rows, i, 1));

		periods_add(&days, period_of_days(day, day), CurrentMemoryContext);
	}
	return days;
}

static void
find_misplaced(const RuleEvent *event, int64 goal, GoalFaults *faults)
{
	SPITupleTable *rows = rule_select(&misplaced_query, event, goal, NULL);
	Periods		before = {0};
	uint64		i;

	if (rows->numvals > 0)
		before = misplaced_before(event, goal);
	for (i = 0; i < rows->numvals && !faults->is_misplaced; i++)
	{
		faults->milestone = DatumGetDateADT(rule_result(rows, i, 1));
		faults->is_misplaced = !is_day_waived(event, AT_306, goal, faults->milestone, &before);
	}
}

static void *
find_faults(const RuleEvent *event, int64 goal, SPITupleTable *locked pg_attribute_unused())
{
	GoalFaults *faults = MemoryContextAllocZero(rule_memory(), sizeof(GoalFaults));
	Periods		waived = {0};
	const char *hidden;

	if (rule_before(event, asked_tables, &hidden) == BEFORE_IS_HIDDEN)
	{
		faults->hidden = hidden;
		assume_changed(event, goal, faults);
	}
	else
		compare_asked(event, goal, faults);
	faults->is_changed = faults->is_changed && !is_day_waived(event, AT_305, goal, event->today, &waived);
	find_misplaced(event, goal, faults);
	return faults;
}

static const RuleCheck goal_check = {
	.lock = {"SELECT FROM @.goal WHERE goal_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"},
	.find = find_faults
};

static const char *const quoted_frozen[] = {"goal", NULL};
static const char *const quoted_misplaced[] = {"goal", "goal_milestone", NULL};

#define HINT_FROZEN "What a goal asked for is frozen after its due day; a new goal can ask for more."
#define HINT_HIDDEN "Rewrite the table and change the goal in separate transactions."
#define DETAIL_MISPLACED \
	"Milestones lie between the baseline and the due day, do not step back, and do not pass the target; " \
	"a floor or ceiling has none."

static void
report_changed(const RuleEvent *event, int64 goal, const GoalFaults *faults)
{
	const char *message = psprintf("%s can no longer change", name_goal(event, goal));

	if (!rule_may_quote(event, quoted_frozen))
		rule_report(event, AT_305, message, NULL, HINT_FROZEN);
	else if (faults->hidden != NULL)
		rule_report(event, AT_305, message,
					psprintf("It was due on %s, and table \"%s\" was rewritten in this transaction, "
							 "which hides what the goal asked for before.",
							 rule_day(faults->due_day), faults->hidden),
					HINT_HIDDEN);
	else
		rule_report(event, AT_305, message,
					psprintf("It was due on %s.", rule_day(faults->due_day)), HINT_FROZEN);
}

static void
report_misplaced(const RuleEvent *event, int64 goal, const GoalFaults *faults)
{
	if (rule_may_quote(event, quoted_misplaced))
		rule_report(event, AT_306,
					psprintf("the milestone of %s on %s is out of place",
							 name_goal(event, goal), rule_day(faults->milestone)),
					DETAIL_MISPLACED, NULL);
	else
		rule_report(event, AT_306, psprintf("a milestone of %s is out of place", name_goal(event, goal)),
					DETAIL_MISPLACED, NULL);
}

/* Reports what a check has found once, even if that is a warning. */
void
check_goal(const RuleEvent *event, int64 goal)
{
	bool		is_new;
	const GoalFaults *faults = rule_find(&goal_check, event, goal, &is_new);

	if (is_new && faults->is_changed)
		report_changed(event, goal, faults);
	if (is_new && faults->is_misplaced)
		report_misplaced(event, goal, faults);
}

void
check_measure(const RuleEvent *event, Datum measure)
{
	const RuleKeys *goals = rule_list_keys(event, &measuring_query, TextDatumGetCString(measure));
	uint64		i;

	for (i = 0; i < goals->count; i++)
		check_goal(event, goals->keys[i]);
}
