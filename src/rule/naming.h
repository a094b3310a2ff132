/*
 * naming.h
 *		What rules call postings, people, assignments and goals.
 *
 * By the agency's numbers and names where the writer may read them, else by keys.
 */
#ifndef RULE_NAMING_H
#define RULE_NAMING_H

#include "rule/assignment.h"

#pragma GCC visibility push(hidden)

/* "posting BRU-1 at Embassy Brussels", by the name that the mission has on a day. */
extern const char *name_posting(const RuleEvent *event, int64 posting, Day day);

/* "Ada Berg (E-17)" */
extern const char *name_person(const RuleEvent *event, int64 representative);

/* "the tour of Ada Berg (E-17)" */
extern const char *name_tenure(const RuleEvent *event, AssignmentKind kind, int64 representative);

/* The same of an assignment that the caller knows by its key alone. */
extern const char *name_assignment(const RuleEvent *event, int64 assignment);

/* "goal "22 countries"" */
extern const char *name_goal(const RuleEvent *event, int64 goal);

/* "from 2006-07-01 to 2006-12-31", or "from 2006-07-01 on" */
extern const char *name_days(Period period);

/* A phrase at the beginning of a sentence. */
extern const char *begin_sentence(const char *phrase);

#pragma GCC visibility pop

#endif							/* RULE_NAMING_H */
