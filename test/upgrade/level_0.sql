-- Turns a fresh registry, on the search_path, back into one as an older version
-- might have made it. Nobody has such a registry; from_0.sql brings it forward.
DROP TABLE goal_country CASCADE; -- and what reads it
DROP VIEW report_matrix;
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
