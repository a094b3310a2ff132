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
 * The next run of days above the seats that has days within a period.  excess is how
 * many more people than seats there are.  *at is 0 before the first; false if there
 * is none.
 */
extern bool seats_next_run(Steps excess, Period within, int32_t *at, Period *run);

#pragma GCC visibility pop

#endif							/* CORE_SEATS_H */
