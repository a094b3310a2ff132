/*
 * report.c
 *		What a rule says, and to whom.
 */
#include "rule/settings.h"

#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"

void
rule_report(const RuleEvent *event, RuleId rule, const char *message, const char *detail, const char *hint)
{
	int			level = rule_setting(event, rule)->level;

	if (level == 0)
		return;
	if (event->is_fact)
		level = WARNING;
	ereport(level,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errtableconstraint(event->table, rule_name(rule)),
			 errmsg_internal("%s", message),
			 detail != NULL ? errdetail_internal("%s", detail) : 0,
			 hint != NULL ? errhint("%s", hint) : 0));
}

void *
rule_find_new(const RuleEvent *event, RuleId rule, const RuleCheck *check, int64 key)
{
	void	   *found;
	bool		is_new;

	if (rule_setting(event, rule)->level == 0)
		return NULL;
	found = rule_find(check, event, key, &is_new);
	return is_new ? found : NULL;
}

static bool
may_read(const RuleEvent *event, const char *table)
{
	Oid			relation = get_relname_relid(table, RelationGetNamespace(event->table));

	return OidIsValid(relation) &&
		pg_class_aclcheck(relation, event->writer, ACL_SELECT) == ACLCHECK_OK &&
		check_enable_rls(relation, event->writer, true) != RLS_ENABLED;
}

bool
rule_may_quote(const RuleEvent *event, const char *const *tables)
{
	for (; *tables != NULL; tables++)
		if (!may_read(event, *tables))
			return false;
	return true;
}

/* A key that is not in the row that was written is one of a table of that name. */
static bool
may_name(const RuleEvent *event, const char *kind)
{
	const char *table = RelationGetRelationName(event->table);

	if (get_attnum(RelationGetRelid(event->table), psprintf("%s_id", kind)) == InvalidAttrNumber)
		return may_read(event, kind);
	return (event->old == NULL && event->written != NULL) || may_read(event, table);
}

const char *
rule_key(const RuleEvent *event, const char *kind, int64 key)
{
	if (may_name(event, kind))
		return psprintf("%s " INT64_FORMAT, kind, key);
	return psprintf("a %s", kind);
}

const char *
rule_day(Day day)
{
	char	   *text = palloc(DAY_TEXT_LENGTH + 1);

	day_format(day, text);
	return text;
}
