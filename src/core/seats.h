/*
 * seats.h
 *		How many people a posting has against its seats.
 */
#ifndef CORE_SEATS_H
#define CORE_SEATS_H

#include "core/periods.h"
#include "core/steps.h"

/*
 * The first day within a period with more than one person above the seats, and
 * how many people there are.
 */
extern bool seats_crowded(Steps headcount, int64_t seats, Period within, Day *day, int64_t *people);

/*
 * The first run of days above the seats that is longer than so many days and
 * has days within a period.
 */
extern bool seats_long_run(Steps headcount, int64_t seats, int32_t most, Period within, Period *run);

#endif							/* CORE_SEATS_H */
