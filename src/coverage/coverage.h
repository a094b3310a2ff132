/*
 * coverage.h
 *		What the files about coverage share.
 */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "attache.h"

#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"

#pragma GCC visibility push(hidden)

/* Room for so many steps in the current memory context. */
extern StepsWriter coverage_start(size_t most_steps);

/* The value of what was written, 54000 if that is too long; frees the room. */
extern Coverage *coverage_finish(StepsWriter *writer);

/* The error of SQLSTATE 22003 for a value beyond bigint. */
extern void coverage_out_of_range(void);

/* A sentence on why steps are not as they must be. */
extern const char *coverage_fault_detail(StepsFault fault);

/* Argument 0, a coverage; one that is stored out of line lasts as long as the query. */
extern Steps coverage_get_steps_arg(FunctionCallInfo fcinfo);

/* The stretches of a set of days. */
extern StretchScan coverage_scan(Steps steps, const DaySet *days);

/* The error of SQLSTATE 22023 for days that are to be counted and have no end. */
extern void coverage_no_end(void);

/* That error, if they have none. */
extern void coverage_check_bounded(const DaySet *days);

/* How many days there are in a bounded set. */
extern int64 coverage_count_days(const DaySet *days);

/* The type daterange, and the value of it that a period is. */
extern TypeCacheEntry *coverage_daterange_type(void);
extern RangeType *coverage_make_daterange(TypeCacheEntry *daterange, Period period);

/* The value of datemultirange that settled periods are. */
extern MultirangeType *coverage_make_datemultirange(const Period *periods, int32 count);

/* The coverage that is 1 in settled periods, and 0 outside of them. */
extern struct varlena *coverage_make_of_periods(const Period *periods, int32 count);

#pragma GCC visibility pop

#endif							/* COVERAGE_H */
