/*
 * weights.h
 *		The weights of one unit over time: on each day the greatest that holds.
 */
#ifndef CORE_WEIGHTS_H
#define CORE_WEIGHTS_H

#include <stdint.h>

#include "core/periods.h"

#pragma GCC visibility push(hidden)

typedef struct WeightedPeriod
{
	Period		period;
	int64_t		weight;			/* above 0 */
} WeightedPeriod;

/* All zero is an empty list. */
typedef struct Weights
{
	WeightedPeriod *items;
	int32_t		count;
	int32_t		capacity;
} Weights;

/* Adds a weight for a period; owner is where memory is taken from. */
extern void weights_add(Weights *weights, Period period, int64_t weight, void *owner);

/*
 * Leaves, in the order of days, periods that do not overlap, each with the
 * greatest of the weights that hold in it.
 */
extern void weights_settle(Weights *weights, void *owner);

#pragma GCC visibility pop

#endif							/* CORE_WEIGHTS_H */
