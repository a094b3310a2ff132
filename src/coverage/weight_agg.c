/*
 * weight_agg.c
 *		The aggregate coverage_agg with weights: on each day the sum, over the
 *		units that are covered, of the greatest weight of each.
 *
 * The state is a weighing (core/weighing.h) of the units' keys.
 */
#include "coverage/aggregate.h"

#include "core/weighing.h"
#include "coverage/coverage.h"
#include "coverage/unit_keys.h"
#include "period_scan.h"

#define AGG_PREFIX coverage_weight_agg
#define AGG_TYPE Weighing
#define AGG_TABLE weighing
#define AGG_ITEM WeightedPeriod
#include "coverage/units_agg.h"

/* The state of a transition, made by the first; checks the weight. */
static WeighingState *
weight_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);
	WeighingState *state = aggregate_state(fcinfo, 0);

	if (!PG_ARGISNULL(3) && PG_GETARG_INT64(3) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight must not be negative")));
	if (state == NULL)
		state = create_weighing_state(get_fn_expr_argtype(fcinfo->flinfo, 1), PG_GET_COLLATION(), context);
	return state;
}

static pg_attribute_always_inline Datum
take_weight_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	WeighingState *state = weight_state(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !PG_ARGISNULL(3) && PG_GETARG_INT64(3) > 0)
	{
		PeriodScan	scan;
		Period		period;

		period_scan(&scan, fcinfo, PG_GETARG_DATUM(2), source);
		if (period_next(&scan, &period))
		{
			uint64		key = unit_keys_key(&state->keys, PG_GETARG_DATUM(1));

			do
				weighing_add(state->table, key, (WeightedPeriod) {period, PG_GETARG_INT64(3)});
			while (period_next(&scan, &period));
		}
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(coverage_weight_agg_transfn);
Datum
coverage_weight_agg_transfn(PG_FUNCTION_ARGS)
{
	return take_weight_row(fcinfo, PERIODS_OF_DATERANGE);
}

PG_FUNCTION_INFO_V1(coverage_weight_agg_multirange_transfn);
Datum
coverage_weight_agg_multirange_transfn(PG_FUNCTION_ARGS)
{
	return take_weight_row(fcinfo, PERIODS_OF_DATEMULTIRANGE);
}

PG_FUNCTION_INFO_V1(coverage_weight_agg_coverage_transfn);
Datum
coverage_weight_agg_coverage_transfn(PG_FUNCTION_ARGS)
{
	return take_weight_row(fcinfo, PERIODS_OF_COVERAGE);
}
