# How PostgreSQL reads each report: the plan of each view report_*, for a registry
# of 20,000 assignments, is the one in test/plans. The fixtures are PostgreSQL 15's,
# so other versions only have to make a plan. After a change that is meant, copy
# what stands in test/output/plans.
use strict;
use warnings;
use Test::More;

my $database = 'attache_plans';
my $major = int(`psql -XAtqc 'SHOW server_version_num'` / 10000);
my %query = map { ($_ => "SELECT * FROM large.$_") } split /\n/,
  `psql -XAtqc "SELECT relname FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relname ~ '^report_'"`;
# What report_goals calls by a plan that is kept, and the part of it that reads assignments.
$query{goal_measures} = 'SELECT * FROM large.goal_measures(NULL, NULL, NULL)';
$query{posting_presence} = 'SELECT * FROM large.posting_presence(NULL, NULL)';

plan skip_all => 'the plans are compared in one place' if $ENV{ATTACHE_SCHEMA} ne 'public';

sub contents
{
	open(my $file, '<', $_[0]) or return undef;
	local $/;
	return scalar <$file>;
}

sub psql
{
	my ($database, $sql) = @_;
	open(my $psql, '|-', "psql -XAtq -d $database >test/output/plans.out 2>&1") or die $!;
	print $psql $sql;
	close $psql;
	return contents('test/output/plans.out');
}

my $default_costs = join '', map { "SET $_;\n" } 'seq_page_cost = 1', 'random_page_cost = 4', "work_mem = '4MB'",
  "effective_cache_size = '4GB'", 'jit = off', 'max_parallel_workers_per_gather = 2', "search_path = large, public";

psql('postgres', "SET client_min_messages = error;\nDROP DATABASE IF EXISTS $database;\nCREATE DATABASE $database TEMPLATE template0;\n");
is(psql($database, "SET client_min_messages = warning;\nCREATE EXTENSION attache;\n\\o /dev/null\n\\i test/plans/large.sql\n"), '', 'a large registry');
mkdir 'test/output/plans';
for my $name (sort keys %query)
{
	my $plan = psql($database, "${default_costs}EXPLAIN (COSTS OFF) $query{$name};\n");
	my $expected = contents("test/plans/$name.out");
	open(my $out, '>', "test/output/plans/$name.out") or die $!;
	print $out $plan;
	close $out;
	like($plan, qr/Scan/, "$name has a plan");
	ok(defined $expected, "... and a fixture, test/plans/$name.out");
  SKIP:
	{
		skip "the plan of $name: this is PostgreSQL $major", 1 if $major != 15 || !defined $expected;
		is($plan, $expected, '... of which it is the plan');
	}
}
is_deeply([ grep { !$query{$_} } map { m{([^/]*)\.out$} } glob 'test/plans/*.out' ], [], 'no fixture is of nothing');
psql('postgres', "DROP DATABASE $database;\n");

done_testing();
