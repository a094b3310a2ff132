/*
 * steps.h
 *		A step function from days to integers, 0 before its first step.
 *
 * In canonical form days increase strictly, each value differs from the one
 * before it, and the first value is not 0; so equal functions have equal
 * steps.  The first day may be DAY_MINUS_INFINITY: the function then never was
 * without that value.  All other days are finite.
 */
#ifndef CORE_STEPS_H
#define CORE_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/period.h"

#pragma GCC visibility push(hidden)

/* Steps that stand somewhere, to be read: values[i] holds from days[i] on. */
typedef struct Steps
{
	int32_t		count;
	const int64_t *values;
	const Day  *days;
} Steps;

/* Steps that are being written, in the order of days, into room for all. */
typedef struct StepsWriter
{
	int32_t		count;
	int64_t    *values;
	Day		   *days;
} StepsWriter;

/* Room for so many steps; owner is where memory is taken from. */
extern StepsWriter steps_start(void *owner, size_t most_steps);

/* The same steps, in room of their own. */
extern StepsWriter steps_copy(void *owner, Steps steps);

extern void steps_free(StepsWriter *writer);

/* What has been written. */
static inline Steps
steps_written(const StepsWriter *writer)
{
	return (Steps) {writer->count, writer->values, writer->days};
}

typedef enum StepsFault
{
	STEPS_OK,
	STEPS_SYNTAX,
	STEPS_BAD_DAY,
	STEPS_BAD_VALUE,
	STEPS_NOT_INCREASING
} StepsFault;

/* Adds a step, or nothing if the value does not change on that day. */
extern StepsFault steps_append(StepsWriter *writer, Day day, int64_t value);

/* Is this canonical?  What memory or a wire brings may not be. */
extern bool steps_are_canonical(Steps steps);

/* The value on a day; an infinite day asks for the first or last value. */
extern int64_t steps_value_on(Steps steps, Day day);

/* How many steps are at or before that day. */
extern int32_t steps_count_until(Steps steps, Day day);

/* The days from .first to .last, on which the value does not change. */
typedef struct Stretch
{
	Day			first;
	Day			last;
	int64_t		value;
} Stretch;

/* Going through the stretches of some days; each has a day that is finite. */
typedef struct StretchScan
{
	Steps		steps;
	int32_t		next;			/* the step that ends the stretch to come */
	Day			first;
	Day			last;
	const Period *later;		/* the periods after these days */
	int32_t		later_count;
} StretchScan;

/* Scans the days from first to last, each of which is in one stretch. */
extern StretchScan stretch_scan(Steps steps, Day first, Day last);

/* Scans the days of periods that increase and do not meet. */
extern StretchScan stretch_scan_periods(Steps steps, const Period *periods, int32_t count);

extern bool stretch_next(StretchScan *scan, Stretch *stretch);

static inline bool
stretch_is_bounded(Stretch stretch)
{
	return stretch.first != DAY_MINUS_INFINITY && stretch.last != DAY_INFINITY;
}

/* How many days a bounded stretch has. */
static inline int64_t
stretch_days(Stretch stretch)
{
	return (int64_t) stretch.last - stretch.first + 1;
}

/* The greatest value of a scan's days; INT64_MIN if there is no day. */
extern int64_t stretches_max(StretchScan scan);

/* The least value of a scan's days; INT64_MAX if there is no day. */
extern int64_t stretches_min(StretchScan scan);

/* The sum of some values: high * 2^32 + low, up to 94 bits. */
typedef struct WideSum
{
	int64_t		high;
	int64_t		low;
} WideSum;

/* Adds a value of so many days.  There are fewer than 2^31, so neither half can overflow. */
static inline void
wide_sum_add(WideSum *sum, int64_t value, int64_t days)
{
	int64_t		low_half = value & INT64_C(0xffffffff);

	sum->high += (value - low_half) / (INT64_C(1) << 32) * days;
	sum->low += low_half * days;
}

/* The sum of the values of a scan's days; false if it has no end. */
extern bool stretches_sum(StretchScan scan, WideSum *sum);

/* Order of step functions: no meaning, but total, and 0 only if they are equal. */
extern int	steps_compare(Steps a, Steps b);

/*
 * The same on the days of periods that increase and do not meet, and 0 on every other.
 * Needs room for the steps and two of each period.
 */
extern void steps_within(Steps steps, const Period *periods, int32_t count, StepsWriter *writer);

/* The same so many days later; false if a day is beyond the calendar. */
extern bool steps_shift(Steps steps, int64_t days, StepsWriter *writer);

/* Each value so many times; false if one is out of range. */
extern bool steps_multiply(Steps steps, int64_t factor, StepsWriter *writer);

/* 1 on the days on which the first is at or above the second, and 0 on every other; room for a step more than both have. */
extern void steps_reach(Steps a, Steps b, StepsWriter *writer);

typedef enum StepsOperation
{
	STEPS_ADD,
	STEPS_SUBTRACT,
	STEPS_LEAST,
	STEPS_GREATEST
} StepsOperation;

/*
 * Combines two step functions day by day, into room for the steps of both.
 * False if a value is out of range.
 */
extern bool steps_combine(Steps a, Steps b, StepsOperation operation, StepsWriter *writer);

/* How many steps the text holds at most: the room for steps_parse(). */
extern size_t steps_bound(const char *text, size_t length);

/*
 * Reads text such as {2004-10-20:2,2006-01-01:0}.  On a fault *at is how far
 * it came, in bytes.
 */
extern StepsFault steps_parse(const char *text, size_t length,
							  StepsWriter *writer, size_t *at);

/* Room for the text of a number of steps, with its NUL. */
extern size_t steps_text_size(int32_t count);

/* Writes the text and a terminating NUL; returns its length. */
extern size_t steps_format(Steps steps, char *text);

#pragma GCC visibility pop

#endif							/* CORE_STEPS_H */
