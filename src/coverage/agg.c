/*
 * agg.c
 *		The aggregates that make a coverage out of rows.
 *
 * The state is a presence (core/presence.h) of the units' keys.
 */
#include "coverage/aggregate.h"

#include "core/presence.h"
#include "coverage/coverage.h"
#include "coverage/unit_keys.h"
#include "period_scan.h"

typedef struct CoverageAggState
{
	UnitKeys	keys;
	Presence   *presence;
} CoverageAggState;

static CoverageAggState *
create_presence_state(Oid unit_type, Oid collation, MemoryContext context)
{
	CoverageAggState *state = MemoryContextAlloc(context, sizeof(CoverageAggState));

	state->keys = unit_keys_create(unit_type, collation, context);
	state->presence = presence_create(context);
	return state;
}

/* The state of a transition, made by the first. */
static CoverageAggState *
presence_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);
	CoverageAggState *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		state = create_presence_state(get_fn_expr_argtype(fcinfo->flinfo, 1), PG_GET_COLLATION(), context);
	return state;
}

static inline Datum
take_presence_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	CoverageAggState *state = presence_state(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		PeriodScan	scan = period_scan(fcinfo, PG_GETARG_DATUM(2), source);
		Period		period;

		if (period_next(&scan, &period))
		{
			uint64		key = unit_keys_key(&state->keys, PG_GETARG_DATUM(1));

			do
				presence_add(state->presence, key, period);
			while (period_next(&scan, &period));
		}
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(coverage_agg_transfn);
Datum
coverage_agg_transfn(PG_FUNCTION_ARGS)
{
	return take_presence_row(fcinfo, PERIODS_OF_DATERANGE);
}

PG_FUNCTION_INFO_V1(coverage_agg_multirange_transfn);
Datum
coverage_agg_multirange_transfn(PG_FUNCTION_ARGS)
{
	return take_presence_row(fcinfo, PERIODS_OF_DATEMULTIRANGE);
}

PG_FUNCTION_INFO_V1(coverage_agg_coverage_transfn);
Datum
coverage_agg_coverage_transfn(PG_FUNCTION_ARGS)
{
	return take_presence_row(fcinfo, PERIODS_OF_COVERAGE);
}

PG_FUNCTION_INFO_V1(coverage_agg_serializefn);
Datum
coverage_agg_serializefn(PG_FUNCTION_ARGS)
{
	CoverageAggState *state;
	PresenceUnit unit;
	StringInfoData message;
	size_t		slot = 0;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	presence_settle(state->presence);
	units_start(&message, &state->keys, state->presence->count);
	while (presence_next(state->presence, &slot, &unit))
		units_send(&message, &state->keys, unit.key, unit.items, unit.count, sizeof(Period));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static void
receive_presence(CoverageAggState *into, PackedUnits *from)
{
	int64		i;

	presence_reserve(into->presence, from->count);
	for (i = 0; i < from->count; i++)
	{
		int32		count;
		uint64		key = units_receive(from, &into->keys, &count);
		Period		period;

		while (count-- > 0)
		{
			units_receive_item(from, &period, sizeof(period));
			presence_add(into->presence, key, period);
		}
	}
	pq_getmsgend(&from->bytes);
}

/* What comes second is always what the deserialize function made. */
PG_FUNCTION_INFO_V1(coverage_agg_combinefn);
Datum
coverage_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	CoverageAggState *into = aggregate_state(fcinfo, 0);
	PackedUnits *from = aggregate_state(fcinfo, 1);

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = create_presence_state(from->type, from->collation, context);
	receive_presence(into, from);
	PG_RETURN_POINTER(into);
}

/* No rows are a coverage of nothing, as count() of no rows is 0. */
PG_FUNCTION_INFO_V1(coverage_agg_finalfn);
Datum
coverage_agg_finalfn(PG_FUNCTION_ARGS)
{
	CoverageAggState *state;
	StepsWriter writer;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	if (state == NULL)
		writer = coverage_start(0);
	else
		presence_count_units(state->presence, &writer);
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}
