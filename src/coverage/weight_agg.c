/*
 * weight_agg.c
 *		The aggregate coverage_agg with weights: on each day the sum, over the
 *		units that are covered, of the greatest weight of each.
 *
 * The state is a unit table and, for each number in it, the unit's weights
 * (core/weights.h).
 */
#include "coverage/aggregate.h"

#include "miscadmin.h"

#include "core/changes.h"
#include "core/weights.h"
#include "coverage/coverage.h"
#include "period_scan.h"
#include "coverage/unit_table.h"

#define STATE_VERSION 1			/* of the serialized state */

typedef struct WeightAggState
{
	MemoryContext context;
	UnitTable  *units;
	Weights    *weights;		/* by the unit's number */
	uint64		capacity;		/* of weights */
} WeightAggState;

static WeightAggState *
create_weight_state(UnitTable *units, MemoryContext context)
{
	WeightAggState *state = MemoryContextAllocZero(context, sizeof(WeightAggState));

	state->context = context;
	state->units = units;
	return state;
}

/* The weights of a unit that the table has numbered. */
static Weights *
weights_of(WeightAggState *state, uint64 number)
{
	if (number >= state->capacity)
	{
		uint64		capacity = Max(64, 2 * state->capacity);
		Weights    *weights = MemoryContextAllocExtended(state->context, capacity * sizeof(Weights),
														 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

		if (state->weights != NULL)
		{
			memcpy(weights, state->weights, state->capacity * sizeof(Weights));
			pfree(state->weights);
		}
		state->weights = weights;
		state->capacity = capacity;
	}
	return &state->weights[number];
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
		state = create_weight_state(unit_table_create(get_fn_expr_argtype(fcinfo->flinfo, 1),
													  PG_GET_COLLATION(), context), context);
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
			Weights    *weights = weights_of(state, unit_table_number(state->units, PG_GETARG_DATUM(1)));

			do
				weights_add(weights, period, PG_GETARG_INT64(3), state->context);
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

static void
merge_state(WeightAggState *into, WeightAggState *from)
{
	uint64		number;
	int32		i;

	for (number = 0; number < unit_table_count(from->units); number++)
	{
		Datum		unit = unit_table_unit(from->units, number);
		Weights    *weights = weights_of(from, number);
		Weights    *merged = weights_of(into, unit_table_number(into->units, unit));

		CHECK_FOR_INTERRUPTS();
		for (i = 0; i < weights->count; i++)
			weights_add(merged, weights->items[i].period, weights->items[i].weight, into->context);
	}
}

PG_FUNCTION_INFO_V1(coverage_weight_agg_combinefn);
Datum
coverage_weight_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	WeightAggState *into = aggregate_state(fcinfo, 0);
	WeightAggState *from = aggregate_state(fcinfo, 1);

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = create_weight_state(unit_table_create(unit_table_type(from->units),
													 unit_table_collation(from->units), context), context);
	merge_state(into, from);
	PG_RETURN_POINTER(into);
}

/* A weight as it travels: its period's two days of four bytes, and eight bytes. */
#define WIRE_WEIGHT_SIZE (2 * sizeof(Day) + sizeof(int64))

/* The state's bytes: version, the units, and the weights of each. */
PG_FUNCTION_INFO_V1(coverage_weight_agg_serializefn);
Datum
coverage_weight_agg_serializefn(PG_FUNCTION_ARGS)
{
	WeightAggState *state;
	StringInfoData message;
	uint64		number;
	int32		i;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	pq_begintypsend(&message);
	pq_sendbyte(&message, STATE_VERSION);
	pq_sendint32(&message, unit_table_type(state->units));
	pq_sendint32(&message, unit_table_collation(state->units));
	pq_sendint64(&message, unit_table_count(state->units));
	for (number = 0; number < unit_table_count(state->units); number++)
	{
		Weights    *weights = weights_of(state, number);

		CHECK_FOR_INTERRUPTS();
		weights_settle(weights, state->context);
		unit_table_send(state->units, number, &message);
		aggregate_make_room(&message, sizeof(int32) + weights->count * WIRE_WEIGHT_SIZE);
		pq_sendint32(&message, weights->count);
		for (i = 0; i < weights->count; i++)
		{
			pq_sendint32(&message, weights->items[i].period.from);
			pq_sendint32(&message, weights->items[i].period.upto);
			pq_sendint64(&message, weights->items[i].weight);
		}
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(coverage_weight_agg_deserializefn);
Datum
coverage_weight_agg_deserializefn(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	WeightAggState *state;
	Oid			type;
	Oid			collation;
	int64		count;

	aggregate_context(fcinfo);
	aggregate_open_message(&message, PG_GETARG_BYTEA_PP(0), STATE_VERSION);
	type = pq_getmsgint(&message, sizeof(Oid));
	collation = pq_getmsgint(&message, sizeof(Oid));
	state = create_weight_state(unit_table_create(type, collation, CurrentMemoryContext),
								CurrentMemoryContext);
	for (count = pq_getmsgint64(&message); count > 0; count--)
	{
		uint64		number = unit_table_receive(state->units, &message);
		int32		periods = (int32) pq_getmsgint(&message, sizeof(int32));

		CHECK_FOR_INTERRUPTS();
		while (periods-- > 0)
		{
			Period		period;

			period.from = (Day) pq_getmsgint(&message, sizeof(Day));
			period.upto = (Day) pq_getmsgint(&message, sizeof(Day));
			weights_add(weights_of(state, number), period, pq_getmsgint64(&message), state->context);
		}
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

/* No rows are a coverage of nothing. */
PG_FUNCTION_INFO_V1(coverage_weight_agg_finalfn);
Datum
coverage_weight_agg_finalfn(PG_FUNCTION_ARGS)
{
	Changes		changes = {.owner = CurrentMemoryContext};
	WeightAggState *state;
	StepsWriter writer;
	uint64		number;
	int32		i;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	for (number = 0; state != NULL && number < unit_table_count(state->units); number++)
	{
		Weights    *weights = weights_of(state, number);

		CHECK_FOR_INTERRUPTS();
		weights_settle(weights, state->context);
		for (i = 0; i < weights->count; i++)
			changes_add_period(&changes, weights->items[i].period, weights->items[i].weight);
	}
	changes_settle(&changes);
	writer = coverage_start(changes.count);
	if (!changes_write(&changes, &writer))
		coverage_out_of_range();
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}
