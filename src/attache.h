/*
 * attache.h
 *		The types' stored formats and how they travel as Datums.
 *
 * type            size  format
 * program_code    8     core/program_code.h, by value
 * posting_status  1     core/posting_status.h, by value
 * country_code    2     core/country.h, by value
 * coverage        var   struct Coverage below
 * day_set         var   struct DaySet below
 *
 * The scalars, which are all but coverage and day_set, share one property on which
 * scalar/scalar.c and scalar/gist.c rest: the Datum, read as an unsigned number,
 * is the value's place in the order of its type.
 */
#ifndef ATTACHE_H
#define ATTACHE_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/memutils.h"

#include "compat.h"
#include "core/country.h"
#include "core/mix.h"
#include "core/period.h"
#include "core/posting_status.h"
#include "core/program_code.h"
#include "core/steps.h"

StaticAssertDecl(SIZEOF_DATUM == 8, "attache needs a 64-bit server");

/*
 * The hash of a scalar's number; its low half is the hash without a seed.
 * Written here and not called, as a hash join asks for it once per row.
 */
static inline uint64
hash_number(uint64 number, uint64 seed)
{
	return mix(number ^ mix(seed));
}

#define ProgramCodeGetDatum(X) ((Datum) (ProgramCode) (X))
#define DatumGetProgramCode(X) ((ProgramCode) (X))
#define PG_GETARG_PROGRAM_CODE(n) DatumGetProgramCode(PG_GETARG_DATUM(n))
#define PG_RETURN_PROGRAM_CODE(x) return ProgramCodeGetDatum(x)

#define PostingStatusGetDatum(X) ((Datum) (X))
#define DatumGetPostingStatus(X) ((PostingStatus) (X))
#define PG_GETARG_POSTING_STATUS(n) DatumGetPostingStatus(PG_GETARG_DATUM(n))
#define PG_RETURN_POSTING_STATUS(x) return PostingStatusGetDatum(x)

#define CountryCodeGetDatum(X) ((Datum) (CountryCode) (X))
#define DatumGetCountryCode(X) ((CountryCode) (X))
#define PG_GETARG_COUNTRY_CODE(n) DatumGetCountryCode(PG_GETARG_DATUM(n))
#define PG_RETURN_COUNTRY_CODE(x) return CountryCodeGetDatum(x)

/*
 * A coverage: the steps of core/steps.h in canonical form, values first so
 * that both arrays are aligned.
 */
typedef struct Coverage
{
	int32		vl_len_;		/* varlena header, not to be touched directly */
	int32		count;			/* steps */
	int64		values[FLEXIBLE_ARRAY_MEMBER];	/* then count days */
} Coverage;

#define COVERAGE_SIZE(count) \
	(offsetof(Coverage, values) + (Size) (count) * (sizeof(int64) + sizeof(Day)))
#define COVERAGE_MOST_STEPS \
	((int32) ((MaxAllocSize - offsetof(Coverage, values)) / (sizeof(int64) + sizeof(Day))))
#define COVERAGE_DAYS(coverage) ((Day *) ((coverage)->values + (coverage)->count))

#define DatumGetCoverageP(X) ((Coverage *) PG_DETOAST_DATUM(X))
#define PG_GETARG_COVERAGE_P(n) DatumGetCoverageP(PG_GETARG_DATUM(n))
#define PG_RETURN_COVERAGE_P(x) PG_RETURN_POINTER(x)

static inline Steps
coverage_get_steps(const Coverage *coverage)
{
	Steps		steps = {coverage->count, coverage->values, COVERAGE_DAYS(coverage)};

	return steps;
}

/* A set of days: periods that increase and do not meet. */
typedef struct DaySet
{
	int32		vl_len_;		/* varlena header, not to be touched directly */
	Period		periods[FLEXIBLE_ARRAY_MEMBER];
} DaySet;

#define DAY_SET_COUNT(set) ((int32) ((VARSIZE(set) - offsetof(DaySet, periods)) / sizeof(Period)))
#define PG_GETARG_DAY_SET_P(n) ((DaySet *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n)))

#endif							/* ATTACHE_H */
