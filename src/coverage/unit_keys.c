/*
 * unit_keys.c
 *		Units as keys, and states of units as bytes.
 *
 * A unit's key is its bits, or, for types whose bits say less than equality, its
 * number in a unit table.
 *
 * A state's bytes: version, type and collation of the units, their number, and per
 * unit its value, the number of its items, and these.  They travel between
 * processes of one server and are never stored.
 */
#include "coverage/unit_keys.h"

#include "access/nbtree.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/typcache.h"

#include "coverage/aggregate.h"

#define STATE_VERSION 3			/* of the serialized state */

/*
 * Of a type that is passed by value and whose values are equal exactly if their
 * bits are: the size in bytes; 0 for any other type.  A B-tree operator class says
 * so with its function 'equalimage'.
 */
static int
unit_type_key_size(Oid type, Oid collation)
{
	TypeCacheEntry *entry = lookup_type_cache(type, TYPECACHE_BTREE_OPFAMILY);
	Oid			equalimage;

	if (!entry->typbyval || !OidIsValid(entry->btree_opf))
		return 0;
	equalimage = get_opfamily_proc(entry->btree_opf, entry->btree_opintype,
								   entry->btree_opintype, BTEQUALIMAGE_PROC);
	if (!OidIsValid(equalimage) ||
		!DatumGetBool(OidFunctionCall1Coll(equalimage, collation,
										   ObjectIdGetDatum(entry->btree_opintype))))
		return 0;
	return entry->typlen;
}

UnitKeys
unit_keys_create(Oid type, Oid collation, MemoryContext context)
{
	UnitKeys	keys = {type, collation, unit_type_key_size(type, collation), NULL};

	if (keys.size == 0)
		keys.table = unit_table_create(type, collation, context);
	return keys;
}

void
units_start(StringInfo message, const UnitKeys *keys, int64 count)
{
	pq_begintypsend(message);
	pq_sendbyte(message, STATE_VERSION);
	pq_sendint32(message, keys->type);
	pq_sendint32(message, keys->collation);
	pq_sendint64(message, count);
}

void
units_send(StringInfo message, const UnitKeys *keys, uint64 key,
		   const void *items, int32 count, Size item_size)
{
	Size		size = count * item_size;

	CHECK_FOR_INTERRUPTS();
	if (keys->table != NULL)
		unit_table_send(keys->table, key, message);
	aggregate_make_room(message, sizeof(key) + sizeof(count) + size);
	if (keys->table == NULL)
		appendBinaryStringInfo(message, (const char *) &key, sizeof(key));
	appendBinaryStringInfo(message, (const char *) &count, sizeof(count));
	appendBinaryStringInfo(message, items, size);
}

PG_FUNCTION_INFO_V1(coverage_units_deserializefn);
Datum
coverage_units_deserializefn(PG_FUNCTION_ARGS)
{
	PackedUnits *packed = palloc(sizeof(PackedUnits));

	aggregate_context(fcinfo);
	aggregate_open_message(&packed->bytes, PG_GETARG_BYTEA_PP(0), STATE_VERSION);
	packed->type = pq_getmsgint(&packed->bytes, sizeof(Oid));
	packed->collation = pq_getmsgint(&packed->bytes, sizeof(Oid));
	packed->count = pq_getmsgint64(&packed->bytes);
	PG_RETURN_POINTER(packed);
}

/* Copies raw bytes out of a message; an error if it does not hold them. */
static void
receive_bytes(StringInfo message, void *bytes, int size)
{
	memcpy(bytes, pq_getmsgbytes(message, size), size);
}

uint64
units_receive(PackedUnits *packed, const UnitKeys *keys, int32 *count)
{
	uint64		key;

	CHECK_FOR_INTERRUPTS();
	if (keys->table == NULL)
		receive_bytes(&packed->bytes, &key, sizeof(key));
	else
		key = unit_table_receive(keys->table, &packed->bytes);
	receive_bytes(&packed->bytes, count, sizeof(*count));
	return key;
}

void
units_receive_item(PackedUnits *packed, void *item, int item_size)
{
	receive_bytes(&packed->bytes, item, item_size);
}
