/*
 * envelope.c
 *		Combines many step functions, two of about as many at a time.
 *
 * A level that is taken has what 2^level additions have come to, as a bit of their
 * number would be set.  So each step goes through as many combinations as there are
 * levels, and not through one for each function that comes after its own.
 */
#include "core/envelope.h"

#include <string.h>

#include "core/host.h"

static StepsWriter
room_for_steps(const Envelope *envelope, size_t count)
{
	StepsWriter room = {
		.values = core_alloc(envelope->owner, count * sizeof(int64_t)),
		.days = core_alloc(envelope->owner, count * sizeof(Day))
	};

	return room;
}

static Steps
written_steps(const StepsWriter *written)
{
	Steps		steps = {written->count, written->values, written->days};

	return steps;
}

static StepsWriter
copy_steps(const Envelope *envelope, Steps steps)
{
	StepsWriter copy = room_for_steps(envelope, (size_t) steps.count);

	copy.count = steps.count;
	if (steps.count > 0)
	{
		memcpy(copy.values, steps.values, (size_t) steps.count * sizeof(int64_t));
		memcpy(copy.days, steps.days, (size_t) steps.count * sizeof(Day));
	}
	return copy;
}

/* Combines what was carried with what a level has, and leaves the level free. */
static StepsWriter
empty_level(Envelope *envelope, int level, StepsWriter carried)
{
	StepsWriter *taken = &envelope->levels[level];
	StepsWriter combined = room_for_steps(envelope, (size_t) carried.count + taken->count);
	StepsWriter fitting;

	(void) steps_combine(written_steps(&carried), written_steps(taken), envelope->operation, &combined);
	fitting = copy_steps(envelope, written_steps(&combined));
	core_free(combined.values);
	core_free(combined.days);
	core_free(carried.values);
	core_free(carried.days);
	core_free(taken->values);
	core_free(taken->days);
	envelope->taken[level] = false;
	return fitting;
}

static void
fill_level(Envelope *envelope, int level, StepsWriter carried)
{
	envelope->levels[level] = carried;
	envelope->taken[level] = true;
}

/* Nobody lives to see the last level taken. */
void
envelope_add(Envelope *envelope, Steps steps)
{
	StepsWriter carried = copy_steps(envelope, steps);
	int			level;

	for (level = 0; envelope->taken[level]; level++)
		carried = empty_level(envelope, level, carried);
	fill_level(envelope, level, carried);
}

Steps
envelope_read(Envelope *envelope)
{
	int			level = 0;
	int			last;

	while (!envelope->taken[level])
		level++;
	for (last = level++; level < ENVELOPE_LEVELS; level++)
		if (envelope->taken[level])
		{
			StepsWriter carried = envelope->levels[last];

			envelope->taken[last] = false;
			fill_level(envelope, level, empty_level(envelope, level, carried));
			last = level;
		}
	return written_steps(&envelope->levels[last]);
}
