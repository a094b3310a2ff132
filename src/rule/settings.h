/*
 * rule_settings.h
 *		How severe the rules of a registry are, and their limits.
 */
#ifndef RULE_SETTINGS_H
#define RULE_SETTINGS_H

#include "rule/rule.h"

#include "core/breach.h"

/* The rules that triggers keep. */
typedef enum RuleId
{
	AT_101, AT_103, AT_105, AT_106,
	AT_201, AT_203, AT_204, AT_205, AT_206, AT_207,
	AT_302, AT_303, AT_305, AT_306
} RuleId;

#define RULE_COUNT (AT_306 + 1)

typedef struct RuleSetting
{
	int			level;			/* ERROR, WARNING, or 0 for off */
	int32		most;			/* the limit, if the rule has one */
	int32		most_extended;	/* ... with an extension */
	bool		in_months;		/* limits count months, not days */
} RuleSetting;

/* The id as people know it: AT-101. */
extern const char *rule_name(RuleId rule);

/*
 * The setting in the event's registry.  The first question of a backend reads
 * the table; so does the first after a change of it.  Not within a check.
 */
extern const RuleSetting *rule_setting(const RuleEvent *event, RuleId rule);

/* Does the registry have a floor, or a ceiling, that changes are held to? */
extern bool rule_has_limit(const RuleEvent *event, LimitKind kind);

/*
 * What is said in place of a message to a writer who may not read all of the
 * tables that it quotes.
 */
typedef struct RuleBlind
{
	const char *tables[12];		/* up to the first NULL */
	const char *message;		/* a format with the key, or without */
	const char *detail;			/* NULL for none */
	const char *hint;			/* NULL for none */
} RuleBlind;

/* May the writer read all that the message quotes? */
extern bool rule_may_quote(const RuleEvent *event, const RuleBlind *blind);

/*
 * Reports a violation as severely as the registry wants it; the fields after
 * the rule's own are those of ereport().  For what quotes nothing but the row
 * that was written.
 */
#define rule_report(event, rule, ...) \
	do { \
		int			rule_level_ = rule_setting(event, rule)->level; \
		if (rule_level_ != 0) \
			ereport(rule_level_, \
					(rule_fields(event, rule_name(rule)), __VA_ARGS__)); \
	} while (0)

/* The same for what quotes other rows, about a key: blindly where it must be. */
#define rule_report_quoting(event, rule, blind, key, ...) \
	do { \
		if (rule_may_quote(event, blind)) \
			rule_report(event, rule, __VA_ARGS__); \
		else \
			rule_report(event, rule, errmsg((blind)->message, key), \
						(blind)->detail != NULL ? errdetail("%s", (blind)->detail) : 0, \
						(blind)->hint != NULL ? errhint("%s", (blind)->hint) : 0); \
	} while (0)

#endif							/* RULE_SETTINGS_H */
