/*
 * assignment.c
 *		Reads an assignment for the rules.
 */
#include "rule/assignment.h"

#include "utils/builtins.h"
#include "utils/rel.h"

#include "period_scan.h"

static const char *const labels[] = {
	[ASSIGNMENT_TOUR] = "tour",
	[ASSIGNMENT_TDY] = "tdy",
	[ASSIGNMENT_ACTING] = "acting",
};

const char *
assignment_label(AssignmentKind kind)
{
	return labels[kind];
}

AssignmentKind
assignment_kind(Datum kind)
{
	const char *label = TextDatumGetCString(kind);
	size_t		i;

	for (i = 0; i < lengthof(labels); i++)
		if (strcmp(label, labels[i]) == 0)
			return (AssignmentKind) i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown kind \"%s\" of assignment", label),
			 errhint("An assignment is a tour, tdy, or acting.")));
}

Assignment *
assignment_read(const RuleEvent *event, HeapTuple row)
{
	Assignment *assignment;

	if (row == NULL)
		return NULL;
	assignment = palloc0(sizeof(Assignment));
	assignment->id = DatumGetInt64(rule_column(event, row, COLUMN_ASSIGNMENT_ID));
	assignment->posting = DatumGetInt64(rule_column(event, row, COLUMN_POSTING_ID));
	assignment->representative = DatumGetInt64(rule_column(event, row, COLUMN_REPRESENTATIVE_ID));
	assignment->kind = assignment_kind(rule_column(event, row, COLUMN_KIND));
	assignment->extended = rule_column_is_set(event, row, COLUMN_EXTENSION);
	(void) daterange_read(rule_column(event, row, COLUMN_TENURE), &assignment->tenure);
	return assignment;
}
