-- One coverage of 15,000 steps, and an array of integers of the same size.

CREATE TABLE stored AS
SELECT coverage_make(array_agg('2000-01-01'::date + i ORDER BY i), array_agg((hashint4(i) & 1023)::bigint ORDER BY i)) AS cover
FROM generate_series(1, 15000) AS i;
ALTER TABLE stored ADD list integer[];
UPDATE stored SET list = (SELECT array_agg(hashint4(i) ORDER BY i) FROM generate_series(1, 3 * 15000) AS i);
