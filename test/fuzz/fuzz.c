/*
 * fuzz.c
 *		libFuzzer's target: the plain-C core, without a server.
 *
 * The first byte of an input says what the rest is for.  Every property that
 * does not hold ends the run; so does what AddressSanitizer and
 * UndefinedBehaviorSanitizer see.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"

#include "core/breach.h"
#include "core/changes.h"
#include "core/country.h"
#include "core/entry_text.h"
#include "core/envelope.h"
#include "core/levels.h"
#include "core/posting_status.h"
#include "core/presence.h"
#include "core/presence_bytes.h"
#include "core/presence_sets.h"
#include "core/program_code.h"
#include "core/runs.h"
#include "core/scalar_text.h"
#include "core/seats.h"
#include "core/status_history.h"
#include "core/sparkline.h"
#include "core/steps.h"
#include "core/weighing.h"
#include "core/weights.h"

/* --- Scalars ------------------------------------------------------------------ */

static void
check_code(ProgramCode code)
{
	char		text[PROGRAM_CODE_LENGTH + 1];
	size_t		length = program_code_format(code, text);
	ProgramCode again;

	MUST(length >= 1 && length <= PROGRAM_CODE_LENGTH && text[length] == '\0');
	MUST(program_code_parse(text, length, &again) == PROGRAM_CODE_OK);
	MUST(again == code);
	MUST(program_code_is_valid(code));
}

static void
fuzz_program_code(const char *text, size_t length)
{
	ProgramCode code;
	char	   *folded = malloc(length + 1);
	size_t		folded_length = scalar_fold_text(text, length, folded);

	MUST(folded_length <= length);
	if (program_code_parse(text, length, &code) == PROGRAM_CODE_OK)
	{
		char		formatted[PROGRAM_CODE_LENGTH + 1];

		check_code(code);
		MUST(program_code_format(code, formatted) == folded_length);
		MUST(memcmp(formatted, folded, folded_length) == 0);
	}
	free(folded);
}

/* Two texts in the order of a type: that of their values, then the others. */
static void
check_order(ScalarReader read, const char *text, size_t length)
{
	size_t		half = length / 2;
	const char *b_text = text + half;
	size_t		b_length = length - half;
	int			order = scalar_compare_texts(read, text, half, b_text, b_length);
	uint64_t	a;
	uint64_t	b;
	bool		a_is_value = read(text, half, &a);
	bool		b_is_value = read(b_text, b_length, &b);

	MUST(scalar_compare_texts(read, b_text, b_length, text, half) == -order);
	if (a_is_value && b_is_value)
		MUST(order == (a > b) - (a < b));
	else if (a_is_value != b_is_value)
		MUST(order == (a_is_value ? -1 : 1));
	if (a_is_value)
		MUST(scalar_compare_number_and_text(read, a, b_text, b_length) == order);
}

static void
fuzz_order(const char *text, size_t length)
{
	check_order(scalar_read_program_code, text, length);
	check_order(scalar_read_posting_status, text, length);
	check_order(scalar_read_country_code, text, length);
}

static void
fuzz_program_number(const char *bytes, size_t length)
{
	ProgramCode code = 0;

	memcpy(&code, bytes, length < sizeof(code) ? length : sizeof(code));
	if (program_code_is_valid(code))
		check_code(code);
}

static void
fuzz_posting_status(const char *text, size_t length)
{
	PostingStatus status;
	PostingStatus again;

	if (!posting_status_parse(text, length, &status))
		return;
	MUST(posting_status_is_valid(status));
	MUST(posting_status_parse(posting_status_label(status),
							  strlen(posting_status_label(status)), &again));
	MUST(again == status);
}

/* The table of names is in the order of its keys, so that each is found. */
static void
check_country_names(void)
{
	char		previous[COUNTRY_KEY_SIZE] = "";
	int			i;

	for (i = 0; i < country_name_count; i++)
	{
		const CountryName *entry = &country_name_table[i];
		char		key[COUNTRY_KEY_SIZE];

		MUST(country_name_key(entry->name, strlen(entry->name), key));
		MUST(strcmp(previous, key) < 0);
		MUST(country_by_name(entry->name, strlen(entry->name)) == entry);
		MUST(country_lookup(country_code_of(entry->alpha2)) != NULL);
		strcpy(previous, key);
	}
}

static void
fuzz_country_name(const char *text, size_t length)
{
	static bool checked = false;
	const CountryName *name = country_by_name(text, length);
	char		key[COUNTRY_KEY_SIZE];
	char		again[COUNTRY_KEY_SIZE];
	char	   *ascii;

	if (!checked)
		check_country_names();
	checked = true;
	if (country_name_key(text, length, key))
	{
		/* A key is a spelling of its own name. */
		MUST(country_name_key(key, strlen(key), again));
		MUST(strcmp(key, again) == 0);
		MUST(country_by_name(key, strlen(key)) == name);
	}
	else
		MUST(name == NULL);

	ascii = malloc(length + 1);
	memcpy(ascii, text, length);
	ascii[length] = '\0';
	country_name_to_ascii(ascii);
	if (name != NULL && strlen(ascii) <= length && memchr(text, '\0', length) == NULL)
		MUST(country_by_name(ascii, strlen(ascii)) == name);
	free(ascii);
}

static void
fuzz_country(const char *text, size_t length)
{
	const Country *country = country_parse(text, length);
	const Country *numeric = country_parse_numeric(text, length);
	const CountryMistake *mistake = country_mistake(text, length);
	const FipsCode *fips = fips_lookup(text, length);

	fuzz_country_name(text, length);
	if (country != NULL)
	{
		MUST(country_lookup(country_code_of(country->alpha2)) == country);
		MUST(country_parse(country->alpha2, 2) == country);
	}
	if (numeric != NULL)
		MUST(numeric->numeric > 0 && country_by_numeric(numeric->numeric) == numeric);
	if (mistake != NULL && mistake->alpha2[0] != '\0')
		MUST(country_parse(mistake->alpha2, 2) != NULL);
	if (fips != NULL)
		MUST((fips_country(fips) == NULL) == (fips->alpha2[0] == '\0') &&
			 (fips_country(fips) != NULL || fips_place(fips)->reason != NULL));
}

static void
fuzz_day(const char *text, size_t length)
{
	Day			day;
	Day			again;
	char		formatted[DAY_TEXT_LENGTH + 1];

	if (!day_parse(text, length, &day))
		return;
	MUST(day_is_finite(day));
	MUST(day_format(day, formatted) <= DAY_TEXT_LENGTH);
	MUST(day_parse(formatted, strlen(formatted), &again) && again == day);
}

/* A cell that was trimmed has nothing more to trim, and lies within what was given. */
static void
fuzz_entry_text(const char *text, size_t length)
{
	const char *start = text;
	const char *again;
	size_t		n = length;
	size_t		m;

	entry_text_trim(&start, &n, true);
	MUST(start >= text && start + n <= text + length);
	again = start;
	m = n;
	entry_text_trim(&again, &m, true);
	MUST(again == start && m == n);
}

/* --- Steps -------------------------------------------------------------------- */

static StepsWriter
new_writer(size_t room)
{
	StepsWriter writer = {0, malloc(room * sizeof(int64_t)), malloc(room * sizeof(Day))};

	return writer;
}

static void
free_writer(StepsWriter *writer)
{
	free(writer->values);
	free(writer->days);
}

/* Canonical, and the same after a journey through text. */
static void
check_steps(Steps steps)
{
	char	   *text = malloc(steps_text_size(steps.count));
	size_t		length = steps_format(steps, text);
	StepsWriter again = new_writer(steps_bound(text, length));
	size_t		at;

	MUST(steps_are_canonical(steps));
	MUST(length < steps_text_size(steps.count) && text[length] == '\0');
	MUST(steps_bound(text, length) >= (size_t) steps.count);
	MUST(steps_parse(text, length, &again, &at) == STEPS_OK && at == length);
	MUST(again.count == steps.count);
	if (steps.count > 0)
	{
		MUST(memcmp(again.values, steps.values, steps.count * sizeof(int64_t)) == 0);
		MUST(memcmp(again.days, steps.days, steps.count * sizeof(Day)) == 0);
	}
	free_writer(&again);
	free(text);
}

static void
fuzz_steps_text(const char *text, size_t length)
{
	StepsWriter writer = new_writer(steps_bound(text, length));
	size_t		at;

	if (steps_parse(text, length, &writer, &at) == STEPS_OK)
		check_steps(steps_written(&writer));
	MUST(at <= length);
	free_writer(&writer);
}

static void
fuzz_steps_binary(const char *bytes, size_t length)
{
	size_t		count = length / (sizeof(int64_t) + sizeof(Day));
	StepsWriter writer = new_writer(count);
	size_t		i;

	for (i = 0; i < count; i++)
	{
		int64_t		value;
		Day			day;

		memcpy(&value, bytes, sizeof(value));
		memcpy(&day, bytes + sizeof(value), sizeof(day));
		bytes += sizeof(value) + sizeof(day);
		if (steps_append(&writer, day, value) == STEPS_OK)
		{
			MUST(steps_value_on(steps_written(&writer), day) == value);
			MUST(stretches_max(stretch_scan(steps_written(&writer), day, DAY_INFINITY)) == value);
			if (day != DAY_MINUS_INFINITY)
				MUST(stretches_min(stretch_scan(steps_written(&writer), day, day)) == value);
		}
	}
	check_steps(steps_written(&writer));
	free_writer(&writer);
}

/* --- Presence ----------------------------------------------------------------- */

#define SPAN 60					/* days that the definition looks at */
#define UNITS 32

/* Adds all of one presence to another. */
static void
merge(Presence *into, Presence *from)
{
	PresenceUnit unit;
	size_t		slot = 0;
	int32_t		i;

	presence_settle(from);
	presence_reserve(into, from->count);
	while (presence_next(from, &slot, &unit))
		for (i = 0; i < unit.count; i++)
			presence_add(into, unit.key, unit.items[i]);
}

/*
 * Four bytes an entry: a unit and in which of two presences it is, the first day,
 * the length, how it is bounded.
 */
static void
fuzz_presence(const char *bytes, size_t length)
{
	static bool covered[UNITS][SPAN + 2];	/* -1 and SPAN stand for ever */
	Presence   *presence = presence_create(NULL);
	Presence   *other = presence_create(NULL);
	size_t		count = length / 4;
	StepsWriter writer;
	size_t		i;
	int			day;
	int			unit;

	memset(covered, 0, sizeof(covered));
	for (i = 0; i < count; i++, bytes += 4)
	{
		int			first = (unsigned char) bytes[1] % SPAN;
		int			last = first + (unsigned char) bytes[2] % 16;
		bool		from_ever = (bytes[3] & 15) == 1;
		bool		for_ever = (bytes[3] & 15) == 2;
		Period		period;

		unit = (unsigned char) bytes[0] % UNITS;
		if (last >= SPAN)
			last = SPAN - 1;
		period.from = from_ever ? DAY_MINUS_INFINITY : (Day) first * 7;
		period.upto = for_ever ? DAY_INFINITY : (Day) (last + 1) * 7;
		presence_add(bytes[0] < 0 ? other : presence, (uint64_t) unit * UINT64_C(0x100000001), period);
		for (day = from_ever ? -1 : first; day <= (for_ever ? SPAN : last); day++)
			covered[unit][day + 1] = true;
	}
	merge(presence, other);
	MUST(presence_add_up(presence, &writer));
	check_steps(steps_written(&writer));
	for (day = -1; day <= SPAN; day++)
	{
		int64_t		expected = 0;

		for (unit = 0; unit < UNITS; unit++)
			expected += covered[unit][day + 1];
		MUST(steps_value_on(steps_written(&writer), day * 7) == expected);
		MUST(steps_value_on(steps_written(&writer), day * 7 + 6) == expected);
	}
}

/* --- Presence as bytes ---------------------------------------------------------- */

/* The bytes of what a reader reads, which are those that it was given. */
static void
check_presence_bytes(const void *bytes, size_t size)
{
	PresenceReader reader = presence_reader(bytes, size, NULL);
	PresenceWriter writer = presence_writer(reader.kind, reader.encoding, NULL);

	while (presence_read(&reader))
	{
		int32_t		i;

		MUST(reader.count > 0);
		for (i = 0; i < reader.count; i++)
		{
			MUST(reader.periods[i].from < reader.periods[i].upto);
			MUST(i == 0 || reader.periods[i - 1].upto < reader.periods[i].from);
		}
		presence_write(&writer, reader.unit, reader.periods, reader.count);
	}
	MUST(reader.at == reader.end);
	if (reader.fault != PRESENCE_OK)
		return;
	presence_write_end(&writer);
	MUST(writer.size == size && memcmp(writer.bytes, bytes, size) == 0);
}

/* Anything at all; and, so that more of it is a presence, behind a head that is one. */
static void
fuzz_presence_bytes(const char *bytes, size_t length)
{
	int			kind;

	check_presence_bytes(bytes, length);
	for (kind = 0; kind <= UNIT_KIND_LAST; kind++)
	{
		size_t		head = kind == UNITS_TEXT ? 3 : 2;
		char	   *headed = malloc(head + length);
		char	   *cut = malloc(2);

		headed[0] = 1;
		headed[1] = (char) kind;
		headed[head - 1] = kind == UNITS_TEXT ? (char) (length % 2 * 6) : (char) kind;
		memcpy(headed + head, bytes, length);
		check_presence_bytes(headed, head + length);
		memcpy(cut, headed, 2);
		check_presence_bytes(cut, 2);
		free(cut);
		free(headed);
	}
}

/* Texts that share much of their beginnings, and are longer than what is looked at first. */
static const char *const fuzzed_texts[] = {
	"", "a", "abcdefgh", "abcdefgha", "abcdefghb", "abcdefghab", "b", "\xc3\xa4", "abcdefgh\xc3\xa4", "abcdefgh\xff", "z", "zz", "abc", "ab", "abcdefg", "B",
};
#define TEXTS (sizeof(fuzzed_texts) / sizeof(fuzzed_texts[0]))

static Unit
unit_of_fuzzed_text(const void *texts, uint64_t key)
{
	const char *text = ((const char *const *) texts)[key];

	return unit_of_bytes(text, (int32_t) strlen(text));
}

/* Presences of these texts, or of integers, and who is covered in each by definition. */
#define PRESENCES 3

typedef struct FuzzedPresence
{
	PresenceWriter writer;
	bool		covered[TEXTS][SPAN + 2];
} FuzzedPresence;

static PresenceReader
read_fuzzed(const FuzzedPresence *presence)
{
	return presence_reader(presence->writer.bytes, presence->writer.size, NULL);
}

static size_t
fuzzed_number(UnitKind kind, Unit unit)
{
	size_t		i;

	if (kind == UNITS_WHOLE_NUMBER)
		return (size_t) (unit_integer(unit) + 7);
	for (i = 0; i < TEXTS; i++)
		if (unit_compare(unit, unit_of_fuzzed_text(fuzzed_texts, i)) == 0)
			return i;
	MUST(false);
	return 0;
}

static bool
is_covered(const Period *periods, int32_t count, Day day)
{
	int32_t		i;

	for (i = 0; i < count; i++)
		if (periods[i].from <= day && day < periods[i].upto)
			return true;
	return false;
}

/* Is a presence exactly what it should be? */
static void
check_covered(const PresenceWriter *writer, UnitKind kind, bool (*expected)[SPAN + 2])
{
	static bool found[TEXTS][SPAN + 2];
	PresenceReader reader = presence_reader(writer->bytes, writer->size, NULL);
	int			day;

	memset(found, 0, sizeof(found));
	check_presence_bytes(writer->bytes, writer->size);
	while (presence_read(&reader))
		for (day = -1; day <= SPAN; day++)
			found[fuzzed_number(kind, reader.unit)][day + 1] = is_covered(reader.periods, reader.count, day * 7);
	MUST(reader.fault == PRESENCE_OK);
	MUST(memcmp(found, expected, sizeof(found)) == 0);
}

static void
check_together(DaysOf which, UnitKind kind, const FuzzedPresence *a, const FuzzedPresence *b)
{
	static bool expected[TEXTS][SPAN + 2];
	PresenceReader of_a = read_fuzzed(a);
	PresenceReader of_b = read_fuzzed(b);
	PresenceWriter writer = presence_writer(kind, 6, NULL);
	size_t		unit;
	int			day;

	for (unit = 0; unit < TEXTS; unit++)
		for (day = 0; day < SPAN + 2; day++)
		{
			bool		in_a = a->covered[unit][day];
			bool		in_b = b->covered[unit][day];

			expected[unit][day] = which == DAYS_OF_EITHER ? in_a || in_b : which == DAYS_OF_BOTH ? in_a && in_b : in_a && !in_b;
		}
	presences_together(which, &of_a, &of_b, &writer);
	presence_write_end(&writer);
	check_covered(&writer, kind, expected);
}

static void
check_union(UnitKind kind, const FuzzedPresence *presences)
{
	static bool expected[TEXTS][SPAN + 2];
	PresenceReader readers[PRESENCES];
	PresenceWriter writer = presence_writer(kind, 6, NULL);
	PresenceUnion all;
	size_t		unit;
	int			day;
	int			i;

	for (i = 0; i < PRESENCES; i++)
		readers[i] = read_fuzzed(&presences[i]);
	for (unit = 0; unit < TEXTS; unit++)
		for (day = 0; day < SPAN + 2; day++)
			expected[unit][day] = presences[0].covered[unit][day] || presences[1].covered[unit][day] || presences[2].covered[unit][day];
	all = presence_union_open(readers, PRESENCES, NULL);
	while (presence_union_read(&all))
		presence_write(&writer, all.unit, all.periods, all.count);
	MUST(all.fault == PRESENCE_OK);
	presence_union_free(&all);
	presence_write_end(&writer);
	check_covered(&writer, kind, expected);
}

/* Four bytes an entry, as for a presence; the first entry says of which kind all are. */
static void
fuzz_presences(const char *bytes, size_t length)
{
	static FuzzedPresence presences[PRESENCES];
	Presence   *tables[PRESENCES];
	size_t		count = length / 4;
	UnitKind	kind = count > 0 && bytes[3] < 0 ? UNITS_TEXT : UNITS_WHOLE_NUMBER;
	size_t		i;
	int			day;

	memset(presences, 0, sizeof(presences));
	for (i = 0; i < PRESENCES; i++)
		tables[i] = presence_create(NULL);
	for (i = 0; i < count; i++, bytes += 4)
	{
		size_t		unit = (unsigned char) bytes[0] % TEXTS;
		size_t		which = (unsigned char) bytes[0] / TEXTS % PRESENCES;
		int			first = (unsigned char) bytes[1] % SPAN;
		int			last = first + (unsigned char) bytes[2] % 16;
		bool		from_ever = (bytes[3] & 15) == 1;
		bool		for_ever = (bytes[3] & 15) == 2;
		Period		period;

		if (last >= SPAN)
			last = SPAN - 1;
		period.from = from_ever ? DAY_MINUS_INFINITY : (Day) first * 7;
		period.upto = for_ever ? DAY_INFINITY : (Day) (last + 1) * 7;
		presence_add(tables[which], kind == UNITS_TEXT ? unit : unit_of_integer((int64_t) unit - 7).number, period);
		for (day = from_ever ? -1 : first; day <= (for_ever ? SPAN : last); day++)
			presences[which].covered[unit][day + 1] = true;
	}
	for (i = 0; i < PRESENCES; i++)
	{
		presences[i].writer = presence_writer(kind, 6, NULL);
		presence_write_table(&presences[i].writer, tables[i], kind == UNITS_TEXT ? unit_of_fuzzed_text : NULL, fuzzed_texts);
		presence_write_end(&presences[i].writer);
		check_covered(&presences[i].writer, kind, presences[i].covered);
	}
	check_together(DAYS_OF_EITHER, kind, &presences[0], &presences[1]);
	check_together(DAYS_OF_BOTH, kind, &presences[0], &presences[1]);
	check_together(DAYS_OF_FIRST_ALONE, kind, &presences[0], &presences[1]);
	check_union(kind, presences);
}

/*
 * Ten bytes an entry: a day, how many days later it ends, and a value of a
 * coverage.  Sums of any size, against numbers of 128 bits.
 */
static void
fuzz_sum(const char *bytes, size_t length)
{
	__extension__ typedef __int128 Wide;
	Wide		sum[2 * SPAN] = {0};
	Changes		changes = {0};
	size_t		count = length / 10;
	bool		fits = true;
	StepsWriter writer;
	size_t		i;
	int			day;

	for (i = 0; i < count; i++, bytes += 10)
	{
		StepsWriter one = new_writer(2);
		int			first = (unsigned char) bytes[0] % SPAN;
		int			after = first + 1 + (unsigned char) bytes[1] % SPAN;
		int64_t		value;

		memcpy(&value, bytes + 2, sizeof(value));
		steps_append(&one, first, value);
		steps_append(&one, after, 0);
		changes_add_steps(&changes, steps_written(&one));
		for (day = first; day < after; day++)
			sum[day] += value;
		free_writer(&one);
	}
	for (day = 0; day < 2 * SPAN; day++)
		fits = fits && sum[day] >= INT64_MIN && sum[day] <= INT64_MAX;
	MUST(changes_add_up(&changes, &writer) == fits);
	if (fits)
	{
		WideSum		all;
		Wide		total = 0;

		check_steps(steps_written(&writer));
		for (day = 0; day < 2 * SPAN; day++)
		{
			MUST(steps_value_on(steps_written(&writer), day) == sum[day]);
			total += sum[day];
		}
		MUST(stretches_sum(stretch_scan(steps_written(&writer), 0, 2 * SPAN - 1), &all));
		MUST(all.high * ((Wide) 1 << 32) + all.low == total);
	}
}

/* The same entries as one unit's weights; the unit is the weight. */
static void
fuzz_weights(const char *bytes, size_t length)
{
	int64_t		greatest[SPAN] = {0};
	int64_t		sum[SPAN] = {0};
	Weights		weights = {0};
	Changes		heads = {0};
	Changes		changes = {0};
	StepsWriter writer;
	size_t		count = length / 3;
	int32_t		j;
	size_t		i;
	int			day;

	for (i = 0; i < count; i++, bytes += 3)
	{
		int			first = (unsigned char) bytes[1] % SPAN;
		int			last = first + (unsigned char) bytes[2] % 16;
		int64_t		weight = 1 + (unsigned char) bytes[0] % 9;
		Period		period;

		if (last >= SPAN)
			last = SPAN - 1;
		period = (Period) {first, last + 1};
		weights_add(&weights, period, weight, NULL);
		changes_add_period(&heads, period, weight);
		for (day = first; day <= last; day++)
		{
			sum[day] += weight;
			if (weight > greatest[day])
				greatest[day] = weight;
		}
	}
	weights_settle(&weights, NULL);
	for (j = 0; j < weights.count; j++)
	{
		MUST(weights.items[j].period.from < weights.items[j].period.upto);
		MUST(j == 0 || weights.items[j - 1].period.upto <= weights.items[j].period.from);
		changes_add_period(&changes, weights.items[j].period, weights.items[j].weight);
	}
	MUST(changes_add_up(&changes, &writer));
	check_steps(steps_written(&writer));
	for (day = 0; day < SPAN; day++)
		MUST(steps_value_on(steps_written(&writer), day) == greatest[day]);

	MUST(changes_add_up(&heads, &writer));
	check_steps(steps_written(&writer));
	for (day = 0; day < SPAN; day++)
		MUST(steps_value_on(steps_written(&writer), day) == sum[day]);
}

/* Four bytes an entry: a unit, the first day, the length, the weight. */
static void
fuzz_weighing(const char *bytes, size_t length)
{
	static int64_t greatest[UNITS][SPAN];
	Weighing   *weighing = weighing_create(NULL);
	size_t		count = length / 4;
	StepsWriter writer;
	size_t		i;
	int			unit;
	int			day;

	memset(greatest, 0, sizeof(greatest));
	for (i = 0; i < count; i++, bytes += 4)
	{
		int			first = (unsigned char) bytes[1] % SPAN;
		int			after = first + 1 + (unsigned char) bytes[2] % 16;
		int64_t		weight = 1 + (unsigned char) bytes[3] % 5;
		WeightedPeriod item = {{first, after < SPAN ? after : SPAN}, weight};

		unit = (unsigned char) bytes[0] % UNITS;
		weighing_add(weighing, (uint64_t) unit, item);
		if (bytes[0] < -120)
			weighing_settle(weighing);
		for (day = first; day < item.period.upto; day++)
			if (greatest[unit][day] < weight)
				greatest[unit][day] = weight;
	}
	MUST(weighing_add_up(weighing, &writer));
	check_steps(steps_written(&writer));
	for (day = 0; day < SPAN; day++)
	{
		int64_t		sum = 0;

		for (unit = 0; unit < UNITS; unit++)
			sum += greatest[unit][day];
		MUST(steps_value_on(steps_written(&writer), day) == sum);
	}
}

/* A step function out of bytes, two for each step, on days from 1 to 2 * length. */
static StepsWriter
make_steps(const char *bytes, size_t length)
{
	StepsWriter writer = new_writer(length + 1);
	Day			day = 0;
	size_t		i;

	for (i = 0; i + 1 < length; i += 2)
	{
		day += 1 + (unsigned char) bytes[i] % 4;
		steps_append(&writer, i == 0 && bytes[i] < 0 ? DAY_MINUS_INFINITY : day, bytes[i + 1]);
	}
	return writer;
}

/* Two step functions out of bytes, combined and cut, against the definition. */
static void
fuzz_arithmetic(const char *bytes, size_t length)
{
	size_t		half = length / 2;
	StepsWriter writers[2] = {make_steps(bytes, half), make_steps(bytes + half, half)};
	StepsOperation operation;
	int			k;
	int			day;

	for (operation = STEPS_ADD; operation <= STEPS_GREATEST; operation++)
	{
		Steps		a = steps_written(&writers[0]);
		Steps		b = steps_written(&writers[1]);
		StepsWriter combined = new_writer((size_t) a.count + b.count);

		MUST(steps_combine(a, b, operation, &combined));
		check_steps(steps_written(&combined));
		for (day = -1; day < (int) half * 2 + 2; day++)
		{
			int64_t		x = steps_value_on(a, day);
			int64_t		y = steps_value_on(b, day);
			int64_t		value = steps_value_on(steps_written(&combined), day);

			MUST(value == (operation == STEPS_ADD ? x + y :
						   operation == STEPS_SUBTRACT ? x - y :
						   operation == STEPS_LEAST ? (x < y ? x : y) : (x > y ? x : y)));
		}
		free_writer(&combined);
	}
	if (length > 2)
	{
		Steps		a = steps_written(&writers[0]);
		Day			first = (unsigned char) bytes[0];
		Day			last = first + (unsigned char) bytes[1];
		unsigned char levels[20];

		sparkline_levels(a, first, last, sizeof(levels), levels);
		for (k = 0; k < (int) sizeof(levels); k++)
			MUST(levels[k] < SPARKLINE_LEVELS);
	}
	free_writer(&writers[0]);
	free_writer(&writers[1]);
}

/* The envelope of step functions out of bytes, against the least and the greatest of their values. */
static void
fuzz_envelope(const char *bytes, size_t length)
{
	Envelope	envelope = {.operation = length % 2 == 0 ? STEPS_LEAST : STEPS_GREATEST};
	size_t		each = length > 0 ? 1 + (unsigned char) bytes[0] % 12 : 1;
	size_t		count = length / each;
	StepsWriter *writers = malloc((count + 1) * sizeof(StepsWriter));
	Steps		read;
	size_t		i;
	int			day;

	for (i = 0; i < count; i++)
	{
		writers[i] = make_steps(bytes + i * each, each);
		envelope_add(&envelope, steps_written(&writers[i]));
		if (i % 7 == 6)
			(void) envelope_read(&envelope);
	}
	if (count > 0)
	{
		read = envelope_read(&envelope);
		check_steps(read);
		for (day = -1; day < (int) each * 2 + 2; day++)
		{
			int64_t		value = steps_value_on(steps_written(&writers[0]), day);

			for (i = 1; i < count; i++)
			{
				int64_t		other = steps_value_on(steps_written(&writers[i]), day);

				if (envelope.operation == STEPS_LEAST ? other < value : other > value)
					value = other;
			}
			MUST(steps_value_on(read, day) == value);
		}
	}
	for (i = 0; i < count; i++)
		free_writer(&writers[i]);
	free(writers);
}

/* One step function out of bytes moved, multiplied, and held against another. */
static void
fuzz_change(const char *bytes, size_t length)
{
	StepsWriter writers[2];
	StepsWriter changed[3];
	Steps		a;
	Steps		b;
	int			i;
	int			day;

	if (length < 2)
		return;
	writers[0] = make_steps(bytes + 2, (length - 2) / 2);
	writers[1] = make_steps(bytes + 2 + (length - 2) / 2, (length - 2) / 2);
	a = steps_written(&writers[0]);
	b = steps_written(&writers[1]);
	for (i = 0; i < 3; i++)
		changed[i] = new_writer((size_t) a.count + b.count + 1);
	MUST(steps_shift(a, bytes[0], &changed[0]));
	MUST(steps_multiply(a, bytes[1], &changed[1]));
	steps_reach(a, b, &changed[2]);
	for (i = 0; i < 3; i++)
		check_steps(steps_written(&changed[i]));
	for (day = -200; day < 2 * (int) length + 200; day++)
	{
		MUST(steps_value_on(steps_written(&changed[0]), day + bytes[0]) == steps_value_on(a, day));
		MUST(steps_value_on(steps_written(&changed[1]), day) == bytes[1] * steps_value_on(a, day));
		MUST(steps_value_on(steps_written(&changed[2]), day) == (steps_value_on(a, day) >= steps_value_on(b, day)));
	}
	for (i = 0; i < 3; i++)
		free_writer(&changed[i]);
	free_writer(&writers[0]);
	free_writer(&writers[1]);
}

/* --- On some days -------------------------------------------------------------------- */

#define MOST_PERIODS 4
#define LAST_DAY 2100			/* of all that make_days() makes */

/* Days out of bytes, two for each period: how long after the one before, and how long. */
static int32_t
make_days(const char *bytes, Period *periods)
{
	Day			day = -20;
	int32_t		i;

	for (i = 0; i < MOST_PERIODS && bytes[2 * i] != 0; i++)
	{
		periods[i].from = day + (unsigned char) bytes[2 * i];
		periods[i].upto = periods[i].from + 1 + (unsigned char) bytes[2 * i + 1];
		day = periods[i].upto;
	}
	return i;
}

static bool
is_in(const Period *periods, int32_t count, Day day)
{
	int32_t		i;

	for (i = 0; i < count; i++)
		if (day >= periods[i].from && day < periods[i].upto)
			return true;
	return false;
}

/* What the days of periods come to, by looking at each of them. */
static void
check_values(Steps steps, const Period *periods, int32_t count)
{
	StretchScan scan = stretch_scan_periods(steps, periods, count);
	int64_t		most = INT64_MIN;
	int64_t		least = INT64_MAX;
	int64_t		total = 0;
	WideSum		sum;
	int			day;

	for (day = -30; day < LAST_DAY; day++)
		if (is_in(periods, count, day))
		{
			int64_t		value = steps_value_on(steps, day);

			most = value > most ? value : most;
			least = value < least ? value : least;
			total += value;
		}
	MUST(stretches_max(scan) == most);
	MUST(stretches_min(scan) == least);
	MUST(stretches_sum(scan, &sum) && sum.high * (INT64_C(1) << 32) + sum.low == total);
}

static void
check_within(Steps steps, const Period *periods, int32_t count)
{
	StepsWriter within = new_writer((size_t) steps.count + 2 * (size_t) count);
	int			day;

	steps_within(steps, periods, count, &within);
	check_steps(steps_written(&within));
	for (day = -30; day < LAST_DAY; day++)
		MUST(steps_value_on(steps_written(&within), day) == (is_in(periods, count, day) ? steps_value_on(steps, day) : 0));
	free_writer(&within);
}

static void
check_levels(Steps steps, const Period *periods, int32_t count)
{
	Level	   *levels = malloc(((size_t) steps.count + (size_t) count + 1) * sizeof(Level));
	int64_t		found = levels_read(stretch_scan_periods(steps, periods, count), levels, NULL);
	int64_t		days = 0;
	int64_t		i;
	int			day;

	for (i = 0; i < found; i++)
	{
		MUST(i == 0 || levels[i].value > levels[i - 1].value);
		for (day = -30; day < LAST_DAY; day++)
			levels[i].days -= is_in(periods, count, day) && steps_value_on(steps, day) == levels[i].value;
		MUST(levels[i].days == 0);
		days++;
	}
	MUST(days <= steps.count + count);
	free(levels);
}

/* A run ends where a period does. */
static void
check_runs_of_periods(Steps steps, const Period *periods, int32_t count, int64_t target, int64_t kept)
{
	RunScan		scan = run_scan(stretch_scan_periods(steps, periods, count), target, RUN_REACHED);
	Period		longest = {0, 0};
	Period		first = {0, 0};
	Period		run = {0, 0};
	int64_t		days = 0;
	int64_t		all;
	int			day;

	for (day = -30; day < LAST_DAY; day++)
	{
		if (!is_in(periods, count, day) || steps_value_on(steps, day) < target)
			continue;
		if (run.upto != day || !is_in(periods, count, day - 1))
			run.from = day;
		run.upto = day + 1;
		days++;
		if (period_days(run) > period_days(longest))
			longest = run;
		if (period_days(first) == 0 && period_days(run) >= kept)
			first = run;
	}
	MUST(runs_days(scan, &all) && all == days);
	MUST(runs_longest(scan, &run) == (days > 0));
	MUST(days == 0 || (run.from == longest.from && run.upto == longest.upto));
	MUST(runs_first(scan, kept, &run) == (period_days(first) > 0));
	MUST(period_days(first) == 0 || run.from == first.from);
}

static void
fuzz_periods(const char *bytes, size_t length)
{
	Period		periods[MOST_PERIODS];
	StepsWriter writer;
	int32_t		count;

	if (length < 2 * MOST_PERIODS + 2)
		return;
	count = make_days(bytes + 2, periods);
	writer = make_steps(bytes + 2 + 2 * MOST_PERIODS, length - 2 - 2 * MOST_PERIODS);
	check_values(steps_written(&writer), periods, count);
	check_within(steps_written(&writer), periods, count);
	check_levels(steps_written(&writer), periods, count);
	check_runs_of_periods(steps_written(&writer), periods, count, bytes[0], 1 + (unsigned char) bytes[1]);
	free_writer(&writer);
}

/* --- Held against limits ---------------------------------------------------------- */

/*
 * The days from first to last, and those that a definition looks at one by one:
 * from start to end.  If first is unbounded, that is day -1, which stands for all
 * before day 0; if last is, it is a day after all steps.
 */
typedef struct Line
{
	Day			first;
	Day			last;
	int			start;
	int			end;
} Line;

/* Days out of two bytes, perhaps unbounded, for functions with no step from end on. */
static Line
make_line(unsigned char from, unsigned char length, int end)
{
	Line		line = {.start = from % 8 == 1 ? -1 : from % end, .end = end};

	line.first = line.start < 0 ? DAY_MINUS_INFINITY : line.start;
	if (length % 8 != 1 && line.start + length < end)
		line.end = line.start + length;
	line.last = line.end == end ? DAY_INFINITY : line.end;
	return line;
}

/* The day of a line as the core says it. */
static Day
day_of_line(Line line, int day)
{
	return day < 0 ? line.first : day;
}

/* From a day, how many days of the line are on that side of the target? */
static int
count_run(Steps steps, Line line, int day, int64_t target, RunSide side)
{
	int			days = 0;

	while (day + days <= line.end &&
		   (steps_value_on(steps, day + days) >= target) == (side == RUN_REACHED))
		days++;
	return days;
}

/* All runs of the line, in turn; returns how long the longest is. */
static int
check_runs(Steps steps, Line line, int64_t target, RunSide side)
{
	RunScan		scan = run_scan(stretch_scan(steps, line.first, line.last), target, side);
	int			longest = 0;
	int			days;
	int			day;
	Period		run;

	for (day = line.start; day <= line.end; day += days + 1)
	{
		days = count_run(steps, line, day, target, side);
		if (days == 0)
			continue;
		MUST(run_next(&scan, &run));
		MUST(run.from == day_of_line(line, day));
		MUST(run.upto == (day + days > line.end && line.last == DAY_INFINITY ? DAY_INFINITY : day + days));
		longest = days > longest ? days : longest;
	}
	MUST(!run_next(&scan, &run));
	return longest;
}

/* Three bytes say which days and the target, the rest is a step function. */
static void
fuzz_runs(const char *bytes, size_t length)
{
	StepsWriter writer;
	Steps		steps;
	Line		line;
	int64_t		target;
	int64_t		reached = 0;
	int			first = -2;
	int			longest;
	int			day;
	Period		run;
	int64_t		days;

	if (length < 3)
		return;
	writer = make_steps(bytes + 3, length - 3);
	steps = steps_written(&writer);
	line = make_line(bytes[0], bytes[1], 2 * (int) length);
	target = bytes[2];
	for (day = line.end; day >= line.start; day--)
		if (steps_value_on(steps, day) >= target)
		{
			reached++;
			first = day;
		}

	check_runs(steps, line, target, RUN_REACHED);
	longest = check_runs(steps, line, target, RUN_BELOW);
	MUST(runs_first(run_scan(stretch_scan(steps, line.first, line.last), target, RUN_REACHED), 1, &run) == (reached > 0));
	MUST(reached == 0 || run.from == day_of_line(line, first));
	if (line.first != DAY_MINUS_INFINITY && line.last != DAY_INFINITY)
	{
		MUST(runs_days(run_scan(stretch_scan(steps, line.first, line.last), target, RUN_REACHED), &days) && days == reached);
		MUST(runs_longest(run_scan(stretch_scan(steps, line.first, line.last), target, RUN_BELOW), &run) == (longest > 0));
		MUST(longest == 0 || period_days(run) == longest);
	}
	free_writer(&writer);
}

/* Bytes say where the runs of days above the seats may lie, the rest is how many people too many. */
static void
fuzz_seats(const char *bytes, size_t length)
{
	StepsWriter writer;
	Line		ever = make_line(1, 1, 2 * (int) length);
	Line		within;
	Period		period;
	int32_t		at = 0;
	int			days;
	int			day;
	Period		run;

	if (length < 2)
		return;
	writer = make_steps(bytes + 2, length - 2);
	within = make_line(bytes[0], bytes[1], 2 * (int) length);
	period = period_of_days(within.first, within.last);

	for (day = ever.start; day <= ever.end; day += days + 1)
	{
		days = count_run(steps_written(&writer), ever, day, 1, RUN_REACHED);
		if (days == 0 || day > within.end || day + days <= within.start)
			continue;
		MUST(seats_next_run(steps_written(&writer), period, &at, &run));
		MUST(run.from == day_of_line(ever, day));
		MUST(run.upto == (day + days > ever.end ? DAY_INFINITY : day + days));
	}
	MUST(!seats_next_run(steps_written(&writer), period, &at, &run));
	free_writer(&writer);
}

/* Periods of days below 512, each of two bytes; the days that they have. */
static void
make_periods(const char *bytes, size_t length, Periods *periods, bool days[])
{
	size_t		i;
	int			day;

	for (i = 0; i + 2 <= length; i += 2)
	{
		int			first = (unsigned char) bytes[i];
		int			upto = first + 1 + (unsigned char) bytes[i + 1];

		periods_add(periods, (Period) {first, upto}, NULL);
		for (day = first; day < upto; day++)
			days[day] = true;
	}
	periods_settle(periods, NULL);
}

static void
fuzz_outside(const char *bytes, size_t length)
{
	Periods		periods = {0};
	Periods		others = {0};
	bool		has[513] = {0};
	bool		lacks[513] = {0};
	int			first = 0;
	int			upto;
	Period		rest;

	make_periods(bytes, length / 4 * 2, &periods, has);
	make_periods(bytes + length / 4 * 2, length / 4 * 2, &others, lacks);
	for (upto = 0; first < 512; first = upto)
	{
		for (first = upto; first < 512 && (!has[first] || lacks[first]); first++)
			;
		for (upto = first; upto < 512 && has[upto] && !lacks[upto]; upto++)
			;
		MUST(periods_next_outside(&periods, &others, first == 0 ? DAY_MINUS_INFINITY : first, &rest) == (first < 512));
		if (first < 512)
			MUST(rest.from == first && rest.upto == upto);
	}
}

/* Is a value beyond the limit, and further than it was? */
static bool
is_breach(int64_t was, int64_t value, LimitKind kind, int64_t limit)
{
	return kind == LIMIT_FLOOR ? value < limit && value < was : value > limit && value > was;
}

/* Three bytes say which days and the limit, the rest is what was and what is to be. */
static void
fuzz_breach(const char *bytes, size_t length)
{
	size_t		half = length < 3 ? 0 : (length - 3) / 2;
	StepsWriter writers[2];
	LimitKind	kind;
	Line		line;
	int			day;
	Day			found;
	int64_t		value;

	if (length < 3)
		return;
	writers[0] = make_steps(bytes + 3, half);
	writers[1] = make_steps(bytes + 3 + half, half);
	line = make_line(bytes[0], bytes[1], 2 * (int) length);

	for (kind = LIMIT_FLOOR; kind <= LIMIT_CEILING; kind++)
	{
		Steps		before = steps_written(&writers[0]);
		Steps		after = steps_written(&writers[1]);

		for (day = line.start; day <= line.end; day++)
			if (is_breach(steps_value_on(before, day), steps_value_on(after, day), kind, bytes[2]))
				break;
		MUST(breach_find(before, after, kind, bytes[2], line.first, line.last, &found, &value) ==
			 (day <= line.end));
		if (day <= line.end)
			MUST(found == day_of_line(line, day) && value == steps_value_on(after, day));
	}
	free_writer(&writers[0]);
	free_writer(&writers[1]);
}

/* --- Histories of a posting ----------------------------------------------------- */

/* Bytes: tenure's first day and length, then a status and a gap for each change. */
static void
fuzz_history(const char *bytes, size_t length)
{
	size_t		count = length < 3 ? 0 : (length - 2) / 2;
	StatusHistory *history = malloc(sizeof(StatusHistory) + count * sizeof(StatusChange));
	Period		tenure;
	Day			day = 0;
	int32_t		at;
	size_t		i;

	history->count = (int32_t) count;
	for (i = 0; i < count; i++)
	{
		day += 1 + (unsigned char) bytes[3 + 2 * i] % 8;
		history->changes[i].day = day;
		history->changes[i].status = (PostingStatus) (POSTING_STATUS_FIRST + (unsigned char) bytes[2 + 2 * i] % 9);
		history->changes[i].taken_over = bytes[2 + 2 * i] < 0;
	}
	if (length >= 2)
	{
		bool		admitted = false;
		bool		admitted_tdy = false;
		bool		open = true;

		tenure.from = (unsigned char) bytes[0];
		tenure.upto = tenure.from + 1 + (unsigned char) bytes[1];
		for (day = tenure.from; day < tenure.upto; day++)
		{
			PostingStatus status = 0;

			for (i = 0; i < count && history->changes[i].day <= day; i++)
				status = history->changes[i].status;
			if (day == tenure.from)
			{
				admitted = status != 0 && posting_status_admits(status);
				admitted_tdy = status != 0 && posting_status_admits_tdy(status);
			}
			open = open && status != 0 && posting_status_is_open(status);
		}
		MUST(status_history_admits(history, tenure.from, true, &at) == admitted_tdy);
		MUST(status_history_admits(history, tenure.from, false, &at) == admitted);
		if (admitted)
			MUST(status_history_ends(history, tenure, &at) == !open);
	}
	at = 0;
	if (status_history_check(history, &at) != HISTORY_OK)
		MUST(at >= 0 && at < history->count);
	free(history);
}

/* ------------------------------------------------------------------------------ */

typedef void (*Target) (const char *bytes, size_t length);

static const Target targets[] = {
	fuzz_program_code, fuzz_order, fuzz_program_number, fuzz_posting_status,
	fuzz_country, fuzz_entry_text, fuzz_day, fuzz_steps_text, fuzz_steps_binary, fuzz_presence, fuzz_history,
	fuzz_weights, fuzz_weighing, fuzz_arithmetic, fuzz_envelope, fuzz_change, fuzz_sum, fuzz_periods, fuzz_runs, fuzz_seats, fuzz_breach, fuzz_outside,
	fuzz_presence_bytes, fuzz_presences,
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *exact;

	if (size == 0)
		return 0;
	/* A copy of the exact size, so that a byte read past the end is seen. */
	exact = malloc(size - 1 + (size == 1));
	memcpy(exact, data + 1, size - 1);
	targets[data[0] % (sizeof(targets) / sizeof(targets[0]))] (exact, size - 1);
	free(exact);
	free_all();
	return 0;
}
