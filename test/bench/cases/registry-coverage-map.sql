-- Who is present is read once, whatever the planner thinks of how many they are.
-- group: registry
-- name: a map of 10,000 people present, of 200,000 assignments
-- yardstick: presence_on
-- aim: coverage_map <= 3 * presence_on

-- competitor: presence_on
SELECT * FROM registry_of_one.presence_on('2019-06-01');
-- competitor: coverage_map
SELECT registry_of_one.coverage_map('2019-06-01');

-- answer: presence_on
SELECT country, count(DISTINCT representative_id) FROM registry_of_one.presence_on('2019-06-01') GROUP BY country ORDER BY country;
-- answer: coverage_map
SELECT country, people FROM jsonb_to_recordset(registry_of_one.coverage_map('2019-06-01') #> '{datasets,coverage}') AS p (country text, people integer)
WHERE people > 0 ORDER BY country COLLATE "C";
