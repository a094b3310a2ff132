/*
 * coverage_read.c
 *		Reading a coverage: its value on a day, its steps, its greatest value.
 */
#include "attache.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/date.h"
#include "utils/rangetypes.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(coverage_on);
Datum
coverage_on(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps(PG_GETARG_COVERAGE_P(0));

	PG_RETURN_INT64(steps_value_on(steps, PG_GETARG_DATEADT(1)));
}

/* One row per step: its first and last day, NULL where unbounded, its value. */
PG_FUNCTION_INFO_V1(coverage_steps);
Datum
coverage_steps(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Steps		steps = coverage_get_steps(PG_GETARG_COVERAGE_P(0));
	int32		i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < steps.count; i++)
	{
		bool		is_last = i + 1 == steps.count;
		Datum		values[3] = {
			DateADTGetDatum(steps.days[i]),
			is_last ? (Datum) 0 : DateADTGetDatum(steps.days[i + 1] - 1),
			Int64GetDatum(steps.values[i]),
		};
		bool		nulls[3] = {steps.days[i] == DAY_MINUS_INFINITY, is_last, false};

		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* The first and last day of a daterange; false if no day is in it. */
static bool
read_days(FunctionCallInfo fcinfo, RangeType *range, Day *first, Day *last)
{
	TypeCacheEntry *type = range_get_typcache(fcinfo, RangeTypeGetOid(range));
	RangeBound	lower;
	RangeBound	upper;
	bool		empty;

	range_deserialize(type, range, &lower, &upper, &empty);
	if (empty)
		return false;
	*first = lower.infinite ? DAY_MINUS_INFINITY : DatumGetDateADT(lower.val);
	*last = upper.infinite ? DAY_INFINITY : DatumGetDateADT(upper.val);
	if (*last != DAY_INFINITY && !upper.inclusive)
		(*last)--;
	return *first <= *last;
}

PG_FUNCTION_INFO_V1(coverage_max);
Datum
coverage_max(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps(PG_GETARG_COVERAGE_P(0));
	Day			first;
	Day			last;

	if (!read_days(fcinfo, PG_GETARG_RANGE_P(1), &first, &last))
		PG_RETURN_NULL();
	PG_RETURN_INT64(steps_max(steps, first, last));
}
