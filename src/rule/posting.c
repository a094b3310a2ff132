/*
 * posting.c
 *		Reads a posting for the rules: its seats, its history, its people.
 *
 * Key: the posting.  Lock row: its row in posting.
 */
#include "rule/posting.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "core/presence.h"
#include "period_scan.h"

/* One query for both, as a check is made for every row that somebody inserts. */
static const RuleQuery rows_query = {
	"SELECT effective_day, status, taken_over_from IS NOT NULL,"
	" NULL::pg_catalog.int8, NULL::pg_catalog.int8, NULL::pg_catalog.daterange"
	" FROM @.posting_status_change WHERE posting_id OPERATOR(pg_catalog.=) $1"
	" UNION ALL SELECT NULL, NULL, NULL, assignment_id, representative_id, tenure"
	" FROM @.assignment WHERE posting_id OPERATOR(pg_catalog.=) $1",
	{DATEOID, RULE_POSTING_STATUS, BOOLOID, INT8OID, INT8OID, DATERANGEOID}
};

static bool
is_assignment(SPITupleTable *rows, uint64 i)
{
	return !heap_attisnull(rows->vals[i], 4, rows->tupdesc);
}

static int
compare_changes(const void *a, const void *b)
{
	Day			x = ((const StatusChange *) a)->day;
	Day			y = ((const StatusChange *) b)->day;

	return (x > y) - (x < y);
}

static void
read_history(SPITupleTable *rows, StatusHistory *history)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		StatusChange *change = &history->changes[history->count];

		if (is_assignment(rows, i))
			continue;
		change->day = DatumGetDateADT(rule_result(rows, i, 1));
		change->status = DatumGetPostingStatus(rule_result(rows, i, 2));
		change->taken_over = DatumGetBool(rule_result(rows, i, 3));
		history->count++;
	}
	qsort(history->changes, history->count, sizeof(StatusChange), compare_changes);
}

static int
compare_tenures(const void *a, const void *b)
{
	int64		x = ((const Tenure *) a)->assignment;
	int64		y = ((const Tenure *) b)->assignment;

	return (x > y) - (x < y);
}

/* Every tenure has a day: AT-208, a constraint of the table. */
static void
read_tenures(SPITupleTable *rows, Posting *posting, Presence *people)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		Tenure	   *tenure = &posting->tenures[posting->count];
		int64		person;

		if (!is_assignment(rows, i))
			continue;
		tenure->assignment = DatumGetInt64(rule_result(rows, i, 4));
		person = DatumGetInt64(rule_result(rows, i, 5));
		if (daterange_read(rule_result(rows, i, 6), &tenure->period))
			presence_add(people, (uint64) person, tenure->period);
		posting->count++;
	}
	qsort(posting->tenures, posting->count, sizeof(Tenure), compare_tenures);
}

/* How many distinct people there are, day by day. */
static Steps
count_people(Presence *people)
{
	StepsWriter writer = {0};

	presence_count_units(people, &writer);
	return (Steps) {writer.count, writer.values, writer.days};
}

/* Copies bytes to a place in a chunk, and moves that on. */
static void *
put(char **at, const void *bytes, Size size)
{
	void	   *start = *at;

	memcpy(start, bytes, size);
	*at += MAXALIGN(size);
	return start;
}

/* A copy in one chunk, which is what a check finds. */
static Posting *
keep(const Posting *posting)
{
	Size		history_size = offsetof(StatusHistory, changes) + posting->history->count * sizeof(StatusChange);
	Size		tenures_size = posting->count * sizeof(Tenure);
	Size		values_size = posting->headcount.count * sizeof(int64);
	Size		days_size = posting->headcount.count * sizeof(Day);
	char	   *at = MemoryContextAllocHuge(rule_memory(), MAXALIGN(sizeof(Posting)) + MAXALIGN(history_size) +
											MAXALIGN(tenures_size) + MAXALIGN(values_size) + MAXALIGN(days_size));
	Posting    *kept = put(&at, posting, sizeof(Posting));

	kept->history = put(&at, posting->history, history_size);
	kept->tenures = put(&at, posting->tenures, tenures_size);
	kept->headcount.values = put(&at, posting->headcount.values, values_size);
	kept->headcount.days = put(&at, posting->headcount.days, days_size);
	return kept;
}

static void *
find_posting(const RuleEvent *event, int64 id, SPITupleTable *locked)
{
	Posting		posting = {.id = id};
	Presence   *people = presence_create(CurrentMemoryContext);
	SPITupleTable *rows = rule_select(&rows_query, event, id, NULL);

	if (locked->numvals > 0)
		posting.seats = DatumGetInt32(rule_result(locked, 0, 1));
	posting.history = palloc_extended(offsetof(StatusHistory, changes) + rows->numvals * sizeof(StatusChange),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	posting.tenures = palloc_extended(Max(rows->numvals, 1) * sizeof(Tenure), MCXT_ALLOC_HUGE);
	read_history(rows, posting.history);
	read_tenures(rows, &posting, people);
	posting.headcount = count_people(people);
	return keep(&posting);
}

const RuleCheck posting_check = {
	.lock = {"SELECT seats FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE", {INT4OID}},
	.find = find_posting
};
