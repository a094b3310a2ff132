-- The seats of a posting over time: seats 1, then 3 from 2007-01-01, then 2 from
-- 2010-06-01. What is vacant, what the roster says, and AT-203, on days around each.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

INSERT INTO mission (mission_id, country, city, name) VALUES (7801, 'AT', 'Vienna', 'Embassy Vienna');
INSERT INTO posting (posting_id, mission_id, role) VALUES (7801, 7801, 'attache'), (7802, 7801, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (7801, '2004-01-01', 'active', 'test'), (7802, '2004-01-01', 'active', 'test');
INSERT INTO posting_seats_change (posting_id, effective_day, seats, reference) VALUES (7801, '2007-01-01', 3, 'NSDD-38 1'), (7801, '2010-06-01', 2, 'NSDD-38 2');
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(7801, 7809) i;
-- Nobody in 2006; one in 2005 and from 2007 on, two in 2008 and 2010, three in 2009.
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES
	(7801, 7801, 7801, '[2005-01-01,2006-01-01)'), (7802, 7801, 7802, '[2007-01-01,2010-01-01)'), (7803, 7801, 7803, '[2008-01-01,2010-10-01)'),
	(7804, 7801, 7804, '[2009-01-01,2010-01-01)'), (7805, 7801, 7805, '[2010-01-01,2011-01-01)');

SELECT is((SELECT string_agg(format('%s: %s', t.day, shown.what), ', ' ORDER BY t.day)
		   FROM unnest('{2005-06-01,2006-06-01,2006-12-31,2007-01-01,2008-06-01,2009-06-01,2010-05-31,2010-06-01,2010-12-31,2011-01-01}'::date[]) AS t (day)
		   CROSS JOIN LATERAL (SELECT format('%s of %s', r.people, r.seats) AS what FROM posting_roster(t.day) r WHERE r.posting_id = 7801) shown),
		  '2005-06-01: 1 of 1, 2006-06-01: 0 of 1, 2006-12-31: 0 of 1, 2007-01-01: 1 of 3, 2008-06-01: 2 of 3, 2009-06-01: 3 of 3, 2010-05-31: 2 of 3, 2010-06-01: 2 of 2, 2010-12-31: 1 of 2, 2011-01-01: 0 of 2',
		  'the roster of each day');
SELECT results_eq($$SELECT seat, seats, lower(during), upper(during) - 1 FROM posting_vacancy WHERE posting_id = 7801 ORDER BY seat, during$$, $$VALUES
	(1, 1, '2004-01-01'::date, '2004-12-31'::date), (1, 1, '2006-01-01', '2006-12-31'), (1, 2, '2011-01-01', NULL),
	(2, 3, '2007-01-01', '2007-12-31'), (2, 2, '2010-10-01', NULL),
	(3, 3, '2007-01-01', '2008-12-31'), (3, 3, '2010-01-01', '2010-05-31')$$, 'a row for each seat and run of days on which it is vacant');
SELECT is((SELECT string_agg(format('%s: %s', t.day, coalesce(shown.what, '-')), ', ' ORDER BY t.day)
		   FROM unnest('{2005-06-01,2006-12-31,2007-01-01,2008-06-01,2009-06-01,2010-05-31,2010-06-01,2010-10-01}'::date[]) AS t (day)
		   CROSS JOIN LATERAL (SELECT string_agg(format('%s of %s', v.seat, v.seats), '+' ORDER BY v.seat) AS what FROM vacancies(t.day, 1) v WHERE v.posting_id = 7801) shown),
		  '2005-06-01: -, 2006-12-31: 1 of 1, 2007-01-01: 2 of 3+3 of 3, 2008-06-01: 3 of 3, 2009-06-01: -, 2010-05-31: 3 of 3, 2010-06-01: -, 2010-10-01: 2 of 2',
		  'vacancies on each day');
SELECT is((SELECT count(*) FROM verify() WHERE posting_id = 7801), 0::bigint, 'nothing is wrong');

-- Why a seat is vacant: nobody ever held it, it was added, or somebody left. 7803
-- opens with one person for two seats; 7804 is to open with nobody. In 7805 a seat goes
-- and comes again, and a person's second row follows on the first; in 7806 somebody
-- leaves on the day on which a seat is added.
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (7803, 7801, 'attache', 2), (7804, 7801, 'attache', 2), (7805, 7801, 'attache', 2), (7806, 7801, 'attache', 2);
INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES
	(7803, '2005-01-01', 'active', NULL, 'test'), (7804, '2005-01-01', 'approved', 'NSDD-38 3', 'test'), (7804, '2008-01-01', 'active', NULL, NULL),
	(7805, '2005-01-01', 'active', NULL, 'test'), (7806, '2005-01-01', 'active', NULL, 'test');
INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES
	(7803, '2005-01-01', 3), (7805, '2006-01-01', 1), (7805, '2007-01-01', 2), (7806, '2006-01-01', 3);
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES
	(7803, 7806, 'tour', '[2005-01-01,2006-01-01)'), (7803, 7806, 'tdy', '[2006-01-01,2006-02-01)'),
	(7805, 7807, 'tour', '[2005-01-01,2007-06-01)'), (7805, 7807, 'tour', '[2007-06-01,2007-12-01)'), (7805, 7808, 'tdy', '[2007-05-01,2007-06-01)'),
	(7806, 7808, 'tour', '[2005-01-01,2006-01-01)'), (7806, 7809, 'tour', '[2005-01-01,2007-01-01)');
CREATE FUNCTION pg_temp.causes(posting bigint, day date, horizon integer) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s: %s from %s: %s', seat, seats, first_day, cause), '; ' ORDER BY seat, first_day) FROM vacancies(day, horizon) WHERE posting_id = posting
$$;
SELECT is(pg_temp.causes(posting, day, horizon), causes, format('why the seats of posting %s are vacant, on %s', posting, day))
FROM (VALUES
	(7801, '2004-06-01'::date, 3000, '1: 1 from 2004-01-01: nobody assigned since the posting opened; 1: 1 from 2006-01-01: departure of R7801; 1: 2 from 2011-01-01: departure of R7805; '
		'2: 3 from 2007-01-01: seat added on 2007-01-01; 2: 2 from 2010-10-01: departure of R7803; '
		'3: 3 from 2007-01-01: seat added on 2007-01-01; 3: 3 from 2010-01-01: departure of R7802, R7804'),
	(7803, '2005-06-01', 1, '2: 3 from 2005-01-01: nobody assigned to this seat since the posting opened; 3: 3 from 2005-01-01: nobody assigned to this seat since the posting opened'),
	(7803, '2006-01-15', 1, '2: 3 from 2005-01-01: nobody assigned to this seat since the posting opened; 3: 3 from 2005-01-01: nobody assigned to this seat since the posting opened'),
	(7804, '2007-12-01', 90, '1: 2 from 2008-01-01: nobody assigned when the posting opens; 2: 2 from 2008-01-01: nobody assigned to this seat when the posting opens'),
	(7804, '2008-01-01', 90, '1: 2 from 2008-01-01: nobody assigned since the posting opened; 2: 2 from 2008-01-01: nobody assigned to this seat since the posting opened'),
	(7805, '2005-06-01', 1, '2: 2 from 2005-01-01: nobody assigned to this seat since the posting opened'),
	(7805, '2006-12-01', 90, '2: 2 from 2007-01-01: seat added on 2007-01-01'),
	(7805, '2007-07-01', 1, '2: 2 from 2007-06-01: departure of R7808'),
	(7806, '2006-06-01', 1, '2: 3 from 2006-01-01: departure of R7808; 3: 3 from 2006-01-01: seat added on 2006-01-01')
) AS why (posting, day, horizon, causes);
SELECT results_eq($$SELECT first_day, seat, cause FROM rotation('2006-12-01', 90) WHERE event = 'gap' AND posting_id = 7805$$,
				  $$VALUES ('2007-01-01'::date, 2, 'seat added on 2007-01-01')$$, '... a rotation says so, too');
RESET ROLE;
ALTER TABLE representative ENABLE ROW LEVEL SECURITY;
SET LOCAL ROLE attache_clerk;
SELECT is(pg_temp.causes(7806, '2007-01-01', 1), '1: 3 from 2007-01-01: departure; 2: 3 from 2006-01-01: departure; 3: 3 from 2006-01-01: seat added on 2006-01-01',
		  '... to whom may not know who left');
RESET ROLE;
ALTER TABLE representative DISABLE ROW LEVEL SECURITY;
SET LOCAL ROLE attache_clerk;
DELETE FROM assignment WHERE posting_id BETWEEN 7803 AND 7806;
DELETE FROM posting_seats_change WHERE posting_id BETWEEN 7803 AND 7806;

-- A person more than seats, for a few days, is a handover; two are too many; and more
-- than 30 days are too long.
SELECT is((pg_temp.error_of(statement))[1:2], CASE WHEN code IS NOT NULL THEN ARRAY[code, message] END, what)
FROM (VALUES
	('a second person in 2006', NULL, NULL, $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (7801, 7806, 'tdy', '[2006-06-01,2006-07-01)')$$),
	('two more in 2005', '23514 AT-203 assignment', 'the attache posting at Embassy Vienna has 3 people on 2005-06-01 and 1 seat', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES
		(7801, 7806, 'tdy', '[2005-06-01,2005-07-01)'), (7801, 7807, 'tdy', '[2005-06-01,2005-07-01)')$$),
	('two more in 2009', '23514 AT-203 assignment', 'the attache posting at Embassy Vienna has 5 people on 2009-06-01 and 3 seats', $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES
		(7801, 7806, 'tdy', '[2009-06-01,2009-07-01)'), (7801, 7807, 'tdy', '[2009-06-01,2009-07-01)')$$),
	('one more for long, with a seat', NULL, NULL, $$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (7801, 7806, 'tdy', '[2008-02-01,2008-06-01)')$$),
	('... which goes', '23514 AT-204 posting_seats_change', 'the attache posting at Embassy Vienna has more people than seats from 2008-02-01 to 2008-05-31',
		$$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (7801, 7806, 'tdy', '[2008-02-01,2008-06-01)'); UPDATE posting_seats_change SET seats = 2 WHERE effective_day = '2007-01-01'$$),
	('a seat less from 2010-06-01 on, where two are', '23514 AT-204 posting_seats_change', 'the attache posting at Embassy Vienna has more people than seats from 2010-06-01 to 2010-09-30',
		$$UPDATE posting_seats_change SET seats = 1 WHERE effective_day = '2010-06-01'$$),
	('... from the day on which one is left', NULL, NULL, $$UPDATE posting_seats_change SET seats = 1, effective_day = '2010-10-01' WHERE effective_day = '2010-06-01'$$),
	('seats go from a day on, and nobody is asked about the years before', NULL, NULL, $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (7801, '2012-01-01', 1)$$),
	('a change that goes', '23514 AT-203 posting_seats_change', 'the attache posting at Embassy Vienna has 3 people on 2009-01-01 and 1 seat', $$DELETE FROM posting_seats_change WHERE effective_day = '2007-01-01'$$),
	('... and comes later', '23514 AT-204 posting_seats_change', 'the attache posting at Embassy Vienna has more people than seats from 2008-01-01 to 2008-06-30', $$UPDATE posting_seats_change SET effective_day = '2008-07-01' WHERE effective_day = '2007-01-01'$$),
	('... and is another posting''s', '23514 AT-203 posting_seats_change', 'the attache posting at Embassy Vienna has 3 people on 2009-01-01 and 1 seat', $$UPDATE posting_seats_change SET posting_id = 7802 WHERE effective_day = '2007-01-01'$$),
	('the first seats, which hold until the change', NULL, NULL, $$UPDATE posting SET seats = 2 WHERE posting_id = 7801$$),
	('a change that is wrong, and another that mends it, deferred', NULL, NULL, $$SET CONSTRAINTS ALL DEFERRED; DELETE FROM posting_seats_change WHERE effective_day = '2007-01-01'; UPDATE posting SET seats = 3 WHERE posting_id = 7801$$),
	('two changes on a day', '23505 posting_seats_change_once posting_seats_change', 'duplicate key value violates unique constraint "posting_seats_change_once"', $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (7801, '2007-01-01', 4)$$),
	('no seats', '23514 posting_seats_change_seats_check posting_seats_change', 'new row for relation "posting_seats_change" violates check constraint "posting_seats_change_seats_check"', $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (7801, '2013-01-01', 0)$$),
	('as many as there may be', NULL, NULL, $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (7801, '2013-01-01', 10000)$$),
	('... from the first day on', NULL, NULL, $$UPDATE posting SET seats = 10000 WHERE posting_id = 7801$$),
	('... proposed', NULL, NULL, $$SELECT propose('Embassy Vienna', 'attache', seats => 10000)$$),
	('more than anybody counts', '23514 posting_seats_change_seats_check posting_seats_change', 'new row for relation "posting_seats_change" violates check constraint "posting_seats_change_seats_check"', $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (7801, '2013-01-01', 10001)$$),
	('... from the first day on', '23514 posting_seats_check posting', 'new row for relation "posting" violates check constraint "posting_seats_check"', $$UPDATE posting SET seats = 10001 WHERE posting_id = 7801$$),
	('never', '23514 posting_seats_change_effective_day_check posting_seats_change', 'new row for relation "posting_seats_change" violates check constraint "posting_seats_change_effective_day_check"', $$INSERT INTO posting_seats_change (posting_id, effective_day, seats) VALUES (7801, '-infinity', 4)$$)
) AS tried (what, code, message, statement);
RESET ROLE;
SELECT is((pg_temp.error_of('TRUNCATE posting_seats_change'))[1:2], ARRAY['23514 AT-203 posting_seats_change', 'the attache posting at Embassy Vienna has 3 people on 2009-01-01 and 1 seat'], 'TRUNCATE');
SELECT is(pg_temp.error_of('DELETE FROM assignment WHERE posting_id = 7801; TRUNCATE posting_seats_change'), NULL, '... where nobody needs the seats');

-- verify() judges each day by the seats of that day.
SET LOCAL session_replication_role = replica;
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (7811, 7801, 7806, '[2006-12-01,2007-03-01)'), (7812, 7801, 7807, '[2006-12-01,2007-03-01)');
SELECT results_eq($$SELECT rule_id, first_day, last_day FROM verify() WHERE posting_id = 7801$$, $$VALUES ('AT-204', '2006-12-31'::date, '2006-12-31'::date)$$, 'a handover that is a day too long');

SELECT * FROM finish();
ROLLBACK;
