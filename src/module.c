/*
 * module.c
 *		What makes the library a module of the server.
 */
#include "postgres.h"

#include "fmgr.h"

#include "compat.h"

PG_MODULE_MAGIC_EXT(.name = "attache", .version = ATTACHE_VERSION);
