# From gcov's documents in JSON, one a line: of each file of src/ the lines that
# were run and those that were not; and of all together.
use strict;
use warnings;
use JSON::PP;

my %count;    # by file and line, over all objects that have it
while (my $document = <STDIN>)
{
	for my $file (@{ decode_json($document)->{files} })
	{
		next unless $file->{file} =~ m{^src/};
		$count{ $file->{file} }{ $_->{line_number} } += $_->{count} for @{ $file->{lines} };
	}
}

# Numbers as ranges: 1-3 5.
sub ranges
{
	my @ranges;
	for my $line (@_)
	{
		if (@ranges && $ranges[-1][1] == $line - 1) { $ranges[-1][1] = $line }
		else { push @ranges, [ $line, $line ] }
	}
	return join ' ', map { $_->[0] == $_->[1] ? $_->[0] : "$_->[0]-$_->[1]" } @ranges;
}

sub show
{
	my ($name, $run, $all, @missed) = @_;
	printf "%6.2f %% of %5d  %-32s %s\n", 100 * $run / $all, $all, $name, ranges(@missed);
}

my ($run, $all) = (0, 0);
for my $name (sort keys %count)
{
	my $lines = $count{$name};
	my @missed = sort { $a <=> $b } grep { $lines->{$_} == 0 } keys %$lines;
	show($name, keys(%$lines) - @missed, scalar keys %$lines, @missed);
	$run += keys(%$lines) - @missed;
	$all += keys %$lines;
}
show('all', $run, $all) if $all;
