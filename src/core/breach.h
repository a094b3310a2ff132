/*
 * breach.h
 *		Where a change takes a step function beyond a limit.
 */
#ifndef CORE_BREACH_H
#define CORE_BREACH_H

#include "core/steps.h"

#pragma GCC visibility push(hidden)

typedef enum LimitKind
{
	LIMIT_FLOOR,				/* never below */
	LIMIT_CEILING				/* never above */
} LimitKind;

/*
 * The first day, from first to last, that is beyond the limit and further from
 * it than before; and the value on it.
 */
extern bool breach_find(Steps before, Steps after, LimitKind kind, int64_t limit,
						Day first, Day last, Day *day, int64_t *value);

#pragma GCC visibility pop

#endif							/* CORE_BREACH_H */
