/*
 * runs.c
 *		Holds a step function against a target.
 */
#include "core/runs.h"

static bool
is_on_side(const RunScan *scan)
{
	return (scan->ahead.value >= scan->target) == (scan->side == RUN_REACHED);
}

RunScan
run_scan(StretchScan stretches, int64_t target, RunSide side)
{
	RunScan		scan = {.stretches = stretches, .target = target, .side = side};

	scan.more = stretch_next(&scan.stretches, &scan.ahead);
	return scan;
}

bool
run_next(RunScan *scan, Period *run)
{
	while (scan->more && !is_on_side(scan))
		scan->more = stretch_next(&scan->stretches, &scan->ahead);
	if (!scan->more)
		return false;

	run->from = scan->ahead.first;
	do
	{
		run->upto = period_of_days(scan->ahead.first, scan->ahead.last).upto;
		scan->more = stretch_next(&scan->stretches, &scan->ahead);
	} while (scan->more && scan->ahead.first == run->upto && is_on_side(scan));
	return true;
}

bool
runs_days(RunScan scan, int64_t *days)
{
	Period		run;

	*days = 0;
	while (run_next(&scan, &run))
	{
		if (!period_is_bounded(run))
			return false;
		*days += period_days(run);
	}
	return true;
}

bool
runs_longest(RunScan scan, Period *longest)
{
	bool		found = false;
	Period		run;

	while (run_next(&scan, &run))
	{
		if (!found || !period_is_bounded(run) || period_days(run) > period_days(*longest))
			*longest = run;
		found = true;
		if (!period_is_bounded(run))
			break;
	}
	return found;
}

bool
runs_first(RunScan scan, int64_t days, Period *run)
{
	while (run_next(&scan, run))
		if (!period_is_bounded(*run) || period_days(*run) >= days)
			return true;
	return false;
}
