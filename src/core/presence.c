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
#define UNITS_JOIN period_join
#define UNITS_LIST_ITEMS periods_items
#define UNITS_LIST_ADD periods_add
#define UNITS_LIST_SETTLE periods_settle
#include "core/unit_slots.h"

void
presence_count_units(Presence *presence, StepsWriter *writer)
{
	Changes		changes = {.owner = presence->owner};
	PresenceUnit unit;
	size_t		slot = 0;
	int32_t		i;

	(void) presence_settle(presence);
	while (presence_next(presence, &slot, &unit))
	{
		core_check_for_interrupts();
		for (i = 0; i < unit.count; i++)
			changes_add_period(&changes, unit.items[i], 1);
	}
	changes_add_up(&changes, writer);	/* fewer than bigint counts */
	changes_free(&changes);
}
