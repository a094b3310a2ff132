-- group: types
-- name: hash join to a table of 44 rows
-- yardstick: bigint
-- aim: program_code <= 1.1 * bigint

-- competitor: bigint
-- with: enable_mergejoin = off
-- with: enable_nestloop = off
SELECT count(*), sum(n) FROM low_bigint JOIN dim_bigint USING (v);
-- competitor: program_code
-- with: enable_mergejoin = off
-- with: enable_nestloop = off
SELECT count(*), sum(n) FROM low_program JOIN dim_program USING (v);
-- competitor: text in the default collation C.UTF-8
-- with: enable_mergejoin = off
-- with: enable_nestloop = off
SELECT count(*), sum(n) FROM low_text JOIN dim_text USING (v);
-- competitor: enum
-- with: enable_mergejoin = off
-- with: enable_nestloop = off
SELECT count(*), sum(n) FROM low_enum JOIN dim_enum USING (v);

-- answer: bigint
SELECT count(*), sum(n) FROM low_bigint JOIN dim_bigint USING (v);
-- answer: program_code
SELECT count(*), sum(n) FROM low_program JOIN dim_program USING (v);
-- answer: text in the default collation C.UTF-8
SELECT count(*), sum(n) FROM low_text JOIN dim_text USING (v);
-- answer: enum
SELECT count(*), sum(n) FROM low_enum JOIN dim_enum USING (v);
