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

/* Asks for memory that will be needed soon; a hint that changes nothing else. */
#ifdef __GNUC__
#define core_prefetch(memory) __builtin_prefetch(memory)
#else
#define core_prefetch(memory) ((void) (memory))
#endif

#endif							/* CORE_MEMORY_H */
