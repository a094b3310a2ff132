/*
 * rule_posting.c
 *		AT-101, AT-103, AT-106: a posting's status changes as the table allows.
 *
 * Key: a posting of the changed rows.  Guard: its row in posting.  Check: its
 * whole history, in the order of days.
 */
#include "rule_posting.h"

#include "lib/stringinfo.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/rel.h"

const RuleQuery rule_posting_guard = {
	"SELECT 1 FROM @.posting WHERE posting_id OPERATOR(pg_catalog.=) $1 FOR NO KEY UPDATE"
};

static const RuleQuery history_query = {
	"SELECT effective_day, status, taken_over_from IS NOT NULL FROM @.posting_status_change"
	" WHERE posting_id OPERATOR(pg_catalog.=) $1 ORDER BY effective_day"
};

StatusHistory *
rule_posting_history(const RuleEvent *event, int64 posting)
{
	SPITupleTable *rows = rule_select(&history_query, event, posting);
	StatusHistory *history;
	bool		is_null;
	uint64		i;

	history = MemoryContextAlloc(rule_memory(), offsetof(StatusHistory, changes) +
								 rows->numvals * sizeof(StatusChange));
	history->count = (int32) rows->numvals;
	for (i = 0; i < rows->numvals; i++)
	{
		StatusChange *change = &history->changes[i];

		change->day = DatumGetDateADT(SPI_getbinval(rows->vals[i], rows->tupdesc, 1, &is_null));
		change->status = DatumGetPostingStatus(SPI_getbinval(rows->vals[i], rows->tupdesc, 2, &is_null));
		change->taken_over = DatumGetBool(SPI_getbinval(rows->vals[i], rows->tupdesc, 3, &is_null));
	}
	return history;
}

/* "requested or withdrawn": what may follow a status. */
static const char *
list_next(PostingStatus from)
{
	StringInfoData list;
	const char *last = NULL;
	int			to;

	initStringInfo(&list);
	for (to = POSTING_STATUS_FIRST; to <= POSTING_STATUS_LAST; to++)
	{
		if (!posting_status_can_become(from, to))
			continue;
		if (last != NULL)
			appendStringInfo(&list, "%s%s", list.len > 0 ? ", " : "", last);
		last = posting_status_label(to);
	}
	appendStringInfo(&list, "%s%s", list.len > 0 ? " or " : "", last);
	return list.data;
}

static const char *
rule_id(HistoryFault fault)
{
	switch (fault)
	{
		case HISTORY_OK:
			break;
		case HISTORY_BAD_START:
			return "AT-101";
		case HISTORY_BAD_CHANGE:
			return "AT-103";
		case HISTORY_PAST_FINAL:
			return "AT-106";
	}
	return NULL;
}

/* For a writer who may not read the history: nothing of it. */
static void
report_blindly(const RuleEvent *event, int64 posting, HistoryFault fault)
{
	ereport(ERROR,
			(rule_fields(event, rule_id(fault)),
			 errmsg("the status of posting " INT64_FORMAT " cannot change like this", posting),
			 errhint("posting_status_transitions() lists what may follow what.")));
}

static void
report(const RuleEvent *event, int64 posting, const StatusHistory *history,
	   HistoryFault fault, int32 at)
{
	const StatusChange *change = &history->changes[at];
	const char *label = posting_status_label(change->status);
	const char *before = at == 0 ? NULL : posting_status_label(change[-1].status);

	if (!rule_writer_may_read(event, "posting_status_change"))
		report_blindly(event, posting, fault);
	switch (fault)
	{
		case HISTORY_OK:
			break;
		case HISTORY_BAD_START:
			ereport(ERROR,
					(rule_fields(event, "AT-101"),
					 errmsg("posting " INT64_FORMAT " cannot start as %s on %s",
							posting, label, rule_day(change->day)),
					 errdetail("A posting's first status is proposed."),
					 errhint("For history that is taken over, say from what in taken_over_from.")));
			break;
		case HISTORY_BAD_CHANGE:
			ereport(ERROR,
					(rule_fields(event, "AT-103"),
					 errmsg("posting " INT64_FORMAT " cannot become %s on %s",
							posting, label, rule_day(change->day)),
					 errdetail("It is %s from %s on, and may then become %s.",
							   before, rule_day(change[-1].day), list_next(change[-1].status))));
			break;
		case HISTORY_PAST_FINAL:
			ereport(ERROR,
					(rule_fields(event, "AT-106"),
					 errmsg("posting " INT64_FORMAT " cannot become %s on %s",
							posting, label, rule_day(change->day)),
					 errdetail("It is %s from %s on, and nothing follows that status.",
							   before, rule_day(change[-1].day)),
					 errhint("A post that is reopened is a new posting that names the old one.")));
			break;
	}
}

static void
check_posting(const RuleEvent *event, HeapTuple row)
{
	int64		posting = DatumGetInt64(rule_column(event, row, "posting_id"));
	StatusHistory *history;
	HistoryFault fault;
	int32		at;

	if (rule_recall(&history_query, event, posting) != NULL)
		return;
	rule_begin(&rule_posting_guard, event, posting);
	history = rule_posting_history(event, posting);
	fault = status_history_check(history, &at);
	if (fault != HISTORY_OK)
		report(event, posting, history, fault, at);
	rule_end(&history_query, event, posting, history);
}

PG_FUNCTION_INFO_V1(attache_rule_status_history);
Datum
attache_rule_status_history(PG_FUNCTION_ARGS)
{
	RuleEvent	event = rule_event(fcinfo);

	if (event.old != NULL)
		check_posting(&event, event.old);
	if (event.new != NULL)
		check_posting(&event, event.new);
	PG_RETURN_POINTER(NULL);
}
