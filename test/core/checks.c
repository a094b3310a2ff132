/*
 * checks.c
 *		What the core promises and no query can show without a clock or a day's
 *		work: how its tables grow, and where its numbers end.
 *
 * Prints TAP; the first property that does not hold ends the program.
 */
#include "host.h"

#include "core/changes.h"
#include "core/host.h"
#include "core/mix.h"
#include "core/presence.h"
#include "core/runs.h"
#include "core/weights.h"

/* --- The table of a presence ---------------------------------------------------- */

/*
 * The longest run of filled slots, which is what a search may have to go through.
 * In a table of 2^17 slots, three quarters of them filled, it is some hundred
 * slots long if keys are spread evenly.
 */
#define LONGEST_RUN 1000

static size_t
longest_run(const Presence *presence)
{
	size_t		longest = 0;
	size_t		run = 0;
	size_t		i;

	for (i = 0; i < 2 * presence->capacity && run < presence->capacity; i++)
	{
		const Period *only = &presence->slots[i & (presence->capacity - 1)].only;

		run = only->from == only->upto ? 0 : run + 1;
		if (run > longest)
			longest = run;
	}
	return longest;
}

static void
add_unit(Presence *presence, uint64_t key)
{
	presence_add(presence, key, (Period) {0, 10});
	if (presence->count % 4096 == 0 && presence->pending_count == 0)
		MUST(longest_run(presence) < LONGEST_RUN);
}

/* One table is added to another in its own order, however full it is. */
static void
check_merging(void)
{
	size_t		units;

	for (units = 50000; units <= 100000; units += 5000)
	{
		Presence   *from = presence_create(NULL);
		Presence   *into = presence_create(NULL);
		Presence   *reserved = presence_create(NULL);
		PresenceUnit unit;
		size_t		slot = 0;
		size_t		i;

		for (i = 0; i < units; i++)
			add_unit(from, i);
		MUST(presence_settle(from) == units);
		presence_reserve(reserved, units);
		i = reserved->capacity;
		while (presence_next(from, &slot, &unit))
		{
			add_unit(into, unit.key);
			add_unit(reserved, unit.key);
		}
		MUST(presence_settle(into) == units);
		MUST(presence_settle(reserved) == units);
		MUST(reserved->capacity == i && into->capacity == i);
		free_all();
	}
}

/* The number x of which the product with an odd number is 1. */
static uint64_t
inverse(uint64_t odd)
{
	uint64_t	x = odd;
	int			i;

	for (i = 0; i < 6; i++)
		x *= 2 - odd * x;
	return x;
}

static uint64_t
unmix(uint64_t mixed)
{
	mixed ^= mixed >> 33;
	mixed *= inverse(UINT64_C(0xc4ceb9fe1a85ec53));
	mixed ^= mixed >> 33;
	mixed *= inverse(UINT64_C(0xff51afd7ed558ccd));
	return mixed ^ mixed >> 33;
}

/* Keys that would all be in one place of a table without a seed. */
static void
check_chosen_keys(void)
{
	Presence   *presence = presence_create(NULL);
	uint64_t	i;

	for (i = 1; i <= 50000; i++)
	{
		MUST(mix(unmix(i << 28)) == i << 28);
		add_unit(presence, unmix(i << 28));
	}
	MUST(presence_settle(presence) == 50000);
	free_all();
}

/* --- The numbers of changes ----------------------------------------------------- */

/* Does a sum of two changes of 96 bits give values of 64? */
static bool
can_write(Change a, Change b)
{
	Changes		changes = {0};
	StepsWriter writer;
	bool		written;

	changes_add(&changes, a);
	changes_add(&changes, b);
	written = changes_add_up(&changes, &writer);
	free_all();
	return written;
}

static void
check_range(void)
{
	Change		most = {0, INT32_MAX, UINT64_MAX};
	Change		least = {0, INT32_MIN, 0};
	Change		one = {0, 0, 1};
	Change		minus_one = {0, -1, UINT64_MAX};
	Change		minus_most = {0, INT32_MIN, 1};
	Change		later = {1, 0, 1};

	MUST(can_write(most, minus_most));
	MUST(can_write(one, minus_one));
	MUST(can_write((Change) {0, 0, INT64_MAX}, (Change) {1, -1, 1}));
	MUST(!can_write((Change) {0, 0, INT64_MAX}, one));
	MUST(!can_write((Change) {0, 0, INT64_MAX}, later));
	MUST(!can_write((Change) {0, -1, (uint64_t) INT64_MIN}, minus_one));
	MUST(!can_write(most, one));
	MUST(!can_write(most, later));
	MUST(!can_write(least, minus_one));
	MUST(!can_write(least, least));
}

/* --- Steps ---------------------------------------------------------------------- */

static bool
is_canonical(Day first_day, int64_t first, Day second_day, int64_t second)
{
	Steps		steps = {2, (int64_t[2]) {first, second}, (Day[2]) {first_day, second_day}};

	return steps_are_canonical(steps);
}

static void
check_canonical(void)
{
	MUST(is_canonical(0, 1, 1, 2));
	MUST(is_canonical(DAY_MINUS_INFINITY, 1, DAY_MIN, 0));
	MUST(!is_canonical(DAY_INFINITY, 1, DAY_INFINITY, 2));
	MUST(!is_canonical(0, 1, DAY_INFINITY, 2));
	MUST(!is_canonical(0, 1, 0, 2));
	MUST(!is_canonical(1, 1, 0, 2));
	MUST(!is_canonical(0, 0, 1, 2));
	MUST(!is_canonical(0, 1, 1, 1));
}

/* --- The ends of time ------------------------------------------------------------ */

/* One value ever since, up to the day before another that stays. */
static void
check_runs(int64_t before, Day day, int64_t after)
{
	Steps		steps = {2, (int64_t[2]) {before, after}, (Day[2]) {DAY_MINUS_INFINITY, day}};
	RunScan		scan = run_scan(stretch_scan(steps, DAY_MINUS_INFINITY, DAY_INFINITY), after, RUN_REACHED);
	Period		run;
	int64_t		days;

	MUST(run_next(&scan, &run) && run.from == day && run.upto == DAY_INFINITY);
	MUST(!run_next(&scan, &run));
	scan = run_scan(stretch_scan(steps, DAY_MINUS_INFINITY, DAY_INFINITY), after, RUN_BELOW);
	MUST(run_next(&scan, &run) && run.from == DAY_MINUS_INFINITY && run.upto == day);
	MUST(!run_next(&scan, &run));
	MUST(!runs_days(run_scan(stretch_scan(steps, DAY_MINUS_INFINITY, DAY_INFINITY), after, RUN_BELOW), &days));
	MUST(runs_longest(run_scan(stretch_scan(steps, DAY_MIN, DAY_MAX), after, RUN_BELOW), &run) &&
		 run.from == DAY_MIN && run.upto == day);
	MUST(runs_days(run_scan(stretch_scan(steps, DAY_MIN, DAY_MAX), after, RUN_REACHED), &days) && days == (int64_t) DAY_MAX - day + 1);
	MUST(runs_days(run_scan(stretch_scan(steps, DAY_MIN, DAY_MAX), INT64_MIN, RUN_REACHED), &days) &&
		 days == (int64_t) DAY_MAX - DAY_MIN + 1);
}

/* Changes that do not fit their places ask for no more of them. */
static void
check_places(void)
{
	Changes		changes = {0};
	int			i;

	for (i = 0; i < 8000; i++)
	{
		changes_add_period(&changes, (Period) {i / 2 % 40, DAY_INFINITY}, i < 4000 ? INT64_MAX : -INT64_MAX);
		MUST(changes.places < 100 && changes.capacity < 1000);
	}
	changes_settle(&changes);
	MUST(!changes.overflow);
}

/* Whatever has gone through its place, the value on day i is i % 7 + 1, for 400 days. */
static void
check_widths_add_up(Changes *changes)
{
	StepsWriter writer;
	int			i;

	MUST(changes_add_up(changes, &writer));
	MUST(changes->places >= 400);
	for (i = 0; i < 400; i++)
		MUST(writer.days[i] == i && writer.values[i] == i % 7 + 1);
	MUST(writer.count == 401 && writer.days[400] == 400 && writer.values[400] == 0);
}

/* Numbers of few bits, of many, and that no place has room for. */
static void
check_widths(void)
{
	static const int64_t passing[] = {30000, 30000, -30000, -30000, INT64_MAX, INT64_MAX, -INT64_MAX, -INT64_MAX};
	Changes		changes = {0};
	int			i;
	size_t		j;

	for (i = 0; i < 400; i++)
		changes_add_period(&changes, (Period) {i, i + 1}, i % 7 + 1);
	check_widths_add_up(&changes);
	MUST(!changes.wide);
	for (j = 0; j < sizeof(passing) / sizeof(passing[0]); j++)
	{
		for (i = 0; i < 400; i++)
			changes_add_period(&changes, (Period) {i, DAY_INFINITY}, passing[j]);
		MUST(changes.wide == (j > 0));
	}
	check_widths_add_up(&changes);
	check_widths_add_up(&changes);
	changes_settle(&changes);
	MUST(changes.count == 401 && !changes.overflow);
	free_all();
}

static void
check_ends_of_time(void)
{
	Steps		nothing = {0, NULL, NULL};
	Period		run;

	check_runs(INT64_MIN, DAY_MIN + 1, INT64_MAX);
	check_runs(-1, DAY_MAX, 0);
	MUST(runs_first(run_scan(stretch_scan(nothing, DAY_MINUS_INFINITY, DAY_INFINITY), 0, RUN_REACHED), INT64_MAX, &run) &&
		 run.from == DAY_MINUS_INFINITY);
	MUST(!runs_first(run_scan(stretch_scan(nothing, DAY_MINUS_INFINITY, DAY_INFINITY), 1, RUN_REACHED), 1, &run));
	MUST(!runs_first(run_scan(stretch_scan_periods(nothing, NULL, 0), 0, RUN_REACHED), 1, &run));
	MUST(runs_longest(run_scan(stretch_scan(nothing, DAY_MIN, DAY_MAX), 1, RUN_BELOW), &run) &&
		 period_days(run) == (int64_t) DAY_MAX - DAY_MIN + 1);
}

/* --- Breaking off ------------------------------------------------------------------ */

#define MANY 100000

/* What has been done since the last call asked often enough: each so many items. */
static void
must_have_asked(unsigned long items)
{
	static unsigned long asked = 0;

	MUST(interrupt_checks - asked >= MANY / items);
	asked = interrupt_checks;
}

static Steps
many_steps(void)
{
	StepsWriter writer = steps_start(NULL, MANY);
	int			i;

	for (i = 0; i < MANY; i++)
		MUST(steps_append(&writer, i, i % 2 + 1) == STEPS_OK);
	must_have_asked(1);
	return steps_written(&writer);
}

static void
check_text(Steps steps)
{
	char	   *text = core_alloc(NULL, steps_text_size(MANY));
	size_t		length = steps_format(steps, text);
	size_t		at;
	StepsWriter writer;

	must_have_asked(1);
	writer = steps_start(NULL, steps_bound(text, length));
	must_have_asked(1);
	MUST(steps_parse(text, length, &writer, &at) == STEPS_OK && writer.count == MANY);
	must_have_asked(1);
}

/* Whatever goes through many items can be broken off on its way. */
static void
check_interrupts(void)
{
	Steps		steps = many_steps();
	Changes		changes = {0};
	Weights		weights = {0};
	StepsWriter writer = steps_start(NULL, 2 * MANY);
	int64_t		i;

	check_text(steps);
	MUST(steps_combine(steps, steps, STEPS_ADD, &writer));
	must_have_asked(1);
	for (i = 0; i < MANY; i++)
	{
		Day			day = i * 7919 % MANY;

		changes_add(&changes, (Change) {1000 * day, 0, 1});
		weights_add(&weights, (Period) {2 * day, 2 * day + 1}, 1, NULL);
	}
	must_have_asked(MANY);
	changes_settle(&changes);
	must_have_asked(100);
	MUST(changes_add_up(&changes, &writer));
	must_have_asked(1);
	weights_settle(&weights, NULL);
	must_have_asked(100);
	free_all();
}

int
main(void)
{
	check_merging();
	printf("ok 1 - one table is added to another without long searches\n");
	check_chosen_keys();
	printf("ok 2 - nobody can choose keys that make searches long\n");
	check_range();
	printf("ok 3 - sums that leave the range are noticed, and no other\n");
	check_ends_of_time();
	check_places();
	check_widths();
	printf("ok 4 - runs of days reach from the first day to the last, and beyond\n");
	check_canonical();
	printf("ok 5 - steps that are not canonical are found out\n");
	check_interrupts();
	printf("ok 6 - what goes through many items asks on its way whether to go on\n");
	printf("1..6\n");
	return 0;
}
