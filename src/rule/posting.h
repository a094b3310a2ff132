/*
 * posting.h
 *		A posting as the rules read it.
 */
#ifndef RULE_POSTING_H
#define RULE_POSTING_H

#include "rule/rule.h"

#include "core/status_history.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

/* An assignment to the posting. */
typedef struct Tenure
{
	int64		assignment;
	Period		period;
} Tenure;

/* Lasts until the next check of the posting. */
typedef struct Posting
{
	int64		id;
	int32		seats;
	StatusHistory *history;
	Steps		headcount;		/* distinct people, day by day */
	int32		count;			/* of tenures */
	Tenure	   *tenures;		/* in the order of assignments */
} Posting;

/* Finds a Posting: rule_find(). */
extern const RuleCheck posting_check;

#pragma GCC visibility pop

#endif							/* RULE_POSTING_H */
