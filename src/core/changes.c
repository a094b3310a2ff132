/*
 * changes.c
 *		Collecting changes by day.
 *
 * A full list is settled, and grows only when that leaves it more than half full; so
 * memory follows the days on which something changes.  Most lists of many changes
 * have some on most days between the first and the last.  Those get a place for each
 * of these days, where a change is one addition and nothing is left to sort.  Many
 * groups have more places than a processor's caches hold.  So what is added waits, to
 * go to its places together with others, and none waits for the memory of another.
 */
#include "core/changes.h"

#include <string.h>

#include "core/host.h"

#define FIRST_CAPACITY 64
#define NARROW_PLACES 32		/* a change at most, and a quarter more: */
#define WIDE_PLACES 8			/* five times the room of a list */
#define FEW (FIRST_CAPACITY / 2)	/* changes for which nothing is done */
#define MOST_WAITING 32

/* --- Numbers of 96 bits ------------------------------------------------------- */

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

/* Is it in the range of int64_t? */
static inline bool
is_small(Change change)
{
	return change.high == ((int64_t) change.low < 0 ? -1 : 0);
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

/* --- The list ------------------------------------------------------------------- */

#define SORT_NAME sort_by_day
#define SORT_ITEM Change
#define SORT_KEY day
#include "core/sort.h"

static void
settle_list(Changes *changes)
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

static void
set_capacity(Changes *changes, size_t capacity)
{
	changes->items = changes->capacity == 0
		? core_alloc(changes->owner, capacity * sizeof(Change))
		: core_realloc(changes->items, capacity * sizeof(Change));
	changes->capacity = capacity;
}

static void make_places(Changes *changes);

static void
make_change_room(Changes *changes)
{
	if (changes->capacity == 0)
	{
		set_capacity(changes, FIRST_CAPACITY);
		return;
	}
	settle_list(changes);
	make_places(changes);
	if (changes->count > changes->capacity / 2)
		set_capacity(changes, changes->capacity * 2);
}

static inline void
append_change(Changes *changes, Change change)
{
	if (changes->count == changes->capacity)
		make_change_room(changes);
	changes->items[changes->count++] = change;
}

/* --- The places ------------------------------------------------------------------ */

static inline Day
day_of_place(const Changes *changes, uint32_t place)
{
	return (Day) (changes->first + (int64_t) place);
}

static inline int64_t
number_of_place(const Changes *changes, uint32_t place)
{
	return changes->wide ? ((int64_t *) changes->numbers)[place] : ((int16_t *) changes->numbers)[place];
}

static inline size_t
size_of_places(const Changes *changes, uint32_t places)
{
	return places * (changes->wide ? sizeof(int64_t) : sizeof(int16_t));
}

static inline bool
add_narrow(int16_t *to, int64_t number)
{
	int16_t		sum;

	if (__builtin_add_overflow(*to, number, &sum))
		return false;
	*to = sum;
	return true;
}

static inline bool
add_wide(int64_t *to, int64_t number)
{
	int64_t		sum;

	if (__builtin_add_overflow(*to, number, &sum))
		return false;
	*to = sum;
	return true;
}

static inline bool
has_place(const Changes *changes, Day day)
{
	return (uint32_t) day - (uint32_t) changes->first < changes->places;
}

/* Adds to the place of a day; false if it has none, or the sum has no room there. */
static inline bool
add_to_place(Changes *changes, Day day, int64_t number)
{
	uint32_t	place = (uint32_t) day - (uint32_t) changes->first;

	if (place >= changes->places)
		return false;
	return changes->wide ? add_wide((int64_t *) changes->numbers + place, number)
		: add_narrow((int16_t *) changes->numbers + place, number);
}

/* On how many days with a place something changes. */
static int64_t
count_placed(const Changes *changes)
{
	int64_t		count = 0;
	uint32_t	i;

	for (i = 0; i < changes->places; i++)
		count += number_of_place(changes, i) != 0;
	return count;
}

/* How many changes of the list have a finite day without a place. */
static int64_t
count_unplaced(const Changes *changes)
{
	int64_t		count = 0;
	size_t		i;

	for (i = 0; i < changes->count; i++)
		count += changes->items[i].day != DAY_MINUS_INFINITY && !has_place(changes, changes->items[i].day);
	return count;
}

/* Are more than a few changes of the list there for want of wide places? */
static bool
lacks_width(const Changes *changes)
{
	size_t		count = 0;
	size_t		i;

	for (i = 0; i < changes->count && !changes->wide; i++)
	{
		Change		change = changes->items[i];

		count += is_small(change) && (has_place(changes, change.day) || (int64_t) change.low != (int16_t) change.low);
	}
	return count > FEW;
}

/*
 * The finite days of a settled list and the places.  False if there are too few for
 * more places, or too far apart: what has a place and does not fit there asks for none.
 */
static bool
find_span(const Changes *changes, int64_t *first, int64_t *last)
{
	size_t		skipped = changes->count > 0 && changes->items[0].day == DAY_MINUS_INFINITY ? 1 : 0;
	int64_t		unplaced = count_unplaced(changes);

	if (unplaced < FEW)
		return false;
	*first = changes->items[skipped].day;
	*last = changes->items[changes->count - 1].day;
	if (changes->places > 0 && changes->first < *first)
		*first = changes->first;
	if (changes->places > 0 && (int64_t) changes->first + changes->places - 1 > *last)
		*last = (int64_t) changes->first + changes->places - 1;
	return *last - *first < (changes->wide ? WIDE_PLACES : NARROW_PLACES) * (unplaced + count_placed(changes));
}

/* Places for some days and an eighth as many on either side, as changes may come in the order of days. */
static void
set_places(Changes *changes, int64_t first, int64_t last)
{
	int64_t		more = (last - first) / 8;
	Day			from = (Day) (first - more < DAY_MIN ? DAY_MIN : first - more);
	Day			upto = (Day) (last + more > DAY_MAX ? DAY_MAX : last + more);
	uint32_t	places = (uint32_t) upto - (uint32_t) from + 1;
	char	   *numbers = core_alloc(changes->owner, size_of_places(changes, places));

	memset(numbers, 0, size_of_places(changes, places));
	if (changes->places > 0)
	{
		memcpy(numbers + size_of_places(changes, (uint32_t) changes->first - (uint32_t) from), changes->numbers,
			   size_of_places(changes, changes->places));
		core_free(changes->numbers);
	}
	if (changes->waiting == NULL)
		changes->waiting = core_alloc(changes->owner, MOST_WAITING * sizeof(Addition));
	changes->first = from;
	changes->places = places;
	changes->numbers = numbers;
}

/* Takes all from the places back to the list. */
static void
leave_places(Changes *changes)
{
	size_t		needed = changes->count + (size_t) count_placed(changes);
	uint32_t	i;

	if (needed > changes->capacity)
		set_capacity(changes, needed);
	for (i = 0; i < changes->places; i++)
		if (number_of_place(changes, i) != 0)
			changes->items[changes->count++] = change_by(day_of_place(changes, i), number_of_place(changes, i));
	if (changes->places > 0)
		core_free(changes->numbers);
	changes->places = 0;
}

/* Gives the days of a settled list their places, if they come to lie close together. */
static void
make_places(Changes *changes)
{
	size_t		kept = 0;
	size_t		i;
	int64_t		first;
	int64_t		last;

	if (lacks_width(changes))
	{
		leave_places(changes);
		settle_list(changes);
		changes->wide = true;
	}
	if (!find_span(changes, &first, &last))
		return;
	set_places(changes, first, last);
	for (i = 0; i < changes->count; i++)
	{
		Change		change = changes->items[i];

		if (!is_small(change) || !add_to_place(changes, change.day, (int64_t) change.low))
			changes->items[kept++] = change;
	}
	changes->count = kept;
}

/* --- Adding, and adding up ---------------------------------------------------------- */

/*
 * Adds what has no room in a place to the list.  A narrow place goes there as a whole, so
 * that a day on which much changes fills it anew, and seldom needs the list.
 */
static void
put_in_list(Changes *changes, Day day, int64_t number)
{
	if (!changes->wide && number == (int16_t) number && has_place(changes, day))
	{
		int16_t    *place = (int16_t *) changes->numbers + ((uint32_t) day - (uint32_t) changes->first);

		number += *place;
		*place = 0;
	}
	append_change(changes, change_by(day, number));
}

void
changes_add(Changes *changes, Change change)
{
	if (!is_small(change))
		append_change(changes, change);
	else if (!add_to_place(changes, change.day, (int64_t) change.low))
		put_in_list(changes, change.day, (int64_t) change.low);
}

static inline void
add_period(Changes *changes, Period period, int64_t number)
{
	if (!add_to_place(changes, period.from, number))
		put_in_list(changes, period.from, number);
	if (period.upto == DAY_INFINITY)
		return;
	if (number == INT64_MIN)
		append_change(changes, change_by_negative(period.upto, number));
	else if (!add_to_place(changes, period.upto, -number))
		put_in_list(changes, period.upto, -number);
}

static void
add_waiting(Changes *changes)
{
	int			i;

	for (i = 0; i < changes->waiting_count; i++)
		add_period(changes, changes->waiting[i].period, changes->waiting[i].number);
	changes->waiting_count = 0;
}

void
changes_add_period(Changes *changes, Period period, int64_t number)
{
	if (changes->places == 0)
	{
		add_period(changes, period, number);
		return;
	}
	changes->waiting[changes->waiting_count++] = (Addition) {period, number};
	if (changes->waiting_count == MOST_WAITING)
		add_waiting(changes);
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

void
changes_merge(Changes *into, Changes *from)
{
	size_t		i;

	changes_settle(from);
	for (i = 0; i < from->count; i++)
	{
		core_check_for_interrupts();
		changes_add(into, from->items[i]);
	}
	into->overflow |= from->overflow;
}

void
changes_settle(Changes *changes)
{
	add_waiting(changes);
	leave_places(changes);
	settle_list(changes);
}

/* What stands next in a settled list and the places. */
typedef struct ChangeScan
{
	Changes    *changes;
	size_t		item;
	uint32_t	place;
} ChangeScan;

/* The change of the next day; false if there is none. */
static inline bool
next_change(ChangeScan *scan, Change *change)
{
	Changes    *changes = scan->changes;
	bool		has_item = scan->item < changes->count;
	bool		is_placed;

	while (scan->place < changes->places && number_of_place(changes, scan->place) == 0)
		scan->place++;
	is_placed = scan->place < changes->places;
	if (!has_item && !is_placed)
		return false;
	if (is_placed && (!has_item || day_of_place(changes, scan->place) < changes->items[scan->item].day))
	{
		*change = change_by(day_of_place(changes, scan->place), number_of_place(changes, scan->place));
		scan->place++;
		return true;
	}
	*change = changes->items[scan->item++];
	if (is_placed && day_of_place(changes, scan->place) == change->day)
		changes->overflow |= !add_up(change, change_by(change->day, number_of_place(changes, scan->place++)));
	return true;
}

bool
changes_add_up(Changes *changes, StepsWriter *writer)
{
	ChangeScan	scan = {.changes = changes};
	Change		value = {0};
	Change		change;

	add_waiting(changes);
	settle_list(changes);
	*writer = steps_start(changes->owner, changes->count + (size_t) count_placed(changes));
	while (!changes->overflow && next_change(&scan, &change))
	{
		if (!add_up(&value, change) || !is_small(value))
			changes->overflow = true;
		else
			steps_append(writer, change.day, (int64_t) value.low);
	}
	return !changes->overflow;
}

void
changes_free(Changes *changes)
{
	if (changes->places > 0)
		core_free(changes->numbers);
	if (changes->waiting != NULL)
		core_free(changes->waiting);
	if (changes->capacity > 0)
		core_free(changes->items);
}
