/*
 * days.c
 *		What the functions of coverage share about the days that they are asked for.
 */
#include "attache.h"

#include "coverage/coverage.h"

void
coverage_no_end(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("period must have a first and a last day"),
			 errdetail("The days of an unbounded period cannot be counted.")));
}

void
coverage_check_bounded(const DaySet *days)
{
	int32		count = DAY_SET_COUNT(days);

	if (count > 0 && (days->periods[0].from == DAY_MINUS_INFINITY || days->periods[count - 1].upto == DAY_INFINITY))
		coverage_no_end();
}

StretchScan
coverage_scan(Steps steps, const DaySet *days)
{
	return stretch_scan_periods(steps, days->periods, DAY_SET_COUNT(days));
}

int64
coverage_count_days(const DaySet *days)
{
	int64		sum = 0;
	int32		i;

	for (i = 0; i < DAY_SET_COUNT(days); i++)
		sum += period_days(days->periods[i]);
	return sum;
}
