/*
 * limit.c
 *		AT-302, AT-303: no change takes coverage below an enforced floor, or
 *		above an enforced ceiling, on a day from today on.
 *
 * Key: the goal.  Lock row: all that are such limits at once, in one order; whoever
 * changes a goal has written its row, and has all to itself if others might not know what
 * it asks.  Check: what the goal, as it asks now, counts with and without what this
 * transaction has written.  So an older breach refuses nothing, and every change that
 * makes it worse is refused.  Setting a goal breaks no rule, nor does time that passes.
 */
#include "rule/checks.h"

#include "access/table.h"
#include "access/tableam.h"
#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/snapmgr.h"

/* A row of any of these may decide what counts. */
static const char *const counting_tables[] = {
	"assignment", "posting_status_change", "posting", "mission", "mission_change",
	"posting_area", "posting_program", "posting_site", "site", NULL
};

static const char *const quoted[] = {
	"goal", "goal_country", "goal_site", "assignment", "posting_status_change", "posting", "mission", "mission_change",
	"posting_area", "posting_program", "posting_site", "site", NULL
};

static const RuleId rule_of[] = {[LIMIT_FLOOR] = AT_302, [LIMIT_CEILING] = AT_303};

/* --- One goal ------------------------------------------------------------- */

/* What the goal asks, to count both now and before by it. */
static const RuleQuery question_query = {
	"SELECT q::pg_catalog.text FROM @.goal_question q WHERE q.goal_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID}
};

static const RuleQuery coverage_query = {
	"SELECT @.question_coverage($3::@.goal_question, $2)",
	{RULE_COVERAGE}
};

/* The programs, and where their rows are. */
static const RuleQuery programs_query = {
	"SELECT p.program::pg_catalog.text, p.ctid FROM @.program p",
	{TEXTOID, TIDOID}
};

static const RuleQuery program_query = {
	"SELECT p.ctid FROM @.program p WHERE p.program::pg_catalog.text OPERATOR(pg_catalog.=) $3",
	{TIDOID}
};

static const char *const program_tables[] = {"program", NULL};

/* What the goal asks, of the program with another code. */
static const RuleQuery recoded_query = {
	"SELECT ROW(q.goal_id, q.weighs, q.counts, $3, q.role, q.accredited, q.tdy, q.acting, q.present,"
	" q.countries, q.sites)::@.goal_question::pg_catalog.text"
	" FROM @.goal_question q WHERE q.goal_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID}
};

/* What a goal asks now: the question as text, and its program's code, empty for any. */
typedef struct Asked
{
	const char *question;
	const char *program;
} Asked;

/* What a check has found. */
typedef struct GoalBreach
{
	bool		is_breach;
	LimitKind	kind;
	int64		target;
	Day			first;			/* the days that are looked at */
	Day			last;
	Day			day;			/* the first that breaks the limit */
	int64		value;			/* ... and what would be covered on it */
	const char *hidden;			/* what table hides what was there; or NULL */
	char		name[FLEXIBLE_ARRAY_MEMBER];
} GoalBreach;

static Steps
read_coverage(SPITupleTable *rows)
{
	return coverage_get_steps(DatumGetCoverageP(rule_result(rows, 0, 1)));
}

static ItemPointer
place_in(SPITupleTable *rows, uint64 row, int column)
{
	return (ItemPointer) DatumGetPointer(rule_result(rows, row, column));
}

/* Which row of a list this transaction has changed until it was at that place; the number of rows if none. */
static uint64
find_changed(const RuleEvent *event, SPITupleTable *before, ItemPointer place)
{
	Relation	table = table_open(get_relname_relid("program", RelationGetNamespace(event->table)), AccessShareLock);
	Snapshot	snapshot = RegisterSnapshot(GetLatestSnapshot());
	TableScanDesc scan = table_beginscan_tid(table, snapshot);
	uint64		i;

	for (i = 0; i < before->numvals; i++)
	{
		ItemPointerData now = *place_in(before, i, 2);

		table_tuple_get_latest_tid(scan, &now);
		if (ItemPointerEquals(&now, place))
			break;
	}
	table_endscan(scan);
	UnregisterSnapshot(snapshot);
	table_close(table, NoLock);
	return i;
}

/*
 * The code that a program had before this transaction: that of the row which this
 * transaction has changed until it came to be the program's.  Its own if it is new, and
 * as a rule, as the row has not changed.
 */
static const char *
code_before(const RuleEvent *event, const char *code)
{
	SPITupleTable *now = rule_select(&program_query, event, 0, code);
	SPITupleTable *same = rule_select_before(&program_query, event, 0, code);
	SPITupleTable *before;
	uint64		row;

	if (now->numvals == 0 || (same->numvals > 0 && ItemPointerEquals(place_in(now, 0, 1), place_in(same, 0, 1))))
		return code;
	before = rule_select_before(&programs_query, event, 0, NULL);
	row = find_changed(event, before, place_in(now, 0, 1));
	return row == before->numvals ? code : TextDatumGetCString(rule_result(before, row, 1));
}

/* What the goal counted before this transaction, by what it asks now. */
static Steps
count_before(const RuleEvent *event, int64 goal, Asked asked)
{
	const char *code = asked.program[0] == '\0' ? "" : code_before(event, asked.program);

	if (strcmp(code, asked.program) != 0)
		asked.question = TextDatumGetCString(rule_result(rule_select(&recoded_query, event, goal, code), 0, 1));
	return read_coverage(rule_select_before(&coverage_query, event, goal, asked.question));
}

/* The same; if it is hidden, as if the limit of the goal was kept. */
static Steps
read_before(const RuleEvent *event, int64 goal, Asked asked, GoalBreach *breach, Steps kept)
{
	const char *hidden = NULL;

	if (rule_before(event, counting_tables, &hidden) == BEFORE_IS_NOTHING)
		return (Steps) {0};
	if (hidden == NULL && asked.program[0] != '\0')
		(void) rule_before(event, program_tables, &hidden);
	if (hidden == NULL)
		return count_before(event, goal, asked);
	breach->hidden = hidden;
	return kept;
}

/* The first day that is beyond the limit, further than before, and not waived. */
static bool
find_day(const RuleEvent *event, int64 goal, Steps before, Steps after, GoalBreach *breach)
{
	Periods		waived = {0};

	waiver_read_days(event, rule_of[breach->kind], WAIVER_GOAL, goal, &waived, CurrentMemoryContext);
	while (breach_find(before, after, breach->kind, breach->target, breach->first, breach->last, &breach->day, &breach->value))
	{
		Periods		left = {.count = 1,.at.few = {period_of_days(breach->day, breach->last)}};
		Period		rest;

		if (!first_not_excused(&left, &waived, &rest))
			return false;
		if (rest.from == breach->day)
			return true;
		breach->first = rest.from;
	}
	return false;
}

static void
find_breach(const RuleEvent *event, int64 goal, const char *program, GoalBreach *breach)
{
	static const Day always = DAY_MINUS_INFINITY;
	SPITupleTable *question = rule_select(&question_query, event, goal, NULL);
	Asked		asked = {TextDatumGetCString(rule_result(question, 0, 1)), program};
	Steps		after = read_coverage(rule_select(&coverage_query, event, goal, asked.question));
	Steps		kept = {1, &breach->target, &always};

	if (breach_find(kept, after, breach->kind, breach->target, breach->first, breach->last, &breach->day, &breach->value))
		breach->is_breach = find_day(event, goal, read_before(event, goal, asked, breach, kept), after, breach);
}

static Day
day_or(SPITupleTable *rows, int column, Day otherwise)
{
	bool		is_null;
	Datum		day = rule_result_or_null(rows, 0, column, &is_null);

	return is_null ? otherwise : DatumGetDateADT(day);
}

#define IS_LIMIT "enforced AND kind OPERATOR(pg_catalog.=) ANY (ARRAY['floor', 'ceiling'])"
#define IS_NOT_OVER "(pg_catalog.upper_inf(during) OR pg_catalog.upper(during) OPERATOR(pg_catalog.>) $2)"

static const RuleQuery goal_query = {
	"SELECT " IS_LIMIT ","
	" kind OPERATOR(pg_catalog.=) 'floor', name,"
	" pg_catalog.int8(target), pg_catalog.lower(during), pg_catalog.upper(during) OPERATOR(pg_catalog.-) 1,"
	" coalesce(program::pg_catalog.text, '')"
	" FROM @.goal WHERE goal_id OPERATOR(pg_catalog.=) $1",
	{BOOLOID, BOOLOID, TEXTOID, INT8OID, DATEOID, DATEOID, TEXTOID}
};

static void *
find_goal_breach(const RuleEvent *event, int64 goal, SPITupleTable *locked pg_attribute_unused())
{
	SPITupleTable *rows = rule_select(&goal_query, event, goal, NULL);
	bool		is_limit = rows->numvals > 0 && DatumGetBool(rule_result(rows, 0, 1));
	const char *name = is_limit ? TextDatumGetCString(rule_result(rows, 0, 3)) : "";
	GoalBreach *breach = MemoryContextAllocZero(rule_memory(), offsetof(GoalBreach, name) + strlen(name) + 1);

	if (!is_limit)
		return breach;
	strcpy(breach->name, name);
	breach->kind = DatumGetBool(rule_result(rows, 0, 2)) ? LIMIT_FLOOR : LIMIT_CEILING;
	breach->target = DatumGetInt64(rule_result(rows, 0, 4));
	breach->first = Max(event->today, day_or(rows, 5, DAY_MINUS_INFINITY));
	breach->last = day_or(rows, 6, DAY_INFINITY);
	if (breach->first <= breach->last)
		find_breach(event, goal, TextDatumGetCString(rule_result(rows, 0, 7)), breach);
	return breach;
}

/* That a fact was let pass lets no plan pass: it is another check. */
static const RuleCheck goal_limit_check = {.find = find_goal_breach};
static const RuleCheck goal_limit_check_of_fact = {.find = find_goal_breach};

/* --- What is said --------------------------------------------------------- */

#define HINT \
	"Plans that belong together go into one transaction: goals are checked at its end. " \
	"What has happened goes into another, and says how or why in \"ended_as\", \"reason\" or \"note\"."
#define HINT_FACT "It is recorded all the same, as it has happened; the goal shows the breach."
#define HINT_TRUNCATE "TRUNCATE is checked at once; DELETE is checked at the end of the transaction."
#define HINT_HIDDEN "Rewrite the table in a transaction of its own."

static const char *
hint_for_breach(const RuleEvent *event, const GoalBreach *breach)
{
	if (event->is_fact)
		return HINT_FACT;
	if (event->is_truncate)
		return HINT_TRUNCATE;
	return breach->hidden != NULL ? HINT_HIDDEN : HINT;
}

/* The countries, or the sites, that count for the goal on a day. */
static const RuleQuery places_query = {
	"SELECT place FROM @.goal_places($1, $3::pg_catalog.date) ORDER BY place COLLATE pg_catalog.\"C\"",
	{TEXTOID}
};

#define MOST_PLACES 20

/* "BE, CA": what is in the first list and not in the second; both are in order. */
static char *
list_places(SPITupleTable *some, SPITupleTable *others)
{
	StringInfoData list;
	int			count = 0;
	uint64		i;
	uint64		j = 0;

	initStringInfo(&list);
	for (i = 0; i < some->numvals; i++)
	{
		const char *place = TextDatumGetCString(rule_result(some, i, 1));
		int			order = 1;

		while (j < others->numvals && (order = strcmp(TextDatumGetCString(rule_result(others, j, 1)), place)) < 0)
			j++;
		if ((j == others->numvals || order != 0) && count++ < MOST_PLACES)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", place);
	}
	if (count > MOST_PLACES)
		appendStringInfo(&list, " and %d more", count - MOST_PLACES);
	return list.data;
}

/* " No longer covered on that day: BE.": what the change takes away, or adds. */
static const char *
describe_places(const RuleEvent *event, int64 goal, const GoalBreach *breach)
{
	MemoryContext caller = CurrentMemoryContext;
	const char *day = rule_day(breach->day);
	int			level = rule_enter(event);
	SPITupleTable *after = rule_select(&places_query, event, goal, day);
	SPITupleTable *before = rule_select_before(&places_query, event, goal, day);
	bool		is_floor = breach->kind == LIMIT_FLOOR;
	char	   *places = is_floor ? list_places(before, after) : list_places(after, before);

	places = MemoryContextStrdup(caller, places);
	rule_leave(event, level);
	return places[0] == '\0' ? "" : psprintf(" %s covered on that day: %s.", is_floor ? "No longer" : "Newly", places);
}

static const char *
describe(const RuleEvent *event, int64 goal, const GoalBreach *breach)
{
	if (breach->hidden != NULL && !event->is_truncate)
		return psprintf("The goal is enforced from today on, "
						"and table \"%s\" was rewritten in this transaction, which hides what was covered before.",
						breach->hidden);
	return psprintf("The goal is enforced from today on.%s", event->is_truncate ? "" : describe_places(event, goal, breach));
}

static void
report_breach(const RuleEvent *event, int64 goal, const GoalBreach *breach)
{
	bool		is_floor = breach->kind == LIMIT_FLOOR;

	if (!rule_may_quote(event, quoted))
		rule_report(event, rule_of[breach->kind],
					event->is_fact ? "a goal is not kept" : "a goal does not allow this change", NULL,
					event->is_fact ? HINT_FACT
					: is_floor ? "It would take coverage below a floor." : "It would take coverage above a ceiling.");
	else
		rule_report(event, rule_of[breach->kind],
					psprintf("coverage %s " INT64_FORMAT " on %s, %s " INT64_FORMAT " of goal \"%s\"",
							 event->is_fact ? "is" : "would be", breach->value, rule_day(breach->day),
							 is_floor ? "below the floor of" : "above the ceiling of", breach->target, breach->name),
					describe(event, goal, breach),
					hint_for_breach(event, breach));
}

void
check_goal_limit(const RuleEvent *event, int64 goal)
{
	bool		is_new;
	const GoalBreach *breach = rule_find(event->is_fact ? &goal_limit_check_of_fact : &goal_limit_check, event, goal, &is_new);

	if (is_new && breach->is_breach)
		report_breach(event, goal, breach);
}

/* --- All goals of a kind -------------------------------------------------- */

#define LIMITS_OF(kind) \
	"SELECT goal_id FROM @.goal WHERE enforced AND kind OPERATOR(pg_catalog.=) '" kind "' AND " IS_NOT_OVER " ORDER BY goal_id"

static const RuleQuery limits_query[] = {
	[LIMIT_FLOOR] = {LIMITS_OF("floor"), {INT8OID}},
	[LIMIT_CEILING] = {LIMITS_OF("ceiling"), {INT8OID}}
};

static void *
list_limits(const RuleEvent *event, int64 kind, SPITupleTable *locked pg_attribute_unused())
{
	return rule_find_keys(event, &limits_query[kind], 0);
}

/* For plans, and for facts.  Key: the kind of limit. */
static const RuleCheck limits_check[2] = {{.find = list_limits}, {.find = list_limits}};

/* Is there a limit to keep, and has no check yet seen what the event did? */
bool
limits_are_open(const RuleEvent *event, LimitKind kind)
{
	return rule_may_have_limit(event, kind) && rule_is_open(&limits_check[event->is_fact], event, kind);
}

static void
check_goals(const RuleEvent *event, const int64 *goals, uint64 count)
{
	uint64		i;

	for (i = 0; i < count; i++)
		check_goal_limit(event, goals[i]);
}

/*
 * Every floor and ceiling is locked before any is counted, in one order for all.  No goal
 * gets another key meanwhile, as who changes goals waits for whoever shares the limits:
 * rule_share_limits().
 */
static const RuleCheck limits_lock = {
	.lock = {
		"SELECT FROM @.goal WHERE " IS_LIMIT " AND " IS_NOT_OVER " ORDER BY goal_id FOR NO KEY UPDATE"
	}
};

void
check_limits(const RuleEvent *event, LimitKind kind)
{
	const RuleKeys *goals = rule_find(&limits_check[event->is_fact], event, kind, NULL);

	(void) rule_find(&limits_lock, event, 0, NULL);
	check_goals(event, goals->keys, goals->count);
}

void
check_limits_among(const RuleEvent *event, const int64 *goals, uint64 count)
{
	(void) rule_find(&limits_lock, event, 0, NULL);
	check_goals(event, goals, count);
}

/* What counts is read by functions, which lock tables when a snapshot is taken already. */
void
limits_begin(RuleEvent *event)
{
	event->today = rule_today(event);
	rule_lock_tables(event, quoted);
}
