/*
 * unchanged.c
 *		Which rows of a table are still as they were known at a moment.
 *
 * A view of what was known shows the rows of the table whose keys no later edit has
 * touched.  Asked of each row, that is to cost next to nothing; so the keys that later
 * edits have touched are read once for each scan, into a hash table.
 */
#include "past/past.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

typedef struct ChangedKey
{
	int64		key;
	char		status;
} ChangedKey;

#define SH_PREFIX changed
#define SH_ELEMENT_TYPE ChangedKey
#define SH_KEY_TYPE int64
#define SH_KEY key
#define SH_HASH_KEY(table, key) hash_bytes_uint32((uint32) (key) ^ (uint32) ((uint64) (key) >> 32))
#define SH_EQUAL(table, a, b) ((a) == (b))
#define SH_SCOPE static inline
#define SH_DEFINE
#define SH_DECLARE
#include "lib/simplehash.h"

/* Of one call of the function in a query. */
typedef struct Changed
{
	changed_hash *keys;			/* NULL if none has changed, or no moment is
								 * asked about */
} Changed;

/* Keys are whole numbers; what has another type is given as one. */
static char *
keys_text(Oid past, const char *key)
{
	const char *schema = get_namespace_name(get_rel_namespace(past));

	return psprintf("SELECT %s FROM %s e JOIN %s p ON p.edit_id OPERATOR(pg_catalog.=) e.edit_id",
					key,
					psprintf("%s($1)", quote_qualified_identifier(schema, "edits_after")),
					quote_qualified_identifier(schema, get_rel_name(past)));
}

static changed_hash *
hash_keys(MemoryContext context)
{
	changed_hash *keys = NULL;
	uint64		i;

	if (SPI_tuptable->numvals > 0)
		keys = changed_create(context, Min(SPI_tuptable->numvals, 1000000), NULL);
	for (i = 0; i < SPI_tuptable->numvals; i++)
	{
		bool		is_null;
		Datum		key = SPI_getbinval(SPI_tuptable->vals[i], SPI_tuptable->tupdesc, 1, &is_null);

		if (!is_null)
			changed_insert(keys, DatumGetInt64(key), &is_null);
	}
	return keys;
}

static changed_hash *
read_keys(TimestampTz moment, Oid past, const char *key, MemoryContext context)
{
	Oid			types[] = {TIMESTAMPTZOID};
	Datum		values[] = {TimestampTzGetDatum(moment)};
	changed_hash *keys;

	SPI_connect();
	if (SPI_execute_with_args(keys_text(past, key), 1, types, values, " ", true, 0) != SPI_OK_SELECT ||
		SPI_gettypeid(SPI_tuptable->tupdesc, 1) != INT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("\"%s\" is no whole number of \"%s\"", key, get_rel_name(past))));
	keys = hash_keys(context);
	SPI_finish();
	return keys;
}

/*
 * attache_unchanged(edits regclass, past regclass, key text, value bigint) returns boolean
 *
 * NULL for the key of a row that has changed since the moment that the session asks
 * about, so that the planner expects next to all rows to pass IS NOT NULL.
 */
PG_FUNCTION_INFO_V1(attache_unchanged);
Datum
attache_unchanged(PG_FUNCTION_ARGS)
{
	Changed    *changed = fcinfo->flinfo->fn_extra;

	if (changed == NULL)
	{
		MemoryContext context = fcinfo->flinfo->fn_mcxt;
		bool		is_now;
		TimestampTz moment = past_moment(PG_GETARG_OID(0), &is_now);

		changed = MemoryContextAllocZero(context, sizeof(Changed));
		if (!is_now)
			changed->keys = read_keys(moment, PG_GETARG_OID(1), text_to_cstring(PG_GETARG_TEXT_PP(2)), context);
		fcinfo->flinfo->fn_extra = changed;
	}
	if (changed->keys != NULL && changed_lookup(changed->keys, PG_GETARG_INT64(3)) != NULL)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(true);
}
