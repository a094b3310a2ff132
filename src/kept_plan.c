/*
 * kept_plan.c
 *		Takes a plan from where it is kept, and puts it back.
 */
#include "kept_plan.h"

SPIPlanPtr
kept_plan_take(SPIPlanPtr *kept)
{
	SPIPlanPtr	plan = *kept;

	*kept = NULL;
	if (plan != NULL && !SPI_plan_is_valid(plan))
	{
		SPI_freeplan(plan);
		plan = NULL;
	}
	return plan;
}

/* Somebody may have put another one there meanwhile. */
void
kept_plan_put_back(SPIPlanPtr *kept, SPIPlanPtr plan)
{
	if (*kept != NULL)
		SPI_freeplan(*kept);
	*kept = plan;
}
