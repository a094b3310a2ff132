/*
 * read.c
 *		Reading a coverage: values, sums, stretches of days.
 */
#include "attache.h"

#include "funcapi.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

#include "core/levels.h"
#include "coverage/coverage.h"
#include "coverage/number.h"

/* --- Values ---------------------------------------------------------------- */

/* The stretches of the days that argument 1 asks for. */
static StretchScan
scan_args(FunctionCallInfo fcinfo)
{
	return coverage_scan(coverage_get_steps_arg(fcinfo), PG_GETARG_DAY_SET_P(1));
}

PG_FUNCTION_INFO_V1(coverage_on);
Datum
coverage_on(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(steps_value_on(coverage_get_steps_arg(fcinfo), PG_GETARG_DATEADT(1)));
}

PG_FUNCTION_INFO_V1(coverage_max);
Datum
coverage_max(PG_FUNCTION_ARGS)
{
	if (DAY_SET_COUNT(PG_GETARG_DAY_SET_P(1)) == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(stretches_max(scan_args(fcinfo)));
}

PG_FUNCTION_INFO_V1(coverage_min);
Datum
coverage_min(PG_FUNCTION_ARGS)
{
	if (DAY_SET_COUNT(PG_GETARG_DAY_SET_P(1)) == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(stretches_min(scan_args(fcinfo)));
}

PG_FUNCTION_INFO_V1(coverage_avg);
Datum
coverage_avg(PG_FUNCTION_ARGS)
{
	const DaySet *days = PG_GETARG_DAY_SET_P(1);
	WideSum		sum;

	coverage_check_bounded(days);
	if (DAY_SET_COUNT(days) == 0)
		PG_RETURN_NULL();
	(void) stretches_sum(scan_args(fcinfo), &sum);
	PG_RETURN_NUMERIC(number_ratio(number_of_sum(sum), coverage_count_days(days)));
}

PG_FUNCTION_INFO_V1(coverage_total);
Datum
coverage_total(PG_FUNCTION_ARGS)
{
	WideSum		sum;

	if (!stretches_sum(scan_args(fcinfo), &sum))
		coverage_no_end();
	PG_RETURN_NUMERIC(number_of_sum(sum));
}

/* --- Stretches of days ----------------------------------------------------- */

/* A row per stretch: its first and last day, NULL where unbounded, its value. */
static void
put_stretch(ReturnSetInfo *rsinfo, Stretch stretch)
{
	Datum		values[3] = {
		DateADTGetDatum(stretch.first),
		DateADTGetDatum(stretch.last),
		Int64GetDatum(stretch.value),
	};
	bool		nulls[3] = {
		stretch.first == DAY_MINUS_INFINITY,
		stretch.last == DAY_INFINITY,
		false,
	};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

static void
put_stretches(FunctionCallInfo fcinfo, StretchScan scan)
{
	Stretch		stretch;

	while (stretch_next(&scan, &stretch))
		put_stretch((ReturnSetInfo *) fcinfo->resultinfo, stretch);
}

/* From the first step on. */
PG_FUNCTION_INFO_V1(coverage_steps);
Datum
coverage_steps(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps_arg(fcinfo);

	InitMaterializedSRF(fcinfo, 0);
	if (steps.count > 0)
		put_stretches(fcinfo, stretch_scan(steps, steps.days[0], DAY_INFINITY));
	return (Datum) 0;
}

/* Every day that is asked for, whether before the first step or after. */
PG_FUNCTION_INFO_V1(coverage_steps_within);
Datum
coverage_steps_within(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	put_stretches(fcinfo, scan_args(fcinfo));
	return (Datum) 0;
}

/* --- Days at each value ------------------------------------------------------ */

static void
put_level(ReturnSetInfo *rsinfo, Level level)
{
	Datum		values[2] = {Int64GetDatum(level.value), Int64GetDatum(level.days)};
	bool		nulls[2] = {false, false};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(coverage_levels);
Datum
coverage_levels(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps_arg(fcinfo);
	const DaySet *days = PG_GETARG_DAY_SET_P(1);
	Size		most = (Size) steps.count + DAY_SET_COUNT(days);
	Level	   *levels = palloc_extended(Max(most, 1) * sizeof(Level), MCXT_ALLOC_HUGE);
	int64		count;
	int64		i;

	coverage_check_bounded(days);
	InitMaterializedSRF(fcinfo, 0);
	count = levels_read(coverage_scan(steps, days), levels, CurrentMemoryContext);
	for (i = 0; i < count; i++)
		put_level((ReturnSetInfo *) fcinfo->resultinfo, levels[i]);
	return (Datum) 0;
}
