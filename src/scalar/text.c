/*
 * text.c
 *		Comparison of the scalar types with text, so that a parameter that a
 *		driver has bound as a string finds rows, and by an index.
 *
 * The functions are the same for each type but for how it reads a text, so
 * they are written once, as macros, and spelled out per type at the end.
 */
#include "attache.h"

#include "common/hashfn.h"

#include "core/scalar_text.h"

/*
 * Frees a detoasted copy.  A sort compares in a memory context that lives as
 * long as the sort, so what these functions took must be given back.
 */
static void
free_if_copy(text *txt, Datum datum)
{
	if ((Pointer) txt != DatumGetPointer(datum))
		pfree(txt);
}

static int
compare_number_and_text(ScalarReader read, uint64 number, Datum datum)
{
	text	   *txt = DatumGetTextPP(datum);
	int			order = scalar_compare_number_and_text(read, number, VARDATA_ANY(txt),
													   VARSIZE_ANY_EXHDR(txt));

	free_if_copy(txt, datum);
	return order;
}

static int
compare_texts(ScalarReader read, Datum a_datum, Datum b_datum)
{
	text	   *a = DatumGetTextPP(a_datum);
	text	   *b = DatumGetTextPP(b_datum);
	int			order = scalar_compare_texts(read, VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a),
											 VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));

	free_if_copy(a, a_datum);
	free_if_copy(b, b_datum);
	return order;
}

/*
 * A text that is a value hashes as the value does (scalar_hash), any other by
 * its folded form.
 */
static uint64
hash_text(ScalarReader read, Datum datum, uint64 seed, bool extended)
{
	text	   *txt = DatumGetTextPP(datum);
	const char *data = VARDATA_ANY(txt);
	size_t		length = VARSIZE_ANY_EXHDR(txt);
	uint64		number;
	uint64		hash;

	if (read(data, length, &number))
		hash = hash_number(number, seed);
	else
	{
		unsigned char *folded = palloc(length + 1);
		int			folded_length = (int) scalar_fold_text(data, length, (char *) folded);

		hash = extended ? hash_bytes_extended(folded, folded_length, seed)
			: hash_bytes(folded, folded_length);
		pfree(folded);
	}
	free_if_copy(txt, datum);
	return hash;
}

/* PG_FUNCTION_INFO_V1 comes last, as it wants a semicolon after it. */
#define SQL_FUNCTION(name, result) \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		result; \
	} \
	PG_FUNCTION_INFO_V1(name)

/* The six operators and the B-tree's function over one way to compare. */
#define COMPARISONS(prefix, order) \
	SQL_FUNCTION(prefix##_eq, PG_RETURN_BOOL((order) == 0)); \
	SQL_FUNCTION(prefix##_ne, PG_RETURN_BOOL((order) != 0)); \
	SQL_FUNCTION(prefix##_lt, PG_RETURN_BOOL((order) < 0)); \
	SQL_FUNCTION(prefix##_le, PG_RETURN_BOOL((order) <= 0)); \
	SQL_FUNCTION(prefix##_gt, PG_RETURN_BOOL((order) > 0)); \
	SQL_FUNCTION(prefix##_ge, PG_RETURN_BOOL((order) >= 0)); \
	SQL_FUNCTION(prefix##_cmp, PG_RETURN_INT32(order))

#define TEXT_FUNCTIONS(type) \
	COMPARISONS(type##_text, \
				compare_number_and_text(scalar_read_##type, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1))); \
	COMPARISONS(text_##type, \
				-compare_number_and_text(scalar_read_##type, PG_GETARG_DATUM(1), PG_GETARG_DATUM(0))); \
	COMPARISONS(type##_texts, \
				compare_texts(scalar_read_##type, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1))); \
	SQL_FUNCTION(type##_text_hash, \
				 PG_RETURN_UINT32((uint32) hash_text(scalar_read_##type, PG_GETARG_DATUM(0), 0, false))); \
	SQL_FUNCTION(type##_text_hash_extended, \
				 PG_RETURN_UINT64(hash_text(scalar_read_##type, PG_GETARG_DATUM(0), PG_GETARG_INT64(1), true)))

TEXT_FUNCTIONS(program_code);
TEXT_FUNCTIONS(posting_status);
TEXT_FUNCTIONS(country_code);
