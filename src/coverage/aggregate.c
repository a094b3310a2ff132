/*
 * aggregate.c
 *		What the support functions of all aggregates share and seldom call.
 */
#include "coverage/aggregate.h"

void
aggregate_too_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("partial state of an aggregate is too large"),
			 errdetail("One process can pass at most 1 GB of it to another."),
			 errhint("Set max_parallel_workers_per_gather to 0 and enable_partitionwise_aggregate to off for this query.")));
}
