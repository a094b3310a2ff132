/*
 * seats.c
 *		Holds a headcount against the seats of a posting.
 */
#include "core/seats.h"

/* The run of days above the seats that begins with a step; returns the step after it. */
static int32_t
read_run(Steps excess, int32_t first, Period *run)
{
	int32_t		i = first;

	while (i < excess.count && excess.values[i] > 0)
		i++;
	run->from = excess.days[first];
	run->upto = i < excess.count ? excess.days[i] : DAY_INFINITY;
	return i;
}

bool
seats_next_run(Steps excess, Period within, int32_t *at, Period *run)
{
	if (*at == 0 && stretches_max(stretch_scan(excess, within.from, period_last_day(within))) <= 0)
		return false;
	while (*at < excess.count && excess.days[*at] < within.upto)
	{
		if (excess.values[*at] <= 0)
			(*at)++;
		else
		{
			*at = read_run(excess, *at, run);
			if (run->upto > within.from)
				return true;
		}
	}
	return false;
}
