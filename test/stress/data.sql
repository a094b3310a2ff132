-- The registry on which the clients of a stress run collide: few postings, few
-- people. The days are days from today on, since floors and ceilings hold from
-- then on.
SET client_min_messages = warning;
DROP SCHEMA IF EXISTS overseas CASCADE;
SELECT attache_create_registry('overseas') \g /dev/null
SET search_path = overseas, public;

INSERT INTO mission (mission_id, country, city, name)
SELECT i, country::country_code, 'City', 'Embassy ' || i
FROM unnest('{BE,CA,DE,GB,HK,IT,JP,MX,NL,PA,PH,SG}'::text[]) WITH ORDINALITY AS country (country, i);
INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 36) AS i;
INSERT INTO posting (posting_id, mission_id, role) SELECT i, 1 + i % 12, 'attache' FROM generate_series(1, 24) AS i;
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
SELECT posting_id, current_date - 2000, 'active', 'elsewhere' FROM posting;

-- Nine countries are covered; a floor of six and a ceiling of ten are near.
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
SELECT posting_id, posting_id, posting_id, daterange(current_date - 300, current_date + 500)
FROM posting WHERE mission_id <= 9;
INSERT INTO goal (name, kind, target, during) VALUES
	('Floor', 'floor', 6, daterange(current_date, current_date + 200)),
	('Ceiling', 'ceiling', 10, daterange(current_date, current_date + 400));
