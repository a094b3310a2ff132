# doc/trouble.md has each SQLSTATE that attache raises, and no other. Needs no server.
use strict;
use warnings;
use lib 'test/lib';
use Page;
use Test::More;

# The server's own list: "22P02    E    ERRCODE_INVALID_TEXT_REPRESENTATION    invalid_text_representation".
chomp(my $share = `"\${PG_CONFIG:-pg_config}" --sharedir`);
plan skip_all => "no errcodes.txt in $share: no SQLSTATE was looked up" unless -e "$share/errcodes.txt";
my (%by_macro, %by_condition);
for (split /\n/, contents("$share/errcodes.txt"))
{
	my ($state, $macro, $condition) = /^(\w{5})\s+[EWS]\s+(ERRCODE_\w+)(?:\s+(\w+))?/ or next;
	$by_macro{$macro} = $state;
	$by_condition{$condition} //= $state if defined $condition;
}
cmp_ok(scalar keys %by_macro, '>', 200, 'the server has SQLSTATEs');

my (%raised, @unknown);
for my $source (glob 'src/*.[ch] src/*/*.[ch]')
{
	my $text = contents($source);
	while ($text =~ /\berrcode\(\s*(\w+)/g)
	{
		push @unknown, "$source: $1" unless $by_macro{$1};
		$raised{ $by_macro{$1} } = 1 if $by_macro{$1};
	}
}
for my $source (glob 'sql/*.sql sql/*.in sql/*/*.sql')
{
	my $text = contents($source);
	push @unknown, "$source: ERRCODE" if $text =~ /\bERRCODE\b/; # none is named so
	while ($text =~ /\bRAISE\s+(?!DEBUG|LOG|INFO|NOTICE|WARNING|EXCEPTION)([a-z]\w*)/g)
	{
		push @unknown, "$source: $1" unless $by_condition{$1};
		$raised{ $by_condition{$1} } = 1 if $by_condition{$1};
	}
	push @unknown, "$source: RAISE EXCEPTION" if $text =~ /\bRAISE\s+EXCEPTION\b/;
}
is("@unknown", '', 'each error has a SQLSTATE of its own that the server knows');
cmp_ok(scalar keys %raised, '>', 15, 'there are errors');

my ($table) = contents('doc/trouble.md') =~ /^## What attache raises\n(.*?)(?=^## |\z)/ms;
my @shown = map { /\b(\w{5})\b/g } $table =~ /^\| ((?:\w{5}(?:, )?)+) \|/mg;
is_deeply([ sort @shown ], [ sort keys %raised ], 'doc/trouble.md has each of them, once');

done_testing();
