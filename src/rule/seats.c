/*
 * seats.c
 *		AT-203, AT-204: a posting has at most one more person than seats, and
 *		not for long.
 */
#include "rule/checks.h"

#include "lib/stringinfo.h"
#include "utils/rel.h"

#include "core/seats.h"

static const char *const quoted[] = {"assignment", "posting", "rule", NULL};

#define HINT "A posting may have one more person than seats, for the days of a handover."

/* "3, 5, 9": the assignments that have days within a period. */
static const char *
list_assignments(const Posting *posting, Period within)
{
	StringInfoData list;
	int32		i;

	initStringInfo(&list);
	for (i = 0; i < posting->count; i++)
	{
		Tenure		tenure = posting->tenures[i];

		if (tenure.period.from < within.upto && within.from < tenure.period.upto)
			appendStringInfo(&list, "%s" INT64_FORMAT, list.len > 0 ? ", " : "", tenure.assignment);
	}
	return list.data;
}

/* For a writer who may not read what the other reports quote. */
static void
report_seats_blindly(const RuleEvent *event, RuleId rule, const Posting *posting)
{
	rule_report(event, rule, psprintf("%s cannot have so many people", rule_key(event, "posting", posting->id)), NULL, HINT);
}

static void
report_crowded(const RuleEvent *event, const Posting *posting, Day day, int64 people)
{
	Period		that_day = period_of_days(day, day);

	if (!rule_may_quote(event, quoted))
		report_seats_blindly(event, AT_203, posting);
	else
		rule_report(event, AT_203,
					psprintf("posting " INT64_FORMAT " has " INT64_FORMAT " people on %s and %d %s",
							 posting->id, people, rule_day(day), posting->seats,
							 posting->seats == 1 ? "seat" : "seats"),
					psprintf("Assignments on that day: %s.", list_assignments(posting, that_day)),
					HINT);
}

static void
report_open_run(const RuleEvent *event, const Posting *posting, Period run, const Interval *limit)
{
	rule_report(event, AT_204,
				psprintf("posting " INT64_FORMAT " has more people than seats from %s on",
						 posting->id, rule_day(run.from)),
				psprintf("A handover may last %s. Assignments in it: %s.",
						 rule_limit_text(limit), list_assignments(posting, run)),
				"End an assignment of the handover sooner.");
}

static void
report_long_run(const RuleEvent *event, const Posting *posting, Period run, const Interval *limit)
{
	if (!rule_may_quote(event, quoted))
		report_seats_blindly(event, AT_204, posting);
	else if (run.upto == DAY_INFINITY)
		report_open_run(event, posting, run, limit);
	else
		rule_report(event, AT_204,
					psprintf("posting " INT64_FORMAT " has more people than seats from %s to %s",
							 posting->id, rule_day(run.from), rule_day(period_last_day(run))),
					psprintf("These are %d consecutive days, and a handover may last %s. Assignments in it: %s.",
							 run.upto - run.from, rule_limit_text(limit), list_assignments(posting, run)),
					"End an assignment of the handover sooner, or begin the next later.");
}

/* The first run of days above the seats that is longer than the limit. */
static bool
find_long_run(const Posting *posting, Period within, const Interval *limit, Period *run)
{
	int32		at = 0;

	while (seats_next_run(posting->headcount, posting->seats, within, &at, run))
		if (run->upto > rule_limit_end(run->from, limit))
			return true;
	return false;
}

void
check_seats(const RuleEvent *event, const Posting *posting, Period within)
{
	RuleSetting handover = *rule_setting(event, AT_204);
	Period		run;
	Day			day;
	int64		people;

	if (seats_crowded(posting->headcount, posting->seats, within, &day, &people))
		report_crowded(event, posting, day, people);
	if (handover.is_limited && find_long_run(posting, within, &handover.limit, &run))
		report_long_run(event, posting, run, &handover.limit);
}
