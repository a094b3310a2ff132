-- group: types
-- name: sort, 44 values
-- yardstick: bigint
-- aim: program_code <= 1.1 * bigint
-- aim: program_code <= 0.33 * text in the default collation C.UTF-8
-- aim: program_code <= 0.33 * text in en-x-icu

-- competitor: bigint
SELECT count(*) FROM (SELECT v FROM low_bigint ORDER BY v OFFSET 0) AS sorted;
-- competitor: program_code
SELECT count(*) FROM (SELECT v FROM low_program ORDER BY v OFFSET 0) AS sorted;
-- competitor: text in the default collation C.UTF-8
SELECT count(*) FROM (SELECT v FROM low_text ORDER BY v OFFSET 0) AS sorted;
-- competitor: text in C
SELECT count(*) FROM (SELECT v FROM low_text ORDER BY v COLLATE "C" OFFSET 0) AS sorted;
-- competitor: text in en-x-icu
SELECT count(*) FROM (SELECT v FROM low_text ORDER BY v COLLATE "en-x-icu" OFFSET 0) AS sorted;
-- competitor: enum
SELECT count(*) FROM (SELECT v FROM low_enum ORDER BY v OFFSET 0) AS sorted;

-- answer: program_code
SELECT md5(string_agg(v, ' ')) FROM (SELECT v::text FROM low_program ORDER BY low_program.v LIMIT 100000) AS sorted;
-- answer: text in C
SELECT md5(string_agg(v, ' ')) FROM (SELECT v FROM low_text ORDER BY v COLLATE "C" LIMIT 100000) AS sorted;
