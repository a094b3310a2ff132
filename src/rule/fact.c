/*
 * fact.c
 *		Tells facts from plans.
 *
 * A fact has taken effect by today, and says how or why: a tenure that has ended and
 * how, a change of status and its reason, the first or last day of anything else and
 * a new note.  It is written down whatever floor or ceiling it breaks.  All else is a plan.
 */
#include "rule/checks.h"

#include "utils/builtins.h"
#include "utils/rel.h"

#include "period_scan.h"

/* Has a period begun by today; or is it over, or ends today? */
static bool
has_taken_effect(const RuleEvent *event, Period period, LimitKind kind)
{
	return kind == LIMIT_FLOOR ? period_last_day(period) <= event->today : period.from <= event->today;
}

/* Does the event write a note?  One that is older says nothing of it. */
static bool
note_is_new(const RuleEvent *event)
{
	bool		is_null;
	bool		was_null = true;
	Datum		note = rule_column_or_null(event, event->new, COLUMN_NOTE, &is_null);
	Datum		older = (Datum) 0;

	if (event->old != NULL)
		older = rule_column_or_null(event, event->old, COLUMN_NOTE, &was_null);
	return !is_null && (was_null || strcmp(TextDatumGetCString(note), TextDatumGetCString(older)) != 0);
}

/* A departure says how it ended, and is of the same stay; an arrival has a note. */
static bool
assignment_is_fact(const RuleEvent *event, LimitKind kind)
{
	const Assignment *old = assignment_read(event, event->old);
	const Assignment *new = assignment_read(event, event->new);

	if (!has_taken_effect(event, new->tenure, kind))
		return false;
	if (kind == LIMIT_CEILING)
		return note_is_new(event);
	return old != NULL && old->posting == new->posting && old->representative == new->representative &&
		old->kind == new->kind && old->tenure.from == new->tenure.from &&
		rule_column_is_set(event, event->new, COLUMN_ENDED_AS);
}

static bool
status_is_fact(const RuleEvent *event, LimitKind kind pg_attribute_unused())
{
	return DatumGetDateADT(rule_column(event, event->new, COLUMN_EFFECTIVE_DAY)) <= event->today &&
		rule_column_is_set(event, event->new, COLUMN_REASON);
}

/* Of what a posting runs or covers. */
static bool
period_is_fact(const RuleEvent *event, LimitKind kind)
{
	Period		during;

	return daterange_read(rule_column(event, event->new, COLUMN_DURING), &during) &&
		has_taken_effect(event, during, kind) &&
		note_is_new(event);
}

static const struct
{
	const char *table;
	bool		(*is_fact) (const RuleEvent *event, LimitKind kind);
}			tables[] =
{
	{"assignment", assignment_is_fact},
	{"posting_status_change", status_is_fact},
	{"posting_program", period_is_fact},
	{"posting_area", period_is_fact},
	{"posting_site", period_is_fact},
};

bool
is_fact(const RuleEvent *event, LimitKind kind)
{
	size_t		i;

	for (i = 0; event->new != NULL && i < lengthof(tables); i++)
		if (strcmp(RelationGetRelationName(event->table), tables[i].table) == 0)
			return tables[i].is_fact(event, kind);
	return false;
}
