/*
 * length.c
 *		AT-206, AT-207: how long a tour and a TDY may last.
 *
 * The assignment alone decides, but the limits are the registry's.
 */
#include "rule/checks.h"

static const char *const quoted[] = {"assignment", "rule", NULL};

#define HINT_EXTENSION "A tour may last longer if \"extension\" names the paper that extends it."
#define HINT_LIMIT "The agency sets the limit in column \"longest\" of table \"rule\"."
#define HINT_LIMIT_EXTENDED "The agency sets the limit in column \"longest_extended\" of table \"rule\"."

/* Is the limit with an extension longer for a tour of this person? */
static bool
extension_helps(const Assignment *assignment, const RuleSetting *setting)
{
	return !assignment->extended &&
		rule_limit_end(assignment->tenure.from, &setting->limit_extended) >
		rule_limit_end(assignment->tenure.from, &setting->limit);
}

static void
report_length(const RuleEvent *event, RuleId rule, const Assignment *assignment, const RuleSetting *setting)
{
	const Interval *limit = assignment->extended ? &setting->limit_extended : &setting->limit;
	const char *kind = rule == AT_206 ? "tour" : "TDY";
	const char *hint = assignment->extended ? HINT_LIMIT_EXTENDED : HINT_LIMIT;

	if (extension_helps(assignment, setting))
		hint = HINT_EXTENSION;
	if (!rule_may_quote(event, quoted))
		rule_report(event, rule, psprintf("the assignment is too long for a %s", kind), NULL, NULL);
	else
		rule_report(event, rule,
					psprintf("assignment " INT64_FORMAT " is too long for a %s", assignment->id, kind),
					psprintf("It starts on %s, and its limit of %s ends on %s.",
							 rule_day(assignment->tenure.from), rule_limit_text(limit),
							 rule_day(rule_limit_end(assignment->tenure.from, limit) - 1)),
					hint);
}

void
check_length(const RuleEvent *event, const Assignment *assignment)
{
	RuleId		rule = assignment->kind == ASSIGNMENT_TOUR ? AT_206 : AT_207;
	RuleSetting setting = *rule_setting(event, rule);
	bool		is_limited = assignment->extended ? setting.is_limited_extended : setting.is_limited;
	const Interval *limit = assignment->extended ? &setting.limit_extended : &setting.limit;

	if (assignment->kind == ASSIGNMENT_ACTING || setting.level == 0 || !is_limited ||
		(assignment->kind == ASSIGNMENT_TOUR && assignment->tenure.upto == DAY_INFINITY))
		return;
	if (assignment->tenure.upto > rule_limit_end(assignment->tenure.from, limit))
		report_length(event, rule, assignment, &setting);
}
