/*
 * history.c
 *		AT-101, AT-103, AT-106: a posting's status changes as the table allows.
 *
 * The whole history is checked, in the order of days.
 */
#include "rule/checks.h"

#include "lib/stringinfo.h"
#include "utils/rel.h"

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

static const char *const quoted[] = {"posting_status_change", NULL};

static void
report_bad_start(const RuleEvent *event, const Posting *posting, const StatusChange *change)
{
	rule_report(event, AT_101,
				psprintf("%s cannot start as %s on %s",
						 name_posting(event, posting->id, change->day), posting_status_label(change->status), rule_day(change->day)),
				"A posting's first status is proposed.",
				"For history taken over from elsewhere, name the source in taken_over_from.");
}

static void
report_bad_change(const RuleEvent *event, const Posting *posting, const StatusChange *change)
{
	rule_report(event, AT_103,
				psprintf("%s cannot become %s on %s",
						 name_posting(event, posting->id, change->day), posting_status_label(change->status), rule_day(change->day)),
				psprintf("It is %s from %s on, and may then become %s.",
						 posting_status_label(change[-1].status), rule_day(change[-1].day), list_next(change[-1].status)),
				NULL);
}

static void
report_past_final(const RuleEvent *event, const Posting *posting, const StatusChange *change)
{
	rule_report(event, AT_106,
				psprintf("%s cannot become %s on %s",
						 name_posting(event, posting->id, change->day), posting_status_label(change->status), rule_day(change->day)),
				psprintf("It is %s from %s on, and nothing follows that status.",
						 posting_status_label(change[-1].status), rule_day(change[-1].day)),
				"To reopen a post, create a new posting that names the old one in \"reopens\".");
}

static const struct
{
	RuleId		rule;
	void		(*report) (const RuleEvent *event, const Posting *posting, const StatusChange *change);
}			faults[] =
{
	[HISTORY_BAD_START] = {AT_101, report_bad_start},
	[HISTORY_BAD_CHANGE] = {AT_103, report_bad_change},
	[HISTORY_PAST_FINAL] = {AT_106, report_past_final},
};

/* Had the history the same fault on that day before, in that status? */
static bool
was_faulty(const StatusHistory *before, HistoryFault fault, const StatusChange *change)
{
	HistoryFault older;
	int32		at;

	for (at = 0; (older = status_history_check(before, &at)) != HISTORY_OK; at++)
		if (older == fault && before->changes[at].day == change->day && before->changes[at].status == change->status)
			return true;
	return false;
}

static bool
is_change_excused(const RuleEvent *event, HistoryFault fault, const Posting *posting, const StatusChange *change)
{
	Periods		broken = {0};
	Periods		waived = {0};
	Period		rest;

	if (was_faulty(posting_before(event, posting->id)->history, fault, change))
		return true;
	periods_add(&broken, period_of_days(change->day, change->day), CurrentMemoryContext);
	waiver_add_days(event, faults[fault].rule, WAIVER_POSTING, posting->id, &waived, CurrentMemoryContext);
	return !first_not_excused(&broken, &waived, &rest);
}

static void
report_fault(const RuleEvent *event, HistoryFault fault, const Posting *posting, const StatusChange *change)
{
	if (rule_may_quote(event, quoted))
		faults[fault].report(event, posting, change);
	else
		rule_report(event, faults[fault].rule,
					psprintf("the status of %s cannot change like this", name_posting(event, posting->id, change->day)), NULL,
					"posting_status_transitions() lists the changes that are allowed.");
}

void
check_history(const RuleEvent *event, const Posting *posting)
{
	HistoryFault fault;
	int32		at;

	for (at = 0; (fault = status_history_check(posting->history, &at)) != HISTORY_OK; at++)
	{
		const StatusChange *change = &posting->history->changes[at];

		if (rule_setting(event, faults[fault].rule)->level != 0 && !is_change_excused(event, fault, posting, change))
			report_fault(event, fault, posting, change);
	}
}
