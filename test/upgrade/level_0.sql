-- Turns a fresh registry, on the search_path, back into one as an older version
-- might have made it. Nobody has such a registry; from_0.sql brings it forward.
DROP TABLE goal_country CASCADE; -- and what reads it
DROP VIEW report_matrix;
ALTER TYPE goal_standing DROP ATTRIBUTE measured_day CASCADE;
CREATE OR REPLACE FUNCTION goal_progress(day date DEFAULT today(), goals bigint[] DEFAULT NULL, hypothesis hypothesis DEFAULT NULL) RETURNS SETOF goal_standing
LANGUAGE sql STABLE PARALLEL SAFE BEGIN ATOMIC
	SELECT (jsonb_populate_record(NULL::goal_standing, jsonb_build_object('goal', g.name, 'state', 'on track'))).* FROM goal g;
END;
DROP VIEW report_roster;
CREATE VIEW report_roster AS SELECT representative, country FROM roster(today());
DROP FUNCTION single_points(date);
CREATE FUNCTION single_points(date) RETURNS SETOF text LANGUAGE sql RETURN 'BE';
CREATE OR REPLACE VIEW posting_status_period AS SELECT posting_id, status, NULL::daterange AS during FROM posting_status_change;
ALTER TABLE program DROP CONSTRAINT program_name_check;
ALTER TABLE mission ALTER note TYPE varchar(200);
ALTER TABLE program DROP COLUMN note;
DROP TRIGGER rule_limit ON mission;
CREATE OR REPLACE FUNCTION registry_level() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 0;
