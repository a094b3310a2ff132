# What somebody sees who has just arrived: what is to be installed and why, who can do
# it, that it moves; and that nothing of it stays where it does not belong.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $dir = tempdir(CLEANUP => 1);

# A program that is found before the real one.
sub fake
{
	my ($name, $script) = @_;
	mkdir "$dir/bin";
	open(my $file, '>', "$dir/bin/$name") or die;
	print $file "#!/bin/sh\n$script\n";
	close($file);
	chmod(0755, "$dir/bin/$name");
}

# What a command says without a terminal, on a machine without PostgreSQL.
sub said
{
	my ($command) = @_;
	return `env -u PG_CONFIG PATH=$dir/bin:\$PATH setsid -w $command </dev/null 2>&1`;
}

# A system of PostgreSQL 15, and a user who is nobody special.
fake('pg_config', 'exit 1');
fake('apt-cache', 'case $1 in depends) echo "  Depends: postgresql-15" ;; esac');
fake('apt-get', 'exit 0');
fake('id', 'case $1 in -u) echo 1000 ;; *) echo robin ;; esac');
fake('sudo', 'echo "sudo: a password is required" >&2; exit 1');
my $said = said('test/setup');
isnt($?, 0, 'nobody can install anything');
like($said, qr/^attache: these packages are missing, and apt-get will install them:\n  postgresql-15 postgresql-server-dev-15 postgresql-15-pgtap +PostgreSQL, its headers, and pgTAP for the tests$/m,
	'what is missing is said by name, and what for');
like($said, qr/^attache: installing them takes root, and robin cannot become root here\. Let an administrator run:\n    apt-get update\n    apt-get install --no-install-recommends postgresql-15 postgresql-server-dev-15 postgresql-15-pgtap\b/m,
	'... and what an administrator has to type');
unlike($said, qr/sudo:/, '... and not what sudo says');

# One who may: sudo does as it is told. apt calls a host that it cannot reach a warning.
fake('sudo', 'while [ "${1#-}" != "$1" ]; do shift; done; exec "$@"');
fake('apt-get', 'echo "W: Failed to fetch http://example.invalid/InRelease  Could not resolve \'example.invalid\'"');
fake('apt-cache', 'case $1 in depends) echo "  Depends: postgresql-15" ;; *) exit 100 ;; esac');
$said = said('test/setup');
isnt($?, 0, 'nothing can be had');
like($said, qr/^W: .*Could not resolve 'example\.invalid'\nattache: apt knows no package postgresql-15; /m, '... and it is said why');
fake('apt-cache', 'case $1 in depends) echo "  Depends: postgresql-14" ;; esac');
like(said('test/setup'), qr/^attache: this system's PostgreSQL is 14, and attache needs 15 or later/, 'a system that is too old');

# Nobody waits before a silent screen.
is(`bash -c '. test/lib/patience.sh; patiently "waiting for nothing" sleep 2'`, "attache: waiting for nothing\n", 'what takes long is said');
is(`bash -c '. test/lib/patience.sh; patiently "waiting for nothing" true'`, '', '... and what does not is not');
is(system(q(bash -c '. test/lib/patience.sh; patiently "failing" false')) >> 8, 1, '... and fails as it would');
sub shown
{
	my ($kind, $text, @names) = @_;
	open(my $file, '>', "$dir/text") or die;
	print $file $text;
	close($file);
	return `perl test/lib/progress.pl $dir/log $kind @names <$dir/text`;
}
my $tap = "test/t/a.t .... \nok 1 - x\n1..1\nok\ntest/t/b.t .... \nnot ok 1 - y\n# got: 1\n1..1\nFailed 1/1 subtests \nResult: FAIL\n";
is(shown('tap', $tap, 'test/t/a.t', 'test/t/b.t') =~ s/ +/ /gr, "test/t/a.t ok\nnot ok 1 - y\n# got: 1\ntest/t/b.t 1 failed\nResult: FAIL\n", 'a line for each file, and for what failed');
is(`cat $dir/log`, $tap, '... and the log has all');
is(shown('regress', "(using postmaster)\n=====\ntest a    ... ok   3 ms\n", 'a'), "test a    ... ok   3 ms\n", '... and for each test of a regression harness');

# Nothing of root's stays in somebody's checkout, and all of it in root's.
SKIP:
{
	skip 'not as root', 2 if $> != 0;
	foreach ([ 12345, 12346 ], [ 0, 0 ])
	{
		my $checkout = tempdir(CLEANUP => 1);
		system("mkdir $checkout/made && touch $checkout/made/file && ln -s /etc/passwd $checkout/link");
		chown @$_, $checkout;
		system("cd $checkout && . $ENV{PWD}/test/lib/owner.sh && give_back");
		is(join(' ', map { join ':', (lstat "$checkout/$_")[ 4, 5 ] } 'made', 'made/file', 'link'), join(' ', ("$_->[0]:$_->[1]") x 3), "the files are those of $_->[0]");
	}
}

# A server is somebody's: what is there is not touched, and what was made goes away.
my $claim = '. test/lib/databases.sh; trap release EXIT; claim test';
my $there = `psql -XAtqc 'SELECT current_database()'`;
chomp $there;
like(`bash -c '$claim $there ""' 2>&1`, qr/^test: the server has what the tests would make, .*\n    dropdb \Q$there\E\n\z/, 'a name that is taken is refused');
like(`bash -c '$claim "" attache_clerk' 2>&1`, qr/^    dropuser attache_clerk\n\z/m, '... of a role as well');
like(`PGHOST=/nowhere bash -c '$claim attache_taken ""' 2>&1`, qr/^test: the server does not answer \(PGHOST=\/nowhere /, 'a server that is not there');
sub taken { return `psql -XAtqc "SELECT datname FROM pg_database WHERE datname = 'attache_taken' UNION ALL SELECT rolname FROM pg_roles WHERE rolname = 'attache_taker'"` }
my $make = 'on_server "CREATE ROLE attache_taker" && on_server "CREATE DATABASE attache_taken OWNER attache_taker"';
is(`bash -c '$claim attache_taken attache_taker && $make; exit 3' 2>&1`, '', 'a database and a role are made');
is($? >> 8, 3, '... by what fails');
is(taken(), '', '... and are gone');
like(`KEEP_DATABASES=1 bash -c '$claim attache_taken attache_taker && $make' 2>&1`, qr/^kept, until you say:\n    dropdb attache_taken\n    dropuser attache_taker$/, 'unless they are to stay');
is(taken(), "attache_taken\nattache_taker\n", '... and do');
system(q(psql -Xqc 'DROP DATABASE attache_taken' -c 'DROP ROLE attache_taker'));

done_testing();
