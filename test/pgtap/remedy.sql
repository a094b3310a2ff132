-- What would mend a goal, in random registries: the list is applied with all rules on, and
-- the goal stands as it says; and it is held against the shorter lists that the rules allow.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
SET LOCAL search_path = overseas, tap, :"schema";
SET CONSTRAINTS ALL IMMEDIATE;
-- The example, whose goal is 22 countries on October 1, 2007, if three people leave before.
SAVEPOINT example;
CREATE FUNCTION pg_temp.remedies() RETURNS text[] LANGUAGE sql AS $$
	SELECT array_agg(concat_ws(' ', r.remedy, r.covers, coalesce(r.representative, '-'), r.by_day, r.first_day, coalesce(r.last_day::text, 'on'), r.planned, r.state, coalesce(r.shortest::text, 'short of it')) ORDER BY r.line)
	FROM goal_remedies((SELECT goal_id FROM goal WHERE kind = 'reach'), '2006-06-01') r
$$;
-- The same after a change, which is taken back.
CREATE FUNCTION pg_temp.remedies_after(change text) RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE
	answer text[];
BEGIN
	EXECUTE change;
	answer := pg_temp.remedies();
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN answer;
END $$;
SELECT is(pg_temp.remedies(), NULL, 'a goal that is planned to be met needs nothing');
UPDATE assignment SET tenure = daterange(lower(tenure), '2007-03-01') WHERE assignment_id IN (2, 5, 7);
SELECT is(pg_temp.remedies(), ARRAY['extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track true', 'extend HK Representative 5 2007-02-28 2007-03-01 2007-10-01 21 on track true',
	'extend NL Representative 7 2007-02-28 2007-03-01 2007-10-01 22 on track true'], 'who leaves before may stay until the day');
SELECT is((SELECT array_agg(l ORDER BY l) FROM unnest(pg_temp.remedies_after(change)) l WHERE l LIKE '% CA %'), ARRAY[line], name)
FROM (VALUES
	($$UPDATE rule SET longest = '24 months', longest_extended = '30 months' WHERE rule_id = 'AT-206'$$, 'fill CA - 2007-10-01 2007-10-01 2007-10-01 20 on track true', 'a stay has its limit, that of an extension'),
	($$UPDATE rule SET longest = '24 months', longest_extended = '30 months', severity = 'off' WHERE rule_id = 'AT-206'$$, 'extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track true', '... unless the rule is off'),
	($$UPDATE rule SET longest = '35 months', longest_extended = NULL WHERE rule_id = 'AT-206'$$, 'fill CA - 2007-10-01 2007-10-01 2007-10-01 22 on track true', '... that of all tours, if none is set for extensions'),
	($$UPDATE rule SET longest = '24 months' WHERE rule_id = 'AT-206'$$, 'extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track true', '... which is higher than that of a tour without one'),
	($$UPDATE assignment SET ended_as = 'curtailed' WHERE assignment_id = 2$$, 'fill CA - 2007-10-01 2007-10-01 2007-10-01 22 on track true', 'who leaves for a cause is not asked to stay'),
	($$INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (3, 2, '[2007-06-01,2007-06-20)')$$, 'fill CA - 2007-10-01 2007-10-01 2007-10-01 22 on track true', '... nor who has a tour elsewhere by then'),
	($$INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (3, 2, 'acting', '[2007-01-01,2007-01-20)')$$, 'extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track true', '... but one may act elsewhere'),
	($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2007-02-01', 'closing')$$, 'extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track true', 'where a posting closes one may stay')
) t (change, line, name);
SELECT is(pg_temp.remedies_after($$UPDATE assignment SET ended_as = 'curtailed' WHERE assignment_id = 2;
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2007-04-01', 'closing')$$),
	ARRAY['extend HK Representative 5 2007-02-28 2007-03-01 2007-10-01 20 on track true', 'extend NL Representative 7 2007-02-28 2007-03-01 2007-10-01 21 on track true',
		  'fill CA - 2007-03-31 2007-03-31 2007-10-01 22 on track true'], '... and nobody can come later than on the last day on which it is active');
SELECT is(pg_temp.remedies_after($$INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2007-02-01', 'suspended')$$),
	ARRAY['extend HK Representative 5 2007-02-28 2007-03-01 2007-10-01 20 on track short of it', 'extend NL Representative 7 2007-02-28 2007-03-01 2007-10-01 21 on track short of it'],
	'a posting that is suspended on the day covers nothing, and the list says that it is not enough');
SELECT is(pg_temp.remedies_after($$INSERT INTO posting (posting_id, mission_id, role) SELECT 900, mission_id, 'attache' FROM mission WHERE country = 'CA';
	INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES (900, '2006-05-01', 'approved', 'memo', 'test');
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2007-03-01', 'closed')$$),
	ARRAY['extend HK Representative 5 2007-02-28 2007-03-01 2007-10-01 20 on track true', 'extend NL Representative 7 2007-02-28 2007-03-01 2007-10-01 21 on track true',
		  'open CA - 2007-10-01 2007-10-01 2007-10-01 22 on track true'], 'a posting that is approved can open');
SELECT is((pg_temp.remedies_after($$INSERT INTO posting (posting_id, mission_id, role) SELECT 900, mission_id, 'attache' FROM mission WHERE country = 'CA';
	INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES (900, '2006-05-01', 'approved', 'memo', 'test'), (900, '2008-01-01', 'active', NULL, NULL);
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2007-03-01', 'closed')$$))[3],
	'open CA - 2007-10-01 2007-10-01 2007-10-01 22 on track true', '... sooner than planned');
SELECT is(cardinality(pg_temp.remedies_after($$INSERT INTO posting (posting_id, mission_id, role) SELECT 900, mission_id, 'attache' FROM mission WHERE country = 'CA';
	INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from) VALUES (900, '2006-05-01', 'approved', 'memo', 'test'), (900, '2008-01-01', 'withdrawn', NULL, NULL);
	INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2007-03-01', 'closed')$$)), 2, '... but not if it is to be withdrawn');
-- No remedy would be refused for a ceiling.
CREATE FUNCTION pg_temp.ceiling(enforced boolean) RETURNS void LANGUAGE sql AS $$
	INSERT INTO goal (goal_id, name, kind, target, during, enforced) VALUES (900, 'at most 20', 'ceiling', 20, '[2007-10-01,2007-10-02)', ceiling.enforced)
$$;
SELECT is(pg_temp.remedies_after('SELECT pg_temp.ceiling(true)'), ARRAY['extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track short of it'], 'a ceiling stops what would break it');
SELECT is(cardinality(pg_temp.remedies_after('SELECT pg_temp.ceiling(false)')), 3, '... if it is enforced');
SELECT is(cardinality(pg_temp.remedies_after('SELECT pg_temp.ceiling(true); UPDATE rule SET severity = ''warning'' WHERE rule_id = ''AT-303''')), 3, '... and its rule refuses what breaks it');
-- A goal of presence counts nobody who is away.
SELECT is((SELECT array_agg(l ORDER BY l) FROM unnest(pg_temp.remedies_after(
	$$UPDATE goal SET present = true; INSERT INTO absence (representative_id, during) VALUES (2, '[2007-02-01,2007-03-01)'), (5, '[2007-02-01,)')$$)) l WHERE l NOT LIKE '% NL %'),
	ARRAY['extend CA Representative 2 2007-02-28 2007-03-01 2007-10-01 20 on track true', 'fill HK - 2007-10-01 2007-10-01 2007-10-01 22 on track true'], 'who is absent then would not be present');
-- Each line, as it is, answers what_if().
SELECT is((w.planned_then, w.state_then)::text, '(20,"on track")', format('line %s by itself', r.line))
FROM goal_remedies((SELECT goal_id FROM goal), '2006-06-01') r
CROSS JOIN LATERAL what_if(open_postings => ARRAY[r.open_posting_id], first_day => r.first_day, extend_assignments => ARRAY[r.extend_assignment_id], new_last_day => r.last_day, day => '2006-06-01') w
WHERE w.subject = 'goal';
CREATE FUNCTION pg_temp.planned(extended bigint[], day date) RETURNS double precision LANGUAGE sql AS $$
	SELECT w.planned_then FROM what_if(extend_assignments => extended, new_last_day => planned.day, day => '2006-06-01') w WHERE w.subject = 'goal'
$$;
SELECT is(pg_temp.planned('{2,5,7}', '2007-10-01'), 22::double precision, 'three extensions at once');
SELECT is(pg_temp.planned('{2,5,7}', NULL), 22::double precision, '... without an end');
SELECT is(pg_temp.planned('{2,3}', '2007-02-01'), 19::double precision, 'an extension shortens nothing');
SELECT is(pg_temp.planned('{2}', '1990-01-01'), 19::double precision, '... not even to a day before it began');
SELECT is_empty($$SELECT FROM goal_remedies(-1)$$, 'no such goal');
SELECT is_empty($$SELECT FROM goal_remedies(NULL)$$, 'no goal');
SELECT is_empty($$SELECT FROM goal_remedies((SELECT goal_id FROM goal), '2007-10-02')$$, 'a goal that is over');
SELECT is_empty($$SELECT FROM pg_temp.ceiling(true) CROSS JOIN goal_remedies(900, '2006-06-01') r$$, 'a ceiling is nothing that somebody who comes would mend');
ROLLBACK TO example;

-- How many registries to draw of each kind.
\set draws 10
\getenv draws REMEDY_DRAWS
UPDATE rule SET longest = '0' WHERE rule_id = 'AT-204'; -- A handover fills no seat.
UPDATE role SET mission_kinds = NULL; -- Postings of any role at any mission.
INSERT INTO representative (representative_id, name) SELECT i, 'Drawn ' || i FROM generate_series(1000, 1999) i;

-- Ten postings at six missions, some alike, and all that can happen to them in two years. The
-- days are to come, so that floors and ceilings are enforced.
CREATE FUNCTION pg_temp.draw(seed double precision, areas boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	first CONSTANT date := '2050-06-01';
	chance integer; -- of a posting
	other date; -- some day in the two years
	later date;
	day date;
BEGIN
	PERFORM setseed(seed);
	SET LOCAL session_replication_role = replica;
	DELETE FROM goal_country; DELETE FROM goal; DELETE FROM assignment; DELETE FROM absence; DELETE FROM posting_status_change; DELETE FROM posting_seats_change;
	DELETE FROM posting_program; DELETE FROM posting_area; DELETE FROM posting; DELETE FROM weight;
	INSERT INTO posting (posting_id, mission_id, role, seats)
	SELECT g, 1 + floor(random() * 6 + 0 * g), CASE WHEN random() < 0.8 THEN 'attache' ELSE 'representative' END, 1 + (random() < 0.2)::integer FROM generate_series(1, 10) g;
	INSERT INTO posting_program (posting_id, program, during)
	SELECT g, 'CB', CASE WHEN random() < 0.8 THEN '(,)' ELSE daterange(first + floor(random() * 700)::integer, NULL) END FROM generate_series(1, 10) g WHERE random() < 0.8;
	INSERT INTO posting_area (posting_id, country)
	SELECT g, c FROM generate_series(1, 10) g, unnest('{BE,CA,MX,FR,KE,SE}'::country_code[]) c WHERE areas AND random() < 0.25;
	INSERT INTO weight (country, weight) SELECT c, floor(random() * 6) FROM unnest('{BE,CA,MX,SG,HK,JP,FR,KE,SE}'::country_code[]) c;
	INSERT INTO posting_seats_change (posting_id, effective_day, seats) SELECT g, first + floor(random() * 700)::integer, 1 + floor(random() * 2) FROM generate_series(1, 10) g WHERE random() < 0.2;
	FOR i IN 1..10 LOOP
		chance := 1 + floor(random() * 11);
		other := first + 1 + floor(random() * 400)::integer;
		later := other + 1 + floor(random() * 400)::integer;
		INSERT INTO posting_status_change (posting_id, effective_day, status, reference, taken_over_from)
		SELECT i, l.day, l.status, 'memo', 'drawn'
		FROM (VALUES (1, '2046-01-01'::date, 'active'::posting_status), (2, '2046-01-01', 'active'), (3, '2046-01-01', 'active'), (3, other, 'suspended'), (3, later, 'active'),
					 (4, '2046-01-01', 'active'), (4, other, 'closing'), (4, later, 'closed'), (5, '2050-01-01', 'approved'), (6, other, 'approved'),
					 (7, '2050-01-01', 'approved'), (7, other, 'active'), (8, '2050-01-01', 'approved'), (8, other, 'withdrawn'), (9, '2050-01-01', 'proposed'),
					 (10, '2046-01-01', 'active'), (10, '2050-02-01', 'closing'), (10, other, 'active'), (10, later, 'closed'), (11, '2046-01-01', 'active')) l (life, day, status)
		WHERE l.life = chance;
	END LOOP;
	SET LOCAL session_replication_role = origin;
	-- What the rules refuse of this is left out.
	FOR i IN 1..24 LOOP
		day := CASE WHEN random() < 0.5 THEN date '2047-01-01' + floor(random() * 1200)::integer ELSE first - 60 + floor(random() * 700)::integer END;
		BEGIN
			INSERT INTO assignment (posting_id, representative_id, kind, tenure, ended_as)
			SELECT a.posting_id, a.representative_id, a.kind, daterange(day, CASE WHEN random() < 0.9 OR a.kind <> 'tour' THEN least(day + CASE a.kind WHEN 'tour' THEN 800 ELSE 170 END, greatest(day + 1, first + floor(random() * 600)::integer)) END),
				   CASE WHEN random() < 0.1 THEN NULL END
			FROM (SELECT 1 + floor(random() * 10) AS posting_id, 1000 + floor(random() * 15) AS representative_id, (ARRAY['tour', 'tour', 'tour', 'tdy', 'acting'])[1 + floor(random() * 5)] AS kind) a;
		EXCEPTION WHEN integrity_constraint_violation THEN
			NULL;
		END;
	END LOOP;
	INSERT INTO absence (representative_id, during)
	SELECT DISTINCT ON (a.representative_id) a.representative_id, daterange(lower(a.tenure), lower(a.tenure) + 20) FROM assignment a WHERE upper(a.tenure) > lower(a.tenure) + 20 AND random() < 0.2;
	INSERT INTO goal (goal_id, name, kind, program, role, accredited, tdy, acting, present, target, due_day, during, baseline, baseline_day, enforced)
	SELECT g, 'goal ' || g, k.kind, CASE WHEN random() < 0.3 AND k.kind <> 'share' THEN 'CB' END, CASE WHEN random() < 0.2 THEN 'attache' END, areas AND random() < 0.8, random() < 0.7, random() < 0.7, random() < 0.2,
		   CASE k.kind WHEN 'share' THEN 0.2 + round(random()::numeric * 0.7, 2) ELSE 1 + floor(random() * 6) END,
		   CASE WHEN k.kind <> 'floor' THEN first + 1 + floor(random() * 700)::integer END,
		   CASE WHEN k.kind = 'floor' THEN daterange(first - 10 + floor(random() * 300)::integer, CASE WHEN random() < 0.9 THEN first + 310 + floor(random() * 400)::integer END) END,
		   CASE WHEN k.based THEN 0 END, CASE WHEN k.based THEN '2050-01-01'::date END, false
	FROM generate_series(1, 3) g, LATERAL (SELECT (ARRAY['reach', 'share', 'floor'])[g] AS kind, g < 3 AND random() < 0.7 AS based OFFSET 0) k;
	INSERT INTO goal_country (goal_id, country) SELECT g, c FROM generate_series(1, 3) g, unnest('{BE,CA,MX,SG,FR}'::country_code[]) c WHERE g = 1 + floor(random() * 9 + 0 * g);
	-- A ceiling that is near, if not broken from the start.
	INSERT INTO goal (goal_id, name, kind, target, during)
	SELECT 4, 'goal 4', 'ceiling', greatest(coverage_max(coverage_of(), '[2050-06-01,2053-01-01)'), 0) + floor(random() * 2), '[2050-06-01,2053-01-01)' WHERE random() < 0.3;
END $$;

-- Does what some lines say.
CREATE TEMPORARY TABLE list (line integer, remedy text, posting_id bigint, assignment_id bigint, first_day date, last_day date, planned double precision, state text, shortest boolean);
GRANT ALL ON list TO public;
CREATE FUNCTION pg_temp.apply(lines integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	l record;
BEGIN
	FOR l IN SELECT * FROM list WHERE list.line = ANY (lines) ORDER BY list.line LOOP
		IF l.remedy = 'extend' THEN
			UPDATE assignment SET tenure = daterange(lower(tenure), l.last_day, '[]'), extension = 'memo' WHERE assignment_id = l.assignment_id AND upper(tenure) = l.first_day;
			IF NOT FOUND THEN
				RAISE 'nothing is extended by line %', l.line;
			END IF;
			CONTINUE;
		ELSIF l.remedy = 'open' THEN
			UPDATE posting_status_change SET effective_day = l.first_day WHERE posting_id = l.posting_id AND status = 'active' AND effective_day > l.first_day;
			IF NOT FOUND THEN
				INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (l.posting_id, l.first_day, 'active');
			END IF;
		END IF;
		INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (l.posting_id, 1500 + l.line, daterange(l.first_day, l.last_day, '[]'));
	END LOOP;
END $$;

-- The state of a goal, and what is planned for it, with some lines applied.
CREATE FUNCTION pg_temp.stands(asked bigint, lines integer[], OUT state text, OUT planned double precision, OUT refused text) LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_temp.apply(lines);
	SELECT g.state, g.planned INTO state, planned FROM goal_progress('2050-06-01', ARRAY[asked]) g;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	NULL;
WHEN integrity_constraint_violation THEN
	refused := SQLERRM;
END $$;

-- The countries that count for a goal on its due day, as bits; and what some of them weigh for it.
CREATE FUNCTION pg_temp.covered(goal bigint, due date) RETURNS integer LANGUAGE sql AS $$
	SELECT coalesce(bit_or(1 << array_position('{BE,CA,MX,SG,HK,JP,FR,KE,SE}', p.country::text)), 0) FROM goal_presence p WHERE p.goal_id = goal AND p.during @> due
$$;
CREATE FUNCTION pg_temp.weighs(share boolean, countries integer) RETURNS bigint LANGUAGE sql AS $$
	SELECT coalesce(sum(CASE WHEN share THEN w.weight ELSE 1 END), 0)::bigint FROM weight w WHERE countries & (1 << array_position('{BE,CA,MX,SG,HK,JP,FR,KE,SE}', w.country::text)) > 0
$$;
-- What each single change that the rules allow would cover on the due day: of whom to send, what
-- to open, and whom to keep.
CREATE FUNCTION pg_temp.allowed(goal bigint, due date) RETURNS SETOF integer LANGUAGE plpgsql AS $$
DECLARE
	change text;
	countries integer;
BEGIN
	FOR change IN
		SELECT format('INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (%s, 1999, ''[%s,%s]'')', p.posting_id, due, due) FROM posting p
		UNION ALL
		SELECT format('INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (%s, %L, ''active'');'
					  'INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (%s, 1999, ''[%s,%s]'')', p.posting_id, due, p.posting_id, due, due)
		FROM posting p WHERE EXISTS (SELECT FROM posting_status_change c WHERE c.posting_id = p.posting_id AND c.status = 'approved')
		UNION ALL
		SELECT format('UPDATE posting_status_change SET effective_day = %L WHERE posting_status_change_id = %s;'
					  'INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (%s, 1999, ''[%s,%s]'')', due, c.posting_status_change_id, c.posting_id, due, due)
		FROM posting_status_change c WHERE c.status = 'active' AND c.effective_day > due
		  AND EXISTS (SELECT FROM posting_status_change b WHERE b.posting_id = c.posting_id AND b.status = 'approved')
		UNION ALL
		SELECT format('UPDATE assignment SET tenure = daterange(lower(tenure), %L, ''[]''), extension = ''memo'' WHERE assignment_id = %s', due, a.assignment_id)
		FROM assignment a WHERE a.kind = 'tour' AND upper(a.tenure) BETWEEN '2050-06-02' AND due AND a.ended_as IS NULL
	LOOP
		BEGIN
			EXECUTE change;
			countries := pg_temp.covered(goal, due);
			RAISE SQLSTATE 'ZZ999';
		EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
			RETURN NEXT countries;
		WHEN integrity_constraint_violation THEN
			NULL;
		END;
	END LOOP;
END $$;

-- What is wrong with the list for a goal; NULL if nothing is.
CREATE FUNCTION pg_temp.fault(asked bigint, areas boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	g goal;
	before goal_standing;
	every integer[];
	last list;
	result record;
	near boolean := EXISTS (SELECT FROM goal WHERE kind = 'ceiling');
	base integer;
	need bigint;
	most bigint;
	fewest integer;
BEGIN
	SELECT * INTO g FROM goal WHERE goal_id = asked;
	SELECT * INTO before FROM goal_progress('2050-06-01', ARRAY[asked]);
	TRUNCATE list;
	INSERT INTO list SELECT r.line, r.remedy, r.posting_id, r.extend_assignment_id, r.first_day, r.last_day, r.planned, r.state, r.shortest FROM goal_remedies(asked, '2050-06-01') r;
	SELECT coalesce(array_agg(line ORDER BY line), '{}') INTO every FROM list;
	SELECT * INTO last FROM list ORDER BY line DESC LIMIT 1;
	IF before.planned >= before.target AND every <> '{}' THEN
		RETURN 'a list for a goal that is met';
	ELSIF last.shortest IS NOT NULL AND last.planned < before.target THEN
		RETURN 'the list does not reach the target';
	ELSIF last.shortest IS NULL AND last.planned >= before.target THEN
		RETURN 'the list reaches the target, and does not say so';
	END IF;

	-- Applied, it makes the goal stand as it says.
	FOR i IN 1..cardinality(every) LOOP
		SELECT * INTO result FROM pg_temp.stands(asked, every[:i]);
		IF result.refused IS NOT NULL THEN
			RETURN format('line %s is refused: %s', i, result.refused);
		ELSIF (result.state, result.planned) IS DISTINCT FROM (SELECT (l.state, l.planned) FROM list l WHERE l.line = i) THEN
			RETURN format('with line %s it is %s and %s is planned', i, result.state, result.planned);
		END IF;
		-- And without a line of it, it no longer does.
		SELECT * INTO result FROM pg_temp.stands(asked, array_remove(every, i));
		IF last.shortest IS NOT NULL AND result.refused IS NULL AND result.planned >= before.target THEN
			RETURN format('line %s is needless', i);
		END IF;
	END LOOP;

	IF g.kind = 'floor' THEN
		-- Of all ways, no fewer do.
		IF last.shortest THEN
			WITH RECURSIVE way AS (
				SELECT DISTINCT w.way FROM remedy_ways(asked, '2050-06-01') w
			), chosen AS (
				SELECT '{}'::bigint[] AS ways
				UNION ALL
				SELECT c.ways || w.way FROM chosen c JOIN way w ON w.way > coalesce(c.ways[cardinality(c.ways)], 0) WHERE cardinality(c.ways) < cardinality(every) - 1
			)
			SELECT min(cardinality(c.ways)) INTO fewest
			FROM chosen c
			WHERE coverage_min((SELECT coverage_agg(u.unit, u.days)
								FROM (SELECT h.unit, h.days FROM remedy_units(asked, '2050-06-01') h WHERE h.goal_id = asked
									  UNION ALL
									  SELECT w.unit, w.days FROM remedy_ways(asked, '2050-06-01') w WHERE w.goal_id = asked AND w.way = ANY (c.ways)) u),
							   g.during * daterange('2050-06-01', NULL)) >= g.target;
		END IF;
	ELSIF NOT g.present AND before.planned < before.target THEN
		base := pg_temp.covered(asked, g.due_day);
		need := CASE g.kind WHEN 'share' THEN ceil(g.target * pg_temp.weighs(true, coalesce((SELECT bit_or(1 << array_position('{BE,CA,MX,SG,HK,JP,FR,KE,SE}', c.country::text)) FROM goal_country c WHERE c.goal_id = asked), 1023))) ELSE g.target END;
		CREATE TEMPORARY TABLE one ON COMMIT DROP AS SELECT DISTINCT a AS countries FROM pg_temp.allowed(asked, g.due_day) a WHERE a <> base;
		WITH RECURSIVE reached AS (
			SELECT base AS countries, 0 AS lines
			UNION
			SELECT r.countries | o.countries, r.lines + 1 FROM reached r CROSS JOIN one o WHERE r.lines < 9
		)
		SELECT min(r.lines) FILTER (WHERE pg_temp.weighs(g.kind = 'share', r.countries) >= need), max(pg_temp.weighs(g.kind = 'share', r.countries)) INTO fewest, most FROM reached r;
		DROP TABLE one;
		IF NOT areas AND NOT near AND last.shortest IS FALSE THEN
			RETURN 'each posting covers one country, and the list may not be the shortest';
		ELSIF NOT near AND last.shortest IS NULL AND fewest IS NOT NULL THEN
			RETURN format('%s lines reach it', fewest);
		ELSIF NOT near AND last.shortest IS NULL AND most > pg_temp.weighs(g.kind = 'share', base) AND every = '{}' THEN
			RETURN 'something could be done';
		END IF;
	END IF;
	IF last.shortest AND fewest < cardinality(every) THEN
		RETURN format('%s lines do, and these are %s', fewest, cardinality(every));
	END IF;
	RETURN NULL;
END $$;

CREATE TEMPORARY TABLE drawn (seed double precision, areas boolean, goal bigint, fault text, lines bigint, shortest boolean);
CREATE FUNCTION pg_temp.try(seed double precision, areas boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	fault text;
BEGIN
	PERFORM pg_temp.draw(seed, areas);
	FOR asked IN 1..3 LOOP
		fault := pg_temp.fault(asked, areas);
		INSERT INTO drawn SELECT seed, areas, asked, fault, count(*), bool_and(shortest) FROM list;
	END LOOP;
END $$;
SELECT pg_temp.try(i / 1000.0, areas) FROM generate_series(1, :draws) i CROSS JOIN unnest('{t,f}'::boolean[]) areas \g /dev/null
SELECT is(array_agg(format('goal %s of %s, drawn by %s: %s', d.goal, CASE WHEN d.areas THEN 'areas' ELSE 'single countries' END, d.seed, d.fault)), NULL,
		  :draws || ' registries of each kind, with goals of three kinds: the lists do what they say')
FROM drawn d WHERE d.fault IS NOT NULL;
SELECT ok(count(*) FILTER (WHERE shortest) > count(*) / 5 AND count(*) FILTER (WHERE shortest AND goal = 3) > 0 AND count(*) FILTER (WHERE lines > 2) > 0
		  AND count(*) FILTER (WHERE shortest IS NULL AND lines > 0) > 0 AND count(*) FILTER (WHERE lines = 0) > 0,
		  '... of which some are the shortest, some of floors, some long, some not enough and some empty')
FROM drawn;

SELECT * FROM finish();
ROLLBACK;
