-- What every driver reads: a registry with something in every table and every
-- report, and the table "question": each report and each call of calls.json,
-- with the answer that psql has. Reports are of today, so days are counted from
-- today, which is the registry's.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
CREATE EXTENSION attache;
SELECT attache_create_registry('overseas') \g /dev/null
SELECT attache_load_example('overseas') \g /dev/null
SET search_path = overseas, public;

BEGIN;
INSERT INTO mission (mission_id, kind, country, city, name) VALUES
	(101, 'embassy', 'AT', 'Vienna', 'Embassy Vienna'), (102, 'organization', 'AT', 'Vienna', 'Mission "UNO", Vienna'),
	(103, 'embassy', 'BR', 'São Paulo', E'Consulate\nSão Paulo'), (104, 'consulate', 'GR', 'Athens', 'Ἀθῆναι');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES
	(101, 101, 'attache', 2), (102, 102, 'representative', 1), (103, 103, 'attache', 1), (104, 104, 'attache', 2), (105, 104, 'attache', 1),
	(106, 101, 'representative', 1), (107, 12, 'attache', 1);
INSERT INTO posting_program (posting_id, program, during) VALUES
	(101, 'CSI', '(,)'), (101, 'CB', daterange(NULL, today() + 30)), (103, 'IAP', '(,)'), (104, 'CSI', '(,)');
INSERT INTO posting_area (posting_id, country, during) VALUES (101, 'LI', '(,)'), (101, 'CH', daterange(today() - 300, today() + 60));
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES
	(101, today() - 800, 'active', 'test'), (102, today() - 800, 'active', 'test'), (103, today() - 800, 'active', 'test'),
	(104, today() - 800, 'active', 'test'), (104, today() - 20, 'suspended', NULL), (105, today() - 5, 'proposed', NULL),
	(103, today() + 170, 'closing', NULL), (103, today() + 400, 'closed', NULL),
	(106, '2006-01-01', 'active', 'test'), (106, '2007-01-01', 'closed', NULL), (107, '2006-01-01', 'active', 'test'), (107, '2007-01-01', 'closed', NULL);
INSERT INTO representative (representative_id, name) VALUES
	(101, 'José "Pepe" Núñez'), (102, E'O''Neill, D.\\C.'), (103, 'Łukasz'), (104, '張三'), (105, 'Zoë');
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure, extension) VALUES
	(101, 101, 101, 'tour', daterange(today() - 700, today() + 40), NULL),
	(102, 101, 102, 'tour', daterange(today() + 40, NULL), NULL),
	(103, 103, 103, 'tour', daterange(today() - 500, today() + 15), 'extended'),
	(104, 103, 104, 'tour', daterange(today() + 5, today() + 160), NULL),
	(105, 101, 103, 'tdy', daterange(today() - 10, today() + 11), NULL),
	(106, 102, 101, 'acting', daterange(today() - 30, today() + 30), NULL),
	(107, 104, 105, 'tour', daterange(today() - 90, NULL), NULL),
	(109, 106, 105, 'tour', '[2006-02-01,2006-07-01)', NULL);
INSERT INTO site (site_id, kind, code, country, name) VALUES
	(1, 'seaport', 'NLRTM', 'NL', 'Rotterdam'), (2, 'airport', 'VIE', 'AT', 'Wien'), (3, 'company', 'ACME-1', 'AT', 'Acme & Söhne');
INSERT INTO posting_site (posting_id, site_id, program) VALUES (7, 1, 'CSI'), (101, 2, 'CSI'), (101, 3, 'CB');
INSERT INTO weight (country, site_id, program, during, weight) VALUES
	('CA', NULL, NULL, '(,)', 5000000000), ('AT', NULL, NULL, daterange(today() - 100, NULL), 7), ('GR', NULL, NULL, '(,)', 3000000000),
	(NULL, 1, 'CSI', '(,)', 13), (NULL, 2, 'CSI', '(,)', 29);
INSERT INTO goal (goal_id, name, kind, counts, program, target, due_day, during, enforced, baseline, baseline_day) VALUES
	(2, 'a share of what comes', 'share', 'country', NULL, 0.86, today() + 200, NULL, false, 0.1, today() - 200),
	(3, 'sites', 'reach', 'site', 'CSI', 3, today() + 100, NULL, false, 1, today() - 100),
	(4, 'never below 14', 'floor', 'country', NULL, 14, NULL, '[2006-05-01,)', true, NULL, NULL),
	(5, 'never above 9', 'ceiling', 'country', 'CB', 9, NULL, daterange(today() - 50, today() + 50), false, NULL, NULL),
	(6, 'without a baseline', 'reach', 'country', 'IAP', 10, today() + 30, NULL, false, NULL, NULL),
	(7, '30 countries', 'reach', 'country', NULL, 30, '2006-12-31', NULL, false, NULL, NULL),
	(8, '40 countries', 'reach', 'country', 'IAP', 40, today() + 165, NULL, false, NULL, NULL);
INSERT INTO goal (goal_id, name, kind, measure, target, due_day, baseline, baseline_day) VALUES (9, 'officials', 'measure', 'trained', 500, '2007-09-30', 0, '2004-09-30');
INSERT INTO goal_milestone (goal_id, day, target) VALUES (3, today() + 50, 2);
INSERT INTO goal_country (goal_id, country) VALUES (6, 'JP'), (6, 'NL');
INSERT INTO goal_site (goal_id, site_id) VALUES (3, 1), (3, 2);
INSERT INTO matter (number, kind, asked_by, posting_id, program, received_day, subject, reference) VALUES ('D-1', 'carrier', 'carrier', 101, 'CSI', today() - 30, 'a "late" ship', 'cable 1');
INSERT INTO matter (kind, mission_id, received_day) VALUES ('negotiation', 104, today() - 5);
-- Something for verify() to say.
UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-207';
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (108, 104, 102, 'tdy', daterange(today() - 300, today() - 30));
COMMIT;

UPDATE assignment SET tenure = daterange(today() + 41, NULL) WHERE assignment_id = 102; -- a plan that slips
SELECT publish('first') \g /dev/null

-- Whoever reads reports reads what they are made of, and nothing more.
CREATE ROLE attache_reader LOGIN;
GRANT USAGE ON SCHEMA overseas TO attache_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA overseas TO attache_reader;

RESET search_path;
\set calls `cat test/drivers/calls.json`
CREATE TABLE question (
	id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	source text NOT NULL,         -- a view, or a function
	comment text NOT NULL,
	types text[],                 -- of a function's parameters; NULL for a view
	arguments text[],             -- of one call
	columns text[] NOT NULL,
	column_types text[] NOT NULL,
	answer jsonb                  -- its rows
);
GRANT SELECT ON question TO attache_reader;

INSERT INTO question (source, comment, columns, column_types)
SELECT c.relname, obj_description(c.oid, 'pg_class'), array_agg(a.attname::text ORDER BY a.attnum), array_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname LIKE 'report\_%'
GROUP BY c.oid, c.relname
ORDER BY c.relname;

INSERT INTO question (source, comment, types, arguments, columns, column_types)
SELECT p.proname, obj_description(p.oid, 'pg_proc'), parameter.types,
	   CASE WHEN call IS NOT NULL THEN ARRAY(SELECT json_array_elements_text(call)) END,
	   coalesce(result.names, composite.names, ARRAY[p.proname::text]), coalesce(result.types, composite.types, ARRAY[format_type(p.prorettype, NULL)])
FROM pg_proc p
CROSS JOIN LATERAL (SELECT ARRAY(SELECT format_type(type, NULL) FROM unnest(p.proargtypes) AS type) AS types) parameter
CROSS JOIN LATERAL (SELECT array_agg(name) AS names, array_agg(format_type(type, NULL)) AS types
					FROM unnest(p.proargnames, p.proallargtypes, p.proargmodes) AS argument (name, type, mode) WHERE mode = 't') result
CROSS JOIN LATERAL (SELECT array_agg(a.attname::text ORDER BY a.attnum) AS names, array_agg(format_type(a.atttypid, NULL) ORDER BY a.attnum) AS types
					FROM pg_type t JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 WHERE t.oid = p.prorettype) composite
LEFT JOIN LATERAL json_array_elements((:'calls')::json -> p.proname::text) AS call ON true
WHERE p.pronamespace = 'overseas'::regnamespace AND p.prorettype <> 'trigger'::regtype
  AND p.proname NOT LIKE 'question\_%' -- they take rows of a view, and are for the rules
  AND p.proname <> 'posting_neighbors' -- so is this, and of one column, which PostGraphile has as a list
  AND p.provolatile <> 'v' -- what writes, the tests of files call
  AND p.prorettype NOT IN ('daterange'::regtype, 'datemultirange'::regtype, 'bigint[]'::regtype) -- each driver reads these in its own way
ORDER BY p.proname;

DO $$
DECLARE
	q question;
BEGIN
	FOR q IN SELECT * FROM question LOOP
		EXECUTE format('SELECT jsonb_agg(to_jsonb(r)) FROM (SELECT * FROM overseas.%I %s) r', q.source,
					   CASE WHEN q.types IS NOT NULL THEN (SELECT format('(%s)', string_agg(quote_nullable(a), ', ')) FROM unnest(q.arguments) a) END)
			INTO q.answer;
		UPDATE question SET answer = q.answer WHERE id = q.id;
		IF q.answer IS NULL THEN
			RAISE 'nothing is in %', q;
		ELSIF q.types IS NOT NULL AND NOT EXISTS (SELECT FROM question o WHERE o.source = q.source AND cardinality(o.arguments) = cardinality(o.types)) THEN
			RAISE 'test/drivers/calls.json has no call of % with all of its parameters', q.source;
		END IF;
	END LOOP;
END $$;

-- Of a moment its day: how much of the rest a driver shows, and in which time zone, is its own.
CREATE FUNCTION days_of_moments(q question, result jsonb) RETURNS jsonb LANGUAGE sql AS $$
	SELECT jsonb_object_agg(r.key, CASE WHEN c.type = 'timestamp with time zone' THEN to_jsonb(left(r.value #>> '{}', 10)) ELSE r.value END)
	FROM jsonb_each(result) r LEFT JOIN unnest(q.columns, q.column_types) AS c (name, type) ON c.name = r.key
$$;

-- What is wrong with the rows that a driver has read: nothing, if they are the answer.
CREATE FUNCTION fault(question_id integer, got jsonb) RETURNS text LANGUAGE sql AS $$
	WITH wanted (row) AS (
		SELECT days_of_moments(q, row) FROM question q, jsonb_array_elements(q.answer) AS row WHERE q.id = question_id
	), got AS (
		-- JSON is an object to some drivers, and text to others.
		SELECT CASE WHEN 'jsonb' = ANY (q.column_types)
					THEN (SELECT jsonb_object_agg(key, CASE jsonb_typeof(value) WHEN 'string' THEN (value #>> '{}')::jsonb ELSE value END) FROM jsonb_each(row))
					ELSE days_of_moments(q, row) END AS row
		FROM question q, jsonb_array_elements(got) AS row WHERE q.id = question_id
	), fault AS (
		(SELECT 'too much: ' || row::text AS fault FROM (TABLE got EXCEPT ALL TABLE wanted) AS much (row) LIMIT 2)
		UNION ALL
		(SELECT 'missing: ' || row::text FROM (TABLE wanted EXCEPT ALL TABLE got) AS missing (row) LIMIT 2)
	)
	SELECT coalesce(string_agg(fault, E'\n# '), '') FROM fault
$$;
