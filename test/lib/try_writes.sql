-- Tries what is in the table of writes.sql.
SELECT is((pg_temp.error_of(refused))[1], CASE WHEN rule ~ '^2' THEN rule ELSE '23514 ' || rule END, rule || ': ' || how || ', refused')
FROM tried ORDER BY rule COLLATE "C", how COLLATE "C";
SELECT is(pg_temp.error_of(accepted), NULL, rule || ': ' || how || ', accepted')
FROM tried ORDER BY rule COLLATE "C", how COLLATE "C";
-- Deferred, the statements of a transaction may come in any order.
SELECT is(pg_temp.error_of('SET CONSTRAINTS ALL DEFERRED; ' || split_part(accepted, ';', 3) || ';' || split_part(accepted, ';', 2)), NULL,
		  rule || ': ' || how || ', accepted in the other order')
FROM tried WHERE how = 'deferred' ORDER BY rule COLLATE "C";
