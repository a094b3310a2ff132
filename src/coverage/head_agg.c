/*
 * head_agg.c
 *		The aggregate headcount_agg without weights: how many rows are active.
 *
 * The state is a list of changes (core/changes.h).  There are too few rows in the world
 * for a partial count that is out of range.
 */
#include "coverage/grown.h"

#include "core/changes.h"
#include "coverage/coverage.h"
#include "period_scan.h"

typedef struct HeadState
{
	GrownValue	grown;
	Changes		changes;
} HeadState;

static struct varlena *
make_heads(GrownValue *grown)
{
	StepsWriter writer;

	if (!changes_add_up(&((HeadState *) grown)->changes, &writer))
		coverage_out_of_range();
	return (struct varlena *) coverage_finish(&writer);
}

/* The state of a transition, made by the first. */
static inline HeadState *
head_state(FunctionCallInfo fcinfo)
{
	struct varlena *before;
	HeadState  *state = (HeadState *) grown_value_arg(fcinfo, sizeof(HeadState), make_heads, &before);

	state->changes.owner = grown_context(&state->grown);
	if (before != NULL)
		changes_add_steps(&state->changes, coverage_get_steps((Coverage *) before));
	return state;
}

static pg_attribute_always_inline Datum
take_head(FunctionCallInfo fcinfo, PeriodSource source)
{
	HeadState  *state = head_state(fcinfo);

	if (!PG_ARGISNULL(1))
	{
		PeriodScan	scan;
		Period		period;

		period_scan(&scan, fcinfo, PG_GETARG_DATUM(1), source);
		while (period_next(&scan, &period))
			changes_add_period(&state->changes, period, 1);
	}
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->grown.header));
}

PG_FUNCTION_INFO_V1(headcount_agg_transfn);
Datum
headcount_agg_transfn(PG_FUNCTION_ARGS)
{
	return take_head(fcinfo, PERIODS_OF_DATERANGE);
}

PG_FUNCTION_INFO_V1(headcount_agg_multirange_transfn);
Datum
headcount_agg_multirange_transfn(PG_FUNCTION_ARGS)
{
	return take_head(fcinfo, PERIODS_OF_DATEMULTIRANGE);
}

PG_FUNCTION_INFO_V1(headcount_agg_combinefn);
Datum
headcount_agg_combinefn(PG_FUNCTION_ARGS)
{
	HeadState  *state = head_state(fcinfo);

	if (!PG_ARGISNULL(1))
		changes_add_steps(&state->changes, coverage_get_steps(PG_GETARG_COVERAGE_P(1)));
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->grown.header));
}
