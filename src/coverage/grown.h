/*
 * grown.h
 *		A coverage that grows: an expanded object, the state of an aggregate.
 *
 * A state that is a coverage goes to where an internal one cannot: to another server.
 */
#ifndef GROWN_H
#define GROWN_H

#include "attache.h"

#include "utils/expandeddatum.h"

#pragma GCC visibility push(hidden)

typedef struct GrownCoverage GrownCoverage;

/* What has been collected, as a value in the current memory context. */
typedef Coverage *(*GrownMaker) (GrownCoverage *grown);

/* Comes first in the state of an aggregate, which says what else it collects. */
struct GrownCoverage
{
	ExpandedObjectHeader header;
	GrownMaker	make;
	Coverage   *flat;			/* made since the last change; or NULL */
};

/*
 * Argument 0 as a state of so many bytes, to be changed; all zero behind its head if it
 * is new.  *before: a coverage that is to be added to it first; or NULL.
 */
extern GrownCoverage *grown_coverage_arg(FunctionCallInfo fcinfo, Size size, GrownMaker make, Coverage **before);

/* Where a state takes its memory. */
static inline MemoryContext
grown_context(GrownCoverage *grown)
{
	return grown->header.eoh_context;
}

#pragma GCC visibility pop

#endif							/* GROWN_H */
