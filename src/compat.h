/*
 * compat.h
 *		The one file that knows the server's version.
 *
 * Where an older server lacks something, it is given here under the name and
 * signature that the newest server has for it.
 */
#ifndef COMPAT_H
#define COMPAT_H

#if PG_VERSION_NUM < 150000
#error "attache needs PostgreSQL 15 or later"
#endif

/* 16 brought soft errors; before it every error of an input function is hard. */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#define InputFunctionCallSafe(function, text, parameter, typmod, context, value) \
	((void) (context), *(value) = InputFunctionCall(function, text, parameter, typmod), true)
#endif

/* 16 gave make_range() a place for soft errors. */
#if PG_VERSION_NUM < 160000
#include "utils/rangetypes.h"
#define make_range(type, lower, upper, empty, escontext) make_range(type, lower, upper, empty)
#endif

/* 16 moved the text of varlena types to a header of its own. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 16 renamed the file that a relation is in. */
#if PG_VERSION_NUM < 160000
#define rd_firstRelfilelocatorSubid rd_firstRelfilenodeSubid
#endif

/* 17 keeps a transaction's local number elsewhere. */
#if PG_VERSION_NUM >= 170000
#define OWN_TRANSACTION MyProc->vxid.lxid
#else
#define OWN_TRANSACTION MyProc->lxid
#endif

/* 17 asks for the sequence of an open table. */
#if PG_VERSION_NUM < 170000
#define getIdentitySequence(table, column, missing_ok) getIdentitySequence(RelationGetRelid(table), column, missing_ok)
#endif

/* 18 brought skip scans of B-trees. */
#if PG_VERSION_NUM >= 180000
#include "utils/skipsupport.h"
#define HAVE_SKIP_SUPPORT 1
#endif

/* 18 lets a module say its name and version. */
#ifndef PG_MODULE_MAGIC_EXT
#define PG_MODULE_MAGIC_EXT(...) PG_MODULE_MAGIC
#endif

/* 18 counts what an index scan does. */
#if PG_VERSION_NUM < 180000
#include "access/genam.h"
#define index_beginscan(table, index, snapshot, instrument, nkeys, norderbys, flags) \
	index_beginscan(table, index, snapshot, nkeys, norderbys)
#elif PG_VERSION_NUM < 190000
#include "access/genam.h"
#define index_beginscan(table, index, snapshot, instrument, nkeys, norderbys, flags) \
	index_beginscan(table, index, snapshot, instrument, nkeys, norderbys)
#endif

/* 19 asks with what options a table or an index is scanned. */
#if PG_VERSION_NUM < 190000
#include "access/tableam.h"
#define table_beginscan(table, snapshot, nkeys, key, flags) table_beginscan(table, snapshot, nkeys, key)
#define table_index_fetch_begin(table, flags) table_index_fetch_begin(table)
#endif

#endif							/* COMPAT_H */
