/*
 * changes.h
 *		Changes of a number from one day to the next, in any order; they add up
 *		to a step function.
 */
#ifndef CORE_CHANGES_H
#define CORE_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/periods.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

/*
 * What changes on a day, a number of 96 bits: high * 2^64 + low.  Sums of changes
 * leave the range of int64_t where the values that they add up to do not.  96 bits
 * last for two billion additions of any size, and take no more room than 64 do.
 * The day may be DAY_MINUS_INFINITY.
 */
typedef struct Change
{
	Day			day;			/* the first with the change */
	int32_t		high;
	uint64_t	low;
} Change;

/* A number that is added for a period. */
typedef struct Addition
{
	Period		period;
	int64_t		number;
} Addition;

/*
 * All zero, but for owner, is no change.  Where changes come to lie close together,
 * each day has a place of its own for what fits there, and the list has the rest.
 */
typedef struct Changes
{
	void	   *owner;			/* what memory is taken from */
	Change	   *items;
	size_t		count;
	size_t		capacity;
	bool		overflow;		/* a sum left even 96 bits, and nothing counts */
	Day			first;			/* the day that has the first place */
	uint32_t	places;
	bool		wide;			/* have places 64 bits, and not 16? */
	void	   *numbers;		/* the change of each of these days */
	Addition   *waiting;		/* for their places */
	int			waiting_count;
} Changes;

/* Adds a number for a period. */
extern void changes_add_period(Changes *changes, Period period, int64_t number);

/* Adds a step function. */
extern void changes_add_steps(Changes *changes, Steps steps);

/* Adds all changes of another list, which is settled by that. */
extern void changes_merge(Changes *into, Changes *from);

/* Adds a change of one day, as a list that was settled has it. */
extern void changes_add(Changes *changes, Change change);

/* Brings all changes into the list, those of a day together, in the order of days. */
extern void changes_settle(Changes *changes);

/*
 * Adds up all changes, which stay what they are.  Makes the writer's room: memory of
 * the owner's, for the caller to free.  False if a value is out of range.
 */
extern bool changes_add_up(Changes *changes, StepsWriter *writer);

/* Frees what changes take that are needed no more. */
extern void changes_free(Changes *changes);

#pragma GCC visibility pop

#endif							/* CORE_CHANGES_H */
