/*
 * steps.c
 *		Building, reading and writing step functions.
 */
#include "core/steps.h"

#include <string.h>

#include "core/ascii.h"
#include "core/host.h"

#define VALUE_TEXT_LENGTH 20	/* of -9223372036854775808 */
#define SHORTEST_STEP 11		/* that of -infinity:1 */

static const char minus_infinity[] = "-infinity";

StepsWriter
steps_start(void *owner, size_t most_steps)
{
	StepsWriter writer = {
		.values = core_alloc(owner, most_steps * sizeof(int64_t)),
		.days = core_alloc(owner, most_steps * sizeof(Day))
	};

	return writer;
}

StepsWriter
steps_copy(void *owner, Steps steps)
{
	StepsWriter copy = steps_start(owner, (size_t) steps.count);

	copy.count = steps.count;
	if (steps.count > 0)
	{
		memcpy(copy.values, steps.values, (size_t) steps.count * sizeof(int64_t));
		memcpy(copy.days, steps.days, (size_t) steps.count * sizeof(Day));
	}
	return copy;
}

void
steps_free(StepsWriter *writer)
{
	core_free(writer->values);
	core_free(writer->days);
	*writer = (StepsWriter) {0};
}

StepsFault
steps_append(StepsWriter *writer, Day day, int64_t value)
{
	int64_t		before = 0;

	core_check_for_interrupts();
	if (!day_is_finite(day) && day != DAY_MINUS_INFINITY)
		return STEPS_BAD_DAY;
	if (writer->count > 0)
	{
		if (day <= writer->days[writer->count - 1])
			return STEPS_NOT_INCREASING;
		before = writer->values[writer->count - 1];
	}
	if (value != before)
	{
		writer->values[writer->count] = value;
		writer->days[writer->count] = day;
		writer->count++;
	}
	return STEPS_OK;
}

bool
steps_are_canonical(Steps steps)
{
	int64_t		before = 0;
	int32_t		i;

	for (i = 0; i < steps.count; i++)
	{
		if (!day_is_finite(steps.days[i]) &&
			!(i == 0 && steps.days[i] == DAY_MINUS_INFINITY))
			return false;
		if (i > 0 && steps.days[i] <= steps.days[i - 1])
			return false;
		if (steps.values[i] == before)
			return false;
		before = steps.values[i];
	}
	return true;
}

int32_t
steps_count_until(Steps steps, Day day)
{
	int32_t		low = 0;
	int32_t		high = steps.count;

	while (low < high)
	{
		int32_t		middle = low + (high - low) / 2;

		if (steps.days[middle] <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int64_t
steps_value_on(Steps steps, Day day)
{
	int32_t		count = steps_count_until(steps, day);

	return count == 0 ? 0 : steps.values[count - 1];
}

StretchScan
stretch_scan(Steps steps, Day first, Day last)
{
	StretchScan scan = {
		.steps = steps,
		.next = steps_count_until(steps, first),
		.first = first,
		.last = last
	};

	return scan;
}

/* Goes on to the next period; without one, to no day at all. */
static void
take_period(StretchScan *scan)
{
	scan->first = DAY_INFINITY;
	scan->last = DAY_MINUS_INFINITY;
	if (scan->later_count == 0)
		return;
	scan->first = scan->later->from;
	scan->last = period_last_day(*scan->later);
	scan->next = steps_count_until(scan->steps, scan->first);
	scan->later++;
	scan->later_count--;
}

StretchScan
stretch_scan_periods(Steps steps, const Period *periods, int32_t count)
{
	StretchScan scan = {.steps = steps, .later = periods, .later_count = count};

	take_period(&scan);
	return scan;
}

/* Takes what comes next off a scan that has not ended. */
static void
take_stretch(StretchScan *scan, Stretch *stretch)
{
	const Steps *steps = &scan->steps;

	stretch->value = scan->next == 0 ? 0 : steps->values[scan->next - 1];
	stretch->first = scan->first;
	stretch->last = scan->last;
	if (scan->next < steps->count && steps->days[scan->next] <= scan->last)
	{
		stretch->last = steps->days[scan->next] - 1;
		scan->first = steps->days[scan->next++];
	}
	else
		take_period(scan);
}

bool
stretch_next(StretchScan *scan, Stretch *stretch)
{
	core_check_for_interrupts();
	do
	{
		if (scan->first > scan->last)
			return false;
		take_stretch(scan, stretch);
	} while (stretch->last < DAY_MIN);	/* no day comes before the first */
	return true;
}

int64_t
stretches_max(StretchScan scan)
{
	int64_t		most = INT64_MIN;
	Stretch		stretch;

	while (stretch_next(&scan, &stretch))
		if (stretch.value > most)
			most = stretch.value;
	return most;
}

int64_t
stretches_min(StretchScan scan)
{
	int64_t		least = INT64_MAX;
	Stretch		stretch;

	while (stretch_next(&scan, &stretch))
		if (stretch.value < least)
			least = stretch.value;
	return least;
}

bool
stretches_sum(StretchScan scan, WideSum *sum)
{
	Stretch		stretch;

	*sum = (WideSum) {0, 0};
	while (stretch_next(&scan, &stretch))
	{
		if (stretch.value == 0)
			continue;
		if (!stretch_is_bounded(stretch))
			return false;
		wide_sum_add(sum, stretch.value, stretch_days(stretch));
	}
	return true;
}

int
steps_compare(Steps a, Steps b)
{
	int32_t		i;

	for (i = 0; i < a.count && i < b.count; i++)
	{
		if (a.days[i] != b.days[i])
			return a.days[i] < b.days[i] ? -1 : 1;
		if (a.values[i] != b.values[i])
			return a.values[i] < b.values[i] ? -1 : 1;
	}
	return (a.count > b.count) - (a.count < b.count);
}

static void
write_within(Steps steps, Day first, Day last, StepsWriter *writer)
{
	int32_t		i;

	steps_append(writer, first, steps_value_on(steps, first));
	for (i = steps_count_until(steps, first); i < steps.count && steps.days[i] <= last; i++)
		steps_append(writer, steps.days[i], steps.values[i]);
	if (last < DAY_MAX)
		steps_append(writer, last + 1, 0);
}

void
steps_within(Steps steps, const Period *periods, int32_t count, StepsWriter *writer)
{
	int32_t		i;

	for (i = 0; i < count; i++)
		write_within(steps, periods[i].from, period_last_day(periods[i]), writer);
}

bool
steps_shift(Steps steps, int64_t days, StepsWriter *writer)
{
	int32_t		i;

	for (i = 0; i < steps.count; i++)
	{
		int64_t		day = steps.days[i] == DAY_MINUS_INFINITY ? DAY_MINUS_INFINITY : steps.days[i] + days;

		if (day != DAY_MINUS_INFINITY && (day < DAY_MIN || day > DAY_MAX))
			return false;
		steps_append(writer, (Day) day, steps.values[i]);
	}
	return true;
}

bool
steps_multiply(Steps steps, int64_t factor, StepsWriter *writer)
{
	int32_t		i;

	for (i = 0; i < steps.count; i++)
	{
		int64_t		value;

		if (__builtin_mul_overflow(steps.values[i], factor, &value))
			return false;
		steps_append(writer, steps.days[i], value);
	}
	return true;
}

static bool
combine_values(int64_t a, int64_t b, StepsOperation operation, int64_t *result)
{
	switch (operation)
	{
		case STEPS_ADD:
			return !__builtin_add_overflow(a, b, result);
		case STEPS_SUBTRACT:
			return !__builtin_sub_overflow(a, b, result);
		case STEPS_LEAST:
			*result = a < b ? a : b;
			return true;
		case STEPS_GREATEST:
			break;
	}
	*result = a > b ? a : b;
	return true;
}

/* Going through the days on which one of two step functions has a step. */
typedef struct PairScan
{
	Steps		steps[2];
	int32_t		next[2];
	Day			day;
	int64_t		values[2];		/* on that day */
} PairScan;

static bool
pair_next(PairScan *scan)
{
	const bool	more[2] = {scan->next[0] < scan->steps[0].count, scan->next[1] < scan->steps[1].count};
	bool		first_is_next;
	int			i;

	if (!more[0] && !more[1])
		return false;
	first_is_next = !more[1] || (more[0] && scan->steps[0].days[scan->next[0]] < scan->steps[1].days[scan->next[1]]);
	scan->day = first_is_next ? scan->steps[0].days[scan->next[0]] : scan->steps[1].days[scan->next[1]];
	for (i = 0; i < 2; i++)
		if (more[i] && scan->steps[i].days[scan->next[i]] == scan->day)
			scan->values[i] = scan->steps[i].values[scan->next[i]++];
	return true;
}

bool
steps_combine(Steps a, Steps b, StepsOperation operation, StepsWriter *writer)
{
	PairScan	scan = {.steps = {a, b}};
	int64_t		value;

	while (pair_next(&scan))
	{
		if (!combine_values(scan.values[0], scan.values[1], operation, &value))
			return false;
		steps_append(writer, scan.day, value);
	}
	return true;
}

/* Both are 0 before their first steps, and 0 reaches 0. */
void
steps_reach(Steps a, Steps b, StepsWriter *writer)
{
	PairScan	scan = {.steps = {a, b}};
	bool		more = pair_next(&scan);

	if (!more || scan.day != DAY_MINUS_INFINITY)
		steps_append(writer, DAY_MINUS_INFINITY, 1);
	for (; more; more = pair_next(&scan))
		steps_append(writer, scan.day, scan.values[0] >= scan.values[1]);
}

/* A text being read. */
typedef struct Reader
{
	const char *at;
	const char *end;
} Reader;

static void
skip_blanks(Reader *reader)
{
	while (reader->at < reader->end && ascii_is_blank(*reader->at))
		reader->at++;
}

/* Takes one character, with the blanks around it. */
static bool
take(Reader *reader, char c)
{
	skip_blanks(reader);
	if (reader->at == reader->end || *reader->at != c)
		return false;
	reader->at++;
	skip_blanks(reader);
	return true;
}

/* Reads a day and the colon after it. */
static StepsFault
read_day(Reader *reader, Day *day)
{
	size_t		room = (size_t) (reader->end - reader->at);
	const char *text = reader->at;
	const char *colon = room > 0 ? memchr(text, ':', room) : NULL;
	size_t		length;

	if (colon == NULL)
		return STEPS_SYNTAX;
	length = (size_t) (colon - text);
	ascii_trim(&text, &length);
	if (ascii_equals_folded(text, length, minus_infinity))
		*day = DAY_MINUS_INFINITY;
	else if (!day_parse(text, length, day))
		return STEPS_BAD_DAY;
	reader->at = colon + 1;
	skip_blanks(reader);
	return STEPS_OK;
}

/* Reads a signed integer; counts downwards, as there is one more of those. */
static bool
read_value(Reader *reader, int64_t *value)
{
	bool		negative = false;
	const char *digits;

	if (reader->at < reader->end && (*reader->at == '-' || *reader->at == '+'))
		negative = *reader->at++ == '-';

	*value = 0;
	for (digits = reader->at; reader->at < reader->end && ascii_is_digit(*reader->at); reader->at++)
	{
		int			digit = *reader->at - '0';

		if (*value < (INT64_MIN + digit) / 10)
			return false;
		*value = *value * 10 - digit;
	}
	if (reader->at == digits || (!negative && *value == INT64_MIN))
		return false;
	if (!negative)
		*value = -*value;
	return true;
}

static StepsFault
read_step(Reader *reader, StepsWriter *writer)
{
	const char *start = reader->at;
	Day			day;
	int64_t		value;
	StepsFault	fault = read_day(reader, &day);

	if (fault != STEPS_OK)
		return fault;
	if (!read_value(reader, &value))
		return STEPS_BAD_VALUE;
	fault = steps_append(writer, day, value);
	if (fault != STEPS_OK)
		reader->at = start;
	return fault;
}

static StepsFault
read_steps(Reader *reader, StepsWriter *writer)
{
	if (!take(reader, '{'))
		return STEPS_SYNTAX;
	if (!take(reader, '}'))
	{
		do
		{
			StepsFault	fault = read_step(reader, writer);

			if (fault != STEPS_OK)
				return fault;
		} while (take(reader, ','));
		if (!take(reader, '}'))
			return STEPS_SYNTAX;
	}
	return reader->at == reader->end ? STEPS_OK : STEPS_SYNTAX;
}

size_t
steps_bound(const char *text, size_t length)
{
	size_t		most = length / SHORTEST_STEP;
	size_t		bound = 0;
	const char *end = text + length;
	const char *colon = text;

	while (bound < most && (colon = memchr(colon, ':', (size_t) (end - colon))) != NULL)
	{
		core_check_for_interrupts();
		bound++;
		colon++;
	}
	return bound;
}

StepsFault
steps_parse(const char *text, size_t length, StepsWriter *writer, size_t *at)
{
	Reader		reader = {text, text + length};
	StepsFault	fault = read_steps(&reader, writer);

	*at = (size_t) (reader.at - text);
	return fault;
}

size_t
steps_text_size(int32_t count)
{
	return (size_t) count * (DAY_TEXT_LENGTH + VALUE_TEXT_LENGTH + 2) + 3;
}

static char *
write_value(char *at, int64_t value)
{
	uint64_t	rest = value < 0 ? -(uint64_t) value : (uint64_t) value;
	char		reversed[VALUE_TEXT_LENGTH];
	int			n = 0;

	if (value < 0)
		*at++ = '-';
	do
		reversed[n++] = (char) ('0' + rest % 10);
	while ((rest /= 10) > 0);
	while (n > 0)
		*at++ = reversed[--n];
	return at;
}

static char *
write_day(char *at, Day day)
{
	if (day != DAY_MINUS_INFINITY)
		return at + day_format(day, at);
	memcpy(at, minus_infinity, sizeof(minus_infinity) - 1);
	return at + sizeof(minus_infinity) - 1;
}

size_t
steps_format(Steps steps, char *text)
{
	char	   *at = text;
	int32_t		i;

	*at++ = '{';
	for (i = 0; i < steps.count; i++)
	{
		core_check_for_interrupts();
		if (i > 0)
			*at++ = ',';
		at = write_day(at, steps.days[i]);
		*at++ = ':';
		at = write_value(at, steps.values[i]);
	}
	*at++ = '}';
	*at = '\0';
	return (size_t) (at - text);
}
