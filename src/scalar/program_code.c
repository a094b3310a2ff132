/*
 * program_code.c
 *		The type program_code: input and output.
 */
#include "attache.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"

static const char *const fault_details[] = {
	[PROGRAM_CODE_BLANK] = "A program code has at least one character.",
	[PROGRAM_CODE_TOO_LONG] = "A program code has at most 12 characters.",
	[PROGRAM_CODE_FIRST_NOT_LETTER] = "A program code starts with a letter.",
	[PROGRAM_CODE_BAD_CHARACTER] = "A program code has letters, digits, \"-\", \".\" and \"/\" only.",
	[PROGRAM_CODE_LOOSE_SEPARATOR] = "Each \"-\", \".\" or \"/\" stands between two letters or digits.",
};

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
				 errdetail("%s", fault_details[fault])));
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
