/*
 * presence_sets.h
 *		Presences together, unit by unit and day by day: all of many, or what two
 *		have in common or not.
 *
 * Each is read in the order of its units, so what they come to is written in that
 * order, and nothing is looked up.
 */
#ifndef CORE_PRESENCE_SETS_H
#define CORE_PRESENCE_SETS_H

#include "core/period_sets.h"
#include "core/presence_bytes.h"

#pragma GCC visibility push(hidden)

/*
 * Writes what two presences come to.  What they are wrong about is in their readers'
 * faults.
 */
extern void presences_together(DaysOf which, PresenceReader *a, PresenceReader *b, PresenceWriter *writer);

/* Goes through the units of many presences. */
typedef struct PresenceUnion
{
	void	   *owner;			/* what memory is taken from */
	PresenceReader *readers;
	int32_t		reader_count;
	int32_t    *heap;			/* the readers with a unit to come, the one of
								 * the first unit on top */
	int32_t		waiting;		/* how many these are */
	int32_t    *at;				/* the readers that are at the unit read last */
	int32_t		at_count;
	Periods		merged;			/* where periods of several stand */
	PresenceFault fault;		/* why it ended, if not at the end */
	Unit		unit;			/* the unit read last, and its periods, which
								 * last until the next */
	const Period *periods;
	int32_t		count;
} PresenceUnion;

/* Starts to read so many presences, at least one; the readers have read nothing yet. */
extern PresenceUnion presence_union_open(PresenceReader *readers, int32_t count, void *owner);

/* The next unit; false at the end, and at a fault. */
extern bool presence_union_read(PresenceUnion *all);

/* Frees what it took, and what the readers did. */
extern void presence_union_free(PresenceUnion *all);

#pragma GCC visibility pop

#endif							/* CORE_PRESENCE_SETS_H */
