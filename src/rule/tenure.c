/*
 * rule_tenure.c
 *		AT-201, AT-105: an assignment starts while its posting is active and
 *		does not run past the day on which the posting closes.
 */
#include "rule/posting.h"

#include "utils/rel.h"

#include "rule/settings.h"

static const RuleBlind blind = {
	.tables = {"posting_status_change", "assignment"},
	.message = "posting " INT64_FORMAT " cannot be held for this tenure",
	.hint = "An assignment starts while its posting is active and ends before it closes."
};

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

static void
report_start(const RuleEvent *event, const Posting *posting, Tenure tenure, int32 at)
{
	rule_report_quoting(event, AT_201, &blind, posting->id,
				errmsg("assignment " INT64_FORMAT " cannot start on %s",
					   tenure.assignment, rule_day(tenure.period.from)),
				errdetail("Posting " INT64_FORMAT " %s.", posting->id, describe_status(posting, at)),
				errhint("An assignment starts while its posting is active."));
}

static void
report_closing(const RuleEvent *event, const Posting *posting, Tenure tenure, int32 at)
{
	const StatusChange *change = &posting->history->changes[at];

	rule_report_quoting(event, AT_105, &blind, posting->id,
						errmsg("assignment " INT64_FORMAT " runs past %s, when posting " INT64_FORMAT " is %s",
							   tenure.assignment, rule_day(change->day), posting->id,
							   posting_status_label(change->status)),
						tenure.period.upto == DAY_INFINITY
						? errdetail("The assignment is open-ended.")
						: errdetail("The assignment's last day is %s.", rule_day(tenure.period.upto - 1)),
						errhint("End the assignment before that day."));
}

void
rule_check_tenure(const RuleEvent *event, const Posting *posting, Tenure tenure)
{
	int32		at;

	if (!status_history_admits(posting->history, tenure.period.from, &at))
		report_start(event, posting, tenure, at);
	if (status_history_ends(posting->history, tenure.period, &at))
		report_closing(event, posting, tenure, at);
}
