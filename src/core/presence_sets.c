/*
 * presence_sets.c
 *		Presences together.
 */
#include "core/presence_sets.h"

#include <string.h>

#include "core/host.h"

/* --- Two ------------------------------------------------------------------------ */

static void
write_both(DaysOf which, const PresenceReader *a, const PresenceReader *b, PeriodRoom *room, PresenceWriter *writer)
{
	Period	   *together = period_room(room, (int64_t) a->count + b->count);

	presence_write(writer, a->unit, together,
				   periods_together(which, a->periods, a->count, b->periods, b->count, together));
}

void
presences_together(DaysOf which, PresenceReader *a, PresenceReader *b, PresenceWriter *writer)
{
	PeriodRoom	room = {.owner = writer->owner};
	bool		a_is = presence_read(a);
	bool		b_is = presence_read(b);

	while (a_is || b_is)
	{
		int			order = !b_is ? -1 : !a_is ? 1 : unit_compare(a->unit, b->unit);

		core_check_for_interrupts();
		if (order == 0)
			write_both(which, a, b, &room, writer);
		else if (order < 0 && which != DAYS_OF_BOTH)
			presence_write(writer, a->unit, a->periods, a->count);
		else if (order > 0 && which == DAYS_OF_EITHER)
			presence_write(writer, b->unit, b->periods, b->count);
		if (order <= 0)
			a_is = presence_read(a);
		if (order >= 0)
			b_is = presence_read(b);
	}
	period_room_free(&room);
}

/* --- Many ----------------------------------------------------------------------- */

static bool
comes_before(const PresenceUnion *all, int32_t a, int32_t b)
{
	return unit_compare(all->readers[a].unit, all->readers[b].unit) < 0;
}

/* Puts a reader into the heap. */
static void
wait_for_turn(PresenceUnion *all, int32_t reader)
{
	int32_t		i = all->waiting++;

	while (i > 0 && comes_before(all, reader, all->heap[(i - 1) / 2]))
	{
		all->heap[i] = all->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	all->heap[i] = reader;
}

/* Takes the reader of the first unit out of the heap. */
static int32_t
take_first(PresenceUnion *all)
{
	int32_t		first = all->heap[0];
	int32_t		last = all->heap[--all->waiting];
	int32_t		i = 0;

	for (;;)
	{
		int32_t		child = 2 * i + 1;

		if (child >= all->waiting)
			break;
		if (child + 1 < all->waiting && comes_before(all, all->heap[child + 1], all->heap[child]))
			child++;
		if (!comes_before(all, all->heap[child], last))
			break;
		all->heap[i] = all->heap[child];
		i = child;
	}
	all->heap[i] = last;
	return first;
}

/* Reads on in one presence. */
static void
read_on(PresenceUnion *all, int32_t reader)
{
	if (presence_read(&all->readers[reader]))
		wait_for_turn(all, reader);
	else if (all->readers[reader].fault != PRESENCE_OK)
		all->fault = all->readers[reader].fault;
}

PresenceUnion
presence_union_open(PresenceReader *readers, int32_t count, void *owner)
{
	PresenceUnion all = {.owner = owner, .readers = readers, .reader_count = count};
	int32_t		i;

	all.heap = core_alloc(owner, (size_t) count * sizeof(int32_t));
	all.at = core_alloc(owner, (size_t) count * sizeof(int32_t));
	/* Each is read for the first time by the first call. */
	for (i = 0; i < count; i++)
		all.at[i] = i;
	all.at_count = count;
	return all;
}

/* The periods of all readers that are at the unit. */
static void
merge_periods(PresenceUnion *all)
{
	int32_t		i;
	int32_t		j;

	all->merged.count = 0;
	for (i = 0; i < all->at_count; i++)
	{
		const PresenceReader *reader = &all->readers[all->at[i]];

		for (j = 0; j < reader->count; j++)
			periods_add(&all->merged, reader->periods[j], all->owner);
	}
	periods_settle(&all->merged, all->owner);
	all->periods = periods_items(&all->merged);
	all->count = all->merged.count;
}

bool
presence_union_read(PresenceUnion *all)
{
	const PresenceReader *first;
	int32_t		i;

	core_check_for_interrupts();
	for (i = 0; i < all->at_count; i++)
		read_on(all, all->at[i]);
	all->at_count = 0;
	if (all->fault != PRESENCE_OK || all->waiting == 0)
		return false;

	do
		all->at[all->at_count++] = take_first(all);
	while (all->waiting > 0 &&
		   unit_compare(all->readers[all->heap[0]].unit, all->readers[all->at[0]].unit) == 0);

	first = &all->readers[all->at[0]];
	all->unit = first->unit;
	if (all->at_count > 1)
		merge_periods(all);
	else
	{
		all->periods = first->periods;
		all->count = first->count;
	}
	return true;
}

void
presence_union_free(PresenceUnion *all)
{
	int32_t		i;

	for (i = 0; i < all->reader_count; i++)
		presence_reader_free(&all->readers[i]);
	core_free(all->heap);
	core_free(all->at);
	if (all->merged.capacity > 0)
		core_free(all->merged.at.many);
}
