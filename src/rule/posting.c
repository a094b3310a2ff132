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

/* One query for all, as a check is made for every row that somebody inserts. */
static const RuleQuery rows_query = {
	"SELECT effective_day, status, taken_over_from IS NOT NULL,"
	" NULL::pg_catalog.int8, NULL::pg_catalog.int8, NULL::pg_catalog.text, NULL::pg_catalog.bool, NULL::pg_catalog.daterange,"
	" NULL::pg_catalog.int4"
	" FROM @.posting_status_change WHERE posting_id OPERATOR(pg_catalog.=) $1"
	" UNION ALL SELECT NULL, NULL, NULL, assignment_id, representative_id, kind, extension IS NOT NULL, tenure, NULL"
	" FROM @.assignment WHERE posting_id OPERATOR(pg_catalog.=) $1"
	" UNION ALL SELECT effective_day, NULL, NULL, NULL, NULL, NULL, NULL, NULL, seats"
	" FROM @.posting_seats_change WHERE posting_id OPERATOR(pg_catalog.=) $1",
	{DATEOID, RULE_POSTING_STATUS, BOOLOID, INT8OID, INT8OID, TEXTOID, BOOLOID, DATERANGEOID, INT4OID}
};

static const RuleQuery seats_query = {
	"SELECT seats FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1",
	{INT4OID}
};

/* The tables that these two read. */
static const char *const posting_tables[] = {"posting", "posting_status_change", "posting_seats_change", "assignment", NULL};

/* What a row is of: the column that no other kind has.  The rest are of statuses. */
#define OF_ASSIGNMENT 4
#define OF_SEATS 9

static bool
is_row_of(SPITupleTable *rows, uint64 i, int column)
{
	return !heap_attisnull(rows->vals[i], column, rows->tupdesc);
}

/* Changes of status and of seats both begin with their day. */
static int
compare_days(const void *a, const void *b)
{
	Day			x = *(const Day *) a;
	Day			y = *(const Day *) b;

	return (x > y) - (x < y);
}

static void
read_history(SPITupleTable *rows, StatusHistory *history)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		StatusChange *change = &history->changes[history->count];

		if (is_row_of(rows, i, OF_ASSIGNMENT) || is_row_of(rows, i, OF_SEATS))
			continue;
		change->day = DatumGetDateADT(rule_result(rows, i, 1));
		change->status = DatumGetPostingStatus(rule_result(rows, i, 2));
		change->taken_over = DatumGetBool(rule_result(rows, i, 3));
		history->count++;
	}
	qsort(history->changes, history->count, sizeof(StatusChange), compare_days);
}

static int
compare_tenures(const void *a, const void *b)
{
	int64		x = ((const Tenure *) a)->assignment;
	int64		y = ((const Tenure *) b)->assignment;

	return (x > y) - (x < y);
}

/*
 * A tenure has a day (AT-208), unless the table lacks that constraint.  Who acts takes
 * no seat: they have their own elsewhere.
 */
static void
read_tenures(SPITupleTable *rows, Posting *posting, Presence *people)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		Tenure	   *tenure = &posting->tenures[posting->count];

		if (!is_row_of(rows, i, OF_ASSIGNMENT) || !daterange_read(rule_result(rows, i, 8), &tenure->period))
			continue;
		tenure->assignment = DatumGetInt64(rule_result(rows, i, 4));
		tenure->representative = DatumGetInt64(rule_result(rows, i, 5));
		tenure->kind = assignment_kind(rule_result(rows, i, 6));
		tenure->extended = DatumGetBool(rule_result(rows, i, 7));
		if (tenure->kind != ASSIGNMENT_ACTING)
			presence_add(people, (uint64) tenure->representative, tenure->period);
		posting->count++;
	}
	qsort(posting->tenures, posting->count, sizeof(Tenure), compare_tenures);
}

/* How many distinct people there are, day by day. */
static Steps
count_people(Presence *people)
{
	StepsWriter writer;

	presence_add_up(people, &writer);	/* fewer than bigint counts */
	return steps_written(&writer);
}

typedef struct SeatsChange
{
	Day			day;
	int32		seats;
} SeatsChange;

/* The seats, day by day: those that the posting says, until they change. */
static Steps
read_seats(SPITupleTable *rows, SPITupleTable *posting)
{
	SeatsChange *changes = palloc_extended((rows->numvals + 1) * sizeof(SeatsChange), MCXT_ALLOC_HUGE);
	StepsWriter writer = steps_start(CurrentMemoryContext, rows->numvals + 1);
	int			count = 0;
	int			i;

	changes[count].day = DAY_MINUS_INFINITY;
	changes[count++].seats = posting->numvals > 0 ? DatumGetInt32(rule_result(posting, 0, 1)) : 0;
	for (i = 0; i < (int) rows->numvals; i++)
	{
		if (!is_row_of(rows, i, OF_SEATS))
			continue;
		changes[count].day = DatumGetDateADT(rule_result(rows, i, 1));
		changes[count++].seats = DatumGetInt32(rule_result(rows, i, 9));
	}
	qsort(changes, count, sizeof(SeatsChange), compare_days);
	for (i = 0; i < count; i++)
		(void) steps_append(&writer, changes[i].day, changes[i].seats);
	pfree(changes);
	return steps_written(&writer);
}

/* How many more people than seats there are. */
static Steps
count_excess(Steps headcount, Steps seats)
{
	StepsWriter writer = steps_start(CurrentMemoryContext, (size_t) headcount.count + seats.count);

	steps_combine(headcount, seats, STEPS_SUBTRACT, &writer);
	return steps_written(&writer);
}

/* --- One chunk, which is what a check finds ------------------------------- */

/* Copies bytes to a place in a chunk, and moves that on. */
static void *
put(char **at, const void *bytes, Size size)
{
	void	   *start = *at;

	if (size > 0)
		memcpy(start, bytes, size);
	*at += MAXALIGN(size);
	return start;
}

static Size
steps_size(Steps steps)
{
	return MAXALIGN(steps.count * sizeof(int64)) + MAXALIGN(steps.count * sizeof(Day));
}

static Steps
put_steps(char **at, Steps steps)
{
	const int64 *values = put(at, steps.values, steps.count * sizeof(int64));
	const Day  *days = put(at, steps.days, steps.count * sizeof(Day));

	return (Steps) {steps.count, values, days};
}

static Posting *
keep(const Posting *posting)
{
	Size		history_size = offsetof(StatusHistory, changes) + posting->history->count * sizeof(StatusChange);
	Size		tenures_size = posting->count * sizeof(Tenure);
	char	   *at = MemoryContextAllocHuge(rule_memory(), MAXALIGN(sizeof(Posting)) + MAXALIGN(history_size) + MAXALIGN(tenures_size) +
											steps_size(posting->headcount) + steps_size(posting->excess));
	Posting    *kept = put(&at, posting, sizeof(Posting));

	kept->history = put(&at, posting->history, history_size);
	kept->tenures = put(&at, posting->tenures, tenures_size);
	kept->headcount = put_steps(&at, posting->headcount);
	kept->excess = put_steps(&at, posting->excess);
	return kept;
}

static Posting *
read_posting(int64 id, SPITupleTable *rows, SPITupleTable *seats)
{
	Posting		posting = {.id = id};
	Presence   *people = presence_create(CurrentMemoryContext);

	posting.history = palloc_extended(offsetof(StatusHistory, changes) + rows->numvals * sizeof(StatusChange),
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	posting.tenures = palloc_extended(Max(rows->numvals, 1) * sizeof(Tenure), MCXT_ALLOC_HUGE);
	read_history(rows, posting.history);
	read_tenures(rows, &posting, people);
	posting.headcount = count_people(people);
	posting.excess = count_excess(posting.headcount, read_seats(rows, seats));
	return keep(&posting);
}

/* --- Now, and before ------------------------------------------------------ */

static void *
find_posting(const RuleEvent *event, int64 id, SPITupleTable *locked)
{
	return read_posting(id, rule_select(&rows_query, event, id, NULL), locked);
}

const RuleCheck posting_check = {
	.lock = {"SELECT seats FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE", {INT4OID}},
	.find = find_posting
};

static void *
find_posting_before(const RuleEvent *event, int64 id, SPITupleTable *locked pg_attribute_unused())
{
	static const StatusHistory nothing = {0};

	if (rule_before(event, posting_tables, NULL) != BEFORE_IS_SEEN)
	{
		Posting		posting = {.id = id, .history = unconstify(StatusHistory *, &nothing)};

		return keep(&posting);
	}
	return read_posting(id, rule_select_before(&rows_query, event, id, NULL), rule_select_before(&seats_query, event, id, NULL));
}

static const RuleCheck posting_before_check = {.find = find_posting_before};

const Posting *
posting_before(const RuleEvent *event, int64 id)
{
	return rule_find(&posting_before_check, event, id, NULL);
}

const Tenure *
posting_tenure(const Posting *posting, int64 assignment)
{
	int32		i;

	for (i = 0; i < posting->count; i++)
		if (posting->tenures[i].assignment == assignment)
			return &posting->tenures[i];
	return NULL;
}
