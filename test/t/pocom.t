# Three centuries of real postings, which are no part of this project: every row
# is taken over or refused by a rule for a reason that is known, and coverage over
# them is what a count in plain SQL gives. doc/testing.md says where they are from.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my @files = qw(chiefs-a-to-m.tsv concurrent-a-to-m.tsv);
plan skip_all => 'POCOM_DIR is not set: the import of chiefs of mission did not run' unless $ENV{POCOM_DIR};
for my $file (@files)
{
	plan skip_all => "POCOM_DIR has no $file: the import of chiefs of mission did not run"
		unless -r "$ENV{POCOM_DIR}/$file";
}

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);
binmode(Test::More->builder->$_, ':encoding(UTF-8)') for qw(output failure_output);

sub run
{
	my ($script, @options) = @_;
	my $rc = system("psql -X -q -v ON_ERROR_STOP=1 -v schema=$schema -d attache_pocom @options -f test/pocom/$script.sql >$dir/out 2>&1");
	open(my $out, '<:encoding(UTF-8)', "$dir/out") or die;
	local $/;
	my $text = <$out> // '';
	is($rc, 0, "$script.sql runs") or diag($text);
	return $text;
}

is(system("psql -XAtq -v ON_ERROR_STOP=1 >$dir/out 2>&1 <<'END'
SET client_min_messages = warning;
DROP DATABASE IF EXISTS attache_pocom;
CREATE DATABASE attache_pocom TEMPLATE template0;
\\connect attache_pocom
SET client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS $schema;
CREATE EXTENSION attache SCHEMA $schema;
SELECT $schema.attache_create_registry('overseas');
END"), 0, 'an empty registry');

is(run('source'), '', 'the source is read');
is(run('import'), '', 'it is taken over');

my $report = run('report');
note($report);
unlike($report, qr/not explained/, 'whatever is refused is refused for a reason that is known');
my ($assigned) = $report =~ /^ assignment +\| +(\d+)$/m;
cmp_ok($assigned, '>', 2500, 'most rows become assignments');
cmp_ok(() = $report =~ /^ refused: AT-\d+/mg, '>', 0, 'some are refused, and counted by rule');
like($report, qr/^Faults that are no longer refused\n id \| rule\s*\n-+\+-+\n\n?(?=Tours)/m, 'what is known to be wrong is refused');

my $check = run('check', '-A', '-t');
is($2, $3, $1) while $check =~ /^([a-z].*)\|(\d+)\|(\d+)$/mg;
note($check =~ s/^[a-z].*\|\d+\|\d+\n//mgr);

system("psql -XAtqc 'DROP DATABASE attache_pocom'");
done_testing();
