/*
 * program_code.h
 *		A program code: one to twelve characters packed into 64 bits.
 *
 * Canonical text is a letter, then letters, digits and single separators
 * ('-', '.', '/') that stand between two of them; letters are upper case.
 *
 * Stored format: a base-40 number of twelve digits, most significant first.
 * Digit 0 ends the text; 1, 2, 3 are the separators '-', '.', '/'; 4 to 13
 * are '0' to '9'; 14 to 39 are 'A' to 'Z'.  40^12 is below 2^64, and unsigned
 * order of the numbers is byte order of the texts.
 */
#ifndef CORE_PROGRAM_CODE_H
#define CORE_PROGRAM_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

#define PROGRAM_CODE_LENGTH 12	/* longest text, in bytes */

typedef uint64_t ProgramCode;

typedef enum ProgramCodeFault
{
	PROGRAM_CODE_OK,
	PROGRAM_CODE_BLANK,
	PROGRAM_CODE_TOO_LONG,
	PROGRAM_CODE_FIRST_NOT_LETTER,
	PROGRAM_CODE_BAD_CHARACTER,
	PROGRAM_CODE_LOOSE_SEPARATOR
} ProgramCodeFault;

/* Reads text in any case with blanks around it; sets *code if it is OK. */
extern ProgramCodeFault program_code_parse(const char *text, size_t length,
										   ProgramCode *code);

/* Writes the canonical text and a terminating NUL; returns its length. */
extern size_t program_code_format(ProgramCode code,
								  char text[PROGRAM_CODE_LENGTH + 1]);

/* Is this number one that program_code_parse() can give? */
extern bool program_code_is_valid(ProgramCode code);

#pragma GCC visibility pop

#endif							/* CORE_PROGRAM_CODE_H */
