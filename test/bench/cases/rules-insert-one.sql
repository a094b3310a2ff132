-- group: rules
-- name: 10,000 inserts of an assignment, each its own transaction
-- measure: pgbench
-- yardstick: without rules
-- aim: with rules <= 1.43 * without rules

-- competitor: without rules
-- before: DELETE FROM without_rules.assignment WHERE lower(tenure) >= '2010-01-01'; VACUUM without_rules.assignment
\set i :i + 1
\set posting 1 + :i % 2000
\set first_day 60 * (:i / 2000)
INSERT INTO without_rules.assignment (posting_id, representative_id, tenure)
VALUES (:posting, :posting + 2000 * ((:i / 2000) % 2), daterange('2010-01-01'::date + :first_day::integer, '2010-03-02'::date + :first_day::integer));

-- competitor: with rules
-- before: DELETE FROM with_rules.assignment WHERE lower(tenure) >= '2010-01-01'; VACUUM with_rules.assignment
\set i :i + 1
\set posting 1 + :i % 2000
\set first_day 60 * (:i / 2000)
INSERT INTO with_rules.assignment (posting_id, representative_id, tenure)
VALUES (:posting, :posting + 2000 * ((:i / 2000) % 2), daterange('2010-01-01'::date + :first_day::integer, '2010-03-02'::date + :first_day::integer));

-- competitor: rules in PL/pgSQL
-- before: DELETE FROM in_plpgsql.assignment WHERE lower(tenure) >= '2010-01-01'; VACUUM in_plpgsql.assignment
\set i :i + 1
\set posting 1 + :i % 2000
\set first_day 60 * (:i / 2000)
INSERT INTO in_plpgsql.assignment (posting_id, representative_id, tenure)
VALUES (:posting, :posting + 2000 * ((:i / 2000) % 2), daterange('2010-01-01'::date + :first_day::integer, '2010-03-02'::date + :first_day::integer));

-- answer: without rules
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure))
FROM without_rules.assignment;

-- answer: with rules
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure))
FROM with_rules.assignment;

-- answer: rules in PL/pgSQL
SELECT count(*), md5(string_agg(concat_ws(' ', posting_id, representative_id, kind, tenure), ',' ORDER BY posting_id, tenure))
FROM in_plpgsql.assignment;
