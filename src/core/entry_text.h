/*
 * entry_text.h
 *		What a cell of a spreadsheet says, without what surrounds it.
 */
#ifndef CORE_ENTRY_TEXT_H
#define CORE_ENTRY_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#pragma GCC visibility push(hidden)

/*
 * Narrows text to what stands between the blanks around it.  In UTF-8 a no-break
 * space, the other spaces of office programs and a byte-order mark are blanks.
 */
extern void entry_text_trim(const char **text, size_t *length, bool utf8);

#pragma GCC visibility pop

#endif							/* CORE_ENTRY_TEXT_H */
