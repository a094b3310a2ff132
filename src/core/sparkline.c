/*
 * sparkline.c
 *		Averages of parts of a step function, in eighths of its greatest value.
 */
#include "core/sparkline.h"

/* The average over some days, which are at least one. */
static double
average(Steps steps, Day first, Day last)
{
	StretchScan scan = stretch_scan(steps, first, last);
	Stretch		stretch;
	double		sum = 0;

	while (stretch_next(&scan, &stretch))
		sum += (double) stretch.value * (double) stretch_days(stretch);
	return sum / ((double) last - first + 1);
}

static unsigned char
level_of(double value, double most)
{
	int			level;

	if (value <= 0)
		return 0;
	level = (int) (value / most * (SPARKLINE_LEVELS - 1) + 0.999999);
	if (level < 1)
		return 1;
	return (unsigned char) (level < SPARKLINE_LEVELS ? level : SPARKLINE_LEVELS - 1);
}

void
sparkline_levels(Steps steps, Day first, Day last, int width, unsigned char *levels)
{
	int64_t		days = (int64_t) last - first + 1;
	double		most = (double) stretches_max(stretch_scan(steps, first, last));
	int			i;

	for (i = 0; i < width; i++)
	{
		int64_t		start = days * i / width;
		int64_t		end = days * (i + 1) / width - 1;

		if (end < start)
			end = start;		/* more parts than days */
		levels[i] = level_of(average(steps, (Day) (first + start), (Day) (first + end)), most);
	}
}
