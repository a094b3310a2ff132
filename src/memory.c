/*
 * memory.c
 *		The core's memory, taken from a memory context of the server.
 */
#include "postgres.h"

#include "core/memory.h"

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
