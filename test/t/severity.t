# What each rule says as an error it says as a warning, too, and lets the change
# pass; off, or waived, it says nothing. What was let pass verify() finds, with the
# paper that waived it, but for rules about changes. With DISCARD_CACHES the server
# drops its caches as often as it can while the change is made.
use strict;
use warnings;
use Test::More;

# The output of psql, and what it says on stderr: without where in the source
# it was said, and without the name of the level.
sub run_sql
{
	my ($sql) = @_;
	my $errors = "/tmp/attache.severity.$$";
	open(my $psql, '|-', "psql -XAt -v ON_ERROR_STOP=1 -v VERBOSITY=verbose >$errors.out 2>$errors") or die $!;
	print $psql $sql;
	close $psql;
	my @text = map { local (@ARGV, $/) = $_; my $all = <>; unlink $_; $all // '' } "$errors.out", $errors;
	$text[1] =~ s/^(psql:\S+ )?(ERROR|WARNING):  //gm;
	$text[1] =~ s/^LOCATION: .*\n//gm;
	return @text;
}

# Posting 1 has somebody until 2007, who acts at posting 2. The tours are short,
# and nobody but number 3 is posted from 2060 on, when a floor and a ceiling begin.
my (undef, $failed) = run_sql(<<'END');
\i test/lib/empty.sql
BEGIN;
SET search_path = overseas;
INSERT INTO mission (mission_id, country, city, name) VALUES (1, 'NL', 'The Hague', 'NL'), (2, 'BE', 'Brussels', 'BE'), (3, 'DE', 'Berlin', 'DE');
INSERT INTO posting (posting_id, mission_id, role, seats) VALUES (1, 1, 'attache', 1), (2, 2, 'attache', 5), (3, 3, 'attache', 1), (4, 1, 'attache', 1), (5, 1, 'attache', 1);
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) SELECT i, '2000-01-01', 'active', 'test' FROM generate_series(1, 3) i;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (3, '2070-01-01', 'closed'), (4, '2006-01-01', 'proposed');
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(1, 9) i;
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure) VALUES
	(1, 1, 1, 'tour', '[2006-01-01,2007-01-01)'), (2, 2, 1, 'acting', '[2006-03-01,2006-03-11)'), (3, 3, 3, 'tour', '[2067-01-01,2070-01-01)'),
	(4, 1, 4, 'tdy', '[2006-06-01,2006-06-11)');
INSERT INTO goal (goal_id, name, kind, target, due_day, during) VALUES
	(1, 'floor', 'floor', 1, NULL, '[2068-01-01,2069-01-01)'), (2, 'ceiling', 'ceiling', 1, NULL, '[2068-01-01,2069-01-01)'),
	(3, 'past', 'reach', 1, '2005-01-01', NULL), (4, 'to come', 'reach', 9, '2099-01-01', NULL);
UPDATE rule SET severity = 'error' WHERE enforced_by = 'trigger' AND rule_id <> 'AT-211'; -- each statement below is without a reason
COMMIT;
END
is($failed, '', 'the registry is filled');

my %broken = (
	'AT-101' => "INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (5, '2006-01-01', 'active')",
	'AT-103' => "INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (4, '2006-02-01', 'active')",
	'AT-105' => "UPDATE assignment SET tenure = '[2067-01-01,2070-01-02)', extension = 'x' WHERE assignment_id = 3",
	'AT-106' => "INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (3, '2071-01-01', 'active')",
	'AT-107' => "UPDATE mission SET kind = 'consulate' WHERE mission_id = 2",
	'AT-201' => "INSERT INTO assignment VALUES (9, 4, 9, 'tour', '[2006-01-01,2006-01-11)')",
	'AT-202' => "INSERT INTO assignment VALUES (9, 2, 1, 'tour', '[2006-12-01,2007-02-01)')",
	'AT-203' => "INSERT INTO assignment VALUES (9, 1, 9, 'tdy', '[2006-06-01,2006-06-11)')",
	'AT-204' => "INSERT INTO assignment VALUES (9, 1, 9, 'tdy', '[2006-09-01,2006-10-11)')",
	'AT-205' => "DELETE FROM assignment WHERE assignment_id = 1",
	'AT-206' => "INSERT INTO assignment VALUES (9, 2, 9, 'tour', '[2010-01-01,2020-01-01)')",
	'AT-207' => "INSERT INTO assignment VALUES (9, 2, 9, 'tdy', '[2010-01-01,2011-01-01)')",
	'AT-209' => "INSERT INTO absence (absence_id, representative_id, during) VALUES (9, 9, '[2006-01-01,2006-01-11)')",
	'AT-211' => "UPDATE mission SET name = 'BE, again' WHERE mission_id = 2",
	'AT-302' => "DELETE FROM assignment WHERE assignment_id = 3",
	'AT-303' => "INSERT INTO assignment VALUES (9, 2, 9, 'tour', '[2067-06-01,2069-01-01)')",
	'AT-304' => "UPDATE mission SET country = 'CS' WHERE mission_id = 1",
	'AT-305' => "UPDATE goal SET target = 2 WHERE goal_id = 3",
	'AT-306' => "INSERT INTO goal_milestone (goal_id, day, target) VALUES (4, '2050-01-01', 10)",
);
my ($kept) = run_sql("SELECT rule_id FROM overseas.rule WHERE enforced_by = 'trigger' ORDER BY 1");
is($kept, join('', map { "$_\n" } sort keys %broken), 'every rule that a trigger enforces is tried');

# What each is waived for: all that its subject can be.
my %subjects = (
	'AT-101' => { posting => 5 }, 'AT-103' => { posting => 4 }, 'AT-106' => { posting => 3 }, 'AT-107' => { posting => 2 },
	'AT-105' => { assignment => 3, posting => 3, representative => 3 }, 'AT-201' => { posting => 4, representative => 9 },
	'AT-202' => { posting => 2, representative => 1 }, 'AT-203' => { posting => 1 }, 'AT-204' => { posting => 1 }, 'AT-205' => { assignment => 2, posting => 2, representative => 1 },
	'AT-206' => { posting => 2, representative => 9 }, 'AT-207' => { posting => 2, representative => 9 },
	'AT-209' => { representative => 9 }, 'AT-302' => { goal => 1 }, 'AT-303' => { goal => 2 }, 'AT-304' => { posting => 1 }, 'AT-305' => { goal => 3 }, 'AT-306' => { goal => 4 },
);

is(join(' ', grep { !%{ $subjects{$_} // {} } } sort keys %broken), 'AT-211', '... and waived, but the one that wants a reason');

# From here on no cache lasts, up to the second.
my ($discard, $keep) = map { $ENV{DISCARD_CACHES} ? "SET debug_discard_caches = $_;" : '' } 1, 0;
if ($discard)
{
	(undef, $failed) = run_sql("\\set discard 1\n\\i test/lib/discard.sql\n");
	is($failed, '', 'caches can be dropped');
}

# The output with a waiver for some days.
sub with_waiver
{
	my ($rule, $subject, $days, $waived) = @_;
	$waived //= $rule;
	return run_sql(<<"END");
BEGIN;
SET search_path = overseas;
INSERT INTO waiver (rule_id, ${subject}_id, during, reference) VALUES ('$waived', $subjects{$rule}{$subject}, '$days', 'memo 7');
$discard
$broken{$rule};
SET CONSTRAINTS ALL IMMEDIATE;
$keep
SELECT count(*) = count(waiver_id) AND bool_and(waiver_reference = 'memo 7') FROM verify() WHERE rule_id = '$rule';
ROLLBACK;
END
}

my %about_changes = map { $_ => 1 } qw(AT-211 AT-302 AT-303 AT-305);
foreach my $rule (sort keys %broken)
{
	my %said;
	foreach my $severity (qw(error warning off))
	{
		my ($done, $said) = run_sql(<<"END");
BEGIN;
SET search_path = overseas;
UPDATE rule SET severity = '$severity' WHERE rule_id = '$rule';
$discard
$broken{$rule};
SET CONSTRAINTS ALL IMMEDIATE;
$keep
SELECT DISTINCT rule_id FROM verify() WHERE rule_id = '$rule';
ROLLBACK;
END
		$said{$severity} = $said;
		next if $severity eq 'error';
		like($done, qr/^ROLLBACK$/m, "$rule lets it pass if it is $severity");
		is($done =~ /^\Q$rule\E$/m ? 1 : 0, $about_changes{$rule} ? 0 : 1, '... and verify() finds it, unless it is about changes');
	}
	like($said{error}, qr/^23514: .*^CONSTRAINT NAME:  \Q$rule\E$/ms, "$rule is an error");
	is($said{warning}, $said{error}, '... and says as much as a warning');
	is($said{off}, '', '... and nothing if it is off');
	foreach my $subject (sort keys %{ $subjects{$rule} })
	{
		my ($done, $said) = with_waiver($rule, $subject, '(,)');
		is($said, '', "... nor if it is waived for the $subject");
		like($done, $about_changes{$rule} ? qr/^ROLLBACK$/m : qr/^t\n(?:SET\n)?ROLLBACK$/m, '... and verify() shows the paper');
		last if $discard; # which takes minutes for each
		($done, $said) = with_waiver($rule, $subject, '[1990-01-01,1990-02-01)');
		is($said, $said{error}, '... unless that is for other days');
		my ($other) = grep { $_ ne $rule && exists $subjects{$_}{$subject} } sort keys %subjects;
		($done, $said) = with_waiver($rule, $subject, '(,)', $other);
		is($said, $said{error}, "... or for another rule, $other");
	}
}

# What a statement wants a reason for, it says once.
my (undef, $warned) = run_sql(<<'END');
BEGIN;
SET search_path = overseas;
UPDATE rule SET severity = 'warning' WHERE rule_id = 'AT-211';
UPDATE mission SET city = city || ', old';
UPDATE posting SET seats = seats + 1;
ROLLBACK;
END
is(scalar(() = $warned =~ /^CONSTRAINT NAME:  AT-211$/mg), 2, 'AT-211 warns once of a statement, however many rows it writes');

(undef, $failed) = run_sql(<<'END');
\i test/lib/empty.sql
END
is($failed, '', 'the registry is emptied');

done_testing();
