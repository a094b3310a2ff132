/*
 * trigger.c
 *		attache_rule(): what is checked after which change.
 *
 * The one trigger function of all rules; a trigger's argument is its topic, one of
 * those listed below.  Only the owner of a registry needs the right to execute it,
 * and only to create the triggers.
 */
#include "rule/checks.h"

#include "access/xact.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/rel.h"

#include "rule/cover.h"

static int64
key_of(const RuleEvent *event, HeapTuple row, RuleColumn column)
{
	return DatumGetInt64(rule_column(event, row, column));
}

/* --- Statuses, assignments, postings -------------------------------------- */

static void
check_posting_status(RuleEvent *event, HeapTuple row)
{
	bool		is_new;
	const Posting *posting = rule_find(&posting_check, event, key_of(event, row, COLUMN_POSTING_ID), &is_new);
	int32		i;

	if (!is_new)
		return;
	check_history(event, posting);
	check_reopened(event, posting);
	for (i = 0; i < posting->count; i++)
		check_tenure(event, posting, &posting->tenures[i]);
	check_place(event, posting);
}

static void
on_status(RuleEvent *event)
{
	if (event->old != NULL)
		check_posting_status(event, event->old);
	if (event->new != NULL)
		check_posting_status(event, event->new);
}

static void
check_assignment(const RuleEvent *event, const Assignment *assignment)
{
	const Posting *posting = rule_find(&posting_check, event, assignment->posting, NULL);
	Tenure		tenure = {assignment->id, assignment->representative, assignment->kind, assignment->extended, assignment->tenure};

	if (assignment->kind != ASSIGNMENT_ACTING)
		check_person(event, assignment);
	check_length(event, posting, assignment);
	check_tenure(event, posting, &tenure);
	check_seats(event, posting, assignment->tenure);
	check_covered(event, posting);
}

/* What has gone may have extended a stay, or left it without an end, which the rest is too long without. */
static void
check_rest_of_stay(const RuleEvent *event, const Assignment *old)
{
	check_length(event, rule_find(&posting_check, event, old->posting, NULL), old);
}

/* Is nothing of an assignment changed that rules are about? */
static bool
is_same_assignment(const RuleEvent *event)
{
	return event->old != NULL && event->new != NULL && !rule_old_is_own(event) &&
		memcmp(assignment_read(event, event->old), assignment_read(event, event->new), sizeof(Assignment)) == 0;
}

static void
on_assignment(RuleEvent *event)
{
	const Assignment *old = assignment_read(event, event->old);
	const Assignment *new = assignment_read(event, event->new);

	if (is_same_assignment(event))
		return;
	if (new != NULL)
		check_assignment(event, new);
	if (old != NULL)
		check_rest_of_stay(event, old);
	if (new != NULL && new->kind == ASSIGNMENT_ACTING)
		check_acting(event, new->representative);
	if (old != NULL && old->kind != ASSIGNMENT_ACTING)
		check_acting(event, old->representative);
}

/* Only what an absence becomes: what is no longer said breaks nothing. */
static void
on_absence(RuleEvent *event)
{
	if (event->new != NULL)
		check_absence(event, key_of(event, event->new, COLUMN_REPRESENTATIVE_ID));
}

/* Can the posting have more people for its seats than it had? */
static bool
seats_may_lack(const RuleEvent *event)
{
	return event->old == NULL || rule_old_is_own(event) ||
		key_of(event, event->old, COLUMN_POSTING_ID) != key_of(event, event->new, COLUMN_POSTING_ID) ||
		DatumGetInt32(rule_column(event, event->new, COLUMN_SEATS)) < DatumGetInt32(rule_column(event, event->old, COLUMN_SEATS));
}

/* Is there more to a change than what these checks do not read? */
static bool
may_matter(const RuleEvent *event)
{
	static const char *const idle[] = {"name", "city", "seats", "note", "reference", "reason", NULL};

	return event->old == NULL || event->new == NULL || rule_old_is_own(event) || rule_row_differs(event, idle);
}

/* The posting that the new one reopens. */
static void
check_what_it_reopens(const RuleEvent *event)
{
	bool		is_null;
	int64		reopens = DatumGetInt64(rule_column_or_null(event, event->new, COLUMN_REOPENS, &is_null));

	if (!is_null)
		check_reopened(event, rule_find(&posting_check, event, reopens, NULL));
}

/* A new row may replace a posting that people hold, under this key or another. */
static void
on_posting(RuleEvent *event)
{
	Period		always = {DAY_MINUS_INFINITY, DAY_INFINITY};
	const Posting *posting;
	int64		id;

	if (event->new == NULL)
		return;
	id = key_of(event, event->new, COLUMN_POSTING_ID);
	posting = rule_find(&posting_check, event, id, NULL);
	if (seats_may_lack(event))
		check_seats(event, posting, always);
	if (may_matter(event))
	{
		check_place(event, posting);
		check_what_it_reopens(event);
	}
}

/* An area, which may be of a country that has ended. */
static void
on_area(RuleEvent *event)
{
	if (event->new != NULL)
		check_place(event, rule_find(&posting_check, event, key_of(event, event->new, COLUMN_POSTING_ID), NULL));
}

/* Where a mission stands, by its own row or by a change, of this mission or another. */
static void
on_mission(RuleEvent *event)
{
	if (!may_matter(event))
		return;
	if (event->old != NULL)
		check_mission(event, key_of(event, event->old, COLUMN_MISSION_ID));
	if (event->new != NULL)
		check_mission(event, key_of(event, event->new, COLUMN_MISSION_ID));
}

/* A change of seats, under this posting or another. */
static void
on_seats(RuleEvent *event)
{
	Period		always = {DAY_MINUS_INFINITY, DAY_INFINITY};

	if (event->old != NULL)
		check_seats(event, rule_find(&posting_check, event, key_of(event, event->old, COLUMN_POSTING_ID), NULL), always);
	if (event->new != NULL)
		check_seats(event, rule_find(&posting_check, event, key_of(event, event->new, COLUMN_POSTING_ID), NULL), always);
}

/* --- Goals ---------------------------------------------------------------- */

static void
on_goal(RuleEvent *event)
{
	event->today = rule_today(event);
	if (event->old != NULL)
		check_goal(event, key_of(event, event->old, COLUMN_GOAL_ID));
	if (event->new != NULL)
		check_goal(event, key_of(event, event->new, COLUMN_GOAL_ID));
}

/* What goals are measured in, and how.  No goal is of a measure that goes or has just come. */
static void
on_measure(RuleEvent *event)
{
	static const char *const idle[] = {"name", "note", NULL};

	if (event->old == NULL || event->new == NULL || !(rule_old_is_own(event) || rule_row_differs(event, idle)))
		return;
	event->today = rule_today(event);
	check_measure(event, rule_column(event, event->new, COLUMN_MEASURE));
}

static bool
is_limit(const RuleEvent *event, HeapTuple goal)
{
	const char *kind = TextDatumGetCString(rule_column(event, goal, COLUMN_KIND));

	return DatumGetBool(rule_column(event, goal, COLUMN_ENFORCED)) &&
		(strcmp(kind, "floor") == 0 || strcmp(kind, "ceiling") == 0);
}

/*
 * Does a floor or ceiling now ask for something that others may not know of while they
 * commit?  Those that count lock its row; those that do not only know what it asked.
 */
static bool
asks_anew(const RuleEvent *event)
{
	static const char *const idle[] = {"name", "target", "baseline", "baseline_day", "note", NULL};

	if (strcmp(RelationGetRelationName(event->table), "goal") != 0)
		return true;
	if (event->new == NULL || !is_limit(event, event->new))
		return false;
	return event->old == NULL || rule_old_is_own(event) || rule_row_differs(event, idle);
}

/*
 * Before any row of a goal is locked: who waits for such a row at COMMIT is one for whom
 * whoever changes what goals ask would have to wait as well.
 */
static void
on_ask(RuleEvent *event)
{
	rule_set_limit(event);
}

/*
 * Setting a goal breaks no rule.  But a goal that is set aside, changed or replaced
 * while its transaction breaks it, and then set again, is checked all the same.
 */
static void
on_goal_limit(RuleEvent *event)
{
	if (asks_anew(event))
		rule_set_limit(event);
	limits_begin(event);
	if (event->old != NULL)
		check_goal_limit(event, key_of(event, event->old, COLUMN_GOAL_ID));
	if (event->new != NULL)
		check_goal_limit(event, key_of(event, event->new, COLUMN_GOAL_ID));
}

/* --- Floors and ceilings -------------------------------------------------- */

/*
 * A posting is compared with what it was before the transaction, and has its witnesses
 * as things are.  So once some posting has lost or got something in an earlier round,
 * every later change of the transaction is held against all limits: every plan after a
 * plan, every fact after a fact.
 */
typedef struct EarlierChanges
{
	Oid			schema;
	SubTransactionId changed[2][2]; /* in which it first did, by LimitKind and
									 * is_fact; 0 for none */
	uintptr_t	round;			/* of the first of them, */
	CommandId	seen;			/* ... which saw every command before this */
} EarlierChanges;

static struct
{
	TransactionId transaction;
	List	   *registries;		/* of EarlierChanges, in the transaction's
								 * memory */
}			earlier;

static void
forget_aborted_changes(SubXactEvent event, SubTransactionId aborted, SubTransactionId parent pg_attribute_unused(),
					   void *arg pg_attribute_unused())
{
	ListCell   *cell;

	if (event != SUBXACT_EVENT_ABORT_SUB || earlier.transaction != GetTopTransactionIdIfAny())
		return;
	foreach(cell, earlier.registries)
	{
		EarlierChanges *changes = lfirst(cell);
		int			i;

		for (i = 0; i < 4; i++)
			if (changes->changed[i / 2][i % 2] >= aborted)
				changes->changed[i / 2][i % 2] = InvalidSubTransactionId;
	}
}

static EarlierChanges *
find_earlier_changes(Oid schema)
{
	MemoryContext context = MemoryContextSwitchTo(TopTransactionContext);
	EarlierChanges *changes = NULL;
	ListCell   *cell;

	if (earlier.transaction != GetTopTransactionId())
		earlier.registries = NIL;
	earlier.transaction = GetTopTransactionId();
	foreach(cell, earlier.registries)
		if (((EarlierChanges *) lfirst(cell))->schema == schema)
		changes = lfirst(cell);
	if (changes == NULL)
	{
		changes = palloc0(sizeof(EarlierChanges));
		changes->schema = schema;
		earlier.registries = lappend(earlier.registries, changes);
	}
	MemoryContextSwitchTo(context);
	return changes;
}

static bool
has_change(const EarlierChanges *all)
{
	int			i;

	for (i = 0; i < 4; i++)
		if (all->changed[i / 2][i % 2] != InvalidSubTransactionId)
			return true;
	return false;
}

/* Was one of them made in another round, or before the event was written? */
static bool
is_later(const RuleEvent *event, const EarlierChanges *all)
{
	return has_change(all) && (event->round != all->round || event->command >= all->seen);
}

/* Remembers a change that may break the limits of a kind. */
static void
remember_change(const RuleEvent *event, EarlierChanges *all, LimitKind kind, bool is_fact)
{
	static bool is_watching = false;

	if (!is_watching)
		RegisterSubXactCallback(forget_aborted_changes, NULL);
	is_watching = true;
	if (!has_change(all))
	{
		all->round = event->round;
		all->seen = GetCurrentCommandId(false);
	}
	if (all->changed[kind][is_fact] == InvalidSubTransactionId)
		all->changed[kind][is_fact] = GetCurrentSubTransactionId();
}

/* A plan is held against what its whole transaction leaves, so a fact that follows it has it checked again. */
static void
check_all_limits(const RuleEvent *event, const EarlierChanges *all, LimitKind kind)
{
	RuleEvent	told = *event;

	for (told.is_fact = false;; told.is_fact = true)
	{
		if (all->changed[kind][told.is_fact] != InvalidSubTransactionId && limits_are_open(&told, kind))
			check_limits(&told, kind);
		if (told.is_fact)
			break;
	}
}

/*
 * Counting reads the whole registry and makes other transactions wait.  So it is
 * done only for the goals to which a change can matter.
 */
static void
check_limits_of_kind(const RuleEvent *event, LimitKind kind, const CoverChange *change)
{
	EarlierChanges *all = find_earlier_changes(RelationGetNamespace(event->table));
	bool		later = is_later(event, all);
	RuleEvent	told = *event;

	told.is_fact = is_fact(event, kind);
	if (change->moves)
		remember_change(event, all, kind, told.is_fact);
	if (later || change->all)
		check_all_limits(event, all, kind);
	else if (change->count > 0 && limits_are_open(&told, kind))
		check_limits_among(&told, change->goals, change->count);
}

static void
check_limits_of(const RuleEvent *event, const CoverChange *changes)
{
	check_limits_of_kind(event, LIMIT_FLOOR, &changes[LIMIT_FLOOR]);
	check_limits_of_kind(event, LIMIT_CEILING, &changes[LIMIT_CEILING]);
}

/* Is there a limit left to hold the event against?  Then limits_begin(). */
static bool
begin_if_open(RuleEvent *event)
{
	rule_share_limits(event);
	if (!limits_are_open(event, LIMIT_FLOOR) && !limits_are_open(event, LIMIT_CEILING))
		return false;
	limits_begin(event);
	return true;
}

static void
check_posting_limits(const RuleEvent *event, int64 posting)
{
	check_limits_of(event, rule_find(&cover_check, event, posting, NULL));
}

/* The postings of the old row and the new one, unless that row is NULL; once if they are one. */
static void
check_postings_limits(const RuleEvent *event, HeapTuple old, HeapTuple new)
{
	int64		was = old != NULL ? key_of(event, old, COLUMN_POSTING_ID) : 0;
	int64		is = new != NULL ? key_of(event, new, COLUMN_POSTING_ID) : 0;

	if (old != NULL)
		check_posting_limits(event, was);
	if (new != NULL && (old == NULL || was != is))
		check_posting_limits(event, is);
}

/* An assignment that ended before today does not matter from today on. */
static bool
counts_from_today(const RuleEvent *event, HeapTuple row)
{
	return row != NULL && assignment_read(event, row)->tenure.upto > event->today;
}

/* A row that this transaction has ended, and said how, was let pass as a fact; what it replaced may have counted. */
static bool
may_have_counted(const RuleEvent *event)
{
	return counts_from_today(event, event->old) ||
		(rule_old_is_own(event) && rule_column_is_set(event, event->old, COLUMN_ENDED_AS));
}

/* Does one row hold its posting on all the days from today on on which another one does? */
static bool
holds_all(const RuleEvent *event, HeapTuple row, HeapTuple other)
{
	const Assignment *all;
	const Assignment *some;

	if (!counts_from_today(event, other))
		return true;
	if (row == NULL)
		return false;
	all = assignment_read(event, row);
	some = assignment_read(event, other);
	return all->posting == some->posting && all->kind == some->kind &&
		all->tenure.from <= Max(some->tenure.from, event->today) && all->tenure.upto >= some->tenure.upto;
}

/* Can an assignment that has changed break a limit of a kind that there is? */
static bool
may_break(const RuleEvent *event, LimitKind kind)
{
	HeapTuple	less = kind == LIMIT_FLOOR ? event->new : event->old;
	HeapTuple	more = kind == LIMIT_FLOOR ? event->old : event->new;

	return limits_are_open(event, kind) && (rule_old_is_own(event) || !holds_all(event, less, more));
}

static void
on_assignment_limit(RuleEvent *event)
{
	if (!begin_if_open(event) || (!may_break(event, LIMIT_FLOOR) && !may_break(event, LIMIT_CEILING)))
		return;
	check_postings_limits(event, may_have_counted(event) ? event->old : NULL,
						  counts_from_today(event, event->new) ? event->new : NULL);
}

static void
on_status_limit(RuleEvent *event)
{
	if (may_matter(event) && begin_if_open(event))
		check_postings_limits(event, event->old, event->new);
}

/* What may take away something that any goal counts, or add to it. */
static void
check_any_limit(const RuleEvent *event, bool takes, bool adds)
{
	const CoverChange changes[] = {
		[LIMIT_FLOOR] = {.moves = takes, .all = takes},
		[LIMIT_CEILING] = {.moves = adds, .all = adds}
	};

	check_limits_of(event, changes);
}

/* Where a posting stands and what it counts for: an old row may have counted, and a new one may count. */
static void
on_reach_limit(RuleEvent *event)
{
	if (may_matter(event) && begin_if_open(event))
		check_any_limit(event, event->old != NULL, event->new != NULL);
}

/* Where a mission stands from a day on: it comes from somewhere, and may go back there. */
static void
on_mission_limit(RuleEvent *event)
{
	if (may_matter(event) && begin_if_open(event))
		check_any_limit(event, true, true);
}

/* --- Holding what covers -------------------------------------------------- */

static void
hold_rows(const RuleEvent *event, void (*hold) (const RuleEvent *event, int64 key), RuleColumn key)
{
	if (event->old != NULL)
		hold(event, key_of(event, event->old, key));
	if (event->new != NULL)
		hold(event, key_of(event, event->new, key));
}

static void
on_hold_assignment(RuleEvent *event)
{
	if (!is_same_assignment(event))
		hold_rows(event, cover_hold_posting, COLUMN_POSTING_ID);
}

static void
on_hold_posting(RuleEvent *event)
{
	if (may_matter(event))
		hold_rows(event, cover_hold_posting, COLUMN_POSTING_ID);
}

/* A posting that comes to a mission; its own row its writer has. */
static void
on_hold_arrival(RuleEvent *event)
{
	if (event->new != NULL &&
		(event->old == NULL || rule_old_is_own(event) ||
		 key_of(event, event->old, COLUMN_MISSION_ID) != key_of(event, event->new, COLUMN_MISSION_ID)))
		cover_hold_arrival(event, key_of(event, event->new, COLUMN_MISSION_ID));
}

static void
on_hold_mission(RuleEvent *event)
{
	if (may_matter(event))
		hold_rows(event, cover_hold_mission, COLUMN_MISSION_ID);
}

static void
on_hold_site(RuleEvent *event)
{
	if (may_matter(event))
		hold_rows(event, cover_hold_site, COLUMN_SITE_ID);
}

/* --- TRUNCATE ------------------------------------------------------------- */

/*
 * People are gone, or what they count for; or a goal that was about some countries is
 * now about all, by which what the transaction has done already is held against it.
 */
static void
on_truncate_limit(RuleEvent *event)
{
	rule_share_limits(event);
	limits_begin(event);
	check_any_limit(event, true, false);
}

/* Every mission is again where it was at first. */
static void
on_truncate_mission_limit(RuleEvent *event)
{
	rule_share_limits(event);
	limits_begin(event);
	check_any_limit(event, true, true);
}

static void
on_truncate_status(RuleEvent *event)
{
	check_truncated_statuses(event);
}

static void
on_truncate_seats(RuleEvent *event)
{
	check_truncated_seats(event);
}

static void
on_truncate_mission(RuleEvent *event)
{
	check_truncated_missions(event);
}

static void
on_truncate_goal(RuleEvent *event)
{
	event->today = rule_today(event);
	check_truncated_goals(event);
}

/* --- Settings ------------------------------------------------------------- */

static void
on_settings(RuleEvent *event)
{
	rule_settings_changed(event);
}

/* Where missions stand and what areas postings have, which tell whether any country there has ended. */
static void
on_places(RuleEvent *event)
{
	if (may_matter(event))
		rule_places_changed(event);
}

/* --- The trigger function ------------------------------------------------- */

typedef enum EventForm
{
	OF_ROW,
	OF_TRUNCATE,
	AHEAD						/* before a statement */
} EventForm;

static const struct
{
	const char *name;			/* a trigger's argument */
	const char *tables;			/* where it belongs, each between spaces */
	EventForm	form;
	bool		is_dated;		/* does it also ask for a reason? */
	void		(*fire) (RuleEvent *event);
}			triggers[] =
{
	{"status", " posting_status_change ", OF_ROW, true, on_status},
	{"assignment", " assignment ", OF_ROW, true, on_assignment},
	{"absence", " absence ", OF_ROW, true, on_absence},
	{"posting", " posting ", OF_ROW, true, on_posting},
	{"seats", " posting_seats_change ", OF_ROW, true, on_seats},
	{"area", " posting_area ", OF_ROW, true, on_area},
	{"mission", " mission mission_change ", OF_ROW, true, on_mission},
	{"goal", " goal goal_milestone goal_country goal_site ", OF_ROW, false, on_goal},
	{"measure", " measure ", OF_ROW, false, on_measure},
	{"goal limit", " goal goal_country goal_site ", OF_ROW, false, on_goal_limit},
	{"ask", " goal goal_country goal_site ", AHEAD, false, on_ask},
	{"assignment limit", " assignment ", OF_ROW, false, on_assignment_limit},
	{"status limit", " posting_status_change ", OF_ROW, false, on_status_limit},
	{"reach limit", " posting mission posting_program posting_area posting_site site ", OF_ROW, false, on_reach_limit},
	{"mission limit", " mission_change ", OF_ROW, false, on_mission_limit},
	{"hold", " assignment ", OF_ROW, false, on_hold_assignment},
	{"hold", " posting_status_change posting_program posting_area posting_site ", OF_ROW, false, on_hold_posting},
	{"hold", " posting ", OF_ROW, false, on_hold_arrival},
	{"hold", " mission mission_change ", OF_ROW, false, on_hold_mission},
	{"hold", " site ", OF_ROW, false, on_hold_site},
	{"truncate limit", " assignment posting_status_change posting_program posting_area posting_site ", OF_TRUNCATE, false, on_truncate_limit},
	{"truncate mission limit", " mission_change ", OF_TRUNCATE, false, on_truncate_mission_limit},
	{"truncate goal limit", " goal_country goal_site ", OF_TRUNCATE, false, on_truncate_limit},
	{"truncate status", " posting_status_change ", OF_TRUNCATE, true, on_truncate_status},
	{"truncate seats", " posting_seats_change ", OF_TRUNCATE, true, on_truncate_seats},
	{"truncate mission", " mission_change ", OF_TRUNCATE, true, on_truncate_mission},
	{"truncate goal", " goal goal_milestone goal_country goal_site ", OF_TRUNCATE, false, on_truncate_goal},
	{"reason", " posting_program posting_site site weight ", OF_ROW, true, NULL},
	{"truncate reason", " assignment absence posting_program posting_area posting_site weight ", OF_TRUNCATE, true, NULL},
	{"settings", " rule goal ", OF_ROW, false, on_settings},
	{"places", " mission mission_change posting_area ", OF_ROW, false, on_places},
};

static bool
is_among(const char *table, const char *tables)
{
	return strstr(tables, psprintf(" %s ", table)) != NULL && strchr(table, ' ') == NULL;
}

/* An inserted row that is gone has a later event. */
static bool
is_due(const RuleEvent *event)
{
	return event->old != NULL || event->new != NULL || event->is_truncate || event->is_ahead;
}

static void
fire(RuleEvent *event, const char *name)
{
	const char *table = RelationGetRelationName(event->table);
	EventForm	form = event->is_truncate ? OF_TRUNCATE : event->is_ahead ? AHEAD : OF_ROW;
	size_t		i;

	for (i = 0; i < lengthof(triggers); i++)
		if (strcmp(name, triggers[i].name) == 0 && form == triggers[i].form &&
			is_among(table, triggers[i].tables))
		{
			if (triggers[i].is_dated)
				check_reason(event);
			if (triggers[i].fire != NULL && is_due(event))
				triggers[i].fire(event);
			return;
		}
	ereport(ERROR,
			(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
			 errmsg("attache_rule() has no rules \"%s\" for this event of table \"%s\"", name, table),
			 errdetail("attache_create_registry makes the triggers of a registry.")));
}

/*
 * A rule's query may call a function that writes and so fires rules.  They would
 * free what is being read here.
 */
static void
check_is_alone(bool is_firing)
{
	if (is_firing)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("attache_rule() cannot run while a rule is reading"),
				 errdetail("A view or function that rules read has written to a registry.")));
}

PG_FUNCTION_INFO_V1(attache_rule);
Datum
attache_rule(PG_FUNCTION_ARGS)
{
	static bool is_firing = false;
	RuleEvent	event = rule_event(fcinfo);
	Trigger    *trigger = ((TriggerData *) fcinfo->context)->tg_trigger;

	check_is_alone(is_firing);
	is_firing = true;
	PG_TRY();
	{
		fire(&event, trigger->tgnargs == 1 ? trigger->tgargs[0] : "");
	}
	PG_FINALLY();
	{
		is_firing = false;
	}
	PG_END_TRY();
	PG_RETURN_POINTER(NULL);
}
