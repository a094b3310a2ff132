-- The same where one country may be lost, and no more. Refused is what takes another. Before a
-- floor looked at the country alone, every change that took somebody away counted all: 2.7 s each.
-- group: floors
-- name: 100 clients change 10,000 assignments, one country above a floor
-- measure: pgbench
-- clients: 100
-- yardstick: no floor
-- aim: a floor one country away <= 5 * no floor

-- competitor: no floor
\set assignment random(1, 2000)
CALL toggle('no_floor', :assignment);
-- competitor: a floor one country away
\set assignment random(1, 2000)
CALL toggle('near_floor', :assignment);

-- answer: no floor
SELECT true;
-- answer: a floor one country away
SELECT coverage_min(near_floor.goal_coverage(1), daterange(near_floor.today(), NULL)) >= 199;
