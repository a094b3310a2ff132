/*
 * assignment.h
 *		An assignment as the rules read it from a row that was written.
 */
#ifndef RULE_ASSIGNMENT_H
#define RULE_ASSIGNMENT_H

#include "rule/rule.h"

#pragma GCC visibility push(hidden)

typedef enum AssignmentKind
{
	ASSIGNMENT_TOUR,
	ASSIGNMENT_TDY,
	ASSIGNMENT_ACTING
} AssignmentKind;

typedef struct Assignment
{
	int64		id;
	int64		posting;
	int64		representative;
	AssignmentKind kind;
	bool		extended;
	Period		tenure;
} Assignment;

/* What a column "kind" says. */
extern AssignmentKind assignment_kind(Datum kind);

/* What the column says of a kind. */
extern const char *assignment_label(AssignmentKind kind);

/* NULL for no row.  All bytes are set, so that two can be compared as memory. */
extern Assignment *assignment_read(const RuleEvent *event, HeapTuple row);

#pragma GCC visibility pop

#endif							/* RULE_ASSIGNMENT_H */
