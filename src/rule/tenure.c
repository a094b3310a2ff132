/*
 * tenure.c
 *		AT-201, AT-105: an assignment starts while its posting is active and
 *		does not run past the day on which the posting closes.
 */
#include "rule/checks.h"

#include "utils/rel.h"

static const char *const quoted[] = {"posting_status_change", "assignment", NULL};

#define HINT_START "An assignment starts while its posting is active."
#define HINT_CLOSING "End the assignment before that day."

/* "is suspended on that day, since 2006-05-01": what a posting is by a change of it. */
static const char *
describe_status(const Posting *posting, int32 at)
{
	const StatusChange *change;

	if (at < 0)
		return "has no status on that day";
	change = &posting->history->changes[at];
	return psprintf("is %s on that day, since %s", posting_status_label(change->status), rule_day(change->day));
}

/* For a writer who may not read what the other reports quote. */
static void
report_tenure_blindly(const RuleEvent *event, RuleId rule, const Posting *posting)
{
	rule_report(event, rule, psprintf("%s cannot be held for this tenure", rule_key(event, "posting", posting->id)), NULL,
				"An assignment starts while its posting is active and ends before it closes.");
}

static void
report_start(const RuleEvent *event, const Posting *posting, Tenure tenure, int32 at)
{
	if (!rule_may_quote(event, quoted))
		report_tenure_blindly(event, AT_201, posting);
	else
		rule_report(event, AT_201,
					psprintf("assignment " INT64_FORMAT " cannot start on %s",
							 tenure.assignment, rule_day(tenure.period.from)),
					psprintf("Posting " INT64_FORMAT " %s.", posting->id, describe_status(posting, at)),
					HINT_START);
}

static void
report_closing(const RuleEvent *event, const Posting *posting, Tenure tenure, int32 at)
{
	const StatusChange *change = &posting->history->changes[at];

	if (!rule_may_quote(event, quoted))
		report_tenure_blindly(event, AT_105, posting);
	else
		rule_report(event, AT_105,
					psprintf("assignment " INT64_FORMAT " runs past %s, when posting " INT64_FORMAT " is %s",
							 tenure.assignment, rule_day(change->day), posting->id,
							 posting_status_label(change->status)),
					tenure.period.upto == DAY_INFINITY
					? "The assignment is open-ended."
					: psprintf("The assignment's last day is %s.", rule_day(period_last_day(tenure.period))),
					HINT_CLOSING);
}

void
check_tenure(const RuleEvent *event, const Posting *posting, Tenure tenure)
{
	int32		at;

	if (!status_history_admits(posting->history, tenure.period.from, &at))
		report_start(event, posting, tenure, at);
	if (status_history_ends(posting->history, tenure.period, &at))
		report_closing(event, posting, tenure, at);
}
