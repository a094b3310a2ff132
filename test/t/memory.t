# Sorting, joining, hashing and indexing coverages takes no more memory than the
# same with texts: what one comparison takes is given back before the next.
#
# Each statement runs in a session of its own; what counts is the peak of the
# backend's own memory, as Linux has it. Where the extension is makes no
# difference, so it runs in one place.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $dir = tempdir(CLEANUP => 1);
my $database = 'attache_memory';
my $schema = $ENV{ATTACHE_SCHEMA};
my $status = "pg_read_file('/proc/self/status', 0, 100000)";

sub psql
{
	my ($database, $script) = @_;
	open(my $file, '>', "$dir/script") or die;
	print $file $script;
	close($file);
	return scalar `psql -X -q -A -t -v ON_ERROR_STOP=1 -d $database -f $dir/script 2>&1`;
}

plan skip_all => 'this is not the first place' if $schema ne 'public';
plan skip_all => 'the server does not run on Linux' if psql('postgres', "SELECT $status") !~ /^VmHWM:/m;

psql('postgres', "DROP DATABASE IF EXISTS $database");
psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
is(psql($database, <<'END'), '', 'small coverages, and the same as texts');
CREATE EXTENSION attache;
CREATE TABLE as_coverage AS SELECT format('{2004-01-01:%s,2005-01-01:%s}', 7919::bigint * i % 1000 + 1, i)::coverage AS v
FROM generate_series(1, 200000) AS i;
CREATE TABLE as_text AS SELECT v::text COLLATE "C" AS v FROM as_coverage;
VACUUM ANALYZE as_coverage, as_text;
CREATE TABLE into_coverage (v coverage);
CREATE TABLE into_text (v text COLLATE "C");
CREATE INDEX ON into_coverage (v);
CREATE INDEX ON into_text (v);
CREATE INDEX ON into_coverage USING hash (v);
CREATE INDEX ON into_text USING hash (v);
END

# The peak of a statement, in kilobytes, and its first line.
sub peak
{
	my ($statement) = @_;
	my $out = psql($database, "SET work_mem = '4MB'; SET maintenance_work_mem = '16MB'; SET max_parallel_workers_per_gather = 0;
		SET max_parallel_maintenance_workers = 0; SET hash_mem_multiplier = 1; $statement; SELECT $status");
	my ($first) = $out =~ /^(.*)/;
	my ($most, $shared) = $out =~ /^VmHWM:\s*(\d+).*^RssShmem:\s*(\d+)/ms or die $out;
	return ($most - $shared, $first);
}

my @statements = (
	[ 'ORDER BY', 'SELECT count(*) FROM (SELECT v FROM as_T ORDER BY v OFFSET 0) AS s' ],
	[ 'DISTINCT by sorting', 'SELECT count(DISTINCT v) FROM as_T' ],
	[ 'DISTINCT by hashing', 'SET enable_sort = off; SELECT count(*) FROM (SELECT DISTINCT v FROM as_T) AS s' ],
	# The planner may sort both by themselves and merge them, for one of the types alone.
	[ 'UNION', 'SET enable_hashagg = off; SELECT count(*) FROM (SELECT v FROM as_T UNION SELECT v FROM as_T) AS s', 4096 ],
	[ 'merge join', 'SET enable_hashjoin = off; SET enable_nestloop = off; SELECT count(*) FROM as_T AS a JOIN as_T AS b USING (v)' ],
	[ 'hash join', 'SET enable_mergejoin = off; SET enable_nestloop = off; SELECT count(*) FROM as_T AS a JOIN as_T AS b USING (v)' ],
	[ 'CREATE INDEX', 'CREATE INDEX ON as_T (v)' ],
	[ 'CREATE INDEX USING hash', 'CREATE INDEX ON as_T USING hash (v)' ],
	[ 'INSERT into an indexed table', 'INSERT INTO into_T SELECT v FROM as_T' ],
	[ 'ANALYZE', 'ANALYZE as_T' ],
);
for (@statements)
{
	my ($name, $statement, $work_mem) = @$_;
	my ($coverage, $its_answer) = peak($statement =~ s/_T/_coverage/gr);
	my ($text, $answer) = peak($statement =~ s/_T/_text/gr);

	cmp_ok($coverage, "<=", 1.5 * $text + ($work_mem // 0), "$name: memory") or diag("coverage $coverage kB, text $text kB");
	note("$name: coverage $coverage kB, text $text kB");
	is($its_answer, $answer, '... and the answer is the same') if $statement =~ /SELECT count/;
}

psql('postgres', "DROP DATABASE $database");
done_testing();
