/*
 * weighing.h
 *		What weighs how much when: units, each with its weights.
 */
#ifndef CORE_WEIGHING_H
#define CORE_WEIGHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/steps.h"
#include "core/weights.h"

#pragma GCC visibility push(hidden)

#define UNITS_TYPE Weighing
#define UNITS_PREFIX weighing
#define UNITS_ITEM WeightedPeriod
#define UNITS_LIST Weights
#define UNITS_DECLARE
#include "core/unit_slots.h"

#pragma GCC visibility pop

#endif							/* CORE_WEIGHING_H */
