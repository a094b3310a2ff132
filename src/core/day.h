/*
 * day.h
 *		Days as PostgreSQL's type date counts them, and their ISO 8601 text.
 *
 * A day is a number of days since 2000-01-01 in the proleptic Gregorian
 * calendar.  The two infinities are PostgreSQL's.
 */
#ifndef CORE_DAY_H
#define CORE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

typedef int32_t Day;

#define DAY_MINUS_INFINITY INT32_MIN
#define DAY_INFINITY INT32_MAX
#define DAY_MIN (-2451545)		/* 4714-11-24 BC */
#define DAY_MAX 2145031948		/* 5874897-12-31 */

#define DAY_TEXT_LENGTH 16		/* longest text, without NUL */

static inline bool
day_is_finite(Day day)
{
	return day >= DAY_MIN && day <= DAY_MAX;
}

/* Reads YYYY-MM-DD, perhaps with more digits of the year or ' BC' after it. */
extern bool day_parse(const char *text, size_t length, Day *day);

/* Writes a finite day and a terminating NUL; returns its length. */
extern size_t day_format(Day day, char text[DAY_TEXT_LENGTH + 1]);

#pragma GCC visibility pop

#endif							/* CORE_DAY_H */
