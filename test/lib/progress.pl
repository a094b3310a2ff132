# progress.pl LOG KIND NAME ...
#
# Keeps what a harness prints in LOG, and shows of it what a person wants to see
# while it runs: of TAP from prove (KIND tap) a line for each file and what failed,
# of a regression harness (regress) all. Where nothing is shown for ten seconds it
# says which test runs. The names are those of the tests, in their order.
use strict;
use warnings;
use Errno qw(EINTR);
use IO::Handle;

my ($log, $kind, @names) = @ARGV;
open(my $keep, '>', $log) or die "$log: $!\n";
$| = 1;
# It may write to a terminal while another program has it.
$SIG{TTOU} = 'IGNORE';

my ($done, $begun, $said, $failed, $header) = (0, time, time, 0, undef);

sub show
{
	print "$_[0]\n";
	$said = time;
}

sub ended
{
	my ($line) = @_;
	my $seconds = time - $begun;
	if ($kind eq 'tap')
	{
		my $result = $failed ? "$failed failed" : $line;
		show(sprintf('%-40s %s%s', $header // $names[$done] // '', $result, $seconds > 1 ? " ($seconds s)" : ''));
		($failed, $header) = (0, undef);
	}
	$done++;
	$begun = time;
}

sub tap
{
	my ($line) = @_;
	if ($line =~ /^(test\/\S+) \.+/) { $header = $1 }
	elsif (defined $header && $line =~ /^(?:ok|skipped: .*|Failed .*|Dubious, .*|All \d+ subtests passed.*|No subtests run.*)\s*$/)
	{
		# 'Dubious' has a second line, of the same file.
		ended($line);
	}
	elsif ($line =~ /^(?:not ok|#|All tests|Files=|Result:|psql:)/ && $line !~ /^not ok .*# TODO/)
	{
		$failed++ if $line =~ /^not ok/;
		show($line);
	}
}

sub line
{
	my ($line) = @_;
	return tap($line) if $kind eq 'tap';
	show($line) if $line !~ /^(?:=+.*|\(using .*|\s*)$/;
	ended($line) if $line =~ /^(?:test .*\.\.\. |(?:not )?ok \d+ )/;
}

my $rest = '';
for (;;)
{
	my $ready = '';
	vec($ready, fileno(STDIN), 1) = 1;
	if (select($ready, undef, undef, 1) > 0)
	{
		my $count = sysread(STDIN, my $chunk, 1 << 16);
		next if !defined $count && $! == EINTR;
		last if !$count;
		print $keep $chunk;
		$keep->flush;
		$rest .= $chunk;
		line($1) while $rest =~ s/^(.*)\n//;
	}
	show(sprintf('... %s (%d s)', $names[$done] // 'the end', time - $begun)) if time - $said >= 9;
}
line($rest) if $rest ne '';
close($keep) or die "$log: $!\n";
