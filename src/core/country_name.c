/*
 * country_name.c
 *		Finding countries by their names.
 *
 * Names come in many spellings: with and without article, diacritics and
 * punctuation, and turned around as in 'Congo, Democratic Republic of the'.
 * What is compared is a key that these have in common.  Nothing is guessed: a
 * name with one word more or less is another name.
 */
#include "core/country.h"

#include <string.h>

#include "core/ascii.h"

#define MOST_WORDS 16

/* The letters U+00C0 to U+017F without their diacritics; ' ' for a sign. */
static const char latin_letters[] =
"AAAAAAACEEEEIIIIDNOOOOO OUUUUYTs"
"aaaaaaaceeeeiiiidnooooo ouuuuyty"
"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
"lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/*
 * Reads one character of UTF-8 that is not ASCII: returns its bytes, and what
 * stands for it in a name: a letter, ' ' for what separates words, '\0' for
 * what is left out.  Returns 0 for a character that no name has.
 */
static size_t
read_beyond_ascii(const char *text, size_t length, char *meaning)
{
	unsigned char first = text[0];
	unsigned char second = length > 1 ? text[1] : 0;

	if (second < 0x80 || second > 0xbf)
		return 0;
	if (first >= 0xc3 && first <= 0xc5)
	{
		*meaning = latin_letters[(first - 0xc3) * 64 + (second - 0x80)];
		return 2;
	}
	if (first == 0xc2 && (second == 0xa0 || second == 0xb4))
	{
		/* A no-break space, and an acute accent on its own. */
		*meaning = second == 0xa0 ? ' ' : '\0';
		return 2;
	}
	if (first == 0xcc || (first == 0xcd && second <= 0xaf))
	{
		*meaning = '\0';		/* a combining diacritic */
		return 2;
	}
	if (first == 0xe2 && second == 0x80 && length > 2)
	{
		unsigned char third = text[2];

		if (third < 0x80 || third > 0xbf)
			return 0;
		/* Apostrophes; dashes and blanks. */
		*meaning = third == 0x98 || third == 0x99 ? '\0' : ' ';
		return 3;
	}
	return 0;
}

void
country_name_to_ascii(char *name)
{
	size_t		length = strlen(name);
	char	   *to = name;
	size_t		i = 0;

	while (i < length)
	{
		char		meaning = name[i];
		size_t		bytes = 1;

		if ((unsigned char) name[i] >= 0x80)
			bytes = read_beyond_ascii(name + i, length - i, &meaning);
		if (bytes == 0)
			bytes = 1;
		if (meaning != '\0')
			*to++ = meaning;
		i += bytes;
	}
	*to = '\0';
}

/*
 * What stands in a key for a character of ASCII, as for read_beyond_ascii().  A
 * full stop after a single letter is left out, so that U.S. is US.
 */
static char
read_ascii(char c, size_t letters)
{
	if (ascii_is_letter(c) || ascii_is_digit(c))
		return ascii_to_upper(c);
	if (c == '\'' || c == '`' || (c == '.' && letters == 1))
		return '\0';
	return ' ';
}

/* Writes a text's letters as a key has them; false if it cannot be a name. */
static bool
fold(const char *text, size_t length, char folded[COUNTRY_KEY_SIZE])
{
	size_t		size = 0;
	size_t		letters = 0;	/* since the last blank or full stop */
	size_t		i = 0;

	while (i < length)
	{
		char		c = read_ascii(text[i], letters);
		size_t		bytes = 1;

		if ((unsigned char) text[i] >= 0x80)
			bytes = read_beyond_ascii(text + i, length - i, &c);
		if (bytes == 0 || size == COUNTRY_KEY_SIZE - 1)
			return false;
		letters = c == ' ' || text[i] == '.' ? 0 : letters + (c != '\0');
		i += bytes;
		if (c != '\0')
			folded[size++] = ascii_to_upper(c);
	}
	folded[size] = '\0';
	return true;
}

/* A word as keys have it: written out, or NULL if they do without it. */
static const char *
word_in_key(const char *word)
{
	static const char *const words[][2] = {
		{"AND", NULL},
		{"DEM", "DEMOCRATIC"},
		{"IS", "ISLANDS"},
		{"OF", NULL},
		{"REP", "REPUBLIC"},
		{"ST", "SAINT"},
		{"THE", NULL},
	};
	size_t		i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i][0]) == 0)
			return words[i][1];
	return word;
}

/* Puts a word into its place among sorted ones. */
static void
insert_word(const char *words[], int count, const char *word)
{
	int			i;

	for (i = count; i > 0 && strcmp(words[i - 1], word) > 0; i--)
		words[i] = words[i - 1];
	words[i] = word;
}

/* Cuts folded text into its words, in order; -1 if there are too many. */
static int
sort_words(char *folded, const char *words[MOST_WORDS])
{
	int			count = 0;
	char	   *end;

	for (; *folded != '\0'; folded = end)
	{
		const char *word;

		end = folded + strcspn(folded, " ");
		if (*end != '\0')
			*end++ = '\0';
		word = word_in_key(folded);
		if (word == NULL || *word == '\0')
			continue;
		if (count == MOST_WORDS)
			return -1;
		insert_word(words, count++, word);
	}
	return count;
}

bool
country_name_key(const char *text, size_t length, char key[COUNTRY_KEY_SIZE])
{
	char		folded[COUNTRY_KEY_SIZE];
	const char *words[MOST_WORDS];
	size_t		size = 0;
	int			count;
	int			i;

	if (!fold(text, length, folded))
		return false;
	count = sort_words(folded, words);
	for (i = 0; i < count; i++)
	{
		size_t		word = strlen(words[i]);

		if (size + 1 + word >= COUNTRY_KEY_SIZE)
			return false;
		if (i > 0)
			key[size++] = ' ';
		memcpy(key + size, words[i], word + 1);
		size += word;
	}
	return count > 0;
}

const CountryName *
country_by_name(const char *text, size_t length)
{
	char		key[COUNTRY_KEY_SIZE];
	int			low = 0;
	int			high = country_name_count;

	if (!country_name_key(text, length, key))
		return NULL;
	while (low < high)
	{
		int			middle = (low + high) / 2;
		const char *name = country_name_table[middle].name;
		char		middle_key[COUNTRY_KEY_SIZE];
		int			order;

		if (!country_name_key(name, strlen(name), middle_key))
			return NULL;		/* cannot be: it is one of ours */
		order = strcmp(key, middle_key);
		if (order == 0)
			return &country_name_table[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
