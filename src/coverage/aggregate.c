/*
 * aggregate.c
 *		What the support functions of all aggregates share and seldom call.
 */
#include "coverage/aggregate.h"

#include "nodes/memnodes.h"

#include "coverage/coverage.h"

static const char object_context_name[] = "attache states";

/*
 * An aggregate asks of a state that is an expanded object that its context be a child of
 * the aggregate's, and lets go of all states at once.  So those of many groups share a
 * context, which costs more than most of them: the youngest child, if it is one of ours.
 */
MemoryContext
aggregate_object_context(FunctionCallInfo fcinfo)
{
	MemoryContext parent;

	if (!AggCheckCallContext(fcinfo, &parent))
		return AllocSetContextCreate(CurrentMemoryContext, "attache state", ALLOCSET_SMALL_SIZES);
	if (parent->firstchild != NULL && parent->firstchild->name == object_context_name)
		return parent->firstchild;
	return AllocSetContextCreateInternal(parent, object_context_name, ALLOCSET_SMALL_SIZES);
}

void
aggregate_too_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("partial state of an aggregate is too large"),
			 errdetail("One process can pass at most 1 GB of it to another."),
			 errhint("Set max_parallel_workers_per_gather to 0 and enable_partitionwise_aggregate to off for this query.")));
}

/*
 * Of an aggregate whose state is a coverage.  No rows are a coverage of nothing, as
 * count() of no rows is 0.
 */
PG_FUNCTION_INFO_V1(coverage_state_finalfn);
Datum
coverage_state_finalfn(PG_FUNCTION_ARGS)
{
	StepsWriter nothing;

	if (!PG_ARGISNULL(0))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	nothing = coverage_start(0);
	PG_RETURN_COVERAGE_P(coverage_finish(&nothing));
}
