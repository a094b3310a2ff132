/*
 * settings.c
 *		Reads what a registry has set, and remembers it.
 *
 * What is read is good until the server invalidates the tables and the function
 * that it came from.  It does so by itself when they are truncated, altered or
 * replaced; after a change of rows a trigger asks for it.  At COMMIT a session takes
 * no lock that would make it accept invalidations, so it accepts them itself.
 */
#include "rule/settings.h"

#include "access/xact.h"
#include "catalog/pg_type.h"
#include "pgtime.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "core/country.h"

/* What is read and forgotten by itself. */
typedef enum Part
{
	PART_RULES,
	PART_LIMITS,
	PART_PLACES,
	PART_TIME_ZONE,
	PART_COUNT
} Part;

typedef struct SettingsEntry
{
	Oid			schema;
	struct
	{
		Oid			table;		/* that it is read from; none for the time
								 * zone */
		bool		valid;
		bool		outdated;	/* has something changed since reading began? */
	}			parts[PART_COUNT];
	bool		has_limit[2];	/* is a goal of this LimitKind enforced? */
	bool		has_ended;		/* is a country named that has ended? */
	char		time_zone[TZ_STRLEN_MAX + 1];
	RuleSetting settings[RULE_COUNT];
} SettingsEntry;

static HTAB *registries = NULL;

/* Of the list, what C needs. */
static const struct
{
	const char *name;
	int			level;
	const char *limit;			/* the text of an interval; NULL for none */
	const char *limit_extended;
}			rules[RULE_COUNT] =
{
#define REFUSE ERROR
#define WARN WARNING
#define OFF 0
#define RULE(symbol, name, enforced_by, severity, about, limit, limit_extended, words) [symbol] = {name, severity, limit, limit_extended},
#include "rule/list.h"
#undef RULE
};

static const RuleQuery settings_query = {
	"SELECT rule_id, severity, longest, coalesce(longest_extended, longest) FROM @.rule",
	{TEXTOID, TEXTOID, INTERVALOID, INTERVALOID}
};

static const RuleQuery limits_query = {
	"SELECT coalesce(pg_catalog.bool_or(kind OPERATOR(pg_catalog.=) 'floor'), false),"
	" coalesce(pg_catalog.bool_or(kind OPERATOR(pg_catalog.=) 'ceiling'), false)"
	" FROM @.goal WHERE enforced",
	{BOOLOID, BOOLOID}
};

/* Every country that is named, for whatever days. */
static const RuleQuery countries_query = {
	"SELECT country::pg_catalog.text FROM @.mission"
	" UNION SELECT country::pg_catalog.text FROM @.mission_change WHERE country IS NOT NULL"
	" UNION SELECT country::pg_catalog.text FROM @.posting_area",
	{TEXTOID}
};

static const RuleQuery time_zone_query = {
	"SELECT @.registry_time_zone()",
	{TEXTOID}
};

const char *
rule_name(RuleId rule)
{
	return rules[rule].name;
}

/* --- What is remembered --------------------------------------------------- */

static void
forget_settings(Datum arg pg_attribute_unused(), Oid table)
{
	HASH_SEQ_STATUS scan;
	SettingsEntry *entry;
	int			part;

	hash_seq_init(&scan, registries);
	while ((entry = hash_seq_search(&scan)) != NULL)
		for (part = 0; part < PART_COUNT; part++)
			if (table == InvalidOid || table == entry->parts[part].table)
			{
				entry->parts[part].valid = false;
				entry->parts[part].outdated = true;
			}
}

/* A function was replaced: it may be registry_time_zone(). */
static void
forget_all_settings(Datum arg, int cache pg_attribute_unused(), uint32 hash pg_attribute_unused())
{
	forget_settings(arg, InvalidOid);
}

static void
create_registries(void)
{
	HASHCTL		control = {
		.keysize = sizeof(Oid),
		.entrysize = sizeof(SettingsEntry),
		.hcxt = TopMemoryContext,
	};

	registries = hash_create("attache rule settings", 16, &control,
							 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	CacheRegisterRelcacheCallback(forget_settings, (Datum) 0);
	CacheRegisterSyscacheCallback(PROCOID, forget_all_settings, (Datum) 0);
}

/* --- Reading -------------------------------------------------------------- */

static int
read_level(const char *rule, const char *severity)
{
	if (strcmp(severity, "error") == 0)
		return ERROR;
	if (strcmp(severity, "warning") == 0)
		return WARNING;
	if (strcmp(severity, "off") == 0)
		return 0;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown severity \"%s\" of rule %s", severity, rule),
			 errhint("A severity is error, warning, or off.")));
}

static bool
default_limit(const char *text, Interval *limit)
{
	const Interval *parsed = rule_limit_parse(text);

	if (parsed != NULL)
		*limit = *parsed;
	return parsed != NULL;
}

/* What holds for a rule that has no row. */
static void
set_default(SettingsEntry *entry, int rule)
{
	RuleSetting *setting = &entry->settings[rule];
	const char *extended = rules[rule].limit_extended;

	setting->level = rules[rule].level;
	setting->is_limited = default_limit(rules[rule].limit, &setting->limit);
	setting->is_limited_extended = default_limit(extended != NULL ? extended : rules[rule].limit,
												 &setting->limit_extended);
}

static bool
read_limit(SPITupleTable *rows, uint64 row, int column, Interval *limit)
{
	bool		is_null;
	Datum		value = rule_result_or_null(rows, row, column, &is_null);

	if (!is_null)
		*limit = *DatumGetIntervalP(value);
	return !is_null;
}

static void
read_setting(SettingsEntry *entry, SPITupleTable *rows, uint64 row)
{
	const char *name = TextDatumGetCString(rule_result(rows, row, 1));
	int			rule;

	for (rule = 0; rule < RULE_COUNT; rule++)
	{
		RuleSetting *setting = &entry->settings[rule];

		if (strcmp(name, rules[rule].name) != 0)
			continue;
		setting->level = read_level(name, TextDatumGetCString(rule_result(rows, row, 2)));
		setting->is_limited = read_limit(rows, row, 3, &setting->limit);
		setting->is_limited_extended = read_limit(rows, row, 4, &setting->limit_extended);
	}
}

static void
read_rules(SettingsEntry *entry, const RuleEvent *event)
{
	SPITupleTable *rows = rule_select(&settings_query, event, 0, NULL);
	uint64		i;
	int			rule;

	for (rule = 0; rule < RULE_COUNT; rule++)
		set_default(entry, rule);
	for (i = 0; i < rows->numvals; i++)
		read_setting(entry, rows, i);
}

static void
read_limits(SettingsEntry *entry, const RuleEvent *event)
{
	SPITupleTable *rows = rule_select(&limits_query, event, 0, NULL);

	entry->has_limit[LIMIT_FLOOR] = DatumGetBool(rule_result(rows, 0, 1));
	entry->has_limit[LIMIT_CEILING] = DatumGetBool(rule_result(rows, 0, 2));
}

static void
read_places(SettingsEntry *entry, const RuleEvent *event)
{
	SPITupleTable *rows = rule_select(&countries_query, event, 0, NULL);
	uint64		i;

	entry->has_ended = false;
	for (i = 0; i < rows->numvals; i++)
	{
		const char *code = TextDatumGetCString(rule_result(rows, i, 1));

		entry->has_ended |= country_parse_withdrawn(code, strlen(code)) != NULL;
	}
}

static void
read_time_zone(SettingsEntry *entry, const RuleEvent *event)
{
	SPITupleTable *rows = rule_select(&time_zone_query, event, 0, NULL);

	strlcpy(entry->time_zone, TextDatumGetCString(rule_result(rows, 0, 1)), sizeof(entry->time_zone));
}

static const struct
{
	const char *table;
	void		(*read) (SettingsEntry *entry, const RuleEvent *event);
}			readers[PART_COUNT] =
{
	[PART_RULES] = {"rule", read_rules},
	[PART_LIMITS] = {"goal", read_limits},
	[PART_PLACES] = {"mission", read_places},
	[PART_TIME_ZONE] = {NULL, read_time_zone},
};

static Oid
table_of(const SettingsEntry *entry, Part part)
{
	const char *name = readers[part].table;
	Oid			table = name != NULL ? get_relname_relid(name, entry->schema) : InvalidOid;

	if (name != NULL && !OidIsValid(table))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("registry \"%s\" has no table \"%s\"", get_namespace_name(entry->schema), name),
				 errhint("If an older version of attache made the registry, upgrade it with attache_upgrade_registry.")));
	return table;
}

/*
 * Valid last, as reading may fail; and only if no invalidation came meanwhile, so
 * that the next question re-reads it.
 */
static void
read_part(SettingsEntry *entry, Part part, const RuleEvent *event)
{
	int			level;

	entry->parts[part].table = table_of(entry, part);
	level = rule_enter(event);
	entry->parts[part].outdated = false;
	readers[part].read(entry, event);
	rule_leave(event, level);
	entry->parts[part].valid = !entry->parts[part].outdated;
}

static const SettingsEntry *
find_settings(const RuleEvent *event, Part part)
{
	Oid			schema = RelationGetNamespace(event->table);
	SettingsEntry *entry;
	bool		found;

	if (registries == NULL)
		create_registries();
	AcceptInvalidationMessages();
	entry = hash_search(registries, &schema, HASH_ENTER, &found);
	if (!found)
		memset(entry->parts, 0, sizeof(entry->parts));
	if (!entry->parts[part].valid)
		read_part(entry, part, event);
	return entry;
}

/* --- Questions ------------------------------------------------------------ */

const RuleSetting *
rule_setting(const RuleEvent *event, RuleId rule)
{
	return &find_settings(event, PART_RULES)->settings[rule];
}

/*
 * A serializable transaction has to read the goals themselves: only so can the
 * server tell that another that sets one cannot come after it.
 */
bool
rule_may_have_limit(const RuleEvent *event, LimitKind kind)
{
	return find_settings(event, PART_LIMITS)->has_limit[kind] || IsolationIsSerializable();
}

bool
rule_may_have_ended(const RuleEvent *event)
{
	return find_settings(event, PART_PLACES)->has_ended;
}

void
rule_places_changed(const RuleEvent *event)
{
	Oid			table = get_relname_relid("mission", RelationGetNamespace(event->table));

	if (OidIsValid(table))
		CacheInvalidateRelcacheByRelid(table);
}

static void
lock_rules(const RuleEvent *event, LOCKMODE mode)
{
	Oid			table = get_relname_relid("rule", RelationGetNamespace(event->table));

	if (OidIsValid(table))
		LockRelationOid(table, mode);
}

void
rule_share_limits(const RuleEvent *event)
{
	lock_rules(event, RowShareLock);
}

void
rule_set_limit(const RuleEvent *event)
{
	lock_rules(event, ExclusiveLock);
}

/*
 * The name is looked up as a time zone alone: a session may change what
 * abbreviations mean, which SQL would look up first.
 */
Day
rule_today(const RuleEvent *event)
{
	const char *name = find_settings(event, PART_TIME_ZONE)->time_zone;
	pg_tz	   *time_zone = pg_tzset(name);
	struct pg_tm now;
	fsec_t		fraction;
	int			offset;

	if (time_zone == NULL || timestamp2tm(GetCurrentTimestamp(), &offset, &now, &fraction, NULL, time_zone) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("registry \"%s\" has no time zone named \"%s\"",
						get_namespace_name(RelationGetNamespace(event->table)), name),
				 errhint("attache_set_time_zone sets one.")));
	return date2j(now.tm_year, now.tm_mon, now.tm_mday) - POSTGRES_EPOCH_JDATE;
}

const Interval *
rule_limit_parse(const char *text)
{
	if (text == NULL)
		return NULL;
	return DatumGetIntervalP(DirectFunctionCall3(interval_in, CStringGetDatum(text),
												 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

/*
 * Months are counted as date + interval counts them.  A timestamp, which that
 * gives, ends sooner than a date: the day is the first of the year 250000.
 */
Day
rule_limit_end(Day first, const Interval *limit)
{
	static const Day last_measured = 90580140;
	Datum		end;

	if (first > last_measured)
		return DAY_INFINITY;
	end = DirectFunctionCall2(date_pl_interval, DateADTGetDatum(first), IntervalPGetDatum(limit));
	return DatumGetDateADT(DirectFunctionCall1(timestamp_date, end));
}

bool
rule_limit_is_nothing(const Interval *limit)
{
	return limit->month == 0 && limit->day == 0 && limit->time == 0;
}

static const char *
count_text(int32 count, const char *unit)
{
	return psprintf("%d %s%s", count, unit, count == 1 ? "" : "s");
}

/* In months and days, whatever the session's IntervalStyle; a limit has no hours. */
const char *
rule_limit_text(const Interval *limit)
{
	if (limit->month == 0)
		return count_text(limit->day, "day");
	if (limit->day == 0)
		return count_text(limit->month, "month");
	return psprintf("%s and %s", count_text(limit->month, "month"), count_text(limit->day, "day"));
}

void
rule_settings_changed(const RuleEvent *event)
{
	CacheInvalidateRelcache(event->table);
}
