/*
 * grown.c
 *		A value that grows.
 */
#include "coverage/grown.h"

#include "coverage/aggregate.h"

static Size grown_flat_size(ExpandedObjectHeader *header);
static void grown_flatten_into(ExpandedObjectHeader *header, void *result, Size size);

static const ExpandedObjectMethods grown_methods = {grown_flat_size, grown_flatten_into};

/* Argument 0, if it is a state of this aggregate that may be changed; else NULL. */
static GrownValue *
own_state(FunctionCallInfo fcinfo, GrownMaker make)
{
	GrownValue *grown;

	if (PG_ARGISNULL(0) || !VARATT_IS_EXTERNAL_EXPANDED_RW(PG_GETARG_POINTER(0)))
		return NULL;
	grown = (GrownValue *) DatumGetEOHP(PG_GETARG_DATUM(0));
	return grown->header.eoh_methods == &grown_methods && grown->make == make ? grown : NULL;
}

GrownValue *
grown_value_arg(FunctionCallInfo fcinfo, Size size, GrownMaker make, struct varlena **before)
{
	GrownValue *grown = own_state(fcinfo, make);
	MemoryContext context;

	*before = NULL;
	if (likely(grown != NULL))
	{
		if (grown->flat != NULL)
			pfree(grown->flat);
		grown->flat = NULL;
		return grown;
	}
	context = aggregate_object_context(fcinfo);
	grown = MemoryContextAllocZero(context, size);
	EOH_init_header(&grown->header, &grown_methods, context);
	grown->make = make;
	if (!PG_ARGISNULL(0))
		*before = PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	return grown;
}

static Size
grown_flat_size(ExpandedObjectHeader *header)
{
	GrownValue *grown = (GrownValue *) header;

	if (grown->flat == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(header->eoh_context);

		grown->flat = grown->make(grown);
		MemoryContextSwitchTo(old);
	}
	return VARSIZE(grown->flat);
}

static void
grown_flatten_into(ExpandedObjectHeader *header, void *result, Size size)
{
	memcpy(result, ((GrownValue *) header)->flat, size);
}
