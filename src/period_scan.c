/*
 * period_scan.c
 *		Going through the periods of a datemultirange.
 */
#include "period_scan.h"

#include "utils/typcache.h"

PeriodScan
period_scan(FunctionCallInfo fcinfo, Datum datemultirange)
{
	PeriodScan	scan;

	scan.multirange = DatumGetMultirangeTypeP(datemultirange);
	scan.daterange = multirange_get_typcache(fcinfo, MultirangeTypeGetOid(scan.multirange))->rngtype;
	scan.next = 0;
	return scan;
}

bool
period_next(PeriodScan *scan, Period *period)
{
	while (scan->next < scan->multirange->rangeCount)
	{
		RangeBound	lower;
		RangeBound	upper;

		multirange_get_bounds(scan->daterange, scan->multirange, scan->next++, &lower, &upper);
		period->from = lower.infinite ? DAY_MINUS_INFINITY : DatumGetDateADT(lower.val);
		period->upto = upper.infinite ? DAY_INFINITY : DatumGetDateADT(upper.val);
		if (period->from < period->upto)
			return true;
	}
	return false;
}
