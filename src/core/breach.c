/*
 * breach.c
 *		Compares what was and what is to be with a limit.
 */
#include "core/breach.h"

static bool
is_beyond(LimitKind kind, int64_t value, int64_t limit)
{
	return kind == LIMIT_FLOOR ? value < limit : value > limit;
}

bool
breach_find(Steps before, Steps after, LimitKind kind, int64_t limit,
			Day first, Day last, Day *day, int64_t *value)
{
	StretchScan to_be = stretch_scan(after, first, last);
	Stretch		stretch;

	while (stretch_next(&to_be, &stretch))
	{
		StretchScan was = stretch_scan(before, stretch.first, stretch.last);
		Stretch		old;

		if (!is_beyond(kind, stretch.value, limit))
			continue;
		while (stretch_next(&was, &old))
			if (is_beyond(kind, stretch.value, old.value))
			{
				*day = old.first;
				*value = stretch.value;
				return true;
			}
	}
	return false;
}
