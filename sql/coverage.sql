
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

-- A driver that binds a string as varchar cannot use the cast from text: casts to a
-- type that is not a string go by the exact type of the source.
CREATE CAST (text AS coverage) WITH INOUT AS ASSIGNMENT;
CREATE CAST (varchar AS coverage) WITH INOUT AS ASSIGNMENT;
CREATE CAST (coverage AS text) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (text AS coverage) IS 'reads a coverage';
COMMENT ON CAST (varchar AS coverage) IS 'reads a coverage';
COMMENT ON CAST (coverage AS text) IS 'writes a coverage';

-- Aggregates
--
-- SSPACE is the size of a state of some dozen periods. The planner would assume 8 kB, and
-- think that too few groups fit into work_mem.

CREATE FUNCTION coverage_agg_transfn(internal, anyelement, daterange) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_agg_multirange_transfn(internal, anyelement, datemultirange) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_agg_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_agg_serializefn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_units_deserializefn(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_agg_finalfn(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_agg_coverage_transfn(internal, anyelement, coverage) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_agg_coverage_transfn(internal, anyelement, coverage) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_agg_transfn(internal, anyelement, daterange) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_agg_multirange_transfn(internal, anyelement, datemultirange) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_agg_combinefn(internal, internal) IS 'aggregate support: combines two states';
COMMENT ON FUNCTION coverage_agg_serializefn(internal) IS 'aggregate support: serializes a state';
COMMENT ON FUNCTION coverage_units_deserializefn(bytea, internal) IS 'aggregate support: deserializes a state';
COMMENT ON FUNCTION coverage_agg_finalfn(internal) IS 'aggregate support: returns the coverage';

CREATE AGGREGATE coverage_agg(unit anyelement, during daterange) (
	SFUNC = coverage_agg_transfn,
	STYPE = internal,
	SSPACE = 1024,
	COMBINEFUNC = coverage_agg_combinefn,
	SERIALFUNC = coverage_agg_serializefn,
	DESERIALFUNC = coverage_units_deserializefn,
	FINALFUNC = coverage_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, daterange) IS 'how many distinct units are covered, day by day; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE coverage_agg(unit anyelement, during datemultirange) (
	SFUNC = coverage_agg_multirange_transfn,
	STYPE = internal,
	SSPACE = 1024,
	COMBINEFUNC = coverage_agg_combinefn,
	SERIALFUNC = coverage_agg_serializefn,
	DESERIALFUNC = coverage_units_deserializefn,
	FINALFUNC = coverage_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, datemultirange) IS 'how many distinct units are covered, day by day; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE coverage_agg(unit anyelement, during coverage) (
	SFUNC = coverage_agg_coverage_transfn,
	STYPE = internal,
	SSPACE = 1024,
	COMBINEFUNC = coverage_agg_combinefn,
	SERIALFUNC = coverage_agg_serializefn,
	DESERIALFUNC = coverage_units_deserializefn,
	FINALFUNC = coverage_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, coverage) IS 'how many distinct units are covered, day by day; each row covers its unit on the days on which the coverage is at least 1; a row with a NULL is skipped; no rows give {}';

CREATE FUNCTION coverage_weight_agg_transfn(internal, anyelement, daterange, bigint) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_weight_agg_multirange_transfn(internal, anyelement, datemultirange, bigint) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_weight_agg_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_weight_agg_serializefn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_weight_agg_finalfn(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_weight_agg_coverage_transfn(internal, anyelement, coverage, bigint) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_weight_agg_coverage_transfn(internal, anyelement, coverage, bigint) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_weight_agg_transfn(internal, anyelement, daterange, bigint) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_weight_agg_multirange_transfn(internal, anyelement, datemultirange, bigint) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_weight_agg_combinefn(internal, internal) IS 'aggregate support: combines two states';
COMMENT ON FUNCTION coverage_weight_agg_serializefn(internal) IS 'aggregate support: serializes a state';
COMMENT ON FUNCTION coverage_weight_agg_finalfn(internal) IS 'aggregate support: returns the coverage';

CREATE AGGREGATE coverage_agg(unit anyelement, during daterange, weight bigint) (
	SFUNC = coverage_weight_agg_transfn,
	STYPE = internal,
	SSPACE = 2048,
	COMBINEFUNC = coverage_weight_agg_combinefn,
	SERIALFUNC = coverage_weight_agg_serializefn,
	DESERIALFUNC = coverage_units_deserializefn,
	FINALFUNC = coverage_weight_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, daterange, bigint) IS 'the sum of the weights of the units that are covered, day by day; of a unit the greatest weight that holds on the day counts; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE coverage_agg(unit anyelement, during datemultirange, weight bigint) (
	SFUNC = coverage_weight_agg_multirange_transfn,
	STYPE = internal,
	SSPACE = 2048,
	COMBINEFUNC = coverage_weight_agg_combinefn,
	SERIALFUNC = coverage_weight_agg_serializefn,
	DESERIALFUNC = coverage_units_deserializefn,
	FINALFUNC = coverage_weight_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, datemultirange, bigint) IS 'the sum of the weights of the units that are covered, day by day; of a unit the greatest weight that holds on the day counts; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE coverage_agg(unit anyelement, during coverage, weight bigint) (
	SFUNC = coverage_weight_agg_coverage_transfn,
	STYPE = internal,
	SSPACE = 2048,
	COMBINEFUNC = coverage_weight_agg_combinefn,
	SERIALFUNC = coverage_weight_agg_serializefn,
	DESERIALFUNC = coverage_units_deserializefn,
	FINALFUNC = coverage_weight_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(anyelement, coverage, bigint) IS 'the sum of the weights of the units that are covered, day by day; each row covers its unit on the days on which the coverage is at least 1; of a unit the greatest weight that holds on the day counts; a row with a NULL is skipped; no rows give {}';

CREATE FUNCTION coverage_any_agg_transfn(coverage, daterange) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_any_agg_transfn(coverage, daterange) IS 'aggregate support: adds a row';
CREATE FUNCTION coverage_any_agg_multirange_transfn(coverage, datemultirange) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_any_agg_multirange_transfn(coverage, datemultirange) IS 'aggregate support: adds a row';
CREATE FUNCTION coverage_any_agg_coverage_transfn(coverage, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_any_agg_coverage_transfn(coverage, coverage) IS 'aggregate support: adds a row';
CREATE FUNCTION coverage_state_finalfn(coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION coverage_state_finalfn(coverage) IS 'aggregate support: returns the coverage';

CREATE AGGREGATE coverage_agg(during daterange) (
	SFUNC = coverage_any_agg_transfn,
	STYPE = coverage,
	SSPACE = 256,
	COMBINEFUNC = coverage_any_agg_coverage_transfn,
	FINALFUNC = coverage_state_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(daterange) IS '1 on the days that a row covers and 0 on every other; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE coverage_agg(during datemultirange) (
	SFUNC = coverage_any_agg_multirange_transfn,
	STYPE = coverage,
	SSPACE = 256,
	COMBINEFUNC = coverage_any_agg_coverage_transfn,
	FINALFUNC = coverage_state_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(datemultirange) IS '1 on the days that a row covers and 0 on every other; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE coverage_agg(during coverage) (
	SFUNC = coverage_any_agg_coverage_transfn,
	STYPE = coverage,
	SSPACE = 256,
	COMBINEFUNC = coverage_any_agg_coverage_transfn,
	FINALFUNC = coverage_state_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_agg(coverage) IS '1 on the days on which a row is at least 1 and 0 on every other; NULLs are skipped; no rows give {}';

CREATE FUNCTION headcount_agg_transfn(coverage, daterange) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION headcount_agg_multirange_transfn(coverage, datemultirange) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION headcount_agg_combinefn(coverage, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION headcount_agg_combinefn(coverage, coverage) IS 'aggregate support: combines two states';
CREATE FUNCTION headcount_weight_agg_transfn(internal, daterange, bigint) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION headcount_weight_agg_multirange_transfn(internal, datemultirange, bigint) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_sum_transfn(internal, coverage) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_sum_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_sum_serializefn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_sum_deserializefn(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION headcount_agg_finalfn(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_sum_finalfn(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION headcount_agg_transfn(coverage, daterange) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION headcount_agg_multirange_transfn(coverage, datemultirange) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION headcount_weight_agg_transfn(internal, daterange, bigint) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION headcount_weight_agg_multirange_transfn(internal, datemultirange, bigint) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_sum_transfn(internal, coverage) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_sum_combinefn(internal, internal) IS 'aggregate support: combines two states';
COMMENT ON FUNCTION coverage_sum_serializefn(internal) IS 'aggregate support: serializes a state';
COMMENT ON FUNCTION coverage_sum_deserializefn(bytea, internal) IS 'aggregate support: deserializes a state';
COMMENT ON FUNCTION headcount_agg_finalfn(internal) IS 'aggregate support: returns the coverage';
COMMENT ON FUNCTION coverage_sum_finalfn(internal) IS 'aggregate support: returns the coverage';

CREATE AGGREGATE headcount_agg(during daterange) (
	SFUNC = headcount_agg_transfn,
	STYPE = coverage,
	SSPACE = 1024,
	COMBINEFUNC = headcount_agg_combinefn,
	FINALFUNC = coverage_state_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE headcount_agg(daterange) IS 'how many rows are active, day by day; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE headcount_agg(during datemultirange) (
	SFUNC = headcount_agg_multirange_transfn,
	STYPE = coverage,
	SSPACE = 1024,
	COMBINEFUNC = headcount_agg_combinefn,
	FINALFUNC = coverage_state_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE headcount_agg(datemultirange) IS 'how many rows are active, day by day; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE headcount_agg(during daterange, weight bigint) (
	SFUNC = headcount_weight_agg_transfn,
	STYPE = internal,
	SSPACE = 1024,
	COMBINEFUNC = coverage_sum_combinefn,
	SERIALFUNC = coverage_sum_serializefn,
	DESERIALFUNC = coverage_sum_deserializefn,
	FINALFUNC = headcount_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE headcount_agg(daterange, bigint) IS 'the sum of the weights of the rows that are active, day by day; a weight may be negative; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE headcount_agg(during datemultirange, weight bigint) (
	SFUNC = headcount_weight_agg_multirange_transfn,
	STYPE = internal,
	SSPACE = 1024,
	COMBINEFUNC = coverage_sum_combinefn,
	SERIALFUNC = coverage_sum_serializefn,
	DESERIALFUNC = coverage_sum_deserializefn,
	FINALFUNC = headcount_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE headcount_agg(datemultirange, bigint) IS 'the sum of the weights of the rows that are active, day by day; a weight may be negative; a row with a NULL or an empty period is skipped; no rows give {}';
CREATE AGGREGATE sum(coverage) (
	SFUNC = coverage_sum_transfn,
	STYPE = internal,
	SSPACE = 1024,
	COMBINEFUNC = coverage_sum_combinefn,
	SERIALFUNC = coverage_sum_serializefn,
	DESERIALFUNC = coverage_sum_deserializefn,
	FINALFUNC = coverage_sum_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum(coverage) IS 'the sum of coverages, day by day; NULLs are skipped; NULL if there is none';

CREATE FUNCTION coverage_least_agg_transfn(internal, coverage) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_least_agg_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_greatest_agg_transfn(internal, coverage) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_greatest_agg_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
CREATE FUNCTION coverage_envelope_serializefn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_envelope_deserializefn(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_envelope_finalfn(internal) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_least_agg_transfn(internal, coverage) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_least_agg_combinefn(internal, internal) IS 'aggregate support: combines two states';
COMMENT ON FUNCTION coverage_greatest_agg_transfn(internal, coverage) IS 'aggregate support: adds a row';
COMMENT ON FUNCTION coverage_greatest_agg_combinefn(internal, internal) IS 'aggregate support: combines two states';
COMMENT ON FUNCTION coverage_envelope_serializefn(internal) IS 'aggregate support: serializes a state';
COMMENT ON FUNCTION coverage_envelope_deserializefn(bytea, internal) IS 'aggregate support: deserializes a state';
COMMENT ON FUNCTION coverage_envelope_finalfn(internal) IS 'aggregate support: returns the coverage';
CREATE AGGREGATE coverage_least_agg(coverage) (
	SFUNC = coverage_least_agg_transfn,
	STYPE = internal,
	SSPACE = 256,
	COMBINEFUNC = coverage_least_agg_combinefn,
	SERIALFUNC = coverage_envelope_serializefn,
	DESERIALFUNC = coverage_envelope_deserializefn,
	FINALFUNC = coverage_envelope_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_least_agg(coverage) IS 'the least of the values of coverages, day by day; NULLs are skipped; NULL if there is none';
CREATE AGGREGATE coverage_greatest_agg(coverage) (
	SFUNC = coverage_greatest_agg_transfn,
	STYPE = internal,
	SSPACE = 256,
	COMBINEFUNC = coverage_greatest_agg_combinefn,
	SERIALFUNC = coverage_envelope_serializefn,
	DESERIALFUNC = coverage_envelope_deserializefn,
	FINALFUNC = coverage_envelope_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE coverage_greatest_agg(coverage) IS 'the greatest of the values of coverages, day by day; NULLs are skipped; NULL if there is none';

-- The days that a function is asked for

CREATE TYPE day_set;

CREATE FUNCTION day_set_in(cstring) RETURNS day_set
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION day_set_out(day_set) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
CREATE FUNCTION day_set_recv(internal) RETURNS day_set
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION day_set_send(day_set) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE day_set (
	INPUT = day_set_in,
	OUTPUT = day_set_out,
	RECEIVE = day_set_recv,
	SEND = day_set_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended
);
COMMENT ON TYPE day_set IS 'the days that a function is asked for: a daterange or a datemultirange, either of which becomes one by itself, as a literal of either does';
COMMENT ON FUNCTION day_set_in(cstring) IS 'text input of day_set: that of datemultirange if it begins with a brace, and that of daterange if not';
COMMENT ON FUNCTION day_set_out(day_set) IS 'text output of day_set: that of datemultirange';
COMMENT ON FUNCTION day_set_recv(internal) IS 'binary input of day_set';
COMMENT ON FUNCTION day_set_send(day_set) IS 'binary output of day_set: of each period its first day and the day after its last';

CREATE FUNCTION day_set(daterange) RETURNS day_set
	AS 'MODULE_PATHNAME', 'day_set_of_daterange' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION day_set(datemultirange) RETURNS day_set
	AS 'MODULE_PATHNAME', 'day_set_of_datemultirange' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION day_set_periods(day_set) RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'day_set_to_datemultirange' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION day_set(daterange) IS 'the days of a period';
COMMENT ON FUNCTION day_set(datemultirange) IS 'the days of some periods';
COMMENT ON FUNCTION day_set_periods(day_set) IS 'the periods of a set of days';
CREATE CAST (daterange AS day_set) WITH FUNCTION day_set(daterange) AS IMPLICIT;
CREATE CAST (datemultirange AS day_set) WITH FUNCTION day_set(datemultirange) AS IMPLICIT;
CREATE CAST (day_set AS datemultirange) WITH FUNCTION day_set_periods(day_set) AS ASSIGNMENT;
COMMENT ON CAST (daterange AS day_set) IS 'the days of a period';
COMMENT ON CAST (datemultirange AS day_set) IS 'the days of some periods';
COMMENT ON CAST (day_set AS datemultirange) IS 'the periods of a set of days';

CREATE FUNCTION days_meet(a daterange, b daterange) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION days_meet(daterange, daterange) IS 'have two periods a day in common? As a && b, several times as fast and without an index: for a whole table of which most rows pass; NULL if one is NULL';

CREATE FUNCTION days_touched(during tstzrange, zone text) RETURNS daterange
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION days_touched(tstzrange, text) IS 'the days, in a time zone, on which some moment of a range lies: what ends at midnight does not touch the next day; without end where the range is; an error of SQLSTATE 22023 for an unknown time zone';

-- Reading and calculating

CREATE FUNCTION coverage_on(coverage coverage, day date) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_max(coverage coverage, during day_set DEFAULT '(,)') RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_min(coverage coverage, during day_set DEFAULT '(,)') RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_avg(coverage coverage, during day_set) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_total(coverage coverage, during day_set DEFAULT '(,)') RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_by(coverage coverage, during day_set, bucket text DEFAULT 'day', OUT first_day date, OUT last_day date, OUT average numeric, OUT "least" bigint, OUT "greatest" bigint, OUT total numeric, OUT closing bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION coverage_by(coverage coverage, during day_set, bucket text, start_month integer, OUT first_day date, OUT last_day date, OUT average numeric, OUT "least" bigint, OUT "greatest" bigint, OUT total numeric, OUT closing bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION coverage_levels(coverage coverage, during day_set, OUT value bigint, OUT days bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION coverage_steps(coverage coverage, OUT first_day date, OUT last_day date, OUT value bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION coverage_steps(coverage coverage, during day_set, OUT first_day date, OUT last_day date, OUT value bigint) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'coverage_steps_within' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
CREATE FUNCTION coverage_days(coverage coverage, target bigint, during day_set DEFAULT '(,)') RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_share(coverage coverage, target bigint, during day_set) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_periods(coverage coverage, target bigint, during day_set DEFAULT '(,)') RETURNS datemultirange
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_gaps(coverage coverage, target bigint, during day_set DEFAULT '(,)') RETURNS datemultirange
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_longest_run(coverage coverage, target bigint, during day_set DEFAULT '(,)') RETURNS daterange
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_longest_gap(coverage coverage, target bigint, during day_set DEFAULT '(,)') RETURNS daterange
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_first_reached(coverage coverage, target bigint, during day_set DEFAULT '(,)', kept integer DEFAULT 1) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_days(coverage coverage, target coverage, during day_set DEFAULT '(,)') RETURNS bigint
	AS 'MODULE_PATHNAME', 'coverage_days_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_share(coverage coverage, target coverage, during day_set) RETURNS numeric
	AS 'MODULE_PATHNAME', 'coverage_share_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_periods(coverage coverage, target coverage, during day_set DEFAULT '(,)') RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'coverage_periods_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_gaps(coverage coverage, target coverage, during day_set DEFAULT '(,)') RETURNS datemultirange
	AS 'MODULE_PATHNAME', 'coverage_gaps_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_longest_run(coverage coverage, target coverage, during day_set DEFAULT '(,)') RETURNS daterange
	AS 'MODULE_PATHNAME', 'coverage_longest_run_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_longest_gap(coverage coverage, target coverage, during day_set DEFAULT '(,)') RETURNS daterange
	AS 'MODULE_PATHNAME', 'coverage_longest_gap_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_first_reached(coverage coverage, target coverage, during day_set DEFAULT '(,)', kept integer DEFAULT 1) RETURNS date
	AS 'MODULE_PATHNAME', 'coverage_first_reached_of_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_sparkline(coverage coverage, during daterange, width integer DEFAULT 60) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_within(coverage coverage, during day_set) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_shift(coverage coverage, days integer) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_least(coverage, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_greatest(coverage, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_add(coverage, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_subtract(coverage, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_negate(coverage) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_times(coverage, bigint) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_times(bigint, coverage) RETURNS coverage
	AS 'MODULE_PATHNAME', 'coverage_times_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION coverage_make(days date[], "values" bigint[]) RETURNS coverage
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_on(coverage, date) IS 'the value on a day; before the first step it is 0';
COMMENT ON FUNCTION coverage_max(coverage, day_set) IS 'the greatest value on any of some days (by default of all time); NULL if there is no day';
COMMENT ON FUNCTION coverage_min(coverage, day_set) IS 'the least value on any of some days (by default of all time); NULL if there is no day';
COMMENT ON FUNCTION coverage_avg(coverage, day_set) IS 'the average value over some days, which have an end; NULL if there is no day; an error of SQLSTATE 22023 if they have none';
COMMENT ON FUNCTION coverage_total(coverage, day_set) IS 'the sum of the values over some days (by default of all time), such as the days that people have worked; 0 if there is no day; an error of SQLSTATE 22023 if it has no end';
COMMENT ON FUNCTION coverage_by(coverage, day_set, text, integer) IS 'the same for the bucket fiscal year alone, whose first month is start_month, from 1 to 12; an error of SQLSTATE 22023 for any other month, and for any other bucket';
COMMENT ON FUNCTION coverage_by(coverage, day_set, text) IS 'some days, which have an end, by day, week (from Monday), month, quarter, year or fiscal year (which starts in October): a row for each that has any of them, with the first and the last of them (inclusive) and the average, least and greatest value, the sum, and the last value (closing) over them alone; an error of SQLSTATE 22023 if they have no end, or for an unknown bucket';
COMMENT ON FUNCTION coverage_levels(coverage, day_set) IS 'each value that some days have, which have an end, in order, and on how many of them; the days add up to all; an error of SQLSTATE 22023 if they have no end';
COMMENT ON FUNCTION coverage_steps(coverage) IS 'the steps as rows: first day and last day (inclusive; NULL where unbounded) of each value; the days before the first step, of value 0, are not among them';
COMMENT ON FUNCTION coverage_steps(coverage, day_set) IS 'all of some days in rows of one value each: first day and last day (inclusive; NULL where unbounded) and value, also where it is 0';
COMMENT ON FUNCTION coverage_days(coverage, bigint, day_set) IS 'on how many of some days (by default of all time) the value is at least the target; 0 if there is none; an error of SQLSTATE 22023 if they have no end';
COMMENT ON FUNCTION coverage_share(coverage, bigint, day_set) IS 'on what share of some days, which have an end, the value is at least the target: from 0 to 1; NULL if there is no day; an error of SQLSTATE 22023 if they have no end';
COMMENT ON FUNCTION coverage_periods(coverage, bigint, day_set) IS 'the days, of some (by default of all time), on which the value is at least the target';
COMMENT ON FUNCTION coverage_gaps(coverage, bigint, day_set) IS 'the days, of some (by default of all time), on which the value is below the target';
COMMENT ON FUNCTION coverage_longest_run(coverage, bigint, day_set) IS 'the longest run of days, of some (by default of all time), on which the value is at least the target; the first of several, and one without an end before all others; NULL if there is none';
COMMENT ON FUNCTION coverage_longest_gap(coverage, bigint, day_set) IS 'the longest run of days, of some (by default of all time), on which the value is below the target; the first of several, and one without an end before all others; NULL if there is none';
COMMENT ON FUNCTION coverage_first_reached(coverage, bigint, day_set, integer) IS 'the first day, of some (by default of all time), from which on the value is at least the target for so many days on end (by default 1); -infinity if it always has been, NULL if it never is; an error of SQLSTATE 22023 if kept is below 1';
COMMENT ON FUNCTION coverage_days(coverage, coverage, day_set) IS 'on how many of some days (by default of all time) the value is at least the target, which is another coverage, on the same day; 0 if there is none; an error of SQLSTATE 22023 if they have no end';
COMMENT ON FUNCTION coverage_share(coverage, coverage, day_set) IS 'on what share of some days, which have an end, the value is at least the target, which is another coverage, on the same day: from 0 to 1; NULL if there is no day; an error of SQLSTATE 22023 if they have no end';
COMMENT ON FUNCTION coverage_periods(coverage, coverage, day_set) IS 'the days, of some (by default of all time), on which the value is at least the target, which is another coverage, on the same day';
COMMENT ON FUNCTION coverage_gaps(coverage, coverage, day_set) IS 'the days, of some (by default of all time), on which the value is below the target, which is another coverage, on the same day';
COMMENT ON FUNCTION coverage_longest_run(coverage, coverage, day_set) IS 'the longest run of days, of some (by default of all time), on which the value is at least the target, which is another coverage, on the same day; the first of several, and one without an end before all others; NULL if there is none';
COMMENT ON FUNCTION coverage_longest_gap(coverage, coverage, day_set) IS 'the longest run of days, of some (by default of all time), on which the value is below the target, which is another coverage, on the same day; the first of several, and one without an end before all others; NULL if there is none';
COMMENT ON FUNCTION coverage_first_reached(coverage, coverage, day_set, integer) IS 'the first day, of some (by default of all time), from which on the value is at least the target, which is another coverage, on the same day for so many days on end (by default 1); -infinity if it always has been, NULL if it never is; an error of SQLSTATE 22023 if kept is below 1';
COMMENT ON FUNCTION coverage_sparkline(coverage, daterange, integer) IS 'the values over a bounded period as a line of so many characters, each the average of its part in eighths of the greatest value; NULL if no day is in the period; an error of SQLSTATE 22023 if the period is not bounded, or for a width that is not from 1 to 1000';
COMMENT ON FUNCTION coverage_within(coverage, day_set) IS 'the same on some days, 0 on every other day';
COMMENT ON FUNCTION coverage_shift(coverage, integer) IS 'the same so many days later, or earlier if they are negative; what has always been stays so; an error of SQLSTATE 22008 if a step would leave the calendar';
COMMENT ON FUNCTION coverage_least(coverage, coverage) IS 'the lesser value of two coverages, day by day';
COMMENT ON FUNCTION coverage_greatest(coverage, coverage) IS 'the greater value of two coverages, day by day';
COMMENT ON FUNCTION coverage_add(coverage, coverage) IS 'implementation of + operator';
COMMENT ON FUNCTION coverage_subtract(coverage, coverage) IS 'implementation of - operator';
COMMENT ON FUNCTION coverage_negate(coverage) IS 'implementation of - operator';
COMMENT ON FUNCTION coverage_times(coverage, bigint) IS 'implementation of * operator';
COMMENT ON FUNCTION coverage_times(bigint, coverage) IS 'implementation of * operator';
COMMENT ON FUNCTION coverage_make(date[], bigint[]) IS 'the coverage with a step to each value on the day at the same place; days increase, the first may be -infinity; an error of SQLSTATE 22023 if they do not, of 22004 for a NULL among them, of 2202E if there are more of one than of the other';

CREATE OPERATOR + (
	LEFTARG = coverage, RIGHTARG = coverage,
	COMMUTATOR = OPERATOR(@extschema@.+), FUNCTION = coverage_add
);
COMMENT ON OPERATOR + (coverage, coverage) IS 'sum of two coverages, day by day';

CREATE OPERATOR - (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_subtract
);
COMMENT ON OPERATOR - (coverage, coverage) IS 'difference of two coverages, day by day';

CREATE OPERATOR - (
	RIGHTARG = coverage, FUNCTION = coverage_negate
);
COMMENT ON OPERATOR - (NONE, coverage) IS 'each value with the other sign';

CREATE OPERATOR * (
	LEFTARG = coverage, RIGHTARG = bigint,
	COMMUTATOR = OPERATOR(@extschema@.*), FUNCTION = coverage_times
);
COMMENT ON OPERATOR * (coverage, bigint) IS 'each value so many times';
CREATE OPERATOR * (
	LEFTARG = bigint, RIGHTARG = coverage,
	COMMUTATOR = OPERATOR(@extschema@.*), FUNCTION = coverage_times
);
COMMENT ON OPERATOR * (bigint, coverage) IS 'each value so many times';

CREATE FUNCTION coverage_eq(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_ne(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_lt(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_le(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_gt(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_ge(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_cmp(coverage, coverage) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE; -- not leakproof: GREATEST and LEAST get an error
CREATE FUNCTION coverage_hash(coverage) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION coverage_hash_extended(coverage, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION coverage_eq(coverage, coverage) IS 'implementation of = operator';
COMMENT ON FUNCTION coverage_ne(coverage, coverage) IS 'implementation of <> operator';
COMMENT ON FUNCTION coverage_lt(coverage, coverage) IS 'implementation of #<# operator';
COMMENT ON FUNCTION coverage_le(coverage, coverage) IS 'implementation of #<=# operator';
COMMENT ON FUNCTION coverage_gt(coverage, coverage) IS 'implementation of #># operator';
COMMENT ON FUNCTION coverage_ge(coverage, coverage) IS 'implementation of #>=# operator';
COMMENT ON FUNCTION coverage_cmp(coverage, coverage) IS 'less-equal-greater: -1, 0 or 1, in an order without a meaning; an error if GREATEST or LEAST asks';
COMMENT ON FUNCTION coverage_hash(coverage) IS 'hash';
COMMENT ON FUNCTION coverage_hash_extended(coverage, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR = (coverage, coverage) IS 'is equal to';
CREATE OPERATOR <> (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR <> (coverage, coverage) IS 'is not equal to';
CREATE OPERATOR #<# (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_lt,
	COMMUTATOR = OPERATOR(@extschema@.#>#), NEGATOR = OPERATOR(@extschema@.#>=#),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR #<# (coverage, coverage) IS 'comes before; an order without a meaning, for sorting and grouping';
CREATE OPERATOR #<=# (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_le,
	COMMUTATOR = OPERATOR(@extschema@.#>=#), NEGATOR = OPERATOR(@extschema@.#>#),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR #<=# (coverage, coverage) IS 'comes before or is equal to; an order without a meaning, for sorting and grouping';
CREATE OPERATOR #># (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_gt,
	COMMUTATOR = OPERATOR(@extschema@.#<#), NEGATOR = OPERATOR(@extschema@.#<=#),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR #># (coverage, coverage) IS 'comes after; an order without a meaning, for sorting and grouping';
CREATE OPERATOR #>=# (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_ge,
	COMMUTATOR = OPERATOR(@extschema@.#<=#), NEGATOR = OPERATOR(@extschema@.#<#),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR #>=# (coverage, coverage) IS 'comes after or is equal to; an order without a meaning, for sorting and grouping';

CREATE FUNCTION coverage_compare_refused(coverage, coverage) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION coverage_compare_refused(coverage, coverage) IS 'implementation of <, <=, > and >= operators: an error that says what compares coverages';
CREATE OPERATOR < (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_compare_refused
);
COMMENT ON OPERATOR < (coverage, coverage) IS 'an error: coverages compare day by day, with coverage_greatest, coverage_least and coverage_periods';
CREATE OPERATOR <= (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_compare_refused
);
COMMENT ON OPERATOR <= (coverage, coverage) IS 'an error: coverages compare day by day, with coverage_greatest, coverage_least and coverage_periods';
CREATE OPERATOR > (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_compare_refused
);
COMMENT ON OPERATOR > (coverage, coverage) IS 'an error: coverages compare day by day, with coverage_greatest, coverage_least and coverage_periods';
CREATE OPERATOR >= (
	LEFTARG = coverage, RIGHTARG = coverage, FUNCTION = coverage_compare_refused
);
COMMENT ON OPERATOR >= (coverage, coverage) IS 'an error: coverages compare day by day, with coverage_greatest, coverage_least and coverage_periods';

CREATE OPERATOR FAMILY coverage_ops USING btree;
COMMENT ON OPERATOR FAMILY coverage_ops USING btree IS 'order of coverage';
CREATE OPERATOR CLASS coverage_ops
	DEFAULT FOR TYPE coverage USING btree FAMILY coverage_ops AS
	OPERATOR 1 #<#, OPERATOR 2 #<=#, OPERATOR 3 =, OPERATOR 4 #>=#, OPERATOR 5 #>#,
	FUNCTION 1 coverage_cmp(coverage, coverage);
COMMENT ON OPERATOR CLASS coverage_ops USING btree IS 'sorting and grouping of coverage';
CREATE OPERATOR FAMILY coverage_ops USING hash;
COMMENT ON OPERATOR FAMILY coverage_ops USING hash IS 'hashing of coverage';
CREATE OPERATOR CLASS coverage_ops
	DEFAULT FOR TYPE coverage USING hash FAMILY coverage_ops AS
	OPERATOR 1 =,
	FUNCTION 1 coverage_hash(coverage),
	FUNCTION 2 coverage_hash_extended(coverage, bigint);
COMMENT ON OPERATOR CLASS coverage_ops USING hash IS 'hash joins and hash grouping of coverage';
