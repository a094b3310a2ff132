/*
 * rule_assignment.c
 *		AT-201, AT-105: an assignment starts while its posting is active and
 *		does not run past the day on which the posting closes.
 *
 * Key: the posting of a changed assignment, or of a changed status.  Guard: its
 * row in posting.  Check: the tenure against the posting's history; after a
 * change of status, every tenure of the posting.
 */
#include "rule.h"

#include "utils/date.h"
#include "utils/rangetypes.h"
#include "utils/rel.h"
#include "utils/typcache.h"

#include "rule_posting.h"

/* An assignment as the rule sees it. */
typedef struct Assignment
{
	int64		id;
	int64		posting;
	Period		tenure;
} Assignment;

static const RuleQuery assignments_query = {
	"SELECT assignment_id, tenure FROM @.assignment WHERE posting_id OPERATOR(pg_catalog.=) $1"
	" ORDER BY assignment_id"
};

/* AT-208, a constraint of the table, has seen to it that there is a day in it. */
static Period
tenure_period(Datum tenure)
{
	RangeType  *range = DatumGetRangeTypeP(tenure);
	TypeCacheEntry *type = lookup_type_cache(RangeTypeGetOid(range), TYPECACHE_RANGE_INFO);
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;
	Period		period = {DAY_MINUS_INFINITY, DAY_INFINITY};

	range_deserialize(type, range, &lower, &upper, &empty);
	if (!lower.infinite)
		period.from = DatumGetDateADT(lower.val);
	if (!upper.infinite)
		period.upto = DatumGetDateADT(upper.val);
	return period;
}

/* For a writer who may not read the posting's history: nothing of it. */
static void
report_blindly(const RuleEvent *event, const Assignment *assignment, TenureFault fault)
{
	ereport(ERROR,
			(rule_fields(event, fault == TENURE_BAD_START ? "AT-201" : "AT-105"),
			 errmsg("posting " INT64_FORMAT " cannot be held for this tenure",
					assignment->posting),
			 errhint("An assignment starts while its posting is active and ends before it closes.")));
}

static void
report_start(const RuleEvent *event, const Assignment *assignment,
			 const StatusHistory *history, int32 at)
{
	const char *day = rule_day(assignment->tenure.from);

	if (at < 0)
		ereport(ERROR,
				(rule_fields(event, "AT-201"),
				 errmsg("assignment " INT64_FORMAT " cannot start on %s", assignment->id, day),
				 errdetail("Posting " INT64_FORMAT " has no status on that day.",
						   assignment->posting),
				 errhint("An assignment starts while its posting is active.")));
	ereport(ERROR,
			(rule_fields(event, "AT-201"),
			 errmsg("assignment " INT64_FORMAT " cannot start on %s", assignment->id, day),
			 errdetail("Posting " INT64_FORMAT " is %s on that day, since %s.",
					   assignment->posting, posting_status_label(history->changes[at].status),
					   rule_day(history->changes[at].day)),
			 errhint("An assignment starts while its posting is active.")));
}

static void
report_closing(const RuleEvent *event, const Assignment *assignment,
			   const StatusHistory *history, int32 at)
{
	const StatusChange *change = &history->changes[at];

	ereport(ERROR,
			(rule_fields(event, "AT-105"),
			 errmsg("assignment " INT64_FORMAT " runs past %s, when posting " INT64_FORMAT " is %s",
					assignment->id, rule_day(change->day), assignment->posting,
					posting_status_label(change->status)),
			 assignment->tenure.upto == DAY_INFINITY
			 ? errdetail("The assignment is open-ended.")
			 : errdetail("The assignment's last day is %s.", rule_day(assignment->tenure.upto - 1)),
			 errhint("End the assignment before that day.")));
}

static void
check_tenure(const RuleEvent *event, const Assignment *assignment, const StatusHistory *history)
{
	int32		at;
	TenureFault fault = status_history_check_tenure(history, assignment->tenure, &at);

	if (fault == TENURE_OK)
		return;
	if (!rule_writer_may_read(event, "posting_status_change") ||
		!rule_writer_may_read(event, "assignment"))
		report_blindly(event, assignment, fault);
	if (fault == TENURE_BAD_START)
		report_start(event, assignment, history, at);
	report_closing(event, assignment, history, at);
}

static Assignment
read_assignment(const RuleEvent *event, HeapTuple row)
{
	Assignment	assignment;

	assignment.id = DatumGetInt64(rule_column(event, row, "assignment_id"));
	assignment.posting = DatumGetInt64(rule_column(event, row, "posting_id"));
	assignment.tenure = tenure_period(rule_column(event, row, "tenure"));
	return assignment;
}

/* After a change of an assignment: its tenure. */
PG_FUNCTION_INFO_V1(attache_rule_assignment_open);
Datum
attache_rule_assignment_open(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);
	Assignment	assignment;
	StatusHistory *history;

	if (event.new == NULL)
		PG_RETURN_POINTER(NULL);
	assignment = read_assignment(&event, event.new);
	history = rule_recall(&assignments_query, &event, assignment.posting);
	if (history == NULL)
	{
		rule_begin(&rule_posting_guard, &event, assignment.posting);
		history = rule_posting_history(&event, assignment.posting);
		rule_end(&assignments_query, &event, assignment.posting, history);
	}
	check_tenure(&event, &assignment, history);
	PG_RETURN_POINTER(NULL);
}

/* After a change of a posting's status: every tenure of the posting. */
static void
check_posting(const RuleEvent *event, HeapTuple row)
{
	Assignment	assignment;
	StatusHistory *history;
	SPITupleTable *rows;
	bool		is_null;
	uint64		i;

	assignment.posting = DatumGetInt64(rule_column(event, row, "posting_id"));
	if (rule_recall(&assignments_query, event, assignment.posting) != NULL)
		return;
	rule_begin(&rule_posting_guard, event, assignment.posting);
	history = rule_posting_history(event, assignment.posting);
	rows = rule_select(&assignments_query, event, assignment.posting);
	for (i = 0; i < rows->numvals; i++)
	{
		assignment.id = DatumGetInt64(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null));
		assignment.tenure = tenure_period(SPI_getbinval(rows->vals[i], rows->tupdesc, 2, &is_null));
		check_tenure(event, &assignment, history);
	}
	rule_end(&assignments_query, event, assignment.posting, history);
}

PG_FUNCTION_INFO_V1(attache_rule_status_tenures);
Datum
attache_rule_status_tenures(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);

	if (event.old != NULL)
		check_posting(&event, event.old);
	if (event.new != NULL)
		check_posting(&event, event.new);
	PG_RETURN_POINTER(NULL);
}
