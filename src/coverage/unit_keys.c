/*
 * unit_keys.c
 *		Units as keys, and states of units as bytes.
 *
 * A unit's key is its bits, or, for types whose bits say less than equality, its
 * number in a unit table.
 *
 * A state's bytes: version, type and collation of the units, their number, and per
 * unit its value, the number of its items, and these.  They travel between
 * processes and are never stored.  Types and collations go by name, as numbers of
 * objects are not the same on two servers.
 */
#include "coverage/unit_keys.h"

#include "access/htup_details.h"
#include "access/nbtree.h"
#include "catalog/namespace.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "coverage/aggregate.h"

#define STATE_VERSION 4			/* of the serialized state */

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

/* A name in a schema, as bytes of this server; both empty for no object. */
static void
send_name(StringInfo message, Oid schema, const char *name)
{
	char	   *schema_name = OidIsValid(schema) ? get_namespace_name(schema) : NULL;

	appendStringInfoString(message, schema_name != NULL ? schema_name : "");
	appendStringInfoChar(message, '\0');
	appendStringInfoString(message, name);
	appendStringInfoChar(message, '\0');
}

static void
send_type(StringInfo message, Oid type)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Form_pg_type form;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	form = (Form_pg_type) GETSTRUCT(tuple);
	send_name(message, form->typnamespace, NameStr(form->typname));
	ReleaseSysCache(tuple);
}

static void
send_collation(StringInfo message, Oid collation)
{
	HeapTuple	tuple;
	Form_pg_collation form;

	if (!OidIsValid(collation))
	{
		send_name(message, InvalidOid, "");
		return;
	}
	tuple = SearchSysCache1(COLLOID, ObjectIdGetDatum(collation));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for collation %u", collation);
	form = (Form_pg_collation) GETSTRUCT(tuple);
	send_name(message, form->collnamespace, NameStr(form->collname));
	ReleaseSysCache(tuple);
}

static Oid
receive_type(StringInfo message)
{
	const char *schema = pq_getmsgrawstring(message);
	const char *name = pq_getmsgrawstring(message);
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
									   ObjectIdGetDatum(get_namespace_oid(schema, false)));

	if (!OidIsValid(type))
		elog(ERROR, "no type %s for the units of an aggregate state", quote_qualified_identifier(schema, name));
	return type;
}

/* A collation is of all encodings, or of that of the database. */
static Oid
find_collation(const char *name, Oid schema, int encoding)
{
	return GetSysCacheOid3(COLLNAMEENCNSP, Anum_pg_collation_oid, CStringGetDatum(name),
						   Int32GetDatum(encoding), ObjectIdGetDatum(schema));
}

static Oid
receive_collation(StringInfo message)
{
	const char *schema_name = pq_getmsgrawstring(message);
	const char *name = pq_getmsgrawstring(message);
	Oid			schema;
	Oid			collation;

	if (name[0] == '\0')
		return InvalidOid;
	schema = get_namespace_oid(schema_name, false);
	collation = find_collation(name, schema, GetDatabaseEncoding());
	if (!OidIsValid(collation))
		collation = find_collation(name, schema, -1);
	if (!OidIsValid(collation))
		elog(ERROR, "no collation %s for the units of an aggregate state", quote_qualified_identifier(schema_name, name));
	return collation;
}

void
units_start(StringInfo message, const UnitKeys *keys, int64 count)
{
	pq_begintypsend(message);
	pq_sendbyte(message, STATE_VERSION);
	send_type(message, keys->type);
	send_collation(message, keys->collation);
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
	packed->type = receive_type(&packed->bytes);
	packed->collation = receive_collation(&packed->bytes);
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
