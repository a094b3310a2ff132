/*
 * acting.c
 *		AT-205: a person who acts at a posting has an assignment elsewhere on each day.
 *
 * Key: the person.  Lock row: the row in representative.  Check: every acting
 * assignment of the person against the tours and TDYs at other postings.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"
#include "utils/date.h"

#include "period_scan.h"

static const RuleQuery missing_query = {
	"SELECT a.assignment_id, a.posting_id, m.missing"
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
	{INT8OID, INT8OID, DATERANGEOID}
};

/* The missing_tables that say so. */
static const char *const missing_tables[] = {"assignment", NULL};

/* What a check has found: an acting assignment without one elsewhere. */
typedef struct Missing
{
	bool		found;
	int64		assignment;
	int64		posting;
	Day			day;
} Missing;

static void
add_acting_waived(const RuleEvent *event, int64 representative, const Missing *missing, Periods *days)
{
	waiver_read_days_of_assignment(event, AT_205, missing->assignment, missing->posting, representative, days, CurrentMemoryContext);
}

/* Adds the days that an assignment was without one elsewhere before, and without a waiver. */
static void
add_missing_before(const RuleEvent *event, int64 representative, SPITupleTable *before, int64 assignment, Periods *excused)
{
	uint64		i;

	for (i = 0; before != NULL && i < before->numvals; i++)
	{
		Missing		older = {.assignment = DatumGetInt64(rule_result(before, i, 1)), .posting = DatumGetInt64(rule_result(before, i, 2))};
		Periods		broken = {.count = 1};
		Periods		waived = {0};

		if (older.assignment != assignment || !daterange_read(rule_result(before, i, 3), &broken.at.few[0]))
			continue;
		add_acting_waived(event, representative, &older, &waived);
		add_broken_before(&broken, &waived, excused);
	}
}

/* Days of an assignment without one elsewhere that are neither older nor waived. */
static bool
read_missing(const RuleEvent *event, int64 representative, SPITupleTable *rows, uint64 i, SPITupleTable *before, Missing *missing)
{
	Periods		broken = {0};
	Periods		excused = {0};
	Period		rest = {0};

	missing->assignment = DatumGetInt64(rule_result(rows, i, 1));
	missing->posting = DatumGetInt64(rule_result(rows, i, 2));
	if (daterange_read(rule_result(rows, i, 3), &rest))
		periods_add(&broken, rest, CurrentMemoryContext);
	add_missing_before(event, representative, before, missing->assignment, &excused);
	add_acting_waived(event, representative, missing, &excused);
	missing->found = first_not_excused(&broken, &excused, &rest);
	missing->day = rest.from;
	return missing->found;
}

static void *
find_missing(const RuleEvent *event, int64 representative, SPITupleTable *locked pg_attribute_unused())
{
	Missing    *missing = MemoryContextAllocZero(rule_memory(), sizeof(Missing));
	SPITupleTable *rows = rule_select(&missing_query, event, representative, NULL);
	SPITupleTable *before = NULL;
	uint64		i;

	if (rows->numvals > 0 && rule_before(event, missing_tables, NULL) == BEFORE_IS_SEEN)
		before = rule_select_before(&missing_query, event, representative, NULL);
	for (i = 0; i < rows->numvals && !read_missing(event, representative, rows, i, before, missing); i++)
		;
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
					psprintf("%s cannot act without an assignment elsewhere", rule_key(event, "representative", representative)),
					NULL, HINT);
	else
		rule_report(event, AT_205,
					psprintf("representative " INT64_FORMAT " acts at posting " INT64_FORMAT
							 " on %s without an assignment elsewhere",
							 representative, missing->posting, rule_day(missing->day)),
					psprintf("Assignment " INT64_FORMAT " is acting.", missing->assignment),
					HINT);
}

/* Reports what a check has found once, even if that is a warning. */
void
check_acting(const RuleEvent *event, int64 representative)
{
	const Missing *missing;
	bool		is_new;

	if (rule_setting(event, AT_205)->level == 0)
		return;
	missing = rule_find(&acting_check, event, representative, &is_new);
	if (is_new && missing->found)
		report_missing(event, representative, missing);
}
