/*
 * unit_table.h
 *		Numbers for units: equal values of any type get the same one.
 */
#ifndef UNIT_TABLE_H
#define UNIT_TABLE_H

#include "postgres.h"

#include "lib/stringinfo.h"

typedef struct UnitTable UnitTable;

/*
 * Are values of this type passed by value and equal exactly if their bits are?
 * Then the Datum itself can be the key of a unit.
 */
extern bool unit_type_is_own_key(Oid type, Oid collation);

/* A table for units of a type that has a hash function; 42883 if it has none. */
extern UnitTable *unit_table_create(Oid type, Oid collation, MemoryContext context);

/* The number of a unit, from 0 on in the order in which they came. */
extern uint64 unit_table_number(UnitTable *table, Datum unit);

extern uint64 unit_table_count(const UnitTable *table);

/* The unit of a number. */
extern Datum unit_table_unit(const UnitTable *table, uint64 number);

extern Oid	unit_table_type(const UnitTable *table);
extern Oid	unit_table_collation(const UnitTable *table);

/* A unit as bytes for another process of this server, and back. */
extern void unit_send(StringInfo message, Oid type, Datum unit);
extern Datum unit_receive(StringInfo message);

#endif							/* UNIT_TABLE_H */
