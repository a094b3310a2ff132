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

#define AGG_PREFIX coverage_agg
#define AGG_TYPE Presence
#define AGG_TABLE presence
#define AGG_ITEM Period
#include "coverage/units_agg.h"

/* The state of a transition, made by the first. */
static PresenceState *
presence_state(FunctionCallInfo fcinfo)
{
	MemoryContext context = aggregate_context(fcinfo);
	PresenceState *state = aggregate_state(fcinfo, 0);

	if (state == NULL)
		state = create_presence_state(get_fn_expr_argtype(fcinfo->flinfo, 1), PG_GET_COLLATION(), context);
	return state;
}

static pg_attribute_always_inline Datum
take_presence_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	PresenceState *state = presence_state(fcinfo);

	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		PeriodScan	scan;
		Period		period;

		period_scan(&scan, fcinfo, PG_GETARG_DATUM(2), source);
		if (period_next(&scan, &period))
		{
			uint64		key = unit_keys_key(&state->keys, PG_GETARG_DATUM(1));

			do
				presence_add(state->table, key, period);
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
