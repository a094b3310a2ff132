/*
 * absence.c
 *		AT-209: an absence lies within assignments of the person.
 *
 * Key: the person.  Lock row: the row in representative.  Check: every absence of the
 * person against the assignments.  Of one without an end only the first day is looked
 * at.  An assignment that ends sooner, or goes, leaves the absence as it is, and nobody
 * is refused for it.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"

#include "period_scan.h"

#define OUTSIDE(during) { \
	"SELECT a.absence_id, o.outside, a.representative_id, a.during" \
	" FROM @.absence a" \
	" CROSS JOIN LATERAL (" \
	"   SELECT pg_catalog.unnest(pg_catalog.datemultirange(" during ") OPERATOR(pg_catalog.-)" \
	"          coalesce(pg_catalog.range_agg(own.tenure), '{}'::pg_catalog.datemultirange)) AS outside" \
	"   FROM @.assignment own" \
	"   WHERE own.representative_id OPERATOR(pg_catalog.=) a.representative_id) o" \
	" WHERE a.representative_id OPERATOR(pg_catalog.=) $1" \
	" ORDER BY a.absence_id, o.outside", \
	{INT8OID, DATERANGEOID, INT8OID, DATERANGEOID} \
}

static const RuleQuery outside_query = OUTSIDE(
											   "CASE WHEN pg_catalog.upper_inf(a.during) THEN pg_catalog.daterange(pg_catalog.lower(a.during), pg_catalog.lower(a.during), '[]')"
											   " ELSE a.during END");

/* Of one without an end all days: who gives it one makes it no longer. */
static const RuleQuery outside_before_query = OUTSIDE("a.during");

/* The tables that say so. */
static const char *const outside_tables[] = {"absence", "assignment", NULL};

/* What a check has found: a day of an absence on which the person holds nothing. */
typedef struct Outside
{
	bool		found;
	Period		absence;
	Day			day;
} Outside;

static void
add_absence_waived(const RuleEvent *event, SPITupleTable *rows, uint64 row, Periods *days)
{
	waiver_read_days(event, AT_209, WAIVER_REPRESENTATIVE, DatumGetInt64(rule_result(rows, row, 3)), days, CurrentMemoryContext);
}

static const BrokenDays outside_days = {&outside_query, &outside_before_query, outside_tables, add_absence_waived};

static void *
find_outside(const RuleEvent *event, int64 representative, SPITupleTable *locked pg_attribute_unused())
{
	Outside    *outside = MemoryContextAllocZero(rule_memory(), sizeof(Outside));
	uint64		row;
	SPITupleTable *rows = first_row_not_excused(event, representative, &outside_days, &row, &outside->day);

	if (rows != NULL)
	{
		outside->found = true;
		(void) daterange_read(rule_result(rows, row, 4), &outside->absence);
	}
	return outside;
}

static const RuleCheck absence_check = {
	.lock = {"SELECT FROM @.representative WHERE representative_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"},
	.find = find_outside
};

static const char *const quoted[] = {"absence", "assignment", NULL};

#define HINT "An absence is from postings that the person holds; leave its end open while nobody knows it, and enter one for each tenure."

static void
report_outside(const RuleEvent *event, int64 representative, const Outside *outside)
{
	if (!rule_may_quote(event, quoted))
		rule_report(event, AT_209,
					psprintf("%s is not posted on all days of an absence", name_person(event, representative)), NULL, HINT);
	else
		rule_report(event, AT_209,
					psprintf("%s is absent on %s and holds no posting on that day",
							 name_person(event, representative), rule_day(outside->day)),
					psprintf("The absence runs %s.", name_days(outside->absence)), HINT);
}

void
check_absence(const RuleEvent *event, int64 representative)
{
	const Outside *outside = rule_find_new(event, AT_209, &absence_check, representative);

	if (outside != NULL && outside->found)
		report_outside(event, representative, outside);
}
