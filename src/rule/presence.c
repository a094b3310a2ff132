/*
 * presence.c
 *		Compares when a posting counts as held with and without what this
 *		transaction has written.
 *
 * Key: the posting.  Lock row: its row.  If two people leave one posting at once,
 * the second transaction finds that nobody is left.
 */
#include "rule/presence.h"

#include "catalog/pg_type.h"

#include "core/breach.h"
#include "rule/assignment.h"

static const RuleQuery presence_query = {
	"SELECT tdy, acting, during FROM @.posting_presence(NULL::@.hypothesis, $2)"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1",
	{BOOLOID, BOOLOID, RULE_COVERAGE}
};

/* The tables that say when a posting is held. */
static const char *const presence_tables[] = {"assignment", "posting_status_change", "posting", NULL};

/* The days of people on tours, on temporary duty, or acting. */
static Steps
read_presence(SPITupleTable *rows, AssignmentKind kind)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		bool		tdy = DatumGetBool(rule_result(rows, i, 1));
		bool		acting = DatumGetBool(rule_result(rows, i, 2));

		if (tdy == (kind == ASSIGNMENT_TDY) && acting == (kind == ASSIGNMENT_ACTING))
			return coverage_get_steps(DatumGetCoverageP(rule_result(rows, i, 3)));
	}
	return (Steps) {0};
}

/* A day on which nobody is left is one below a floor of 1. */
static void
compare_presence(const RuleEvent *event, Steps before, Steps after, PresenceChange *change)
{
	Day			day;
	int64		value;

	change->shrinks |= breach_find(before, after, LIMIT_FLOOR, 1, event->today, DAY_INFINITY, &day, &value);
	change->grows |= breach_find(before, after, LIMIT_CEILING, 0, event->today, DAY_INFINITY, &day, &value);
}

/* If what was there before cannot be seen, assume both. */
static void *
find_change(const RuleEvent *event, int64 posting, SPITupleTable *locked pg_attribute_unused())
{
	PresenceChange *change = MemoryContextAllocZero(rule_memory(), sizeof(PresenceChange));
	SPITupleTable *before;
	SPITupleTable *after;
	AssignmentKind kind;

	if (rule_before(event, presence_tables, NULL) != BEFORE_IS_SEEN)
	{
		*change = (PresenceChange) {true, true};
		return change;
	}
	after = rule_select(&presence_query, event, posting, NULL);
	before = rule_select_before(&presence_query, event, posting, NULL);
	for (kind = ASSIGNMENT_TOUR; kind <= ASSIGNMENT_ACTING; kind++)
		compare_presence(event, read_presence(before, kind), read_presence(after, kind), change);
	return change;
}

const RuleCheck presence_check = {
	.lock = {"SELECT FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"},
	.find = find_change
};
