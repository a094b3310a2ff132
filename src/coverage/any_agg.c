/*
 * any_agg.c
 *		The aggregate coverage_agg without units: 1 on the days that any row
 *		covers.
 *
 * The state is the merged periods (core/periods.h), small, as there may be one
 * for each of many groups.
 */
#include "coverage/grown.h"

#include "miscadmin.h"

#include "core/periods.h"
#include "coverage/coverage.h"
#include "period_scan.h"

typedef struct AnyState
{
	GrownValue	grown;
	Periods		periods;
} AnyState;

static struct varlena *
make_any(GrownValue *grown)
{
	Periods    *periods = &((AnyState *) grown)->periods;

	periods_settle(periods, grown_context(grown));
	return coverage_make_of_periods(periods_items(periods), periods->count);
}

/* Adds the periods of a value of some source. */
static pg_attribute_always_inline void
add_any(FunctionCallInfo fcinfo, AnyState *state, Datum value, PeriodSource source)
{
	PeriodScan	scan;
	Period		period;

	period_scan(&scan, fcinfo, value, source);
	while (period_next(&scan, &period))
		periods_add(&state->periods, period, grown_context(&state->grown));
}

static pg_attribute_always_inline Datum
take_any_row(FunctionCallInfo fcinfo, PeriodSource source)
{
	struct varlena *before;
	AnyState   *state = (AnyState *) grown_value_arg(fcinfo, sizeof(AnyState), make_any, &before);

	if (before != NULL)
		add_any(fcinfo, state, PointerGetDatum(before), PERIODS_OF_COVERAGE);
	if (!PG_ARGISNULL(1))
		add_any(fcinfo, state, PG_GETARG_DATUM(1), source);
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->grown.header));
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
