# Several servers: what goes to them, what comes back, and that it adds up. The commands
# are those of doc/scale.md. What travels does so as text, through the types' own output
# and input.
use strict;
use warnings;
use Test::More;

my %host = (one => $ENV{FIRST_HOST}, two => $ENV{SECOND_HOST}, asked => $ENV{PGHOST});
my %programs = (one => [ 'CSI', 'IAP' ], two => [ 'C-TPAT', 'CB' ]);
my $rows = $ENV{SCALE_ROWS} // 200000; # on each server

sub psql
{
	my ($server, $sql) = @_;
	local $ENV{PGHOST} = $host{$server};
	open(my $file, '>', "$host{asked}/statement.sql") or die;
	print $file "SET client_min_messages = warning;\n$sql";
	close($file);
	return scalar(`psql -XAtq -v ON_ERROR_STOP=1 -d reports -f $host{asked}/statement.sql 2>&1`);
}

# The page's blocks for a kind of server, with the hosts of these.
sub page
{
	my ($where) = @_;
	open(my $file, '<', 'doc/scale.md') or die;
	local $/;
	my @blocks = <$file> =~ /^```postgresql\n-- on \Q$where\E\n(.*?)^```$/msg;
	s/'server-1'/'$host{one}'/, s/'server-2'/'$host{two}'/ for @blocks;
	return @blocks;
}

# Numbers of objects are not the same on two servers.
my $before = 0;
for my $server ('one', 'two', 'asked')
{
	local $ENV{PGHOST} = $host{$server};
	system("psql -XAtq -d postgres -c 'CREATE DATABASE reports'");
	$before += 100;
	is(psql($server, "SELECT format('CREATE TYPE other_%s AS (a int)', i) FROM generate_series(1, $before) AS i \\gexec\nCREATE EXTENSION attache;"), '', "$server has attache");
}
isnt(psql('one', "SELECT 'country_code'::regtype::oid"), psql('two', "SELECT 'country_code'::regtype::oid"), 'the types have other numbers there');

# Units of every kind, of which most are on both.
my $tenure = q{SELECT i, (ARRAY[%s])[1 + i %% 2]::program_code AS program, c[1 + abs(hashint4(i)) %% 249] AS country, abs(hashint4(i)) %% 5000 AS site,
	'site ' || abs(hashint4(i)) %% 300 AS name, md5((abs(hashint4(i)) %% 300)::text)::uuid AS id, (ARRAY(SELECT status FROM posting_statuses()))[1 + i %% 9] AS status,
	daterange('2000-01-01'::date + abs(hashint4(i * 3)) %% 7000, '2000-01-01'::date + abs(hashint4(i * 3)) %% 7000 + 1 + abs(hashint4(i * 5)) %% 600) AS during
	FROM generate_series(%d, %d) AS i, (SELECT array_agg(country) AS c FROM countries()) AS v};
my %part;
for my $server ('one', 'two')
{
	my $first = $server eq 'one' ? 1 : $rows + 1;
	$part{$server} = sprintf($tenure, join(', ', map { "'$_'" } @{ $programs{$server} }), $first, $first + $rows - 1);
	is(psql($server, "CREATE TABLE part AS $part{$server};\nVACUUM ANALYZE part;\n"), '', "$server has rows");
	is(psql($server, join("\n", page('each server'))), '', '... and the view of the page');
}
my ($sees, $asks) = page('the server that is asked');
is(psql('asked', $sees), '', 'the commands of the page run');
is(psql('asked', "CREATE TABLE here AS $part{one} UNION ALL $part{two};\nVACUUM ANALYZE here;\n"), '', 'all rows in one table, to compare');

# The whole table, from what each server makes of its part.
my $expected = psql('asked', 'SELECT coverage_agg(country, during), headcount_agg(during) FROM here');
is(psql('asked', $asks), $expected, 'presences and headcounts of two servers are those of all rows');
cmp_ok(length($expected), '>', 1000, '... of which there are many');

# What travels, as bytes of text.
my $states = psql('asked', 'SELECT sum(octet_length(countries::text)) FROM all_presence');
my $travel = psql('asked', 'SELECT sum(octet_length(country::text) + octet_length(during::text)) FROM here');
cmp_ok($states * 100, '<=', $travel, 'at most a hundredth of the bytes of the rows, for countries');
diag(sprintf('countries: %d bytes of states, %d of rows, 1 in %d', $states, $travel, $travel / $states));

# Every kind of unit.
for my $unit (qw(country program status site name id i))
{
	my $type = psql('asked', "SELECT pg_typeof($unit) FROM here LIMIT 1") =~ s/\n//r;
	psql($_, "CREATE VIEW part_$unit AS SELECT presence_agg($unit, during) AS p FROM part") for 'one', 'two';
	psql('asked', "CREATE FOREIGN TABLE ${unit}_$_ (p presence) SERVER $_ OPTIONS (table_name 'part_$unit')") for 'one', 'two';
	is(psql('asked', "SELECT coverage(presence_union_agg(p)) = (SELECT coverage_agg($unit, during) FROM here) AND presence_union_agg(p) = (SELECT presence_agg($unit, during) FROM here)
		FROM (SELECT p FROM ${unit}_one UNION ALL SELECT p FROM ${unit}_two) AS v"), "t\n", "$type units are united");
}

# States as an engine sends them that knows no aggregate but a type: the text of each, read and combined.
is(psql('asked', q{CREATE AGGREGATE combined_heads(coverage) (SFUNC = headcount_agg_combinefn, STYPE = coverage, FINALFUNC = coverage_state_finalfn);
	CREATE AGGREGATE combined_any(coverage) (SFUNC = coverage_any_agg_coverage_transfn, STYPE = coverage, FINALFUNC = coverage_state_finalfn);
	CREATE AGGREGATE combined_presence(presence) (SFUNC = presence_union_transfn, STYPE = presence, FINALFUNC = presence_agg_finalfn);
	SELECT combined_heads(heads::coverage) = (SELECT headcount_agg(during) FROM here), combined_any(anybody::coverage) = (SELECT coverage_agg(during) FROM here),
		   combined_presence(sites::presence) = (SELECT presence_agg(site, during) FROM here), coverage(combined_presence(names::presence)) = (SELECT coverage_agg(name, during) FROM here)
	FROM (SELECT headcount_agg(during)::text AS heads, coverage_agg(during)::text AS anybody, presence_agg(site, during)::text AS sites, presence_agg(name, during)::text AS names FROM here GROUP BY i % 32) AS shard}),
	"t|t|t|t\n", 'states that travel as text combine to the whole');

# What goes to the other server: the statement that it is sent.
sub sent
{
	my ($query) = @_;
	return join('; ', psql('asked', "SET enable_partitionwise_aggregate = on;\nSET plan_cache_mode = force_custom_plan;\nPREPARE as_text(text) AS SELECT count(*) FROM part WHERE program = \$1;\nEXPLAIN (VERBOSE, COSTS OFF) $query") =~ /Remote SQL: (.*)/g);
}
like(sent(q{EXECUTE as_text('csi')}), qr/^[^;]*WHERE \(\(program (=|OPERATOR\(public\.=\)) 'CSI'(::public\.program_code)?\)\)$/, 'a text parameter is, and finds the one server');
is(sent(q{EXECUTE as_text('no program')}), '', '... and none, if it says no value');
like(sent(q{SELECT count(*) FROM part WHERE country IN ('BE', 'FR')}), qr/WHERE \(\(country (=|OPERATOR\(public\.=\)) ANY \('\{BE,FR\}'::public\.country_code\[\]\)\)\)/, 'a list is');
my $grouped = sent('SELECT program, coverage_agg(country, during), headcount_agg(during), presence_agg(country, during) FROM part GROUP BY program');
is(scalar(() = $grouped =~ /SELECT program, public\.coverage_agg\(country, during\), public\.headcount_agg\(during\), public\.presence_agg\(country, during\) FROM public\.part GROUP BY 1/g), 2, 'aggregates by the partition key are, to both');
is(psql('asked', 'SET enable_partitionwise_aggregate = on; SELECT program, coverage_agg(country, during) FROM part GROUP BY program ORDER BY program'),
	psql('asked', 'SELECT program, coverage_agg(country, during) FROM here GROUP BY program ORDER BY program'), '... and are right');

# How long it takes, against the servers by themselves: to be read, not to be passed. What
# another server asks for has no workers, so nothing has.
for my $unit ('country', 'site')
{
	my %took;
	my %asked = (one => "SELECT coverage(presence_agg($unit, during)) FROM part", two => "SELECT coverage(presence_agg($unit, during)) FROM part",
		asked => "SELECT coverage(presence_union_agg(p)) FROM (SELECT p FROM ${unit}_one UNION ALL SELECT p FROM ${unit}_two) AS v");
	for my $server (sort keys %asked)
	{
		my $times = psql($server, "SET max_parallel_workers_per_gather = 0;\n\\timing on\n\\o /dev/null\n" . "$asked{$server};\n" x 5);
		($took{$server}) = sort { $a <=> $b } $times =~ /Time: ([\d.]+)/g;
	}
	my $slower = $took{one} > $took{two} ? $took{one} : $took{two};
	diag(sprintf('%s: both servers %.0f ms, the slower by itself %.0f ms: %.2f', $unit, $took{asked}, $slower, $took{asked} / $slower));
}
done_testing();
