/*
 * presence.h
 *		What a change does to the days on which a posting counts as held.
 */
#ifndef RULE_PRESENCE_H
#define RULE_PRESENCE_H

#include "rule/rule.h"

#pragma GCC visibility push(hidden)

/*
 * Is the posting held on fewer days from today on than before this transaction,
 * or on more?  Each kind of assignment is compared by itself, as some goals do not
 * count each.
 */
typedef struct PresenceChange
{
	bool		shrinks;
	bool		grows;
} PresenceChange;

/* Finds a PresenceChange: rule_find(). */
extern const RuleCheck presence_check;

#pragma GCC visibility pop

#endif							/* RULE_PRESENCE_H */
