/*
 * country.c
 *		Finding countries by their codes and names.
 */
#include "core/country.h"

#include <string.h>

#include "core/ascii.h"

/*
 * Texts that people write for a country and that are no code of ISO 3166.
 * Those of FIPS 10-4 are not here: fips_table has them.
 */
static const CountryMistake mistakes[] = {
	{"AFI", "", "was withdrawn in 1977, and its alpha-2 code AI is Anguilla's now"},
	{"ATB", "", "was withdrawn in 1979, and its alpha-2 code BQ is the Caribbean Netherlands' now"},
	{"BYS", "BY", "became BLR in 1992"},
	{"CSK", "", "was withdrawn in 1993, and its alpha-2 code CS was Serbia and Montenegro's after that"},
	{"DEN", "DK", "is no code of ISO 3166"},
	{"DRC", "CD", "is no code of ISO 3166"},
	{"EL", "GR", "is used by the European Union only"},
	{"EU", "", "is an organization, not a country"},
	{"GEL", "", "was withdrawn in 1979, and its alpha-2 code GE is Georgia's now"},
	{"GER", "DE", "is no code of ISO 3166"},
	{"HOL", "NL", "is no code of ISO 3166"},
	{"KSA", "SA", "is no code of ISO 3166"},
	{"NED", "NL", "is no code of ISO 3166"},
	{"PRC", "CN", "is no code of ISO 3166"},
	{"ROC", "TW", "is no code of ISO 3166"},
	{"ROK", "KR", "is no code of ISO 3166"},
	{"RSA", "ZA", "is no code of ISO 3166"},
	{"SKM", "", "was withdrawn in 1975, and its alpha-2 code SK is Slovakia's now"},
	{"SUI", "CH", "is no code of ISO 3166"},
	{"UAE", "AE", "is no code of ISO 3166"},
	{"UK", "GB", "is no code of ISO 3166"},
	{"UN", "", "is an organization, not a country"},
};

const Country *
country_lookup(CountryCode code)
{
	int			low = 0;
	int			high = country_count;

	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (country_code_of(country_table[middle].alpha2) < code)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < country_count && country_code_of(country_table[low].alpha2) == code)
		return &country_table[low];
	return NULL;
}

static const Country *
lookup_alpha2(const char *text)
{
	char		alpha2[3] = {ascii_to_upper(text[0]), ascii_to_upper(text[1]), '\0'};

	return country_lookup(country_code_of(alpha2));
}

/* A current code goes before a withdrawn one: ATF was FQ's and is TF's. */
static const Country *
lookup_alpha3(const char *text)
{
	const Country *withdrawn = NULL;
	int			i;

	if (ascii_equals_folded(text, 3, "XKX"))
		text = "XKS";			/* the other alpha-3 code in use for Kosovo */
	for (i = 0; i < country_count; i++)
	{
		const Country *country = &country_table[i];

		if (!ascii_equals_folded(text, 3, country->alpha3))
			continue;
		if (country->withdrawn == DAY_INFINITY)
			return country;
		withdrawn = country;
	}
	return withdrawn;
}

const Country *
country_parse(const char *text, size_t length)
{
	ascii_trim(&text, &length);
	if (length == 2)
		return lookup_alpha2(text);
	if (length == 3)
		return lookup_alpha3(text);
	return NULL;
}

const Country *
country_parse_fips(const char *text, size_t length)
{
	int			i;

	ascii_trim(&text, &length);
	for (i = 0; i < fips_count; i++)
		if (ascii_equals_folded(text, length, fips_table[i].fips))
			return lookup_alpha2(fips_table[i].alpha2);
	return NULL;
}

void
country_name_to_ascii(char *name)
{
	/* All letters of the table that are not ASCII: two bytes each, from C3. */
	static const char letters[][2] = {
		{'\x85', 'A'},			/* in Aland Islands */
		{'\xa7', 'c'},			/* in Curacao */
		{'\xa9', 'e'},			/* in Reunion and Saint Barthelemy */
		{'\xb4', 'o'},			/* in Cote d'Ivoire */
		{'\xbc', 'u'},			/* in Turkiye */
	};
	char	   *to = name;
	const char *from;
	size_t		i;

	for (from = name; *from != '\0'; from++)
	{
		char		letter = *from;

		if (letter == '\xc3')
			for (i = 0, from++; i < sizeof(letters) / sizeof(letters[0]); i++)
				if (letters[i][0] == *from)
					letter = letters[i][1];
		*to++ = letter;
	}
	*to = '\0';
}

const Country *
country_by_name(const char *text, size_t length)
{
	int			i;

	ascii_trim(&text, &length);
	for (i = 0; i < country_count; i++)
	{
		char		ascii[COUNTRY_NAME_SIZE];

		if (ascii_equals_folded(text, length, country_table[i].name))
			return &country_table[i];
		strcpy(ascii, country_table[i].name);
		country_name_to_ascii(ascii);
		if (ascii_equals_folded(text, length, ascii))
			return &country_table[i];
	}
	return NULL;
}

const CountryMistake *
country_mistake(const char *text, size_t length)
{
	size_t		i;

	ascii_trim(&text, &length);
	for (i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++)
		if (ascii_equals_folded(text, length, mistakes[i].text))
			return &mistakes[i];
	return NULL;
}
