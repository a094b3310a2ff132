/*
 * setting.c
 *		What a session says of its edits, its questions and its files.
 *
 * The SQL of the registry reads attache.batch.
 */
#include "past/past.h"

#include "mb/pg_wchar.h"
#include "utils/guc.h"

static char *known_at = NULL;
static char *reason = NULL;
static char *batch = NULL;

void
past_define_settings(void)
{
	DefineCustomStringVariable("attache.known_at",
							   "As known at which moment the views of what was known answer.",
							   "A moment, or the name of a publication; empty for now.",
							   &known_at, "", PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("attache.reason",
							   "Why this session or transaction changes a registry.",
							   "It is kept with each edit; empty for none.",
							   &reason, "", PGC_USERSET, 0, NULL, NULL, NULL);
	DefineCustomStringVariable("attache.batch",
							   "The batch of lines of files that name none.",
							   "Empty for \"entries\".",
							   &batch, "", PGC_USERSET, 0, NULL, NULL, NULL);
	MarkGUCPrefixReserved("attache");
}

const char *
past_known_at(void)
{
	return known_at == NULL || known_at[0] == '\0' ? NULL : known_at;
}

const char *
past_reason(void)
{
	if (reason == NULL || reason[0] == '\0')
		return NULL;
	(void) pg_verifymbstr(reason, strlen(reason), false);
	return reason;
}
