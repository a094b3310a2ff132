/*
 * length.c
 *		AT-206, AT-207: how long a person stays at a posting, on tours or on TDYs.
 *
 * A stay is the assignments of one person and one kind at one posting that touch or
 * overlap.  An extension of any of them extends it.  A tour may be open-ended; one
 * that has run past its limit is wrong, but it is not refused, and may end at any time.
 */
#include "rule/checks.h"

#include "lib/stringinfo.h"

static const char *const quoted[] = {"assignment", "rule", NULL};

#define HINT_EXTENSION "A tour may last longer if \"extension\" names the paper that extends it."
#define HINT_LIMIT "The agency sets the limit in column \"longest\" of table \"rule\"."
#define HINT_LIMIT_EXTENDED "The agency sets the limit in column \"longest_extended\" of table \"rule\"."

/* --- Stays ---------------------------------------------------------------- */

/* Is it of the same person and kind as an assignment, with a day in a period? */
static bool
is_of_stay(const Tenure *tenure, const Assignment *assignment, Period within)
{
	return tenure->representative == assignment->representative && tenure->kind == assignment->kind &&
		tenure->period.from < within.upto && within.from < tenure->period.upto;
}

/* Adds the stays at a posting of an assignment's person and kind. */
static void
add_stays(const Posting *posting, const Assignment *assignment, Periods *stays)
{
	static const Period always = {DAY_MINUS_INFINITY, DAY_INFINITY};
	int32		i;

	for (i = 0; i < posting->count; i++)
		if (is_of_stay(&posting->tenures[i], assignment, always))
			periods_add(stays, posting->tenures[i].period, CurrentMemoryContext);
	periods_settle(stays, CurrentMemoryContext);
}

static bool
is_extended(const Posting *posting, const Assignment *assignment, Period stay)
{
	int32		i;

	for (i = 0; i < posting->count; i++)
		if (posting->tenures[i].extended && is_of_stay(&posting->tenures[i], assignment, stay))
			return true;
	return false;
}

/* The day after the longest stay that is allowed. */
static Day
stay_limit_end(Period stay, bool extended, const RuleSetting *setting)
{
	if (!(extended ? setting->is_limited_extended : setting->is_limited))
		return DAY_INFINITY;
	return rule_limit_end(stay.from, extended ? &setting->limit_extended : &setting->limit);
}

/* The fewest days that an interval of months and days can come to, whatever months those are. */
static int64
fewest_days(const Interval *limit)
{
	return (int64) limit->month * (limit->month < 0 ? 31 : 28) + limit->day;
}

/* Does it keep both limits, whatever its months?  Most stays do, and need no calendar. */
static bool
is_surely_short(Period stay, const RuleSetting *setting)
{
	return stay.upto != DAY_INFINITY &&
		period_days(stay) <= Min(fewest_days(&setting->limit), fewest_days(&setting->limit_extended));
}

/* The days of a stay past its limit; false if there are none. */
static bool
days_past_limit(const Posting *posting, const Assignment *assignment, Period stay, const RuleSetting *setting, Period *days)
{
	if (!setting->is_limited || is_surely_short(stay, setting))
		return false;
	*days = (Period) {stay_limit_end(stay, is_extended(posting, assignment, stay), setting), stay.upto};
	return days->from < days->upto;
}

/* May a tour without an end run past its limit? */
static bool
is_open_ended(const Assignment *assignment, Period stay)
{
	return assignment->kind == ASSIGNMENT_TOUR && stay.upto == DAY_INFINITY;
}

/* --- What is said --------------------------------------------------------- */

/* " It has 2 tours that touch or overlap.", if there are several. */
static const char *
describe_stay(const Posting *posting, const Assignment *assignment, Period stay, const char *kind)
{
	int			count = 0;
	int32		i;

	for (i = 0; i < posting->count; i++)
		if (is_of_stay(&posting->tenures[i], assignment, stay))
			count++;
	return count == 1 ? "" : psprintf(" It has %d %ss that touch or overlap.", count, kind);
}

static const char *
hint_for(Period stay, bool extended, const RuleSetting *setting)
{
	if (extended)
		return HINT_LIMIT_EXTENDED;
	return stay_limit_end(stay, true, setting) > stay_limit_end(stay, false, setting) ? HINT_EXTENSION : HINT_LIMIT;
}

static void
report_length(const RuleEvent *event, RuleId rule, const Posting *posting, const Assignment *assignment,
			  Period stay, const RuleSetting *setting)
{
	const char *kind = rule == AT_206 ? "tour" : "TDY";
	bool		extended = is_extended(posting, assignment, stay);
	const Interval *limit = extended ? &setting->limit_extended : &setting->limit;

	if (!rule_may_quote(event, quoted))
		rule_report(event, rule, psprintf("the assignment is too long for a %s", kind), NULL, NULL);
	else
		rule_report(event, rule,
					psprintf("%s holds %s too long for a %s", name_person(event, assignment->representative),
							 name_posting(event, posting->id, stay.from), kind),
					psprintf("The stay starts on %s, and its limit of %s ends on %s.%s",
							 rule_day(stay.from), rule_limit_text(limit),
							 rule_day(stay_limit_end(stay, extended, setting) - 1),
							 describe_stay(posting, assignment, stay, kind)),
					hint_for(stay, extended, setting));
}

/* --- The check ------------------------------------------------------------ */

/* Adds the days for which the rule is waived for a stay. */
static void
add_stay_waived(const RuleEvent *event, RuleId rule, const Posting *posting, const Assignment *assignment, Period stay, Periods *days)
{
	int32		i;

	for (i = 0; i < posting->count; i++)
		if (is_of_stay(&posting->tenures[i], assignment, stay))
			waiver_add_days_of_tenure(event, rule, posting, &posting->tenures[i], days, CurrentMemoryContext);
}

/* Adds the days on which the person had stayed too long before, without a waiver. */
static void
add_stays_before(const RuleEvent *event, RuleId rule, const Posting *before, const Assignment *assignment,
				 const RuleSetting *setting, Periods *excused)
{
	Periods		stays = {0};
	int32		i;

	add_stays(before, assignment, &stays);
	for (i = 0; i < stays.count; i++)
	{
		Periods		broken = {.count = 1};
		Periods		waived = {0};
		Period		stay = periods_items(&stays)[i];

		if (!days_past_limit(before, assignment, stay, setting, &broken.at.few[0]))
			continue;
		add_stay_waived(event, rule, before, assignment, stay, &waived);
		add_broken_before(&broken, &waived, excused);
	}
}

static bool
is_stay_excused(const RuleEvent *event, RuleId rule, const Posting *posting, const Assignment *assignment,
				Period stay, Period days, const RuleSetting *setting)
{
	Periods		broken = {.count = 1,.at.few = {days}};
	Periods		excused = {0};
	Period		rest;

	add_stays_before(event, rule, posting_before(event, posting->id), assignment, setting, &excused);
	add_stay_waived(event, rule, posting, assignment, stay, &excused);
	return !first_not_excused(&broken, &excused, &rest);
}

void
check_length(const RuleEvent *event, const Posting *posting, const Assignment *assignment)
{
	RuleId		rule = assignment->kind == ASSIGNMENT_TOUR ? AT_206 : AT_207;
	RuleSetting setting = *rule_setting(event, rule);
	Periods		stays = {0};
	int32		i;

	if (assignment->kind == ASSIGNMENT_ACTING || setting.level == 0)
		return;
	add_stays(posting, assignment, &stays);
	for (i = 0; i < stays.count; i++)
	{
		Period		stay = periods_items(&stays)[i];
		Period		days;

		if (days_past_limit(posting, assignment, stay, &setting, &days) && !is_open_ended(assignment, stay) &&
			!is_stay_excused(event, rule, posting, assignment, stay, days, &setting))
			report_length(event, rule, posting, assignment, stay, &setting);
	}
}
