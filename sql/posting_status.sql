
-- posting_status ------------------------------------------------------------------

CREATE TYPE posting_status;

CREATE FUNCTION posting_status_in(cstring) RETURNS posting_status
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_out(posting_status) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_recv(internal) RETURNS posting_status
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_send(posting_status) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE posting_status (
	INPUT = posting_status_in,
	OUTPUT = posting_status_out,
	RECEIVE = posting_status_recv,
	SEND = posting_status_send,
	LIKE = pg_catalog."char",
	CATEGORY = 'S'
);
COMMENT ON TYPE posting_status IS 'status of a posting: proposed, requested, approved, active, suspended, closing, closed, denied or withdrawn; sorts in this order';
COMMENT ON FUNCTION posting_status_in(cstring) IS 'text input of posting_status; takes any case and blanks around the label';
COMMENT ON FUNCTION posting_status_out(posting_status) IS 'text output of posting_status';
COMMENT ON FUNCTION posting_status_recv(internal) IS 'binary input of posting_status';
COMMENT ON FUNCTION posting_status_send(posting_status) IS 'binary output of posting_status: one byte';

CREATE FUNCTION posting_status_from_text(text) RETURNS posting_status
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_to_text(posting_status) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION posting_status_from_text(text) IS 'the posting status that a text is; an error of SQLSTATE 22P02 if it is none';
COMMENT ON FUNCTION posting_status_to_text(posting_status) IS 'the label of a posting status, in lower case';
CREATE CAST (text AS posting_status) WITH FUNCTION posting_status_from_text(text) AS ASSIGNMENT;
CREATE CAST (posting_status AS text) WITH FUNCTION posting_status_to_text(posting_status) AS IMPLICIT;
COMMENT ON CAST (text AS posting_status) IS 'reads a posting status';
COMMENT ON CAST (posting_status AS text) IS 'writes a posting status';

CREATE FUNCTION posting_status_can_become(status posting_status, next posting_status) RETURNS boolean
	AS 'MODULE_PATHNAME', 'posting_status_sql_can_become' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_admits(status posting_status) RETURNS boolean
	AS 'MODULE_PATHNAME', 'posting_status_sql_admits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_admits_tdy(status posting_status) RETURNS boolean
	AS 'MODULE_PATHNAME', 'posting_status_sql_admits_tdy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_is_open(status posting_status) RETURNS boolean
	AS 'MODULE_PATHNAME', 'posting_status_sql_is_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_counts(status posting_status) RETURNS boolean
	AS 'MODULE_PATHNAME', 'posting_status_sql_counts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_status_is_final(status posting_status) RETURNS boolean
	AS 'MODULE_PATHNAME', 'posting_status_sql_is_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION posting_statuses(
	OUT status posting_status, OUT admits boolean, OUT admits_tdy boolean, OUT is_open boolean, OUT counts boolean, OUT is_final boolean
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 9;
CREATE FUNCTION posting_status_transitions(
	OUT status posting_status, OUT next posting_status
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 16;
COMMENT ON FUNCTION posting_status_can_become(posting_status, posting_status) IS 'may a posting go from one status straight to the next?';
COMMENT ON FUNCTION posting_status_admits(posting_status) IS 'may a new assignment start while a posting has this status?';
COMMENT ON FUNCTION posting_status_admits_tdy(posting_status) IS 'may somebody come on temporary duty while a posting has this status?';
COMMENT ON FUNCTION posting_status_is_open(posting_status) IS 'may an assignment be under way while a posting has this status?';
COMMENT ON FUNCTION posting_status_counts(posting_status) IS 'does an assignment count as presence while its posting has this status?';
COMMENT ON FUNCTION posting_status_is_final(posting_status) IS 'is this a status that nothing follows?';
COMMENT ON FUNCTION posting_statuses() IS 'every posting status, in the order of a posting''s life, with what it allows';
COMMENT ON FUNCTION posting_status_transitions() IS 'every pair of statuses of which the second may follow the first';
