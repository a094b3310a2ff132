/*
 * rule_assignment.h
 *		An assignment as the rules read it.
 */
#ifndef RULE_ASSIGNMENT_H
#define RULE_ASSIGNMENT_H

#include "rule/rule.h"

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

/* AT-205: who acts is somewhere else.  old or new may be NULL. */
extern void rule_check_acting(const RuleEvent *event, const Assignment *old, const Assignment *new);

/* AT-206, AT-207: how long a tour or a TDY lasts. */
extern void rule_check_length(const RuleEvent *event, const Assignment *assignment);

#endif							/* RULE_ASSIGNMENT_H */
