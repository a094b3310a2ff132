/*
 * seats.h
 *		How many people a posting has against its seats.
 */
#ifndef CORE_SEATS_H
#define CORE_SEATS_H

#include "core/period.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

/*
 * The first day within a period with more than one person above the seats, and
 * how many people there are.
 */
extern bool seats_crowded(Steps headcount, int64_t seats, Period within, Day *day, int64_t *people);

/*
 * The next run of days above the seats that has days within a period.  *at is 0
 * before the first; false if there is none.
 */
extern bool seats_next_run(Steps headcount, int64_t seats, Period within, int32_t *at, Period *run);

#pragma GCC visibility pop

#endif							/* CORE_SEATS_H */
