/*
 * waiver.c
 *		Reads waivers.
 */
#include "rule/waiver.h"

#include "catalog/pg_type.h"

#include "period_scan.h"
#include "rule/settings.h"

#define WAIVERS_OF(subject) { \
	"SELECT during FROM @.waiver WHERE " subject " OPERATOR(pg_catalog.=) $1 AND rule_id OPERATOR(pg_catalog.=) $3", \
	{DATERANGEOID} \
}

static const RuleQuery queries[] = {
	[WAIVER_ASSIGNMENT] = WAIVERS_OF("assignment_id"),
	[WAIVER_GOAL] = WAIVERS_OF("goal_id"),
	[WAIVER_POSTING] = WAIVERS_OF("posting_id"),
	[WAIVER_REPRESENTATIVE] = WAIVERS_OF("representative_id")
};

void
waiver_read_days(const RuleEvent *event, RuleId rule, WaiverSubject subject, int64 key,
				 Periods *days, MemoryContext context)
{
	SPITupleTable *rows = rule_select(&queries[subject], event, key, rule_name(rule));
	Period		period;
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
		if (daterange_read(rule_result(rows, i, 1), &period))
			periods_add(days, period, context);
}

void
waiver_add_days(const RuleEvent *event, RuleId rule, WaiverSubject subject, int64 key,
				Periods *days, MemoryContext context)
{
	int			level = rule_enter(event);

	waiver_read_days(event, rule, subject, key, days, context);
	rule_leave(event, level);
}

void
waiver_read_days_of_assignment(const RuleEvent *event, RuleId rule, int64 assignment, int64 posting, int64 representative,
							   Periods *days, MemoryContext context)
{
	waiver_read_days(event, rule, WAIVER_ASSIGNMENT, assignment, days, context);
	waiver_read_days(event, rule, WAIVER_POSTING, posting, days, context);
	waiver_read_days(event, rule, WAIVER_REPRESENTATIVE, representative, days, context);
}

void
waiver_add_days_of_tenure(const RuleEvent *event, RuleId rule, const Posting *posting, const Tenure *tenure,
						  Periods *days, MemoryContext context)
{
	int			level = rule_enter(event);

	waiver_read_days_of_assignment(event, rule, tenure->assignment, posting->id, tenure->representative, days, context);
	rule_leave(event, level);
}

bool
first_not_excused(Periods *broken, Periods *excused, Period *rest)
{
	periods_settle(broken, CurrentMemoryContext);
	periods_settle(excused, CurrentMemoryContext);
	return periods_next_outside(broken, excused, DAY_MINUS_INFINITY, rest);
}

void
add_broken_before(Periods *before, Periods *waived, Periods *excused)
{
	Period		rest = {DAY_MINUS_INFINITY, DAY_MINUS_INFINITY};

	periods_settle(before, CurrentMemoryContext);
	periods_settle(waived, CurrentMemoryContext);
	while (periods_next_outside(before, waived, rest.upto, &rest))
		periods_add(excused, rest, CurrentMemoryContext);
}

/* --- Rows of days --------------------------------------------------------- */

static int64
key_of_row(SPITupleTable *rows, uint64 row)
{
	return DatumGetInt64(rule_result(rows, row, 1));
}

static void
add_row_before(const RuleEvent *event, SPITupleTable *before, uint64 row, AddWaived add_waived, Periods *excused)
{
	Periods		broken = {.count = 1};
	Periods		waived = {0};

	if (!daterange_read(rule_result(before, row, 2), &broken.at.few[0]))
		return;
	add_waived(event, before, row, &waived);
	add_broken_before(&broken, &waived, excused);
}

static bool
row_is_not_excused(const RuleEvent *event, SPITupleTable *rows, uint64 row, SPITupleTable *before, AddWaived add_waived, Day *day)
{
	Periods		broken = {.count = 1};
	Periods		excused = {0};
	Period		rest;
	uint64		i;

	if (!daterange_read(rule_result(rows, row, 2), &broken.at.few[0]))
		return false;
	for (i = 0; before != NULL && i < before->numvals; i++)
		if (key_of_row(before, i) == key_of_row(rows, row))
			add_row_before(event, before, i, add_waived, &excused);
	add_waived(event, rows, row, &excused);
	if (!first_not_excused(&broken, &excused, &rest))
		return false;
	*day = rest.from;
	return true;
}

SPITupleTable *
first_row_not_excused(const RuleEvent *event, int64 key, const BrokenDays *days, uint64 *row, Day *day)
{
	SPITupleTable *rows = rule_select(days->query, event, key, NULL);
	SPITupleTable *before = NULL;

	if (rows->numvals > 0 && rule_before(event, days->tables, NULL) == BEFORE_IS_SEEN)
		before = rule_select_before(days->query_before, event, key, NULL);
	for (*row = 0; *row < rows->numvals; (*row)++)
		if (row_is_not_excused(event, rows, *row, before, days->add_waived, day))
			return rows;
	return NULL;
}
