/*
 * place.c
 *		AT-107, AT-304: a posting is open where its role belongs, and covers no
 *		country after its last day.
 *
 * Key: the posting, which the caller has locked with posting_check.  Check: first
 * whether anything that is said of its mission and its area, for whatever days, can
 * break these rules.  So what is rarely wrong costs one short query.
 *
 * Where a mission stands decides for all of its postings.  Key: the mission, which the
 * caller's trigger rule_hold has locked (cover_hold_mission).  Check: each of its postings,
 * in the order of keys.
 */
#include "rule/checks.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "core/country.h"

static const RuleQuery said_query = {
	"SELECT said.country::pg_catalog.text, said.kind IS NOT NULL"
	" AND coalesce(NOT r.mission_kinds OPERATOR(pg_catalog.@>) ARRAY[said.kind], false)"
	" FROM @.posting p"
	" JOIN @.role r ON r.role OPERATOR(pg_catalog.=) p.role"
	" CROSS JOIN LATERAL ("
	"   SELECT m.country, m.kind FROM @.mission m WHERE m.mission_id OPERATOR(pg_catalog.=) p.mission_id"
	"   UNION ALL SELECT c.country, c.kind FROM @.mission_change c WHERE c.mission_id OPERATOR(pg_catalog.=) p.mission_id"
	"   UNION ALL SELECT a.country, NULL FROM @.posting_area a WHERE a.posting_id OPERATOR(pg_catalog.=) p.posting_id) said"
	" WHERE p.posting_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID, BOOLOID}
};

/* A constant for the planner, by which it reads the changes of one mission and not of all. */
#define OF_ITS_MISSION \
	"mission_id OPERATOR(pg_catalog.=) (SELECT p.mission_id FROM @.posting p WHERE p.posting_id OPERATOR(pg_catalog.=) $1 LIMIT 1)"

static const RuleQuery misplaced_query = {
	"SELECT posting_id, during, kind, role FROM @.posting_misplaced"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1 AND " OF_ITS_MISSION " ORDER BY during",
	{INT8OID, DATERANGEOID, TEXTOID, TEXTOID}
};

static const RuleQuery ended_query = {
	"SELECT assignment_id, during, country::pg_catalog.text, posting_id FROM @.presence_ended"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1 AND " OF_ITS_MISSION " ORDER BY during, assignment_id",
	{INT8OID, DATERANGEOID, TEXTOID, INT8OID}
};

/* The tables that say so. */
static const char *const misplaced_tables[] = {"posting", "role", "posting_status_change", "mission", "mission_change", NULL};
static const char *const ended_tables[] = {
	"assignment", "posting", "posting_status_change", "mission", "mission_change", "posting_area", NULL
};

/* --- May there be anything to find? --------------------------------------- */

typedef struct Suspicion
{
	bool		misplaced;
	bool		ended;
} Suspicion;

static bool
has_ended(SPITupleTable *rows, uint64 row)
{
	bool		is_null;
	Datum		datum = rule_result_or_null(rows, row, 1, &is_null);
	const char *code = is_null ? "" : TextDatumGetCString(datum);

	return country_parse_withdrawn(code, strlen(code)) != NULL;
}

static void *
find_suspicion(const RuleEvent *event, int64 posting, SPITupleTable *locked pg_attribute_unused())
{
	Suspicion  *suspicion = MemoryContextAllocZero(rule_memory(), sizeof(Suspicion));
	SPITupleTable *rows = rule_select(&said_query, event, posting, NULL);
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		suspicion->misplaced |= DatumGetBool(rule_result(rows, i, 2));
		suspicion->ended |= has_ended(rows, i);
	}
	return suspicion;
}

static const RuleCheck suspicion_check = {.find = find_suspicion};

/* --- What there is -------------------------------------------------------- */

/* What a check has found: a day that breaks the rule, and what the error quotes. */
typedef struct Misplacement
{
	bool		found;
	Day			day;
	const char *kind;			/* of the mission; both are in the same chunk */
	const char *role;
} Misplacement;

typedef struct Ended
{
	bool		found;
	Day			day;
	int64		assignment;
	char		country[4];
} Ended;

static char *
text_in(SPITupleTable *rows, uint64 row, int column)
{
	return TextDatumGetCString(rule_result(rows, row, column));
}

static void
add_misplaced_waived(const RuleEvent *event, SPITupleTable *rows, uint64 row, Periods *days)
{
	waiver_read_days(event, AT_107, WAIVER_POSTING, DatumGetInt64(rule_result(rows, row, 1)), days, CurrentMemoryContext);
}

static void
add_ended_waived(const RuleEvent *event, SPITupleTable *rows, uint64 row, Periods *days)
{
	waiver_read_days(event, AT_304, WAIVER_POSTING, DatumGetInt64(rule_result(rows, row, 4)), days, CurrentMemoryContext);
}

static const BrokenDays misplaced_days = {&misplaced_query, &misplaced_query, misplaced_tables, add_misplaced_waived};
static const BrokenDays ended_days = {&ended_query, &ended_query, ended_tables, add_ended_waived};

static void *
find_misplacement(const RuleEvent *event, int64 posting, SPITupleTable *locked pg_attribute_unused())
{
	uint64		row;
	Day			day = DAY_INFINITY;
	SPITupleTable *rows = first_row_not_excused(event, posting, &misplaced_days, &row, &day);
	const char *kind = rows != NULL ? text_in(rows, row, 3) : "";
	const char *role = rows != NULL ? text_in(rows, row, 4) : "";
	Misplacement *misplaced = MemoryContextAllocZero(rule_memory(), sizeof(Misplacement) + strlen(kind) + strlen(role) + 2);

	misplaced->found = rows != NULL;
	misplaced->day = day;
	misplaced->kind = strcpy((char *) (misplaced + 1), kind);
	misplaced->role = strcpy((char *) (misplaced + 1) + strlen(kind) + 1, role);
	return misplaced;
}

static void *
find_ended(const RuleEvent *event, int64 posting, SPITupleTable *locked pg_attribute_unused())
{
	Ended	   *ended = MemoryContextAllocZero(rule_memory(), sizeof(Ended));
	uint64		row;
	SPITupleTable *rows = first_row_not_excused(event, posting, &ended_days, &row, &ended->day);

	if (rows != NULL)
	{
		ended->found = true;
		ended->assignment = DatumGetInt64(rule_result(rows, row, 1));
		strlcpy(ended->country, text_in(rows, row, 3), sizeof(ended->country));
	}
	return ended;
}

static const RuleCheck misplaced_check = {.find = find_misplacement};
static const RuleCheck ended_check = {.find = find_ended};

/* --- Reports -------------------------------------------------------------- */

#define HINT_MISPLACED "Give the posting another role, or close it before that day; mission_kinds in table \"role\" says where a role belongs."
#define HINT_ENDED "Let mission_change say in which country the mission stands from then on, or end the area of the posting."

static void
report_misplacement(const RuleEvent *event, int64 posting, const Misplacement *misplaced)
{
	if (!rule_may_quote(event, misplaced_tables))
		rule_report(event, AT_107, psprintf("%s is at a mission where its role does not belong", name_posting(event, posting, misplaced->day)),
					NULL, HINT_MISPLACED);
	else
		rule_report(event, AT_107,
					psprintf("%s is open on %s at a mission where its role does not belong",
							 name_posting(event, posting, misplaced->day), rule_day(misplaced->day)),
					psprintf("Its role is %s, and the mission's kind on that day is %s.", misplaced->role, misplaced->kind),
					HINT_MISPLACED);
}

static void
report_ended(const RuleEvent *event, int64 posting, const Ended *ended)
{
	const Country *country = country_parse_withdrawn(ended->country, strlen(ended->country));

	if (country == NULL || !rule_may_quote(event, ended_tables))
		rule_report(event, AT_304, psprintf("%s covers a country after its last day", name_posting(event, posting, ended->day)), NULL, HINT_ENDED);
	else
		rule_report(event, AT_304,
					psprintf("%s covers %s on %s, after its last day", name_posting(event, posting, ended->day), ended->country, rule_day(ended->day)),
					psprintf("%s runs that long. %s was withdrawn on %s; successors: %s.", begin_sentence(name_assignment(event, ended->assignment)),
							 ended->country, rule_day(country->withdrawn), country_successors_of(country)),
					HINT_ENDED);
}

static void
check_misplaced(const RuleEvent *event, int64 posting)
{
	const Misplacement *misplaced = rule_find_new(event, AT_107, &misplaced_check, posting);

	if (misplaced != NULL && misplaced->found)
		report_misplacement(event, posting, misplaced);
}

static void
check_ended(const RuleEvent *event, int64 posting)
{
	const Ended *ended = rule_find_new(event, AT_304, &ended_check, posting);

	if (ended != NULL && ended->found)
		report_ended(event, posting, ended);
}

static bool
is_watched(const RuleEvent *event)
{
	return rule_setting(event, AT_107)->level != 0 || rule_setting(event, AT_304)->level != 0;
}

void
check_covered(const RuleEvent *event, const Posting *posting)
{
	int64		id = posting->id;

	if (rule_setting(event, AT_304)->level != 0 && rule_may_have_ended(event) &&
		((const Suspicion *) rule_find(&suspicion_check, event, id, NULL))->ended)
		check_ended(event, id);
}

void
check_place(const RuleEvent *event, const Posting *posting)
{
	int64		id = posting->id;
	Suspicion	suspicion;

	if (!is_watched(event))
		return;
	suspicion = *(const Suspicion *) rule_find(&suspicion_check, event, id, NULL);
	if (suspicion.misplaced)
		check_misplaced(event, id);
	if (suspicion.ended)
		check_ended(event, id);
}

/* --- Missions ------------------------------------------------------------- */

static const RuleQuery postings_query = {
	"SELECT posting_id FROM @.posting WHERE mission_id OPERATOR(pg_catalog.=) $1 ORDER BY posting_id",
	{INT8OID}
};

static void *
find_postings(const RuleEvent *event, int64 key, SPITupleTable *locked pg_attribute_unused())
{
	return rule_find_keys(event, &postings_query, key);
}

static const RuleCheck mission_check = {.find = find_postings};

void
check_mission(const RuleEvent *event, int64 mission)
{
	const RuleKeys *postings;
	uint64		i;

	if (!is_watched(event))
		return;
	postings = rule_find(&mission_check, event, mission, NULL);
	for (i = 0; i < postings->count; i++)
		check_place(event, rule_find(&posting_check, event, postings->keys[i], NULL));
}
