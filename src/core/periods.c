/*
 * periods.c
 *		Collecting the periods of one unit.
 *
 * A period that meets the last one extends it in place, which is the common
 * case.  Any other goes to the end; a full list is settled, and grows only
 * when that leaves it more than half full.  So memory follows the merged
 * periods and not the number of calls.
 */
#include "core/periods.h"

#include <stdlib.h>

#include "core/memory.h"

#define FIRST_CAPACITY 4
#define INSERTION_SORT_MOST 16

static void
make_room(Periods *periods, void *owner)
{
	if (periods->capacity == 0)
	{
		periods->capacity = FIRST_CAPACITY;
		periods->items = core_alloc(owner, FIRST_CAPACITY * sizeof(Period));
		return;
	}
	periods_settle(periods);
	if (periods->count > periods->capacity / 2)
	{
		periods->items = core_realloc(periods->items,
									  2 * sizeof(Period) * (size_t) periods->capacity);
		periods->capacity *= 2;
	}
}

void
periods_add(Periods *periods, Period period, void *owner)
{
	if (periods->count > 0)
	{
		Period	   *last = &periods->items[periods->count - 1];

		if (period.from >= last->from && period.from <= last->upto)
		{
			if (period.upto > last->upto)
				last->upto = period.upto;
			return;
		}
	}
	if (periods->count == periods->capacity)
		make_room(periods, owner);
	periods->items[periods->count++] = period;
}

static int
compare_starts(const void *a, const void *b)
{
	Day			x = ((const Period *) a)->from;
	Day			y = ((const Period *) b)->from;

	return (x > y) - (x < y);
}

static void
insertion_sort(Period *items, int32_t count)
{
	int32_t		i;

	for (i = 1; i < count; i++)
	{
		Period		moving = items[i];
		int32_t		j;

		for (j = i; j > 0 && items[j - 1].from > moving.from; j--)
			items[j] = items[j - 1];
		items[j] = moving;
	}
}

void
periods_settle(Periods *periods)
{
	Period	   *items = periods->items;
	int32_t		kept = 0;
	int32_t		i;

	if (periods->count < 2)
		return;
	if (periods->count <= INSERTION_SORT_MOST)
		insertion_sort(items, periods->count);
	else
		qsort(items, (size_t) periods->count, sizeof(Period), compare_starts);

	for (i = 1; i < periods->count; i++)
	{
		if (items[i].from > items[kept].upto)
			items[++kept] = items[i];
		else if (items[i].upto > items[kept].upto)
			items[kept].upto = items[i].upto;
	}
	periods->count = kept + 1;
}

bool
periods_are_settled(const Periods *periods)
{
	int32_t		i;

	for (i = 0; i < periods->count; i++)
	{
		if (periods->items[i].from >= periods->items[i].upto)
			return false;
		if (i > 0 && periods->items[i].from <= periods->items[i - 1].upto)
			return false;
	}
	return true;
}
