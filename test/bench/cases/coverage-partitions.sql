-- Two partial states that have no unit in common are merged. So many units fill a
-- hash table to the part at which merging in its own order was slowest.
-- group: coverage
-- name: partial states of 600,000 units
-- yardstick: plain plan
-- aim: partitionwise plan <= 2 * plain plan

-- competitor: plain plan
SELECT coverage_agg(unit, during) FROM halved;
-- competitor: partitionwise plan
-- with: enable_partitionwise_aggregate = on
SELECT coverage_agg(unit, during) FROM halved;

-- answer: plain plan
SELECT coverage_agg(unit, during) FROM halved;
-- answer: partitionwise plan
SET enable_partitionwise_aggregate = on;
SELECT coverage_agg(unit, during) FROM halved;
