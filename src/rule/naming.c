/*
 * naming.c
 *		What rules call postings, people, assignments and goals.
 *
 * Asked only once something is to be said.  The queries run as the table's owner, and
 * what they find is quoted to a writer who could have read it.
 */
#include "rule/naming.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "core/ascii.h"

/* A mission's name is what the latest change up to a day says that says anything of it. */
static const RuleQuery posting_query = {
	"SELECT p.number, p.role, coalesce((SELECT c.name FROM @.mission_change c"
	"   WHERE c.mission_id OPERATOR(pg_catalog.=) m.mission_id AND c.name IS NOT NULL"
	"     AND c.effective_day OPERATOR(pg_catalog.<=) ($3::pg_catalog.date)"
	"   ORDER BY c.effective_day DESC LIMIT 1), m.name) AS name"
	" FROM @.posting p JOIN @.mission m ON m.mission_id OPERATOR(pg_catalog.=) p.mission_id"
	" WHERE p.posting_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID, TEXTOID, TEXTOID}
};

static const RuleQuery person_query = {
	"SELECT r.name, r.number FROM @.representative r WHERE r.representative_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID, TEXTOID}
};

static const RuleQuery assignment_query = {
	"SELECT a.kind, a.representative_id FROM @.assignment a WHERE a.assignment_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID, INT8OID}
};

static const RuleQuery goal_query = {
	"SELECT g.name FROM @.goal g WHERE g.goal_id OPERATOR(pg_catalog.=) $1",
	{TEXTOID}
};

/* How something is called: by what a query finds, if the writer may read it, else by its key. */
typedef struct Naming
{
	const char *kind;			/* the table whose key it is */
	const char *const *tables;	/* what the query quotes */
	const RuleQuery *query;
	char	   *(*phrase) (SPITupleTable *rows);
} Naming;

static char *
name_in(SPITupleTable *rows, int column)
{
	return TextDatumGetCString(rule_result(rows, 0, column));
}

/* NULL for none. */
static char *
number_in(SPITupleTable *rows, int column)
{
	bool		is_null;
	Datum		number = rule_result_or_null(rows, 0, column, &is_null);

	return is_null ? NULL : TextDatumGetCString(number);
}

static char *
phrase_posting(SPITupleTable *rows)
{
	const char *number = number_in(rows, 1);

	if (number != NULL)
		return psprintf("posting %s at %s", number, name_in(rows, 3));
	return psprintf("the %s posting at %s", name_in(rows, 2), name_in(rows, 3));
}

static char *
phrase_person(SPITupleTable *rows)
{
	const char *number = number_in(rows, 2);

	return number == NULL ? name_in(rows, 1) : psprintf("%s (%s)", name_in(rows, 1), number);
}

static char *
phrase_goal(SPITupleTable *rows)
{
	return psprintf("goal \"%s\"", name_in(rows, 1));
}

static const char *const posting_tables[] = {"posting", "mission", "mission_change", NULL};
static const char *const person_tables[] = {"representative", NULL};
static const char *const goal_tables[] = {"goal", NULL};

static const Naming posting_naming = {"posting", posting_tables, &posting_query, phrase_posting};
static const Naming person_naming = {"representative", person_tables, &person_query, phrase_person};
static const Naming goal_naming = {"goal", goal_tables, &goal_query, phrase_goal};

/* What the query finds, in the caller's memory; NULL for no row. */
static const char *
find_name(const RuleEvent *event, const Naming *naming, int64 key, const char *text)
{
	MemoryContext caller = CurrentMemoryContext;
	int			level = rule_enter(event);
	SPITupleTable *rows = rule_select(naming->query, event, key, text);
	char	   *name = rows->numvals > 0 ? MemoryContextStrdup(caller, naming->phrase(rows)) : NULL;

	rule_leave(event, level);
	return name;
}

static const char *
name_or_key(const RuleEvent *event, const Naming *naming, int64 key, const char *text)
{
	const char *name = rule_may_quote(event, naming->tables) ? find_name(event, naming, key, text) : NULL;

	return name != NULL ? name : rule_key(event, naming->kind, key);
}

const char *
name_posting(const RuleEvent *event, int64 posting, Day day)
{
	return name_or_key(event, &posting_naming, posting, rule_day(day));
}

const char *
name_person(const RuleEvent *event, int64 representative)
{
	return name_or_key(event, &person_naming, representative, NULL);
}

const char *
name_goal(const RuleEvent *event, int64 goal)
{
	return name_or_key(event, &goal_naming, goal, NULL);
}

const char *
name_tenure(const RuleEvent *event, AssignmentKind kind, int64 representative)
{
	static const char *const nouns[] = {
		[ASSIGNMENT_TOUR] = "tour", [ASSIGNMENT_TDY] = "TDY", [ASSIGNMENT_ACTING] = "acting assignment"
	};

	return psprintf("the %s of %s", nouns[kind], name_person(event, representative));
}

const char *
name_assignment(const RuleEvent *event, int64 assignment)
{
	int			level = rule_enter(event);
	SPITupleTable *rows = rule_select(&assignment_query, event, assignment, NULL);
	AssignmentKind kind = assignment_kind(rule_result(rows, 0, 1));
	int64		representative = DatumGetInt64(rule_result(rows, 0, 2));

	rule_leave(event, level);
	return name_tenure(event, kind, representative);
}

const char *
name_days(Period period)
{
	if (period.upto == DAY_INFINITY)
		return psprintf("from %s on", rule_day(period.from));
	return psprintf("from %s to %s", rule_day(period.from), rule_day(period_last_day(period)));
}

const char *
begin_sentence(const char *phrase)
{
	char	   *sentence = pstrdup(phrase);

	sentence[0] = ascii_to_upper(sentence[0]);
	return sentence;
}
