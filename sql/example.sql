
-- The example that ships with the extension ------------------------------------------

CREATE FUNCTION attache_load_example(registry name) RETURNS void
	LANGUAGE plpgsql VOLATILE STRICT PARALLEL UNSAFE
	SET search_path = pg_catalog, pg_temp
AS $example$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				   WHERE n.nspname = registry AND c.relname = 'posting_status_change') THEN
		RAISE undefined_object USING
			MESSAGE = format('schema %I holds no registry', registry),
			HINT = 'attache_create_registry makes one.';
	END IF;
	PERFORM @extschema@.attache_trust_schema(registry);
	-- For the tables alone: every other name that two schemas could have is qualified.
	PERFORM set_config('search_path', format('%I, pg_temp', registry), true);
	IF EXISTS (SELECT FROM mission) THEN
		RAISE object_not_in_prerequisite_state USING
			MESSAGE = pg_catalog.format('registry %I is not empty', registry),
			HINT = 'The example is loaded into a new registry.';
	END IF;

	INSERT INTO program (program, name) VALUES
		('CSI', 'Container Security Initiative'),
		('IAP', 'Immigration Advisory Program'),
		('C-TPAT', 'Customs-Trade Partnership Against Terrorism'),
		('CB', 'Capacity Building');

	-- One office per country. The source gives only the start in August 2004, and no
	-- opening dates; Ottawa and Mexico City are known from press releases. What is not
	-- known is marked as illustrative.
	CREATE TEMPORARY TABLE attache_example_office ON COMMIT DROP AS
	SELECT pg_catalog.row_number() OVER (ORDER BY o.opening, o.country) AS office, o.*
	FROM (VALUES
		('BE'::@extschema@.country_code, 'Brussels', 'embassy', '2004-08-01'::pg_catalog.date, '{CSI,C-TPAT,CB}'::@extschema@.program_code[], 'illustrative'),
		('CA', 'Ottawa', 'embassy', '2004-10-20', '{CSI,C-TPAT,CB}', 'press release'),
		('MX', 'Mexico City', 'embassy', '2004-10-20', '{C-TPAT,CB}', 'press release'),
		('SG', 'Singapore', 'embassy', '2004-12-01', '{CSI,C-TPAT}', 'illustrative'),
		('HK', 'Hong Kong', 'consulate', '2005-01-15', '{CSI,C-TPAT}', 'illustrative'),
		('JP', 'Tokyo', 'embassy', '2005-02-01', '{CSI,IAP}', 'illustrative'),
		('NL', 'The Hague', 'embassy', '2005-04-01', '{CSI,IAP}', 'illustrative'),
		('DE', 'Berlin', 'embassy', '2005-05-01', '{CSI,IAP}', 'illustrative'),
		('GB', 'London', 'embassy', '2005-06-01', '{CSI,IAP}', 'illustrative'),
		('IT', 'Rome', 'embassy', '2005-09-01', '{CSI}', 'illustrative'),
		('ZA', 'Pretoria', 'embassy', '2005-11-01', '{CSI,CB}', 'illustrative'),
		('PA', 'Panama City', 'embassy', '2006-01-15', '{C-TPAT,CB}', 'illustrative'),
		('PH', 'Manila', 'embassy', '2006-03-01', '{CB}', 'illustrative'),
		('BS', 'Nassau', 'embassy', '2006-05-01', '{CSI,CB}', 'illustrative'),
		('BR', 'Brasilia', 'embassy', '2006-09-01', '{CSI,CB}', 'planned'),
		('FR', 'Paris', 'embassy', '2006-10-01', '{CSI,IAP}', 'planned'),
		('CN', 'Beijing', 'embassy', '2007-01-08', '{CSI,C-TPAT}', 'planned'),
		('IN', 'New Delhi', 'embassy', '2007-03-01', '{C-TPAT,CB}', 'planned'),
		('KR', 'Seoul', 'embassy', '2007-04-02', '{CSI,IAP}', 'planned'),
		('EG', 'Cairo', 'embassy', '2007-06-01', '{CB}', 'planned'),
		('TH', 'Bangkok', 'embassy', '2007-07-02', '{CSI,C-TPAT}', 'planned'),
		('KE', 'Nairobi', 'embassy', '2007-09-03', '{CB}', 'planned')
	) AS o (country, city, kind, opening, programs, source);

	INSERT INTO mission (mission_id, kind, country, city, name, note)
	SELECT office, kind, country, city,
		   CASE kind WHEN 'embassy' THEN 'Embassy ' ELSE 'Consulate General ' END OPERATOR(pg_catalog.||) city,
		   CASE source WHEN 'planned' THEN 'illustrative: the source names no further countries' ELSE 'CBP: one of the 14 countries' END
	FROM pg_temp.attache_example_office ORDER BY office;

	INSERT INTO posting (posting_id, mission_id, role, note)
	SELECT office, office, CASE kind WHEN 'embassy' THEN 'attache' ELSE 'representative' END,
		   CASE source WHEN 'planned' THEN 'illustrative' ELSE 'CBP' END
	FROM pg_temp.attache_example_office ORDER BY office;

	INSERT INTO posting_program (posting_id, program, note)
	SELECT office, pg_catalog.unnest(programs), 'illustrative: the source does not say which office runs which program'
	FROM pg_temp.attache_example_office ORDER BY office;

	INSERT INTO posting_status_change (posting_id, effective_day, status, reason, taken_over_from)
	SELECT office, opening, 'active',
		   CASE source WHEN 'press release' THEN 'opened on this day: CBP press release' ELSE 'illustrative: the source gives no opening day' END,
		   'CBP, Attaches and Representatives at U.S. Embassies'
	FROM pg_temp.attache_example_office WHERE source OPERATOR(pg_catalog.<>) 'planned' ORDER BY office;

	INSERT INTO posting_status_change (posting_id, effective_day, status, reference, reason)
	SELECT o.office, step.day, step.status, step.reference, 'illustrative'
	FROM pg_temp.attache_example_office o
	CROSS JOIN LATERAL (VALUES
		('2005-10-03'::pg_catalog.date, 'proposed'::@extschema@.posting_status, NULL),
		('2005-11-01', 'requested', NULL),
		('2006-04-03', 'approved', 'illustrative approval ' OPERATOR(pg_catalog.||) o.country::pg_catalog.text),
		(o.opening, 'active', NULL)
	) AS step (day, status, reference)
	WHERE o.source OPERATOR(pg_catalog.=) 'planned' ORDER BY o.office, step.day;

	INSERT INTO representative (representative_id, name, note)
	SELECT office, 'Representative ' OPERATOR(pg_catalog.||) office::pg_catalog.text, 'illustrative: the source names nobody'
	FROM pg_temp.attache_example_office ORDER BY office;
	INSERT INTO representative (representative_id, name, note)
	VALUES (23, 'Representative 23', 'illustrative: the source names nobody');

	-- Brussels changes hands on one day: the last day of one person is
	-- 2006-06-30, the first of the next 2006-07-01.
	INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, note)
	SELECT office, office, office,
		   pg_catalog.daterange(opening, CASE WHEN country OPERATOR(@extschema@.=) 'BE'::@extschema@.country_code THEN '2006-07-01'::pg_catalog.date END),
		   CASE source WHEN 'planned' THEN 'illustrative: planned' ELSE 'illustrative: the source gives no days' END
	FROM pg_temp.attache_example_office ORDER BY office;
	INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure, note)
	VALUES (23, 1, 23, '[2006-07-01,)', 'illustrative: handover in Brussels');

	INSERT INTO goal (name, target, due_day, baseline, baseline_day, note) VALUES
		('22 countries', 22, '2007-10-01', 0, '2004-08-01', 'CBP: the goal is 22 countries by October 1, 2007; the first came in August 2004');

	-- The source says what offices are asked, and by whom, and gives no case and no term.
	UPDATE matter_kind SET working_days = 10, note = 'illustrative: the source gives no term'
	WHERE matter_kind OPERATOR(pg_catalog.=) ANY ('{transportation,carrier,liaison,inter-agency}'::pg_catalog.text[]);
	INSERT INTO holiday (country, day, name) VALUES (NULL, '2006-05-29', 'Memorial Day'), (NULL, '2006-07-04', 'Independence Day'), ('BE', '2006-07-21', 'Belgian National Day')
	ON CONFLICT DO NOTHING;
	INSERT INTO matter (matter_id, number, kind, asked_by, mission_id, posting_id, program, received_day, answered_day, closed_day, outcome, subject, note) VALUES
		(1, '2006-01', 'legislation', NULL, 8, NULL, NULL, '2006-02-01', NULL, '2007-03-01', 'a draft was handed over', 'Advance data on cargo', 'illustrative'),
		(2, '2006-02', 'transportation', 'public', NULL, 2, NULL, '2006-05-02', '2006-05-09', NULL, NULL, 'How a household comes through customs', 'illustrative'),
		(3, '2006-03', 'inter-agency', 'agency', NULL, 7, 'CSI', '2006-05-15', NULL, '2006-06-02', 'withdrawn', 'Containers that were held', 'illustrative'),
		(4, '2006-04', 'liaison', 'government', NULL, 9, 'IAP', '2006-05-29', '2006-06-20', NULL, NULL, 'Officers at a second terminal', 'illustrative: received on a holiday, and late'),
		(5, '2006-05', 'carrier', 'carrier', NULL, 1, 'C-TPAT', '2006-06-26', '2006-07-10', NULL, NULL, 'Membership of a carrier', 'illustrative: received before the handover in Brussels, answered after it'),
		(6, '2006-06', 'carrier', 'carrier', NULL, 17, 'CSI', '2006-12-04', '2007-01-16', NULL, NULL, 'Screening before loading', 'illustrative: received before anybody held the posting');

	-- The source says what the work brings, and has no number of it.
	INSERT INTO measure (measure, name, unit, direction, per, adds_up, note) VALUES
		('trained', 'Officials trained', 'officials', 'more', 'program', true, 'illustrative'),
		('examined', 'Containers examined before loading', 'containers', 'more', 'country', true, 'illustrative'),
		('wait', 'Average wait at the office', 'days', 'less', 'country', false, 'illustrative')
	ON CONFLICT DO NOTHING;
	INSERT INTO measurement (measure, country, program, during, value, source) VALUES
		('trained', NULL, 'CB', '[2004-10-01,2005-10-01)', 150, 'illustrative'), ('trained', NULL, 'CB', '[2005-10-01,2006-01-01)', 50, 'illustrative'),
		('trained', NULL, 'CB', '[2006-01-01,2006-04-01)', 60, 'illustrative'), ('trained', NULL, 'CB', '[2006-04-01,2006-07-01)', 75, 'illustrative'),
		('examined', 'NL', 'CSI', '[2004-10-01,2005-10-01)', 1460, 'illustrative'), ('examined', 'NL', 'CSI', '[2005-10-01,2006-10-01)', 2190, 'illustrative'),
		('examined', 'DE', 'CSI', '[2005-01-01,2005-10-01)', 819, 'illustrative'), ('examined', 'DE', 'CSI', '[2005-10-01,2006-04-01)', 910, 'illustrative'),
		('wait', 'GB', 'IAP', '[2005-01-01,2005-07-01)', 9, 'illustrative'), ('wait', 'GB', 'IAP', '[2005-07-01,2006-01-01)', 6.5, 'illustrative');

	-- The rows above set their keys; generated keys continue after them.
	PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence('mission', 'mission_id')::pg_catalog.regclass, pg_catalog.max(mission_id)) FROM mission;
	PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence('posting', 'posting_id')::pg_catalog.regclass, pg_catalog.max(posting_id)) FROM posting;
	PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence('representative', 'representative_id')::pg_catalog.regclass, pg_catalog.max(representative_id)) FROM representative;
	PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence('assignment', 'assignment_id')::pg_catalog.regclass, pg_catalog.max(assignment_id)) FROM assignment;
	PERFORM pg_catalog.setval(pg_catalog.pg_get_serial_sequence('matter', 'matter_id')::pg_catalog.regclass, pg_catalog.max(matter_id)) FROM matter;
	DROP TABLE pg_temp.attache_example_office;
END
$example$;
COMMENT ON FUNCTION attache_load_example(name) IS 'fills a new registry with the example: CBP''s programs, offices in 14 countries, and its goal of 22 by 2007-10-01; what the source does not give is marked as illustrative in each row; an error of SQLSTATE 55000 if the registry has missions, of 42704 if the schema holds none';
