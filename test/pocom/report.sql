-- What has become of the source.
SET search_path = pocom, :"schema";
\pset footer off
\echo Lines of the source
SELECT outcome, count(*) AS lines FROM outcome GROUP BY outcome ORDER BY outcome COLLATE "C";
\echo Territories without a country
SELECT territory, count(*) AS lines, min(id) AS "for example"
FROM outcome WHERE outcome = 'territory without a country' GROUP BY territory ORDER BY territory;
\echo Refused, line by line: what is wrong in the source
CREATE TABLE known_fault (id text PRIMARY KEY, rule text, why text);
INSERT INTO known_fault VALUES
	('ar-1854-pede-02', 'AT-202', 'his other line, ar-1854-pede-03, begins before its own commission'),
	('mx-1898-clay-01', 'AT-202', 'it begins ten days before his promotion, with which his other line ends'),
	('xe-1992-baso-01', 'AT-202', 'his line for the Czech Republic begins with it, when there was none yet'),
	('at-1917-grew-01', 'AT-204', 'it begins in 1913, before the ambassador whom he followed in 1917'),
	('dz-1994-neum-01', 'AT-204', 'it begins a month before his predecessor left'),
	('ew-2007-phil-01', 'AT-204', 'it begins half a year before his predecessor left'),
	('fr-1869-wash-01', 'AT-204', 'it begins two months before his predecessor presented his recall'),
	('kg-1993-robe-01', 'AT-204', 'he is in charge ad interim for twenty months beside an ambassador'),
	('kg-2004-yova-01', 'AT-204', 'it begins half a year before her predecessor left'),
	('lv-1998-holm-01', 'AT-204', 'it begins five weeks before his predecessor left'),
	('ml-1995-heil-01', 'AT-204', 'it begins on an unknown day of the month at whose end his predecessor left');
SELECT r.rule, coalesce(e.id, r.message) AS line,
	   CASE WHEN r.rule = 'AT-208' AND lower_inf(e.tenure) THEN 'it has no first day'
			ELSE coalesce(k.why, 'not explained') END AS "what is wrong"
FROM refused r
LEFT JOIN entry e USING (line)
LEFT JOIN known_fault k ON k.id = e.id AND k.rule = r.rule
ORDER BY r.rule, e.id COLLATE "C";
\echo Faults that are no longer refused
SELECT k.id, k.rule FROM known_fault k WHERE k.id NOT IN (SELECT e.id FROM refused r JOIN entry e USING (line)) ORDER BY k.id;
\echo Tours longer than the limits of AT-206, which is a warning here
SELECT count(*) FILTER (WHERE upper(tenure) > lower(tenure) + interval '36 months') AS "over 36 months",
	   count(*) FILTER (WHERE upper(tenure) > lower(tenure) + interval '60 months') AS "over 60 months",
	   max(upper(tenure) - lower(tenure)) AS "longest, days",
	   count(*) FILTER (WHERE upper_inf(tenure)) AS "open-ended"
FROM overseas.assignment;
