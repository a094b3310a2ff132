-- Today is the registry's: no setting of a session moves midnight for a floor, a
-- ceiling or a frozen goal.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-206';
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (8701, 'at least', 'floor', 22, daterange(today(), today() + 1));
INSERT INTO goal (goal_id, name, target, due_day) VALUES (8702, 'two days ago', 22, today() - 2), (8703, 'in two days', 22, today() + 2);
SELECT today() AS today \gset
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL ROLE attache_clerk;
CREATE TEMPORARY TABLE session (setting text);
INSERT INTO session VALUES (''), ('SET LOCAL TimeZone = ''<-167>167''; '), ('SET LOCAL TimeZone = ''<+167>-167''; '), ('SET LOCAL TimeZone = ''<+24>-24''; '), ('SET LOCAL TimeZone = ''Pacific/Kiritimati''; '),
	('SET LOCAL TimeZone = ''UTC+24''; '), ('SET LOCAL timezone_abbreviations = ''Australia''; '), ('SET LOCAL timezone_abbreviations = ''India''; '), ('SET LOCAL datestyle = ''German''; '), ('SET LOCAL intervalstyle = ''iso_8601''; ');
SELECT is((pg_temp.error_of(setting || statement))[1:2], CASE WHEN code IS NOT NULL THEN ARRAY[code, message] END, setting || what)
FROM session, (VALUES
	('a goal that was due', 'UPDATE goal SET target = 5 WHERE goal_id = 8702', '23514 AT-305 goal', 'goal "two days ago" can no longer change'),
	('a goal to come', 'UPDATE goal SET target = 5 WHERE goal_id = 8703', NULL, NULL),
	('a floor of this day', 'DELETE FROM assignment WHERE posting_id IN (6, 7)', '23514 AT-302 assignment', format('coverage would be 20 on %s, below the floor of 22 of goal "at least"', :'today')),
	('... which does not hold tomorrow', format('UPDATE assignment SET tenure = daterange(lower(tenure), %L) WHERE posting_id IN (6, 7)', :'today'::date + 1), NULL, NULL)
) AS tried (what, statement, code, message)
WHERE NOT (setting ~ 'German' AND statement ~ 'daterange');
SELECT is((SELECT today()), :'today'::date, 'today is that of the registry') FROM session LIMIT 1;

-- ... also if its zone is named as an abbreviation is, which a session can change.
RESET ROLE;
CREATE OR REPLACE FUNCTION registry_time_zone() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 'EST'::text;
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of(setting || 'DELETE FROM assignment WHERE posting_id IN (6, 7)'))[2],
		  format('coverage would be 20 on %s, below the floor of 22 of goal "at least"', greatest(:'today'::date, (now() AT TIME ZONE 'America/Panama')::date)), 'EST: ' || setting)
FROM session WHERE (setting ~ 'abbrev' OR setting = '') AND EXISTS (SELECT FROM pg_timezone_names WHERE name = 'EST');
SELECT diag('not tried: this server''s time zones have no EST') WHERE NOT EXISTS (SELECT FROM pg_timezone_names WHERE name = 'EST');

-- A zone that PostgreSQL reads as an abbreviation would be the session's to move.
RESET ROLE;
SELECT is(pg_temp.error_of(format('SELECT %I.attache_set_time_zone(''overseas'', %L)', :'schema', zone)),
		  CASE WHEN message IS NOT NULL THEN ARRAY['22023  ', message, NULL, CASE WHEN message ~ 'abbreviation' THEN 'Name a place, such as America/New_York.' END] END, 'time zone ' || zone)
FROM (VALUES
	('America/New_York', NULL), ('UTC', NULL), ('Etc/UTC', NULL), ('Pacific/Kiritimati', NULL), ('GMT', NULL),
	('EST', 'time zone "EST" is an abbreviation'), ('est', 'time zone "est" is an abbreviation'), ('MST', 'time zone "MST" is an abbreviation'), ('CST', 'time zone "CST" is an abbreviation'), ('SAT', 'time zone "SAT" not recognized'),
	('No/Where', 'time zone "No/Where" not recognized'), ('', 'time zone "" not recognized')
) AS tried (zone, message);

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
