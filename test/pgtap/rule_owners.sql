-- Tables of a registry that have other owners: what a rule cannot see is an error,
-- and nobody's functions run as somebody else. And of a row that a writer may not
-- read a message tells nothing of the row itself.
\ir ../lib/begin.sql
SELECT * FROM no_plan();

RESET ROLE;
SET LOCAL client_min_messages = error;
CREATE ROLE attache_al;
CREATE ROLE attache_bo;
CREATE ROLE attache_cl;
INSERT INTO representative (representative_id, name) SELECT i, 'R' || i FROM generate_series(8601, 8605) i;
INSERT INTO posting_status_change (posting_id, effective_day, status) VALUES (6, '2010-01-01', 'suspended');
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT format('GRANT USAGE ON SCHEMA tap, %I TO attache_al, attache_bo, attache_cl', :'schema') \gexec
GRANT USAGE ON SCHEMA overseas TO attache_bo, attache_cl;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA overseas TO attache_bo, attache_cl;
ALTER SCHEMA overseas OWNER TO attache_al;
SELECT format('ALTER TABLE %I OWNER TO attache_al', relname) FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind IN ('r', 'v') \gexec
SELECT format('ALTER ROUTINE %s OWNER TO attache_al', oid::regprocedure) FROM pg_proc WHERE pronamespace = 'overseas'::regnamespace \gexec
\set start 'INSERT INTO assignment (posting_id, representative_id, kind, tenure) VALUES (6, 8601, ''tour'', ''[2011-01-01,2011-01-10)'')'

SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[1], '23514 AT-201 assignment', 'a tour at a suspended posting');

-- The owner of the schema could change what rules run as the owner of the table.
RESET ROLE;
ALTER TABLE assignment OWNER TO attache_bo; ALTER TABLE assignment_past OWNER TO attache_bo;
SET LOCAL ROLE attache_cl;
SELECT is(pg_temp.error_of(:'start'), ARRAY['42501  ', 'the rules of table "assignment" cannot run as its owner',
	'Schema "overseas" belongs to "attache_al", who is not a member of "attache_bo" and could change what they run.', 'Give the tables of a registry to the owner of its schema.'],
	'the owner of the schema is nobody to the owner of the table');
RESET ROLE;
SAVEPOINT superuser;
ALTER TABLE assignment OWNER TO postgres; ALTER TABLE assignment_past OWNER TO postgres;
SET LOCAL ROLE attache_al;
CREATE OR REPLACE FUNCTION registry_time_zone() RETURNS text LANGUAGE plpgsql AS $$ BEGIN IF current_user = 'postgres' THEN ALTER ROLE attache_al SUPERUSER; END IF; RETURN 'UTC'; END $$;
RESET ROLE;
SELECT is((pg_temp.error_of($$UPDATE assignment SET note = 'x', extension = 'x' WHERE assignment_id = 5$$))[1:2], ARRAY['42501  ', 'the rules of table "assignment" cannot run as its owner'],
		  'a superuser who owns a table runs nothing that the owner of the schema has written');
SELECT is((SELECT rolsuper FROM pg_roles WHERE rolname = 'attache_al'), false, '... and makes nobody a superuser');
ROLLBACK TO superuser;

-- A schema may belong to whoever owns the database.
SAVEPOINT database;
ALTER TABLE assignment OWNER TO attache_al; ALTER TABLE assignment_past OWNER TO attache_al;
ALTER SCHEMA overseas OWNER TO pg_database_owner;
SELECT format('GRANT USAGE ON SCHEMA overseas TO attache_al, attache_cl; ALTER DATABASE %I OWNER TO attache_bo', current_database()) \gexec
SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[3], 'Schema "overseas" belongs to "attache_bo", who is not a member of "attache_al" and could change what they run.',
		  'the owner of the database is nobody to the owner of the table');
RESET ROLE;
GRANT attache_al TO attache_bo;
SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[1], '23514 AT-201 assignment', '... unless that is a role of theirs');
ROLLBACK TO database;

-- So could the owner of a table that rules read: the planner runs the functions of
-- its constraints.
SAVEPOINT other_table;
ALTER SCHEMA overseas OWNER TO postgres;
SELECT format('ALTER TABLE %I OWNER TO postgres', relname) FROM pg_class WHERE relnamespace = 'overseas'::regnamespace AND relkind IN ('r', 'v') \gexec
ALTER TABLE role OWNER TO attache_bo;
SELECT is((pg_temp.error_of(:'start'))[1:3], ARRAY['42501  ', 'the rules of table "assignment" cannot run as its owner', 'Table "role" belongs to "attache_bo", who is not a member of "postgres" and could change what they run.'], 'a table of another, from which the rules read little');
ALTER TABLE role OWNER TO postgres;
ALTER VIEW mission_period OWNER TO attache_bo;
SELECT is((pg_temp.error_of(:'start'))[1:3], ARRAY['42501  ', 'the rules of table "assignment" cannot run as its owner', 'View "mission_period" belongs to "attache_bo", who is not a member of "postgres" and could change what they run.'], 'a view of another');
ALTER VIEW mission_period OWNER TO postgres;
ALTER TABLE posting OWNER TO attache_bo;
CREATE SCHEMA of_bo AUTHORIZATION attache_bo;
SET LOCAL ROLE attache_bo;
CREATE FUNCTION of_bo.promote() RETURNS integer LANGUAGE plpgsql VOLATILE AS $$ BEGIN IF current_user = 'postgres' THEN ALTER ROLE attache_bo SUPERUSER; END IF; RETURN 1; END $$;
CREATE FUNCTION of_bo.one(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN of_bo.promote(); END $$;
ALTER TABLE posting ADD CHECK (of_bo.one(1) > 0);
RESET ROLE;
GRANT USAGE ON SCHEMA of_bo TO PUBLIC;
SET LOCAL ROLE attache_cl;
SET LOCAL constraint_exclusion = on;
SELECT is((pg_temp.error_of($$UPDATE assignment SET extension = 'x' WHERE assignment_id = 5$$))[1:3], ARRAY['42501  ', 'the rules of table "assignment" cannot run as its owner',
	'Table "posting" belongs to "attache_bo", who is not a member of "postgres" and could change what they run.'], 'the owner of a table that rules read');
RESET ROLE;
SELECT is((SELECT rolsuper FROM pg_roles WHERE rolname = 'attache_bo'), false, '... is made no superuser');
ROLLBACK TO other_table;

-- One who is a member could anyway. Then what row security hides is an error.
GRANT attache_bo TO attache_al;
SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[1], '23514 AT-201 assignment', 'a member of the table''s owner owns the schema');
RESET ROLE;
ALTER TABLE posting_status_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON posting_status_change USING (status = 'active');
SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[1:2], ARRAY['42501  ', 'query would be affected by row-level security policy for table "posting_status_change"'], 'a policy that hides a status');
SET LOCAL row_security = off;
SELECT is((pg_temp.error_of(:'start'))[1], '42501  ', '... whatever the writer has set');
SET LOCAL row_security = on;
RESET ROLE;
DROP POLICY p ON posting_status_change;
ALTER TABLE posting_status_change DISABLE ROW LEVEL SECURITY;
ALTER TABLE posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON posting USING (posting_id <> 6);
SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[1:2], ARRAY['42501  ', 'query would be affected by row-level security policy for table "posting"'], 'a policy that hides the posting');
SELECT is(current_setting('row_security'), 'on', 'the writer''s own setting is as it was');
RESET ROLE;
ALTER TABLE posting DISABLE ROW LEVEL SECURITY;
REVOKE SELECT ON posting FROM attache_bo;
SET LOCAL ROLE attache_cl;
SELECT is((pg_temp.error_of(:'start'))[1:2], ARRAY['42501  ', 'permission denied for table posting'], 'the table''s owner may not read another');
RESET ROLE;
ALTER TABLE assignment OWNER TO attache_al; ALTER TABLE assignment_past OWNER TO attache_al;

-- A writer who may write a column and read nothing
UPDATE assignment SET extension = 'paper', tenure = '[2004-10-20,2009-01-01)' WHERE assignment_id = 2;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
CREATE ROLE attache_column;
GRANT USAGE ON SCHEMA tap, overseas TO attache_column;
GRANT UPDATE (extension, tenure) ON assignment TO attache_column;
SET LOCAL ROLE attache_column;
SELECT is(pg_temp.error_of('UPDATE assignment SET extension = NULL'), ARRAY['23514 AT-206 assignment', 'the assignment is too long for a tour', NULL, NULL], 'with rights to a column: AT-206');
RESET ROLE;
-- ... and one whose policy shows nothing, and lets everything be written
GRANT SELECT ON assignment TO attache_column;
ALTER TABLE assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY nothing ON assignment FOR SELECT USING (false);
CREATE POLICY everything ON assignment FOR UPDATE USING (true) WITH CHECK (true);
SET LOCAL ROLE attache_column;
SELECT is((SELECT count(*) FROM assignment), 0::bigint, 'a policy that shows nothing');
SELECT is(pg_temp.error_of('UPDATE assignment SET extension = NULL'), ARRAY['23514 AT-206 assignment', 'the assignment is too long for a tour', NULL, NULL], 'with a policy that shows nothing: AT-206');

SELECT * FROM finish();
ROLLBACK;
