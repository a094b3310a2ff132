/*
 * presence_value.h
 *		What the files about the type presence share.
 *
 * A presence is stored as a varlena of the bytes of core/presence_bytes.h, and of
 * no alignment.
 */
#ifndef PRESENCE_VALUE_H
#define PRESENCE_VALUE_H

#include "attache.h"

#include "core/presence_bytes.h"

#pragma GCC visibility push(hidden)

/* Argument n, a presence, perhaps with a short header. */
#define PG_GETARG_PRESENCE_PP(n) ((struct varlena *) PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(n)))

/* The encoding of texts in this database, as a presence names it: never 0. */
extern int	presence_encoding(void);

/* What an encoding that a presence names is called. */
extern const char *presence_encoding_name(int encoding);

/* Starts to read a value. */
extern PresenceReader presence_value_reader(const struct varlena *value);

/* Starts to write one in the current memory context, and the value of what was written. */
extern PresenceWriter presence_value_writer(UnitKind kind);
extern struct varlena *presence_value_finish(PresenceWriter *writer);

/* The value of some bytes, which are a presence; an error of SQLSTATE 54000 if they are too many. */
extern struct varlena *presence_value_of(const void *bytes, Size size);

/* The error of SQLSTATE XX001 for a value that is no presence; nothing if there is no fault. */
extern void presence_value_check(PresenceFault fault);

/* A sentence on why bytes are no presence. */
extern const char *presence_fault_detail(PresenceFault fault);

/* The kind of units of two presences together; an error of SQLSTATE 42804 if they have none in common. */
extern UnitKind presence_common_kind(UnitKind a, UnitKind b);

/* What the type of a kind of units is called. */
extern const char *unit_kind_name(UnitKind kind);

/* A unit as text, in the current memory context. */
extern text * unit_to_text(UnitKind kind, Unit unit);

/* The unit that a text says; errors are those of the type's input. */
extern Unit unit_from_text(UnitKind kind, text *said);

#pragma GCC visibility pop

#endif							/* PRESENCE_VALUE_H */
