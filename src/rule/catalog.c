/*
 * catalog.c
 *		The list of rules as rows.
 */
#include "attache.h"

#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/tuplestore.h"

static const struct
{
	const char *id;
	const char *words;
	const char *enforced_by;
	const char *limit;
	const char *limit_extended;
}			rules[] =
{
#define TRIGGER "trigger"
#define CONSTRAINT "constraint"
#define RULE(symbol, id, enforced_by, limit, limit_extended, words) {id, words, enforced_by, limit, limit_extended},
#include "rule/list.h"
#undef RULE
};

static Datum
interval_of(const char *text, bool *is_null)
{
	*is_null = text == NULL;
	return text == NULL ? (Datum) 0 :
		DirectFunctionCall3(interval_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
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
		bool		nulls[5] = {false};
		Datum		values[5] = {
			CStringGetTextDatum(rules[i].id),
			CStringGetTextDatum(rules[i].words),
			CStringGetTextDatum(rules[i].enforced_by),
			interval_of(rules[i].limit, &nulls[3]),
			interval_of(rules[i].limit_extended, &nulls[4]),
		};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
