/*
 * host.c
 *		What the core asks for, as the server gives it: memory of a memory
 *		context, and the server's interrupts.
 */
#include "postgres.h"

#include "core/host.h"

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
