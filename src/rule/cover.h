/*
 * cover.h
 *		What a change does to what a posting covers for floors and ceilings.
 *
 * Of a posting's country or site that no longer counts, another posting may see to
 * it that it counts all the same: then no floor is nearer than it was, and nobody has
 * to count what the goal counts.  Likewise of one that now counts, and a ceiling.
 */
#ifndef RULE_COVER_H
#define RULE_COVER_H

#include "rule/rule.h"

#include "core/breach.h"

#pragma GCC visibility push(hidden)

/* What a change of a posting can do to the floors, or to the ceilings. */
typedef struct CoverChange
{
	bool		moves;			/* takes something away, or adds something */
	bool		all;			/* ... and may matter to any of them */
	uint64		count;
	const int64 *goals;			/* ... or matters to these */
} CoverChange;

/* Finds CoverChange[2], by LimitKind, of a posting: rule_find(). */
extern const RuleCheck cover_check;

/*
 * Takes the lock row of a posting: whoever takes from what it covers, or adds to it,
 * holds that before the limits are checked.
 */
extern void cover_hold_posting(const RuleEvent *event, int64 posting);

/* Keeps others from changing where a mission stands, for a posting that comes to it. */
extern void cover_hold_arrival(const RuleEvent *event, int64 mission);

/* Takes the lock rows of all postings at a mission, and of all that serve a site; also of those to come. */
extern void cover_hold_mission(const RuleEvent *event, int64 mission);
extern void cover_hold_site(const RuleEvent *event, int64 site);

#pragma GCC visibility pop

#endif							/* RULE_COVER_H */
