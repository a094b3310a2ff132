-- What is asked about 1,000,000 matters, against one scan of them.
-- group: matters
-- name: of 1,000,000 matters
-- each: matters by-kind by-mission by-program by-year by-person backlog chart
-- yardstick: scan
-- aim: answer <= 5 * scan

-- competitor: scan
SELECT count(*), min(received_day), max(coalesce(answered_day, closed_day)) FROM asked.matter;
-- competitor: answer
SELECT bench.ask_matters(':each');
