# The limits of coverages, on which no value of an everyday size comes near: what
# is within them works, what is beyond is an error that says so. Takes minutes and
# some 5 GB of memory, so it runs only if LARGE is set, and in one place.
use strict;
use warnings;
use Test::More;

my $database = 'attache_large';

plan skip_all => 'LARGE is not set' if !$ENV{LARGE} || $ENV{ATTACHE_SCHEMA} ne 'public';

# What psql prints for a statement, an error with its SQLSTATE, detail and hint.
sub psql
{
	my ($statement, $database) = @_;
	return scalar `psql -X -q -A -t -v VERBOSITY=verbose -d $database -c "SET max_parallel_workers_per_gather = 0" -c "$statement" 2>&1`;
}
sub answer { return psql($_[0], $database) }

psql("DROP DATABASE IF EXISTS $database", 'postgres');
psql("CREATE DATABASE $database TEMPLATE template0", 'postgres');
is(answer('CREATE EXTENSION attache'), '', 'a database');

# As many periods as give more steps than a coverage has, if each were on days of its own.
is(answer("SELECT coverage_agg(i, daterange('2020-01-01', '2021-01-01')) FROM generate_series(1, 45000000) AS i"),
	"{2020-01-01:45000000,2021-01-01:0}\n", '45 million units of one period each');
is(answer("SELECT coverage_agg(i, daterange('4000-01-01 BC', '5000000-01-01')) FROM generate_series(1, 45000000) AS i"),
	"{\"4000-01-01 BC\":45000000,5000000-01-01:0}\n" =~ s/"//gr, '... far apart');
is(answer("SELECT headcount_agg(daterange('2020-01-01', '2021-01-01')) FROM generate_series(1, 45000000) AS i"),
	"{2020-01-01:45000000,2021-01-01:0}\n", '45 million heads');
like(answer("SELECT coverage_agg(daterange('2000-01-01'::date + 2 * i, '2000-01-01'::date + 2 * i + 1)) FROM generate_series(1, 45000000) AS i"),
	qr/ERROR:  54000: a coverage has at most 89478484 steps\nDETAIL:  This one would have 90000000\./, 'too many steps');

# A long value: sums of it, and its text.
is(answer("CREATE TABLE long (c coverage); ALTER TABLE long ALTER c SET STORAGE EXTERNAL;
	INSERT INTO long SELECT coverage_make(array_agg('5000000-01-01'::date + i), array_agg((1 - 2 * (i % 2)) * 9000000000000000000))
	FROM generate_series(1, 32000000) AS i"), '', '32 million steps');
like(answer('SELECT length(c::text) FROM long'), qr/ERROR:  54000: coverage of 32000000 steps is too long to be written as text\nHINT:  coverage_steps\(\) gives it row by row\./, '... have no text');
is(answer("SELECT count(*) FROM long, coverage_steps(c)"), "32000000\n", '... can be read row by row');
is(answer("SELECT coverage_max(coverage_greatest(c, coverage_least(c, c))), coverage_min(c + '{}') FROM long"),
	"9000000000000000000|-9000000000000000000\n", '... and calculated with');

# The state that two processes exchange.
# Presences of long units: their text, and as values.
like(answer("SELECT length(presence_agg(repeat('x', 810000000), '(,)'::daterange)::text)"),
	qr/ERROR:  54000: presence of 810000010 bytes is too long to be written as text\nHINT:  presence_rows\(\) gives it row by row\./, 'a unit of 810 MB has no text');
is(answer("SELECT length((presence_agg(repeat('x', 800000000), '(,)'::daterange)::text)::presence::text)"), "1066666680\n", '... one of 800 MB has one, which is read');
like(answer("SELECT presence_count(presence_agg(repeat(c, 600000000), '(,)'::daterange)) FROM (VALUES ('a'), ('b')) AS v (c)"),
	qr/ERROR:  54000: a presence has at most 1 GB\nDETAIL:  This one would have 1200000017 bytes\.\nHINT:  Make one for each part of the units, and add up their coverages\./, 'two of 600 MB are too much');

is(answer("CREATE TABLE unit (part integer, name text) PARTITION BY LIST (part);
	CREATE TABLE unit_1 PARTITION OF unit FOR VALUES IN (1);
	CREATE TABLE unit_2 PARTITION OF unit FOR VALUES IN (2);
	INSERT INTO unit SELECT 1 + i % 2, repeat('x', 100000000) || i FROM generate_series(1, 24) AS i; ANALYZE unit"), '', 'large units');
is(answer("SELECT coverage_agg(name, '[2020-01-01,)'::daterange) FROM unit"), "{2020-01-01:24}\n", '... are counted');
like(answer("SET enable_partitionwise_aggregate = on; SET work_mem = '1MB'; SELECT coverage_agg(name, '[2020-01-01,)'::daterange) FROM unit"),
	qr/ERROR:  54000: partial state of an aggregate is too large\nDETAIL:  One process can pass at most 1 GB of it to another\.
HINT:  Set max_parallel_workers_per_gather to 0 and enable_partitionwise_aggregate to off for this query\./, '... but not in partial states');

psql("DROP DATABASE $database", 'postgres');
done_testing();
