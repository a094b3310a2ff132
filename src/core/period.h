/*
 * period.h
 *		Days on end, in the two ways in which this project says them.
 *
 * A Period is half-open, as the stored form of a daterange is: what meets has
 * equal ends.  It is what rows bring and what merging and sorting work on.
 *
 * "The days from first to last" are both included: what is asked of a step
 * function, and a Stretch of one.  They never need a day after the last one.
 *
 * In both, DAY_MINUS_INFINITY and DAY_INFINITY mean unbounded.  Only the two
 * functions below turn one into the other.
 */
#ifndef CORE_PERIOD_H
#define CORE_PERIOD_H

#include "core/day.h"

/* The days from .from up to, not including, .upto.  Never empty. */
typedef struct Period
{
	Day			from;
	Day			upto;
} Period;

/* The last day of a period, DAY_INFINITY if it is unbounded. */
static inline Day
period_last_day(Period period)
{
	return period.upto == DAY_INFINITY ? DAY_INFINITY : period.upto - 1;
}

/* The period of the days from first to last. */
static inline Period
period_of_days(Day first, Day last)
{
	return (Period) {first, last == DAY_INFINITY ? DAY_INFINITY : last + 1};
}

static inline bool
period_is_bounded(Period period)
{
	return period.from != DAY_MINUS_INFINITY && period.upto != DAY_INFINITY;
}

/* How many days a bounded period has. */
static inline int64_t
period_days(Period period)
{
	return (int64_t) period.upto - period.from;
}

/* Makes one period of two that overlap or meet; false, and nothing changes, if they do neither. */
static inline bool
period_join(Period *period, Period other)
{
	if (other.from > period->upto || period->from > other.upto)
		return false;
	if (other.from < period->from)
		period->from = other.from;
	if (other.upto > period->upto)
		period->upto = other.upto;
	return true;
}

#endif							/* CORE_PERIOD_H */
