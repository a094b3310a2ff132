/*
 * seats.c
 *		Holds a headcount against the seats of a posting.
 */
#include "core/seats.h"

static Day
last_day(Period period)
{
	return period.upto == DAY_INFINITY ? DAY_INFINITY : period.upto - 1;
}

bool
seats_crowded(Steps headcount, int64_t seats, Period within, Day *day, int64_t *people)
{
	StretchScan scan = stretch_scan(headcount, within.from, last_day(within));
	Stretch		stretch;

	while (stretch_next(&scan, &stretch))
		if (stretch.value > seats + 1)
		{
			*day = stretch.first;
			*people = stretch.value;
			return true;
		}
	return false;
}

/* The run of days above the seats that begins with a step; returns the step after it. */
static int32_t
read_run(Steps headcount, int64_t seats, int32_t first, Period *run)
{
	int32_t		i = first;

	while (i < headcount.count && headcount.values[i] > seats)
		i++;
	run->from = headcount.days[first];
	run->upto = i < headcount.count ? headcount.days[i] : DAY_INFINITY;
	return i;
}

static bool
is_longer(Period run, int32_t most)
{
	return run.from == DAY_MINUS_INFINITY || run.upto == DAY_INFINITY ||
		(int64_t) run.upto - run.from > most;
}

bool
seats_long_run(Steps headcount, int64_t seats, int32_t most, Period within, Period *run)
{
	int32_t		i = 0;

	if (steps_max(headcount, within.from, last_day(within)) <= seats)
		return false;
	while (i < headcount.count && headcount.days[i] < within.upto)
	{
		if (headcount.values[i] <= seats)
			i++;
		else
		{
			i = read_run(headcount, seats, i, run);
			if (run->upto > within.from && is_longer(*run, most))
				return true;
		}
	}
	return false;
}
