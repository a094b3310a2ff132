/*
 * aggregate.h
 *		What the support functions of all aggregates share.
 */
#ifndef AGGREGATE_H
#define AGGREGATE_H

#include "attache.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

/* The memory context of the aggregate that calls; an error if none does. */
static inline MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function called in non-aggregate context");
	return context;
}

/* The state, argument n of a support function; NULL if there is none yet. */
static inline void *
aggregate_state(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : (void *) PG_GETARG_POINTER(n);
}

/* Opens a serialized state, and checks its version, its first byte. */
static inline void
aggregate_open_message(StringInfo message, bytea *bytes, int version)
{
	initStringInfo(message);
	appendBinaryStringInfo(message, VARDATA_ANY(bytes), VARSIZE_ANY_EXHDR(bytes));
	if (pq_getmsgbyte(message) != version)
		elog(ERROR, "unexpected version of a serialized aggregate state");
}

static inline void
aggregate_close_message(StringInfo message)
{
	pq_getmsgend(message);
	pfree(message->data);
}

#endif							/* AGGREGATE_H */
