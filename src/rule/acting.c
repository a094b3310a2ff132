/*
 * rule_acting.c
 *		AT-205: who acts at a posting has an assignment elsewhere on each day.
 *
 * Key: the person.  Guard: the row in representative.  Check: every acting
 * assignment of the person against the tours and TDYs at other postings.  It
 * is made for a new acting assignment, and when a tour or TDY goes or changes.
 */
#include "rule/assignment.h"

#include "utils/date.h"

#include "rule/settings.h"

static const RuleQuery guard = {
	"SELECT 1 FROM @.representative WHERE representative_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

static const RuleQuery missing_query = {
	"SELECT a.assignment_id, a.posting_id, pg_catalog.lower(m.missing)"
	" FROM @.assignment a"
	" CROSS JOIN LATERAL ("
	"   SELECT pg_catalog.datemultirange(a.tenure) OPERATOR(pg_catalog.-)"
	"          coalesce(pg_catalog.range_agg(own.tenure), '{}'::pg_catalog.datemultirange) AS missing"
	"   FROM @.assignment own"
	"   WHERE own.representative_id OPERATOR(pg_catalog.=) a.representative_id"
	"     AND own.posting_id OPERATOR(pg_catalog.<>) a.posting_id"
	"     AND own.kind OPERATOR(pg_catalog.<>) 'acting') m"
	" WHERE a.representative_id OPERATOR(pg_catalog.=) $1"
	"   AND a.kind OPERATOR(pg_catalog.=) 'acting'"
	"   AND NOT pg_catalog.isempty(m.missing)"
	" ORDER BY a.assignment_id"
};

/* What a check has found: an acting assignment without one elsewhere. */
typedef struct Missing
{
	bool		found;
	int64		assignment;
	int64		posting;
	Day			day;
} Missing;

static Missing *
read_missing(const RuleEvent *event, int64 representative)
{
	Missing    *missing = MemoryContextAllocZero(rule_memory(), sizeof(Missing));
	SPITupleTable *rows;
	bool		is_null;

	rule_begin(&guard, event, representative);
	rows = rule_select(&missing_query, event, representative);
	if (rows->numvals > 0)
	{
		missing->found = true;
		missing->assignment = DatumGetInt64(SPI_getbinval(rows->vals[0], rows->tupdesc, 1, &is_null));
		missing->posting = DatumGetInt64(SPI_getbinval(rows->vals[0], rows->tupdesc, 2, &is_null));
		missing->day = DatumGetDateADT(SPI_getbinval(rows->vals[0], rows->tupdesc, 3, &is_null));
	}
	rule_end(&missing_query, event, representative, missing);
	return missing;
}

static const RuleBlind blind = {
	.tables = {"assignment"},
	.message = "representative " INT64_FORMAT " cannot act without an assignment elsewhere",
	.hint = "Who acts at a posting needs a tour or TDY at another on each of the days."
};

static void
report(const RuleEvent *event, int64 representative, const Missing *missing)
{
	rule_report_quoting(event, AT_205, &blind, representative,
						errmsg("representative " INT64_FORMAT " acts at posting " INT64_FORMAT
							   " on %s without an assignment elsewhere",
							   representative, missing->posting, rule_day(missing->day)),
						errdetail("Assignment " INT64_FORMAT " is acting.", missing->assignment),
						errhint("%s", blind.hint));
}

/* What a check has found is said once, also if it is a warning. */
static void
check_person(const RuleEvent *event, int64 representative)
{
	Missing    *missing;

	if (rule_setting(event, AT_205)->level == 0 || rule_recall(&missing_query, event, representative) != NULL)
		return;
	missing = read_missing(event, representative);
	if (missing->found)
		report(event, representative, missing);
}

void
rule_check_acting(const RuleEvent *event, const Assignment *old, const Assignment *new)
{
	if (new != NULL && new->kind == ASSIGNMENT_ACTING)
		check_person(event, new->representative);
	if (old != NULL && old->kind != ASSIGNMENT_ACTING)
		check_person(event, old->representative);
}
