-- group: read
-- name: 100,000 reads of one stored value
-- yardstick: element of an integer array of the same size
-- aim: coverage_on <= 1.0 * element of an integer array of the same size

-- competitor: element of an integer array of the same size
SELECT sum(list[1 + i % 45000]) FROM stored, generate_series(1, 100000) AS i;
-- competitor: coverage_on
SELECT sum(coverage_on(cover, '2000-01-01'::date + i % 15000)) FROM stored, generate_series(1, 100000) AS i;

-- competitor: all steps as rows, once
SELECT sum(value) FROM stored, coverage_steps(cover);

-- answer: coverage_on
SELECT sum(coverage_on(cover, '2000-01-01'::date + i)) FROM stored, generate_series(1, 15000) AS i;
-- answer: all steps as rows, once
SELECT sum(value * (least(last_day, '2041-01-25') - first_day + 1)) FROM stored, coverage_steps(cover);
