# A library that is older than its SQL works nowhere, and says why; one that is
# newer works, but makes and upgrades no registry. What the SQL is of is said by a
# row of a catalog, which the test changes as a superuser may.
use strict;
use warnings;
use IPC::Open2;
use Test::More;

my $schema = $ENV{ATTACHE_SCHEMA};
my ($version) = do { local (@ARGV, $/) = 'attache.control'; <> } =~ /^default_version = '(.*)'$/m;
my ($major, $minor) = split /\./, $version;

# What psql shows, and what of it matters.
my $psql = "psql -XAtq -v VERBOSITY=verbose -d attache_version 2>&1";
sub matters { return join('', @_) =~ s/^(?:LOCATION: | *\^$|LINE \d).*\n//mgr }

# What a session of its own shows of some SQL.
sub session
{
	my ($sql, $database) = @_;
	my $pid = open2(my $said, my $told, $database ? $psql =~ s/attache_version/$database/r : $psql);
	print $told "\\set SHOW_CONTEXT never\nSET client_min_messages = warning;\n$sql\n";
	close($told);
	my @lines = <$said>;
	waitpid($pid, 0);
	return matters(@lines);
}

# Says in the catalog which version the SQL is of.
sub become { return "UPDATE pg_extension SET extversion = '$_[0]' WHERE extname = 'attache';\n" }

my $newer = "$major." . ($minor + 1) . '.0';
my $older = $minor > 0 ? "$major." . ($minor - 1) . '.9' : ($major - 1) . '.9.9';
my $is = "the library of attache is of version $version, but the extension in this database is of version";

is(session(<<END, 'postgres') . session(<<END), '', 'a registry');
DROP DATABASE IF EXISTS attache_version;
CREATE DATABASE attache_version TEMPLATE template0;
END
CREATE SCHEMA IF NOT EXISTS $schema;
CREATE EXTENSION btree_gist SCHEMA $schema;
CREATE EXTENSION attache SCHEMA $schema;
SELECT $schema.attache_create_registry('overseas') \\g /dev/null
END
is(session("SELECT $schema.attache_version(), $schema.attache_check_version();"), "$version|\n", 'library and SQL are of one version');

# A session that has loaded the library before the SQL changes.
my $pid = open2(my $said, my $told, $psql);
print $told "\\set SHOW_CONTEXT never\nBEGIN; INSERT INTO overseas.goal (name, target, due_day) VALUES ('x', 1, '2100-01-01') RETURNING 'inserted'; ROLLBACK;\n";
$told->flush;
is(scalar <$said>, "inserted\n", 'a session uses the library');

is(session(become($newer)), '', 'the SQL becomes newer');
my $refusal = "ERROR:  55000: $is $newer\nHINT:  Install version $newer of attache on this server, and reconnect.\n";
is(session("SELECT $_;"), $refusal, "an older library refuses $_")
  for "'CSI'::$schema.program_code", "$schema.attache_version()", "$schema.attache_create_registry('more')", "$schema.attache_adopt_server()",
  "count(*) FROM overseas.coverage_by_program WHERE program::text = 'CSI'";
is(session("UPDATE overseas.role SET name = 'x';"), $refusal, '... and keeps no past');
is(session("SELECT name FROM overseas.mission;"), '', '... but not what takes no function of it');
is(session("SELECT 'CSI'::$schema.program_code;\nSELECT 'CSI'::$schema.program_code;"), $refusal x 2, '... as often as it is asked in one session');
is(session("CREATE FUNCTION public.changed() RETURNS integer LANGUAGE sql AS 'SELECT 1';"), '', 'functions change, as by ALTER EXTENSION');
print $told "INSERT INTO overseas.goal (name, target, due_day) VALUES ('x', 1, '2100-01-01');\n\\q\n";
close($told);
is(matters(<$said>), $refusal, 'the rules of the session that began before refuse, too');
waitpid($pid, 0);

is(session(become($older)), '', 'the SQL becomes older');
is(session("SELECT 'CSI'::$schema.program_code; INSERT INTO overseas.goal (name, target, due_day) VALUES ('x', 1, '2100-01-01') RETURNING name;"),
	"CSI\nx\n", 'a newer library works');
$refusal = "ERROR:  55000: $is $older\nHINT:  ALTER EXTENSION attache UPDATE brings it forward from version $older.\n";
is(session("SELECT $schema.$_;"), $refusal, "... but refuses $_")
  for "attache_create_registry('more')", "attache_upgrade_registry('overseas')", 'attache_adopt_server()';

is(session(become("$major.$minor.99")), '', 'the SQL is a patch of the same version');
is(session("SELECT level_now FROM $schema.attache_upgrade_registry('overseas');"), "1\n", '... and all works');
is(session('DROP DATABASE attache_version;', 'postgres'), '', 'the end');
done_testing();
