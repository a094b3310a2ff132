/*
 * host.h
 *		The core's host where there is no server: what tests and the fuzzer link.
 */
#ifndef TEST_HOST_H
#define TEST_HOST_H

#include <stdio.h>
#include <stdlib.h>

/* A property that does not hold ends the program. */
#define MUST(property) \
	do { \
		if (!(property)) \
		{ \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #property); \
			abort(); \
		} \
	} while (0)

/* How often the core has asked whether it is to break off. */
extern unsigned long interrupt_checks;

/* Gives back all memory that the core has asked for. */
extern void free_all(void);

#endif							/* TEST_HOST_H */
