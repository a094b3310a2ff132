-- group: types
-- name: GROUP BY, nearly all values distinct
-- yardstick: bigint
-- aim: program_code <= 1.1 * bigint

-- competitor: bigint
-- with: enable_sort = off
SELECT count(*) FROM (SELECT v, count(*) FROM high_bigint GROUP BY v OFFSET 0) AS groups;
-- competitor: program_code
-- with: enable_sort = off
SELECT count(*) FROM (SELECT v, count(*) FROM high_program GROUP BY v OFFSET 0) AS groups;
-- competitor: text in the default collation C.UTF-8
-- with: enable_sort = off
SELECT count(*) FROM (SELECT v, count(*) FROM high_text GROUP BY v OFFSET 0) AS groups;

-- answer: program_code
SELECT count(DISTINCT v) FROM high_program;
-- answer: text in the default collation C.UTF-8
SELECT count(DISTINCT v COLLATE "C") FROM high_text;
