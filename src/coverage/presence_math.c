/*
 * presence_math.c
 *		Calculating with presences: together, within some days, and how many.
 */
#include "coverage/presence_value.h"

#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "core/changes.h"
#include "core/presence_sets.h"
#include "coverage/coverage.h"

/* --- Two together --------------------------------------------------------------- */

static Datum
together(FunctionCallInfo fcinfo, DaysOf which)
{
	PresenceReader a = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	PresenceReader b = presence_value_reader(PG_GETARG_PRESENCE_PP(1));
	PresenceWriter writer = presence_value_writer(presence_common_kind(a.kind, b.kind));

	presences_together(which, &a, &b, &writer);
	presence_value_check(a.fault);
	presence_value_check(b.fault);
	presence_reader_free(&a);
	presence_reader_free(&b);
	PG_RETURN_POINTER(presence_value_finish(&writer));
}

PG_FUNCTION_INFO_V1(presence_union);
Datum
presence_union(PG_FUNCTION_ARGS)
{
	return together(fcinfo, DAYS_OF_EITHER);
}

PG_FUNCTION_INFO_V1(presence_intersect);
Datum
presence_intersect(PG_FUNCTION_ARGS)
{
	return together(fcinfo, DAYS_OF_BOTH);
}

PG_FUNCTION_INFO_V1(presence_subtract);
Datum
presence_subtract(PG_FUNCTION_ARGS)
{
	return together(fcinfo, DAYS_OF_FIRST_ALONE);
}

/* The first period of a set of days that ends after a day; their number if none does. */
static int32
first_ending_after(const DaySet *days, Day day)
{
	int32		low = 0;
	int32		high = DAY_SET_COUNT(days);

	while (low < high)
	{
		int32		middle = low + (high - low) / 2;

		if (days->periods[middle].upto > day)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

PG_FUNCTION_INFO_V1(presence_within);
Datum
presence_within(PG_FUNCTION_ARGS)
{
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	const DaySet *days = PG_GETARG_DAY_SET_P(1);
	PresenceWriter writer = presence_value_writer(reader.kind);
	PeriodRoom	room = {.owner = CurrentMemoryContext};

	while (presence_read(&reader))
	{
		int32		first = first_ending_after(days, reader.periods[0].from);
		int32		left = DAY_SET_COUNT(days) - first;
		Period	   *within = period_room(&room, (int64) reader.count + left);

		CHECK_FOR_INTERRUPTS();
		presence_write(&writer, reader.unit, within,
					   periods_together(DAYS_OF_BOTH, reader.periods, reader.count, days->periods + first, left, within));
	}
	period_room_free(&room);
	presence_value_check(reader.fault);
	presence_reader_free(&reader);
	PG_RETURN_POINTER(presence_value_finish(&writer));
}

/* --- How many ------------------------------------------------------------------- */

/* Adds a number on each day of the unit that was read last. */
static void
add_days_of_unit(Changes *changes, const PresenceReader *reader, int64 number)
{
	int32		i;

	for (i = 0; i < reader->count; i++)
		changes_add_period(changes, reader->periods[i], number);
}

static Datum
finish_changes(Changes *changes, PresenceReader *reader)
{
	StepsWriter writer;

	presence_value_check(reader->fault);
	presence_reader_free(reader);
	if (!changes_add_up(changes, &writer))
		coverage_out_of_range();
	changes_free(changes);
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

PG_FUNCTION_INFO_V1(presence_coverage);
Datum
presence_coverage(PG_FUNCTION_ARGS)
{
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	Changes		changes = {.owner = CurrentMemoryContext};

	while (presence_read(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		add_days_of_unit(&changes, &reader, 1);
	}
	return finish_changes(&changes, &reader);
}

/* A unit and what it weighs. */
typedef struct UnitWeight
{
	Unit		unit;
	int64		weight;
} UnitWeight;

#define SORT_NAME sort_weights
#define SORT_ITEM UnitWeight
#define SORT_KEY unit
#define SORT_AFTER(a, b) (unit_compare(a, b) > 0)
#include "core/sort.h"

static void
refuse_weight(const char *unit, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid weight of unit \"%s\"", unit),
			 errdetail("%s", detail)));
}

/* The weight that a JSON value says. */
static int64
read_weight(const char *unit, const JsonbValue *said)
{
	Datum		whole;

	if (said->type != jbvNumeric)
		refuse_weight(unit, "A weight is a number.");
	whole = DirectFunctionCall2(numeric_trunc, NumericGetDatum(said->val.numeric), Int32GetDatum(0));
	if (!DatumGetBool(DirectFunctionCall2(numeric_eq, whole, NumericGetDatum(said->val.numeric))))
		refuse_weight(unit, "A weight is a whole number.");
	if (DatumGetBool(DirectFunctionCall2(numeric_lt, whole, DirectFunctionCall1(int8_numeric, Int64GetDatum(0)))))
		refuse_weight(unit, "A weight is not negative.");
	return DatumGetInt64(DirectFunctionCall1(numeric_int8, whole));
}

/* The weights that a JSON object has for units of a kind, in the order of these; a null is none. */
static UnitWeight *
read_weights(Jsonb *object, UnitKind kind, int32 *count)
{
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue	value;
	UnitWeight *weights;
	text	   *unit = NULL;
	int32		i;

	if (!JB_ROOT_IS_OBJECT(object))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("weights must be a JSON object"),
				 errhint("jsonb_object_agg(unit, weight) makes one, as {\"BE\": 12, \"FR\": 60}.")));
	weights = palloc_extended(Max(JB_ROOT_COUNT(object), 1) * sizeof(UnitWeight), MCXT_ALLOC_HUGE);
	*count = 0;
	iterator = JsonbIteratorInit(&object->root);
	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_KEY)
			unit = cstring_to_text_with_len(value.val.string.val, value.val.string.len);
		else if (token == WJB_VALUE && value.type != jbvNull)
			weights[(*count)++] = (UnitWeight) {unit_from_text(kind, unit), read_weight(text_to_cstring(unit), &value)};
	}
	sort_weights(weights, *count, CurrentMemoryContext);
	for (i = 1; i < *count; i++)
		if (unit_compare(weights[i - 1].unit, weights[i].unit) == 0)
			refuse_weight(text_to_cstring(unit_to_text(kind, weights[i].unit)), "It is written in two ways, and has a weight under each.");
	return weights;
}

/* Both are in the order of units.  What has no weight adds nothing. */
PG_FUNCTION_INFO_V1(presence_coverage_weighted);
Datum
presence_coverage_weighted(PG_FUNCTION_ARGS)
{
	PresenceReader reader = presence_value_reader(PG_GETARG_PRESENCE_PP(0));
	Changes		changes = {.owner = CurrentMemoryContext};
	UnitWeight *weights;
	int32		count = 0;
	int32		next = 0;

	presence_value_check(reader.fault);
	if (reader.kind == UNITS_NONE)
		return finish_changes(&changes, &reader);
	weights = read_weights(PG_GETARG_JSONB_P(1), reader.kind, &count);
	while (presence_read(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		while (next < count && unit_compare(weights[next].unit, reader.unit) < 0)
			next++;
		if (next < count && unit_compare(weights[next].unit, reader.unit) == 0)
			add_days_of_unit(&changes, &reader, weights[next].weight);
	}
	return finish_changes(&changes, &reader);
}
