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
} WaiverSubject;

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

/* A query of which each row has a key and a daterange that breaks a rule. */
typedef struct BrokenDays
{
	const RuleQuery *query;
	const RuleQuery *query_before;	/* what was broken before this transaction */
	const char *const *tables;	/* that say so, up to the first NULL */
	AddWaived	add_waived;
} BrokenDays;

/*
 * The same of the rows of a query about a key, within a check: the rows, the first of
 * them that has days that are not excused, and the first such day; NULL if there is none.
 */
extern SPITupleTable *first_row_not_excused(const RuleEvent *event, int64 key, const BrokenDays *days, uint64 *row, Day *day);

#pragma GCC visibility pop

#endif							/* RULE_WAIVER_H */
