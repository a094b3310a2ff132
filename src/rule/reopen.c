/*
 * reopen.c
 *		AT-106: a posting that another one reopens has closed.
 *
 * Key: the posting that is reopened, which the caller has locked with posting_check.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"

#define REOPENED(during) { \
	"SELECT reopened_by, " during ", posting_id FROM @.posting_reopened" \
	" WHERE posting_id OPERATOR(pg_catalog.=) $1 ORDER BY reopened_by", \
	{INT8OID, DATERANGEOID, INT8OID} \
}

static const RuleQuery reopened_query = REOPENED("during");

/* What was reopened too soon already may be open on other days. */
static const RuleQuery reopened_before_query = REOPENED("'(,)'::pg_catalog.daterange");

/* The tables that say so. */
static const char *const reopened_tables[] = {"posting", "posting_status_change", NULL};

/* What a check has found: who reopens the posting, which is still open. */
typedef struct Reopened
{
	bool		found;
	int64		by;
} Reopened;

static void
add_reopened_waived(const RuleEvent *event, SPITupleTable *rows, uint64 row, Periods *days)
{
	waiver_read_days(event, AT_106, WAIVER_POSTING, DatumGetInt64(rule_result(rows, row, 3)), days, CurrentMemoryContext);
}

static const BrokenDays reopened_days = {&reopened_query, &reopened_before_query, reopened_tables, add_reopened_waived};

static void *
find_reopened(const RuleEvent *event, int64 posting, SPITupleTable *locked pg_attribute_unused())
{
	Reopened   *reopened = MemoryContextAllocZero(rule_memory(), sizeof(Reopened));
	uint64		row;
	Day			day;
	SPITupleTable *rows = first_row_not_excused(event, posting, &reopened_days, &row, &day);

	reopened->found = rows != NULL;
	if (rows != NULL)
		reopened->by = DatumGetInt64(rule_result(rows, row, 1));
	return reopened;
}

static const RuleCheck reopened_check = {.find = find_reopened};

#define HINT "A posting reopens one whose last status is closed, denied or withdrawn."

static void
report_reopened(const RuleEvent *event, const Posting *posting, const Reopened *reopened)
{
	const StatusChange *last = &posting->history->changes[posting->history->count - 1];

	if (!rule_may_quote(event, reopened_tables))
		rule_report(event, AT_106, psprintf("%s is reopened and has not closed", name_posting(event, posting->id, last->day)), NULL, HINT);
	else
		rule_report(event, AT_106,
					psprintf("%s is reopened and has not closed", name_posting(event, posting->id, last->day)),
					psprintf("%s reopens it, and it is %s since %s.",
							 begin_sentence(name_posting(event, reopened->by, last->day)), posting_status_label(last->status), rule_day(last->day)),
					HINT);
}

/* A posting without any status is nothing yet. */
static bool
has_not_closed(const Posting *posting)
{
	int32		count = posting->history->count;

	return count > 0 && !posting_status_is_final(posting->history->changes[count - 1].status);
}

void
check_reopened(const RuleEvent *event, const Posting *posting)
{
	const Reopened *reopened;

	if (!has_not_closed(posting))
		return;
	reopened = rule_find_new(event, AT_106, &reopened_check, posting->id);
	if (reopened != NULL && reopened->found)
		report_reopened(event, posting, reopened);
}
