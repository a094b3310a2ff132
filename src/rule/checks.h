/*
 * checks.h
 *		What the triggers check, a file for each.
 */
#ifndef RULE_CHECKS_H
#define RULE_CHECKS_H

#include "rule/assignment.h"
#include "rule/naming.h"
#include "rule/posting.h"
#include "rule/settings.h"
#include "rule/waiver.h"

#pragma GCC visibility push(hidden)

/* The day after which a goal is frozen, for queries that call it g. */
#define FROZEN_DAY "coalesce(g.due_day, pg_catalog.upper(g.during) OPERATOR(pg_catalog.-) 1)"

/* AT-101, AT-103, AT-106: the history of a posting's status. */
extern void check_history(const RuleEvent *event, const Posting *posting);

/* AT-106: a posting that another one reopens has closed. */
extern void check_reopened(const RuleEvent *event, const Posting *posting);

/* AT-201, AT-105: a tenure and the posting's history. */
extern void check_tenure(const RuleEvent *event, const Posting *posting, const Tenure *tenure);

/* AT-203, AT-204: the people who hold the posting within a period, and its seats. */
extern void check_seats(const RuleEvent *event, const Posting *posting, Period within);

/* AT-107, AT-304: where the posting stands, and what it covers. */
extern void check_place(const RuleEvent *event, const Posting *posting);

/* AT-304 alone, for an assignment. */
extern void check_covered(const RuleEvent *event, const Posting *posting);

/* The same of all postings at a mission. */
extern void check_mission(const RuleEvent *event, int64 mission);

/* AT-202: the person of a new row is in one place. */
extern void check_person(const RuleEvent *event, const Assignment *new);

/* AT-205: a person who acts is posted elsewhere. */
extern void check_acting(const RuleEvent *event, int64 representative);

/* AT-209: a person who is absent is posted somewhere. */
extern void check_absence(const RuleEvent *event, int64 representative);

/* Does the event record a fact that may break a floor, or a ceiling? */
extern bool is_fact(const RuleEvent *event, LimitKind kind);

/* AT-206, AT-207: how long a person stays at the posting, on tours or on TDYs. */
extern void check_length(const RuleEvent *event, const Posting *posting, const Assignment *assignment);

/*
 * AT-302, AT-303: the floors, or the ceilings, that changes are held to.  Before any
 * of it limits_begin() asks what day is today, and locks what they read.
 */
extern bool limits_are_open(const RuleEvent *event, LimitKind kind);
extern void limits_begin(RuleEvent *event);
extern void check_limits(const RuleEvent *event, LimitKind kind);

/* The same of some goals alone. */
extern void check_limits_among(const RuleEvent *event, const int64 *goals, uint64 count);

/* The same of one goal, if it is a floor or a ceiling that is enforced. */
extern void check_goal_limit(const RuleEvent *event, int64 goal);

/* AT-211: a change to days before today names its reason; of a row, or a TRUNCATE. */
extern void check_reason(const RuleEvent *event);

/* AT-305, AT-306: what a goal asked for, and its milestones. */
extern void check_goal(const RuleEvent *event, int64 goal);

/* The same of all goals of a measure. */
extern void check_measure(const RuleEvent *event, Datum measure);

/* The same rules for TRUNCATE. */
extern void check_truncated_statuses(const RuleEvent *event);
extern void check_truncated_seats(const RuleEvent *event);
extern void check_truncated_missions(const RuleEvent *event);
extern void check_truncated_goals(const RuleEvent *event);

#pragma GCC visibility pop

#endif							/* RULE_CHECKS_H */
