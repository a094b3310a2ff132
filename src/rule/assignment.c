/*
 * rule_assignment.c
 *		What is checked after a change of an assignment.
 */
#include "rule/assignment.h"

#include "utils/builtins.h"

#include "period_scan.h"
#include "rule/posting.h"

static AssignmentKind
read_kind(Datum kind)
{
	const char *label = TextDatumGetCString(kind);

	return strcmp(label, "tour") == 0 ? ASSIGNMENT_TOUR :
		strcmp(label, "tdy") == 0 ? ASSIGNMENT_TDY : ASSIGNMENT_ACTING;
}

/* All of it is set, so that two can be compared as memory. */
static Assignment *
read_assignment(const RuleEvent *event, HeapTuple row)
{
	Assignment *assignment;

	if (row == NULL)
		return NULL;
	assignment = palloc0(sizeof(Assignment));
	assignment->id = DatumGetInt64(rule_column(event, row, "assignment_id"));
	assignment->posting = DatumGetInt64(rule_column(event, row, "posting_id"));
	assignment->representative = DatumGetInt64(rule_column(event, row, "representative_id"));
	assignment->kind = read_kind(rule_column(event, row, "kind"));
	assignment->extended = !rule_column_is_null(event, row, "extension");
	(void) daterange_read(rule_column(event, row, "tenure"), &assignment->tenure);
	return assignment;
}

static void
check_new(const RuleEvent *event, const Assignment *assignment)
{
	const Posting *posting = rule_posting(event, assignment->posting);
	Tenure		tenure = {assignment->id, assignment->tenure};

	rule_check_length(event, assignment);
	rule_check_tenure(event, posting, tenure);
	rule_check_seats(event, posting, assignment->tenure);
}

PG_FUNCTION_INFO_V1(attache_rule_assignment);
Datum
attache_rule_assignment(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);
	const Assignment *old = read_assignment(&event, event.old);
	const Assignment *new = read_assignment(&event, event.new);

	if (old != NULL && new != NULL && memcmp(old, new, sizeof(Assignment)) == 0 && !rule_old_is_own(&event))
		PG_RETURN_POINTER(NULL);
	if (new != NULL)
		check_new(&event, new);
	rule_check_acting(&event, old, new);
	PG_RETURN_POINTER(NULL);
}
