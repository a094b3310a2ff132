/*
 * period_sets.h
 *		The days of two lists of periods together: of one or the other, of both, of
 *		the first alone.
 *
 * The lists are settled: their periods increase and do not meet.
 */
#ifndef CORE_PERIOD_SETS_H
#define CORE_PERIOD_SETS_H

#include <stdint.h>

#include "core/period.h"

#pragma GCC visibility push(hidden)

typedef enum DaysOf
{
	DAYS_OF_EITHER,
	DAYS_OF_BOTH,
	DAYS_OF_FIRST_ALONE
} DaysOf;

/* Puts the periods of these days where there is room for those of both lists; returns how many. */
extern int32_t periods_together(DaysOf which, const Period *a, int32_t a_count,
								const Period *b, int32_t b_count, Period *together);

#pragma GCC visibility pop

#endif							/* CORE_PERIOD_SETS_H */
