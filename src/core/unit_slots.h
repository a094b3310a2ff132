/*
 * unit_slots.h
 *		A hash table of units, each with its periods: a template, as PostgreSQL's
 *		simplehash.h is.
 *
 * A unit is a 64-bit key; the caller decides what keys stand for.  Who includes it
 * defines
 *	UNITS_TYPE		the type of the table, say Presence; it also names PresenceSlot, a slot,
 *					and PresenceUnit, a unit as it is read
 *	UNITS_PREFIX	what the functions begin with, say presence
 *	UNITS_ITEM		what a unit is given: a Period, or what has one
 *	UNITS_LIST		the type of a list of these
 * and UNITS_DECLARE, or UNITS_DEFINE and
 *	UNITS_PERIOD(item)		the item's period
 *	UNITS_JOIN(item, other)		makes one item of two if that says the same; true if it did
 *	UNITS_WEIGHT(item)		what the item adds on each of its days
 *	UNITS_LIST_ITEMS(list)		the items of a list
 *	UNITS_LIST_ADD(list, item, owner)	adds to a list
 *	UNITS_LIST_SETTLE(list, owner)	leaves the list as it is to be read
 */
#define UNITS_NAME_OF(a, b) a##b
#define UNITS_NAME(a, b) UNITS_NAME_OF(a, b)
#define UNITS_SLOT UNITS_NAME(UNITS_TYPE, Slot)
#define UNITS_UNIT UNITS_NAME(UNITS_TYPE, Unit)
#define UNITS_CREATE UNITS_NAME(UNITS_PREFIX, _create)
#define UNITS_RESERVE UNITS_NAME(UNITS_PREFIX, _reserve)
#define UNITS_ADD UNITS_NAME(UNITS_PREFIX, _add)
#define UNITS_SETTLE UNITS_NAME(UNITS_PREFIX, _settle)
#define UNITS_NEXT UNITS_NAME(UNITS_PREFIX, _next)
#define UNITS_SLOTS UNITS_NAME(UNITS_PREFIX, _slots)
#define UNITS_READ UNITS_NAME(UNITS_PREFIX, _of_slot)
#define UNITS_ADD_UP UNITS_NAME(UNITS_PREFIX, _add_up)

#ifdef UNITS_DECLARE

/* A slot of the hash table.  Most units of a large table have a single item, which stands in it. */
typedef struct UNITS_SLOT
{
	uint64_t	key;
	UNITS_ITEM	only;			/* the one item; below: or which list */
} UNITS_SLOT;

/* As many as keep the memory busy while the processor waits for it. */
#define UNITS_PENDING 16

typedef struct UNITS_TYPE
{
	void	   *owner;			/* what memory is taken from */
	UNITS_SLOT	pending[UNITS_PENDING]; /* added, but in no slot yet */
	size_t		pending_count;
	UNITS_SLOT *slots;			/* open addressing, linear probing */
	size_t		capacity;		/* a power of two */
	size_t		count;			/* units */
	uint64_t	seed;			/* of the places of keys */
	UNITS_LIST *lists;			/* of the units with more than one item */
	size_t		list_capacity;
	size_t		list_count;
	int32_t    *spare;			/* numbers of lists that no unit has any more */
	size_t		spare_count;
} UNITS_TYPE;

/* A unit as it is read: its items stand in the table. */
typedef struct UNITS_UNIT
{
	uint64_t	key;
	const UNITS_ITEM *items;
	int32_t		count;			/* of items, at least 1 */
} UNITS_UNIT;

extern UNITS_TYPE *UNITS_CREATE(void *owner);

/* Makes room for so many units, to be called before they are added. */
extern void UNITS_RESERVE(UNITS_TYPE *table, size_t units);

/* Adds an item to a unit. */
extern void UNITS_ADD(UNITS_TYPE *table, uint64_t key, UNITS_ITEM item);

/*
 * Settles every unit's items; returns how many there are.  Comes before anything
 * is read.
 */
extern size_t UNITS_SETTLE(UNITS_TYPE *table);

/*
 * Every unit of a settled table in turn: start with *slot at 0; false after
 * the last.
 */
extern bool UNITS_NEXT(const UNITS_TYPE *table, size_t *slot, UNITS_UNIT *unit);

/*
 * Copies the slots of all units of a settled table to where there is room for so
 * many, and reads the unit of one.
 */
extern void UNITS_SLOTS(const UNITS_TYPE *table, UNITS_SLOT *slots);
extern UNITS_UNIT UNITS_READ(const UNITS_TYPE *table, const UNITS_SLOT *slot);

/*
 * What the units come to, day by day; false if a value is out of range.  Makes the
 * writer's room, as changes_add_up() does.  Settles the table.
 */
extern bool UNITS_ADD_UP(UNITS_TYPE *table, StepsWriter *writer);

#endif							/* UNITS_DECLARE */

#ifdef UNITS_DEFINE

#define UNITS_FIRST_CAPACITY 16
#define UNITS_FIRST_LISTS 4

/*
 * No period is empty, so an empty one marks a free slot; and none starts at
 * DAY_INFINITY, so that marks a unit that has a list, whose number then stands
 * in .upto.  (The memory for as many lists as an int32_t counts would be more
 * than 100 GB.)
 */
static inline bool
slot_is_free(const UNITS_SLOT *slot)
{
	return UNITS_PERIOD(slot->only).from == UNITS_PERIOD(slot->only).upto;
}

static inline bool
slot_has_list(const UNITS_SLOT *slot)
{
	return UNITS_PERIOD(slot->only).from == DAY_INFINITY;
}

/*
 * Where a key belongs.  Each table has a seed of its own: if two had the same
 * places for keys, one that is filled in the order of the other would grow long
 * runs of filled slots; and nobody can choose keys that make a long run.
 */
static inline size_t
place_of(const UNITS_TYPE *table, uint64_t key)
{
	return (size_t) mix(key ^ table->seed) & (table->capacity - 1);
}

static void
allocate_slots(UNITS_TYPE *table, size_t capacity)
{
	size_t		size = capacity * sizeof(UNITS_SLOT);

	table->slots = core_alloc(table->owner, size);
	table->capacity = capacity;
	memset(table->slots, 0, size);
}

UNITS_TYPE *
UNITS_CREATE(void *owner)
{
	UNITS_TYPE *table = core_alloc(owner, sizeof(UNITS_TYPE));

	memset(table, 0, sizeof(UNITS_TYPE));
	table->owner = owner;
	table->seed = core_random();
	allocate_slots(table, UNITS_FIRST_CAPACITY);
	return table;
}

/* The slot that holds a key, or the free one where it belongs. */
static UNITS_SLOT *
find_slot(const UNITS_TYPE *table, uint64_t key)
{
	size_t		mask = table->capacity - 1;
	size_t		i = place_of(table, key);

	while (table->slots[i].key != key && !slot_is_free(&table->slots[i]))
		i = (i + 1) & mask;
	return &table->slots[i];
}

static void
grow_slots(UNITS_TYPE *table, size_t capacity)
{
	UNITS_SLOT *old = table->slots;
	size_t		old_capacity = table->capacity;
	size_t		i;

	allocate_slots(table, capacity);
	for (i = 0; i < old_capacity; i++)
	{
		core_check_for_interrupts();
		if (!slot_is_free(&old[i]))
			*find_slot(table, old[i].key) = old[i];
	}
	core_free(old);
}

void
UNITS_RESERVE(UNITS_TYPE *table, size_t units)
{
	size_t		capacity = table->capacity;

	while (units > capacity / 4 * 3)
		capacity *= 2;
	if (capacity > table->capacity)
		grow_slots(table, capacity);
}

/* A unit's first item; three quarters of the slots are filled at most. */
static void
add_unit(UNITS_TYPE *table, UNITS_SLOT *slot, uint64_t key, UNITS_ITEM item)
{
	if (table->count >= table->capacity / 4 * 3)
	{
		grow_slots(table, 2 * table->capacity);
		slot = find_slot(table, key);
	}
	slot->key = key;
	slot->only = item;
	table->count++;
}

static void
grow_lists(UNITS_TYPE *table)
{
	size_t		capacity = table->list_capacity;

	if (capacity == 0)
	{
		capacity = UNITS_FIRST_LISTS;
		table->lists = core_alloc(table->owner, capacity * sizeof(UNITS_LIST));
		table->spare = core_alloc(table->owner, capacity * sizeof(int32_t));
	}
	else
	{
		capacity *= 2;
		table->lists = core_realloc(table->lists, capacity * sizeof(UNITS_LIST));
		table->spare = core_realloc(table->spare, capacity * sizeof(int32_t));
	}
	table->list_capacity = capacity;
}

/* The number of an empty list. */
static int32_t
take_list(UNITS_TYPE *table)
{
	if (table->spare_count > 0)
		return table->spare[--table->spare_count];
	if (table->list_count == table->list_capacity)
		grow_lists(table);
	memset(&table->lists[table->list_count], 0, sizeof(UNITS_LIST));
	return (int32_t) table->list_count++;
}

/* Where a list has its next item. */
static inline const UNITS_ITEM *
list_end(UNITS_LIST *list)
{
	return UNITS_LIST_ITEMS(list) + list->count;
}

/* Adds to a unit that has a list; one that is left with one item gives it up. */
static void
add_to_list(UNITS_TYPE *table, UNITS_SLOT *slot, UNITS_ITEM item)
{
	int32_t		number = UNITS_PERIOD(slot->only).upto;
	UNITS_LIST *list = &table->lists[number];

	UNITS_LIST_ADD(list, item, table->owner);
	if (list->count == 1)
	{
		slot->only = UNITS_LIST_ITEMS(list)[0];
		list->count = 0;
		table->spare[table->spare_count++] = number;
	}
}

/* Adds to a unit that has a single item. */
static void
add_to_only(UNITS_TYPE *table, UNITS_SLOT *slot, UNITS_ITEM item)
{
	int32_t		number;

	if (UNITS_JOIN(&slot->only, item))
		return;
	number = take_list(table);
	UNITS_LIST_ADD(&table->lists[number], slot->only, table->owner);
	UNITS_LIST_ADD(&table->lists[number], item, table->owner);
	UNITS_PERIOD(slot->only) = (Period) {DAY_INFINITY, number};
}

static void
add_now(UNITS_TYPE *table, uint64_t key, UNITS_ITEM item)
{
	UNITS_SLOT *slot = find_slot(table, key);

	if (slot_is_free(slot))
		add_unit(table, slot, key, item);
	else if (slot_has_list(slot))
		add_to_list(table, slot, item);
	else
		add_to_only(table, slot, item);
}

/*
 * Adds what is pending.  A large table lies in slow memory, and rows come in
 * any order: to ask for all slots first, then for all lists and for where they
 * end, lets the waits for them overlap.
 */
static void
add_pending(UNITS_TYPE *table)
{
	const UNITS_SLOT *pending = table->pending;
	size_t		n = table->pending_count;
	size_t		i;

	for (i = 0; i < n; i++)
		core_prefetch(&table->slots[place_of(table, pending[i].key)]);
	for (i = 0; i < n; i++)
	{
		const UNITS_SLOT *slot = find_slot(table, pending[i].key);

		if (slot_has_list(slot))
			core_prefetch(&table->lists[UNITS_PERIOD(slot->only).upto]);
	}
	for (i = 0; i < n; i++)
	{
		const UNITS_SLOT *slot = find_slot(table, pending[i].key);

		if (slot_has_list(slot))
			core_prefetch(list_end(&table->lists[UNITS_PERIOD(slot->only).upto]));
	}
	for (i = 0; i < n; i++)
		add_now(table, pending[i].key, pending[i].only);
	table->pending_count = 0;
}

void
UNITS_ADD(UNITS_TYPE *table, uint64_t key, UNITS_ITEM item)
{
	table->pending[table->pending_count++] = (UNITS_SLOT) {key, item};
	if (table->pending_count == UNITS_PENDING)
		add_pending(table);
}

UNITS_UNIT
UNITS_READ(const UNITS_TYPE *table, const UNITS_SLOT *slot)
{
	UNITS_LIST *list;

	if (!slot_has_list(slot))
		return (UNITS_UNIT) {slot->key, &slot->only, 1};
	list = &table->lists[UNITS_PERIOD(slot->only).upto];
	return (UNITS_UNIT) {slot->key, UNITS_LIST_ITEMS(list), list->count};
}

bool
UNITS_NEXT(const UNITS_TYPE *table, size_t *slot, UNITS_UNIT *unit)
{
	const UNITS_SLOT *at = &table->slots[*slot];
	const UNITS_SLOT *end = &table->slots[table->capacity];

	while (at < end && slot_is_free(at))
		at++;
	if (at == end)
		return false;
	*slot = (size_t) (at - table->slots) + 1;
	*unit = UNITS_READ(table, at);
	return true;
}

void
UNITS_SLOTS(const UNITS_TYPE *table, UNITS_SLOT *slots)
{
	size_t		i;

	for (i = 0; i < table->capacity; i++)
		if (!slot_is_free(&table->slots[i]))
			*slots++ = table->slots[i];
}

size_t
UNITS_SETTLE(UNITS_TYPE *table)
{
	size_t		total;
	size_t		i;

	add_pending(table);
	total = table->count - (table->list_count - table->spare_count);
	for (i = 0; i < table->list_count; i++)
	{
		core_check_for_interrupts();
		UNITS_LIST_SETTLE(&table->lists[i], table->owner);
		total += (size_t) table->lists[i].count;
	}
	return total;
}

bool
UNITS_ADD_UP(UNITS_TYPE *table, StepsWriter *writer)
{
	Changes		changes = {.owner = table->owner};
	UNITS_UNIT	unit;
	size_t		slot = 0;
	int32_t		i;
	bool		fits;

	(void) UNITS_SETTLE(table);
	while (UNITS_NEXT(table, &slot, &unit))
	{
		core_check_for_interrupts();
		for (i = 0; i < unit.count; i++)
			changes_add_period(&changes, UNITS_PERIOD(unit.items[i]), UNITS_WEIGHT(unit.items[i]));
	}
	fits = changes_add_up(&changes, writer);
	changes_free(&changes);
	return fits;
}

#undef UNITS_PERIOD
#undef UNITS_WEIGHT
#undef UNITS_JOIN
#undef UNITS_LIST_ITEMS
#undef UNITS_LIST_ADD
#undef UNITS_LIST_SETTLE

#endif							/* UNITS_DEFINE */

#undef UNITS_TYPE
#undef UNITS_PREFIX
#undef UNITS_ITEM
#undef UNITS_LIST
#undef UNITS_DECLARE
#undef UNITS_DEFINE
#undef UNITS_NAME_OF
#undef UNITS_NAME
#undef UNITS_SLOT
#undef UNITS_UNIT
#undef UNITS_CREATE
#undef UNITS_RESERVE
#undef UNITS_ADD
#undef UNITS_SETTLE
#undef UNITS_NEXT
#undef UNITS_SLOTS
#undef UNITS_READ
#undef UNITS_ADD_UP
