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

/* Room for periods, which grows and is used again; all zero but for owner is none. */
typedef struct PeriodRoom
{
	void	   *owner;			/* what memory is taken from */
	Period	   *periods;
	int32_t		room;
} PeriodRoom;

/* Room for so many; what stood in it is lost. */
extern Period *period_room(PeriodRoom *room, int64_t count);
extern void period_room_free(PeriodRoom *room);

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
