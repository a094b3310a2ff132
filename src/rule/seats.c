/*
 * seats.c
 *		AT-203, AT-204: a posting has at most one more person than seats, and
 *		not for long.
 */
#include "rule/checks.h"

#include "lib/stringinfo.h"
#include "utils/rel.h"

#include "core/seats.h"

static const char *const quoted[] = {"assignment", "posting", "posting_seats_change", "rule", NULL};

#define HINT "A posting may have one more person than seats, for the days of a handover."

#define MOST_NAMED 8

/* "A (E-1) from 2006-01-01 on; B from ... to ...": who has days within a period, and when. */
static const char *
list_people(const RuleEvent *event, const Posting *posting, Period within)
{
	StringInfoData list;
	int			count = 0;
	int32		i;

	initStringInfo(&list);
	for (i = 0; i < posting->count; i++)
	{
		Tenure		tenure = posting->tenures[i];

		if (tenure.kind != ASSIGNMENT_ACTING && tenure.period.from < within.upto && within.from < tenure.period.upto &&
			count++ < MOST_NAMED)
			appendStringInfo(&list, "%s%s %s", list.len > 0 ? "; " : "", name_person(event, tenure.representative), name_days(tenure.period));
	}
	if (count > MOST_NAMED)
		appendStringInfo(&list, "; and %d more", count - MOST_NAMED);
	return list.data;
}

/* For a writer who may not read what the other reports quote. */
static void
report_seats_blindly(const RuleEvent *event, RuleId rule, const Posting *posting, Day day)
{
	rule_report(event, rule, psprintf("%s cannot have so many people", name_posting(event, posting->id, day)), NULL, HINT);
}

static void
report_crowded(const RuleEvent *event, const Posting *posting, Day day)
{
	Period		that_day = period_of_days(day, day);
	int64		people = steps_value_on(posting->headcount, day);
	int64		seats = people - steps_value_on(posting->excess, day);

	if (!rule_may_quote(event, quoted))
		report_seats_blindly(event, AT_203, posting, day);
	else
		rule_report(event, AT_203,
					psprintf("%s has " INT64_FORMAT " people on %s and " INT64_FORMAT " %s",
							 name_posting(event, posting->id, day), people, rule_day(day), seats, seats == 1 ? "seat" : "seats"),
					psprintf("On that day: %s.", list_people(event, posting, that_day)),
					HINT);
}

static void
report_open_run(const RuleEvent *event, const Posting *posting, Period run, const Interval *limit)
{
	rule_report(event, AT_204,
				psprintf("%s has more people than seats %s", name_posting(event, posting->id, run.from), name_days(run)),
				psprintf("A handover may last %s. In it: %s.", rule_limit_text(limit), list_people(event, posting, run)),
				"End an assignment of the handover sooner.");
}

static void
report_long_run(const RuleEvent *event, const Posting *posting, Period run, const Interval *limit)
{
	if (!rule_may_quote(event, quoted))
		report_seats_blindly(event, AT_204, posting, run.from);
	else if (run.upto == DAY_INFINITY)
		report_open_run(event, posting, run, limit);
	else
		rule_report(event, AT_204,
					psprintf("%s has more people than seats %s", name_posting(event, posting->id, run.from), name_days(run)),
					psprintf("These are %d consecutive days, and a handover may last %s. In it: %s.",
							 run.upto - run.from, rule_limit_text(limit), list_people(event, posting, run)),
					"End an assignment of the handover sooner, or begin the next later.");
}

static void
add_seats_waived(const RuleEvent *event, RuleId rule, const Posting *posting, Periods *days)
{
	waiver_add_days(event, rule, WAIVER_POSTING, posting->id, days, CurrentMemoryContext);
}

/* --- AT-203 --------------------------------------------------------------- */

/* The first day that is too crowded, was not as crowded before, and is not waived. */
static bool
find_crowded(const RuleEvent *event, const Posting *posting, Period within, Day *day)
{
	const Posting *before = posting_before(event, posting->id);
	Periods		waived = {0};
	int64		excess;

	add_seats_waived(event, AT_203, posting, &waived);
	while (breach_find(before->excess, posting->excess, LIMIT_CEILING, 1, within.from, period_last_day(within), day, &excess))
	{
		Periods		left = {.count = 1,.at.few = {{*day, within.upto}}};
		Period		rest;

		if (!first_not_excused(&left, &waived, &rest))
			return false;
		if (rest.from == *day)
			return true;
		within.from = rest.from;
	}
	return false;
}

static void
check_crowded(const RuleEvent *event, const Posting *posting, Period within)
{
	Day			day;

	if (stretches_max(stretch_scan(posting->excess, within.from, period_last_day(within))) > 1 &&
		rule_setting(event, AT_203)->level != 0 &&
		find_crowded(event, posting, within, &day))
		report_crowded(event, posting, day);
}

/* --- AT-204 --------------------------------------------------------------- */

/* Adds the days above the seats on which a run of them is longer than the limit. */
static void
add_long_handovers(const Posting *posting, Period within, const Interval *limit, Periods *days)
{
	int32		at = 0;
	Period		run;

	while (seats_next_run(posting->excess, within, &at, &run))
	{
		Day			end = rule_limit_end(run.from, limit);

		if (run.upto > end)
			periods_add(days, (Period) {end, run.upto}, CurrentMemoryContext);
	}
}

static void
check_handovers(const RuleEvent *event, const Posting *posting, Period within)
{
	static const Period always = {DAY_MINUS_INFINITY, DAY_INFINITY};
	RuleSetting handover = *rule_setting(event, AT_204);
	Periods		broken = {0};
	Periods		excused = {0};
	Period		run;
	int32		at = 0;

	if (handover.level == 0 || !handover.is_limited)
		return;
	add_long_handovers(posting, within, &handover.limit, &broken);
	if (broken.count == 0)
		return;
	add_long_handovers(posting_before(event, posting->id), always, &handover.limit, &excused);
	add_seats_waived(event, AT_204, posting, &excused);
	if (!first_not_excused(&broken, &excused, &run))
		return;
	(void) seats_next_run(posting->excess, period_of_days(run.from, run.from), &at, &run);
	report_long_run(event, posting, run, &handover.limit);
}

void
check_seats(const RuleEvent *event, const Posting *posting, Period within)
{
	check_crowded(event, posting, within);
	check_handovers(event, posting, within);
}
