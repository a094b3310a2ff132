-- Codes of sites: where they are, and as they are kept
\ir ../lib/begin.sql
SELECT * FROM no_plan();

-- Any case and blanks around it; kept as one code.
SELECT lives_ok($$INSERT INTO site (kind, code, country, name) VALUES ('seaport', ' nlrtm', 'NL', 'Rotterdam'), ('airport', E'ams ', 'NL', 'Schiphol'),
	('company', ' Acme-1', 'NL', 'Acme'), ('administration', 'douane', 'NL', 'Douane')$$, 'codes in lower case');
SELECT is(string_agg(code, ' ' ORDER BY site_id), 'NLRTM AMS ACME-1 DOUANE', '... are kept in upper case, without blanks') FROM site;
COPY site (kind, code, country, name) FROM STDIN;
seaport	bsfpo 	BS	Freeport
\.
SELECT is(code, 'BSFPO', '... by COPY as well') FROM site WHERE name = 'Freeport';
UPDATE site SET code = 'bsnas', name = 'Nassau' WHERE name = 'Freeport';
SELECT is(code, 'BSNAS', '... and by UPDATE') FROM site WHERE name = 'Nassau';
SELECT is((pg_temp.error_of(s.statement))[1], s.error, s.statement)
FROM (VALUES
	($$INSERT INTO site (kind, code, country, name) VALUES ('company', 'acme-1 ', 'BE', 'Acme')$$, '23505 site_once site'),
	($$INSERT INTO site (kind, code, country, name) VALUES ('company', ' ', 'BE', 'Acme')$$, '23502  site'),
	($$INSERT INTO site (kind, code, country, name) VALUES ('company', 'äß', 'BE', 'Acme')$$, NULL),
	($$INSERT INTO site (kind, code, country, name) VALUES ('company', 'acme-1', 'BE', 'Acme') ON CONFLICT (kind, code) DO UPDATE SET name = 'Acme, again'$$, NULL),
	($$INSERT INTO site (kind, code, country, name) VALUES ('seaport', 'NLRT', 'NL', 'Rotterdam')$$, '23514 site_code site'),
	($$INSERT INTO site (kind, code, country, name) VALUES ('airport', 'AMS1', 'NL', 'Schiphol')$$, '23514 site_code site'),
	($$UPDATE site SET code = NULL$$, '23502  site')) s (statement, error);
SELECT is(upper('äß' COLLATE "C"), 'äß', 'letters beyond ASCII stay as they are');

-- A UN/LOCODE begins with its country; territories and Hong Kong have codes of their own, as ISO has.
SELECT is((pg_temp.error_of(format('INSERT INTO site (kind, code, country, name) VALUES (%L, %L, %L, %L)', s.kind, s.code, s.country, 'x')))[1], s.error,
		  format('%s %s in %s', s.kind, s.code, s.country))
FROM (VALUES ('seaport', 'DEHAM', 'DE', NULL), ('seaport', 'DEHAM', 'BE', '23514 site_country site'), ('seaport', 'deham', 'deu', NULL),
			 ('seaport', 'HKHKG', 'HK', NULL), ('seaport', 'HKHKG', 'CN', '23514 site_country site'), ('seaport', 'MOMFM', 'MO', NULL),
			 ('seaport', 'PRSJU', 'PR', NULL), ('seaport', 'PRSJU', 'US', '23514 site_country site'), ('seaport', 'GUAPR', 'GU', NULL),
			 ('airport', 'HKG', 'HK', NULL), ('company', 'DEHAM', 'BE', NULL)) s (kind, code, country, error);
SELECT is((pg_temp.error_of($$UPDATE site SET country = 'BE' WHERE code = 'NLRTM'$$))[1], '23514 site_country site', 'a seaport stays in its country');

SELECT * FROM finish();
ROLLBACK;
