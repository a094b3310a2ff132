/*
 * runs.h
 *		A step function against a target: runs of days, and what they come to.
 *
 * A run is as many days on end as there are, all at or above the target or all
 * below it, however often the value changes within.
 */
#ifndef CORE_RUNS_H
#define CORE_RUNS_H

#include "core/period.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

typedef enum RunSide
{
	RUN_BELOW,					/* below the target */
	RUN_REACHED					/* at or above it */
} RunSide;

/* Going through the runs on one side of a target. */
typedef struct RunScan
{
	StretchScan stretches;
	Stretch		ahead;			/* the stretch to come, if there is more */
	bool		more;
	int64_t		target;
	RunSide		side;
} RunScan;

/* Scans the days from first to last; a run that goes on beyond them is cut. */
extern RunScan run_scan(Steps steps, Day first, Day last, int64_t target, RunSide side);
extern bool run_next(RunScan *scan, Period *run);

/* How many of the days from first to last, which are bounded, reach the target. */
extern int64_t runs_days_reached(Steps steps, Day first, Day last, int64_t target);

/* How long the longest run below the target is from first to last, which are bounded. */
extern int64_t runs_longest_gap(Steps steps, Day first, Day last, int64_t target);

/* The first of the days from first to last that reaches the target; false if none does. */
extern bool runs_first_reached(Steps steps, Day first, Day last, int64_t target, Day *day);

#pragma GCC visibility pop

#endif							/* CORE_RUNS_H */
