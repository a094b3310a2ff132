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

#define COUNTRY_NAME_SIZE 64	/* room for any name of the table, with NUL */

typedef uint16_t CountryCode;

typedef struct Country
{
	char		alpha2[3];
	char		alpha3[4];
	int16_t		numeric;		/* ISO 3166-1 numeric code; 0 if there is none */
	Day			withdrawn;		/* day of withdrawal; DAY_INFINITY if current */
	const char *name;			/* short English name, in UTF-8 */
} Country;

/* A code of FIPS 10-4 and the country that it stands for. */
typedef struct FipsCode
{
	char		fips[3];
	char		alpha2[3];
} FipsCode;

/* Both in the order of their first field. */
extern const Country country_table[];
extern const int country_count;
extern const FipsCode fips_table[];
extern const int fips_count;

static inline CountryCode
country_code_of(const char *alpha2)
{
	return (CountryCode) (((unsigned char) alpha2[0] << 8) | (unsigned char) alpha2[1]);
}

/* The country of a code; NULL if it has none. */
extern const Country *country_lookup(CountryCode code);

/* Reads alpha-2 or alpha-3 in any case, blanks around it; NULL if neither. */
extern const Country *country_parse(const char *text, size_t length);

/* Reads a code of FIPS 10-4 likewise. */
extern const Country *country_parse_fips(const char *text, size_t length);

/* Finds a country by its short English name in any case, as it is or in ASCII. */
extern const Country *country_by_name(const char *text, size_t length);

/* Takes the diacritics off a name of the table, in place. */
extern void country_name_to_ascii(char *name);

/*
 * Why a text that country_parse() does not take may have been written: a code
 * that is often mistaken for one of ISO 3166 or was withdrawn and given away.
 */
typedef struct CountryMistake
{
	char		text[4];
	char		alpha2[3];		/* the code that was meant; "" if none is */
	const char *reason;			/* a clause that goes on after the text */
} CountryMistake;

extern const CountryMistake *country_mistake(const char *text, size_t length);

#endif							/* CORE_COUNTRY_H */
