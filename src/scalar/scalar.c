/*
 * scalar.c
 *		Order, hashing and B-tree support of the scalar types.
 *
 * All are unsigned numbers passed by value (attache.h), so one function of each
 * kind serves them all; the SQL script declares it once per type.
 */
#include "attache.h"

#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(scalar_eq);
Datum
scalar_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_DATUM(0) == PG_GETARG_DATUM(1));
}

PG_FUNCTION_INFO_V1(scalar_ne);
Datum
scalar_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_DATUM(0) != PG_GETARG_DATUM(1));
}

PG_FUNCTION_INFO_V1(scalar_lt);
Datum
scalar_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_DATUM(0) < PG_GETARG_DATUM(1));
}

PG_FUNCTION_INFO_V1(scalar_le);
Datum
scalar_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_DATUM(0) <= PG_GETARG_DATUM(1));
}

PG_FUNCTION_INFO_V1(scalar_gt);
Datum
scalar_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_DATUM(0) > PG_GETARG_DATUM(1));
}

PG_FUNCTION_INFO_V1(scalar_ge);
Datum
scalar_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(PG_GETARG_DATUM(0) >= PG_GETARG_DATUM(1));
}

PG_FUNCTION_INFO_V1(scalar_cmp);
Datum
scalar_cmp(PG_FUNCTION_ARGS)
{
	Datum		a = PG_GETARG_DATUM(0);
	Datum		b = PG_GETARG_DATUM(1);

	PG_RETURN_INT32((a > b) - (a < b));
}

PG_FUNCTION_INFO_V1(scalar_larger);
Datum
scalar_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(Max(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

PG_FUNCTION_INFO_V1(scalar_smaller);
Datum
scalar_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(Min(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

/*
 * The place in the order of the type, for SQL that must not name its operator
 * class. bigint has a sign and a code does not: the highest bit tells halves of
 * either apart, the other way round.
 */
PG_FUNCTION_INFO_V1(scalar_ordinal);
Datum
scalar_ordinal(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) (PG_GETARG_DATUM(0) ^ (UINT64CONST(1) << 63)));
}

/* The comparator is the one that tuplesort.c specializes its sort for. */
PG_FUNCTION_INFO_V1(scalar_sortsupport);
Datum
scalar_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = ssup_datum_unsigned_cmp;
	PG_RETURN_VOID();
}

PG_FUNCTION_INFO_V1(scalar_hash);
Datum
scalar_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) hash_number(PG_GETARG_DATUM(0), 0));
}

PG_FUNCTION_INFO_V1(scalar_hash_extended);
Datum
scalar_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT64(hash_number(PG_GETARG_DATUM(0), PG_GETARG_INT64(1)));
}

#ifdef HAVE_SKIP_SUPPORT

static Datum
previous_number(Relation rel pg_attribute_unused(), Datum existing, bool *underflow)
{
	*underflow = existing == 0;
	return existing - 1;
}

static Datum
next_number(Relation rel pg_attribute_unused(), Datum existing, bool *overflow)
{
	*overflow = existing == PG_UINT64_MAX;
	return existing + 1;
}

/* Skips over the numbers; those that are no value of the type are not found. */
PG_FUNCTION_INFO_V1(scalar_skipsupport);
Datum
scalar_skipsupport(PG_FUNCTION_ARGS)
{
	SkipSupport skip = (SkipSupport) PG_GETARG_POINTER(0);

	skip->decrement = previous_number;
	skip->increment = next_number;
	skip->low_elem = UInt64GetDatum(0);
	skip->high_elem = UInt64GetDatum(PG_UINT64_MAX);
	PG_RETURN_VOID();
}

#endif
