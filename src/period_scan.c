/*
 * period_scan.c
 *		Going through the periods of a datemultirange or a coverage.
 */
#include "period_scan.h"

#include "utils/typcache.h"

void
period_scan_open_multirange(PeriodScan *scan, FunctionCallInfo fcinfo)
{
	MultirangeType *multirange = DatumGetMultirangeTypeP(scan->value);

	scan->value = MultirangeTypePGetDatum(multirange);
	scan->daterange = multirange_get_typcache(fcinfo, MultirangeTypeGetOid(multirange))->rngtype;
	scan->next = 0;
}

bool
period_next_of_multirange(PeriodScan *scan, Period *period)
{
	MultirangeType *multirange = (MultirangeType *) DatumGetPointer(scan->value);

	while (scan->next < multirange->rangeCount)
	{
		RangeBound	lower;
		RangeBound	upper;

		multirange_get_bounds(scan->daterange, multirange, scan->next++, &lower, &upper);
		period->from = lower.infinite ? DAY_MINUS_INFINITY : DatumGetDateADT(lower.val);
		period->upto = upper.infinite ? DAY_INFINITY : DatumGetDateADT(upper.val);
		if (period->from < period->upto && period->upto > DAY_MIN)
			return true;
	}
	return false;
}

bool
period_next_of_coverage(PeriodScan *scan, Period *period)
{
	Stretch		stretch;

	while (stretch_next(&scan->stretches, &stretch))
		if (stretch.value > 0)
		{
			*period = period_of_days(stretch.first, stretch.last);
			return true;
		}
	return false;
}
