# What the plain-C core promises and no query can show: compiled from the source
# and run. test/core/checks.c has the checks.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $dir = tempdir(CLEANUP => 1);
my $cc = $ENV{CC} // 'cc';
plan skip_all => 'no C compiler' if system("$cc --version >/dev/null 2>&1") != 0;

my $errors = `$cc -g -O1 -Wall -Wextra -Isrc -Itest/core -o $dir/checks test/core/*.c src/core/*.c 2>&1`;
is($errors, '', 'the core compiles without a server, and without warnings');
my $out = `$dir/checks 2>&1`;
is($?, 0, 'all checks pass') or diag($out);
like($out, qr/^1\.\.6$/m, '... and all ran');
done_testing();
