/*
 * unit_keys.h
 *		Keys of 64 bits for the units of an aggregate, and how a state of units
 *		travels.
 */
#ifndef UNIT_KEYS_H
#define UNIT_KEYS_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "coverage/unit_table.h"

#pragma GCC visibility push(hidden)

typedef struct UnitKeys
{
	Oid			type;
	Oid			collation;
	int			size;			/* in bytes; 0 if a unit's key is its number */
	UnitTable  *table;			/* then; otherwise NULL */
} UnitKeys;

extern UnitKeys unit_keys_create(Oid type, Oid collation, MemoryContext context);

/*
 * The key of a unit whose bits are its key.  What a Datum has beyond the type's size may
 * differ between a function's result and the same value out of a tuple.
 */
static inline uint64
unit_key(Datum unit, int size)
{
	switch (size)
	{
		case sizeof(uint8):
			return (uint8) unit;
		case sizeof(uint16):
			return (uint16) unit;
		case sizeof(uint32):
			return (uint32) unit;
		default:
			return unit;
	}
}

static inline uint64
unit_keys_key(const UnitKeys *keys, Datum unit)
{
	return keys->table == NULL ? unit_key(unit, keys->size)
		: unit_table_number(keys->table, unit);
}

/*
 * A serialized state whose units are still to be read: the bytes are those of the
 * row that brings it, which outlives the call of the combine function.
 */
typedef struct PackedUnits
{
	Oid			type;
	Oid			collation;
	int64		count;			/* of units */
	StringInfoData bytes;
} PackedUnits;

/* The start of a state of so many units; what follows is each unit and its items. */
extern void units_start(StringInfo message, const UnitKeys *keys, int64 count);

/* A unit with so many items, whose bytes follow. */
extern void units_send(StringInfo message, const UnitKeys *keys, uint64 key,
					   const void *items, int32 count, Size item_size);

/* The key of the next unit, and how many items it has. */
extern uint64 units_receive(PackedUnits *packed, const UnitKeys *keys, int32 *count);

/* Its next item. */
extern void units_receive_item(PackedUnits *packed, void *item, int item_size);

#pragma GCC visibility pop

#endif							/* UNIT_KEYS_H */
