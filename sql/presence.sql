
-- presence ------------------------------------------------------------------

CREATE TYPE presence;

CREATE FUNCTION presence_in(cstring) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_out(presence) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_recv(internal) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_send(presence) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE presence (
	INPUT = presence_in,
	OUTPUT = presence_out,
	RECEIVE = presence_recv,
	SEND = presence_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE presence IS 'who was where when: units (whole numbers, texts, UUIDs, program codes, posting statuses or country codes), each with the days on which it is present; written in base64, read with presence_rows()';
COMMENT ON FUNCTION presence_in(cstring) IS 'text input of presence: base64 of its bytes, which are checked';
COMMENT ON FUNCTION presence_out(presence) IS 'text output of presence: base64 of its bytes, the same on every machine';
COMMENT ON FUNCTION presence_recv(internal) IS 'binary input of presence: its bytes, which are checked';
COMMENT ON FUNCTION presence_send(presence) IS 'binary output of presence: its bytes';

CREATE CAST (text AS presence) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS presence) WITH INOUT AS ASSIGNMENT;
CREATE CAST (presence AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS presence) IS 'reads a presence';
COMMENT ON CAST (varchar AS presence) IS 'reads a presence';
COMMENT ON CAST (presence AS text) IS 'writes a presence';

-- Aggregates

CREATE FUNCTION presence_union_transfn(presence, presence) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION presence_agg_finalfn(presence) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION presence_union_transfn(presence, presence) IS 'aggregate support: adds a presence';
COMMENT ON FUNCTION presence_agg_finalfn(presence) IS 'aggregate support: returns the presence';

CREATE AGGREGATE presence_union_agg(presence) (
	SFUNC = presence_union_transfn,
	STYPE = presence,
	SSPACE = 2048,
	COMBINEFUNC = presence_union_transfn,
	FINALFUNC = presence_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE presence_union_agg(presence) IS 'all units of presences, each on the days on which one of them has it; NULLs are skipped; no rows give a presence of nobody; an error of SQLSTATE 42804 for presences of different kinds of units';

-- Together and within

CREATE FUNCTION presence_union(a presence, b presence) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_intersect(a presence, b presence) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_subtract(a presence, b presence) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_within(p presence, during day_set) RETURNS presence
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION presence_union(presence, presence) IS 'each unit on the days on which either has it; NULL if one is NULL; an error of SQLSTATE 42804 for different kinds of units';
COMMENT ON FUNCTION presence_intersect(presence, presence) IS 'each unit on the days on which both have it; NULL if one is NULL; an error of SQLSTATE 42804 for different kinds of units';
COMMENT ON FUNCTION presence_subtract(presence, presence) IS 'each unit on the days on which a has it and b has not; NULL if one is NULL; an error of SQLSTATE 42804 for different kinds of units';
COMMENT ON FUNCTION presence_within(presence, day_set) IS 'each unit on those of its days that are within some days';

CREATE OPERATOR | (LEFTARG = presence, RIGHTARG = presence, FUNCTION = presence_union, COMMUTATOR = |);
CREATE OPERATOR & (LEFTARG = presence, RIGHTARG = presence, FUNCTION = presence_intersect, COMMUTATOR = &);
CREATE OPERATOR - (LEFTARG = presence, RIGHTARG = presence, FUNCTION = presence_subtract);
COMMENT ON OPERATOR | (presence, presence) IS 'who is in either, day by day';
COMMENT ON OPERATOR & (presence, presence) IS 'who is in both, day by day';
COMMENT ON OPERATOR - (presence, presence) IS 'who is in the first and not in the second, day by day';

-- How many

CREATE FUNCTION coverage(p presence) RETURNS coverage
	AS 'MODULE_PATHNAME', 'presence_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage(p presence, weights jsonb) RETURNS coverage
	AS 'MODULE_PATHNAME', 'presence_coverage_weighted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage(presence) IS 'how many units are present, day by day, as coverage_agg() of the same rows';
COMMENT ON FUNCTION coverage(presence, jsonb) IS 'the sum of the weights of the units that are present, day by day; weights: a JSON object with a whole number for each unit, none of them negative; a unit that is not in it, or has null there, adds nothing; an error of SQLSTATE 22023 for other weights, 22P02 for a name that no unit of the kind has, 22003 for a sum beyond bigint';

-- Reading

CREATE FUNCTION presence_kind(p presence) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_count(p presence) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_units(p presence, day date) RETURNS SETOF text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION presence_periods(p presence, unit text) RETURNS datemultirange
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_rows(p presence, OUT unit text, OUT first_day date, OUT last_day date) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
CREATE FUNCTION presence_coverages(p presence, OUT unit text, OUT during coverage) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION presence_kind(presence) IS 'the type of the units: integer for smallint, integer and bigint, else text, uuid, program_code, posting_status or country_code; NULL for a presence of nobody';
COMMENT ON FUNCTION presence_count(presence) IS 'how many units there are, on whatever days';
COMMENT ON FUNCTION presence_units(presence, date) IS 'the units that are present on a day, as text, in their order; nobody for an infinite day';
COMMENT ON FUNCTION presence_periods(presence, text) IS 'the periods in which a unit is present, {} for a unit that is not in it; an error of SQLSTATE 22P02 for a name that no unit of the kind has';
COMMENT ON FUNCTION presence_rows(presence) IS 'a row per unit and period: the unit as text, its first and last day, both included, NULL where it has none; in the order of units and days';
COMMENT ON FUNCTION presence_coverages(presence) IS 'a row per unit: the unit as text, and a coverage of 1 on the days on which it is present; in the order of units';

-- Equality and hash

CREATE FUNCTION presence_eq(presence, presence) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_ne(presence, presence) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_hash(presence) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION presence_hash_extended(presence, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION presence_eq(presence, presence) IS 'implementation of = operator';
COMMENT ON FUNCTION presence_ne(presence, presence) IS 'implementation of <> operator';
COMMENT ON FUNCTION presence_hash(presence) IS 'hash';
COMMENT ON FUNCTION presence_hash_extended(presence, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = presence, RIGHTARG = presence, FUNCTION = presence_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
CREATE OPERATOR <> (
	LEFTARG = presence, RIGHTARG = presence, FUNCTION = presence_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR = (presence, presence) IS 'the same units on the same days';
COMMENT ON OPERATOR <> (presence, presence) IS 'not the same units on the same days';

CREATE OPERATOR CLASS presence_hash_ops DEFAULT FOR TYPE presence USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 presence_hash(presence),
	FUNCTION 2 presence_hash_extended(presence, bigint);
COMMENT ON OPERATOR CLASS presence_hash_ops USING hash IS 'hash operators of presence';
COMMENT ON OPERATOR FAMILY presence_hash_ops USING hash IS 'hash operators of presence';
