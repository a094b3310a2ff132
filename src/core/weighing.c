/*
 * weighing.c
 *		Adding up the weights of units.
 */
#include "core/weighing.h"

#include <string.h>

#include "core/changes.h"
#include "core/host.h"
#include "core/mix.h"

/* Makes one of two that weigh the same and overlap or meet. */
static inline bool
join_weights(WeightedPeriod *only, WeightedPeriod other)
{
	return only->weight == other.weight && period_join(&only->period, other.period);
}

#define UNITS_TYPE Weighing
#define UNITS_PREFIX weighing
#define UNITS_ITEM WeightedPeriod
#define UNITS_LIST Weights
#define UNITS_DEFINE
#define UNITS_PERIOD(item) ((item).period)
#define UNITS_WEIGHT(item) ((item).weight)
#define UNITS_JOIN join_weights
#define UNITS_LIST_ITEMS(list) ((list)->items)
#define UNITS_LIST_ADD(list, item, owner) weights_add(list, (item).period, (item).weight, owner)
#define UNITS_LIST_SETTLE weights_settle
#include "core/unit_slots.h"
