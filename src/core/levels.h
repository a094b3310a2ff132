/*
 * levels.h
 *		How many days a step function is at each of its values.
 */
#ifndef CORE_LEVELS_H
#define CORE_LEVELS_H

#include "core/steps.h"

#pragma GCC visibility push(hidden)

typedef struct Level
{
	int64_t		value;
	int64_t		days;
} Level;

/*
 * The levels of a scan's days, which are bounded, in the order of values, into room
 * for one per stretch.  Returns how many there are.  owner is where memory is taken
 * from.
 */
extern int64_t levels_read(StretchScan scan, Level *levels, void *owner);

#pragma GCC visibility pop

#endif							/* CORE_LEVELS_H */
