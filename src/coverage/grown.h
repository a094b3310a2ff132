/*
 * grown.h
 *		A value that grows, a coverage or a presence: an expanded object, the state of
 *		an aggregate.
 *
 * A state that is a value goes to where an internal one cannot: to another server.
 */
#ifndef GROWN_H
#define GROWN_H

#include "attache.h"

#include "utils/expandeddatum.h"

#pragma GCC visibility push(hidden)

typedef struct GrownValue GrownValue;

/* What has been collected, as a value in the current memory context, which is the state's. */
typedef struct varlena *(*GrownMaker) (GrownValue *grown);

/* Comes first in the state of an aggregate, which says what else it collects. */
struct GrownValue
{
	ExpandedObjectHeader header;
	GrownMaker	make;
	struct varlena *flat;		/* made since the last change; or NULL */
};

/*
 * Argument 0 as a state of so many bytes, to be changed; all zero behind its head if it
 * is new.  *before: a value that is to be added to it first; or NULL.
 */
extern GrownValue *grown_value_arg(FunctionCallInfo fcinfo, Size size, GrownMaker make, struct varlena **before);

/* Where a state takes its memory. */
static inline MemoryContext
grown_context(GrownValue *grown)
{
	return grown->header.eoh_context;
}

#pragma GCC visibility pop

#endif							/* GROWN_H */
