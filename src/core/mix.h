/*
 * mix.h
 *		Spreading a number over all bits, for hash tables and hash functions.
 */
#ifndef CORE_MIX_H
#define CORE_MIX_H

#include <stdint.h>

/*
 * One to one, and 0 stays 0 (the finalizer of MurmurHash3).  Stored data rest
 * on it, as hash indexes and hash partitions do: it must never change.
 */
static inline uint64_t
mix(uint64_t key)
{
	key ^= key >> 33;
	key *= UINT64_C(0xff51afd7ed558ccd);
	key ^= key >> 33;
	key *= UINT64_C(0xc4ceb9fe1a85ec53);
	key ^= key >> 33;
	return key;
}

#endif							/* CORE_MIX_H */
