/*
 * gist.c
 *		GiST support of the scalar types, so that they can stand in exclusion
 *		constraints and, from 18 on, in keys WITHOUT OVERLAPS.
 *
 * As in scalar.c one set of functions serves all of them.  An index key, type
 * attache_gist_key, is the least and the greatest value below it.
 */
#include "attache.h"

#include "access/gist.h"
#include "access/stratnum.h"
#include "utils/builtins.h"

typedef struct GistKey
{
	uint64		least;
	uint64		greatest;
} GistKey;

#define DatumGetGistKeyP(X) ((GistKey *) DatumGetPointer(X))
#define PG_GETARG_GIST_KEY_P(n) DatumGetGistKeyP(PG_GETARG_DATUM(n))

static inline GistKey *
entry_key(GistEntryVector *entries, OffsetNumber offset)
{
	return DatumGetGistKeyP(entries->vector[offset].key);
}

static inline void
extend_key(GistKey *key, const GistKey *by)
{
	key->least = Min(key->least, by->least);
	key->greatest = Max(key->greatest, by->greatest);
}

/* A key cannot be written by hand. */
PG_FUNCTION_INFO_V1(attache_gist_key_in);
Datum
attache_gist_key_in(PG_FUNCTION_ARGS)
{
	ereturn(fcinfo->context, (Datum) 0,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cannot accept a value of type %s", "attache_gist_key")));
}

PG_FUNCTION_INFO_V1(attache_gist_key_out);
Datum
attache_gist_key_out(PG_FUNCTION_ARGS)
{
	GistKey    *key = PG_GETARG_GIST_KEY_P(0);

	PG_RETURN_CSTRING(psprintf("[" UINT64_FORMAT "," UINT64_FORMAT "]",
							   key->least, key->greatest));
}

PG_FUNCTION_INFO_V1(scalar_gist_compress);
Datum
scalar_gist_compress(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *compressed;
	GistKey    *key;

	if (!entry->leafkey)
		PG_RETURN_POINTER(entry);
	key = palloc(sizeof(GistKey));
	key->least = key->greatest = entry->key;
	compressed = palloc(sizeof(GISTENTRY));
	gistentryinit(*compressed, PointerGetDatum(key), entry->rel, entry->page,
				  entry->offset, false);
	PG_RETURN_POINTER(compressed);
}

PG_FUNCTION_INFO_V1(scalar_gist_fetch);
Datum
scalar_gist_fetch(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *fetched = palloc(sizeof(GISTENTRY));

	gistentryinit(*fetched, DatumGetGistKeyP(entry->key)->least, entry->rel, entry->page,
				  entry->offset, false);
	PG_RETURN_POINTER(fetched);
}

PG_FUNCTION_INFO_V1(scalar_gist_consistent);
Datum
scalar_gist_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	uint64		query = PG_GETARG_DATUM(1);
	StrategyNumber strategy = (StrategyNumber) PG_GETARG_UINT16(2);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	GistKey    *key = DatumGetGistKeyP(entry->key);

	*recheck = false;
	switch (strategy)
	{
		case RTEqualStrategyNumber:
			PG_RETURN_BOOL(key->least <= query && query <= key->greatest);
		case RTLessStrategyNumber:
			PG_RETURN_BOOL(key->least < query);
		case RTLessEqualStrategyNumber:
			PG_RETURN_BOOL(key->least <= query);
		case RTGreaterStrategyNumber:
			PG_RETURN_BOOL(key->greatest > query);
		case RTGreaterEqualStrategyNumber:
			PG_RETURN_BOOL(key->greatest >= query);
	}
	elog(ERROR, "unrecognized strategy number: %d", strategy);
}

PG_FUNCTION_INFO_V1(scalar_gist_union);
Datum
scalar_gist_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	int		   *size = (int *) PG_GETARG_POINTER(1);
	GistKey    *key = palloc(sizeof(GistKey));
	int			i;

	*key = *entry_key(entries, 0);
	for (i = 1; i < entries->n; i++)
		extend_key(key, entry_key(entries, i));
	*size = sizeof(GistKey);
	PG_RETURN_POINTER(key);
}

/* How much wider the old key gets by taking in the new one. */
PG_FUNCTION_INFO_V1(scalar_gist_penalty);
Datum
scalar_gist_penalty(PG_FUNCTION_ARGS)
{
	GistKey    *old = DatumGetGistKeyP(((GISTENTRY *) PG_GETARG_POINTER(0))->key);
	GistKey    *new = DatumGetGistKeyP(((GISTENTRY *) PG_GETARG_POINTER(1))->key);
	float	   *penalty = (float *) PG_GETARG_POINTER(2);

	*penalty = 0;
	if (new->least < old->least)
		*penalty += (float) (old->least - new->least);
	if (new->greatest > old->greatest)
		*penalty += (float) (new->greatest - old->greatest);
	PG_RETURN_POINTER(penalty);
}

/* An entry of a page that is to be split. */
typedef struct SplitEntry
{
	const GistKey *key;
	OffsetNumber offset;
} SplitEntry;

static int
compare_split_entries(const void *a, const void *b)
{
	const GistKey *x = ((const SplitEntry *) a)->key;
	const GistKey *y = ((const SplitEntry *) b)->key;

	if (x->least != y->least)
		return x->least < y->least ? -1 : 1;
	return (x->greatest > y->greatest) - (x->greatest < y->greatest);
}

/* Puts entries on one side; returns the key of them all. */
static Datum
fill_side(const SplitEntry *entries, int count, OffsetNumber *side)
{
	GistKey    *key = palloc(sizeof(GistKey));
	int			i;

	*key = *entries[0].key;
	for (i = 0; i < count; i++)
	{
		side[i] = entries[i].offset;
		extend_key(key, entries[i].key);
	}
	return PointerGetDatum(key);
}

/* The lower half of the entries goes left, the upper half right. */
PG_FUNCTION_INFO_V1(scalar_gist_picksplit);
Datum
scalar_gist_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC *split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int			count = entries->n - 1;
	SplitEntry *sorted = palloc(count * sizeof(SplitEntry));
	int			i;

	for (i = 0; i < count; i++)
	{
		sorted[i].offset = FirstOffsetNumber + i;
		sorted[i].key = entry_key(entries, sorted[i].offset);
	}
	qsort(sorted, count, sizeof(SplitEntry), compare_split_entries);

	split->spl_nleft = count / 2;
	split->spl_nright = count - split->spl_nleft;
	split->spl_left = palloc(split->spl_nleft * sizeof(OffsetNumber));
	split->spl_right = palloc(split->spl_nright * sizeof(OffsetNumber));
	split->spl_ldatum = fill_side(sorted, split->spl_nleft, split->spl_left);
	split->spl_rdatum = fill_side(sorted + split->spl_nleft, split->spl_nright, split->spl_right);
	PG_RETURN_POINTER(split);
}

PG_FUNCTION_INFO_V1(scalar_gist_same);
Datum
scalar_gist_same(PG_FUNCTION_ARGS)
{
	GistKey    *a = PG_GETARG_GIST_KEY_P(0);
	GistKey    *b = PG_GETARG_GIST_KEY_P(1);
	bool	   *same = (bool *) PG_GETARG_POINTER(2);

	*same = a->least == b->least && a->greatest == b->greatest;
	PG_RETURN_POINTER(same);
}
