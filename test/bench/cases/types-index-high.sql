-- group: types
-- name: build of a B-tree index, nearly all values distinct
-- yardstick: bigint
-- aim: program_code <= 1.1 * bigint

-- competitor: bigint
CREATE INDEX ON high_bigint (v);
-- competitor: program_code
CREATE INDEX ON high_program (v);
-- competitor: text in the default collation C.UTF-8
CREATE INDEX ON high_text (v);
-- competitor: text in C
CREATE INDEX ON high_text (v COLLATE "C");
