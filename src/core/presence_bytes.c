/*
 * presence_bytes.c
 *		Reading and writing a presence as bytes.
 *
 * The reader trusts nothing, so that whoever gives it bytes may have them from
 * anywhere, and it takes each presence in one form alone.
 */
#include "core/presence_bytes.h"

#include <string.h>

#include "core/ascii.h"
#include "core/country.h"
#include "core/host.h"
#include "core/posting_status.h"
#include "core/program_code.h"

#define PRESENCE_VERSION 1

#define NUMBER_SIZE 10			/* longest number, in bytes */
#define UUID_SIZE 16

/* --- Units ---------------------------------------------------------------------- */

Unit
unit_of_bytes(const char *bytes, int32_t length)
{
	uint64_t	number = 0;
	int			i;

	for (i = 0; i < 8; i++)
		number = number << 8 | (i < length ? (unsigned char) bytes[i] : 0);
	return (Unit) {number, bytes, length};
}

int
unit_compare_bytes(Unit a, Unit b)
{
	int			order = memcmp(a.bytes, b.bytes, (size_t) (a.length < b.length ? a.length : b.length));

	return order != 0 ? order : a.length - b.length;
}

/* What the first number of a presence is written as the difference to: the integer 0, or no unit. */
static uint64_t
first_base(UnitKind kind)
{
	return kind == UNITS_WHOLE_NUMBER ? unit_of_integer(0).number : 0;
}

/* Can a unit of this kind have this number? */
static bool
number_is_unit(UnitKind kind, uint64_t number)
{
	switch (kind)
	{
		case UNITS_WHOLE_NUMBER:
			return true;
		case UNITS_PROGRAM_CODE:
			return program_code_is_valid(number);
		case UNITS_POSTING_STATUS:
			return number <= POSTING_STATUS_LAST && posting_status_is_valid((int) number);
		case UNITS_COUNTRY_CODE:
			return number <= UINT16_MAX && country_lookup((CountryCode) number) != NULL;
		default:
			return false;
	}
}

/* How many bytes two texts share at their start. */
static int32_t
shared_start(const char *a, int32_t a_length, const char *b, int32_t b_length)
{
	int32_t		shorter = a_length < b_length ? a_length : b_length;
	int32_t		i = 0;

	while (i < shorter && a[i] == b[i])
		i++;
	return i;
}

/* Room for a text, and for others that are somewhat longer. */
static int32_t
text_room(int32_t length)
{
	return length < 32 ? 64 : length > INT32_MAX / 2 ? INT32_MAX : 2 * length;
}

/* --- Reading -------------------------------------------------------------------- */

PresenceReader
presence_reader(const void *bytes, size_t size, void *owner)
{
	PresenceReader reader = {.owner = owner, .room = {.owner = owner}, .at = bytes, .end = (const unsigned char *) bytes + size, .first = true};
	size_t		head = 2;

	if (size >= 2 && reader.at[0] == PRESENCE_VERSION && reader.at[1] <= UNIT_KIND_LAST)
		reader.kind = (UnitKind) reader.at[1];
	else
		reader.fault = PRESENCE_BAD_HEAD;
	if (reader.kind == UNITS_TEXT)
	{
		head = 3;
		if (size >= head)
			reader.encoding = reader.at[2];
	}
	/* Nobody has no kind. */
	if (size < head || (reader.kind == UNITS_NONE) != (size == head))
		reader.fault = PRESENCE_BAD_HEAD;
	reader.at = reader.fault == PRESENCE_OK ? reader.at + head : reader.end;
	return reader;
}

static bool
fail(PresenceReader *reader, PresenceFault fault)
{
	reader->fault = fault;
	reader->at = reader->end;
	return false;
}

/* A number; one that could be written shorter is a fault. */
static bool
read_number(PresenceReader *reader, uint64_t *number)
{
	int			shift;

	*number = 0;
	for (shift = 0; shift < 7 * NUMBER_SIZE; shift += 7)
	{
		unsigned char byte;

		if (reader->at == reader->end)
			return fail(reader, PRESENCE_CUT_OFF);
		byte = *reader->at++;
		if (shift == 63 && byte > 1)
			break;
		*number |= (uint64_t) (byte & 0x7f) << shift;
		if (byte < 0x80)
			return byte != 0 || shift == 0 ? true : fail(reader, PRESENCE_BAD_NUMBER);
	}
	return fail(reader, PRESENCE_BAD_NUMBER);
}

static bool
read_unit_number(PresenceReader *reader)
{
	uint64_t	number;

	if (!read_number(reader, &number))
		return false;
	if (!reader->first && (number == 0 || number > UINT64_MAX - reader->unit.number))
		return fail(reader, PRESENCE_BAD_UNIT);
	reader->unit.number = number + (reader->first ? first_base(reader->kind) : reader->unit.number);
	return number_is_unit(reader->kind, reader->unit.number) || fail(reader, PRESENCE_BAD_UNIT);
}

static void
make_text_room(PresenceReader *reader, int32_t length)
{
	char	   *text;

	if (length <= reader->text_room)
		return;
	reader->text_room = text_room(length);
	text = core_alloc(reader->owner, (size_t) reader->text_room);
	if (reader->text != NULL)
	{
		memcpy(text, reader->text, (size_t) reader->unit.length);
		core_free(reader->text);
	}
	reader->text = text;
}

/* The unit's bytes come after those of the unit before, and share with them all that they can. */
static bool
bytes_follow(const char *rest, int32_t rest_length, const char *before, int32_t before_length)
{
	return before_length == 0 ? rest_length > 0 :
		rest_length > 0 && (unsigned char) rest[0] > (unsigned char) before[0];
}

static bool
read_unit_bytes(PresenceReader *reader)
{
	int32_t		before = reader->first ? 0 : reader->unit.length;
	uint64_t	shared_bytes;
	uint64_t	more_bytes;
	int32_t		shared;
	int32_t		more;
	const char *rest;

	if (!read_number(reader, &shared_bytes) || !read_number(reader, &more_bytes))
		return false;
	if (shared_bytes > (uint64_t) before)
		return fail(reader, PRESENCE_BAD_UNIT);
	if (more_bytes > (uint64_t) (reader->end - reader->at) || more_bytes > INT32_MAX - shared_bytes)
		return fail(reader, PRESENCE_CUT_OFF);
	shared = (int32_t) shared_bytes;
	more = (int32_t) more_bytes;
	rest = (const char *) reader->at;
	if (!reader->first && !bytes_follow(rest, more, reader->text + shared, before - shared))
		return fail(reader, PRESENCE_BAD_UNIT);
	if ((reader->kind == UNITS_UUID && shared + more != UUID_SIZE) ||
		(reader->kind == UNITS_TEXT && memchr(rest, 0, (size_t) more) != NULL))
		return fail(reader, PRESENCE_BAD_UNIT);

	make_text_room(reader, shared + more > 0 ? shared + more : 1);
	memcpy(reader->text + shared, rest, (size_t) more);
	reader->at += more;
	reader->unit = unit_of_bytes(reader->text, shared + more);
	reader->beyond_ascii |= !ascii_is_all(rest, (size_t) more);
	return true;
}

/* A day after another, so many days later. */
static bool
later_day(Day day, uint64_t days, Day *later)
{
	if (days == 0 || days > (uint64_t) ((int64_t) DAY_MAX - day))
		return false;
	*later = (Day) (day + (int64_t) days);
	return true;
}

/* The first day on which a unit's presence begins or ends. */
static bool
read_first_day(PresenceReader *reader)
{
	uint64_t	coded;
	int64_t		day;

	if (!read_number(reader, &coded))
		return false;
	if (coded > UINT32_MAX * UINT64_C(2))
		return fail(reader, PRESENCE_BAD_DAYS);
	day = reader->day + ((int64_t) (coded >> 1) ^ -(int64_t) (coded & 1));
	if (day < DAY_MIN || day > DAY_MAX)
		return fail(reader, PRESENCE_BAD_DAYS);
	reader->day = (Day) day;
	return true;
}

/* The periods between so many days, the first of which is read. */
static bool
read_days(PresenceReader *reader, int32_t days, bool from_the_beginning)
{
	Period	   *start = period_room(&reader->room, days / 2 + 1);
	Period	   *period = start;
	Day			day = reader->day;
	bool		present = from_the_beginning;
	int32_t		i;

	period->from = DAY_MINUS_INFINITY;
	for (i = 0; i < days; i++)
	{
		uint64_t	later;

		if (i > 0)
		{
			if (!read_number(reader, &later))
				return false;
			if (!later_day(day, later, &day))
				return fail(reader, PRESENCE_BAD_DAYS);
		}
		if (present)
			(period++)->upto = day;
		else
			period->from = day;
		present = !present;
	}
	if (present)
		(period++)->upto = DAY_INFINITY;
	reader->periods = start;
	reader->count = (int32_t) (period - start);
	/* Nothing ends before the first day that there is. */
	return start->upto > DAY_MIN || fail(reader, PRESENCE_BAD_DAYS);
}

static bool
read_unit_periods(PresenceReader *reader)
{
	uint64_t	head;
	int32_t		days;

	if (!read_number(reader, &head))
		return false;
	if (head == 0)
		return fail(reader, PRESENCE_BAD_DAYS);
	/* A day takes a byte at least. */
	if (head / 2 > (uint64_t) (reader->end - reader->at) || head / 2 > INT32_MAX - 1)
		return fail(reader, PRESENCE_CUT_OFF);
	days = (int32_t) (head / 2);
	return (days == 0 || read_first_day(reader)) && read_days(reader, days, head % 2 != 0);
}

bool
presence_read(PresenceReader *reader)
{
	if (reader->at == reader->end)
	{
		if (reader->fault == PRESENCE_OK && reader->kind == UNITS_TEXT && (reader->encoding != 0) != reader->beyond_ascii)
			reader->fault = PRESENCE_BAD_HEAD;
		return false;
	}
	if (!(unit_kind_has_bytes(reader->kind) ? read_unit_bytes(reader) : read_unit_number(reader)))
		return false;
	reader->first = false;
	return read_unit_periods(reader);
}

void
presence_reader_free(PresenceReader *reader)
{
	if (reader->text != NULL)
		core_free(reader->text);
	period_room_free(&reader->room);
	reader->text = NULL;
}

/* --- Writing -------------------------------------------------------------------- */

static void
make_byte_room(PresenceWriter *writer, size_t more)
{
	if (writer->room - writer->size >= more)
		return;
	while (writer->room - writer->size < more)
		writer->room *= 2;
	writer->bytes = core_realloc(writer->bytes, writer->room);
}

/* Where there is room for it already. */
static inline void
write_number(PresenceWriter *writer, uint64_t number)
{
	while (number >= 0x80)
	{
		writer->bytes[writer->size++] = (unsigned char) (number | 0x80);
		number >>= 7;
	}
	writer->bytes[writer->size++] = (unsigned char) number;
}

PresenceWriter
presence_writer(UnitKind kind, int encoding, void *owner)
{
	PresenceWriter writer = {.owner = owner, .kind = kind, .encoding = encoding, .room = 64, .number = first_base(kind)};

	writer.bytes = core_alloc(owner, writer.room);
	writer.bytes[0] = PRESENCE_VERSION;
	writer.bytes[1] = (unsigned char) kind;
	writer.bytes[2] = 0;
	writer.size = kind == UNITS_TEXT ? 3 : 2;
	return writer;
}

static void
keep_text(PresenceWriter *writer, Unit unit)
{
	if (unit.length > writer->text_room || writer->text == NULL)
	{
		if (writer->text != NULL)
			core_free(writer->text);
		writer->text_room = text_room(unit.length);
		writer->text = core_alloc(writer->owner, (size_t) writer->text_room);
	}
	memcpy(writer->text, unit.bytes, (size_t) unit.length);
	writer->text_length = unit.length;
}

static void
write_unit_bytes(PresenceWriter *writer, Unit unit)
{
	int32_t		shared = shared_start(unit.bytes, unit.length, writer->text, writer->text_length);
	int32_t		more = unit.length - shared;

	make_byte_room(writer, 2 * NUMBER_SIZE + (size_t) more);
	write_number(writer, (uint64_t) shared);
	write_number(writer, (uint64_t) more);
	memcpy(writer->bytes + writer->size, unit.bytes + shared, (size_t) more);
	writer->size += (size_t) more;
	writer->beyond_ascii |= !ascii_is_all(unit.bytes + shared, (size_t) more);
	keep_text(writer, unit);
}

/* The first day as the distance to that of the unit before, the sign in the lowest bit. */
static void
write_first_day(PresenceWriter *writer, Day day)
{
	int64_t		distance = (int64_t) day - writer->day;

	write_number(writer, ((uint64_t) distance << 1) ^ (uint64_t) (distance < 0 ? -1 : 0));
	writer->day = day;
}

static void
write_periods(PresenceWriter *writer, const Period *periods, int32_t count)
{
	bool		from_the_beginning = periods[0].from == DAY_MINUS_INFINITY;
	bool		for_ever = periods[count - 1].upto == DAY_INFINITY;
	uint64_t	days = 2 * (uint64_t) count - from_the_beginning - for_ever;
	int32_t		i;

	make_byte_room(writer, (days + 1) * NUMBER_SIZE);
	write_number(writer, 2 * days + from_the_beginning);
	if (days > 0)
		write_first_day(writer, from_the_beginning ? periods[0].upto : periods[0].from);
	for (i = 0; i < count; i++)
	{
		if (i > 0)
			write_number(writer, (uint64_t) ((int64_t) periods[i].from - periods[i - 1].upto));
		if ((i > 0 || !from_the_beginning) && periods[i].upto != DAY_INFINITY)
			write_number(writer, (uint64_t) period_days(periods[i]));
	}
}

void
presence_write(PresenceWriter *writer, Unit unit, const Period *periods, int32_t count)
{
	if (count == 0)
		return;
	if (unit.bytes != NULL)
		write_unit_bytes(writer, unit);
	else
	{
		make_byte_room(writer, NUMBER_SIZE);
		write_number(writer, unit.number - writer->number);
		writer->number = unit.number;
	}
	write_periods(writer, periods, count);
}

void
presence_write_end(PresenceWriter *writer)
{
	if (writer->text != NULL)
		core_free(writer->text);
	writer->text = NULL;
	if (writer->size == (writer->kind == UNITS_TEXT ? 3 : 2))
	{
		writer->bytes[1] = UNITS_NONE;
		writer->size = 2;
	}
	else if (writer->beyond_ascii && writer->kind == UNITS_TEXT)
		writer->bytes[2] = (unsigned char) writer->encoding;
}

/* --- From a table --------------------------------------------------------------- */

/* The bits in which some of the keys differ. */
static uint64_t
differing_bits(const PresenceSlot *slots, size_t count)
{
	uint64_t	bits = 0;
	size_t		i;

	for (i = 1; i < count; i++)
		bits |= slots[i].key ^ slots[0].key;
	return bits;
}

/* Sorts by one byte of the key, what is equal in it staying as it was. */
static void
sort_by_byte(const PresenceSlot *slots, size_t count, int shift, PresenceSlot *sorted)
{
	size_t		places[256] = {0};
	size_t		place = 0;
	size_t		i;

	core_check_for_interrupts();
	for (i = 0; i < count; i++)
		places[slots[i].key >> shift & 0xff]++;
	for (i = 0; i < 256; i++)
	{
		size_t		of_byte = places[i];

		places[i] = place;
		place += of_byte;
	}
	for (i = 0; i < count; i++)
		sorted[places[slots[i].key >> shift & 0xff]++] = slots[i];
}

/*
 * Sorts by key, byte by byte from the lowest: keys of units seldom differ in more than
 * three.  Returns the slots, in either of the two rooms.
 */
static PresenceSlot *
sort_by_key(PresenceSlot *slots, size_t count, PresenceSlot *other)
{
	uint64_t	bits = differing_bits(slots, count);
	int			shift;

	for (shift = 0; shift < 64; shift += 8)
		if (bits >> shift & 0xff)
		{
			PresenceSlot *sorted = other;

			sort_by_byte(slots, count, shift, sorted);
			other = slots;
			slots = sorted;
		}
	return slots;
}

static void
write_numbers(PresenceWriter *writer, const Presence *table, PresenceSlot *slots)
{
	const PresenceSlot *sorted = sort_by_key(slots, table->count, slots + table->count);
	size_t		i;

	for (i = 0; i < table->count; i++)
	{
		PresenceUnit unit = presence_of_slot(table, &sorted[i]);

		core_check_for_interrupts();
		presence_write(writer, (Unit) {unit.key, NULL, 0}, unit.items, unit.count);
	}
}

/* A unit and its slot. */
typedef struct NamedSlot
{
	Unit		unit;
	const PresenceSlot *slot;
} NamedSlot;

#define SORT_NAME sort_by_name
#define SORT_ITEM NamedSlot
#define SORT_KEY unit
#define SORT_AFTER(a, b) (unit_compare(a, b) > 0)
#include "core/sort.h"

static void
write_names(PresenceWriter *writer, const Presence *table, const PresenceSlot *slots, UnitOfKey unit_of_key, const void *units)
{
	NamedSlot  *named = core_alloc(writer->owner, (table->count > 0 ? table->count : 1) * sizeof(NamedSlot));
	size_t		i;

	for (i = 0; i < table->count; i++)
		named[i] = (NamedSlot) {unit_of_key(units, slots[i].key), &slots[i]};
	sort_by_name(named, table->count, writer->owner);
	for (i = 0; i < table->count; i++)
	{
		PresenceUnit unit = presence_of_slot(table, named[i].slot);

		core_check_for_interrupts();
		presence_write(writer, named[i].unit, unit.items, unit.count);
	}
	core_free(named);
}

void
presence_write_table(PresenceWriter *writer, Presence *table, UnitOfKey unit_of_key, const void *units)
{
	PresenceSlot *slots;

	(void) presence_settle(table);
	slots = core_alloc(writer->owner, (table->count > 0 ? 2 * table->count : 1) * sizeof(PresenceSlot));
	presence_slots(table, slots);
	if (unit_of_key != NULL)
		write_names(writer, table, slots, unit_of_key, units);
	else
		write_numbers(writer, table, slots);
	core_free(slots);
}
