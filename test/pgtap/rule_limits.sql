-- The limits in the table of rules: the triggers and verify() say the same,
-- whatever the agency sets; NULL is no limit, and a missing row is what
-- attache_rules() says.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
INSERT INTO posting (posting_id, mission_id, role) VALUES (8801, 1, 'attache');
INSERT INTO posting_status_change (posting_id, effective_day, status, taken_over_from) VALUES (8801, '1990-01-01', 'active', 'test');
INSERT INTO representative (representative_id, name) VALUES (8801, 'A'), (8802, 'B');
INSERT INTO assignment (assignment_id, posting_id, representative_id, tenure) VALUES (8800, 8801, 8801, '[2000-01-01,2002-01-01)');
SET CONSTRAINTS ALL IMMEDIATE;

-- What a rule says of a row, and what verify() says of it once it is there all the
-- same: both NULL, or both of the rule.
CREATE FUNCTION pg_temp.verdicts(setting text, columns text, line text, OUT refused text, OUT shown text) LANGUAGE plpgsql AS $$
DECLARE
	statement text := format('INSERT INTO assignment (assignment_id, posting_id, representative_id, %s) VALUES (8899, 8801, 8802, %s)', columns, line);
BEGIN
	EXECUTE setting;
	refused := split_part((pg_temp.error_of(statement))[1], ' ', 2);
	SET LOCAL session_replication_role = replica;
	EXECUTE statement;
	SET LOCAL session_replication_role = origin;
	SELECT string_agg(DISTINCT rule_id, ' ') INTO shown FROM verify() WHERE posting_id = 8801;
	RAISE SQLSTATE 'ZZ999';
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	NULL;
END $$;
SELECT is(pg_temp.verdicts(setting, columns, line)::text, ROW(rule, rule)::text, what)
FROM (VALUES
	('a tour of 36 months', '', 'tenure', $$'[2002-01-01,2005-01-01)'$$, NULL),
	('... and a day', '', 'tenure', $$'[2002-01-01,2005-01-02)'$$, 'AT-206'),
	('... with an extension', '', 'tenure, extension', $$'[2002-01-01,2007-01-01)', 'x'$$, NULL),
	('... of 60 months and a day', '', 'tenure, extension', $$'[2002-01-01,2007-01-02)', 'x'$$, 'AT-206'),
	('no limit of tours', $$UPDATE rule SET longest = NULL, longest_extended = NULL WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,2092-01-01)'$$, NULL),
	('... with an extension', $$UPDATE rule SET longest = NULL, longest_extended = NULL WHERE rule_id = 'AT-206'$$, 'tenure, extension', $$'[2002-01-01,2092-01-01)', 'x'$$, NULL),
	('no other limit with an extension', $$UPDATE rule SET longest_extended = NULL WHERE rule_id = 'AT-206'$$, 'tenure, extension', $$'[2002-01-01,2005-01-02)', 'x'$$, 'AT-206'),
	('the row of the rule is gone', $$DELETE FROM rule WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,2005-01-02)'$$, 'AT-206'),
	('... and a tour of 36 months', $$DELETE FROM rule WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,2005-01-01)'$$, NULL),
	('... with an extension', $$DELETE FROM rule WHERE rule_id = 'AT-206'$$, 'tenure, extension', $$'[2002-01-01,2007-01-02)', 'x'$$, 'AT-206'),
	('all rows are gone', 'DELETE FROM rule', 'tenure', $$'[2002-01-01,2005-01-02)'$$, 'AT-206'),
	('the longest of all limits', $$UPDATE rule SET longest = '10000 years', longest_extended = '10000 years' WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,2005-01-02)'$$, NULL),
	('... and a tour beyond it', $$UPDATE rule SET longest = '10000 years', longest_extended = '10000 years' WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,12002-01-02)'$$, 'AT-206'),
	('... and one at the end of days', $$UPDATE rule SET longest = '10000 years', longest_extended = '10000 years' WHERE rule_id = 'AT-206'$$, 'tenure', $$'[5874890-01-01,5874897-12-31)'$$, NULL),
	('a limit of days', $$UPDATE rule SET longest = '1000 days' WHERE rule_id = 'AT-206'$$, 'tenure', $$daterange('2002-01-01', '2002-01-01'::date + 1000)$$, NULL),
	('... and a day', $$UPDATE rule SET longest = '1000 days' WHERE rule_id = 'AT-206'$$, 'tenure', $$daterange('2002-01-01', '2002-01-01'::date + 1001)$$, 'AT-206'),
	('a limit of years, months and days', $$UPDATE rule SET longest = '2 years 2 months 3 days' WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,2004-03-04)'$$, NULL),
	('... and a day', $$UPDATE rule SET longest = '2 years 2 months 3 days' WHERE rule_id = 'AT-206'$$, 'tenure', $$'[2002-01-01,2004-03-05)'$$, 'AT-206'),
	('from 29 February', '', 'tenure', $$'[2004-02-29,2007-02-28)'$$, NULL),
	('... and a day', '', 'tenure', $$'[2004-02-29,2007-03-01)'$$, 'AT-206'),
	('a TDY without a limit', $$UPDATE rule SET longest = NULL WHERE rule_id = 'AT-207'$$, 'kind, tenure', $$'tdy', '[2002-01-01,)'$$, NULL),
	('a TDY of months', $$UPDATE rule SET longest = '6 months' WHERE rule_id = 'AT-207'$$, 'kind, tenure', $$'tdy', '[2002-01-01,2002-07-01)'$$, NULL),
	('... and a day', $$UPDATE rule SET longest = '6 months' WHERE rule_id = 'AT-207'$$, 'kind, tenure', $$'tdy', '[2002-01-01,2002-07-02)'$$, 'AT-207'),
	('a TDY of the shortest month', $$UPDATE rule SET longest = '1 month' WHERE rule_id = 'AT-207'$$, 'kind, tenure', $$'tdy', '[2002-02-01,2002-03-01)'$$, NULL),
	('... and a day', $$UPDATE rule SET longest = '1 month' WHERE rule_id = 'AT-207'$$, 'kind, tenure', $$'tdy', '[2002-02-01,2002-03-02)'$$, 'AT-207'),
	('an extension to a month of fewer days than the limit', $$UPDATE rule SET longest = '30 days', longest_extended = '1 month' WHERE rule_id = 'AT-206'$$, 'tenure, extension', $$'[2002-02-01,2002-03-02)', 'x'$$, 'AT-206'),
	('a TDY without an end', '', 'kind, tenure', $$'tdy', '[2002-01-01,)'$$, 'AT-207'),
	('a handover of 30 days', '', 'tenure', $$'[2001-12-02,2003-01-01)'$$, NULL),
	('... and a day', '', 'tenure', $$'[2001-12-01,2003-01-01)'$$, 'AT-204'),
	('a handover without a limit', $$UPDATE rule SET longest = NULL WHERE rule_id = 'AT-204'$$, 'tenure', $$'[2001-01-01,2003-01-01)'$$, NULL),
	('a handover of months', $$UPDATE rule SET longest = '2 months' WHERE rule_id = 'AT-204'$$, 'tenure', $$'[2001-11-01,2003-01-01)'$$, NULL),
	('... and a day', $$UPDATE rule SET longest = '2 months' WHERE rule_id = 'AT-204'$$, 'tenure', $$'[2001-10-31,2003-01-01)'$$, 'AT-204'),
	('... the row is gone', $$DELETE FROM rule WHERE rule_id = 'AT-204'$$, 'tenure', $$'[2001-12-01,2003-01-01)'$$, 'AT-204'),
	('... the longest of all', $$UPDATE rule SET longest = '10000 years' WHERE rule_id = 'AT-204'$$, 'tenure', $$'[2001-10-31,2003-01-01)'$$, NULL)
) AS tried (what, setting, columns, line, rule);

-- A session's own way to write or read an interval changes nothing.
SELECT is((pg_temp.error_of(format('SET LOCAL intervalstyle = %L; INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8801, 8802, ''[2002-01-01,2005-01-02)'')', style)))[3],
		  'The stay starts on 2002-01-01, and its limit of 36 months ends on 2004-12-31.', 'intervalstyle ' || style)
FROM unnest('{postgres,postgres_verbose,sql_standard,iso_8601}'::text[]) AS style;

-- What no limit can be
SELECT is((pg_temp.error_of('UPDATE rule SET ' || setting))[1], '23514 ' || name || ' rule', setting)
FROM (VALUES
	($$longest = '-1 day' WHERE rule_id = 'AT-204'$$, 'rule_limit_parts'),
	($$longest = '36 hours' WHERE rule_id = 'AT-204'$$, 'rule_longest_check'), ($$longest = '10001 years' WHERE rule_id = 'AT-207'$$, 'rule_longest_check'),
	($$longest = '178000000 years', longest_extended = '178000000 years' WHERE rule_id = 'AT-206'$$, 'rule_check'),
	($$longest = '40 days -1 month' WHERE rule_id = 'AT-207'$$, 'rule_limit_parts'), ($$longest = '3000000 days -7000 years' WHERE rule_id = 'AT-207'$$, 'rule_limit_parts'),
	($$longest = '1 month -1 day' WHERE rule_id = 'AT-207'$$, 'rule_limit_parts'), ($$longest_extended = '10 years -1 month -1 day' WHERE rule_id = 'AT-206'$$, 'rule_limit_parts'),
	($$longest = '2 years -1 day 24 hours' WHERE rule_id = 'AT-204'$$, 'rule_limit_parts'), ($$longest = '2 years -24 hours' WHERE rule_id = 'AT-204'$$, 'rule_longest_check'),
	($$longest = '61 months' WHERE rule_id = 'AT-206'$$, 'rule_check'), ($$longest = NULL WHERE rule_id = 'AT-206'$$, 'rule_limit_extended'),
	($$longest = '1 day' WHERE rule_id = 'AT-208'$$, 'rule_constraint_limit'), ($$severity = 'fatal' WHERE rule_id = 'AT-204'$$, 'rule_severity_check')
) AS tried (setting, name);
SELECT is((pg_temp.error_of('UPDATE rule SET severity = NULL'))[1], '23502  rule', 'no severity is none of them');
SELECT is((pg_temp.error_of($$ALTER TABLE rule ALTER severity DROP NOT NULL; UPDATE rule SET severity = NULL WHERE rule_id = 'AT-204';
	INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8801, 8802, '[2003-01-01,2004-01-01)')$$))[1:2],
		  ARRAY['39004  ', 'a rule''s query found a null in "severity"'], '... not even without its constraint');
SELECT is((pg_temp.error_of($$ALTER TABLE rule DROP CONSTRAINT rule_severity_check; UPDATE rule SET severity = 'Error' WHERE rule_id = 'AT-204';
	INSERT INTO assignment (posting_id, representative_id, tenure) VALUES (8801, 8802, '[2003-01-01,2004-01-01)')$$))[1:2],
		  ARRAY['22023  ', 'unknown severity "Error" of rule AT-204'], '... nor another word');

SELECT * FROM finish();
ROLLBACK;
