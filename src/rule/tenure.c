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
report_tenure_blindly(const RuleEvent *event, RuleId rule, const Posting *posting, const Tenure *tenure)
{
	rule_report(event, rule, psprintf("%s cannot be held for this tenure", name_posting(event, posting->id, tenure->period.from)), NULL,
				"An assignment starts while its posting is active and ends before it closes.");
}

static void
report_start(const RuleEvent *event, const Posting *posting, const Tenure *tenure)
{
	int32		at;

	(void) status_history_admits(posting->history, tenure->period.from, tenure->kind == ASSIGNMENT_TDY, &at);
	if (!rule_may_quote(event, quoted))
		report_tenure_blindly(event, AT_201, posting, tenure);
	else
		rule_report(event, AT_201,
					psprintf("%s cannot start on %s", name_tenure(event, tenure->kind, tenure->representative), rule_day(tenure->period.from)),
					psprintf("%s %s.", begin_sentence(name_posting(event, posting->id, tenure->period.from)), describe_status(posting, at)),
					HINT_START);
}

static void
report_closing(const RuleEvent *event, const Posting *posting, const Tenure *tenure)
{
	const StatusChange *change;
	int32		at;

	(void) status_history_ends(posting->history, tenure->period, &at);
	change = &posting->history->changes[at];
	if (!rule_may_quote(event, quoted))
		report_tenure_blindly(event, AT_105, posting, tenure);
	else
		rule_report(event, AT_105,
					psprintf("%s runs past %s, when %s is %s", name_tenure(event, tenure->kind, tenure->representative),
							 rule_day(change->day), name_posting(event, posting->id, change->day),
							 posting_status_label(change->status)),
					psprintf("It runs %s.", name_days(tenure->period)),
					HINT_CLOSING);
}

/* AT-201: adds the first day of a tenure if the posting does not admit it. */
static void
add_bad_start(const Posting *posting, const Tenure *tenure, Periods *days)
{
	Day			first = tenure->period.from;
	int32		at;

	if (!status_history_admits(posting->history, first, tenure->kind == ASSIGNMENT_TDY, &at))
		periods_add(days, period_of_days(first, first), CurrentMemoryContext);
}

/* AT-105: adds the days of a tenure from the one on which the posting is no longer open. */
static void
add_past_closing(const Posting *posting, const Tenure *tenure, Periods *days)
{
	int32		at;

	if (status_history_ends(posting->history, tenure->period, &at))
		periods_add(days, (Period) {posting->history->changes[at].day, tenure->period.upto}, CurrentMemoryContext);
}

static const struct
{
	RuleId		rule;
	void		(*add) (const Posting *posting, const Tenure *tenure, Periods *days);
	void		(*report) (const RuleEvent *event, const Posting *posting, const Tenure *tenure);
}			faults[] =
{
	{AT_201, add_bad_start, report_start},
	{AT_105, add_past_closing, report_closing},
};

static void
add_fault_before(const RuleEvent *event, int fault, const Posting *before, const Tenure *older, Periods *excused)
{
	Periods		broken = {0};
	Periods		waived = {0};

	faults[fault].add(before, older, &broken);
	if (broken.count == 0)
		return;
	waiver_add_days_of_tenure(event, faults[fault].rule, before, older, &waived, CurrentMemoryContext);
	add_broken_before(&broken, &waived, excused);
}

static bool
is_tenure_excused(const RuleEvent *event, int fault, const Posting *posting, const Tenure *tenure, Periods *broken)
{
	const Posting *before = posting_before(event, posting->id);
	const Tenure *older = posting_tenure(before, tenure->assignment);
	Periods		excused = {0};
	Period		rest;

	if (older != NULL)
		add_fault_before(event, fault, before, older, &excused);
	waiver_add_days_of_tenure(event, faults[fault].rule, posting, tenure, &excused, CurrentMemoryContext);
	return !first_not_excused(broken, &excused, &rest);
}

void
check_tenure(const RuleEvent *event, const Posting *posting, const Tenure *tenure)
{
	size_t		i;

	for (i = 0; i < lengthof(faults); i++)
	{
		Periods		broken = {0};

		faults[i].add(posting, tenure, &broken);
		if (broken.count > 0 && rule_setting(event, faults[i].rule)->level != 0 &&
			!is_tenure_excused(event, i, posting, tenure, &broken))
			faults[i].report(event, posting, tenure);
	}
}
