/*
 * math.c
 *		Making coverages out of coverages and arrays.
 */
#include "attache.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/rangetypes.h"

#include "coverage/coverage.h"

/* --- Arithmetic -------------------------------------------------------------- */

static Datum
combine(FunctionCallInfo fcinfo, StepsOperation operation)
{
	Steps		a = coverage_get_steps(PG_GETARG_COVERAGE_P(0));
	Steps		b = coverage_get_steps(PG_GETARG_COVERAGE_P(1));
	StepsWriter writer = coverage_start((size_t) a.count + b.count);

	if (!steps_combine(a, b, operation, &writer))
		coverage_out_of_range();
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

PG_FUNCTION_INFO_V1(coverage_add);
Datum
coverage_add(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, STEPS_ADD);
}

PG_FUNCTION_INFO_V1(coverage_subtract);
Datum
coverage_subtract(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, STEPS_SUBTRACT);
}

PG_FUNCTION_INFO_V1(coverage_least);
Datum
coverage_least(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, STEPS_LEAST);
}

PG_FUNCTION_INFO_V1(coverage_greatest);
Datum
coverage_greatest(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, STEPS_GREATEST);
}

/* --- Cutting --------------------------------------------------------------------- */

PG_FUNCTION_INFO_V1(coverage_within);
Datum
coverage_within(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps_arg(fcinfo);
	const DaySet *days = PG_GETARG_DAY_SET_P(1);
	StepsWriter writer = coverage_start((size_t) steps.count + 2 * (size_t) DAY_SET_COUNT(days));

	steps_within(steps, days->periods, DAY_SET_COUNT(days), &writer);
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

/* --- Moving and scaling ---------------------------------------------------------- */

PG_FUNCTION_INFO_V1(coverage_shift);
Datum
coverage_shift(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps_arg(fcinfo);
	StepsWriter writer = coverage_start(steps.count);

	if (!steps_shift(steps, PG_GETARG_INT32(1), &writer))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("date out of range"),
				 errdetail("Days run from 4714-11-24 BC to 5874897-12-31, and no step can leave them.")));
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

static Datum
multiply(Coverage *coverage, int64 factor)
{
	Steps		steps = coverage_get_steps(coverage);
	StepsWriter writer = coverage_start(steps.count);

	if (!steps_multiply(steps, factor, &writer))
		coverage_out_of_range();
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

PG_FUNCTION_INFO_V1(coverage_times);
Datum
coverage_times(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_COVERAGE_P(0), PG_GETARG_INT64(1));
}

PG_FUNCTION_INFO_V1(coverage_times_of);
Datum
coverage_times_of(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_COVERAGE_P(1), PG_GETARG_INT64(0));
}

PG_FUNCTION_INFO_V1(coverage_negate);
Datum
coverage_negate(PG_FUNCTION_ARGS)
{
	return multiply(PG_GETARG_COVERAGE_P(0), -1);
}

/* --- From arrays ---------------------------------------------------------------- */

/* The elements of a one-dimensional array; an error if one of them is NULL. */
static Datum *
deconstruct(ArrayType *array, Oid type, int16 length, char align, int *count)
{
	Datum	   *elements;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("days and values must be arrays of one dimension")));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("days and values must not be NULL")));
	deconstruct_array(array, type, length, true, align, &elements, NULL, count);
	return elements;
}

PG_FUNCTION_INFO_V1(coverage_make);
Datum
coverage_make(PG_FUNCTION_ARGS)
{
	int			count;
	int			value_count;
	Datum	   *days = deconstruct(PG_GETARG_ARRAYTYPE_P(0), DATEOID, sizeof(DateADT),
								   TYPALIGN_INT, &count);
	Datum	   *values = deconstruct(PG_GETARG_ARRAYTYPE_P(1), INT8OID, sizeof(int64),
									 TYPALIGN_DOUBLE, &value_count);
	StepsWriter writer = coverage_start(count);
	int			i;

	if (count != value_count)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("there must be as many values as days"),
				 errdetail("Days: %d; values: %d.", count, value_count)));
	for (i = 0; i < count; i++)
	{
		StepsFault	fault = steps_append(&writer, DatumGetDateADT(days[i]),
										 DatumGetInt64(values[i]));

		if (fault != STEPS_OK)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid day of step %d", i + 1),
					 errdetail("%s", coverage_fault_detail(fault))));
	}
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}
