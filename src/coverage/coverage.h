/*
 * coverage.h
 *		What the files about coverage share.
 */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "attache.h"

#pragma GCC visibility push(hidden)

/* Room for so many steps in the current memory context. */
extern StepsWriter coverage_start(size_t most_steps);

/* The value of what was written, 54000 if that is too long; frees the room. */
extern Coverage *coverage_finish(StepsWriter *writer);

/* The error of SQLSTATE 22003 for a value beyond bigint. */
extern void coverage_out_of_range(void);

/* A sentence on why steps are not as they must be. */
extern const char *coverage_fault_detail(StepsFault fault);

/*
 * The first and last day of a daterange, infinite where it is unbounded; false
 * if no day is in it.
 */
extern bool coverage_read_days(Datum daterange, Day *first, Day *last);

/* The same for a function that counts days: 22023 if the period is unbounded. */
extern bool coverage_read_bounded_days(Datum daterange, Day *first, Day *last);

#pragma GCC visibility pop

#endif							/* COVERAGE_H */
