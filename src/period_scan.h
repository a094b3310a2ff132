/*
 * period_scan.h
 *		Reading dateranges, datemultiranges and coverages as the core's periods.
 */
#ifndef PERIOD_SCAN_H
#define PERIOD_SCAN_H

#include "attache.h"

#include "utils/date.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"

#include "core/periods.h"
#include "core/steps.h"

/*
 * Reads a daterange from its packed form: the range type's OID, the bounds
 * that are not infinite, and a byte of flags.  False if no day is in it.
 */
static inline bool
daterange_read(Datum daterange, Period *period)
{
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(daterange);
	const char *bound = (char *) VARDATA_ANY(packed) + sizeof(Oid);
	char		flags = ((char *) VARDATA_ANY(packed))[VARSIZE_ANY_EXHDR(packed) - 1];

	if (flags & RANGE_EMPTY)
		return false;
	period->from = DAY_MINUS_INFINITY;
	period->upto = DAY_INFINITY;
	if (RANGE_HAS_LBOUND(flags))
	{
		memcpy(&period->from, bound, sizeof(DateADT));
		bound += sizeof(DateADT);
	}
	if (RANGE_HAS_UBOUND(flags))
		memcpy(&period->upto, bound, sizeof(DateADT));
	return period->from < period->upto;
}

/* The periods of a datemultirange, in turn. */
typedef struct PeriodScan
{
	TypeCacheEntry *daterange;
	MultirangeType *multirange;
	uint32		next;
} PeriodScan;

extern PeriodScan period_scan(FunctionCallInfo fcinfo, Datum datemultirange);
extern bool period_next(PeriodScan *scan, Period *period);

/* The days on which a coverage is at least 1, in turn. */
static inline StretchScan
covered_period_scan(Datum coverage)
{
	return stretch_scan(coverage_get_steps(DatumGetCoverageP(coverage)),
						DAY_MINUS_INFINITY, DAY_INFINITY);
}

static inline bool
covered_period_next(StretchScan *scan, Period *period)
{
	Stretch		stretch;

	while (stretch_next(scan, &stretch))
		if (stretch.value > 0)
		{
			period->from = stretch.first;
			period->upto = stretch.last == DAY_INFINITY ? DAY_INFINITY : stretch.last + 1;
			return true;
		}
	return false;
}

#endif							/* PERIOD_SCAN_H */
