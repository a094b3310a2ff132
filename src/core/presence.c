/*
 * presence.c
 *		A hash table of units, and what can be read off it.
 */
#include "core/presence.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

#define FIRST_CAPACITY 16
#define DENSE_DAYS_PER_PERIOD 8 /* a dense array is worth so many days a period */

Presence *
presence_create(void *owner)
{
	Presence   *presence = core_alloc(owner, sizeof(Presence));

	memset(presence, 0, sizeof(Presence));
	presence->owner = owner;
	return presence;
}

/* Spreads a key over all bits (the finalizer of MurmurHash3). */
static uint64_t
mix(uint64_t key)
{
	key ^= key >> 33;
	key *= UINT64_C(0xff51afd7ed558ccd);
	key ^= key >> 33;
	key *= UINT64_C(0xc4ceb9fe1a85ec53);
	key ^= key >> 33;
	return key;
}

/* The slot that holds a key, or the free one where it belongs. */
static PresenceUnit *
find_slot(const Presence *presence, uint64_t key)
{
	size_t		mask = presence->capacity - 1;
	size_t		i = (size_t) mix(key) & mask;

	while (presence->slots[i].periods.count > 0 && presence->slots[i].key != key)
		i = (i + 1) & mask;
	return &presence->slots[i];
}

static void
grow(Presence *presence)
{
	PresenceUnit *old = presence->slots;
	size_t		old_capacity = presence->capacity;
	size_t		size;
	size_t		i;

	presence->capacity = old_capacity == 0 ? FIRST_CAPACITY : old_capacity * 2;
	size = presence->capacity * sizeof(PresenceUnit);
	presence->slots = core_alloc(presence->owner, size);
	memset(presence->slots, 0, size);

	for (i = 0; i < old_capacity; i++)
		if (old[i].periods.count > 0)
			*find_slot(presence, old[i].key) = old[i];
	if (old != NULL)
		core_free(old);
}

void
presence_add(Presence *presence, uint64_t key, Period period)
{
	PresenceUnit *unit;

	if (presence->count >= presence->capacity / 2)
		grow(presence);
	unit = find_slot(presence, key);
	if (unit->periods.count == 0)
	{
		unit->key = key;
		presence->count++;
	}
	periods_add(&unit->periods, period, presence->owner);
}

const PresenceUnit *
presence_next(const Presence *presence, size_t *slot)
{
	while (*slot < presence->capacity)
	{
		const PresenceUnit *unit = &presence->slots[(*slot)++];

		if (unit->periods.count > 0)
			return unit;
	}
	return NULL;
}

size_t
presence_settle(Presence *presence)
{
	size_t		total = 0;
	size_t		i;

	for (i = 0; i < presence->capacity; i++)
	{
		periods_settle(&presence->slots[i].periods);
		total += (size_t) presence->slots[i].periods.count;
	}
	return total;
}

/* On this day the number of covered units changes by that much. */
typedef struct Change
{
	Day			day;
	int32_t		by;
} Change;

static int
compare_days(const void *a, const void *b)
{
	Day			x = ((const Change *) a)->day;
	Day			y = ((const Change *) b)->day;

	return (x > y) - (x < y);
}

/* Every start and every end that is bounded; returns how many. */
static size_t
collect_changes(const Presence *presence, Change *changes)
{
	const PresenceUnit *unit;
	size_t		slot = 0;
	size_t		n = 0;
	int32_t		i;

	while ((unit = presence_next(presence, &slot)) != NULL)
		for (i = 0; i < unit->periods.count; i++)
		{
			Period		period = unit->periods.items[i];

			changes[n++] = (Change) {period.from, 1};
			if (period.upto != DAY_INFINITY)
				changes[n++] = (Change) {period.upto, -1};
		}
	return n;
}

static void
write_sparse(const Presence *presence, size_t periods, StepsWriter *writer)
{
	Change	   *changes = core_alloc(presence->owner, 2 * periods * sizeof(Change));
	size_t		n = collect_changes(presence, changes);
	int64_t		covered = 0;
	size_t		i;

	qsort(changes, n, sizeof(Change), compare_days);
	for (i = 0; i < n; i++)
	{
		covered += changes[i].by;
		if (i + 1 == n || changes[i + 1].day != changes[i].day)
			steps_append(writer, changes[i].day, covered);
	}
	core_free(changes);
}

/* The span of the bounded ends; first > last if there are none. */
static void
find_span(const Presence *presence, Day *first, Day *last)
{
	const PresenceUnit *unit;
	size_t		slot = 0;

	*first = DAY_INFINITY;
	*last = DAY_MINUS_INFINITY;
	while ((unit = presence_next(presence, &slot)) != NULL)
	{
		const Periods *p = &unit->periods;
		Period		head = p->items[0];
		Period		tail = p->items[p->count - 1];
		Day			low = head.from != DAY_MINUS_INFINITY ? head.from : head.upto;
		Day			high = tail.upto != DAY_INFINITY ? tail.upto : tail.from;

		if (low < *first)
			*first = low;
		if (high > *last)
			*last = high;
	}
}

/* by_day[d - first] is the change on day d; returns what there always was. */
static int64_t
add_up_by_day(const Presence *presence, Day first, int32_t *by_day)
{
	const PresenceUnit *unit;
	size_t		slot = 0;
	int64_t		always = 0;
	int32_t		i;

	while ((unit = presence_next(presence, &slot)) != NULL)
		for (i = 0; i < unit->periods.count; i++)
		{
			Period		period = unit->periods.items[i];

			if (period.from == DAY_MINUS_INFINITY)
				always++;
			else
				by_day[period.from - first]++;
			if (period.upto != DAY_INFINITY)
				by_day[period.upto - first]--;
		}
	return always;
}

static void
write_dense(const Presence *presence, Day first, size_t days, StepsWriter *writer)
{
	int32_t    *by_day = core_alloc(presence->owner, days * sizeof(int32_t));
	int64_t		covered;
	size_t		i;

	memset(by_day, 0, days * sizeof(int32_t));
	covered = add_up_by_day(presence, first, by_day);
	steps_append(writer, DAY_MINUS_INFINITY, covered);
	for (i = 0; i < days; i++)
		if (by_day[i] != 0)
		{
			covered += by_day[i];
			steps_append(writer, first + (Day) i, covered);
		}
	core_free(by_day);
}

void
presence_count_units(Presence *presence, StepsWriter *writer)
{
	size_t		periods = presence_settle(presence);
	Day			first;
	Day			last;

	if (periods == 0)
		return;
	find_span(presence, &first, &last);
	if (first <= last && day_is_finite(first) && day_is_finite(last) &&
		(size_t) ((int64_t) last - first) / DENSE_DAYS_PER_PERIOD < periods)
		write_dense(presence, first, (size_t) ((int64_t) last - first) + 1, writer);
	else
		write_sparse(presence, periods, writer);
}
