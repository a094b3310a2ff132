# A subscriber of plain logical replication: rows arrive, are not checked again
# there, and what is written there is.
use strict;
use warnings;
use File::Temp qw(tempdir);
use IO::Handle;
use Test::More;
use Time::HiRes qw(sleep time);

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);

sub psql
{
	my ($database, $sql) = @_;
	open(my $psql, '|-', "psql -XAtq -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -d $database >$dir/out 2>&1") or die;
	print $psql "SET client_min_messages = warning;\n$sql";
	close($psql);
	open(my $out, '<', "$dir/out") or die;
	local $/;
	return scalar(<$out>) // '';
}

my $level = psql('postgres', 'SHOW wal_level');
chomp($level);
plan skip_all => "wal_level is $level, not logical: nothing was replicated" unless $level eq 'logical';

# Asks until the answer is the one waited for, for a minute at most.
sub wait_for
{
	my ($database, $question, $answer) = @_;
	my $until = time + 60;
	my $got;
	while (($got = psql($database, $question)) ne $answer && time < $until) { sleep 0.05 }
	return $got;
}

sub catch_up
{
	chomp(my $written = psql('attache_publisher', 'SELECT pg_current_wal_insert_lsn()'));
	wait_for('attache_publisher', "SELECT confirmed_flush_lsn >= '$written' FROM pg_replication_slots WHERE slot_name = 'attache_slot'", "t\n");
}

sub rows
{
	my ($database) = @_;
	return psql($database, q{SELECT format('SELECT %L, t.* FROM overseas.%I t ORDER BY t::text', relname, relname)
		FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'r' ORDER BY relname \gexec});
}

for my $database ('attache_publisher', 'attache_subscriber')
{
	psql('postgres', "DROP DATABASE IF EXISTS $database;\nCREATE DATABASE $database TEMPLATE template0;");
	is(psql($database, "CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION attache SCHEMA $schema;
		SELECT $schema.attache_create_registry('overseas') \\g /dev/null\n"), '', "a registry in $database");
}
is(psql('attache_publisher', "SELECT $schema.attache_load_example('overseas') \\g /dev/null
	CREATE PUBLICATION overseas FOR TABLES IN SCHEMA overseas;
	SELECT pg_create_logical_replication_slot('attache_slot', 'pgoutput') \\g /dev/null\n"), '', 'the publisher');
is(psql('attache_subscriber', "SELECT $schema.attache_empty_registry('overseas') \\g /dev/null
	CREATE SUBSCRIPTION overseas CONNECTION 'host=$ENV{PGHOST} port=$ENV{PGPORT} user=$ENV{PGUSER} dbname=attache_publisher'
	PUBLICATION overseas WITH (create_slot = false, slot_name = attache_slot);"), '', 'the subscriber');

is(wait_for('attache_subscriber', "SELECT count(*) FROM pg_subscription_rel WHERE srsubstate <> 'r'", "0\n"), "0\n", 'all tables are copied');
cmp_ok(length(rows('attache_publisher')), '>', 5000, 'the publisher has rows');
ok(rows('attache_subscriber') eq rows('attache_publisher'), '... and the subscriber has the same');

# Every table takes updates and deletes.
is(psql('attache_publisher', <<'END'), '', 'changes of each kind');
SET search_path = overseas;
INSERT INTO posting_area (posting_id, country) VALUES (1, 'LU'), (1, 'FR');
INSERT INTO posting_area (posting_id, country, program) VALUES (1, 'DE', 'CSI'), (1, 'DE', 'CB');
INSERT INTO mission_change (mission_id, effective_day, country) VALUES (1, '2005-01-01', 'LU'), (2, '2005-01-01', 'US');
INSERT INTO site (site_id, kind, code, country, name) VALUES (1, 'seaport', 'BEANR', 'BE', 'Antwerp');
INSERT INTO posting_site (posting_id, site_id, program) VALUES (1, 1, 'CSI');
INSERT INTO weight (site_id, weight) VALUES (1, 6500);
UPDATE posting_area SET note = 'own' WHERE country = 'LU';
UPDATE mission_change SET name = 'Embassy Luxembourg', covers_host = false WHERE mission_id = 1;
DELETE FROM mission_change WHERE mission_id = 2;
UPDATE mission SET covers_host = false WHERE mission_id = 3;
DELETE FROM posting_area WHERE country = 'FR';
UPDATE posting_program SET during = '[2004-08-01,)' WHERE posting_id = 1;
UPDATE posting_site SET during = '[2004-08-01,)';
UPDATE weight SET weight = 6600;
UPDATE rule SET longest = '45 days' WHERE rule_id = 'AT-204';
DELETE FROM posting_program WHERE posting_id = 2;
END
is(catch_up(), "t\n", '... arrive');
ok(rows('attache_subscriber') eq rows('attache_publisher'), '... as they are');

# The subscriber has lost the history of posting 3, so that the rules would
# refuse there what the publisher takes.
is(psql('attache_subscriber', "BEGIN; SET LOCAL session_replication_role = replica;
	DELETE FROM overseas.posting_status_change WHERE posting_id = 3; COMMIT;"), '', 'a subscriber that lacks rows');
psql('attache_publisher', "INSERT INTO overseas.representative (name) VALUES ('Deputy');
	INSERT INTO overseas.assignment (posting_id, representative_id, kind, tenure) VALUES (3, 24, 'tdy', '[2006-03-01,2006-03-15)');");
is(catch_up(), "t\n", 'a row about what it lacks arrives');
my $held = "SELECT tenure FROM overseas.assignment WHERE posting_id = 3 AND representative_id = 24";
is(psql('attache_subscriber', $held), "[2006-03-01,2006-03-15)\n", '... and is not checked again');

like(psql('attache_subscriber', "INSERT INTO overseas.assignment (assignment_id, posting_id, representative_id, kind, tenure)
	VALUES (1000, 3, 24, 'tdy', '[2007-03-01,2007-03-15)')"), qr/ERROR:  23514:.*CONSTRAINT NAME:  AT-201/s, 'what is written there is');

# Keys are not replicated: those of the subscriber start again.
my $insert = "INSERT INTO overseas.mission (country, city, name) VALUES ('AT', 'Vienna', 'Embassy Vienna') RETURNING mission_id";
like(psql('attache_subscriber', $insert), qr/ERROR:  23505:/, 'a key that the subscriber draws is taken');
is(psql('attache_subscriber', "ALTER TABLE overseas.mission ALTER mission_id RESTART WITH 1000000001; ALTER TABLE overseas.mission_past ALTER mission_past_id RESTART WITH 1000000001;
	ALTER TABLE overseas.edit ALTER edit_id RESTART WITH 1000000001;\n$insert"), "1000000001\n", '... unless it has a range of its own');

# A session there that has looked for ended countries looks again once one arrives.
my $duty = "INSERT INTO overseas.assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES (1001, 7, 24, 'tdy', '[2011-03-01,2011-03-15)')";
psql('attache_subscriber', 'ALTER TABLE overseas.assignment_past ALTER assignment_past_id RESTART WITH 1000000001');
psql('attache_publisher', "UPDATE overseas.rule SET severity = 'error' WHERE rule_id = 'AT-304';");
catch_up();
open(my $session, '|-', "psql -XAtq -v VERBOSITY=verbose -d attache_subscriber >$dir/session 2>&1") or die;
$session->autoflush(1);
print $session "BEGIN; $duty; SELECT 'taken'; ROLLBACK;\n\\! touch $dir/taken\n";
-e "$dir/taken" or sleep 0.05 for 1 .. 1200;
psql('attache_publisher', "SET session_replication_role = replica; INSERT INTO overseas.posting_area (posting_id, country) VALUES (7, 'AN');");
is(catch_up(), "t\n", 'a country that has ended arrives');
print $session "$duty;\n";
close($session);
open(my $said, '<', "$dir/session") or die;
like(join('', <$said>), qr/^taken\nERROR:  23514:.*CONSTRAINT NAME:  AT-304/s, '... and a session notices');

psql('attache_subscriber', 'DROP SUBSCRIPTION overseas');
psql('postgres', "DROP DATABASE attache_subscriber;\nDROP DATABASE attache_publisher;");
done_testing();
