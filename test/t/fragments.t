# The SQL of the extension is joined from fragments; one that is wrong is named.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);
sub shell { my $said = `( $_[0] ) 2>&1`; return $said }

my $joined = shell("sql/join extension 18; sql/join server 18");
ok($joined =~ m{^-- sql/\Q$_\E$}m, "$_ is named") for split /\n/, shell("sql/join fragments");
is_deeply([ split /\n/, shell("sql/join fragments | LC_ALL=C sort") ], [ split /\n/, shell("cd sql && find . -name '*.sql*' | sed 's,^./,,' | LC_ALL=C sort") ], 'every file of sql is joined');
is(join(' ', $joined =~ /^(.*\@(?:scalar|mark|level|first|code)\@.*)$/mg), '', 'nothing is left open');

# The same DDL through psql makes a registry, and says where it does not.
my $psql = "PGOPTIONS='-c search_path=$schema -c client_min_messages=warning' psql -XAtq -d attache_fragments";
is(shell("psql -XAtq -c 'SET client_min_messages = warning' -c 'DROP DATABASE IF EXISTS attache_fragments' -c 'CREATE DATABASE attache_fragments TEMPLATE template0'"), '', 'a database');
is(shell("$psql -c 'CREATE SCHEMA IF NOT EXISTS $schema' -c 'CREATE EXTENSION btree_gist SCHEMA $schema' -c 'CREATE EXTENSION attache SCHEMA $schema'"), '', '... with the extension');
is(shell("sql/join registry by_hand | $psql"), '', 'a registry by hand');
is(shell("$psql -c 'SELECT count(*) FROM by_hand.verify()'"), "0\n", '... that can be asked');
shell("cp -r sql $dir && sed -i 's/^CREATE FUNCTION roster(/CREATE FUNCTION roster(day nonsense, /' $dir/sql/registry/report.sql");
my ($line) = map { $_ } split /\n/, shell("grep -n '^BEGIN ATOMIC' $dir/sql/registry/report.sql | head -n 1");
like(shell("cd $dir && sql/join registry wrong | $psql"), qr{^psql:(?:\S*/)?sql/registry/report\.sql:\d+: ERROR:  type "?nonsense}m, 'an error names the file of the fragment');
shell("psql -XAtq -c 'DROP DATABASE attache_fragments'");

done_testing();
