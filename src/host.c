/*
 * host.c
 *		What the core asks for, as the server gives it: memory of a memory
 *		context, the server's random numbers and interrupts.
 */
#include "postgres.h"

#include "core/host.h"

#include "common/pg_prng.h"
#include "miscadmin.h"
#include "utils/memutils.h"

void *
core_alloc(void *owner, size_t size)
{
	return MemoryContextAllocHuge((MemoryContext) owner, size);
}

void *
core_realloc(void *memory, size_t size)
{
	return repalloc_huge(memory, size);
}

void
core_free(void *memory)
{
	pfree(memory);
}

void
core_check_for_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

uint64_t
core_random(void)
{
	return pg_prng_uint64(&pg_global_prng_state);
}
