-- Leaves the registry as it was made: without rows, and each rule with its own severity.
\getenv schema ATTACHE_SCHEMA
SET client_min_messages = warning;
RESET debug_discard_caches;
SET session_replication_role = replica;
TRUNCATE overseas.mission, overseas.representative, overseas.goal, overseas.program, overseas.site, overseas.measure, overseas.holiday CASCADE;
UPDATE overseas.rule own SET severity = r.severity FROM :"schema".attache_rules() r WHERE r.rule_id = own.rule_id;
RESET session_replication_role;
RESET client_min_messages;
