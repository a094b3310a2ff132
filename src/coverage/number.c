/*
 * number.c
 *		Makes numerics of what the core adds up.
 */
#include "coverage/number.h"

#include "utils/fmgrprotos.h"

/* Most sums are bigints; of others the high part has a factor. */
Numeric
number_of_sum(WideSum sum)
{
	static const int64 factor = INT64CONST(1) << 32;
	int64		high;
	int64		small;
	Datum		product;

	if (!__builtin_mul_overflow(sum.high, factor, &high) && !__builtin_add_overflow(high, sum.low, &small))
		return int64_to_numeric(small);
	product = DirectFunctionCall2(numeric_mul, NumericGetDatum(int64_to_numeric(sum.high)), NumericGetDatum(int64_to_numeric(factor)));
	return DatumGetNumeric(DirectFunctionCall2(numeric_add, product, NumericGetDatum(int64_to_numeric(sum.low))));
}

Numeric
number_ratio(Numeric dividend, int64 divisor)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_div, NumericGetDatum(dividend), NumericGetDatum(int64_to_numeric(divisor))));
}
