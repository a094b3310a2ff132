/*
 * kept_plan.c
 *		Plans that a session keeps, by their keys.
 *
 * An entry is the key, and behind it the plan.
 */
#include "kept_plan.h"

#include "utils/memutils.h"

static KeptPlan *
plan_of(const KeptPlans *plans, void *entry)
{
	return (KeptPlan *) ((char *) entry + MAXALIGN(plans->key_size));
}

static void
create_plans(KeptPlans *plans)
{
	HASHCTL		control = {
		.keysize = plans->key_size,
		.entrysize = MAXALIGN(plans->key_size) + sizeof(KeptPlan),
		.hcxt = TopMemoryContext,
	};

	plans->table = hash_create(plans->name, 64, &control, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* One that is taken is not here. */
static void
free_invalid_plans(KeptPlans *plans)
{
	HASH_SEQ_STATUS scan;
	void	   *entry;

	hash_seq_init(&scan, plans->table);
	while ((entry = hash_seq_search(&scan)) != NULL)
	{
		SPIPlanPtr	plan = plan_of(plans, entry)->plan;

		if (plan == NULL || SPI_plan_is_valid(plan))
			continue;
		SPI_freeplan(plan);
		(void) hash_search(plans->table, entry, HASH_REMOVE, NULL);
	}
}

KeptPlan *
kept_plan_find(KeptPlans *plans, const void *key)
{
	KeptPlan   *kept;
	bool		found;

	if (plans->table == NULL)
		create_plans(plans);
	kept = plan_of(plans, hash_search(plans->table, key, HASH_ENTER, &found));
	if (!found)
	{
		*kept = (KeptPlan) {0};
		free_invalid_plans(plans);
	}
	return kept;
}

SPIPlanPtr
kept_plan_prepare(const char *text, int nargs, const Oid *types, int options)
{
	SPIPlanPtr	plan = SPI_prepare_cursor(text, nargs, (Oid *) types, options);

	if (plan == NULL)
		elog(ERROR, "SPI_prepare_cursor returned %s for %s", SPI_result_code_string(SPI_result), text);
	SPI_keepplan(plan);
	return plan;
}

SPIPlanPtr
kept_plan_take(KeptPlans *plans, const void *key)
{
	KeptPlan   *kept = kept_plan_find(plans, key);
	SPIPlanPtr	plan = kept->plan;

	kept->plan = NULL;
	if (plan != NULL && !SPI_plan_is_valid(plan))
	{
		SPI_freeplan(plan);
		plan = NULL;
	}
	return plan;
}

/* What was run may have put another one there. */
void
kept_plan_put_back(KeptPlans *plans, const void *key, SPIPlanPtr plan)
{
	KeptPlan   *kept = kept_plan_find(plans, key);

	if (kept->plan != NULL)
		SPI_freeplan(kept->plan);
	kept->plan = plan;
}
