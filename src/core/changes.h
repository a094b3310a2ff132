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

typedef struct Change
{
	Day			day;			/* the first with the change; or DAY_MINUS_INFINITY */
	int64_t		by;
} Change;

/* All zero, but for owner, is no change. */
typedef struct Changes
{
	void	   *owner;			/* what memory is taken from */
	Change	   *items;
	size_t		count;
	size_t		capacity;
	bool		overflow;		/* a sum was out of range, and nothing counts */
} Changes;

/* Adds a change of one day. */
extern void changes_add(Changes *changes, Day day, int64_t by);

/* Adds a number for a period. */
extern void changes_add_period(Changes *changes, Period period, int64_t number);

/* Adds a step function. */
extern void changes_add_steps(Changes *changes, Steps steps);

/* Brings all changes of a day together, in the order of days. */
extern void changes_settle(Changes *changes);

/*
 * Adds up settled changes, into room for .count steps.  False if a value is out
 * of range.
 */
extern bool changes_write(Changes *changes, StepsWriter *writer);

#endif							/* CORE_CHANGES_H */
