/*
 * rule_presence.h
 *		What an event does to the days on which its posting counts as held.
 */
#ifndef RULE_PRESENCE_H
#define RULE_PRESENCE_H

#include "rule/rule.h"

/*
 * Is a posting of the event, of an assignment or a status, held on fewer days
 * from today on than before this transaction, or on more?  People on temporary
 * duty are looked at by themselves, as some goals count only others.
 */
typedef struct PresenceChange
{
	bool		shrinks;
	bool		grows;
} PresenceChange;

extern PresenceChange rule_presence_change(const RuleEvent *event);

#endif							/* RULE_PRESENCE_H */
