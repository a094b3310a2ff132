
-- GiST support that the scalar types share ------------------------------------

CREATE TYPE attache_gist_key;

CREATE FUNCTION attache_gist_key_in(cstring) RETURNS attache_gist_key
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION attache_gist_key_out(attache_gist_key) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE attache_gist_key (
	INPUT = attache_gist_key_in,
	OUTPUT = attache_gist_key_out,
	INTERNALLENGTH = 16,
	ALIGNMENT = double
);
COMMENT ON TYPE attache_gist_key IS 'key of the GiST indexes of the scalar types: a least and a greatest value; not for use in tables';
COMMENT ON FUNCTION attache_gist_key_in(cstring) IS 'input of attache_gist_key; always an error of SQLSTATE 0A000';
COMMENT ON FUNCTION attache_gist_key_out(attache_gist_key) IS 'output of attache_gist_key';

CREATE FUNCTION scalar_gist_consistent(internal, anyelement, smallint, oid, internal) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION scalar_gist_union(internal, internal) RETURNS attache_gist_key
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION scalar_gist_compress(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION scalar_gist_fetch(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION scalar_gist_penalty(internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION scalar_gist_picksplit(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION scalar_gist_same(attache_gist_key, attache_gist_key, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION scalar_gist_consistent(internal, anyelement, smallint, oid, internal) IS 'GiST support: can an entry match a query?';
COMMENT ON FUNCTION scalar_gist_union(internal, internal) IS 'GiST support: the key over several entries';
COMMENT ON FUNCTION scalar_gist_compress(internal) IS 'GiST support: the key of a value';
COMMENT ON FUNCTION scalar_gist_fetch(internal) IS 'GiST support: the value of a leaf key';
COMMENT ON FUNCTION scalar_gist_penalty(internal, internal, internal) IS 'GiST support: the cost of adding an entry below a key';
COMMENT ON FUNCTION scalar_gist_picksplit(internal, internal) IS 'GiST support: splits a page';
COMMENT ON FUNCTION scalar_gist_same(attache_gist_key, attache_gist_key, internal) IS 'GiST support: are two keys the same?';
