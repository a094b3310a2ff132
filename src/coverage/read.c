/*
 * read.c
 *		Reading a coverage: values, stretches of days, periods above and below
 *		a target.
 */
#include "attache.h"

#include "access/detoast.h"
#include "funcapi.h"
#include "utils/fmgrprotos.h"
#include "utils/date.h"
#include "utils/multirangetypes.h"
#include "utils/numeric.h"
#include "utils/tuplestore.h"
#include "utils/typcache.h"

#include "core/runs.h"
#include "coverage/coverage.h"
#include "period_scan.h"

/* --- The days asked for ---------------------------------------------------- */

bool
coverage_read_days(Datum daterange, Day *first, Day *last)
{
	Period		period;

	if (!daterange_read(daterange, &period))
		return false;
	*first = period.from;
	*last = period_last_day(period);
	return true;
}

bool
coverage_read_bounded_days(Datum daterange, Day *first, Day *last)
{
	if (!coverage_read_days(daterange, first, last))
		return false;
	if (!day_is_finite(*first) || !day_is_finite(*last))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("period must have a first and a last day"),
				 errdetail("The days of an unbounded period cannot be counted.")));
	return true;
}

static Steps
get_steps_arg(FunctionCallInfo fcinfo)
{
	return coverage_get_steps(PG_GETARG_COVERAGE_P(0));
}

/* --- Values ---------------------------------------------------------------- */

/* A value that is stored out of line, fetched once for one place in a query. */
typedef struct FetchedCoverage
{
	Oid			toast_table;
	Oid			value;
	Coverage   *coverage;
} FetchedCoverage;

static void
fetch_coverage(FetchedCoverage *fetched, const struct varatt_external *pointer,
			   Datum stored, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);

	if (fetched->coverage != NULL)
		pfree(fetched->coverage);
	fetched->coverage = NULL;
	fetched->coverage = DatumGetCoverageP(stored);
	fetched->toast_table = pointer->va_toastrelid;
	fetched->value = pointer->va_valueid;
	MemoryContextSwitchTo(old);
}

/*
 * Argument 0 for a function that is called for day after day of one value: it
 * would cost more to fetch and decompress a long one than to read it.
 */
static Coverage *
get_fetched_coverage(FunctionCallInfo fcinfo)
{
	struct varlena *stored = (struct varlena *) PG_GETARG_POINTER(0);
	FetchedCoverage *fetched = fcinfo->flinfo->fn_extra;
	MemoryContext context = fcinfo->flinfo->fn_mcxt;
	struct varatt_external pointer;

	if (!VARATT_IS_EXTERNAL_ONDISK(stored))
		return PG_GETARG_COVERAGE_P(0);
	if (fetched == NULL)
		fetched = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(context, sizeof(FetchedCoverage));

	VARATT_EXTERNAL_GET_POINTER(pointer, stored);
	if (fetched->coverage == NULL || fetched->toast_table != pointer.va_toastrelid ||
		fetched->value != pointer.va_valueid)
		fetch_coverage(fetched, &pointer, PointerGetDatum(stored), context);
	return fetched->coverage;
}

PG_FUNCTION_INFO_V1(coverage_on);
Datum
coverage_on(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps(get_fetched_coverage(fcinfo));

	PG_RETURN_INT64(steps_value_on(steps, PG_GETARG_DATEADT(1)));
}

PG_FUNCTION_INFO_V1(coverage_max);
Datum
coverage_max(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;

	if (!coverage_read_days(PG_GETARG_DATUM(1), &first, &last))
		PG_RETURN_NULL();
	PG_RETURN_INT64(steps_max(get_steps_arg(fcinfo), first, last));
}

PG_FUNCTION_INFO_V1(coverage_min);
Datum
coverage_min(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;

	if (!coverage_read_days(PG_GETARG_DATUM(1), &first, &last))
		PG_RETURN_NULL();
	PG_RETURN_INT64(steps_min(get_steps_arg(fcinfo), first, last));
}

/* high * 2^32 + low */
static Datum
make_numeric(int64 high, int64 low)
{
	Datum		product = DirectFunctionCall2(numeric_mul,
											  NumericGetDatum(int64_to_numeric(high)),
											  NumericGetDatum(int64_to_numeric(INT64CONST(1) << 32)));

	return DirectFunctionCall2(numeric_add, product, NumericGetDatum(int64_to_numeric(low)));
}

PG_FUNCTION_INFO_V1(coverage_avg);
Datum
coverage_avg(PG_FUNCTION_ARGS)
{
	int64		high;
	int64		low;
	Day			first;
	Day			last;

	if (!coverage_read_bounded_days(PG_GETARG_DATUM(1), &first, &last))
		PG_RETURN_NULL();
	steps_sum(get_steps_arg(fcinfo), first, last, &high, &low);
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_div, make_numeric(high, low),
										NumericGetDatum(int64_to_numeric((int64) last - first + 1))));
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
	Steps		steps = get_steps_arg(fcinfo);

	InitMaterializedSRF(fcinfo, 0);
	if (steps.count > 0)
		put_stretches(fcinfo, stretch_scan(steps, steps.days[0], DAY_INFINITY));
	return (Datum) 0;
}

/* Every day of a period, whether before the first step or after. */
PG_FUNCTION_INFO_V1(coverage_steps_within);
Datum
coverage_steps_within(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;

	InitMaterializedSRF(fcinfo, 0);
	if (coverage_read_days(PG_GETARG_DATUM(1), &first, &last))
		put_stretches(fcinfo, stretch_scan(get_steps_arg(fcinfo), first, last));
	return (Datum) 0;
}

/* --- Held against a target --------------------------------------------------- */

PG_FUNCTION_INFO_V1(coverage_days);
Datum
coverage_days(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;

	if (!coverage_read_bounded_days(PG_GETARG_DATUM(2), &first, &last))
		PG_RETURN_INT64(0);
	PG_RETURN_INT64(runs_days_reached(get_steps_arg(fcinfo), first, last, PG_GETARG_INT64(1)));
}

static RangeType *
make_daterange(TypeCacheEntry *daterange, Period period)
{
	RangeBound	lower = {
		.val = DateADTGetDatum(period.from),
		.infinite = period.from == DAY_MINUS_INFINITY,
		.inclusive = period.from != DAY_MINUS_INFINITY,
		.lower = true,
	};
	RangeBound	upper = {
		.val = DateADTGetDatum(period.upto),
		.infinite = period.upto == DAY_INFINITY,
	};

	return make_range(daterange, &lower, &upper, false, NULL);
}

/* The runs of days from first to last on one side of a target, as a datemultirange. */
static Datum
make_runs(FunctionCallInfo fcinfo, Day first, Day last, RunSide side)
{
	Oid			result = get_fn_expr_rettype(fcinfo->flinfo);
	TypeCacheEntry *daterange = multirange_get_typcache(fcinfo, result)->rngtype;
	Steps		steps = get_steps_arg(fcinfo);
	RunScan		scan = run_scan(steps, first, last, PG_GETARG_INT64(1), side);
	RangeType **ranges = palloc_extended((steps.count + 1) * sizeof(RangeType *), MCXT_ALLOC_HUGE);
	int32		count = 0;
	Period		run;

	while (run_next(&scan, &run))
		ranges[count++] = make_daterange(daterange, run);
	PG_RETURN_MULTIRANGE_P(make_multirange(result, daterange, count, ranges));
}

PG_FUNCTION_INFO_V1(coverage_periods);
Datum
coverage_periods(PG_FUNCTION_ARGS)
{
	return make_runs(fcinfo, DAY_MINUS_INFINITY, DAY_INFINITY, RUN_REACHED);
}

PG_FUNCTION_INFO_V1(coverage_gaps);
Datum
coverage_gaps(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;

	/* No day is in an empty period, nor in this one. */
	if (!coverage_read_days(PG_GETARG_DATUM(2), &first, &last))
	{
		first = DAY_INFINITY;
		last = DAY_MINUS_INFINITY;
	}
	return make_runs(fcinfo, first, last, RUN_BELOW);
}

PG_FUNCTION_INFO_V1(coverage_longest_gap);
Datum
coverage_longest_gap(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;

	if (!coverage_read_bounded_days(PG_GETARG_DATUM(2), &first, &last))
		PG_RETURN_INT64(0);
	PG_RETURN_INT64(runs_longest_gap(get_steps_arg(fcinfo), first, last, PG_GETARG_INT64(1)));
}

PG_FUNCTION_INFO_V1(coverage_first_reached);
Datum
coverage_first_reached(PG_FUNCTION_ARGS)
{
	Day			first;
	Day			last;
	Day			day;

	if (!coverage_read_days(PG_GETARG_DATUM(2), &first, &last) ||
		!runs_first_reached(get_steps_arg(fcinfo), first, last, PG_GETARG_INT64(1), &day))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(day);
}
