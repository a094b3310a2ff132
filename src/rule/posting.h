/*
 * rule_posting.h
 *		A posting as the rules read it.
 */
#ifndef RULE_POSTING_H
#define RULE_POSTING_H

#include "rule/rule.h"

#include "core/status_history.h"
#include "core/steps.h"

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
	bool		checked;		/* for a trigger that checks all of it at once */
} Posting;

/* Locks the posting and reads it, unless that was done after the event. */
extern Posting *rule_posting(const RuleEvent *event, int64 id);

/* AT-201, AT-105: a tenure and the posting's history. */
extern void rule_check_tenure(const RuleEvent *event, const Posting *posting, Tenure tenure);

/* AT-203, AT-204: the people who hold the posting within a period, and its seats. */
extern void rule_check_seats(const RuleEvent *event, const Posting *posting, Period within);

#endif							/* RULE_POSTING_H */
