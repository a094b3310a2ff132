/*
 * country.c
 *		Finding countries by their codes, and what codes stand for.
 */
#include "core/country.h"

#include <string.h>

#include "core/ascii.h"

/*
 * Texts that people write for a country and that are no code of ISO 3166.
 * Those of FIPS 10-4 are in fips_table, and names of one country alone in
 * country_name_table.
 */
static const CountryMistake mistakes[] = {
	{"AFI", "DJ", "was withdrawn in 1977"},
	{"ATB", "AQ", "was withdrawn in 1979"},
	{"BYS", "BY", "became BLR in 1992"},
	{"CSK", "", "was withdrawn on 1993-06-15, and its alpha-2 code CS was Serbia and Montenegro's after that; "
	"CZ and SK took its place"},
	{"Czechoslovakia", "", "has no code: CS was withdrawn on 1993-06-15, and was Serbia and Montenegro's after that; "
	"CZ and SK took its place"},
	{"DEN", "DK", "is no code of ISO 3166"},
	{"DRC", "CD", "is no code of ISO 3166"},
	{"EL", "GR", "is used by the European Union only"},
	{"EU", "", "is an organization, not a country"},
	{"GEL", "", "was withdrawn in 1979, and its alpha-2 code GE is Georgia's now; KI and TV took its place"},
	{"GER", "DE", "is no code of ISO 3166"},
	{"Gilbert and Ellice Islands", "", "has no code: GE was withdrawn in 1979, and is Georgia's now; "
	"KI and TV took its place"},
	{"HOL", "NL", "is no code of ISO 3166"},
	{"KSA", "SA", "is no code of ISO 3166"},
	{"Korea", "", "may be South Korea, KR, or North Korea, KP"},
	{"NED", "NL", "is no code of ISO 3166"},
	{"PRC", "CN", "is no code of ISO 3166"},
	{"ROC", "TW", "is no code of ISO 3166"},
	{"ROK", "KR", "is no code of ISO 3166"},
	{"RSA", "ZA", "is no code of ISO 3166"},
	{"SKM", "IN", "was withdrawn in 1975"},
	{"SUI", "CH", "is no code of ISO 3166"},
	{"UAE", "AE", "is no code of ISO 3166"},
	{"UK", "GB", "is no code of ISO 3166"},
	{"UN", "", "is an organization, not a country"},
	{"Virgin Islands", "", "may be United States Virgin Islands, VI, or British Virgin Islands, VG"},
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

/* Two letters of any case as one number. */
static CountryCode
fold_alpha2(const char *text)
{
	char		alpha2[3] = {ascii_to_upper(text[0]), ascii_to_upper(text[1]), '\0'};

	return country_code_of(alpha2);
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
		return country_lookup(fold_alpha2(text));
	if (length == 3)
		return lookup_alpha3(text);
	return NULL;
}

const Country *
country_parse_withdrawn(const char *text, size_t length)
{
	const Country *country = country_parse(text, length);

	return country != NULL && country->withdrawn != DAY_INFINITY ? country : NULL;
}

/* Several have held some numbers: one in use goes first, then the last. */
const Country *
country_by_numeric(int32_t number)
{
	const Country *found = NULL;
	int			i;

	if (number <= 0)
		return NULL;
	for (i = 0; i < country_count; i++)
		if (country_table[i].numeric == number &&
			(found == NULL || country_table[i].withdrawn > found->withdrawn))
			found = &country_table[i];
	return found;
}

const Country *
country_parse_numeric(const char *text, size_t length)
{
	int32_t		number = 0;
	size_t		i;

	ascii_trim(&text, &length);
	if (length > 3)
		return NULL;
	for (i = 0; i < length; i++)
	{
		if (!ascii_is_digit(text[i]))
			return NULL;
		number = number * 10 + (text[i] - '0');
	}
	return country_by_numeric(number);
}

const char *
country_successors_of(const Country *country)
{
	int			i;

	for (i = 0; i < country_succession_count; i++)
		if (strcmp(country_successions[i].alpha2, country->alpha2) == 0)
			return country_successions[i].successors;
	return "";
}

const FipsCode *
fips_lookup(const char *text, size_t length)
{
	CountryCode code;
	int			low = 0;
	int			high = fips_count;

	ascii_trim(&text, &length);
	if (length != 2)
		return NULL;
	code = fold_alpha2(text);
	while (low < high)
	{
		int			middle = (low + high) / 2;

		if (country_code_of(fips_table[middle].fips) < code)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < fips_count && country_code_of(fips_table[low].fips) == code)
		return &fips_table[low];
	return NULL;
}

const Country *
fips_country(const FipsCode *code)
{
	return country_lookup(country_code_of(code->alpha2));
}

const FipsPlace *
fips_place(const FipsCode *code)
{
	int			i;

	for (i = 0; i < fips_place_count; i++)
		if (strcmp(fips_places[i].fips, code->fips) == 0)
			return &fips_places[i];
	return NULL;
}

const CountryMistake *
country_mistake(const char *text, size_t length)
{
	char		key[COUNTRY_KEY_SIZE];
	char		mistake[COUNTRY_KEY_SIZE];
	size_t		i;

	if (!country_name_key(text, length, key))
		return NULL;
	for (i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++)
		if (country_name_key(mistakes[i].text, strlen(mistakes[i].text), mistake) &&
			strcmp(key, mistake) == 0)
			return &mistakes[i];
	return NULL;
}
