/*
 * text_support.c
 *		Tells the planner what comparing a value with a text comes to when the text
 *		is known: comparing it with the value that the text says.
 *
 * Drivers type what they send as text.  A comparison of two values of one type is what
 * goes to another server, finds the partition and fits any index.
 */
#include "attache.h"

#include "access/stratnum.h"
#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/supportnodes.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "core/scalar_text.h"

#define NOT_EQUAL_STRATEGY 6	/* which B-trees lack */

/* A comparison of a value with a text, or of a text with a value. */
typedef struct TextComparison
{
	Node	   *value;
	Oid			type;			/* of the value */
	Const	   *said;			/* the text */
	bool		text_first;
	int			strategy;		/* with the arguments as they stand */
} TextComparison;

/* The operator of a strategy between two types of a family. */
static Oid
operator_of(Oid family, Oid left, Oid right, int strategy)
{
	if (strategy != NOT_EQUAL_STRATEGY)
		return get_opfamily_member(family, left, right, (int16) strategy);
	return get_negator(get_opfamily_member(family, left, right, BTEqualStrategyNumber));
}

static Oid
family_of(Oid type)
{
	return lookup_type_cache(type, TYPECACHE_BTREE_OPFAMILY)->btree_opf;
}

/* Which comparison is a function? 0 if none. */
static int
find_strategy(Oid function, Oid family, Oid left, Oid right)
{
	int			strategy;

	for (strategy = BTLessStrategyNumber; strategy <= NOT_EQUAL_STRATEGY; strategy++)
	{
		Oid			operator = operator_of(family, left, right, strategy);

		if (OidIsValid(operator) && get_opcode(operator) == function)
			return strategy;
	}
	return 0;
}

/* Takes a call apart; false if its text is not known, or is NULL. */
static bool
read_comparison(const FuncExpr *call, TextComparison *comparison)
{
	Node	   *left = linitial(call->args);
	Node	   *right = lsecond(call->args);

	comparison->text_first = exprType(left) == TEXTOID;
	comparison->value = comparison->text_first ? right : left;
	comparison->said = (Const *) (comparison->text_first ? left : right);
	comparison->type = exprType(comparison->value);
	if (!IsA(comparison->said, Const) || comparison->said->consttype != TEXTOID || comparison->said->constisnull)
		return false;
	comparison->strategy = find_strategy(call->funcid, family_of(comparison->type), exprType(left), exprType(right));
	return comparison->strategy != 0;
}

/* The comparison with the value that a text says. */
static Node *
compare_values(const TextComparison *comparison, uint64 number)
{
	int16		length;
	bool		by_value;
	Expr	   *said;
	Oid			operator = operator_of(family_of(comparison->type), comparison->type, comparison->type, comparison->strategy);
	Expr	   *value = (Expr *) comparison->value;
	Expr	   *clause;

	if (!OidIsValid(operator))
		return NULL;
	get_typlenbyval(comparison->type, &length, &by_value);
	said = (Expr *) makeConst(comparison->type, -1, InvalidOid, length, (Datum) number, false, by_value);
	clause = make_opclause(operator, BOOLOID, false,
						   comparison->text_first ? said : value, comparison->text_first ? value : said, InvalidOid, InvalidOid);
	set_opfuncid((OpExpr *) clause);
	return (Node *) clause;
}

/*
 * A text that says no value equals none and comes after all.  So the answer is the same
 * for each value, and NULL for NULL: no value is NULL, or NULL; or it is, and NULL.
 */
static Node *
compare_with_none(const TextComparison *comparison)
{
	bool		value_is_less = comparison->text_first
	? comparison->strategy == BTGreaterStrategyNumber || comparison->strategy == BTGreaterEqualStrategyNumber
	: comparison->strategy == BTLessStrategyNumber || comparison->strategy == BTLessEqualStrategyNumber;
	bool		answer = value_is_less || comparison->strategy == NOT_EQUAL_STRATEGY;
	NullTest   *test = makeNode(NullTest);

	test->arg = (Expr *) comparison->value;
	test->nulltesttype = answer ? IS_NOT_NULL : IS_NULL;
	test->argisrow = false;
	test->location = -1;
	return (Node *) makeBoolExpr(answer ? OR_EXPR : AND_EXPR, list_make2(test, makeBoolConst(false, true)), -1);
}

static Datum
simplify(Node *request, ScalarReader read)
{
	TextComparison comparison;
	Datum		said;
	text	   *packed;
	uint64		number;
	bool		is_value;

	if (!IsA(request, SupportRequestSimplify) ||
		list_length(((SupportRequestSimplify *) request)->fcall->args) != 2 ||
		!read_comparison(((SupportRequestSimplify *) request)->fcall, &comparison))
		PG_RETURN_POINTER(NULL);
	said = comparison.said->constvalue;
	packed = DatumGetTextPP(said);
	is_value = read(VARDATA_ANY(packed), VARSIZE_ANY_EXHDR(packed), &number);
	PG_RETURN_POINTER(is_value ? compare_values(&comparison, number) : compare_with_none(&comparison));
}

PG_FUNCTION_INFO_V1(program_code_text_support);
Datum
program_code_text_support(PG_FUNCTION_ARGS)
{
	return simplify((Node *) PG_GETARG_POINTER(0), scalar_read_program_code);
}

PG_FUNCTION_INFO_V1(posting_status_text_support);
Datum
posting_status_text_support(PG_FUNCTION_ARGS)
{
	return simplify((Node *) PG_GETARG_POINTER(0), scalar_read_posting_status);
}

PG_FUNCTION_INFO_V1(country_code_text_support);
Datum
country_code_text_support(PG_FUNCTION_ARGS)
{
	return simplify((Node *) PG_GETARG_POINTER(0), scalar_read_country_code);
}
