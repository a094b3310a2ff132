# The pages of the documentation, as readers follow them: each by itself, with no
# more than it says that it needs, and all in one database, in the order of the
# README's list. Blocks of ```sql give what stands below them; a block of ```sh is a
# command that the project has.
use strict;
use warnings;
use lib 'test/lib';
use Page;
use Test::More;

binmode(Test::More->builder->$_, ':encoding(UTF-8)') for qw(output failure_output);
my $makefile = contents('Makefile');
my @pages = grep { /^README|^doc\// } listed_pages();
is_deeply([ sort @pages ], [ 'README.md', sort glob('doc/*.md') ], "the README's list has every page");

# A database of somebody who is no superuser, as an agency's database is.
my ($database, $owner) = qw(attache_docs attache_reader);
my $psql = 'psql -X -A -t -q -d postgres';

sub drop
{
	system("$psql -c 'SET client_min_messages = warning' -c 'DROP DATABASE IF EXISTS $database' -c 'DROP ROLE IF EXISTS $owner'");
}

sub make
{
	drop();
	system("$psql -c 'CREATE ROLE $owner CREATEDB CREATEROLE' -c 'GRANT $owner TO CURRENT_USER' -c 'CREATE DATABASE $database OWNER $owner' 2>&1");
}

# Every session of the reader, in whatever database, is the owner's.
sub as_owner
{
	local $ENV{PGOPTIONS} = "-c role=$owner";
	return $_[0]->();
}

my ($ran, $compared) = (0, 0);
for my $document (@pages)
{
	make();
	# The README begins with what the others need.
	is(as_owner(sub { prepare($database, contents($document)) }), '', "$document: what it needs is there") if $document ne 'README.md';
	my @counts = as_owner(sub { follow($document, $database) });
	$ran += $counts[0];
	$compared += $counts[1];
}
cmp_ok($ran, '>', 10, 'there were commands');
cmp_ok($compared, '>', 5, 'there were results to compare');

# What a page leaves behind is in nobody's way.
make();
as_owner(sub { follow($_, $database) }) for @pages;
is(`$psql -c "SELECT string_agg(datname, ' ') FROM pg_database WHERE datdba = '$owner'::regrole AND datname <> '$database'"`, "\n", 'pages leave no databases');
is(`$psql -c "SELECT count(*) FROM pg_roles WHERE rolname ~ '^(overseas_|attache_guest)'"`, "0\n", '... and no roles');
drop();

# Commands of the shell are the project's, and links within it lead somewhere.
for my $document (@pages)
{
	my $text = contents($document);
	for my $block (grep { $_->[0] eq 'sh' } blocks($text))
	{
		for my $target ($block->[1] =~ /\bmake\b[^\n]*?((?: [a-z]+)*)$/mg)
		{
			ok($makefile =~ /^(?:.* )?$_(?: .*)?:/m, "$document: make $_") for split ' ', $target;
		}
	}
	my ($folder) = $document =~ m{^(.*/)?};
	while ($text =~ /\]\(([^)#:]*)(?:#([^)]*))?\)/g)
	{
		my ($target, $heading) = ($1 eq '' ? $document : ($folder // '') . $1, $2);
		ok(-e $target, "$document: link to $target");
		ok(headings($target)->{$heading}, "$document: link to $target#$heading") if defined $heading;
	}
}

# The anchors of a page's headings.
sub headings
{
	my %anchors;
	for my $heading (contents($_[0]) =~ /^#+ (.*)$/mg)
	{
		$heading = lc($heading) =~ s/[^\w -]//gr =~ s/ /-/gr;
		$anchors{$heading} = 1;
	}
	return \%anchors;
}

# Two minutes to read.
cmp_ok(scalar(split /\n/, contents('README.md')), '<=', 150, 'README has at most 150 lines');

# README's figures are those of the run that is kept: both of a line, of one case.
my $bench = contents('doc/bench.md');
my (%medians, $figures);
$medians{$1}{$2} = 1 while $bench =~ /^\| (.*?) \| .*? \| ([\d,.]+ ms) \|/mg;
for my $line (contents('README.md') =~ /^(\|.*\| [\d,.]+ ms \|)$/mg)
{
	my @given = $line =~ /\| ([\d,.]+ ms) \|/g;
	ok(@given == 2 && (grep { my $case = $_; !grep { !$case->{$_} } @given } values %medians), "doc/bench.md has the figures of README's: $line");
	$figures++;
}
cmp_ok($figures, '>=', 3, 'README has figures');

# How answers grow is what that run says as well.
my (%answers, %grown);
my $reports = contents('doc/reports.md');
push @{ $answers{$1} }, $2 while $bench =~ /^\| answer, (\w+) \| [\d,]+ assignments \| ([\d,.]+) ms \|/mg;
sub growth { my ($more, $fewer) = map { s/,//gr } @_; return sprintf('%.1f', $more / $fewer) }
$grown{$1} = $2 while $reports =~ /^\| `?(\w+)`? \| ([\d,.]+ ms \| [\d,.]+ ms \| [\d,.]+ ms \| [\d.]+ \| [\d.]+) \|$/mg;
my %said = map { my @ms = @{ $answers{$_} }; $_ => join(' | ', (map { "$_ ms" } @ms), growth(@ms[1, 0]), growth(@ms[2, 1])) } keys %answers;
is_deeply(\%grown, \%said, 'doc/reports.md says how answers grow as doc/bench.md does');
cmp_ok(scalar(keys %grown), '>=', 30, '... of all of them');

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
for my $name (split /\n/, `psql -XAtqc "SELECT relname FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind IN ('r', 'v') AND relname NOT SIMILAR TO '%[_]past'
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

done_testing();
