/*
 * person.c
 *		AT-202: a person holds one tour at a time, and is on one TDY at a time, but for
 *		a handover between two postings.
 *
 * Most rows meet no other of their person and kind.  So the rows of the person are
 * looked at as they are, and no lock is taken: who finds one that another transaction
 * has not yet committed waits for that, as the server does for a constraint.  Both
 * write their row before they look, so one of the two finds the other.
 */
#include "rule/checks.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "storage/lmgr.h"
#include "utils/snapmgr.h"

#include "period_scan.h"
#include "rule/person_rows.h"

static const char *const quoted[] = {"assignment", "rule", NULL};

#define HINT "End one of them sooner, or begin the other later; SET CONSTRAINTS ... DEFERRED lets both change first."

/* --- The rows that a new one meets ---------------------------------------- */

/* Waits for the other transaction that is about to write or delete a row. */
static void
wait_for_row(const RuleEvent *event, const SnapshotData *dirty, ItemPointerData row)
{
	TransactionId writer = TransactionIdIsValid(dirty->xmin) ? dirty->xmin : dirty->xmax;

	if (dirty->speculativeToken != 0)
		SpeculativeInsertionWait(writer, dirty->speculativeToken);
	else
		XactLockTableWait(writer, event->table, &row, XLTW_RecheckExclusionConstr);
}

/* The assignment of a row, if it is another and of the kind; or NULL. */
static Assignment *
read_other(const RuleEvent *event, HeapTuple row, const Assignment *new)
{
	Assignment *other;

	if (ItemPointerEquals(&row->t_self, &event->new->t_self))
		return NULL;
	other = assignment_read(event, row);
	return other->kind == new->kind ? other : NULL;
}

/* Waits for one who is about to write or delete a row that the new one meets; false if there is nobody. */
static bool
wait_for_other(const RuleEvent *event, const Assignment *new)
{
	SnapshotData dirty;
	PersonRows	rows;
	HeapTuple	row;

	InitDirtySnapshot(dirty);
	person_rows_open(&rows, event, new->representative, new->tenure, &dirty);
	while ((row = person_rows_next(&rows)) != NULL)
	{
		ItemPointerData at = row->t_self;

		if ((!TransactionIdIsValid(dirty.xmin) && !TransactionIdIsValid(dirty.xmax)) || read_other(event, row, new) == NULL)
			continue;
		person_rows_close(&rows);
		wait_for_row(event, &dirty, at);
		return true;
	}
	person_rows_close(&rows);
	return false;
}

/* Of every command of this transaction, and all that is committed. */
static List *
list_met(const RuleEvent *event, const Assignment *new)
{
	Snapshot	latest = RegisterSnapshot(GetLatestSnapshot());
	List	   *met = NIL;
	PersonRows	rows;
	HeapTuple	row;

	latest->curcid = InvalidCommandId;
	person_rows_open(&rows, event, new->representative, new->tenure, latest);
	while ((row = person_rows_next(&rows)) != NULL)
	{
		Assignment *other = read_other(event, row, new);

		if (other != NULL)
			met = lappend(met, other);
	}
	person_rows_close(&rows);
	UnregisterSnapshot(latest);
	return met;
}

/*
 * A dirty snapshot shows who writes, but may miss a row of which somebody commits a new
 * version while it looks.  So the rows themselves are those of a later snapshot.
 */
static List *
find_met(const RuleEvent *event, const Assignment *new)
{
	while (wait_for_other(event, new))
		;
	return list_met(event, new);
}

/* --- What breaks the rule ------------------------------------------------- */

/* Adds the days that two assignments have in common, past those of a handover between postings. */
static void
add_common(const Assignment *a, const Assignment *b, const RuleSetting *setting, Periods *days)
{
	Period		common = {Max(a->tenure.from, b->tenure.from), Min(a->tenure.upto, b->tenure.upto)};

	if (common.from < common.upto && a->posting != b->posting)
		common.from = setting->is_limited ? rule_limit_end(common.from, &setting->limit) : DAY_INFINITY;
	if (common.from < common.upto)
		periods_add(days, common, CurrentMemoryContext);
}

static void
add_pair_waived(const RuleEvent *event, const Assignment *a, const Assignment *b, Periods *days)
{
	waiver_read_days_of_assignment(event, AT_202, a->id, a->posting, a->representative, days, CurrentMemoryContext);
	waiver_read_days_of_assignment(event, AT_202, b->id, b->posting, b->representative, days, CurrentMemoryContext);
}

static const RuleQuery held_query = {
	"SELECT assignment_id, posting_id, tenure FROM @.assignment"
	" WHERE representative_id OPERATOR(pg_catalog.=) $1 AND kind OPERATOR(pg_catalog.=) $3",
	{INT8OID, INT8OID, DATERANGEOID}
};

static const char *const held_tables[] = {"assignment", NULL};

/* Adds the days that two assignments had in common before, without a waiver. */
static void
add_pair_before(const RuleEvent *event, const Assignment *a, const Assignment *b, const RuleSetting *setting, Periods *excused)
{
	Periods		broken = {0};
	Periods		waived = {0};

	add_common(a, b, setting, &broken);
	if (broken.count == 0)
		return;
	add_pair_waived(event, a, b, &waived);
	add_broken_before(&broken, &waived, excused);
}

static void
add_pairs_before(const RuleEvent *event, const Assignment *new, const RuleSetting *setting, Periods *excused)
{
	SPITupleTable *rows = rule_select_before(&held_query, event, new->representative, assignment_label(new->kind));
	Assignment *held = palloc0(Max(rows->numvals, 1) * sizeof(Assignment));
	uint64		i;
	uint64		j;

	for (i = 0; i < rows->numvals; i++)
	{
		held[i].id = DatumGetInt64(rule_result(rows, i, 1));
		held[i].posting = DatumGetInt64(rule_result(rows, i, 2));
		held[i].representative = new->representative;
		if (daterange_read(rule_result(rows, i, 3), &held[i].tenure))
			for (j = 0; j < i; j++)
				add_pair_before(event, &held[i], &held[j], setting, excused);
	}
}

/* Are days on which a pair breaks the rule not excused, by what was wrong before or by a waiver? */
static bool
find_not_excused(const RuleEvent *event, const Assignment *new, const Assignment *other, const RuleSetting *setting,
				 Periods *broken, Period *rest)
{
	int			level = rule_enter(event);
	Periods		excused = {0};
	bool		found;

	if (rule_before(event, held_tables, NULL) == BEFORE_IS_SEEN)
		add_pairs_before(event, new, setting, &excused);
	add_pair_waived(event, new, other, &excused);
	found = first_not_excused(broken, &excused, rest);
	rule_leave(event, level);
	return found;
}

static const char *
describe_handover(const RuleSetting *setting)
{
	if (rule_limit_is_nothing(&setting->limit))
		return "";
	return psprintf(" A handover between postings may last %s.", rule_limit_text(&setting->limit));
}

static void
report_two_places(const RuleEvent *event, const Assignment *new, const Assignment *other, Period run, const RuleSetting *setting)
{
	const char *kind = new->kind == ASSIGNMENT_TOUR ? "tours" : "TDYs";

	if (!rule_may_quote(event, quoted))
		rule_report(event, AT_202, psprintf("%s cannot have two %s at a time",
											name_person(event, new->representative), kind), NULL, HINT);
	else
		rule_report(event, AT_202,
					psprintf("%s has two %s on %s", name_person(event, new->representative), kind, rule_day(run.from)),
					psprintf("One is at %s, %s; the other at %s, %s.%s",
							 name_posting(event, other->posting, run.from), name_days(other->tenure),
							 name_posting(event, new->posting, run.from), name_days(new->tenure), describe_handover(setting)),
					HINT);
}

void
check_person(const RuleEvent *event, const Assignment *new)
{
	RuleSetting setting = *rule_setting(event, AT_202);
	ListCell   *cell;

	if (setting.level == 0)
		return;
	foreach(cell, find_met(event, new))
	{
		const Assignment *other = lfirst(cell);
		Periods		broken = {0};
		Period		rest;

		add_common(new, other, &setting, &broken);
		if (broken.count > 0 && find_not_excused(event, new, other, &setting, &broken, &rest))
		{
			report_two_places(event, new, other, rest, &setting);
			return;
		}
	}
}
