/*
 * module.c
 *		What makes the library a module of the server, and ties it to its SQL.
 *
 * The files of a server are one thing, and the extension of each database is
 * another: the former are of this library's version, the latter is brought
 * forward by ALTER EXTENSION.  Between the two the library is newer, and works
 * with what older versions have declared; only to make or upgrade a registry it
 * has to be of the same version.  An older library (a standby, or a session
 * that loaded it before) lacks what the SQL relies on, so it refuses to work.
 * Versions that differ in their third number alone fit together.
 */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/parallel.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_extension.h"
#include "commands/extension.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/inval.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "compat.h"
#include "module.h"
#include "past/past.h"

PG_MODULE_MAGIC_EXT(.name = "attache", .version = ATTACHE_VERSION);

/* Found to be new enough, and no function of the database has changed since. */
static bool checked = false;

void		_PG_init(void);

/*
 * The version of the extension in this database; NULL if there is none, or if it
 * is being made or brought forward.
 */
static char *
extension_version(void)
{
	Relation	extensions;
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	char	   *version = NULL;

	if (creating_extension)
		return NULL;
	extensions = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber, F_NAMEEQ, CStringGetDatum("attache"));
	scan = systable_beginscan(extensions, ExtensionNameIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
	{
		bool		isnull;
		Datum		value = heap_getattr(tuple, Anum_pg_extension_extversion, RelationGetDescr(extensions), &isnull);

		version = TextDatumGetCString(value);
	}
	systable_endscan(scan);
	table_close(extensions, AccessShareLock);
	return version;
}

/* Above 0 if version a is newer than b, below 0 if it is older. */
static int
compare_versions(const char *a, const char *b)
{
	int			major_a = 0,
				minor_a = 0,
				major_b = 0,
				minor_b = 0;

	(void) sscanf(a, "%d.%d", &major_a, &minor_a);
	(void) sscanf(b, "%d.%d", &major_b, &minor_b);
	return major_a != major_b ? major_a - major_b : minor_a - minor_b;
}

static void
refuse(const char *version, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
			 errmsg("the library of attache is of version %s, but the extension in this database is of version %s",
					ATTACHE_VERSION, version),
			 errhint(hint, version)));
}

static void
refuse_older(const char *version)
{
	if (version != NULL && compare_versions(ATTACHE_VERSION, version) < 0)
		refuse(version, "Install version %s of attache on this server, and reconnect.");
}

void
attache_check_library(void)
{
	if (checked)
		return;
	refuse_older(extension_version());
	checked = !creating_extension;
}

static void
functions_changed(Datum arg pg_attribute_unused(), int cache pg_attribute_unused(), uint32 hash pg_attribute_unused())
{
	checked = false;
}

/*
 * Where the library is loaded there may be no transaction, as when it is
 * preloaded, and what pg_upgrade restores is not to be held against it.
 */
void
_PG_init(void)
{
	if (IsTransactionState() && OidIsValid(MyDatabaseId) && !IsBinaryUpgrade && !IsParallelWorker())
		attache_check_library();
	/* Last: after an error the library is loaded again. */
	past_define_settings();
	CacheRegisterSyscacheCallback(PROCOID, functions_changed, (Datum) 0);
}

PG_FUNCTION_INFO_V1(attache_version);
Datum
attache_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(ATTACHE_VERSION));
}

/*
 * attache_check_version()
 *
 * An error unless the library and the extension are of the same version.
 */
PG_FUNCTION_INFO_V1(attache_check_version);
Datum
attache_check_version(PG_FUNCTION_ARGS)
{
	char	   *version = extension_version();

	refuse_older(version);
	if (version != NULL && compare_versions(ATTACHE_VERSION, version) > 0)
		refuse(version, "ALTER EXTENSION attache UPDATE brings it forward from version %s.");
	PG_RETURN_VOID();
}
