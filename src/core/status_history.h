/*
 * status_history.h
 *		The dated changes of one posting's status, and what they allow.
 */
#ifndef CORE_STATUS_HISTORY_H
#define CORE_STATUS_HISTORY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/periods.h"
#include "core/posting_status.h"

#pragma GCC visibility push(hidden)

typedef struct StatusChange
{
	Day			day;			/* first day in the status */
	PostingStatus status;
	bool		taken_over;		/* comes from records kept elsewhere */
} StatusChange;

/* In the order of days, one change a day at most. */
typedef struct StatusHistory
{
	int32_t		count;
	StatusChange changes[];
} StatusHistory;

typedef enum HistoryFault
{
	HISTORY_OK,
	HISTORY_BAD_START,			/* neither proposed nor taken over */
	HISTORY_BAD_CHANGE,			/* not in the table of statuses */
	HISTORY_PAST_FINAL			/* after a final status */
} HistoryFault;

/*
 * The first fault at or after change *at, if there is one, and the change that
 * has it.
 */
extern HistoryFault status_history_check(const StatusHistory *history, int32_t *at);

/*
 * Does the posting take new assignments on a day, or new TDYs?  *at is the change in
 * force on it, -1 if there is none.
 */
extern bool status_history_admits(const StatusHistory *history, Day day, bool is_tdy, int32_t *at);

/*
 * Does the posting stop being open after a tenure's first day and within it?
 * *at is then the change that ends it.
 */
extern bool status_history_ends(const StatusHistory *history, Period tenure, int32_t *at);

#pragma GCC visibility pop

#endif							/* CORE_STATUS_HISTORY_H */
