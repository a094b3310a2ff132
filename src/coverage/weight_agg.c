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

typedef struct WeightAggState
{
	UnitKeys	keys;
	Weighing   *weighing;
} WeightAggState;

static WeightAggState *
create_weight_state(Oid unit_type, Oid collation, MemoryContext context)
{
	WeightAggState *state = MemoryContextAlloc(context, sizeof(WeightAggState));

	state->keys = unit_keys_create(unit_type, collation, context);
	state->weighing = weighing_create(context);
	return state;
}

/* The state of a transition, made by the first; checks the weight. */
static WeightAggState *
weight_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);
	WeightAggState *state = aggregate_state(fcinfo, 0);

	if (!PG_ARGISNULL(3) && PG_GETARG_INT64(3) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weight must not be negative")));
	if (state == NULL)
		state = create_weight_state(get_fn_expr_argtype(fcinfo->flinfo, 1), PG_GET_COLLATION(), context);
	return state;
}

static inline Datum
take_weight_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	WeightAggState *state = weight_state(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2) && !PG_ARGISNULL(3) && PG_GETARG_INT64(3) > 0)
	{
		PeriodScan	scan = period_scan(fcinfo, PG_GETARG_DATUM(2), source);
		Period		period;

		if (period_next(&scan, &period))
		{
			uint64		key = unit_keys_key(&state->keys, PG_GETARG_DATUM(1));

			do
				weighing_add(state->weighing, key, (WeightedPeriod) {period, PG_GETARG_INT64(3)});
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

PG_FUNCTION_INFO_V1(coverage_weight_agg_serializefn);
Datum
coverage_weight_agg_serializefn(PG_FUNCTION_ARGS)
{
	WeightAggState *state;
	WeighingUnit unit;
	StringInfoData message;
	size_t		slot = 0;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	weighing_settle(state->weighing);
	units_start(&message, &state->keys, state->weighing->count);
	while (weighing_next(state->weighing, &slot, &unit))
		units_send(&message, &state->keys, unit.key, unit.items, unit.count, sizeof(WeightedPeriod));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static void
receive_weighing(WeightAggState *into, PackedUnits *from)
{
	int64		i;

	weighing_reserve(into->weighing, from->count);
	for (i = 0; i < from->count; i++)
	{
		int32		count;
		uint64		key = units_receive(from, &into->keys, &count);
		WeightedPeriod item;

		while (count-- > 0)
		{
			units_receive_item(from, &item, sizeof(item));
			weighing_add(into->weighing, key, item);
		}
	}
	pq_getmsgend(&from->bytes);
}

/* What comes second is always what the deserialize function made. */
PG_FUNCTION_INFO_V1(coverage_weight_agg_combinefn);
Datum
coverage_weight_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	WeightAggState *into = aggregate_state(fcinfo, 0);
	PackedUnits *from = aggregate_state(fcinfo, 1);

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = create_weight_state(from->type, from->collation, context);
	receive_weighing(into, from);
	PG_RETURN_POINTER(into);
}

/* No rows are a coverage of nothing. */
PG_FUNCTION_INFO_V1(coverage_weight_agg_finalfn);
Datum
coverage_weight_agg_finalfn(PG_FUNCTION_ARGS)
{
	WeightAggState *state;
	StepsWriter writer;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	if (state == NULL)
		writer = coverage_start(0);
	else if (!weighing_sum(state->weighing, &writer))
		coverage_out_of_range();
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}
