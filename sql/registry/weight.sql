
-- What units weigh in a share

CREATE DOMAIN weight_number AS bigint CONSTRAINT "AT-307" CHECK (VALUE >= 0);
COMMENT ON DOMAIN weight_number IS 'AT-307: a weight is not negative';

CREATE TABLE weight (
	country country_code,
	site_id bigint REFERENCES site,
	program program_code REFERENCES program,
	during daterange NOT NULL DEFAULT '(,)',
	weight weight_number NOT NULL,
	note text,
	CONSTRAINT weight_unit CHECK (num_nonnulls(country, site_id) = 1),
	CONSTRAINT weight_period CHECK (NOT isempty(during) AND isfinite(lower(during)) IS NOT FALSE AND isfinite(upper(during)) IS NOT FALSE),
	-- Codes of countries have letters and keys of sites have digits; no program is empty.
	CONSTRAINT "AT-307" EXCLUDE USING gist (coalesce(country::text, site_id::text) WITH =, coalesce(program::text, '') WITH =, during WITH &&)
);
CREATE INDEX ON weight (site_id);
CREATE INDEX ON weight (program);
ALTER TABLE weight REPLICA IDENTITY FULL; -- no primary key
COMMENT ON TABLE weight IS 'what a country or a site weighs in a share, such as its containers bound for the United States in a fiscal year';
COMMENT ON COLUMN weight.country IS 'the country that has the weight; NULL if a site has it';
COMMENT ON COLUMN weight.site_id IS 'the site that has the weight; NULL if a country has it';
COMMENT ON COLUMN weight.program IS 'the program for whose goals it counts; NULL for goals without a program';
COMMENT ON COLUMN weight.during IS 'the days on which it has the weight; unbounded for always';
COMMENT ON COLUMN weight.weight IS 'the weight, in any unit that is the same for all';
COMMENT ON COLUMN weight.note IS 'remarks, such as where a fact comes from';
COMMENT ON CONSTRAINT "AT-307" ON weight IS 'one weight a day for a country or site and a program';
