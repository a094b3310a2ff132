/*
 * coverage.h
 *		Building coverage values.
 */
#ifndef COVERAGE_H
#define COVERAGE_H

#include "attache.h"

/* Room for so many steps in the current memory context; 54000 if too many. */
extern StepsWriter coverage_start(size_t most_steps);

/* The value of what was written; frees the room. */
extern Coverage *coverage_finish(StepsWriter *writer);

#endif							/* COVERAGE_H */
