/*
 * unit_table.c
 *		A hash table over values of any hashable type.
 */
#include "postgres.h"

#include "coverage/unit_table.h"

#include "catalog/pg_type.h"
#include "utils/datum.h"
#include "utils/fmgroids.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "coverage/aggregate.h"

typedef struct UnitEntry
{
	Datum		unit;
	uint32		hash;
	char		status;			/* simplehash's own */
	uint64		number;
} UnitEntry;

struct UnitTable
{
	MemoryContext context;
	TypeCacheEntry *type;
	Oid			collation;
	FmgrInfo   *hash_function;
	struct units_hash *hash;
	Datum	   *units;			/* by number */
	uint64		count;
	uint64		capacity;
};

static uint32 hash_unit(const UnitTable *table, Datum unit);
static bool units_are_equal(const UnitTable *table, Datum a, Datum b);

#define SH_PREFIX units
#define SH_ELEMENT_TYPE UnitEntry
#define SH_KEY_TYPE Datum
#define SH_KEY unit
#define SH_HASH_KEY(tb, key) hash_unit((UnitTable *) (tb)->private_data, key)
#define SH_EQUAL(tb, a, b) units_are_equal((UnitTable *) (tb)->private_data, a, b)
#define SH_STORE_HASH
#define SH_GET_HASH(tb, entry) (entry)->hash
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static uint32
hash_unit(const UnitTable *table, Datum unit)
{
	return DatumGetUInt32(FunctionCall1Coll(table->hash_function,
											table->collation, unit));
}

static bool
units_are_equal(const UnitTable *table, Datum a, Datum b)
{
	return DatumGetBool(FunctionCall2Coll(&table->type->eq_opr_finfo,
										  table->collation, a, b));
}

/*
 * The type cache does not say whether the fields of an anonymous record can be
 * hashed; the function for records does, when it meets one that cannot.
 */
static FmgrInfo *
find_hash_function(TypeCacheEntry *type, MemoryContext context)
{
	if (type->type_id == RECORDOID)
	{
		FmgrInfo   *function = MemoryContextAllocZero(context, sizeof(FmgrInfo));

		fmgr_info_cxt(F_HASH_RECORD, function, context);
		return function;
	}
	if (!OidIsValid(type->hash_proc_finfo.fn_oid) || !OidIsValid(type->eq_opr_finfo.fn_oid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("could not identify a hash function for type %s",
						format_type_be(type->type_id))));
	return &type->hash_proc_finfo;
}

UnitTable *
unit_table_create(Oid type, Oid collation, MemoryContext context)
{
	UnitTable  *table = MemoryContextAllocZero(context, sizeof(UnitTable));

	table->context = context;
	table->collation = collation;
	table->type = lookup_type_cache(type, TYPECACHE_HASH_PROC_FINFO | TYPECACHE_EQ_OPR_FINFO);
	table->hash_function = find_hash_function(table->type, context);
	table->hash = units_create(context, 64, table);
	return table;
}

/* Keeps a copy of a unit, out of line storage fetched. */
static Datum
keep_unit(UnitTable *table, Datum unit)
{
	MemoryContext old = MemoryContextSwitchTo(table->context);

	if (table->type->typlen == -1)
		unit = PointerGetDatum(PG_DETOAST_DATUM_COPY(unit));
	else
		unit = datumCopy(unit, table->type->typbyval, table->type->typlen);

	if (table->count == table->capacity)
	{
		table->capacity = Max(64, table->capacity * 2);
		table->units = table->units == NULL
			? palloc(table->capacity * sizeof(Datum))
			: repalloc_huge(table->units, table->capacity * sizeof(Datum));
	}
	table->units[table->count] = unit;
	MemoryContextSwitchTo(old);
	return unit;
}

uint64
unit_table_number(UnitTable *table, Datum unit)
{
	bool		found;
	UnitEntry  *entry = units_insert(table->hash, unit, &found);

	if (!found)
	{
		entry->unit = keep_unit(table, unit);
		entry->number = table->count++;
	}
	return entry->number;
}

Datum
unit_table_unit(const UnitTable *table, uint64 number)
{
	return table->units[number];
}

void
unit_table_send(const UnitTable *table, uint64 number, StringInfo message)
{
	const TypeCacheEntry *type = table->type;
	Datum		unit = unit_table_unit(table, number);
	Size		size = datumEstimateSpace(unit, false, type->typbyval, type->typlen);
	char	   *at;

	aggregate_make_room(message, size);
	at = message->data + message->len;
	datumSerialize(unit, false, type->typbyval, type->typlen, &at);
	message->len += (int) size;
}

uint64
unit_table_receive(UnitTable *table, StringInfo message)
{
	char	   *at = message->data + message->cursor;
	bool		is_null;
	Datum		unit = datumRestore(&at, &is_null);
	uint64		number = unit_table_number(table, unit);

	message->cursor = (int) (at - message->data);
	if (!table->type->typbyval)
		pfree(DatumGetPointer(unit));
	return number;
}
