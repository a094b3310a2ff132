/*
 * floor.c
 *		The least that an aggregate over periods in C does: floor_agg(daterange)
 *		reads both bounds of each row, and leaves a number that they go into.
 *
 * What an aggregate costs above it is its own work; what lies below belongs to the
 * executor.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"
#include "utils/rangetypes.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(floor_agg_transfn);
Datum
floor_agg_transfn(PG_FUNCTION_ARGS)
{
	int64	   *state = PG_ARGISNULL(0) ? NULL : (int64 *) PG_GETARG_POINTER(0);
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	if (state == NULL)
		state = MemoryContextAllocZero(context, sizeof(int64));
	if (!PG_ARGISNULL(1))
	{
		struct varlena *packed = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(1));
		DateADT		bounds[2] = {0};

		/* The range type's OID, the bounds that there are, and a byte. */
		memcpy(bounds, VARDATA_ANY(packed) + sizeof(Oid), VARSIZE_ANY_EXHDR(packed) - sizeof(Oid) - 1);
		*state += (int64) bounds[0] + bounds[1];
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(floor_agg_finalfn);
Datum
floor_agg_finalfn(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_ARGISNULL(0) ? 0 : *(int64 *) PG_GETARG_POINTER(0));
}
