# doc/reference.md is what the objects say of themselves: nothing public is
# undocumented, nothing documented is missing.
use strict;
use warnings;
use lib 'test/lib';
use Page;
use Test::More;

binmode(Test::More->builder->$_, ':encoding(UTF-8)') for qw(output failure_output);
my $made = 'test/output/reference.md';
is(system("doc/build/reference >$made"), 0, 'the reference is made');
my @lines = split /\n/, contents($made);
my @kept = split /\n/, contents('doc/reference.md');
cmp_ok(scalar @lines, '>', 2000, 'it has something to say');
my ($at) = grep { ($lines[$_] // '') ne ($kept[$_] // '') } 0 .. ($#lines > $#kept ? $#lines : $#kept);
ok(!defined $at, "doc/reference.md is what 'make reference' writes")
  or diag('line ' . ($at + 1) . ":\n got: " . ($lines[$at] // '') . "\nkept: " . ($kept[$at] // ''));
done_testing();
