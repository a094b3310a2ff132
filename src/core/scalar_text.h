/*
 * scalar_text.h
 *		Texts in the order of a scalar type.
 *
 * A text that is a value of the type stands where the value stands; all other
 * texts come after every value, in the order of their bytes with blanks around
 * trimmed and ASCII letters in upper case.
 */
#ifndef CORE_SCALAR_TEXT_H
#define CORE_SCALAR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma GCC visibility push(hidden)

/* Reads a text as a value of some type, as its number; false if it is none. */
typedef bool (*ScalarReader) (const char *text, size_t length, uint64_t *number);

extern bool scalar_read_program_code(const char *text, size_t length, uint64_t *number);
extern bool scalar_read_posting_status(const char *text, size_t length, uint64_t *number);
extern bool scalar_read_country_code(const char *text, size_t length, uint64_t *number);

extern int	scalar_compare_number_and_text(ScalarReader read, uint64_t number,
										   const char *text, size_t length);
extern int	scalar_compare_texts(ScalarReader read, const char *a, size_t a_length,
								 const char *b, size_t b_length);

/* Writes a text trimmed and in upper case, without NUL; returns its length. */
extern size_t scalar_fold_text(const char *text, size_t length, char *folded);

#pragma GCC visibility pop

#endif							/* CORE_SCALAR_TEXT_H */
