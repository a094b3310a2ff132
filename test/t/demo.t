# What the demo prints.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $demo = `test/demo/run`;
is($?, 0, 'the demo ends well');
like($demo, qr/covered +14 of 22 countries on 2006-06-01/, '14 of 22');
like($demo, qr/missing +8$/m, '8 missing');
like($demo, qr/share +63\.64 %/, '63.64 %');
like($demo, qr/expects 12\.73, from 0 on 2004-08-01 to 22 on 2007-10-01/, 'the line expects 12.73');
like($demo, qr/state +on track/, 'on track');
like($demo, qr/planned +22 on 2007-10-01/, '22 planned');
like($demo, qr/Hong Kong/, 'the roster has Hong Kong');
is(() = $demo =~ /^ \S.* │ 2\d{3}-\d\d-\d\d │ .* │ .*CSI|^ \S.* │ tour │ /mg, 14, 'the roster has 14 lines');
like($demo, qr/^ERROR: +23514: .*\n(?:.*\n)*CONSTRAINT NAME: +AT-105$/m, 'a refused change, with its rule');
# A line of blocks, or of digits, for each program and any.
my @lines = $demo =~ /^ (\S+) +│ +(\d+) │ +(\d+) │ +(\d+) │ (?:·|▁|▂|▃|▄|▅|▆|▇|█){38} *$/mg;
is("@lines", 'C-TPAT 1 9 6 CB 1 11 7 CSI 1 16 11 IAP 0 6 4 any 1 22 14', 'each program over time');
unlike($demo, qr/pictures/, 'no page unless it is asked for');

# Where what draws the page cannot be had, the rest stands and says so.
my $dir = tempdir(CLEANUP => 1);
open(my $npm, '>', "$dir/npm") or die;
print $npm "#!/bin/sh\necho 'npm error network is down'\nexit 1\n";
close($npm);
chmod(0755, "$dir/npm");
my $without = `PATH=$dir:\$PATH DEMO_LIBRARIES=$dir/libraries DEMO_PAGE=$dir/demo.html test/demo/run`;
is($?, 0, 'the demo ends well without a page');
like($without, qr/state +on track.*CONSTRAINT NAME.*\n\nThe page with pictures was not written: npm could not fetch its libraries: npm error network is down\n\z/s,
	 '... and says why there is none');
ok(!-e "$dir/demo.html", '... nor is there a piece of one');
is(`psql -XAtc "SELECT count(*) FROM pg_database WHERE datname = 'attache_demo'"`, "0\n", 'its database is gone');

done_testing();
