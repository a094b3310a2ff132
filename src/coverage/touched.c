/*
 * touched.c
 *		The days that a time touches: from timestamps to days.
 */
#include "attache.h"

#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "coverage/coverage.h"

/* The day of a moment in a time zone. */
static Day
day_in_zone(Datum zone, TimestampTz moment)
{
	Datum		local = DirectFunctionCall2(timestamptz_zone, zone, TimestampTzGetDatum(moment));

	return DatumGetDateADT(DirectFunctionCall1(timestamp_date, local));
}

static bool
is_open(const RangeBound *bound)
{
	return bound->infinite || TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(bound->val));
}

/*
 * From the first moment to the last; between two there is a microsecond.  That is taken
 * from the moment and not from the local time, which may have gone forward over midnight.
 */
PG_FUNCTION_INFO_V1(days_touched);
Datum
days_touched(PG_FUNCTION_ARGS)
{
	RangeType  *during = PG_GETARG_RANGE_P(0);
	Datum		zone = PG_GETARG_DATUM(1);
	Period		days = {DAY_MINUS_INFINITY, DAY_INFINITY};
	RangeBound	lower;
	RangeBound	upper;
	bool		is_empty;

	range_deserialize(range_get_typcache(fcinfo, RangeTypeGetOid(during)), during, &lower, &upper, &is_empty);
	if (is_empty)
		PG_RETURN_RANGE_P(make_empty_range(coverage_daterange_type()));
	if (!is_open(&lower))
		days.from = day_in_zone(zone, DatumGetTimestampTz(lower.val) + (lower.inclusive ? 0 : 1));
	if (!is_open(&upper))
		days.upto = day_in_zone(zone, DatumGetTimestampTz(upper.val) - (upper.inclusive ? 0 : 1)) + 1;
	PG_RETURN_RANGE_P(coverage_make_daterange(coverage_daterange_type(), days));
}
