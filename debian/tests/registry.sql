-- What who installs the package does first, as the owner of a database who is
-- nobody special: the extension, a registry, the example, a question, a mistake.
-- Run by psql as a superuser, with ON_ERROR_STOP; leaves nothing behind.
\set ON_ERROR_STOP 1
CREATE ROLE attache_owner;
CREATE DATABASE attache_package OWNER attache_owner TEMPLATE template0;
\connect attache_package
SET client_min_messages = warning;
SET SESSION AUTHORIZATION attache_owner;

CREATE EXTENSION attache;
SELECT attache_create_registry('overseas');
SELECT attache_load_example('overseas');

DO $$
BEGIN
	ASSERT attache_version() = (SELECT extversion FROM pg_extension WHERE extname = 'attache'), 'the library is of another version';
	ASSERT (SELECT actual = 14 AND target = 22 AND state = 'on track' FROM overseas.goal_progress('2006-06-01')), 'the goal stands otherwise';
	-- Tours of 2006 that have no end have become long.
	ASSERT NOT EXISTS (SELECT FROM overseas.verify() WHERE rule_id <> 'AT-206'), 'the example breaks a rule';
END
$$;

DO $$
DECLARE
	rule text := 'nothing';
BEGIN
	BEGIN
		INSERT INTO overseas.posting_status_change (posting_id, effective_day, status)
		VALUES (14, '2006-09-01', 'closed');
	EXCEPTION WHEN integrity_constraint_violation OR check_violation THEN
		GET STACKED DIAGNOSTICS rule = CONSTRAINT_NAME;
	END;
	ASSERT rule = 'AT-105', format('closing an office with somebody there broke %s', rule);
END
$$;

DROP EXTENSION attache CASCADE;
RESET SESSION AUTHORIZATION;
\connect postgres
DROP DATABASE attache_package;
DROP ROLE attache_owner;
\echo attache works
