/*
 * settings.h
 *		What a registry has set: how severe its rules are, their limits, and when
 *		its days begin.
 */
#ifndef RULE_SETTINGS_H
#define RULE_SETTINGS_H

#include "rule/rule.h"

#include "core/breach.h"
#include "utils/timestamp.h"

#pragma GCC visibility push(hidden)

typedef struct RuleSetting
{
	int			level;			/* ERROR, WARNING, or 0 for off */
	bool		is_limited;
	bool		is_limited_extended;
	Interval	limit;
	Interval	limit_extended; /* with an extension */
} RuleSetting;

/* The id as people know it: AT-101. */
extern const char *rule_name(RuleId rule);

/*
 * The setting in the event's registry.  A backend reads the table when it first asks,
 * and re-reads it after a change.  Not within a check.
 */
extern const RuleSetting *rule_setting(const RuleEvent *event, RuleId rule);

/*
 * May the registry have a floor, or a ceiling, that changes are held to?  Not
 * within a check.
 */
extern bool rule_may_have_limit(const RuleEvent *event, LimitKind kind);

/*
 * May a posting cover a country that has ended?  False only if no mission and no area
 * names one.  Not within a check, and with the posting locked: whoever lets one be
 * named locks it, too.
 */
extern bool rule_may_have_ended(const RuleEvent *event);

/* After a change of the countries that are named: makes all backends re-read them. */
extern void rule_places_changed(const RuleEvent *event);

/*
 * A transaction that has checked a change against the limits, and one that sets a
 * new limit, do not overtake each other: whoever sets one waits for those that did
 * not know it, and keeps others from starting.
 */
extern void rule_share_limits(const RuleEvent *event);
extern void rule_set_limit(const RuleEvent *event);

/* The day on which this is asked, in the registry's time zone.  Not within a check. */
extern Day	rule_today(const RuleEvent *event);

/* A limit as the list of rules has it; NULL for no limit. */
extern const Interval *rule_limit_parse(const char *text);

/* The day after the longest run of days that starts on a day and keeps a limit. */
extern Day	rule_limit_end(Day first, const Interval *limit);

/* Is a limit no day at all? */
extern bool rule_limit_is_nothing(const Interval *limit);

/* A limit in words: so many months, or days. */
extern const char *rule_limit_text(const Interval *limit);

/* After a change of a rule or a goal: makes all backends re-read it. */
extern void rule_settings_changed(const RuleEvent *event);

#pragma GCC visibility pop

#endif							/* RULE_SETTINGS_H */
