# What was known: each way in which a row can change is kept, and every question
# answers as known at a moment. Moments are set by hand where days matter, as the owner
# of a registry may do.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;
use Cwd qw(getcwd);

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);

sub run_in
{
	my ($database, $role, $sql) = @_;
	open(my $pipe, '|-', "psql -XAtq -U $role -d $database >$dir/out 2>&1") or die;
	print $pipe "SET client_min_messages = warning;\n\\set VERBOSITY verbose\n$sql";
	close($pipe);
	open(my $out, '<', "$dir/out") or die;
	local $/;
	return (<$out> // '') =~ s/^psql:<stdin>:\d+: //gmr =~ s/^LOCATION: .*\n//gmr =~ s/^CONTEXT:.*(?:\n(?!\w+: |\w*\|).*)*\n//gmr;
}
sub owner { return run_in('attache_known', 'attache_owner', "SET search_path = overseas, $schema;\n@_") }
sub clerk { return run_in('attache_known', 'attache_clerk', "SET search_path = overseas, $schema;\n@_") }
# As known at a moment.
sub known { return run_in('attache_known', 'attache_owner', "SET search_path = overseas_known, overseas, $schema;\nSET attache.known_at = '$_[0]';\n$_[1]") }

system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 <<'END'
DROP DATABASE IF EXISTS attache_known;
DROP ROLE IF EXISTS attache_owner;
CREATE ROLE attache_owner LOGIN;
CREATE DATABASE attache_known TEMPLATE template0 OWNER attache_owner;
END");
is(owner("CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION attache SCHEMA $schema;
SELECT 1 FROM $schema.attache_create_registry('overseas', 'America/New_York'), $schema.attache_load_example('overseas');
SELECT $schema.attache_show_known('overseas');
GRANT USAGE ON SCHEMA overseas, overseas_known, $schema TO attache_clerk;
GRANT ALL ON ALL TABLES IN SCHEMA overseas, overseas_known TO attache_clerk;
UPDATE overseas.edit SET known_from = '2005-12-31 12:00-05' WHERE edit_id = 1;
UPDATE overseas.edit SET known_from = '2006-01-01 12:00-05' WHERE edit_id = 2;"), "1\noverseas_known\n", 'a registry, its example, and a schema of what was known');

# --- The correction of an earlier report -----------------------------------------------

my $pictures = "SELECT goal_chart(1, '2006-12-15'), coverage_map('2006-12-15'), coverage_map('2006-12-15', 'CB'); SELECT * FROM goal_progress('2006-12-15'); SELECT * FROM goal_series(1, '2006-01-01', '2007-01-01', '2006-12-15'); SELECT * FROM coverage_matrix('2006-12-15');";
is(owner("BEGIN; UPDATE assignment SET tenure = '[2004-10-20,2007-02-02)' WHERE assignment_id = 3; COMMIT;
UPDATE edit SET known_from = '2006-06-01 09:00-04' WHERE edit_id = 3;"), '', 'a person is to leave on 2007-02-01');
my $then = owner($pictures);
is(owner("BEGIN; SET LOCAL attache.reason = 'had left earlier: cable 17'; SET LOCAL application_name = 'desk';
UPDATE assignment SET tenure = '[2004-10-20,2006-12-01)', ended_as = 'curtailed' WHERE assignment_id = 3; COMMIT;
UPDATE edit SET known_from = '2007-02-02 10:00-05' WHERE edit_id = 4;"), '', '... and had left on 2006-11-30');
isnt(owner($pictures), $then, 'the goal, its chart and the map are others');
my $count = "SELECT countries FROM coverage_summary('2006-12-15') WHERE program IS NULL;";
is(owner($count), "15\n", 'on 2006-12-15 a country less is covered');
is(known('', $count), "15\n", '... in the schema of what was known as well');
is(known('2007-01-15', $count), "16\n", '... but not as known on 2007-01-15');
is(known('2007-01-15', $pictures), $then, '... while as known then they are what they were, byte for byte');
is(known('2007-01-15', "SELECT today(), state, actual FROM goal_progress('2006-12-15');"), "2007-01-15|on track|16\n", '... nor is the goal what it was');
is(known('2007-01-15', "SELECT count(*) FROM report_roster WHERE posting_id = 3; SELECT tenure FROM assignment WHERE assignment_id = 3;"), "1\n[2004-10-20,2007-02-02)\n", '... nor who is there, today being that day');
is(known('2006-03-01', "SELECT tenure FROM assignment WHERE assignment_id = 3;"), "[2004-10-20,)\n", 'and before');
is(known('2005-12-31 13:00', "SELECT count(*) FROM assignment; SELECT count(*) FROM rule;"), "0\n" . owner('SELECT count(*) FROM rule'), 'before the example there was nothing but what a registry begins with');
is(known('2007-02-02 09:59:59.999999', $count) . known('2007-02-02 10:00', $count) . known('2007-02-02T10:00-05:00', $count) . known('2007-02-02 15:00:00Z', $count),
	"16\n15\n15\n15\n", 'known at a moment is what was known up to it, in the time zone of the registry');
is(owner("SET TimeZone = 'Asia/Tokyo'; SET datestyle = 'SQL, DMY'; SET attache.known_at = '2007-02-02 09:59'; SELECT extract(epoch FROM known_at()) = extract(epoch FROM '2007-02-02T09:59-05'::timestamptz);"),
	"t\n", '... whatever that of the session is');
is(run_in('attache_known', 'attache_owner', "SELECT subject, name, program, answer_then, answer_now, edits FROM overseas_known.compare('2006-12-15', '2007-01-15');
	SELECT DISTINCT changes FROM overseas_known.compare('2006-12-15', '2007-01-15') WHERE subject = 'country';"),
	"country|MX||covered||{4}\ncountry|MX|C-TPAT|covered||{4}\ncountry|MX|CB|covered||{4}\ngoal|22 countries||16, on track|15, behind|{4}\nprogram|any program||16|15|{4}\nprogram|C-TPAT|C-TPAT|6|5|{4}\nprogram|CB|CB|8|7|{4}\n"
	. "2007-02-02 by attache_owner: update of assignment, Representative 3, the attache posting at Embassy Mexico City, from ended_as: none; tenure: [2004-10-20,2007-02-02) to ended_as: curtailed; tenure: [2004-10-20,2006-12-01); had left earlier: cable 17\n"
	=~ s/ended_as: none; tenure/ended_as: none; planned_last_day: none; tenure/r =~ s/curtailed; tenure/curtailed; planned_last_day: 2007-02-01; tenure/r,
	'compare() names the one change, who made it and why');
is(run_in('attache_known', 'attache_owner', "SELECT count(*) FROM overseas_known.compare('2006-12-15', '2007-01-15', '2007-01-16');
	SELECT count(*) FROM overseas_known.compare('2006-12-15', '2007-01-15', '2007-03-01'); SELECT current_setting('attache.known_at');"), "0\n7\n\n", '... between any two moments');

# --- Without a moment ------------------------------------------------------------------

my @views = split /\n/, owner("SELECT v.viewname FROM pg_views v WHERE v.schemaname = 'overseas_known' AND EXISTS (SELECT FROM pg_views o WHERE o.schemaname = 'overseas' AND o.viewname = v.viewname) ORDER BY 1");
my @tables = split /\n/, owner("SELECT v.viewname FROM pg_views v WHERE v.schemaname = 'overseas_known' AND EXISTS (SELECT FROM pg_tables o WHERE o.schemaname = 'overseas' AND o.tablename = v.viewname) ORDER BY 1");
cmp_ok(scalar @views, '>', 25, 'all views are there');
is(scalar @tables, owner("SELECT count(*) FROM pg_tables WHERE schemaname = 'overseas' AND tablename NOT IN ('edit', 'publication') AND tablename !~ '_(past|entry)\$'") + 0, '... and one for each table');
is(owner(join '', map { "SELECT '$_' WHERE (SELECT md5(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\")) FROM overseas.$_ r) IS DISTINCT FROM (SELECT md5(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\")) FROM overseas_known.$_ r);\n" } @views, @tables),
	'', 'without a moment each answers as the registry does');
is(owner("SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'overseas_known'::regnamespace AND NOT EXISTS (SELECT FROM pg_proc o WHERE o.pronamespace = 'overseas'::regnamespace AND o.proname = p.proname AND o.proargtypes = p.proargtypes) AND p.proname NOT LIKE 'question\\_%' ORDER BY p.proname;"),
	"overseas_known.answers_on(date)\noverseas_known.compare(date,text,text)\n", 'and no function is another, but for the name of a row');
is(owner("SELECT o.proname FROM pg_proc o JOIN pg_proc p ON p.pronamespace = 'overseas_known'::regnamespace AND p.proname = o.proname AND p.proargtypes = o.proargtypes
	WHERE o.pronamespace = 'overseas'::regnamespace AND o.prosrc <> p.prosrc;"), '', '... of another text');

# Each function of the registry, called as drivers call it.
my @calls = split /\n/, run_in('attache_known', 'postgres', "CREATE TEMPORARY TABLE calls (calls jsonb); INSERT INTO calls SELECT pg_read_file('" . getcwd() . "/test/drivers/calls.json')::jsonb;
	SELECT format('%s(%s)', f.key, (SELECT string_agg(coalesce(quote_literal(a), 'NULL'), ', ' ORDER BY n) FROM jsonb_array_elements_text(c) WITH ORDINALITY x (a, n)))
	FROM calls, jsonb_each(calls) f, jsonb_array_elements(f.value) c
	WHERE EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = 'overseas_known'::regnamespace AND p.proname = f.key) AND f.key !~ '^(question_|key_of|near|assignment_of|what_if|coverage_map\$)' ORDER BY 1;");
sub calls_of
{
	my ($where) = @_;
	return join '', map { "SELECT 'call', md5(coalesce(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\"), '')) FROM $where.$_ r;\n" } @calls, "coverage_map('2006-06-01')", "goal_chart(1, '2006-12-15')", "what_if('{2,3}', '2006-05-31', day => '2006-06-01')";
}
cmp_ok(scalar @calls, '>', 40, 'functions are called');
is(owner(calls_of('overseas_known')), owner(calls_of('overseas')), '... and without a moment give what those of the registry give');

# --- Every way of changing a row ---------------------------------------------------------

# Each change, and what a table shows as known before it.
my $shows = "SELECT coalesce(md5(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\")), 'nothing') FROM ";
my $n = 0;
sub is_kept
{
	my ($table, $sql, $name) = @_;
	my $moment = 'm' . ++$n;
	my $before = owner("$shows overseas.$table r;");
	like(owner("SELECT publish('$moment') \\g /dev/null\n"), qr/^$/, "$name: a publication before");
	is(owner($sql), '', "$name: it is done");
	isnt(owner("$shows overseas.$table r;"), $before, '... and changes something') unless $name =~ /^nothing/;
	is(known($moment, "$shows $table r;"), $before, '... which was not known before');
}
is_kept('representative', "INSERT INTO representative (name) SELECT 'P' || i FROM generate_series(1, 50) i;", 'many rows');
is_kept('representative', "UPDATE representative SET note = 'x' WHERE name LIKE 'P_';", 'some are updated');
is_kept('representative', "UPDATE representative SET representative_id = representative_id + 1000 WHERE name LIKE 'P%';", 'keys move');
is_kept('representative', "UPDATE representative SET representative_id = 3001 - representative_id WHERE name LIKE 'P%';", 'keys move over each other');
is_kept('representative', "DELETE FROM representative WHERE name LIKE 'P_';", 'some are deleted');
is_kept('representative', "BEGIN; UPDATE representative SET note = 'y' WHERE name = 'P11'; DELETE FROM representative WHERE name = 'P11'; INSERT INTO representative (name) VALUES ('P11'); UPDATE representative SET note = 'z' WHERE name = 'P11'; COMMIT;",
	'a row changes several times in one transaction');
is_kept('representative', "BEGIN; SAVEPOINT a; UPDATE representative SET note = 'lost'; ROLLBACK TO a; UPDATE representative SET note = 'kept' WHERE name = 'P12'; SAVEPOINT b; DELETE FROM representative WHERE name = 'P13'; RELEASE b; SAVEPOINT c; DELETE FROM representative WHERE name = 'P14'; ROLLBACK TO c; COMMIT;",
	'subtransactions');
is_kept('representative', "MERGE INTO representative r USING (VALUES ('P15', 'm'), ('P99', 'm')) s (name, note) ON r.name = s.name WHEN MATCHED THEN UPDATE SET note = s.note WHEN NOT MATCHED THEN INSERT (name, note) VALUES (s.name, s.note);", 'MERGE');
is_kept('representative', "INSERT INTO representative (representative_id, name) VALUES (1, 'again'), (77777, 'new') ON CONFLICT (representative_id) DO UPDATE SET name = excluded.name;", 'ON CONFLICT');
is_kept('representative', "COPY representative (representative_id, name) FROM stdin;\n88888\tcopied\n\\.\n", 'COPY');
is_kept('posting_program', "UPDATE program SET program = 'CTPAT' WHERE program = 'C-TPAT';", 'a code goes on to what refers to it');
is_kept('program', "UPDATE program SET program = 'C-TPAT' WHERE program = 'CTPAT';", 'a key that is a code');
is_kept('role', "INSERT INTO role (role, name) VALUES ('consul', 'Consul');", 'a role');
is_kept('rule', "UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-207';", 'a rule');
is_kept('goal', "INSERT INTO goal (name, kind, target, during) VALUES ('floor', 'floor', 1, '[2090-01-01,)');", 'a goal');
is_kept('weight', "INSERT INTO weight (country, weight) VALUES ('BE', 5), ('NL', 6);", 'weights');
is_kept('weight', "TRUNCATE weight;", 'TRUNCATE');
is_kept('matter', "INSERT INTO matter (kind, posting_id, received_day) VALUES ('carrier', 1, '2006-07-04'); UPDATE matter SET answered_day = '2006-07-10' WHERE matter_id = 4; DELETE FROM matter WHERE matter_id = 6;", 'matters');
is_kept('measurement', "UPDATE measurement SET value = value + 1 WHERE measure = 'trained'; DELETE FROM measurement WHERE measure = 'wait';", 'measurements, of which one column is generated');
is(owner("SELECT undo((SELECT max(edit_id) FROM edit)); SELECT count(*), min(per) FROM measurement WHERE measure = 'wait';"), "2\n2|country\n", '... which come back');
is_kept('representative', "BEGIN; DELETE FROM representative WHERE name LIKE 'P%'; ROLLBACK;", 'nothing: a rollback');
is_kept('representative', "UPDATE representative SET note = 'none' WHERE false; DELETE FROM representative WHERE false; INSERT INTO representative (name) SELECT 'x' WHERE false;", 'nothing: no row');
is(owner("SELECT count(*) FROM edit WHERE known_from > (SELECT known_at FROM publication WHERE name = 'm$n');"), "0\n", '... is no edit either');
is(owner("BEGIN; SAVEPOINT a; DELETE FROM representative WHERE name = 'P20'; ROLLBACK TO a; SELECT attache_edit_under_way('edit') IS NULL; COMMIT; SELECT count(*) FROM edit WHERE known_from > (SELECT known_at FROM publication WHERE name = 'm$n');"), "t\n0\n", '... nor one that is taken back');
is(owner("SELECT table_name FROM (VALUES " . join(', ', map { "('$_')" } @tables) . ") t (table_name)
	WHERE (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = t.table_name::regclass AND g.tgname LIKE 'past\\_%' AND g.tgenabled = 'O') <> 5;"), '', 'every table has the five triggers');

# Own changes are seen without a moment, and not with one.
is(owner("SET search_path = overseas_known, overseas; BEGIN; INSERT INTO overseas.role (role, name) VALUES ('own', 'Own'); SELECT count(*) FROM role WHERE role = 'own'; SET attache.known_at = 'm$n'; SELECT count(*) FROM role WHERE role = 'own'; SELECT attache_edit_under_way('overseas.edit') > 0; ROLLBACK;" =~ s/attache_edit/$schema.attache_edit/r), "1\n0\nt\n", 'own changes');

# --- Columns -----------------------------------------------------------------------------

is(owner("ALTER TABLE site ADD COLUMN depth numeric(5,2), ADD COLUMN \"odd name\" text;
INSERT INTO site (kind, code, country, name, depth, \"odd name\") VALUES ('seaport', 'BEANR', 'BE', 'Antwerp', 17.5, 'o''dd');
SELECT publish('deep') \\g /dev/null
SET datestyle = 'German'; ALTER TABLE site ADD COLUMN dug daterange; UPDATE site SET dug = '[2006-02-01,2006-03-04)';
UPDATE site SET depth = 18; SET datestyle = 'ISO';
SELECT others FROM site_past WHERE event = 'update' ORDER BY site_past_id;
SELECT attache_keep_past('overseas'), attache_show_known('overseas') \\g /dev/null
SELECT depth, \"odd name\", dug, others FROM site_past WHERE event = 'update' ORDER BY site_past_id;
UPDATE site SET depth = 19; SELECT depth, others FROM site_past WHERE depth > 17.5;"),
	"{\"dug\": null, \"depth\": 17.50, \"odd name\": \"o'dd\"}\n{\"dug\": \"[2006-02-01,2006-03-04)\", \"depth\": 17.50, \"odd name\": \"o'dd\"}\n17.50|o'dd||\n17.50|o'dd|[2006-02-01,2006-03-04)|\n18.00|\n", 'a column that was added is kept, and gets its own place');
is(known('deep', "SELECT depth, \"odd name\" FROM site;"), "17.50|o'dd\n", '... and shows as it was known');
is(owner("DROP SCHEMA overseas_known CASCADE; ALTER TABLE site DROP COLUMN depth; UPDATE site SET name = 'Antwerpen';
	SELECT attache_keep_past('overseas'), attache_show_known('overseas') \\g /dev/null\nSELECT name, depth FROM site_past WHERE event = 'update' ORDER BY site_past_id DESC LIMIT 1;"), "Antwerp|\n", 'one that was dropped is no matter');
is(known('deep', 'SELECT name, "odd name" FROM site;'), "Antwerp|o'dd\n", '... and shows no more');
is(owner("GRANT USAGE ON SCHEMA overseas_known TO attache_clerk; GRANT ALL ON ALL TABLES IN SCHEMA overseas_known TO attache_clerk;"), '', 'rights to a schema that was made again');

# --- Rights --------------------------------------------------------------------------------

my $guard = qr/^ERROR:  42501: table "\w+" is written by the registry alone\nDETAIL:  It is part of what the registry keeps of its past.\nHINT:  Only its owner can change that.\n/;
like(clerk($_), $guard, "a right on all tables is none to: $_")
  for "UPDATE assignment_past SET note = 'x';", 'DELETE FROM edit;', 'TRUNCATE representative_past;',
  "INSERT INTO edit (known_from, session_role, role) VALUES (now(), 'x', 'x');", "UPDATE edit SET known_from = '2000-01-01' WHERE false;";
like(clerk("ALTER TABLE assignment DISABLE TRIGGER past_updated;"), qr/42501: must be owner of table assignment/, 'nor to switch the recording off');
like(clerk("SET session_replication_role = replica;"), qr/42501: permission denied to set parameter/, '... nor past it');
like(clerk("SET attache.reason = 'clerk''s'; INSERT INTO representative (name) VALUES ('by a clerk'); SELECT session_role, role, reason FROM edit ORDER BY known_from DESC LIMIT 1;"), qr/^attache_clerk\|attache_clerk\|clerk's\n$/, 'who writes, and why');
like(run_in('attache_known', 'attache_clerk', "CREATE TEMP TABLE edit (edit_id bigint GENERATED BY DEFAULT AS IDENTITY); CREATE TEMP TABLE before (x int); CREATE FUNCTION pg_temp.greatest(timestamptz, timestamptz) RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz';
	SET search_path = pg_temp, pg_catalog; UPDATE overseas.representative SET name = 'by somebody' WHERE name = 'by a clerk';"), qr/^$/, 'no name of the session gets in between');
is(owner("ALTER TABLE representative ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON representative FOR SELECT TO attache_clerk USING (representative_id < 5);"), '', 'a policy');
like(run_in('attache_known', 'attache_clerk', "SELECT count(*) FROM overseas_known.representative; SET attache.known_at = 'deep'; SELECT count(*) FROM overseas_known.representative;"),
	qr/^4\nERROR:  42501: row security hides rows of overseas.representative from role attache_clerk, and cannot say which of the past it would hide\nHINT:  Ask about now, or let the owner give overseas.representative_past policies of its own.\n/,
	'what row security hides today is not to be had through the past');
like(clerk("SELECT * FROM changes(); "), qr/42501: row security hides/, '... nor through changes()');
is(owner("ALTER TABLE representative_past ENABLE ROW LEVEL SECURITY; CREATE POLICY few ON representative_past FOR SELECT TO attache_clerk USING (representative_id < 5);"), '', '... unless the past has a policy');
is(run_in('attache_known', 'attache_clerk', "SET attache.known_at = 'deep'; SELECT count(*) FROM overseas_known.representative;"), "4\n", '... which then holds');
is(owner("DROP POLICY few ON representative; DROP POLICY few ON representative_past; ALTER TABLE representative DISABLE ROW LEVEL SECURITY; ALTER TABLE representative_past DISABLE ROW LEVEL SECURITY;"), '', 'no policy');
like(clerk("SELECT publish('clerk''s'); REVOKE ALL ON publication FROM attache_clerk;"), qr/^\d{4}-/, 'who may write publications may publish');
is(owner("REVOKE INSERT ON publication FROM attache_clerk;"), '', 'and who may not');
like(clerk("SELECT publish('no');"), qr/42501: permission denied for table publication/, '... may not');

# --- What people are told -----------------------------------------------------------------------

is(owner("SELECT attache_version() \\g /dev/null\nSELECT name, short_desc, extra_desc, context FROM pg_settings WHERE name LIKE 'attache.%' ORDER BY 1;"), <<'END', 'the settings');
attache.batch|The batch of lines of files that name none.|Empty for "entries".|user
attache.known_at|As known at which moment the views of what was known answer.|A moment, or the name of a publication; empty for now.|user
attache.reason|Why this session or transaction changes a registry.|It is kept with each edit; empty for none.|user
END
is(owner("SELECT obj_description('role_past'::regclass); SELECT obj_description('overseas_known.role'::regclass); SELECT obj_description('overseas_known'::regnamespace);
	SELECT obj_description(oid) FROM pg_trigger WHERE tgrelid = 'role'::regclass AND tgname = 'past_deleted'; SELECT col_description('role_past'::regclass, 7), col_description('overseas_known.role'::regclass, 2);"), <<'END', 'comments');
what the table role has held: each row that was inserted, its key alone, and each that was replaced or deleted
the table role as it was known
registry overseas as known at the moment that attache.known_at names
keeps in role_past what was deleted
its name|its name
END
like(owner("SELECT attache_version(); SET attache.nothing = 1;"), qr/42602: invalid configuration parameter name "attache.nothing"/, 'there are no other settings');

# --- Moments that cannot be asked about ------------------------------------------------------

like(known('x', 'SELECT known_at();'), qr/^ERROR:  22023: "x" is neither a publication nor a moment\nHINT:  Give the name of a publication, or a moment as 2007-01-15, 2007-01-15 18:00 or 2007-01-15 18:00:00\+01.\n/, 'a name of nothing');
like(known('01/15/2007', 'SELECT known_at();'), qr/22023: "01\/15\/2007" is neither/, 'no guess');
like(known('2007-02-30', 'SELECT known_at();'), qr/22008/, 'no day');
like(known('2999-01-01', 'SELECT known_at();'), qr/^ERROR:  22023: the moment 2999-01-01 .* is still to come\nHINT:  What is known at a moment can be asked once it has passed.\n/, 'one to come');
like(known('2005-12-31', 'SELECT known_at();'), qr/^ERROR:  22023: nothing is kept of what was known at 2005-12-31 .*\nDETAIL:  The registry keeps its past from 2005-12-31 .* on.\nHINT:  Ask for a later moment.\n/, 'one before the beginning');
like(owner("BEGIN; INSERT INTO role (role, name) VALUES ('a', 'A'); SELECT publish('too late');"),
	qr/^ERROR:  25001: this transaction has changed the registry\nDETAIL:  What it changed would not be in the publication, as it has not been committed.\nHINT:  Commit, and publish in a transaction of its own.\n/, 'a publication does not leave out what its own transaction did');
like(owner("SELECT publish('m1');"), qr/23505/, 'a name once');
like(owner("SELECT publish('2007-01-01 report');"), qr/23514: .*publication_name_check/, 'and none that reads as a moment');
is(owner("BEGIN; SELECT publish('with a change') \\g /dev/null\nINSERT INTO role (role, name) VALUES ('b', 'B'); COMMIT; SELECT count(*) FROM edit e JOIN publication p ON p.name = 'with a change' AND e.known_from > p.known_at;"), "1\n", '... a change after it in the same transaction is later');

like(owner("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) > 0 FROM edit;\n\\! psql -XAtq -U attache_owner -d attache_known -c \"INSERT INTO overseas.role (role, name) VALUES ('meanwhile', 'M')\"\nSELECT set_config('attache.known_at', to_char(clock_timestamp(), 'YYYY-MM-DD HH24:MI:SS.USOF'), true) \\g /dev/null\nSELECT known_at();"),
	qr/^t\nERROR:  40001: could not show what was known at .*, as it was committed only after this statement or transaction began\nHINT:  Run it again.\n/, 'one that the snapshot of a transaction does not reach');

# --- Changes, and back --------------------------------------------------------------------------

is(owner("SELECT event, table_name, subject, old, new, reason, application, role FROM changes('2007-01-01', '2007-12-31');"),
	"update|assignment|Representative 3, the attache posting at Embassy Mexico City|ended_as: none; planned_last_day: none; tenure: [2004-10-20,2007-02-02)|ended_as: curtailed; planned_last_day: 2007-02-01; tenure: [2004-10-20,2006-12-01)|had left earlier: cable 17|desk|attache_owner\n", 'changes()');
is(owner("SELECT count(*) FROM changes(about => 'representative 3'); SELECT count(*) FROM changes(about => 'Representative 3'); SELECT count(*) FROM changes(about => 'Embassy Mexico City') WHERE table_name = 'assignment';") =~ s/^ERROR.*\nHINT.*\n//r, "4\n3\n", '... about a person, and a mission with its postings');
like(owner("SELECT * FROM changes(about => 'Nobody');"), qr/^ERROR:  22023: nothing is called "Nobody"\nHINT:  The view "called" lists what has a name.\n/, '... about nobody');
is(owner("SELECT count(*) > 50, bool_and(old IS NOT NULL OR new IS NOT NULL) FROM report_changes;"), "t|t\n", 'report_changes');
is(owner("SELECT undo(4); SELECT tenure, ended_as FROM assignment WHERE assignment_id = 3;"), "1\n[2004-10-20,2007-02-02)|\n", 'undo() of an update');
is(owner("BEGIN; INSERT INTO mission (mission_id, country, city, name) VALUES (900, 'IE', 'Dublin', 'Embassy Dublin'); INSERT INTO posting (posting_id, mission_id, role) VALUES (900, 900, 'attache'); INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (900, '2030-01-01', 'proposed'); COMMIT;
	SELECT undo((SELECT max(edit_id) FROM edit)); SELECT count(*) FROM mission WHERE mission_id = 900; SELECT undo((SELECT max(edit_id) FROM edit)); SELECT count(*) FROM posting_status_change WHERE posting_id = 900;"), "3\n0\n3\n1\n", '... of what refers to each other, and back again');
like(owner("SELECT undo(4);"), qr/^ERROR:  55000: edit 4 cannot be undone: some of its rows have changed since\nDETAIL:  Row 3 of assignment is not as the edit left it.\nHINT:  Undo the later edits first, or change the rows by hand.\n/, '... not of what has changed since');
like(owner("SELECT undo(999999);"), qr/^ERROR:  22023: edit 999999 changed nothing\nHINT:  The function changes\(\) lists edits.\n/, '... nor of nothing');
is(owner("INSERT INTO mission (mission_id, country, city, name, code) VALUES (901, 'SK', 'Bratislava', 'Embassy Bratislava', 'BTS'); INSERT INTO posting (posting_id, mission_id, role, number) VALUES (901, 901, 'attache', 'P-901');
	INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (901, '2000-01-01', 'active', 'elsewhere'); SELECT publish('before the move') \\g /dev/null
	SET attache.reason = 'filed under the wrong posting'; UPDATE assignment SET posting_id = 901 WHERE assignment_id = 3;
	SELECT subject, name, program, cardinality(edits), changes ~ 'filed under the wrong posting' FROM overseas_known.compare('2006-02-01', 'before the move', '') WHERE name IN ('Mexico', 'Slovakia') OR subject = 'country';
	SELECT count(*) FROM changes('2007-12-31', about => 'Embassy Mexico City') WHERE reason = 'filed under the wrong posting'; SELECT count(*) FROM changes('2007-12-31', about => 'P-901') WHERE reason = 'filed under the wrong posting';
	SELECT undo((SELECT max(edit_id) FROM edit));"), "country|MX||1|t\ncountry|SK||1|t\ncountry|MX|C-TPAT|1|t\ncountry|MX|CB|1|t\n1\n1\n1\n", 'what moves an assignment is a change of both postings');
is(owner("SELECT subject_of(v.row_of::jsonb) FROM (VALUES ('{\"waiver_id\": 1, \"rule_id\": \"AT-206\", \"assignment_id\": 3, \"representative_id\": null}'), ('{\"matter_id\": 1, \"posting_id\": null, \"mission_id\": 901, \"number\": \"M-1\"}')) v (row_of);"), "Representative 3, AT-206\nEmbassy Bratislava\n", 'a row is about what its keys name');
like(owner("DELETE FROM assignment WHERE assignment_id = 4; INSERT INTO assignment (posting_id, representative_id, tenure) SELECT 4, representative_id, '[2005-01-01,)' FROM representative WHERE name = 'P30'; SELECT undo((SELECT max(edit_id) - 1 FROM edit));"), qr/^ERROR:  23514: the attache posting at Embassy Singapore has more people than seats/, '... and the rules hold');
is(owner("SELECT forget('2020-01-01', 'order 5'); SELECT forget(now(), 'order 6', (SELECT max(representative_id) FROM representative WHERE name = 'by somebody')); SELECT reason IS NOT NULL FROM edit WHERE reason LIKE 'forgot the name of representative % known before %: order 6'; SELECT count(*) FROM representative_past WHERE name = 'by a clerk';"), "0\n1\nt\n0\n", 'forget() takes a name out of the past');
is(owner("BEGIN; SELECT forget(now(), 'order 7') > 10; SELECT count(*) FROM edit WHERE reason LIKE 'forgot the names of all people known before %: order 7'; SELECT count(*) FROM representative_past WHERE event <> 'insert' AND name <> 'forgotten'; ROLLBACK;"), "t\n1\n0\n", '... or all');
like(owner("SELECT forget('2999-01-01', 'order 5');"), qr/22023: what is still to come cannot be forgotten\nHINT:  Give a moment in the past./, '... not out of what is to come');
like(owner("SELECT forget(now(), '');"), qr/22023: no reason is given\nHINT:  Say which law or order wants it, as it stays./, '... nor without a reason');
like(clerk("SELECT forget('2020-01-01', 'mine');"), qr/42501/, '... nor for a clerk');

# --- Who calls ----------------------------------------------------------------------------------

is(owner("CREATE SCHEMA mine; CREATE TABLE mine.t (id bigint PRIMARY KEY, x text); CREATE TABLE mine.two (a int, b int, PRIMARY KEY (a, b)); CREATE VIEW mine.v AS SELECT 1 AS id;"), '', 'other tables');
my $trigger = "EXECUTE FUNCTION $schema.attache_past()";
like(owner("CREATE TRIGGER x AFTER INSERT ON mine.t REFERENCING NEW TABLE AS after FOR EACH STATEMENT $trigger; INSERT INTO mine.t VALUES (1);"), qr/^ERROR:  42P01: table "t" has no table for its past\nHINT:  attache_keep_past makes "t_past".\n/, 'a table without a past');
like(owner("CREATE TABLE mine.t_past (LIKE mine.t, edit_id bigint, event text, others jsonb); INSERT INTO mine.t VALUES (1);"), qr/^ERROR:  42P01: schema "mine" has no table "edit"\nDETAIL:  A registry that keeps its past numbers its edits there.\nHINT:  attache_keep_past makes it.\n/, '... without edits');
like(owner("CREATE TABLE mine.edit (edit_id bigint, known_from date); INSERT INTO mine.t VALUES (1);"), qr/^ERROR:  42809: table "edit" has no identity column "edit_id"\n/, '... with others');
like(owner("SELECT attache_check_moment('mine.edit', now());"), qr/^ERROR:  42804: "known_from" is not of type timestamp with time zone\n/, '... of other types');
like(owner("SELECT attache_mark('mine.t', 'x');"), qr/^ERROR:  42809: "t" is not the table of a registry's edits\n/, 'a mark in another table');
like(owner("DROP TABLE mine.edit; CREATE TABLE mine.edit (edit_id bigint GENERATED BY DEFAULT AS IDENTITY); CREATE TRIGGER x AFTER INSERT ON mine.two REFERENCING NEW TABLE AS after FOR EACH STATEMENT $trigger; CREATE TABLE mine.two_past (LIKE mine.two, edit_id bigint, event text); INSERT INTO mine.two VALUES (1, 1);"),
	qr/^ERROR:  42809: table "two" has no primary key of one column\nDETAIL:  Its past is kept by that key.\n/, 'a key of two columns');
like(owner("DROP TRIGGER x ON mine.t; CREATE TRIGGER x AFTER INSERT ON mine.t FOR EACH ROW $trigger; INSERT INTO mine.t VALUES (1);"), qr/^ERROR:  39P01: attache_past\(\) must be called by the triggers that attache_keep_past makes\nDETAIL:  It keeps the rows of a statement.\n/, 'for rows');
like(owner("DROP TRIGGER x ON mine.t; CREATE TRIGGER x BEFORE INSERT ON mine.t FOR EACH STATEMENT $trigger; INSERT INTO mine.t VALUES (1);"), qr/39P01.*\nDETAIL:  What is inserted, updated or deleted is kept after it is.\n/, 'before');
like(owner("DROP TRIGGER x ON mine.t; CREATE TRIGGER x AFTER TRUNCATE ON mine.t FOR EACH STATEMENT $trigger; TRUNCATE mine.t;"), qr/39P01.*\nDETAIL:  What is truncated is kept before it is.\n/, 'after TRUNCATE');
like(owner("DROP TRIGGER x ON mine.t; CREATE TRIGGER x AFTER INSERT ON mine.t REFERENCING NEW TABLE AS other FOR EACH STATEMENT $trigger; INSERT INTO mine.t VALUES (1);"), qr/39P01.*\nDETAIL:  Its transition table is called "after".\n/, 'another name');
like(owner("CREATE TRIGGER x INSTEAD OF INSERT ON mine.v FOR EACH ROW $trigger; INSERT INTO mine.v VALUES (1);"), qr/39P01/, 'a view');
like(owner("CREATE TABLE mine.p (id bigint PRIMARY KEY) PARTITION BY LIST (id); CREATE TABLE mine.p1 PARTITION OF mine.p DEFAULT; CREATE TRIGGER x AFTER INSERT ON mine.p REFERENCING NEW TABLE AS after FOR EACH STATEMENT $trigger; INSERT INTO mine.p VALUES (1);"), qr/39P01.*\nDETAIL:  It keeps the rows of a plain table.\n/, 'a partitioned table');
like(run_in('attache_known', 'postgres', "ALTER TABLE overseas.role OWNER TO attache_clerk; SET ROLE attache_clerk; INSERT INTO overseas.role (role, name) VALUES ('c', 'C');"), qr/^ERROR:  42501: table "role" cannot keep its past in "role_past"\nDETAIL:  The latter belongs to "attache_owner", whose rights the owner of the former has not.\nHINT:  Give both to the owner of the registry.\n/, 'a table of another owner');
like(run_in('attache_known', 'postgres', "ALTER TABLE overseas.role_past OWNER TO attache_clerk; SET ROLE attache_clerk; INSERT INTO overseas.role (role, name) VALUES ('c', 'C');"), qr/^ERROR:  42501: table "role" cannot keep its past in "edit"\n/, '... with its past, but not the edits');
is(run_in('attache_known', 'postgres', "ALTER TABLE overseas.role OWNER TO attache_owner; ALTER TABLE overseas.role_past OWNER TO attache_owner;"), '', '... is given back');
is(owner("CREATE TABLE mine.w (known_at date, published_by text); GRANT USAGE ON SCHEMA mine TO attache_clerk; GRANT INSERT ON mine.w TO attache_clerk; CREATE TRIGGER x BEFORE INSERT ON mine.w FOR EACH ROW EXECUTE FUNCTION $schema.attache_past('publication');"), '', 'publications of another kind');
like(clerk("INSERT INTO mine.w VALUES ('2006-01-01', 'x');"), qr/39P01.*\nDETAIL:  A publication has a moment and somebody who made it.\n/, '... are none');
like(known('deep', "SELECT attache_unchanged('overseas.role', 1, false);"), qr/^ERROR:  42804: keys of role are not of type integer\n/, 'a key of another type');
is(known('deep', "SELECT attache_unchanged('overseas.role', 1, true), attache_unchanged('overseas.role', 'inspector'::text, false), attache_unchanged('overseas.role', NULL::text, false) IS NULL, (SELECT count(*) FROM attache_replaced(NULL, NULL::overseas.role_past));"), "t|t|t|0\n", 'the two sides of a view');
like(known('deep', "SELECT * FROM attache_replaced('overseas.role', NULL::overseas.site_past);"), qr/^ERROR:  42804: rows of overseas.role_past are not of type (?:overseas\.)?site_past\n/, 'rows of another type');
like(known('deep', "SELECT * FROM attache_replaced('pg_class', NULL::pg_class);"), qr/^ERROR:  42P01: schema "pg_catalog" has no table "edit"\n/, 'a table of no registry');
is(owner("CREATE TABLE overseas.odd (id tsvector PRIMARY KEY); CREATE TABLE overseas.odd_past (); CREATE TABLE overseas.short (id text PRIMARY KEY); CREATE TABLE overseas.short_past (short_past_id bigint, edit_id bigint, step integer, event text, id text);"), '', 'tables of another making');
like(known('deep', "SELECT * FROM attache_replaced('overseas.odd', NULL::overseas.odd_past);"), qr/^ERROR:  42883: keys of type tsvector cannot be hashed\nDETAIL:  What was known of table "odd" is found by them.\n/, '... with keys that cannot be hashed');
like(known('deep', "SELECT * FROM attache_replaced('overseas.short', NULL::overseas.short_past);"), qr/^ERROR:  42804: "step" is not of type bigint\n/, '... with another column');
is(owner("DROP TABLE overseas.odd, overseas.odd_past, overseas.short, overseas.short_past;"), '', '... are gone');
like(known('deep', "SELECT attache_reads_past('pg_class');"), qr/^ERROR:  42P01: table "pg_class" has no table for its past\n/, 'a table without a past, asked for');
like(owner("SELECT attache_past();"), qr/^ERROR:  39P01: attache_past\(\) must be called by the triggers that attache_keep_past makes\nDETAIL:  It is no function to call.\n/, 'it is no function to call');
like(clerk("CREATE TEMP TABLE t (id int); CREATE TRIGGER x BEFORE INSERT ON t FOR EACH STATEMENT $trigger;"), qr/42501: permission denied for function \S*attache_past/, 'nor for everybody to attach');
like(clerk("SELECT attache_keep_past('overseas');"), qr/^ERROR:  42501: registry overseas belongs to attache_owner\nHINT:  Do this as its owner: SET ROLE attache_owner.\n/, 'keeping the past is for the owner');
like(clerk("SELECT attache_show_known('overseas');"), qr/^ERROR:  42501: registry overseas belongs to attache_owner\nHINT:  Do this as its owner: SET ROLE attache_owner.\n/, '... as is showing it');
like(owner("SELECT attache_keep_past('nowhere');"), qr/^ERROR:  42704: schema nowhere holds no registry\nHINT:  attache_create_registry makes one.\n/, 'no registry');
like(owner("SELECT attache_create_registry('plain', 'UTC', false); SELECT attache_show_known('plain');"), qr/^\nERROR:  42704: schema plain holds no registry that keeps its past\nHINT:  attache_create_registry makes one, and attache_keep_past lets one keep its past.\n/, 'a registry without a past shows none');
like(owner("SELECT attache_show_known('overseas', 'overseas');"), qr/^ERROR:  42710: schema overseas holds a registry of its own\nHINT:  Give the name of another schema.\n/, 'not in the place of a registry');
is(owner("INSERT INTO plain.program (program, name) VALUES ('A', 'before'); SELECT attache_keep_past('plain'); SELECT attache_show_known('plain', 'plain then'); UPDATE plain.program SET name = 'after';
	SET attache.known_at = 'x'; SELECT plain.publish('now') IS NOT NULL; RESET attache.known_at; UPDATE plain.program SET name = 'later'; SET attache.known_at = 'now'; SELECT name FROM \"plain then\".program;"), "\nplain then\nt\nafter\n", 'the past of a registry with data begins later');
like(owner("SELECT attache_empty_registry('overseas');"), qr/^ERROR:  55000: registry overseas has rows of its own, in program\nHINT:  Make a new registry for rows that come from elsewhere.\n/, 'a registry with rows is not emptied');
like(owner("SELECT attache_empty_registry('nowhere');"), qr/42704: schema nowhere holds no registry/, 'nor one that is none');
is(owner("SELECT attache_create_registry('empty', 'UTC', false), attache_empty_registry('empty'); SELECT count(*) FROM empty.rule; SELECT attache_create_registry('new', 'UTC'), attache_empty_registry('new'); SELECT count(*) FROM new.edit; SELECT count(*) FROM new.role_past; INSERT INTO new.role (role, name) VALUES ('a', 'b'); SELECT count(*) FROM new.role_past;"), "|\n0\n|\n0\n0\n1\n", 'a new one is, with its past or without');

# --- Triggers and names of others ----------------------------------------------------------------

# A trigger that writes within a statement, and parts of one statement that write: what
# came first was first.
is(owner("CREATE FUNCTION mine.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE overseas.representative SET note = ''touched'' WHERE representative_id = NEW.representative_id; RETURN NULL; END';
CREATE TRIGGER audit AFTER INSERT OR UPDATE ON representative FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION mine.touch();"), '', 'a trigger that writes');
is_kept('representative', "UPDATE representative SET note = 'mine' WHERE representative_id = 5; INSERT INTO representative (name) VALUES ('Newcomer');", 'a trigger writes within the statement');
is(owner("DROP TRIGGER audit ON representative; SELECT undo((SELECT max(edit_id) FROM edit)); SELECT count(*) FROM representative WHERE name = 'Newcomer'; SELECT undo((SELECT max(edit_id) FROM edit) - 2); SELECT note FROM representative WHERE representative_id = 5;") =~ s/illustrative.*/was/r, "1\n0\n1\nwas\n", '... and is undone with it');
is(owner("INSERT INTO weight (country, weight) VALUES ('SE', 5), ('FI', 6), ('NO', 7);"), '', 'weights');
is_kept('weight', "WITH gone AS (DELETE FROM weight WHERE country IN ('SE', 'FI') RETURNING *) INSERT INTO weight (weight_id, country, weight) SELECT weight_id, country, 99 FROM gone LIMIT 1;", 'rows go and come in one statement');
is(owner("ALTER SEQUENCE role_past_role_past_id_seq CACHE 50 RESTART WITH 100000;"), '', 'a sequence that does not say the order');
is_kept('role', "UPDATE role SET name = 'one' WHERE role = 'consul';\n\\! psql -XAtq -d attache_known -U attache_owner -c \"SET search_path = overseas; UPDATE role SET name = 'two' WHERE role = 'consul'\"\nUPDATE role SET name = 'three' WHERE role = 'consul';", 'what several sessions do');

# Who may make a trigger of what is kept does not have it run as the owner.
is(run_in('attache_known', 'postgres', "CREATE SCHEMA clerks AUTHORIZATION attache_clerk; GRANT TRIGGER ON overseas.role_past, overseas.edit TO attache_clerk;"), '', 'a right to make triggers');
is(clerk("CREATE FUNCTION clerks.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''runs as %'', current_user; NEW.note := ''forged''; RETURN NEW; END';
CREATE TRIGGER zz BEFORE INSERT ON role_past FOR EACH ROW EXECUTE FUNCTION clerks.f();"), '', 'a trigger that a clerk makes');
like(owner("UPDATE role SET note = 'x' WHERE role = 'consul';"), qr/^ERROR:  42501: table "role_past" cannot have the trigger "zz"\nDETAIL:  It is part of what the registry keeps of its past, and is written as its owner.\nHINT:  Drop the trigger, and grant no TRIGGER on the table.\n/, '... does not run');
is(run_in('attache_known', 'postgres', "DROP TRIGGER zz ON overseas.role_past;") . clerk("CREATE TRIGGER zz AFTER INSERT ON edit FOR EACH ROW EXECUTE FUNCTION clerks.f();"), '', 'another');
like(owner("UPDATE role SET note = 'x' WHERE role = 'consul';"), qr/^ERROR:  42501: table "edit" cannot have the trigger "zz"\n/, '... does not, either');
is(run_in('attache_known', 'postgres', "DROP TRIGGER zz ON overseas.edit;"), '', 'it is gone');
is(owner("CREATE FUNCTION mine.say() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE CONSTRAINT TRIGGER late AFTER INSERT ON edit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mine.say();"), '', 'one of the owner');
like(owner("UPDATE role SET note = 'x' WHERE role = 'consul';"), qr/^ERROR:  42501: table "edit" cannot have the trigger "late"\n/, '... cannot be checked at COMMIT');
is(owner("DROP TRIGGER late ON edit; UPDATE role SET note = 'x' WHERE role = 'consul'; CREATE TRIGGER own AFTER INSERT ON role_past FOR EACH ROW EXECUTE FUNCTION mine.say(); UPDATE role SET note = 'y' WHERE role = 'consul'; DROP TRIGGER own ON role_past;"), '', '... but one of what a table kept can');
like(owner("CREATE TRIGGER own AFTER INSERT ON role_past FOR EACH STATEMENT EXECUTE FUNCTION mine.say(); UPDATE role SET note = 'z' WHERE role = 'consul';"),
	qr/^ERROR:  55000: table "role_past" cannot have the trigger "own"\nDETAIL:  Its rows are written one by one, and not by statements.\nHINT:  Make it a trigger FOR EACH ROW.\n/, '... unless it waits for statements');
is(owner("DROP TRIGGER own ON role_past;"), '', '... and is gone');
like(clerk("CREATE TEMP TABLE edit (edit_id bigint GENERATED BY DEFAULT AS IDENTITY, known_from timestamptz, session_role text, role text, application text, reason text); CREATE TEMP TABLE publication ();
CREATE FUNCTION pg_temp.n() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER n BEFORE INSERT ON edit FOR EACH ROW EXECUTE FUNCTION pg_temp.n(); SELECT attache_mark('pg_temp.edit', 'publication x');"), qr/^ERROR:  42501: table "edit" cannot have the trigger "n"\n/, 'a table that takes no edit');
is(owner("CREATE TABLE mine.publication (); DROP TABLE mine.edit; CREATE TABLE mine.edit (LIKE overseas.edit INCLUDING ALL); CREATE RULE nothing AS ON INSERT TO mine.edit WHERE NEW.reason = 'no' DO INSTEAD NOTHING;"), '', 'a table with a rule');
is(owner("SELECT attache_mark('mine.edit', 'no') \\g /dev/null\nSELECT reason FROM mine.edit;"), "no\n", '... which does not keep an edit out');
like(owner("DROP INDEX mine.edit_known_from_idx; SELECT attache_mark('mine.edit', 'no');"), qr/^ERROR:  55000: table "edit" has no index of the moments of its edits\nHINT:  CREATE INDEX ON mine.edit \(known_from\).\n/, 'a table without its index');
like(owner("CREATE INDEX ON mine.edit (known_from DESC); CREATE INDEX ON mine.edit (known_from) WHERE reason IS NULL; CREATE INDEX ON mine.edit USING hash (known_from); SELECT attache_mark('mine.edit', 'no');"), qr/55000/, '... and others that are none of the moments');
like(owner("DROP RULE nothing ON mine.edit; CREATE INDEX ON mine.edit (known_from); ALTER TABLE mine.edit ALTER reason TYPE varchar; SELECT attache_mark('mine.edit', 'no');"),
	qr/^ERROR:  42804: table "edit" has no column "reason" of type text\nHINT:  It is part of what the registry keeps of its past. Give it back its column.\n/, 'a table with another column');
is(owner("ALTER TABLE mine.edit ALTER reason TYPE text, ADD COLUMN place int GENERATED ALWAYS AS IDENTITY, ADD COLUMN said text DEFAULT upper('aye'), ADD COLUMN longer text GENERATED ALWAYS AS (reason || '!') STORED;
SELECT attache_mark('mine.edit', 'no'), attache_mark('mine.edit', 'yes') \\g /dev/null
SELECT place, said, longer FROM mine.edit ORDER BY edit_id DESC LIMIT 2;"), "3|AYE|yes!\n2|AYE|no!\n", 'columns of the owner');
# From 18 on no table that inherits can have one.
my $null_key = qx(psql -XAtqc 'SHOW server_version_num') < 180000 ? qr/^update\|t\|a\n\z/ : qr/^ERROR:  42P16: cannot drop inherited constraint "k_id_not_null" of relation "c"\n/;
like(owner("CREATE TABLE mine.taken (edit_id bigint GENERATED BY DEFAULT AS IDENTITY); CREATE TABLE mine.k (id text PRIMARY KEY, x text); CREATE TABLE mine.k_past (LIKE mine.k, edit_id bigint, step bigint, event text, others jsonb); ALTER TABLE mine.k_past ALTER id DROP NOT NULL;
CREATE TRIGGER u AFTER UPDATE ON mine.k REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION attache_past();
CREATE TABLE mine.c () INHERITS (mine.k); ALTER TABLE mine.c ALTER id DROP NOT NULL; INSERT INTO mine.c VALUES (NULL, 'a'); UPDATE mine.k SET x = 'b'; SELECT event, id IS NULL, x FROM mine.k_past; DROP TABLE mine.c;"), $null_key, 'a key that is null, of a table that inherits');

# A table that is empty when it is emptied.
is(owner("BEGIN; TRUNCATE overseas.absence; TRUNCATE overseas.absence; SELECT count(*) FROM overseas.absence; ROLLBACK;"), "0\n", 'a table is emptied twice');

# What a savepoint took back is not seen again, though the snapshot is the same.
is(known('deep', "BEGIN ISOLATION LEVEL REPEATABLE READ; CREATE TEMP TABLE seen (n int, name text);
INSERT INTO seen SELECT 1, name FROM overseas_known.role WHERE role = 'representative';
SAVEPOINT a; UPDATE overseas.role SET name = 'Taken back' WHERE role = 'representative';
SELECT count(*), min(name) <> 'Taken back' FROM overseas_known.role WHERE role = 'representative';
ROLLBACK TO a;
SELECT count(*), min(k.name) = min(s.name) FROM overseas_known.role k, seen s WHERE k.role = 'representative';
UPDATE overseas.role SET name = 'Again' WHERE role = 'representative';
SELECT count(*), min(k.name) = min(s.name) FROM overseas_known.role k, seen s WHERE k.role = 'representative'; ROLLBACK;"), "1|t\n1|t\n1|t\n", 'a savepoint that is taken back');

# What was published stays.
is(run_in('attache_known', 'postgres', "GRANT ALL ON overseas.publication TO attache_clerk;"), '', 'a right to publications');
like(clerk("UPDATE publication SET known_at = '2020-01-01';"), $guard, '... is none to change one');
like(clerk("DELETE FROM publication;"), $guard, '... nor to take one back');
like(clerk("INSERT INTO publication (name, known_at) VALUES ('forged', now());"), qr/^ERROR:  42501: only the owner of a registry can publish for another moment or another role\nHINT:  The function publish\(\) makes a publication.\n/, '... nor to publish another moment');
like(clerk("BEGIN; INSERT INTO publication (name, known_at, published_by) VALUES ('forged', attache_mark('edit', 'publication forged'), 'postgres');"), qr/^ERROR:  42501: only the owner of a registry can publish/, '... nor in the name of another');
like(clerk("SELECT attache_mark('edit', 'forgot the names of all people');"), qr/^ERROR:  42501: only the owner of a registry can mark a moment that is no publication\nHINT:  The function publish\(\) makes a publication.\n/, '... nor to write into the edits');
like(clerk("SELECT publish('honest');"), qr/^\d{4}-/, '... but to publish');
like(owner("INSERT INTO publication (name, known_at) VALUES ('$_', now());"), qr/23514/, "no name: $_") for ' 2007-01-15', '12026-01-01';

# Columns with the names of what keeps them, lengths that grow, domains.
is(owner("DROP SCHEMA overseas_known CASCADE; CREATE DOMAIN mine.code AS text NOT NULL CHECK (value <> 'no');
ALTER TABLE site ADD COLUMN event text, ADD COLUMN edit_id bigint, ADD COLUMN others jsonb, ADD COLUMN step int, ADD COLUMN site_past_id int, ADD COLUMN n int, ADD COLUMN p text, ADD COLUMN t text, ADD COLUMN kept_row int, ADD COLUMN short varchar(5), ADD COLUMN share numeric(8,2), ADD COLUMN code_of mine.code DEFAULT 'yes';
SELECT attache_keep_past('overseas'), attache_show_known('overseas') \\g /dev/null
UPDATE site SET event = 'e', edit_id = 1, others = '{}', step = 2, site_past_id = 3, n = 4, p = 'p', t = 't', kept_row = 5, short = 'short', share = 1.25;
DROP SCHEMA overseas_known CASCADE; ALTER TABLE site ALTER short TYPE varchar(50), ALTER share TYPE numeric(10,4); UPDATE site SET short = 'much longer', share = 1.2345;
UPDATE site SET name = 'Antwerp again'; SELECT share, short, others, code_of FROM site_past ORDER BY site_past_id DESC LIMIT 1; SELECT old, new FROM changes() WHERE table_name = 'site' ORDER BY edit_id DESC LIMIT 1;"),
	"1.2345|much longer|{\"step\": 2, \"event\": \"e\", \"others\": {}, \"edit_id\": 1, \"site_past_id\": 3}|yes\nname: Antwerpen|name: Antwerp again\n", 'columns of any name');
is(owner("SELECT undo((SELECT max(edit_id) FROM edit)); SELECT name, event, step FROM site;"), "1\nAntwerpen|e|2\n", '... are undone alone if they changed alone');
is(owner("UPDATE site SET name = 'A'; SELECT undo((SELECT max(edit_id) FROM edit)); UPDATE site SET name = 'B'; SELECT undo((SELECT max(edit_id) FROM edit)); SELECT undo((SELECT max(edit_id) - 3 FROM edit));") =~ s/^ERROR.*\n(?:DETAIL|HINT).*\n(?:HINT.*\n)?//mr, "1\n1\n", 'what is as an edit left it');
is(owner("ALTER TABLE site DROP COLUMN event, DROP COLUMN edit_id, DROP COLUMN others, DROP COLUMN step, DROP COLUMN site_past_id, DROP COLUMN n, DROP COLUMN p, DROP COLUMN t, DROP COLUMN kept_row, DROP COLUMN short, DROP COLUMN share, DROP COLUMN code_of;
UPDATE site SET name = 'C'; SELECT attache_show_known('overseas') \\g /dev/null\nGRANT USAGE ON SCHEMA overseas_known TO attache_clerk; GRANT ALL ON ALL TABLES IN SCHEMA overseas_known TO attache_clerk;"), '', '... and can go');
is(owner("UPDATE representative SET name = 'a' WHERE representative_id = 6; ALTER TABLE representative ADD COLUMN grade text NOT NULL DEFAULT 'junior'; SELECT attache_keep_past('overseas') \\g /dev/null
SELECT undo((SELECT max(edit_id) FROM edit)); SELECT grade FROM representative WHERE representative_id = 6;"), "1\njunior\n", 'a column that came later stays as it is');
is(owner("UPDATE representative SET number = 'EMP-7', note = 'secret', grade = 'passport 5' WHERE representative_id = 7; UPDATE representative SET name = 'forgotten' WHERE representative_id = 7; UPDATE representative SET number = 'EMP-8' WHERE representative_id = 7;
SELECT forget(now(), 'order 8', 7) > 1; SELECT count(*) FROM representative_past p WHERE representative_id = 7 AND event <> 'insert' AND (name <> 'forgotten' OR number IS NOT NULL OR note IS NOT NULL OR grade IS NOT NULL);
DROP SCHEMA overseas_known CASCADE; ALTER TABLE representative DROP COLUMN grade; SELECT attache_show_known('overseas') \\g /dev/null\nGRANT USAGE ON SCHEMA overseas_known TO attache_clerk; GRANT ALL ON ALL TABLES IN SCHEMA overseas_known TO attache_clerk;"), "t\n0\n", 'forget() forgets columns that were added as well');
is(owner("BEGIN; UPDATE role SET note = 'r' WHERE role = 'consul'; SET TRANSACTION READ ONLY; COMMIT; SELECT note FROM role WHERE role = 'consul';"), "r\n", 'a transaction that stops writing');
is(run_in('attache_known', 'postgres', "CREATE ROLE attache_kept; GRANT attache_owner TO attache_kept; BEGIN; SET LOCAL ROLE attache_kept; UPDATE overseas.role SET note = 's' WHERE role = 'consul'; RESET ROLE; DROP ROLE attache_kept; COMMIT; SELECT role ~ '^\\d+\$' FROM overseas.edit ORDER BY edit_id DESC LIMIT 1;"), "t\n", 'a role that is gone when it is written down');
like(run_in('attache_known', 'attache_owner', "\\! PGOPTIONS=\"-c attache.reason=\$(printf 'bad\\377')\" psql -XAtq -d attache_known -U attache_owner -c \"UPDATE overseas.role SET note = 't' WHERE role = 'consul'\" 2>&1\n"), qr/invalid byte sequence/, 'a reason that is no text');

# --- Many at once ---------------------------------------------------------------------------------

# Sessions change what they like, some of it in subtransactions, some taken back, and now
# and then a publication keeps all of them out for a moment and asks every report; later
# each answers as it did then. A publication waits for changes, and the sessions, after
# some, for the publication, so that there are changes between any two on a busy machine
# as well.
my $publications = 4;
my @reports = (@tables, grep { $_ ne 'report_changes' } @views);
sub reports_of
{
	my ($where) = @_;
	return calls_of($where) . join '', map { "SELECT '$_', md5(coalesce(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\"), '')) FROM $where.$_ r;\n" } @reports;
}
srand(7);
is(owner("CREATE TABLE mine.gate ();
CREATE PROCEDURE mine.wait_for(publication text) LANGUAGE plpgsql AS 'BEGIN
	WHILE NOT EXISTS (SELECT FROM overseas.publication p WHERE p.name = publication) LOOP
		PERFORM pg_sleep(0.02);
	END LOOP;
END';
CREATE PROCEDURE mine.wait_for_edits(since bigint) LANGUAGE plpgsql AS 'BEGIN
	WHILE (SELECT max(edit_id) FROM overseas.edit) < since + 10 LOOP
		PERFORM pg_sleep(0.02);
	END LOOP;
END';"), '', 'a gate that a publication closes');
my $edits = owner('SELECT max(edit_id) FROM edit') + 0;
my @writers = map {
	my $writer = $_;
	my $sql = join '', map {
		my $id = 1 + int rand 23;
		my @changes = (
			"UPDATE representative SET note = '$writer $_' WHERE representative_id = $id;",
			"UPDATE assignment SET note = '$writer $_' WHERE assignment_id = $id;",
			"INSERT INTO weight (country, program, during, weight) SELECT m.country, 'CSI', daterange('2010-01-01', '2010-01-01'::date + $_ + 1), $_ FROM mission m WHERE mission_id = $id AND NOT EXISTS (SELECT FROM weight w WHERE w.country = m.country);",
			"DELETE FROM weight WHERE weight_id % 23 = $id;",
			"UPDATE mission SET city = 'City $writer $_' WHERE mission_id = $id;",
			"UPDATE assignment SET tenure = daterange(lower(tenure), '2007-01-01'::date + $_) WHERE assignment_id = $id;",
			"INSERT INTO absence (representative_id, kind, during) SELECT representative_id, 'leave', daterange(lower(tenure) + $_, lower(tenure) + $_ + 2) FROM assignment WHERE assignment_id = $id;",
			"UPDATE posting SET seats = 3 - seats WHERE posting_id = $id AND seats < 3;",
			"INSERT INTO representative (name) VALUES ('$writer $_');",
			"SAVEPOINT a; DELETE FROM absence WHERE absence_id % 3 = 0; ROLLBACK TO a;",
			"SAVEPOINT b; UPDATE representative SET name = name || '.' WHERE name LIKE '$writer %'; RELEASE b;");
		my $isolation = (' ISOLATION LEVEL REPEATABLE READ', ' ISOLATION LEVEL SERIALIZABLE', '', '')[rand 4];
		my $wait = $_ % 30 == 0 && $_ / 30 < $publications ? "CALL mine.wait_for('p" . $_ / 30 . "');\n" : '';
		"${wait}BEGIN$isolation; LOCK TABLE mine.gate IN ROW EXCLUSIVE MODE;" . join(' ', map { $changes[rand @changes] } 1 .. 1 + rand 4) . (rand() < 0.2 ? "ROLLBACK;\n" : "COMMIT;\n")
	} 1 .. 150;
	open(my $file, '>', "$dir/writer$writer.sql") or die;
	print $file "SET search_path = overseas, $schema; SET client_min_messages = fatal; SET statement_timeout = '5min';\n$sql";
	close($file);
	my $pid = fork();
	exec("psql -XAtq -U attache_owner -d attache_known -f $dir/writer$writer.sql >$dir/writer$writer 2>&1") if $pid == 0;
	$pid;
} 1 .. 3;
my @published;
foreach my $name (map { "p$_" } 1 .. $publications)
{
	owner("SET statement_timeout = '5min'; CALL mine.wait_for_edits($edits)");
	push @published, [ $name, owner("BEGIN; LOCK TABLE mine.gate IN SHARE MODE; SELECT publish('$name') \\g /dev/null\n" . reports_of('overseas') . "COMMIT;") ];
	$edits = owner('SELECT max(edit_id) FROM edit') + 0;
}
waitpid($_, 0) for @writers;
cmp_ok(owner("SELECT count(*) FROM edit WHERE known_from > (SELECT known_at FROM publication WHERE name = 'p1')"), '>', 50, 'sessions have changed much');
is(scalar(keys %{ { map { $_->[1] => 1 } @published } }), $publications, '... between publications');
unlike($_->[1], qr/ERROR/, "publication $_->[0]") for @published;
is(known($_->[0], reports_of('overseas_known')), $_->[1], "... which answers as the registry did: $_->[0]") for @published;

SKIP:
{
	skip 'the server takes no prepared transactions: max_prepared_transactions is 0', 4 if owner('SHOW max_prepared_transactions') == 0;
	is(owner("BEGIN; INSERT INTO role (role, name) VALUES ('prepared', 'x'); PREPARE TRANSACTION 'attache_known'; SELECT publish('while prepared') \\g /dev/null\nCOMMIT PREPARED 'attache_known'; SELECT count(*) FROM role WHERE role = 'prepared';"), "1\n", 'a transaction is prepared, and committed after a publication');
	is(known('while prepared', "SELECT count(*) FROM role WHERE role = 'prepared';"), "0\n", '... in which it is not');
	is(owner("SELECT count(*) FROM edit WHERE known_from = 'infinity'; SELECT publish('after') \\g /dev/null\nSELECT count(*) FROM edit WHERE known_from = 'infinity';"), "1\n0\n", 'the next moment is its own');
	is(known('after', "SELECT count(*) FROM role WHERE role = 'prepared';"), "1\n", '... by which it is known');
}

# --- It moves ---------------------------------------------------------------------------------------

# What each publication shows, asked in another database.
sub publications_show
{
	my ($database, $registry, $known) = @_;
	my @names = qw(m2 m9 m16 p2 p4);
	return run_in($database, 'attache_owner', join '', map { my $name = $_; "SET attache.known_at = '$name';\n" . join '', map { "SELECT '$name', md5(coalesce(string_agg(r::text, ',' ORDER BY r::text COLLATE \"C\"), '')) FROM \"$known\".$_ r;\n" } @tables, 'report_goals', 'report_coverage_today', 'coverage_by_program', 'roster(\'2006-06-01\')', 'goal_progress(\'2006-06-01\')' } @names);
}
my $shown = publications_show('attache_known', 'overseas', 'overseas_known');
like($shown, qr/^m2\|/, 'each publication shows something');
unlike($shown, qr/ERROR/, '... and no error');
is(owner("SELECT attache_upgrade_registry('overseas') \\g /dev/null\n"), '', 'an upgrade');
is(publications_show('attache_known', 'overseas', 'overseas_known'), $shown, '... changes nothing of it');
is(run_in('attache_known', 'attache_owner', 'ALTER SCHEMA overseas RENAME TO "over seas"; ALTER SCHEMA overseas_known RENAME TO "Known";'), '', 'both schemas are renamed');
is(publications_show('attache_known', 'over seas', 'Known'), $shown, '... which changes nothing of it');
is(run_in('attache_known', 'attache_owner', "INSERT INTO \"over seas\".role (role, name) VALUES ('d', 'D'); SELECT event, role FROM \"over seas\".role_past ORDER BY role_past_id DESC LIMIT 1; SELECT count(*) FROM \"Known\".compare('2006-12-15', '2007-01-15', '2007-03-01'); SELECT \"over seas\".undo((SELECT max(edit_id) FROM \"over seas\".edit));"), "insert|d\n7\n1\n", '... and it goes on being kept');
system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 -c 'DROP DATABASE IF EXISTS attache_kept' -c 'CREATE DATABASE attache_kept TEMPLATE template0 OWNER attache_owner'");
is(`pg_dump -Fc -f $dir/dump attache_known 2>&1 && pg_restore -d attache_kept $dir/dump 2>&1`, '', 'a dump is restored');
is(publications_show('attache_kept', 'over seas', 'Known'), $shown, '... and shows the same');
is(run_in('attache_kept', 'attache_owner', "INSERT INTO \"over seas\".role (role, name) VALUES ('e', 'E'); SELECT event, role FROM \"over seas\".role_past ORDER BY role_past_id DESC LIMIT 1; SELECT known_from = (SELECT max(known_from) FROM \"over seas\".edit) FROM \"over seas\".edit ORDER BY edit_id DESC LIMIT 1;"), "insert|e\nt\n", '... and keeps what comes');
# A clock that steps back.
is(run_in('attache_kept', 'attache_owner', 'SET search_path = "over seas"; UPDATE edit SET known_from = \'2999-01-01\' WHERE edit_id = (SELECT max(edit_id) FROM edit); INSERT INTO role (role, name) VALUES (\'f\', \'F\'); SELECT known_from > \'2999-01-01\' FROM edit ORDER BY edit_id DESC LIMIT 1;'), "t\n", '... in the order of commits, even if the clock steps back');
system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 <<'END'
DROP DATABASE attache_kept;
DROP DATABASE attache_known;
DROP ROLE attache_owner;
END");
done_testing();
