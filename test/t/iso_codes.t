# The countries, their codes and their names are those of Debian's package
# iso-codes, which is no part of this project.
use strict;
use warnings;
use Test::More;

my $dir = '/usr/share/iso-codes/json';
plan skip_all => 'iso-codes is not installed: the comparison with it did not run' unless -r "$dir/iso_3166-3.json";

# Each query gives what differs; the last one how much there was to compare.
my $differences = qx{psql -XAtq -v ON_ERROR_STOP=1 2>&1 <<'END'
SET search_path = $ENV{ATTACHE_SCHEMA};
\\set current `cat $dir/iso_3166-1.json`
\\set withdrawn `cat $dir/iso_3166-3.json`
CREATE TEMP TABLE iso AS
	SELECT alpha_2, alpha_3, "numeric", NULL AS withdrawal_date, unnest(ARRAY[name, official_name, common_name]) AS name
	FROM jsonb_to_recordset(:'current'::jsonb -> '3166-1')
		AS c (alpha_2 text, alpha_3 text, "numeric" text, name text, official_name text, common_name text)
	UNION ALL
	SELECT alpha_2, alpha_3, "numeric", withdrawal_date, name
	FROM jsonb_to_recordset(:'withdrawn'::jsonb -> '3166-3')
		AS w (alpha_2 text, alpha_3 text, "numeric" text, withdrawal_date text, name text);

SELECT 'code', c.country, iso.alpha_2
FROM (SELECT * FROM countries() WHERE country <> 'XK') c
FULL JOIN (SELECT DISTINCT alpha_2, alpha_3, "numeric" FROM iso WHERE withdrawal_date IS NULL) iso
	ON iso.alpha_2 = c.country::text AND iso.alpha_3 = c.alpha3 AND iso."numeric" = c."numeric"
WHERE c.withdrawn IS NULL AND (c.country IS NULL OR iso.alpha_2 IS NULL);

-- A code that ISO gave out again is its present holder's.
SELECT 'withdrawn', c.country, iso.alpha_2
FROM (SELECT * FROM countries() WHERE withdrawn IS NOT NULL) c
FULL JOIN (SELECT * FROM iso WHERE withdrawal_date IS NOT NULL AND alpha_3 <> 'CSK'
		AND alpha_2 NOT IN (SELECT alpha_2 FROM iso WHERE withdrawal_date IS NULL)) iso
	ON iso.alpha_2 = c.country::text AND iso.alpha_3 = c.alpha3
	AND iso."numeric" IS NOT DISTINCT FROM c."numeric" AND c.withdrawn::text LIKE iso.withdrawal_date || '%'
WHERE c.country IS NULL OR iso.alpha_2 IS NULL;

SELECT 'name', alpha_2, name FROM iso
WHERE name IS NOT NULL AND name !~ '^(Czechoslovakia|Gilbert and Ellice)'
	AND CASE WHEN NOT country_name_is_known(name) THEN true
		WHEN withdrawal_date IS NULL THEN country_from_name(name)::text <> alpha_2
		WHEN alpha_2 IN (SELECT country::text FROM countries() WHERE withdrawn IS NOT NULL)
		THEN country_from_name(name) <> ALL (country_successors(alpha_2::country_code) || alpha_2::country_code)
		ELSE false END;

SELECT count(*) > 450 FROM iso WHERE name IS NOT NULL;
END};
is($differences, "t\n", 'codes, days of withdrawal and names are as iso-codes has them');

done_testing();
