/*
 * rule.h
 *		The mechanism of the registry's rules.
 *
 * A rule trigger takes an event, asks which keys it touches, and makes a check
 * of each that no earlier check has covered.  A check locks the key's lock row
 * and reads what it needs as the table's owner, free of row security, with the
 * latest snapshot.  So transactions on one key queue up, and each sees what
 * those before it have done, at every isolation level.
 *
 * The trigger function can be attached to any table by whoever may execute it,
 * and what the queries read may be anybody's.  So nothing is taken on trust: the
 * table must be a plain one with a registry's name, and each column and each result
 * must have the type that is read; anything else is an error.
 */
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "attache.h"

#include "commands/trigger.h"
#include "executor/spi.h"

#include "core/periods.h"

#pragma GCC visibility push(hidden)

typedef enum RuleId
{
#define RULE(symbol, ...) symbol,
#include "rule/list.h"
#undef RULE
	RULE_COUNT
} RuleId;

/* The columns that rules read of a row that was written. */
typedef enum RuleColumn
{
	COLUMN_ASSIGNMENT_ID,
	COLUMN_DUE_DAY,
	COLUMN_DURING,
	COLUMN_EFFECTIVE_DAY,
	COLUMN_ENDED_AS,
	COLUMN_ENFORCED,
	COLUMN_EXTENSION,
	COLUMN_GOAL_ID,
	COLUMN_KIND,
	COLUMN_MEASURE,
	COLUMN_MISSION_ID,
	COLUMN_NOTE,
	COLUMN_POSTING_ID,
	COLUMN_REASON,
	COLUMN_REOPENS,
	COLUMN_REPRESENTATIVE_ID,
	COLUMN_SEATS,
	COLUMN_SITE_ID,
	COLUMN_TENURE,
	COLUMN_COUNT
} RuleColumn;

/* Where a table of a registry has them. */
typedef struct RuleTable
{
	Oid			relation;
	bool		valid;
	AttrNumber	columns[COLUMN_COUNT];	/* 0 for none of that name and type */
} RuleTable;

/* A row that a statement has written, a table that it has emptied, or one that it will write. */
typedef struct RuleEvent
{
	Relation	table;
	RuleTable	columns;
	HeapTuple	old;			/* NULL for INSERT */
	HeapTuple	new;			/* NULL for DELETE, or if gone by now */
	HeapTuple	written;		/* the new row as the statement wrote it, gone
								 * or not */
	bool		is_truncate;	/* all rows of the table went */
	bool		is_ahead;		/* a statement is about to write, and no row
								 * is there yet */
	bool		is_fact;		/* records what has happened: a rule only
								 * warns */
	CommandId	command;		/* the command that wrote it */
	uintptr_t	round;			/* the round of triggers that it is part of */
	Oid			home;			/* the schema of the extension's types */
	Day			today;			/* for the rules that ask for it: rule_today() */
	Oid			writer;			/* the user who runs that command */
	int			writer_context; /* ... and the security context */
} RuleEvent;

/* Types of a query's results that have no fixed OID. */
#define RULE_COVERAGE ((Oid) 1)
#define RULE_POSTING_STATUS ((Oid) 2)

#define RULE_MOST_RESULTS 9

/*
 * A query of a rule.  Its text has "@." before each table and function of the
 * registry, qualifies every other name, and casts each argument so that one
 * candidate alone can match.  Its parameters are $1, the key, a bigint; $2,
 * today, a date; $3, a text.
 */
typedef struct RuleQuery
{
	const char *sql;
	Oid			results[RULE_MOST_RESULTS]; /* their types, up to the first 0 */
} RuleQuery;

/* A check of a key.  What it finds is one chunk of rule_memory(), not NULL; one without find only locks. */
typedef struct RuleCheck
{
	RuleQuery	lock;			/* locks the lock row; no text for none */
	void	   *(*find) (const RuleEvent *event, int64 key, SPITupleTable *locked);
} RuleCheck;

/* --- event.c -------------------------------------------------------------- */

/* The event that the trigger function is called for; an error if it is none. */
extern RuleEvent rule_event(FunctionCallInfo fcinfo);

/*
 * Did this transaction also write the old row?  Then that row's own event may have
 * been skipped, as its row was gone by then; so check unchanged columns also.
 */
extern bool rule_old_is_own(const RuleEvent *event);

/* A column of a row of the event's table that is never null; an error if it is. */
extern Datum rule_column(const RuleEvent *event, HeapTuple row, RuleColumn column);

/*
 * The row that the new one has become, if this transaction has changed it since; NULL
 * if it has been deleted.
 */
extern HeapTuple rule_latest(const RuleEvent *event);

/* Does a column that may be null say anything? */
extern bool rule_column_is_set(const RuleEvent *event, HeapTuple row, RuleColumn column);

/* Has an UPDATE changed any column but some, or one of some? Arrays of names up to the first NULL. */
extern bool rule_row_differs(const RuleEvent *event, const char *const *apart);
extern bool rule_row_differs_in(const RuleEvent *event, const char *const *names);

/* A column that may be null. */
extern Datum rule_column_or_null(const RuleEvent *event, HeapTuple row, RuleColumn column, bool *is_null);

/* --- check.c -------------------------------------------------------------- */

/*
 * What a check of the key finds: now, or found already by one that saw what the
 * event wrote.  *is_new, unless NULL, says which; what is new is to be reported.
 */
extern void *rule_find(const RuleCheck *check, const RuleEvent *event, int64 key, bool *is_new);

/* Is a check of the key still due, as none yet saw what the event wrote? */
extern bool rule_is_open(const RuleCheck *check, const RuleEvent *event, int64 key);

/* Within a check: runs a query about the key; the result lives until its end. */
extern SPITupleTable *rule_select(const RuleQuery *query, const RuleEvent *event, int64 key, const char *text);

/* The same, as if this transaction had written nothing. */
extern SPITupleTable *rule_select_before(const RuleQuery *query, const RuleEvent *event, int64 key, const char *text);

/*
 * For queries outside of a check: what runs between these two runs as it would
 * within one.  rule_leave() takes what rule_enter() returned.
 */
extern int	rule_enter(const RuleEvent *event);
extern void rule_leave(const RuleEvent *event, int level);

/* The keys that a query finds in its first column. */
typedef struct RuleKeys
{
	uint64		count;
	int64		keys[FLEXIBLE_ARRAY_MEMBER];
} RuleKeys;

/* Within a check: in its memory, for it to find. */
extern RuleKeys *rule_find_keys(const RuleEvent *event, const RuleQuery *query, int64 key);

/* Outside of a check: in memory of the caller's. */
extern RuleKeys *rule_list_keys(const RuleEvent *event, const RuleQuery *query, const char *text);

/* A result of a query that is never null; an error if it is, or if there is no such row. */
extern Datum rule_result(SPITupleTable *rows, uint64 row, int column);

/* A result that may be null, as it is if there is no such row. */
extern Datum rule_result_or_null(SPITupleTable *rows, uint64 row, int column, bool *is_null);

/* Memory for what a check finds, which may have to last to the end of the transaction. */
extern MemoryContext rule_memory(void);

/* Locks tables of the registry for reading; an array up to the first NULL. */
extern void rule_lock_tables(const RuleEvent *event, const char *const *tables);

/* What rule_select_before() can see of some tables of the registry. */
typedef enum RuleBefore
{
	BEFORE_IS_SEEN,				/* what was there before this transaction */
	BEFORE_IS_HIDDEN,			/* no longer: one was truncated or rewritten */
	BEFORE_IS_NOTHING			/* there was none: one was created */
} RuleBefore;

/* tables is an array up to the first NULL; *name, unless NULL, is the first that hides it. */
extern RuleBefore rule_before(const RuleEvent *event, const char *const *tables, const char **name);

/* --- owner.c -------------------------------------------------------------- */

/* An error unless the event's rules may run as its table's owner. */
extern void rule_check_owners(const RuleEvent *event);

/* --- report.c ------------------------------------------------------------- */

/*
 * Reports a violation as severely as the registry wants it; detail and hint may
 * be NULL.  The caller asks rule_may_quote() what the writer may be told.
 */
extern void rule_report(const RuleEvent *event, RuleId rule,
						const char *message, const char *detail, const char *hint);

/*
 * What a check of the key finds, if the rule is on and no earlier check has found it:
 * so it is reported once, even as a warning.  NULL otherwise.
 */
extern void *rule_find_new(const RuleEvent *event, RuleId rule, const RuleCheck *check, int64 key);

/*
 * May the writer read all of these tables of the registry?  If not, no message may
 * depend on what is in them, nor on the row that was written.  tables is an array
 * up to the first NULL.
 */
extern bool rule_may_quote(const RuleEvent *event, const char *const *tables);

/*
 * A key for messages: "posting 12"; or "a posting", if the writer neither wrote the
 * key nor may read it.
 */
extern const char *rule_key(const RuleEvent *event, const char *kind, int64 key);

/* The ISO 8601 text of a day, for messages. */
extern const char *rule_day(Day day);

#pragma GCC visibility pop

#endif							/* RULE_RULE_H */
