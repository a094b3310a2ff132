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

# Everything that the tables hold, and the definitions that must not change.
sub contents
{
	my ($database) = @_;
	return psql($database, <<'END');
SELECT format('SELECT %L, t.* FROM overseas.%I t ORDER BY t::text', relname, relname)
FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' ORDER BY relname \gexec
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'overseas'::regnamespace ORDER BY conrelid::regclass::text, conname;
SELECT tgrelid::regclass, tgname, pg_get_triggerdef(oid) FROM pg_trigger
WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'overseas.%' ORDER BY tgrelid::regclass::text, tgname;
SELECT viewname, definition FROM pg_views WHERE schemaname = 'overseas' ORDER BY viewname;
SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'overseas' ORDER BY indexname;
SELECT * FROM analyst.not_csi;
SELECT * FROM analyst.typed;
SELECT * FROM overseas.goal_progress('2006-06-01');
END
}

$ENV{PGOPTIONS} = '-c client_min_messages=warning';
psql('postgres', "DROP DATABASE IF EXISTS attache_dumped; DROP DATABASE IF EXISTS attache_restored;
	CREATE DATABASE attache_dumped TEMPLATE template0; CREATE DATABASE attache_restored TEMPLATE template0;");

is(psql('attache_dumped', <<END), '', 'a registry with a user\'s own objects');
CREATE SCHEMA IF NOT EXISTS $schema;
CREATE EXTENSION attache SCHEMA $schema;
SELECT $schema.attache_create_registry('overseas') \\g /dev/null
SELECT $schema.attache_load_example('overseas') \\g /dev/null
CREATE SCHEMA analyst;
SET search_path = overseas, $schema;
DELETE FROM assignment WHERE posting_id = 21;
DELETE FROM posting_status_change WHERE posting_id = 21 AND effective_day = '2007-07-02';
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (21, '2006-05-01', 'withdrawn');
UPDATE assignment SET tenure = '[2004-10-20,2006-05-01)' WHERE posting_id = 2;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (2, '2006-05-01', 'closed');
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
ok(contents('attache_restored') eq $before, 'the same rows and definitions');
like(psql('attache_restored', 'SELECT program::text FROM analyst.not_csi'), qr/^C-TPAT\nCB\nIAP\n$/,
	 'a view with IS DISTINCT FROM gives the same');
like(psql('attache_restored', "INSERT INTO overseas.posting_status_change VALUES (1, '2006-01-01', 'closed')"),
	 qr/assignment 1 runs past 2006-01-01/, 'the rules are there');
like(psql('attache_restored', "INSERT INTO overseas.mission (country, city, name) VALUES ('AT', 'Vienna', 'x') RETURNING mission_id"),
	 qr/^23$/, 'the next key is fresh');

psql('postgres', 'DROP DATABASE attache_dumped; DROP DATABASE attache_restored;');
done_testing();
