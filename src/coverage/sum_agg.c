/*
 * sum_agg.c
 *		The aggregates that add up: headcount_agg with weights, and sum(coverage).
 *
 * The state of both is a list of changes (core/changes.h).  It is no coverage, as what
 * is added on the way may be out of the range of one, and only the result has to fit.
 */
#include "coverage/aggregate.h"

#include "miscadmin.h"

#include "core/changes.h"
#include "coverage/coverage.h"
#include "period_scan.h"

#define STATE_VERSION 2			/* of the serialized state */

static Changes *
create_sum_state(MemoryContext context)
{
	Changes    *state = MemoryContextAllocZero(context, sizeof(Changes));

	state->owner = context;
	return state;
}

/* The state of a transition, made by the first. */
static Changes *
sum_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);
	Changes    *state = aggregate_state(fcinfo, 0);

	return state != NULL ? state : create_sum_state(context);
}

static pg_attribute_always_inline void
add_periods(FunctionCallInfo fcinfo, Changes *state, PeriodSource source, int64 number)
{
	PeriodScan	scan;
	Period		period;

	period_scan(&scan, fcinfo, PG_GETARG_DATUM(1), source);
	while (period_next(&scan, &period))
		changes_add_period(state, period, number);
}

static pg_attribute_always_inline Datum
add_weights(FunctionCallInfo fcinfo, PeriodSource source)
{
	Changes    *state = sum_state(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
		add_periods(fcinfo, state, source, PG_GETARG_INT64(2));
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(headcount_weight_agg_transfn);
Datum
headcount_weight_agg_transfn(PG_FUNCTION_ARGS)
{
	return add_weights(fcinfo, PERIODS_OF_DATERANGE);
}

PG_FUNCTION_INFO_V1(headcount_weight_agg_multirange_transfn);
Datum
headcount_weight_agg_multirange_transfn(PG_FUNCTION_ARGS)
{
	return add_weights(fcinfo, PERIODS_OF_DATEMULTIRANGE);
}

PG_FUNCTION_INFO_V1(coverage_sum_transfn);
Datum
coverage_sum_transfn(PG_FUNCTION_ARGS)
{
	Changes    *state = aggregate_state(fcinfo, 0);

	/* As with sum() of numbers, NULLs alone leave the state NULL. */
	if (!PG_ARGISNULL(1))
	{
		state = sum_state(fcinfo);
		changes_add_steps(state, coverage_get_steps(PG_GETARG_COVERAGE_P(1)));
	}
	else
		aggregate_context(fcinfo);
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(coverage_sum_combinefn);
Datum
coverage_sum_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	Changes    *into = aggregate_state(fcinfo, 0);
	Changes    *from = aggregate_state(fcinfo, 1);

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = create_sum_state(context);
	changes_merge(into, from);
	PG_RETURN_POINTER(into);
}

/* The state's bytes: version, overflow, and each change. */
PG_FUNCTION_INFO_V1(coverage_sum_serializefn);
Datum
coverage_sum_serializefn(PG_FUNCTION_ARGS)
{
	Changes    *state;
	StringInfoData message;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	changes_settle(state);
	pq_begintypsend(&message);
	pq_sendbyte(&message, STATE_VERSION);
	pq_sendbyte(&message, state->overflow);
	pq_sendint64(&message, state->count);
	aggregate_make_room(&message, state->count * sizeof(Change));
	appendBinaryStringInfo(&message, (const char *) state->items, state->count * sizeof(Change));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(coverage_sum_deserializefn);
Datum
coverage_sum_deserializefn(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	Changes    *state;
	int64		count;

	aggregate_context(fcinfo);
	aggregate_open_message(&message, PG_GETARG_BYTEA_PP(0), STATE_VERSION);
	state = create_sum_state(CurrentMemoryContext);
	state->overflow = pq_getmsgbyte(&message) != 0;
	for (count = pq_getmsgint64(&message); count > 0; count--)
	{
		Change		change;

		CHECK_FOR_INTERRUPTS();
		memcpy(&change, pq_getmsgbytes(&message, sizeof(Change)), sizeof(Change));
		changes_add(state, change);
	}
	pq_getmsgend(&message);
	PG_RETURN_POINTER(state);
}

static Datum
coverage_of_changes(Changes *state)
{
	StepsWriter writer;

	if (!changes_add_up(state, &writer))
		coverage_out_of_range();
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

/* Nobody is there if there are no rows. */
PG_FUNCTION_INFO_V1(headcount_agg_finalfn);
Datum
headcount_agg_finalfn(PG_FUNCTION_ARGS)
{
	Changes		nothing = {.owner = CurrentMemoryContext};

	aggregate_context(fcinfo);
	return coverage_of_changes(PG_ARGISNULL(0) ? &nothing : aggregate_state(fcinfo, 0));
}

/* Strict: the sum of no coverages is NULL, as that of no numbers is. */
PG_FUNCTION_INFO_V1(coverage_sum_finalfn);
Datum
coverage_sum_finalfn(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	return coverage_of_changes(aggregate_state(fcinfo, 0));
}
