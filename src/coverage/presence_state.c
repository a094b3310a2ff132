/*
 * presence_state.c
 *		A presence that grows.
 *
 * Whole presences are kept as they come.  Eight of one level are united to one of the
 * next, so that each unit is gone through once for each level and not once for each
 * presence, and memory follows what they come to.
 */
#include "coverage/presence_state.h"

#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
#include "utils/uuid.h"

#include "core/presence_sets.h"

#define RUNS_OF_A_LEVEL 8

/* --- Adding --------------------------------------------------------------------- */

/*
 * Texts are the same unit if their bytes are.  Where a collation has others that are
 * equal, coverage_agg() would count them once.
 */
static void
check_collation(Oid collation)
{
	if (OidIsValid(collation) && !get_collation_isdeterministic(collation))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("units of a presence cannot have a nondeterministic collation"),
				 errhint("Write them in one way, and take them under COLLATE \"C\".")));
}

void
presence_state_take_kind(PresenceState *state, UnitKind kind, Oid collation)
{
	if (likely(state->table != NULL && state->kind == kind))
		return;
	(void) presence_common_kind(state->kind, kind);
	if (kind == UNITS_TEXT)
		check_collation(collation);
	if (unit_kind_has_bytes(kind))
		state->units = unit_table_create(kind == UNITS_TEXT ? TEXTOID : UUIDOID,
										 kind == UNITS_TEXT ? C_COLLATION_OID : InvalidOid, grown_context(&state->grown));
	state->table = presence_create(grown_context(&state->grown));
	state->kind = kind;
}

uint64
presence_state_key(PresenceState *state, Datum unit)
{
	return unit_table_number(state->units, unit);
}

static void
add_run(PresenceState *state, unsigned char *bytes, Size size, int level)
{
	if (state->run_count == state->run_room)
	{
		MemoryContext context = grown_context(&state->grown);

		state->run_room = Max(RUNS_OF_A_LEVEL, 2 * state->run_room);
		state->runs = state->runs == NULL
			? MemoryContextAlloc(context, state->run_room * sizeof(PresenceRun))
			: repalloc(state->runs, state->run_room * sizeof(PresenceRun));
	}
	state->runs[state->run_count++] = (PresenceRun) {bytes, size, level};
}

/* What so many runs come to, written in the state's memory. */
static PresenceWriter
unite_runs(PresenceState *state, const PresenceRun *runs, int32 count)
{
	PresenceWriter writer = presence_writer(state->kind, presence_encoding(), grown_context(&state->grown));
	PresenceReader *readers = palloc(count * sizeof(PresenceReader));
	PresenceUnion all;
	int32		i;

	for (i = 0; i < count; i++)
		readers[i] = presence_reader(runs[i].bytes, runs[i].size, CurrentMemoryContext);
	all = presence_union_open(readers, count, CurrentMemoryContext);
	while (presence_union_read(&all))
		presence_write(&writer, all.unit, all.periods, all.count);
	presence_value_check(all.fault);
	presence_union_free(&all);
	pfree(readers);
	presence_write_end(&writer);
	return writer;
}

/* Unites the last runs, if there are enough of their level. */
static void
unite_last_level(PresenceState *state)
{
	int			level = state->runs[state->run_count - 1].level;
	PresenceRun *first;
	PresenceWriter writer;
	int32		i;

	if (state->run_count < RUNS_OF_A_LEVEL)
		return;
	first = &state->runs[state->run_count - RUNS_OF_A_LEVEL];
	if (first->level != level)
		return;
	writer = unite_runs(state, first, RUNS_OF_A_LEVEL);
	for (i = 0; i < RUNS_OF_A_LEVEL; i++)
		pfree(first[i].bytes);
	state->run_count -= RUNS_OF_A_LEVEL;
	add_run(state, writer.bytes, writer.size, level + 1);
	unite_last_level(state);
}

void
presence_state_unite(PresenceState *state, const struct varlena *value)
{
	PresenceReader reader = presence_value_reader(value);
	Size		size = VARSIZE_ANY_EXHDR(value);
	unsigned char *bytes;

	presence_value_check(reader.fault);
	if (reader.kind == UNITS_NONE)
		return;
	state->kind = presence_common_kind(state->kind, reader.kind);
	bytes = MemoryContextAllocHuge(grown_context(&state->grown), size);
	memcpy(bytes, VARDATA_ANY(value), size);
	add_run(state, bytes, size, 0);
	unite_last_level(state);
}

/* --- As one value --------------------------------------------------------------- */

/* The unit of a number in a table of texts or UUIDs. */
static Unit
unit_of_text(const void *units, uint64_t number)
{
	const struct varlena *unit = (const struct varlena *) DatumGetPointer(unit_table_unit(units, number));

	return unit_of_bytes(VARDATA_ANY(unit), (int32) VARSIZE_ANY_EXHDR(unit));
}

static Unit
unit_of_uuid(const void *units, uint64_t number)
{
	return unit_of_bytes((char *) DatumGetUUIDP(unit_table_unit(units, number))->data, UUID_LEN);
}

/* The units added with periods, as a run more. */
static PresenceRun
write_added(PresenceState *state)
{
	PresenceWriter writer = presence_writer(state->kind, presence_encoding(), grown_context(&state->grown));

	presence_write_table(&writer, state->table,
						 state->kind == UNITS_TEXT ? unit_of_text : state->kind == UNITS_UUID ? unit_of_uuid : NULL, state->units);
	presence_write_end(&writer);
	return (PresenceRun) {writer.bytes, writer.size, 0};
}

/* All runs and the table, as one run of its own memory. */
static PresenceRun
write_all(PresenceState *state)
{
	PresenceRun *runs = palloc((state->run_count + 1) * sizeof(PresenceRun));
	int32		count = state->run_count;
	PresenceWriter writer;

	if (count > 0)
		memcpy(runs, state->runs, count * sizeof(PresenceRun));
	if (state->table != NULL)
	{
		PresenceRun added = write_added(state);

		if (count == 0)
		{
			pfree(runs);
			return added;
		}
		runs[count++] = added;
	}
	writer = unite_runs(state, runs, count);
	if (count > state->run_count)
		pfree(runs[count - 1].bytes);
	pfree(runs);
	return (PresenceRun) {writer.bytes, writer.size, 0};
}

static struct varlena *
make_all(GrownValue *grown)
{
	PresenceState *state = (PresenceState *) grown;
	PresenceWriter nobody;
	PresenceRun all;
	struct varlena *value;

	if (state->kind == UNITS_NONE)
	{
		nobody = presence_value_writer(UNITS_NONE);
		return presence_value_finish(&nobody);
	}
	all = write_all(state);
	value = presence_value_of(all.bytes, all.size);
	pfree(all.bytes);
	return value;
}

/* --- As an argument ------------------------------------------------------------- */

PresenceState *
presence_state_arg(FunctionCallInfo fcinfo)
{
	struct varlena *before;
	PresenceState *state = (PresenceState *) grown_value_arg(fcinfo, sizeof(PresenceState), make_all, &before);

	if (before != NULL)
		presence_state_unite(state, before);
	return state;
}
