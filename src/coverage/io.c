/*
 * io.c
 *		The type coverage: building, text and binary input and output.
 */
#include "attache.h"

#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "coverage/coverage.h"

StepsWriter
coverage_start(size_t most_steps)
{
	return steps_start(CurrentMemoryContext, most_steps);
}

Coverage *
coverage_finish(StepsWriter *writer)
{
	Size		size = COVERAGE_SIZE(writer->count);
	Coverage   *coverage;

	if (writer->count > COVERAGE_MOST_STEPS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a coverage has at most %d steps", COVERAGE_MOST_STEPS),
				 errdetail("This one would have %d.", writer->count)));
	coverage = palloc0(size);
	SET_VARSIZE(coverage, size);
	coverage->count = writer->count;
	memcpy(coverage->values, writer->values, writer->count * sizeof(int64));
	memcpy(COVERAGE_DAYS(coverage), writer->days, writer->count * sizeof(Day));
	steps_free(writer);
	Assert(steps_are_canonical(coverage_get_steps(coverage)));
	return coverage;
}

void
coverage_out_of_range(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value of a coverage is out of the range of bigint")));
}

const char *
coverage_fault_detail(StepsFault fault)
{
	static const char *const details[] = {
		[STEPS_SYNTAX] = "A coverage is written {day:value,day:value,...}.",
		[STEPS_BAD_DAY] = "A day is a date such as 2004-10-20 or 0044-03-15 BC; the first may be -infinity.",
		[STEPS_BAD_VALUE] = "A value is a whole number in the range of bigint.",
		[STEPS_NOT_INCREASING] = "Each day comes after the one before it.",
	};

	return details[fault];
}

PG_FUNCTION_INFO_V1(coverage_in);
Datum
coverage_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	size_t		length = strlen(text);
	StepsWriter writer = coverage_start(steps_bound(text, length));
	size_t		at;
	StepsFault	fault = steps_parse(text, length, &writer, &at);

	if (fault != STEPS_OK)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "coverage", text),
				 errdetail("%s At byte %zu.", coverage_fault_detail(fault), at + 1)));
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

PG_FUNCTION_INFO_V1(coverage_out);
Datum
coverage_out(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps(PG_GETARG_COVERAGE_P(0));
	char	   *text = palloc_extended(steps_text_size(steps.count), MCXT_ALLOC_HUGE);
	size_t		length = steps_format(steps, text);

	if (length >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("coverage of %d steps is too long to be written as text", steps.count),
				 errhint("coverage_steps() gives it row by row.")));
	PG_RETURN_CSTRING(text);
}

/* A step as it travels: eight bytes of value and four of day. */
#define WIRE_STEP_SIZE (sizeof(int64) + sizeof(int32))

PG_FUNCTION_INFO_V1(coverage_recv);
Datum
coverage_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int64		count = pq_getmsgint(message, sizeof(int32));
	StepsWriter writer;
	int64		i;

	if (count * (int64) WIRE_STEP_SIZE != message->len - message->cursor)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "coverage"),
				 errdetail("The number of steps does not fit the length of the message.")));

	writer = coverage_start(count);
	for (i = 0; i < count; i++)
	{
		int64		value = pq_getmsgint64(message);
		Day			day = (Day) pq_getmsgint(message, sizeof(Day));
		StepsFault	fault = steps_append(&writer, day, value);

		if (fault != STEPS_OK)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("invalid binary representation of type %s", "coverage"),
					 errdetail("%s", coverage_fault_detail(fault))));
	}
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

PG_FUNCTION_INFO_V1(coverage_send);
Datum
coverage_send(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps(PG_GETARG_COVERAGE_P(0));
	StringInfoData message;
	int32		i;

	pq_begintypsend(&message);
	pq_sendint32(&message, steps.count);
	for (i = 0; i < steps.count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(&message, steps.values[i]);
		pq_sendint32(&message, steps.days[i]);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
