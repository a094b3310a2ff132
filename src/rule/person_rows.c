/*
 * person_rows.c
 *		Finds the assignments of a person that have days in common with a period.
 *
 * The registry has an index by the person, the day after the last, and the first day:
 * who has had many assignments costs no more than those that meet the period.  Who has
 * replaced it by another that begins with the person has all of that person's rows read;
 * and without one, the whole table is.  A tenure without a first day, which AT-208
 * refuses, does not stand in the index where it would be found.
 */
#include "rule/person_rows.h"

#include "access/stratnum.h"
#include "access/tableam.h"
#include "catalog/pg_opclass_d.h"
#include "catalog/pg_opfamily_d.h"
#include "nodes/primnodes.h"
#include "utils/fmgroids.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/relcache.h"

#include "period_scan.h"

/* --- The index ------------------------------------------------------------ */

enum
{
	INDEX_PERSON = 1,
	INDEX_END,
	INDEX_START,
};

/* Is it an index of all rows by the person alone or first, as bigint is sorted? */
static bool
is_by_person(Relation index, AttrNumber person)
{
	Form_pg_index form = index->rd_index;

	return form->indisvalid && form->indkey.values[0] == person &&
		index->rd_opfamily[0] == INTEGER_BTREE_FAM_OID &&
		RelationGetIndexPredicate(index) == NIL;
}

static bool
is_bound(Node *node, Oid function, AttrNumber tenure)
{
	FuncExpr   *call = (FuncExpr *) node;
	Var		   *argument;

	if (!IsA(node, FuncExpr) || call->funcid != function)
		return false;
	argument = linitial(call->args);
	return IsA(argument, Var) && argument->varattno == tenure;
}

/* coalesce(upper(tenure), 'infinity') */
static bool
is_end(Node *node, AttrNumber tenure)
{
	CoalesceExpr *end = (CoalesceExpr *) node;
	Const	   *open;

	if (!IsA(node, CoalesceExpr) || list_length(end->args) != 2 || !is_bound(linitial(end->args), F_UPPER_ANYRANGE, tenure))
		return false;
	open = lsecond(end->args);
	return IsA(open, Const) && !open->constisnull && DatumGetDateADT(open->constvalue) == DAY_INFINITY;
}

/* Are the two columns behind the person the end and the start, as days are sorted? */
static bool
has_end_and_start(Relation index, AttrNumber tenure)
{
	List	   *expressions = RelationGetIndexExpressions(index);
	Form_pg_index form = index->rd_index;
	Oid			days = get_opclass_family(DATE_BTREE_OPS_OID);

	return form->indnkeyatts >= INDEX_START &&
		form->indkey.values[INDEX_END - 1] == 0 && form->indkey.values[INDEX_START - 1] == 0 &&
		index->rd_opfamily[INDEX_END - 1] == days && index->rd_opfamily[INDEX_START - 1] == days &&
		is_end(linitial(expressions), tenure) && is_bound(lsecond(expressions), F_LOWER_ANYRANGE, tenure);
}

typedef struct PersonIndex
{
	Oid			table;			/* InvalidOid if it is to be found anew */
	Oid			index;			/* InvalidOid if the table has none */
	int			columns;		/* how many of them a row is found by */
} PersonIndex;

static PersonIndex
find_index(const RuleEvent *event)
{
	PersonIndex best = {.table = RelationGetRelid(event->table)};
	ListCell   *cell;

	foreach(cell, RelationGetIndexList(event->table))
	{
		Relation	index = index_open(lfirst_oid(cell), AccessShareLock);
		int			columns = 0;

		if (is_by_person(index, event->columns.columns[COLUMN_REPRESENTATIVE_ID]))
			columns = has_end_and_start(index, event->columns.columns[COLUMN_TENURE]) ? INDEX_START : INDEX_PERSON;
		if (columns > best.columns)
		{
			best.index = RelationGetRelid(index);
			best.columns = columns;
		}
		index_close(index, NoLock);
	}
	return best;
}

static PersonIndex last = {0};

static void
forget_index(Datum arg pg_attribute_unused(), Oid relation)
{
	if (relation == InvalidOid || relation == last.table)
		last.table = InvalidOid;
}

static PersonIndex
index_of(const RuleEvent *event)
{
	static bool listens = false;

	if (!listens)
		CacheRegisterRelcacheCallback(forget_index, (Datum) 0);
	listens = true;
	if (last.table != RelationGetRelid(event->table))
		last = find_index(event);
	return last;
}

/* --- The rows ------------------------------------------------------------- */

static void
open_index(PersonRows *rows, const PersonIndex *found, int64 person, Snapshot snapshot)
{
	ScanKeyData keys[INDEX_START];

	ScanKeyInit(&keys[0], INDEX_PERSON, BTEqualStrategyNumber, F_INT8EQ, Int64GetDatum(person));
	ScanKeyInit(&keys[1], INDEX_END, BTGreaterStrategyNumber, F_DATE_GT, DateADTGetDatum(rows->period.from));
	ScanKeyInit(&keys[2], INDEX_START, BTLessStrategyNumber, F_DATE_LT, DateADTGetDatum(rows->period.upto));
	rows->index = index_open(found->index, AccessShareLock);
	rows->slot = table_slot_create(rows->event->table, NULL);
	rows->by_index = index_beginscan(rows->event->table, rows->index, snapshot, NULL, found->columns, 0, 0);
	index_rescan(rows->by_index, keys, found->columns, NULL, 0);
}

static void
open_table(PersonRows *rows, int64 person, Snapshot snapshot)
{
	ScanKeyData key;

	ScanKeyInit(&key, rows->event->columns.columns[COLUMN_REPRESENTATIVE_ID], BTEqualStrategyNumber, F_INT8EQ,
				Int64GetDatum(person));
	rows->by_table = systable_beginscan(rows->event->table, InvalidOid, false, snapshot, 1, &key);
}

void
person_rows_open(PersonRows *rows, const RuleEvent *event, int64 person, Period period, Snapshot snapshot)
{
	PersonIndex found = index_of(event);

	memset(rows, 0, sizeof(PersonRows));
	rows->event = event;
	rows->period = period;
	if (OidIsValid(found.index))
		open_index(rows, &found, person, snapshot);
	else
		open_table(rows, person, snapshot);
}

static HeapTuple
next_row(PersonRows *rows)
{
	if (rows->by_table != NULL)
		return systable_getnext(rows->by_table);
	if (!index_getnext_slot(rows->by_index, ForwardScanDirection, rows->slot))
		return NULL;
	return ExecFetchSlotHeapTuple(rows->slot, false, NULL);
}

static bool
meets(const PersonRows *rows, HeapTuple row)
{
	Period		tenure;

	return daterange_read(rule_column(rows->event, row, COLUMN_TENURE), &tenure) &&
		tenure.from < rows->period.upto && rows->period.from < tenure.upto;
}

HeapTuple
person_rows_next(PersonRows *rows)
{
	HeapTuple	row;

	do
	{
		row = next_row(rows);
	} while (row != NULL && !meets(rows, row));
	return row;
}

void
person_rows_close(PersonRows *rows)
{
	if (rows->by_table != NULL)
	{
		systable_endscan(rows->by_table);
		return;
	}
	index_endscan(rows->by_index);
	index_close(rows->index, NoLock);
	ExecDropSingleTupleTableSlot(rows->slot);
}
