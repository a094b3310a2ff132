
-- What goals ask, and which posting covers it while it is held

CREATE VIEW posting_reach WITH (security_invoker = true) AS
	SELECT 'country' AS scope, NULL::program_code AS program, place.country, NULL::bigint AS site_id,
		   place.posting_id, place.mission_id, place.role, place.resident, place.during
	FROM posting_place place
	UNION ALL
	SELECT 'program' AS scope, place.program, place.country, NULL::bigint AS site_id, place.posting_id, place.mission_id, place.role, place.resident, place.during
	FROM posting_program_place place
	UNION ALL
	SELECT 'site' AS scope, ps.program, s.country, s.site_id, p.posting_id, p.mission_id, p.role, true AS resident, ps.during
	FROM posting_site ps
	JOIN posting p ON p.posting_id = ps.posting_id
	JOIN site s ON s.site_id = ps.site_id;
COMMENT ON VIEW posting_reach IS 'what each posting covers while it is held, in each way in which a goal can ask: countries, countries for a program, and sites';
COMMENT ON COLUMN posting_reach.scope IS 'country: whatever the program; program: a country for one program; site: a site for one program';
COMMENT ON COLUMN posting_reach.program IS 'the program; NULL for scope country';
COMMENT ON COLUMN posting_reach.country IS 'the country, or that of the site';
COMMENT ON COLUMN posting_reach.site_id IS 'the site; NULL for scopes country and program';
COMMENT ON COLUMN posting_reach.posting_id IS 'the posting';
COMMENT ON COLUMN posting_reach.mission_id IS 'its mission';
COMMENT ON COLUMN posting_reach.role IS 'its role';
COMMENT ON COLUMN posting_reach.resident IS 'true if it is there; false for a country of its area';
COMMENT ON COLUMN posting_reach.during IS 'the days on which it does';

CREATE VIEW goal_question WITH (security_invoker = true) AS
	SELECT g.goal_id, g.kind = 'share' AS weighs, g.counts, g.program, g.role, g.accredited, g.tdy, g.acting, g.present,
		   (SELECT array_agg(country_code_ordinal(gc.country) ORDER BY country_code_ordinal(gc.country))
			FROM goal_country gc WHERE gc.goal_id = g.goal_id) AS countries,
		   (SELECT array_agg(gs.site_id ORDER BY gs.site_id) FROM goal_site gs WHERE gs.goal_id = g.goal_id AND g.counts = 'site') AS sites
	FROM goal g
	WHERE g.kind <> 'measure';
COMMENT ON VIEW goal_question IS 'what each goal that is about coverage asks to be counted or weighed, whatever its target and its days';
COMMENT ON COLUMN goal_question.goal_id IS 'the goal';
COMMENT ON COLUMN goal_question.weighs IS 'true if weights are summed, as for a share; false if countries or sites are counted';
COMMENT ON COLUMN goal_question.counts IS 'country or site';
COMMENT ON COLUMN goal_question.program IS 'only what is covered for this program; NULL for any';
COMMENT ON COLUMN goal_question.role IS 'only what postings of this role cover; NULL for any';
COMMENT ON COLUMN goal_question.accredited IS 'true if the countries of postings'' areas count as well';
COMMENT ON COLUMN goal_question.tdy IS 'false if people on temporary duty do not count';
COMMENT ON COLUMN goal_question.acting IS 'false if people who act do not count';
COMMENT ON COLUMN goal_question.present IS 'true if only days count on which somebody is present; false for those on which the posting is held';
COMMENT ON COLUMN goal_question.countries IS 'country_code_ordinal() of the countries that it is about, in their order; NULL for all';
COMMENT ON COLUMN goal_question.sites IS 'the keys of the sites that it is about, in their order; NULL for all';

CREATE FUNCTION goal_scope(counts text, program program_code) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN counts = 'site' THEN 'site' WHEN program IS NULL THEN 'country' ELSE 'program' END;
COMMENT ON FUNCTION goal_scope(text, program_code) IS 'part of goal_unit: the scope of posting_reach in which a goal asks, by what it counts and its program';

CREATE VIEW goal_unit WITH (security_invoker = true) AS
	SELECT q.goal_id, r.scope, r.country, r.site_id, coalesce(r.site_id::text, r.country::text) AS unit, r.posting_id, r.mission_id, r.during
	FROM goal_question q
	JOIN posting_reach r ON r.scope = goal_scope(q.counts, q.program)
		AND (q.program IS NULL OR r.program = q.program)
		AND (q.role IS NULL OR r.role = q.role)
		AND (q.accredited OR r.resident)
		AND (q.countries IS NULL OR country_code_ordinal(r.country) = ANY (q.countries))
		AND (q.sites IS NULL OR r.site_id = ANY (q.sites));
COMMENT ON VIEW goal_unit IS 'what each posting covers, while it is held, of what a goal is about';
COMMENT ON COLUMN goal_unit.goal_id IS 'the goal';
COMMENT ON COLUMN goal_unit.scope IS 'in which way the goal asks, as in posting_reach';
COMMENT ON COLUMN goal_unit.country IS 'the country, or that of the site';
COMMENT ON COLUMN goal_unit.site_id IS 'the site; NULL for a goal that is about countries';
COMMENT ON COLUMN goal_unit.unit IS 'what is counted: the code of the country, or the key of the site, as text';
COMMENT ON COLUMN goal_unit.posting_id IS 'the posting';
COMMENT ON COLUMN goal_unit.mission_id IS 'its mission';
COMMENT ON COLUMN goal_unit.during IS 'the days on which it does';
