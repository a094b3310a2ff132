/*
 * meet.c
 *		Whether two periods have a day in common, read where they stand: where most
 *		rows of a table pass, no index helps, and && spends its time on copies.
 */
#include "period_scan.h"

PG_FUNCTION_INFO_V1(days_meet);
Datum
days_meet(PG_FUNCTION_ARGS)
{
	Period		a;
	Period		b;

	PG_RETURN_BOOL(daterange_read(PG_GETARG_DATUM(0), &a) &&
				   daterange_read(PG_GETARG_DATUM(1), &b) &&
				   a.from < b.upto && b.from < a.upto);
}
