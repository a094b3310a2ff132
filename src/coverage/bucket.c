/*
 * bucket.c
 *		A coverage by day, week, month, quarter or year.  It is here that the calendar
 *		is known, and not in the core.
 */
#include "attache.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/tuplestore.h"

#include "coverage/coverage.h"
#include "coverage/number.h"

/* --- Buckets --------------------------------------------------------------------- */

#define US_FISCAL_YEAR 10		/* its first month */

/* So many days or so many months. */
typedef struct Bucket
{
	const char *name;
	int			days;
	int			months;
	bool		is_fiscal;		/* begins in a month that the caller names */
} Bucket;

static const Bucket buckets[] = {
	{"day", 1, 0, false},
	{"week", 7, 0, false},
	{"month", 0, 1, false},
	{"quarter", 0, 3, false},
	{"year", 0, 12, false},
	{"fiscal year", 0, 12, true},
};

static const Bucket *
find_bucket(const char *name)
{
	size_t		i;

	for (i = 0; i < lengthof(buckets); i++)
		if (pg_strcasecmp(name, buckets[i].name) == 0)
			return &buckets[i];
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("there is no bucket \"%s\"", name),
			 errhint("A bucket is a day, week, month, quarter, year or fiscal year.")));
}

/* A week begins on Monday; 2000-01-03, day 2, was one. */
static Day
end_of_days(int days, Day day)
{
	int64		since = (int64) day - 2;
	int64		begun = since - ((since % days) + days) % days;

	return (Day) Min(begun + 2 + days, DAY_INFINITY);
}

/* Buckets of months begin in a month, and so many months after it. */
static Day
end_of_months(int months, int start_month, Day day)
{
	int			year;
	int			month;
	int			day_of_month;

	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &day_of_month);
	month += months - (month - start_month + 12) % months;
	if (month > 12)
	{
		month -= 12;
		year++;
	}
	return date2j(year, month, 1) - POSTGRES_EPOCH_JDATE;
}

/* The day after the last of the bucket that a day is in; the last of all time have no end. */
static Day
end_of_bucket(const Bucket *bucket, int start_month, Day day)
{
	Day			end = bucket->months == 0 ? end_of_days(bucket->days, day) : end_of_months(bucket->months, start_month, day);

	return end > day ? end : DAY_INFINITY;
}

/* --- What one comes to -------------------------------------------------------------- */

/* The days of a bucket that were asked for, so far. */
typedef struct BucketSum
{
	Day			first;
	Day			last;
	Day			end;			/* of the bucket */
	int64		days;
	int64		least;
	int64		greatest;
	int64		closing;
	WideSum		sum;
} BucketSum;

static BucketSum
begin_bucket(const Bucket *bucket, int start_month, Day first)
{
	BucketSum	sum = {
		.first = first,
		.end = end_of_bucket(bucket, start_month, first),
		.least = INT64_MAX,
		.greatest = INT64_MIN
	};

	return sum;
}

static void
add_to_bucket(BucketSum *sum, Stretch piece)
{
	sum->last = piece.last;
	sum->closing = piece.value;
	sum->days += stretch_days(piece);
	sum->least = Min(sum->least, piece.value);
	sum->greatest = Max(sum->greatest, piece.value);
	wide_sum_add(&sum->sum, piece.value, stretch_days(piece));
}

/* Rows on their way; what they need is freed with that of others. */
typedef struct Writer
{
	ReturnSetInfo *result;
	MemoryContext rows;
	int64		count;
} Writer;

#define ROWS_FREED_AT_ONCE 64

static void
put_bucket(Writer *writer, const Bucket *bucket, const BucketSum *sum)
{
	bool		nulls[7] = {false};
	Datum		values[7];
	MemoryContext old;
	Numeric		total;

	if (sum->days == 0)
		return;
	if (++writer->count % ROWS_FREED_AT_ONCE == 0)
		MemoryContextReset(writer->rows);
	old = MemoryContextSwitchTo(writer->rows);
	total = number_of_sum(sum->sum);
	values[0] = DateADTGetDatum(sum->first);
	values[1] = DateADTGetDatum(sum->last);
	values[2] = NumericGetDatum(bucket->days == 1 ? total : number_ratio(total, sum->days));
	values[3] = Int64GetDatum(sum->least);
	values[4] = Int64GetDatum(sum->greatest);
	values[5] = NumericGetDatum(total);
	values[6] = Int64GetDatum(sum->closing);
	MemoryContextSwitchTo(old);
	tuplestore_putvalues(writer->result->setResult, writer->result->setDesc, values, nulls);
}

/* Cuts a stretch where a bucket ends. */
static void
cut_stretch(Writer *writer, const Bucket *bucket, int start_month, BucketSum *sum, Stretch stretch)
{
	Stretch		piece = stretch;

	for (;; piece.first = sum->end)
	{
		CHECK_FOR_INTERRUPTS();
		if (sum->days == 0 || piece.first >= sum->end)
		{
			put_bucket(writer, bucket, sum);
			*sum = begin_bucket(bucket, start_month, piece.first);
		}
		piece.last = Min(stretch.last, sum->end - 1);
		add_to_bucket(sum, piece);
		if (piece.last == stretch.last)
			return;
	}
}

static void
put_buckets(FunctionCallInfo fcinfo, StretchScan scan, const Bucket *bucket, int start_month)
{
	Writer		writer = {
		.result = (ReturnSetInfo *) fcinfo->resultinfo,
		.rows = AllocSetContextCreate(CurrentMemoryContext, "attache bucket", ALLOCSET_SMALL_SIZES)
	};
	BucketSum	sum = {0};
	Stretch		stretch;

	while (stretch_next(&scan, &stretch))
		cut_stretch(&writer, bucket, start_month, &sum, stretch);
	put_bucket(&writer, bucket, &sum);
	MemoryContextDelete(writer.rows);
}

PG_FUNCTION_INFO_V1(coverage_by);
Datum
coverage_by(PG_FUNCTION_ARGS)
{
	const DaySet *days = PG_GETARG_DAY_SET_P(1);
	const Bucket *bucket = find_bucket(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	int32		start_month = PG_NARGS() > 3 ? PG_GETARG_INT32(3) : US_FISCAL_YEAR;

	if (!bucket->is_fiscal && PG_NARGS() > 3)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a %s has no start month", bucket->name),
				 errhint("Only the bucket \"fiscal year\" has one.")));
	if (start_month < 1 || start_month > MONTHS_PER_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no month %d", start_month),
				 errhint("A fiscal year starts in a month from 1 to 12.")));
	coverage_check_bounded(days);
	InitMaterializedSRF(fcinfo, 0);
	put_buckets(fcinfo, coverage_scan(coverage_get_steps_arg(fcinfo), days), bucket, bucket->is_fiscal ? start_month : 1);
	return (Datum) 0;
}
