/*
 * aggregate.h
 *		What the support functions of all aggregates share.
 */
#ifndef AGGREGATE_H
#define AGGREGATE_H

#include "attache.h"

#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#pragma GCC visibility push(hidden)

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

/*
 * The memory context of a new state that is an expanded object: one for all states of
 * the aggregate that calls, or for this one if none does.
 */
extern MemoryContext aggregate_object_context(FunctionCallInfo fcinfo);

/* The error of SQLSTATE 54000 for a state with too many bytes to travel. */
extern void aggregate_too_large(void);

/* Room for more bytes of a state that is being serialized. */
static inline void
aggregate_make_room(StringInfo message, Size size)
{
	if (size >= MaxAllocSize - (Size) message->len)
		aggregate_too_large();
	enlargeStringInfo(message, (int) size);
}

/*
 * Opens a serialized state, where it stands and to be read only, and checks its
 * version, its first byte.
 */
static inline void
aggregate_open_message(StringInfo message, bytea *bytes, int version)
{
	message->data = VARDATA_ANY(bytes);
	message->len = VARSIZE_ANY_EXHDR(bytes);
	message->maxlen = 0;
	message->cursor = 0;
	if (pq_getmsgbyte(message) != version)
		elog(ERROR, "unexpected version of a serialized aggregate state");
}

#pragma GCC visibility pop

#endif							/* AGGREGATE_H */
