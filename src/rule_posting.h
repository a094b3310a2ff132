/*
 * rule_posting.h
 *		A posting as the rules read it.
 */
#ifndef RULE_POSTING_H
#define RULE_POSTING_H

#include "rule.h"

#include "core/status_history.h"

/* Locks a posting: the guard row of every rule about it. */
extern const RuleQuery rule_posting_guard;

/* The posting's history, in rule_memory(); call it within a check. */
extern StatusHistory *rule_posting_history(const RuleEvent *event, int64 posting);

#endif							/* RULE_POSTING_H */
