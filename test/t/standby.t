# A physical standby: it answers every report, and what was known up to the last edit
# that it has received; promoted, it keeps its past.
use strict;
use warnings;
use File::Temp qw(tempdir);
use IO::Handle;
use POSIX ();
use Test::More;

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);
chmod 0711, $dir;
chown scalar getpwnam('postgres'), -1, $dir if $> == 0;
my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
chomp(my $bin = qx($pg_config --bindir));
my ($is_running, $main) = (0, $$);
$SIG{INT} = $SIG{TERM} = sub { exit 1 };

# What a program of the server's says. As root it runs as postgres.
sub program
{
	my ($command) = @_;
	$command = "cd $dir && $command";
	$command =~ s/'/'\\''/g;
	return $> == 0 ? scalar qx(cd / && runuser -u postgres -- sh -c '$command' 2>&1) : scalar qx(sh -c '$command' 2>&1);
}

END
{
	local $?;
	program("$bin/pg_ctl -D $dir/data -m immediate stop") if $is_running && $$ == $main;
}

sub psql
{
	my ($where, $sql) = @_;
	local @ENV{qw(PGHOST PGPORT)} = $where eq 'standby' ? ($dir, 5433) : @ENV{qw(PGHOST PGPORT)};
	open(my $pipe, '|-', "psql -XAtq -U postgres -d attache_standby >$dir/out.$$ 2>&1") or die;
	print $pipe "\\set VERBOSITY verbose\nSET client_min_messages = warning; SET synchronous_commit = on; SET search_path = overseas_known, overseas, $schema;\n$sql";
	close($pipe);
	open(my $out, '<', "$dir/out.$$") or die;
	local $/;
	return (<$out> // '') =~ s/^psql:<stdin>:\d+: //gmr =~ s/^(?:LOCATION|CONTEXT): .*\n//gmr;
}

system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 -c 'DROP DATABASE IF EXISTS attache_standby' -c 'CREATE DATABASE attache_standby TEMPLATE template0'");
is(psql('primary', "CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION attache SCHEMA $schema;
	SELECT 1 FROM $schema.attache_create_registry('overseas'), $schema.attache_load_example('overseas'), $schema.attache_show_known('overseas');
	SELECT publish('p') \\g /dev/null\nUPDATE overseas.representative SET name = 'Anna' WHERE representative_id = 1;"), "1\n", 'a registry');

my $said = program("$bin/pg_basebackup -D $dir/data -R -c fast -h $ENV{PGHOST} -p $ENV{PGPORT} -U postgres");
if ($said =~ /no pg_hba.conf entry|number of requested standby|permission denied/)
{
	note $said;
	plan skip_all => 'the server takes no standby';
}
is($said, '', 'a base backup');
like(program("$bin/pg_ctl -D $dir/data -w -l $dir/log -o \"-p 5433 -c listen_addresses= -c unix_socket_directories=$dir\" start >started; cat started"), qr/server started/, 'a standby');
$is_running = 1;

# Has the standby what the primary had?
sub catch_up
{
	my $at = psql('primary', 'SELECT pg_current_wal_lsn()') =~ s/\n//r;
	for (1 .. 300)
	{
		return if psql('standby', "SELECT pg_last_wal_replay_lsn() >= '$at'") eq "t\n";
		select(undef, undef, undef, 0.1);
	}
	die 'the standby does not catch up';
}
catch_up();

my $reports = "SELECT * FROM report_goals; SELECT * FROM report_roster; SELECT name FROM representative ORDER BY representative_id LIMIT 1;";
is(psql('standby', $reports), psql('primary', $reports), 'it answers as the primary does');
is(psql('standby', "SET attache.known_at = 'p'; SELECT name FROM representative ORDER BY representative_id LIMIT 1;"), "Representative 1\n", '... and what was known up to an edit that it has');
like(psql('standby', "SELECT set_config('attache.known_at', to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF'), false) \\g /dev/null\nSELECT known_at();"),
	qr/^ERROR:  55000: what was known at .* may not have arrived here yet\nDETAIL:  This server is a standby, and the last edit that it has seen is of \d.*\.\nHINT:  Ask for a moment up to that, or ask the primary.\n/, '... but not what may still come');
like(psql('standby', "SELECT publish('q');"), qr/25006|cannot/, '... and it publishes nothing');
my $now = psql('primary', "SELECT to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF')") =~ s/\n//r;
is(psql('primary', "UPDATE overseas.representative SET name = 'Bert' WHERE representative_id = 1;"), '', 'a later edit');
catch_up();
is(psql('standby', "SET attache.known_at = '$now'; SELECT name FROM representative ORDER BY representative_id LIMIT 1;"), "Anna\n", '... by which the moment before is settled');

# On a standby, too, a question is asked anew once another transaction has ended, though
# an older one goes on and a younger one has ended before.
sub await
{
	my ($file) = @_;
	-e $file or select(undef, undef, undef, 0.05) for 1 .. 1200;
	unlink $file or die "$file does not come";
}

sub run_in
{
	my ($session, $sql) = @_;
	print $session "$sql;\n\\! touch $dir/ran\n";
	await("$dir/ran");
}

sub open_transaction
{
	my ($sql) = @_;
	open(my $session, '|-', "psql -XAtq -U postgres -d attache_standby >/dev/null 2>&1") or die;
	$session->autoflush(1);
	run_in($session, "SET synchronous_commit = on; BEGIN; $sql");
	return $session;
}
psql('primary', 'CREATE TABLE public.aside (n integer);');
my $older = open_transaction('INSERT INTO public.aside VALUES (1)');
my $edit = open_transaction("UPDATE overseas.representative SET name = 'Dora' WHERE representative_id = 2");
psql('primary', 'INSERT INTO public.aside VALUES (2);');
catch_up();
my $known = "SELECT name FROM representative WHERE representative_id = 2;\n";
my $asker = fork() // die;
if ($asker == 0)
{
	$main = 0;
	my $twice = psql('standby', "SET attache.known_at = 'p'; BEGIN;\n$known\\! touch $dir/asked; while [ ! -e $dir/go ]; do sleep 0.05; done\n$known");
	POSIX::_exit($twice eq "Representative 2\nRepresentative 2\n" ? 0 : 1);
}
await("$dir/asked");
run_in($edit, 'COMMIT');
catch_up();
mkdir "$dir/go";
waitpid($asker, 0);
is($?, 0, 'the same moment has the same answer, whatever was committed meanwhile');
close($_) for $edit, $older;

like(program("$bin/pg_ctl -D $dir/data -w promote"), qr/server promoted/, 'it is promoted');
is(psql('standby', "UPDATE overseas.representative SET name = 'Cora' WHERE representative_id = 1; SELECT name FROM overseas.representative_past WHERE representative_id = 1 ORDER BY representative_past_id DESC LIMIT 1;
	SELECT set_config('attache.known_at', to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF'), false) \\g /dev/null\nSELECT known_at() IS NOT NULL;"), "Bert\nt\n", '... and keeps its past, and answers at once');
program("$bin/pg_ctl -D $dir/data -m fast stop");
$is_running = 0;
system("psql -XAtq -c 'DROP DATABASE attache_standby'");
done_testing();
