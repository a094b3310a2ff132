-- Indexes: whatever way is taken to the rows, they are the same rows; and what
-- else a server does with the order, equality and hash of a type.
SET datestyle = 'ISO';
SET enable_material = off;
SET enable_memoize = off;

-- Makes the planner take an index wherever it can, or nowhere, until the statement ends.
CREATE FUNCTION pg_temp.prefer_index(yes boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('enable_seqscan', (NOT yes)::text, true), set_config('enable_indexscan', yes::text, true),
		set_config('enable_bitmapscan', yes::text, true), set_config('enable_indexonlyscan', yes::text, true);
END $$;

-- Does the plan of a query, with indexes preferred, have a line like this?
CREATE FUNCTION pg_temp.plan_has(query text, pattern text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	PERFORM pg_temp.prefer_index(true);
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ pattern THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END $$;

-- The ids that a query gives, in order, by an index or by a sequential scan.
CREATE FUNCTION pg_temp.rows_of(query text, by_index boolean) RETURNS integer[] LANGUAGE plpgsql AS $$
DECLARE
	ids integer[];
BEGIN
	PERFORM pg_temp.prefer_index(by_index);
	EXECUTE format('SELECT array_agg(id ORDER BY id) FROM (%s) q', query) INTO ids;
	RETURN ids;
END $$;

-- Every strategy with every probe: how many were checked, took the index, found rows, and differ.
-- A probe is written in as the literal of a type, or given as a parameter of that type.
CREATE FUNCTION pg_temp.index_laws(indexed text, method text, probes text, types text[], mode text DEFAULT 'literal')
RETURNS TABLE (index text, operator text, probe_type text, checked bigint, by_index bigint, rows bigint, differ bigint)
LANGUAGE plpgsql AS $$
DECLARE
	probe text;
	query text;
	sequential integer[];
	from_index integer[];
BEGIN
	EXECUTE format('CREATE INDEX probed ON %I USING %s (x)%s', indexed, method,
		CASE method WHEN 'brin' THEN ' WITH (pages_per_range = 1)' ELSE '' END);
	index := method;
	FOREACH probe_type IN ARRAY types LOOP
		FOREACH operator IN ARRAY CASE method WHEN 'hash' THEN '{=}' ELSE '{<,<=,=,>=,>}' END::text[] LOOP
			checked := 0; by_index := 0; rows := 0; differ := 0;
			IF mode <> 'literal' THEN
				PERFORM set_config('plan_cache_mode', mode, true);
				EXECUTE format('PREPARE probing(%s) AS SELECT array_agg(id ORDER BY id) FROM %I WHERE x %s $1', probe_type, indexed, operator);
			END IF;
			FOR probe IN EXECUTE probes LOOP
				query := format('SELECT id FROM %I WHERE x %s %L::%s', indexed, operator, probe, probe_type);
				sequential := pg_temp.rows_of(query, false);
				IF mode = 'literal' THEN
					from_index := pg_temp.rows_of(query, true);
				ELSE
					PERFORM pg_temp.prefer_index(true);
					query := format('EXECUTE probing(%L)', probe);
					EXECUTE query INTO from_index;
				END IF;
				checked := checked + 1;
				by_index := by_index + pg_temp.plan_has(query, 'Scan (using|on) probed')::int;
				rows := rows + coalesce(cardinality(sequential), 0);
				differ := differ + (from_index IS DISTINCT FROM sequential)::int;
			END LOOP;
			IF mode <> 'literal' THEN
				DEALLOCATE probing;
			END IF;
			RETURN NEXT;
		END LOOP;
	END LOOP;
	DROP INDEX probed;
END $$;

-- The tables: enough rows for several levels of an index, values in no order and in order, NULLs.
CREATE TEMP TABLE program (id integer GENERATED ALWAYS AS IDENTITY, x program_code);
INSERT INTO program (x) SELECT chr(65 + i % 26) || to_hex(i * 2654435761 % 4294967296) FROM generate_series(1, 6000) i;
INSERT INTO program (x) SELECT x FROM (SELECT DISTINCT chr(65 + i % 26) || '-' || i % 100 AS x FROM generate_series(1, 2600) i) u
	ORDER BY x COLLATE "C";
INSERT INTO program (x) SELECT * FROM unnest('{A,CSI,csi,CSI,C-TPAT,IAP,CB,ZZZZZZZZZZZZ,NULL,NULL}'::program_code[]);
CREATE TEMP TABLE status (id integer GENERATED ALWAYS AS IDENTITY, x posting_status);
INSERT INTO status (x) SELECT status FROM generate_series(1, 300), posting_statuses();
INSERT INTO status (x) SELECT status FROM posting_statuses(), generate_series(1, 300);
INSERT INTO status (x) VALUES (NULL), (NULL);
CREATE TEMP TABLE country (id integer GENERATED ALWAYS AS IDENTITY, x country_code);
INSERT INTO country (x) SELECT country FROM generate_series(1, 8), countries();
INSERT INTO country (x) SELECT country FROM countries(), generate_series(1, 8);
INSERT INTO country (x) VALUES (NULL), (NULL);
ANALYZE program, status, country;

-- program_code.
CREATE TEMP TABLE probe AS SELECT unnest('{A,AA,B-1,C-TPAT,CSI,CSI-1,M,N-50,Z,ZZZZZZZZZZZZ}'::text[]) AS probe;
SELECT l.* FROM unnest('{btree,hash,gist,brin}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('program', method, 'TABLE probe', '{program_code}') l ORDER BY n;
-- program_code against text: canonical, in lower case, with blanks, and no code at all. A text that is
-- known is compared as the value that it says, and where it says none no index is asked.
CREATE TEMP TABLE text_probe AS
SELECT probe FROM probe UNION VALUES ('csi'), (' c-tpat '), (''), ('1'), ('C--'), ('c_'), ('ä'), ('ZZZZZZZZZZZZZ');
SELECT l.* FROM unnest('{btree,hash,brin}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('program', method, 'TABLE text_probe', '{text,varchar}') l ORDER BY n;
-- The same as parameters of prepared statements, as drivers send them.
SELECT l.* FROM unnest('{btree,hash}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('program', method, 'TABLE text_probe', '{text,varchar}', 'force_generic_plan') l ORDER BY n;
SELECT l.* FROM unnest('{btree,hash}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('program', method, 'TABLE text_probe', '{text,varchar}', 'force_custom_plan') l ORDER BY n;
-- posting_status.
SELECT l.* FROM unnest('{btree,hash,gist,brin}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('status', method, 'SELECT status FROM posting_statuses()', '{posting_status}') l ORDER BY n;
-- country_code.
SELECT l.* FROM unnest('{btree,hash,gist,brin}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('country', method, $$SELECT unnest('{AD,BE,GB,HK,SU,XK,ZA,ZW}'::text[])$$, '{country_code}') l ORDER BY n;
-- Both against text: in other spellings, the first and the last, and what is none.
CREATE TEMP TABLE status_probe AS
SELECT * FROM unnest('{active," Active ",CLOSED,PROPOSED,Withdrawn,"",activ,open,Ä}'::text[]) AS probe;
CREATE TEMP TABLE country_probe AS
SELECT * FROM unnest('{AD,and,BE," nld ",SUN,xkx,zw,"",UK,Belgium,Å}'::text[]) AS probe;
SELECT l.* FROM unnest('{btree,hash}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('status', method, 'TABLE status_probe', '{text,varchar}') l ORDER BY n;
SELECT l.* FROM unnest('{btree,hash}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('status', method, 'TABLE status_probe', '{text,varchar}', 'force_generic_plan') l ORDER BY n;
SELECT l.* FROM unnest('{btree,hash}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('country', method, 'TABLE country_probe', '{text,varchar}') l ORDER BY n;
SELECT l.* FROM unnest('{btree,hash}'::text[]) WITH ORDINALITY AS m(method, n),
	LATERAL pg_temp.index_laws('country', method, 'TABLE country_probe', '{text,varchar}', 'force_generic_plan') l ORDER BY n;
RESET plan_cache_mode;
-- A text finds what a literal of the same value finds, and what its definition by text says.
SELECT (SELECT count(*) FROM country WHERE x = ' nld '::text) AS text, (SELECT count(*) FROM country WHERE x = 'NL') AS literal,
	(SELECT count(*) FROM country WHERE x::text = 'NL') AS as_text,
	(SELECT count(*) FROM status WHERE x >= 'CLOSED'::text) AS statuses, (SELECT count(*) FROM status WHERE x >= 'closed') AS by_literal,
	(SELECT count(*) FROM status WHERE x::text IN ('closed', 'denied', 'withdrawn')) AS statuses_as_text;
-- Several conditions on one column, of which the index has to find the narrowest: text, varchar and values.
CREATE INDEX status_btree ON status (x);
CREATE INDEX country_btree ON country (x);
WITH condition AS (
	SELECT 'country' AS indexed, 'x > ''be''::text AND x > ''bhs''::varchar AND x <= ''nld''::text AND x < ''ZW''' AS condition
	UNION ALL SELECT 'country', 'x = '' nld''::text AND x = ''NL''' UNION ALL SELECT 'country', 'x = ''nld''::text AND x = ''BE'''
	UNION ALL SELECT 'country', 'x >= ''zwe''::text AND x < ''Belgium''::text' UNION ALL SELECT 'country', 'x < ''AND''::text'
	UNION ALL SELECT 'country', 'x = ANY (''{nld,NL,be,UK,NULL}''::text[]) AND x < ''nl''::varchar'
	UNION ALL SELECT 'country', 'x = ANY (''{nld,NL,be}''::text[]) AND x = ANY (''{NL,AD}''::country_code[])'
	UNION ALL SELECT 'status', 'x > ''Active''::text AND x >= ''closing'' AND x < ''Denied''::varchar AND x < ''open''::text'
	UNION ALL SELECT 'status', 'x = ANY (''{ACTIVE,active,CLOSED,open}''::text[])' UNION ALL SELECT 'status', 'x > ''open''::text'
)
SELECT indexed, condition, coalesce(cardinality(pg_temp.rows_of(query, false)), 0) AS rows, pg_temp.plan_has(query, '_btree|One-Time Filter: false') AS by_index_or_not_at_all,
	pg_temp.rows_of(query, true) IS NOT DISTINCT FROM pg_temp.rows_of(query, false) AS same
FROM condition, LATERAL (SELECT 'SELECT id FROM ' || indexed || ' WHERE ' || condition) q(query)
ORDER BY indexed COLLATE "C", condition COLLATE "C";

-- The plan of a parameter that is text or varchar: an index condition, not a filter.
CREATE INDEX program_btree ON program (x);
SET plan_cache_mode = force_generic_plan;
SET enable_bitmapscan = off;
PREPARE by_text(text) AS SELECT id FROM program WHERE x = $1;
PREPARE by_varchar(varchar) AS SELECT id FROM program WHERE x = $1;
PREPARE by_texts(text[]) AS SELECT id FROM program WHERE x = ANY ($1);
EXPLAIN (COSTS OFF) EXECUTE by_text('csi');
EXPLAIN (COSTS OFF) EXECUTE by_varchar('csi');
EXPLAIN (COSTS OFF) EXECUTE by_texts('{csi,c-tpat}');
SELECT count(*) FROM program WHERE x = ANY ('{csi,c-tpat,no code}'::text[]);
PREPARE status_by_text(text) AS SELECT id FROM status WHERE x = $1;
PREPARE status_by_varchar(varchar) AS SELECT id FROM status WHERE x = $1;
PREPARE country_by_text(text) AS SELECT id FROM country WHERE x = $1;
PREPARE country_by_varchar(varchar) AS SELECT id FROM country WHERE x = $1;
PREPARE country_by_texts(text[]) AS SELECT id FROM country WHERE x = ANY ($1);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) EXECUTE status_by_text('ACTIVE');
EXPLAIN (COSTS OFF) EXECUTE status_by_varchar('ACTIVE');
EXPLAIN (COSTS OFF) EXECUTE country_by_text('nld');
EXPLAIN (COSTS OFF) EXECUTE country_by_varchar('nld');
EXPLAIN (COSTS OFF) EXECUTE country_by_texts('{nld,be}');
RESET enable_seqscan;
DROP INDEX status_btree, country_btree;
RESET plan_cache_mode;
RESET enable_bitmapscan;

-- ORDER BY, min and max come from the index.
EXPLAIN (COSTS OFF) SELECT x FROM program ORDER BY x DESC LIMIT 3;
SELECT x FROM program ORDER BY x DESC NULLS LAST LIMIT 3;
SELECT pg_temp.plan_has('SELECT max(x) FROM program', 'Index Only Scan Backward using program_btree') AS max_by_index,
	pg_temp.plan_has('SELECT min(x) FROM program', 'Index Only Scan using program_btree') AS min_by_index;
SELECT min(x), max(x) FROM program;

-- NULL is found by IS NULL in every index that keeps it.
CREATE FUNCTION pg_temp.null_law(method text) RETURNS TABLE (index text, condition text, by_index boolean, rows integer, same boolean)
LANGUAGE plpgsql AS $$
DECLARE
	query text;
BEGIN
	EXECUTE format('CREATE INDEX probed ON program USING %s (x)', method);
	index := method;
	FOREACH condition IN ARRAY '{IS NULL,IS NOT NULL}'::text[] LOOP
		query := 'SELECT id FROM program WHERE x ' || condition;
		by_index := pg_temp.plan_has(query, 'Scan (using|on) probed');
		rows := cardinality(pg_temp.rows_of(query, false));
		same := pg_temp.rows_of(query, true) = pg_temp.rows_of(query, false);
		RETURN NEXT;
	END LOOP;
	DROP INDEX probed;
END $$;
DROP INDEX program_btree;
SELECT l.* FROM unnest('{btree,gist,brin}'::text[]) WITH ORDINALITY AS m(method, n), LATERAL pg_temp.null_law(method) l ORDER BY n;

-- GiST gives the values back without the table.
CREATE INDEX program_gist ON program USING gist (x);
VACUUM ANALYZE program;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT x FROM program WHERE x >= 'C' AND x < 'D';
CREATE TEMP TABLE from_gist AS SELECT x FROM program WHERE x >= 'C' AND x < 'D';
RESET enable_bitmapscan;
RESET enable_seqscan;
DROP INDEX program_gist;
SELECT (SELECT count(*) FROM from_gist) AS rows, count(*) AS differ FROM (
	(TABLE from_gist EXCEPT ALL SELECT x FROM program WHERE x >= 'C' AND x < 'D')
	UNION ALL
	(SELECT x FROM program WHERE x >= 'C' AND x < 'D' EXCEPT ALL TABLE from_gist)) d;
-- An index that grew row by row, lost a third, and grew again.
CREATE TEMP TABLE grown (id integer GENERATED ALWAYS AS IDENTITY, x program_code);
CREATE INDEX grown_gist ON grown USING gist (x);
INSERT INTO grown (x) SELECT x FROM program ORDER BY id;
DELETE FROM grown WHERE id % 3 = 0;
VACUUM grown;
INSERT INTO grown (x) SELECT x FROM program WHERE id % 3 = 0 ORDER BY id;
WITH probed AS (
	SELECT format('SELECT id FROM grown WHERE x %s %L', op, probe) AS query
	FROM probe, unnest('{<,<=,=,>=,>}'::text[]) AS op
)
SELECT count(*) AS checked, count(*) FILTER (WHERE pg_temp.plan_has(query, 'grown_gist')) AS by_index,
	count(*) FILTER (WHERE pg_temp.rows_of(query, true) IS DISTINCT FROM pg_temp.rows_of(query, false)) AS differ
FROM probed;

-- A second column behind one of the types: where the server can skip (18 and later), it skips over
-- values of the type's order; the rows are the same.
CREATE TEMP TABLE skipped AS
SELECT row_number() OVER () AS id, p AS program, s.status, c.country, n
FROM unnest('{A,B,CSI,C-TPAT,ZZZZZZZZZZZZ,NULL}'::program_code[]) p, posting_statuses() s,
	unnest('{AD,BE,ZW,NULL}'::country_code[]) c(country), generate_series(1, 100) n;
ALTER TABLE skipped ALTER id TYPE integer;
CREATE INDEX skipped_asc ON skipped (program, status, country, n);
CREATE INDEX skipped_desc ON skipped (program DESC, status DESC, country DESC NULLS LAST, n);
ANALYZE skipped;
WITH condition AS (
	SELECT 'n = 42' AS condition UNION ALL SELECT 'n IN (1, 100)'
	UNION ALL SELECT 'n = 7 AND country >= ''BE''' UNION ALL SELECT 'n = 7 AND status < ''closing'''
	UNION ALL SELECT 'country = ''ZW'' AND n = 1' UNION ALL SELECT 'status > ''denied'' AND country < ''ZW'' AND n < 3'
	UNION ALL SELECT 'country <= ''bel''::text AND status = '' Closing''::text AND n = 3'
	UNION ALL SELECT 'program > ''B'' AND n = 3' UNION ALL SELECT 'program <= ''csi''::text AND n = 3'
	UNION ALL SELECT 'program IS NULL AND n = 3' UNION ALL SELECT 'program IS NOT NULL AND country IS NULL AND n = 3'
)
SELECT condition, cardinality(pg_temp.rows_of(query, false)) AS rows, pg_temp.plan_has(query, 'skipped_(asc|desc)') AS by_index,
	pg_temp.rows_of(query, true) = pg_temp.rows_of(query, false) AS same
FROM condition, LATERAL (SELECT 'SELECT id FROM skipped WHERE ' || condition) q(query)
ORDER BY condition COLLATE "C";
-- The same with one of the two indexes at a time.
DROP INDEX skipped_asc;
SELECT pg_temp.plan_has('SELECT id FROM skipped WHERE n = 42', 'skipped_desc') AS by_index,
	pg_temp.rows_of('SELECT id FROM skipped WHERE n = 42', true) = pg_temp.rows_of('SELECT id FROM skipped WHERE n = 42', false) AS same;
DROP INDEX skipped_desc;
CREATE INDEX skipped_country ON skipped (country DESC, n DESC);
SELECT pg_temp.plan_has('SELECT id FROM skipped WHERE n = 42', 'skipped_country') AS by_index,
	pg_temp.rows_of('SELECT id FROM skipped WHERE n = 42', true) = pg_temp.rows_of('SELECT id FROM skipped WHERE n = 42', false) AS same;

-- Joins of codes to a column of text: each way, the same pairs as the definition gives.
CREATE TEMP TABLE code (id integer, program program_code);
INSERT INTO code SELECT i, chr(65 + i % 26) || to_hex(i % 500) FROM generate_series(1, 1000) i;
INSERT INTO code VALUES (0, NULL), (-1, 'csi'), (-2, 'C-TPAT');
CREATE TEMP TABLE legacy (id integer, program text);
INSERT INTO legacy SELECT i, chr(97 + i % 26) || to_hex(i % 700) || repeat(' ', i % 3) FROM generate_series(1, 1000) i;
INSERT INTO legacy VALUES (0, NULL), (-1, ' Csi'), (-2, 'c-tpat '), (-3, ''), (-4, 'no code'), (-5, '1a'), (-6, 'ä');
ANALYZE code, legacy;
CREATE TEMP TABLE by_definition AS
SELECT c.id AS code, l.id AS legacy FROM code c, legacy l
WHERE c.program::text COLLATE "C" = upper(btrim(l.program)) COLLATE "C";
CREATE FUNCTION pg_temp.join_differs(query text, definition text DEFAULT 'by_definition')
RETURNS TABLE (pairs bigint, differ bigint) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE 'CREATE TEMP TABLE joined AS ' || query;
	RETURN QUERY EXECUTE format('SELECT (SELECT count(*) FROM joined), count(*) FROM ('
		'(TABLE joined EXCEPT ALL TABLE %1$I) UNION ALL (TABLE %1$I EXCEPT ALL TABLE joined)) d', definition);
	DROP TABLE joined;
END $$;
SET enable_nestloop = off;
SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT c.id, l.id FROM code c JOIN legacy l ON c.program = l.program;
SELECT * FROM pg_temp.join_differs('SELECT c.id AS code, l.id AS legacy FROM code c JOIN legacy l ON c.program = l.program');
SELECT * FROM pg_temp.join_differs('SELECT c.id AS code, l.id AS legacy FROM legacy l JOIN code c ON l.program = c.program');
SELECT count(*) AS semi FROM legacy WHERE program IN (SELECT program FROM code);
SELECT count(*) AS semi FROM code WHERE program = ANY (SELECT program FROM legacy);
SELECT count(*) AS anti FROM code c WHERE NOT EXISTS (SELECT FROM legacy l WHERE l.program = c.program);
SET enable_hashjoin = off;
SET enable_mergejoin = on;
EXPLAIN (COSTS OFF) SELECT c.id, l.id FROM code c JOIN legacy l ON c.program = l.program;
SELECT * FROM pg_temp.join_differs('SELECT c.id AS code, l.id AS legacy FROM code c JOIN legacy l ON c.program = l.program');
SELECT * FROM pg_temp.join_differs('SELECT c.id AS code, l.id AS legacy FROM legacy l JOIN code c ON l.program = c.program');
SELECT count(*) AS semi FROM legacy WHERE program IN (SELECT program FROM code);
SELECT count(*) AS anti FROM code c WHERE NOT EXISTS (SELECT FROM legacy l WHERE l.program = c.program);
SELECT count(*) AS full FROM code c FULL JOIN legacy l ON c.program = l.program;
-- In a chain of equalities two texts that equal one code equal each other.
SELECT count(*) FROM code c, legacy a, legacy b WHERE c.program = a.program AND c.program = b.program;
SET enable_mergejoin = off;
SET enable_hashjoin = on;
SELECT count(*) FROM code c, legacy a, legacy b WHERE c.program = a.program AND c.program = b.program;
SELECT count(*) AS full FROM code c FULL JOIN legacy l ON c.program = l.program;
SELECT count(*) AS by_definition FROM by_definition x JOIN by_definition y USING (code);
SET enable_hashjoin = off;
SET enable_nestloop = on;
CREATE INDEX code_program ON code (program);
CREATE INDEX legacy_id ON legacy (id);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT c.id, l.id FROM legacy l JOIN code c ON l.program = c.program WHERE l.id < 10;
SELECT * FROM pg_temp.join_differs('SELECT c.id AS code, l.id AS legacy FROM code c JOIN legacy l ON c.program = l.program');
SET enable_memoize = on;
SELECT * FROM pg_temp.join_differs('SELECT c.id AS code, l.id AS legacy FROM code c JOIN legacy l ON c.program = l.program');
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET enable_hashjoin;
RESET enable_mergejoin;
RESET enable_nestloop;
RESET enable_memoize;

-- Joins of countries and of statuses to columns of text, in whose rows stands beside the text what it was made from.
CREATE TEMP TABLE place (id integer, country country_code);
INSERT INTO place SELECT row_number() OVER (), country FROM generate_series(1, 2), countries();
INSERT INTO place VALUES (0, NULL);
CREATE TEMP TABLE written_place (id integer, country text, meant text);
INSERT INTO written_place SELECT row_number() OVER (), t, country
FROM countries(), unnest(ARRAY[lower(country), ' ' || country || E'\t', lower(alpha3), alpha3 || '  ']) WITH ORDINALITY AS t(t, n)
WHERE n < 3 OR withdrawn IS NULL;
INSERT INTO written_place VALUES
	(0, NULL, NULL), (-1, '', NULL), (-2, 'UK', NULL), (-3, 'Belgium', NULL), (-4, 'ger', NULL), (-5, 'xkx', 'XK'), (-6, 'Å', NULL);
CREATE TEMP TABLE stage (id integer, status posting_status);
INSERT INTO stage SELECT row_number() OVER (), status FROM generate_series(1, 20), posting_statuses();
INSERT INTO stage VALUES (0, NULL);
CREATE TEMP TABLE written_stage (id integer, status text, meant text);
INSERT INTO written_stage SELECT row_number() OVER (), t, status
FROM generate_series(1, 10), posting_statuses(), unnest(ARRAY[status::text, upper(status), ' ' || initcap(status)]) t(t);
INSERT INTO written_stage VALUES (0, NULL, NULL), (-1, '', NULL), (-2, 'open', NULL), (-3, 'activ', NULL);
ANALYZE place, written_place, stage, written_stage;
CREATE TEMP TABLE places_by_definition AS SELECT p.id AS place, w.id AS written FROM place p, written_place w WHERE p.country::text = w.meant;
CREATE TEMP TABLE stages_by_definition AS SELECT s.id AS stage, w.id AS written FROM stage s, written_stage w WHERE s.status::text = w.meant;
\set places 'SELECT p.id AS place, w.id AS written FROM place p JOIN written_place w ON p.country = w.country'
\set stages 'SELECT s.id AS stage, w.id AS written FROM written_stage w JOIN stage s ON w.status = s.status'
SET enable_nestloop = off;
SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) :places;
SELECT * FROM pg_temp.join_differs(:'places', 'places_by_definition');
SELECT pg_temp.plan_has(:'stages', 'Hash Join') AS by_hash, d.* FROM pg_temp.join_differs(:'stages', 'stages_by_definition') d;
SELECT count(*) AS semi FROM written_place WHERE country IN (SELECT country FROM place);
SELECT count(*) AS anti FROM written_place w WHERE NOT EXISTS (SELECT FROM place p WHERE p.country = w.country);
SELECT count(*) AS full FROM place p FULL JOIN written_place w ON p.country = w.country;
SET enable_hashjoin = off;
SET enable_mergejoin = on;
EXPLAIN (COSTS OFF) :places;
SELECT * FROM pg_temp.join_differs(:'places', 'places_by_definition');
SELECT pg_temp.plan_has(:'stages', 'Merge Join') AS by_merge, d.* FROM pg_temp.join_differs(:'stages', 'stages_by_definition') d;
SELECT count(*) AS semi FROM written_place WHERE country IN (SELECT country FROM place);
SELECT count(*) AS anti FROM written_place w WHERE NOT EXISTS (SELECT FROM place p WHERE p.country = w.country);
SELECT count(*) AS full FROM place p FULL JOIN written_place w ON p.country = w.country;
-- An index does not spare the merge a sort: beside a text the server has a collation in the sort's key,
-- which the index does not have.
CREATE INDEX place_country ON place (country);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT pg_temp.plan_has(:'places', 'Scan using place_country') AS by_index, d.* FROM pg_temp.join_differs(:'places', 'places_by_definition') d;
-- A text for each probe of the index.
SET enable_mergejoin = off;
SET enable_nestloop = on;
CREATE INDEX written_place_id ON written_place (id);
EXPLAIN (COSTS OFF) :places WHERE w.id < 10;
SELECT * FROM pg_temp.join_differs(:'places', 'places_by_definition');
RESET enable_seqscan;
RESET enable_bitmapscan;
RESET enable_hashjoin;
RESET enable_mergejoin;
RESET enable_nestloop;
SELECT (SELECT count(*) FROM written_place WHERE meant IS NOT NULL) AS semi_by_definition,
	(SELECT count(*) FROM written_place WHERE meant IS NULL) AS anti_by_definition,
	(SELECT count(*) + 1 FROM places_by_definition) + (SELECT count(*) FROM written_place WHERE meant IS NULL) AS full_by_definition;

-- Exclusion: two periods of the same value may not overlap; they may touch, and other values may.
CREATE TEMP TABLE exclusive_program (program program_code, during daterange, EXCLUDE USING gist (program WITH =, during WITH &&));
INSERT INTO exclusive_program VALUES
	('csi', '[2004-08-01,2005-01-01)'), ('csi', '[2005-01-01,2006-01-01)'), ('iap', '[2004-08-01,2006-01-01)'), (NULL, '(,)'), (NULL, '(,)');
INSERT INTO exclusive_program VALUES ('CSI ', '[2005-12-31,2007-01-01)');
\echo SQLSTATE :SQLSTATE
CREATE TEMP TABLE exclusive_status (status posting_status, during daterange, EXCLUDE USING gist (status WITH =, during WITH &&));
INSERT INTO exclusive_status VALUES
	('active', '[2004-08-01,2005-01-01)'), ('active', '[2005-01-01,2006-01-01)'), ('closing', '[2004-08-01,2006-01-01)');
INSERT INTO exclusive_status VALUES ('ACTIVE', '[2005-12-31,2007-01-01)');
CREATE TEMP TABLE exclusive_country (country country_code, during daterange, EXCLUDE USING gist (country WITH =, during WITH &&));
INSERT INTO exclusive_country VALUES
	('be', '[2004-08-01,2005-01-01)'), ('be', '[2005-01-01,2006-01-01)'), ('de', '[2004-08-01,2006-01-01)');
INSERT INTO exclusive_country VALUES ('BEL', '[2005-12-31,2007-01-01)');
SELECT (SELECT count(*) FROM exclusive_program) AS programs, (SELECT count(*) FROM exclusive_status) AS statuses,
	(SELECT count(*) FROM exclusive_country) AS countries;

-- Keys: unique and foreign. (Both ends of a foreign key are program_code: the server wants neither
-- or both to have a collation, so text at one end will not do.)
CREATE TEMP TABLE keyed (program program_code, country country_code, status posting_status, PRIMARY KEY (program, country, status));
INSERT INTO keyed VALUES ('csi', 'be', 'active'), ('csi', 'be', 'closed');
INSERT INTO keyed VALUES ('CSI', 'BEL', 'Active');
CREATE TEMP TABLE one_key (program program_code PRIMARY KEY);
INSERT INTO one_key VALUES ('csi'), ('iap');
CREATE TEMP TABLE refers (program program_code REFERENCES one_key ON UPDATE CASCADE);
INSERT INTO refers VALUES ('csi ');
INSERT INTO refers VALUES ('cb');
DELETE FROM one_key WHERE program = 'csi';
UPDATE one_key SET program = 'csi-2' WHERE program = 'csi'::text;
DELETE FROM one_key WHERE program = 'iap';
TABLE refers;
DROP TABLE refers;

-- Domains keep the operators, and add their checks.
CREATE DOMAIN pg_temp.cargo_program AS program_code CHECK (VALUE IN ('csi', 'c-tpat'));
CREATE DOMAIN pg_temp.open_status AS posting_status CHECK (posting_status_is_open(VALUE)) NOT NULL;
CREATE DOMAIN pg_temp.current_country AS country_code CHECK (VALUE NOT IN ('SU', 'YU'));
CREATE TEMP TABLE constrained (
	id integer GENERATED ALWAYS AS IDENTITY, program pg_temp.cargo_program, status pg_temp.open_status, country pg_temp.current_country
);
INSERT INTO constrained (program, status, country) VALUES ('csi', 'active', 'be'), ('C-TPAT', 'closing', 'nld');
INSERT INTO constrained (program, status, country) SELECT 'c-' || 'tpat', 'suspended'::text, 'ca'::varchar;
INSERT INTO constrained (program, status, country) VALUES ('iap', 'active', 'be');
INSERT INTO constrained (program, status, country) VALUES ('csi', 'closed', 'be');
INSERT INTO constrained (program, status, country) VALUES ('csi', 'active', 'yug');
INSERT INTO constrained (program, status, country) VALUES ('c s i', 'active', 'be');
CREATE INDEX constrained_program ON constrained (program);
CREATE INDEX constrained_status ON constrained USING hash (status);
CREATE INDEX constrained_country ON constrained USING gist (country);
SELECT condition, pg_temp.plan_has('SELECT id FROM constrained WHERE ' || condition, 'Scan (using|on) constrained_') AS by_index,
	pg_temp.rows_of('SELECT id FROM constrained WHERE ' || condition, true) AS ids
FROM (VALUES ('program = ''csi'''), ('program = ''c-tpat''::text'), ('program > ''c-tpat'''), ('status = ''closing'''), ('country <= ''CA''')) v(condition)
ORDER BY condition COLLATE "C";

-- IS [NOT] DISTINCT FROM: NULL is a value there.
SELECT count(*) FILTER (WHERE x IS DISTINCT FROM 'csi') AS literal, count(*) FILTER (WHERE x IS DISTINCT FROM 'csi'::text) AS text,
	count(*) FILTER (WHERE x IS NOT DISTINCT FROM 'csi') AS not_literal, count(*) FILTER (WHERE x IS NULL) AS "null", count(*) AS "all"
FROM program;

-- Arrays: comparison, containment, membership, and a GIN index over them.
SELECT '{csi,iap}'::program_code[] < '{csi,z}'::program_code[] AS less, '{active,closed}'::posting_status[] @> '{CLOSED}' AS contains,
	'{be,de}'::country_code[] && '{DEU}' AS overlaps, 'csi' = ANY ('{CSI,IAP}'::program_code[]) AS any,
	array_position('{active,closing}'::posting_status[], 'closing') AS position,
	array_remove('{be,de}'::country_code[], 'bel') AS removed;
SELECT array_agg(DISTINCT x ORDER BY x DESC) FROM unnest('{proposed,active,active,closed}'::posting_status[]) x;
CREATE TEMP TABLE many AS SELECT id / 10 AS id, array_agg(x ORDER BY x) AS programs FROM program GROUP BY id / 10;
CREATE INDEX many_programs ON many USING gin (programs);
WITH probed AS (
	SELECT format('SELECT id FROM many WHERE programs %s %L', op, ARRAY[probe]) AS query
	FROM probe, unnest('{@>,&&,=}'::text[]) AS op
	UNION ALL
	SELECT 'SELECT id FROM many WHERE programs && ''{csi,c-tpat,b-7}'''
)
SELECT count(*) AS checked, count(*) FILTER (WHERE pg_temp.plan_has(query, 'many_programs')) AS by_index,
	sum(cardinality(pg_temp.rows_of(query, false))) AS rows,
	count(*) FILTER (WHERE pg_temp.rows_of(query, true) IS DISTINCT FROM pg_temp.rows_of(query, false)) AS differ
FROM probed;

-- Partitions by list, range and hash; only those that can have the rows are scanned.
CREATE TEMP TABLE by_list (program program_code, n integer) PARTITION BY LIST (program);
CREATE TEMP TABLE by_list_cargo PARTITION OF by_list FOR VALUES IN ('csi', 'c-tpat');
CREATE TEMP TABLE by_list_none PARTITION OF by_list FOR VALUES IN (NULL);
CREATE TEMP TABLE by_list_other PARTITION OF by_list DEFAULT;
INSERT INTO by_list VALUES ('CSI', 1), ('C-TPAT', 2), ('IAP', 3), (NULL, 4);
INSERT INTO by_list SELECT 'ia' || 'p', 5;
SELECT tableoid::regclass AS partition, * FROM by_list ORDER BY n;
EXPLAIN (COSTS OFF) SELECT * FROM by_list WHERE program = 'csi';
EXPLAIN (COSTS OFF) SELECT * FROM by_list WHERE program = ' csi'::text;
EXPLAIN (COSTS OFF) SELECT * FROM by_list WHERE program IS NULL;
CREATE TEMP TABLE by_range (status posting_status, n integer) PARTITION BY RANGE (status);
CREATE TEMP TABLE by_range_before PARTITION OF by_range FOR VALUES FROM (MINVALUE) TO ('active');
CREATE TEMP TABLE by_range_open PARTITION OF by_range FOR VALUES FROM ('active') TO ('closed');
CREATE TEMP TABLE by_range_after PARTITION OF by_range FOR VALUES FROM ('closed') TO (MAXVALUE);
INSERT INTO by_range SELECT status, 1 FROM posting_statuses();
SELECT tableoid::regclass AS partition, array_agg(status ORDER BY status) AS statuses FROM by_range GROUP BY tableoid ORDER BY min(status);
EXPLAIN (COSTS OFF) SELECT * FROM by_range WHERE status >= 'closed';
EXPLAIN (COSTS OFF) SELECT * FROM by_range WHERE status = 'suspended';
EXPLAIN (COSTS OFF) SELECT * FROM by_range WHERE status < ' ACTIVE'::text;
EXPLAIN (COSTS OFF) SELECT * FROM by_range WHERE status > 'closing'::text;
-- A range of codes, pruned by text, also when the text comes late.
CREATE TEMP TABLE by_letter (program program_code, n integer) PARTITION BY RANGE (program);
CREATE TEMP TABLE by_letter_a PARTITION OF by_letter FOR VALUES FROM ('A') TO ('M');
CREATE TEMP TABLE by_letter_m PARTITION OF by_letter FOR VALUES FROM ('M') TO (MAXVALUE);
INSERT INTO by_letter SELECT x, id FROM program WHERE x IS NOT NULL;
EXPLAIN (COSTS OFF) SELECT * FROM by_letter WHERE program < 'l9'::text;
SET plan_cache_mode = force_generic_plan;
PREPARE late(text) AS SELECT * FROM by_letter WHERE program >= $1;
PREPARE late_count(text) AS SELECT count(*) FROM by_letter WHERE program >= $1;
EXPLAIN (COSTS OFF) EXECUTE late(' n-50 ');
EXECUTE late_count(' n-50 ');
SELECT count(*) FROM program WHERE x::text COLLATE "C" >= 'N-50';
EXECUTE late_count('a code');
RESET plan_cache_mode;
-- Hash partitions: where a value goes is the server's affair; it is found there again.
CREATE TEMP TABLE by_hash (program program_code, country country_code, status posting_status) PARTITION BY HASH (program, country, status);
CREATE TEMP TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TEMP TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TEMP TABLE by_hash_2 PARTITION OF by_hash FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO by_hash SELECT probe, country, status FROM probe, countries(), posting_statuses();
SELECT count(*) AS partitions, sum(n) AS rows, min(n) > 0.9 * sum(n) / 3 AS even
FROM (SELECT count(*) AS n FROM by_hash GROUP BY tableoid) p;
CREATE FUNCTION pg_temp.partitions_of(query text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	line text;
	scans integer := 0;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		-- From 19 on a plan that reads nothing says what it replaces.
		scans := scans + (line ~ 'Scan on by_hash' AND line !~ 'Replaces:')::int;
	END LOOP;
	RETURN scans;
END $$;
SELECT value, pg_temp.partitions_of(query) AS scanned,
	(SELECT count(*) FROM by_hash WHERE program = value AND country = 'BE' AND status = 'active') AS rows
FROM (VALUES ('csi'), (' C-Tpat '), ('no code')) v(value),
	LATERAL (SELECT format('SELECT FROM by_hash WHERE program = %L::text AND country = '' bel''::text AND status = ''Active''::text', value)) q(query)
ORDER BY value COLLATE "C";
SELECT pg_temp.partitions_of('SELECT FROM by_hash WHERE program = ''csi'' AND country = ''be'' AND status = ''active''') AS scanned_for_literal,
	pg_temp.partitions_of('SELECT FROM by_hash WHERE program = ''csi''') AS scanned_for_part_of_the_key;
-- Partitionwise join and aggregation use the same hash.
SET enable_partitionwise_join = on;
SET enable_partitionwise_aggregate = on;
SELECT count(*) FROM by_hash a JOIN by_hash b USING (program, country, status);
SELECT count(*) FROM (SELECT FROM by_hash GROUP BY program, country, status) g;
RESET enable_partitionwise_join;
RESET enable_partitionwise_aggregate;

-- GROUP BY and DISTINCT by sorting and by hashing.
SET enable_hashagg = off;
CREATE TEMP TABLE by_sort AS SELECT x, count(*) AS n FROM program GROUP BY x;
SELECT count(*) AS groups, (SELECT count(*) FROM (SELECT DISTINCT x FROM program) d) AS distinct FROM by_sort;
RESET enable_hashagg;
SET enable_sort = off;
CREATE TEMP TABLE by_hashing AS SELECT x, count(*) AS n FROM program GROUP BY x;
SELECT count(*) AS groups, (SELECT count(*) FROM (SELECT DISTINCT x FROM program) d) AS distinct FROM by_hashing;
RESET enable_sort;
SELECT count(*) AS differ FROM ((TABLE by_sort EXCEPT ALL TABLE by_hashing) UNION ALL (TABLE by_hashing EXCEPT ALL TABLE by_sort)) d;
SELECT status, count(*) FROM skipped GROUP BY status ORDER BY status;
SELECT country, count(*), count(DISTINCT status) AS statuses, percentile_disc(0.5) WITHIN GROUP (ORDER BY status) AS median
FROM skipped GROUP BY ROLLUP (country) ORDER BY grouping(country), country;

-- Statistics: values are counted, ordered, and correlated.
CREATE STATISTICS pg_temp.skipped_statistics (ndistinct, dependencies, mcv) ON program, status, country FROM skipped;
ANALYZE skipped, program, status, country;
SELECT tablename, most_common_vals IS NOT NULL AS has_common, histogram_bounds IS NOT NULL AS has_histogram, correlation IS NOT NULL AS has_correlation
FROM pg_stats WHERE attname = 'x' AND tablename IN ('program', 'status', 'country')
	AND schemaname = (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema())
ORDER BY tablename COLLATE "C";
SELECT n_distinct IS NOT NULL AS has_distinct, dependencies IS NOT NULL AS has_dependencies, cardinality(most_common_freqs) > 0 AS has_combinations
FROM pg_stats_ext WHERE statistics_name = 'skipped_statistics'
	AND schemaname = (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema());
-- The planner's estimate for a literal, for text, and for a range is near the truth.
CREATE FUNCTION pg_temp.estimate(query text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan #>> '{0,Plan,Plan Rows}';
END $$;
CREATE FUNCTION pg_temp.count_of(query text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
	n integer;
BEGIN
	EXECUTE format('SELECT count(*) FROM (%s) q', query) INTO n;
	RETURN n;
END $$;
SELECT condition, pg_temp.count_of('SELECT FROM ' || condition) AS rows,
	abs(pg_temp.estimate('SELECT FROM ' || condition) - pg_temp.count_of('SELECT FROM ' || condition))
		<= 0.3 * pg_temp.count_of('SELECT FROM ' || condition) + 2 AS near
FROM (VALUES
	('status WHERE x = ''active'''), ('status WHERE x >= ''closing'''), ('country WHERE x = ''BE'''), ('country WHERE x < ''CA'''),
	('program WHERE x = ''csi'''), ('program WHERE x = ''csi''::text'), ('program WHERE x < ''H'''), ('program WHERE x >= ''h''::text'),
	('program WHERE x IN (''csi'', ''iap'')'), ('program WHERE x <> ''csi''::text'),
	('status WHERE x = ''ACTIVE''::text'), ('status WHERE x >= ''Closing''::varchar'), ('status WHERE x = ''open''::text'),
	('country WHERE x = ''bel''::text'), ('country WHERE x < '' ca''::text'), ('country WHERE x > ''UK''::text')
) v(condition) ORDER BY condition COLLATE "C";
