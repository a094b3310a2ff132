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

#pragma GCC visibility push(hidden)

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
	return period->from < period->upto && period->upto > DAY_MIN;
}

/* What an aggregate reads periods from. */
typedef enum PeriodSource
{
	PERIODS_OF_DATERANGE,
	PERIODS_OF_DATEMULTIRANGE,
	PERIODS_OF_COVERAGE			/* the days on which it is at least 1 */
} PeriodSource;

/* The periods of one value of such a source, in turn. */
typedef struct PeriodScan
{
	PeriodSource source;
	Datum		value;
	bool		ended;			/* for a daterange */
	TypeCacheEntry *daterange;	/* for a datemultirange */
	uint32		next;			/* for a datemultirange: the range to come */
	StretchScan stretches;		/* for a coverage */
} PeriodScan;

extern void period_scan_open_multirange(PeriodScan *scan, FunctionCallInfo fcinfo);
extern bool period_next_of_multirange(PeriodScan *scan, Period *period);
extern bool period_next_of_coverage(PeriodScan *scan, Period *period);

/*
 * Inline, as a caller knows the source: of a daterange nothing is left of a scan
 * but daterange_read().
 */
static pg_attribute_always_inline void
period_scan(PeriodScan *scan, FunctionCallInfo fcinfo, Datum value, PeriodSource source)
{
	scan->source = source;
	scan->value = value;
	scan->ended = false;
	if (source == PERIODS_OF_DATEMULTIRANGE)
		period_scan_open_multirange(scan, fcinfo);
	else if (source == PERIODS_OF_COVERAGE)
		scan->stretches = stretch_scan(coverage_get_steps(DatumGetCoverageP(value)),
									   DAY_MINUS_INFINITY, DAY_INFINITY);
}

static pg_attribute_always_inline bool
period_next(PeriodScan *scan, Period *period)
{
	if (scan->source == PERIODS_OF_DATEMULTIRANGE)
		return period_next_of_multirange(scan, period);
	if (scan->source == PERIODS_OF_COVERAGE)
		return period_next_of_coverage(scan, period);
	if (scan->ended)
		return false;
	scan->ended = true;
	return daterange_read(scan->value, period);
}

#pragma GCC visibility pop

#endif							/* PERIOD_SCAN_H */
