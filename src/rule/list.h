/*
 * list.h
 *		The rules of a registry, each once.
 *
 * RULE(symbol, id, enforced by, severity, about, limit, limit with an extension, words)
 *
 * enforced by: TRIGGER, for which a registry sets how severe the rule is, and
 * its limit; or CONSTRAINT, which holds in any case.  severity: that of a new
 * registry, REFUSE, WARN or OFF; a constraint refuses.  about: what it can be waived
 * for: a POSTING; a TENURE, which is an assignment, its posting or its person; a
 * PERSON; a GOAL; or NOTHING, as a constraint cannot be waived, and a reason can be named.  The limits are those that
 * a new registry begins with, as intervals; NULL for a rule without one.  All
 * else that lists the rules follows from here: attache_rules() has them as
 * rows, and from those a registry's table "rule" and verify() take them.
 */
RULE(AT_101, "AT-101", TRIGGER, REFUSE, POSTING, NULL, NULL,
	 "a posting's first status is proposed; history taken over may start with any status, and names its source")
RULE(AT_103, "AT-103", TRIGGER, REFUSE, POSTING, NULL, NULL,
	 "each change of status is one that the table of statuses allows, in the order of days")
RULE(AT_104, "AT-104", CONSTRAINT, REFUSE, NOTHING, NULL, NULL,
	 "an approval names its reference")
RULE(AT_105, "AT-105", TRIGGER, REFUSE, TENURE, NULL, NULL,
	 "no assignment runs past the day on which its posting closes")
RULE(AT_106, "AT-106", TRIGGER, REFUSE, POSTING, NULL, NULL,
	 "nothing follows a final status, which a posting has that another one reopens")
RULE(AT_107, "AT-107", TRIGGER, WARN, POSTING, NULL, NULL,
	 "a posting is open at missions of the kinds at which its role belongs")
RULE(AT_201, "AT-201", TRIGGER, REFUSE, TENURE, NULL, NULL,
	 "an assignment starts on a day on which its posting is active; a TDY may start while it is suspended")
RULE(AT_202, "AT-202", TRIGGER, REFUSE, TENURE, "0 days", NULL,
	 "a person holds one tour at a time, and is on one TDY at a time, but for a handover between two postings")
RULE(AT_203, "AT-203", TRIGGER, REFUSE, POSTING, NULL, NULL,
	 "on no day does a posting have more than one person above its seats")
RULE(AT_204, "AT-204", TRIGGER, REFUSE, POSTING, "30 days", NULL,
	 "a posting has more people than seats, as in a handover, for no longer than its limit")
RULE(AT_205, "AT-205", TRIGGER, REFUSE, TENURE, NULL, NULL,
	 "a person who acts at a posting has an assignment elsewhere on each of the days")
RULE(AT_206, "AT-206", TRIGGER, REFUSE, TENURE, "36 months", "60 months",
	 "a person stays at a posting, on one tour or on several that touch, no longer than the limit, which an extension raises; a tour may be open-ended")
RULE(AT_207, "AT-207", TRIGGER, REFUSE, TENURE, "180 days", NULL,
	 "a person stays at a posting, on one TDY or on several that touch, no longer than the limit")
RULE(AT_208, "AT-208", CONSTRAINT, REFUSE, NOTHING, NULL, NULL,
	 "a tenure has a first day, is not empty, and has no infinity in it")
RULE(AT_209, "AT-209", TRIGGER, REFUSE, PERSON, NULL, NULL,
	 "an absence lies within assignments of the person; of one without an end, its first day does")
RULE(AT_211, "AT-211", TRIGGER, OFF, NOTHING, NULL, NULL,
	 "a change to days before today names its reason, in attache.reason")
RULE(AT_301, "AT-301", CONSTRAINT, REFUSE, NOTHING, NULL, NULL,
	 "a goal is well formed: target above baseline, due day after baseline day, a share between 0 and 1")
RULE(AT_302, "AT-302", TRIGGER, REFUSE, GOAL, NULL, NULL,
	 "no plan takes coverage below an enforced floor on a day from today on; a fact may")
RULE(AT_303, "AT-303", TRIGGER, REFUSE, GOAL, NULL, NULL,
	 "no plan takes coverage above an enforced ceiling on a day from today on; a fact may")
RULE(AT_304, "AT-304", TRIGGER, WARN, POSTING, NULL, NULL,
	 "no country is covered after the day on which its code was withdrawn")
RULE(AT_305, "AT-305", TRIGGER, REFUSE, GOAL, NULL, NULL,
	 "what a goal asks for no longer changes after its due day")
RULE(AT_306, "AT-306", TRIGGER, REFUSE, GOAL, NULL, NULL,
	 "the milestones of a goal lie between its baseline and its due day, do not step back, and do not pass its target")
RULE(AT_307, "AT-307", CONSTRAINT, REFUSE, NOTHING, NULL, NULL,
	 "weights are not negative, and a country or site has one a day for a program")
RULE(AT_401, "AT-401", CONSTRAINT, REFUSE, NOTHING, NULL, NULL,
	 "a matter is received before it is due, answered and closed, and is closed with an outcome")
RULE(AT_402, "AT-402", CONSTRAINT, REFUSE, NOTHING, NULL, NULL,
	 "a measure has one value a day for a country, site or program")
