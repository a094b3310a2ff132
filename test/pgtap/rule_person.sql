-- AT-202: a person is in one place. Two people are swapped in one statement, borders of
-- tours move in either order, handovers are as long as the agency says, and one person
-- may be accredited at two courts with a paper.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

INSERT INTO mission (mission_id, country, city, name) VALUES (7901, 'NL', 'Delft', 'Embassy Delft'), (7902, 'LU', 'Luxembourg', 'Embassy Luxembourg');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (7901, 7901, 'attache', 9), (7902, 7902, 'attache', 9);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (7901, '2000-01-01', 'active', 'test'), (7902, '2000-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(7901, 7909) i;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES
	(7901, 7901, 7901, '[2005-04-15,2005-05-19)'), (7902, 7902, 7901, '[2005-05-19,2005-06-15)'),
	(7903, 7901, 7902, '[2005-01-01,2006-01-01)'), (7904, 7902, 7903, '[2005-01-01,2006-01-01)');

SELECT is((pg_temp.error_of(statement))[1:2], CASE WHEN message IS NOT NULL THEN ARRAY['23514 AT-202 assignment', message] END, what)
FROM (VALUES
	('two people change places', NULL, $$UPDATE assignment SET representative_id = CASE assignment_id WHEN 7903 THEN 7903 ELSE 7902 END WHERE assignment_id IN (7903, 7904)$$),
	('a move is a week later', NULL, $$UPDATE assignment SET tenure = CASE posting_id WHEN 7901 THEN '[2005-04-15,2005-05-26)' ELSE '[2005-05-26,2005-06-15)' END::daterange WHERE representative_id = 7901$$),
	('... a week sooner', NULL, $$UPDATE assignment SET tenure = CASE posting_id WHEN 7901 THEN '[2005-04-15,2005-05-11)' ELSE '[2005-05-11,2005-06-15)' END::daterange WHERE representative_id = 7901$$),
	('... in two statements, deferred', NULL, $$SET CONSTRAINTS ALL DEFERRED; UPDATE assignment SET tenure = '[2005-04-15,2005-05-26)' WHERE assignment_id = 7901; UPDATE assignment SET tenure = '[2005-05-26,2005-06-15)' WHERE assignment_id = 7902$$),
	('... in two statements, and not deferred', 'R7901 has two tours on 2005-05-19', $$UPDATE assignment SET tenure = '[2005-04-15,2005-05-26)' WHERE assignment_id = 7901; UPDATE assignment SET tenure = '[2005-05-26,2005-06-15)' WHERE assignment_id = 7902$$),
	('a day together', 'R7901 has two tours on 2005-05-18', $$UPDATE assignment SET tenure = '[2005-05-18,2005-06-15)' WHERE assignment_id = 7902$$),
	('... within a handover', NULL, $$UPDATE rule SET longest = '3 days' WHERE rule_id = 'AT-202'; UPDATE assignment SET tenure = '[2005-05-16,2005-06-15)' WHERE assignment_id = 7902$$),
	('... that is a day too long', 'R7901 has two tours on 2005-05-18', $$UPDATE rule SET longest = '3 days' WHERE rule_id = 'AT-202'; UPDATE assignment SET tenure = '[2005-05-15,2005-06-15)' WHERE assignment_id = 7902$$),
	('... at the same posting', 'R7901 has two tours on 2005-05-18', $$UPDATE rule SET longest = '3 days' WHERE rule_id = 'AT-202'; UPDATE assignment SET posting_id = 7901, tenure = '[2005-05-18,2005-06-15)' WHERE assignment_id = 7902$$),
	('handovers without a limit', NULL, $$UPDATE rule SET longest = NULL WHERE rule_id = 'AT-202'; UPDATE assignment SET tenure = '[2005-04-15,2005-06-15)' WHERE assignment_id = 7902$$),
	('... and one posting', 'R7901 has two tours on 2005-04-15', $$UPDATE rule SET longest = NULL WHERE rule_id = 'AT-202'; UPDATE assignment SET posting_id = 7901, tenure = '[2005-04-15,2005-06-15)' WHERE assignment_id = 7902$$),
	('as a warning', NULL, $$SET LOCAL client_min_messages = error; UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-202'; UPDATE assignment SET tenure = '[2005-04-15,2005-06-15)' WHERE assignment_id = 7902$$),
	('off', NULL, $$UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-202'; UPDATE assignment SET tenure = '[2005-04-15,2005-06-15)' WHERE assignment_id = 7902$$),
	('two courts, with a paper', NULL, $$INSERT INTO waiver (rule_id, representative_id, during, reference) VALUES ('AT-202', 7902, '[2005-01-01,2006-01-01)', 'agrément');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7902, 7902, '[2005-03-01,2005-09-01)')$$),
	('... for the other assignment', NULL, $$INSERT INTO waiver (rule_id, assignment_id, during, reference) VALUES ('AT-202', 7903, '[2005-01-01,2006-01-01)', 'agrément');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7902, 7902, '[2005-03-01,2005-09-01)')$$),
	('... for the other posting', NULL, $$INSERT INTO waiver (rule_id, posting_id, during, reference) VALUES ('AT-202', 7901, '[2005-01-01,2006-01-01)', 'agrément');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7902, 7902, '[2005-03-01,2005-09-01)')$$),
	('... up to a day', 'R7902 has two tours on 2005-08-01', $$INSERT INTO waiver (rule_id, representative_id, during, reference) VALUES ('AT-202', 7902, '[2005-01-01,2005-08-01)', 'agrément');
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7902, 7902, '[2005-03-01,2005-09-01)')$$),
	('many rows, of which two meet', 'R7909 has two tours on 2001-01-01', $$INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
		SELECT 8000 + i, 7901 + i % 2, 7909, daterange('2001-01-01'::date + (i % 100), '2001-01-02'::date + (i % 100)) FROM generate_series(0, 100) i$$)
) AS tried (what, message, statement);
SELECT is(pg_temp.error_of($$UPDATE rule SET longest = '3 days' WHERE rule_id = 'AT-202'; UPDATE assignment SET tenure = '[2005-05-15,2005-06-15)' WHERE assignment_id = 7902$$),
		  ARRAY['23514 AT-202 assignment', 'R7901 has two tours on 2005-05-18', 'One is at the attache posting at Embassy Delft, from 2005-04-15 to 2005-05-18; the other at the attache posting at Embassy Luxembourg, from 2005-05-15 to 2005-06-14. A handover between postings may last 3 days.',
				'End one of them sooner, or begin the other later; SET CONSTRAINTS ... DEFERRED lets both change first.'], 'a handover in words');

-- What no trigger has seen stays wrong, and gets no worse.
RESET ROLE;
SET LOCAL session_replication_role = replica;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (7911, 7901, 7905, '[2004-01-01,2006-01-01)'), (7912, 7902, 7905, '[2005-01-01,2006-01-01)');
SET LOCAL session_replication_role = origin;
SELECT results_eq($$SELECT assignment_id, posting_id, first_day, last_day FROM verify() WHERE rule_id = 'AT-202'$$, $$VALUES (7912::bigint, 7902::bigint, '2005-01-01'::date, '2005-12-31'::date)$$, 'verify() finds it');
UPDATE rule SET longest = '10 days' WHERE rule_id = 'AT-202';
SELECT results_eq($$SELECT assignment_id, posting_id, first_day, last_day FROM verify() WHERE rule_id = 'AT-202'$$, $$VALUES (7912::bigint, 7902::bigint, '2005-01-11'::date, '2005-12-31'::date)$$, '... past the days of a handover');
UPDATE rule SET longest = '0' WHERE rule_id = 'AT-202';
INSERT INTO posting (posting_id, mission_id, role) VALUES (7903, 7902, 'attache');
INSERT INTO waiver (rule_id, posting_id, during, reference) VALUES ('AT-202', 7903, '[2005-01-01,2006-01-01)', 'agrément');
SELECT is((SELECT waiver_reference FROM verify() WHERE rule_id = 'AT-202'), NULL, '... without the paper of another posting');
UPDATE waiver SET posting_id = 7901;
SELECT is((SELECT waiver_reference FROM verify() WHERE rule_id = 'AT-202'), 'agrément', '... with that of the one posting');
UPDATE waiver SET posting_id = 7902;
SELECT is((SELECT waiver_reference FROM verify() WHERE rule_id = 'AT-202'), 'agrément', '... or of the other');
DELETE FROM waiver;
DELETE FROM posting WHERE posting_id = 7903;
COMMIT;
BEGIN;
SET LOCAL search_path = overseas, tap;
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of(statement))[1], code, what)
FROM (VALUES
	('one of two ends sooner', NULL, $$UPDATE assignment SET tenure = '[2004-01-01,2005-10-01)' WHERE assignment_id = 7911$$),
	('... is noted', NULL, $$UPDATE assignment SET note = 'x' WHERE assignment_id = 7911$$),
	('... begins sooner', '23514 AT-202 assignment', $$UPDATE assignment SET tenure = '[2004-12-31,2006-01-01)' WHERE assignment_id = 7912$$),
	('both go on', '23514 AT-202 assignment', $$UPDATE assignment SET tenure = daterange(lower(tenure), '2006-01-02') WHERE representative_id = 7905$$)
) AS tried (what, code, statement);

-- With an index of other columns, or of days that are others or are sorted in another way.
RESET ROLE;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (7921, 7901, 7904, '[2004-01-01,)');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE assignment ADD COLUMN nothing daterange;
CREATE FUNCTION backward(date, date) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT pg_catalog.date_cmp($2, $1)';
CREATE OPERATOR CLASS backward FOR TYPE date USING btree AS
	OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 backward(date, date);
SELECT is((pg_temp.error_of(format('DROP INDEX assignment_representative_days; CREATE INDEX ON assignment (%s);
	INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (7902, 7904, ''[2010-01-01,2010-02-01)'')', columns)))[1], '23514 AT-202 assignment', 'an index of ' || columns)
FROM (VALUES
	('representative_id'), ('representative_id, assignment_id'),
	('representative_id, coalesce(upper(tenure), ''infinity'')'),
	('representative_id, posting_id, coalesce(upper(tenure), ''infinity''), lower(tenure)'),
	('representative_id, coalesce(upper(tenure), ''infinity''), posting_id, lower(tenure)'),
	('representative_id, planned_last_day, coalesce(upper(tenure), ''infinity''), lower(tenure)'),
	('representative_id, coalesce(upper(tenure), ''infinity''), planned_last_day, lower(tenure)'),
	('representative_id DESC, coalesce(upper(tenure), ''infinity'') DESC, lower(tenure) DESC NULLS LAST'),
	('representative_id, coalesce(upper(tenure), ''2009-01-01''), lower(tenure)'),
	('representative_id, coalesce(upper(tenure), NULL), lower(tenure)'),
	('representative_id, coalesce(upper(tenure), lower(tenure), ''infinity''), lower(tenure)'),
	('representative_id, coalesce(lower(tenure), ''infinity''), lower(tenure)'),
	('representative_id, coalesce(upper(tenure), ''infinity''), upper(tenure)'),
	('representative_id, coalesce(upper(tenure), ''infinity''), coalesce(lower(tenure))'),
	('representative_id, upper(tenure), lower(tenure)'),
	('representative_id, coalesce(upper(tenure), ''infinity''), lower(nothing)'),
	('representative_id, coalesce(upper(tenure), ''infinity'') backward, lower(tenure)'),
	('representative_id, coalesce(upper(tenure), ''infinity''), lower(tenure) backward')
) AS tried (columns);

-- Without its index the table is read as a whole.
SELECT format('DROP INDEX %I', c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = 'assignment'::regclass AND i.indkey[0] = (SELECT attnum FROM pg_attribute WHERE attrelid = 'assignment'::regclass AND attname = 'representative_id') \gexec
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of($$UPDATE assignment SET tenure = '[2005-05-18,2005-06-15)' WHERE assignment_id = 7902$$))[1], '23514 AT-202 assignment', 'without its index');
SELECT is(pg_temp.error_of($$UPDATE assignment SET tenure = '[2005-05-20,2005-06-15)' WHERE assignment_id = 7902$$), NULL, '...');
-- ... and one that has not all rows, or is sorted in another way, is no help.
RESET ROLE;
CREATE INDEX partial_index ON assignment (representative_id) WHERE assignment_id = 1;
CREATE INDEX of_another_kind ON assignment USING hash (representative_id);
SET LOCAL ROLE attache_clerk;
SELECT is((pg_temp.error_of($$UPDATE assignment SET tenure = '[2005-05-18,2005-06-15)' WHERE assignment_id = 7902$$))[1], '23514 AT-202 assignment', 'with indexes that do not help');

SELECT * FROM finish();
ROLLBACK;
\ir ../lib/empty.sql
