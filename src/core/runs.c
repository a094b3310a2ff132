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
run_scan(Steps steps, Day first, Day last, int64_t target, RunSide side)
{
	RunScan		scan = {.stretches = stretch_scan(steps, first, last), .target = target, .side = side};

	scan.more = stretch_next(&scan.stretches, &scan.ahead);
	return scan;
}

bool
run_next(RunScan *scan, Period *run)
{
	Day			first;
	Day			last;

	while (scan->more && !is_on_side(scan))
		scan->more = stretch_next(&scan->stretches, &scan->ahead);
	if (!scan->more)
		return false;

	first = scan->ahead.first;
	do
	{
		last = scan->ahead.last;
		scan->more = stretch_next(&scan->stretches, &scan->ahead);
	} while (scan->more && is_on_side(scan));
	*run = period_of_days(first, last);
	return true;
}

int64_t
runs_days_reached(Steps steps, Day first, Day last, int64_t target)
{
	RunScan		scan = run_scan(steps, first, last, target, RUN_REACHED);
	int64_t		days = 0;
	Period		run;

	while (run_next(&scan, &run))
		days += period_days(run);
	return days;
}

int64_t
runs_longest_gap(Steps steps, Day first, Day last, int64_t target)
{
	RunScan		scan = run_scan(steps, first, last, target, RUN_BELOW);
	int64_t		longest = 0;
	Period		run;

	while (run_next(&scan, &run))
		if (period_days(run) > longest)
			longest = period_days(run);
	return longest;
}

bool
runs_first_reached(Steps steps, Day first, Day last, int64_t target, Day *day)
{
	StretchScan scan = stretch_scan(steps, first, last);
	Stretch		stretch;

	while (stretch_next(&scan, &stretch))
		if (stretch.value >= target)
		{
			*day = stretch.first;
			return true;
		}
	return false;
}
