/*
 * acting.c
 *		AT-205: a person who acts at a posting has an assignment elsewhere on each day.
 *
 * Key: the person.  Lock row: the row in representative.  Check: every acting
 * assignment of the person against the tours and TDYs at other postings.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"

#include "period_scan.h"

static const RuleQuery missing_query = {
	"SELECT a.assignment_id, m.missing, a.posting_id, a.representative_id, a.tenure"
	" FROM @.assignment a"
	" CROSS JOIN LATERAL ("
	"   SELECT pg_catalog.unnest(pg_catalog.datemultirange(a.tenure) OPERATOR(pg_catalog.-)"
	"          coalesce(pg_catalog.range_agg(own.tenure), '{}'::pg_catalog.datemultirange)) AS missing"
	"   FROM @.assignment own"
	"   WHERE own.representative_id OPERATOR(pg_catalog.=) a.representative_id"
	"     AND own.posting_id OPERATOR(pg_catalog.<>) a.posting_id"
	"     AND own.kind OPERATOR(pg_catalog.<>) 'acting') m"
	" WHERE a.representative_id OPERATOR(pg_catalog.=) $1"
	"   AND a.kind OPERATOR(pg_catalog.=) 'acting'"
	" ORDER BY a.assignment_id, m.missing",
	{INT8OID, DATERANGEOID, INT8OID, INT8OID, DATERANGEOID}
};

/* The tables that say so. */
static const char *const missing_tables[] = {"assignment", NULL};

/* What a check has found: an acting assignment without one elsewhere. */
typedef struct Missing
{
	bool		found;
	Period		tenure;
	int64		posting;
	Day			day;
} Missing;

static int64
key_in(SPITupleTable *rows, uint64 row, int column)
{
	return DatumGetInt64(rule_result(rows, row, column));
}

static void
add_acting_waived(const RuleEvent *event, SPITupleTable *rows, uint64 row, Periods *days)
{
	waiver_read_days_of_assignment(event, AT_205, key_in(rows, row, 1), key_in(rows, row, 3), key_in(rows, row, 4),
								   days, CurrentMemoryContext);
}

static const BrokenDays missing_days = {&missing_query, &missing_query, missing_tables, add_acting_waived};

static void *
find_missing(const RuleEvent *event, int64 representative, SPITupleTable *locked pg_attribute_unused())
{
	Missing    *missing = MemoryContextAllocZero(rule_memory(), sizeof(Missing));
	uint64		row;
	SPITupleTable *rows = first_row_not_excused(event, representative, &missing_days, &row, &missing->day);

	if (rows != NULL)
	{
		missing->found = true;
		(void) daterange_read(rule_result(rows, row, 5), &missing->tenure);
		missing->posting = key_in(rows, row, 3);
	}
	return missing;
}

static const RuleCheck acting_check = {
	.lock = {"SELECT FROM @.representative WHERE representative_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"},
	.find = find_missing
};

static const char *const quoted[] = {"assignment", NULL};

#define HINT "A person who acts at a posting needs a tour or TDY at another on each of the days."

static void
report_missing(const RuleEvent *event, int64 representative, const Missing *missing)
{
	if (!rule_may_quote(event, quoted))
		rule_report(event, AT_205,
					psprintf("%s cannot act without an assignment elsewhere", name_person(event, representative)),
					NULL, HINT);
	else
		rule_report(event, AT_205,
					psprintf("%s acts at %s on %s without an assignment elsewhere",
							 name_person(event, representative), name_posting(event, missing->posting, missing->day), rule_day(missing->day)),
					psprintf("The acting assignment runs %s.", name_days(missing->tenure)),
					HINT);
}

void
check_acting(const RuleEvent *event, int64 representative)
{
	const Missing *missing = rule_find_new(event, AT_205, &acting_check, representative);

	if (missing != NULL && missing->found)
		report_missing(event, representative, missing);
}
