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

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/date.h"

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

static const RuleQuery program_of_query = {
	"SELECT coalesce(g.program::pg_catalog.text, '') FROM @.goal g WHERE g.goal_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID}
};

static const RuleQuery programs_query = {
	"SELECT p.program::pg_catalog.text, p.name FROM @.program p ORDER BY p.program::pg_catalog.text COLLATE pg_catalog.\"C\"",
	{TEXTOID, TEXTOID}
};

static const char *const program_tables[] = {"program", NULL};

/* What the goal asks, of the program with another code. */
static const RuleQuery recoded_query = {
	"SELECT ROW(q.goal_id, q.weighs, q.counts, $3, q.role, q.accredited, q.tdy, q.acting, q.present,"
	" q.countries, q.sites)::@.goal_question::pg_catalog.text"
	" FROM @.goal_question q WHERE q.goal_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID}
};

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
	bool		is_recoded;		/* which program is which cannot be told */
	char		name[FLEXIBLE_ARRAY_MEMBER];
} GoalBreach;

static Steps
read_coverage(SPITupleTable *rows)
{
	return coverage_get_steps(DatumGetCoverageP(rule_result(rows, 0, 1)));
}

/* Programs of one list that the other does not have under this code and name. */
typedef struct Programs
{
	uint64		count;
	const char *code;			/* of the last of them */
	bool		has_asked;		/* is the one that is asked about among them? */
} Programs;

static Programs
find_other_programs(SPITupleTable *some, SPITupleTable *others, const char *asked)
{
	Programs	found = {0};
	uint64		i;
	uint64		j = 0;

	for (i = 0; i < some->numvals; i++)
	{
		const char *code = TextDatumGetCString(rule_result(some, i, 1));
		int			order = 1;

		while (j < others->numvals && (order = strcmp(TextDatumGetCString(rule_result(others, j, 1)), code)) < 0)
			j++;
		if (j < others->numvals && order == 0 &&
			strcmp(TextDatumGetCString(rule_result(some, i, 2)), TextDatumGetCString(rule_result(others, j, 2))) == 0)
			continue;
		found.count++;
		found.code = code;
		found.has_asked |= strcmp(code, asked) == 0;
	}
	return found;
}

/*
 * The code that the program with this one had before this transaction.  NULL if that
 * cannot be told: a program says what its code is, and not what it was.  One that is gone
 * and one that is new are the same program.
 */
static const char *
code_before(const RuleEvent *event, const char *code)
{
	SPITupleTable *now = rule_select(&programs_query, event, 0, NULL);
	SPITupleTable *before = rule_select_before(&programs_query, event, 0, NULL);
	Programs	new = find_other_programs(now, before, code);
	Programs	gone = find_other_programs(before, now, code);

	if (!new.has_asked || gone.count == 0)
		return code;
	return new.count == 1 && gone.count == 1 ? gone.code : NULL;
}

/* What the goal counted before this transaction, by what it asks now of the same program; NULL if that cannot be told. */
static SPITupleTable *
select_before(const RuleEvent *event, int64 goal, const char *question)
{
	const char *code = TextDatumGetCString(rule_result(rule_select(&program_of_query, event, goal, NULL), 0, 1));
	const char *before = code[0] == '\0' ? code : code_before(event, code);

	if (before == NULL)
		return NULL;
	if (strcmp(before, code) != 0)
		question = TextDatumGetCString(rule_result(rule_select(&recoded_query, event, goal, before), 0, 1));
	return rule_select_before(&coverage_query, event, goal, question);
}

/* The same as steps; if it is hidden, as if the limit of the goal was kept. */
static Steps
read_before(const RuleEvent *event, int64 goal, const char *question, GoalBreach *breach, Steps kept)
{
	const char *hidden = NULL;
	SPITupleTable *before;

	if (rule_before(event, counting_tables, &hidden) == BEFORE_IS_NOTHING)
		return (Steps) {0};
	if (hidden == NULL && rule_before(event, program_tables, &hidden) != BEFORE_IS_HIDDEN)
	{
		before = select_before(event, goal, question);
		if (before != NULL)
			return read_coverage(before);
		breach->is_recoded = true;
		return kept;
	}
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
find_breach(const RuleEvent *event, int64 goal, GoalBreach *breach)
{
	static const Day always = DAY_MINUS_INFINITY;
	SPITupleTable *asked = rule_select(&question_query, event, goal, NULL);
	const char *question = TextDatumGetCString(rule_result(asked, 0, 1));
	Steps		after = read_coverage(rule_select(&coverage_query, event, goal, question));
	Steps		kept = {1, &breach->target, &always};

	if (breach_find(kept, after, breach->kind, breach->target, breach->first, breach->last, &breach->day, &breach->value))
		breach->is_breach = find_day(event, goal, read_before(event, goal, question, breach, kept), after, breach);
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
	" pg_catalog.int8(target), pg_catalog.lower(during), pg_catalog.upper(during) OPERATOR(pg_catalog.-) 1"
	" FROM @.goal WHERE goal_id OPERATOR(pg_catalog.=) $1",
	{BOOLOID, BOOLOID, TEXTOID, INT8OID, DATEOID, DATEOID}
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
		find_breach(event, goal, breach);
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
#define HINT_RECODED "Give programs their codes and names in a transaction of its own."

static const char *
hint_for_breach(const RuleEvent *event, const GoalBreach *breach)
{
	if (event->is_fact)
		return HINT_FACT;
	if (event->is_truncate)
		return HINT_TRUNCATE;
	if (breach->is_recoded)
		return HINT_RECODED;
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
	if (breach->is_recoded && !event->is_truncate)
		return "The goal is enforced from today on, "
			"and several programs got codes or names in this transaction, which hides what was covered before.";
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
