/*
 * seats.c
 *		Holds a headcount against the seats of a posting.
 */
#include "core/seats.h"

bool
seats_crowded(Steps headcount, int64_t seats, Period within, Day *day, int64_t *people)
{
	StretchScan scan = stretch_scan(headcount, within.from, period_last_day(within));
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

bool
seats_next_run(Steps headcount, int64_t seats, Period within, int32_t *at, Period *run)
{
	if (*at == 0 && steps_max(headcount, within.from, period_last_day(within)) <= seats)
		return false;
	while (*at < headcount.count && headcount.days[*at] < within.upto)
	{
		if (headcount.values[*at] <= seats)
			(*at)++;
		else
		{
			*at = read_run(headcount, seats, *at, run);
			if (run->upto > within.from)
				return true;
		}
	}
	return false;
}
