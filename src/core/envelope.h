/*
 * envelope.h
 *		The least or the greatest of many step functions, day by day.
 */
#ifndef CORE_ENVELOPE_H
#define CORE_ENVELOPE_H

#include "core/steps.h"

#pragma GCC visibility push(hidden)

/* All zero, but for owner and operation, is the envelope of nothing. */
typedef struct Envelope
{
	void	   *owner;			/* what memory is taken from */
	StepsOperation operation;	/* STEPS_LEAST or STEPS_GREATEST */
	int32_t		level_count;
	StepsWriter *levels;		/* a free level has no .days */
} Envelope;

extern void envelope_add(Envelope *envelope, Steps steps);

/* The envelope of what was added; something must have been. */
extern Steps envelope_read(Envelope *envelope);

#pragma GCC visibility pop

#endif							/* CORE_ENVELOPE_H */
