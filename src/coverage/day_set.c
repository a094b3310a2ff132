/*
 * day_set.c
 *		The type day_set: the days that a function is asked for.
 *
 * A daterange or a datemultirange becomes one without being asked, and so does a
 * literal of either.  So each function that takes days has one form for all three,
 * and a bare literal never has to say which it is.
 */
#include "attache.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "coverage/coverage.h"
#include "period_scan.h"

/* --- Making one --------------------------------------------------------------- */

static DaySet *
make_day_set(int32 most_periods)
{
	Size		size = offsetof(DaySet, periods) + (Size) most_periods * sizeof(Period);
	DaySet	   *set = palloc0(size);

	SET_VARSIZE(set, size);
	return set;
}

static DaySet *
read_periods(FunctionCallInfo fcinfo, Datum value, PeriodSource source)
{
	int32		most = source == PERIODS_OF_DATEMULTIRANGE ? (int32) DatumGetMultirangeTypeP(value)->rangeCount : 1;
	DaySet	   *set = make_day_set(most);
	PeriodScan	scan;
	int32		count = 0;

	period_scan(&scan, fcinfo, value, source);
	while (period_next(&scan, &set->periods[count]))
		if (++count == most)
			break;
	SET_VARSIZE(set, offsetof(DaySet, periods) + count * sizeof(Period));
	return set;
}

PG_FUNCTION_INFO_V1(day_set_of_daterange);
Datum
day_set_of_daterange(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(read_periods(fcinfo, PG_GETARG_DATUM(0), PERIODS_OF_DATERANGE));
}

PG_FUNCTION_INFO_V1(day_set_of_datemultirange);
Datum
day_set_of_datemultirange(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(read_periods(fcinfo, PG_GETARG_DATUM(0), PERIODS_OF_DATEMULTIRANGE));
}

TypeCacheEntry *
coverage_daterange_type(void)
{
	return lookup_type_cache(DATEMULTIRANGEOID, TYPECACHE_MULTIRANGE_INFO)->rngtype;
}

RangeType *
coverage_make_daterange(TypeCacheEntry *daterange, Period period)
{
	RangeBound	lower = {
		.val = DateADTGetDatum(period.from),
		.infinite = period.from == DAY_MINUS_INFINITY,
		.inclusive = period.from != DAY_MINUS_INFINITY,
		.lower = true,
	};
	RangeBound	upper = {
		.val = DateADTGetDatum(period.upto),
		.infinite = period.upto == DAY_INFINITY,
	};

	return make_range(daterange, &lower, &upper, false, NULL);
}

MultirangeType *
coverage_make_datemultirange(const Period *periods, int32 count)
{
	TypeCacheEntry *daterange = coverage_daterange_type();
	RangeType **ranges = palloc_extended(Max(count, 1) * sizeof(RangeType *), MCXT_ALLOC_HUGE);
	int32		i;

	for (i = 0; i < count; i++)
		ranges[i] = coverage_make_daterange(daterange, periods[i]);
	return make_multirange(DATEMULTIRANGEOID, daterange, count, ranges);
}

struct varlena *
coverage_make_of_periods(const Period *periods, int32 count)
{
	StepsWriter writer = coverage_start(2 * (size_t) count);
	int32		i;

	for (i = 0; i < count; i++)
	{
		steps_append(&writer, periods[i].from, 1);
		if (periods[i].upto != DAY_INFINITY)
			steps_append(&writer, periods[i].upto, 0);
	}
	return (struct varlena *) coverage_finish(&writer);
}

PG_FUNCTION_INFO_V1(day_set_to_datemultirange);
Datum
day_set_to_datemultirange(PG_FUNCTION_ARGS)
{
	const DaySet *set = PG_GETARG_DAY_SET_P(0);

	PG_RETURN_MULTIRANGE_P(coverage_make_datemultirange(set->periods, DAY_SET_COUNT(set)));
}

/* --- Text ---------------------------------------------------------------------- */

/* A datemultirange if it begins with a brace, and a daterange if not. */
PG_FUNCTION_INFO_V1(day_set_in);
Datum
day_set_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	bool		is_multirange = text[strspn(text, " \t\n\v\f\r")] == '{';
	Oid			function;
	Oid			parameter;
	FmgrInfo	input;
	Datum		value;

	getTypeInputInfo(is_multirange ? DATEMULTIRANGEOID : DATERANGEOID, &function, &parameter);
	fmgr_info(function, &input);
	if (!InputFunctionCallSafe(&input, text, parameter, -1, fcinfo->context, &value))
		PG_RETURN_NULL();
	PG_RETURN_POINTER(read_periods(fcinfo, value, is_multirange ? PERIODS_OF_DATEMULTIRANGE : PERIODS_OF_DATERANGE));
}

PG_FUNCTION_INFO_V1(day_set_out);
Datum
day_set_out(PG_FUNCTION_ARGS)
{
	Datum		multirange = DirectFunctionCall1(day_set_to_datemultirange, PG_GETARG_DATUM(0));
	Oid			function;
	bool		is_varlena;

	getTypeOutputInfo(DATEMULTIRANGEOID, &function, &is_varlena);
	PG_RETURN_CSTRING(OidOutputFunctionCall(function, multirange));
}

/* --- Binary: each period as two days --------------------------------------------- */

static bool
is_next_period(const DaySet *set, int32 i)
{
	Period		period = set->periods[i];

	return period.from < period.upto && period.upto > DAY_MIN &&
		(day_is_finite(period.from) || (i == 0 && period.from == DAY_MINUS_INFINITY)) &&
		(day_is_finite(period.upto) || period.upto == DAY_INFINITY) &&
		(i == 0 || period.from > set->periods[i - 1].upto);
}

PG_FUNCTION_INFO_V1(day_set_recv);
Datum
day_set_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int32		count = (message->len - message->cursor) / (int32) sizeof(Period);
	DaySet	   *set = make_day_set(count);
	int32		i;

	for (i = 0; i < count; i++)
	{
		set->periods[i].from = (Day) pq_getmsgint(message, sizeof(Day));
		set->periods[i].upto = (Day) pq_getmsgint(message, sizeof(Day));
		if (!is_next_period(set, i))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("invalid binary representation of type %s", "day_set"),
					 errdetail("Each period has a day, and comes after the one before it without meeting it.")));
	}
	PG_RETURN_POINTER(set);
}

PG_FUNCTION_INFO_V1(day_set_send);
Datum
day_set_send(PG_FUNCTION_ARGS)
{
	const DaySet *set = PG_GETARG_DAY_SET_P(0);
	StringInfoData message;
	int32		i;

	pq_begintypsend(&message);
	for (i = 0; i < DAY_SET_COUNT(set); i++)
	{
		pq_sendint32(&message, set->periods[i].from);
		pq_sendint32(&message, set->periods[i].upto);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
