/*
 * posting_status.c
 *		The table of posting statuses.
 */
#include "core/posting_status.h"

#include "core/ascii.h"

#define TO(status) (1u << (status))

typedef struct StatusTraits
{
	const char *label;
	unsigned	next;			/* bit per status that may follow */
	bool		admits;			/* new assignments may start */
	bool		admits_tdy;		/* ... of people on temporary duty */
	bool		open;			/* assignments may be under way */
	bool		counts;			/* ... and count as presence */
} StatusTraits;

static const StatusTraits traits[POSTING_STATUS_LAST + 1] = {
	[POSTING_PROPOSED] = {
		.label = "proposed",
		.next = TO(POSTING_REQUESTED) | TO(POSTING_WITHDRAWN),
	},
	[POSTING_REQUESTED] = {
		.label = "requested",
		.next = TO(POSTING_APPROVED) | TO(POSTING_DENIED) | TO(POSTING_WITHDRAWN),
	},
	[POSTING_APPROVED] = {
		.label = "approved",
		.next = TO(POSTING_ACTIVE) | TO(POSTING_WITHDRAWN),
	},
	[POSTING_ACTIVE] = {
		.label = "active",
		.next = TO(POSTING_SUSPENDED) | TO(POSTING_CLOSING) | TO(POSTING_CLOSED),
		.admits = true,
		.admits_tdy = true,
		.open = true,
		.counts = true,
	},
	[POSTING_SUSPENDED] = {
		.label = "suspended",
		.next = TO(POSTING_ACTIVE) | TO(POSTING_CLOSING) | TO(POSTING_CLOSED),
		.admits_tdy = true,
		.open = true,
	},
	[POSTING_CLOSING] = {
		.label = "closing",
		.next = TO(POSTING_ACTIVE) | TO(POSTING_SUSPENDED) | TO(POSTING_CLOSED),
		.open = true,
		.counts = true,
	},
	[POSTING_CLOSED] = {.label = "closed"},
	[POSTING_DENIED] = {.label = "denied"},
	[POSTING_WITHDRAWN] = {.label = "withdrawn"},
};

bool
posting_status_parse(const char *text, size_t length, PostingStatus *status)
{
	int			i;

	ascii_trim(&text, &length);
	for (i = POSTING_STATUS_FIRST; i <= POSTING_STATUS_LAST; i++)
		if (ascii_equals_folded(text, length, traits[i].label))
		{
			*status = (PostingStatus) i;
			return true;
		}
	return false;
}

bool
posting_status_is_valid(int number)
{
	return number >= POSTING_STATUS_FIRST && number <= POSTING_STATUS_LAST;
}

const char *
posting_status_label(PostingStatus status)
{
	return traits[status].label;
}

bool
posting_status_can_become(PostingStatus from, PostingStatus to)
{
	return (traits[from].next & TO(to)) != 0;
}

bool
posting_status_admits(PostingStatus status)
{
	return traits[status].admits;
}

bool
posting_status_admits_tdy(PostingStatus status)
{
	return traits[status].admits_tdy;
}

bool
posting_status_is_open(PostingStatus status)
{
	return traits[status].open;
}

bool
posting_status_counts(PostingStatus status)
{
	return traits[status].counts;
}

bool
posting_status_is_final(PostingStatus status)
{
	return traits[status].next == 0;
}
