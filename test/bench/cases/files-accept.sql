-- group: files
-- name: 100,000 lines of assignments, checked and accepted
-- yardstick: INSERT ... SELECT
-- aim: checked and accepted <= 5 * INSERT ... SELECT

-- competitor: INSERT ... SELECT
-- before: VACUUM ANALYZE files.assignment; VACUUM ANALYZE files.assignment_entry
INSERT INTO files.assignment (posting_id, representative_id, tenure)
SELECT p.posting_id, r.representative_id, daterange(e.first_day::date, e.last_day::date, '[]')
FROM files.assignment_entry e JOIN files.posting p ON p.number = e.posting JOIN files.representative r ON r.number = e.representative
WHERE e.batch = 'entries';

-- competitor: checked and accepted
-- before: VACUUM ANALYZE files.assignment; VACUUM ANALYZE files.assignment_entry
DO $$BEGIN PERFORM FROM files.check_entries(); PERFORM files.accept_entries(); END$$;

-- competitor: one in a hundred wrong
-- before: VACUUM ANALYZE files.assignment; VACUUM ANALYZE files.assignment_entry
DO $$BEGIN PERFORM FROM files.check_entries('faulty'); PERFORM files.accept_entries('faulty', false); END$$;

-- answer: INSERT ... SELECT
BEGIN;
INSERT INTO files.assignment (posting_id, representative_id, tenure)
SELECT p.posting_id, r.representative_id, daterange(e.first_day::date, e.last_day::date, '[]')
FROM files.assignment_entry e JOIN files.posting p ON p.number = e.posting JOIN files.representative r ON r.number = e.representative
WHERE e.batch = 'entries';
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure)) FROM files.assignment;
ROLLBACK;

-- answer: checked and accepted
BEGIN;
DO $$BEGIN PERFORM files.accept_entries(); END$$;
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure)) FROM files.assignment;
ROLLBACK;
