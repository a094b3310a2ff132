/*
 * presence.h
 *		Who is covered when: units, each with its merged periods.
 */
#ifndef CORE_PRESENCE_H
#define CORE_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/periods.h"
#include "core/steps.h"

#pragma GCC visibility push(hidden)

#define UNITS_TYPE Presence
#define UNITS_PREFIX presence
#define UNITS_ITEM Period
#define UNITS_LIST Periods
#define UNITS_DECLARE
#include "core/unit_slots.h"

#pragma GCC visibility pop

#endif							/* CORE_PRESENCE_H */
