/*
 * kept_plan.h
 *		Plans that a session keeps for the next time, each by its key.
 *
 * What a plan runs may want the same plan again, having made it invalid.  So whoever
 * runs a plan takes it from where it is kept, and puts it back; where that cannot be,
 * finding it is enough.  Plans that are no longer valid, such as those of what has been
 * dropped, are freed when another key comes: a session keeps no more than it uses.
 */
#ifndef KEPT_PLAN_H
#define KEPT_PLAN_H

#include "attache.h"

#include "executor/spi.h"
#include "utils/hsearch.h"

#pragma GCC visibility push(hidden)

/* A key is compared by its bytes, so it must have no padding. */
typedef struct KeptPlans
{
	const char *name;
	Size		key_size;
	HTAB	   *table;			/* NULL until there is one */
} KeptPlans;

typedef struct KeptPlan
{
	SPIPlanPtr	plan;			/* NULL if there is none */
	uint64		uses;			/* for whoever keeps it to count; 0 at first */
} KeptPlan;

extern KeptPlan *kept_plan_find(KeptPlans *plans, const void *key);

/* A plan to be kept, with options for cursors. */
extern SPIPlanPtr kept_plan_prepare(const char *text, int nargs, const Oid *types, int options);

/* The plan, or NULL if there is none that is valid: the caller makes one, and keeps that. */
extern SPIPlanPtr kept_plan_take(KeptPlans *plans, const void *key);

extern void kept_plan_put_back(KeptPlans *plans, const void *key, SPIPlanPtr plan);

#pragma GCC visibility pop

#endif							/* KEPT_PLAN_H */
