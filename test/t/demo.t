# What the demo prints.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $demo = `test/demo/run`;
is($?, 0, 'the demo ends well');
like($demo, qr/covered +14 of 22 countries on 2006-06-01/, '14 of 22');
like($demo, qr/missing +8$/m, '8 missing');
like($demo, qr/share +64 %$/m, '64 %');
like($demo, qr/expects about 13, from 0 on 2004-08-01 to 22 on 2007-10-01/, 'the line expects about 13');
like($demo, qr/state +on track/, 'on track');
like($demo, qr/planned +22 on 2007-10-01/, '22 planned');
like($demo, qr/Hong Kong/, 'the roster has Hong Kong');
is(() = $demo =~ /^ \S.* │ 2\d{3}-\d\d-\d\d │ .* │ .*CSI|^ \S.* │ tour │ /mg, 14, 'the roster has 14 lines');
like($demo, qr/^ERROR: +23514: .*\n(?:.*\n)*CONSTRAINT NAME: +AT-105$/m, 'a refused change, with its rule');
like($demo, qr/^ legislation +│ Advance data on cargo +│ Embassy Berlin +│ 2006-02-01 │ +│ open +│ Representative 8/m, 'a matter that is open, and whose it is');
like($demo, qr/^ Officials trained +│ 2005-10-01 │ 2006-09-30 │ CB +│ +185\.0000 │ officials +│ 92 of 365 days are missing/m, 'what was measured, and what is missing');
like($demo, qr/^ 500 officials trained │ +311 │ officials │ +500 │ +278 │ 2006-06-01 +│ 2007-10-01 │ on track/m, 'a goal that is measured');
# A line of blocks, or of digits, for each program and any.
my @lines = $demo =~ /^ (\S+) +│ +(\d+) │ +(\d+) │ +(\d+) │ (?:·|▁|▂|▃|▄|▅|▆|▇|█){38} *$/mg;
is("@lines", 'C-TPAT 1 9 6 CB 1 11 7 CSI 1 16 11 IAP 0 6 4 any 1 22 14', 'each program over time');
unlike($demo, qr/pictures/, 'no page unless it is asked for, and no word of it');

# Where what draws the page cannot be had, the rest stands and says so, in the words of
# npm 9, and of npm 10.
my $dir = tempdir(CLEANUP => 1);
foreach my $word ('ERR!', 'error')
{
	open(my $npm, '>', "$dir/npm") or die;
	print $npm "#!/bin/sh\nsed 's/^/npm $word /' <<'END'\ncode ENOTFOUND\nsyscall getaddrinfo\nerrno ENOTFOUND\n"
	  . "network request to https://example.invalid/vega failed, reason: getaddrinfo ENOTFOUND example.invalid\nnetwork This is a problem.\nEND\nexit 1\n";
	close($npm);
	chmod(0755, "$dir/npm");
	my $without = `PATH=$dir:\$PATH DEMO_LIBRARIES=$dir/libraries DEMO_PAGE=$dir/demo.html test/demo/run`;
	is($?, 0, 'the demo ends well without a page');
	like($without, qr/state +on track.*CONSTRAINT NAME.*\n\nThe same as a page with pictures.*takes Node, npm.*'make demo PAGE=no' leaves it out\.\n/s, '... says before what it takes');
	like($without, qr/^The page with pictures was not written, and all else is above: npm could not fetch its libraries: network request to .* reason: getaddrinfo ENOTFOUND example\.invalid\n\z/m,
		 "... and why there is none, as 'npm $word'");
	ok(!-e "$dir/demo.html", '... nor is there a piece of one');
}
like(`make -n demo PAGE=no 2>&1`, qr/^DEMO_PAGE='' /m, 'make demo PAGE=no leaves it out');
like(`make -n demo 2>&1`, qr/^DEMO_PAGE='test\/output\/demo\.html' /m, '... and make demo does not');
is(`psql -XAtc "SELECT count(*) FROM pg_database WHERE datname = 'attache_demo'"`, "0\n", 'its database is gone');

done_testing();
