/*
 * presence.c
 *		A hash table of units, and what can be read off it.
 */
#include "core/presence.h"

#include <string.h>

#include "core/changes.h"
#include "core/host.h"
#include "core/mix.h"

#define FIRST_CAPACITY 16
#define FIRST_LIST_CAPACITY 4

/*
 * No period is empty, so an empty one marks a free slot; and none starts at
 * DAY_INFINITY, so that marks a unit that has a list, whose number then stands
 * in .upto.  (The memory for as many lists as an int32_t counts would be more
 * than 100 GB.)
 */
static inline bool
slot_is_free(const PresenceSlot *slot)
{
	return slot->only.from == slot->only.upto;
}

static inline bool
slot_has_list(const PresenceSlot *slot)
{
	return slot->only.from == DAY_INFINITY;
}

/*
 * Where a key belongs.  Each table has a seed of its own: if two had the same
 * places for keys, one that is filled in the order of the other would grow long
 * runs of filled slots; and nobody can choose keys that make a long run.
 */
static inline size_t
place_of(const Presence *presence, uint64_t key)
{
	return (size_t) mix(key ^ presence->seed) & (presence->capacity - 1);
}

static void
allocate_slots(Presence *presence, size_t capacity)
{
	size_t		size = capacity * sizeof(PresenceSlot);

	presence->slots = core_alloc(presence->owner, size);
	presence->capacity = capacity;
	memset(presence->slots, 0, size);
}

Presence *
presence_create(void *owner)
{
	Presence   *presence = core_alloc(owner, sizeof(Presence));

	memset(presence, 0, sizeof(Presence));
	presence->owner = owner;
	presence->seed = core_random();
	allocate_slots(presence, FIRST_CAPACITY);
	return presence;
}

/* The slot that holds a key, or the free one where it belongs. */
static PresenceSlot *
find_slot(const Presence *presence, uint64_t key)
{
	size_t		mask = presence->capacity - 1;
	size_t		i = place_of(presence, key);

	while (presence->slots[i].key != key && !slot_is_free(&presence->slots[i]))
		i = (i + 1) & mask;
	return &presence->slots[i];
}

static void
grow_slots(Presence *presence, size_t capacity)
{
	PresenceSlot *old = presence->slots;
	size_t		old_capacity = presence->capacity;
	size_t		i;

	allocate_slots(presence, capacity);
	for (i = 0; i < old_capacity; i++)
	{
		core_check_for_interrupts();
		if (!slot_is_free(&old[i]))
			*find_slot(presence, old[i].key) = old[i];
	}
	core_free(old);
}

void
presence_reserve(Presence *presence, size_t units)
{
	size_t		capacity = presence->capacity;

	while (units > capacity / 4 * 3)
		capacity *= 2;
	if (capacity > presence->capacity)
		grow_slots(presence, capacity);
}

/* A unit's first period; three quarters of the slots are filled at most. */
static void
add_unit(Presence *presence, PresenceSlot *slot, uint64_t key, Period period)
{
	if (presence->count >= presence->capacity / 4 * 3)
	{
		grow_slots(presence, 2 * presence->capacity);
		slot = find_slot(presence, key);
	}
	slot->key = key;
	slot->only = period;
	presence->count++;
}

static void
grow_lists(Presence *presence)
{
	size_t		capacity = presence->list_capacity;

	if (capacity == 0)
	{
		capacity = FIRST_LIST_CAPACITY;
		presence->lists = core_alloc(presence->owner, capacity * sizeof(Periods));
		presence->spare = core_alloc(presence->owner, capacity * sizeof(int32_t));
	}
	else
	{
		capacity *= 2;
		presence->lists = core_realloc(presence->lists, capacity * sizeof(Periods));
		presence->spare = core_realloc(presence->spare, capacity * sizeof(int32_t));
	}
	presence->list_capacity = capacity;
}

/* The number of an empty list. */
static int32_t
take_list(Presence *presence)
{
	if (presence->spare_count > 0)
		return presence->spare[--presence->spare_count];
	if (presence->list_count == presence->list_capacity)
		grow_lists(presence);
	memset(&presence->lists[presence->list_count], 0, sizeof(Periods));
	return (int32_t) presence->list_count++;
}

/* Adds to a unit that has a list; one that is left with one period gives it up. */
static void
add_to_list(Presence *presence, PresenceSlot *slot, Period period)
{
	int32_t		number = slot->only.upto;
	Periods    *list = &presence->lists[number];

	periods_add(list, period, presence->owner);
	if (list->count == 1)
	{
		slot->only = periods_items(list)[0];
		list->count = 0;
		presence->spare[presence->spare_count++] = number;
	}
}

/* Adds to a unit that has a single period. */
static void
add_to_only(Presence *presence, PresenceSlot *slot, Period period)
{
	Period	   *only = &slot->only;

	if (period.from <= only->upto && only->from <= period.upto)
	{
		if (period.from < only->from)
			only->from = period.from;
		if (period.upto > only->upto)
			only->upto = period.upto;
	}
	else
	{
		int32_t		number = take_list(presence);

		periods_add(&presence->lists[number], *only, presence->owner);
		periods_add(&presence->lists[number], period, presence->owner);
		*only = (Period) {DAY_INFINITY, number};
	}
}

static void
add_now(Presence *presence, uint64_t key, Period period)
{
	PresenceSlot *slot = find_slot(presence, key);

	if (slot_is_free(slot))
		add_unit(presence, slot, key, period);
	else if (slot_has_list(slot))
		add_to_list(presence, slot, period);
	else
		add_to_only(presence, slot, period);
}

/*
 * Adds what is pending.  A large table lies in slow memory, and rows come in
 * any order: to ask for all slots first, then for all lists, lets the waits
 * for them overlap.
 */
static void
add_pending(Presence *presence)
{
	const PresenceSlot *pending = presence->pending;
	size_t		n = presence->pending_count;
	size_t		i;

	for (i = 0; i < n; i++)
		core_prefetch(&presence->slots[place_of(presence, pending[i].key)]);
	for (i = 0; i < n; i++)
	{
		const PresenceSlot *slot = find_slot(presence, pending[i].key);

		if (slot_has_list(slot))
			core_prefetch(&presence->lists[slot->only.upto]);
	}
	for (i = 0; i < n; i++)
		add_now(presence, pending[i].key, pending[i].only);
	presence->pending_count = 0;
}

void
presence_add(Presence *presence, uint64_t key, Period period)
{
	presence->pending[presence->pending_count++] = (PresenceSlot) {key, period};
	if (presence->pending_count == PRESENCE_PENDING)
		add_pending(presence);
}

bool
presence_next(const Presence *presence, size_t *slot, PresenceUnit *unit)
{
	const PresenceSlot *at = &presence->slots[*slot];
	const PresenceSlot *end = &presence->slots[presence->capacity];

	while (at < end && slot_is_free(at))
		at++;
	if (at == end)
		return false;
	*slot = (size_t) (at - presence->slots) + 1;

	if (slot_has_list(at))
	{
		Periods    *list = &presence->lists[at->only.upto];

		*unit = (PresenceUnit) {at->key, periods_items(list), list->count};
	}
	else
		*unit = (PresenceUnit) {at->key, &at->only, 1};
	return true;
}

size_t
presence_settle(Presence *presence)
{
	size_t		total;
	size_t		i;

	add_pending(presence);
	total = presence->count - (presence->list_count - presence->spare_count);
	for (i = 0; i < presence->list_count; i++)
	{
		core_check_for_interrupts();
		periods_settle(&presence->lists[i], presence->owner);
		total += (size_t) presence->lists[i].count;
	}
	return total;
}

static StepsWriter
make_writer(void *owner, size_t room)
{
	StepsWriter writer = {
		.values = core_alloc(owner, room * sizeof(int64_t)),
		.days = core_alloc(owner, room * sizeof(Day)),
	};

	return writer;
}

void
presence_count_units(Presence *presence, StepsWriter *writer)
{
	Changes		changes = {.owner = presence->owner};
	PresenceUnit unit;
	size_t		slot = 0;
	int32_t		i;

	(void) presence_settle(presence);
	while (presence_next(presence, &slot, &unit))
	{
		core_check_for_interrupts();
		for (i = 0; i < unit.count; i++)
			changes_add_period(&changes, unit.periods[i], 1);
	}
	changes_settle(&changes);
	*writer = make_writer(presence->owner, changes.count);
	changes_write(&changes, writer);
	if (changes.capacity > 0)
		core_free(changes.items);
}
