-- A registry of 20,000 postings and 100,000 people, and a file of 100,000 assignments,
-- five to each posting, in the order of a year's orders: as lines, and as rows for one
-- INSERT ... SELECT that needs no care.
CREATE EXTENSION IF NOT EXISTS attache;
SELECT attache_create_registry('files', 'UTC');
SET search_path = files, public;
INSERT INTO mission (country, city, name, code) SELECT 'BE', 'City ' || i, 'Mission ' || i, 'M' || i FROM generate_series(1, 2000) i;
INSERT INTO representative (number, name) SELECT 'E-' || i, 'Person ' || i FROM generate_series(1, 100000) i;
INSERT INTO posting (mission_id, role, number) SELECT m.mission_id, 'attache', m.code || '-' || k FROM mission m, generate_series(1, 10) k;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT posting_id, '2000-01-01', 'active', 'a file' FROM posting;
INSERT INTO assignment_entry (posting, representative, first_day, last_day)
SELECT format('M%s-%s', 1 + i % 2000, 1 + (i / 2000) % 10), 'E-' || i,
	   to_char(date '2001-01-01' + 365 * (i / 20000), 'YYYY-MM-DD'), to_char(date '2001-01-01' + 365 * (i / 20000) + 364, 'YYYY-MM-DD')
FROM generate_series(1, 100000) i;
-- The same file, of which one line in a hundred is wrong, in ten ways.
INSERT INTO assignment_entry (batch, posting, representative, first_day, last_day)
SELECT 'faulty', CASE WHEN line % 1000 = 100 THEN 'M0-1' ELSE posting END, CASE WHEN line % 1000 = 200 THEN 'E-0' WHEN line % 1000 = 300 THEN NULL ELSE representative END,
	   CASE WHEN line % 1000 = 400 THEN '01.02.2003' WHEN line % 1000 = 500 THEN '1999-01-01' WHEN line % 1000 = 600 THEN NULL ELSE first_day END,
	   CASE WHEN line % 1000 = 700 THEN '2004-02-30' WHEN line % 1000 = 800 THEN '2009-12-31' WHEN line % 1000 = 900 THEN '1999-01-01' WHEN line % 1000 = 0 THEN '2072-01-01' ELSE last_day END
FROM assignment_entry;
VACUUM ANALYZE;
