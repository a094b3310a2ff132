/*
 * program_code.c
 *		Reading and writing program codes.
 */
#include "core/program_code.h"

#include "core/ascii.h"

#define BASE 40

static const char digits[BASE + 1] = "\0-./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* The base-40 digit of an upper-case character; 0 if it has none. */
static unsigned
digit_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return 14 + (unsigned) (c - 'A');
	if (c >= '0' && c <= '9')
		return 4 + (unsigned) (c - '0');
	if (c >= '-' && c <= '/')
		return 1 + (unsigned) (c - '-');
	return 0;
}

static bool
is_separator(unsigned digit)
{
	return digit >= 1 && digit <= 3;
}

ProgramCodeFault
program_code_parse(const char *text, size_t length, ProgramCode *code)
{
	ProgramCode packed = 0;
	unsigned	previous = 0;
	size_t		i;

	ascii_trim(&text, &length);
	if (length == 0)
		return PROGRAM_CODE_BLANK;
	if (!ascii_is_letter(text[0]))
		return PROGRAM_CODE_FIRST_NOT_LETTER;
	if (length > PROGRAM_CODE_LENGTH)
		return PROGRAM_CODE_TOO_LONG;

	for (i = 0; i < length; i++)
	{
		unsigned	digit = digit_of(ascii_to_upper(text[i]));

		if (digit == 0)
			return PROGRAM_CODE_BAD_CHARACTER;
		if (is_separator(digit) && is_separator(previous))
			return PROGRAM_CODE_LOOSE_SEPARATOR;
		packed = packed * BASE + digit;
		previous = digit;
	}
	if (is_separator(previous))
		return PROGRAM_CODE_LOOSE_SEPARATOR;

	for (; i < PROGRAM_CODE_LENGTH; i++)
		packed *= BASE;
	*code = packed;
	return PROGRAM_CODE_OK;
}

size_t
program_code_format(ProgramCode code, char text[PROGRAM_CODE_LENGTH + 1])
{
	int			i;

	for (i = PROGRAM_CODE_LENGTH - 1; i >= 0; i--)
	{
		text[i] = digits[code % BASE];
		code /= BASE;
	}
	text[PROGRAM_CODE_LENGTH] = '\0';

	for (i = 0; text[i] != '\0';)
		i++;
	return (size_t) i;
}

/* A number is valid if it is what its own text packs to. */
bool
program_code_is_valid(ProgramCode code)
{
	char		text[PROGRAM_CODE_LENGTH + 1];
	size_t		length = program_code_format(code, text);
	ProgramCode again;

	return program_code_parse(text, length, &again) == PROGRAM_CODE_OK &&
		again == code;
}
