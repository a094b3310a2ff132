/*
 * owner.c
 *		Whose rights the rules of a table may run with.
 *
 * They run as the table's owner.  Whoever owns the schema can replace what they
 * read; whoever owns a table that they read can give it a constraint, an index or
 * a child whose functions the planner runs, and whoever owns a view another query.
 * So each of these owners must be a role that could act as the table's owner anyway.
 */
#include "rule/rule.h"

#include "access/htup_details.h"
#include "catalog/pg_authid.h"
#include "catalog/pg_class.h"
#include "catalog/pg_database.h"
#include "catalog/pg_namespace.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

/* The schema and the owner that were found to fit last, until something changes. */
static struct
{
	Oid			schema;
	Oid			owner;
	bool		valid;
}			checked;

static void
forget_checked(Datum arg pg_attribute_unused(), int cache pg_attribute_unused(), uint32 hash pg_attribute_unused())
{
	checked.valid = false;
}

static void
watch_owners(void)
{
	static const int caches[] = {RELOID, NAMESPACEOID, DATABASEOID, AUTHOID, AUTHMEMROLEMEM};
	static bool is_watching = false;
	size_t		i;

	if (is_watching)
		return;
	for (i = 0; i < lengthof(caches); i++)
		CacheRegisterSyscacheCallback(caches[i], forget_checked, (Datum) 0);
	is_watching = true;
}

/* The owner that a catalog's row has in a column; none if the row is gone. */
static Oid
owner_of(int cache, AttrNumber column, Oid object)
{
	HeapTuple	tuple = SearchSysCache1(cache, ObjectIdGetDatum(object));
	bool		is_null;
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		return InvalidOid;
	owner = DatumGetObjectId(SysCacheGetAttr(cache, tuple, column, &is_null));
	ReleaseSysCache(tuple);
	return owner;
}

/* pg_database_owner stands for whoever owns the database. */
static Oid
owner_of_schema(Oid schema)
{
	Oid			owner = owner_of(NAMESPACEOID, Anum_pg_namespace_nspowner, schema);

	return owner == ROLE_PG_DATABASE_OWNER ? owner_of(DATABASEOID, Anum_pg_database_datdba, MyDatabaseId) : owner;
}

static void
check_owner(const RuleEvent *event, const char *kind, const char *name, Oid other)
{
	Oid			owner = event->table->rd_rel->relowner;

	if (other != owner && !has_privs_of_role(other, owner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("the rules of table \"%s\" cannot run as its owner", RelationGetRelationName(event->table)),
				 errdetail("%s \"%s\" belongs to \"%s\", who is not a member of \"%s\" and could change what they run.",
						   kind, name, GetUserNameFromId(other, false), GetUserNameFromId(owner, false)),
				 errhint("Give the tables of a registry to the owner of its schema.")));
}

static void
check_owners(const RuleEvent *event, Oid schema)
{
	/* All that they read, by functions and views as well. */
	static const char *const names[] = {
		"absence", "assignment", "goal", "goal_country", "goal_milestone", "goal_presence", "goal_question", "goal_site", "goal_unit",
		"measure", "mission", "mission_change", "mission_period", "posting", "posting_area", "posting_counting", "posting_held",
		"posting_misplaced", "posting_place", "posting_program", "posting_program_place", "posting_reach", "posting_reopened", "posting_seats_change",
		"posting_site", "posting_status_change", "posting_status_period", "presence", "presence_ended", "program",
		"representative", "role", "rule", "site", "waiver", "weight"
	};
	size_t		i;

	check_owner(event, "Schema", get_namespace_name(schema), owner_of_schema(schema));
	for (i = 0; i < lengthof(names); i++)
	{
		Oid			relation = get_relname_relid(names[i], schema);

		if (OidIsValid(relation))
			check_owner(event, get_rel_relkind(relation) == RELKIND_VIEW ? "View" : "Table", names[i], owner_of(RELOID, Anum_pg_class_relowner, relation));
	}
}

/* Valid first, so that a change that comes meanwhile can take it back. */
void
rule_check_owners(const RuleEvent *event)
{
	Oid			schema = RelationGetNamespace(event->table);
	Oid			owner = event->table->rd_rel->relowner;

	watch_owners();
	if (checked.valid && checked.schema == schema && checked.owner == owner)
		return;
	checked.schema = schema;
	checked.owner = owner;
	checked.valid = true;
	PG_TRY();
	{
		check_owners(event, schema);
	}
	PG_CATCH();
	{
		checked.valid = false;
		PG_RE_THROW();
	}
	PG_END_TRY();
}
