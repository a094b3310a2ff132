/*
 * rule_presence.c
 *		Compares when a posting counts as held with and without what this
 *		transaction has written.
 *
 * Key: the posting.  Guard: its row; of two people who leave one posting at a
 * time, the second finds that nobody is left.
 */
#include "rule/presence.h"

#include "utils/date.h"

#include "core/breach.h"
#include "period_scan.h"

static const RuleQuery guard = {
	"SELECT FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

static const RuleQuery presence_query = {
	"SELECT tdy, during FROM @.posting_presence_if(NULL, NULL, NULL, NULL, CURRENT_DATE)"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1"
};

/* The days of people on temporary duty, or of the others. */
static Steps
read_presence(SPITupleTable *rows, bool tdy)
{
	bool		is_null;
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
		if (DatumGetBool(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null)) == tdy)
			return coverage_get_steps(DatumGetCoverageP(SPI_getbinval(rows->vals[i], rows->tupdesc, 2, &is_null)));
	return (Steps) {0};
}

/* A day on which nobody is left is one below a floor of 1. */
static PresenceChange
compare_presence(Steps before, Steps after)
{
	Day			today = GetSQLCurrentDate();
	Day			day;
	int64		value;
	PresenceChange change;

	change.shrinks = breach_find(before, after, LIMIT_FLOOR, 1, today, DAY_INFINITY, &day, &value);
	change.grows = breach_find(before, after, LIMIT_CEILING, 0, today, DAY_INFINITY, &day, &value);
	return change;
}

static PresenceChange *
find_change(const RuleEvent *event, int64 posting)
{
	PresenceChange *found = rule_recall(&presence_query, event, posting);
	SPITupleTable *before;
	SPITupleTable *after;
	int			tdy;

	if (found != NULL)
		return found;
	found = MemoryContextAllocZero(rule_memory(), sizeof(PresenceChange));
	rule_begin(&guard, event, posting);
	after = rule_select(&presence_query, event, posting);
	before = rule_select_before(&presence_query, event, posting);
	for (tdy = 0; tdy <= 1; tdy++)
	{
		PresenceChange change = compare_presence(read_presence(before, tdy), read_presence(after, tdy));

		found->shrinks |= change.shrinks;
		found->grows |= change.grows;
	}
	rule_end(&presence_query, event, posting, found);
	return found;
}

/* An assignment that has ended by today says nothing of the days from today on. */
static bool
row_is_past(const RuleEvent *event, HeapTuple row)
{
	Period		tenure;

	return !rule_column_is_null(event, row, "tenure") &&
		daterange_read(rule_column(event, row, "tenure"), &tenure) &&
		tenure.upto <= GetSQLCurrentDate();
}

static PresenceChange
find_change_of_row(const RuleEvent *event, HeapTuple row)
{
	if (row == NULL || row_is_past(event, row))
		return (PresenceChange) {false, false};
	return *find_change(event, DatumGetInt64(rule_column(event, row, "posting_id")));
}

PresenceChange
rule_presence_change(const RuleEvent *event)
{
	PresenceChange old = find_change_of_row(event, event->old);
	PresenceChange new = find_change_of_row(event, event->new);

	return (PresenceChange) {old.shrinks || new.shrinks, old.grows || new.grows};
}
