/*
 * country_code.c
 *		The type country_code: input, output, and the list of countries.
 */
#include "attache.h"

#include "catalog/namespace.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "core/ascii.h"

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
 * A name of ours in the encoding of the database: as it is where that is UTF-8,
 * without its diacritics elsewhere, so that no encoding lacks a letter of it.
 */
static char *
name_in_database(const char *name)
{
	char	   *copy = pstrdup(name);

	if (GetDatabaseEncoding() != PG_UTF8)
		country_name_to_ascii(copy);
	return copy;
}

static char *
country_name_in_database(const Country *country)
{
	return name_in_database(country->name);
}

/*
 * Makes UTF-8 of a text of the database for finding a name in it.  What cannot
 * be UTF-8 stays as it is, and is no name: it is no reason for another error.
 */
static void
convert_to_utf8(const char **text, size_t *length)
{
	int			encoding = GetDatabaseEncoding();
	size_t		size = (*length + 2) * MAX_CONVERSION_GROWTH;
	unsigned char *utf8;
	Oid			proc;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII || *length > COUNTRY_KEY_SIZE ||
		ascii_is_all(*text, *length))
		return;
	proc = FindDefaultConversionProc(encoding, PG_UTF8);
	if (!OidIsValid(proc))
		return;
	utf8 = palloc0(size);
	if (pg_do_encoding_conversion_buf(proc, encoding, PG_UTF8,
									  (unsigned char *) unconstify(char *, *text), (int) *length,
									  utf8, (int) size, true) < (int) *length)
		return;
	*text = (char *) utf8;
	*length = strlen((char *) utf8);
}

/* The day on which a country was withdrawn, in ISO 8601. */
static char *
format_withdrawal(const Country *country)
{
	char	   *text = palloc(DAY_TEXT_LENGTH + 1);

	day_format(country->withdrawn, text);
	return text;
}

static const Country *
country_of_alpha2(const char *alpha2)
{
	return country_lookup(country_code_of(alpha2));
}

/* The code of a name, and what became of it; a sentence. */
static char *
describe_name(const CountryName *name)
{
	const Country *country = country_of_alpha2(name->alpha2);
	const Country *former = country_of_alpha2(name->former);

	if (former != NULL)
		return psprintf("The code of %s is now %s; %s was withdrawn on %s.",
						country_name_in_database(former), country->alpha2,
						former->alpha2, format_withdrawal(former));
	if (country->withdrawn != DAY_INFINITY)
		return psprintf("The code of %s is %s, which was withdrawn on %s; successors: %s.",
						country_name_in_database(country), country->alpha2,
						format_withdrawal(country), country_successors_of(country));
	return psprintf("The code of %s is %s.", country_name_in_database(country), country->alpha2);
}

/* What a code of FIPS 10-4 stands for; a sentence. */
static char *
describe_fips(const FipsCode *code)
{
	const Country *country = fips_country(code);
	const FipsPlace *place = fips_place(code);

	if (country == NULL)
		return psprintf("In FIPS 10-4 this is %s: %s.", place->name, place->reason);
	if (place != NULL)
		return psprintf("In FIPS 10-4 this is %s, part of %s in ISO 3166; country_from_fips() reads those codes.",
						place->name, country->alpha2);
	return psprintf("In FIPS 10-4 this is %s, %s in ISO 3166; country_from_fips() reads those codes.",
					country_name_in_database(country), country->alpha2);
}

/* What the writer of an invalid text may have meant; a sentence, or NULL. */
static char *
guess_meaning(const char *text, size_t length)
{
	const CountryMistake *mistake;
	const CountryName *name;
	const FipsCode *fips;

	convert_to_utf8(&text, &length);
	mistake = country_mistake(text, length);
	if (mistake != NULL && mistake->alpha2[0] == '\0')
		return psprintf("%s %s.", mistake->text, mistake->reason);
	if (mistake != NULL)
		return psprintf("%s %s; the code of %s is %s.", mistake->text, mistake->reason,
						country_name_in_database(country_of_alpha2(mistake->alpha2)),
						mistake->alpha2);
	if ((name = country_by_name(text, length)) != NULL)
		return describe_name(name);
	if ((fips = fips_lookup(text, length)) != NULL)
		return describe_fips(fips);
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

/* A numeric code as ISO writes it, in three digits. */
static text *
numeric_code(const Country *country)
{
	return cstring_to_text(psprintf("%03d", country->numeric));
}

PG_FUNCTION_INFO_V1(country_numeric);
Datum
country_numeric(PG_FUNCTION_ARGS)
{
	const Country *country = country_of_datum(PG_GETARG_DATUM(0));

	if (country->numeric == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(numeric_code(country));
}

static Datum
report_no_numeric(const char *text)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" is not a numeric country code", text),
			 errhint("countries() lists the codes.")));
}

PG_FUNCTION_INFO_V1(country_from_numeric);
Datum
country_from_numeric(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);
	const Country *country = country_parse_numeric(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt));

	if (country == NULL)
		return report_no_numeric(text_to_cstring(txt));
	return country_get_datum(country);
}

PG_FUNCTION_INFO_V1(country_from_numeric_int);
Datum
country_from_numeric_int(PG_FUNCTION_ARGS)
{
	int32		number = PG_GETARG_INT32(0);
	const Country *country = country_by_numeric(number);

	if (country == NULL)
		return report_no_numeric(psprintf("%d", number));
	return country_get_datum(country);
}

/* What a text that is no name may be; a sentence. */
static char *
hint_at_name(const char *text, size_t length)
{
	const Country *country = country_parse(text, length);
	char	   *meaning;

	if (country != NULL)
		return psprintf("It is the code of %s: cast it to country_code.",
						country_name_in_database(country));
	meaning = guess_meaning(text, length);
	return meaning != NULL ? meaning : pstrdup("country_names() lists the names.");
}

PG_FUNCTION_INFO_V1(country_from_name);
Datum
country_from_name(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);
	const char *utf8 = VARDATA_ANY(txt);
	size_t		length = VARSIZE_ANY_EXHDR(txt);
	const CountryName *name;

	convert_to_utf8(&utf8, &length);
	name = country_by_name(utf8, length);
	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is not the name of a country", text_to_cstring(txt)),
				 errhint("%s", hint_at_name(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt)))));
	return country_get_datum(country_of_alpha2(name->alpha2));
}

PG_FUNCTION_INFO_V1(country_name_is_known);
Datum
country_name_is_known(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);
	const char *utf8 = VARDATA_ANY(txt);
	size_t		length = VARSIZE_ANY_EXHDR(txt);

	convert_to_utf8(&utf8, &length);
	PG_RETURN_BOOL(country_by_name(utf8, length) != NULL);
}

/* The countries that took the place of one whose code was withdrawn. */
PG_FUNCTION_INFO_V1(country_successors);
Datum
country_successors(PG_FUNCTION_ARGS)
{
	const char *codes = country_successors_of(country_of_datum(PG_GETARG_DATUM(0)));
	int			most = (strlen(codes) + 1) / 3;
	Datum	   *successors = palloc(most * sizeof(Datum));
	int			i;

	for (i = 0; i < most; i++)
		successors[i] = CountryCodeGetDatum(country_code_of(codes + 3 * i));
	PG_RETURN_ARRAYTYPE_P(construct_array(successors, most,
										  get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid)),
										  sizeof(CountryCode), true, TYPALIGN_SHORT));
}

/* The day on which its code was withdrawn. */
PG_FUNCTION_INFO_V1(country_withdrawn);
Datum
country_withdrawn(PG_FUNCTION_ARGS)
{
	Day			withdrawn = country_of_datum(PG_GETARG_DATUM(0))->withdrawn;

	if (withdrawn == DAY_INFINITY)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(withdrawn);
}

/* Every name that is understood, in one of the spellings that it has. */
PG_FUNCTION_INFO_V1(country_names);
Datum
country_names(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < country_name_count; i++)
	{
		const CountryName *name = &country_name_table[i];
		Datum		values[3] = {
			CStringGetTextDatum(name_in_database(name->name)),
			CountryCodeGetDatum(country_code_of(name->alpha2)),
			CountryCodeGetDatum(country_code_of(name->former)),
		};
		bool		nulls[3] = {
			[2] = name->former[0] == '\0',
		};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* Raises the error for a text that country_from_fips() does not take. */
static Datum
report_no_fips(const char *text, const FipsCode *code)
{
	const FipsPlace *place = code != NULL ? fips_place(code) : NULL;
	const Country *country = country_parse(text, strlen(text));

	if (place != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("FIPS 10-4 country code \"%s\" is no country of ISO 3166", code->fips),
				 errdetail("%s is %s: %s.", code->fips, place->name, place->reason)));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" is not a FIPS 10-4 country code", text),
			 country != NULL ?
			 errhint("In ISO 3166 it is the code of %s: cast it to country_code.",
					 country_name_in_database(country)) :
			 errhint("fips_codes() lists the codes.")));
}

PG_FUNCTION_INFO_V1(country_from_fips);
Datum
country_from_fips(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);
	const FipsCode *code = fips_lookup(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt));
	const Country *country = code != NULL ? fips_country(code) : NULL;

	if (country == NULL)
		return report_no_fips(text_to_cstring(txt), code);
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
			PointerGetDatum(numeric_code(country)),
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

/* What a code of FIPS 10-4 is in ISO 3166, unless it is a country in use; or NULL. */
static char *
fips_remark(const Country *country, const FipsPlace *place)
{
	if (country == NULL)
		return pstrdup(place->reason);
	if (place != NULL)
		return psprintf("part of %s in ISO 3166", country_name_in_database(country));
	if (country->withdrawn != DAY_INFINITY)
		return psprintf("withdrawn from ISO 3166 on %s", format_withdrawal(country));
	return NULL;
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
		const Country *country = fips_country(&fips_table[i]);
		const FipsPlace *place = fips_place(&fips_table[i]);
		char	   *remark = fips_remark(country, place);
		Datum		values[4] = {
			CStringGetTextDatum(fips_table[i].fips),
			CountryCodeGetDatum(country_code_of(fips_table[i].alpha2)),
			CStringGetTextDatum(place != NULL ? place->name : country_name_in_database(country)),
			remark != NULL ? CStringGetTextDatum(remark) : (Datum) 0,
		};
		bool		nulls[4] = {
			[1] = country == NULL,
			[3] = remark == NULL,
		};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
