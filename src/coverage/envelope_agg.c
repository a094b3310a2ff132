/*
 * envelope_agg.c
 *		The aggregates that compare: coverage_least_agg and coverage_greatest_agg.
 *
 * The state is an envelope (core/envelope.h), and travels as the coverage that it
 * has come to.
 */
#include "coverage/aggregate.h"

#include "core/envelope.h"
#include "coverage/coverage.h"

/* The state of a transition, made by the first. */
static Envelope *
envelope_state(FunctionCallInfo fcinfo, StepsOperation operation)
{
	MemoryContext context = aggregate_context(fcinfo);
	Envelope   *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
	{
		state = MemoryContextAllocZero(context, sizeof(Envelope));
		state->owner = context;
		state->operation = operation;
	}
	return state;
}

/* As with min() and max(), NULLs alone leave the state NULL. */
static Datum
add_coverage(FunctionCallInfo fcinfo, const Coverage *coverage, StepsOperation operation)
{
	Envelope   *state = aggregate_state(fcinfo, 0);

	aggregate_context(fcinfo);
	if (coverage != NULL)
	{
		state = envelope_state(fcinfo, operation);
		envelope_add(state, coverage_get_steps(coverage));
	}
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

static Datum
add_row(FunctionCallInfo fcinfo, StepsOperation operation)
{
	return add_coverage(fcinfo, PG_ARGISNULL(1) ? NULL : PG_GETARG_COVERAGE_P(1), operation);
}

PG_FUNCTION_INFO_V1(coverage_least_agg_transfn);
Datum
coverage_least_agg_transfn(PG_FUNCTION_ARGS)
{
	return add_row(fcinfo, STEPS_LEAST);
}

PG_FUNCTION_INFO_V1(coverage_greatest_agg_transfn);
Datum
coverage_greatest_agg_transfn(PG_FUNCTION_ARGS)
{
	return add_row(fcinfo, STEPS_GREATEST);
}

static Coverage *
coverage_of_envelope(Envelope *state)
{
	StepsWriter writer = steps_copy(CurrentMemoryContext, envelope_read(state));

	return coverage_finish(&writer);
}

/* Strict, as is serializing. */
PG_FUNCTION_INFO_V1(coverage_envelope_finalfn);
Datum
coverage_envelope_finalfn(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	PG_RETURN_COVERAGE_P(coverage_of_envelope(aggregate_state(fcinfo, 0)));
}

/* The state's bytes: those of a coverage. */
PG_FUNCTION_INFO_V1(coverage_envelope_serializefn);
Datum
coverage_envelope_serializefn(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(coverage_of_envelope(aggregate_state(fcinfo, 0)));
}

/* The coverage, on its own, since the bytes of a row may stand anywhere. */
PG_FUNCTION_INFO_V1(coverage_envelope_deserializefn);
Datum
coverage_envelope_deserializefn(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	PG_RETURN_POINTER(PG_GETARG_BYTEA_P_COPY(0));
}

/* What comes second is always what the deserialize function made. */
static Datum
add_state(FunctionCallInfo fcinfo, StepsOperation operation)
{
	return add_coverage(fcinfo, aggregate_state(fcinfo, 1), operation);
}

PG_FUNCTION_INFO_V1(coverage_least_agg_combinefn);
Datum
coverage_least_agg_combinefn(PG_FUNCTION_ARGS)
{
	return add_state(fcinfo, STEPS_LEAST);
}

PG_FUNCTION_INFO_V1(coverage_greatest_agg_combinefn);
Datum
coverage_greatest_agg_combinefn(PG_FUNCTION_ARGS)
{
	return add_state(fcinfo, STEPS_GREATEST);
}
