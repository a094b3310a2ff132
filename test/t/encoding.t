# In a database whose encoding is not UTF-8 nothing of the extension fails for
# want of a letter.
use strict;
use warnings;
use Test::More;

my $psql = 'psql -XAtq -v ON_ERROR_STOP=1';
for my $encoding ('LATIN2', 'EUC_JP', 'SQL_ASCII')
{
	system("$psql -c 'DROP DATABASE IF EXISTS attache_encoding' -c \"CREATE DATABASE attache_encoding TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'\" 2>/dev/null");
	is(`PGCLIENTENCODING=$encoding $psql -d attache_encoding 2>&1 <<'END'
CREATE EXTENSION attache;
SELECT count(*) > 250 FROM countries();
SELECT count(*) FROM country_names() WHERE country_from_name(name) <> country OR name !~ '^[[:ascii:]]+\$';
SELECT string_agg(country_name(c::country_code), ', ') FROM unnest('{AX,CI,CW,RE,BL,TR,NL}'::text[]) AS c;
SELECT coverage_sparkline('{2004-10-20:2,2004-10-22:1}', '[2004-10-19,2004-10-24)', 5);
SELECT attache_create_registry('overseas') IS NULL;
SELECT attache_load_example('overseas') IS NULL;
SELECT state FROM overseas.goal_progress('2006-06-01');
END`, "t\n0\nAland Islands, Cote d'Ivoire, Curacao, Reunion, Saint Barthelemy, Turkiye, Netherlands\n.8844\nf\nf\non track\n", "a database of encoding $encoding");
}
system("$psql -c 'DROP DATABASE attache_encoding'");

# Names are read in the encoding of the database; what is no letter there is no name, and no other error.
for my $case (['LATIN2', 'Curaçao|CW', 'Türkiye|TR'], ['LATIN1', 'Türkiye|TR', 'Côte d´Ivoire|CI'], ['SQL_ASCII', 'Türkiye|TR'])
{
	my ($encoding, @names) = @$case;
	system("$psql -c 'DROP DATABASE IF EXISTS attache_encoding' -c \"CREATE DATABASE attache_encoding TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'\" 2>/dev/null");
	system("$psql -d attache_encoding -c 'CREATE EXTENSION attache'");
	foreach (@names)
	{
		my ($name, $code) = split /\|/;
		is(`PGCLIENTENCODING=UTF8 $psql -d attache_encoding -c "SELECT country_from_name('$name')" 2>&1`, "$code\n", "$name in $encoding");
	}
	is(`$psql -d attache_encoding 2>&1 <<'END'
SET client_encoding = $encoding;
SELECT country_name_is_known(E'Belgi\\377\\200\\303m'), country_name_is_known(E'Belgium\\303');
\\set VERBOSITY sqlstate
SELECT E'T\\374rk\\303\\200'::country_code;
END`, "f|f\nERROR:  22P02\n", "bytes that are no name in $encoding");
}
# Half a letter, and letters of an encoding that nobody converts
is(`$psql -d attache_encoding 2>&1 <<'END'
SELECT country_name_is_known(E'C\342\200te d Ivoire'), country_name_is_known(E'Cote d\342\200\231Ivoire'), country_name_is_known(E'Belgium\342\200'), country_name_is_known(E'Belgium\342\200\101');
END`, "f|t|f|f\n", 'half a letter');
system("$psql -c 'DROP DATABASE attache_encoding'");
# A presence says in which encoding its texts are, unless they are ASCII; SQL_ASCII is like no other.
my %made;
for my $encoding ('SQL_ASCII', 'LATIN1')
{
	system("$psql -c 'DROP DATABASE IF EXISTS attache_encoding' -c \"CREATE DATABASE attache_encoding TEMPLATE template0 ENCODING '$encoding' LOCALE 'C'\" 2>/dev/null");
	chomp(my $answer = `PGCLIENTENCODING=$encoding $psql -d attache_encoding 2>&1 <<'END'
CREATE EXTENSION attache;
SELECT p, p::text::presence = p, ascii FROM (SELECT presence_agg(E'\\351'::text, '(,)'::daterange) AS p, presence_agg('e'::text, '(,)'::daterange) AS ascii) AS v;
END`);
	@{ $made{$encoding} } = split /\|/, $answer;
	is($made{$encoding}[1], 't', "a presence comes back to $encoding");
}
isnt($made{LATIN1}[0], $made{SQL_ASCII}[0], 'the same bytes are other texts');
is(`$psql -d attache_encoding 2>&1 <<END
SELECT '$made{SQL_ASCII}[2]'::presence = '$made{LATIN1}[2]'::presence;
\\set VERBOSITY sqlstate
SELECT '$made{SQL_ASCII}[0]'::presence;
END`, "t\nERROR:  22021\n", '... which do not go from SQL_ASCII to LATIN1; ASCII does');
system("$psql -c 'DROP DATABASE attache_encoding'");
SKIP:
{
	skip 'this server has no MULE_INTERNAL, which no other encoding converts to', 1
	  if `$psql -c "SELECT pg_char_to_encoding('MULE_INTERNAL')"` < 0;
	system("$psql -c \"CREATE DATABASE attache_encoding TEMPLATE template0 ENCODING 'MULE_INTERNAL' LOCALE 'C'\"");
	is(`$psql -d attache_encoding 2>&1 <<'END'
CREATE EXTENSION attache;
SET client_encoding = MULE_INTERNAL;
SELECT country_name_is_known(E'Cura\201\347ao'), country_name_is_known('Belgium');
END`, "f|t\n", 'letters of MULE_INTERNAL');
	system("$psql -c 'DROP DATABASE attache_encoding'");
}

done_testing();
