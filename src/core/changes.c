/*
 * changes.c
 *		Collecting changes by day.
 *
 * A full list is settled, and grows only when that leaves it more than half
 * full; so memory follows the days on which something changes.
 */
#include "core/changes.h"

#include "core/host.h"

#define FIRST_CAPACITY 64

static void
make_change_room(Changes *changes)
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
changes_add(Changes *changes, Change change)
{
	if (changes->count == changes->capacity)
		make_change_room(changes);
	changes->items[changes->count++] = change;
}

static inline Change
change_by(Day day, int64_t number)
{
	return (Change) {day, number < 0 ? -1 : 0, (uint64_t) number};
}

static inline Change
change_by_negative(Day day, int64_t number)
{
	return (Change) {day, number > 0 ? -1 : 0, -(uint64_t) number};
}

/* Adds to a change; false if the sum leaves 96 bits. */
static inline bool
add_up(Change *to, Change change)
{
	uint64_t	low = to->low + change.low;
	int64_t		high = (int64_t) to->high + change.high + (low < change.low);

	to->low = low;
	to->high = (int32_t) high;
	return high >= INT32_MIN && high <= INT32_MAX;
}

void
changes_add_period(Changes *changes, Period period, int64_t number)
{
	changes_add(changes, change_by(period.from, number));
	if (period.upto != DAY_INFINITY)
		changes_add(changes, change_by_negative(period.upto, number));
}

void
changes_add_steps(Changes *changes, Steps steps)
{
	int64_t		before = 0;
	int32_t		i;

	for (i = 0; i < steps.count; i++)
	{
		Change		change = change_by(steps.days[i], steps.values[i]);

		add_up(&change, change_by_negative(steps.days[i], before));
		changes_add(changes, change);
		before = steps.values[i];
	}
}

#define SORT_NAME sort_by_day
#define SORT_ITEM Change
#define SORT_KEY day
#include "core/sort.h"

void
changes_settle(Changes *changes)
{
	Change	   *items = changes->items;
	size_t		kept = 0;
	size_t		i;

	if (changes->count == 0)
		return;
	sort_by_day(items, changes->count, changes->owner);
	for (i = 1; i < changes->count; i++)
	{
		if (items[i].day != items[kept].day)
			items[++kept] = items[i];
		else if (!add_up(&items[kept], items[i]))
			changes->overflow = true;
	}
	changes->count = kept + 1;
}

bool
changes_write(Changes *changes, StepsWriter *writer)
{
	Change		value = {0};
	size_t		i;

	for (i = 0; i < changes->count && !changes->overflow; i++)
	{
		if (!add_up(&value, changes->items[i]) ||
			value.high != ((int64_t) value.low < 0 ? -1 : 0))
			changes->overflow = true;
		else
			steps_append(writer, changes->items[i].day, (int64_t) value.low);
	}
	return !changes->overflow;
}
