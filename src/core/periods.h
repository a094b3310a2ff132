/*
 * periods.h
 *		The periods of one unit: a list that merges what overlaps or meets.
 */
#ifndef CORE_PERIODS_H
#define CORE_PERIODS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/period.h"

#pragma GCC visibility push(hidden)

#define PERIODS_FEW 7			/* makes a list of few as long as a cache line */

/* All zero is an empty list. */
typedef struct Periods
{
	int32_t		count;
	int32_t		capacity;		/* of many; 0 while the few are in use */
	union
	{
		Period		few[PERIODS_FEW];
		Period	   *many;
	}			at;
} Periods;

static inline Period *
periods_items(Periods *periods)
{
	return periods->capacity == 0 ? periods->at.few : periods->at.many;
}

/* Adds a period; owner is where memory is taken from. */
extern void periods_add(Periods *periods, Period period, void *owner);

/*
 * Sorts and merges: after this the items increase and do not meet.  owner is where
 * memory is taken from.
 */
extern void periods_settle(Periods *periods, void *owner);

/* Are the items as periods_settle() leaves them? */
extern bool periods_are_settled(Periods *periods);

/* The next days on end of settled periods, from a day on, that other settled ones lack; false if none. */
extern bool periods_next_outside(Periods *periods, Periods *others, Day from, Period *rest);

#pragma GCC visibility pop

#endif							/* CORE_PERIODS_H */
