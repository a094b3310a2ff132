/*
 * entry_text.c
 *		What a cell of a spreadsheet says, without what surrounds it.
 */
#include "core/entry_text.h"

#include <string.h>

#include "core/ascii.h"

/* No-break, figure, zero-width, narrow no-break and ideographic space; byte-order mark. */
static const char *const wide_blanks[] = {
	"\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\x8B", "\xE2\x80\xAF", "\xE3\x80\x80", "\xEF\xBB\xBF", NULL
};

/* The length of the blank at the start of text, or at its end; 0 for none. */
static size_t
wide_blank(const char *text, size_t length, bool at_end)
{
	const char *const *blank;

	for (blank = wide_blanks; *blank != NULL; blank++)
	{
		size_t		n = strlen(*blank);

		if (n <= length && memcmp(at_end ? text + length - n : text, *blank, n) == 0)
			return n;
	}
	return 0;
}

void
entry_text_trim(const char **text, size_t *length, bool utf8)
{
	size_t		before;
	size_t		after;

	do
	{
		ascii_trim(text, length);
		before = utf8 ? wide_blank(*text, *length, false) : 0;
		*text += before;
		*length -= before;
		after = utf8 ? wide_blank(*text, *length, true) : 0;
		*length -= after;
	} while (before > 0 || after > 0);
}
