/*
 * rule_posting.c
 *		Reads a posting for the rules: its seats, its history, its people.
 *
 * Key: the posting.  Guard: its row in posting.
 */
#include "rule_posting.h"

#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "core/presence.h"
#include "period_scan.h"

static const RuleQuery guard = {
	"SELECT seats FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

static const RuleQuery history_query = {
	"SELECT effective_day, status, taken_over_from IS NOT NULL FROM @.posting_status_change"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1 ORDER BY effective_day"
};

static const RuleQuery tenures_query = {
	"SELECT assignment_id, representative_id, tenure FROM @.assignment"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1"
};

static StatusHistory *
read_history(const RuleEvent *event, int64 id)
{
	SPITupleTable *rows = rule_select(&history_query, event, id);
	StatusHistory *history;
	bool		is_null;
	uint64		i;

	history = MemoryContextAlloc(rule_memory(), offsetof(StatusHistory, changes) +
								 rows->numvals * sizeof(StatusChange));
	history->count = (int32) rows->numvals;
	for (i = 0; i < rows->numvals; i++)
	{
		StatusChange *change = &history->changes[i];

		change->day = DatumGetDateADT(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null));
		change->status = DatumGetPostingStatus(SPI_getbinval(rows->vals[i], rows->tupdesc, 2, &is_null));
		change->taken_over = DatumGetBool(SPI_getbinval(rows->vals[i], rows->tupdesc, 3, &is_null));
	}
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
read_tenures(const RuleEvent *event, Posting *posting)
{
	SPITupleTable *rows = rule_select(&tenures_query, event, posting->id);
	Presence   *people = presence_create(CurrentMemoryContext);
	bool		is_null;
	uint64		i;

	posting->count = (int32) rows->numvals;
	posting->tenures = MemoryContextAllocHuge(rule_memory(), Max(rows->numvals, 1) * sizeof(Tenure));
	for (i = 0; i < rows->numvals; i++)
	{
		Tenure	   *tenure = &posting->tenures[i];
		int64		person = DatumGetInt64(SPI_getbinval(rows->vals[i], rows->tupdesc, 2, &is_null));

		tenure->assignment = DatumGetInt64(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null));
		if (daterange_read(SPI_getbinval(rows->vals[i], rows->tupdesc, 3, &is_null), &tenure->period))
			presence_add(people, (uint64) person, tenure->period);
	}
	/* Few as they are, this takes less than ORDER BY would. */
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
	posting->history = read_history(event, id);
	read_tenures(event, posting);
	rule_end(&guard, event, id, posting);
	return posting;
}
