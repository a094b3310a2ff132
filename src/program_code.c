/*
 * program_code.c
 *		The type program_code: input, output, and comparison with text.
 */
#include "attache.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

static const char *
fault_detail(ProgramCodeFault fault)
{
	switch (fault)
	{
		case PROGRAM_CODE_OK:
			break;
		case PROGRAM_CODE_BLANK:
			return "A program code has at least one character.";
		case PROGRAM_CODE_TOO_LONG:
			return "A program code has at most 12 characters.";
		case PROGRAM_CODE_FIRST_NOT_LETTER:
			return "A program code starts with a letter.";
		case PROGRAM_CODE_BAD_CHARACTER:
			return "A program code has letters, digits, \"-\", \".\" and \"/\" only.";
		case PROGRAM_CODE_LOOSE_SEPARATOR:
			return "Each \"-\", \".\" or \"/\" stands between two letters or digits.";
	}
	return NULL;
}

/* Reads text that need not end in NUL; escontext is where soft errors go. */
static Datum
read_program_code(const char *text, size_t length, Node *escontext)
{
	ProgramCode code = 0;
	ProgramCodeFault fault = program_code_parse(text, length, &code);

	if (fault != PROGRAM_CODE_OK)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"program_code", pnstrdup(text, length)),
				 errdetail("%s", fault_detail(fault))));
	PG_RETURN_PROGRAM_CODE(code);
}

PG_FUNCTION_INFO_V1(program_code_in);
Datum
program_code_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);

	return read_program_code(text, strlen(text), fcinfo->context);
}

PG_FUNCTION_INFO_V1(program_code_from_text);
Datum
program_code_from_text(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);

	return read_program_code(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt), fcinfo->context);
}

PG_FUNCTION_INFO_V1(program_code_out);
Datum
program_code_out(PG_FUNCTION_ARGS)
{
	char	   *text = palloc(PROGRAM_CODE_LENGTH + 1);

	program_code_format(PG_GETARG_PROGRAM_CODE(0), text);
	PG_RETURN_CSTRING(text);
}

PG_FUNCTION_INFO_V1(program_code_to_text);
Datum
program_code_to_text(PG_FUNCTION_ARGS)
{
	char		text[PROGRAM_CODE_LENGTH + 1];
	size_t		length = program_code_format(PG_GETARG_PROGRAM_CODE(0), text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, (int) length));
}

PG_FUNCTION_INFO_V1(program_code_recv);
Datum
program_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	ProgramCode code = (ProgramCode) pq_getmsgint64(message);

	if (!program_code_is_valid(code))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "program_code")));
	PG_RETURN_PROGRAM_CODE(code);
}

PG_FUNCTION_INFO_V1(program_code_send);
Datum
program_code_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint64(&message, PG_GETARG_PROGRAM_CODE(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * Comparison with text goes by the text's canonical form, so that 'c-tpat'
 * finds C-TPAT.  Text that is no code equals no code, and has its place in the
 * order all the same: an index scan needs one.
 */
static int
compare_code_and_text(ProgramCode code, const text *txt)
{
	char		canonical[PROGRAM_CODE_LENGTH + 1];
	size_t		length = program_code_format(code, canonical);

	return program_code_compare_texts(canonical, length,
									  VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt));
}

#define COMPARE_CODE_AND_TEXT() \
	compare_code_and_text(PG_GETARG_PROGRAM_CODE(0), PG_GETARG_TEXT_PP(1))
#define COMPARE_TEXT_AND_CODE() \
	(-compare_code_and_text(PG_GETARG_PROGRAM_CODE(1), PG_GETARG_TEXT_PP(0)))

PG_FUNCTION_INFO_V1(program_code_text_eq);
Datum
program_code_text_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_CODE_AND_TEXT() == 0);
}

PG_FUNCTION_INFO_V1(program_code_text_ne);
Datum
program_code_text_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_CODE_AND_TEXT() != 0);
}

PG_FUNCTION_INFO_V1(program_code_text_lt);
Datum
program_code_text_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_CODE_AND_TEXT() < 0);
}

PG_FUNCTION_INFO_V1(program_code_text_le);
Datum
program_code_text_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_CODE_AND_TEXT() <= 0);
}

PG_FUNCTION_INFO_V1(program_code_text_gt);
Datum
program_code_text_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_CODE_AND_TEXT() > 0);
}

PG_FUNCTION_INFO_V1(program_code_text_ge);
Datum
program_code_text_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_CODE_AND_TEXT() >= 0);
}

PG_FUNCTION_INFO_V1(program_code_text_cmp);
Datum
program_code_text_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(COMPARE_CODE_AND_TEXT());
}

PG_FUNCTION_INFO_V1(text_program_code_eq);
Datum
text_program_code_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXT_AND_CODE() == 0);
}

PG_FUNCTION_INFO_V1(text_program_code_ne);
Datum
text_program_code_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXT_AND_CODE() != 0);
}

PG_FUNCTION_INFO_V1(text_program_code_lt);
Datum
text_program_code_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXT_AND_CODE() < 0);
}

PG_FUNCTION_INFO_V1(text_program_code_le);
Datum
text_program_code_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXT_AND_CODE() <= 0);
}

PG_FUNCTION_INFO_V1(text_program_code_gt);
Datum
text_program_code_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXT_AND_CODE() > 0);
}

PG_FUNCTION_INFO_V1(text_program_code_ge);
Datum
text_program_code_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXT_AND_CODE() >= 0);
}

PG_FUNCTION_INFO_V1(text_program_code_cmp);
Datum
text_program_code_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(COMPARE_TEXT_AND_CODE());
}

/*
 * The order of texts that goes with these comparisons, for the text side of a
 * merge join.
 */
static int
compare_texts(const text *a, const text *b)
{
	return program_code_compare_texts(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a),
									  VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b));
}

#define COMPARE_TEXTS() compare_texts(PG_GETARG_TEXT_PP(0), PG_GETARG_TEXT_PP(1))

PG_FUNCTION_INFO_V1(program_text_eq);
Datum
program_text_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXTS() == 0);
}

PG_FUNCTION_INFO_V1(program_text_lt);
Datum
program_text_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXTS() < 0);
}

PG_FUNCTION_INFO_V1(program_text_le);
Datum
program_text_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXTS() <= 0);
}

PG_FUNCTION_INFO_V1(program_text_gt);
Datum
program_text_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXTS() > 0);
}

PG_FUNCTION_INFO_V1(program_text_ge);
Datum
program_text_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(COMPARE_TEXTS() >= 0);
}

PG_FUNCTION_INFO_V1(program_text_cmp);
Datum
program_text_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(COMPARE_TEXTS());
}

/*
 * Texts that are equal in the order above hash equally, and like the code if
 * they are one (scalar_hash).
 */
static uint64
hash_program_text(const text *txt, uint64 seed, bool extended)
{
	const char *data = VARDATA_ANY(txt);
	size_t		length = VARSIZE_ANY_EXHDR(txt);
	ProgramCode code;
	unsigned char *canonical;
	int			canonical_length;

	if (program_code_parse(data, length, &code) == PROGRAM_CODE_OK)
		return hash_number(code, seed);
	canonical = palloc(length + 1);
	canonical_length = (int) program_code_canonical_text(data, length, (char *) canonical);
	return extended ? hash_bytes_extended(canonical, canonical_length, seed)
		: hash_bytes(canonical, canonical_length);
}

PG_FUNCTION_INFO_V1(program_text_hash);
Datum
program_text_hash(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT32((uint32) hash_program_text(PG_GETARG_TEXT_PP(0), 0, false));
}

PG_FUNCTION_INFO_V1(program_text_hash_extended);
Datum
program_text_hash_extended(PG_FUNCTION_ARGS)
{
	PG_RETURN_UINT64(hash_program_text(PG_GETARG_TEXT_PP(0), PG_GETARG_INT64(1), true));
}
