/*
 * reason.c
 *		AT-211: a change to days before today names its reason.
 *
 * What a row says holds for its period, or from its effective day on; a posting, a
 * mission and a site say it of all days.  A change that leaves all days before today
 * as they were needs no reason, nor does a note.  Each row counts as its statement
 * wrote it, also if it is gone by now: the next row of it may differ by a note alone.
 */
#include "rule/checks.h"

#include "utils/rel.h"

#include "past/past.h"
#include "period_scan.h"
#include "rule/settings.h"

typedef enum Holds
{
	HOLDS_ALWAYS,				/* until it is changed */
	HOLDS_DURING,				/* a period */
	HOLDS_FROM					/* a day on */
} Holds;

#define MOST_COLUMNS 8

static const struct Dated
{
	const char *table;
	Holds		holds;
	RuleColumn	days;
	const char *says[MOST_COLUMNS]; /* the columns of what it says, up to the
									 * first NULL */
}			tables[] =
{
	{"assignment", HOLDS_DURING, COLUMN_TENURE, {"posting_id", "representative_id", "kind"}},
	{"absence", HOLDS_DURING, COLUMN_DURING, {"representative_id", "kind"}},
	{"posting_program", HOLDS_DURING, COLUMN_DURING, {"posting_id", "program"}},
	{"posting_area", HOLDS_DURING, COLUMN_DURING, {"posting_id", "country", "program"}},
	{"posting_site", HOLDS_DURING, COLUMN_DURING, {"posting_id", "site_id", "program"}},
	{"weight", HOLDS_DURING, COLUMN_DURING, {"country", "site_id", "program", "weight"}},
	{"posting_status_change", HOLDS_FROM, COLUMN_EFFECTIVE_DAY, {"posting_id", "status"}},
	{"posting_seats_change", HOLDS_FROM, COLUMN_EFFECTIVE_DAY, {"posting_id", "seats"}},
	{"mission_change", HOLDS_FROM, COLUMN_EFFECTIVE_DAY, {"mission_id", "kind", "country", "city", "name", "covers_host"}},
	{"posting", HOLDS_ALWAYS, COLUMN_COUNT, {"posting_id", "mission_id", "role", "seats"}},
	{"mission", HOLDS_ALWAYS, COLUMN_COUNT, {"mission_id", "kind", "country", "city", "name", "covers_host"}},
	{"site", HOLDS_ALWAYS, COLUMN_COUNT, {"site_id", "kind", "code", "country", "name"}},
};

static const struct Dated *
find_dated(const RuleEvent *event)
{
	size_t		i;

	for (i = 0; i < lengthof(tables); i++)
		if (strcmp(RelationGetRelationName(event->table), tables[i].table) == 0)
			return &tables[i];
	elog(ERROR, "table \"%s\" says nothing of days", RelationGetRelationName(event->table));
}

static Period
days_of(const RuleEvent *event, HeapTuple row, const struct Dated *dated)
{
	Period		days = {DAY_MINUS_INFINITY, DAY_INFINITY};

	if (dated->holds == HOLDS_FROM)
		days.from = DatumGetDateADT(rule_column(event, row, dated->days));
	else if (dated->holds == HOLDS_DURING && !daterange_read(rule_column(event, row, dated->days), &days))
		days.from = DAY_INFINITY;
	return days;
}

/*
 * The first day of which a row's change says something else; DAY_INFINITY for none.
 * What holds always and is new says nothing before it is used; what goes may be replaced
 * within the statement, under a key that is in use.
 */
static Day
first_changed_day(const RuleEvent *event, const struct Dated *dated)
{
	Period		old;
	Period		new;

	if (event->old == NULL)
		return dated->holds == HOLDS_ALWAYS ? DAY_INFINITY : days_of(event, event->written, dated).from;
	if (event->written == NULL)
		return days_of(event, event->old, dated).from;
	old = days_of(event, event->old, dated);
	new = days_of(event, event->written, dated);
	if (old.from != new.from || rule_row_differs_in(event, dated->says))
		return Min(old.from, new.from);
	return old.upto != new.upto ? Min(old.upto, new.upto) : DAY_INFINITY;
}

/* By the session now, or when it wrote: a deferred check may come later. */
static bool
reason_is_named(const RuleEvent *event)
{
	const char *reason = past_reason_for(RelationGetNamespace(event->table));

	return reason != NULL && strspn(reason, " \t\r\n") < strlen(reason);
}

/* Once for the rows of a statement, also as a warning. */
static bool
is_first_of_round(const RuleEvent *event)
{
	static uintptr_t said = 0;
	bool		is_first = event->round != said;

	said = event->round;
	return is_first;
}

static const char *
detail_of(const RuleEvent *event, Day first)
{
	const char *table = RelationGetRelationName(event->table);
	const char *const quoted[] = {table, NULL};

	if (event->is_truncate)
		return psprintf("TRUNCATE leaves nothing of what table \"%s\" says of them.", table);
	if (!rule_may_quote(event, quoted))
		return NULL;
	if (first == DAY_MINUS_INFINITY)
		return psprintf("It changes what table \"%s\" says of all days before today.", table);
	return psprintf("It changes what table \"%s\" says from %s on.", table, rule_day(first));
}

void
check_reason(const RuleEvent *event)
{
	Day			first = DAY_MINUS_INFINITY;

	if (rule_setting(event, AT_211)->level == 0 || reason_is_named(event))
		return;
	if (!event->is_truncate)
		first = first_changed_day(event, find_dated(event));
	if (first < rule_today(event) && is_first_of_round(event))
		rule_report(event, AT_211, "a change to days before today names its reason", detail_of(event, first),
					"Say why in the setting attache.reason, as in SET LOCAL attache.reason = 'cable 17'.");
}
