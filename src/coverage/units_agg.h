/*
 * units_agg.h
 *		What an aggregate of units does beside taking rows: a template.
 *
 * The state is a table of the units' keys, made of core/unit_slots.h.  Who includes
 * it defines
 *	AGG_PREFIX	what the support functions begin with, say coverage_agg
 *	AGG_TYPE	the type of the table, say Presence; it also names PresenceState, the state
 *	AGG_TABLE	what the table's functions begin with, say presence
 *	AGG_ITEM	what a unit is given
 */
#define AGG_NAME_OF(a, b) a##b
#define AGG_NAME(a, b) AGG_NAME_OF(a, b)
#define AGG_STATE AGG_NAME(AGG_TYPE, State)
#define AGG_UNIT AGG_NAME(AGG_TYPE, Unit)
#define AGG_CREATE AGG_NAME(create_, AGG_NAME(AGG_TABLE, _state))
#define AGG_RECEIVE AGG_NAME(receive_, AGG_TABLE)
#define AGG_SERIALIZEFN AGG_NAME(AGG_PREFIX, _serializefn)
#define AGG_COMBINEFN AGG_NAME(AGG_PREFIX, _combinefn)
#define AGG_FINALFN AGG_NAME(AGG_PREFIX, _finalfn)

typedef struct AGG_STATE
{
	UnitKeys	keys;
	AGG_TYPE   *table;
} AGG_STATE;

static AGG_STATE *
AGG_CREATE(Oid unit_type, Oid collation, MemoryContext context)
{
	AGG_STATE  *state = MemoryContextAlloc(context, sizeof(AGG_STATE));

	state->keys = unit_keys_create(unit_type, collation, context);
	state->table = AGG_NAME(AGG_TABLE, _create) (context);
	return state;
}

PG_FUNCTION_INFO_V1(AGG_SERIALIZEFN);
Datum
AGG_SERIALIZEFN(PG_FUNCTION_ARGS)
{
	AGG_STATE  *state;
	AGG_UNIT	unit;
	StringInfoData message;
	size_t		slot = 0;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	AGG_NAME(AGG_TABLE, _settle) (state->table);
	units_start(&message, &state->keys, state->table->count);
	while (AGG_NAME(AGG_TABLE, _next) (state->table, &slot, &unit))
		units_send(&message, &state->keys, unit.key, unit.items, unit.count, sizeof(AGG_ITEM));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static void
AGG_RECEIVE(AGG_STATE *into, PackedUnits *from)
{
	int64		i;

	AGG_NAME(AGG_TABLE, _reserve) (into->table, from->count);
	for (i = 0; i < from->count; i++)
	{
		int32		count;
		uint64		key = units_receive(from, &into->keys, &count);
		AGG_ITEM	item;

		while (count-- > 0)
		{
			units_receive_item(from, &item, sizeof(item));
			AGG_NAME(AGG_TABLE, _add) (into->table, key, item);
		}
	}
	pq_getmsgend(&from->bytes);
}

/* What comes second is always what the deserialize function made. */
PG_FUNCTION_INFO_V1(AGG_COMBINEFN);
Datum
AGG_COMBINEFN(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	AGG_STATE  *into = aggregate_state(fcinfo, 0);
	PackedUnits *from = aggregate_state(fcinfo, 1);

	if (from == NULL && into == NULL)
		PG_RETURN_NULL();
	if (from == NULL)
		PG_RETURN_POINTER(into);
	if (into == NULL)
		into = AGG_CREATE(from->type, from->collation, context);
	AGG_RECEIVE(into, from);
	PG_RETURN_POINTER(into);
}

/* No rows are a coverage of nothing, as count() of no rows is 0. */
PG_FUNCTION_INFO_V1(AGG_FINALFN);
Datum
AGG_FINALFN(PG_FUNCTION_ARGS)
{
	AGG_STATE  *state;
	StepsWriter writer;

	aggregate_context(fcinfo);
	state = aggregate_state(fcinfo, 0);
	if (state == NULL)
		writer = coverage_start(0);
	else if (!AGG_NAME(AGG_TABLE, _add_up) (state->table, &writer))
		coverage_out_of_range();
	PG_RETURN_COVERAGE_P(coverage_finish(&writer));
}

#undef AGG_PREFIX
#undef AGG_TYPE
#undef AGG_TABLE
#undef AGG_ITEM
#undef AGG_NAME_OF
#undef AGG_NAME
#undef AGG_STATE
#undef AGG_UNIT
#undef AGG_CREATE
#undef AGG_RECEIVE
#undef AGG_SERIALIZEFN
#undef AGG_COMBINEFN
#undef AGG_FINALFN
