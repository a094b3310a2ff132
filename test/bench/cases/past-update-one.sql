-- group: past
-- name: 10,000 updates of an assignment, each its own transaction
-- measure: pgbench
-- yardstick: without its past
-- aim: with its past <= 1.25 * without its past

-- competitor: without its past
\set i :i + 1
\set days 690 + :i % 10
UPDATE without_past.assignment SET tenure = daterange(lower(tenure), lower(tenure) + :days::integer) WHERE assignment_id = 1 + :i * 7 % 20000;

-- competitor: with its past
\set i :i + 1
\set days 690 + :i % 10
UPDATE with_past.assignment SET tenure = daterange(lower(tenure), lower(tenure) + :days::integer) WHERE assignment_id = 1 + :i * 7 % 20000;

-- answer: without its past
SELECT count(*), md5(string_agg(tenure::text, ',' ORDER BY assignment_id)) FROM without_past.assignment;
-- answer: with its past
SELECT count(*), md5(string_agg(tenure::text, ',' ORDER BY assignment_id)) FROM with_past.assignment;
