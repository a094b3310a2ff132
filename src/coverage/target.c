/*
 * target.c
 *		A coverage held against a target, which is a number or a coverage: how
 *		many days, which, and from when on.
 */
#include "attache.h"

#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/multirangetypes.h"

#include "core/runs.h"
#include "coverage/coverage.h"
#include "coverage/number.h"

/* A coverage and the number that it is held against. */
typedef struct Held
{
	Steps		steps;
	int64		target;
} Held;

static Held
hold_against_number(FunctionCallInfo fcinfo)
{
	return (Held) {coverage_get_steps_arg(fcinfo), PG_GETARG_INT64(1)};
}

/* Where it reaches the other is 1, so that the target is. */
static Held
hold_against_coverage(FunctionCallInfo fcinfo)
{
	Steps		steps = coverage_get_steps_arg(fcinfo);
	Steps		target = coverage_get_steps(PG_GETARG_COVERAGE_P(1));
	StepsWriter writer = coverage_start((size_t) steps.count + target.count + 1);

	steps_reach(steps, target, &writer);
	return (Held)
	{
		{
			writer.count, writer.values, writer.days
		}, 1
	};
}

/* Each function once for either kind of target. */
#define AGAINST_TARGET(name, number, coverage) \
PG_FUNCTION_INFO_V1(number); \
Datum \
number(PG_FUNCTION_ARGS) \
{ \
	return name(fcinfo, hold_against_number(fcinfo)); \
} \
PG_FUNCTION_INFO_V1(coverage); \
Datum \
coverage(PG_FUNCTION_ARGS) \
{ \
	return name(fcinfo, hold_against_coverage(fcinfo)); \
} \
extern int	no_such_thing

/* The runs of the days that argument 2 asks for. */
static RunScan
scan_runs(FunctionCallInfo fcinfo, Held held, RunSide side)
{
	return run_scan(coverage_scan(held.steps, PG_GETARG_DAY_SET_P(2)), held.target, side);
}

/* --- How many days ------------------------------------------------------------ */

static int64
count_days(FunctionCallInfo fcinfo, Held held)
{
	int64		days;

	if (!runs_days(scan_runs(fcinfo, held, RUN_REACHED), &days))
		coverage_no_end();
	return days;
}

static Datum
days_reached(FunctionCallInfo fcinfo, Held held)
{
	PG_RETURN_INT64(count_days(fcinfo, held));
}

static Datum
share_reached(FunctionCallInfo fcinfo, Held held)
{
	const DaySet *days = PG_GETARG_DAY_SET_P(2);

	coverage_check_bounded(days);
	if (DAY_SET_COUNT(days) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(number_ratio(int64_to_numeric(count_days(fcinfo, held)), coverage_count_days(days)));
}

AGAINST_TARGET(days_reached, coverage_days, coverage_days_of_coverage);
AGAINST_TARGET(share_reached, coverage_share, coverage_share_of_coverage);

/* --- Which days ---------------------------------------------------------------- */

/* The runs on one side of the target, as a datemultirange. */
static Datum
make_runs(FunctionCallInfo fcinfo, Held held, RunSide side)
{
	TypeCacheEntry *daterange = coverage_daterange_type();
	Size		most = (Size) held.steps.count + DAY_SET_COUNT(PG_GETARG_DAY_SET_P(2));
	RunScan		scan = scan_runs(fcinfo, held, side);
	RangeType **ranges = palloc_extended((most + 1) * sizeof(RangeType *), MCXT_ALLOC_HUGE);
	int32		count = 0;
	Period		run;

	while (run_next(&scan, &run))
		ranges[count++] = coverage_make_daterange(daterange, run);
	PG_RETURN_MULTIRANGE_P(make_multirange(DATEMULTIRANGEOID, daterange, count, ranges));
}

static Datum
periods_reached(FunctionCallInfo fcinfo, Held held)
{
	return make_runs(fcinfo, held, RUN_REACHED);
}

static Datum
gaps(FunctionCallInfo fcinfo, Held held)
{
	return make_runs(fcinfo, held, RUN_BELOW);
}

AGAINST_TARGET(periods_reached, coverage_periods, coverage_periods_of_coverage);
AGAINST_TARGET(gaps, coverage_gaps, coverage_gaps_of_coverage);

/* --- The longest run ------------------------------------------------------------- */

static Datum
make_longest(FunctionCallInfo fcinfo, Held held, RunSide side)
{
	Period		longest;

	if (!runs_longest(scan_runs(fcinfo, held, side), &longest))
		PG_RETURN_NULL();
	PG_RETURN_RANGE_P(coverage_make_daterange(coverage_daterange_type(), longest));
}

static Datum
longest_run(FunctionCallInfo fcinfo, Held held)
{
	return make_longest(fcinfo, held, RUN_REACHED);
}

static Datum
longest_gap(FunctionCallInfo fcinfo, Held held)
{
	return make_longest(fcinfo, held, RUN_BELOW);
}

AGAINST_TARGET(longest_run, coverage_longest_run, coverage_longest_run_of_coverage);
AGAINST_TARGET(longest_gap, coverage_longest_gap, coverage_longest_gap_of_coverage);

/* --- From when on ------------------------------------------------------------------ */

static Datum
first_reached(FunctionCallInfo fcinfo, Held held)
{
	int32		kept = PG_GETARG_INT32(3);
	Period		run;

	if (kept < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("kept must be at least 1 day")));
	if (!runs_first(scan_runs(fcinfo, held, RUN_REACHED), kept, &run))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(run.from);
}

AGAINST_TARGET(first_reached, coverage_first_reached, coverage_first_reached_of_coverage);
