/*
 * any_agg.c
 *		The aggregate coverage_agg without units: 1 on the days that any row
 *		covers.
 *
 * The state is the merged periods (core/periods.h), small, as there may be one
 * for each of many groups.
 */
#include "coverage/aggregate.h"

#include "miscadmin.h"

#include "core/periods.h"
#include "coverage/coverage.h"
#include "period_scan.h"

#define STATE_VERSION 1			/* of the serialized state */

/* The state of a transition, made by the first. */
static Periods *
any_state(FunctionCallInfo fcinfo, MemoryContext context)
{
	Periods    *state = aggregate_state(fcinfo, 0);

	return state != NULL ? state : MemoryContextAllocZero(context, sizeof(Periods));
}

static inline Datum
take_any_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	MemoryContext context = aggregate_context(fcinfo);
	Periods    *state = any_state(fcinfo, context);

	if (!PG_ARGISNULL(1))
	{
		PeriodScan	scan = period_scan(fcinfo, PG_GETARG_DATUM(1), source);
		Period		period;

		while (period_next(&scan, &period))
			periods_add(state, period, context);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(coverage_any_agg_transfn);
Datum
coverage_any_agg_transfn(PG_FUNCTION_ARGS)
{
	return take_any_row(fcinfo, PERIODS_OF_DATERANGE);
}

PG_FUNCTION_INFO_V1(coverage_any_agg_multirange_transfn);
Datum
coverage_any_agg_multirange_transfn(PG_FUNCTION_ARGS)
{
	return take_any_row(fcinfo, PERIODS_OF_DATEMULTIRANGE);
}

PG_FUNCTION_INFO_V1(coverage_any_agg_coverage_transfn);
Datum
coverage_any_agg_coverage_transfn(PG_FUNCTION_ARGS)
{
	return take_any_row(fcinfo, PERIODS_OF_COVERAGE);
}

PG_FUNCTION_INFO_V1(coverage_any_agg_combinefn);
Datum
coverage_any_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Periods    *from = aggregate_state(fcinfo, 1);
	Periods    *into;
	int32		i;

	if (from == NULL && PG_ARGISNULL(0))
		PG_RETURN_NULL();
	into = any_state(fcinfo, context);
	for (i = 0; from != NULL && i < from->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		periods_add(into, periods_items(from)[i], context);
	}
	PG_RETURN_POINTER(into);
}

/* The state's bytes: version, and each period. */
PG_FUNCTION_INFO_V1(coverage_any_agg_serializefn);
Datum
coverage_any_agg_serializefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Periods    *state = aggregate_state(fcinfo, 0);
	StringInfoData message;

	periods_settle(state, context);
	pq_begintypsend(&message);
	pq_sendbyte(&message, STATE_VERSION);
	pq_sendint32(&message, state->count);
	aggregate_make_room(&message, state->count * sizeof(Period));
	appendBinaryStringInfo(&message, (const char *) periods_items(state),
						   state->count * sizeof(Period));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(coverage_any_agg_deserializefn);
Datum
coverage_any_agg_deserializefn(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	Periods    *state;
	int32		count;

	aggregate_context(fcinfo);
	aggregate_open_message(&message, PG_GETARG_BYTEA_PP(0), STATE_VERSION);
	state = palloc0(sizeof(Periods));
	for (count = (int32) pq_getmsgint(&message, sizeof(int32)); count > 0; count--)
	{
		Period		period;

		CHECK_FOR_INTERRUPTS();
		memcpy(&period, pq_getmsgbytes(&message, sizeof(Period)), sizeof(Period));
		periods_add(state, period, CurrentMemoryContext);
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

/* No rows cover nothing. */
PG_FUNCTION_INFO_V1(coverage_any_agg_finalfn);
Datum
coverage_any_agg_finalfn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Periods		nothing = {0};
	Periods    *state = PG_ARGISNULL(0) ? &nothing : aggregate_state(fcinfo, 0);
	StepsWriter writer;
	int32		i;

	periods_settle(state, context);
	writer = coverage_start(2 * (size_t) state->count);
	for (i = 0; i < state->count; i++)
	{
		Period		period = periods_items(state)[i];

		steps_append(&writer, period.from, 1);
		if (period.upto != DAY_INFINITY)
			steps_append(&writer, period.upto, 0);
	}
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}
