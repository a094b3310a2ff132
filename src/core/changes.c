/*
 * changes.c
 *		Collecting changes by day.
 *
 * A full list is settled, and grows only when that leaves it more than half
 * full; so memory follows the days on which something changes.
 */
#include "core/changes.h"

#include <stdlib.h>

#include "core/host.h"

#define FIRST_CAPACITY 64

static void
make_room(Changes *changes)
{
	if (changes->capacity == 0)
	{
		changes->capacity = FIRST_CAPACITY;
		changes->items = core_alloc(changes->owner, FIRST_CAPACITY * sizeof(Change));
		return;
	}
	changes_settle(changes);
	if (changes->count > changes->capacity / 2)
	{
		changes->capacity *= 2;
		changes->items = core_realloc(changes->items, changes->capacity * sizeof(Change));
	}
}

void
changes_add(Changes *changes, Day day, int64_t by)
{
	if (changes->count == changes->capacity)
		make_room(changes);
	changes->items[changes->count++] = (Change) {day, by};
}

static void
add_negative(Changes *changes, Day day, int64_t by)
{
	if (by == INT64_MIN)
		changes->overflow = true;
	else
		changes_add(changes, day, -by);
}

void
changes_add_period(Changes *changes, Period period, int64_t number)
{
	changes_add(changes, period.from, number);
	if (period.upto != DAY_INFINITY)
		add_negative(changes, period.upto, number);
}

void
changes_add_steps(Changes *changes, Steps steps)
{
	int64_t		before = 0;
	int32_t		i;

	for (i = 0; i < steps.count; i++)
	{
		int64_t		by;

		if (__builtin_sub_overflow(steps.values[i], before, &by))
			changes->overflow = true;
		else
			changes_add(changes, steps.days[i], by);
		before = steps.values[i];
	}
}

static int
compare_days(const void *a, const void *b)
{
	Day			x = ((const Change *) a)->day;
	Day			y = ((const Change *) b)->day;

	return (x > y) - (x < y);
}

void
changes_settle(Changes *changes)
{
	Change	   *items = changes->items;
	size_t		kept = 0;
	size_t		i;

	if (changes->count == 0)
		return;
	qsort(items, changes->count, sizeof(Change), compare_days);
	for (i = 1; i < changes->count; i++)
	{
		if (items[i].day != items[kept].day)
			items[++kept] = items[i];
		else if (__builtin_add_overflow(items[kept].by, items[i].by, &items[kept].by))
			changes->overflow = true;
	}
	changes->count = kept + 1;
}

bool
changes_write(Changes *changes, StepsWriter *writer)
{
	int64_t		value = 0;
	size_t		i;

	for (i = 0; i < changes->count && !changes->overflow; i++)
	{
		if (__builtin_add_overflow(value, changes->items[i].by, &value))
			changes->overflow = true;
		else
			steps_append(writer, changes->items[i].day, value);
	}
	return !changes->overflow;
}
