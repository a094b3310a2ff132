
-- country_code ------------------------------------------------------------------

CREATE TYPE country_code;

CREATE FUNCTION country_code_in(cstring) RETURNS country_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_code_out(country_code) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_code_recv(internal) RETURNS country_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_code_send(country_code) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE country_code (
	INPUT = country_code_in,
	OUTPUT = country_code_out,
	RECEIVE = country_code_recv,
	SEND = country_code_send,
	LIKE = pg_catalog.int2,
	CATEGORY = 'S'
);
COMMENT ON TYPE country_code IS 'country by its alpha-2 code: ISO 3166-1, withdrawn codes of ISO 3166-3, and XK';
COMMENT ON FUNCTION country_code_in(cstring) IS 'text input of country_code; takes alpha-2 and alpha-3 in any case and blanks around the code';
COMMENT ON FUNCTION country_code_out(country_code) IS 'text output of country_code: alpha-2';
COMMENT ON FUNCTION country_code_recv(internal) IS 'binary input of country_code';
COMMENT ON FUNCTION country_code_send(country_code) IS 'binary output of country_code: two bytes, the letters';

CREATE FUNCTION country_code_from_text(text) RETURNS country_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_code_to_text(country_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION country_code_from_text(text) IS 'the country whose alpha-2 or alpha-3 code a text is; an error of SQLSTATE 22P02 if it is none';
COMMENT ON FUNCTION country_code_to_text(country_code) IS 'the alpha-2 code of a country';
CREATE CAST (text AS country_code) WITH FUNCTION country_code_from_text(text) AS ASSIGNMENT;
CREATE CAST (country_code AS text) WITH FUNCTION country_code_to_text(country_code) AS IMPLICIT;
COMMENT ON CAST (text AS country_code) IS 'reads a country''s code';
COMMENT ON CAST (country_code AS text) IS 'writes a country''s alpha-2 code';

CREATE FUNCTION country_name(country country_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_alpha3(country country_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_numeric(country country_code) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_successors(country country_code) RETURNS country_code[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_from_numeric("numeric" text) RETURNS country_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_from_numeric("numeric" integer) RETURNS country_code
	AS 'MODULE_PATHNAME', 'country_from_numeric_int' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_from_name(name text) RETURNS country_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_name_is_known(name text) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_withdrawn(country_code) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION country_from_fips(fips text) RETURNS country_code
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION countries(
	OUT country country_code, OUT alpha3 text, OUT "numeric" text, OUT name text, OUT withdrawn date
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 275;
CREATE FUNCTION country_names(
	OUT name text, OUT country country_code, OUT former country_code
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 804;
CREATE FUNCTION fips_codes(
	OUT fips text, OUT country country_code, OUT name text, OUT remark text
) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 281;
COMMENT ON FUNCTION country_name(country_code) IS 'short English name of a country';
COMMENT ON FUNCTION country_alpha3(country_code) IS 'alpha-3 code of a country';
COMMENT ON FUNCTION country_numeric(country_code) IS 'numeric code of a country in ISO 3166-1, in three digits; NULL if it has none';
COMMENT ON FUNCTION country_successors(country_code) IS 'the countries in use that took the place of one whose code was withdrawn; empty if it is in use';
COMMENT ON FUNCTION country_withdrawn(country_code) IS 'the day on which the code of a country was withdrawn; NULL if it is in use';
COMMENT ON FUNCTION country_from_numeric(text) IS 'the country of a numeric code of ISO 3166-1 in one to three digits; an error of SQLSTATE 22023 if there is none';
COMMENT ON FUNCTION country_from_numeric(integer) IS 'the country of a numeric code of ISO 3166-1; an error of SQLSTATE 22023 if there is none';
COMMENT ON FUNCTION country_from_name(text) IS 'the country of a name in the spellings that country_names() lists; an error of SQLSTATE 22023 if there is none';
COMMENT ON FUNCTION country_name_is_known(text) IS 'can country_from_name() read this name?';
COMMENT ON FUNCTION country_from_fips(text) IS 'the country of a code of FIPS 10-4; an error of SQLSTATE 22023 if there is none in ISO 3166';
COMMENT ON FUNCTION countries() IS 'every country with its codes, its name, and the day on which its code was withdrawn (NULL if it is current)';
COMMENT ON FUNCTION country_names() IS 'every name that is understood with its country, and the withdrawn code that it had';
COMMENT ON FUNCTION fips_codes() IS 'every code of FIPS 10-4 with its country (NULL if ISO 3166 has none), its name, and what else is to be known';
