/*
 * presence_read.c
 *		What a presence says: who is in it, and when.
 */
#include "coverage/presence_value.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/multirangetypes.h"
#include "utils/tuplestore.h"

#include "coverage/coverage.h"

/* Nobody has no kind, and so NULL. */
PG_FUNCTION_INFO_V1(presence_kind);
Datum
presence_kind(PG_FUNCTION_ARGS)
{
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));

	presence_value_check(reader.fault);
	if (reader.kind == UNITS_NONE)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(unit_kind_name(reader.kind)));
}

PG_FUNCTION_INFO_V1(presence_count);
Datum
presence_count(PG_FUNCTION_ARGS)
{
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	int64		count = 0;

	while (presence_read(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		count++;
	}
	presence_value_check(reader.fault);
	presence_reader_free(&reader);
	PG_RETURN_INT64(count);
}

static bool
is_present(const PresenceReader *reader, Day day)
{
	int32		i;

	for (i = 0; i < reader->count && reader->periods[i].from <= day; i++)
		if (day < reader->periods[i].upto)
			return true;
	return false;
}

/* An infinite day is none, on which nobody is. */
PG_FUNCTION_INFO_V1(presence_units);
Datum
presence_units(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	Day			day = PG_GETARG_DATEADT(1);

	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	while (presence_read(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		if (day_is_finite(day) && is_present(&reader, day))
		{
			Datum		unit = PointerGetDatum(unit_to_text(reader.kind, reader.unit));
			bool		is_null = false;

			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, &unit, &is_null);
			pfree(DatumGetPointer(unit));
		}
	}
	presence_value_check(reader.fault);
	return (Datum) 0;
}

/* A row: the unit, and the first and last day, NULL where unbounded. */
static void
put_period(ReturnSetInfo *rsinfo, Datum unit, Period period)
{
	Datum		values[3] = {unit, DateADTGetDatum(period.from), DateADTGetDatum(period_last_day(period))};
	bool		nulls[3] = {false, period.from == DAY_MINUS_INFINITY, period.upto == DAY_INFINITY};

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

PG_FUNCTION_INFO_V1(presence_rows);
Datum
presence_rows(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));

	InitMaterializedSRF(fcinfo, 0);
	while (presence_read(&reader))
	{
		Datum		unit = PointerGetDatum(unit_to_text(reader.kind, reader.unit));
		int32		i;

		for (i = 0; i < reader.count; i++)
		{
			CHECK_FOR_INTERRUPTS();
			put_period(rsinfo, unit, reader.periods[i]);
		}
		pfree(DatumGetPointer(unit));
	}
	presence_value_check(reader.fault);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(presence_coverages);
Datum
presence_coverages(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));

	InitMaterializedSRF(fcinfo, 0);
	while (presence_read(&reader))
	{
		Datum		values[2];
		bool		nulls[2] = {false};

		CHECK_FOR_INTERRUPTS();
		values[0] = PointerGetDatum(unit_to_text(reader.kind, reader.unit));
		values[1] = PointerGetDatum(coverage_make_of_periods(reader.periods, reader.count));
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[0]));
		pfree(DatumGetPointer(values[1]));
	}
	presence_value_check(reader.fault);
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(presence_periods);
Datum
presence_periods(PG_FUNCTION_ARGS)
{
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	Unit		unit;
	int			order = -1;

	presence_value_check(reader.fault);
	unit = unit_from_text(reader.kind, PG_GETARG_TEXT_PP(1));
	while (order < 0 && presence_read(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		order = unit_compare(reader.unit, unit);
	}
	presence_value_check(reader.fault);
	PG_RETURN_MULTIRANGE_P(coverage_make_datemultirange(reader.periods, order == 0 ? reader.count : 0));
}
