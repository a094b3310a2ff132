# What the demo prints.
use strict;
use warnings;
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
is(`psql -XAtc "SELECT count(*) FROM pg_database WHERE datname = 'attache_demo'"`, "0\n", 'its database is gone');

done_testing();
