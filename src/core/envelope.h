/*
 * envelope.h
 *		The least or the greatest of many step functions, day by day.
 */
#ifndef CORE_ENVELOPE_H
#define CORE_ENVELOPE_H

#include <stdbool.h>

#include "core/steps.h"

#pragma GCC visibility push(hidden)

#define ENVELOPE_LEVELS 64

/* All zero, but for owner and operation, is the envelope of nothing. */
typedef struct Envelope
{
	void	   *owner;			/* what memory is taken from */
	StepsOperation operation;	/* STEPS_LEAST or STEPS_GREATEST */
	bool		taken[ENVELOPE_LEVELS];
	StepsWriter levels[ENVELOPE_LEVELS];
} Envelope;

extern void envelope_add(Envelope *envelope, Steps steps);

/* Brings everything that was added, which is not nothing, together. */
extern Steps envelope_read(Envelope *envelope);

#pragma GCC visibility pop

#endif							/* CORE_ENVELOPE_H */
