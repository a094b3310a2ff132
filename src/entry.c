/*
 * entry.c
 *		How SQL reads the cells of a file.
 */
#include "postgres.h"

#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/varlena.h"

#include "compat.h"
#include "core/day.h"
#include "core/entry_text.h"

#define DISTANCE_CHARACTERS 64	/* of names that are compared */
#define ISO_DAY_LENGTH 10

/* What a cell says, without blanks around it; NULL for blanks alone. */
PG_FUNCTION_INFO_V1(attache_entry_text);
Datum
attache_entry_text(PG_FUNCTION_ARGS)
{
	text	   *cell = PG_GETARG_TEXT_PP(0);
	const char *said = VARDATA_ANY(cell);
	size_t		length = VARSIZE_ANY_EXHDR(cell);

	entry_text_trim(&said, &length, GetDatabaseEncoding() == PG_UTF8);
	if (length == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(said, (int) length));
}

/* The day that is written as 2006-07-01; NULL for anything else. */
PG_FUNCTION_INFO_V1(attache_entry_day);
Datum
attache_entry_day(PG_FUNCTION_ARGS)
{
	text	   *cell = PG_GETARG_TEXT_PP(0);
	Day			day;

	if (VARSIZE_ANY_EXHDR(cell) != ISO_DAY_LENGTH ||
		!day_parse(VARDATA_ANY(cell), ISO_DAY_LENGTH, &day))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT((DateADT) day);
}

static const char *
name_to_compare(text *name, int *length)
{
	const char *start = VARDATA_ANY(name);

	*length = pg_mbcharcliplen(start, (int) VARSIZE_ANY_EXHDR(name), DISTANCE_CHARACTERS);
	return start;
}

/*
 * How many characters have to change to make one name the other, as long as that is
 * no more than "most"; NULL if it is more.
 */
PG_FUNCTION_INFO_V1(attache_name_distance);
Datum
attache_name_distance(PG_FUNCTION_ARGS)
{
	int			length_a;
	int			length_b;
	const char *a = name_to_compare(PG_GETARG_TEXT_PP(0), &length_a);
	const char *b = name_to_compare(PG_GETARG_TEXT_PP(1), &length_b);
	int			most = Max(PG_GETARG_INT32(2), 0);
	int			distance = varstr_levenshtein_less_equal(a, length_a, b, length_b, 1, 1, 1, most, true);

	if (distance > most)
		PG_RETURN_NULL();
	PG_RETURN_INT32(distance);
}
