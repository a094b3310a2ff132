/*
 * rule_settings.c
 *		Reads the table of rules of a registry, and remembers it.
 *
 * What is read is good until the server invalidates the tables that it came
 * from.  It does so by itself when they are truncated or altered; after a
 * change of their rows a trigger asks for it.
 */
#include "rule/settings.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"

typedef struct SettingsEntry
{
	Oid			schema;
	Oid			rule_table;
	Oid			goal_table;
	bool		valid;
	bool		outdated;		/* has something changed since reading began? */
	bool		has_limit[2];	/* is a goal of this LimitKind enforced? */
	RuleSetting settings[RULE_COUNT];
} SettingsEntry;

static HTAB *registries = NULL;

/* What holds for a rule that is not in the table. */
static const struct
{
	const char *name;
	RuleSetting setting;
}			rules[RULE_COUNT] =
{
	[AT_101] = {"AT-101", {ERROR}},
	[AT_103] = {"AT-103", {ERROR}},
	[AT_105] = {"AT-105", {ERROR}},
	[AT_106] = {"AT-106", {ERROR}},
	[AT_201] = {"AT-201", {ERROR}},
	[AT_203] = {"AT-203", {ERROR}},
	[AT_204] = {"AT-204", {ERROR, 30, 30, false}},
	[AT_205] = {"AT-205", {ERROR}},
	[AT_206] = {"AT-206", {ERROR, 36, 60, true}},
	[AT_207] = {"AT-207", {ERROR, 180, 180, false}},
	[AT_302] = {"AT-302", {ERROR}},
	[AT_303] = {"AT-303", {ERROR}},
	[AT_305] = {"AT-305", {ERROR}},
	[AT_306] = {"AT-306", {ERROR}},
};

static const RuleQuery settings_query = {
	"SELECT rule_id, severity, most, coalesce(most_extended, most), unit OPERATOR(pg_catalog.=) 'months' FROM @.rule"
	" WHERE kept_by OPERATOR(pg_catalog.=) 'trigger'"
};

static const RuleQuery limits_query = {
	"SELECT coalesce(pg_catalog.bool_or(kind OPERATOR(pg_catalog.=) 'floor'), false), coalesce(pg_catalog.bool_or(kind OPERATOR(pg_catalog.=) 'ceiling'), false)"
	" FROM @.goal WHERE enforced"
};

const char *
rule_name(RuleId rule)
{
	return rules[rule].name;
}

static void
forget_settings(Datum arg pg_attribute_unused(), Oid table)
{
	HASH_SEQ_STATUS scan;
	SettingsEntry *entry;

	hash_seq_init(&scan, registries);
	while ((entry = hash_seq_search(&scan)) != NULL)
		if (table == InvalidOid || table == entry->rule_table || table == entry->goal_table)
		{
			entry->valid = false;
			entry->outdated = true;
		}
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
}

static int
read_level(const char *severity)
{
	return strcmp(severity, "error") == 0 ? ERROR : strcmp(severity, "warning") == 0 ? WARNING : 0;
}

static void
read_setting(SettingsEntry *entry, HeapTuple row, TupleDesc columns)
{
	const char *name = SPI_getvalue(row, columns, 1);
	bool		is_null;
	int			rule;

	for (rule = 0; rule < RULE_COUNT; rule++)
	{
		RuleSetting *setting = &entry->settings[rule];
		Datum		most;

		if (strcmp(name, rules[rule].name) != 0)
			continue;
		setting->level = read_level(SPI_getvalue(row, columns, 2));
		most = SPI_getbinval(row, columns, 3, &is_null);
		if (is_null || rules[rule].setting.most == 0)
			return;
		setting->most = DatumGetInt32(most);
		setting->most_extended = DatumGetInt32(SPI_getbinval(row, columns, 4, &is_null));
		setting->in_months = DatumGetBool(SPI_getbinval(row, columns, 5, &is_null));
	}
}

/*
 * Valid last, as reading may fail, and unless an invalidation came meanwhile:
 * then it is read anew the next time.
 */
static void
read_settings(SettingsEntry *entry, const RuleEvent *event)
{
	SPITupleTable *rows;
	uint64		i;
	int			rule;
	bool		is_null;

	entry->rule_table = get_relname_relid("rule", entry->schema);
	entry->goal_table = get_relname_relid("goal", entry->schema);
	if (!OidIsValid(entry->rule_table))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("registry \"%s\" has no table of rules", get_namespace_name(entry->schema)),
				 errhint("If an older version of attache made the registry, bring it forward with attache_upgrade_registry.")));
	for (rule = 0; rule < RULE_COUNT; rule++)
		entry->settings[rule] = rules[rule].setting;
	rule_enter(event);
	entry->outdated = false;
	rows = rule_select(&settings_query, event, 0);
	for (i = 0; i < rows->numvals; i++)
		read_setting(entry, rows->vals[i], rows->tupdesc);
	rows = rule_select(&limits_query, event, 0);
	entry->has_limit[LIMIT_FLOOR] = DatumGetBool(SPI_getbinval(rows->vals[0], rows->tupdesc, 1, &is_null));
	entry->has_limit[LIMIT_CEILING] = DatumGetBool(SPI_getbinval(rows->vals[0], rows->tupdesc, 2, &is_null));
	rule_leave(event);
	entry->valid = !entry->outdated;
}

static const SettingsEntry *
find_settings(const RuleEvent *event)
{
	Oid			schema = RelationGetNamespace(event->table);
	SettingsEntry *entry;
	bool		found;

	if (registries == NULL)
		create_registries();
	entry = hash_search(registries, &schema, HASH_ENTER, &found);
	if (!found)
		entry->valid = false;
	if (!entry->valid)
		read_settings(entry, event);
	return entry;
}

const RuleSetting *
rule_setting(const RuleEvent *event, RuleId rule)
{
	return &find_settings(event)->settings[rule];
}

bool
rule_has_limit(const RuleEvent *event, LimitKind kind)
{
	return find_settings(event)->has_limit[kind];
}

bool
rule_may_quote(const RuleEvent *event, const RuleBlind *blind)
{
	size_t		i;

	for (i = 0; i < lengthof(blind->tables) && blind->tables[i] != NULL; i++)
		if (!rule_writer_may_read(event, blind->tables[i]))
			return false;
	return true;
}

/* After a change of a rule or a goal: what backends remember of it is gone. */
PG_FUNCTION_INFO_V1(attache_rule_settings_changed);
Datum
attache_rule_settings_changed(PG_FUNCTION_ARGS)
{
	CacheInvalidateRelcache(rule_event(fcinfo).table);
	PG_RETURN_POINTER(NULL);
}
