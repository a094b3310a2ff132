/*
 * presence.c
 *		Counting the units that are covered.
 */
#include "core/presence.h"

#include <string.h>

#include "core/changes.h"
#include "core/host.h"
#include "core/mix.h"

#define UNITS_TYPE Presence
#define UNITS_PREFIX presence
#define UNITS_ITEM Period
#define UNITS_LIST Periods
#define UNITS_DEFINE
#define UNITS_PERIOD(item) (item)
#define UNITS_WEIGHT(item) 1
#define UNITS_JOIN period_join
#define UNITS_LIST_ITEMS periods_items
#define UNITS_LIST_ADD periods_add
#define UNITS_LIST_SETTLE periods_settle
#include "core/unit_slots.h"
