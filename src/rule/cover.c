/*
 * cover.c
 *		Compares when a posting is held with and without what this transaction has
 *		written, and asks who else covers what it covers.
 *
 * Key: the posting.  Lock row: its row, which whoever changes what it covers has held
 * since the statement that did (the triggers "hold").
 *
 * Of what a posting gives up, another one may be a witness that it is covered all
 * the same.  The witness's row is locked in share mode until the transaction ends, and
 * read with a snapshot that is newer than the lock.  So whatever the witness
 * covers, it covers when this transaction commits.  A row that somebody holds is passed
 * over, as what they do is not known yet: nobody waits for a witness, and so nobody who
 * waits at COMMIT can be waited for there.  Where no witness is found, the goal is
 * locked, and what it counts is counted (limit.c).
 *
 * So of two transactions that take away the last two who cover a country, neither
 * finds the other's posting as its witness, both count, and the second one sees what
 * the first has done.
 */
#include "rule/cover.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "rule/posting.h"

#define KINDS (ASSIGNMENT_ACTING + 1)

/* --- When a posting is held ----------------------------------------------- */

static const RuleQuery presence_query = {
	"SELECT tdy, acting, during FROM @.posting_presence_of($1, $2)",
	{BOOLOID, BOOLOID, RULE_COVERAGE}
};

/* The tables that say when a posting is held. */
static const char *const presence_tables[] = {"assignment", "posting_status_change", "posting", NULL};

/* The days of people on tours, on temporary duty, or acting, as some goals do not count each. */
static void
read_presence(SPITupleTable *rows, Steps *held)
{
	uint64		i;

	for (i = 0; i < rows->numvals; i++)
	{
		bool		tdy = DatumGetBool(rule_result(rows, i, 1));
		bool		acting = DatumGetBool(rule_result(rows, i, 2));

		held[tdy ? ASSIGNMENT_TDY : acting ? ASSIGNMENT_ACTING : ASSIGNMENT_TOUR] =
			coverage_get_steps(DatumGetCoverageP(rule_result(rows, i, 3)));
	}
}

/* Day by day; no value is far from 0. */
static Steps
combine_days(Steps a, Steps b, StepsOperation operation)
{
	StepsWriter writer = steps_start(CurrentMemoryContext, (size_t) a.count + b.count);

	(void) steps_combine(a, b, operation, &writer);
	return steps_written(&writer);
}

static bool
has_days(const RuleEvent *event, Steps days)
{
	return stretches_max(stretch_scan(days, event->today, DAY_INFINITY)) > 0;
}

/* --- Witnesses ------------------------------------------------------------ */

/* What a posting has lost, or got, and for which kind of limits that matters. */
typedef struct Loss
{
	int64		posting;
	LimitKind	kind;
	Steps		days[KINDS];
} Loss;

static const char *const goal_kind[] = {[LIMIT_FLOOR] = "floor", [LIMIT_CEILING] = "ceiling"};

/* How the limits of a kind ask. */
static const RuleQuery scopes_query = {
	"SELECT DISTINCT @.goal_scope(g.counts, g.program) FROM @.goal g"
	" WHERE g.enforced AND g.kind OPERATOR(pg_catalog.=) $3",
	{TEXTOID}
};

/* What the posting covers in one of these ways, beside other postings, $3. */
#define COVER_OF(scope) \
	"SELECT goal_id, is_floor, counts_tdy, counts_acting, reach, held" \
	" FROM @.posting_cover('" scope "'::pg_catalog.text, $1, $3::pg_catalog.int8[], $2)", \
	{INT8OID, BOOLOID, BOOLOID, BOOLOID, RULE_COVERAGE, RULE_COVERAGE}

static const struct
{
	const char *scope;
	RuleQuery	query;
}			cover_queries[] =
{
	{"country", {COVER_OF("country")}},
	{"program", {COVER_OF("program")}},
	{"site", {COVER_OF("site")}}
};

/*
 * Locks neighbors: one who stays until nothing is lost any more, $3; or all who are there at
 * all, up to so many that it would cost more to ask them than to count.  Those with
 * keys after this one's come first, so that not all ask the same.
 */
#define NEIGHBORS(most, stays) \
	"SELECT q.posting_id FROM @.posting q" \
	" WHERE q.posting_id OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT n.posting_id FROM @.posting_neighbors($1) n))" \
	" AND q.posting_id OPERATOR(pg_catalog.<>) $1" \
	" AND EXISTS (SELECT FROM @.assignment a WHERE a.posting_id OPERATOR(pg_catalog.=) q.posting_id" \
	"  AND coalesce(pg_catalog.upper(a.tenure), 'infinity'::pg_catalog.date) " stays " OFFSET 0)" /* not a join with all of them */ \
	" ORDER BY q.posting_id OPERATOR(pg_catalog.<) $1, q.posting_id" \
	" LIMIT " most " FOR SHARE OF q SKIP LOCKED", \
	{INT8OID}

static const RuleQuery neighbor_queries[] = {
	{NEIGHBORS("1", "OPERATOR(pg_catalog.>=) ($3::pg_catalog.date)")},
	{NEIGHBORS("16", "OPERATOR(pg_catalog.>) $2")}
};

/* What counts for a floor when the transaction is done; what counted for a ceiling before it. */
static SPITupleTable *
select_settled(const RuleQuery *query, const RuleEvent *event, const Loss *loss, const char *text)
{
	return loss->kind == LIMIT_FLOOR ? rule_select(query, event, loss->posting, text)
		: rule_select_before(query, event, loss->posting, text);
}

/* The day from which on nothing is lost, as text. */
static const char *
end_of(const Loss *loss)
{
	Day			end = DAY_MINUS_INFINITY;
	AssignmentKind kind;

	for (kind = 0; kind < KINDS; kind++)
	{
		Steps		days = loss->days[kind];

		if (days.count > 0)
			end = Max(end, days.values[days.count - 1] > 0 ? DAY_INFINITY : days.days[days.count - 1]);
	}
	return end == DAY_INFINITY ? "infinity" : rule_day(end);
}

/* "{12,34}": the neighbors that could be locked. */
static const char *
lock_neighbors(const RuleEvent *event, const RuleQuery *query, const Loss *loss)
{
	SPITupleTable *rows = rule_select(query, event, loss->posting, end_of(loss));
	StringInfoData list;
	uint64		i;

	initStringInfo(&list);
	for (i = 0; i < rows->numvals; i++)
		appendStringInfo(&list, "%c" INT64_FORMAT, i == 0 ? '{' : ',', DatumGetInt64(rule_result(rows, i, 1)));
	appendStringInfoString(&list, i == 0 ? "{}" : "}");
	return list.data;
}

/* What a goal loses on the days on which the posting would cover something if it was held. */
static Steps
lost_of(const Loss *loss, Steps reach, bool counts_tdy, bool counts_acting)
{
	Steps		lost = combine_days((Steps) {0}, loss->days[ASSIGNMENT_TOUR], STEPS_GREATEST);

	if (counts_tdy)
		lost = combine_days(lost, loss->days[ASSIGNMENT_TDY], STEPS_GREATEST);
	if (counts_acting)
		lost = combine_days(lost, loss->days[ASSIGNMENT_ACTING], STEPS_GREATEST);
	return combine_days(lost, reach, STEPS_LEAST);
}

static Steps
result_steps(SPITupleTable *rows, uint64 row, int column)
{
	return coverage_get_steps(DatumGetCoverageP(rule_result(rows, row, column)));
}

/* Is something of what the posting covers, a row, lost and covered by nobody? */
static bool
is_uncovered(const RuleEvent *event, const Loss *loss, SPITupleTable *rows, uint64 i)
{
	Steps		lost;

	if (DatumGetBool(rule_result(rows, i, 2)) != (loss->kind == LIMIT_FLOOR))
		return false;
	lost = lost_of(loss, result_steps(rows, i, 5),
				   DatumGetBool(rule_result(rows, i, 3)), DatumGetBool(rule_result(rows, i, 4)));
	return has_days(event, combine_days(lost, result_steps(rows, i, 6), STEPS_SUBTRACT));
}

static bool
has_scope(SPITupleTable *scopes, const char *scope)
{
	uint64		i;

	for (i = 0; i < scopes->numvals; i++)
		if (strcmp(TextDatumGetCString(rule_result(scopes, i, 1)), scope) == 0)
			return true;
	return false;
}

static List *
add_goal(List *goals, int64 goal)
{
	ListCell   *cell;
	int64	   *added;

	foreach(cell, goals)
		if (*(int64 *) lfirst(cell) == goal)
		return goals;
	added = palloc(sizeof(int64));
	*added = goal;
	return lappend(goals, added);
}

/* The goals for which something is, each once; a list of their keys. */
static List *
list_uncovered_goals(const RuleEvent *event, const Loss *loss, SPITupleTable *scopes, const char *others)
{
	List	   *goals = NIL;
	size_t		scope;
	uint64		i;

	for (scope = 0; scope < lengthof(cover_queries); scope++)
	{
		SPITupleTable *rows;

		if (!has_scope(scopes, cover_queries[scope].scope))
			continue;
		rows = select_settled(&cover_queries[scope].query, event, loss, others);
		for (i = 0; i < rows->numvals; i++)
			if (is_uncovered(event, loss, rows, i))
				goals = add_goal(goals, DatumGetInt64(rule_result(rows, i, 1)));
	}
	return goals;
}

/* The same once witnesses have been asked. */
static List *
find_uncovered_goals(const RuleEvent *event, const Loss *loss, SPITupleTable *scopes)
{
	List	   *goals = NIL;
	size_t		i;

	for (i = 0; i < lengthof(neighbor_queries); i++)
	{
		goals = list_uncovered_goals(event, loss, scopes, lock_neighbors(event, &neighbor_queries[i], loss));
		if (goals == NIL)
			break;
	}
	return goals;
}

/*
 * Of many changes at once, each may find its witnesses, and all together have done
 * better to count.
 */
#define MOST_SEARCHES 16

static bool
may_search(const RuleEvent *event)
{
	static uintptr_t round = 0;
	static int	searches = 0;

	if (round != event->round)
		searches = 0;
	round = event->round;
	return searches++ < MOST_SEARCHES;
}

/* --- The check ------------------------------------------------------------ */

/* What a check has found, before it is one chunk. */
typedef struct Found
{
	bool		moves;
	bool		all;
	List	   *goals;
} Found;

/* One chunk: both changes, and then the goals of both. */
static CoverChange *
keep_changes(const Found *found)
{
	int			count = list_length(found[LIMIT_FLOOR].goals) + list_length(found[LIMIT_CEILING].goals);
	CoverChange *changes = MemoryContextAllocZero(rule_memory(), 2 * sizeof(CoverChange) + count * sizeof(int64));
	int64	   *goals = (int64 *) &changes[2];
	LimitKind	kind;
	ListCell   *cell;

	for (kind = LIMIT_FLOOR; kind <= LIMIT_CEILING; kind++)
	{
		changes[kind] = (CoverChange) {found[kind].moves, found[kind].all, 0, goals};
		foreach(cell, found[kind].goals)
			goals[changes[kind].count++] = *(int64 *) lfirst(cell);
		goals += changes[kind].count;
	}
	return changes;
}

static bool
loses(const RuleEvent *event, const Loss *loss)
{
	AssignmentKind kind;

	for (kind = 0; kind < KINDS; kind++)
		if (has_days(event, loss->days[kind]))
			return true;
	return false;
}

static Found
find_loss(const RuleEvent *event, int64 posting, LimitKind kind, const Steps *more, const Steps *less)
{
	Loss		loss = {.posting = posting, .kind = kind};
	Found		found = {0};
	SPITupleTable *scopes;
	AssignmentKind of;

	for (of = 0; of < KINDS; of++)
		loss.days[of] = combine_days(more[of], less[of], STEPS_SUBTRACT);
	found.moves = loses(event, &loss);
	if (!found.moves)
		return found;
	scopes = select_settled(&scopes_query, event, &loss, goal_kind[kind]);
	if (scopes->numvals == 0)
		return found;
	found.all = !may_search(event);
	if (!found.all)
		found.goals = find_uncovered_goals(event, &loss, scopes);
	return found;
}

/* If what was there before cannot be seen, assume everything. */
static void *
find_changes(const RuleEvent *event, int64 posting, SPITupleTable *locked pg_attribute_unused())
{
	Found		found[] = {{true, true, NIL}, {true, true, NIL}};
	Steps		before[KINDS] = {0};
	Steps		after[KINDS] = {0};

	if (rule_before(event, presence_tables, NULL) != BEFORE_IS_SEEN)
		return keep_changes(found);
	read_presence(rule_select(&presence_query, event, posting, NULL), after);
	read_presence(rule_select_before(&presence_query, event, posting, NULL), before);
	found[LIMIT_FLOOR] = find_loss(event, posting, LIMIT_FLOOR, before, after);
	found[LIMIT_CEILING] = find_loss(event, posting, LIMIT_CEILING, after, before);
	return keep_changes(found);
}

const RuleCheck cover_check = {.find = find_changes};

/* --- Holding what covers -------------------------------------------------- */

#define POSTINGS_FOR_NO_KEY_UPDATE(condition) \
	"SELECT FROM @.posting p WHERE " condition " ORDER BY p.posting_id FOR NO KEY UPDATE"

static const RuleCheck posting_hold = {
	.lock = {POSTINGS_FOR_NO_KEY_UPDATE("p.posting_id OPERATOR(pg_catalog.=) $1")}
};

/* Postings can come to one mission side by side. */
static const RuleCheck arrival_hold = {
	.lock = {"SELECT FROM @.mission WHERE mission_id OPERATOR(pg_catalog.=) $1 FOR SHARE"}
};

static const RuleCheck mission_hold = {
	.lock = {"SELECT FROM @.mission WHERE mission_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"}
};

static const RuleCheck mission_postings_hold = {
	.lock = {POSTINGS_FOR_NO_KEY_UPDATE("p.mission_id OPERATOR(pg_catalog.=) $1")}
};

/* Whoever brings a posting to it shares this row, as their foreign key says. */
static const RuleCheck site_hold = {
	.lock = {"SELECT FROM @.site WHERE site_id OPERATOR(pg_catalog.=) $1 FOR UPDATE"}
};

static const RuleCheck site_postings_hold = {
	.lock = {POSTINGS_FOR_NO_KEY_UPDATE("EXISTS (SELECT FROM @.posting_site s"
										" WHERE s.site_id OPERATOR(pg_catalog.=) $1 AND s.posting_id OPERATOR(pg_catalog.=) p.posting_id)")}
};

/* The rules about a posting lock the same row; if they have done so for this event, that will do. */
void
cover_hold_posting(const RuleEvent *event, int64 posting)
{
	if (rule_is_open(&posting_check, event, posting))
		(void) rule_find(&posting_hold, event, posting, NULL);
}

void
cover_hold_arrival(const RuleEvent *event, int64 mission)
{
	(void) rule_find(&arrival_hold, event, mission, NULL);
}

/* Their place first, so that no other posting comes there meanwhile. */
void
cover_hold_mission(const RuleEvent *event, int64 mission)
{
	(void) rule_find(&mission_hold, event, mission, NULL);
	(void) rule_find(&mission_postings_hold, event, mission, NULL);
}

void
cover_hold_site(const RuleEvent *event, int64 site)
{
	(void) rule_find(&site_hold, event, site, NULL);
	(void) rule_find(&site_postings_hold, event, site, NULL);
}
