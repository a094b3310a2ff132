/*
 * country.h
 *		Countries: ISO 3166-1 with the withdrawn codes of ISO 3166-3, and XK.
 *
 * Stored format: the two letters of the alpha-2 code, the first in the high
 * byte, so that unsigned order of the numbers is byte order of the codes.
 */
#ifndef CORE_COUNTRY_H
#define CORE_COUNTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/day.h"

#pragma GCC visibility push(hidden)

typedef uint16_t CountryCode;

typedef struct Country
{
	char		alpha2[3];
	char		alpha3[4];
	int16_t		numeric;		/* ISO 3166-1 numeric code; 0 if there is none */
	Day			withdrawn;		/* day of withdrawal; DAY_INFINITY if current */
	const char *name;			/* short English name, in UTF-8 */
} Country;

/* A withdrawn code and those in use that took its place. */
typedef struct CountrySuccession
{
	char		alpha2[3];
	const char *successors;		/* alpha-2 codes, one blank between them */
} CountrySuccession;

/* One spelling of a name, and whose it is. */
typedef struct CountryName
{
	const char *name;			/* in UTF-8 */
	char		alpha2[3];
	char		former[3];		/* withdrawn code that had it; or "" */
} CountryName;

/* A code of FIPS 10-4 and the country that it stands for. */
typedef struct FipsCode
{
	char		fips[3];
	char		alpha2[3];		/* "" if ISO 3166 has none for it */
} FipsCode;

/* What a code of FIPS 10-4 stands for that is no country of ISO 3166. */
typedef struct FipsPlace
{
	char		fips[3];
	const char *name;
	const char *reason;			/* why no country has it; or NULL */
} FipsPlace;

/* All in the order of their first field; the names in that of their keys. */
extern const Country country_table[];
extern const int country_count;
extern const CountrySuccession country_successions[];
extern const int country_succession_count;
extern const CountryName country_name_table[];
extern const int country_name_count;
extern const FipsCode fips_table[];
extern const int fips_count;
extern const FipsPlace fips_places[];
extern const int fips_place_count;

static inline CountryCode
country_code_of(const char *alpha2)
{
	return (CountryCode) (((unsigned char) alpha2[0] << 8) | (unsigned char) alpha2[1]);
}

/* The country of a code; NULL if it has none. */
extern const Country *country_lookup(CountryCode code);

/* Reads alpha-2 or alpha-3 in any case, blanks around it; NULL if neither. */
extern const Country *country_parse(const char *text, size_t length);

/* The same for a code that was withdrawn; NULL for one in use as well. */
extern const Country *country_parse_withdrawn(const char *text, size_t length);

/* Reads one to three digits of ISO 3166-1, blanks around them, likewise. */
extern const Country *country_parse_numeric(const char *text, size_t length);

/* The country of a number; the latest to hold it.  NULL if it is none's. */
extern const Country *country_by_numeric(int32_t number);

/* Finds a code of FIPS 10-4 in any case, blanks around it; NULL if it is none. */
extern const FipsCode *fips_lookup(const char *text, size_t length);

/* Its country; NULL if ISO 3166 has none for it. */
extern const Country *fips_country(const FipsCode *code);

/* What it stands for, if that is no country of ISO 3166; NULL if it is one. */
extern const FipsPlace *fips_place(const FipsCode *code);

/* The codes in use that took the place of a withdrawn one; "" if it is in use. */
extern const char *country_successors_of(const Country *country);

#define COUNTRY_KEY_SIZE 128	/* room for any key, with NUL */

/*
 * What two spellings of one name have in common: its words in capitals without
 * diacritics and punctuation, in alphabetical order, short forms written out,
 * without 'the', 'of' and 'and'.  False if the text cannot be a name.
 */
extern bool country_name_key(const char *text, size_t length, char key[COUNTRY_KEY_SIZE]);

/* Finds a name in any spelling that has its key; NULL if it is none. */
extern const CountryName *country_by_name(const char *text, size_t length);

/* Takes the diacritics off a name in UTF-8, in place. */
extern void country_name_to_ascii(char *name);

/*
 * Why a text that country_parse() does not take may have been written: a code
 * that is often mistaken for one of ISO 3166 or was withdrawn and given away,
 * or a name that several countries have had.
 */
typedef struct CountryMistake
{
	const char *text;
	char		alpha2[3];		/* the code that was meant; "" if none is */
	const char *reason;			/* a clause that goes on after the text */
} CountryMistake;

extern const CountryMistake *country_mistake(const char *text, size_t length);

#pragma GCC visibility pop

#endif							/* CORE_COUNTRY_H */
