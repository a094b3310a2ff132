/*
 * rule_length.c
 *		AT-206, AT-207: how long a tour and a TDY may last.
 *
 * The assignment alone decides, but the limits are in the table of rules.
 */
#include "rule/assignment.h"

#include "utils/date.h"
#include "utils/fmgrprotos.h"
#include "utils/timestamp.h"

#include "rule/settings.h"

/* The day after the last that the limit allows. */
static Day
longest_end(Day first, int32 most, bool in_months)
{
	Interval	length = {0};
	Datum		end;

	if (!in_months)
		return (Day) Min((int64) first + most, DAY_INFINITY);
	length.month = most;
	end = DirectFunctionCall2(date_pl_interval, DateADTGetDatum(first), IntervalPGetDatum(&length));
	return DatumGetDateADT(DirectFunctionCall1(timestamp_date, end));
}

void
rule_check_length(const RuleEvent *event, const Assignment *assignment)
{
	RuleId		rule = assignment->kind == ASSIGNMENT_TOUR ? AT_206 : AT_207;
	const RuleSetting *setting = rule_setting(event, rule);
	int32		most = assignment->extended ? setting->most_extended : setting->most;
	bool		in_months = setting->in_months;
	Day			end;

	if (assignment->kind == ASSIGNMENT_ACTING || setting->level == 0 || (assignment->kind == ASSIGNMENT_TOUR && assignment->tenure.upto == DAY_INFINITY))
		return;
	end = longest_end(assignment->tenure.from, most, in_months);
	if (assignment->tenure.upto <= end)
		return;
	rule_report(event, rule,
				errmsg("assignment " INT64_FORMAT " is too long for a %s", assignment->id,
					   rule == AT_206 ? "tour" : "TDY"),
				errdetail("It starts on %s, and %d %s from then end on %s.",
						  rule_day(assignment->tenure.from), most, in_months ? "months" : "days",
						  rule_day(end - 1)),
				rule == AT_206 && !assignment->extended && setting->most_extended > most
				? errhint("With the paper of an extension in \"extension\" a tour may last longer.")
				: errhint("The limit is the agency's: column \"most\" of table \"rule\"."));
}
