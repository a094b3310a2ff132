# pg_upgrade takes registries along, twice in a row, and what it leaves works: in
# a database with the extension in public, and in one with it in a schema of its
# own. A renamed registry, grants on functions and the owner's own objects are
# among it. The first server is that of PG_CONFIG; PG_UPGRADE_TO names the
# pg_config of each next one, by default the same twice.
use strict;
use warnings;
use File::Temp qw(tempdir);
use Test::More;

my $pg_config = $ENV{PG_CONFIG} // 'pg_config';
my @path = split ' ', $ENV{PG_UPGRADE_TO} // "$pg_config $pg_config";
plan skip_all => 'it has both places of its own, and runs with public' unless $ENV{ATTACHE_SCHEMA} eq 'public';

my $dir = tempdir(CLEANUP => 1);
chmod 0711, $dir;
chown scalar getpwnam('postgres'), -1, $dir if $> == 0;
my ($running, $count, $main) = (undef, 0, $$);
$SIG{INT} = $SIG{TERM} = sub { exit 1 };

# What a program of the server's says. As root it runs as postgres, and it knows
# of no other server.
sub program
{
	my (@command) = @_;
	unshift @command, qw(runuser -u postgres --) if $> == 0;
	my $pid = open(my $out, '-|') // die;
	if ($pid == 0)
	{
		chdir $dir;
		delete $ENV{$_} for grep { /^PG/ } keys %ENV;
		@ENV{qw(PGHOST PGPORT PGUSER PGOPTIONS)} = ($dir, 5432, 'postgres', '-c client_min_messages=warning -c datestyle=ISO');
		open(STDERR, '>&', \*STDOUT);
		exec @command;
		exit 127;
	}
	local $/;
	my $text = <$out> // '';
	close($out);
	return $text;
}

# A new cluster for a server.
sub cluster
{
	my ($config) = @_;
	chomp(my $bin = qx($config --bindir));
	my ($major) = qx($config --version) =~ /(\d+)/;
	my $cluster = { bin => $bin, major => $major, data => "$dir/data" . ++$count };
	my @checksums = $major < 18 ? () : '--no-data-checksums';
	my $said = program("$bin/initdb", '-D', $cluster->{data}, qw(-U postgres -A trust -N -E UTF8 --locale=C.UTF-8), @checksums);
	$said =~ /Success/ or die $said;
	return $cluster;
}

sub start
{
	my ($cluster) = @_;
	# What starts a server goes on writing to where pg_ctl writes.
	my $said = program('sh', '-c', "'$cluster->{bin}/pg_ctl' -D $cluster->{data} -w -l $dir/log$count"
		. " -o '-p 5432 -c listen_addresses= -c unix_socket_directories=$dir -c fsync=off -c jit=off -c timezone=UTC' start >$dir/started; cat $dir/started");
	$said =~ /server started/ or die $said;
	$running = $cluster;
}

sub stop
{
	program("$running->{bin}/pg_ctl", '-D', $running->{data}, '-m', 'fast', 'stop');
	$running = undef;
}

END
{
	local $?;
	stop() if $running && $$ == $main;
}

# What psql shows of some SQL, which a role runs.
sub sql
{
	my ($database, $role, $sql) = @_;
	open(my $file, '>', "$dir/sql") or die;
	print $file "SET ROLE $role;\n\\set SHOW_CONTEXT never\n$sql\n";
	close($file);
	chmod 0644, "$dir/sql";
	return program("$running->{bin}/psql", '-XAtq', '-d', $database, '-f', "$dir/sql") =~ s/^psql:\S+: //mgr;
}

# The objects of a database's owner: two registries, and more.
sub contents
{
	my ($schema) = @_;
	return join('', map { <<"END" } qw(overseas branch)) . <<"END";
SELECT $schema.attache_create_registry('$_', 'America/New_York') \\g /dev/null
SELECT $schema.attache_load_example('$_') \\g /dev/null
INSERT INTO $_.site (kind, code, country, name) VALUES ('seaport', 'NLRTM', 'NL', 'Rotterdam');
INSERT INTO $_.posting_site (posting_id, site_id, program, during) VALUES (7, 1, 'CSI', '[2005-04-01,)');
INSERT INTO $_.weight (site_id, program, weight) VALUES (1, 'CSI', 9300);
INSERT INTO $_.goal (name, kind, target, during, enforced) VALUES ('two', 'floor', 2, '[2006-10-01,)', false);
SELECT $schema.attache_show_known('$_') \\g /dev/null
SELECT $_.publish('before') \\g /dev/null
UPDATE $_.assignment SET tenure = '[2004-10-20,2005-06-01)' WHERE assignment_id = 3;
REVOKE ALL ON FUNCTION $_.roster, $_.verify FROM PUBLIC;
GRANT USAGE ON SCHEMA $_ TO analyst, clerk;
GRANT EXECUTE ON FUNCTION $_.roster TO analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA $_ TO analyst;
END
CREATE SCHEMA own;
SET search_path = own, $schema;
CREATE TABLE own (id bigint PRIMARY KEY, program program_code NOT NULL CHECK (program > 'A'), status posting_status NOT NULL,
	country country_code DEFAULT 'NL', covered coverage DEFAULT '{2020-01-01:1}');
CREATE INDEX own_btree ON own (status, program);
CREATE INDEX own_hash ON own USING hash (country);
CREATE INDEX own_brin ON own USING brin (country);
CREATE TABLE own_listed (program program_code) PARTITION BY LIST (program);
CREATE TABLE own_listed_csi PARTITION OF own_listed FOR VALUES IN ('CSI');
CREATE TABLE own_hashed (country country_code PRIMARY KEY) PARTITION BY HASH (country);
CREATE TABLE own_hashed_0 PARTITION OF own_hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE own_hashed_1 PARTITION OF own_hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE own_skipped (id bigint NOT NULL, status posting_status NOT NULL);
INSERT INTO own_skipped SELECT i, s.status FROM generate_series(1, 2200) i, posting_statuses() s;
CREATE INDEX own_skipped_index ON own_skipped (status, id);
INSERT INTO own_listed VALUES ('CSI');
INSERT INTO own_hashed SELECT DISTINCT country FROM overseas.mission;
INSERT INTO own SELECT i, ('P' || i % 50)::program_code, CASE i % 2 WHEN 0 THEN 'active' ELSE 'closed' END::posting_status FROM generate_series(1, 5000) i;
CREATE VIEW own_view AS SELECT country, count(*), coverage_agg(country, during) FROM overseas.presence GROUP BY country;
CREATE FUNCTION own_countries() RETURNS SETOF country_code LANGUAGE sql AS 'SELECT DISTINCT country FROM overseas.mission';
CREATE FUNCTION own_countries_atomic() RETURNS bigint LANGUAGE sql
	BEGIN ATOMIC SELECT count(*) FROM (SELECT FROM overseas.mission GROUP BY country_code_ordinal(country)) c; END;
CREATE MATERIALIZED VIEW own_materialized AS SELECT DISTINCT program FROM own WHERE program <> 'P7';
END
}

# What must stay: answers, rights, and what belongs to the extension; to which newer
# servers also count types of arrays.
sub answers
{
	my ($database, @registries) = @_;
	return sql($database, 'keeper', join('', map { my $known = s/(?:_abroad)*$/_known/r; <<"END" } @registries) . <<'END');
SET attache.known_at = 'before';
SELECT * FROM $known.roster('2006-06-01');
SELECT * FROM $known.goal_progress('2006-06-01');
SELECT $known.coverage_map('2006-06-01'), $known.goal_chart(1, '2006-06-01');
RESET attache.known_at;
SELECT * FROM $_.edit ORDER BY edit_id;
SELECT * FROM $_.roster('2006-06-01');
SELECT * FROM $_.coverage_summary('2006-06-01');
SELECT * FROM $_.coverage_matrix('2006-06-01');
SELECT * FROM $_.goal_progress('2006-06-01');
SELECT * FROM $_.rotation('2006-06-01');
SELECT * FROM $_.vacancies('2006-06-01');
SELECT * FROM $_.what_if('{1}', '2006-06-01', '{20}', '2006-07-01', '2006-12-01');
SELECT $_.goal_chart(1, '2006-06-01'), $_.coverage_map('2006-06-01');
SELECT * FROM $_.coverage_by_program ORDER BY program::text COLLATE "C";
SELECT rule_id, posting_id FROM $_.verify();
SELECT $_.registry_time_zone(), $_.registry_level();
SELECT p.oid::regprocedure, has_function_privilege('analyst', p.oid, 'EXECUTE'), has_function_privilege('clerk', p.oid, 'EXECUTE')
FROM pg_proc p WHERE pronamespace = '$_'::regnamespace ORDER BY p.oid::regprocedure::text COLLATE "C";
END
SELECT * FROM own.own_view ORDER BY country::text COLLATE "C";
SELECT own.own_countries_atomic();
SELECT count(*), min(program::text COLLATE "C"), min(covered::text) FROM own.own;
SELECT * FROM own.own_listed, own.own_hashed ORDER BY country::text COLLATE "C";
SELECT p.oid::regprocedure, has_function_privilege('keeper', p.oid, 'EXECUTE'), has_function_privilege('clerk', p.oid, 'EXECUTE')
FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
WHERE p.proname LIKE 'attache%' ORDER BY p.oid::regprocedure::text COLLATE "C";
SELECT pg_describe_object(d.classid, d.objid, 0) FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'attache'
AND pg_describe_object(d.classid, d.objid, 0) !~ 'skipsupport|\[]$' ORDER BY pg_describe_object(d.classid, d.objid, 0) COLLATE "C";
END
}

# The lines of an ordinary dump. A column that needs no name, in an arm of a UNION,
# comes back with the name of its type.
sub dump_of
{
	my $dump = program("$running->{bin}/pg_dump", '-d', $_[0]);
	$dump =~ s/ AS (?:program_code|text)(?=,?$)//mg;
	return [ grep { !/^\\(?:un)?restrict / } split /\n/, $dump ];
}

# The rules, the reports and the rest of a registry work.
sub works
{
	my ($database, $registry, $schema) = @_;
	my $name = "$database, $registry";
	like(sql($database, 'keeper', "INSERT INTO $registry.posting_status_change (posting_id, effective_day, status) VALUES (1, '2006-01-01', 'closed');"),
		qr/^ERROR:  the tour of Representative 1 runs past 2006-01-01/, "$name: a rule refuses");
	like(sql($database, 'keeper', "BEGIN; INSERT INTO $registry.mission (country, city, name) VALUES ('AT', 'Vienna', 'x') RETURNING mission_id > 22; ROLLBACK;"),
		qr/^t$/, "$name: ... and accepts, with fresh keys");
	unlike(sql($database, 'keeper', "SELECT format('SELECT count(*) FROM %s', oid::regclass) FROM pg_class
		WHERE relnamespace = '$registry'::regnamespace AND relkind = 'v' \\gexec\n"), qr/ERROR|^$/, "$name: all views can be read");
	is(sql($database, 'keeper', "SELECT * FROM $schema.attache_upgrade_registry('$registry');"), "1|1\n", "$name: it can be upgraded");
	is(sql($database, 'keeper', "SELECT count(*) FROM $registry.verify() WHERE last_day IS NOT NULL;"), "0\n", "$name: verify() finds nothing");
	like(sql($database, 'clerk', "SELECT * FROM $registry.roster();"), qr/permission denied for function/, "$name: a right that was taken away is gone");
}

# What a server of 18 or later has for our types, beyond what older ones have:
# skip support, and what WITHOUT OVERLAPS takes.
sub knows
{
	my ($database) = @_;
	return sql($database, 'postgres', <<'END');
SELECT f.opfname, m.amname, p.amprocnum, p.amproc::regproc::text ~ 'skipsupport|gist_translate' AND p.amproc::regproc::text !~ ' '
FROM pg_amproc p JOIN pg_opfamily f ON f.oid = p.amprocfamily JOIN pg_am m ON m.oid = f.opfmethod
JOIN pg_depend d ON d.classid = 'pg_opfamily'::regclass AND d.objid = f.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'attache'
WHERE m.amname = 'btree' AND p.amprocnum = 6 OR m.amname = 'gist' AND p.amprocnum = 12 ORDER BY f.opfname, m.amname;
END
}

# The extension's version and its members, with their owners.
sub members
{
	my ($database) = @_;
	return sql($database, 'postgres', <<'END');
SET search_path = pg_catalog;
SELECT extversion FROM pg_extension WHERE extname = 'attache';
SELECT regexp_replace(pg_describe_object(d.classid, d.objid, 0), '(public|attache)\.', '', 'g'), pg_get_userbyid(p.proowner), p.proacl IS NULL
FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid LEFT JOIN pg_proc p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = 'attache' AND p.proname IS DISTINCT FROM 'attache_create_registry'
ORDER BY regexp_replace(pg_describe_object(d.classid, d.objid, 0), '(public|attache)\.', '', 'g') COLLATE "C";
END
}

# How often a scan goes down an index whose first column it has to skip.
sub searches
{
	my ($database) = @_;
	my $plan = sql($database, 'keeper', <<'END');
VACUUM ANALYZE own.own_skipped;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT id FROM own.own_skipped WHERE id = 1100;
END
	return $plan =~ /own_skipped_index.*Index Searches: (\d+)/s ? $1 : 0;
}

# After an upgrade the extension is brought to what CREATE EXTENSION would make.
sub adopts
{
	my ($database, $schema, $new) = @_;
	my $adopt = "SELECT $schema.attache_adopt_server();";
	my $searches = searches($database);
	my $owner = sql($database, 'postgres', "SELECT pg_get_userbyid(extowner) FROM pg_extension WHERE extname = 'attache';");
	is(sql($database, $owner, $adopt), $new ? "3\n" : "0\n", "$database: it adopts " . ($new ? 'what the server knows' : 'nothing'));
	is(sql($database, $owner, $adopt), "0\n", "$database: ... once");
	like(sql($database, 'clerk', $adopt), qr/^ERROR:  must be owner of extension attache/, "$database: ... and not by anybody");
	is($_->($database), $_->('fresh'), "$database: it is as if made here") for \&knows, \&members;
	return if $running->{major} < 18;
	is(() = knows($database) =~ /\|t$/mg, 6, "$database: operator classes have what is new");
	cmp_ok($searches, '>', searches($database), "$database: an index scan skips better than before") if $new;
	is(sql($database, 'keeper', "SET search_path = own, $schema;
CREATE TEMPORARY TABLE kept (program program_code, during daterange, PRIMARY KEY (program, during WITHOUT OVERLAPS));
INSERT INTO kept VALUES ('CSI', '[2020-01-01,2021-01-01)'), ('IAP', '[2020-01-01,2021-01-01)');"), '', "$database: WITHOUT OVERLAPS takes a code");
}

my %schemas = (here => 'public', apart => 'attache');
start(cluster($pg_config));
is(sql('postgres', 'postgres', <<END), '', "PostgreSQL $running->{major}: two databases");
CREATE ROLE keeper;
CREATE ROLE analyst;
CREATE ROLE clerk;
CREATE DATABASE here TEMPLATE template0 OWNER keeper;
CREATE DATABASE apart TEMPLATE template0 OWNER keeper;
END
for my $database (sort keys %schemas)
{
	my $schema = $schemas{$database};
	# As a superuser, and as the database's owner.
	is(sql($database, $database eq 'here' ? 'postgres' : 'keeper', <<END), '', "$database: the extension");
CREATE SCHEMA IF NOT EXISTS $schema;
GRANT USAGE ON SCHEMA $schema TO PUBLIC;
CREATE EXTENSION btree_gist SCHEMA $schema;
CREATE EXTENSION attache SCHEMA $schema;
END
	is(sql($database, 'postgres', <<END), '', "$database: grants on its functions");
REVOKE ALL ON FUNCTION $schema.attache_create_registry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION $schema.attache_create_registry, $schema.attache_rule, $schema.attache_past TO keeper;
END
	is(sql($database, 'keeper', contents($schema)), '', "$database: two registries and more");
}

my $registry = 'overseas';
for my $config (@path)
{
	my $old = $running;
	my %before = map { $_ => answers($_, $registry, 'branch') } sort keys %schemas;
	unlike($before{$_}, qr/ERROR/, "$_: all can be asked") for sort keys %before;
	my %dump = map { $_ => dump_of($_) } sort keys %schemas;
	stop();

	my $new = cluster($config);
	my $name = "PostgreSQL $old->{major} to $new->{major}";
	my $said = program("$new->{bin}/pg_upgrade", '-b', $old->{bin}, '-B', $new->{bin}, '-d', $old->{data}, '-D', $new->{data},
		'-U', 'postgres', '-s', $dir, '-N', '-o', '-c fsync=off', '-O', '-c fsync=off');
	like($said, qr/Upgrade Complete/, $name) or do
	{
		diag(program('sh', '-c', "grep -rhIi error: $new->{data}/pg_upgrade_output.d"));
		last;
	};
	program('rm', '-rf', $old->{data});

	start($new);
	is(sql('postgres', 'postgres', "DROP DATABASE IF EXISTS fresh; CREATE DATABASE fresh TEMPLATE template0;")
		. sql('fresh', 'postgres', 'CREATE EXTENSION btree_gist; CREATE EXTENSION attache;'), '', 'a database that is new');
	is(answers($_, $registry, 'branch'), $before{$_}, "$_: what was asked has the same answers") for sort keys %schemas;
	for my $database (sort keys %schemas)
	{
		is_deeply(dump_of($database), $dump{$database}, "$database: its dump is the same") if $new->{major} == $old->{major};
		adopts($database, $schemas{$database}, $old->{major} < 18 && $new->{major} >= 18);
		is(sql($database, 'keeper', "ALTER SCHEMA $registry RENAME TO ${registry}_abroad;"), '', "$database: a registry is renamed");
		works($database, "${registry}_abroad", $schemas{$database});
		works($database, 'branch', $schemas{$database});
	}
	$registry .= '_abroad';
}
done_testing();
