/*
 * presence_bytes.h
 *		A presence as a value: units in their order, each with its periods, as bytes.
 *
 * Equal presences have equal bytes, on every machine.  They are, after a byte of
 * version and one of the kind of units:
 *	of texts, a byte that names their encoding, 0 if and only if all are ASCII;
 *	per unit, in increasing order,
 *		its number, as the difference to the one before (of the first to the integer
 *		0, modulo 2^64, or the number itself if it stands for no integer); or, of texts and UUIDs, how many bytes it shares with the
 *		start of the one before, how many follow, and these;
 *		2 * n, or 2 * n + 1 if it is present from the beginning of time, where n is on
 *		how many days its presence begins or ends;
 *		these days: the first as the difference to the first of the unit before that
 *		has one, with its sign in the lowest bit; then each as the difference to the
 *		one before.
 * A number is seven bits a byte, the lowest first, with the high bit set in all but
 * the last.  What is there from a day on for ever has no day on which it ends.
 */
#ifndef CORE_PRESENCE_BYTES_H
#define CORE_PRESENCE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/period.h"
#include "core/period_sets.h"
#include "core/presence.h"

#pragma GCC visibility push(hidden)

/* Stored: a number never changes what it stands for. */
typedef enum UnitKind
{
	UNITS_NONE,					/* of a presence of nobody, which goes with
								 * any kind */
	UNITS_WHOLE_NUMBER,			/* smallint, integer and bigint */
	UNITS_TEXT,
	UNITS_UUID,
	UNITS_PROGRAM_CODE,
	UNITS_POSTING_STATUS,
	UNITS_COUNTRY_CODE
} UnitKind;

#define UNIT_KIND_LAST UNITS_COUNTRY_CODE

/*
 * A unit.  Unsigned order of the numbers is the order of the units; texts and UUIDs
 * have bytes as well, which decide between those of one number.
 */
typedef struct Unit
{
	uint64_t	number;
	const char *bytes;			/* NULL if the number says it all */
	int32_t		length;			/* of the bytes */
} Unit;

static inline bool
unit_kind_has_bytes(UnitKind kind)
{
	return kind == UNITS_TEXT || kind == UNITS_UUID;
}

/* The unit of some bytes. */
extern Unit unit_of_bytes(const char *bytes, int32_t length);

/* The unit of a whole number, and back. */
static inline Unit
unit_of_integer(int64_t integer)
{
	uint64_t	number = (uint64_t) integer ^ (UINT64_C(1) << 63);

	return (Unit) {number, NULL, 0};
}

static inline int64_t
unit_integer(Unit unit)
{
	return (int64_t) (unit.number ^ (UINT64_C(1) << 63));
}

/* Below, at or above 0 as a comes before, is or comes after b. */
extern int	unit_compare_bytes(Unit a, Unit b);

static inline int
unit_compare(Unit a, Unit b)
{
	if (a.number != b.number)
		return a.number < b.number ? -1 : 1;
	return a.bytes == NULL ? 0 : unit_compare_bytes(a, b);
}

/* What is wrong with bytes that are to be a presence. */
typedef enum PresenceFault
{
	PRESENCE_OK,
	PRESENCE_BAD_HEAD,			/* no version and kind of ours */
	PRESENCE_CUT_OFF,			/* ends within a unit */
	PRESENCE_BAD_NUMBER,		/* not written in the one way that there is */
	PRESENCE_BAD_UNIT,			/* no unit of this kind, or not after the one
								 * before */
	PRESENCE_BAD_DAYS			/* no days, or not in increasing order */
} PresenceFault;

/* Goes through the units of a presence. */
typedef struct PresenceReader
{
	void	   *owner;			/* what memory is taken from */
	UnitKind	kind;
	int			encoding;		/* of texts; 0 if all are ASCII */
	const unsigned char *at;
	const unsigned char *end;
	PresenceFault fault;		/* why it ended, if not at the end */
	bool		first;			/* no unit has been read yet */
	bool		beyond_ascii;	/* some text was */
	Day			day;			/* the first of the unit before */
	Unit		unit;			/* the unit read last, and its periods, which
								 * last until the next */
	const Period *periods;
	int32_t		count;
	char	   *text;			/* where the unit's bytes stand */
	int32_t		text_room;
	PeriodRoom	room;			/* where the periods stand */
} PresenceReader;

/*
 * Starts to read bytes, which may be anything: where they are no presence, reading
 * ends with a fault.
 */
extern PresenceReader presence_reader(const void *bytes, size_t size, void *owner);

/* The next unit; false at the end, and at a fault. */
extern bool presence_read(PresenceReader *reader);

extern void presence_reader_free(PresenceReader *reader);

/* Makes the bytes of a presence. */
typedef struct PresenceWriter
{
	void	   *owner;			/* what memory is taken from */
	UnitKind	kind;
	int			encoding;		/* of texts beyond ASCII */
	unsigned char *bytes;
	size_t		size;
	size_t		room;
	bool		beyond_ascii;
	uint64_t	number;			/* of the unit before */
	char	   *text;			/* its bytes */
	int32_t		text_length;
	int32_t		text_room;
	Day			day;			/* its first day */
} PresenceWriter;

extern PresenceWriter presence_writer(UnitKind kind, int encoding, void *owner);

/* Writes a unit, which comes after the one before; of no periods it is left out. */
extern void presence_write(PresenceWriter *writer, Unit unit, const Period *periods, int32_t count);

/* All that was written: .bytes, for the caller to free, of .size. */
extern void presence_write_end(PresenceWriter *writer);

/* Gives the unit of a table's key, for presence_write_table(). */
typedef Unit (*UnitOfKey) (const void *units, uint64_t key);

/*
 * Writes all units of a table, in their order.  units: what the function takes; without
 * a function keys are numbers.
 */
extern void presence_write_table(PresenceWriter *writer, Presence *table, UnitOfKey unit_of_key, const void *units);

#pragma GCC visibility pop

#endif							/* CORE_PRESENCE_BYTES_H */
