/*
 * scalar_text.c
 *		Comparing texts as values of the scalar types.
 */
#include "core/scalar_text.h"

#include "core/ascii.h"
#include "core/country.h"
#include "core/posting_status.h"
#include "core/program_code.h"

bool
scalar_read_program_code(const char *text, size_t length, uint64_t *number)
{
	return program_code_parse(text, length, number) == PROGRAM_CODE_OK;
}

bool
scalar_read_posting_status(const char *text, size_t length, uint64_t *number)
{
	PostingStatus status;

	if (!posting_status_parse(text, length, &status))
		return false;
	*number = (uint64_t) status;
	return true;
}

bool
scalar_read_country_code(const char *text, size_t length, uint64_t *number)
{
	const Country *country = country_parse(text, length);

	if (country == NULL)
		return false;
	*number = country_code_of(country->alpha2);
	return true;
}

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

int
scalar_compare_number_and_text(ScalarReader read, uint64_t number,
							   const char *text, size_t length)
{
	uint64_t	other;

	return read(text, length, &other) ? compare_numbers(number, other) : -1;
}

static int
compare_folded(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t		i;

	ascii_trim(&a, &a_length);
	ascii_trim(&b, &b_length);
	for (i = 0; i < a_length && i < b_length; i++)
	{
		unsigned char x = (unsigned char) ascii_to_upper(a[i]);
		unsigned char y = (unsigned char) ascii_to_upper(b[i]);

		if (x != y)
			return x < y ? -1 : 1;
	}
	return (a_length > b_length) - (a_length < b_length);
}

int
scalar_compare_texts(ScalarReader read, const char *a, size_t a_length,
					 const char *b, size_t b_length)
{
	uint64_t	number;

	if (read(a, a_length, &number))
		return scalar_compare_number_and_text(read, number, b, b_length);
	if (read(b, b_length, &number))
		return 1;
	return compare_folded(a, a_length, b, b_length);
}

size_t
scalar_fold_text(const char *text, size_t length, char *folded)
{
	size_t		i;

	ascii_trim(&text, &length);
	for (i = 0; i < length; i++)
		folded[i] = ascii_to_upper(text[i]);
	return length;
}
