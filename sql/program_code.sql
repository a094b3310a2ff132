
-- program_code ------------------------------------------------------------------

CREATE TYPE program_code;

CREATE FUNCTION program_code_in(cstring) RETURNS program_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_out(program_code) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_recv(internal) RETURNS program_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_send(program_code) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE program_code (
	INPUT = program_code_in,
	OUTPUT = program_code_out,
	RECEIVE = program_code_recv,
	SEND = program_code_send,
	LIKE = pg_catalog.int8,
	CATEGORY = 'S'
);
COMMENT ON TYPE program_code IS 'code of a program: 1 to 12 characters, a letter first, then letters, digits and single "-", "." or "/" between them; kept in upper case';
COMMENT ON FUNCTION program_code_in(cstring) IS 'text input of program_code; takes any case and blanks around the code';
COMMENT ON FUNCTION program_code_out(program_code) IS 'text output of program_code';
COMMENT ON FUNCTION program_code_recv(internal) IS 'binary input of program_code';
COMMENT ON FUNCTION program_code_send(program_code) IS 'binary output of program_code: eight bytes';

CREATE FUNCTION program_code_from_text(text) RETURNS program_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION program_code_to_text(program_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION program_code_from_text(text) IS 'the program code that a text is; an error of SQLSTATE 22P02 if it is none';
COMMENT ON FUNCTION program_code_to_text(program_code) IS 'the text of a program code';
CREATE CAST (text AS program_code) WITH FUNCTION program_code_from_text(text) AS ASSIGNMENT;
CREATE CAST (program_code AS text) WITH FUNCTION program_code_to_text(program_code) AS IMPLICIT;
COMMENT ON CAST (text AS program_code) IS 'reads a program code';
COMMENT ON CAST (program_code AS text) IS 'writes a program code';
