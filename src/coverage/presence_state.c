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
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/pg_locale.h"
#include "utils/uuid.h"

#include "core/presence_sets.h"
#include "coverage/aggregate.h"

#define RUNS_OF_A_LEVEL 8

static Size presence_flat_size(ExpandedObjectHeader *header);
static void presence_flatten_into(ExpandedObjectHeader *header, void *result, Size size);

static const ExpandedObjectMethods presence_methods = {presence_flat_size, presence_flatten_into};

/* --- Making one ----------------------------------------------------------------- */

static PresenceState *
create_presence(MemoryContext context)
{
	PresenceState *state = MemoryContextAllocZero(context, sizeof(PresenceState));

	EOH_init_header(&state->header, &presence_methods, context);
	return state;
}

static bool
is_ours_to_change(Datum value)
{
	return VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(value)) &&
		DatumGetEOHP(value)->eoh_methods == &presence_methods;
}

PresenceState *
presence_state_arg(FunctionCallInfo fcinfo)
{
	PresenceState *state;

	if (!PG_ARGISNULL(0) && is_ours_to_change(PG_GETARG_DATUM(0)))
		return (PresenceState *) DatumGetEOHP(PG_GETARG_DATUM(0));
	state = create_presence(aggregate_object_context(fcinfo));
	if (!PG_ARGISNULL(0))
		presence_state_unite(state, PG_GETARG_PRESENCE_PP(0));
	return state;
}

/* --- Adding --------------------------------------------------------------------- */

static void
forget_flat(PresenceState *state)
{
	if (state->flat != NULL)
		pfree(state->flat);
	state->flat = NULL;
}

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
	{
		if (state->flat != NULL)
			forget_flat(state);
		return;
	}
	state->kind = presence_common_kind(state->kind, kind);
	if (kind == UNITS_TEXT)
		check_collation(collation);
	if (unit_kind_has_bytes(kind))
		state->units = unit_table_create(kind == UNITS_TEXT ? TEXTOID : UUIDOID,
										 kind == UNITS_TEXT ? C_COLLATION_OID : InvalidOid, state->header.eoh_context);
	state->table = presence_create(state->header.eoh_context);
	forget_flat(state);
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
		MemoryContext context = state->header.eoh_context;

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
	PresenceWriter writer = presence_writer(state->kind, presence_encoding(), state->header.eoh_context);
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
	forget_flat(state);
	bytes = MemoryContextAllocHuge(state->header.eoh_context, size);
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
	PresenceWriter writer = presence_writer(state->kind, presence_encoding(), state->header.eoh_context);

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
		runs[count] = write_added(state);
		if (count == 0)
			return runs[0];
		count++;
	}
	writer = unite_runs(state, runs, count);
	if (count > state->run_count)
		pfree(runs[count - 1].bytes);
	pfree(runs);
	return (PresenceRun) {writer.bytes, writer.size, 0};
}

static void
flatten(PresenceState *state)
{
	PresenceRun all;

	if (state->flat != NULL)
		return;
	if (state->table == NULL && state->run_count == 0)
	{
		PresenceWriter nobody = presence_writer(UNITS_NONE, 0, state->header.eoh_context);

		presence_write_end(&nobody);
		all = (PresenceRun) {nobody.bytes, nobody.size, 0};
	}
	else
		all = write_all(state);
	presence_value_check_size(all.size);
	state->flat = MemoryContextAlloc(state->header.eoh_context, VARHDRSZ + all.size);
	SET_VARSIZE(state->flat, VARHDRSZ + all.size);
	memcpy(VARDATA(state->flat), all.bytes, all.size);
	pfree(all.bytes);
}

static Size
presence_flat_size(ExpandedObjectHeader *header)
{
	flatten((PresenceState *) header);
	return VARSIZE(((PresenceState *) header)->flat);
}

static void
presence_flatten_into(ExpandedObjectHeader *header, void *result, Size size)
{
	memcpy(result, ((PresenceState *) header)->flat, size);
}
