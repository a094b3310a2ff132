/*
 * period_sets.c
 *		Sets of days, from the periods of two.
 */
#include "core/period_sets.h"

#include <stdbool.h>
#include <stddef.h>

#include "core/host.h"

Period *
period_room(PeriodRoom *room, int64_t count)
{
	if (count > room->room)
	{
		period_room_free(room);
		room->room = (int32_t) (count > INT32_MAX / 2 ? INT32_MAX : 2 * count);
		room->periods = core_alloc(room->owner, (size_t) room->room * sizeof(Period));
	}
	return room->periods;
}

void
period_room_free(PeriodRoom *room)
{
	if (room->periods != NULL)
		core_free(room->periods);
	room->periods = NULL;
	room->room = 0;
}

static bool
is_of(DaysOf which, bool in_a, bool in_b)
{
	switch (which)
	{
		case DAYS_OF_EITHER:
			return in_a || in_b;
		case DAYS_OF_BOTH:
			return in_a && in_b;
		default:
			return in_a && !in_b;
	}
}

/* A list as it is gone through: the day on which it next begins or ends. */
typedef struct Edges
{
	const Period *next;
	const Period *end;
	bool		within;			/* a period has begun, so what comes next is
								 * its end */
} Edges;

/* DAY_INFINITY if there is no more. */
static Day
next_edge(const Edges *edges)
{
	if (edges->next == edges->end)
		return DAY_INFINITY;
	return edges->within ? edges->next->upto : edges->next->from;
}

/* Can nothing more be of what is asked?  Not if a list has days left that count. */
static bool
is_done(DaysOf which, const Edges *of_a, const Edges *of_b)
{
	return (which != DAYS_OF_EITHER && of_a->next == of_a->end) ||
		(which == DAYS_OF_BOTH && of_b->next == of_b->end);
}

/* Goes past an edge on a day, if there is one. */
static void
pass(Edges *edges, Day day)
{
	if (edges->next == edges->end || next_edge(edges) != day)
		return;
	if (edges->within)
		edges->next++;
	edges->within = !edges->within;
}

int32_t
periods_together(DaysOf which, const Period *a, int32_t a_count,
				 const Period *b, int32_t b_count, Period *together)
{
	Edges		of_a = {a, a + a_count, false};
	Edges		of_b = {b, b + b_count, false};
	int32_t		count = 0;
	bool		was = false;

	while (!is_done(which, &of_a, &of_b))
	{
		Day			a_day = next_edge(&of_a);
		Day			b_day = next_edge(&of_b);
		Day			day = a_day < b_day ? a_day : b_day;
		bool		is;

		if (day == DAY_INFINITY)
			break;
		pass(&of_a, day);
		pass(&of_b, day);
		is = is_of(which, of_a.within, of_b.within);
		if (is && !was)
			together[count].from = day;
		else if (was && !is && day > DAY_MIN)	/* before it there is none */
			together[count++].upto = day;
		was = is;
	}
	if (was)
		together[count++].upto = DAY_INFINITY;
	return count;
}
