/*
 * module.h
 *		What ties the library to the SQL that calls it.
 */
#ifndef MODULE_H
#define MODULE_H

#pragma GCC visibility push(hidden)

/*
 * Raises an error if the library is older than the extension of this database.
 * To be called where something new begins; it costs nothing as long as no
 * function of the database changes.
 */
extern void attache_check_library(void);

#pragma GCC visibility pop

#endif							/* MODULE_H */
