/*
 * agg.c
 *		The aggregates that make a coverage out of rows.
 *
 * The state is a presence (core/presence.h) whose keys are the units' bits, or,
 * for types whose bits say less than equality, the units' numbers in a unit
 * table.
 */
#include "coverage/aggregate.h"

#include "miscadmin.h"

#include "core/presence.h"
#include "coverage/coverage.h"
#include "period_scan.h"
#include "coverage/unit_table.h"

#define STATE_VERSION 2			/* of the serialized state */

typedef struct CoverageAggState
{
	Oid			unit_type;
	Oid			collation;
	int			key_size;		/* 0 if a unit's key is its number */
	UnitTable  *units;			/* then; otherwise NULL */
	Presence   *presence;
} CoverageAggState;

static CoverageAggState *
create_presence_state(Oid unit_type, Oid collation, MemoryContext context)
{
	CoverageAggState *state = MemoryContextAllocZero(context, sizeof(CoverageAggState));

	state->unit_type = unit_type;
	state->collation = collation;
	state->key_size = unit_type_key_size(unit_type, collation);
	if (state->key_size == 0)
		state->units = unit_table_create(unit_type, collation, context);
	state->presence = presence_create(context);
	return state;
}

static uint64
key_of_unit(CoverageAggState *state, Datum unit)
{
	return state->units == NULL ? unit_key(unit, state->key_size)
		: unit_table_number(state->units, unit);
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

static void
send_unit(StringInfo message, const CoverageAggState *state, const PresenceUnit *unit)
{
	Size		periods_size = unit->count * sizeof(Period);

	if (state->units != NULL)
		unit_table_send(state->units, unit->key, message);
	aggregate_make_room(message, sizeof(unit->key) + sizeof(unit->count) + periods_size);
	if (state->units == NULL)
		appendBinaryStringInfo(message, (const char *) &unit->key, sizeof(unit->key));
	appendBinaryStringInfo(message, (const char *) &unit->count, sizeof(unit->count));
	appendBinaryStringInfo(message, (const char *) unit->periods, periods_size);
}

/*
 * The state's bytes: version, type and collation of the units, their number,
 * and per unit its value, the number of its periods, and these.  They travel
 * between processes of one server and are never stored.
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
		send_unit(&message, state, &unit);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * A serialized state whose units are still to be read: the bytes are those of the
 * row that brings it, which outlives the call of the combine function.
 */
typedef struct PackedState
{
	Oid			unit_type;
	Oid			collation;
	int64		count;			/* of units */
	StringInfoData units;
} PackedState;

PG_FUNCTION_INFO_V1(coverage_agg_deserializefn);
Datum
coverage_agg_deserializefn(PG_FUNCTION_ARGS)
{
	PackedState *packed = palloc(sizeof(PackedState));

	aggregate_context(fcinfo);
	aggregate_open_message(&packed->units, PG_GETARG_BYTEA_PP(0), STATE_VERSION);
	packed->unit_type = pq_getmsgint(&packed->units, sizeof(Oid));
	packed->collation = pq_getmsgint(&packed->units, sizeof(Oid));
	packed->count = pq_getmsgint64(&packed->units);
	PG_RETURN_POINTER(packed);
}

/* Copies raw bytes out of a message; an error if it does not hold them. */
static void
receive_bytes(StringInfo message, void *bytes, int size)
{
	memcpy(bytes, pq_getmsgbytes(message, size), size);
}

static void
receive_unit(StringInfo message, CoverageAggState *state)
{
	uint64		key;
	int32		count;
	Period		period;

	if (state->units == NULL)
		receive_bytes(message, &key, sizeof(key));
	else
		key = unit_table_receive(state->units, message);
	receive_bytes(message, &count, sizeof(count));
	while (count-- > 0)
	{
		receive_bytes(message, &period, sizeof(Period));
		presence_add(state->presence, key, period);
	}
}

/* What comes second is always what the deserialize function made. */
PG_FUNCTION_INFO_V1(coverage_agg_combinefn);
Datum
coverage_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	CoverageAggState *into = aggregate_state(fcinfo, 0);
	PackedState *from = aggregate_state(fcinfo, 1);
	int64		i;

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = create_presence_state(from->unit_type, from->collation, context);
	presence_reserve(into->presence, from->count);
	for (i = 0; i < from->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		receive_unit(&from->units, into);
	}
	pq_getmsgend(&from->units);
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
