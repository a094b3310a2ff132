/*
 * rule.h
 *		The mechanism of the registry's rules.
 *
 * A rule trigger takes an event, asks which keys it touches, and for each key
 * that no earlier check has covered locks the key's guard row and reads what
 * it needs as the table's owner, free of row security, with the latest
 * snapshot.  So transactions on one key queue up, and each sees what those
 * before it have done, at every isolation level.
 */
#ifndef RULE_H
#define RULE_H

#include "attache.h"

#include "commands/trigger.h"
#include "executor/spi.h"

#include "core/periods.h"

/* A row that a statement has written. */
typedef struct RuleEvent
{
	Relation	table;
	HeapTuple	old;			/* NULL for INSERT */
	HeapTuple	new;			/* NULL for DELETE, or if gone by now */
	bool		is_truncate;	/* all rows of the table went */
	CommandId	command;		/* the command that wrote it */
	uintptr_t	round;			/* the round of triggers that it is part of */
	Oid			writer;			/* the user who runs that command */
	int			writer_context; /* ... and the security context */
} RuleEvent;

/*
 * A query of a rule.  Its text has "@." before each table of the registry and
 * qualifies every operator; its one parameter is the key.
 */
typedef struct RuleQuery
{
	const char *sql;
} RuleQuery;

/* The event that a trigger function is called for; an error if it is none. */
extern RuleEvent rule_event(FunctionCallInfo fcinfo);

/* The same for a trigger of TRUNCATE; it has no rows. */
extern RuleEvent rule_truncate_event(FunctionCallInfo fcinfo);

/*
 * Did this transaction write the old row, too?  The event of that may have left
 * it to this one, since its row was gone: then what was not changed just now
 * may be new all the same.
 */
extern bool rule_old_is_own(const RuleEvent *event);

/* A column of a row of the event's table. */
extern Datum rule_column(const RuleEvent *event, HeapTuple row, const char *column);

/* Is a column of the row null? */
extern bool rule_column_is_null(const RuleEvent *event, HeapTuple row, const char *column);

/*
 * What a check of this key under this rule found, if it saw what the event
 * wrote; NULL if none has yet.  rule is any address that stands for the rule.
 */
extern void *rule_recall(const void *rule, const RuleEvent *event, int64 key);

/* The queries between these two run as the table's owner, free of row security. */
extern void rule_enter(const RuleEvent *event);
extern void rule_leave(const RuleEvent *event);

/*
 * Begins a check, up to rule_end(): enters, and locks the guard row of the key.
 * Returns what the guard's query found.
 */
extern SPITupleTable *rule_begin(const RuleQuery *guard, const RuleEvent *event, int64 key);

/* Runs a query about the key; the result lives until rule_end(). */
extern SPITupleTable *rule_select(const RuleQuery *query, const RuleEvent *event, int64 key);

/* The same as if this transaction had not written anything. */
extern SPITupleTable *rule_select_before(const RuleQuery *query, const RuleEvent *event, int64 key);

/*
 * Ends a check, and remembers that this rule holds for the key with what it
 * found: not NULL, one chunk of rule_memory(), which the next check of the key
 * frees.
 */
extern void rule_end(const void *rule, const RuleEvent *event, int64 key, void *found);

/* The same for a check that saw every command before a number. */
extern void rule_remember(const void *rule, const RuleEvent *event, int64 key,
						  CommandId seen, void *found);

/* Memory for what a check finds, which may have to last to the end of the transaction. */
extern MemoryContext rule_memory(void);

/*
 * May the writer read all of another table of the
 * registry?  If not, no message may tell what is in it.
 */
extern bool rule_writer_may_read(const RuleEvent *event, const char *table);

/* The ISO 8601 text of a day, for messages. */
extern const char *rule_day(Day day);

/* The fields that every rule's error has. */
#define rule_fields(event, rule_id) \
	(errcode(ERRCODE_CHECK_VIOLATION), errtableconstraint((event)->table, rule_id))

#endif							/* RULE_H */
