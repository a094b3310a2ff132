/*
 * posting_status.c
 *		The type posting_status: input, output, and the table of statuses.
 */
#include "attache.h"

#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/tuplestore.h"

static Datum
read_posting_status(const char *text, size_t length, Node *escontext)
{
	PostingStatus status;

	if (!posting_status_parse(text, length, &status))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						"posting_status", pnstrdup(text, length)),
				 errhint("posting_statuses() lists the statuses.")));
	PG_RETURN_POSTING_STATUS(status);
}

PG_FUNCTION_INFO_V1(posting_status_in);
Datum
posting_status_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);

	return read_posting_status(text, strlen(text), fcinfo->context);
}

PG_FUNCTION_INFO_V1(posting_status_from_text);
Datum
posting_status_from_text(PG_FUNCTION_ARGS)
{
	text	   *txt = PG_GETARG_TEXT_PP(0);

	return read_posting_status(VARDATA_ANY(txt), VARSIZE_ANY_EXHDR(txt), fcinfo->context);
}

PG_FUNCTION_INFO_V1(posting_status_out);
Datum
posting_status_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(pstrdup(posting_status_label(PG_GETARG_POSTING_STATUS(0))));
}

PG_FUNCTION_INFO_V1(posting_status_to_text);
Datum
posting_status_to_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(posting_status_label(PG_GETARG_POSTING_STATUS(0))));
}

PG_FUNCTION_INFO_V1(posting_status_recv);
Datum
posting_status_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			number = pq_getmsgbyte(message);

	if (!posting_status_is_valid(number))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "posting_status")));
	PG_RETURN_POSTING_STATUS(number);
}

PG_FUNCTION_INFO_V1(posting_status_send);
Datum
posting_status_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, (uint8) PG_GETARG_POSTING_STATUS(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

PG_FUNCTION_INFO_V1(posting_status_sql_can_become);
Datum
posting_status_sql_can_become(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(posting_status_can_become(PG_GETARG_POSTING_STATUS(0),
											 PG_GETARG_POSTING_STATUS(1)));
}

PG_FUNCTION_INFO_V1(posting_status_sql_admits);
Datum
posting_status_sql_admits(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(posting_status_admits(PG_GETARG_POSTING_STATUS(0)));
}

PG_FUNCTION_INFO_V1(posting_status_sql_admits_tdy);
Datum
posting_status_sql_admits_tdy(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(posting_status_admits_tdy(PG_GETARG_POSTING_STATUS(0)));
}

PG_FUNCTION_INFO_V1(posting_status_sql_is_open);
Datum
posting_status_sql_is_open(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(posting_status_is_open(PG_GETARG_POSTING_STATUS(0)));
}

PG_FUNCTION_INFO_V1(posting_status_sql_counts);
Datum
posting_status_sql_counts(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(posting_status_counts(PG_GETARG_POSTING_STATUS(0)));
}

PG_FUNCTION_INFO_V1(posting_status_sql_is_final);
Datum
posting_status_sql_is_final(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(posting_status_is_final(PG_GETARG_POSTING_STATUS(0)));
}

/* Every status in the order of a posting's life. */
PG_FUNCTION_INFO_V1(posting_statuses);
Datum
posting_statuses(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			i;

	InitMaterializedSRF(fcinfo, 0);
	for (i = POSTING_STATUS_FIRST; i <= POSTING_STATUS_LAST; i++)
	{
		Datum		values[6] = {
			PostingStatusGetDatum(i),
			BoolGetDatum(posting_status_admits(i)),
			BoolGetDatum(posting_status_admits_tdy(i)),
			BoolGetDatum(posting_status_is_open(i)),
			BoolGetDatum(posting_status_counts(i)),
			BoolGetDatum(posting_status_is_final(i)),
		};
		bool		nulls[6] = {false};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* Every pair of statuses of which one may follow the other. */
PG_FUNCTION_INFO_V1(posting_status_transitions);
Datum
posting_status_transitions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int			from;
	int			to;

	InitMaterializedSRF(fcinfo, 0);
	for (from = POSTING_STATUS_FIRST; from <= POSTING_STATUS_LAST; from++)
		for (to = POSTING_STATUS_FIRST; to <= POSTING_STATUS_LAST; to++)
		{
			Datum		values[2] = {PostingStatusGetDatum(from), PostingStatusGetDatum(to)};
			bool		nulls[2] = {false};

			if (posting_status_can_become(from, to))
				tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		}
	return (Datum) 0;
}
