-- What the test of every driver begins with: a row of values, a row of NULLs, a
-- row of other values and of what is empty. tap.py has the same as Python.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS attache;
DROP TABLE IF EXISTS sample;
CREATE TABLE sample (
	id integer PRIMARY KEY,
	program program_code,
	status posting_status,
	country country_code,
	cover coverage,
	programs program_code[],
	statuses posting_status[],
	countries country_code[],
	covers coverage[]
);
CREATE INDEX ON sample (program);
CREATE INDEX ON sample (status);
CREATE INDEX ON sample (country);
INSERT INTO sample VALUES
	(1, 'C-TPAT', 'active', 'CA', '{2004-10-20:2,2006-01-01:0}',
	 '{C-TPAT,NULL,CSI}', '{active,NULL,closing}', '{CA,NULL,MX}', '{"{-infinity:1,2004-10-20:0}",NULL,"{}"}'),
	(2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	(3, 'CSI', 'closed', 'MX', '{}', '{}', '{}', '{}', '{}');
