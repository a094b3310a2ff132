-- Three registries of the same 2,000 postings in 100 countries, each active from
-- 1990 on, and 20,000 assignments from then on: one with its rules; one with only
-- foreign keys and constraints; one with the rules in PL/pgSQL. The last two have an
-- exclusion constraint in the place of AT-202.

-- What is inserted: for each posting 100 tenures of 60 days, one after the other. Two
-- people take turns, so that no stay is long.
CREATE TABLE assignment_to_come AS
SELECT posting_id, posting_id + 2000 * (i % 2) AS representative_id, daterange(first_day, first_day + 60) AS tenure
FROM generate_series(1, 2000) AS posting_id,
	(SELECT i, '2010-01-01'::date + 60 * i AS first_day FROM generate_series(0, 99) AS i) AS days
ORDER BY first_day, posting_id;

CREATE FUNCTION make_registry(registry name) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	PERFORM attache_create_registry(registry);
	PERFORM set_config('search_path', format('%I, bench, public', registry), true);
	INSERT INTO mission (mission_id, country, city, name)
	SELECT i, country::country_code, 'City', 'Embassy ' || i
	FROM (SELECT row_number() OVER (ORDER BY country) AS i, country FROM some_country) AS country;
	INSERT INTO representative (representative_id, name) SELECT i, 'Person ' || i FROM generate_series(1, 4000) AS i;
	INSERT INTO posting (posting_id, mission_id, role) SELECT i, 1 + i % 100, 'attache' FROM generate_series(1, 2000) AS i;
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from)
	SELECT posting_id, '1990-01-01', 'active', 'elsewhere' FROM posting;
	INSERT INTO assignment (posting_id, representative_id, tenure)
	SELECT posting_id, posting_id + 2000 * (i % 2), daterange(first_day, first_day + 700)
	FROM posting, (SELECT i, '1990-01-01'::date + 700 * i AS first_day FROM generate_series(0, 9) AS i) AS days;
END $$;

-- Countries that have not ended, as AT-304 would warn of each row.
CREATE TABLE some_country AS
SELECT country::text FROM countries() WHERE withdrawn IS NULL ORDER BY country::text COLLATE "C" LIMIT 100;

SELECT make_registry('with_rules') \g /dev/null
SELECT make_registry('without_rules') \g /dev/null
SELECT make_registry('in_plpgsql') \g /dev/null

-- Every rule has something to keep to.
INSERT INTO with_rules.goal (name, kind, target, during) VALUES
	('a floor', 'floor', 50, '[1990-01-01,)'), ('a ceiling', 'ceiling', 100, '[1990-01-01,)');

ALTER TABLE without_rules.assignment DISABLE TRIGGER USER,
	ADD EXCLUDE USING gist (representative_id WITH =, kind WITH =, tenure WITH &&) WHERE (kind IN ('tour', 'tdy'));
ALTER TABLE in_plpgsql.assignment DISABLE TRIGGER USER,
	ADD EXCLUDE USING gist (representative_id WITH =, kind WITH =, tenure WITH &&) WHERE (kind IN ('tour', 'tdy'));

-- The rules about an assignment that is inserted, as one would write them without
-- the extension: AT-105, 201, 203 to 207. The limits are constants.
CREATE FUNCTION in_plpgsql.check_assignment() RETURNS trigger LANGUAGE plpgsql
SET search_path = in_plpgsql, bench, public AS $$
DECLARE
	first_day CONSTANT date := lower(NEW.tenure);
	end_day CONSTANT date := coalesce(upper(NEW.tenure), 'infinity');
	seats integer;
	held bigint;
	crowded record;
BEGIN
	IF NEW.kind = 'tdy' AND end_day - first_day > 180 THEN
		RAISE check_violation USING CONSTRAINT = 'AT-207', MESSAGE = 'a TDY is too long';
	END IF;
	IF NEW.kind = 'tour' AND end_day < 'infinity'
	   AND end_day > first_day + (CASE WHEN NEW.extension IS NULL THEN interval '36 months' ELSE interval '60 months' END) THEN
		RAISE check_violation USING CONSTRAINT = 'AT-206', MESSAGE = 'a tour is too long';
	END IF;

	SELECT p.seats INTO seats FROM posting p WHERE p.posting_id = NEW.posting_id FOR NO KEY UPDATE;

	IF (SELECT status FROM posting_status_change c WHERE c.posting_id = NEW.posting_id AND effective_day <= first_day
		ORDER BY effective_day DESC LIMIT 1) IS DISTINCT FROM 'active' THEN
		RAISE check_violation USING CONSTRAINT = 'AT-201', MESSAGE = 'the posting is not active';
	END IF;
	IF EXISTS (SELECT FROM posting_status_change c WHERE c.posting_id = NEW.posting_id
			   AND effective_day > first_day AND effective_day < end_day
			   AND status NOT IN ('active', 'suspended', 'closing')) THEN
		RAISE check_violation USING CONSTRAINT = 'AT-105', MESSAGE = 'the posting closes before';
	END IF;

	IF NEW.kind = 'acting' AND (SELECT NEW.tenure::datemultirange <@ range_agg(own.tenure) FROM assignment own
			   WHERE own.representative_id = NEW.representative_id AND own.kind <> 'acting'
				 AND own.posting_id <> NEW.posting_id) IS NOT TRUE THEN
		RAISE check_violation USING CONSTRAINT = 'AT-205', MESSAGE = 'who acts has no posting';
	END IF;

	-- Only more people than seats in the whole of the tenure can be too many on a day of it.
	SELECT count(*) INTO held FROM assignment a WHERE a.posting_id = NEW.posting_id AND a.tenure && NEW.tenure;
	IF held <= seats THEN
		RETURN NULL;
	END IF;
	FOR crowded IN
		WITH change (day, by) AS (
			SELECT lower(tenure), 1 FROM assignment WHERE posting_id = NEW.posting_id
			UNION ALL
			SELECT upper(tenure), -1 FROM assignment WHERE posting_id = NEW.posting_id AND NOT upper_inf(tenure)
		), step AS (
			SELECT day, sum(sum(by)) OVER (ORDER BY day) - seats AS above, lead(day) OVER (ORDER BY day) AS next_day
			FROM change GROUP BY day HAVING sum(by) <> 0
		), run AS (
			SELECT *, count(*) FILTER (WHERE above <= 0) OVER (ORDER BY day) AS number FROM step
		)
		SELECT max(above) AS above, max(coalesce(next_day, 'infinity')) - min(day) AS days
		FROM run WHERE above > 0 GROUP BY number
	LOOP
		IF crowded.above > 1 THEN
			RAISE check_violation USING CONSTRAINT = 'AT-203', MESSAGE = 'too many people at the posting';
		ELSIF crowded.days > 30 THEN
			RAISE check_violation USING CONSTRAINT = 'AT-204', MESSAGE = 'too long a handover';
		END IF;
	END LOOP;
	RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER check_assignment AFTER INSERT OR UPDATE ON in_plpgsql.assignment
	DEFERRABLE FOR EACH ROW EXECUTE FUNCTION in_plpgsql.check_assignment();
