/*
 * host.h
 *		What the core asks of its host: memory, random numbers, and when to
 *		break off.
 *
 * Who links the core defines these: the extension on a memory context and the
 * server's interrupts, a fuzzer on malloc() and nothing.
 */
#ifndef CORE_HOST_H
#define CORE_HOST_H

#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* Never NULL.  owner: what the memory is taken from and goes away with. */
extern void *core_alloc(void *owner, size_t size);
extern void *core_realloc(void *memory, size_t size);
extern void core_free(void *memory);

/* Called in long loops; need not return, so nothing may hang on that. */
extern void core_check_for_interrupts(void);

/* A number that nobody can foretell, another each time. */
extern uint64_t core_random(void);

/* Asks for memory that will be needed soon; a hint that changes nothing else. */
#ifdef __GNUC__
#define core_prefetch(memory) __builtin_prefetch(memory)
#else
#define core_prefetch(memory) ((void) (memory))
#endif

#pragma GCC visibility pop

#endif							/* CORE_HOST_H */
