-- The same values in a table of one column per type, in the same order of rows,
-- so that no type pays for the width of another. The low tables have 44 values,
-- the high ones about as many as rows. Text is in the database's default
-- collation; cases that want another one say so.

SELECT setseed(0.44);

CREATE TABLE low_text AS
SELECT (ARRAY['AIT', 'ATDO', 'BEST', 'BGI', 'C-TPAT', 'CBM', 'CEE', 'CIS', 'CSI', 'DHS-ATT', 'EPA', 'FAM',
	'FAMS-INT', 'FLETC', 'HSI', 'HSI-ATT', 'IAP', 'ICAT', 'IFR', 'ILEA', 'JSP', 'LAB.NW', 'MARAD', 'MTSA',
	'NTC', 'OAM', 'OIA', 'OTA/APEC', 'PISCES', 'PLOR', 'RAC', 'RIS', 'SAFETY-ACT', 'SBI', 'SFI', 'SIA',
	'TCIU', 'TSAR', 'TSR', 'USCG', 'USSS', 'VSP', 'VWP', 'WMD/GND'])[1 + floor(44 * random())] AS v
FROM generate_series(1, :rows);

CREATE TABLE high_text AS
SELECT chr(65 + (i % 26)::integer) || upper(substr(md5(random()::text), 1, 7 + (i % 5)::integer)) AS v
FROM generate_series(1, :rows) AS i;

CREATE TABLE low_program AS SELECT v::program_code AS v FROM low_text;
CREATE TABLE low_bigint AS SELECT hashtextextended(v, 0) AS v FROM low_text;
CREATE TABLE high_program AS SELECT v::program_code AS v FROM high_text;
CREATE TABLE high_bigint AS SELECT hashtextextended(v, 0) AS v FROM high_text;

SELECT format('CREATE TYPE program_enum AS ENUM (%s)', string_agg(DISTINCT quote_literal(v), ', '))
FROM low_text \gexec
CREATE TABLE low_enum AS SELECT v::program_enum AS v FROM low_text;

-- Dimension tables for joins.
CREATE TABLE dim_text AS
SELECT v, row_number() OVER (ORDER BY v COLLATE "C") AS n FROM (SELECT DISTINCT v FROM low_text) AS d;
CREATE TABLE dim_program AS SELECT v::program_code AS v, n FROM dim_text;
CREATE TABLE dim_bigint AS SELECT hashtextextended(v, 0) AS v, n FROM dim_text;
CREATE TABLE dim_enum AS SELECT v::program_enum AS v, n FROM dim_text;
