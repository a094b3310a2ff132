# A registry is made by whoever owns the database, in a schema of any name, more
# than once, and leaves nothing of the session changed.
use strict;
use warnings;
use Test::More;

my $psql = 'psql -X -A -t -q';
my $schema = $ENV{ATTACHE_SCHEMA};

system("$psql -v ON_ERROR_STOP=1 >/dev/null 2>&1 <<'END'
DROP DATABASE IF EXISTS attache_registry;
DROP ROLE IF EXISTS attache_owner;
CREATE ROLE attache_owner LOGIN;
CREATE DATABASE attache_registry TEMPLATE template0 OWNER attache_owner;
END");

sub owner
{
	my ($sql) = @_;
	open(my $pipe, '|-', "$psql -U attache_owner -d attache_registry >test/output/registry.out 2>&1") or die;
	print $pipe "SET client_min_messages = warning;\n$sql";
	close($pipe);
	open(my $out, '<', 'test/output/registry.out') or die;
	local $/;
	my $text = <$out> // '';
	$text =~ s/^psql:<stdin>:\d+: //mg;
	return $text;
}

is(owner("CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION attache SCHEMA $schema; RESET client_min_messages;
BEGIN;
SELECT 'made' || $schema.attache_create_registry('o\"ver Seas')::text;
SHOW client_min_messages; SHOW search_path;
COMMIT;
SELECT 'loaded' || $schema.attache_load_example('o\"ver Seas')::text;
SELECT state FROM \"o\"\"ver Seas\".goal_progress('2006-06-01');"),
	"made\nnotice\n\"\$user\", public\nloaded\non track\n", 'the owner of the database makes the extension and a registry');
system("$psql -c 'GRANT pg_read_all_stats TO attache_owner'");
# But for PostgreSQL's own plans for foreign keys, which stay as long as a session.
like(owner(join("\n", map { "SELECT $schema.attache_create_registry('$_'); SELECT $schema.attache_load_example('$_');
SELECT 'plans of $_: ' || count(*) FILTER (WHERE ident ~ '$_') || ', of the first: ' || count(*) FILTER (WHERE ident ~ 'first_one')
FROM pg_backend_memory_contexts WHERE name = 'CachedPlanSource' AND ident !~ 'FOR KEY SHARE OF x'; DROP SCHEMA $_ CASCADE;" } qw(first_one second_one))),
	qr/^\s*plans of first_one: [1-9]\d+, of the first: \d+\s+plans of second_one: [1-9]\d+, of the first: 0\s*$/, 'plans for a registry that is gone go');
is(owner("SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = '\"o\"\"ver Seas\"'::regnamespace"),
	"attache_owner\n", 'the registry is theirs');
is(owner("SELECT count(*) FROM pg_depend d JOIN pg_class c ON c.oid = d.objid WHERE d.deptype = 'e' AND d.classid = 'pg_class'::regclass AND c.relkind IN ('r', 'v')"),
	"0\n", '... and no member of the extension, so that dumps have it');

# A plan that was made under the old name of the schema.
my $close = "INSERT INTO %s.posting_status_change (posting_id, effective_day, status) VALUES (1, '2008-01-01', 'proposed');\n";
my $refused = "ERROR:  the attache posting at Embassy Brussels cannot become proposed on 2008-01-01\nDETAIL:  It is active from 2004-08-01 on, and may then become suspended, closing or closed.\n";
is(owner(sprintf($close, '"o""ver Seas"') . "ALTER SCHEMA \"o\"\"ver Seas\" RENAME TO moved;\n" . sprintf($close, 'moved')),
	$refused x 2, 'the rules go with a schema that is renamed');

is(owner("SELECT $schema.attache_create_registry('second') IS NULL; SELECT $schema.attache_load_example('second') IS NULL;
UPDATE second.posting_status_change SET effective_day = '2004-07-01' WHERE posting_id = 1;
SELECT count(*) FROM moved.posting_status_change WHERE effective_day = '2004-07-01';" . sprintf($close, 'second')),
	"f\nf\n0\n" . ($refused =~ s/2004-08-01/2004-07-01/r), 'a second registry is on its own');
# Bulk loads: COPY, and COPY FREEZE, whose rows have no transaction any more.
for my $option ('', ' (FREEZE)')
{
	is(owner("BEGIN;\nTRUNCATE second.assignment, second.waiver;\nCOPY second.assignment (assignment_id, posting_id, representative_id, tenure) FROM STDIN$option;
1\t2\t1\t[2005-01-01,2006-01-01)
2\t2\t2\t[2006-01-01,2007-01-01)
3\t15\t3\t[2006-08-31,2007-01-01)
\\.
ROLLBACK;\n"), "ERROR:  the tour of Representative 3 cannot start on 2006-08-31\nDETAIL:  The attache posting at Embassy Brasilia is approved on that day, since 2006-04-03.\nHINT:  An assignment starts while its posting is active.\n",
		"COPY$option is checked");
}
my $code = "\n\\echo :LAST_ERROR_SQLSTATE\n";
my $quiet = "\\set SHOW_CONTEXT never\n";
is(owner("${quiet}SELECT $schema.attache_create_registry('moved');$code"), "ERROR:  schema moved already holds a registry\n42710\n", 'not twice in one schema');
is(owner("${quiet}SELECT $schema.attache_create_registry('$_');$code"),
	'ERROR:  a registry cannot be in schema ' . ($_ eq '$user' ? '"$user"' : $_) . "\nHINT:  Choose a name that means nothing else to PostgreSQL.\n3F000\n", "not in $_")
  for '$user', 'pg_temp', 'pg_catalog', 'information_schema';
is(owner("${quiet}SELECT $schema.attache_create_registry('nowhere', NULL);$code"), "ERROR:  a registry has a name and a time zone\n22004\n", 'not without a time zone');
like(owner("\\set VERBOSITY sqlstate\nSELECT $schema.attache_create_registry('nowhere', 'Mars/Olympus')"), qr/^ERROR:  22023$/m, '... nor with one that is none');
like(owner("\\set VERBOSITY sqlstate\nSELECT $schema.attache_load_example('nowhere')"), qr/^ERROR:  42704$/m, 'no example where there is no registry');
like(owner("\\set VERBOSITY sqlstate\nDROP EXTENSION attache"), qr/^ERROR:  2BP01$/m, 'the extension does not go while a registry needs it');

system("$psql -c 'DROP DATABASE attache_registry' -c 'DROP ROLE attache_owner'");
done_testing();
