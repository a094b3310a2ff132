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

typedef struct PresenceUnit
{
	uint64_t	key;
	Periods		periods;		/* empty in a slot that is free */
} PresenceUnit;

typedef struct Presence
{
	void	   *owner;			/* what memory is taken from */
	PresenceUnit *slots;		/* open addressing, linear probing */
	size_t		capacity;		/* a power of two */
	size_t		count;			/* units */
} Presence;

extern Presence *presence_create(void *owner);

/* Covers a unit for a period. */
extern void presence_add(Presence *presence, uint64_t key, Period period);

/* Settles every unit's periods; returns how many periods there are. */
extern size_t presence_settle(Presence *presence);

/* Every unit in turn: start with *slot at 0; NULL after the last. */
extern const PresenceUnit *presence_next(const Presence *presence, size_t *slot);

/*
 * How many units are covered, day by day.  The writer needs room for twice as
 * many steps as there are periods; settles the presence.
 */
extern void presence_count_units(Presence *presence, StepsWriter *writer);

#endif							/* CORE_PRESENCE_H */
