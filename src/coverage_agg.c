/*
 * coverage_agg.c
 *		The aggregates that make a coverage out of rows.
 *
 * The state is a presence (core/presence.h) whose keys are the units' Datums,
 * or, for types whose Datums say less than equality, the units' numbers in a
 * unit table.
 */
#include "aggregate.h"

#include "miscadmin.h"

#include "core/presence.h"
#include "coverage.h"
#include "period_scan.h"
#include "unit_table.h"

#define STATE_VERSION 1			/* of the serialized state */

typedef struct CoverageAggState
{
	Oid			unit_type;
	Oid			collation;
	UnitTable  *units;			/* NULL if a unit's Datum is its key */
	Presence   *presence;
} CoverageAggState;

static CoverageAggState *
create_state(Oid unit_type, Oid collation, MemoryContext context)
{
	CoverageAggState *state = MemoryContextAllocZero(context, sizeof(CoverageAggState));

	state->unit_type = unit_type;
	state->collation = collation;
	if (!unit_type_is_own_key(unit_type, collation))
		state->units = unit_table_create(unit_type, collation, context);
	state->presence = presence_create(context);
	return state;
}

static uint64
key_of_unit(CoverageAggState *state, Datum unit)
{
	return state->units == NULL ? unit : unit_table_number(state->units, unit);
}

static Datum
unit_of_key(const CoverageAggState *state, uint64 key)
{
	return state->units == NULL ? key : unit_table_unit(state->units, key);
}

/* The state of a transition, made by the first. */
static CoverageAggState *
transition_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);
	CoverageAggState *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		state = create_state(get_fn_expr_argtype(fcinfo->flinfo, 1), PG_GET_COLLATION(), context);
	return state;
}

static inline Datum
take_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	CoverageAggState *state = transition_state(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		PeriodScan	scan = period_scan(fcinfo, PG_GETARG_DATUM(2), source);
		Period		period;

		if (period_next(&scan, &period))
		{
			uint64		key = key_of_unit(state, PG_GETARG_DATUM(1));

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
	return take_row(fcinfo, PERIODS_OF_DATERANGE);
}

PG_FUNCTION_INFO_V1(coverage_agg_multirange_transfn);
Datum
coverage_agg_multirange_transfn(PG_FUNCTION_ARGS)
{
	return take_row(fcinfo, PERIODS_OF_DATEMULTIRANGE);
}

PG_FUNCTION_INFO_V1(coverage_agg_coverage_transfn);
Datum
coverage_agg_coverage_transfn(PG_FUNCTION_ARGS)
{
	return take_row(fcinfo, PERIODS_OF_COVERAGE);
}

/* Adds all units and periods of one state to another. */
static void
merge_state(CoverageAggState *into, const CoverageAggState *from)
{
	PresenceUnit unit;
	size_t		slot = 0;
	int32		i;

	presence_settle(from->presence);
	while (presence_next(from->presence, &slot, &unit))
	{
		uint64		key = key_of_unit(into, unit_of_key(from, unit.key));

		CHECK_FOR_INTERRUPTS();
		for (i = 0; i < unit.count; i++)
			presence_add(into->presence, key, unit.periods[i]);
	}
}

PG_FUNCTION_INFO_V1(coverage_agg_combinefn);
Datum
coverage_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	CoverageAggState *into = aggregate_state(fcinfo, 0);
	CoverageAggState *from = aggregate_state(fcinfo, 1);

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = create_state(from->unit_type, from->collation, context);
	merge_state(into, from);
	PG_RETURN_POINTER(into);
}

/*
 * The state's bytes: version, type and collation of the units, their number,
 * and per unit its value and its periods.  They travel between processes of
 * one server and are never stored.
 */
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

	pq_begintypsend(&message);
	pq_sendbyte(&message, STATE_VERSION);
	pq_sendint32(&message, state->unit_type);
	pq_sendint32(&message, state->collation);
	pq_sendint64(&message, state->presence->count);
	while (presence_next(state->presence, &slot, &unit))
	{
		CHECK_FOR_INTERRUPTS();
		unit_send(&message, state->unit_type, unit_of_key(state, unit.key));
		pq_sendint32(&message, unit.count);
		appendBinaryStringInfo(&message, (const char *) unit.periods,
							   unit.count * sizeof(Period));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Copies raw bytes out of a message; an error if it does not hold them. */
static void
receive_bytes(StringInfo message, void *bytes, int size)
{
	memcpy(bytes, pq_getmsgbytes(message, size), size);
}

static void
receive_periods(StringInfo message, CoverageAggState *state, uint64 key)
{
	int32		count = (int32) pq_getmsgint(message, sizeof(int32));
	Period		period;

	while (count-- > 0)
	{
		receive_bytes(message, &period, sizeof(Period));
		presence_add(state->presence, key, period);
	}
}

PG_FUNCTION_INFO_V1(coverage_agg_deserializefn);
Datum
coverage_agg_deserializefn(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	CoverageAggState *state;
	Oid			unit_type;
	Oid			collation;
	int64		count;

	aggregate_context(fcinfo);
	aggregate_open_message(&message, PG_GETARG_BYTEA_PP(0), STATE_VERSION);
	unit_type = pq_getmsgint(&message, sizeof(Oid));
	collation = pq_getmsgint(&message, sizeof(Oid));
	state = create_state(unit_type, collation, CurrentMemoryContext);
	for (count = pq_getmsgint64(&message); count > 0; count--)
	{
		CHECK_FOR_INTERRUPTS();
		receive_periods(&message, state, key_of_unit(state, unit_receive(&message)));
	}
	aggregate_close_message(&message);
	PG_RETURN_POINTER(state);
}

/* No rows are a coverage of nothing, as count() of no rows is 0. */
PG_FUNCTION_INFO_V1(coverage_agg_finalfn);
Datum
coverage_agg_finalfn(PG_FUNCTION_ARGS)
{
	StepsWriter writer;
	Presence   *presence;

	aggregate_context(fcinfo);
	if (PG_ARGISNULL(0))
	{
		writer = coverage_start(0);
		PG_RETURN_COVERAGE_P(coverage_finish(&writer));
	}
	presence = ((CoverageAggState *) PG_GETARG_POINTER(0))->presence;
	writer = coverage_start(2 * presence_settle(presence));
	presence_count_units(presence, &writer);
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}
