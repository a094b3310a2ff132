
-- coverage ------------------------------------------------------------------

CREATE TYPE coverage;

CREATE FUNCTION coverage_in(cstring) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_out(coverage) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_recv(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_send(coverage) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE coverage (
	INPUT = coverage_in,
	OUTPUT = coverage_out,
	RECEIVE = coverage_recv,
	SEND = coverage_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE coverage IS 'how many are covered, day by day: an exact step function from days to bigint, 0 before its first step; written {2004-10-20:2,2006-01-01:0}';
COMMENT ON FUNCTION coverage_in(cstring) IS 'text input of coverage; drops steps that change nothing, and refuses days that do not increase';
COMMENT ON FUNCTION coverage_out(coverage) IS 'text output of coverage; days in ISO 8601, whatever DateStyle says';
COMMENT ON FUNCTION coverage_recv(internal) IS 'binary input of coverage';
COMMENT ON FUNCTION coverage_send(coverage) IS 'binary output of coverage: the number of steps, then value and day of each';

-- A driver that binds a string as varchar has no use for the cast from text: for
-- a type that is no string, casts go by the very type of the source.
CREATE CAST (text AS coverage) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS coverage) WITH INOUT AS ASSIGNMENT;
CREATE CAST (coverage AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS coverage) IS 'reads a coverage';
COMMENT ON CAST (varchar AS coverage) IS 'reads a coverage';
COMMENT ON CAST (coverage AS text) IS 'writes a coverage';

CREATE FUNCTION coverage_agg_transfn(internal, anyelement, daterange) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_agg_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_agg_serializefn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_agg_deserializefn(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_agg_finalfn(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_agg_transfn(internal, anyelement, daterange) IS 'aggregate support: takes a row in';
COMMENT ON FUNCTION coverage_agg_combinefn(internal, internal) IS 'aggregate support: joins two states';
COMMENT ON FUNCTION coverage_agg_serializefn(internal) IS 'aggregate support: bytes of a state';
COMMENT ON FUNCTION coverage_agg_deserializefn(bytea, internal) IS 'aggregate support: state of such bytes';
COMMENT ON FUNCTION coverage_agg_finalfn(internal) IS 'aggregate support: the coverage of a state';

CREATE AGGREGATE coverage_agg(unit anyelement, during daterange) (
	SFUNC = coverage_agg_transfn,
	STYPE = internal,
	COMBINEFUNC = coverage_agg_combinefn,
	SERIALFUNC = coverage_agg_serializefn,
	DESERIALFUNC = coverage_agg_deserializefn,
	FINALFUNC = coverage_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, daterange) IS 'how many distinct units are covered, day by day; a row with a NULL or an empty period is skipped; no rows give {}';

CREATE FUNCTION coverage_on(coverage coverage, day date) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_steps(
	coverage coverage, OUT first_day date, OUT last_day date, OUT value bigint
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION coverage_max(coverage coverage, during daterange DEFAULT '(,)') RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_on(coverage, date) IS 'the value on a day; before the first step it is 0';
COMMENT ON FUNCTION coverage_steps(coverage) IS 'the steps as rows: first day and last day (inclusive; NULL where unbounded) of each value; the days before the first step, of value 0, are not among them';
COMMENT ON FUNCTION coverage_max(coverage, daterange) IS 'the greatest value on any day of a period (by default on any day at all); NULL if no day is in it';
