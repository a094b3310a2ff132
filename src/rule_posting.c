/*
 * rule_posting.c
 *		Reads a posting for the rules: its seats, its history, its people.
 *
 * Key: the posting.  Guard: its row in posting.
 */
#include "rule_posting.h"

#include "access/htup_details.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "core/presence.h"
#include "period_scan.h"

static const RuleQuery guard = {
	"SELECT seats FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

/* One query for both, as a check is made for every row that somebody inserts. */
static const RuleQuery rows_query = {
	"SELECT effective_day, status, taken_over_from IS NOT NULL,"
	" NULL::pg_catalog.int8, NULL::pg_catalog.int8, NULL::pg_catalog.daterange"
	" FROM @.posting_status_change WHERE posting_id OPERATOR(pg_catalog.=) $1"
	" UNION ALL SELECT NULL, NULL, NULL, assignment_id, representative_id, tenure"
	" FROM @.assignment WHERE posting_id OPERATOR(pg_catalog.=) $1"
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

static StatusHistory *
read_history(SPITupleTable *rows)
{
	StatusHistory *history;
	bool		is_null;
	uint64		i;

	history = MemoryContextAlloc(rule_memory(), offsetof(StatusHistory, changes) +
								 rows->numvals * sizeof(StatusChange));
	history->count = 0;
	for (i = 0; i < rows->numvals; i++)
	{
		StatusChange *change = &history->changes[history->count];

		if (is_assignment(rows, i))
			continue;
		change->day = DatumGetDateADT(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null));
		change->status = DatumGetPostingStatus(SPI_getbinval(rows->vals[i], rows->tupdesc, 2, &is_null));
		change->taken_over = DatumGetBool(SPI_getbinval(rows->vals[i], rows->tupdesc, 3, &is_null));
		history->count++;
	}
	qsort(history->changes, history->count, sizeof(StatusChange), compare_changes);
	return history;
}

/* How many distinct people there are, day by day. */
static Steps
count_people(Presence *people)
{
	size_t		most = 2 * presence_settle(people);
	StepsWriter writer;

	writer.count = 0;
	writer.values = MemoryContextAlloc(rule_memory(), Max(most, 1) * sizeof(int64));
	writer.days = MemoryContextAlloc(rule_memory(), Max(most, 1) * sizeof(Day));
	presence_count_units(people, &writer);
	return (Steps) {writer.count, writer.values, writer.days};
}

static int
compare_tenures(const void *a, const void *b)
{
	int64		x = ((const Tenure *) a)->assignment;
	int64		y = ((const Tenure *) b)->assignment;

	return (x > y) - (x < y);
}

/* AT-208, a constraint of the table, has seen to it that a tenure has a day. */
static void
read_tenures(SPITupleTable *rows, Posting *posting)
{
	Presence   *people = presence_create(CurrentMemoryContext);
	bool		is_null;
	uint64		i;

	posting->count = 0;
	posting->tenures = MemoryContextAllocHuge(rule_memory(), Max(rows->numvals, 1) * sizeof(Tenure));
	for (i = 0; i < rows->numvals; i++)
	{
		Tenure	   *tenure = &posting->tenures[posting->count];
		int64		person;

		if (!is_assignment(rows, i))
			continue;
		tenure->assignment = DatumGetInt64(SPI_getbinval(rows->vals[i], rows->tupdesc, 4, &is_null));
		person = DatumGetInt64(SPI_getbinval(rows->vals[i], rows->tupdesc, 5, &is_null));
		if (daterange_read(SPI_getbinval(rows->vals[i], rows->tupdesc, 6, &is_null), &tenure->period))
			presence_add(people, (uint64) person, tenure->period);
		posting->count++;
	}
	qsort(posting->tenures, posting->count, sizeof(Tenure), compare_tenures);
	posting->headcount = count_people(people);
}

Posting *
rule_posting(const RuleEvent *event, int64 id)
{
	Posting    *posting = rule_recall(&guard, event, id);
	SPITupleTable *rows;
	bool		is_null;

	if (posting != NULL)
		return posting;
	posting = MemoryContextAllocZero(rule_memory(), sizeof(Posting));
	posting->id = id;
	rows = rule_begin(&guard, event, id);
	if (rows->numvals > 0)
		posting->seats = DatumGetInt32(SPI_getbinval(rows->vals[0], rows->tupdesc, 1, &is_null));
	rows = rule_select(&rows_query, event, id);
	posting->history = read_history(rows);
	read_tenures(rows, posting);
	rule_end(&guard, event, id, posting);
	return posting;
}
