-- Codes of missions, numbers of postings and people: one spelling each, unique where
-- given, and in each report that names what they are of.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

SELECT lives_ok($$UPDATE mission SET code = E' bru\t' WHERE mission_id = 1$$, 'a code in lower case, with blanks');
SELECT lives_ok($$UPDATE posting SET number = 'bru-1 ' WHERE posting_id = 1$$, 'a number likewise');
SELECT lives_ok($$UPDATE representative SET number = ' e-17' WHERE representative_id = 1$$, '... of a person');
SELECT is(m.code || ' ' || p.number || ' ' || r.number, 'BRU BRU-1 E-17', '... are kept in upper case, without blanks')
FROM mission m, posting p, representative r WHERE m.mission_id = 1 AND p.posting_id = 1 AND r.representative_id = 1;
INSERT INTO representative (name, number) VALUES ('Somebody', ' '), ('Somebody Else', '');
SELECT is(count(*)::integer, 2, 'blanks are no number, and nobody''s twice') FROM representative WHERE name LIKE 'Somebody%' AND number IS NULL;
COPY representative (name, number) FROM STDIN;
By COPY	e-18 
\.
SELECT is(number, 'E-18', 'COPY folds as well') FROM representative WHERE name = 'By COPY';
SELECT is((pg_temp.error_of(t.statement))[1], t.error, t.statement)
FROM (VALUES
	($$UPDATE mission SET code = 'Bru' WHERE mission_id = 2$$, '23505 mission_code_key mission'),
	($$UPDATE posting SET number = 'BRU-1' WHERE posting_id = 2$$, '23505 posting_number_key posting'),
	($$INSERT INTO representative (name, number) VALUES ('Twice', 'E-18')$$, '23505 representative_number_key representative')
) AS t (statement, error);

-- Who sees a mission, a posting or a person by name sees its number.
RESET ROLE;
SELECT is(string_agg(format('%s lacks %s', t.name, w.number), ', ' ORDER BY t.name, w.number), NULL, 'what names somebody has their number')
FROM (SELECT c.relname AS name, array_agg(a.attname::text) AS columns
	  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	  WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname ~ '^report_'
	  GROUP BY c.relname
	  UNION ALL
	  SELECT p.proname, p.proargnames FROM pg_proc p WHERE p.pronamespace = 'overseas'::regnamespace AND p.proretset) t
JOIN (VALUES ('mission', 'mission_code'), ('representative', 'representative_number'), ('successor', 'successor_number'), ('posting_id', 'posting_number')) AS w (name, number)
	ON w.name = ANY (t.columns) AND NOT w.number = ANY (t.columns)
WHERE 'mission' = ANY (t.columns);

SELECT * FROM finish();
ROLLBACK;
