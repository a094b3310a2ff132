/*
 * posting_status.h
 *		The status of a posting, and which status may follow which.
 *
 * Stored format: one byte, the number below.  The order of the numbers is the
 * order of a posting's life, and the order in which the type sorts.
 */
#ifndef CORE_POSTING_STATUS_H
#define CORE_POSTING_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

typedef enum PostingStatus
{
	POSTING_PROPOSED = 1,
	POSTING_REQUESTED,
	POSTING_APPROVED,
	POSTING_ACTIVE,
	POSTING_SUSPENDED,
	POSTING_CLOSING,
	POSTING_CLOSED,
	POSTING_DENIED,
	POSTING_WITHDRAWN
} PostingStatus;

#define POSTING_STATUS_FIRST POSTING_PROPOSED
#define POSTING_STATUS_LAST POSTING_WITHDRAWN

/* Reads a label in any case with blanks around it. */
extern bool posting_status_parse(const char *text, size_t length,
								 PostingStatus *status);

extern bool posting_status_is_valid(int number);

/* The label, in lower case. */
extern const char *posting_status_label(PostingStatus status);

/* May a posting go from one status straight to the other? */
extern bool posting_status_can_become(PostingStatus from, PostingStatus to);

/* May a new assignment start? */
extern bool posting_status_admits(PostingStatus status);

/* May somebody come on temporary duty, as a suspended posting is looked after? */
extern bool posting_status_admits_tdy(PostingStatus status);

/* May an assignment be under way? */
extern bool posting_status_is_open(PostingStatus status);

/* Does an assignment under way count as presence? */
extern bool posting_status_counts(PostingStatus status);

/* Can nothing follow? */
extern bool posting_status_is_final(PostingStatus status);

#pragma GCC visibility pop

#endif							/* CORE_POSTING_STATUS_H */
