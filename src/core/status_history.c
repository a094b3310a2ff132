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

	for (*at = 0; *at < history->count; (*at)++)
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

TenureFault
status_history_check_tenure(const StatusHistory *history, Period tenure, int32_t *at)
{
	const StatusChange *changes = history->changes;
	int32_t		i;

	*at = -1;
	for (i = 0; i < history->count && changes[i].day <= tenure.from; i++)
		*at = i;
	if (*at < 0 || !posting_status_admits(changes[*at].status))
		return TENURE_BAD_START;

	for (; i < history->count && changes[i].day < tenure.upto; i++)
		if (!posting_status_is_open(changes[i].status))
		{
			*at = i;
			return TENURE_PAST_CLOSING;
		}
	return TENURE_OK;
}
