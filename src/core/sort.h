/*
 * sort.h
 *		Sorting an array by a number: a template, as PostgreSQL's sort_template.h is.
 *
 * Who includes it defines
 *	SORT_NAME	the static function to be made
 *	SORT_ITEM	the type of an item
 *	SORT_KEY	the item's member by which to sort
 *	SORT_AFTER(a, b)	does one key come after another?  Only if '>' does not say so.
 *
 * Unlike qsort() it can be broken off, takes its memory from the host, and makes
 * use of what is in order already, as the steps of several coverages are.
 */
#include <string.h>

#include "core/host.h"

#ifndef SORT_AFTER
#define SORT_AFTER(a, b) ((a) > (b))
#endif
#define SORT_FEW 12				/* so many are sorted by insertion */
#define SORT_JOIN(a, b) a##b
#define SORT_PART_OF(name) SORT_JOIN(name, _part)
#define SORT_PART SORT_PART_OF(SORT_NAME)

/* Sorts; scratch has room for half of the items. */
static void
SORT_PART(SORT_ITEM *items, size_t count, SORT_ITEM *scratch)
{
	size_t		half = count / 2;
	size_t		i;
	size_t		j;
	size_t		k;

	if (count <= SORT_FEW)
	{
		for (i = 1; i < count; i++)
		{
			SORT_ITEM	item = items[i];

			for (j = i; j > 0 && SORT_AFTER(items[j - 1].SORT_KEY, item.SORT_KEY); j--)
				items[j] = items[j - 1];
			items[j] = item;
		}
		return;
	}
	core_check_for_interrupts();
	SORT_PART(items, half, scratch);
	SORT_PART(items + half, count - half, scratch);
	if (!SORT_AFTER(items[half - 1].SORT_KEY, items[half].SORT_KEY))
		return;

	memcpy(scratch, items, half * sizeof(SORT_ITEM));
	for (i = 0, j = half, k = 0; i < half; k++)
		items[k] = j < count && SORT_AFTER(scratch[i].SORT_KEY, items[j].SORT_KEY) ? items[j++] : scratch[i++];
}

/* Sorts; owner is where memory is taken from. */
static void
SORT_NAME(SORT_ITEM *items, size_t count, void *owner)
{
	SORT_ITEM  *scratch;

	if (count <= SORT_FEW)
	{
		SORT_PART(items, count, NULL);
		return;
	}
	scratch = core_alloc(owner, count / 2 * sizeof(SORT_ITEM));
	SORT_PART(items, count, scratch);
	core_free(scratch);
}

#undef SORT_NAME
#undef SORT_ITEM
#undef SORT_KEY
#undef SORT_AFTER
#undef SORT_FEW
#undef SORT_JOIN
#undef SORT_PART_OF
#undef SORT_PART
