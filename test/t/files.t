# Files, as people have them: \copy of CSV with a byte-order mark and CRLF; a floor that
# a line would break; pieces that are committed on the way, which a crash does not undo
# or repeat; two who accept one batch at a time; a registry that was renamed; an
# adversary on the search_path.
use strict;
use warnings;
use File::Temp qw(tempdir);
use IO::Handle;
use Test::More;
use Time::HiRes qw(sleep);

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);

sub run_in
{
	my ($role, $sql) = @_;
	open(my $pipe, '|-', "psql -XAtq -U $role -d attache_entry >$dir/out 2>&1") or die;
	print $pipe "SET client_min_messages = warning;\n$sql";
	close($pipe);
	open(my $out, '<', "$dir/out") or die;
	local $/;
	return (<$out> // '') =~ s/^psql:<stdin>:\d+: //gmr;
}
sub owner { return run_in('attache_owner', @_) }
sub clerk { return run_in('attache_filer', "SET search_path = overseas, $schema;\n@_") }

system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 <<'END'
DROP DATABASE IF EXISTS attache_entry;
DROP ROLE IF EXISTS attache_owner, attache_filer;
CREATE ROLE attache_owner LOGIN;
CREATE ROLE attache_filer LOGIN;
CREATE DATABASE attache_entry TEMPLATE template0 OWNER attache_owner;
END");
is(owner("CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION attache SCHEMA $schema;
SELECT 1 FROM $schema.attache_create_registry('overseas'), $schema.attache_load_example('overseas');
UPDATE overseas.rule SET severity = 'off' WHERE rule_id = 'AT-206'; -- the tours of the example have overrun
GRANT USAGE ON SCHEMA overseas, $schema TO attache_filer;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA overseas TO attache_filer;
INSERT INTO overseas.goal (goal_id, name, kind, target, during) VALUES (60, 'Everywhere', 'floor', 22, '[2027-06-01,2028-01-01)');"), "1\n", 'an owner, and a clerk who files');

# --- A file ---------------------------------------------------------------------

open(my $file, '>:raw', "$dir/people.csv") or die;
print $file "\xEF\xBB\xBFNumber;Name\r\ns-5;\"Dr. \"\"Bo\"\" O'Brien\"\r\ns-6;Jos\xC3\xA9 \r\ns-7;N.N.\r\ns-8;M. M.\r\n";
close($file);
is(clerk("SET client_encoding = 'UTF8'; SET attache.batch = 'people';
\\copy representative_entry (number, name) FROM '$dir/people.csv' (FORMAT csv, HEADER, DELIMITER ';')
SELECT * FROM accept_entries('people');
SELECT string_agg(number || ' ' || name, ', ' ORDER BY number) FROM representative WHERE number IS NOT NULL"),
	"4|0\nS-5 Dr. \"Bo\" O'Brien, S-6 Jos\xC3\xA9, S-7 N.N., S-8 M. M.\n", 'a file with a byte-order mark, CRLF, quotes and semicolons');

# --- A floor ----------------------------------------------------------------------

is(clerk("SET attache.batch = 'floor';
INSERT INTO assignment_end_entry (representative, last_day) SELECT 'Representative ' || i, '2027-06-30' FROM generate_series(5, 9) i;
INSERT INTO assignment_entry (posting, representative, first_day) SELECT m.name, 'S-' || m.mission_id, '2027-07-01' FROM mission m WHERE m.mission_id BETWEEN 5 AND 8;
SELECT kind, line, rule_id, message FROM check_entries('floor') WHERE severity = 'error'"),
	"assignment_end|6|AT-302|coverage would be 21 on 2027-07-01, below the floor of 22 of goal \"Everywhere\"\n", 'the line that breaks a floor is named, and no other');
is(clerk("SELECT * FROM accept_entries('floor')"), "0|9\n", 'all or nothing: nothing');
is(clerk("SELECT * FROM accept_entries('floor', false); SELECT line, fault ~ '^coverage would be 21' FROM assignment_end_entry WHERE state = 'refused'"),
	"8|1\n6|t\n", 'it alone stays out');
like(clerk("BEGIN; INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (1, '2027-08-01', 'suspended');
SELECT * FROM accept_entries('floor', false);"),
	qr/^ERROR:  coverage would be 2[01] on 2027-0\d-01, below the floor of 22 of goal "Everywhere"$/m, 'a floor that the transaction has broken before is no line\'s fault');

# In pieces: lines that keep a floor together are committed together, and the one that
# breaks it stays out.
is(clerk("SET attache.batch = 'floor pieces';
INSERT INTO assignment_end_entry (representative, last_day) SELECT 'Representative ' || i, '2027-06-30' FROM generate_series(10, 12) i;
INSERT INTO representative_entry (number, name) VALUES ('s-10', 'N.'), ('s-11', 'M.');
INSERT INTO assignment_entry (posting, representative, first_day) SELECT m.name, 'S-' || m.mission_id, '2027-07-01' FROM mission m WHERE m.mission_id BETWEEN 10 AND 11;
CALL $schema.attache_accept_in_pieces('overseas', 'floor pieces', 1);
SELECT line, fault ~ '^coverage would be 21' FROM assignment_end_entry WHERE state = 'refused' AND batch = 'floor pieces'"), "6|1\n4|t\n", 'in pieces, what breaks a floor stays out as well');

# --- In pieces, a crash, and another who looks on --------------------------------

my $lines = 3000;
is(owner("INSERT INTO overseas.mission (country, city, name, code) SELECT 'BE', 'City', 'Mission ' || i, 'M' || i FROM generate_series(1, 100) i;
INSERT INTO overseas.posting (mission_id, role, number) SELECT mission_id, 'attache', code || '-1' FROM overseas.mission WHERE code LIKE 'M%';
INSERT INTO overseas.posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT posting_id, '1900-01-01', 'active', 'a test' FROM overseas.posting WHERE number LIKE 'M%';
INSERT INTO overseas.representative (name, number) SELECT 'Person ' || i, 'E-' || i FROM generate_series(1, $lines) i;
INSERT INTO overseas.assignment_entry (batch, posting, representative, first_day, last_day)
SELECT 'big', format('M%s-1', 1 + i % 100), 'E-' || CASE i % 100 WHEN 50 THEN 999999 ELSE i END, to_char(date '1900-01-01' + 365 * (i / 100), 'YYYY-MM-DD'),
	   to_char(date '1900-01-01' + 365 * (i / 100) + CASE i % 100 WHEN 51 THEN 2000 ELSE 364 END, 'YYYY-MM-DD')
FROM generate_series(1, $lines) i;"), '', "a file of $lines lines");
my $expected = clerk("SELECT count(DISTINCT line) FROM check_entries('big') WHERE severity = 'error'");
like($expected, qr/^\d{2}\n$/, 'some of them are wrong');
chomp $expected;

# Another session holds a person of a later piece, so that the run has to wait there.
open(my $holder, '|-', "psql -XAtq -d attache_entry >$dir/holder 2>&1") or die;
$holder->autoflush(1);
print $holder "BEGIN; SELECT 1 FROM overseas.representative WHERE number = 'E-2998' FOR UPDATE;\n";
sleep 0.1 until -s "$dir/holder";
my $pid = fork() // die;
if (!$pid)
{
	exec("psql -XAtq -U attache_filer -d attache_entry -c \"CALL $schema.attache_accept_in_pieces('overseas', 'big', 100)\" >$dir/pieces 2>&1") or die;
}
my $progress = '';
for (1 .. 600)
{
	$progress = `psql -XAtqc "SELECT application_name FROM pg_stat_activity WHERE usename = 'attache_filer' AND wait_event_type = 'Lock'" -d attache_entry`;
	last if $progress ne '';
	sleep 0.1;
}
like($progress, qr/^attache: \d{2,4} lines of big$/m, 'another session sees how far it is');
my $before = owner("SELECT count(*), (SELECT count(*) FROM overseas.assignment_entry WHERE batch = 'big' AND state = 'accepted') FROM overseas.assignment a JOIN overseas.posting p ON p.posting_id = a.posting_id WHERE p.number LIKE 'M%'");
like($before, qr/^(\d{3,4})\|\1$/, '... and what has gone in');
system(qq{psql -XAtqc "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'attache_filer'" -d attache_entry >/dev/null});
waitpid($pid, 0);
print $holder "ROLLBACK;\n\\q\n";
close($holder);
is(owner("SELECT count(*), (SELECT count(*) FROM overseas.assignment_entry WHERE batch = 'big' AND state = 'accepted') FROM overseas.assignment a JOIN overseas.posting p ON p.posting_id = a.posting_id WHERE p.number LIKE 'M%'"),
	$before, 'after a crash, what had gone in is in');
is(clerk("CALL $schema.attache_accept_in_pieces('overseas', 'big')"), ($lines - $expected) . "|$expected\n", '... and the rest follows, but for what is wrong');
is(owner("SELECT count(*), count(DISTINCT a.representative_id) FROM overseas.assignment a JOIN overseas.posting p ON p.posting_id = a.posting_id WHERE p.number LIKE 'M%'"),
	($lines - $expected) . '|' . ($lines - $expected) . "\n", 'nothing is lost, and nothing is there twice');
is(owner("SELECT state, count(*) FROM overseas.assignment_entry WHERE batch = 'big' AND (state <> 'refused' OR fault IS NOT NULL) GROUP BY state ORDER BY state"),
	'accepted|' . ($lines - $expected) . "\nrefused|$expected\n", 'each line that is refused says why');
like(clerk("CALL $schema.attache_accept_in_pieces('overseas', 'big', 0)"), qr/^ERROR:  a piece has at least one line$/m, 'a piece of nothing');

# --- Two at a time -----------------------------------------------------------------

is(clerk("INSERT INTO representative_entry (batch, name, number) SELECT 'both', 'Both ' || i, 'B-' || i FROM generate_series(1, 500) i"), '', 'a batch');
my @both = map { my $n = $_; my $child = fork() // die; $child || exec("psql -XAtq -U attache_filer -d attache_entry -c \"SELECT * FROM overseas.accept_entries('both')\" >$dir/both$n 2>&1") } 1, 2;
waitpid($_, 0) for @both;
is(`cat $dir/both1 $dir/both2`, "500|0\n500|0\n", 'of two who accept it at a time, the second finds it accepted');
is(owner("SELECT count(*) FROM overseas.representative WHERE number LIKE 'B-%'"), "500\n", '... once');

# --- Names ---------------------------------------------------------------------------

is(owner("CREATE SCHEMA trap; GRANT CREATE, USAGE ON SCHEMA trap TO attache_filer; ALTER SCHEMA overseas RENAME TO \"abro\"\"ad %s\";"), '', 'a registry with another name');
is(run_in('attache_filer', "CREATE FUNCTION trap.lower(text) RETURNS text LANGUAGE plpgsql AS 'BEGIN RAISE ''caught as %'', current_user; END';
CREATE FUNCTION trap.daterange(date, date, text) RETURNS daterange LANGUAGE plpgsql AS 'BEGIN RAISE ''caught as %'', current_user; END';
CREATE FUNCTION trap.equals(text, text) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN RAISE ''caught as %'', current_user; END';
CREATE OPERATOR trap.= (FUNCTION = trap.equals, LEFTARG = text, RIGHTARG = text);
"), '', 'somebody sets a trap');
is(owner("SET search_path = trap, pg_catalog, \"abro\"\"ad %s\", $schema;
INSERT INTO assignment_entry (batch, posting, representative, kind, first_day, last_day) VALUES ('trap', 'M1-1', 'B-1', 'Tour', '2025-01-01', '2025-12-31');
SELECT count(*) FROM check_entries('trap');
SELECT * FROM accept_entries('trap');
SELECT done FROM assign('B-2', 'M2-1', '2025-01-01', '2025-02-01');
CALL $schema.attache_accept_in_pieces('abro\"ad %s', 'trap');"), "0\n1|0\nassigned\n1|0\n", 'nobody walks into it');

system("psql -XAtqc 'DROP DATABASE attache_entry' -c 'DROP ROLE attache_owner, attache_filer'");
done_testing();
