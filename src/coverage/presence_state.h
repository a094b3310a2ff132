/*
 * presence_state.h
 *		A presence that grows: an expanded object, the state of the aggregates.
 *
 * Units with periods are added to a table, whole presences to a list of them.  It
 * is made one value when somebody asks for that.
 */
#ifndef PRESENCE_STATE_H
#define PRESENCE_STATE_H

#include "attache.h"

#include "coverage/grown.h"
#include "coverage/presence_value.h"
#include "coverage/unit_table.h"

#pragma GCC visibility push(hidden)

/* Presences of units that were added, or the union of some of them. */
typedef struct PresenceRun
{
	unsigned char *bytes;
	Size		size;
	int			level;			/* how often it has been united with others */
} PresenceRun;

typedef struct PresenceState
{
	GrownValue	grown;
	UnitKind	kind;
	Presence   *table;			/* of the units added with periods; NULL if
								 * there are none */
	UnitTable  *units;			/* their texts or UUIDs, whose numbers are the
								 * keys of the table */
	PresenceRun *runs;
	int32		run_count;
	int32		run_room;
} PresenceState;

/*
 * Argument 0, to be changed: the state of the aggregate that calls, if any does; made
 * by the first row.
 */
extern PresenceState *presence_state_arg(FunctionCallInfo fcinfo);

/* Says of which kind the units are that will be added; an error if there are others. */
extern void presence_state_take_kind(PresenceState *state, UnitKind kind, Oid collation);

/* The key of a unit of the state's kind, of a text or UUID. */
extern uint64 presence_state_key(PresenceState *state, Datum unit);

/* Adds days to the unit of a key. */
static inline void
presence_state_add(PresenceState *state, uint64 key, Period period)
{
	presence_add(state->table, key, period);
}

/* Adds all of a presence. */
extern void presence_state_unite(PresenceState *state, const struct varlena *value);

#pragma GCC visibility pop

#endif							/* PRESENCE_STATE_H */
