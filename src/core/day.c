/*
 * day.c
 *		Days to ISO 8601 text and back, without the server.
 */
#include "core/day.h"

#include "core/ascii.h"

#define DAYS_PER_ERA 146097		/* days in 400 Gregorian years */
#define EPOCH_FROM_MARCH_0 730425	/* 2000-01-01, from 0000-03-01 */
#define YEAR_MAX 5874897

static bool
is_leap(int32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in_month(int32_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/*
 * Years are counted from March here, so that a leap day comes last and the
 * day of the year follows from the month by one linear formula.
 */
static int64_t
day_from_civil(int32_t year, int month, int day)
{
	int64_t		y = year - (month <= 2);
	int64_t		era = floor_div(y, 400);
	int64_t		year_of_era = y - era * 400;
	int64_t		day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	int64_t		leap_days = year_of_era / 4 - year_of_era / 100;
	int64_t		day_of_era = year_of_era * 365 + leap_days + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_MARCH_0;
}

static void
civil_from_day(Day day, int32_t *year, int *month, int *month_day)
{
	int64_t		z = (int64_t) day + EPOCH_FROM_MARCH_0;
	int64_t		era = floor_div(z, DAYS_PER_ERA);
	int64_t		day_of_era = z - era * DAYS_PER_ERA;
	int64_t		year_of_era = (day_of_era - day_of_era / 1460 +
							   day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t		leap_days = year_of_era / 4 - year_of_era / 100;
	int64_t		day_of_year = day_of_era - 365 * year_of_era - leap_days;
	int64_t		march_month = (5 * day_of_year + 2) / 153;

	*month_day = (int) (day_of_year - (153 * march_month + 2) / 5 + 1);
	*month = (int) (march_month < 10 ? march_month + 3 : march_month - 9);
	*year = (int32_t) (year_of_era + era * 400 + (*month <= 2));
}

/* Reads as many digits as there are, or as wanted; false if there are fewer. */
static bool
parse_digits(const char **at, const char *end, int least, int most, int32_t *number)
{
	int			n = 0;

	*number = 0;
	while (*at < end && n < most && ascii_is_digit(**at))
	{
		*number = *number * 10 + (*(*at)++ - '0');
		n++;
	}
	return n >= least;
}

static bool
parse_character(const char **at, const char *end, char c)
{
	if (*at == end || **at != c)
		return false;
	(*at)++;
	return true;
}

bool
day_parse(const char *text, size_t length, Day *day)
{
	const char *end = text + length;
	int32_t		year;
	int32_t		month;
	int32_t		month_day;
	int64_t		number;

	if (!parse_digits(&text, end, 4, 7, &year) || year == 0 || year > YEAR_MAX ||
		!parse_character(&text, end, '-') ||
		!parse_digits(&text, end, 2, 2, &month) || month < 1 || month > 12 ||
		!parse_character(&text, end, '-') ||
		!parse_digits(&text, end, 2, 2, &month_day) || month_day < 1)
		return false;
	if (text != end)
	{
		if (!ascii_equals_folded(text, (size_t) (end - text), " BC"))
			return false;
		year = 1 - year;
	}
	if (month_day > days_in_month(year, month))
		return false;

	number = day_from_civil(year, month, month_day);
	if (number < DAY_MIN || number > DAY_MAX)
		return false;
	*day = (Day) number;
	return true;
}

/* Writes at least so many digits; returns where the text goes on. */
static char *
format_digits(char *at, int32_t number, int least)
{
	char		reversed[10];
	int			n = 0;

	while (number > 0 || n < least)
	{
		reversed[n++] = (char) ('0' + number % 10);
		number /= 10;
	}
	while (n > 0)
		*at++ = reversed[--n];
	return at;
}

size_t
day_format(Day day, char text[DAY_TEXT_LENGTH + 1])
{
	char	   *at = text;
	int32_t		year;
	int			month;
	int			month_day;
	bool		bc;

	civil_from_day(day, &year, &month, &month_day);
	bc = year <= 0;
	at = format_digits(at, bc ? 1 - year : year, 4);
	*at++ = '-';
	at = format_digits(at, month, 2);
	*at++ = '-';
	at = format_digits(at, month_day, 2);
	if (bc)
	{
		*at++ = ' ';
		*at++ = 'B';
		*at++ = 'C';
	}
	*at = '\0';
	return (size_t) (at - text);
}
