/*
 * fetch.c
 *		Values that are stored out of line, each fetched once for one place in a query.
 *
 * A function is called for day after day of the same few values, in whatever order
 * the plan has them.  To fetch and decompress a long one costs more than to read it.
 */
#include "attache.h"

#include "access/detoast.h"
#include "miscadmin.h"
#include "utils/hsearch.h"

#include "coverage/coverage.h"

typedef struct FetchedKey
{
	Oid			toast_table;
	Oid			value;
} FetchedKey;

typedef struct FetchedEntry
{
	FetchedKey	key;
	Coverage   *coverage;
} FetchedEntry;

/* What one place in a query has fetched. */
typedef struct Fetched
{
	MemoryContext context;		/* of the table and the values in it */
	HTAB	   *table;
	Size		size;			/* of the values */
	FetchedKey	last_key;		/* the value that was asked for last, if any */
	Coverage   *last;
} Fetched;

static Fetched *
find_fetched(FmgrInfo *place)
{
	Fetched    *fetched = place->fn_extra;

	if (fetched != NULL)
		return fetched;
	fetched = MemoryContextAllocZero(place->fn_mcxt, sizeof(Fetched));
	fetched->context = AllocSetContextCreate(place->fn_mcxt, "attache fetched coverages", ALLOCSET_SMALL_SIZES);
	place->fn_extra = fetched;
	return fetched;
}

static void
make_room(Fetched *fetched)
{
	HASHCTL		control = {.keysize = sizeof(FetchedKey), .entrysize = sizeof(FetchedEntry), .hcxt = fetched->context};

	if (fetched->table != NULL && fetched->size < (Size) work_mem * 1024)
		return;
	fetched->table = NULL;
	fetched->last = NULL;
	fetched->size = 0;
	MemoryContextReset(fetched->context);
	fetched->table = hash_create("attache fetched coverages", 16, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* An entry comes last, so that nothing half done is left behind by an error. */
static Coverage *
fetch(Fetched *fetched, const FetchedKey *key, struct varlena *stored)
{
	MemoryContext old;
	FetchedEntry *entry;
	Coverage   *coverage;

	make_room(fetched);
	entry = hash_search(fetched->table, key, HASH_FIND, NULL);
	if (entry != NULL)
		return entry->coverage;
	old = MemoryContextSwitchTo(fetched->context);
	coverage = DatumGetCoverageP(PointerGetDatum(stored));
	MemoryContextSwitchTo(old);
	entry = hash_search(fetched->table, key, HASH_ENTER, NULL);
	entry->coverage = coverage;
	fetched->size += VARSIZE(coverage);
	return coverage;
}

Steps
coverage_get_steps_arg(FunctionCallInfo fcinfo)
{
	struct varlena *stored = (struct varlena *) PG_GETARG_POINTER(0);
	struct varatt_external pointer;
	Fetched    *fetched;
	FetchedKey	key;

	if (!VARATT_IS_EXTERNAL_ONDISK(stored))
		return coverage_get_steps(PG_GETARG_COVERAGE_P(0));
	VARATT_EXTERNAL_GET_POINTER(pointer, stored);
	key = (FetchedKey) {pointer.va_toastrelid, pointer.va_valueid};
	fetched = find_fetched(fcinfo->flinfo);
	if (fetched->last == NULL || memcmp(&fetched->last_key, &key, sizeof(key)) != 0)
	{
		fetched->last = fetch(fetched, &key, stored);
		fetched->last_key = key;
	}
	return coverage_get_steps(fetched->last);
}
