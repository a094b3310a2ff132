/*
 * levels.c
 *		Counts the days at each value of a step function.
 */
#include "core/levels.h"

#include <stdbool.h>

#define SORT_NAME sort_levels
#define SORT_ITEM Level
#define SORT_KEY value
#include "core/sort.h"

/* Adds up what is of one value, of a list in the order of values. */
static int64_t
merge_levels(Level *levels, int64_t count)
{
	int64_t		merged = 0;
	int64_t		i;

	for (i = 0; i < count; i++)
		if (merged > 0 && levels[merged - 1].value == levels[i].value)
			levels[merged - 1].days += levels[i].days;
		else
			levels[merged++] = levels[i];
	return merged;
}

int64_t
levels_read(StretchScan scan, Level *levels, void *owner)
{
	Stretch		stretch;
	int64_t		count = 0;

	while (stretch_next(&scan, &stretch))
		levels[count++] = (Level) {stretch.value, stretch_days(stretch)};
	sort_levels(levels, (size_t) count, owner);
	return merge_levels(levels, count);
}
