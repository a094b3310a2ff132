/*
 * rule_truncate.c
 *		TRUNCATE, which no trigger sees row by row: AT-201 when the statuses go
 *		and assignments stay, AT-305 when a frozen goal goes.
 */
#include "rule/rule.h"

#include "utils/rel.h"

#include "rule/settings.h"

static const RuleQuery assignment_query = {
	"SELECT assignment_id, posting_id FROM @.assignment ORDER BY assignment_id LIMIT 1"
};

static const RuleQuery frozen_query = {
	"SELECT goal_id FROM @.goal WHERE coalesce(due_day, pg_catalog.upper(during) OPERATOR(pg_catalog.-) 1)"
	" OPERATOR(pg_catalog.<) CURRENT_DATE ORDER BY goal_id LIMIT 1"
};

static const RuleBlind blind_status = {
	.tables = {"assignment"},
	.message = "the statuses of postings cannot go while there are assignments",
	.hint = "TRUNCATE both tables in one statement."
};

static const RuleBlind blind_goal = {
	.tables = {"goal"},
	.message = "goals can no longer change after their due day",
	.hint = "DELETE takes away those that are not."
};

/* The number in a column of the first row, if there is one. */
static bool
find_first(const RuleEvent *event, const RuleQuery *query, int64 *found)
{
	SPITupleTable *rows;
	bool		is_found;
	bool		is_null;

	rule_enter(event);
	rows = rule_select(query, event, 0);
	is_found = rows->numvals > 0;
	if (is_found)
		*found = DatumGetInt64(SPI_getbinval(rows->vals[0], rows->tupdesc, 1, &is_null));
	rule_leave(event);
	return is_found;
}

/* After TRUNCATE of the statuses. */
PG_FUNCTION_INFO_V1(attache_rule_truncate_status);
Datum
attache_rule_truncate_status(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_truncate_event(fcinfo);
	int64		assignment;

	if (find_first(&event, &assignment_query, &assignment))
		rule_report_quoting(&event, AT_201, &blind_status, assignment,
							errmsg("%s", blind_status.message),
							errdetail("Assignment " INT64_FORMAT " would be at a posting without a status.", assignment),
							errhint("%s", blind_status.hint));
	PG_RETURN_POINTER(NULL);
}

/* Before TRUNCATE of the goals or of what belongs to them. */
PG_FUNCTION_INFO_V1(attache_rule_truncate_goal);
Datum
attache_rule_truncate_goal(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_truncate_event(fcinfo);
	int64		goal;

	if (find_first(&event, &frozen_query, &goal))
		rule_report_quoting(&event, AT_305, &blind_goal, goal,
							errmsg("%s", blind_goal.message),
							errdetail("Goal " INT64_FORMAT " is past its due day.", goal),
							errhint("%s", blind_goal.hint));
	PG_RETURN_POINTER(NULL);
}
