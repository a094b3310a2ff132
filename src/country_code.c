/*
 * country_code.c
 *		The type country_code: input, output, and the list of countries.
 */
#include "attache.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

static Datum
country_get_datum(const Country *country)
{
	return CountryCodeGetDatum(country_code_of(country->alpha2));
}

/* The country of a value, which always has one: input lets no other pass. */
static const Country *
country_of_datum(Datum datum)
{
	const Country *country = country_lookup(DatumGetCountryCode(datum));

	if (country == NULL)
		elog(ERROR, "country code %u has no country", DatumGetCountryCode(datum));
	return country;
}

/*
 * The name in the encoding of the database: as it is where that is UTF-8,
 * without its diacritics elsewhere, so that no encoding lacks a letter of it.
 */
static char *
country_name_in_database(const Country *country)
{
	char	   *name = pstrdup(country->name);

	if (GetDatabaseEncoding() != PG_UTF8)
		country_name_to_ascii(name);
	return name;
}

/* What the writer of an invalid text may have meant; a sentence, or NULL. */
static char *
guess_meaning(const char *text, size_t length)
{
	const CountryMistake *mistake = country_mistake(text, length);
	const Country *country;

	if (mistake != NULL && mistake->alpha2[0] == '\0')
		return psprintf("%s %s.", mistake->text, mistake->reason);
	if (mistake != NULL)
		return psprintf("%s %s; the code of %s is %s.", mistake->text, mistake->reason,
						country_name_in_database(country_lookup(country_code_of(mistake->alpha2))),
						mistake->alpha2);
	if ((country = country_by_name(text, length)) != NULL)
		return psprintf("The code of %s is %s.",
						country_name_in_database(country), country->alpha2);
	if ((country = country_parse_fips(text, length)) != NULL)
		return psprintf("In FIPS 10-4 this is %s, %s in ISO 3166; country_from_fips() reads those codes.",
						country_name_in_database(country), country->alpha2);
	return NULL;
}

static Datum
read_country_code(const char *text, size_t length, Node *escontext)
{
	const Country *country = country_parse(text, length);
	char	   *meaning;

	if (country != NULL)
		return country_get_datum(country);

	meaning = guess_meaning(text, length);
	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s: \"%s\"",
					"country_code", pnstrdup(text, length)),
			 errdetail("A country code is an alpha-2 or alpha-3 code of ISO 3166."),
			 meaning != NULL ? errhint("%s", meaning) : 0));
}

PG_FUNCTION_INFO_V1(country_code_in);
Datum
country_code_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);

	return read_country_code(text, strlen(text), fcinfo->context);
}

PG_FUNCTION_INFO_V1(country_code_from_text);
Datum
country_code_from_text(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);

	return read_country_code(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt), fcinfo->context);
}

PG_FUNCTION_INFO_V1(country_code_out);
Datum
country_code_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(pstrdup(country_of_datum(PG_GETARG_DATUM(0))->alpha2));
}

PG_FUNCTION_INFO_V1(country_code_to_text);
Datum
country_code_to_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(country_of_datum(PG_GETARG_DATUM(0))->alpha2));
}

PG_FUNCTION_INFO_V1(country_code_recv);
Datum
country_code_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	CountryCode code = (CountryCode) pq_getmsgint(message, sizeof(CountryCode));

	if (country_lookup(code) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "country_code")));
	PG_RETURN_COUNTRY_CODE(code);
}

PG_FUNCTION_INFO_V1(country_code_send);
Datum
country_code_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint16(&message, PG_GETARG_COUNTRY_CODE(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(country_name);
Datum
country_name(PG_FUNCTION_ARGS)
{
	const Country *country = country_of_datum(PG_GETARG_DATUM(0));

	PG_RETURN_TEXT_P(cstring_to_text(country_name_in_database(country)));
}

PG_FUNCTION_INFO_V1(country_alpha3);
Datum
country_alpha3(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(country_of_datum(PG_GETARG_DATUM(0))->alpha3));
}

PG_FUNCTION_INFO_V1(country_numeric);
Datum
country_numeric(PG_FUNCTION_ARGS)
{
	const Country *country = country_of_datum(PG_GETARG_DATUM(0));

	if (country->numeric == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(country->numeric);
}

PG_FUNCTION_INFO_V1(country_from_fips);
Datum
country_from_fips(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);
	const Country *country = country_parse_fips(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt));

	if (country == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is not a FIPS 10-4 country code", text_to_cstring(txt)),
				 errhint("fips_codes() lists the codes.")));
	return country_get_datum(country);
}

/* Every country, in the order of its alpha-2 code. */
PG_FUNCTION_INFO_V1(countries);
Datum
countries(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < country_count; i++)
	{
		const Country *country = &country_table[i];
		Datum		values[5] = {
			country_get_datum(country),
			CStringGetTextDatum(country->alpha3),
			Int32GetDatum(country->numeric),
			CStringGetTextDatum(country_name_in_database(country)),
			DateADTGetDatum(country->withdrawn),
		};
		bool		nulls[5] = {
			[2] = country->numeric == 0,
			[4] = country->withdrawn == DAY_INFINITY,
		};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* Every code of FIPS 10-4, in their order. */
PG_FUNCTION_INFO_V1(fips_codes);
Datum
fips_codes(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < fips_count; i++)
	{
		Datum		values[2] = {
			CStringGetTextDatum(fips_table[i].fips),
			CountryCodeGetDatum(country_code_of(fips_table[i].alpha2)),
		};
		bool		nulls[2] = {false};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
