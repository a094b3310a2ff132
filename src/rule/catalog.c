/*
 * catalog.c
 *		The list of rules as rows.
 */
#include "attache.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/tuplestore.h"

#include "rule/settings.h"

static const struct
{
	const char *id;
	const char *words;
	const char *enforced_by;
	const char *severity;
	const char *about;
	const char *limit;
	const char *limit_extended;
}			rules[] =
{
#define TRIGGER "trigger"
#define CONSTRAINT "constraint"
#define REFUSE "error"
#define WARN "warning"
#define OFF "off"
#define POSTING "posting"
#define TENURE "tenure"
#define PERSON "representative"
#define GOAL "goal"
#define NOTHING NULL
#define RULE(symbol, id, enforced_by, severity, about, limit, limit_extended, words) \
	{id, words, enforced_by, severity, about, limit, limit_extended},
#include "rule/list.h"
#undef RULE
};

static Datum
interval_of(const char *text, bool *is_null)
{
	const Interval *limit = rule_limit_parse(text);

	*is_null = limit == NULL;
	return IntervalPGetDatum(limit);
}

/* Every rule, in the order of ids. */
PG_FUNCTION_INFO_V1(attache_rules);
Datum
attache_rules(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	size_t		i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < lengthof(rules); i++)
	{
		bool		nulls[7] = {[6] = rules[i].about == NULL};
		Datum		values[7] = {
			CStringGetTextDatum(rules[i].id),
			CStringGetTextDatum(rules[i].words),
			CStringGetTextDatum(rules[i].enforced_by),
			CStringGetTextDatum(rules[i].severity),
			interval_of(rules[i].limit, &nulls[4]),
			interval_of(rules[i].limit_extended, &nulls[5]),
			nulls[6] ? (Datum) 0 : CStringGetTextDatum(rules[i].about),
		};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* A limit in the words of the rules' errors. */
PG_FUNCTION_INFO_V1(attache_limit_text);
Datum
attache_limit_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(rule_limit_text(PG_GETARG_INTERVAL_P(0))));
}

/* May the rule of an id be waived for such a subject? */
static bool
is_about(const char *id, const char *subject)
{
	size_t		i;

	for (i = 0; i < lengthof(rules); i++)
		if (strcmp(rules[i].id, id) == 0 && rules[i].about != NULL)
			return strcmp(rules[i].about, subject) == 0 ||
				(strcmp(rules[i].about, TENURE) == 0 &&
				 (strcmp(subject, "assignment") == 0 || strcmp(subject, "posting") == 0 || strcmp(subject, "representative") == 0));
	return false;
}

PG_FUNCTION_INFO_V1(attache_rule_is_about);
Datum
attache_rule_is_about(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(is_about(text_to_cstring(PG_GETARG_TEXT_PP(0)), text_to_cstring(PG_GETARG_TEXT_PP(1))));
}
