/*
 * presence_value.c
 *		Values of the type presence, and their units.
 */
#include "coverage/presence_value.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/uuid.h"

#include "core/scalar_text.h"

/* --- Values --------------------------------------------------------------------- */

/* SQL_ASCII says nothing of bytes beyond ASCII, and its number is that of ASCII alone. */
#define PRESENCE_ANY_BYTES 255

int
presence_encoding(void)
{
	int			encoding = GetDatabaseEncoding();

	return encoding == PG_SQL_ASCII ? PRESENCE_ANY_BYTES : encoding;
}

const char *
presence_encoding_name(int encoding)
{
	if (encoding == PRESENCE_ANY_BYTES)
		return pg_encoding_to_char(PG_SQL_ASCII);
	return PG_VALID_ENCODING(encoding) ? pg_encoding_to_char(encoding) : "unknown";
}

PresenceReader
presence_value_reader(const struct varlena *value)
{
	return presence_reader(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), CurrentMemoryContext);
}

PresenceWriter
presence_value_writer(UnitKind kind)
{
	return presence_writer(kind, presence_encoding(), CurrentMemoryContext);
}

struct varlena *
presence_value_of(const void *bytes, Size size)
{
	struct varlena *value;

	if (size > MaxAllocSize - VARHDRSZ)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a presence has at most 1 GB"),
				 errdetail("This one would have %zu bytes.", size),
				 errhint("Make one for each part of the units, and add up their coverages.")));
	value = palloc(VARHDRSZ + size);
	SET_VARSIZE(value, VARHDRSZ + size);
	memcpy(VARDATA(value), bytes, size);
	return value;
}

struct varlena *
presence_value_finish(PresenceWriter *writer)
{
	struct varlena *value;

	presence_write_end(writer);
	value = presence_value_of(writer->bytes, writer->size);
	pfree(writer->bytes);
	return value;
}

const char *
presence_fault_detail(PresenceFault fault)
{
	static const char *const details[] = {
		[PRESENCE_BAD_HEAD] = "Its first bytes are not those of a presence of this version.",
		[PRESENCE_CUT_OFF] = "It ends in the middle of a unit.",
		[PRESENCE_BAD_NUMBER] = "A number is not written as short as it can be.",
		[PRESENCE_BAD_UNIT] = "A unit is none of its kind, or does not come after the one before.",
		[PRESENCE_BAD_DAYS] = "The days of a unit are out of range, or do not increase.",
	};

	return details[fault];
}

void
presence_value_check(PresenceFault fault)
{
	if (fault != PRESENCE_OK)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("stored presence is damaged"),
				 errdetail("%s", presence_fault_detail(fault))));
}

/* --- Kinds ---------------------------------------------------------------------- */

const char *
unit_kind_name(UnitKind kind)
{
	static const char *const names[] = {
		[UNITS_NONE] = "nobody",
		[UNITS_WHOLE_NUMBER] = "integer",
		[UNITS_TEXT] = "text",
		[UNITS_UUID] = "uuid",
		[UNITS_PROGRAM_CODE] = "program_code",
		[UNITS_POSTING_STATUS] = "posting_status",
		[UNITS_COUNTRY_CODE] = "country_code",
	};

	return names[kind];
}

UnitKind
presence_common_kind(UnitKind a, UnitKind b)
{
	if (a == b || b == UNITS_NONE)
		return a;
	if (a == UNITS_NONE)
		return b;
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("presences of different kinds of units cannot go together"),
			 errdetail("The units of one are of type %s, those of the other of type %s.", unit_kind_name(a), unit_kind_name(b)),
			 errhint("presence_kind() says which a presence has.")));
	return UNITS_NONE;
}

/* --- Units ---------------------------------------------------------------------- */

text *
unit_to_text(UnitKind kind, Unit unit)
{
	char		code[PROGRAM_CODE_LENGTH + 1];
	char		digits[MAXINT8LEN + 1];
	pg_uuid_t	uuid;
	char	   *written;
	text	   *result;

	switch (kind)
	{
		case UNITS_WHOLE_NUMBER:
			return cstring_to_text_with_len(digits, pg_lltoa(unit_integer(unit), digits));
		case UNITS_TEXT:
			return cstring_to_text_with_len(unit.bytes, unit.length);
		case UNITS_UUID:
			memcpy(uuid.data, unit.bytes, sizeof(uuid.data));
			written = DatumGetCString(DirectFunctionCall1(uuid_out, UUIDPGetDatum(&uuid)));
			result = cstring_to_text(written);
			pfree(written);
			return result;
		case UNITS_PROGRAM_CODE:
			program_code_format(unit.number, code);
			return cstring_to_text(code);
		case UNITS_POSTING_STATUS:
			return cstring_to_text(posting_status_label((PostingStatus) unit.number));
		case UNITS_COUNTRY_CODE:
			return cstring_to_text(country_lookup((CountryCode) unit.number)->alpha2);
		default:
			elog(ERROR, "a presence of nobody has no unit");
	}
	return NULL;
}

/* The number that a text says; an error of SQLSTATE 22P02 if it says none. */
static Unit
unit_of_scalar(UnitKind kind, ScalarReader read, text *said)
{
	uint64		number;

	if (!read(VARDATA_ANY(said), VARSIZE_ANY_EXHDR(said), &number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", unit_kind_name(kind), text_to_cstring(said))));
	return (Unit) {number, NULL, 0};
}

Unit
unit_from_text(UnitKind kind, text *said)
{
	Datum		uuid;

	switch (kind)
	{
		case UNITS_WHOLE_NUMBER:
			return unit_of_integer(pg_strtoint64(text_to_cstring(said)));
		case UNITS_UUID:
			uuid = DirectFunctionCall1(uuid_in, CStringGetDatum(text_to_cstring(said)));
			return unit_of_bytes((char *) DatumGetUUIDP(uuid)->data, UUID_LEN);
		case UNITS_PROGRAM_CODE:
			return unit_of_scalar(kind, scalar_read_program_code, said);
		case UNITS_POSTING_STATUS:
			return unit_of_scalar(kind, scalar_read_posting_status, said);
		case UNITS_COUNTRY_CODE:
			return unit_of_scalar(kind, scalar_read_country_code, said);
		default:
			return unit_of_bytes(VARDATA_ANY(said), VARSIZE_ANY_EXHDR(said));
	}
}
