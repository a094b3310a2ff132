
	-- From the level of level_0.sql: a step as those of sql/registry/upgrade are.

	IF level_now = 0 THEN
	names_replaced := coalesce(names_replaced, pg_catalog.array_remove('{@code@}'::name[], 'report_matrix'));

	-- These differ now.
	DROP VIEW report_roster;
	DROP FUNCTION single_points(date);

	CREATE TABLE goal_country (
		goal_id bigint NOT NULL REFERENCES goal ON DELETE CASCADE,
		country country_code NOT NULL,
		PRIMARY KEY (goal_id, country)
	);
	COMMENT ON TABLE goal_country IS 'the countries that a goal is about; a goal without any is about all';
	COMMENT ON COLUMN goal_country.goal_id IS 'the goal';
	COMMENT ON COLUMN goal_country.country IS 'a country; for a goal that counts sites, the sites in it';

	ALTER TABLE program ADD note text;
	COMMENT ON COLUMN program.note IS 'remarks, such as where a fact comes from';
	UPDATE program SET note = 'upgraded' WHERE program OPERATOR(@extschema@.=) 'CSI';

	ALTER TABLE mission ALTER note TYPE text;
	ALTER TABLE program ADD CONSTRAINT program_name_check CHECK (name <> '');

	level_now := 1;
	END IF;
