# A registry that an older version made becomes what a new one is, with all that
# its owner has added; one that is up to date stays as it is. No older version
# has been released: level 0 and the step from it are the test's own. The owner is
# nobody special. What is compared is what pg_dump writes of each object, its lines
# sorted: columns that were added to a table come last there.
use strict;
use warnings;
use File::Temp qw(tempdir);
use IPC::Open2;
use Test::More;

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);
$ENV{PGOPTIONS} = '-c client_min_messages=warning -c datestyle=ISO';

sub output
{
	my ($command, $input) = @_;
	open(my $pipe, '|-', "$command >$dir/out 2>&1") or die;
	print $pipe $input;
	close($pipe);
	open(my $out, '<', "$dir/out") or die;
	local $/;
	my $text = <$out> // '';
	$text =~ s/^psql:<stdin>:\d+: //mg;
	return $text;
}

sub superuser { return output("psql -XAtq -d $_[0]", $_[1]) }
sub owner { return output("psql -XAtq -U attache_keeper -d $_[0]", "\\set SHOW_CONTEXT never\n$_[1]") }

# The SQLSTATE of a statement, and what psql shows of it.
sub failure { return owner($_[0], "$_[1];\n\\echo :LAST_ERROR_SQLSTATE\n") }

# All objects of the schemas: the header that pg_dump gives each, and its lines. A
# view names all columns that a function had when the view was made.
sub objects
{
	my ($database, @schemas) = @_;
	my ($lines, %objects);
	for (split /\n/, output("pg_dump -s $database " . join(' ', map { "-n '$_'" } @schemas), ''))
	{
		next if $_ eq '' || /^--$|^SET |^\\(?:un)?restrict/;
		$lines = $objects{$_} = [] if /^-- Name: /;
		s/^(\s+FROM overseas\.goal_progress\(.*\) goal_progress)\(goal_id, .*\);$/$1;/;
		push @$lines, s/,$//r if $lines;
	}
	@$_ = sort @$_ for values %objects;
	return \%objects;
}

my $upgrade = "SELECT * FROM $schema.attache_upgrade_registry('overseas')";
my @databases = qw(attache_old attache_new attache_again);
superuser('postgres', join("\n", map { "DROP DATABASE IF EXISTS $_;" } @databases) . "
DROP ROLE IF EXISTS attache_keeper, attache_analyst;
CREATE ROLE attache_keeper LOGIN;
CREATE ROLE attache_analyst;
" . join("\n", map { "CREATE DATABASE $_ TEMPLATE template0 OWNER attache_keeper;" } @databases[0, 1]) . "
CREATE DATABASE attache_again TEMPLATE template0;");

# Two registries of level 0, and a new one; the owner's own objects on either.
my $extension = "CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION btree_gist SCHEMA $schema; CREATE EXTENSION attache SCHEMA $schema;\n";
my $made = "SELECT 'made' || $schema.attache_create_registry('overseas', 'America/New_York')::text;\n";
my $level_0 = "$made SELECT $schema.attache_load_example('overseas') \\g /dev/null
SET search_path = overseas, $schema;\n\\i test/upgrade/level_0.sql\nRESET search_path;\n";
my $own = <<"END";
CREATE SCHEMA analyst;
CREATE INDEX own_index ON overseas.mission (country);
CREATE INDEX own_target ON overseas.goal (target);
ALTER TABLE overseas.mission ADD COLUMN own_column text DEFAULT 'own';
ALTER TABLE overseas.goal ADD COLUMN own_column integer CONSTRAINT own_check CHECK (own_column > 0);
CREATE FUNCTION analyst.stamp() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN NEW.note := 'own'; RETURN NEW; END \$\$;
CREATE TRIGGER own_trigger BEFORE INSERT ON overseas.representative FOR EACH ROW EXECUTE FUNCTION analyst.stamp();
CREATE TRIGGER rule_own BEFORE INSERT ON overseas.representative FOR EACH ROW EXECUTE FUNCTION analyst.stamp();
ALTER TABLE overseas.representative ENABLE ALWAYS TRIGGER own_trigger;
ALTER TABLE overseas.assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_policy ON overseas.assignment TO attache_analyst USING (kind = 'tour');
ALTER TABLE overseas.posting_program REPLICA IDENTITY NOTHING;
ALTER TABLE overseas.mission REPLICA IDENTITY FULL;
CREATE VIEW analyst.coverage AS
	SELECT program, $schema.coverage_on(countries, '2006-06-01') AS countries FROM overseas.coverage_by_program;
CREATE VIEW analyst.standing AS SELECT goal, state FROM overseas.goal_progress('2006-06-01');
CREATE VIEW analyst.people AS SELECT representative, last_day FROM overseas.roster('2006-06-01');
CREATE VIEW overseas.own_view AS SELECT status, count(*) FROM overseas.posting_status_change GROUP BY status;
COMMENT ON TABLE overseas.mission IS 'where we are';
GRANT USAGE ON SCHEMA overseas, analyst TO attache_analyst;
GRANT SELECT, INSERT (name) ON overseas.mission TO attache_analyst;
GRANT SELECT ON overseas.coverage_by_program, analyst.coverage TO attache_analyst;
GRANT SELECT ON overseas.report_roster TO attache_analyst WITH GRANT OPTION;
GRANT SELECT (posting_id, status) ON overseas.posting_status_period TO attache_analyst;
GRANT UPDATE (country) ON overseas.report_roster TO attache_analyst;
REVOKE ALL ON FUNCTION overseas.single_points(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overseas.single_points(date) TO attache_analyst;
REVOKE ALL ON FUNCTION overseas.roster(date, bigint) FROM PUBLIC;
END
is(owner('attache_old', $extension . $level_0 . qq{ALTER SCHEMA overseas RENAME TO "o""ld";\n} . $level_0 . $own), "made\nmade\n", 'two registries of level 0');
is(owner('attache_new', "$extension $made $own SELECT $schema.attache_keep_past('overseas') \\g /dev/null\n"), "made\n", 'a new registry');
my $new = objects('attache_new', 'overseas', 'analyst');
cmp_ok(scalar keys %$new, '>', 300, 'a registry has many objects');
my $old = objects('attache_old', 'overseas', 'analyst');
my $other = objects('attache_old', '"o""ld"');
cmp_ok(scalar keys %$old, '<', scalar keys %$new, '... of which an old one lacks some');

# The rows, by queries that name the columns of level 0.
my $queries = owner('attache_old', <<'END');
SELECT format('SELECT %L, t FROM (SELECT %s FROM overseas.%I) t ORDER BY t::text;', relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum), relname)
FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' AND relname NOT SIMILAR TO '%[_]past|edit|publication' GROUP BY relname;
SELECT 'SELECT * FROM analyst.people ORDER BY representative;';
SELECT 'SELECT * FROM analyst.standing;';
END
my $rows = owner('attache_old', $queries);
like($rows, qr/^mission\|\(1,embassy,BE,Brussels,/m, 'its rows');
like($rows, qr/^Representative 1\|2006-06-30$/m, '... and what its views show');
like($rows, qr/\|on track$/m, '... also of rows that have a type with a name');

# The function of a version that has a step from there.
my $function = output("FIRST_LEVEL=0 sql/join upgrade ../test/upgrade/from_0.sql", '');
$function =~ s/\@extschema\@/$schema/g;
$function =~ s/^CREATE FUNCTION attache_/CREATE OR REPLACE FUNCTION $schema.attache_/mg;
$function =~ s/(COMMENT ON FUNCTION )attache_/$1$schema.attache_/;
like(failure('attache_old', $upgrade), qr/^ERROR:  registry overseas is of level 0\n.*^55000$/ms, 'this version knows no level 0');
is(superuser($_, $function), '', "... but the next one does, in $_") for @databases[0, 1];

# What goes wrong changes nothing.
sub refused
{
	my ($before, $after, $expected, $name) = @_;
	is(owner('attache_old', $before), '', "$name: before");
	my $failure = failure('attache_old', $upgrade);
	$failure =~ s/(depends on column "note")\.$/$1/m;    # PostgreSQL 19 ends its sentence
	$failure =~ s/^LINE 1: .*(?=^\d{5}$)//ms;
	is($failure, $expected, $name);
	is(owner('attache_old', $after), '', "$name: after");
}
refused("CREATE VIEW analyst.places AS SELECT country FROM overseas.report_roster;", "DROP VIEW analyst.places;",
	"ERROR:  registry overseas cannot be upgraded: cannot drop view report_roster because other objects depend on it
DETAIL:  view analyst.places depends on view report_roster
HINT:  Drop what depends on it, upgrade the registry, and create it again.
2BP01
", 'a view on a view whose columns change');
refused("CREATE VIEW analyst.notes AS SELECT note FROM overseas.mission;", "DROP VIEW analyst.notes;",
	"ERROR:  registry overseas cannot be upgraded: cannot alter type of a column used by a view or rule
DETAIL:  rule _RETURN on view analyst.notes depends on column \"note\"
HINT:  Drop what depends on it, upgrade the registry, and create it again.
2BP01
", 'a view on a column whose type changes');
refused("CREATE VIEW overseas.report_matrix AS SELECT name FROM overseas.goal;", "DROP VIEW overseas.report_matrix;",
	"ERROR:  schema overseas has objects whose names the registry needs
DETAIL:  These are: report_matrix.
HINT:  Rename them, or move them to another schema.
42710
", 'a view that has the name of a new one');
refused("CREATE TABLE overseas.goal_country (code text);", "DROP TABLE overseas.goal_country;",
	"ERROR:  relation \"goal_country\" already exists\n42P07\n", 'a table that has the name of a new one');
refused("INSERT INTO overseas.program (program, name) VALUES ('NIL', '');", "DELETE FROM overseas.program WHERE name = '';",
	"ERROR:  check constraint \"program_name_check\" of relation \"program\" is violated by some row\n23514\n", 'a row that breaks a constraint');
refused('REVOKE CREATE ON SCHEMA overseas FROM attache_keeper;', 'GRANT CREATE ON SCHEMA overseas TO attache_keeper;',
	"ERROR:  permission denied for schema overseas\n42501\n", 'an owner who may not create in the schema');
is(superuser('attache_old', "\\set SHOW_CONTEXT never\n$upgrade;\n"),
	"ERROR:  registry overseas belongs to attache_keeper\nHINT:  Upgrade it as its owner: SET ROLE attache_keeper.\n", 'a superuser who is not the owner');
is(failure('attache_old', "SELECT $schema.attache_upgrade_registry('nowhere')"),
	"ERROR:  schema nowhere holds no registry\nHINT:  attache_create_registry makes one.\n42704\n", 'no registry');
is_deeply(objects('attache_old', 'overseas', 'analyst'), $old, 'nothing has changed');
is(owner('attache_old', $queries), $rows, '... and no row');

# Two upgrade it at once, one of them with things planted on the search_path.
superuser('attache_old', <<'END');
CREATE SCHEMA planted;
CREATE FUNCTION planted.never() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$;
CREATE FUNCTION planted.never(name, name) RETURNS boolean LANGUAGE sql AS 'SELECT planted.never()';
CREATE FUNCTION planted.never(integer, integer) RETURNS boolean LANGUAGE sql AS 'SELECT planted.never()';
CREATE FUNCTION planted.format(text, name) RETURNS text LANGUAGE sql AS 'SELECT planted.never()::text';
CREATE FUNCTION planted.isempty(daterange) RETURNS boolean LANGUAGE sql AS 'SELECT planted.never()';
CREATE OPERATOR planted.= (LEFTARG = name, RIGHTARG = name, FUNCTION = planted.never);
CREATE OPERATOR planted.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = planted.never);
GRANT USAGE ON SCHEMA planted TO attache_keeper;
END
my $first = open2(my $said, my $told, 'psql -XAtq -U attache_keeper -d attache_old 2>&1');
$told->autoflush(1);
print $told "CREATE TEMPORARY TABLE goal (own integer);\nCREATE TEMPORARY TABLE rule (own integer);
SET search_path = planted, pg_catalog;\nSELECT 1 = 1;\nBEGIN;\n$upgrade;\nSHOW search_path;\nSHOW client_min_messages;\n";
is(scalar <$said>, "ERROR:  planted\n", 'an operator is planted');
like(scalar <$said>, qr/^CONTEXT/, '... and called');
is(scalar <$said>, "0|1\n", 'the registry is upgraded');
is(scalar <$said> . scalar <$said>, "planted, pg_catalog\nwarning\n", '... and leaves the session as it was');
open(my $second, '-|', "psql -XAtq -U attache_keeper -d attache_old -c \"$upgrade\" 2>&1") or die;
my $waits = 0;
for (1 .. 300)
{
	$waits = superuser('attache_old', 'SELECT count(*) FROM pg_locks WHERE NOT granted');
	last if $waits > 0;
	select(undef, undef, undef, 0.1);
}
is($waits, "1\n", 'who upgrades it meanwhile waits');
print $told "COMMIT;\nSELECT count(*) FROM pg_temp.goal;\n\\q\n";
is(scalar <$said>, "0\n", 'temporary tables of the same names are not taken for the registry\'s');
is(scalar <$second>, "1|1\n", '... and finds it upgraded');
close($second);
waitpid($first, 0);

my $upgraded = objects('attache_old', 'overseas', 'analyst');
is_deeply([ sort keys %$upgraded ], [ sort keys %$new ], 'it has the objects that a new registry has, and the owner\'s own');
is_deeply($upgraded, $new, '... all as they are there');
is(owner('attache_old', $queries), $rows, 'its rows are what they were, and so is what views show');
is(owner('attache_old', 'SELECT overseas.registry_level(), overseas.registry_time_zone()'), "1|America/New_York\n", 'it knows its level, and its time zone is what the owner chose');
is(owner('attache_old', 'SELECT note FROM overseas.program ORDER BY program'), "\n\nupgraded\n\n", 'a new column has its values');
is(owner('attache_old', 'SELECT * FROM overseas.verify() WHERE last_day IS NOT NULL'), '', 'it violates no rule');
like(failure('attache_old', "INSERT INTO overseas.posting_status_change (posting_id, effective_day, status) VALUES (1, '2006-01-01', 'closed')"),
	qr/^ERROR:  the tour of Representative 1 runs past 2006-01-01, when the attache posting at Embassy Brussels is closed\n.*^23514$/ms, 'a rule holds');
is(owner('attache_old', "INSERT INTO overseas.mission (country, city, name) VALUES ('AT', 'Vienna', 'Embassy Vienna') RETURNING mission_id, own_column"), "23|own\n", 'keys go on');
is(owner('attache_old', "SELECT actual, state FROM overseas.goal_progress('2006-06-01')"), "14|on track\n", 'the functions work');

# The other registry of the database.
is_deeply(objects('attache_old', '"o""ld"'), $other, 'another registry of the database is what it was');
is(owner('attache_old', qq{REVOKE ALL ON "o""ld".report_roster FROM attache_keeper;
SELECT * FROM $schema.attache_upgrade_registry('o"ld'); SELECT "o""ld".registry_level();
SELECT relacl FROM pg_class WHERE oid = '"o""ld".report_roster'::regclass;}), "0|1\n1\n{}\n", '... until it is upgraded, too; nobody gets a right that was taken from them');

# A dump keeps the level.
is(output("pg_dump -Fc -f $dir/dump attache_old && pg_restore --exit-on-error -d attache_again $dir/dump", ''), '', 'a dump is restored');
like(failure('attache_again', $upgrade), qr/^ERROR:  role attache_keeper may not make or upgrade a registry
DETAIL:  The triggers of a registry call functions that it may not execute\.
HINT:  Let the owner of the extension GRANT EXECUTE ON FUNCTION \Q$schema\E\.attache_rule\(\), \Q$schema\E\.attache_past\(\) TO attache_keeper\.
.*^42501$/ms,
	'... by the owner of the extension, who has not given the right to upgrade it');
is(output("psql -XAtq -d attache_again -c 'GRANT EXECUTE ON FUNCTION $schema.attache_rule(), $schema.attache_past() TO attache_keeper'", ''), '', '... and gives it');
is(owner('attache_again', "SELECT overseas.registry_level(); $upgrade;"), "1\n1|1\n", '... the level is the same');
is_deeply(objects('attache_again', 'overseas', 'analyst'), $new, '... with the same objects');

# A registry that is up to date, with more of the owner's own and with damages.
is(owner('attache_new', <<'END'), '', 'a registry that its owner has changed');
ALTER TABLE overseas.assignment ENABLE ALWAYS TRIGGER rule_assignment;
ALTER TABLE overseas.posting ENABLE REPLICA TRIGGER rule_posting;
ALTER TABLE overseas.mission DISABLE TRIGGER rule_limit;
UPDATE overseas.rule SET severity = 'warning', note = 'own' WHERE rule_id = 'AT-206';
UPDATE overseas.rule SET longest = '45 days' WHERE rule_id = 'AT-204';
UPDATE overseas.rule SET rule = 'old words' WHERE rule_id = 'AT-103';
CREATE VIEW analyst.goals AS SELECT goal, state FROM overseas.report_goals;
CREATE TABLE analyst.years (day date, fiscal_year integer GENERATED ALWAYS AS (overseas.fiscal_year(day)) STORED);
GRANT SELECT ON overseas.rule, overseas.report_goals TO attache_analyst;
END
$new = objects('attache_new', 'overseas', 'analyst');
my $rules = owner('attache_new', 'SELECT rule_id, severity, longest, longest_extended, note FROM overseas.rule ORDER BY rule_id');
# As a restore with triggers disabled leaves it, too.
owner('attache_new', "DELETE FROM overseas.rule WHERE rule_id = 'AT-101'; ALTER TABLE overseas.rule ENABLE TRIGGER rule_settings_changed");
is(owner('attache_new', $upgrade), "1|1\n", 'it is upgraded');
is_deeply(objects('attache_new', 'overseas', 'analyst'), $new, '... and is what it was');
is(owner('attache_new', 'SELECT rule_id, severity, longest, longest_extended, note FROM overseas.rule ORDER BY rule_id'), $rules, '... with what is set of its rules, and each of them');
is(owner('attache_new', "SELECT count(*) FROM overseas.rule o JOIN $schema.attache_rules() r USING (rule_id, rule, enforced_by)"), owner('attache_new', "SELECT count(*) FROM $schema.attache_rules()"), '... in the words of the list');
is(owner('attache_new', <<END), "1|1\n", 'a registry without some of its objects');
DROP VIEW overseas.report_matrix;
DROP FUNCTION overseas.days_uncovered(daterange, text, boolean, boolean, boolean, boolean);
DROP TRIGGER rule_goal ON overseas.goal;
CREATE OR REPLACE VIEW overseas.posting_status_period AS SELECT posting_id, status, NULL::daterange AS during FROM overseas.posting_status_change;
$upgrade;
END
is_deeply(objects('attache_new', 'overseas', 'analyst'), $new, '... has them again');
# An upgrade does not tie the registry's functions to columns of the owner's.
my $tables = "SELECT format('ALTER TABLE overseas.%I %s', relname, :'change') FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' \\gexec\n";
is(owner('attache_new', "\\set change 'ADD own text'\n$tables $upgrade;\n\\set change 'DROP own'\n$tables"), "1|1\n",
	'columns that the owner has added can go again');
for my $level ('2', '-1', 'NULL::integer')
{
	is(failure('attache_new', "BEGIN; CREATE OR REPLACE FUNCTION overseas.registry_level() RETURNS integer LANGUAGE sql RETURN $level;\n$upgrade"),
		"ERROR:  registry overseas is of level " . ($level =~ s/::.*//r) . "
DETAIL:  This version of attache makes registries of level 1, and upgrades those from level 0 on.
HINT:  Install the version of attache that made the registry, or a newer one, and run ALTER EXTENSION attache UPDATE.
55000
", "a registry of level $level");
}

superuser('postgres', join("\n", map { "DROP DATABASE $_;" } @databases) . "\nDROP ROLE attache_keeper, attache_analyst;\n");
done_testing();
