/*
 * list.h
 *		The rules of a registry, each once.
 *
 * RULE(symbol, id, enforced by, limit, limit with an extension, words)
 *
 * enforced by: TRIGGER, for which a registry sets how severe the rule is, and
 * its limit; or CONSTRAINT, which holds in any case.  The limits are those that
 * a new registry begins with, as intervals; NULL for a rule without one.  All
 * else that lists the rules follows from here: attache_rules() has them as
 * rows, and from those a registry's table "rule" and verify() take them.
 */
RULE(AT_101, "AT-101", TRIGGER, NULL, NULL,
	 "a posting's first status is proposed; history taken over may start with any status, and names its source")
RULE(AT_103, "AT-103", TRIGGER, NULL, NULL,
	 "each change of status is one that the table of statuses allows, in the order of days")
RULE(AT_104, "AT-104", CONSTRAINT, NULL, NULL,
	 "an approval names its reference")
RULE(AT_105, "AT-105", TRIGGER, NULL, NULL,
	 "no assignment runs past the day on which its posting closes")
RULE(AT_106, "AT-106", TRIGGER, NULL, NULL,
	 "nothing follows a final status")
RULE(AT_201, "AT-201", TRIGGER, NULL, NULL,
	 "an assignment starts on a day on which its posting is active")
RULE(AT_202, "AT-202", CONSTRAINT, NULL, NULL,
	 "a person holds one tour at a time, and is on one TDY at a time")
RULE(AT_203, "AT-203", TRIGGER, NULL, NULL,
	 "on no day does a posting have more than one person above its seats")
RULE(AT_204, "AT-204", TRIGGER, "30 days", NULL,
	 "a posting has more people than seats, as in a handover, for no longer than its limit")
RULE(AT_205, "AT-205", TRIGGER, NULL, NULL,
	 "a person who acts at a posting has an assignment elsewhere on each of the days")
RULE(AT_206, "AT-206", TRIGGER, "36 months", "60 months",
	 "a tour lasts no longer than its limit, which an extension raises; it may be open-ended")
RULE(AT_207, "AT-207", TRIGGER, "180 days", NULL,
	 "a TDY lasts no longer than its limit")
RULE(AT_208, "AT-208", CONSTRAINT, NULL, NULL,
	 "a tenure has a first day, is not empty, and has no infinity in it")
RULE(AT_301, "AT-301", CONSTRAINT, NULL, NULL,
	 "a goal is well formed: target above baseline, due day after baseline day, a share between 0 and 1")
RULE(AT_302, "AT-302", TRIGGER, NULL, NULL,
	 "no change takes coverage below an enforced floor on a day from today on")
RULE(AT_303, "AT-303", TRIGGER, NULL, NULL,
	 "no change takes coverage above an enforced ceiling on a day from today on")
RULE(AT_305, "AT-305", TRIGGER, NULL, NULL,
	 "what a goal asks for no longer changes after its due day")
RULE(AT_306, "AT-306", TRIGGER, NULL, NULL,
	 "the milestones of a goal lie between its baseline and its due day, do not step back, and do not exceed its target")
RULE(AT_307, "AT-307", CONSTRAINT, NULL, NULL,
	 "weights are not negative, and a country or site has one a day for a program")
