
-- program_code against text ---------------------------------------------------
--
-- Text compares by its canonical form: blanks around it trimmed, ASCII letters
-- in upper case, bytes in C order. Text that is no code equals no code.

CREATE FUNCTION program_code_text_eq(program_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_text_ne(program_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_text_lt(program_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_text_le(program_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_text_gt(program_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_text_ge(program_code, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_text_cmp(program_code, text) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_eq(text, program_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_ne(text, program_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_lt(text, program_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_le(text, program_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_gt(text, program_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_ge(text, program_code) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION text_program_code_cmp(text, program_code) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_eq(text, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_lt(text, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_le(text, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_gt(text, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_ge(text, text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_cmp(text, text) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_hash(text) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_text_hash_extended(text, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION program_code_text_eq(program_code, text) IS 'implementation of = operator';
COMMENT ON FUNCTION program_code_text_ne(program_code, text) IS 'implementation of <> operator';
COMMENT ON FUNCTION program_code_text_lt(program_code, text) IS 'implementation of < operator';
COMMENT ON FUNCTION program_code_text_le(program_code, text) IS 'implementation of <= operator';
COMMENT ON FUNCTION program_code_text_gt(program_code, text) IS 'implementation of > operator';
COMMENT ON FUNCTION program_code_text_ge(program_code, text) IS 'implementation of >= operator';
COMMENT ON FUNCTION program_code_text_cmp(program_code, text) IS 'less-equal-greater: -1, 0 or 1; text by its canonical form as a program code';
COMMENT ON FUNCTION text_program_code_eq(text, program_code) IS 'implementation of = operator';
COMMENT ON FUNCTION text_program_code_ne(text, program_code) IS 'implementation of <> operator';
COMMENT ON FUNCTION text_program_code_lt(text, program_code) IS 'implementation of < operator';
COMMENT ON FUNCTION text_program_code_le(text, program_code) IS 'implementation of <= operator';
COMMENT ON FUNCTION text_program_code_gt(text, program_code) IS 'implementation of > operator';
COMMENT ON FUNCTION text_program_code_ge(text, program_code) IS 'implementation of >= operator';
COMMENT ON FUNCTION text_program_code_cmp(text, program_code) IS 'less-equal-greater: -1, 0 or 1; text by its canonical form as a program code';
COMMENT ON FUNCTION program_text_eq(text, text) IS 'implementation of #=# operator';
COMMENT ON FUNCTION program_text_lt(text, text) IS 'implementation of #<# operator';
COMMENT ON FUNCTION program_text_le(text, text) IS 'implementation of #<=# operator';
COMMENT ON FUNCTION program_text_gt(text, text) IS 'implementation of #># operator';
COMMENT ON FUNCTION program_text_ge(text, text) IS 'implementation of #>=# operator';
COMMENT ON FUNCTION program_text_cmp(text, text) IS 'less-equal-greater: -1, 0 or 1; text by its canonical form as a program code';
COMMENT ON FUNCTION program_text_hash(text) IS 'hash of text by its canonical form as a program code';
COMMENT ON FUNCTION program_text_hash_extended(text, bigint) IS 'hash with a seed of text by its canonical form as a program code';

CREATE OPERATOR = (
	LEFTARG = program_code, RIGHTARG = text, FUNCTION = program_code_text_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (program_code, text) IS 'is equal to, the text by its canonical form';
CREATE OPERATOR <> (
	LEFTARG = program_code, RIGHTARG = text, FUNCTION = program_code_text_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (program_code, text) IS 'is not equal to, the text by its canonical form';
CREATE OPERATOR < (
	LEFTARG = program_code, RIGHTARG = text, FUNCTION = program_code_text_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (program_code, text) IS 'comes before, the text by its canonical form';
CREATE OPERATOR <= (
	LEFTARG = program_code, RIGHTARG = text, FUNCTION = program_code_text_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (program_code, text) IS 'comes before or is equal to, the text by its canonical form';
CREATE OPERATOR > (
	LEFTARG = program_code, RIGHTARG = text, FUNCTION = program_code_text_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (program_code, text) IS 'comes after, the text by its canonical form';
CREATE OPERATOR >= (
	LEFTARG = program_code, RIGHTARG = text, FUNCTION = program_code_text_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (program_code, text) IS 'comes after or is equal to, the text by its canonical form';
CREATE OPERATOR = (
	LEFTARG = text, RIGHTARG = program_code, FUNCTION = text_program_code_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (text, program_code) IS 'is equal to, the text by its canonical form';
CREATE OPERATOR <> (
	LEFTARG = text, RIGHTARG = program_code, FUNCTION = text_program_code_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (text, program_code) IS 'is not equal to, the text by its canonical form';
CREATE OPERATOR < (
	LEFTARG = text, RIGHTARG = program_code, FUNCTION = text_program_code_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR < (text, program_code) IS 'comes before, the text by its canonical form';
CREATE OPERATOR <= (
	LEFTARG = text, RIGHTARG = program_code, FUNCTION = text_program_code_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR <= (text, program_code) IS 'comes before or is equal to, the text by its canonical form';
CREATE OPERATOR > (
	LEFTARG = text, RIGHTARG = program_code, FUNCTION = text_program_code_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR > (text, program_code) IS 'comes after, the text by its canonical form';
CREATE OPERATOR >= (
	LEFTARG = text, RIGHTARG = program_code, FUNCTION = text_program_code_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR >= (text, program_code) IS 'comes after or is equal to, the text by its canonical form';
CREATE OPERATOR #=# (
	LEFTARG = text, RIGHTARG = text, FUNCTION = program_text_eq,
	COMMUTATOR = OPERATOR(@extschema@.#=#),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR #=# (text, text) IS 'is equal to, both by their canonical form as program codes';
CREATE OPERATOR #<# (
	LEFTARG = text, RIGHTARG = text, FUNCTION = program_text_lt,
	COMMUTATOR = OPERATOR(@extschema@.#>#), NEGATOR = OPERATOR(@extschema@.#>=#),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR #<# (text, text) IS 'comes before, both by their canonical form as program codes';
CREATE OPERATOR #<=# (
	LEFTARG = text, RIGHTARG = text, FUNCTION = program_text_le,
	COMMUTATOR = OPERATOR(@extschema@.#>=#), NEGATOR = OPERATOR(@extschema@.#>#),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR #<=# (text, text) IS 'comes before or is equal to, both by their canonical form as program codes';
CREATE OPERATOR #># (
	LEFTARG = text, RIGHTARG = text, FUNCTION = program_text_gt,
	COMMUTATOR = OPERATOR(@extschema@.#<#), NEGATOR = OPERATOR(@extschema@.#<=#),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR #># (text, text) IS 'comes after, both by their canonical form as program codes';
CREATE OPERATOR #>=# (
	LEFTARG = text, RIGHTARG = text, FUNCTION = program_text_ge,
	COMMUTATOR = OPERATOR(@extschema@.#<=#), NEGATOR = OPERATOR(@extschema@.#<#),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR #>=# (text, text) IS 'comes after or is equal to, both by their canonical form as program codes';

ALTER OPERATOR FAMILY program_code_ops USING btree ADD
	OPERATOR 1 < (program_code, text),
	OPERATOR 2 <= (program_code, text),
	OPERATOR 3 = (program_code, text),
	OPERATOR 4 >= (program_code, text),
	OPERATOR 5 > (program_code, text),
	FUNCTION 1 (program_code, text) program_code_text_cmp(program_code, text),
	OPERATOR 1 < (text, program_code),
	OPERATOR 2 <= (text, program_code),
	OPERATOR 3 = (text, program_code),
	OPERATOR 4 >= (text, program_code),
	OPERATOR 5 > (text, program_code),
	FUNCTION 1 (text, program_code) text_program_code_cmp(text, program_code),
	OPERATOR 1 #<# (text, text),
	OPERATOR 2 #<=# (text, text),
	OPERATOR 3 #=# (text, text),
	OPERATOR 4 #>=# (text, text),
	OPERATOR 5 #># (text, text),
	FUNCTION 1 (text, text) program_text_cmp(text, text);

ALTER OPERATOR FAMILY program_code_ops USING hash ADD
	OPERATOR 1 = (program_code, text),
	OPERATOR 1 = (text, program_code),
	OPERATOR 1 #=# (text, text),
	FUNCTION 1 (text, text) program_text_hash(text),
	FUNCTION 2 (text, text) program_text_hash_extended(text, bigint);

ALTER OPERATOR FAMILY program_code_minmax_ops USING brin ADD
	OPERATOR 1 < (program_code, text),
	OPERATOR 2 <= (program_code, text),
	OPERATOR 3 = (program_code, text),
	OPERATOR 4 >= (program_code, text),
	OPERATOR 5 > (program_code, text);
