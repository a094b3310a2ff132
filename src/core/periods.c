/*
 * periods.c
 *		Collecting the periods of one unit.
 *
 * A short list is kept settled: a period is put in its place and merged with
 * what it meets, so that a list which collapses to few periods stays there.  In
 * a long list a period that meets the last one extends it, and any other goes
 * to the end; a full list is settled, and grows only when that leaves it more
 * than half full.  So memory follows the merged periods and not the number of
 * calls.
 */
#include "core/periods.h"

#include <string.h>

#include "core/host.h"

#define SHORT_LIST 32			/* to move so many is cheaper than to sort */

static void
grow_periods(Periods *periods, void *owner)
{
	Period	   *many;

	if (periods->capacity == 0)
	{
		many = core_alloc(owner, 2 * PERIODS_FEW * sizeof(Period));
		memcpy(many, periods->at.few, (size_t) periods->count * sizeof(Period));
		periods->capacity = 2 * PERIODS_FEW;
	}
	else
	{
		/* There are too few days to fill the last capacity with merged ones. */
		periods->capacity = periods->capacity > INT32_MAX / 2 ? INT32_MAX : 2 * periods->capacity;
		many = core_realloc(periods->at.many, (size_t) periods->capacity * sizeof(Period));
	}
	periods->at.many = many;
}

/* Room for one more: by settling, or by growing if that leaves too little. */
static void
make_period_room(Periods *periods, void *owner)
{
	int32_t		capacity = periods->capacity == 0 ? PERIODS_FEW : periods->capacity;

	if (periods->count < capacity)
		return;
	periods_settle(periods, owner);
	if (periods->count > capacity / 2)
		grow_periods(periods, owner);
}

/* Replaces the items from first up to, not including, after by one period. */
static void
replace(Periods *periods, int32_t first, int32_t after, Period period)
{
	Period	   *items = periods_items(periods);

	if (after != first + 1)
		memmove(&items[first + 1], &items[after],
				(size_t) (periods->count - after) * sizeof(Period));
	items[first] = period;
	periods->count += first + 1 - after;
}

/* Adds a period to a settled list with room for it, and leaves it settled. */
static void
add_in_place(Periods *periods, Period period)
{
	const Period *items = periods_items(periods);
	int32_t		after = 0;
	int32_t		first = 0;
	int32_t		i;

	/*
	 * The new period meets the items from first up to, not including, after.
	 * They are counted, not searched for: to guess wrong where a search ends
	 * costs more than to look at all of so few.
	 */
	for (i = 0; i < periods->count; i++)
	{
		first += items[i].upto < period.from;
		after += items[i].from <= period.upto;
	}

	if (first < after && items[first].from < period.from)
		period.from = items[first].from;
	if (first < after && items[after - 1].upto > period.upto)
		period.upto = items[after - 1].upto;
	replace(periods, first, after, period);
}

/* Does a period that meets the last one extend it?  Not if it starts before. */
static bool
extend_last(Periods *periods, Period period)
{
	Period	   *last = &periods_items(periods)[periods->count - 1];

	if (period.from < last->from || period.from > last->upto)
		return false;
	if (period.upto > last->upto)
		last->upto = period.upto;
	return true;
}

/* Keeps a list of up to SHORT_LIST items settled. */
void
periods_add(Periods *periods, Period period, void *owner)
{
	if (periods->count >= SHORT_LIST && extend_last(periods, period))
		return;
	make_period_room(periods, owner);
	if (periods->count < SHORT_LIST)
		add_in_place(periods, period);
	else
		periods_items(periods)[periods->count++] = period;
}

#define SORT_NAME sort_by_start
#define SORT_ITEM Period
#define SORT_KEY from
#include "core/sort.h"

void
periods_settle(Periods *periods, void *owner)
{
	Period	   *items = periods_items(periods);
	int32_t		kept = 0;
	int32_t		i;

	if (periods_are_settled(periods))
		return;
	sort_by_start(items, (size_t) periods->count, owner);

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
periods_are_settled(Periods *periods)
{
	const Period *items = periods_items(periods);
	int32_t		i;

	for (i = 0; i < periods->count; i++)
		if (items[i].from >= items[i].upto || (i > 0 && items[i].from <= items[i - 1].upto))
			return false;
	return true;
}

bool
periods_next_outside(Periods *periods, Periods *others, Day from, Period *rest)
{
	const Period *items = periods_items(periods);
	const Period *other = periods_items(others);
	int32_t		i;
	int32_t		j = 0;

	for (i = 0; i < periods->count; i++)
	{
		*rest = items[i];
		if (rest->from < from)
			rest->from = from;
		while (j < others->count && other[j].upto <= rest->from)
			j++;
		if (j < others->count && other[j].from <= rest->from)
			rest->from = other[j].upto;
		if (rest->from >= rest->upto)
			continue;
		while (j < others->count && other[j].upto <= rest->from)
			j++;
		if (j < others->count && other[j].from < rest->upto)
			rest->upto = other[j].from;
		return true;
	}
	return false;
}
