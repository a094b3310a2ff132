# With an enforced floor, a clerk who may write nothing but assignments and statuses
# records what has happened, with a warning; what is only planned is refused, unless
# a manager has waived it. At midnight in any time zone.
use strict;
use warnings;
use Test::More;

my $psql = 'psql -XAtq -v ON_ERROR_STOP=1';

# What psql says, with its errors and warnings, but not where in the source they were.
sub run_sql
{
	my ($user, $sql) = @_;
	my $said = "/tmp/attache.fact.$$";
	open(my $in, '|-', "PGUSER=$user $psql -v VERBOSITY=verbose >$said 2>&1") or die $!;
	print $in "SET search_path = overseas;\n$sql";
	close $in;
	open(my $out, '<', $said) or die $!;
	local $/;
	my $text = <$out>;
	close $out;
	unlink $said;
	$text =~ s/^psql:\S+ //gm;
	$text =~ s/^LOCATION: .*\n//gm;
	return $text;
}

sub manager { return run_sql('postgres', $_[0]) }
sub clerk { return run_sql('attache_fact_clerk', $_[0]) }

is(manager(<<"END"), '', 'a registry with a floor of all that is covered');
SELECT $ENV{ATTACHE_SCHEMA}.attache_load_example('overseas') \\g /dev/null
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (900, 'all of it', 'floor', 22, daterange(today() - 10, NULL));
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (901, 'no more', 'ceiling', 22, daterange(today() - 10, NULL));
INSERT INTO mission (mission_id, country, city, name) VALUES (900, 'AT', 'Vienna', 'Embassy Vienna');
INSERT INTO posting (posting_id, mission_id, role) VALUES (900, 900, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (900, '2000-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) VALUES (900, 'A');
UPDATE rule SET severity = 'off' WHERE rule_id IN ('AT-107', 'AT-206', 'AT-207');
CREATE ROLE attache_fact_clerk LOGIN;
GRANT USAGE ON SCHEMA overseas TO attache_fact_clerk;
GRANT SELECT ON ALL TABLES IN SCHEMA overseas TO attache_fact_clerk;
GRANT INSERT, UPDATE, DELETE ON assignment, posting_status_change, mission_change, posting_program, posting_area TO attache_fact_clerk;
END

# A death three days ago.
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 21 on \S+, below the floor of 22 of goal "all of it"\nDETAIL:  .*\nHINT:  It is recorded all the same, as it has happened; the goal shows the breach\.\nSCHEMA NAME:  overseas\nTABLE NAME:  assignment\nCONSTRAINT NAME:  AT-302\n\z/, 'a death three days ago is recorded, with a warning that has the rule\'s fields');
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 3, '[]'), ended_as = 'died' WHERE posting_id = 6;
END
is(manager("SELECT state, actual, breached_days, waived_days FROM goal_progress() WHERE goal_id = 900;"), "breached|21|3|\n", 'the goal shows the breach');

# An evacuation today, and a departure today.
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 20 on /, 'an evacuation today');
INSERT INTO posting_status_change (posting_id, effective_day, status, reason) VALUES (7, today(), 'suspended', 'evacuated');
END
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 19 on /, 'somebody whose last day is today');
UPDATE assignment SET tenure = daterange(lower(tenure), today(), '[]'), ended_as = 'medical' WHERE posting_id = 8;
END
is(manager("SELECT state, actual, gap, planned FROM goal_progress() WHERE goal_id = 900;"), "breached|20|2|19\n", 'the goal shows all three');

# To a clerk who may not read the goals it says less.
is(manager("REVOKE SELECT ON goal FROM attache_fact_clerk;"), '', 'goals become a secret');
like(clerk(<<'END'), qr/\AWARNING:  23514: a goal is not kept\nHINT:  It is recorded all the same, as it has happened; the goal shows the breach\.\nSCHEMA NAME:/, 'a death that a clerk records who may not read the goals');
BEGIN;
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 3, '[]'), ended_as = 'died' WHERE posting_id = 9;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
END
is(manager("GRANT SELECT ON goal TO attache_fact_clerk;"), '', '... and are none any more');

# Plans, and facts that say nothing of how or why
foreach (
	[ 'a plan for next month', "UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30), ended_as = 'completed' WHERE posting_id = 9" ],
	[ 'a plan for tomorrow', "UPDATE assignment SET tenure = daterange(lower(tenure), today() + 1, '[]'), ended_as = 'completed' WHERE posting_id = 9" ],
	[ 'a departure that does not say how', "UPDATE assignment SET tenure = daterange(lower(tenure), today()) WHERE posting_id = 9" ],
	[ 'an evacuation that does not say why', "INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (9, today(), 'suspended')" ],
	[ 'an evacuation tomorrow', "INSERT INTO posting_status_change (posting_id, effective_day, status, reason) VALUES (9, today() + 1, 'suspended', 'evacuated')" ],
	[ 'an assignment that is deleted', "DELETE FROM assignment WHERE posting_id = 9" ],
	[ 'a departure of somebody who came on another day', "UPDATE assignment SET tenure = daterange(lower(tenure) + 1, today()), ended_as = 'completed' WHERE posting_id = 9" ],
	[ 'a departure of somebody else', "UPDATE assignment SET representative_id = 900, tenure = daterange(lower(tenure), today()), ended_as = 'completed' WHERE posting_id = 9" ],
	[ 'a departure from another posting', "UPDATE assignment SET posting_id = 900, tenure = daterange(lower(tenure), today()), ended_as = 'completed' WHERE posting_id = 9" ],
	[ 'the end of a TDY that was a tour', "UPDATE assignment SET kind = 'tdy', tenure = daterange(lower(tenure), today()), ended_as = 'completed' WHERE posting_id = 9" ],
	[ 'a fact and a plan', "BEGIN; UPDATE assignment SET tenure = daterange(lower(tenure), today() - 1), ended_as = 'died' WHERE posting_id = 9; UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE posting_id = 10; COMMIT" ],
	[ 'a plan and a fact', "BEGIN; UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE posting_id = 10; UPDATE assignment SET tenure = daterange(lower(tenure), today() - 1), ended_as = 'died' WHERE posting_id = 9; COMMIT" ],
	[ 'a fact that becomes a plan', "BEGIN; UPDATE assignment SET tenure = daterange(lower(tenure), today() - 1), ended_as = 'died' WHERE posting_id = 9; UPDATE assignment SET tenure = daterange(lower(tenure), today() + 5), ended_as = NULL WHERE posting_id = 9; COMMIT" ],
	[ 'a fact that is deleted after it has passed', "BEGIN; SET CONSTRAINTS ALL IMMEDIATE; UPDATE assignment SET tenure = daterange(lower(tenure), today() - 1), ended_as = 'died' WHERE posting_id = 9; DELETE FROM assignment WHERE posting_id = 9; COMMIT" ],
	[ 'a fact that does not say how after it has passed', "BEGIN; SET CONSTRAINTS ALL IMMEDIATE; UPDATE assignment SET tenure = daterange(lower(tenure), today() - 1), ended_as = 'died' WHERE posting_id = 9; UPDATE assignment SET ended_as = NULL WHERE posting_id = 9; COMMIT" ],
  )
{
	my ($what, $sql) = @$_;
	like(clerk("$sql;\n"), qr/^ERROR:  23514: coverage would be .*^CONSTRAINT NAME:  AT-302$/ms, "$what is refused");
}
is(manager("SELECT actual, planned FROM goal_progress() WHERE goal_id = 900;"), "20|19\n", 'nothing of it is there');

# A fact, and what breaks nothing, in one transaction
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 19 on .*CONSTRAINT NAME:  AT-302\n\z/s, 'a fact, and somebody who comes to another posting in the same transaction');
BEGIN;
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (10, 900, 'tdy', daterange(today() + 1, today() + 9));
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 1, '[]'), ended_as = 'transferred' WHERE posting_id = 9;
COMMIT;
END

# What a mission is: a floor that is kept, and one of its missions moves.
like(clerk("BEGIN; INSERT INTO mission_change (mission_id, effective_day, $$_[1]) VALUES (11, today() + $$_[0], $$_[2]); SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK;\n"),
	qr/$$_[4]/ms, $$_[3])
  foreach
  [ 0, 'kind, reason', "'organization', 'the host asked'", 'a mission that is one to an organization from today on, and why', '\AWARNING:  23514: coverage is 18 on .*^CONSTRAINT NAME:  AT-302$' ],
  [ -9, 'country, reason', "'BE', 'moved'", '... that has moved, and why', '\AWARNING:  23514: coverage is 18 on ' ],
  [ 0, 'covers_host, reason', "false, 'the host asked'", '... that is there for others alone, and why', '\AWARNING:  23514: coverage is 18 on ' ],
  [ 0, 'kind', "'organization'", '... and nobody says why', '^ERROR:  23514: coverage would be 18 on .*^CONSTRAINT NAME:  AT-302$' ],
  [ 0, 'kind, note', "'organization', 'the host asked'", '... which a note does not', '^ERROR:  23514: coverage would be 18 on ' ],
  [ 1, 'kind, reason', "'organization', 'the host asked'", '... that will be', '^ERROR:  23514: coverage would be 17 on ' ];
is(manager("INSERT INTO mission_change (mission_id, effective_day, country, reason) VALUES (11, today() - 9, 'LS', 'moved'), (12, today() + 9, 'CR', 'moves');\n"), '', 'two that cover as many as before');
like(clerk("BEGIN; $$_[0]; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK;\n"), qr/$$_[2]/ms, $$_[1])
  foreach
  [ "UPDATE mission_change SET country = 'BE' WHERE mission_id = 11", 'a country that is corrected, with a reason', '\AWARNING:  23514: coverage is 18 on ' ],
  [ "UPDATE mission_change SET country = 'BE', reason = NULL WHERE mission_id = 11", '... without one', '^ERROR:  23514: coverage would be 18 on ' ],
  [ "UPDATE mission_change SET country = 'BE', mission_id = 10 WHERE mission_id = 11", '... and of another mission', '^ERROR:  23514: coverage would be 18 on ' ],
  [ "UPDATE mission_change SET country = 'BE', effective_day = today() WHERE mission_id = 12", 'a plan that is done earlier', '^ERROR:  23514: coverage would be 18 on ' ];
is(manager("DELETE FROM mission_change;\n"), '', 'back to where they were');

# What a posting runs
is(manager("INSERT INTO goal (goal_id, name, kind, target, program, during) SELECT 902, 'CSI', 'floor', countries, 'CSI', daterange(today() - 9, NULL) FROM coverage_summary() WHERE program = 'CSI';\n"), '', 'a floor of a program');
my $csi = "(SELECT min(posting_program_id) FROM posting_program JOIN assignment USING (posting_id) WHERE program = 'CSI' AND during \@> today() AND posting_id NOT IN (6, 7, 8, 9))";
like(clerk("UPDATE posting_program SET during = daterange(lower(during), today(), '[]') WHERE posting_program_id = $csi;\n"),
	qr/^ERROR:  23514: coverage would be .*^CONSTRAINT NAME:  AT-302$/ms, 'a posting that no longer runs a program, and nobody says why');
like(clerk("UPDATE posting_program SET during = daterange(lower(during), today() + 1, '[]'), note = 'moved' WHERE posting_program_id = $csi;\n"),
	qr/^ERROR:  23514: coverage would be .*^CONSTRAINT NAME:  AT-302$/ms, '... that will no longer');
like(clerk("UPDATE posting_program SET during = daterange(lower(during), today(), '[]'), note = 'moved' WHERE posting_program_id = $csi;\n"),
	qr/\AWARNING:  23514: coverage is .*^CONSTRAINT NAME:  AT-302$/ms, '... and somebody does');
is(manager("DELETE FROM goal WHERE goal_id = 902;\n"), '', 'without that floor');

# Ceilings
is(clerk("INSERT INTO posting_area (posting_id, country) VALUES (1, 'CH');\n"), '', 'an area that does not count');
like(clerk(<<'END'), qr/\A\z/, 'back to what there was');
UPDATE assignment SET tenure = daterange(lower(tenure), NULL), ended_as = NULL WHERE posting_id IN (6, 8, 9);
DELETE FROM posting_status_change WHERE posting_id = 7 AND reason = 'evacuated';
END
like(clerk("INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (900, 900, 'tdy', daterange(today() - 2, today() + 1));\n"),
	qr/^ERROR:  23514: coverage would be 23 on .*^CONSTRAINT NAME:  AT-303$/ms, 'an arrival without a word is refused by a ceiling');
like(clerk("INSERT INTO assignment (posting_id, representative_id, kind, tenure, note) VALUES (900, 900, 'tdy', daterange(today() + 11, today() + 19), 'sent');\n"),
	qr/^ERROR:  23514: coverage would be 23 on .*^CONSTRAINT NAME:  AT-303$/ms, '... and so is one to come');
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 23 on .*^CONSTRAINT NAME:  AT-303\n\z/ms, '... one that has happened, and says why, whatever is written of it next');
BEGIN;
INSERT INTO assignment (assignment_id, posting_id, representative_id, kind, tenure, note) VALUES (990, 900, 900, 'tdy', daterange(today() - 2, today() + 1), 'sent');
UPDATE assignment SET extension = 'memo' WHERE assignment_id = 990;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
END
like(clerk("INSERT INTO assignment (posting_id, representative_id, kind, tenure, note) VALUES (900, 900, 'tdy', daterange(today() - 2, today() + 1), 'sent by the minister');\n"),
	qr/\AWARNING:  23514: coverage is 23 on .*^CONSTRAINT NAME:  AT-303$/ms, '... one that has happened, and says why, is recorded');

# A plan that is checked while something covers it, and then loses that by a fact
is(manager("DELETE FROM assignment WHERE representative_id = 900; INSERT INTO representative (representative_id, name) VALUES (901, 'B');\n"), '', 'who came is gone');
is(manager("INSERT INTO posting_status_change (posting_id, effective_day, status, reason) VALUES (13, today() - 5, 'suspended', 'evacuated'); UPDATE goal SET target = 21 WHERE goal_id = 900;\n") =~ s/^WARNING.*?AT-302\n//sr, '', 'a posting that is suspended, and a floor of the rest');
is(manager("SELECT actual FROM goal_progress() WHERE goal_id = 900;\n"), "21\n", '... which is kept');
like(clerk(<<'END'), qr/^ERROR:  23514: coverage would be 20 on /m, 'a plan is held against what a fact leaves after it');
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
UPDATE posting_status_change SET status = 'closing' WHERE posting_id = 13 AND effective_day = today() - 5;
UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE posting_id = 14;
UPDATE posting_status_change SET status = 'suspended' WHERE posting_id = 13 AND effective_day = today() - 5;
COMMIT;
END
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 20 on .*CONSTRAINT NAME:  AT-302\n\z/s, 'a fact whose row is written again is one');
BEGIN;
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 2), ended_as = 'died' WHERE posting_id = 14;
UPDATE assignment SET note = 'seen' WHERE posting_id = 14;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
END
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 20 on .*CONSTRAINT NAME:  AT-302\n\z/s, '... also if it says how only then');
BEGIN;
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 2) WHERE posting_id = 14;
UPDATE assignment SET ended_as = 'died' WHERE posting_id = 14;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
END
like(clerk(<<'END'), qr/^ERROR:  23514: coverage would be 20 on /m, '... and no fact if it says so no longer');
BEGIN;
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 2), ended_as = 'died' WHERE posting_id = 14;
UPDATE assignment SET ended_as = NULL WHERE posting_id = 14;
COMMIT;
END
like(clerk(<<'END'), qr/^ERROR:  23514: coverage would be 20 on /m, '... nor if it goes');
BEGIN;
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 2), ended_as = 'died' WHERE posting_id = 14;
DELETE FROM assignment WHERE posting_id = 14;
COMMIT;
END
is(manager(<<'END') =~ s/^WARNING.*?AT-302\n//sgr, '', 'a posting that will be suspended and come back, and a program to come');
UPDATE goal SET enforced = false WHERE goal_id = 900;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (15, today() + 30, 'suspended'), (15, today() + 60, 'active');
INSERT INTO program (program, name) VALUES ('X1', 'x');
INSERT INTO posting_program (posting_program_id, posting_id, program, during) VALUES (5001, 16, 'X1', daterange(today() + 30, NULL));
INSERT INTO goal (goal_id, name, kind, target, program, during) VALUES (902, 'X1', 'floor', 1, 'X1', daterange(today() + 30, NULL));
INSERT INTO goal (goal_id, name, kind, target, during) VALUES (903, 'all of it later', 'floor', 21, daterange(today() + 60, NULL));
END
like(clerk("UPDATE posting_program SET during = '[2000-01-01,2000-02-01)', note = 'x' WHERE posting_program_id = 5001;\n"), qr/^ERROR:  23514:/m, 'a program to come that goes into the past is a plan');
like(clerk("UPDATE posting_status_change SET effective_day = today() - 3, status = 'closing', reason = 'x' WHERE posting_id = 15 AND effective_day = today() + 60;\n"),
	qr/^ERROR:  23514:/m, '... and so is a status to come');
is(manager("DELETE FROM goal WHERE goal_id IN (902, 903); UPDATE goal SET enforced = true, target = 20 WHERE goal_id = 900; DELETE FROM posting_status_change WHERE posting_id = 15 AND effective_day > today();\n"), '', 'without these');

# What one registry does is nothing to another, and what is rolled back is nothing.
like(clerk(<<'END'), qr/\AWARNING:  23514: coverage is 19 on .*CONSTRAINT NAME:  AT-302\n\z/s, 'a plan that was refused and rolled back is none');
\set ON_ERROR_STOP 0
BEGIN;
SET CONSTRAINTS ALL IMMEDIATE;
\set VERBOSITY terse
\o /dev/null
INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (10, 901, 'tdy', daterange(today() + 1, today() + 9));
SAVEPOINT planned;
DO $$ BEGIN UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE posting_id IN (14, 16, 17); EXCEPTION WHEN check_violation THEN NULL; END $$;
ROLLBACK TO planned;
\set VERBOSITY verbose
UPDATE assignment SET tenure = daterange(lower(tenure), today() - 2), ended_as = 'died' WHERE posting_id IN (14, 16);
ROLLBACK;
END
is(manager("UPDATE goal SET target = 22 WHERE goal_id = 900; DELETE FROM posting_status_change WHERE posting_id = 13 AND reason = 'evacuated';\n"), '', 'back to the floor of all');

# Waivers are the manager's to grant.
my $plan = "UPDATE assignment SET tenure = daterange(lower(tenure), today() + 30) WHERE posting_id = 11;\n";
like(clerk("INSERT INTO waiver (rule_id, goal_id, during, reference) VALUES ('AT-302', 900, '[2000-01-01,)', 'x');\n"), qr/\AERROR:  42501:/, 'a clerk grants no waiver');
like(clerk("UPDATE goal SET enforced = false;\n"), qr/\AERROR:  42501:/, '... changes no goal');
like(clerk("UPDATE rule SET severity = 'off';\n"), qr/\AERROR:  42501:/, '... and no rule');
like(clerk($plan), qr/^ERROR:  23514:/, 'so a plan is refused');
is(manager("INSERT INTO waiver (rule_id, goal_id, during, reference) VALUES ('AT-302', 900, daterange(today() + 30, today() + 60), 'memo 8');\n"), '', 'a waiver of some days');
like(clerk($plan), qr/^ERROR:  23514: coverage would be 21 on /m, '... is none of others');
is(manager("UPDATE waiver SET during = daterange(today() + 30, NULL) WHERE reference = 'memo 8';\n"), '', 'a waiver without an end');
is(clerk($plan), '', '... lets the plan pass');
is(manager("SELECT state, breached_days, waived_days, waiver_reference FROM goal_progress(today() + 40) WHERE goal_id = 900;"), "breached|11|11|memo 8\n", 'and the goal shows it with its paper');
is(manager("SELECT state, breached_days, waived_days, waiver_reference FROM report_goals WHERE goal_id = 900;"), "at risk|0||\n", '... when it comes');
like(manager("INSERT INTO waiver (rule_id, goal_id, during, reference) VALUES ('AT-203', 900, '(,)', 'x');\n"), qr/CONSTRAINT NAME:  waiver_subject/, 'no rule is waived for what it is not about');
like(manager("INSERT INTO waiver (rule_id, goal_id, posting_id, during, reference) VALUES ('AT-302', 900, 1, '(,)', 'x');\n"), qr/CONSTRAINT NAME:  waiver_one_subject/, '... nor for two');
like(manager("INSERT INTO waiver (rule_id, posting_id, during, reference) VALUES ('AT-104', 1, '(,)', 'x');\n"), qr/CONSTRAINT NAME:  waiver_subject/, '... and none that a constraint enforces');
like(manager("INSERT INTO waiver (rule_id, posting_id, during, reference) VALUES ('AT-204', 1, '(,)', '');\n"), qr/CONSTRAINT NAME:  waiver_reference_check/, '... without a paper');

# Midnight: the same plan and fact in registries whose days differ, at this moment.
foreach my $zone ('Etc/GMT-14', 'Etc/GMT+12')
{
	like(manager(<<"END"), qr/\A\S+\n\z/, "the days of $zone");
SELECT $ENV{ATTACHE_SCHEMA}.attache_set_time_zone('overseas', '$zone') \\g /dev/null
SELECT today();
END
	foreach my $session ('Etc/GMT-14', 'Etc/GMT+12')
	{
		like(clerk(<<"END"), qr/\AWARNING:  23514: coverage is /, "... for a session of $session: a last day that is today");
SET timezone = '$session';
BEGIN;
UPDATE assignment SET tenure = daterange(lower(tenure), today(), '[]'), ended_as = 'died' WHERE posting_id = 12;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;
END
		like(clerk(<<"END"), qr/^ERROR:  23514: coverage would be /m, '... and a last day that is tomorrow');
SET timezone = '$session';
UPDATE assignment SET tenure = daterange(lower(tenure), today() + 1, '[]'), ended_as = 'died' WHERE posting_id = 12;
END
	}
}

is(manager(<<"END"), '', 'the registry is emptied');
SELECT $ENV{ATTACHE_SCHEMA}.attache_set_time_zone('overseas', 'UTC') \\g /dev/null
UPDATE overseas.rule SET severity = 'error' WHERE rule_id <> 'AT-211';
SET client_min_messages = warning;
SET session_replication_role = replica;
TRUNCATE overseas.mission, overseas.representative, overseas.goal, overseas.program CASCADE;
DROP OWNED BY attache_fact_clerk;
DROP ROLE attache_fact_clerk;
END

done_testing();
