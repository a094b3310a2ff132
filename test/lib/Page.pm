# A page of the documentation, as its reader follows it.
#
# A block of ```sql is what the reader runs; a block without a language right after
# it is what psql prints for its last statements. The line '**Needs**: ...' says
# what is there before the first block.
package Page;
use strict;
use warnings;
use Exporter 'import';
use Test::More;

our @EXPORT = qw(contents listed_pages blocks psql_shows prepare follow);

sub contents
{
	open(my $file, '<:encoding(UTF-8)', $_[0]) or die "$_[0]: $!";
	local $/;
	return scalar <$file>;
}

# The README, and the pages that it lists, in the order in which they are read.
sub listed_pages
{
	my ($list) = contents('README.md') =~ /^## Read on\n(.*)/ms;
	my %seen;
	return ('README.md', grep { !$seen{$_}++ } $list =~ /\]\(((?:doc\/)?\w+\.md)(?:#[^)]*)?\)/g);
}

# Blocks in their order: [language, text, the result that follows or undef].
sub blocks
{
	my ($text) = @_;
	my @blocks;
	while ($text =~ /^```(\w*)\n(.*?)^```$(\n\n^```\n(.*?)^```$)?/msg)
	{
		push @blocks, [ $1, $2, $4 ];
	}
	return @blocks;
}

# What people see, less the lengths of lines that only make it look good.
sub plain
{
	my ($text) = @_;
	$text =~ s/ +$//mg;
	$text =~ s/^\(\d+ rows?\)\n//mg;
	$text =~ s/-{3,}/---/g;
	$text =~ s/^psql:<stdin>:\d+: //mg;
	$text =~ s/ +/ /g;
	$text =~ s/^ //mg;
	$text =~ s/\n+$/\n/;
	return $text;
}

# What psql shows of some SQL, errors in their place.
sub psql_shows
{
	my ($options, $commands) = @_;
	my $output = "/tmp/attache-page.$$";
	open(my $psql, '|-', "stdbuf -oL psql -X -q $options >$output 2>&1") or die;
	binmode($psql, ':encoding(UTF-8)');
	print $psql $commands;
	close($psql);
	my $shown = contents($output);
	unlink $output;
	return $shown;
}

# The same, as a page shows it.
sub shown
{
	my ($database, $commands) = @_;
	return psql_shows("-d '$database'", "SET datestyle = 'ISO';\n$commands");
}

# Each need, and how it is met.
my $extension = 'CREATE EXTENSION attache;';
my $registry = "SELECT attache_create_registry('overseas'); SELECT attache_load_example('overseas');";
my %met = ('nothing' => '', 'the extension' => $extension, 'the example registry' => "$extension $registry");

# Makes what a page needs, in an empty database.
sub prepare
{
	my ($database, $text) = @_;
	return '' if !grep { $_->[0] eq 'sql' } blocks($text);
	my ($need) = $text =~ /^\*\*Needs\*\*: (nothing|the extension|the example registry)\b/m or return 'it says no need';
	my $shown = shown($database, "SET client_min_messages = warning;\n$met{$need}");
	return $shown =~ /^(?:psql:.*)?(?:ERROR|FATAL)/m ? $shown : '';
}

sub errors { return scalar(() = $_[0] =~ /^(?:ERROR|FATAL)/mg) }

# Runs the blocks of a page one after another in one session, as its reader does, and
# compares; returns how many it ran, and how many results it compared.
sub follow
{
	my ($document, $database) = @_;
	my @blocks = grep { $_->[0] eq 'sql' } blocks(contents($document));
	my ($mark, $compared) = ('-- the next block', 0);
	return (0, 0) if !@blocks;
	my @shown = split /^$mark\n/m, shown($database, join("\\warn $mark\n", map { $_->[1] } @blocks)), -1;
	is(scalar @shown, scalar @blocks, "$document: all blocks ran");
	for my $block (@blocks)
	{
		my ($commands, $result) = @$block[ 1, 2 ];
		my ($title) = $commands =~ /^(.*)/;
		my $shown = plain(shift(@shown) // '');
		my $expected = plain($result // '');
		# An error that the page does not show is one that it does not know of.
		ok(index($shown, $expected) >= 0 && errors($shown) == errors($expected), "$document: $title")
		  or diag("got:\n$shown\nexpected:\n$expected");
		$compared++ if defined $result;
	}
	return (scalar @blocks, $compared);
}

1;
