/*
 * kept_plan.h
 *		A plan that is kept for the next time, and run by one at a time.
 *
 * What a plan runs may want the same plan again, having made it invalid.  So whoever
 * runs a plan takes it from where it is kept, and puts it back.
 */
#ifndef KEPT_PLAN_H
#define KEPT_PLAN_H

#include "attache.h"

#include "executor/spi.h"

#pragma GCC visibility push(hidden)

/* The plan, or NULL if there is none that is valid: the caller makes one, and keeps that. */
extern SPIPlanPtr kept_plan_take(SPIPlanPtr *kept);

extern void kept_plan_put_back(SPIPlanPtr *kept, SPIPlanPtr plan);

#pragma GCC visibility pop

#endif							/* KEPT_PLAN_H */
