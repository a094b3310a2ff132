-- group: rules
-- name: one INSERT ... SELECT of 200,000 assignments
-- yardstick: without rules
-- aim: with rules <= 1.3 * without rules

-- competitor: without rules
-- before: DELETE FROM without_rules.assignment WHERE lower(tenure) >= '2010-01-01'; VACUUM without_rules.assignment
INSERT INTO without_rules.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;

-- competitor: with rules
-- before: DELETE FROM with_rules.assignment WHERE lower(tenure) >= '2010-01-01'; VACUUM with_rules.assignment
INSERT INTO with_rules.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;

-- competitor: rules in PL/pgSQL
-- before: DELETE FROM in_plpgsql.assignment WHERE lower(tenure) >= '2010-01-01'; VACUUM in_plpgsql.assignment
INSERT INTO in_plpgsql.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;

-- answer: without rules
BEGIN;
INSERT INTO without_rules.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure))
FROM without_rules.assignment;
ROLLBACK;

-- answer: with rules
BEGIN;
INSERT INTO with_rules.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure))
FROM with_rules.assignment;
ROLLBACK;

-- answer: rules in PL/pgSQL
BEGIN;
INSERT INTO in_plpgsql.assignment (posting_id, representative_id, tenure)
SELECT posting_id, representative_id, tenure FROM assignment_to_come;
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure))
FROM in_plpgsql.assignment;
ROLLBACK;
