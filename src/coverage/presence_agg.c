/*
 * presence_agg.c
 *		The aggregates that make a presence: of units with their periods, and of
 *		presences.
 *
 * The state is the type itself, and each type of units has functions of its own: a
 * server that sends states to another knows neither internal states nor what
 * anyelement stands for.  So nothing is asked of the call and nothing kept beside
 * the state.
 */
#include "coverage/presence_state.h"

#include "period_scan.h"

/* Adds a row to the state, if it has no NULL; key: what it is under, from an argument. */
#define PRESENCE_TRANSFN(name, kind, source, key) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PresenceState *state = presence_state_arg(fcinfo); \
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2)) \
	{ \
		PeriodScan	scan; \
		Period		period; \
		period_scan(&scan, fcinfo, PG_GETARG_DATUM(2), source); \
		if (period_next(&scan, &period)) \
		{ \
			uint64		unit; \
			presence_state_take_kind(state, kind, PG_GET_COLLATION()); \
			unit = key; \
			do \
				presence_state_add(state, unit, period); \
			while (period_next(&scan, &period)); \
		} \
	} \
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->grown.header)); \
} \
extern int	no_such_variable

#define PRESENCE_TRANSFNS(unit, kind, key) \
PRESENCE_TRANSFN(presence_agg_##unit##_daterange, kind, PERIODS_OF_DATERANGE, key); \
PRESENCE_TRANSFN(presence_agg_##unit##_datemultirange, kind, PERIODS_OF_DATEMULTIRANGE, key); \
PRESENCE_TRANSFN(presence_agg_##unit##_coverage, kind, PERIODS_OF_COVERAGE, key)

PRESENCE_TRANSFNS(smallint, UNITS_WHOLE_NUMBER, unit_of_integer(PG_GETARG_INT16(1)).number);
PRESENCE_TRANSFNS(integer, UNITS_WHOLE_NUMBER, unit_of_integer(PG_GETARG_INT32(1)).number);
PRESENCE_TRANSFNS(bigint, UNITS_WHOLE_NUMBER, unit_of_integer(PG_GETARG_INT64(1)).number);
PRESENCE_TRANSFNS(text, UNITS_TEXT, presence_state_key(state, PG_GETARG_DATUM(1)));
PRESENCE_TRANSFNS(uuid, UNITS_UUID, presence_state_key(state, PG_GETARG_DATUM(1)));
PRESENCE_TRANSFNS(program_code, UNITS_PROGRAM_CODE, PG_GETARG_PROGRAM_CODE(1));
PRESENCE_TRANSFNS(posting_status, UNITS_POSTING_STATUS, (uint8) PG_GETARG_POSTING_STATUS(1));
PRESENCE_TRANSFNS(country_code, UNITS_COUNTRY_CODE, PG_GETARG_COUNTRY_CODE(1));

PG_FUNCTION_INFO_V1(presence_union_transfn);
Datum
presence_union_transfn(PG_FUNCTION_ARGS)
{
	PresenceState *state = presence_state_arg(fcinfo);

	if (!PG_ARGISNULL(1))
		presence_state_unite(state, PG_GETARG_PRESENCE_PP(1));
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->grown.header));
}

/* No rows are a presence of nobody. */
PG_FUNCTION_INFO_V1(presence_agg_finalfn);
Datum
presence_agg_finalfn(PG_FUNCTION_ARGS)
{
	PresenceWriter nobody;

	if (!PG_ARGISNULL(0))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	nobody = presence_value_writer(UNITS_NONE);
	PG_RETURN_POINTER(presence_value_finish(&nobody));
}
