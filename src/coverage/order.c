/*
 * order.c
 *		Equality and hash of coverages, and an order for sorting.
 *
 * Of two coverages one may be greater today and the other tomorrow.  So the order
 * has no meaning: sorts, merge joins and indexes need one, under operators of
 * names of their own.  Whoever asks which of two coverages is greater gets an error.
 */
#include "attache.h"

#include "common/hashfn.h"
#include "nodes/primnodes.h"
#include "utils/lsyscache.h"

#include "coverage/coverage.h"

/* --- Equality and order -------------------------------------------------------------- */

/*
 * Frees the copies that detoasting made, as hashing does below.  A sort, a merge
 * join and an index compare in a memory context that lives as long as they do.
 */
static int
compare(FunctionCallInfo fcinfo)
{
	Coverage   *a = PG_GETARG_COVERAGE_P(0);
	Coverage   *b = PG_GETARG_COVERAGE_P(1);
	int			order = steps_compare(coverage_get_steps(a), coverage_get_steps(b));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order;
}

PG_FUNCTION_INFO_V1(coverage_eq);
Datum
coverage_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(coverage_ne);
Datum
coverage_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(coverage_lt);
Datum
coverage_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

PG_FUNCTION_INFO_V1(coverage_le);
Datum
coverage_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

PG_FUNCTION_INFO_V1(coverage_gt);
Datum
coverage_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

PG_FUNCTION_INFO_V1(coverage_ge);
Datum
coverage_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

/* The error of SQLSTATE 42883 for comparing two coverages as wholes. */
static void
refuse_comparison(const char *means)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FUNCTION),
			 errmsg("coverages cannot be compared by %s", means),
			 errdetail("One coverage may be greater on one day and less on another."),
			 errhint("coverage_greatest(a, b) and coverage_least(a, b) compare them day by day; "
					 "coverage_periods(a, b) has the days on which a is at least b, and coverage_gaps(a, b) those on which it is less.")));
}

/* Where a call has been folded into a constant, it no longer says by which operator. */
PG_FUNCTION_INFO_V1(coverage_compare_refused);
Datum
coverage_compare_refused(PG_FUNCTION_ARGS)
{
	Node	   *call = fcinfo->flinfo->fn_expr;
	char	   *name = NULL;

	if (call != NULL && IsA(call, OpExpr))
		name = get_opname(((OpExpr *) call)->opno);
	else if (call != NULL && IsA(call, ScalarArrayOpExpr))
		name = get_opname(((ScalarArrayOpExpr *) call)->opno);
	refuse_comparison(name != NULL ? name : "<, <=, > or >=");
	PG_RETURN_NULL();
}

/*
 * GREATEST and LEAST call this as sorting does, with an expression of their own.
 * Since it fails for them it is not leakproof: an error would tell of rows that row
 * security hides.
 */
PG_FUNCTION_INFO_V1(coverage_cmp);
Datum
coverage_cmp(PG_FUNCTION_ARGS)
{
	Node	   *call = fcinfo->flinfo->fn_expr;

	if (call != NULL && IsA(call, MinMaxExpr))
		refuse_comparison(((MinMaxExpr *) call)->op == IS_GREATEST ? "GREATEST" : "LEAST");
	PG_RETURN_INT32(compare(fcinfo));
}

/* --- Hash ---------------------------------------------------------------------------- */

/* The canonical form makes equal coverages equal bytes. */
PG_FUNCTION_INFO_V1(coverage_hash);
Datum
coverage_hash(PG_FUNCTION_ARGS)
{
	Coverage   *coverage = PG_GETARG_COVERAGE_P(0);
	Datum		hash = hash_any((unsigned char *) coverage->values,
								(int) (VARSIZE(coverage) - offsetof(Coverage, values)));

	PG_FREE_IF_COPY(coverage, 0);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(coverage_hash_extended);
Datum
coverage_hash_extended(PG_FUNCTION_ARGS)
{
	Coverage   *coverage = PG_GETARG_COVERAGE_P(0);
	Datum		hash = hash_any_extended((unsigned char *) coverage->values,
										 (int) (VARSIZE(coverage) - offsetof(Coverage, values)),
										 PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(coverage, 0);
	PG_RETURN_DATUM(hash);
}
