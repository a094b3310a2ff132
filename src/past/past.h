/*
 * past.h
 *		What a registry keeps of what it said before.
 *
 * Beside a table T that keeps its past stands T_past, with a row for each row of T
 * that was inserted, replaced or deleted, and for all of them the table "edit", with
 * a row for each transaction that changed anything.  sql/past.sql makes them.
 */
#ifndef PAST_H
#define PAST_H

#include "postgres.h"

#include "commands/trigger.h"
#include "executor/spi.h"
#include "executor/tuptable.h"
#include "storage/lock.h"
#include "utils/rel.h"
#include "utils/snapshot.h"
#include "utils/timestamp.h"

#pragma GCC visibility push(hidden)

/* setting.c */

extern void past_define_settings(void);

/* What moment is asked about, as the session names it; NULL for now. */
extern const char *past_known_at(void);

/* Why this transaction changes what it changes; NULL if it does not say. */
extern const char *past_reason(void);

/* query.c */

/*
 * A statement about a table.  Its text is made by a function, as what it names may be
 * renamed, and its plan is kept as long as it is valid.
 */
typedef struct PastQuery
{
	char	   *(*text) (Relation table);
	int			expected;		/* SPI's code */
	int			nargs;
	Oid			types[2];
} PastQuery;

extern void past_run(const PastQuery *query, Relation table, Datum *values, const char *nulls, Snapshot snapshot);

/* The rows of a question, as the active snapshot sees them, go to a receiver. */
extern void past_read(const PastQuery *query, Relation table, Datum *values, DestReceiver *receiver);

/* Begin and end to work as the owner of the tables. */
typedef struct PastRole
{
	Oid			user;
	int			context;
} PastRole;

extern PastRole past_enter(Oid role);
extern void past_leave(PastRole before);

/* table.c */

/* Names, as SQL writes them: of a table, and of what else is in its schema. */
extern char *past_name(Relation table);
extern char *past_name_beside(Relation table, const char *name);

/* The name of the table that keeps the past of another, as the catalogs have it. */
extern char *past_table_name(Relation table);

/* The table that keeps the past of another. */
extern Relation past_open(Relation table, LOCKMODE lock);

/* The one column of the primary key, and its name as SQL writes it. */
extern AttrNumber past_key_column(Relation table);
extern const char *past_key_name(Relation table);

/* What is kept of a table is written with the rights of the owner of where it is kept. */
extern void past_check_owner(Relation kept, Relation where);

/*
 * Whoever may make a trigger of a table that keeps the past may not have it run as the
 * owner, unless they could act as that anyway; and at COMMIT no trigger may run.
 */
extern void past_check_triggers(Relation where, bool owners_may);

/* write.c */

/*
 * Rows are written between past_begin_rows() and past_end_rows(). First the columns are
 * asked for whose values each row sets; any other column gets its default.
 */
typedef struct PastWriter PastWriter;

extern PastWriter *past_begin_rows(Relation table);
extern AttrNumber past_column(PastWriter *writer, const char *name, Oid type);
extern AttrNumber past_column_or_none(PastWriter *writer, const char *name, Oid type);
extern void past_begin_row(PastWriter *writer);
extern void past_set(PastWriter *writer, AttrNumber column, Datum value);
extern void past_end_row(PastWriter *writer);
extern void past_end_rows(PastWriter *writer);

/* The sequence of an identity column; 0 if it is none. */
extern Oid	past_sequence(Relation table, AttrNumber column);

/* What is computed with the rights of who writes, and not of the owner; ended by past_leave(). */
extern PastRole past_as_before(PastWriter *writer);

/* Memory for the values of one row. */
extern MemoryContext past_row_memory(PastWriter *writer);

/* words.c */

/* Between these values have the same words in every session. */
extern int	past_begin_words(void);
extern void past_end_words(int level);

/* The columns of a row that have no number, as a jsonb. */
extern Datum past_words(TupleTableSlot *row, const AttrNumber *numbers);

/* keep.c */

/* Is this attache_past()? */
extern bool past_is_trigger_function(Oid function);

/* edit.c */

/* The number of the edit that a change of a table belongs to, begun if need be. */
extern int64 past_edit(Relation kept);

/* When a statement begins to write into a table, and when it ends: its command. */
extern void past_begin_statement(Oid table, TriggerEvent event);
extern CommandId past_end_statement(Oid table, TriggerEvent event);

/*
 * Why this transaction changes the registry in a schema: the session's reason, which is
 * then kept with the edit, or what the edit has been given already; NULL for none.
 */
extern const char *past_reason_for(Oid schema);

/*
 * The command of the earliest statement under way that writes the table and has not kept
 * its rows yet, as it runs others; false if there is none.
 */
extern bool past_is_written(Oid table, CommandId *command);

/* Is this the moment that this transaction has marked last? */
extern bool past_is_marked(Oid schema, TimestampTz moment);

/* The edits of the registry that a table is of. */
extern Relation past_open_edits(Relation table, LOCKMODE lock);

/* moment.c */

/* The moment that the session asks a registry about, or whether that is now. */
extern TimestampTz past_moment(Oid edit_table, bool *is_now);

/*
 * What a statement sees; while this is the same, a question has the same answer. What
 * was written since a savepoint is seen no longer once that is rolled back to, by a
 * snapshot that is the same: so each rollback makes sights new.
 */
typedef struct PastSight
{
	uint64		rollbacks;		/* to savepoints, in this session */
	Oid			user;
	bool		row_security;
	LocalTransactionId transaction;
	TransactionId xmin;
	TransactionId xmax;
	int64		running;		/* transactions between these two; they end,
								 * and none begins */
	CommandId	curcid;
} PastSight;

extern PastSight past_sight(void);
extern bool past_same_sight(PastSight a, PastSight b);

/* How often this session has rolled back to a savepoint. */
extern uint64 past_rollbacks(void);

#pragma GCC visibility pop

#endif							/* PAST_H */
