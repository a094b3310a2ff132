/*
 * sparkline.h
 *		A step function as a line of levels, for people at a prompt.
 */
#ifndef CORE_SPARKLINE_H
#define CORE_SPARKLINE_H

#include "core/steps.h"

#pragma GCC visibility push(hidden)

#define SPARKLINE_LEVELS 9		/* 0 is nothing, 8 the greatest value */

/*
 * The levels of so many equal parts of the days from first to last, which are
 * bounded.  A part's level is its average, in eighths of the greatest value on
 * any of the days, rounded up; what is not above 0 has level 0.
 */
extern void sparkline_levels(Steps steps, Day first, Day last, int width,
							 unsigned char *levels);

#pragma GCC visibility pop

#endif							/* CORE_SPARKLINE_H */
