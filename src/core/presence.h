/*
 * presence.h
 *		Who is covered when: units, each with its merged periods.
 *
 * A unit is a 64-bit key; the caller decides what keys stand for.
 */
#ifndef CORE_PRESENCE_H
#define CORE_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/periods.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

/*
 * A slot of the hash table, small so that many fit a cache line.  Most units
 * of a large table have a single period, which stands in the slot.
 */
typedef struct PresenceSlot
{
	uint64_t	key;
	Period		only;			/* the one period; presence.c: or which list */
} PresenceSlot;

/* As many as keep the memory busy while the processor waits for it. */
#define PRESENCE_PENDING 16

typedef struct Presence
{
	void	   *owner;			/* what memory is taken from */
	PresenceSlot pending[PRESENCE_PENDING]; /* added, but in no slot yet */
	size_t		pending_count;
	PresenceSlot *slots;		/* open addressing, linear probing */
	size_t		capacity;		/* a power of two */
	size_t		count;			/* units */
	uint64_t	seed;			/* of the places of keys */
	Periods    *lists;			/* of the units with more than one period */
	size_t		list_capacity;
	size_t		list_count;
	int32_t    *spare;			/* numbers of lists that no unit has any more */
	size_t		spare_count;
} Presence;

/* A unit as it is read: its periods stand in the presence. */
typedef struct PresenceUnit
{
	uint64_t	key;
	const Period *periods;
	int32_t		count;			/* of periods, at least 1 */
} PresenceUnit;

extern Presence *presence_create(void *owner);

/* Makes room for so many units, to be called before they are added. */
extern void presence_reserve(Presence *presence, size_t units);

/* Covers a unit for a period. */
extern void presence_add(Presence *presence, uint64_t key, Period period);

/*
 * Settles every unit's periods; returns how many periods there are.  Comes
 * before anything is read.
 */
extern size_t presence_settle(Presence *presence);

/*
 * Every unit of a settled presence in turn: start with *slot at 0; false after
 * the last.
 */
extern bool presence_next(const Presence *presence, size_t *slot, PresenceUnit *unit);

/*
 * How many units are covered, day by day.  Makes the writer's room, as much as
 * that needs: memory of the owner's, for the caller to free.  Settles the presence.
 */
extern void presence_count_units(Presence *presence, StepsWriter *writer);

#pragma GCC visibility pop

#endif							/* CORE_PRESENCE_H */
