/*
 * number.h
 *		Results that may be larger than bigint, or no whole numbers.
 */
#ifndef COVERAGE_NUMBER_H
#define COVERAGE_NUMBER_H

#include "postgres.h"

#include "utils/numeric.h"

#include "core/steps.h"

#pragma GCC visibility push(hidden)

extern Numeric number_of_sum(WideSum sum);

/* The quotient, of as many digits as the server gives it. */
extern Numeric number_ratio(Numeric dividend, int64 divisor);

#pragma GCC visibility pop

#endif							/* COVERAGE_NUMBER_H */
