-- group: types
-- name: build of a B-tree index, 44 values
-- yardstick: bigint
-- aim: program_code <= 1.1 * bigint

-- competitor: bigint
CREATE INDEX ON low_bigint (v);
-- competitor: program_code
CREATE INDEX ON low_program (v);
-- competitor: text in the default collation C.UTF-8
CREATE INDEX ON low_text (v);
-- competitor: text in C
CREATE INDEX ON low_text (v COLLATE "C");
-- competitor: enum
CREATE INDEX ON low_enum (v);
