/*
 * posting.h
 *		A posting as the rules read it.
 */
#ifndef RULE_POSTING_H
#define RULE_POSTING_H

#include "rule/assignment.h"

#include "core/status_history.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

/* An assignment to the posting. */
typedef struct Tenure
{
	int64		assignment;
	int64		representative;
	AssignmentKind kind;
	bool		extended;
	Period		period;
} Tenure;

/* Lasts until the next check of the posting. */
typedef struct Posting
{
	int64		id;
	StatusHistory *history;
	Steps		headcount;		/* distinct people who take a seat, day by day */
	Steps		excess;			/* how many more they are than seats */
	int32		count;			/* of tenures */
	Tenure	   *tenures;		/* in the order of assignments */
} Posting;

/* Finds a Posting: rule_find(). */
extern const RuleCheck posting_check;

/*
 * The posting as it was before this transaction; without anything if that cannot be
 * seen, so that nothing was wrong with it.  Not within a check.
 */
extern const Posting *posting_before(const RuleEvent *event, int64 id);

/* The tenure of an assignment to the posting; NULL for none. */
extern const Tenure *posting_tenure(const Posting *posting, int64 assignment);

#pragma GCC visibility pop

#endif							/* RULE_POSTING_H */
