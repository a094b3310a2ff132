/*
 * truncate.c
 *		TRUNCATE, which no trigger sees row by row: AT-201 if statuses go while
 *		assignments stay, AT-203 and AT-204 if seats go, AT-107 and AT-304 if what
 *		missions have become goes, AT-305 if a frozen goal goes.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"

static const RuleQuery assignment_query = {
	"SELECT assignment_id FROM @.assignment ORDER BY assignment_id LIMIT 1",
	{INT8OID}
};

static const RuleQuery frozen_query = {
	"SELECT g.goal_id FROM @.goal g WHERE " FROZEN_DAY " OPERATOR(pg_catalog.<) $2 ORDER BY g.goal_id LIMIT 1",
	{INT8OID}
};

static const RuleQuery held_query = {
	"SELECT DISTINCT posting_id FROM @.assignment ORDER BY posting_id",
	{INT8OID}
};

static const RuleQuery mission_query = {
	"SELECT DISTINCT mission_id FROM @.posting ORDER BY mission_id",
	{INT8OID}
};

/* The number in the first row, if there is one. */
static bool
find_first(const RuleEvent *event, const RuleQuery *query, int64 *found)
{
	int			level = rule_enter(event);
	SPITupleTable *rows;
	bool		is_found;

	rows = rule_select(query, event, 0, NULL);
	is_found = rows->numvals > 0;
	if (is_found)
		*found = DatumGetInt64(rule_result(rows, 0, 1));
	rule_leave(event, level);
	return is_found;
}

static void
report_truncate(const RuleEvent *event, RuleId rule, const char *table,
				const char *message, const char *detail, const char *hint)
{
	const char *quoted[] = {table, NULL};

	rule_report(event, rule, message, rule_may_quote(event, quoted) ? detail : NULL, hint);
}

void
check_truncated_statuses(const RuleEvent *event)
{
	int64		assignment;

	if (find_first(event, &assignment_query, &assignment))
		report_truncate(event, AT_201, "assignment",
						"the statuses of postings cannot be truncated while there are assignments",
						psprintf("%s would be at a posting without a status.", begin_sentence(name_assignment(event, assignment))),
						"TRUNCATE both tables in one statement.");
}

/* Every posting has what it says itself. */
void
check_truncated_seats(const RuleEvent *event)
{
	Period		always = {DAY_MINUS_INFINITY, DAY_INFINITY};
	const RuleKeys *postings = rule_list_keys(event, &held_query, NULL);
	uint64		i;

	for (i = 0; i < postings->count; i++)
		check_seats(event, rule_find(&posting_check, event, postings->keys[i], NULL), always);
}

/* Every mission is again what it says itself. */
void
check_truncated_missions(const RuleEvent *event)
{
	const RuleKeys *missions = rule_list_keys(event, &mission_query, NULL);
	uint64		i;

	for (i = 0; i < missions->count; i++)
		check_mission(event, missions->keys[i]);
}

void
check_truncated_goals(const RuleEvent *event)
{
	int64		goal;

	if (find_first(event, &frozen_query, &goal))
		report_truncate(event, AT_305, "goal", "goals can no longer change after their due day",
						psprintf("%s is past its due day.", begin_sentence(name_goal(event, goal))),
						"Use DELETE for goals that are not past their due day.");
}
