/*
 * waiver.h
 *		The days on which an agency has let a rule be broken, with a paper.
 *
 * Consulted only when something breaks a rule.
 */
#ifndef RULE_WAIVER_H
#define RULE_WAIVER_H

#include "rule/posting.h"

#pragma GCC visibility push(hidden)

/* Of what a waiver may be. */
typedef enum WaiverSubject
{
	WAIVER_ASSIGNMENT,
	WAIVER_GOAL,
	WAIVER_POSTING,
	WAIVER_REPRESENTATIVE
}			WaiverSubject;

/*
 * Adds the days for which a rule is waived for a subject.  Memory is taken from
 * context.  Not within a check.
 */
extern void waiver_add_days(const RuleEvent *event, RuleId rule, WaiverSubject subject, int64 key,
							Periods *days, MemoryContext context);

/* The same within a check. */
extern void waiver_read_days(const RuleEvent *event, RuleId rule, WaiverSubject subject, int64 key,
							 Periods *days, MemoryContext context);

/* The days for which a rule is waived for an assignment, its posting or its person. */
extern void waiver_read_days_of_assignment(const RuleEvent *event, RuleId rule, int64 assignment, int64 posting, int64 representative,
										   Periods *days, MemoryContext context);

/* The same of a tenure, and not within a check. */
extern void waiver_add_days_of_tenure(const RuleEvent *event, RuleId rule, const Posting *posting, const Tenure *tenure,
									  Periods *days, MemoryContext context);

/*
 * The first of some days that break a rule and are not excused: nobody is refused for
 * what was wrong before, nor for what is waived.  Settles both; false if there is none.
 */
extern bool first_not_excused(Periods *broken, Periods *excused, Period *rest);

/*
 * Adds days that were broken before to those that are excused, but for the days on
 * which that was waived: a waiver excuses what it is for, and nothing that comes after.
 */
extern void add_broken_before(Periods *before, Periods *waived, Periods *excused);

/* Adds the days for which what a row of a query says is waived. */
typedef void (*AddWaived) (const RuleEvent *event, SPITupleTable *rows, uint64 row, Periods *days);

/*
 * The same of the rows of a query, within a check: each has a key and a daterange that
 * breaks a rule.  Finds the first row with days that are not excused, and the first of
 * them; before has the rows of before this transaction, or is NULL.
 */
extern bool first_row_not_excused(const RuleEvent *event, SPITupleTable *rows, SPITupleTable *before, AddWaived add_waived,
								  uint64 *row, Day *day);

#pragma GCC visibility pop

#endif							/* RULE_WAIVER_H */
