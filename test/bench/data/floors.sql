
-- Three registries of the same 2,000 postings in 200 countries, somebody at each: one
-- without a floor; one with a floor that is far away; one with a floor one country
-- below what is covered.
CREATE FUNCTION make_registry(registry name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM attache_create_registry(registry);
	PERFORM set_config('search_path', format('%I, bench, public', registry), true);
	INSERT INTO mission (mission_id, country, city, name)
	SELECT i, country::country_code, 'City', 'Embassy ' || i
	FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM some_country) AS country;
	INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 2000) AS i;
	INSERT INTO posting (posting_id, mission_id, role) SELECT i, 1 + i % 200, 'attache' FROM generate_series(1, 2000) AS i;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
	SELECT posting_id, '1990-01-01', 'active', 'elsewhere' FROM posting;
	INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure)
	SELECT posting_id, posting_id, posting_id, daterange(today() - 100, NULL) FROM posting;
END $$;

-- Countries that have not ended, as AT-304 would warn of each row.
CREATE TABLE some_country AS
SELECT country::text FROM countries() WHERE withdrawn IS NULL ORDER BY country::text COLLATE "C" LIMIT 200;

SELECT make_registry('no_floor') \g /dev/null
SELECT make_registry('far_floor') \g /dev/null
SELECT make_registry('near_floor') \g /dev/null
INSERT INTO far_floor.goal (name, kind, target, during) VALUES ('far', 'floor', 50, daterange(far_floor.today(), NULL));
INSERT INTO near_floor.goal (name, kind, target, during) VALUES ('near', 'floor', 199, daterange(near_floor.today(), NULL));

-- Ends a tour next year, or lets it go on again; what a floor refuses is not done.
CREATE PROCEDURE toggle(registry name, assignment bigint) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('search_path', format('%I, bench, public', registry), true);
	UPDATE assignment SET tenure = daterange(lower(tenure), CASE WHEN upper(tenure) IS NULL THEN lower(tenure) + 465 END)
	WHERE assignment_id = toggle.assignment;
	SET CONSTRAINTS ALL IMMEDIATE;
EXCEPTION WHEN check_violation THEN
	NULL;
END $$;
