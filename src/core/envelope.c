/*
 * envelope.c
 *		Combines many step functions, two of about as many at a time.
 *
 * Each level has what 2^level additions have come to, or is free; which are taken,
 * the bits of the number of additions say.  So a step goes through as many
 * combinations as there are levels, and not through one for each function that
 * comes after its own.
 */
#include "core/envelope.h"

#include <stdbool.h>

#include "core/host.h"

static bool
level_is_free(const Envelope *envelope, int level)
{
	return level >= envelope->level_count || envelope->levels[level].days == NULL;
}

/* Combines what was carried with what a level has, and leaves the level free. */
static StepsWriter
empty_level(Envelope *envelope, int level, StepsWriter carried)
{
	StepsWriter *taken = &envelope->levels[level];
	StepsWriter combined = steps_start(envelope->owner, (size_t) carried.count + taken->count);
	StepsWriter fitting;

	(void) steps_combine(steps_written(&carried), steps_written(taken), envelope->operation, &combined);
	fitting = steps_copy(envelope->owner, steps_written(&combined));
	steps_free(&combined);
	steps_free(&carried);
	steps_free(taken);
	return fitting;
}

static void
add_level(Envelope *envelope)
{
	size_t		size = ((size_t) envelope->level_count + 1) * sizeof(StepsWriter);

	envelope->levels = envelope->level_count == 0 ? core_alloc(envelope->owner, size) : core_realloc(envelope->levels, size);
	envelope->level_count++;
}

void
envelope_add(Envelope *envelope, Steps steps)
{
	StepsWriter carried = steps_copy(envelope->owner, steps);
	int			level;

	for (level = 0; !level_is_free(envelope, level); level++)
		carried = empty_level(envelope, level, carried);
	if (level == envelope->level_count)
		add_level(envelope);
	envelope->levels[level] = carried;
}

/* All goes to the last level, which is always taken. */
Steps
envelope_read(Envelope *envelope)
{
	int			last = envelope->level_count - 1;
	StepsWriter carried = {0};
	int			level;

	for (level = 0; level <= last; level++)
	{
		if (level_is_free(envelope, level))
			continue;
		if (carried.days != NULL)
			carried = empty_level(envelope, level, carried);
		else
		{
			carried = envelope->levels[level];
			envelope->levels[level] = (StepsWriter) {0};
		}
	}
	envelope->levels[last] = carried;
	return steps_written(&envelope->levels[last]);
}
