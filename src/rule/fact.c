/*
 * fact.c
 *		Tells facts from plans.
 *
 * A fact has taken effect by today, and says how or why: a tenure that has ended and
 * how, a change of a status or a mission and its reason, the first or last day of
 * anything else and a new note.  It is written down whatever floor or ceiling it
 * breaks.  All else is a plan.
 */
#include "rule/checks.h"

#include "access/htup_details.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/rel.h"

#include "period_scan.h"

/* Has a period begun by today; or is it over, or ends today? */
static bool
has_taken_effect(const RuleEvent *event, Period period, LimitKind kind)
{
	return kind == LIMIT_FLOOR ? period_last_day(period) <= event->today : period.from <= event->today;
}

/* Is a note written?  One that is older says nothing of it. */
static bool
note_is_new(const RuleEvent *event, HeapTuple old, HeapTuple new)
{
	bool		is_null;
	bool		was_null = true;
	Datum		note = rule_column_or_null(event, new, COLUMN_NOTE, &is_null);
	Datum		older = (Datum) 0;

	if (old != NULL)
		older = rule_column_or_null(event, old, COLUMN_NOTE, &was_null);
	return !is_null && (was_null || strcmp(TextDatumGetCString(note), TextDatumGetCString(older)) != 0);
}

/* Is nothing else of a row changed than a period, its end at the most, and a note? */
static bool
only_ends(const RuleEvent *event, HeapTuple old, HeapTuple new, RuleColumn period)
{
	TupleDesc	columns = RelationGetDescr(event->table);
	int			i;

	for (i = 0; i < columns->natts; i++)
	{
		Form_pg_attribute column = TupleDescAttr(columns, i);
		bool		was_null;
		bool		is_null;
		Datum		older = heap_getattr(old, i + 1, columns, &was_null);
		Datum		newer = heap_getattr(new, i + 1, columns, &is_null);

		if (column->attisdropped || column->attnum == event->columns.columns[COLUMN_NOTE] ||
			column->attnum == event->columns.columns[period])
			continue;
		if (was_null != is_null || (!is_null && !datum_image_eq(older, newer, column->attbyval, column->attlen)))
			return false;
	}
	return true;
}

/* Does one row follow on from another: the same person at the same posting, from the same day on? */
static bool
is_same_tenure(const Assignment *old, const Assignment *new)
{
	return old->posting == new->posting && old->representative == new->representative &&
		old->kind == new->kind && old->tenure.from == new->tenure.from;
}

/* A departure says how it ended; an arrival has a note, and is new or had not begun. */
static bool
assignment_is_fact(const RuleEvent *event, HeapTuple old_row, HeapTuple new_row, LimitKind kind)
{
	const Assignment *old = assignment_read(event, old_row);
	const Assignment *new = assignment_read(event, new_row);

	if (!has_taken_effect(event, new->tenure, kind))
		return false;
	if (kind == LIMIT_FLOOR)
		return (old == NULL || is_same_tenure(old, new)) && rule_column_is_set(event, new_row, COLUMN_ENDED_AS);
	return (old == NULL || (old->tenure.from > event->today && old->tenure.upto == new->tenure.upto)) &&
		note_is_new(event, old_row, new_row);
}

/* A change that was to come is a plan, also if it never comes. */
static bool
change_is_fact(const RuleEvent *event, HeapTuple old, HeapTuple new, RuleColumn of)
{
	if (old != NULL &&
		(DatumGetDateADT(rule_column(event, old, COLUMN_EFFECTIVE_DAY)) > event->today ||
		 DatumGetInt64(rule_column(event, old, of)) != DatumGetInt64(rule_column(event, new, of))))
		return false;
	return DatumGetDateADT(rule_column(event, new, COLUMN_EFFECTIVE_DAY)) <= event->today &&
		rule_column_is_set(event, new, COLUMN_REASON);
}

static bool
status_is_fact(const RuleEvent *event, HeapTuple old, HeapTuple new, LimitKind kind pg_attribute_unused())
{
	return change_is_fact(event, old, new, COLUMN_POSTING_ID);
}

static bool
mission_is_fact(const RuleEvent *event, HeapTuple old, HeapTuple new, LimitKind kind pg_attribute_unused())
{
	return change_is_fact(event, old, new, COLUMN_MISSION_ID);
}

/* Of what a posting runs or covers. */
static bool
period_is_fact(const RuleEvent *event, HeapTuple old, HeapTuple new, LimitKind kind)
{
	Period		during;
	Period		before;

	if (!daterange_read(rule_column(event, new, COLUMN_DURING), &during) || !has_taken_effect(event, during, kind) ||
		!note_is_new(event, old, new))
		return false;
	if (old == NULL)
		return true;
	return kind == LIMIT_FLOOR && only_ends(event, old, new, COLUMN_DURING) &&
		daterange_read(rule_column(event, old, COLUMN_DURING), &before) && before.from == during.from;
}

static const struct
{
	const char *table;
	bool		(*is_fact) (const RuleEvent *event, HeapTuple old, HeapTuple new, LimitKind kind);
}			tables[] =
{
	{"assignment", assignment_is_fact},
	{"posting_status_change", status_is_fact},
	{"mission_change", mission_is_fact},
	{"posting_program", period_is_fact},
	{"posting_area", period_is_fact},
	{"posting_site", period_is_fact},
};

/*
 * The row that counts is the one that the transaction leaves, however often it has
 * written it.  What was there before is what another transaction left.
 */
bool
is_fact(const RuleEvent *event, LimitKind kind)
{
	HeapTuple	old = rule_old_is_own(event) ? NULL : event->old;
	HeapTuple	new = rule_latest(event);
	size_t		i;

	for (i = 0; new != NULL && i < lengthof(tables); i++)
		if (strcmp(RelationGetRelationName(event->table), tables[i].table) == 0)
			return tables[i].is_fact(event, old, new, kind);
	return false;
}
