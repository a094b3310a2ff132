/*
 * rule_history.c
 *		AT-101, AT-103, AT-106: a posting's status changes as the table allows.
 *
 * After a change of a posting's status its whole history is checked, in the
 * order of days, and then every tenure against it.
 */
#include "rule/posting.h"

#include "lib/stringinfo.h"
#include "utils/rel.h"

#include "rule/settings.h"

/* "requested or withdrawn": what may follow a status. */
static const char *
list_next(PostingStatus from)
{
	StringInfoData list;
	const char *last = NULL;
	int			to;

	initStringInfo(&list);
	for (to = POSTING_STATUS_FIRST; to <= POSTING_STATUS_LAST; to++)
	{
		if (!posting_status_can_become(from, to))
			continue;
		if (last != NULL)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", last);
		last = posting_status_label(to);
	}
	appendStringInfo(&list, "%s%s", list.len > 0 ? " or " : "", last);
	return list.data;
}

static const RuleBlind blind = {
	.tables = {"posting_status_change"},
	.message = "the status of posting " INT64_FORMAT " cannot change like this",
	.hint = "posting_status_transitions() lists what may follow what."
};

static void
report(const RuleEvent *event, int64 posting, const StatusHistory *history,
	   HistoryFault fault, int32 at)
{
	const StatusChange *change = &history->changes[at];
	const char *label = posting_status_label(change->status);
	const char *before = at == 0 ? NULL : posting_status_label(change[-1].status);

	switch (fault)
	{
		case HISTORY_OK:
			break;
		case HISTORY_BAD_START:
			rule_report_quoting(event, AT_101, &blind, posting,
								errmsg("posting " INT64_FORMAT " cannot start as %s on %s",
									   posting, label, rule_day(change->day)),
								errdetail("A posting's first status is proposed."),
								errhint("For history that is taken over, say from what in taken_over_from."));
			break;
		case HISTORY_BAD_CHANGE:
			rule_report_quoting(event, AT_103, &blind, posting,
								errmsg("posting " INT64_FORMAT " cannot become %s on %s",
									   posting, label, rule_day(change->day)),
								errdetail("It is %s from %s on, and may then become %s.",
										  before, rule_day(change[-1].day), list_next(change[-1].status)));
			break;
		case HISTORY_PAST_FINAL:
			rule_report_quoting(event, AT_106, &blind, posting,
								errmsg("posting " INT64_FORMAT " cannot become %s on %s",
									   posting, label, rule_day(change->day)),
								errdetail("It is %s from %s on, and nothing follows that status.",
										  before, rule_day(change[-1].day)),
								errhint("A post that is reopened is a new posting that names the old one."));
			break;
	}
}

static void
check_history(const RuleEvent *event, const Posting *posting)
{
	HistoryFault fault;
	int32		at;

	for (at = 0; (fault = status_history_check(posting->history, &at)) != HISTORY_OK; at++)
		report(event, posting->id, posting->history, fault, at);
}

static void
check_posting(const RuleEvent *event, HeapTuple row)
{
	Posting    *posting = rule_posting(event, DatumGetInt64(rule_column(event, row, "posting_id")));
	int32		i;

	if (posting->checked)
		return;
	check_history(event, posting);
	for (i = 0; i < posting->count; i++)
		rule_check_tenure(event, posting, posting->tenures[i]);
	posting->checked = true;
}

PG_FUNCTION_INFO_V1(attache_rule_status);
Datum
attache_rule_status(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);

	if (event.old != NULL)
		check_posting(&event, event.old);
	if (event.new != NULL)
		check_posting(&event, event.new);
	PG_RETURN_POINTER(NULL);
}
