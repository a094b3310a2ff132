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

/* Scans the days of some stretches; a run that goes on beyond them is cut. */
extern RunScan run_scan(StretchScan stretches, int64_t target, RunSide side);
extern bool run_next(RunScan *scan, Period *run);

/* How many days all the runs have; false if one has no end. */
extern bool runs_days(RunScan scan, int64_t *days);

/* The longest run, and of those the first; one without an end is the longest.  False if there is none. */
extern bool runs_longest(RunScan scan, Period *longest);

/* The first run that has at least so many days; false if there is none. */
extern bool runs_first(RunScan scan, int64_t days, Period *run);

#pragma GCC visibility pop

#endif							/* CORE_RUNS_H */
