# What must be the same in several files of the project, and what each has to
# have.
use strict;
use warnings;
use JSON::PP;
use Test::More;

sub contents
{
	open(my $file, '<', $_[0]) or die "$_[0]: $!";
	local $/;
	return <$file>;
}

my ($version) = contents('attache.control') =~ /^default_version = '(.*)'$/m;
my $meta = decode_json(contents('META.json'));
is($meta->{version}, $version, 'META.json has the version of attache.control');
is($meta->{provides}{attache}{version}, $version, '... twice');
is((contents('debian/changelog') =~ /\Aattache \((.*)-\d+\) /)[0], $version, 'debian/changelog has it');
ok(contents('CHANGELOG.md') =~ /^## \[(?:Unreleased|\Q$version\E)\]/m, 'CHANGELOG.md knows it');

# The packages are for one license and one list of packages: debian/control is what
# control.in is for the version that it names, as pg_buildext makes it for others.
my ($major) = contents('debian/control') =~ /^Package: postgresql-(\d+)-attache$/m;
is(contents('debian/control'), contents('debian/control.in') =~ s/PGVERSION/$major/gr, 'debian/control is made from control.in');
my ($license) = contents('LICENSE') =~ /^(Permission to use.*)/ms;
is(contents('debian/copyright') =~ s/^ \.?//gmr =~ s/.*?^(?=Permission)//msr, $license, 'debian/copyright has the words of LICENSE');

# What the Dockerfile makes, the Makefile knows.
my $dockerfile = contents('Dockerfile');
my %known = map { $_ => 1 } map { split } contents('Makefile') =~ /^([a-z ]+):(?!=)/mg;
my @steps = $dockerfile =~ /^RUN make ?(.*)$/mg;
cmp_ok(scalar @steps, '>', 1, 'the Dockerfile makes something');
is(join(' ', grep { !$known{$_} } map { grep { !/^-|=/ } split } @steps), '', '... of targets that there are');
my ($image) = $dockerfile =~ /^ARG PG_MAJOR=(\d+)$/m;
my ($packaged) = contents('debian/pgversions') =~ /^(\d+)\+$/m;
cmp_ok($image, '>=', $packaged, '... for a version that there are packages for');

# What the rules run as the owner of the tables leaves no name to the search_path.
my @loose;
foreach my $source (glob 'src/rule/*.c')
{
	my $queries = join ' ', contents($source) =~ /^static const RuleQuery .*?^\};/gms;
	$queries = join ' ', $queries =~ /"((?:[^"\\]|\\.)*)"/g;
	$queries =~ s/'[^']*'/''/g;
	push @loose, "$source: $1"
	  while $queries =~ /(?<![\w.@])((?!(?:OPERATOR|coalesce|ROW|ARRAY|OVER|LATERAL|ANY|JOIN|AS|SELECT|FROM|EXISTS|IN|AND|OR|NOT|WHERE)\b)[A-Za-z_]+) ?\(|(?<![\w.@]\.)(?<=FROM |JOIN )([a-z]\w*)/g;
	push @loose, "$source: $1" while $queries =~ /[^)] ([-=<>+*|&@#~]+) /g;
}
is("@loose", '', 'the queries of rules qualify tables, functions and operators');

# Rooms: who may include whom. What stands in src/ itself is for all.
my %may = (core => 'core', scalar => 'core scalar', coverage => 'core coverage', rule => 'core rule past', past => 'past');
my @arrows;
foreach my $source (glob 'src/*/*.[ch]')
{
	my ($room) = $source =~ m{^src/(\w+)/};
	my $text = contents($source);
	while ($text =~ /^#include "(?:(\w+)\/)?([\w.]+)"/gm)
	{
		my ($to, $header) = ($1, $2);
		next if !defined $to && !-e "src/$header"; # the server's
		push @arrows, "$source: $to/$header" if defined $to && -d "src/$to" && $may{$room} !~ /\b$to\b/;
		push @arrows, "$source: $header" if !defined $to && $room eq 'core';
		push @arrows, "$source: the server's $header" if defined $to && !-d "src/$to" && $room eq 'core';
	}
	push @arrows, "$source: checks call no trigger" if $room eq 'rule' && $source !~ /trigger\.c$/ && contents($source) =~ /\battache_rule\(PG/;
}
is("@arrows", '', 'the rooms of src/ know only those that they may');

# make help knows each target that one can name.
my %helped = map { /^(\w+) / ? ($1 => 1) : () } split /\n/, `make -s help`;
my @targets = map { split } contents('Makefile') =~ /^\.PHONY: (.*)/mg;
is(join(' ', grep { !$helped{$_} } @targets), '', 'make help has a line for each target');

# A file's head says its name.
my @astray;
foreach my $source (glob 'src/*.[ch] src/*/*.[ch] test/core/*.[ch] test/fuzz/*.c')
{
	my ($name) = $source =~ m{([^/]+)$};
	push @astray, $source if contents($source) !~ m{^/\*\n \* \Q$name\E\n};
}
is("@astray", '', 'each C file begins with its name');

# Functions are short: those that are long hide what they do. And each has a name of
# its own, by which a backtrace and a breakpoint tell it.
my (%length, %where);
foreach my $source (glob 'src/*.[ch] src/*/*.[ch]')
{
	my ($name, $start, $line) = ('', 0, 0);
	foreach (split /\n/, contents($source))
	{
		$line++;
		$name = $1 if /^(\w+)\(/;
		$start = $line if $_ eq '{';
		next if $_ ne '}' || !$start;
		$length{"$source: $name"} = $line - $start - 1;
		push @{ $where{$name} }, $source;
		$start = 0;
	}
}
my @lengths = sort { $a <=> $b } values %length;
cmp_ok(scalar @lengths, '>', 300, 'there are functions');
is_deeply([ grep { $length{$_} > 60 } sort keys %length ], [], 'no function has more than 60 lines');
cmp_ok($lengths[ $#lengths / 2 ], '<=', 9, '... and half of them have at most 9');
is_deeply([ map { "$_: @{ $where{$_} }" } grep { @{ $where{$_} } > 1 } sort keys %where ], [], 'no two have the same name');

# The library shows what SQL names, and nothing else.
SKIP:
{
	my $library = `"\${PG_CONFIG:-pg_config}" --pkglibdir`;
	chomp $library;
	my @shown = map { (split)[2] } grep { !/ [wAvV] | pg_finfo_/ } split /\n/, `nm -D --defined-only $library/attache.so 2>/dev/null`;
	skip 'no nm here', 1 if !@shown;
	my %named = map { $_ => 1 } split /\n/,
	  `psql -XAtq -v ON_ERROR_STOP=1 -c "SELECT DISTINCT prosrc FROM pg_proc WHERE probin LIKE '%attache'"`;
	is(join(' ', grep { !$named{$_} && !/^(?:Pg_magic_func|_PG_init|_init|_fini)$/ && !/^__/ } @shown), '', 'no other symbol');
}

# The list of rules is the only one: what is made from it has all of it, and what
# cannot be made from it has each rule once.
my @rules = map { [ split /\|/ ] } split /\n/, `psql -XAtq -v ON_ERROR_STOP=1 -c "SELECT rule_id, enforced_by, longest, longest_extended, rule FROM $ENV{ATTACHE_SCHEMA}.attache_rules()"`;
cmp_ok(scalar @rules, '>', 15, 'there are rules');
my %words;
push @{ $words{ $_->[4] } }, $_->[0] for @rules;
is_deeply([ grep { @$_ > 1 } values %words ], [], 'no two rules have the same words');
my $verify = contents('sql/registry/verify.sql');
my ($unseen) = $verify =~ /of each rule but (.*?), which are about changes/;
foreach my $rule (map { $_->[0] } @rules)
{
	my $is_unseen = $unseen =~ /\Q$rule\E/;
	is($verify =~ /'\Q$rule\E'/ ? 1 : 0, $is_unseen ? 0 : 1, $is_unseen ? "verify() does not look for $rule" : "verify() looks for $rule");
}

# ... and what is written by hand for each rule is there: statements that break it,
# the same in plain SQL, the comment of a trigger.
my $writes = join '', map { contents($_) } glob 'test/pgtap/*_writes.sql';
is(join(' ', grep { $writes !~ /^\t\('(?:\w+ )?\Q$_\E \w/m } map { $_->[0] } @rules), '', 'test/pgtap/*_writes.sql break each rule');
my @triggered = map { $_->[0] } grep { $_->[1] eq 'trigger' } @rules;
my $stress = contents('test/stress/check.sql');
# What an assignment that ends sooner leaves behind (AT-209) is no fault of anybody's, and a
# reason (AT-211) is wanted of each change by itself.
is(join(' ', grep { $stress !~ /'\Q$_\E'/ } @triggered), 'AT-209 AT-211', 'test/stress/check.sql looks for each rule that a trigger enforces, but two');
my $judge = contents('test/stress/judge.py');
is(join(' ', grep { $judge !~ /'\Q$_\E/ } @triggered), 'AT-211', '... and test/stress/judge.py, after each transaction, but one');
my $comments = join '', contents('sql/registry/trigger.sql') =~ /^(COMMENT ON TRIGGER .*)$/mg;
is(join(' ', grep { $comments !~ /\Q$_\E/ } @triggered), '', 'the comment of a trigger names each rule that a trigger enforces');

# The enum of columns and the table of their names and types go side by side.
my ($enum) = contents('src/rule/rule.h') =~ /^typedef enum RuleColumn\n\{\n(.*?)^\}/ms;
my @read = grep { $_ ne 'COUNT' } $enum =~ /^\tCOLUMN_(\w+)/mg;
cmp_ok(scalar @read, '>', 10, 'rules read columns');
my $event = contents('src/rule/event.c');
is(join(' ', grep { my $name = lc; $event !~ /^\t\[COLUMN_$_\] = \{"$name", \w+OID\},$/m } @read), '', 'the table of src/rule/event.c has the name and the type of each RuleColumn of rule.h');

# The rules run as the owner of the table that is written: of all that they read, by
# functions and views as well, the owner has to fit.
my ($owned) = contents('src/rule/owner.c') =~ /names\[\] = \{(.*?)\};/s;
my $named = join ' ', map { contents($_) =~ /@\.(\w+)/g } glob 'src/rule/*.c';
chomp(my $read = `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
WITH RECURSIVE read AS (
	SELECT 'pg_class'::regclass::oid AS classid, c.oid AS objid FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relname = ANY (string_to_array('$named', ' '))
	UNION
	SELECT 'pg_proc'::regclass, p.oid FROM pg_proc p WHERE p.pronamespace = 'overseas'::regnamespace AND p.proname = ANY (string_to_array('$named', ' '))
	UNION
	SELECT d.refclassid, d.refobjid
	FROM read r
	JOIN pg_depend d ON d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass)
		AND (d.classid = r.classid AND d.objid = r.objid
			 OR r.classid = 'pg_class'::regclass AND d.classid = 'pg_rewrite'::regclass AND d.objid IN (SELECT w.oid FROM pg_rewrite w WHERE w.ev_class = r.objid))
)
SELECT string_agg(DISTINCT c.relname, ' ' ORDER BY c.relname)
FROM read r JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid
WHERE c.relnamespace = 'overseas'::regnamespace AND c.relkind IN ('r', 'v')
END
`);
is(join(' ', sort($owned =~ /"(\w+)"/g)), $read, 'src/rule/owner.c asks who owns each table and view that the rules read');

# Nobody is refused for what was wrong before.
my $worse = join '', map { contents($_) } glob 'test/pgtap/rule_{worse,person}.sql';
my @about_days = split /\n/, `psql -XAtq -v ON_ERROR_STOP=1 -c "SELECT rule_id FROM $ENV{ATTACHE_SCHEMA}.attache_rules() WHERE about IN ('posting', 'tenure')"`;
cmp_ok(scalar @about_days, '>', 5, 'there are rules about postings and tenures');
is(join(' ', grep { $worse !~ /'23514 \Q$_\E / } @about_days), '', 'test/pgtap/rule_worse.sql or rule_person.sql breaks each further than it was broken');

# A check or a lock that nobody would miss is none.
my $guards = contents('test/guards');
is(join(' ', grep { $guards !~ /\b$_\\\(/ } contents('src/rule/checks.h') =~ /^extern \w+ (check_\w+)/mg), '', 'test/guards takes out each check');
my @locks = grep { contents($_) =~ /FOR NO KEY UPDATE/ } glob 'src/rule/*.c';
is(join(' ', grep { $guards !~ m{ \Q$_\E 's/ FOR NO KEY UPDATE//'} } @locks), '', '... and each lock');
like(`GUARDS= test/guards look`, qr/\A[1-9]\d+ guards, 0 of them not there\n\z/, '... and nothing that is not there any more');

my @limits;
foreach my $source (grep { $_ ne 'src/rule/list.h' } glob('src/rule/*.[ch] sql/rule.sql sql/registry/{rule,trigger,verify}.sql'))
{
	my $text = contents($source);
	push @limits, "$source: $1" while $text =~ /(\b[1-9][0-9]+ (?:days|months)\b)/g;
}
is("@limits", '', 'no limit stands outside the list of rules');

# What every scalar type has to show, it does. What only a comment names is not there.
my @scalars = split ' ', (contents('sql/join') =~ /^scalars='(.*)'$/m)[0];
cmp_ok(scalar @scalars, '>', 2, 'there are scalar types');
sub code
{
	my ($file) = @_;
	my $text = contents($file);
	return $text =~ s/--.*//gr if $file =~ /\.sql$/;
	return $text =~ s/^\s*#.*//mgr if $file =~ /\.py$/;
	return $text =~ s{/\*.*?\*/|//[^\n]*}{}gsr;
}
foreach my $file (glob('test/sql/scalar_{index,laws}.sql test/sql/include/inputs.sql test/sql/copy_binary.sql test/pgtap/fuzz.sql test/fuzz/fuzz.c'),
	glob('test/drivers/{sample.sql,tap.py,wire.py,psycopg_3.py,alchemy.py,Jdbc.java,node.mjs}'))
{
	my $code = code($file);
	is(join(' ', grep { $code !~ /(?:\b|_)$_\b/ } @scalars), '', "$file has every scalar type");
}
my %line = ('a section' => [ 'doc/types.md', sub { qr/^## $_[0]$/m } ],
	'operators for two texts' => [ 'doc/types.md', sub { qr/^\| `$_[0]` \| `(.)=\1`,/m } ],
	'a binary format' => [ 'doc/drivers.md', sub { qr/^\| `$_[0]` \| \d+: /m } ],
	'a stored format' => [ 'src/attache.h', sub { qr/^ \* $_[0] +\d+ +\S/m } ],
	'what the laws are tried with' => [ 'test/sql/scalar_laws.sql', sub { qr/^CREATE TEMP TABLE grid_$_[0] \(/m } ]);
is(join(' ', grep { !-e "test/sql/$_.sql" } @scalars), '', 'test/sql has a test of every scalar type');
foreach my $what (sort keys %line)
{
	my ($file, $pattern) = @{ $line{$what} };
	my $text = contents($file);
	is(join(' ', grep { $text !~ $pattern->($_) } @scalars), '', "$file has $what for every scalar type");
}

# A view shows what its reader may read, and a report has all that its function gives.
is(`psql -XAtq -v ON_ERROR_STOP=1 -c "SELECT relname FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind = 'v' AND reloptions @> '{security_invoker=true}' IS NOT TRUE"`,
	'', 'every view of a registry has security_invoker');
sub columns
{
	my ($relation) = @_;
	my $columns = `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
SELECT * FROM overseas.$relation \\gdesc
END`;
	die "no columns of $relation" if $columns eq '';
	return map { (split /\|/)[0] } split /\n/, $columns;
}
my %functions = map { split /\|/ } split /\n/, `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
SELECT relname, substring(pg_get_viewdef(oid) FROM ' FROM (?:overseas[.])?([a-z_]+)[(](?:overseas[.])?today[(]')
FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relname ~ '^report_' AND pg_get_viewdef(oid) ~ ' FROM (overseas[.])?[a-z_]+[(](overseas[.])?today[(]'
END`;
cmp_ok(scalar keys %functions, '>', 5, 'there are reports of functions');
foreach my $report (sort keys %functions)
{
	my %shown = map { $_ => 1 } columns($report);
	is(join(' ', grep { !$shown{$_} } columns("$functions{$report}()")), '', "$report shows each column of $functions{$report}()");
}

# Drivers call each function of a registry but those that write, those that take rows of
# a view, and one of a multirange, which each driver reads in its own way.
my %called = %{ decode_json(contents('test/drivers/calls.json')) };
my %callable = map { split /\|/ } split /\n/, `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
SELECT proname, pronargs FROM pg_proc
WHERE pronamespace = 'overseas'::regnamespace AND prorettype NOT IN ('trigger'::regtype, 'datemultirange'::regtype) AND proname NOT LIKE 'question\\_%' AND provolatile <> 'v'
END`;
cmp_ok(scalar keys %callable, '>', 20, 'a registry has functions');
is(join(' ', grep { my $all = $callable{$_}; !grep { @$_ == $all } @{ $called{$_} // [] } } sort keys %callable), '',
	'test/drivers/calls.json calls each function of a registry, with all of its arguments');
is(join(' ', grep { !exists $callable{$_} } sort keys %called), '', '... and nothing else');

# Every object of the extension and of a registry has a comment. Operators,
# casts and operator classes count, too; what belongs to a type is the type's.
my $bare = `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
SELECT pg_describe_object(d.classid, d.objid, d.objsubid)
FROM pg_depend d
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
  AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'attache')
  AND obj_description(d.objid, d.classid::regclass::name) IS NULL
  AND NOT (d.classid = 'pg_type'::regclass AND (SELECT typelem <> 0 FROM pg_type WHERE oid = d.objid))
UNION ALL
SELECT pg_describe_object('pg_class'::regclass, c.oid, a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE (c.relnamespace = 'overseas'::regnamespace AND c.relkind IN ('r', 'v', 'c')
	   OR c.reltype IN (SELECT objid FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e' AND classid = 'pg_type'::regclass
						  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'attache')))
  AND col_description(c.oid, a.attnum) IS NULL
UNION ALL
SELECT pg_describe_object('pg_class'::regclass, c.oid, 0)
FROM pg_class c WHERE c.relnamespace = 'overseas'::regnamespace AND c.relkind IN ('r', 'v')
  AND obj_description(c.oid, 'pg_class') IS NULL
UNION ALL
SELECT pg_describe_object('pg_type'::regclass, t.oid, 0)
FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typnamespace = 'overseas'::regnamespace AND (t.typtype = 'd' OR c.relkind = 'c') AND obj_description(t.oid, 'pg_type') IS NULL
UNION ALL
SELECT pg_describe_object('pg_proc'::regclass, p.oid, 0)
FROM pg_proc p WHERE p.pronamespace = 'overseas'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL
UNION ALL
SELECT pg_describe_object('pg_trigger'::regclass, t.oid, 0)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = 'overseas'::regnamespace AND NOT t.tgisinternal AND obj_description(t.oid, 'pg_trigger') IS NULL
ORDER BY 1;
END`;
is($?, 0, 'the catalogs can be read');
is($bare, '', 'every object and column has a comment');

# What the registry says of a goal is what the extension says of any coverage.
my $parted = `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
WITH pair (extension, registry, own) AS (
	-- own: what the registry alone says, by name.
	VALUES ('coverage_standing', 'goal_standing', '{goal_id,goal,kind,program,waived_days,waiver_reference,measure,unit,measured_day}'::name[]), ('coverage_path_line', 'goal_line', '{goal_id}')
), shown AS (
	SELECT pair.extension, pair.registry, c.relname = pair.extension AS is_extension, a.attname, a.atttypid, col_description(c.oid, a.attnum) AS words,
		   row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum) AS place
	FROM pair
	JOIN pg_class c ON c.relname = pair.extension AND c.relnamespace <> 'overseas'::regnamespace OR c.relname = pair.registry AND c.relnamespace = 'overseas'::regnamespace
	JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND (c.relname = pair.extension OR a.attname <> ALL (pair.own))
)
SELECT format('%s: %s of %s, %s of %s', place, coalesce(a.attname, 'nothing'), extension, coalesce(b.attname, 'nothing'), registry)
FROM (SELECT * FROM shown WHERE is_extension) a
FULL JOIN (SELECT * FROM shown WHERE NOT is_extension) b USING (extension, registry, place)
WHERE (a.attname, a.atttypid, a.words) IS DISTINCT FROM (b.attname, b.atttypid, b.words)
ORDER BY extension, place;
END`;
is($?, 0, 'the types can be read');
is($parted, '', 'the standing of a goal has the columns of any standing, in the same order, of the same types, in the same words');

# The states of a target: those that the function decides, that the page explains, and
# that the page shows an example of, in the same order.
my ($kept, $reached) = contents('sql/standing.sql') =~ /WHEN during IS NOT NULL THEN CASE(.*?) END\n(.*?)ELSE 'behind' END/s;
my $page = contents('doc/coverage.md');
my @explained = map { [ /^\| ([a-z ]+?) \|/mg ] } $page =~ /^\| state \| on a day \|\n\|---\|---\|\n(.*?)\n\n/msg;
my @shown = map { [ /^ \{.*\| ([a-z ]+)$/mg ] } $page =~ /^```\n( +covered .*?)```/msg;
my @decided = map { my %once; [ sort grep { !$once{$_}++ } /'([a-z ]+)'/g ] } "$reached 'behind'", $kept;
is(join(', ', sort @{ $explained[$_] }), join(', ', @{ $decided[$_] }), 'the page explains each state') for 0, 1;
is(join(', ', @{ $shown[$_] }), join(', ', @{ $explained[$_] }), '... and shows each') for 0, 1;

# Users are told of all that they can name, in CHANGELOG.md: types, tables, views, and
# functions that are not behind an operator, a type, a cast or an aggregate.
my $news = contents('CHANGELOG.md');
my @of_no_use = qw(attache_check_rights attache_objects_in attache_trust_names attache_trust_schema coverage_check_target attache_gist_key); # but to attache
my @named = split /\n/, `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
WITH own AS (
	SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND e.extname = 'attache' WHERE d.deptype = 'e'
), behind AS (
	SELECT refobjid AS oid FROM pg_depend
	WHERE refclassid = 'pg_proc'::regclass
	  AND classid IN ('pg_operator'::regclass, 'pg_type'::regclass, 'pg_cast'::regclass, 'pg_amproc'::regclass, 'pg_opfamily'::regclass, 'pg_opclass'::regclass)
	UNION
	SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn]::oid[]) FROM pg_aggregate
	UNION
	SELECT prosupport::oid FROM pg_proc
)
SELECT proname FROM pg_proc
WHERE (pronamespace = 'overseas'::regnamespace OR oid IN (SELECT objid FROM own WHERE classid = 'pg_proc'::regclass)) AND oid NOT IN (SELECT oid FROM behind)
  AND obj_description(oid, 'pg_proc') NOT LIKE 'part of %'
UNION
SELECT typname FROM pg_type
WHERE (typnamespace = 'overseas'::regnamespace OR oid IN (SELECT objid FROM own WHERE classid = 'pg_type'::regclass)) AND typelem = 0
  AND typname NOT LIKE '%\\_past' -- of which CHANGELOG.md speaks once
ORDER BY 1;
END`;
cmp_ok(scalar @named, '>', 100, 'there is much to name');
is(join(' ', grep { my $name = $_; !grep { $_ eq $name } @named } @of_no_use), '', '... and these are there, though of no use to users');
is(join(' ', grep { my $name = $_; $news !~ /`\Q$name\E[`(]/ && !grep { $_ eq $name } @of_no_use } @named), '', 'CHANGELOG.md names each object that users can name');
is(join(' ', grep { $news !~ /\b\Q$_\E\b/ } map { $_->[0] } @rules), '', '... and each rule');

# Data apps, replication and repacking tools find a row of a table by one column.
my $keyless = `psql -XAtq -v ON_ERROR_STOP=1 <<'END'
SELECT c.relname
FROM pg_class c
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary AND i.indnkeyatts = 1
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
WHERE c.relnamespace = 'overseas'::regnamespace AND c.relkind = 'r'
  AND (a.attidentity = 'd' AND a.attname = c.relname || '_id' AND a.attnum = 1 AND c.relreplident = 'd') IS NOT TRUE
ORDER BY 1;
END`;
is($?, 0, 'the catalogs can be read');
is($keyless, "matter_kind\nmeasure\nprogram\nrole\nrule\n", 'every table has an identity column as its primary key; a program, a role, a kind of matters, a measure and a rule have their codes');

done_testing();
