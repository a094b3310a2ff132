# A registry and a user's views survive pg_dump and restore, wherever the
# extension is. A restore has an empty search_path, on which IS DISTINCT FROM and
# NULLIF do not find the extension's operators: they come back as comparisons of
# text, which give the same. So of a user's views the rows are compared.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);

sub psql
{
	my ($database, $sql) = @_;
	open(my $psql, '|-', "psql -XAtq -v ON_ERROR_STOP=1 -d $database >$dir/out 2>&1") or die;
	print $psql $sql;
	close($psql);
	open(my $out, '<', "$dir/out") or die;
	local $/;
	return <$out>;
}

# Every row, and the last key of every table.
sub rows
{
	my ($database) = @_;
	return psql($database, <<'END');
SET datestyle = 'ISO';
SELECT format('SELECT %L, t.* FROM overseas.%I t ORDER BY t::text', relname, relname)
FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' ORDER BY relname \gexec
SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'overseas' ORDER BY sequencename;
END
}

# What verify() finds in a registry.
sub violations
{
	my ($database) = @_;
	return psql($database, <<'END');
SELECT * FROM overseas.verify() WHERE last_day IS NOT NULL; -- the tours of the example have no end
END
}

# The rows, and the definitions that must not change.
sub contents
{
	my ($database) = @_;
	return rows($database) . psql($database, <<'END');
SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
	   pg_get_expr(adbin, adrelid), col_description(attrelid, attnum)
FROM pg_attribute JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' AND attnum > 0 ORDER BY attrelid::regclass::text, attname;
SELECT relname, relrowsecurity, relforcerowsecurity, relreplident FROM pg_class
WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' ORDER BY relname;
SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies WHERE schemaname = 'overseas' ORDER BY policyname;
SELECT oid::regprocedure, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'overseas'::regnamespace ORDER BY oid::regprocedure::text;
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'overseas'::regnamespace ORDER BY conrelid::regclass::text, conname;
SELECT tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger
WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'overseas.%' ORDER BY tgrelid::regclass::text, tgname;
SELECT viewname, definition FROM pg_views WHERE schemaname = 'overseas' ORDER BY viewname;
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'overseas' ORDER BY indexname;
END
}

# What a user's views and a report show.
sub views
{
	my ($database) = @_;
	return psql($database, <<'END');
SELECT * FROM analyst.not_csi;
SELECT * FROM analyst.typed;
SELECT * FROM overseas.goal_progress('2006-06-01');
END
}

$ENV{PGOPTIONS} = '-c client_min_messages=warning';
my @databases = qw(attache_dumped attache_restored attache_schema attache_data attache_moved);
psql('postgres', "DROP DATABASE IF EXISTS $_;\nCREATE DATABASE $_ TEMPLATE template0;\n") for @databases;

is(psql('attache_dumped', <<END), '', 'a registry with a user\'s own objects');
CREATE SCHEMA IF NOT EXISTS $schema;
CREATE EXTENSION attache SCHEMA $schema;
SELECT $schema.attache_create_registry('overseas') \\g /dev/null
SELECT $schema.attache_load_example('overseas') \\g /dev/null
CREATE SCHEMA analyst;
SET search_path = overseas, $schema;
SELECT setval('assignment_assignment_id_seq', 40) \\g /dev/null
DELETE FROM assignment WHERE posting_id = 21;
DELETE FROM posting_status_change WHERE posting_id = 21 AND effective_day = '2007-07-02';
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (21, '2006-05-01', 'withdrawn');
UPDATE assignment SET tenure = '[2004-10-20,2006-05-01)' WHERE posting_id = 2;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2006-05-01', 'closed');
DELETE FROM assignment WHERE posting_id = 20;
DELETE FROM posting_status_change WHERE posting_id = 20 AND status >= 'approved';
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (20, '2006-05-02', 'denied');
UPDATE assignment SET tenure = '[2005-02-01,2006-02-01)', note = E'tab\\t, line\\n, \\\\N and "quotes"' WHERE posting_id = 6;
INSERT INTO posting (mission_id, role, reopens) VALUES (2, 'attache', 2);
INSERT INTO posting_area (posting_id, country, during) VALUES (1, 'LU', '[2004-09-01,2006-01-01)'), (1, 'LU', '[2006-03-01,)'), (5, 'MO', '(,)');
INSERT INTO posting_area (posting_id, country, program, during) VALUES (1, 'FR', 'CSI', '(,)'), (1, 'FR', 'CB', '[2006-03-01,)');
INSERT INTO mission_change (mission_id, effective_day, country, city, name, reference, reason) VALUES (5, '2006-03-01', NULL, NULL, 'Consulate General', NULL, NULL), (6, '2006-02-01', 'KR', 'Seoul', 'Embassy Seoul, Japan', 'cable 6', 'an example');
INSERT INTO mission_change (mission_id, effective_day, kind, covers_host) VALUES (5, '2006-04-01', 'organization', false);
UPDATE mission SET covers_host = false WHERE mission_id = 4;
INSERT INTO site (kind, code, country, name) VALUES ('seaport', 'NLRTM', 'NL', 'Rotterdam'), ('airport', 'AMS', 'NL', 'Schiphol');
INSERT INTO posting_site (posting_id, site_id, program, during) VALUES (7, 1, 'CSI', '[2005-04-01,)'), (7, 2, 'IAP', '[2005-04-01,2006-01-01)');
INSERT INTO weight (country, site_id, program, during, weight) VALUES
	(NULL, 1, 'CSI', '[2005-01-01,2006-01-01)', 9300), (NULL, 1, 'CSI', '[2006-01-01,)', 9500), ('NL', NULL, NULL, '(,)', 7);
-- What was asked for in time, and is frozen since.
BEGIN;
SET LOCAL session_replication_role = replica;
INSERT INTO goal (name, kind, counts, program, target, due_day, baseline, baseline_day, during, enforced) VALUES
	('one port', 'reach', 'site', 'CSI', 1, '2006-10-01', 0, '2004-08-01', NULL, true),
	('half the boxes', 'share', 'site', 'CSI', 0.5, '2006-10-01', NULL, NULL, NULL, true),
	('both', 'floor', 'country', NULL, 2, NULL, NULL, NULL, '[2006-10-01,)', false);
INSERT INTO goal_milestone (goal_id, day, target) VALUES (1, '2005-10-01', 8), (1, '2006-10-01', 15);
INSERT INTO goal_country (goal_id, country) VALUES (4, 'BE'), (4, 'NL');
INSERT INTO goal_site (goal_id, site_id) VALUES (2, 1);
COMMIT;
UPDATE rule SET longest = '45 days', note = 'decided here' WHERE rule_id = 'AT-204';
UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-206';
CREATE FUNCTION own_stamp() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN NEW.note := concat(NEW.note, ' (own)'); RETURN NEW; END \$\$;
CREATE TRIGGER own_trigger BEFORE INSERT ON representative FOR EACH ROW EXECUTE FUNCTION own_stamp();
ALTER TABLE weight ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_policy ON weight USING (country IS NULL OR country = 'NL') WITH CHECK (true);
CREATE VIEW own_view AS SELECT country, count(*) FROM mission WHERE country <> 'NL' GROUP BY country;
CREATE VIEW analyst.not_csi AS
	SELECT program, name FROM program WHERE program IS DISTINCT FROM 'CSI' ORDER BY program;
CREATE VIEW analyst.typed AS
	SELECT p.program, 'C-TPAT'::program_code AS code, CASE p.program WHEN 'CSI' THEN 1 ELSE 2 END AS is_csi,
		   NULLIF(p.program, 'IAP') AS no_iap, p.program IN ('CSI', 'CB') AS listed, 'active'::posting_status AS status,
		   'NLD'::country_code AS country, '{2004-10-20:2}'::coverage AS covered
	FROM program p JOIN posting_program pp USING (program) ORDER BY p.program, pp.posting_id;
CREATE INDEX own_index ON mission (country);
ALTER TABLE mission ADD COLUMN own_column country_code DEFAULT 'NL';
END

is(system("pg_dump -Fc -f $dir/dump attache_dumped"), 0, 'pg_dump');
is(system("pg_restore --exit-on-error -d attache_restored $dir/dump"), 0, 'pg_restore --exit-on-error');

my $before = contents('attache_dumped');
ok($before !~ /ERROR/, 'all can be read');
cmp_ok(length($before), '>', 10000, '... and is something');
ok($before =~ /\b$_\b/, "... $_ among it") for qw(denied withdrawn closed own_index own_policy own_trigger own_view own_column);
is(violations('attache_dumped'), '', 'it violates no rule');

# The rules are there, and the next key is a fresh one.
sub works
{
	my ($database) = @_;
	is(violations($database), '', '... violates no rule');
	like(psql($database, "INSERT INTO overseas.posting_status_change (posting_id, effective_day, status) VALUES (1, '2006-01-01', 'closed')"),
		 qr/the tour of Representative 1 runs past 2006-01-01/, '... has the rules');
	like(psql($database, "INSERT INTO overseas.mission (country, city, name) VALUES ('AT', 'Vienna', 'x') RETURNING mission_id"),
		 qr/^23$/, '... and fresh keys');
	like(psql($database, "INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure) VALUES (3, 1, 'tdy', '[2006-03-01,2006-03-08)') RETURNING assignment_id"),
		 qr/^41$/, '... of which none was used before');
}

# Line by line, so that a difference is shown. A column that needs no name, in an
# arm of a UNION, comes back with the name of its type.
sub same
{
	my ($got, $expected, $name) = @_;
	s/ AS (?:program_code|text)(?=,?$)//mg for $got, $expected;
	my @got = split /\n/, $got;
	my @expected = split /\n/, $expected;
	is_deeply(\@got, \@expected, $name);
}

same(contents('attache_restored'), $before, 'the same rows and definitions');
same(views('attache_restored'), views('attache_dumped'), "a user's views show the same");
like(psql('attache_restored', 'SELECT program::text FROM analyst.not_csi'), qr/^C-TPAT\nCB\nIAP\n$/,
	 'a view with IS DISTINCT FROM gives the same');
works('attache_restored');

# The registry alone, into a database that has the extension and btree_gist.
my $extensions = "CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION btree_gist SCHEMA $schema; CREATE EXTENSION attache SCHEMA $schema;";
is(psql('attache_schema', $extensions), '', 'a database with the extension');
is(system("pg_dump -Fc -n overseas -f $dir/schema attache_dumped"), 0, 'pg_dump -n overseas');
is(system("pg_restore --exit-on-error -d attache_schema $dir/schema"), 0, 'pg_restore --exit-on-error');
same(contents('attache_schema'), $before, 'the same rows and definitions');
works('attache_schema');

# The rows alone, into an empty registry, as doc/operate.md says.
is(psql('attache_data', "$extensions
	SELECT $schema.attache_create_registry('overseas') \\g /dev/null
	ALTER TABLE overseas.mission ADD COLUMN own_column $schema.country_code DEFAULT 'NL';
	SELECT $schema.attache_empty_registry('overseas') \\g /dev/null\n"), '', 'an empty registry without its rules and roles');
is(system("pg_dump -Fc --data-only --disable-triggers -n overseas -f $dir/data attache_dumped 2>$dir/out"), 0, 'pg_dump --data-only');
is(system("pg_restore --exit-on-error --data-only --disable-triggers -d attache_data $dir/data"), 0, 'pg_restore --data-only --disable-triggers');
same(rows('attache_data'), rows('attache_dumped'), 'the same rows');
is(psql('attache_data', q{SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgenabled <> 'O' AND tgrelid::regclass::text LIKE 'overseas.%'}),
	'', 'no trigger is left disabled');
is(psql('attache_data', "SELECT $schema.attache_upgrade_registry('overseas') \\g /dev/null
	SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgname IN ('rule_settings_changed', 'rule_places_changed')"), "A\n", '... and an upgrade lets those fire always that did');
works('attache_data');

# The same without a superuser's rights: the rules are off when they would check, and
# what the registry kept of its past stays behind, as it keeps that it is filled.
is(psql('attache_moved', "$extensions
	SELECT $schema.attache_create_registry('overseas') \\g /dev/null
	ALTER TABLE overseas.mission ADD COLUMN own_column $schema.country_code DEFAULT 'NL';
	SELECT $schema.attache_empty_registry('overseas') \\g /dev/null\n"), '', 'another empty registry');
is(system("pg_dump --data-only -n overseas -T 'overseas.*_past' -T overseas.edit -T overseas.publication -f $dir/rows.sql attache_dumped 2>$dir/out"), 0, 'pg_dump --data-only, as text');
is(psql('attache_moved', <<END), '', 'its rows in one transaction');
BEGIN;
SET CONSTRAINTS ALL DEFERRED;
\\o /dev/null
\\i $dir/rows.sql
\\o
CREATE TEMPORARY TABLE kept AS SELECT rule_id, severity FROM overseas.rule;
UPDATE overseas.rule SET severity = 'off' WHERE enforced_by = 'trigger';
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE overseas.rule r SET severity = k.severity FROM kept k WHERE k.rule_id = r.rule_id;
COMMIT;
END
sub of_today { return join '', grep { !/^(?:\w+_past|edit|publication)(?:_\w+_seq)?\|/ } split /^/, $_[0] }
same(of_today(rows('attache_moved')), of_today(rows('attache_dumped')), 'the same rows');
is(psql('attache_moved', 'SELECT count(*) FROM overseas.edit'), "1\n", '... which are one edit');
is(psql('attache_moved', "SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgname = 'rule_settings_changed'"), "A\n", '... and the triggers as they were made');
works('attache_moved');

psql('postgres', "DROP DATABASE $_") for @databases;
done_testing();
