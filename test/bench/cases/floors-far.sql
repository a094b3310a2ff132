-- Each client ends a random tour next year, or lets it go on again. With half of ten tours in
-- each country ended, a country now and then loses its last: only then is counted.
-- group: floors
-- name: 100 clients change 40,000 assignments, under a floor that is far away
-- measure: pgbench
-- clients: 100
-- transactions: 40000
-- yardstick: no floor
-- aim: a floor far away <= 2 * no floor

-- competitor: no floor
\set assignment random(1, 2000)
UPDATE no_floor.assignment SET tenure = daterange(lower(tenure), CASE WHEN upper(tenure) IS NULL THEN lower(tenure) + 465 END) WHERE assignment_id = :assignment;

-- competitor: a floor far away
\set assignment random(1, 2000)
UPDATE far_floor.assignment SET tenure = daterange(lower(tenure), CASE WHEN upper(tenure) IS NULL THEN lower(tenure) + 465 END) WHERE assignment_id = :assignment;
