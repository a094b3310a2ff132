/*
 * weights.c
 *		Collecting the weights of one unit.
 *
 * A full list is settled, and grows only when that leaves it more than half full;
 * so memory follows what is left after settling and not the number of calls.  A list
 * of few only grows: settling takes longer than their memory is worth.
 */
#include "core/weights.h"

#include <string.h>

#include "core/host.h"

#define FIRST_CAPACITY 4
#define FEW 16

static void
append(Weights *weights, Period period, int64_t weight)
{
	if (weights->count > 0)
	{
		WeightedPeriod *last = &weights->items[weights->count - 1];

		if (last->weight == weight &&
			period.from >= last->period.from && period.from <= last->period.upto)
		{
			if (period.upto > last->period.upto)
				last->period.upto = period.upto;
			return;
		}
	}
	weights->items[weights->count++] = (WeightedPeriod) {period, weight};
}

static void
resize(Weights *weights, int64_t capacity)
{
	weights->capacity = (int32_t) (capacity < INT32_MAX ? capacity : INT32_MAX);
	weights->items = core_realloc(weights->items, (size_t) weights->capacity * sizeof(WeightedPeriod));
}

/* Makes room in a full list, the items of a list of many by settling it. */
static void
make_weight_room(Weights *weights, void *owner)
{
	if (weights->capacity >= FEW)
		weights_settle(weights, owner);
	if (weights->count > weights->capacity / 2)
		resize(weights, 2 * (int64_t) weights->capacity);
}

void
weights_add(Weights *weights, Period period, int64_t weight, void *owner)
{
	if (weights->capacity == 0)
	{
		weights->capacity = FIRST_CAPACITY;
		weights->items = core_alloc(owner, FIRST_CAPACITY * sizeof(WeightedPeriod));
	}
	else if (weights->count == weights->capacity)
		make_weight_room(weights, owner);
	append(weights, period, weight);
}

#define SORT_NAME sort_by_start
#define SORT_ITEM WeightedPeriod
#define SORT_KEY period.from
#include "core/sort.h"

/* --- A heap with the greatest weight on top ---------------------------------- */

static void
heap_push(WeightedPeriod *heap, int32_t *count, WeightedPeriod item)
{
	int32_t		i = (*count)++;

	while (i > 0 && heap[(i - 1) / 2].weight < item.weight)
	{
		heap[i] = heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	heap[i] = item;
}

static void
heap_pop(WeightedPeriod *heap, int32_t *count)
{
	WeightedPeriod item = heap[--(*count)];
	int32_t		i = 0;
	int64_t		child;

	while ((child = 2 * (int64_t) i + 1) < *count)
	{
		if (child + 1 < *count && heap[child + 1].weight > heap[child].weight)
			child++;
		if (heap[child].weight <= item.weight)
			break;
		heap[i] = heap[child];
		i = (int32_t) child;
	}
	heap[i] = item;
}

/*
 * Goes through the days with what holds on them in a heap.  The weight on top
 * is the day's until its period ends or a period with a greater one starts.
 */
void
weights_settle(Weights *weights, void *owner)
{
	size_t		count = (size_t) weights->count;
	WeightedPeriod *items = weights->items;
	WeightedPeriod *heap;
	Weights		settled = {0};
	int32_t		held = 0;
	size_t		i = 0;
	Day			day;

	if (count < 2)
		return;
	sort_by_start(items, count, owner);
	heap = core_alloc(owner, 3 * count * sizeof(WeightedPeriod));
	settled.items = heap + count;	/* fewer than twice as many */

	day = items[0].period.from;
	while (i < count || held > 0)
	{
		Day			next;

		core_check_for_interrupts();
		if (held == 0)
			day = items[i].period.from;
		while (i < count && items[i].period.from == day)
			heap_push(heap, &held, items[i++]);
		next = heap[0].period.upto;
		if (i < count && items[i].period.from < next)
			next = items[i].period.from;
		append(&settled, (Period) {day, next}, heap[0].weight);
		day = next;
		while (held > 0 && heap[0].period.upto <= day)
			heap_pop(heap, &held);
	}
	if (settled.count > weights->capacity)
		resize(weights, settled.count);
	memcpy(weights->items, settled.items, (size_t) settled.count * sizeof(WeightedPeriod));
	weights->count = settled.count;
	core_free(heap);
}
