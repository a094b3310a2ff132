-- AT-101, AT-103, AT-104, AT-106: how a posting's status may change
\ir ../lib/begin.sql
SELECT * FROM no_plan();

INSERT INTO posting (posting_id, mission_id, role) VALUES (100, 1, 'attache'), (101, 1, 'attache');

-- AT-101
SELECT is(pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-01-01', 'active')$$),
		  ARRAY['23514 AT-101 posting_status_change',
				'the attache posting at Embassy Brussels cannot start as active on 2006-01-01',
				'A posting''s first status is proposed.',
				'For history taken over from elsewhere, name the source in taken_over_from.'],
		  'AT-101: a posting starts as proposed');
SELECT lives_ok($$INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
				  VALUES (101, '2006-01-01', 'active', 'the old ledger')$$, '... or is taken over');
SELECT lives_ok($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-01-01', 'proposed')$$, 'proposed is a start');

-- AT-103
SELECT is(pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-02-01', 'active')$$),
		  ARRAY['23514 AT-103 posting_status_change',
				'the attache posting at Embassy Brussels cannot become active on 2006-02-01',
				'It is proposed from 2006-01-01 on, and may then become requested or withdrawn.', NULL],
		  'AT-103: PROPOSED to ACTIVE is refused');

-- Every pair of statuses, against the table of statuses. The first is taken over.
CREATE TEMPORARY TABLE may_become (status text, next text[]);
INSERT INTO may_become VALUES
	('proposed', '{requested,withdrawn}'),
	('requested', '{approved,denied,withdrawn}'),
	('approved', '{active,withdrawn}'),
	('active', '{suspended,closing,closed}'),
	('suspended', '{active,closing,closed}'),
	('closing', '{active,suspended,closed}'),
	('denied', '{}'), ('withdrawn', '{}'), ('closed', '{}');
CREATE TEMPORARY TABLE pair AS
	SELECT a.status AS first, b.status AS second, b.status = ANY (a.next) AS allowed, a.next = '{}' AS final,
		   1000 + row_number() OVER () AS posting
	FROM may_become a CROSS JOIN may_become b;
INSERT INTO posting (posting_id, mission_id, role) SELECT posting, 1, 'attache' FROM pair;
CREATE TEMPORARY TABLE tried AS
	SELECT pair.*, pg_temp.error_of(format(
		$$INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from)
		  VALUES (%s, '2000-01-01', %L, 'x', 'x'), (%s, '2000-01-02', %L, 'x', NULL)$$,
		posting, first, posting, second)) AS error
	FROM pair;
SELECT is(count(*)::integer, 81, 'every pair of statuses was tried') FROM tried;
SELECT is(error[1], '23514 ' || CASE WHEN allowed THEN NULL WHEN final THEN 'AT-106' ELSE 'AT-103' END || ' posting_status_change',
		  first || ' to ' || second)
FROM tried ORDER BY first, second;

-- In the past: what is inserted, moved or removed has to fit what comes after.
INSERT INTO posting_status_change (posting_id, effective_day, status, reference) VALUES
	(100, '2006-02-01', 'requested', NULL),
	(100, '2006-03-01', 'approved', 'NSDD-38 100'),
	(100, '2006-04-01', 'active', NULL),
	(100, '2006-06-01', 'closed', NULL);
SELECT is((pg_temp.error_of(statement))[1], '23514 ' || rule || ' posting_status_change', what)
FROM (VALUES
	('AT-103', 'insert in the past', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-02-15', 'active')$$),
	('AT-106', 'an end in the past', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-02-15', 'denied')$$),
	('AT-103', 'move before another change', $$UPDATE posting_status_change SET effective_day = '2006-01-15' WHERE posting_id = 100 AND status::text = 'approved'$$),
	('AT-103', 'change of a status', $$UPDATE posting_status_change SET status = 'denied' WHERE posting_id = 100 AND status::text = 'requested'$$),
	('AT-103', 'removal from the middle', $$DELETE FROM posting_status_change WHERE posting_id = 100 AND status::text = 'approved'$$),
	('AT-101', 'removal of the first', $$DELETE FROM posting_status_change WHERE posting_id = 100 AND status::text = 'proposed'$$),
	('AT-106', 'a change after the end', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2007-01-01', 'active')$$),
	('AT-101', 'move to another posting', $$UPDATE posting_status_change SET posting_id = 101, effective_day = '2005-01-01' WHERE posting_id = 100 AND status::text = 'closed'$$),
	('AT-103', 'move away from a posting', $$UPDATE posting_status_change SET posting_id = 101, effective_day = '2006-02-01', status = 'suspended' WHERE posting_id = 100 AND status::text = 'active'$$),
	('AT-101', 'an origin taken away', $$UPDATE posting_status_change SET taken_over_from = NULL WHERE posting_id = 101$$)
) AS refused (rule, what, statement);
SELECT is(pg_temp.error_of(statement), NULL, what)
FROM (VALUES
	('move between its neighbors', $$UPDATE posting_status_change SET effective_day = '2006-02-20' WHERE posting_id = 100 AND status::text = 'approved'$$),
	('removal of the last', $$DELETE FROM posting_status_change WHERE posting_id = 100 AND status::text = 'closed'$$),
	('a suspension and its end in one statement', $$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-05-01', 'suspended'), (100, '2006-05-15', 'active')$$),
	('removal of the whole history', $$DELETE FROM posting_status_change WHERE posting_id = 100$$)
) AS accepted (what, statement);
SELECT is((pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (101, '2006-06-01', 'closed') ON CONFLICT (posting_id, effective_day) DO NOTHING;
							  INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (101, '2006-01-01', 'closed') ON CONFLICT (posting_id, effective_day) DO UPDATE SET status = excluded.status$$))[1],
		  '23514 AT-106 posting_status_change', 'ON CONFLICT DO UPDATE is checked');

DELETE FROM posting_status_change WHERE posting_id = 100;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-01-02', 'proposed');

-- Deferred, the order of statements does not matter; what is left does.
SELECT is(pg_temp.error_of($$SET CONSTRAINTS ALL DEFERRED;
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-03-01', 'denied');
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-02-01', 'requested')$$), NULL, 'deferred: the later change first');
SELECT is((pg_temp.error_of($$SET CONSTRAINTS ALL DEFERRED;
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-03-01', 'closed')$$))[1],
	'23514 AT-103 posting_status_change', 'deferred: refused in the end');

-- A check that was rolled back is made again.
SELECT is((pg_temp.error_of($do$
	DO $$
	BEGIN
		BEGIN
			INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (101, '2006-07-01', 'suspended');
			RAISE EXCEPTION 'undo';
		EXCEPTION WHEN raise_exception THEN
			INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (101, '2006-07-01', 'proposed');
		END;
	END $$$do$))[1], '23514 AT-103 posting_status_change', 'after a savepoint is undone, the check is made again');

-- AT-104
SELECT is((pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-03-01', 'approved')$$))[1],
		  '23514 AT-104 posting_status_change', 'AT-104: an approval names its reference');
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, '2006-02-01', 'requested');
SELECT lives_ok($$INSERT INTO posting_status_change (posting_id, effective_day, status, reference) VALUES (100, '2006-03-01', 'approved', 'NSDD-38 100')$$, 'with it, it passes');

-- Days are days.
SELECT is((pg_temp.error_of($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (100, 'infinity', 'withdrawn')$$))[1],
		  '23514 posting_status_change_effective_day_check posting_status_change', 'infinity is not a day');

SELECT * FROM finish();
ROLLBACK;
