/*
 * memory.h
 *		The memory that the core asks for.
 *
 * Who links the core defines these: the extension on a memory context, a test
 * or fuzzer on malloc().  None of them returns NULL.
 */
#ifndef CORE_MEMORY_H
#define CORE_MEMORY_H

#include <stddef.h>

/* owner: what the memory is taken from and goes away with. */
extern void *core_alloc(void *owner, size_t size);
extern void *core_realloc(void *memory, size_t size);
extern void core_free(void *memory);

#endif							/* CORE_MEMORY_H */
