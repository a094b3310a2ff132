# Every command of the documentation runs, and gives what stands below it.
#
# A block of ```sql runs in a database of the document's own; a block without a
# language right after it is what psql prints for its last statements. A block of
# ```sh is a command that the project has: its make targets and scripts exist.
use strict;
use warnings;
use Test::More;

sub contents
{
	open(my $file, '<:encoding(UTF-8)', $_[0]) or die "$_[0]: $!";
	local $/;
	return scalar <$file>;
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

binmode(Test::More->builder->$_, ':encoding(UTF-8)') for qw(output failure_output);
my $makefile = contents('Makefile');
my ($ran, $compared) = (0, 0);

for my $document ('README.md', glob('doc/*.md'))
{
	my $database = 'attache_docs';
	system("psql -XAtqc 'DROP DATABASE IF EXISTS $database' -c 'CREATE DATABASE $database' 2>/dev/null");
	my $first = 1;
	my $text = contents($document);
	for my $block (blocks($text))
	{
		my ($language, $commands, $result) = @$block;
		my ($title) = $commands =~ /^(.*)/;

		if ($language eq 'sh')
		{
			for my $target ($commands =~ /\bmake\b[^\n]*?((?: [a-z]+)*)$/mg)
			{
				ok($makefile =~ /^(?:.* )?$_(?: .*)?:/m, "$document: make $_") for split ' ', $target;
			}
			next;
		}
		next unless $language eq 'sql';
		# A document on its own may take the extension for granted.
		$commands = "SET client_min_messages = warning;\nCREATE EXTENSION attache;\nRESET client_min_messages;\n$commands"
			if $first && $commands !~ /CREATE EXTENSION/;
		$first = 0;
		open(my $psql, '|-', "psql -X -q -d $database >test/output/docs.out 2>&1") or die;
		binmode($psql, ':encoding(UTF-8)');
		print $psql "SET datestyle = 'ISO';\n$commands";
		close($psql);
		my $out = plain(contents('test/output/docs.out'));
		if (defined $result)
		{
			my $expected = plain($result);
			ok(index($out, $expected) >= 0, "$document: result of: $title") or diag("got:\n$out\nexpected:\n$expected");
			$compared++;
		}
		else
		{
			ok($out !~ /^(ERROR|FATAL)/m, "$document: $title") or diag($out);
		}
		$ran++;
	}
	# Links within the project lead somewhere.
	my ($folder) = $document =~ m{^(.*/)?};
	ok(-e ($folder // '') . $_, "$document: link to $_") for grep { !/:/ } $text =~ /\]\(([^)#]+)\)/g;
}

# The table of rules is the list's.
my %listed = map { my ($id, $rest) = split /\|/, $_, 2; ($id => $rest) }
  split /\n/, `psql -XAtqc "SELECT rule_id, enforced_by, longest, longest_extended FROM $ENV{ATTACHE_SCHEMA}.attache_rules()"`;
my %shown;
my $rules = contents('doc/rules.md');
while ($rules =~ /^\| (AT-\d+) \| .* \| (?:(\d+ \w+)(?:, (\d+ \w+))? )?\| (\w+)[^|]* \|$/gm)
{
	my ($id, $enforced_by, $longest, $extended) = ($1, $4, map { defined $_ ? "'$_'" : 'NULL' } $2, $3);
	chomp($shown{$id} = `psql -XAtqc "SELECT '$enforced_by', $longest\::interval, $extended\::interval"`);
}
is_deeply(\%shown, \%listed, 'doc/rules.md has each rule, its limits, and what enforces it');

# What a registry has is documented, and each report has a fixture for plans.t.
my $documentation = join '', map { contents($_) } glob('doc/*.md');
for my $name (split /\n/, `psql -XAtqc "SELECT relname FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind IN ('r', 'v')
	UNION SELECT proname FROM pg_proc WHERE pronamespace = 'overseas'::regnamespace ORDER BY 1"`)
{
	ok($documentation =~ /`\Q$name\E[`(]/, "$name is documented");
	ok(-e "test/plans/$name.out", "... and its plan is test/plans/$name.out") if $name =~ /^report_/;
}

# Each column of a standing has a line in the table of columns of the page that explains it.
sub explains
{
	my ($document, $type, @said_before) = @_;
	my @columns = split /\n/, `psql -XAtqc "SELECT attname FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid WHERE relname = '$type' AND attnum > 0 AND NOT attisdropped ORDER BY attnum"`;
	cmp_ok(scalar @columns, '>', 10, "$type has columns");
	my ($table) = contents($document) =~ /^\| column \| what it is \|\n\|---\|---\|\n(.*?)\n\n/ms;
	my %explained = map { $_ => 1 } @said_before, map { /`(\w+)`/g } $table =~ /^\| ([^|]*) \|/mg;
	is(join(' ', grep { !$explained{$_} } @columns), '', "... which the table of $document explains");
}
explains('doc/coverage.md', 'coverage_standing');
explains('doc/registry.md', 'goal_standing', qw(goal_id goal kind program));

cmp_ok($ran, '>', 10, 'there were commands');
cmp_ok($compared, '>', 5, 'there were results to compare');
system("psql -XAtqc 'DROP DATABASE attache_docs' 2>/dev/null");

done_testing();
