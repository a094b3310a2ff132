/*
 * text.c
 *		A coverage as a line of text, for people at a prompt.
 */
#include "attache.h"

#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/rangetypes.h"

#include "core/sparkline.h"
#include "coverage/coverage.h"
#include "period_scan.h"

#define MOST_WIDTH 1000

static const char *const blocks[SPARKLINE_LEVELS] = {
	"\u00b7", "\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"
};

/* For databases whose encoding has no blocks. */
static const char *const digits[SPARKLINE_LEVELS] = {
	".", "1", "2", "3", "4", "5", "6", "7", "8"
};

PG_FUNCTION_INFO_V1(coverage_sparkline);
Datum
coverage_sparkline(PG_FUNCTION_ARGS)
{
	Steps		steps = coverage_get_steps_arg(fcinfo);
	int32		width = PG_GETARG_INT32(2);
	const char *const *characters = GetDatabaseEncoding() == PG_UTF8 ? blocks : digits;
	unsigned char *levels;
	StringInfoData line;
	Period		period;
	int			i;

	if (width < 1 || width > MOST_WIDTH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width must be between 1 and %d", MOST_WIDTH)));
	if (!daterange_read(PG_GETARG_DATUM(1), &period))
		PG_RETURN_NULL();
	if (!period_is_bounded(period))
		coverage_no_end();

	levels = palloc(width);
	sparkline_levels(steps, period.from, period_last_day(period), width, levels);
	initStringInfo(&line);
	for (i = 0; i < width; i++)
		appendStringInfoString(&line, characters[levels[i]]);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(line.data, line.len));
}
