/*
 * unit_table.h
 *		Numbers for units: equal values of any type get the same one.
 */
#ifndef UNIT_TABLE_H
#define UNIT_TABLE_H

#include "postgres.h"

#include "lib/stringinfo.h"

#pragma GCC visibility push(hidden)

typedef struct UnitTable UnitTable;

/* A table for units of a type that has a hash function; 42883 if it has none. */
extern UnitTable *unit_table_create(Oid type, Oid collation, MemoryContext context);

/* The number of a unit, from 0 on in the order in which they came. */
extern uint64 unit_table_number(UnitTable *table, Datum unit);

/* The unit of a number. */
extern Datum unit_table_unit(const UnitTable *table, uint64 number);

/* A unit as bytes for another process of this server, and its number there. */
extern void unit_table_send(const UnitTable *table, uint64 number, StringInfo message);
extern uint64 unit_table_receive(UnitTable *table, StringInfo message);

#pragma GCC visibility pop

#endif							/* UNIT_TABLE_H */
