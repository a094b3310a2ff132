/*
 * ascii.h
 *		Character classes that do not depend on any locale.
 */
#ifndef CORE_ASCII_H
#define CORE_ASCII_H

#include <stdbool.h>
#include <stddef.h>

static inline bool
ascii_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char
ascii_to_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

static inline bool
ascii_is_letter(char c)
{
	c = ascii_to_upper(c);
	return c >= 'A' && c <= 'Z';
}

/* Is each byte one of ASCII? */
static inline bool
ascii_is_all(const char *text, size_t length)
{
	size_t		i;

	for (i = 0; i < length; i++)
		if ((unsigned char) text[i] >= 0x80)
			return false;
	return true;
}

/* Narrows text to what stands between the blanks around it. */
static inline void
ascii_trim(const char **text, size_t *length)
{
	while (*length > 0 && ascii_is_blank(**text))
	{
		(*text)++;
		(*length)--;
	}
	while (*length > 0 && ascii_is_blank((*text)[*length - 1]))
		(*length)--;
}

/* Is text this word, if case does not matter? */
static inline bool
ascii_equals_folded(const char *text, size_t length, const char *word)
{
	size_t		i;

	for (i = 0; i < length; i++)
		if (word[i] == '\0' || ascii_to_upper(text[i]) != ascii_to_upper(word[i]))
			return false;
	return word[length] == '\0';
}

#endif							/* CORE_ASCII_H */
