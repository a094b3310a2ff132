# What is known of the past is true whatever somebody does to it: strangers who call its
# functions, rights that were granted, code that runs within a statement, questions that
# change while they are asked.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $schema = $ENV{ATTACHE_SCHEMA};
my $dir = tempdir(CLEANUP => 1);

sub run_as
{
	my ($role, $sql) = @_;
	open(my $pipe, '|-', "psql -XAtq -U $role -d attache_past >$dir/out 2>&1") or die;
	print $pipe "SET client_min_messages = notice; SET search_path = overseas, $schema;\n\\set VERBOSITY verbose\n$sql";
	close($pipe);
	open(my $out, '<', "$dir/out") or die;
	local $/;
	return (<$out> // '') =~ s/^psql:<stdin>:\d+: //gmr =~ s/^LOCATION: .*\n//gmr =~ s/^CONTEXT:.*(?:\n(?!\w+: |\w*\|).*)*\n//gmr;
}
sub admin { return run_as('postgres', "@_") }
sub owner { return run_as('attache_owner', "@_") }
sub clerk { return run_as('attache_clerk', "@_") }
sub mallory { return run_as('attache_mallory', "@_") }

system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 <<'END'
DROP DATABASE IF EXISTS attache_past;
DROP ROLE IF EXISTS attache_owner;
DROP ROLE IF EXISTS attache_mallory;
CREATE ROLE attache_owner LOGIN;
CREATE ROLE attache_mallory LOGIN;
CREATE DATABASE attache_past TEMPLATE template0 OWNER attache_owner;
END");
is(owner("SET client_min_messages = warning; CREATE SCHEMA IF NOT EXISTS $schema; CREATE EXTENSION attache SCHEMA $schema;
SELECT 1 FROM $schema.attache_create_registry('overseas', 'UTC'), $schema.attache_load_example('overseas');
SELECT $schema.attache_show_known('overseas');
GRANT USAGE ON SCHEMA overseas, overseas_known, $schema TO attache_clerk; GRANT USAGE ON SCHEMA $schema TO attache_mallory;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA overseas, overseas_known TO attache_clerk;"), "1\noverseas_known\n", 'a registry, its example, and a schema of what was known');

# A moment between two commits, as text.
sub moment { chomp(my $moment = admin('SELECT clock_timestamp();')); return $moment }

# --- Functions that a stranger's own call again ------------------------------------------------

like(mallory("CREATE TEMP TABLE edit (known_from timestamptz);
CREATE FUNCTION pg_temp.moment_of(t text) RETURNS timestamptz LANGUAGE plpgsql AS \$\$
BEGIN
	IF t = 'a' THEN
		ALTER FUNCTION pg_temp.moment_of(text) COST 5;
		PERFORM set_config('attache.known_at', 'b', false);
		PERFORM attache_known_at('edit');
	END IF;
	RETURN '2000-01-01';
END\$\$;
SET attache.known_at = 'a';
SELECT attache_known_at('edit') = '2000-01-01';
SELECT 'alive';"), qr/^t\nalive$/m, 'a question that makes its own plan invalid, and asks again');
like(mallory("CREATE TEMP TABLE edit (known_from timestamptz);
CREATE FUNCTION pg_temp.moment_of(t text) RETURNS timestamptz LANGUAGE plpgsql AS 'BEGIN PERFORM set_config(''attache.known_at'', ''b'', false); RETURN ''2000-01-01''; END';
BEGIN; SELECT set_config('attache.known_at', 'c', false), length(set_config('attache.known_at', repeat('x', 3000000), false)) \\g /dev/null
SELECT attache_known_at('edit') = '2000-01-01'; COMMIT;
SELECT 'alive';"), qr/^t\nalive$/m, '... or that changes the setting that it was asked by');
like(mallory("CREATE TEMP TABLE edit (edit_id bigint, known_from timestamptz); CREATE TEMP TABLE t (id bigint PRIMARY KEY); CREATE TEMP TABLE t_past (t_past_id bigint, edit_id bigint, step bigint, event text, id bigint);
INSERT INTO t VALUES (1); INSERT INTO t_past VALUES (1, 1, 1, 'update', 1);
CREATE FUNCTION pg_temp.moment_of(t text) RETURNS timestamptz LANGUAGE sql AS \$\$ SELECT '2000-01-01'::timestamptz \$\$;
CREATE FUNCTION pg_temp.edits_after(m timestamptz) RETURNS TABLE (edit_id bigint, known_from timestamptz) LANGUAGE plpgsql AS \$\$
BEGIN
	IF current_setting('x.deep', true) IS DISTINCT FROM 'yes' THEN
		PERFORM set_config('x.deep', 'yes', false);
		ALTER FUNCTION pg_temp.edits_after(timestamptz) COST 7;
		PERFORM attache_unchanged('t', 1::bigint, false);
	END IF;
	RETURN QUERY SELECT 1::bigint, now();
END\$\$;
SET attache.known_at = 'a';
SELECT attache_unchanged('t', 1::bigint, false) IS NULL;
SELECT 'alive';"), qr/^t\nalive$/m, '... or for what has changed');

# --- What came first --------------------------------------------------------------------------------

SKIP:
{
	skip 'the server takes no prepared transactions: max_prepared_transactions is 0', 4 if admin('SHOW max_prepared_transactions') == 0;
	owner("INSERT INTO representative (representative_id, name) VALUES (900, 'A');");
	my $before = moment();
	is(owner("BEGIN; UPDATE program SET note = 'x1'; UPDATE program SET note = 'x2'; UPDATE representative SET name = 'B' WHERE representative_id = 900; PREPARE TRANSACTION 'attache_past'; COMMIT PREPARED 'attache_past';
UPDATE representative SET name = 'C' WHERE representative_id = 900; SET attache.known_at = '$before'; SELECT name FROM overseas_known.representative WHERE representative_id = 900;"), "A\n", 'edits of one moment, of which the first was prepared');
	is(owner("SELECT event, old ->> 'name', new ->> 'name' FROM change WHERE table_name = 'representative' AND key = '900' ORDER BY past_id;"), "insert||A\nupdate|A|B\nupdate|B|C\n", '... are told in their order');
	owner("BEGIN; UPDATE program SET note = 'y1'; UPDATE representative SET name = 'D' WHERE representative_id = 900; PREPARE TRANSACTION 'attache_past'; COMMIT PREPARED 'attache_past';
BEGIN; UPDATE representative SET name = 'E' WHERE representative_id = 900; PREPARE TRANSACTION 'attache_past'; COMMIT PREPARED 'attache_past';");
	is(owner("BEGIN; UPDATE representative SET name = 'F' WHERE representative_id = 900; SET LOCAL attache.known_at = '$before'; SELECT name FROM overseas_known.representative WHERE representative_id = 900; COMMIT;
SET attache.known_at = '$before'; SELECT name FROM overseas_known.representative WHERE representative_id = 900;"), "A\nA\n", '... and two of them, before and after they have one');
	is(owner("SELECT string_agg(new ->> 'name', '' ORDER BY past_id), string_agg(old ->> 'name', '' ORDER BY past_id) FROM change WHERE table_name = 'representative' AND key = '900';"), "ABCDEF|ABCDE\n", '... in their order');
}
owner("INSERT INTO absence (absence_id, representative_id, kind, during) SELECT 500, representative_id, 'leave', daterange(lower(tenure), lower(tenure) + 10) FROM assignment WHERE assignment_id = 1;
CREATE FUNCTION overseas.replace() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM overseas.absence WHERE absence_id = NEW.absence_id; RETURN NEW; END';
CREATE FUNCTION overseas.remove(key bigint) RETURNS bigint LANGUAGE plpgsql AS 'BEGIN DELETE FROM overseas.absence WHERE absence_id = key; RETURN key; END';
CREATE FUNCTION overseas.mend() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM overseas.absence WHERE absence_id = NEW.absence_id; RETURN NULL; END';");
my $then = moment();
is(owner("CREATE TRIGGER replace BEFORE INSERT ON absence FOR EACH ROW EXECUTE FUNCTION replace();
INSERT INTO absence (absence_id, representative_id, kind, during) SELECT 500, representative_id, 'leave', daterange(lower(tenure) + 20, lower(tenure) + 30) FROM assignment WHERE assignment_id = 1;
DROP TRIGGER replace ON absence; SET attache.known_at = '$then';
SELECT upper(during) - lower(during), lower(during) = (SELECT lower(tenure) FROM assignment WHERE assignment_id = 1) FROM overseas_known.absence WHERE absence_id = 500;"), "10|t\n", 'a trigger deletes what a statement inserts anew');
my $next = moment();
is(owner("INSERT INTO absence (absence_id, representative_id, kind, during) SELECT remove(500), representative_id, 'medical', daterange(lower(tenure) + 40, lower(tenure) + 50) FROM assignment WHERE assignment_id = 1;
SET attache.known_at = '$next'; SELECT kind, lower(during) - (SELECT lower(tenure) FROM assignment WHERE assignment_id = 1) FROM overseas_known.absence WHERE absence_id = 500;"), "leave|20\n", '... or a function that it calls');
is(owner("CREATE TRIGGER mend AFTER INSERT ON absence FOR EACH ROW EXECUTE FUNCTION mend();
INSERT INTO absence (absence_id, representative_id, kind, during) SELECT 501, representative_id, 'medical', daterange(lower(tenure) + 60, lower(tenure) + 70) FROM assignment WHERE assignment_id = 1;
DROP TRIGGER mend ON absence; SET attache.known_at = '$next'; SELECT count(*) FROM overseas_known.absence WHERE absence_id = 501;"), "0\n", '... and what a trigger deletes after it was inserted was not there');

# --- Questions that change while they are asked -------------------------------------------------------

owner("INSERT INTO representative (representative_id, name) SELECT i, 'n' || i FROM generate_series(1001, 1100) i;");
my $many = moment();
owner("UPDATE representative SET note = 'y' WHERE representative_id < 1010;");
admin("GRANT SELECT ON pg_backend_memory_contexts TO attache_owner; GRANT EXECUTE ON FUNCTION pg_get_backend_memory_contexts() TO attache_owner;");
my $ask = "DO \$\$DECLARE q record; n int := 0; BEGIN PERFORM set_config('attache.known_at', '%s', true);
FOR q IN SELECT * FROM overseas_known.representative WHERE representative_id > 1000 LOOP n := n + 1; PERFORM set_config('attache.known_at', '%s', true); END LOOP; RAISE NOTICE '%%', n; END\$\$;";
like(owner(sprintf($ask, $many, '')), qr/^NOTICE:  00000: 100$/m, 'a query goes on asking as it began');
like(owner(sprintf($ask, '', $many)), qr/^NOTICE:  00000: 100$/m, '... also of now');
is(owner("DO \$\$BEGIN FOR i IN 1 .. 40 LOOP PERFORM set_config('attache.known_at', ('$many'::timestamptz - i * interval '1 microsecond')::text, true); PERFORM count(*) FROM overseas_known.representative; END LOOP; END\$\$;
BEGIN ISOLATION LEVEL REPEATABLE READ; DO \$\$BEGIN FOR i IN 1 .. 40 LOOP PERFORM set_config('attache.known_at', ('$many'::timestamptz - i * interval '1 microsecond')::text, true); PERFORM count(*) FROM overseas_known.representative; END LOOP; END\$\$;
SELECT count(*) < 4 FROM pg_backend_memory_contexts WHERE name = 'attache past rows'; COMMIT;"), "t\n", 'who asks about many moments keeps the rows of few');
owner("CREATE FUNCTION overseas.see() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''%'', (SELECT note FROM overseas_known.representative WHERE representative_id = NEW.representative_id); RETURN NEW; END';
CREATE TRIGGER see AFTER UPDATE ON representative FOR EACH ROW EXECUTE FUNCTION see();");
like(owner("SET attache.known_at = '$many'; UPDATE representative SET note = 'z' WHERE representative_id = 1001;"),
	qr/^ERROR:  55000: what was known of table "representative" cannot be asked while a statement changes it\nDETAIL:  A trigger, or a function that the statement calls, asks before what it replaces has been kept.\nHINT:  Ask before the statement, or after it.\n/, 'a trigger asks before what is replaced has been kept');
is(owner("DROP TRIGGER see ON representative; SET attache.known_at = '$many';
INSERT INTO representative (representative_id, name) SELECT representative_id + 1000, note FROM overseas_known.representative WHERE representative_id = 1001; SELECT name IS NULL FROM representative WHERE representative_id = 2001;") =~ /23502/ ? 1 : 0, 1, 'a statement that copies what was known asks what was there before it');
is(owner("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT publish('moved') \\g /dev/null
COMMIT; UPDATE representative SET note = 'after' WHERE representative_id < 1010;
BEGIN ISOLATION LEVEL REPEATABLE READ; SAVEPOINT a; UPDATE publication SET known_at = '$many' WHERE name = 'moved'; SET LOCAL attache.known_at = 'moved'; SELECT note IS NULL FROM overseas_known.representative WHERE representative_id = 1001;
ROLLBACK TO a; SET LOCAL attache.known_at = 'moved'; SELECT note FROM overseas_known.representative WHERE representative_id = 1001; COMMIT;"), "t\ny\n", 'a moment that a savepoint took back is asked for anew');
SKIP:
{
	skip 'this server has no workers to spare', 1 if admin('SHOW max_parallel_workers') == 0;
	my $late = moment();
	is(owner("CREATE TABLE overseas.big AS SELECT i, md5(i::text) t FROM generate_series(1, 20000) i; ANALYZE overseas.big; SET attache.known_at = '$late'; SET plan_cache_mode = force_generic_plan;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
PREPARE q AS SELECT (SELECT overseas.known_at()) IS NOT NULL, count(*) FROM overseas.big WHERE t LIKE '%abc%' AND i > 0; EXECUTE q;") =~ /^t\|\d+$/m ? 1 : 0, 1, 'a question beside workers');
	owner("DROP TABLE overseas.big;");
}

# --- Rights ----------------------------------------------------------------------------------------

owner("ALTER TABLE mission ENABLE ROW LEVEL SECURITY; ALTER TABLE mission_past ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON mission TO attache_clerk USING (country::text = current_setting('app.desk', true)); CREATE POLICY p ON mission_past TO attache_clerk USING (country::text = current_setting('app.desk', true));");
my $desk = moment();
owner("UPDATE mission SET note = 'new secret';");
is(clerk("BEGIN; SET LOCAL attache.known_at = '$desk'; SET LOCAL app.desk = 'BE'; SELECT country, note FROM overseas_known.mission; SET LOCAL app.desk = 'CA'; SELECT country, note FROM overseas_known.mission; COMMIT;"),
	"BE|CBP: one of the 14 countries\nCA|CBP: one of the 14 countries\n", 'policies that read a setting hold for each question');
owner("DROP POLICY p ON mission; DROP POLICY p ON mission_past; ALTER TABLE mission DISABLE ROW LEVEL SECURITY; ALTER TABLE mission_past DISABLE ROW LEVEL SECURITY;");
is(admin("GRANT USAGE ON SCHEMA overseas TO attache_mallory; GRANT SELECT (representative_id, edit_id, step, event, representative_past_id, ctid) ON representative_past TO attache_mallory; GRANT SELECT ON edit, publication TO attache_mallory;"), '', 'rights on some columns');
like(mallory("SET attache.known_at = '$many'; SELECT name FROM attache_replaced('overseas.representative', NULL::overseas.representative_past);"), qr/^ERROR:  42501: permission denied for table representative_past$/m, '... give no others');
is(admin("REVOKE ALL ON edit, publication, representative_past FROM attache_mallory; REVOKE SELECT (representative_id, edit_id, step, event, representative_past_id, ctid) ON representative_past FROM attache_mallory;
GRANT TRIGGER, SELECT ON representative_past, edit TO attache_mallory; GRANT SELECT, INSERT, UPDATE ON representative TO attache_mallory; CREATE SCHEMA mm AUTHORIZATION attache_mallory; GRANT USAGE ON SCHEMA mm TO PUBLIC;"), '', 'a right to make triggers');
like(mallory("CREATE TABLE mm.log (who text); GRANT INSERT ON mm.log TO PUBLIC;
CREATE FUNCTION mm.evil(bigint) RETURNS boolean LANGUAGE plpgsql AS 'BEGIN INSERT INTO mm.log VALUES (current_user); RETURN false; END';
CREATE TRIGGER aaa BEFORE INSERT ON representative_past FOR EACH ROW WHEN (mm.evil(NEW.edit_id)) EXECUTE FUNCTION overseas.see();
UPDATE representative SET note = 'x' WHERE representative_id = 1;"), qr/^ERROR:  42501: table "representative_past" cannot have the trigger "aaa"\n/, 'no condition of a trigger runs as the owner');
is(admin("DROP TRIGGER aaa ON representative_past; SELECT count(*) FROM mm.log;"), "0\n", '... and did not');
like(mallory("CREATE TRIGGER aaa BEFORE INSERT ON representative_past FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); UPDATE representative SET note = 'x' WHERE representative_id = 1;"), qr/^ERROR:  42501: table "representative_past" cannot have the trigger "aaa"\n/, 'nor a function in C');
admin("DROP TRIGGER aaa ON representative_past;");
like(mallory("CREATE TRIGGER aaa BEFORE INSERT ON edit FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger(); UPDATE representative SET note = 'x' WHERE representative_id = 1;"), qr/^ERROR:  42501: table "edit" cannot have the trigger "aaa"\n/, 'nor a function of the server');
like(mallory("CREATE OR REPLACE TRIGGER past_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON representative_past FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION suppress_redundant_updates_trigger();") . admin("DROP TRIGGER aaa ON edit;")
	. owner("UPDATE representative SET note = 'x' WHERE representative_id = 1;"), qr/^ERROR:  42501: table "representative_past" cannot have the trigger "past_guard"\n/, 'a guard that was replaced is noticed when the next row is kept');
is(admin("CREATE OR REPLACE TRIGGER past_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON representative_past FOR EACH STATEMENT EXECUTE FUNCTION attache_past('guard');") . owner("UPDATE representative SET note = 'x' WHERE representative_id = 1;"), '', '... and is put back');
is(mallory("CREATE TYPE mm.mood AS ENUM ('a', 'b');") . owner("ALTER TABLE representative ADD COLUMN mood mm.mood DEFAULT 'a';")
	. mallory("CREATE FUNCTION mm.tojson(mm.mood) RETURNS json LANGUAGE plpgsql AS 'BEGIN INSERT INTO mm.log VALUES (current_user); RETURN to_json(\$1::text); END';"), '', 'a column whose type is a stranger');
like(mallory("CREATE CAST (mm.mood AS json) WITH FUNCTION mm.tojson(mm.mood); UPDATE overseas.representative SET mood = 'b' WHERE representative_id = 1; SELECT DISTINCT who FROM mm.log;"), qr/^attache_mallory$/m, '... whose cast runs as who writes');
is(admin("SELECT others FROM representative_past WHERE others IS NOT NULL; DELETE FROM mm.log;"), qq({"mood": "a"}\n), '... and is kept');

# Whoever may publish
is(admin("GRANT INSERT, SELECT ON publication TO attache_mallory; GRANT SELECT ON edit TO attache_mallory;"), '', 'a publisher');
like(mallory("BEGIN; SAVEPOINT a; SELECT attache_mark('overseas.edit', 'publication late')::text AS m \\gset
ROLLBACK TO a; INSERT INTO publication (name, known_at) VALUES ('late', :'m'); COMMIT;"), qr/^ERROR:  42501: only the owner of a registry can publish for another moment or another role\n/m, 'a mark that was taken back is no moment to publish');
SKIP:
{
	skip 'the server takes no prepared transactions: max_prepared_transactions is 0', 1 if admin('SHOW max_prepared_transactions') == 0;
	like(mallory("BEGIN; SELECT overseas.publish('held') \\g /dev/null\nPREPARE TRANSACTION 'attache_held';"),
		qr/^ERROR:  0A000: a transaction that publishes cannot be prepared\nDETAIL:  Nobody can commit a change of the registry until it ends.\nHINT:  Publish in a transaction of its own, and commit it.\n/m, 'a publication is not prepared');
}

# --- Reasons ----------------------------------------------------------------------------------------

my $reason = 'SELECT reason FROM edit ORDER BY edit_id DESC LIMIT 1;';
is(owner("BEGIN; SET LOCAL attache.reason = 'kept'; UPDATE role SET note = '1'; SAVEPOINT a; SET LOCAL attache.reason = 'taken back'; UPDATE role SET note = '2'; ROLLBACK TO a; SET LOCAL attache.reason = ''; UPDATE role SET note = '3'; COMMIT; $reason"), "kept\n", 'a reason goes with its savepoint');
is(owner("BEGIN; SAVEPOINT a; SET LOCAL attache.reason = 'inner'; UPDATE role SET note = '1'; RELEASE a; SAVEPOINT b; SET LOCAL attache.reason = 'last'; UPDATE role SET note = '2'; ROLLBACK TO b; COMMIT; $reason"), "inner\n", '... and stays with it');
is(owner("UPDATE rule SET severity = 'error' WHERE rule_id = 'AT-211'; BEGIN; SET CONSTRAINTS ALL DEFERRED; UPDATE assignment SET tenure = '[2004-10-20,2006-12-01)', ended_as = 'curtailed' WHERE assignment_id = 3; SET LOCAL attache.reason = 'late'; COMMIT; $reason"), "late\n", 'a reason that a deferred check finds is kept');
like(owner("BEGIN; SET CONSTRAINTS ALL DEFERRED; SET LOCAL attache.reason = 'at once'; UPDATE assignment SET tenure = '[2004-10-20,2006-12-02)' WHERE assignment_id = 3; SET LOCAL attache.reason = ''; COMMIT; $reason"), qr/^at once\n\z/, '... and so is one that was there when it wrote');
like(owner("WITH d AS (DELETE FROM posting WHERE posting_id = 1 RETURNING *) INSERT INTO posting (posting_id, mission_id, role) SELECT posting_id, 2, role FROM d;"), qr/^ERROR:  23514: a change to days before today names its reason\nDETAIL:  It changes what table "posting" says of all days before today.\n/, 'a posting is replaced within a statement');
like(owner("WITH d AS (DELETE FROM mission WHERE mission_id = 3 RETURNING *) INSERT INTO mission (mission_id, country, city, name) SELECT mission_id, 'AQ', city, name FROM d;"), qr/^ERROR:  23514: a change to days before today names its reason\n/, '... or a mission');
like(owner("BEGIN; INSERT INTO posting (posting_id, mission_id, role) VALUES (901, 2, 'attache'); UPDATE posting SET posting_id = CASE posting_id WHEN 1 THEN 902 ELSE 1 END WHERE posting_id IN (1, 901);"), qr/^ERROR:  23514: a change to days before today names its reason\n/, '... or two change places');
owner("UPDATE rule SET severity = 'off' WHERE rule_id = 'AT-211';");

# --- Columns -----------------------------------------------------------------------------------------

is(owner("CREATE DOMAIN overseas.grade AS text NOT NULL CHECK (value <> 'bad'); ALTER TABLE program ADD grade overseas.grade DEFAULT 'g', ADD other varchar(20) DEFAULT 'a long word';
UPDATE program SET grade = 'h'; ALTER TABLE program ALTER other TYPE varchar(3) USING 'abc'; UPDATE program SET grade = 'i', note = 'again';
ALTER DOMAIN overseas.grade DROP CONSTRAINT grade_check; UPDATE program SET grade = 'j'; ALTER DOMAIN overseas.grade ADD CHECK (value <> 'g') NOT VALID;
SELECT attache_keep_past('overseas') \\g /dev/null
SELECT DISTINCT grade, other FROM program_past WHERE grade IS NOT NULL ORDER BY 1, 2; SELECT count(*) FROM program_past WHERE others IS NOT NULL;"), "g|a long word\nh|abc\ni|abc\n0\n", 'columns that were added get their places, whatever their domains ask for by then');
is(owner("DROP SCHEMA overseas_known CASCADE; UPDATE site SET note = '12'; ALTER TABLE absence ALTER note TYPE varchar(100); UPDATE absence SET note = 'x'; SELECT attache_keep_past('overseas'), attache_show_known('overseas') \\g /dev/null
SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'overseas.absence_past'::regclass AND attname = 'note'; SELECT count(*) FROM pg_attribute WHERE attrelid = 'overseas_known.absence'::regclass AND attname = 'note';") =~ s/^NOTICE.*\n(?:DETAIL.*\n)?(?:(?:and|drop) .*\n)*//gmr, "character varying\n1\n", 'a column that gets another type gets it in its past, and is shown');
is(owner("ALTER TABLE role ADD at timestamptz, ADD number float8; UPDATE role SET at = '2006-01-01 12:00Z', number = 0.30000000000000004 WHERE role = 'attache'; UPDATE role SET at = '2006-01-02 12:00Z' WHERE role = 'attache'; UPDATE role SET note = 'n' WHERE role = 'attache';
SET timezone = 'Asia/Tokyo'; SET extra_float_digits = -5; SELECT undo((SELECT max(edit_id) FROM edit)), undo((SELECT max(edit_id) FROM edit) - 1); RESET extra_float_digits; SELECT at = '2006-01-01 12:00Z', number FROM role WHERE role = 'attache';
SELECT count(*) FROM change WHERE table_name = 'role' AND old ->> 'at' <> new ->> 'at';"), "1|1\nt|0.30000000000000004\n2\n", 'words are the same in every time zone, and with every number of digits');

system("psql -XAtq -v ON_ERROR_STOP=1 >/dev/null 2>&1 <<'END'
DROP DATABASE attache_past;
DROP ROLE attache_owner;
DROP ROLE attache_mallory;
END");
done_testing();
