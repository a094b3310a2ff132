-- The source as it is: two files in the folder POCOM_DIR, and what its dates and
-- territories mean.
\getenv dir POCOM_DIR
\cd :dir
CREATE SCHEMA pocom;
SET search_path = pocom;

CREATE TABLE chief (
	line integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	id text, person text, role text, mission text, territory text, kind text,
	appointed text, arrived text, started text, ended text, ended_note text, note text
);
CREATE TABLE concurrent (id text, person text, resident_territory text, chief text);
\copy chief (id, person, role, mission, territory, kind, appointed, arrived, started, ended, ended_note, note) FROM 'chiefs-a-to-m.tsv' (HEADER, NULL '')
\copy concurrent FROM 'concurrent-a-to-m.tsv' (HEADER, NULL '')

-- A date may lack its day, or its day and month. As the first day of something
-- it means the first day that it can be, as the last day the last.
CREATE FUNCTION first_day(text) RETURNS date LANGUAGE sql IMMUTABLE STRICT
	RETURN ($1 || substr('0000-01-01', 1 + length($1)))::date;
CREATE FUNCTION last_day(text) RETURNS date LANGUAGE sql IMMUTABLE STRICT
	RETURN (first_day($1) + CASE length($1) WHEN 4 THEN interval '1 year' WHEN 7 THEN interval '1 month' ELSE interval '1 day' END)::date - 1;

-- A territory is a country by its name, or stands here. Those that have ended
-- are the country in which their capital lies now, if that is a country abroad.
CREATE TABLE territory AS
	SELECT t.territory,
		   coalesce(known.country, named.country) AS country,
		   t.territory ~ '-[0-9]{4}$' OR t.territory IN ('german-democratic-republic', 'hawaii') AS has_ended
	FROM (SELECT territory FROM chief UNION SELECT resident_territory FROM concurrent) t
	LEFT JOIN (VALUES
		('albania-1946', 'AL':: :"schema".country_code),
		('bosnia-herzegovina', 'BA'),
		('burma', 'MM'),				-- BU was withdrawn in 1989; the mission went on
		('cape-verde', 'CV'),
		('congo-brazzaville', 'CG'),
		('congo-kinshasa', 'CD'),
		('cote-divoire', 'CI'),
		('czech-republic', 'CZ'),
		('czechoslovakia-1993', 'CZ'),	-- CS is Serbia and Montenegro by now
		('joseon-dynasty-1910', 'KR'),
		('korea', 'KR'),
		('macedonia', 'MK'),
		('micronesia-federated-states-of', 'FM'),
		('south-vietnam-1975', 'VN')
	) known (territory, country) ON known.territory = t.territory
	LEFT JOIN :"schema".countries() named
		ON known.country IS NULL AND btrim(regexp_replace(lower(named.name), '[^a-z]+', '-', 'g'), '-') = t.territory;

-- A mission stands in its territory, but for those whose notes say otherwise.
CREATE TABLE seat AS
	SELECT territory AS seat, territory, NULL::text AS when_note, country, country AS accredited, has_ended
	FROM territory
	UNION ALL
	SELECT s.seat, t.territory, s.when_note, s.country, t.country, true
	FROM (VALUES
		('china-at-taipei', 'china', '%resident at Taipei%', 'TW':: :"schema".country_code),
		('belgium-at-london', 'belgium', 'Served % near the Government of Belgium %', 'GB'),
		('luxembourg-at-london', 'luxembourg', 'Served near the Government of Luxembourg %', 'GB'),
		('germany-at-frankfurt', 'germany', '%Federal Government of Germany at Frankfurt%', 'DE')
	) s (seat, territory, when_note, country)
	JOIN territory t USING (territory);

-- Missions that were elsewhere for a time, as notes say, and countries that had another
-- code: the country in which the mission stands from a day on, if it covers that one.
CREATE TABLE moved AS
	SELECT * FROM (VALUES
		('greece', '1941-11-28'::date, 'GB':: :"schema".country_code, false, 'near the Government of Greece established in England'),
		('greece', '1943-03-17', 'EG', false, 'Government of Greece transferred to Egypt'),
		('greece', '1944-10-27', 'GR', true, 'transferred the Embassy to Athens')
	) m (seat, first_day, country, covers_host, reason);
CREATE TABLE renamed AS
	SELECT r.territory, r.former
	FROM (VALUES ('benin', 'DY':: :"schema".country_code), ('burkina-faso', 'HV'), ('burma', 'BU'), ('congo-kinshasa', 'ZR')) r (territory, former);

-- What each line is about. Without a last day, a tenure ends before the next one
-- in its territory begins, or is open-ended if there is no next one. So it does if
-- the last day lacks its day and could be a later one; if all that is known is that
-- one left and the next came in the same month, they hand over on its first day.
-- Who begins something else at the same mission on the last day, such as after a
-- promotion, has ended the day before.
CREATE TABLE entry AS
	WITH seated AS (
		SELECT c.*, s.seat, s.country,
			   c.kind = 'other-nominees' AND c.started IS NULL AS nominee,
			   first_day(coalesce(c.started, c.arrived)) AS from_day
		FROM chief c
		JOIN LATERAL (SELECT * FROM seat s
					  WHERE s.territory = c.territory AND (s.when_note IS NULL OR c.note LIKE s.when_note)
					  ORDER BY s.when_note LIMIT 1) s ON true
	), known AS (
		SELECT s.*,
			   (SELECT min(n.from_day) FROM seated n WHERE n.territory = s.territory AND n.from_day > s.from_day AND NOT n.nominee) AS next_day
		FROM seated s
	), ended AS (
		SELECT k.*,
			   CASE WHEN k.ended IS NULL THEN next_day - 1
					WHEN length(k.ended) < 10 AND next_day >= first_day(k.ended)
						THEN least(last_day(k.ended), greatest(first_day(k.ended), next_day - 1))
					ELSE last_day(k.ended) END AS upto_day
		FROM known k
	)
	SELECT e.line, e.id, e.person, e.role, e.territory, e.seat, e.country, e.nominee, e.appointed, e.ended_note, e.note,
		   e.from_day,
		   daterange(e.from_day,
					 e.upto_day + CASE WHEN e.upto_day > e.from_day AND EXISTS (
						 SELECT FROM ended o WHERE o.person = e.person AND o.seat = e.seat AND o.from_day = e.upto_day AND NOT o.nominee) THEN 0 ELSE 1 END) AS tenure
	FROM ended e;
ALTER TABLE entry ADD PRIMARY KEY (line);

-- Who is accredited to a territory but resides in another holds the posting there,
-- whose area the territory is. The ambassador to Greece in Egypt from 1943 on held no
-- posting there: his mission moved.
CREATE TABLE accredited AS
	SELECT e.line, e.person, c.id AS concurrent, c.resident_territory AS resident_seat, e.country, e.tenure
	FROM concurrent c
	JOIN entry e ON e.id = c.chief
	WHERE e.territory <> c.resident_territory AND NOT e.nominee AND e.id <> 'gr-1943-macv-01';

-- The residents that the source has no line for: those whose territory stands in
-- its other half. They are there at least while they are accredited elsewhere.
CREATE TABLE resident AS
	SELECT person, resident_seat AS seat, unnest(range_agg(tenure)) AS tenure
	FROM (SELECT person, resident_seat, concurrent, range_merge(range_agg(tenure)) AS tenure
		  FROM accredited a
		  WHERE NOT EXISTS (SELECT FROM concurrent c JOIN entry e ON e.id = c.chief
							WHERE c.id = a.concurrent AND e.territory = c.resident_territory AND NOT e.nominee)
			AND NOT lower_inf(tenure)
		  GROUP BY person, resident_seat, concurrent) spans
	GROUP BY person, resident_seat;
