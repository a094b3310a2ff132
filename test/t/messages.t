# Every sentence that the code can say stands word for word in a test, or in what
# the documentation shows: no word of it changes, and none is added, without a test
# that notices. Needs no server.
use strict;
use warnings;
use Test::More;

sub contents
{
	open(my $file, '<', $_[0]) or die "$_[0]: $!";
	local $/;
	return scalar <$file>;
}

# What looks like a sentence and need not be in a test: files of data, which other
# tests read; what only a programmer is told, of what cannot happen, or the compiler
# says; and what is no sentence.
my $data = qr/_data\.c$|\/list\.h$/;
my $internal = qr/elog|errmsg_internal|StaticAssert\w+/;
my %no_sentence = (
	'the server\'s name for some memory' => qr/^attache (?:rule|fetched|past|call) \w+$/,
	'a list of names, between spaces' => qr/^(?: [a-z_]+)+ $/,
	'SQL that is run' => qr/^\s*[A-Z]{3,}\b.*[^.]$|pg_catalog\.|\@\.|^\(?(?:SELECT|row_number)\b|\be\.(?:"|%I|\w)|\bIS NOT NULL\b/s,
	'JSON' => qr/^[\[{].*"[^"]+":.*[\]}]$/s,
);
my %seen;

# Sentences have three words or more, of which a part that is filled in is none.
sub is_sentence
{
	my ($text) = @_;
	return 0 if 3 > grep { /^[("]*[A-Za-z][\w'-]*[)",.;:]*$/ } split ' ', $text;
	my ($kind) = grep { $text =~ $no_sentence{$_} } sort keys %no_sentence;
	$seen{$kind} = 1 if defined $kind;
	return !defined $kind;
}

# Literals of C; neighbours are one.
my $call = qr/(\((?:[^()"]|"(?:[^"\\]|\\.)*"|(?1))*\))/;
sub literals_of_c
{
	my ($text) = @_;
	my @literals;
	$text =~ s{/\*.*?\*/}{}gs;
	$text =~ s/^#(?:error|include).*//mg;
	$text =~ s/\b(?:$internal)$call//g;
	$text =~ s/\bU?INT64_FORMAT\b/"%d"/g;
	while ($text =~ /'(?:\\.|[^'\\])'|((?:"(?:\\.|[^"\\\n])*"[\s\\]*)+)/g)
	{
		push @literals, join('', $1 =~ /"((?:\\.|[^"\\\n])*)"/g) =~ s/\\(.)/$1/gr if defined $1;
	}
	return @literals;
}

# Literals of SQL, but for comments of objects and for rows of tables, as the example
# has them. What stands between two, as in 'no ' || name || ' here', is a part that is
# filled in.
sub literals_of_sql
{
	my ($text) = @_;
	my @literals;
	$text =~ s/--.*//g;
	$text =~ s/^COMMENT ON .*?';$|^\s*INSERT INTO .*?;$//gms;
	$text =~ s/(?<!')' \|\| [\w.:]+(?:\([^()]*\))? \|\| '/%s/g;
	while ($text =~ /((?:'(?:[^']|'')*'\s*)+)/g)
	{
		push @literals, join('', $1 =~ /'((?:[^']|'')*)'\s*/g) =~ s/''/'/gr =~ s/%%/%/gr; # SQL that writes SQL
	}
	return @literals;
}

# As a pattern: a number or some text of one line in place of each part.
sub pattern_of
{
	my ($text) = @_;
	my $part = qr/%(?:\d\$)?(?:[duslIL]|zu)|\@\w+\@/;
	$text =~ s/^(?:\s|$part)+|(?:\s|$part)+$//g;
	my ($before, $after) = ($text =~ /^\w/ ? '(?<!\w)' : '', $text =~ /\w$/ ? '(?!\w)' : '');
	return $before . join('', map { /^%.*u$|^%.*d$/ ? '-?\d+' : /^$part$/ ? '.{0,120}?' : quotemeta } split /($part)/, $text) . $after;
}

# What tests say: no comments, and of pages what a command prints.
my @tests = grep { $_ ne 'test/t/messages.t' } glob 'test/pgtap/*.sql test/sql/*.sql test/sql/*/*.sql expected/*.out test/specs/*.spec test/t/*.t';
my $said = join "\n", map { contents($_) =~ s/^\s*(?:--|#).*//mgr } @tests;
foreach (map { contents($_) } 'README.md', glob 'doc/*.md')
{
	while (/^```(\w*)\n(.*?)^```$/msg) { $said .= "\n$2" if $1 eq '' }
}
$said =~ s/''/'/g;
$said =~ s/\\n/\n/g;
$said =~ s/\\//g;

my $count = 0;
foreach my $source (grep { $_ !~ $data } glob 'src/*.[ch] src/*/*.[ch] sql/*.sql sql/*/*.sql')
{
	my $text = contents($source);
	my @sentences = grep { is_sentence($_) } $source =~ /sql$/ ? literals_of_sql($text) : literals_of_c($text);
	$count += @sentences;
	is(join("\n", grep { my $pattern = pattern_of($_); $said !~ /$pattern/ } @sentences), '', "a test says each sentence of $source") if @sentences;
}
cmp_ok($count, '>', 250, 'there are sentences');
is(join(', ', grep { !$seen{$_} } sort keys %no_sentence), '', 'what is no sentence is there');
done_testing();
