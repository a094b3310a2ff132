-- group: types
-- name: GROUP BY, 44 values
-- yardstick: bigint
-- aim: program_code <= 1.1 * bigint

-- competitor: bigint
SELECT v, count(*) FROM low_bigint GROUP BY v;
-- competitor: program_code
SELECT v, count(*) FROM low_program GROUP BY v;
-- competitor: text in the default collation C.UTF-8
SELECT v, count(*) FROM low_text GROUP BY v;
-- competitor: enum
SELECT v, count(*) FROM low_enum GROUP BY v;

-- answer: program_code
SELECT v, count(*) FROM low_program GROUP BY v ORDER BY v;
-- answer: text in the default collation C.UTF-8
SELECT v, count(*) FROM low_text GROUP BY v ORDER BY v COLLATE "C";
