/*
 * person_rows.h
 *		The assignments of a person that have days in common with a period, as a snapshot
 *		sees them.
 */
#ifndef PERSON_ROWS_H
#define PERSON_ROWS_H

#include "rule/rule.h"

#include "access/genam.h"
#include "executor/tuptable.h"
#include "utils/snapshot.h"

#include "core/period.h"

#pragma GCC visibility push(hidden)

typedef struct PersonRows
{
	const RuleEvent *event;
	Period		period;
	Relation	index;			/* with its scan; or a scan of the table */
	IndexScanDesc by_index;
	SysScanDesc by_table;
	TupleTableSlot *slot;
} PersonRows;

extern void person_rows_open(PersonRows *rows, const RuleEvent *event, int64 person, Period period, Snapshot snapshot);

/* The next row, which lasts until the one after it; NULL after the last. */
extern HeapTuple person_rows_next(PersonRows *rows);

extern void person_rows_close(PersonRows *rows);

#pragma GCC visibility pop

#endif							/* PERSON_ROWS_H */
