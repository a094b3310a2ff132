-- What has become of the source.
SET search_path = pocom, :"schema";
\pset footer off
\echo Lines of the source
SELECT outcome, count(*) AS lines FROM outcome GROUP BY outcome ORDER BY outcome COLLATE "C";
\echo Territories without a country
SELECT territory, count(*) AS lines, min(id) AS "for example"
FROM outcome WHERE outcome = 'territory without a country' GROUP BY territory ORDER BY territory;
\echo Refused, by rule
SELECT r.rule, r.sqlstate, count(*) AS rows, coalesce(w.why, 'not explained') AS why
FROM refused r
LEFT JOIN (VALUES
	('AT-202', 'true: the source has one person in two tenures at once: a promotion with two dates, a country that ended, two courts in one country'),
	('AT-203', 'true: the source has three people at one mission on one day'),
	('AT-204', 'true: the source has two people at one mission for longer than a handover lasts, be it a slip in one of its years'),
	('AT-208', 'true: the source does not know the first day')
) w (rule, why) ON w.rule = r.rule
GROUP BY r.rule, r.sqlstate, w.why ORDER BY r.rule;
\echo Examples of each
SELECT rule, what, message, detail
FROM (SELECT *, row_number() OVER (PARTITION BY rule ORDER BY what COLLATE "C") AS n FROM refused) numbered
WHERE n <= 3 ORDER BY rule, n;
\echo Tours longer than the limits of AT-206, which is a warning here
SELECT count(*) FILTER (WHERE upper(tenure) > lower(tenure) + interval '36 months') AS "over 36 months",
	   count(*) FILTER (WHERE upper(tenure) > lower(tenure) + interval '60 months') AS "over 60 months",
	   max(upper(tenure) - lower(tenure)) AS "longest, days",
	   count(*) FILTER (WHERE upper_inf(tenure)) AS "open-ended"
FROM overseas.assignment;
