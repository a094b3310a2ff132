/*
 * rule_seats.c
 *		AT-203, AT-204: a posting has at most one person above its seats, and
 *		not for long.
 */
#include "rule/posting.h"

#include "lib/stringinfo.h"
#include "utils/rel.h"

#include "core/seats.h"
#include "rule/settings.h"

static const RuleBlind blind = {
	.tables = {"assignment", "posting"},
	.message = "posting " INT64_FORMAT " cannot have so many people",
	.hint = "A posting may have one person above its seats, for the days of a handover."
};

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

static void
report_crowded(const RuleEvent *event, const Posting *posting, Day day, int64 people)
{
	Period		that_day = {day, day + 1};

	rule_report_quoting(event, AT_203, &blind, posting->id,
				errmsg("posting " INT64_FORMAT " has " INT64_FORMAT " people on %s and %d %s",
					   posting->id, people, rule_day(day), posting->seats,
					   posting->seats == 1 ? "seat" : "seats"),
				errdetail("Assignments on that day: %s.", list_assignments(posting, that_day)),
				errhint("A posting may have one person above its seats, for the days of a handover."));
}

static void
report_long(const RuleEvent *event, const Posting *posting, Period run, int32 most)
{
	if (run.upto == DAY_INFINITY)
		rule_report_quoting(event, AT_204, &blind, posting->id,
					errmsg("posting " INT64_FORMAT " has more people than seats from %s on",
						   posting->id, rule_day(run.from)),
					errdetail("A handover has %d days at most. Assignments in it: %s.",
							  most, list_assignments(posting, run)),
					errhint("End an assignment of the handover sooner."));
	else
		rule_report_quoting(event, AT_204, &blind, posting->id,
					errmsg("posting " INT64_FORMAT " has more people than seats from %s to %s",
						   posting->id, rule_day(run.from), rule_day(run.upto - 1)),
					errdetail("These are %d days on end, and a handover has %d at most. Assignments in it: %s.",
							  run.upto - run.from, most, list_assignments(posting, run)),
					errhint("End an assignment of the handover sooner, or begin the next later."));
}

void
rule_check_seats(const RuleEvent *event, const Posting *posting, Period within)
{
	int32		most = rule_setting(event, AT_204)->most;
	Period		run;
	Day			day;
	int64		people;
	bool		crowded = seats_crowded(posting->headcount, posting->seats, within, &day, &people);
	bool		is_long = seats_long_run(posting->headcount, posting->seats, most, within, &run);

	if (crowded)
		report_crowded(event, posting, day, people);
	if (is_long)
		report_long(event, posting, run, most);
}

static int32
seats_in(const RuleEvent *event, HeapTuple row)
{
	return DatumGetInt32(rule_column(event, row, "seats"));
}

/* After a change of a posting: its seats, for all days. */
PG_FUNCTION_INFO_V1(attache_rule_posting);
Datum
attache_rule_posting(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);
	Period		always = {DAY_MINUS_INFINITY, DAY_INFINITY};

	if (event.new != NULL && event.old != NULL &&
		(seats_in(&event, event.new) < seats_in(&event, event.old) || rule_old_is_own(&event)))
		rule_check_seats(&event, rule_posting(&event, DatumGetInt64(rule_column(&event, event.new, "posting_id"))),
						 always);
	PG_RETURN_POINTER(NULL);
}
