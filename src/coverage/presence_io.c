/*
 * presence_io.c
 *		The type presence: text and binary input and output, equality and hash.
 *
 * Both are the same bytes, in text as base64: text is what carries the states of
 * aggregates between servers, and a form to be read would be several times as
 * long.  presence_rows() is for people.
 */
#include "coverage/presence_value.h"

#include "common/base64.h"
#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* --- Input ---------------------------------------------------------------------- */

/* Is the unit a text of this database? */
static bool
text_is_valid(const PresenceReader *reader)
{
	return reader->kind != UNITS_TEXT ||
		pg_verify_mbstr(GetDatabaseEncoding(), reader->unit.bytes, reader->unit.length, true);
}

/*
 * Are some bytes, which may be anything, a presence of this database?  If not, *detail
 * says why, or is NULL if that has been said.
 */
static bool
check_bytes(const char *bytes, Size size, const char **detail, Node *escontext)
{
	PresenceReader reader = presence_reader(bytes, size, CurrentMemoryContext);
	bool		valid = true;

	*detail = NULL;
	if (reader.encoding != 0 && reader.encoding != presence_encoding())
		ereturn(escontext, false,
				(errcode(ERRCODE_CHARACTER_NOT_IN_REPERTOIRE),
				 errmsg("presence has texts of another encoding"),
				 errdetail("It comes from a database with encoding %s, and this one has %s.",
						   presence_encoding_name(reader.encoding), GetDatabaseEncodingName()),
				 errhint("Units in ASCII, or of another type, go between all databases.")));
	while (valid && presence_read(&reader))
	{
		CHECK_FOR_INTERRUPTS();
		valid = text_is_valid(&reader);
	}
	presence_reader_free(&reader);
	if (valid && reader.fault == PRESENCE_OK)
		return true;
	*detail = presence_fault_detail(valid ? reader.fault : PRESENCE_BAD_UNIT);
	return false;
}

PG_FUNCTION_INFO_V1(presence_in);
Datum
presence_in(PG_FUNCTION_ARGS)
{
	const char *written = PG_GETARG_CSTRING(0);
	int			length = (int) strlen(written);
	int			room = (int) ((int64) length * 3 / 4);
	char	   *bytes = palloc(room + 1);
	int			size = pg_b64_decode((const void *) written, length, (void *) bytes, room);
	const char *detail;

	if (size < 0)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "presence"),
				 errdetail("A presence is written as base64."),
				 errhint("presence_agg() makes one of units and periods.")));
	if (check_bytes(bytes, size, &detail, fcinfo->context))
		PG_RETURN_POINTER(presence_value_of(bytes, size));
	if (detail != NULL)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "presence"),
				 errdetail("%s", detail)));
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(presence_recv);
Datum
presence_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;
	const char *bytes = pq_getmsgbytes(message, size);
	const char *detail;

	if (!check_bytes(bytes, size, &detail, NULL))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "presence"),
				 errdetail("%s", detail)));
	PG_RETURN_POINTER(presence_value_of(bytes, size));
}

/* --- Output --------------------------------------------------------------------- */

PG_FUNCTION_INFO_V1(presence_out);
Datum
presence_out(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_PRESENCE_PP(0);
	int			size = (int) VARSIZE_ANY_EXHDR(value);
	Size		room = ((Size) size + 2) / 3 * 4;
	char	   *written;

	if (room >= MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("presence of %d bytes is too long to be written as text", size),
				 errhint("presence_rows() gives it row by row.")));
	written = palloc(room + 1);
	if (pg_b64_encode((const void *) VARDATA_ANY(value), size, written, (int) room) != (int) room)
		elog(ERROR, "a presence cannot be written in base64");
	written[room] = '\0';
	PG_RETURN_CSTRING(written);
}

PG_FUNCTION_INFO_V1(presence_send);
Datum
presence_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_PRESENCE_PP(0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbytes(&message, VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* --- Equality and hash ---------------------------------------------------------- */

/* Equal presences have equal bytes.  Frees copies, as a hash join has many of them. */
static bool
presences_are_equal(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_PRESENCE_PP(0);
	struct varlena *b = PG_GETARG_PRESENCE_PP(1);
	bool		equal = VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
	memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return equal;
}

PG_FUNCTION_INFO_V1(presence_eq);
Datum
presence_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(presences_are_equal(fcinfo));
}

PG_FUNCTION_INFO_V1(presence_ne);
Datum
presence_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!presences_are_equal(fcinfo));
}

PG_FUNCTION_INFO_V1(presence_hash);
Datum
presence_hash(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_PRESENCE_PP(0);
	Datum		hash = hash_any((unsigned char *) VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value));

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(presence_hash_extended);
Datum
presence_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_PRESENCE_PP(0);
	Datum		hash = hash_any_extended((unsigned char *) VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value), PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_DATUM(hash);
}
