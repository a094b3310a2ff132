/*
 * status_history.c
 *		Checks of a posting's history and of tenures against it.
 */
#include "core/status_history.h"

static HistoryFault
check_change(StatusChange before, StatusChange change)
{
	if (posting_status_is_final(before.status))
		return HISTORY_PAST_FINAL;
	if (!posting_status_can_become(before.status, change.status))
		return HISTORY_BAD_CHANGE;
	return HISTORY_OK;
}

HistoryFault
status_history_check(const StatusHistory *history, int32_t *at)
{
	const StatusChange *changes = history->changes;

	for (; *at < history->count; (*at)++)
	{
		HistoryFault fault;

		if (*at > 0)
			fault = check_change(changes[*at - 1], changes[*at]);
		else if (changes[0].status == POSTING_PROPOSED || changes[0].taken_over)
			fault = HISTORY_OK;
		else
			fault = HISTORY_BAD_START;
		if (fault != HISTORY_OK)
			return fault;
	}
	return HISTORY_OK;
}

bool
status_history_admits(const StatusHistory *history, Day day, bool is_tdy, int32_t *at)
{
	int32_t		i;

	*at = -1;
	for (i = 0; i < history->count && history->changes[i].day <= day; i++)
		*at = i;
	if (*at < 0)
		return false;
	return is_tdy ? posting_status_admits_tdy(history->changes[*at].status)
		: posting_status_admits(history->changes[*at].status);
}

bool
status_history_ends(const StatusHistory *history, Period tenure, int32_t *at)
{
	for (*at = 0; *at < history->count && history->changes[*at].day < tenure.upto; (*at)++)
		if (history->changes[*at].day > tenure.from &&
			!posting_status_is_open(history->changes[*at].status))
			return true;
	return false;
}
